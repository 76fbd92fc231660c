// Package openapi makes a spec of an OpenAPI document, version 3.0 or 3.1: shapes, parameters and errors as the document
// has them, lifecycles as comments that show where they would stand. It says, with the place in the document, what it
// could not carry. It opens no file and writes none, and the spec that it returns is never one that lint refuses: what
// the language will not have is left out, and reported.
package openapi

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// Options are what the document does not say.
type Options struct {
	// Name is the package name of the API; empty for one made from the document's title.
	Name string

	// Open returns the text of another file that the document refers to, by a slash-separated path below the folder of
	// the document. Where it is nil, references to other files are not followed.
	Open func(name string) ([]byte, error)
}

// Result is a spec and what became of the document in it.
type Result struct {
	Spec  []byte
	Notes []Note // what could not be carried, by place

	Operations Share // of the document's operations, those that are in the spec
	Schemas    Share // of the schemas under components, those that the spec says something by
}

// Share is how many of something were carried.
type Share struct{ Carried, Of int }

// Note says what could not be carried, or was guessed, at its place in the document.
type Note struct {
	Pos  spec.Pos
	Rule string
	Msg  string
}

// String returns file:line:col: message [rule-id].
func (n Note) String() string { return fmt.Sprintf("%s: %s [%s]", n.Pos, n.Msg, n.Rule) }

// Import makes a spec of the document called name that holds data. An error is a spec.ErrorList: the document cannot be
// read, is of another version, or nothing of it can be carried.
func Import(name string, data []byte, opts Options) (*Result, error) {
	root, found := spec.ReadForeign(name, data)
	if found.Refuses() {
		return nil, found
	}
	im := newImporter(name, &root, opts)
	for _, f := range found {
		im.notef(f.Pos, f.Rule, "%s", f.Msg)
	}
	if refused := im.version(); refused != nil {
		return nil, refused
	}
	im.unread(&root, "the document", readOfDocument)
	im.collect()
	im.arrange()
	im.fill()
	text, err := im.settle()
	if err != nil {
		return nil, err
	}
	return im.result(text), nil
}

// importer holds the document, and the spec as far as it is made.
type importer struct {
	opts  Options
	dir   string
	root  *spec.Data
	files map[string]*spec.Data // other files by path; nil where one cannot be read
	notes []Note
	told  map[string]bool // what was said once and is not said again

	refs     map[*spec.Data]*spec.Data // by the mapping with $ref: what it leads to
	names    map[*spec.Data]string     // by schema: its name under components
	shapes   map[*spec.Data]*shape
	used     map[*spec.Data]bool // schemas under components that the spec says something by
	merging  map[*spec.Data]bool // schemas whose allOf is being merged
	calls    []*call
	all      int // operations in the document
	groups   []*group
	paging   *paging
	envelope *envelope
	auth     *auth
	servers  map[string]*address // by URL as it stands in the document
	ids      string              // the style of ids
	encoding string              // what request bodies are written in: json or form
	arrays   string              // how lists stand in queries
	classes  map[classKey]*class
	madeUp   map[int]int // how many refusals of a status name no code
	problem  *class      // the body of refusals
	page     *class      // nil where nothing lists
	draft    draft
}

func newImporter(name string, root *spec.Data, opts Options) *importer {
	im := &importer{
		opts: opts, dir: path.Dir(name), root: root, files: map[string]*spec.Data{name: root},
		refs: map[*spec.Data]*spec.Data{}, names: map[*spec.Data]string{}, shapes: map[*spec.Data]*shape{},
		used: map[*spec.Data]bool{}, merging: map[*spec.Data]bool{}, classes: map[classKey]*class{}, madeUp: map[int]int{}, told: map[string]bool{}, servers: map[string]*address{},
	}
	schemas := root.Get("components").Get("schemas")
	for i := range schemas.Members {
		im.names[&schemas.Members[i].Value] = schemas.Members[i].Key.Value
	}
	return im
}

// version refuses what is no OpenAPI document of a version that is read here.
func (im *importer) version() error {
	v := im.root.Get("openapi")
	var errs spec.ErrorList
	switch {
	case im.root.Get("swagger").IsSet():
		errs.Add(im.root.Get("swagger").Pos, "openapi-version", "the document is Swagger %q; convert it to OpenAPI 3 first", clip(im.root.Get("swagger").Text))
	case !v.IsSet():
		errs.Add(im.root.Pos, "openapi-version", "the document does not say which OpenAPI it is; wanted openapi: 3.0.x or 3.1.x")
	case !isVersion(v.Text, "3.0") && !isVersion(v.Text, "3.1"):
		errs.Add(v.Pos, "openapi-version", "the document is OpenAPI %q; wanted 3.0.x or 3.1.x", clip(v.Text))
	default:
		return nil
	}
	return errs
}

func isVersion(text, wanted string) bool {
	return text == wanted || len(text) > len(wanted) && text[:len(wanted)+1] == wanted+"."
}

// notef reports something that could not be carried.
func (im *importer) notef(pos spec.Pos, rule, format string, args ...any) {
	im.notes = append(im.notes, Note{pos, rule, oneLine(fmt.Sprintf(format, args...))})
}

// result is what became of the document. Notes come by place, each once.
func (im *importer) result(text []byte) *Result {
	r := &Result{Spec: text, Operations: Share{im.draft.operations(), im.all}, Schemas: im.schemas()}
	slices.SortStableFunc(im.notes, func(a, b Note) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Msg, b.Msg))
	})
	r.Notes = slices.Compact(im.notes)
	return r
}

// schemas counts the schemas that the spec says something by: as an object, as parameters of a body, as a plain type. Those
// whose objects were left out again are not carried; each is reported.
func (im *importer) schemas() Share {
	objects := map[*spec.Data]bool{}
	for key, c := range im.classes {
		objects[key.src] = objects[key.src] || !c.gone
	}
	list := im.root.Get("components").Get("schemas").Members
	n := 0
	for i := range list {
		s := &list[i].Value
		if is, made := objects[s]; is || !made && im.used[s] {
			n++
			continue
		}
		im.notef(list[i].Key.Pos, "schema-left-out", "schema %q is left out: no operation that is carried shows it", clip(list[i].Key.Value))
	}
	return Share{n, len(list)}
}

// nothing is the error when nothing can be carried.
func (im *importer) nothing() error {
	var errs spec.ErrorList
	for _, n := range im.notes {
		errs.Warn(n.Pos, n.Rule, "%s", n.Msg)
	}
	pos := im.root.Get("paths").Pos
	if !pos.IsSet() {
		pos = im.root.Pos
	}
	errs.Add(pos, "openapi-nothing", "no operation of the document can be carried")
	errs.Sort()
	return errs
}

var errNoFiles = errors.New("no other files are at hand")
