package external

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/export"
	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Version is the version of the protocol, the first member of every answer. The request's is that of package export.
const Version = 1

// request is what a program reads: the model as package export writes it, and the member target.
func request(p Program, api *model.API, opts gen.Options) ([]byte, error) {
	target, err := json.Marshal(struct {
		Name     string            `json:"name"`
		Root     string            `json:"root"`
		Import   string            `json:"import"`
		Options  any               `json:"options"`
		Roots    map[string]string `json:"roots"`
		Packages map[string]string `json:"packages"`
	}{p.name, opts.Root, opts.Import, plain(opts.Values, true), opts.Roots, opts.Packages})
	if err != nil {
		return nil, err
	}
	return export.JSON(api, export.Member{Name: "target", JSON: target})
}

// plain is free data as encoding/json writes it. Settings that are not there are an empty object.
func plain(d spec.Data, top bool) any {
	switch d.Kind {
	case spec.DataMap:
		out := make(map[string]any, len(d.Members))
		for _, m := range d.Members {
			out[m.Key.Value] = plain(m.Value, false)
		}
		return out
	case spec.DataList:
		out := make([]any, len(d.Items))
		for i, item := range d.Items {
			out[i] = plain(item, false)
		}
		return out
	case spec.DataBool:
		return d.Bool
	case spec.DataInt:
		return d.Int
	case spec.DataNum:
		if math.IsInf(d.Num, 0) || math.IsNaN(d.Num) {
			return d.Text
		}
		return d.Num
	case spec.DataString:
		return d.Text
	}
	if top {
		return map[string]any{}
	}
	return nil
}

// answer is what a program writes.
type answer struct {
	Chargegen *int    `json:"chargegen"`
	Files     []*file `json:"files"`
}

// file is one file of an answer: its path below the target's root, and its text, or its bytes in base64.
type file struct {
	Path    string  `json:"path"`
	Content *string `json:"content"`
	Base64  *string `json:"base64"`
	data    []byte
}

// parse reads an answer. That paths stay below the root is checked where it is of all targets.
func parse(data []byte) ([]file, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, errors.New("the answer is empty; wanted JSON on the standard output")
	}
	if !utf8.Valid(data) {
		return nil, errors.New("the answer is not UTF-8; bytes that are no text go under base64")
	}
	if err := version(data); err != nil {
		return nil, err
	}
	var a answer
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		return nil, fmt.Errorf("the answer cannot be read: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("the answer is more than one JSON value; is something else printed to the standard output?")
	}
	if len(a.Files) > maxFiles {
		return nil, fmt.Errorf("the answer has %d files; at most %d are read", len(a.Files), maxFiles)
	}
	files := make([]file, len(a.Files))
	for i, f := range a.Files {
		if err := f.read(); err != nil {
			return nil, fmt.Errorf("file %d of the answer: %w", i+1, err)
		}
		files[i] = *f
	}
	return files, nil
}

// version refuses an answer in another version of the protocol, before anything else is said of it.
func version(data []byte) error {
	var v struct {
		Chargegen *int `json:"chargegen"`
	}
	err := json.NewDecoder(bytes.NewReader(data)).Decode(&v)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Errorf(`the answer is a JSON %s; wanted {"chargegen": %d, "files": […]}`, wrong.Value, Version)
	case err != nil:
		return fmt.Errorf("the answer cannot be read: %w", err)
	case v.Chargegen == nil:
		return fmt.Errorf(`the answer does not say its version; wanted {"chargegen": %d, "files": […]}`, Version)
	case *v.Chargegen != Version:
		return fmt.Errorf("the answer is of version %d of the protocol; this chargegen speaks version %d", *v.Chargegen, Version)
	}
	return nil
}

// read settles the bytes of a file.
func (f *file) read() error {
	switch {
	case f == nil || f.Path == "":
		return errors.New(`wanted {"path": …, "content": …}`)
	case !portable(f.Path):
		return fmt.Errorf("%q: Windows has no file of that name", f.Path)
	case (f.Content == nil) == (f.Base64 == nil):
		return fmt.Errorf("%q: wanted content or base64, one of them", f.Path)
	case f.Content != nil:
		f.data = []byte(*f.Content)
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(*f.Base64)
	if err != nil {
		return fmt.Errorf("%q: %w", f.Path, err)
	}
	f.data = data
	return nil
}

// unportable is an element of a path that Windows takes for a device, shortens or refuses.
var unportable = lazy.Regexp(`(?i)^(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])( *\..*)?$|[<>"|?*\x00-\x1f]|[. ]$`)

// portable reports whether a path below the root can be one on every system. What is generated is committed, and others
// check it out.
func portable(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if unportable().MatchString(part) && part != "." && part != ".." {
			return false
		}
	}
	return true
}
