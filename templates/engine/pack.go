package engine

import (
	"encoding/binary"
	"sync"
)

// packed is a record as it is kept for as long as its object is there: its values one behind the other, in a tenth of
// the room that they take when they are worked with, and without pointers. It is unpacked whenever it is looked at.
type packed struct {
	state       *state // that the last change led to
	text        string
	vals, trees int // how many there are to make room for, nested ones included
}

// What a packed value begins with.
const (
	packAbsent = iota
	packNull
	packFalse
	packTrue
	packInt    // a varint
	packTime   // a varint
	packNumber // a text
	packText   // its length and bytes
	packWord   // its place among the words of the API
	packList   // how many, and the elements
	packMap    // how many, and the members: key and value
	packShape  // the shape's number, and its fields
)

// packer packs one record.
type packer struct {
	words       map[string]int
	b           []byte
	vals, trees int
}

// packers are those that are not in use.
var packers = sync.Pool{New: func() any { return &packer{} }}

// pack packs the record's values.
func (r Record) pack() *packed {
	k := packers.Get().(*packer)
	defer packers.Put(k)
	k.words, k.b, k.vals, k.trees = r.Class.program.words().index, k.b[:0], 0, 0
	k.values(r.Values)
	return &packed{r.state, string(k.b), k.vals, k.trees}
}

func (k *packer) values(vals []Value) {
	k.vals += len(vals)
	for i := range vals {
		k.value(&vals[i])
	}
}

func (k *packer) value(v *Value) {
	switch v.kind {
	case Absent, NullKind:
		k.b = append(k.b, byte(v.kind)) // the first two tags
	case BoolKind:
		k.b = append(k.b, packFalse+byte(v.num))
	case IntKind:
		k.b = binary.AppendVarint(append(k.b, packInt), v.num)
	case TimeKind:
		k.b = binary.AppendVarint(append(k.b, packTime), v.num)
	case NumberKind:
		k.text(packNumber, v.text)
	case TextKind:
		k.word(v.text)
	default:
		k.tree(v.kind, v.tree)
	}
}

func (k *packer) tree(kind ValueKind, t *tree) {
	k.trees++
	switch {
	case kind == ListKind:
		k.count(packList, len(t.vals))
	case t.shape != nil:
		k.count(packShape, t.shape.number)
	default:
		k.count(packMap, len(t.vals))
		for _, key := range t.keys {
			k.word(key)
		}
	}
	k.values(t.vals)
}

func (k *packer) count(tag byte, n int) {
	k.b = binary.AppendUvarint(append(k.b, tag), uint64(n))
}

func (k *packer) text(tag byte, s string) {
	k.count(tag, len(s))
	k.b = append(k.b, s...)
}

// word writes a text, as a word of the API if it is one.
func (k *packer) word(s string) {
	if i, ok := k.words[s]; ok {
		k.count(packWord, i)
		return
	}
	k.text(packText, s)
}

// unpacker reads a packed record.
type unpacker struct {
	p    *Program
	text string
	at   int
	room *room
}

// unpack returns the record that was packed, as one of class. Its texts are part of the packed one.
func (k *packed) unpack(class *Class, r *room) Record {
	if r == nil {
		r = &room{vals: make([]Value, 0, k.vals), trees: make([]tree, 0, k.trees)}
	}
	u := unpacker{p: class.program, text: k.text, room: r}
	return Record{Class: class, Values: u.values(len(class.fields)), state: k.state, from: k}
}

// pick returns attribute i of a record that was packed, and unpacks no other.
func (k *packed) pick(class *Class, r *room, i int) Value {
	u := unpacker{p: class.program, text: k.text, room: r}
	u.skip(i)
	return u.values(1)[0]
}

// skip passes over n values.
func (u *unpacker) skip(n int) {
	for range n {
		switch u.tag() {
		case packInt, packTime, packWord:
			u.count()
		case packNumber, packText:
			u.take(u.count())
		case packList:
			u.skip(u.count())
		case packMap:
			u.skip(2 * u.count()) // the keys are packed like texts
		case packShape:
			u.skip(len(u.p.numbered[u.count()].names))
		}
	}
}

func (u *unpacker) values(n int) []Value {
	vals := u.room.values(n)
	for i := range vals {
		u.value(&vals[i])
	}
	return vals
}

func (u *unpacker) value(v *Value) {
	tag := u.tag()
	switch tag {
	case packNull:
		v.kind = NullKind
	case packFalse, packTrue:
		v.kind, v.num = BoolKind, int64(tag-packFalse)
	case packInt:
		v.kind, v.num = IntKind, u.number()
	case packTime:
		v.kind, v.num = TimeKind, u.number()
	case packNumber:
		v.kind, v.text = NumberKind, u.take(u.count())
	case packText, packWord:
		v.kind, v.text = TextKind, u.word(tag)
	case packList, packMap, packShape:
		u.tree(tag, v)
	}
}

func (u *unpacker) tree(tag byte, v *Value) {
	v.tree = u.room.tree()
	n := u.count()
	v.kind = MapKind
	switch tag {
	case packList:
		v.kind = ListKind
	case packMap:
		v.tree.keys = u.room.names(n)
		for i := range v.tree.keys {
			v.tree.keys[i] = u.word(u.tag())
		}
	case packShape:
		v.tree.shape = u.p.numbered[n]
		v.tree.keys, n = v.tree.shape.names, len(v.tree.shape.names)
	}
	v.tree.vals = u.values(n)
}

func (u *unpacker) tag() byte {
	u.at++
	return u.text[u.at-1]
}

func (u *unpacker) word(tag byte) string {
	if tag == packWord {
		return u.p.words().list[u.count()]
	}
	return u.take(u.count())
}

func (u *unpacker) take(n int) string {
	u.at += n
	return u.text[u.at-n : u.at]
}

func (u *unpacker) count() int {
	n := uint64(0)
	for shift := 0; ; shift += 7 {
		c := u.tag()
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return int(n)
		}
	}
}

// number reads a varint as encoding/binary writes it.
func (u *unpacker) number() int64 {
	n := uint64(u.count())
	return int64(n>>1) ^ -int64(n&1)
}

// words are the texts that an API knows beforehand.
type words struct {
	list  []string
	index map[string]int
}

// newWords gathers them: what enums, constants, examples, tables and codes say, and what members are called.
func (p *Program) newWords() *words {
	w := &words{index: map[string]int{}}
	for _, s := range p.numbered {
		w.add(s.example())
		for _, f := range s.fields {
			w.text(f.Name)
			w.add(f.constant)
			w.add(f.def)
			w.add(f.example())
		}
	}
	for _, e := range p.API.Enums {
		for _, word := range e.Words {
			w.text(word.Word)
			for _, cell := range p.enums[e.Name].words[word.Word] {
				w.add(cell)
			}
		}
	}
	for _, t := range p.API.Tables {
		for _, r := range t.Rows {
			w.text(r.Key)
			w.add(p.tables[t.Name].rows[r.Key])
		}
	}
	for _, f := range p.API.Failures {
		w.text(f.Code)
		w.text(f.Message)
	}
	for _, f := range p.facts {
		w.add(f.def)
	}
	return w
}

// add enters the texts in a value.
func (w *words) add(v Value) {
	switch v.kind {
	case TextKind:
		w.text(v.text)
	case ListKind, MapKind:
		for _, key := range v.tree.keys {
			w.text(key)
		}
		for _, x := range v.tree.vals {
			w.add(x)
		}
	}
}

func (w *words) text(s string) {
	if _, ok := w.index[s]; !ok {
		w.index[s] = len(w.list)
		w.list = append(w.list, s)
	}
}
