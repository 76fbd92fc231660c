package docs

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// postings is which places have which words, where the list of places does not show them. They are read from the
// documents themselves, so that nothing that stands on a page is missed.
type postings struct {
	shown  []string         // what is shown of each place
	page   []int            // the page of each place, which is a place too
	places map[string][]int // by word
	word   []byte           // the word that is being read
	at     int              // the place that is being read
}

func newPostings() *postings { return &postings{places: map[string][]int{}} }

// show takes what is shown of the next place, which is of a page.
func (x *postings) show(page int, text string) {
	plain := newPostings()
	plain.text([]byte(text))
	plain.end()
	x.shown = append(x.shown, strings.Join(plain.words(), " "))
	x.page = append(x.page, page)
}

// read takes the words between the beginning of what a document says and its foot, with the place that each follows: by
// its anchor, and the first before any.
func (x *postings) read(document []byte, first int, numbers map[string]int) {
	x.at = first
	_, rest, _ := bytes.Cut(document, []byte("<main"))
	rest, _, _ = bytes.Cut(rest, []byte("<footer"))
	for len(rest) > 0 {
		tag, after, _ := bytes.Cut(rest, []byte(">")) // no attribute holds one
		text, next, _ := bytes.Cut(after, []byte("<"))
		if !withinWord(tag) {
			x.end()
		}
		if _, id, ok := bytes.Cut(tag, []byte(` id="`)); ok {
			id, _, _ = bytes.Cut(id, []byte(`"`))
			if n, ok := numbers[html.UnescapeString(string(id))]; ok {
				x.at = n
			}
		}
		if bytes.IndexByte(text, '&') >= 0 {
			text = []byte(html.UnescapeString(string(text)))
		}
		x.text(text)
		rest = next
	}
	x.end()
}

// withinWord reports whether a word may go on after a tag.
func withinWord(tag []byte) bool {
	name, _, _ := bytes.Cut(bytes.TrimPrefix(tag, []byte("/")), []byte(" "))
	switch string(name) {
	case "a", "b", "i", "em", "strong", "code", "span", "small":
		return true
	}
	return false
}

// text takes the words of a text, the last of which may go on.
func (x *postings) text(text []byte) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			x.word = append(x.word, c)
		case 'A' <= c && c <= 'Z':
			x.word = append(x.word, c+'a'-'A')
		case c < utf8.RuneSelf:
			x.end()
		default:
			r, size := utf8.DecodeRune(text[i:])
			if unicode.In(r, unicode.L, unicode.M, unicode.N) {
				x.word = append(x.word, strings.ToLower(string(r))...)
			} else {
				x.end()
			}
			i += size - 1
		}
		i++
	}
}

// end ends a word.
func (x *postings) end() {
	if len(x.word) == 0 {
		return
	}
	places := x.places[string(x.word)]
	if n := len(places); n == 0 || places[n-1] != x.at {
		x.places[string(x.word)] = append(places, x.at)
	}
	x.word = x.word[:0]
}

// words is every word, sorted.
func (x *postings) words() []string {
	all := make([]string, 0, len(x.places))
	for word := range x.places {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}

// String writes a line for each word that some place does not show. It begins with the number of characters, to base 36,
// that the word has in common with the one before, followed by its others. After a tab come its places, each as what is
// to be added to the place before: a number to base 26, in which the last digit is A to Z and what is before it is written
// to base 36.
func (x *postings) String() string {
	var b strings.Builder
	before := ""
	for _, word := range x.words() {
		places := x.hidden(word)
		if len(places) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		n := shared(before, word)
		b.WriteString(strconv.FormatInt(int64(n), 36) + word[n:] + "\t")
		last := 0
		for _, p := range places {
			if more := (p - last) / 26; more > 0 {
				b.WriteString(strconv.FormatInt(int64(more), 36))
			}
			b.WriteByte('A' + byte((p-last)%26))
			last = p
		}
		before = word
	}
	return b.String()
}

// most is how many places a word is told of; one that stands in more of them is told of their pages.
const most = 8

// hidden is the places that have a word and do not show it, or the pages of these.
func (x *postings) hidden(word string) []int {
	places := x.places[word]
	slices.Sort(places)
	places = slices.Compact(places)
	places = slices.DeleteFunc(places, func(p int) bool { return strings.Contains(x.shown[p], word) })
	if len(places) > most {
		for i, p := range places {
			places[i] = x.page[p]
		}
	}
	return slices.Compact(places)
}

// shared is how many bytes of ASCII two words begin with in common, at most 35.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b), 35) && a[n] == b[n] && a[n] < utf8.RuneSelf {
		n++
	}
	return n
}
