package client

// kind says how values of one type are read and written, so that lists of them can be. One that read reports to be
// nothing is left out: a null among texts, numbers and the like.
type kind[T any] interface {
	read(d *decoder, p *T) bool
	write(w *writer, p *T)
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

func (direct[T]) read(d *decoder, p *T) bool { return d.item(p) }
func (direct[T]) write(w *writer, p *T)      { w.value(p) }

func (words[T]) read(d *decoder, p *T) bool {
	var text string
	ok := d.item(&text)
	*p = T(text)
	return ok
}

func (words[T]) write(w *writer, p *T) { w.string(string(*p)) }

func (ids) read(d *decoder, p *string) bool { return d.item((*numericID)(p)) }
func (ids) write(w *writer, p *string)      { w.id(*p) }

func (objects[T]) read(d *decoder, p **T) bool { return d.item(object(p, d.access())) }
func (objects[T]) write(w *writer, p **T)      { w.value(object(p, asIs)) }

func (lists[T, K]) read(d *decoder, p *[]T) bool { return d.item((*list[T, K])(p)) }
func (lists[T, K]) write(w *writer, p *[]T)      { w.value((*list[T, K])(p)) }

func (dictionaries[T, K]) read(d *decoder, p *map[string]T) bool {
	return d.item((*dictionary[T, K])(p))
}
func (dictionaries[T, K]) write(w *writer, p *map[string]T) { w.value((*dictionary[T, K])(p)) }

// item reads an item of a list or dictionary, or a null, and reports whether it counts.
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
		if last := len(items) - 1; !kind.read(d, &items[last]) {
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
		kind.write(w, &(*l)[i])
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
		if kind.read(d, item) {
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
		kind.write(w, &item)
	}
	w.closeObject(mark)
}

func (m *dictionary[T, K]) isZero() bool { return *m == nil }
