package gomock

import (
	"io"
	"reflect"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/templates/engine"
)

// tables are the files that say what the API is: one for the whole, one for each resource. They hold literals alone,
// which the compiler lays out, so that importing them takes no time.
func (m *maker) tables(t *engine.API) []gen.Job {
	whole := *t
	whole.Resources = nil
	names := make([]string, len(t.Resources))
	jobs := []gen.Job{m.literalJob("tables.go", func(p *printer) {
		p.line("// api is what the engine plays.")
		p.line("var api = " + p.value(reflect.ValueOf(whole), 0, nil))
		p.line("")
		p.line("// tables returns the whole API.")
		p.line("func tables() *engine.API {")
		p.line("\twhole := api")
		p.line("\twhole.Resources = []engine.Resource{")
		for _, name := range names {
			p.line("\t\t" + name + ",")
		}
		p.line("\t}\n\treturn &whole\n}")
	})}
	for i := range t.Resources {
		r := &t.Resources[i]
		names[i] = ident.Unexported(r.Name, m.api.Initialisms) + "Table"
		jobs = append(jobs, m.literalJob("tables_"+gosrc.FileName(r.Name)+"_resource.go", func(p *printer) {
			p.line("// " + names[i] + " is what a " + m.api.Resources[i].Go + " is and does.")
			p.line("var " + names[i] + " = " + p.value(reflect.ValueOf(*r), 0, nil))
		}))
	}
	return jobs
}

func (m *maker) literalJob(name string, declare func(*printer)) gen.Job {
	return gen.Job{Path: name, Render: func(w io.Writer) error {
		p := &printer{pkg: "engine"}
		declare(p)
		head := gosrc.Header(m.api.SpecFile) + "\n\npackage " + m.Name + "\n\nimport "
		if p.time {
			head += "(\n\t\"time\"\n\n\t\"" + m.engine + "\"\n)\n\n"
		} else {
			head += "\"" + m.engine + "\"\n\n"
		}
		_, err := io.WriteString(w, head+p.text.String())
		return err
	}}
}
