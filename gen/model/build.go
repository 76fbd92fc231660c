package model

import (
	"path"
	"regexp"
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// Parse reads a spec, as spec.Parse does, and builds it. Where what was read is too little to look further the API is nil:
// findings would then follow from findings. A key that is not known leaves the rest as it is.
func Parse(name string, data []byte, open func(name string) ([]byte, error)) (*API, spec.ErrorList) {
	doc, found := spec.Parse(name, data, open)
	if slices.ContainsFunc(found, func(e *spec.Error) bool { return e.Severity == spec.SeverityError && e.Rule != "unknown-key" }) {
		return nil, found
	}
	api, more := Build(doc)
	found = append(found, more...)
	found.Sort()
	return api, found
}

// Build resolves a document: every name becomes a pointer, every default is filled in, and all the rules of the model
// are checked. The API may be used only if the findings do not refuse it.
func Build(doc *spec.Document) (*API, spec.ErrorList) {
	b := &builder{doc: doc, api: &API{Source: Source{doc.Pos, doc.Annotations.Entries}}}
	b.declare()
	b.resolve()
	b.inherit()
	b.check()
	b.errs.Sort()
	return b.api, b.errs
}

// builder is a model in the making. Its tables hold everything that has a name in the spec.
type builder struct {
	doc   *spec.Document
	api   *API
	errs  spec.ErrorList
	hints int // how many names suggestions have been looked for among

	origins   table[*Origin]
	types     table[typeName]
	objects   table[*Object]
	resources table[*Resource]
	enums     table[*Enum]
	errors    table[*ErrorCode]
	failures  table[*Failure]
	events    table[*Event]
	facts     table[*AccountFact]
	tables    table[*Table]
	keys      table[*Key]
	servers   table[*Server]
	sdks      table[*SDKLibrary]
	groups    table[*spec.Map[spec.Param]]

	sources  sources
	patterns map[string]*regexp.Regexp
	lives    map[*Resource]*life
}

// declare makes everything that has a name, so that order in the spec does not matter.
func (b *builder) declare() {
	b.lives, b.patterns = map[*Resource]*life{}, map[string]*regexp.Regexp{}
	b.declareOrigins()
	b.declareAPI()
	b.declareTypes()
	b.declareCodes()
	b.declareTables()
}

// resolve fills in what was declared.
func (b *builder) resolve() {
	b.resolveShapes()
	b.resolveTables()
	b.resolveCodes()
	b.resolveAPI()
	b.resolveResources()
	b.resolveReferences()
	b.nameTraits()
	b.resolveTriggers()
}

// origin finds the origin that a text names, or nil.
func (b *builder) origin(t spec.Text) *Origin {
	o, _ := find(b, &b.origins, t)
	return o
}

// meta is what a row says of itself. Its place is that of its key.
func (b *builder) meta(pos spec.Pos, c *spec.Common) Meta {
	origin := b.origin(c.Origin)
	return Meta{
		Pos:         pos,
		Doc:         trim(c.Doc),
		Deprecated:  trim(c.Deprecated),
		Origin:      origin,
		Sureness:    sureness(c.Sureness, origin),
		Annotations: c.Annotations.Entries,
	}
}

func (b *builder) declareOrigins() {
	b.origins = newTable[*Origin]("origin", "unknown-origin")
	for i := range b.doc.Origins.Entries {
		e := &b.doc.Origins.Entries[i]
		o := &Origin{Name: e.Key.Value, Title: trim(e.Value.Title), Doc: trim(e.Value.Doc), URL: e.Value.URL.Value, Pos: e.Key.Pos, Sureness: sureness(e.Value.Sureness, nil)}
		b.origins.add(o.Name, o)
		b.api.Origins = append(b.api.Origins, o)
	}
}

// specFile is the base name of the root file.
func (b *builder) specFile() string { return path.Base(b.doc.Pos.File) }
