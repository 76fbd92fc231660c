package engine

import (
	"math"
	"slices"
	"sort"
)

// defaultLimit is the size of a page where the API does not say.
const defaultLimit = 20

// window is which records of a list are asked for.
type window struct {
	from, to      int64
	limit, offset int
	latest        bool
}

// list answers with a page of records.
func (x *exchange) list(c *Case) *answer {
	if f := x.call.wanted(c); f != nil {
		return x.e.malformed(x.call, *f)
	}
	if v := x.call.Decide(c); v.Guard >= 0 {
		return x.refused(c, v)
	}
	recs := x.records(c)
	w := x.window(c)
	recs = x.bounded(recs, w)
	if w.latest {
		slices.Reverse(recs)
	}
	total := len(recs)
	page, what := x.cut(recs, &w, c)
	if what != "" {
		return x.e.malformed(x.call, fault{x.e.program.API.Page.Cursor, what})
	}
	return &answer{status: x.call.success(), body: x.envelope(c, page, w, total)}
}

// records are what the list is of, in the order they were made: events of an object, events of the account, or
// objects whose attributes have the values of the parameters of their name.
func (x *exchange) records(c *Case) []Record {
	s := x.e.program.shapes[x.call.Returns.Of]
	if s == nil {
		return nil
	}
	if events := x.e.program.events; events != nil && s == events.shape {
		return x.events(c)
	}
	if s.class == nil {
		return nil
	}
	var out []Record
	tests := x.filters(s.class, c)
	for _, o := range x.objects(s.class) {
		rec := o.record.Load()
		if rec == nil {
			continue
		}
		keep := true
		for _, t := range tests {
			keep = keep && t.holds(rec.Values[t.at])
		}
		if keep {
			out = append(out, *rec)
		}
	}
	return out
}

func (x *exchange) events(c *Case) []Record {
	for i, at := range x.call.args {
		f := x.call.params[at]
		class := x.call.Class
		if f.typ.shape != nil && f.typ.shape.class != nil {
			class = f.typ.shape.class
		}
		if o := x.find(class, x.args[i]); o != nil {
			o.mu.Lock()
			defer o.mu.Unlock()
			return slices.Clone(o.events)
		}
	}
	x.account.mu.RLock()
	defer x.account.mu.RUnlock()
	return slices.Clone(x.account.events)
}

// filter is an attribute and the value that it must have.
type filter struct {
	at   int
	want Value
}

// holds reports whether v is the value, one of several, or a list with one of them.
func (f filter) holds(v Value) bool {
	if v.kind == ListKind {
		for _, x := range v.tree.vals {
			if f.holds(x) {
				return true
			}
		}
		return false
	}
	if f.want.kind == ListKind {
		return slices.ContainsFunc(f.want.tree.vals, v.Equal)
	}
	return v.Equal(f.want)
}

// filters pairs parameters with attributes: by name, or for ids in the path by what they are ids of.
func (x *exchange) filters(class *Class, c *Case) []filter {
	var out []filter
	for i, f := range x.call.params {
		if c.Params[i].IsNull() || x.paging(f.Name) {
			continue
		}
		at, ok := class.index[f.Name]
		if f.In == "path" && f.typ.shape != nil {
			if j := class.refers(f.typ.shape); j >= 0 {
				at, ok = j, true
			}
		}
		if ok {
			out = append(out, filter{at, c.Params[i]})
		}
	}
	return out
}

// refers returns the attribute that carries the id of an object of shape s, or -1.
func (class *Class) refers(s *shape) int {
	for i, f := range class.fields {
		if i != class.id && (f.typ.kind == "id" || f.typ.kind == "expandable") && f.typ.shape == s {
			return i
		}
	}
	return -1
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

// bounded keeps the records from and to the times asked for. Records are in the order of time.
func (x *exchange) bounded(recs []Record, w window) []Record {
	p := x.e.program.API.Page
	if p == nil || p.Time == "" || len(recs) == 0 {
		return recs
	}
	at, ok := recs[0].Class.index[p.Time]
	if !ok {
		return recs
	}
	first := sort.Search(len(recs), func(i int) bool { return recs[i].Values[at].Int() >= w.from })
	last := sort.Search(len(recs), func(i int) bool { return recs[i].Values[at].Int() > w.to })
	return recs[min(first, last):last]
}

// cut takes the page out of the list. A cursor is the id of the last record before the page.
func (x *exchange) cut(recs []Record, w *window, c *Case) ([]Record, string) {
	if p := x.e.program.API.Page; p != nil && p.Cursor != "" {
		if v := x.asked(c, p.Cursor); v.kind == TextKind && v.text != "" {
			i := slices.IndexFunc(recs, func(r Record) bool { return r.ID() == v.text })
			if i < 0 {
				return nil, "is no cursor of this list"
			}
			w.offset = i + 1
		}
	}
	first := min(w.offset, len(recs))
	return recs[first : first+min(w.limit, len(recs)-first)], ""
}

// envelope writes the answer round a page.
func (x *exchange) envelope(c *Case, page []Record, w window, total int) []byte {
	r := x.render(c)
	s, p := x.e.program.page, x.e.program.API.Page
	if s == nil {
		return r.records(nil, page)
	}
	b := []byte{'{'}
	for _, f := range s.fields {
		if f.Hidden || f.Beyond && !x.e.config.Beyond {
			continue
		}
		v := x.member(f, c, page, w, total)
		if v.kind == Absent && f.Name != p.Data {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, f.label...)
		if f.Name == p.Data {
			b = r.records(b, page)
		} else {
			b = r.value(b, f.typ, v)
		}
	}
	return append(b, '}')
}

func (r *render) records(b []byte, page []Record) []byte {
	b = append(b, '[')
	for i, rec := range page {
		if i > 0 {
			b = append(b, ',')
		}
		b = r.record(b, rec)
	}
	return append(b, ']')
}

// member is what an attribute of the envelope says: its part in paging, or the parameter of its name.
func (x *exchange) member(f *field, c *Case, page []Record, w window, total int) Value {
	p := x.e.program.API.Page
	more := w.offset+len(page) < total
	switch f.Name {
	case p.Total:
		return IntValue(int64(total))
	case p.More:
		return BoolValue(more)
	case p.Next:
		if more && len(page) > 0 {
			return TextValue(page[len(page)-1].ID())
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

// uuids makes ids that are UUIDs, whatever those of the API are.
var uuids = Program{API: &API{IDs: IDs{Style: "uuid"}}}

// requestID numbers the exchanges of an engine.
func (p *Program) requestID(seed, n uint64) string {
	return uuids.makeID(seed, "request", "", true, n)
}
