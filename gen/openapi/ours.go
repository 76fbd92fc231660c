package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// ours begins the names of the extensions in which documents made by chargegen say what OpenAPI has no words for.
const ours = "x-chargegen-"

// made reports whether chargegen made the document.
func (im *importer) made() bool { return im.root.Get(ours + "header").IsSet() }

// remarks are the sentences that chargegen puts behind the descriptions of its documents.
var remarks = []string{"Later versions may add words.", "Later versions may add codes.", "The key is the user name; there is no password."}

// plain is a description as the spec had it, which chargegen may have made the document of. Otherwise each way out and in
// again would add its sentences.
func (im *importer) plain(doc string) string {
	doc = strings.TrimSpace(doc)
	for _, r := range remarks {
		if im.made() {
			doc = strings.TrimSpace(strings.TrimSuffix(doc, r))
		}
	}
	return doc
}

// parted is a description of what is deprecated, and what was said of that.
func (im *importer) parted(doc string) (rest, reason string) {
	const mark = "Deprecated: "
	if i := strings.LastIndex("\n\n"+doc, "\n\n"+mark); im.made() && i >= 0 {
		return strings.TrimSpace(doc[:max(i-2, 0)]), strings.TrimSpace(doc[i+len(mark):])
	}
	return doc, ""
}

// wordRows adds what extensions say of a word of an enum.
func (im *importer) wordRows(v *item, s *shape, at int) {
	own := s.src.Get(ours + "values").Get(v.name)
	if label := own.Get("label"); label.Kind == spec.DataString && label.Text != "" {
		v.set("label", label.Text)
	}
	list := s.src.Get("x-enum-descriptions")
	if len(list.Items) == len(s.enum) && list.Items[at].Kind == spec.DataString {
		doc, reason := im.parted(im.plain(list.Items[at].Text))
		if doc != "" {
			v.set("doc", doc)
		}
		if reason != "" {
			v.set("deprecated", reason)
		}
	}
}

// taken reports whether the spec says by other means what an extension says, so that it need not stay an annotation.
func taken(it *item, a spec.Entry[spec.Data]) bool {
	switch a.Key.Value {
	case "x-enum-descriptions":
		return it.what == "enum"
	case ours + "values":
		return it.what == "enum" && !slices.ContainsFunc(a.Value.Members, func(m spec.Entry[spec.Data]) bool {
			return slices.ContainsFunc(m.Value.Members, func(said spec.Entry[spec.Data]) bool {
				return said.Key.Value != "label" && said.Key.Value != "deprecated"
			})
		})
	case ours + "secret":
		return it.get("secret") != nil
	case ours + "replay":
		return it.what == "operation"
	}
	return a.Key.Value == ours+"header"
}

// replayOf is what the document says of sending an action twice, or what is safe to think of one that is sent by POST.
func replayOf(c *call) string {
	said := c.src.Get(ours + "replay").Text
	switch {
	case c.method == "GET":
		return "reading"
	case slices.Contains([]string{"reading", "converging", "overwriting", "creating"}, said):
		return said
	case c.method == "POST":
		return "creating"
	}
	return ""
}
