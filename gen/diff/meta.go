package diff

import (
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
)

// meta compares what every row may say of itself. The texts are what else only readers see of it.
func (d *differ) meta(subject string, old, new model.Meta, oldText, newText string) {
	at := both{old.Pos, new.Pos}
	switch {
	case old.Deprecated == "" && new.Deprecated != "":
		d.add("deprecated", subject, at, "is deprecated: %s", oneLine(new.Deprecated))
	case old.Deprecated != "" && new.Deprecated == "":
		d.add("deprecation-withdrawn", subject, at, "is not deprecated any more")
	case old.Deprecated != new.Deprecated:
		d.docs(subject, at)
	}
	if annotations(old) != annotations(new) {
		d.add("annotation-changed", subject, at, "has other annotations")
	}
	if old.Doc != new.Doc || oldText != newText || old.Sureness != new.Sureness || origin(old.Origin) != origin(new.Origin) {
		d.docs(subject, at)
	}
}

// docs notes that readers see something else of a thing, once.
func (d *differ) docs(subject string, at both) {
	for _, c := range d.changes {
		if c.Rule == "docs-changed" && c.New == at.new && c.Subject == subject {
			return
		}
	}
	d.add("docs-changed", subject, at, "is described in other words")
}

// text compares what only readers see of a thing without a row of its own.
func (d *differ) text(subject string, at both, old, new string) {
	if old != new {
		d.docs(subject, at)
	}
}

func annotations(m model.Meta) string {
	return data(spec.Data{Kind: spec.DataMap, Members: m.Annotations})
}

// data is free data as text.
func data(d spec.Data) string {
	if !d.IsSet() && d.Kind != spec.DataMap {
		return ""
	}
	return tables.JSON(d)
}

func origin(o *model.Origin) string {
	if o == nil {
		return ""
	}
	return o.Name
}

// oneLine is a text of the spec within a sentence.
func oneLine(s string) string { return strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ".") }

// goName compares the exported Go name of a thing.
func (d *differ) goName(subject string, at both, old, new string) {
	switch {
	case old == new || old == "":
	case new == "":
		d.add("go-name-gone", subject, at, "has no Go name any more; it was %s", old)
	default:
		d.add("go-name-gone", subject, at, "is %s in Go; it was %s", new, old)
	}
}

// typeOf is a type as the spec writes it.
func typeOf(t *model.Type) string {
	if t == nil {
		return "nothing"
	}
	return t.String()
}

// shown is free data within a message.
func shown(v spec.Data) string {
	if !v.IsSet() {
		return "nothing"
	}
	return data(v)
}

// orNone is a word, or that there is none.
func orNone(word string) string {
	if word == "" {
		return "none"
	}
	return quote(word)
}

func quote(word string) string { return `"` + word + `"` }
