package model

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// sources tells where in the spec a thing of the model was written, for checks that need the place of one word of it.
type sources struct {
	fields  map[*Field]*spec.Field
	columns map[*Column]*spec.Column
	ops     map[*Operation]*spec.Operation
}

// typeName is what a bare name means as a type: an enum or an object.
type typeName struct {
	enum   *Enum
	object *Object
}

// declareTypes makes all enums, objects and resources, empty.
func (b *builder) declareTypes() {
	b.types = newTable[typeName]("type", "unknown-type")
	b.types.names = append(b.types.names, builtinNames...)
	b.enums = newTable[*Enum]("enum", "unknown-type")
	b.objects = newTable[*Object]("object", "unknown-object")
	b.resources = newTable[*Resource]("resource", "unknown-object")
	b.groups = newTable[*spec.Map[spec.Param]]("group of parameters", "unknown-param")
	b.sources = sources{fields: map[*Field]*spec.Field{}, columns: map[*Column]*spec.Column{}, ops: map[*Operation]*spec.Operation{}}
	for i := range b.doc.Enums.Entries {
		e := &b.doc.Enums.Entries[i]
		enum := &Enum{Meta: b.meta(e.Key.Pos, &e.Value.Common), Name: e.Key.Value, Go: b.exported(e.Key.Value, e.Value.GoName)}
		b.enums.add(enum.Name, enum)
		b.types.add(enum.Name, typeName{enum: enum})
		b.api.Enums = append(b.api.Enums, enum)
	}
	for i := range b.doc.Objects.Entries {
		e := &b.doc.Objects.Entries[i]
		o := b.declareObject(e.Key, &e.Value.Common, e.Value.ID)
		o.Input, o.Example = e.Value.Input.Value, e.Value.Example
		b.api.Objects = append(b.api.Objects, o)
	}
	for i := range b.doc.Resources.Entries {
		e := &b.doc.Resources.Entries[i]
		o := b.declareObject(e.Key, &e.Value.Common, e.Value.ID)
		o.Example = e.Value.Example
		b.declareResource(o, &e.Value)
	}
	b.envelopeNames()
	b.checkSections()
	for i := range b.doc.Params.Entries {
		e := &b.doc.Params.Entries[i]
		b.groups.add(e.Key.Value, &e.Value)
	}
}

// envelopeNames gives the envelopes Go names beside the client's own types: the body of a list is its Page, that of a
// refusal is kept apart from its Error.
func (b *builder) envelopeNames() {
	src := &b.doc.API
	if o := b.objects.byKey[src.Page.Object.Value]; o != nil && o.Resource == nil {
		o.Go = "Page"
	}
	if o := b.objects.byKey[src.Error.Object.Value]; o != nil && slices.Contains(ReservedNames, o.Go) {
		o.Go += "Body"
	}
}

// checkSections reports one name in two of the sections that types are named from.
func (b *builder) checkSections() {
	what := map[string]string{}
	see := func(name spec.Text, section string) {
		if had, ok := what[name.Value]; ok {
			b.errorf(name.Pos, "ambiguous-name", "%q names both %s and %s; rename one", name.Value, had, section)
		}
		if slices.Contains(builtins, Kind(name.Value)) {
			b.errorf(name.Pos, "ambiguous-name", "%q names a type of the language; rename the %s", name.Value, strings.Fields(section)[1])
		}
		what[name.Value] = section
	}
	for _, e := range b.doc.Enums.Entries {
		see(e.Key, "an enum")
	}
	for _, e := range b.doc.Objects.Entries {
		see(e.Key, "an object")
	}
	for _, e := range b.doc.Resources.Entries {
		see(e.Key, "a resource")
	}
}

func (b *builder) declareObject(key spec.Text, c *spec.Common, id spec.ID) *Object {
	o := &Object{
		Meta: b.meta(key.Pos, c), Name: key.Value, Go: b.exported(key.Value, c.GoName),
		IDPrefix: id.Prefix.Value, IDPattern: id.Pattern.Value,
	}
	b.objects.add(o.Name, o)
	b.types.add(o.Name, typeName{object: o})
	return o
}

func (b *builder) declareResource(o *Object, src *spec.Resource) {
	r := &Resource{Object: o, Plural: src.Plural.Or(o.Name + "s"), Support: src.Support.Value}
	r.Service = b.exported(r.Plural, spec.Text{})
	r.Server, _ = find(b, &b.servers, src.Server)
	if r.Server == nil && len(b.api.Servers) > 0 {
		r.Server = b.api.Servers[0]
	}
	o.Resource = r
	b.resources.add(o.Name, r)
	b.api.Resources = append(b.api.Resources, r)
}

// resolveShapes fills in enums and the attributes of objects and resources.
func (b *builder) resolveShapes() {
	for i, enum := range b.api.Enums {
		b.resolveEnum(enum, &b.doc.Enums.Entries[i].Value)
	}
	for i, o := range b.api.Objects {
		b.attributes(o, &b.doc.Objects.Entries[i].Value.Attributes)
	}
	for i, r := range b.api.Resources {
		b.attributes(r.Object, &b.doc.Resources.Entries[i].Value.Attributes)
	}
}

func (b *builder) resolveEnum(enum *Enum, src *spec.Enum) {
	for i := range src.Traits.Entries {
		e := &src.Traits.Entries[i]
		enum.Traits = append(enum.Traits, b.column(e.Key, &e.Value))
	}
	enum.byWord = make(map[string]*EnumValue, len(src.Values.Entries))
	for i := range src.Values.Entries {
		e := &src.Values.Entries[i]
		v := &EnumValue{
			Meta: b.meta(e.Key.Pos, &e.Value.Common), Value: e.Key.Value, Label: labelOr(e.Value.Label, e.Key.Value),
			Go:     b.joined(enum.Go, e.Key.Value, e.Value.GoName),
			Traits: b.cells(enum.Traits, &e.Value.Traits, "unknown-trait", "trait", e.Key),
		}
		enum.Values = append(enum.Values, v)
		enum.byWord[v.Value] = v
	}
}

func labelOr(label spec.Text, name string) string {
	if label.IsSet() {
		return trim(label)
	}
	return sentence(name)
}

func (b *builder) attributes(o *Object, src *spec.Map[spec.Attribute]) {
	o.byName = make(map[string]*Attribute, len(src.Entries))
	for i := range src.Entries {
		e := &src.Entries[i]
		a := &Attribute{Object: o, Beyond: e.Value.Beyond.Value, Hidden: e.Value.Hidden.Value}
		b.field(&a.Field, e.Key.Value, e.Key, &e.Value.Common, &e.Value.Field, o.Go)
		a.Secret = e.Value.Secret.Value
		a.Optional = e.Value.Optional.Value || a.Beyond || o.Input && !a.Required
		o.Attributes = append(o.Attributes, a)
		o.byName[a.Name] = a
	}
}

// field fills in what attributes and parameters have in common. Owner is the Go name that unions of it begin with.
func (b *builder) field(f *Field, wire string, key spec.Text, c *spec.Common, src *spec.Field, owner string) {
	b.sources.fields[f] = src
	f.Meta = b.meta(key.Pos, c)
	f.Name, f.Go = wire, b.exported(key.Value, c.GoName)
	f.Type = b.typ(src.Type, owner+f.Go)
	f.Nullable, f.Required = src.Nullable.Value, src.Required.Value
	f.Unit, f.Const, f.Example = src.Unit.Value, src.Const, src.Example
	f.Min, f.Max = number(src.Min), number(src.Max)
	f.MinLength, f.MaxLength = length(src.MinLength), length(src.MaxLength)
	f.Pattern, f.Format = src.Pattern.Value, trim(src.Format)
}

func number(n spec.Num) *float64 {
	if !n.IsSet() {
		return nil
	}
	return &n.Value
}

func length(n spec.Int) *int {
	if !n.IsSet() {
		return nil
	}
	v := int(n.Value)
	return &v
}

// declareTables makes all look-up tables and account facts, empty.
func (b *builder) declareTables() {
	b.tables = newTable[*Table]("table", "unknown-table")
	b.facts = newTable[*AccountFact]("account fact", "unknown-attribute")
	for i := range b.doc.Tables.Entries {
		e := &b.doc.Tables.Entries[i]
		t := &Table{Meta: b.meta(e.Key.Pos, &e.Value.Common), Name: e.Key.Value, Go: b.exported(e.Key.Value, e.Value.GoName)}
		t.RowGo = singular(t.Go)
		b.tables.add(t.Name, t)
		b.api.Tables = append(b.api.Tables, t)
	}
	for i := range b.doc.Account.Entries {
		e := &b.doc.Account.Entries[i]
		f := &AccountFact{Meta: b.meta(e.Key.Pos, &e.Value.Common), Name: e.Key.Value, Go: b.exported(e.Key.Value, e.Value.GoName), Default: e.Value.Default}
		b.facts.add(f.Name, f)
		b.api.Account = append(b.api.Account, f)
	}
}

// resolveTables fills in look-up tables and the types of account facts.
func (b *builder) resolveTables() {
	for i, t := range b.api.Tables {
		src := &b.doc.Tables.Entries[i].Value
		t.Key = b.typ(src.Key, t.Go+"Key")
		for j := range src.Columns.Entries {
			e := &src.Columns.Entries[j]
			t.Columns = append(t.Columns, b.column(e.Key, &e.Value))
		}
		for j := range src.Rows.Entries {
			e := &src.Rows.Entries[j]
			t.Rows = append(t.Rows, &Row{
				Key: e.Key.Value, Doc: trim(e.Value.Doc), Origin: b.origin(e.Value.Origin), Pos: e.Key.Pos,
				Cells: b.cells(t.Columns, &e.Value.Cells, "unknown-attribute", "column", e.Key),
			})
		}
	}
	for i, f := range b.api.Account {
		f.Type = b.typ(b.doc.Account.Entries[i].Value.Type, f.Go)
	}
}

func (b *builder) column(key spec.Text, src *spec.Column) *Column {
	c := &Column{
		Meta: b.meta(key.Pos, &src.Common), Name: key.Value, Go: b.exported(key.Value, src.GoName),
		Type: b.typ(src.Type, ""), Nullable: src.Nullable.Value, Default: src.Default,
	}
	b.sources.columns[c] = src
	return c
}

// cells are the cells of one row in the order of the columns. A cell that the row does not give has the column's
// default, null where the column may be null, false where it is boolean; else it is missing.
func (b *builder) cells(columns []*Column, src *spec.Map[spec.Data], rule, what string, row spec.Text) []spec.Data {
	given := make(map[string]*spec.Entry[spec.Data], len(src.Entries))
	for i := range src.Entries {
		given[src.Entries[i].Key.Value] = &src.Entries[i]
	}
	out := make([]spec.Data, len(columns))
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
		if e := given[c.Name]; e != nil {
			out[i] = e.Value
			delete(given, c.Name)
			continue
		}
		out[i] = c.absent(row.Pos)
		if !out[i].IsSet() {
			b.errorf(row.Pos, "missing-cell", "row %q has no %s %q, which has no default", row.Value, what, c.Name)
		}
	}
	for _, e := range src.Entries {
		if given[e.Key.Value] != nil {
			b.errorf(e.Key.Pos, rule, "unknown %s %q%s", what, e.Key.Value, b.suggest(e.Key.Value, names))
		}
	}
	return out
}

// absent is the cell of a row that does not give one. It is unset where there must be one.
func (c *Column) absent(row spec.Pos) spec.Data {
	switch {
	case c.Default.IsSet():
		return c.Default
	case c.Nullable:
		return spec.Data{Pos: row, Kind: spec.DataNull}
	case c.Type != nil && c.Type.Kind == Boolean:
		return spec.Data{Pos: row, Kind: spec.DataBool, Text: "false"}
	}
	return spec.Data{}
}
