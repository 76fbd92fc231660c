package docs

import (
	"regexp"
	"strings"
	"unicode"
)

// prose reads the Markdown that a spec's texts may hold: paragraphs, lists, fenced code, and in a line inline code,
// emphasis, and links to http, https or a place on the page. All else stands for itself.
func prose(doc string) []Block {
	var blocks []Block
	p := &proseReader{lines: strings.Split(clean(doc), "\n")}
	for p.at < len(p.lines) {
		line := p.lines[p.at]
		switch {
		case strings.TrimSpace(line) == "":
			p.at++
		case fence(line) != "":
			blocks = append(blocks, p.fenced(fence(line)))
		case bullet.MatchString(line):
			blocks = append(blocks, p.list(bullet, false))
		case first.MatchString(line):
			blocks = append(blocks, p.list(number, true))
		default:
			blocks = append(blocks, p.paragraph())
		}
	}
	return blocks
}

var (
	bullet = regexp.MustCompile(`^ {0,3}[-*+] +`)
	first  = regexp.MustCompile(`^ {0,3}1[.)] +`)
	number = regexp.MustCompile(`^ {0,3}[0-9]{1,9}[.)] +`)
)

type proseReader struct {
	lines []string
	at    int
}

// fence returns the backquotes that begin a block of code, or nothing.
func fence(line string) string {
	t := strings.TrimLeft(line, " ")
	ticks := t[:len(t)-len(strings.TrimLeft(t, "`"))]
	if len(ticks) < 3 || strings.Contains(t[len(ticks):], "`") {
		return ""
	}
	return ticks
}

// fenced reads a block of code up to the fence that closes it, or to the end.
func (p *proseReader) fenced(open string) Block {
	var text []string
	for p.at++; p.at < len(p.lines); p.at++ {
		t := strings.TrimSpace(p.lines[p.at])
		if strings.HasPrefix(t, open) && strings.Trim(t, "`") == "" {
			p.at++
			break
		}
		text = append(text, p.lines[p.at])
	}
	return Block{Code: &Code{Text: strings.Join(text, "\n")}}
}

// list reads items that begin with mark; lines that follow an item belong to it.
func (p *proseReader) list(mark *regexp.Regexp, ordered bool) Block {
	var items [][]string
	for ; p.at < len(p.lines); p.at++ {
		line := p.lines[p.at]
		lead := mark.FindString(line)
		if lead == "" && (strings.TrimSpace(line) == "" || fence(line) != "") {
			break
		}
		if lead != "" {
			items = append(items, nil)
		}
		items[len(items)-1] = append(items[len(items)-1], strings.TrimSpace(line[len(lead):]))
	}
	l := &List{Ordered: ordered}
	for _, item := range items {
		l.Items = append(l.Items, inline(strings.Join(item, " ")))
	}
	return Block{List: l}
}

// paragraph reads up to an empty line or the beginning of something else.
func (p *proseReader) paragraph() Block {
	var text []string
	for ; p.at < len(p.lines); p.at++ {
		line := p.lines[p.at]
		if strings.TrimSpace(line) == "" || fence(line) != "" || bullet.MatchString(line) {
			break
		}
		text = append(text, strings.TrimSpace(line))
	}
	return Block{Para: inline(strings.Join(text, " "))}
}

// inline reads the spans of one line.
func inline(s string) Text {
	return (&spanReader{}).read(s, Span{}, 0)
}

// Marks nested deeper or reaching further than this stand for themselves, so that no text takes long to read.
const (
	maxSpanDepth  = 3
	maxSpanLength = 2000
)

type spanReader struct{ out Text }

// read reads s, every span of which has at least the look of like.
func (r *spanReader) read(s string, like Span, depth int) Text {
	start := 0
	flush := func(end int) {
		if end > start {
			r.emit(like, unescape(s[start:end]))
		}
	}
	for i := 0; i < len(s); {
		inner, look, length := markAt(s, i, like, depth)
		switch {
		case length == 0 && s[i] == '\\' && i+1 < len(s):
			i += 2
		case length == 0:
			i++
		default:
			flush(i)
			if look.Code {
				r.emit(look, inner)
			} else {
				r.read(inner, look, depth+1)
			}
			i += length
			start = i
		}
	}
	flush(len(s))
	return r.out
}

// markAt reports what stands inside a mark that begins at s[i], the look it gives and how long it is; no length for
// no mark.
func markAt(s string, i int, like Span, depth int) (inner string, look Span, length int) {
	look = like
	before := byte(' ')
	if i > 0 {
		before = s[i-1]
	}
	near := s[i:min(len(s), i+maxSpanLength)]
	switch c := s[i]; {
	case c == '`':
		inner, length = codeSpan(near)
		look.Code = true
	case depth >= maxSpanDepth:
	case c == '[' && like.To == Link{}:
		inner, look.To, length = linkSpan(near)
	case strings.HasPrefix(near, "**"):
		inner, length = emphasis(near, before, "**")
		look.Strong = true
	case c == '*', c == '_':
		inner, length = emphasis(near, before, string(c))
		look.Emph = true
	}
	return inner, look, length
}

// emit adds a span.
func (r *spanReader) emit(like Span, text string) {
	like.Text = text
	r.out = append(r.out, like)
}

// codeSpan reads inline code: as many backquotes close it as opened it.
func codeSpan(s string) (inner string, length int) {
	ticks := len(s) - len(strings.TrimLeft(s, "`"))
	for i := ticks; i < len(s); {
		at := strings.IndexByte(s[i:], '`')
		if at < 0 {
			return "", 0
		}
		i += at
		run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if run == ticks {
			inner = s[ticks:i]
			if len(inner) > 2 && inner[0] == ' ' && inner[len(inner)-1] == ' ' {
				inner = inner[1 : len(inner)-1]
			}
			return inner, i + ticks
		}
		i += run
	}
	return "", 0
}

var linkForm = regexp.MustCompile(`^\[([^\[\]\n]+)\]\(([^\s()<>]+)\)`)

// linkSpan reads a link to http, https or a place on the page; any other is left as the text it is.
func linkSpan(s string) (inner string, target Link, length int) {
	m := linkForm.FindStringSubmatch(s)
	if m == nil {
		return "", Link{}, 0
	}
	target, ok := safeLink(m[2])
	if !ok {
		return "", Link{}, 0
	}
	return m[1], target, len(m[0])
}

var (
	anchorForm = regexp.MustCompile(`^#[A-Za-z0-9_-]+$`)
	urlForm    = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][A-Za-z0-9._~:/?#@!$&'*+,;=%-]*)?$`)
)

// safeLink turns the address of a link into a link, if it is of a harmless kind.
func safeLink(address string) (Link, bool) {
	switch {
	case anchorForm.MatchString(address):
		return Link{Anchor: address[1:]}, true
	case urlForm.MatchString(address):
		return Link{URL: address}, true
	}
	return Link{}, false
}

// emphasis reads what stands between two marks that lean on words: no space inside, none of the word outside.
func emphasis(s string, before byte, mark string) (inner string, length int) {
	rest := s[len(mark):]
	if rest == "" || rest[0] == ' ' || rest[0] == mark[0] || isWord(before) {
		return "", 0
	}
	for at := 1; at < len(rest); at++ {
		if rest[at] == '\\' {
			at++
			continue
		}
		if !strings.HasPrefix(rest[at:], mark) || rest[at-1] == ' ' {
			continue
		}
		after := rest[at+len(mark):]
		if after != "" && (isWord(after[0]) || after[0] == mark[0]) {
			continue
		}
		return rest[:at], at + 2*len(mark)
	}
	return "", 0
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// unescape takes the backslash from before a mark of punctuation.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_[]()#+-.!<>|{}~&", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// clean makes text fit to be shown on a page: as cleanCode does, and without tabs.
func clean(s string) string { return strings.ReplaceAll(cleanCode(s), "\t", " ") }

// cleanCode makes text fit to be shown in a block of code: valid UTF-8, no carriage returns, no control characters and
// none that turn the direction of what follows.
func cleanCode(s string) string {
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
