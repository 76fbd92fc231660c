package engine

import (
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// Bounds of forms and queries.
const (
	maxPairs     = 5000
	maxFormDepth = 16
)

// form is a form or query that is being read. The next one uses its nodes again.
type form struct {
	nodes [32]formNode
	used  int
}

// forms are those that are not in use.
var forms = sync.Pool{New: func() any { return &form{} }}

// newForm returns an empty form and its root.
func newForm() (*form, *formNode) {
	f := forms.Get().(*form)
	return f, f.node()
}

func (f *form) node() *formNode {
	if f.used == len(f.nodes) {
		return &formNode{}
	}
	f.used++
	return &f.nodes[f.used-1]
}

// release gives the form back.
func (f *form) release() {
	for i := range f.nodes[:f.used] {
		n := &f.nodes[i]
		clear(n.keys)
		clear(n.list)
		*n = formNode{keys: n.keys[:0], list: n.list[:0]}
	}
	f.used = 0
	forms.Put(f)
}

// formNode is a place in a form: a text, or members. A list has members without names.
type formNode struct {
	texts []string
	text  [1]string // room for texts, of which there is mostly one
	keys  []string
	list  []*formNode          // in the order of keys
	kids  map[string]*formNode // the same by key, where there are many
	next  int                  // the number of the next member without a name
}

// parseForm reads a form or query: brackets nest, whether raw or escaped; empty brackets are elements of a list. The
// fault is empty, or says what is wrong.
func parseForm(text string, in *room) (Value, string) {
	f, root := newForm()
	defer f.release()
	for n := 0; text != ""; n++ {
		if n == maxPairs {
			return Value{}, "the form has too many fields"
		}
		var pair string
		pair, text, _ = strings.Cut(text, "&")
		if pair == "" {
			continue
		}
		key, val, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(key)
		val, err2 := url.QueryUnescape(val)
		if err != nil || err2 != nil {
			return Value{}, "the form has a bad escape"
		}
		if !root.put(f, key, strings.ToValidUTF8(val, "\ufffd")) {
			return Value{}, "the form is nested too deep"
		}
	}
	return root.value(in), ""
}

// put enters one field.
func (n *formNode) put(f *form, key, val string) bool {
	name, rest, nested := strings.Cut(key, "[")
	n = n.kid(f, name)
	for depth := 0; nested; depth++ {
		if depth == maxFormDepth {
			return false
		}
		inner, after, closed := strings.Cut(rest, "]")
		_, rest, nested = strings.Cut(after, "[")
		nested = nested && closed
		if next, _, ok := strings.Cut(rest, "]"); inner == "" && nested && ok {
			n = n.element(f, next)
		} else {
			n = n.kid(f, inner)
		}
	}
	if n.texts == nil {
		n.texts = n.text[:0]
	}
	n.texts = append(n.texts, val)
	return true
}

// kid returns the member called name, made when it is first asked for. Without a name it is a further one.
func (n *formNode) kid(f *form, name string) *formNode {
	if name == "" {
		name = unnamed(n.next)
		n.next++
	}
	if k := n.find(name); k != nil {
		return k
	}
	k := f.node()
	n.keys, n.list = append(n.keys, name), append(n.list, k)
	if n.kids != nil {
		n.kids[name] = k
	} else if len(n.keys) > fewKeys {
		n.kids = make(map[string]*formNode, 2*fewKeys)
		for i, key := range n.keys {
			n.kids[key] = n.list[i]
		}
	}
	return k
}

// element returns the last member without a name, or a further one where that has a member called next already: so
// a[][x]=1&a[][y]=2&a[][x]=3 are two elements.
func (n *formNode) element(f *form, next string) *formNode {
	if n.next > 0 && next != "" {
		if last := n.find(unnamed(n.next - 1)); last.find(next) == nil {
			return last
		}
	}
	return n.kid(f, "")
}

// unnamed is the key of member i of those without a name. No key that is sent begins so.
func unnamed(i int) string { return "\x00" + strconv.Itoa(i) }

// fewKeys is how many members are sought one by one.
const fewKeys = 32

func (n *formNode) find(name string) *formNode {
	if n.kids != nil {
		return n.kids[name]
	}
	for i, key := range n.keys {
		if key == name {
			return n.list[i]
		}
	}
	return nil
}

func (n *formNode) value(in *room) Value {
	if len(n.keys) == 0 {
		return n.leaf()
	}
	t := in.tree()
	t.vals = in.values(len(n.keys))
	for i, k := range n.list {
		t.vals[i] = k.value(in)
	}
	if n.next == len(n.keys) {
		return Value{kind: ListKind, tree: t}
	}
	t.keys = in.names(len(n.keys))
	for i, key := range n.keys {
		t.keys[i] = strings.TrimPrefix(key, "\x00")
	}
	return Value{kind: MapKind, tree: t}
}

// leaf is a text, or a list of the texts that were sent under one name.
func (n *formNode) leaf() Value {
	if n.texts == nil {
		return MapValue(nil, nil)
	}
	if len(n.texts) == 1 {
		return TextValue(n.texts[0])
	}
	vals := make([]Value, len(n.texts))
	for i, s := range n.texts {
		vals[i] = TextValue(s)
	}
	return ListValue(vals...)
}

// single takes the last of several texts that were sent for what takes one.
func (t *typ) single(v Value) Value {
	if v.kind == ListKind && v.Len() > 0 && t.takesOne() {
		_, v = v.At(v.Len() - 1)
	}
	return v
}

// takesOne reports whether a value of the type is one text in a form.
func (t *typ) takesOne() bool {
	switch t.kind {
	case "list", "any", "map", "union":
		return false
	}
	return true
}
