package client

import (
	"errors"
	"time"
)

// A value is read and written through a pointer to it. Those of the commonest types are told apart here; a type of
// another name is pointed at as what it is made of, such as (*string)(&o.Status).

// numericID is an id that may be a number in JSON, whose text it is then.
type numericID string

// composite is a value that reads and writes itself: a list, an object with names of any kind, a union, an Expandable.
// A null is its zero value.
type composite interface {
	read(d *decoder)
	write(w *writer)
	isZero() bool
}

// value reads a value into what p points at.
func (d *decoder) value(p any) {
	switch p := p.(type) {
	case *string:
		*p = d.string()
	case *numericID:
		*p = numericID(d.id())
	case *int64:
		*p = d.int()
	case *float64:
		*p = d.float()
	case *bool:
		*p = d.bool()
	case *time.Time:
		*p = d.time()
	case *any:
		*p = d.any()
	case *Metadata:
		*p = d.metadata()
	case nil:
		d.mismatch("an object")
	case codable:
		d.fields(p)
	case composite:
		p.read(d)
	default:
		d.fail("this package cannot read what is wanted here")
	}
}

var errUnknownType = errors.New("a value is of a type that this package cannot write")

// value writes the value that p points at.
func (w *writer) value(p any) {
	switch p := p.(type) {
	case *string:
		w.string(*p)
	case *numericID:
		w.id(string(*p))
	case *int64:
		w.int(*p)
	case *float64:
		w.float(*p)
	case *bool:
		w.bool(*p)
	case *time.Time:
		w.time(*p)
	case *any:
		w.any(*p)
	case *Metadata:
		w.any(*p)
	case nil:
		w.null()
	case codable:
		w.fields(p)
	case composite:
		p.write(w)
	default:
		w.fail(errUnknownType)
	}
}

// isZero reports whether p points at a zero value.
func isZero(p any) bool {
	switch p := p.(type) {
	case *string:
		return *p == ""
	case *numericID:
		return *p == ""
	case *int64:
		return *p == 0
	case *float64:
		return *p == 0
	case *bool:
		return !*p
	case *time.Time:
		return p.IsZero()
	case *any:
		return *p == nil
	case *Metadata:
		return *p == nil
	case nil:
		return true
	case composite:
		return p.isZero()
	}
	return false
}

// setZero makes what p points at the zero value.
func setZero(p any) {
	switch p := p.(type) {
	case *string:
		*p = ""
	case *numericID:
		*p = ""
	case *int64:
		*p = 0
	case *float64:
		*p = 0
	case *bool:
		*p = false
	case *time.Time:
		*p = time.Time{}
	case *any:
		*p = nil
	case *Metadata:
		*p = nil
	case composite:
		p.read(&decoder{text: []byte("null")})
	}
}

// isPlain reports whether the zero value of what p points at is a value like others, so that it cannot stand for
// nothing.
func isPlain(p any) bool {
	switch p.(type) {
	case *string, *numericID, *int64, *float64, *bool, *time.Time, interface{ isText() }:
		return true
	}
	return false
}
