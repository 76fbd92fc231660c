package client

// kind says what a value of one type is to decoder.value and writer.value, so that lists of such can be read and written.
type kind[T any] interface {
	at(p *T, how access) any
}

// The kinds of values.
type (
	direct[T any]                  struct{} // what decoder.value takes as it is
	words[T ~string]               struct{} // texts of a type of their own
	ids                            struct{} // ids that may be numbers
	objects[T any]                 struct{}
	lists[T any, K kind[T]]        struct{}
	dictionaries[T any, K kind[T]] struct{}
)

func (direct[T]) at(p *T, _ access) any                     { return p }
func (words[T]) at(p *T, _ access) any                      { return word[T]{p} }
func (ids) at(p *string, _ access) any                      { return (*numericID)(p) }
func (objects[T]) at(p **T, how access) any                 { return object(p, how) }
func (lists[T, K]) at(p *[]T, _ access) any                 { return (*list[T, K])(p) }
func (dictionaries[T, K]) at(p *map[string]T, _ access) any { return (*dictionary[T, K])(p) }

// word points at a text of a type of its own. Generic code cannot point at it as text.
type word[T ~string] struct{ p *T }

func (t word[T]) read(d *decoder) { *t.p = T(d.string()) }
func (t word[T]) write(w *writer) { w.string(string(*t.p)) }
func (t word[T]) isZero() bool    { return *t.p == "" }
func (t word[T]) isText()         {}

// item reads an item of a list or dictionary, or a null, and reports whether it counts: a null among texts, numbers and the
// like is left out.
func (d *decoder) item(p any) bool {
	if d.null() {
		return !isPlain(p)
	}
	d.value(p)
	return true
}

// list is an array whose items are all of one kind.
type list[T any, K kind[T]] []T

func (l *list[T, K]) read(d *decoder) {
	*l = nil
	if d.null() || !d.array() {
		return
	}
	var kind K
	items := []T{}
	for d.more(']') {
		var none T
		items = append(items, none)
		if last := len(items) - 1; !d.item(kind.at(&items[last], d.access())) {
			items = items[:last]
		}
	}
	*l = items
}

func (l *list[T, K]) write(w *writer) {
	var kind K
	mark := w.openArray()
	for i := range *l {
		w.item()
		w.value(kind.at(&(*l)[i], asIs))
	}
	w.closeArray(mark)
}

func (l *list[T, K]) isZero() bool { return *l == nil }

// dictionary is an object whose members are all of one kind. They are written in the order of their names.
type dictionary[T any, K kind[T]] map[string]T

func (m *dictionary[T, K]) read(d *decoder) {
	*m = nil
	if d.null() || !d.object() {
		return
	}
	var kind K
	all := dictionary[T, K]{}
	for d.more('}') {
		name := d.keep(d.key())
		item := new(T)
		if d.item(kind.at(item, d.access())) {
			all[name] = *item
		}
	}
	*m = all
}

func (m *dictionary[T, K]) write(w *writer) {
	var kind K
	mark := w.openObject()
	var few [8]string
	for _, name := range appendKeys(few[:0], *m) {
		item := (*m)[name]
		w.text(name)
		w.value(kind.at(&item, asIs))
	}
	w.closeObject(mark)
}

func (m *dictionary[T, K]) isZero() bool { return *m == nil }
