package docs

import (
	"strings"
	"unicode"

	"github.com/chargegen/chargegen/gen/model"
)

// The slugs of the pages that every site has.
const (
	slugHome     = "README"
	slugOverview = "overview"
	slugTesting  = "testing"
	slugErrors   = "errors"
	slugFailures = "failures"
	slugEnums    = "enums"
	slugEvents   = "events"
	slugAccount  = "account"
	slugTables   = "tables"
	slugSources  = "sources"

	slugObjects   = "objects"   // the document of HTML that shows all nested objects
	slugReference = "reference" // the one that shows everything
)

// flatSlug is a slug as one word: the anchor of a page among all pages.
func flatSlug(slug string) string { return strings.ReplaceAll(slug, "/", "--") }

// slugify makes the anchor of a heading as readers of Markdown make it: small letters, digits, - and _, spaces as -.
func slugify(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// fileName makes a name of the spec fit to be part of a path.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		}
		return '-'
	}, name)
}

// objectSlug is the page of a resource or of a nested object.
func objectSlug(o *model.Object) string {
	if o.Resource != nil {
		return "resources/" + fileName(o.Name)
	}
	return "objects/" + fileName(o.Name)
}

// operationSlug is the page of an operation.
func operationSlug(op *model.Operation) string {
	return "operations/" + fileName(op.Resource.Name) + "/" + fileName(op.Name)
}

// lifecycleSlug is the page of a resource's states.
func lifecycleSlug(r *model.Resource) string { return lifecycleFolder + fileName(r.Name) }

// lifecycleFolder is where the pages of states are.
const lifecycleFolder = "lifecycle/"

// attributeID, paramID and stateID are the anchors of an attribute, a parameter and a state on their pages.
func attributeID(name string) string { return "attribute-" + slugify(name) }
func paramID(key string) string      { return "parameter-" + slugify(key) }
func stateID(name string) string     { return "state-" + slugify(name) }

// anchorOf is the anchor of a word that has a row of its own on a page of such words.
func anchorOf(kind, name string) string { return kind + "-" + slugify(name) }

// objectLink names an object and leads to its page.
func objectLink(o *model.Object) Text {
	if o == nil {
		return cat(words("any object"))
	}
	return Text{code(o.Name).to(objectSlug(o), "")}
}

// errorLink names an error code and leads to its entry.
func errorLink(e *model.ErrorCode) Text {
	return Text{code(e.Code).to(slugErrors, slugify(e.Code))}
}

// failureLink names a failure code and leads to its entry.
func failureLink(f *model.Failure) Text {
	return Text{code(f.Code).to(slugFailures, slugify(f.Code))}
}

// eventLink names an event and leads to its row.
func eventLink(e *model.Event) Text {
	return Text{code(e.Key).to(slugEvents, anchorOf("event", e.Key))}
}

// tableLink names a look-up table and leads to it.
func tableLink(t *model.Table) Text {
	if t == nil {
		return cat(words("a table"))
	}
	return Text{code(t.Name).to(slugTables, slugify(t.Name))}
}

// enumLink names an enum and leads to it.
func enumLink(e *model.Enum) Text { return Text{code(e.Name).to(slugEnums, slugify(e.Name))} }

// stateLink names a state and leads to its row.
func stateLink(r *model.Resource, s *model.State) Text {
	return Text{code(s.Name).to(lifecycleSlug(r), stateID(s.Name))}
}

// operationLink names an operation by its title and leads to its page.
func operationLink(op *model.Operation) Text {
	return Text{plain(operationTitle(op)).to(operationSlug(op), "")}
}

// operationTitle is the title of an operation, with the resource where the title does not name it.
func operationTitle(op *model.Operation) string {
	noun := spaced(op.Resource.Name)
	verb := !strings.Contains(op.Title, " ")
	switch {
	case strings.Contains(strings.ToLower(op.Title), strings.ToLower(noun)):
		return op.Title
	case verb && op.Kind == model.List && op.Result.Object == op.Resource.Object:
		return op.Title + " " + spaced(op.Resource.Plural)
	case verb && op.Kind != model.List && op.Kind != model.Action:
		return op.Title + " " + article(noun) + " " + noun
	}
	return op.Title + " (" + noun + ")"
}

// fileLabel is the name of a spec file as a comment may carry it.
func fileLabel(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, name)
}
