package snippet

import (
	"go/format"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
)

// goCall is a call of the generated client as the statements of a function that has a context ctx and returns an error.
func goCall(c *call) (text, note string) {
	key := ""
	if c.api.Auth != nil {
		key = strconv.Quote(c.anyKey())
	}
	return Tidy("client, err := " + c.api.Go + ".NewClient(" + key + ")\n" + ReturnErr + c.goStatements()), ""
}

// Tidy formats Go as gofmt does. What it cannot read it leaves as it is.
func Tidy(source string) string {
	tidy, err := format.Source([]byte(source))
	if err != nil {
		return source
	}
	return string(tidy)
}

// ReturnErr is what follows a call in Go that may fail.
const ReturnErr = "if err != nil {\nreturn err\n}\n"

// goStatements is the statements of the call, not formatted.
func (c *call) goStatements() string {
	op, client, before := c.op, "client", ""
	if op.TestOnly != nil {
		client, before = "test", "test, err := client.Test()\n"+ReturnErr
	}
	invoked := Go{c.api.Go}.Call(client, op, c.sample.Args)
	switch {
	case op.Kind == model.List && op.Result != nil && op.Result.Kind == model.PageOf:
		name := Go{c.api.Go}.Variable(op.Result.Object)
		return before + "for " + name + ", err := range " + invoked + " {\n" + ReturnErr + "fmt.Println(" + name + idField(op.Result.Object) + ")\n}\n"
	case op.Result == nil:
		return before + "if err := " + invoked + "; err != nil {\nreturn err\n}\n"
	}
	name := Go{c.api.Go}.Variable(op.Result.Object)
	return before + name + ", err := " + invoked + "\n" + ReturnErr + "fmt.Println(" + name + idField(op.Result.Object) + ")\n"
}

// idField selects the field that tells one object from another, for printing. It is "" for an object without attributes.
func idField(o *model.Object) string {
	for _, a := range o.Attributes {
		if a.Type != nil && a.Type.Kind == model.IDKind && a.Type.Object == o {
			return "." + a.Go
		}
	}
	if len(o.Attributes) == 0 {
		return ""
	}
	return "." + o.Attributes[0].Go
}

// Go writes calls of the generated client and the values that they take. Package is what the client's package is imported
// as.
type Go struct{ Package string }

// Variable is the name of a variable for an object.
func (g Go) Variable(o *model.Object) string {
	if o == nil {
		return ident.Variable("", g.Package)
	}
	return ident.Variable(o.Go, g.Package)
}

// Call writes the call of an operation on a client that is in the variable of that name. Its context is ctx.
func (g Go) Call(client string, op *model.Operation, args []model.Arg) string {
	return client + "." + op.Resource.Service + "." + op.Go + "(" + strings.Join(g.arguments(op, args), ", ") + ")"
}

// arguments are the context, the path parameters, and the struct of the others.
func (g Go) arguments(op *model.Operation, args []model.Arg) []string {
	list := []string{"ctx"}
	for _, p := range op.PathParams() {
		list = append(list, g.pathArgument(args, p))
	}
	if op.ParamsGo == "" {
		return list
	}
	var fields []string
	for _, a := range args {
		if a.Param.In != model.InPath {
			fields = append(fields, a.Param.Go+": "+g.field(&a.Param.Field, a.Value))
		}
	}
	return append(list, g.Package+"."+op.ParamsGo+braces(fields))
}

// braces writes the members of a literal, a line each.
func braces(members []string) string {
	if len(members) == 0 {
		return "{}"
	}
	return "{\n" + strings.Join(members, ",\n") + ",\n}"
}

func (g Go) pathArgument(args []model.Arg, p *model.Param) string {
	for _, a := range args {
		if a.Param == p {
			return g.value(p.Type, a.Value)
		}
	}
	return strconv.Quote(argText(args, p))
}
