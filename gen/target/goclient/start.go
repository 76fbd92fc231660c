package goclient

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
)

// start is the lines of the package's overview that show the first steps: a client, a call, a refusal, a list.
func (m *maker) start() []string {
	op, sample := m.firstCall()
	if op == nil {
		return nil
	}
	lines := []string{"//", "// # Start", "//"}
	for _, line := range strings.Split(strings.TrimSpace(snippet.Tidy(m.firstSteps(op, sample))), "\n") {
		lines = append(lines, strings.TrimRight("//\t"+line, "\t"))
	}
	rest := "Options change how a client or a single call works: [WithTimeout], [WithRetryPolicy], [WithResponse], [WithHooks] and others. What may be sent " +
		"again where an answer is lost follows from what the operation does; the comment of each method says it. The examples of " +
		"this package, where there are any, run against its mock."
	lines = append(lines, "//")
	for _, line := range gosrc.Lines(rest, 110) {
		lines = append(lines, trimmed("// "+line))
	}
	return lines
}

// firstCall is the call to begin with: the first that makes something and has a sample, else the first that has one.
func (m *maker) firstCall() (*model.Operation, *model.Sample) {
	var op *model.Operation
	var sample *model.Sample
	for _, r := range m.api.Resources {
		for _, o := range r.Operations {
			samples := snippet.Samples(m.api, o)
			single := o.Result != nil && o.Result.Kind == model.ObjectKind && o.TestOnly == nil
			if single && len(samples) > 0 && (op == nil || op.Kind != model.Create && o.Kind == model.Create) {
				op, sample = o, samples[0]
			}
		}
	}
	return op, sample
}

// firstSteps is the Go of the overview.
func (m *maker) firstSteps(op *model.Operation, sample *model.Sample) string {
	in := snippet.Go{Package: ident.Import(m.Name)}
	key := `os.Getenv("` + strings.ToUpper(m.Name) + `_KEY")`
	if m.api.Auth == nil {
		key = ""
	}
	code := ""
	if in.Package != m.Name {
		code = "// import " + in.Package + " " + strconv.Quote(m.Path) + "\n"
	}
	code += "client, err := " + in.Package + ".NewClient(" + key + ") // looks at the key, sends nothing\n" + snippet.ReturnErr +
		in.Variable(op.Result.Object) + ", err := " + in.Call("client", op, sample.Args) + "\n"
	i := slices.IndexFunc(op.Errors, func(e *model.ErrorRef) bool { return !e.Gate })
	if i < 0 {
		return code + snippet.ReturnErr
	}
	return code + "var refusal *" + in.Package + ".Error\nswitch {\ncase errors.Is(err, " + in.Package + "." + op.Errors[i].Error.Go + "): // a code of the API\nreturn err\n" +
		"case errors.As(err, &refusal): // any other\nreturn errors.New(refusal.Resolution())\ncase err != nil: // no answer, or nothing was sent\nreturn err\n}\n"
}
