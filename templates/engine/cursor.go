package engine

import (
	"encoding/base64"
	"sort"
	"strconv"
	"strings"
)

// cursors is how a list tells where a page ends. Each record has a number among all that was ever made, and a cursor
// stands for that number: so it serves records without an id, and outlives its record.
type cursors uint8

const (
	opaque  cursors = iota // the number and what is listed, made unreadable so that nobody counts on it
	numbers                // the number as it is, where the API's cursors are whole numbers
	ids                    // the record's id, where the API's cursors are ids and what is listed has one
)

// cursors returns how the list of a class tells where a page ends.
func (x *exchange) cursors(class *Class) cursors {
	t := x.cursorType()
	switch {
	case t == nil || t.kind != "id":
		return opaque
	case class.id >= 0:
		return ids
	case t.numeric:
		return numbers
	}
	return opaque
}

// cursorType is the type of the cursors of a list, nil where it takes none: that of the attribute that carries them if
// it is an id, else that of the parameter.
func (x *exchange) cursorType() *typ {
	p, s := x.e.program.API.Page, x.e.program.page
	if s != nil {
		if i, ok := s.index[p.Next]; ok && s.fields[i].typ.kind == "id" {
			return s.fields[i].typ
		}
	}
	for _, f := range x.call.params {
		if f.Name == p.Cursor {
			return f.typ
		}
	}
	return nil
}

// cursor is the cursor of the i-th record of a roll.
func (x *exchange) cursor(l roll, i int) string {
	seq := strconv.FormatUint(l.seq(i), 10)
	switch x.cursors(l.class) {
	case ids:
		return l.id(i)
	case numbers:
		return seq
	}
	return base64.RawURLEncoding.EncodeToString([]byte(l.class.Name + ":" + seq))
}

// cursorSeq is the number that a cursor of a roll stands for. It reports false for what was never one.
func (x *exchange) cursorSeq(l roll, cursor string) (uint64, bool) {
	if l.class == nil {
		return 0, false
	}
	text := cursor
	switch x.cursors(l.class) {
	case ids:
		return x.idSeq(l, cursor)
	case opaque:
		plain, err := base64.RawURLEncoding.DecodeString(cursor)
		name, seq, _ := strings.Cut(string(plain), ":")
		if err != nil || name != l.class.Name {
			return 0, false
		}
		text = seq
	}
	seq, err := strconv.ParseUint(text, 10, 64)
	return seq, err == nil && seq <= x.e.seq.Load()
}

// idSeq is the number of the record that has, or had, an id.
func (x *exchange) idSeq(l roll, id string) (uint64, bool) {
	if o := x.find(l.class, id); o != nil {
		return o.seq, true
	}
	for i := range l.events {
		if l.id(i) == id {
			return l.events[i].seq, true
		}
	}
	for _, a := range x.reach() {
		if seq, ok := a.seqOfGone(l.class, id); ok {
			return seq, true
		}
	}
	return 0, false
}

// gone is what is remembered of an object that was removed, for cursors that name it.
type gone struct {
	class *Class
	id    string
	seq   uint64
}

func (a *account) seqOfGone(class *Class, id string) (uint64, bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	for i := len(a.gone) - 1; i >= 0; i-- {
		if g := a.gone[i]; g.class == class && g.id == id {
			return g.seq, true
		}
	}
	return 0, false
}

// seq is the number of the i-th record. Numbers rise along the roll.
func (l roll) seq(i int) uint64 {
	if len(l.objects) > 0 {
		return l.objects[i].seq
	}
	return l.events[i].seq
}

func (l roll) id(i int) string {
	if len(l.objects) > 0 {
		return l.objects[i].id
	}
	return l.events[i].rec.unpack(l.class, nil).ID()
}

// behind is the place in the roll behind a number, counted from the newest where latest says so.
func (l roll) behind(seq uint64, latest bool) int {
	if latest {
		return l.len() - sort.Search(l.len(), func(i int) bool { return l.seq(i) >= seq })
	}
	return sort.Search(l.len(), func(i int) bool { return l.seq(i) > seq })
}
