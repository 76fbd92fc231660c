package docs

import (
	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/spec"
)

// options are the settings of the target.
type options struct {
	site bool // whether an HTML page is made beside each page of Markdown
}

// readOptions reads the settings of the target and refuses those it does not know.
func readOptions(opts gen.Options) (options, error) {
	var o options
	var found spec.ErrorList
	for _, m := range opts.Values.Members {
		switch {
		case m.Key.Value != "site":
			found.Add(m.Key.Pos, "config", "unknown setting %q of target docs%s", m.Key.Value, spec.Suggest(m.Key.Value, []string{"site"}))
		case m.Value.Kind != spec.DataBool:
			found.Add(m.Value.Pos, "config", "setting site of target docs: wanted true or false, found %q", m.Value.Text)
		default:
			o.site = m.Value.Bool
		}
	}
	if len(found) > 0 {
		return options{}, found
	}
	return o, nil
}
