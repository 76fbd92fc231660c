package docs

import (
	"go/format"
	"go/token"
	"strconv"
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
)

// goSample is a call in Go as the statements of a function that returns an error; client and ctx are there already.
func goSample(b *builder, op *model.Operation, s *model.Sample) string {
	g := &goWriter{pkg: b.api.Name, sample: s}
	source := keyRemark(b.api, op) + g.call(op)
	tidy, err := format.Source([]byte(source))
	if err != nil {
		return source
	}
	return string(tidy)
}

// keyRemark says which key the client was made with, where it is not the one that most calls need.
func keyRemark(api *model.API, op *model.Operation) string {
	if api.Auth == nil || op.Key == nil || len(api.Auth.Keys) == 0 || op.Key == api.Auth.Keys[0] {
		return ""
	}
	return "// The client was made with a " + fileName(op.Key.Name) + " key.\n"
}

// goWriter writes the Go of one sample.
type goWriter struct {
	pkg    string
	sample *model.Sample
}

const returnErr = "if err != nil {\nreturn err\n}\n"

// call writes the statements of a call.
func (g *goWriter) call(op *model.Operation) string {
	client, before := "client", ""
	if op.TestOnly != nil {
		client, before = "test", "test, err := client.Test()\n"+returnErr
	}
	call := client + "." + op.Resource.Service + "." + op.Go + "(" + strings.Join(g.arguments(op), ", ") + ")"
	switch {
	case op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf:
		name := variable(op.Result.Object)
		return before + "for " + name + ", err := range " + call + " {\n" + returnErr + "fmt.Println(" + name + "." + idField(op.Result.Object) + ")\n}\n"
	case op.Result == nil:
		return before + "if err := " + call + "; err != nil {\nreturn err\n}\n"
	}
	name := variable(op.Result.Object)
	return before + name + ", err := " + call + "\n" + returnErr + "fmt.Println(" + name + "." + idField(op.Result.Object) + ")\n"
}

// variable is a Go name for an object.
func variable(o *model.Object) string {
	if o == nil || o.Go == "" {
		return "answer"
	}
	r := []rune(o.Go)
	r[0] = unicode.ToLower(r[0])
	name := string(r)
	if token.IsKeyword(name) || name == "client" || name == "test" || name == "err" || name == "ctx" || name == "fmt" {
		return "answer"
	}
	return name
}

// idField is the field that tells one object from another, for printing.
func idField(o *model.Object) string {
	for _, a := range o.Attributes {
		if a.Type != nil && a.Type.Kind == model.IDKind && a.Type.Object == o {
			return a.Go
		}
	}
	return o.Attributes[0].Go
}

// arguments are the context, the path parameters, and the struct of the others.
func (g *goWriter) arguments(op *model.Operation) []string {
	args := []string{"ctx"}
	for _, seg := range op.Path {
		if seg.Param != nil {
			args = append(args, g.pathArgument(seg.Param))
		}
	}
	if op.ParamsGo == "" {
		return args
	}
	var fields []string
	for _, a := range g.sample.Args {
		if a.Param.In != model.InPath {
			fields = append(fields, a.Param.Go+": "+g.field(&a.Param.Field, a.Value))
		}
	}
	return append(args, g.pkg+"."+op.ParamsGo+braces(fields))
}

// braces writes the members of a literal, a line each.
func braces(members []string) string {
	if len(members) == 0 {
		return "{}"
	}
	return "{\n" + strings.Join(members, ",\n") + ",\n}"
}

func (g *goWriter) pathArgument(p *model.Param) string {
	for _, a := range g.sample.Args {
		if a.Param == p {
			return g.value(p.Type, a.Value)
		}
	}
	return strconv.Quote(argText(g.sample, p))
}
