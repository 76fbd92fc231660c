package client

import "fmt"

// extra is a parameter that no method's signature has.
type extra struct {
	name  string
	value any // string, bool, int64 or float64
}

// WithParam sends a parameter that the method does not take: one beyond the core, or one that this package does not
// know yet. It goes into the query of GET and DELETE, else into the body. value is a string, bool, int, int64 or float64.
func WithParam(name string, value any) Option {
	return func(s *settings) {
		if n, ok := value.(int); ok {
			value = int64(n)
		}
		switch value.(type) {
		case string, bool, int64, float64:
		default:
			s.refuse("WithParam: %q has the type %T; wanted a string, bool, int, int64 or float64", name, value)
			return
		}
		if name == "" {
			s.refuse("WithParam: a parameter has no name")
			return
		}
		s.extras = append(s.extras[:len(s.extras):len(s.extras)], extra{name, value})
	}
}

// extend adds parameters to what w has written: after the members of the one object there is, or as its first.
func (w *writer) extend(extras []extra) {
	var m mark
	switch {
	case w.form || len(w.buf) == 0:
		m = w.openObject()
	default:
		w.buf = w.buf[:len(w.buf)-1]
		w.comma = w.buf[len(w.buf)-1] != '{'
	}
	for _, e := range extras {
		w.text(e.name)
		w.extra(e.value)
	}
	w.closeObject(m)
}

func (w *writer) extra(value any) {
	switch v := value.(type) {
	case string:
		w.string(v)
	case bool:
		w.bool(v)
	case int64:
		w.int(v)
	case float64:
		w.float(v)
	default:
		w.fail(fmt.Errorf("%T cannot be sent", value))
	}
}
