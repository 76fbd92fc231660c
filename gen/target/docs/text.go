package docs

// Span is a run of text of one look. It is never markup: whatever Text holds is shown as it stands.
type Span struct {
	Text   string
	Code   bool
	Emph   bool
	Strong bool
	Break  bool // a line ends here; Text is empty
	To     Link
}

// Link is what a span leads to: a page of the site, a place on a page, or an address. The zero value is no link.
type Link struct {
	Page   string // the slug; empty for the same page
	Anchor string
	URL    string // http, https or mailto only
}

// Text is a line of spans.
type Text []Span

// plain is a span of ordinary text.
func plain(s string) Span { return Span{Text: s} }

// code is a span of code.
func code(s string) Span { return Span{Text: s, Code: true} }

// strong is a span of bold text.
func strong(s string) Span { return Span{Text: s, Strong: true} }

// to makes the span a link to a place of the site.
func (s Span) to(page, anchor string) Span {
	s.To = Link{Page: page, Anchor: anchor}
	return s
}

// part is what cat joins.
type part interface{ spans() Text }

func (s Span) spans() Text { return Text{s} }
func (t Text) spans() Text { return t }

// words is a part of ordinary text.
type words string

func (w words) spans() Text {
	if w == "" {
		return nil
	}
	return Text{plain(string(w))}
}

// cat joins parts to one text.
//
//go:noinline
func cat(parts ...part) Text {
	var t Text
	for _, p := range parts {
		t = append(t, p.spans()...)
	}
	return t
}

// String is the text without any look, for titles and searching.
func (t Text) String() string {
	s := ""
	for _, span := range t {
		if span.Break {
			s += " "
		}
		s += span.Text
	}
	return s
}

// lines joins texts with line breaks, leaving out empty ones.
//
//go:noinline
func lines(texts ...Text) Text {
	var t Text
	for _, line := range texts {
		if len(line) == 0 {
			continue
		}
		if len(t) > 0 {
			t = append(t, Span{Break: true})
		}
		t = append(t, line...)
	}
	return t
}

// series lists texts in a sentence: a, b and c. The word stands before the last.
func series(word string, items []Text) Text {
	var t Text
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			t = append(t, plain(" "+word+" "))
		default:
			t = append(t, plain(", "))
		}
		t = append(t, item...)
	}
	return t
}

// codes lists words of code in a sentence.
func codes(word string, names []string) Text {
	items := make([]Text, len(names))
	for i, n := range names {
		items[i] = Text{code(n)}
	}
	return series(word, items)
}

// count is a number with the right form of its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}
