package goclient

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
)

// secretShown is what stands in the place of a secret text.
const secretShown = "[secret]"

// hideSecrets declares how a struct is printed whose fields are secret in part: fmt, and whatever prints by it, shows all
// but those. JSON is what is sent, so that is written whole.
func hideSecrets(f *File, name string, fields []*model.Field, form func(*model.Field) gosrc.Form) {
	fields = slices.DeleteFunc(slices.Clone(fields), func(f *model.Field) bool { return !f.Secret || isPointer(f, form(f)) })
	if len(fields) == 0 {
		return
	}
	doc := "String shows what is set, but nothing secret. JSON has it all: it is what is sent."
	gosrc.Decl(f, doc, Func().Params(Id("v").Id(name)).Id("String").Params().String().BlockFunc(func(g *Group) {
		for _, f := range fields {
			hideField(g, f, form(f))
		}
		g.Type().Id("plain").Id(name)
		g.Return(Qual("fmt", "Sprintf").Call(Lit("%+v"), Id("plain").Call(Id("v"))))
	}))
	gosrc.Decl(f, "GoString is String, so that %#v shows no more.",
		Func().Params(Id("v").Id(name)).Id("GoString").Params().String().Block(Return(Id("v").Dot("String").Call())))
}

// isPointer reports whether a field is a pointer, of which a struct that is printed shows the address alone.
func isPointer(f *model.Field, fm gosrc.Form) bool {
	return (f.Type.Kind == model.ObjectKind || f.Type.Kind == model.PageOf) && fm != gosrc.Optional && fm != gosrc.Nullable
}

// hideField writes what takes a secret out of the copy v.
func hideField(g *Group, f *model.Field, fm gosrc.Form) {
	field := func() *Statement { return Id("v").Dot(f.Go) }
	optional := fm == gosrc.Optional || fm == gosrc.Nullable
	switch {
	case gosrc.IsText(f.Type) && optional:
		g.If(field().Dot("IsSet").Call()).Block(field().Op("=").Id("Some").Index(gosrc.GoType(f.Type)).Call(Lit(secretShown)))
	case gosrc.IsText(f.Type):
		g.If(field().Op("!=").Lit("")).Block(field().Op("=").Lit(secretShown))
	case optional:
		g.Add(field()).Op("=").Id("Optional").Index(gosrc.GoType(f.Type)).Values()
	default:
		g.Add(field()).Op("=").Op("*").New(gosrc.GoType(f.Type))
	}
}
