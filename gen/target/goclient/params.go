package goclient

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// given are the parameters that stand in the struct: all but those of the path.
func given(op *model.Operation) []*model.Param {
	return slices.DeleteFunc(slices.Clone(op.Params), func(p *model.Param) bool { return p.In == model.InPath })
}

// givenFields are what those parameters have in common with attributes.
func givenFields(op *model.Operation) []*model.Field {
	var fields []*model.Field
	for _, p := range given(op) {
		fields = append(fields, &p.Field)
	}
	return fields
}

// in are the parameters that go to one place.
func in(op *model.Operation, place model.In) []*model.Param {
	return slices.DeleteFunc(slices.Clone(op.Params), func(p *model.Param) bool { return p.In != place })
}

// params declares the parameter struct of an operation, how it is checked and how it is written.
func (m *maker) params(f *File, op *model.Operation) {
	if op.ParamsGo == "" {
		return
	}
	call := op.Resource.Service + "Service." + op.Go
	if op.TestOnly != nil {
		call = op.Resource.Service + "TestService." + op.Go
	}
	doc := op.ParamsGo + " are the parameters of " + call + ". What is Optional need not be sent."
	gosrc.Decl(f, doc, Type().Id(op.ParamsGo).StructFunc(func(g *Group) {
		for _, p := range given(op) {
			g.Add(gosrc.Doc(m.fieldDoc(&p.Field, paramWords(p), &op.Meta)))
			g.Id(p.Go).Add(fieldType(&p.Field, gosrc.InputForm(&p.Field)))
		}
	}))
	hideSecrets(f, op.ParamsGo, givenFields(op), gosrc.InputForm)
	recv := Id("p").Op("*").Id(op.ParamsGo)
	if statements := checks(op); len(statements) > 0 {
		f.Add(Func().Params(recv).Id("check").Params(Id("k").Op("*").Id("checker")).Block(statements...))
		f.Line()
	}
	codec(f, recv, "p", op.ParamsGo, paramRows(op), Nil())
	if headers := in(op, model.InHeader); len(headers) > 0 {
		f.Add(headerMethod(recv, headers))
		f.Line()
	}
}

func paramWords(p *model.Param) string {
	s := typeWords(&p.Field)
	switch {
	case p.Required:
		s += ", required"
	case p.RequiredWhen != nil:
		s += ", required when " + p.RequiredWhen.Text
	case p.Advised:
		s += ", advised"
	default:
		s += ", not required"
	}
	if p.Nullable {
		s += ", may be null"
	}
	s += limits(&p.Field)
	switch {
	case p.Default.IsSet() && p.Default.Text != "":
		s += ", " + p.Default.Text + " where it is not sent"
	case p.DefaultDoc != "":
		s += "; where it is not sent: " + lowerFirst(strings.TrimSuffix(p.DefaultDoc, "."))
	}
	if p.Beyond {
		s += ", not in the reference"
	}
	return s
}

// branch is a parameter, or a nested object whose members' names stand in brackets on the wire.
type branch struct {
	name  string
	param *model.Param // nil for a nested object
	subs  []*branch
}

// tree parts names such as a[b][c] into objects and members.
func tree(params []*model.Param) []*branch {
	root := &branch{}
	for _, p := range params {
		at := root
		names := splitName(p.Name)
		for i, name := range names {
			j := slices.IndexFunc(at.subs, func(b *branch) bool { return b.name == name })
			if last := i == len(names)-1; last || j < 0 || at.subs[j].param != nil {
				next := &branch{name: name}
				if last {
					next.param = p
				}
				at.subs = append(at.subs, next)
				at = next
				continue
			}
			at = at.subs[j]
		}
	}
	return root.subs
}

// splitName parts a[b][c] into a, b and c. A name of another form is one name.
func splitName(name string) []string {
	head, rest, ok := strings.Cut(name, "[")
	if !ok || head == "" {
		return []string{name}
	}
	names := []string{head}
	for ok {
		var sub string
		sub, rest, ok = strings.Cut(rest, "]")
		if !ok || sub == "" {
			return []string{name}
		}
		names = append(names, sub)
		if rest == "" {
			return names
		}
		rest, ok = strings.CutPrefix(rest, "[")
	}
	return []string{name}
}

// leaves are the parameters of a branch.
func (b *branch) leaves() []*model.Param {
	if b.param != nil {
		return []*model.Param{b.param}
	}
	var all []*model.Param
	for _, s := range b.subs {
		all = append(all, s.leaves()...)
	}
	return all
}

// paramRows are the rows of the table of an operation's parameters. Those of one nested object stand side by side.
func paramRows(op *model.Operation) []row {
	var rows []row
	all := branch{subs: tree(given(op))}
	for _, p := range all.leaves() {
		r := row{field: &p.Field, form: gosrc.InputForm(&p.Field)}
		if r.form == gosrc.Plain {
			r.bits = append(r.bits, "always")
		}
		if p.Nullable {
			r.bits = append(r.bits, "nullable")
		}
		switch p.In {
		case model.InQuery:
			r.bits = append(r.bits, "inQuery")
		case model.InHeader:
			r.bits = append(r.bits, "inHeader")
		}
		rows = append(rows, r)
	}
	return rows
}

// headerMethod declares which parameters become headers.
func headerMethod(recv *Statement, params []*model.Param) *Statement {
	return Func().Params(recv).Id("headers").Params().Index().Index(Lit(2)).String().BlockFunc(func(g *Group) {
		g.Var().Id("h").Index().Index(Lit(2)).String()
		for _, p := range params {
			add := func(v *Statement) Code {
				return Id("h").Op("=").Append(Id("h"), Index(Lit(2)).String().Values(Lit(p.Name), textOf(p.Type, v)))
			}
			if gosrc.InputForm(&p.Field) == gosrc.Plain {
				g.Add(add(Id("p").Dot(p.Go)))
				continue
			}
			g.If(List(Id("v"), Id("ok")).Op(":=").Id("p").Dot(p.Go).Dot("Get").Call(), Id("ok")).Block(add(Id("v")))
		}
		g.Return(Id("h"))
	})
}

// textOf is the expression for a value as text, for paths and headers.
func textOf(t *model.Type, v *Statement) *Statement {
	switch {
	case t.Kind == model.Integer || t.Kind == model.Money:
		return Qual("strconv", "FormatInt").Call(v, Lit(10))
	case t.Kind == model.Number:
		return Qual("strconv", "FormatFloat").Call(v, LitRune('f'), Lit(-1), Lit(64))
	case t.Kind == model.Boolean:
		return Qual("strconv", "FormatBool").Call(v)
	case t.Kind == model.Datetime:
		return v.Dot("UTC").Call().Dot("Format").Call(Qual("time", "RFC3339Nano"))
	case gosrc.IsWord(t):
		return String().Call(v)
	case gosrc.IsText(t):
		return v
	}
	return Qual("fmt", "Sprint").Call(v)
}
