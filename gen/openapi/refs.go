package openapi

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// maxRefs bounds how many references lead on from one to the next.
const maxRefs = 32

// follow returns what a mapping with $ref leads to, or the mapping itself where it has none. A reference that leads
// nowhere is reported once and leads to unset data.
func (im *importer) follow(d *spec.Data) *spec.Data {
	for range maxRefs {
		ref := d.Get("$ref")
		if !ref.IsSet() || ref.Kind != spec.DataString {
			return d
		}
		to, ok := im.refs[d]
		if !ok {
			to = im.target(ref)
			im.refs[d] = to
		}
		d = to
	}
	im.notef(d.Pos, "reference-broken", "the reference leads in a circle")
	return &spec.Data{}
}

// target finds what a reference names.
func (im *importer) target(ref *spec.Data) *spec.Data {
	file, pointer, _ := strings.Cut(ref.Text, "#")
	root, why := im.file(ref.Pos.File, file)
	if root == nil {
		im.notef(ref.Pos, "reference-broken", "the reference %q cannot be followed: %s", clip(ref.Text), why)
		return &spec.Data{}
	}
	to := walk(root, pointer)
	if !to.IsSet() {
		im.notef(ref.Pos, "reference-broken", "the reference %q leads to nothing", clip(ref.Text))
	}
	return to
}

// walk follows a JSON pointer.
func walk(d *spec.Data, pointer string) *spec.Data {
	if pointer == "" {
		return d
	}
	for _, word := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if plain, err := url.PathUnescape(word); err == nil {
			word = plain
		}
		word = strings.ReplaceAll(strings.ReplaceAll(word, "~1", "/"), "~0", "~")
		if d.Kind == spec.DataList {
			i, err := strconv.Atoi(word)
			if err != nil || i < 0 || i >= len(d.Items) {
				return &spec.Data{}
			}
			d = &d.Items[i]
			continue
		}
		d = d.Get(word)
	}
	return d
}

// file returns the document that a reference in the file from names, or why it cannot be had. Files lie in the folder
// of the root document or below it.
func (im *importer) file(from, name string) (*spec.Data, string) {
	if name == "" {
		return im.files[from], "the file is not read"
	}
	if strings.Contains(name, ":") {
		return nil, "other servers are not asked"
	}
	full := path.Join(path.Dir(from), name)
	below := full
	if im.dir != "." {
		below = strings.TrimPrefix(full, im.dir+"/")
	}
	if path.IsAbs(name) || strings.ContainsAny(name, "\\\x00") || below == ".." || strings.HasPrefix(below, "../") || im.dir != "." && below == full {
		return nil, "it leads out of the folder of the document"
	}
	if root, ok := im.files[full]; ok {
		return root, "the file cannot be read"
	}
	im.files[full] = nil
	root, err := im.read(full)
	if err != nil {
		return nil, err.Error()
	}
	im.files[full] = root
	return root, ""
}

func (im *importer) read(name string) (*spec.Data, error) {
	if im.opts.Open == nil {
		return nil, errNoFiles
	}
	data, err := im.opts.Open(name)
	if err != nil {
		return nil, err
	}
	root, found := spec.ReadForeign(name, data)
	if found.Refuses() {
		return nil, found[0]
	}
	return &root, nil
}
