package docs

import (
	"regexp"
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/spec"
)

// options are the settings of the target.
type options struct {
	site    bool   // whether HTML is made beside the pages of Markdown
	brand   string // the name that stands on every page; the API's title where empty
	colour  string // #rrggbb of links and marks; the style sheet's own where empty
	baseURL string // where the site is published, without a slash at the end; empty where nobody said
}

// settings are the names of the settings and how each is read.
var settings = []struct {
	name, wanted string
	read         func(*options, spec.Data) bool
}{
	{"site", "true or false", func(o *options, d spec.Data) bool {
		o.site = d.Bool
		return d.Kind == spec.DataBool
	}},
	{"brand", "a name of 1 to 60 characters", func(o *options, d spec.Data) bool {
		o.brand = strings.TrimSpace(clean(d.Text))
		n := len([]rune(o.brand))
		return d.Kind == spec.DataString && n > 0 && n <= 60
	}},
	{"color", `a colour such as "#0b57b0"`, func(o *options, d spec.Data) bool {
		o.colour = strings.ToLower(d.Text)
		return d.Kind == spec.DataString && colourForm.MatchString(d.Text)
	}},
	{"base_url", "an address that begins with https:// or http://, without query", func(o *options, d spec.Data) bool {
		o.baseURL = strings.TrimRight(d.Text, "/")
		return d.Kind == spec.DataString && baseForm.MatchString(d.Text)
	}},
}

var (
	colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
	baseForm   = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%/-]*)?$`)
)

// readOptions reads the settings of the target and refuses those it does not know.
func readOptions(opts gen.Options) (*options, error) {
	o := &options{site: true}
	var found spec.ErrorList
	for _, m := range opts.Values.Members {
		o.set(m, &found)
	}
	if len(found) > 0 {
		return nil, found
	}
	return o, nil
}

// set reads one setting.
func (o *options) set(m spec.Entry[spec.Data], found *spec.ErrorList) {
	var names []string
	for _, s := range settings {
		names = append(names, s.name)
		if s.name != m.Key.Value {
			continue
		}
		if !s.read(o, m.Value) {
			found.Add(m.Value.Pos, "config", "setting %s of target docs: wanted %s, found %q", s.name, s.wanted, m.Value.Text)
		}
		return
	}
	found.Add(m.Key.Pos, "config", "unknown setting %q of target docs%s", m.Key.Value, spec.Suggest(m.Key.Value, names))
}

// brandOr is the name that stands on every page.
func (o *options) brandOr(title string) string {
	if o.brand != "" {
		return o.brand
	}
	return title
}

// address is where a file is published; empty where nobody said.
func (o *options) address(file string) string {
	if o.baseURL == "" {
		return ""
	}
	return o.baseURL + "/" + file
}
