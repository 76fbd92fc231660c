package docs

import (
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/chargegen/chargegen/gen/internal/lazy"
)

// markup reads the Markdown that a spec's texts may hold: paragraphs, lists, blocks of code, and in a line inline code,
// emphasis and links. It knows nothing else: headings, quotations, rules, tags and entities stand for themselves. It is
// made on first use, since most runs of the command make no pages.
var markup = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewEmphasisParser(), 500),
		),
	)
})

// A text above maxMarkup, or with lists in lists in lists as endless finds them, is one paragraph as it stands: it is no
// remark, and the parser would take long over it.
const maxMarkup = 16 << 10

var endless = lazy.Regexp(`(?m)^( *([-+*]|[0-9]{1,9}[.)]) +){8}`)

// prose reads a text of the spec.
func prose(doc string) []Block {
	doc = clean(doc)
	switch {
	case strings.TrimSpace(doc) == "":
		return nil
	case !strings.ContainsAny(doc, "\n`*_[\\") && !strings.ContainsAny(doc[:1], " -+0123456789~"):
		return []Block{para(words(strings.TrimSpace(doc)))} // most texts hold no mark at all
	case len(doc) > maxMarkup, endless().MatchString(doc):
		return []Block{para(words(strings.Join(strings.Fields(doc), " ")))}
	}
	source := []byte(doc)
	return (&proseReader{source}).blocks(markup().Parse(text.NewReader(source)))
}

// inline reads a text of the spec as one line.
func inline(s string) Text { return flat(prose(s)) }

// proseReader turns what the parser found into blocks.
type proseReader struct{ source []byte }

// blocks is the children of a node.
func (r *proseReader) blocks(parent ast.Node) []Block {
	var all []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			all = append(all, r.list(n)...)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			all = append(all, Block{Code: &Code{Text: strings.TrimSuffix(string(n.Lines().Value(r.source)), "\n")}})
		default:
			if t := r.spans(n, Span{}); len(t) > 0 {
				all = append(all, Block{Para: t})
			}
		}
	}
	return all
}

// list is a list with its items, each a line. A list that does not begin at 1 is none: "2019. It was."
func (r *proseReader) list(n *ast.List) []Block {
	l := &List{Ordered: n.IsOrdered()}
	var plainly []Block
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		t := flat(r.blocks(item))
		l.Items = append(l.Items, t)
		plainly = append(plainly, Block{Para: cat(words(itoa(number)+string(rune(n.Marker))+" "), t)})
		number++
	}
	if l.Ordered && n.Start != 1 {
		return plainly
	}
	return []Block{{List: l}}
}

// spans is what stands in a node, each span with at least the look of like.
func (r *proseReader) spans(parent ast.Node, like Span) Text {
	var all Text
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			all = append(all, r.text(n, like)...)
		case *ast.CodeSpan:
			look := like
			look.Code, look.Text = true, r.code(n)
			all = append(all, look)
		case *ast.Emphasis:
			look := like
			look.Emph, look.Strong = look.Emph || n.Level == 1, look.Strong || n.Level == 2
			all = append(all, r.spans(n, look)...)
		case *ast.Link:
			all = append(all, r.link(n, n.Destination, like)...)
		case *ast.Image:
			like.Text = "!"
			all = append(append(all, like), r.link(n, n.Destination, like)...)
		default:
			all = append(all, r.spans(n, like)...)
		}
	}
	return joined(all)
}

// joined puts neighbours of one look together.
func joined(t Text) Text {
	var all Text
	for _, s := range t {
		if n := len(all); n > 0 && !s.Break && !s.Code {
			last := all[n-1]
			last.Text = s.Text
			if last == s {
				all[n-1].Text += s.Text
				continue
			}
		}
		all = append(all, s)
	}
	return all
}

// text is a run of text. A line's end is a space, unless the text wants a break there.
func (r *proseReader) text(n *ast.Text, like Span) Text {
	like.Text = string(util.UnescapePunctuations(n.Segment.Value(r.source)))
	switch {
	case n.HardLineBreak():
		return Text{like, {Break: true}}
	case n.SoftLineBreak():
		like.Text += " "
	}
	if like.Text == "" {
		return nil
	}
	return Text{like}
}

// code is what stands in inline code, where no mark means anything.
func (r *proseReader) code(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// link is a link, if it leads to a harmless place; else it is shown as it was written.
func (r *proseReader) link(n ast.Node, destination []byte, like Span) Text {
	if target, ok := safeLink(string(destination)); ok && like.To == (Link{}) {
		like.To = target
		return r.spans(n, like)
	}
	open, end := like, like
	open.Text, end.Text = "[", "]("+string(destination)+")"
	return append(append(Text{open}, r.spans(n, like)...), end)
}

var (
	anchorForm = lazy.Regexp(`^#[A-Za-z0-9_-]+$`)
	urlForm    = lazy.Regexp(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][A-Za-z0-9._~:/?#@!$&'*+,;=%-]*)?$`)
	mailForm   = lazy.Regexp(`^mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$`)
)

// safeLink turns the address of a link into a link, if it is of a harmless kind.
func safeLink(address string) (Link, bool) {
	switch {
	case anchorForm().MatchString(address):
		return Link{Anchor: address[1:]}, true
	case urlForm().MatchString(address), mailForm().MatchString(address):
		return Link{URL: address}, true
	}
	return Link{}, false
}

// clean makes text fit to be shown on a page: as cleanCode does, and without tabs.
func clean(s string) string { return strings.ReplaceAll(cleanCode(s), "\t", " ") }

// cleanCode makes text fit to be shown in a block of code: valid UTF-8, no carriage returns, no control characters and
// none that turn the direction of what follows.
func cleanCode(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r':
			return ' '
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff':
			return '\uFFFD'
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return '\uFFFD'
		}
		return r
	}, s)
}

// isPlain reports whether a text is made of nothing but printable ASCII, tabs and line ends, as most are.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
