package openapi

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// paging is how the lists of the API are paged, as guessed from most of them.
type paging struct {
	style string // offset, cursor, page, none
	data  string // the attribute that carries the records
	limit string // query parameters
	by    string // offset, cursor or number, by the style
	next  string // attributes
	total string
	more  string
}

// pageFit is how one list is paged.
type pageFit struct {
	paging
	item *shape // what is listed
	pos  spec.Pos
}

// The words by which documents name what pages have, without case and separators, the likeliest first.
var (
	dataWords   = []string{"data", "items", "results", "records", "entries", "values", "content", "list", "rows", "elements", "objects", "resources"}
	limitWords  = []string{"limit", "perpage", "pagesize", "maxresults", "count", "size", "first", "top", "take", "pagelimit"}
	offsetWords = []string{"offset", "skip", "startindex", "startat", "start", "from"}
	numberWords = []string{"page", "pagenumber", "pageno", "pageindex", "p"}
	cursorWords = []string{"cursor", "after", "pagetoken", "nexttoken", "startingafter", "iterator", "continuationtoken", "continuation", "marker", "nextcursor", "token", "pagecursor"}
	nextWords   = []string{"nextcursor", "nextpagetoken", "nexttoken", "iterator", "next", "continuationtoken", "continuation", "cursor", "after", "endcursor", "nextmarker", "nextpage"}
	totalWords  = []string{"total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements", "count"}
	moreWords   = []string{"hasmore", "more", "hasnext", "hasnextpage"}
)

// plainWord is a name without case and separators.
func plainWord(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", "[", "", "]", "").Replace(name))
}

// fits reads how an operation would be paged, or returns nil where it lists nothing.
func (im *importer) fits(c *call) *pageFit {
	last := len(c.segments) - 1
	if c.method != "GET" || c.result == nil || last < 0 {
		return nil
	}
	data := im.records(c.result, c.segments[last])
	if data == nil {
		return nil
	}
	f := &pageFit{pos: c.pos, item: im.shape(im.shape(data.schema).items)}
	f.data = data.key.Value
	f.limit = im.queryOf(c, limitWords, "integer")
	f.total = im.attributeOf(c.result, totalWords, "integer", "number")
	f.more = im.attributeOf(c.result, moreWords, "boolean")
	f.next = im.attributeOf(c.result, nextWords, "string")
	f.style = "none"
	for _, s := range []struct {
		style, kind string
		words       []string
	}{{"cursor", "string", cursorWords}, {"offset", "integer", offsetWords}, {"page", "integer", numberWords}} {
		if by := im.queryOf(c, s.words, s.kind); by != "" && (s.style != "cursor" || f.next != "") {
			f.style, f.by = s.style, by
			break
		}
	}
	if f.style != "cursor" {
		f.next = ""
	}
	if isParam(c.segments[last]) && f.style == "none" {
		return nil
	}
	return f
}

// records returns the property that carries the records of a list: an array of objects, called like one or the only one.
func (im *importer) records(s *shape, segment string) *prop {
	var best *prop
	rank, arrays := len(dataWords)+1, 0
	for i := range s.props {
		p := &s.props[i]
		inner := im.shape(p.schema)
		if !wordForm().MatchString(p.key.Value) || !inner.is("array") || inner.items == nil || !im.isRecord(im.shape(inner.items)) {
			continue
		}
		arrays++
		r := slices.Index(dataWords, plainWord(p.key.Value))
		if plainWord(p.key.Value) == plainWord(segment) {
			r = len(dataWords)
		}
		if r >= 0 && r < rank {
			best, rank = p, r
		}
	}
	if best == nil && arrays == 1 && len(s.props) <= 6 {
		for i := range s.props {
			if inner := im.shape(s.props[i].schema); inner.is("array") && inner.items != nil && wordForm().MatchString(s.props[i].key.Value) && im.isRecord(im.shape(inner.items)) {
				return &s.props[i]
			}
		}
	}
	return best
}

// isRecord reports whether a shape can be what a page lists: an object with attributes.
func (im *importer) isRecord(s *shape) bool {
	return s.is("object") && len(s.props) > 0 && len(s.alts) == 0 && !s.nullable
}

// queryOf returns the name of the first optional query parameter of a kind that is called by one of some words.
func (im *importer) queryOf(c *call, words []string, kind string) string {
	for _, w := range words {
		for _, p := range c.params {
			if p.in != "query" || plainWord(p.name) != w {
				continue
			}
			if s := im.shape(p.schema); s.is(kind) && !strings.HasPrefix(s.format, "date") && len(s.enum) == 0 {
				return p.name
			}
		}
	}
	return ""
}

// attributeOf returns the dotted path of an attribute of a kind that is called by one of some words: of the page, or of
// an object that stands in it.
func (im *importer) attributeOf(s *shape, words []string, kinds ...string) string {
	for _, w := range words {
		for _, p := range s.props {
			inner := im.shape(p.schema)
			if !wordForm().MatchString(p.key.Value) {
				continue
			}
			if plainWord(p.key.Value) == w && slices.Contains(kinds, inner.kind()) {
				return p.key.Value
			}
			for _, q := range inner.props {
				if plainWord(q.key.Value) == w && wordForm().MatchString(q.key.Value) && slices.Contains(kinds, im.shape(q.schema).kind()) {
					return p.key.Value + "." + q.key.Value
				}
			}
		}
	}
	return ""
}

// guessPaging takes the paging of most lists for that of the API. Lists that are paged otherwise answer with objects of
// their own.
func (im *importer) guessPaging() {
	var fits []*pageFit
	count := map[paging]int{}
	for _, c := range im.calls {
		if c.paged = im.fits(c); c.paged != nil {
			fits = append(fits, c.paged)
			count[c.paged.paging]++
		}
	}
	var best *pageFit
	for _, f := range fits {
		if best == nil || count[f.paging] > count[best.paging] {
			best = f
		}
	}
	if best == nil {
		return
	}
	im.paging = &best.paging
	im.notef(best.pos, "paging-guessed", "paging is guessed from %d of %d lists: %s", count[best.paging], len(fits), best.words())
	for _, c := range im.calls {
		if c.paged != nil && !c.paged.like(im.paging) {
			im.notef(c.pos, "list-of-its-own", "%s %s lists, but not as most lists do (%s); it answers with an object of its own", c.method, clip(c.path), c.paged.words())
			c.paged = nil
		}
	}
}

// like reports whether a list can be read by the paging of the API. What the answer carries beside may differ.
func (f *pageFit) like(p *paging) bool {
	return f.data == p.data && f.style == p.style && f.by == p.by && (p.style != "cursor" || f.next == p.next)
}

// words says how a list is paged.
func (p *paging) words() string {
	text := "records in " + p.data
	switch p.style {
	case "none":
		return text + ", one page alone"
	case "cursor":
		text += ", cursor in " + p.by + " from " + p.next
	case "offset":
		text += ", offset in " + p.by
	case "page":
		text += ", page number in " + p.by
	}
	if p.limit != "" {
		text += ", size in " + p.limit
	}
	return text
}
