package docs

import (
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/spec"
)

// options are the settings of the target.
type options struct {
	site    bool   // whether HTML is made beside the pages of Markdown
	brand   string // the name that stands on every page; the API's title where empty
	colour  string // #rrggbb of links and marks; the style sheet's own where empty
	baseURL string // where the site is published, without a slash at the end; empty where nobody said
}

var (
	colourForm = lazy.Regexp(`^#[0-9A-Fa-f]{6}$`)
	baseForm   = lazy.Regexp(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%/-]*)?$`)
)

// readOptions reads the settings of the target.
func readOptions(opts gen.Options) (*options, error) {
	o := &options{site: true}
	return o, opts.ReadSettings("docs",
		gen.Setting{Name: "site", Wanted: "true or false", Read: func(d spec.Data) bool {
			o.site = d.Bool
			return d.Kind == spec.DataBool
		}},
		gen.Setting{Name: "brand", Wanted: "a name of 1 to 60 characters", Read: func(d spec.Data) bool {
			o.brand = strings.TrimSpace(clean(d.Text))
			n := len([]rune(o.brand))
			return d.Kind == spec.DataString && n > 0 && n <= 60
		}},
		gen.Setting{Name: "color", Wanted: `a colour such as "#0b57b0"`, Read: func(d spec.Data) bool {
			o.colour = strings.ToLower(d.Text)
			return d.Kind == spec.DataString && colourForm().MatchString(d.Text)
		}},
		gen.Setting{Name: "base_url", Wanted: "an address that begins with https:// or http://, without query", Read: func(d spec.Data) bool {
			o.baseURL = strings.TrimRight(d.Text, "/")
			return d.Kind == spec.DataString && baseForm().MatchString(d.Text)
		}},
	)
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
