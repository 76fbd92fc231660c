package client

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// checker gathers everything that is wrong with a call's parameters before anything is sent. It refuses only what is
// known to be wrong.
type checker struct {
	op     *operation
	mode   Mode
	faults []Fault
}

// check begins the check of a call.
func (c *core) check(op *operation) checker { return checker{op: op, mode: c.mode(op)} }

// err returns a *ParamError if there are faults.
func (k *checker) err() error {
	if len(k.faults) == 0 {
		return nil
	}
	return &ParamError{Op: k.op.name, Faults: k.faults}
}

//go:noinline
func (k *checker) fault(param, problem string) {
	k.faults = append(k.faults, Fault{Param: param, Problem: problem})
}

// segment checks a parameter that becomes a segment of the path.
func (k *checker) segment(param, v string) {
	switch {
	case v == "":
		k.fault(param, "is required")
	case v == "." || v == "..":
		k.fault(param, "cannot be "+strconv.Quote(v))
	case strings.ContainsAny(v, "/\\") || strings.ContainsFunc(v, isControl):
		k.fault(param, "cannot have a slash or control character in it")
	}
}

// opaque checks an id of any text that becomes a segment of the path, where a slash is escaped.
func (k *checker) opaque(param, v string) {
	k.segment(param, strings.NewReplacer("/", "-", "\\", "-").Replace(v))
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError }

// id checks that an id is not of the mode that the key cannot see. prefix is what ids of its kind begin with.
func (k *checker) id(param, v, prefix string) {
	mode := idMode(v, prefix)
	if k.mode == ModeUnknown || mode == ModeUnknown || k.mode == mode {
		return
	}
	k.fault(param, "is an id of "+string(mode)+" mode, and the key is of "+string(k.mode)+" mode")
}

// required checks that a text is there.
func (k *checker) required(param, v string) {
	if v == "" {
		k.fault(param, "is required")
	}
}

// given checks that an object, time or alternative is there.
func (k *checker) given(param string, there bool) {
	if !there {
		k.fault(param, "is required")
	}
}

// notNull checks that no field of an object of requests, or of parameters, is null that cannot be. name is the object's
// own on the wire; "" for parameters.
func (k *checker) notNull(name string, o codable) {
	fields, _ := o.fields()
	for i := range fields {
		f := &fields[i]
		if _, state := o.field(i, asIs); state == nil || *state != stateNull || f.form&nullable != 0 {
			continue
		}
		param := f.name
		if name != "" {
			param = name + "[" + param + "]"
		}
		k.fault(param, "cannot be null: leave it out instead")
	}
}

// notNil checks that an object is there where null cannot stand for it.
func (k *checker) notNil(param string, null bool) {
	if null {
		k.fault(param, "cannot be null")
	}
}

// oneOf checks that one field of several is set, or none where nothing may be meant too.
func (k *checker) oneOf(param string, mayBeNone bool, set ...bool) {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	switch {
	case n > 1:
		k.fault(param, "can be one thing only: set one field")
	case n == 0 && !mayBeNone:
		k.fault(param, "is nothing: set one field")
	}
}

// least checks a number's lower limit.
func least[T int64 | float64](k *checker, param string, v, limit T) {
	if v < limit {
		k.fault(param, "must be at least "+number(limit))
	}
}

// most checks a number's upper limit.
func most[T int64 | float64](k *checker, param string, v, limit T) {
	if v > limit {
		k.fault(param, "must be at most "+number(limit))
	}
}

func number[T int64 | float64](v T) string { return strconv.FormatFloat(float64(v), 'f', -1, 64) }

// shortest checks how many characters a text has at least.
func (k *checker) shortest(param, v string, limit int) {
	if utf8.RuneCountInString(v) < limit {
		k.fault(param, "must have at least "+strconv.Itoa(limit)+" characters")
	}
}

// longest checks how many characters a text has at most.
func (k *checker) longest(param, v string, limit int) {
	if utf8.RuneCountInString(v) > limit {
		k.fault(param, "must have at most "+strconv.Itoa(limit)+" characters")
	}
}

// fewest checks how many items a list has at least.
func (k *checker) fewest(param string, n, limit int) {
	if n < limit {
		k.fault(param, "must have at least "+strconv.Itoa(limit)+" items")
	}
}

// mostItems checks how many items a list has at most.
func (k *checker) mostItems(param string, n, limit int) {
	if n > limit {
		k.fault(param, "must have at most "+strconv.Itoa(limit)+" items")
	}
}

// form checks that a text has the form that a regular expression describes.
func (k *checker) form(param, v string, p pattern, expression string) {
	if !p.match(v) {
		k.fault(param, "must match "+expression)
	}
}

// need checks that a parameter is there when a condition makes it required.
func (k *checker) need(param string, required, present bool) {
	if required && !present {
		k.fault(param, "is required here")
	}
}

// exclusive checks that at most one of some parameters is there, or exactly one.
func (k *checker) exclusive(names string, required bool, present ...bool) {
	n := 0
	for _, p := range present {
		if p {
			n++
		}
	}
	switch {
	case n > 1:
		k.fault(names, "cannot be sent together")
	case n == 0 && required:
		k.fault(names, "are missing: one of them is required")
	}
}
