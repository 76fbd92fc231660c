package engine

import (
	"math"
	"slices"
)

// defaultLimit is the size of a page where the API does not say.
const defaultLimit = 20

// window is which records of a list are asked for.
type window struct {
	from, to      int64
	limit, offset int
	latest        bool
	next          string // the cursor of the page behind, empty on the last
}

// list answers with a page of records.
func (x *exchange) list(c *Case) *answer {
	if f := x.call.wanted(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	if v := x.call.Decide(c); v.Guard >= 0 {
		return x.refused(c, v)
	}
	w := x.window(c)
	all := x.roll(c).during(x.e.program.API.Page, w)
	if p := x.e.program.API.Page; p != nil && p.Cursor != "" {
		if v := x.asked(c, p.Cursor); v.kind == TextKind && v.text != "" {
			seq, ok := x.cursorSeq(all, v.text)
			if !ok {
				return x.e.malformed(x.call, fault{p.Cursor, "is no cursor of this list"})
			}
			w.offset = all.behind(seq, w.latest)
		}
	}
	if p := x.e.program.API.Page; p != nil && p.Next != "" {
		if first, last := all.bounds(w); first < last && last < all.len() {
			w.next = x.cursor(all, all.from(last-1, w.latest))
		}
	}
	return &answer{status: x.call.success(), body: x.envelope(c, all, w)}
}

func (x *exchange) paging(name string) bool {
	p := x.e.program.API.Page
	if p == nil {
		return false
	}
	return slices.Contains([]string{p.Limit, p.Offset, p.Number, p.Cursor, p.From, p.To, p.Order, x.e.program.API.Expand}, name)
}

// asked returns the parameter called name, or its default.
func (x *exchange) asked(c *Case, name string) Value {
	if name == "" {
		return Value{}
	}
	for i, f := range x.call.params {
		if f.Name == name {
			if c.Params[i].kind > NullKind {
				return c.Params[i]
			}
			return f.def
		}
	}
	return Value{}
}

// window reads the parameters that bound and order a list.
func (x *exchange) window(c *Case) window {
	w := window{from: math.MinInt64, to: math.MaxInt64, limit: math.MaxInt}
	p := x.e.program.API.Page
	if p == nil {
		return w
	}
	if v := x.asked(c, p.From); v.kind == TimeKind {
		w.from = v.num
	}
	if v := x.asked(c, p.To); v.kind == TimeKind {
		w.to = v.num
	}
	w.latest = p.Newest != "" && x.asked(c, p.Order).text == p.Newest
	if p.Limit != "" {
		w.limit = defaultLimit
		if v := x.asked(c, p.Limit); v.kind == IntKind {
			w.limit = int(max(0, v.num))
		}
	}
	if v := x.asked(c, p.Offset); v.kind == IntKind {
		w.offset = int(max(0, v.num))
	}
	if v := x.asked(c, p.Number); v.kind == IntKind {
		w.offset = int(max(0, min(v.num-1, math.MaxInt32))) * min(w.limit, math.MaxInt32)
	}
	return w
}

// envelope writes the answer round a page.
func (x *exchange) envelope(c *Case, all roll, w window) []byte {
	r := x.render(c)
	s, p := x.e.program.page, x.e.program.API.Page
	if s == nil {
		return all.page(nil, r, w)
	}
	b := []byte{'{'}
	for _, f := range s.fields {
		if f.Hidden || f.Beyond && !x.e.config.Beyond {
			continue
		}
		v := x.member(f, c, all, w)
		if v.kind == Absent && f.Name != p.Data {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, f.label...)
		if f.Name == p.Data {
			b = all.page(b, r, w)
		} else {
			b = r.value(b, f.typ, v)
		}
	}
	return append(b, '}')
}

// member is what an attribute of the envelope says: its part in paging, or the parameter of its name.
func (x *exchange) member(f *field, c *Case, all roll, w window) Value {
	p := x.e.program.API.Page
	switch f.Name {
	case p.Total:
		return IntValue(int64(all.len()))
	case p.More:
		_, last := all.bounds(w)
		return BoolValue(last < all.len())
	case p.Next:
		if w.next != "" && f.typ.numeric {
			return numberValue(w.next)
		}
		if w.next != "" {
			return TextValue(w.next)
		}
		if f.Optional && !f.Nullable {
			return Value{}
		}
		return NullValue
	case p.Location:
		path, _ := x.e.program.strip(x.in.path)
		return TextValue(path)
	case p.Limit:
		return IntValue(int64(min(w.limit, math.MaxInt32)))
	case p.Offset:
		return IntValue(int64(w.offset))
	case p.Number:
		return IntValue(int64(w.offset/max(1, w.limit)) + 1)
	}
	if f.constant.kind != Absent {
		return f.constant
	}
	if v := x.asked(c, f.Name); v.kind > NullKind {
		return v
	}
	switch f.Name {
	case p.To:
		return TimeValue(c.Now)
	case p.From:
		return TimeValue(0)
	}
	return (&fill{c: c, class: x.call.Class}).blank(f)
}
