package golifecycle

import (
	"slices"

	. "github.com/chargegen/chargegen/gen/internal/jen"
)

// known are the keys of the parts that are there.
type known []string

func (k known) with(more known) known {
	if len(more) == 0 {
		return k
	}
	return append(slices.Clip(k), more...)
}

func (k known) both(l known) known {
	return slices.DeleteFunc(slices.Clone(k), func(key string) bool { return !slices.Contains(l, key) })
}

// rendered is a condition as Go, and what is known to be there if it holds and if it does not.
type rendered struct {
	code    *Statement
	op      string // the operator at its top; "" for none
	plain   bool   // it needs no parentheses anywhere
	size    int    // how many comparisons and flags it has
	yes, no known
}

// render writes a condition as a Go expression that asks for no part before it is known to be there.
func render(n node) *Statement { return renderWith(n, nil).code }

func renderWith(n node, k known) rendered {
	switch n := n.(type) {
	case every:
		return renderList(n, "&&", k)
	case either:
		return renderList(n, "||", k)
	case *same:
		x, y := renderWith(n.x, k), renderWith(n.y, k)
		op := "=="
		if n.not {
			op = "!="
		}
		return rendered{code: x.inside(op).Op(op).Add(y.inside(op)), op: op, size: x.size + y.size}
	case *atom:
		return n.render(k)
	}
	return rendered{code: False()}
}

// renderList writes conditions with an operator between them. Where one of them is asked for, those before it held, or
// with "or" did not, and what is known of that need not be asked again.
func renderList(list []node, op string, k known) rendered {
	out := rendered{op: op}
	codes := make([]*Statement, len(list))
	var passed, left known // what is known where all so far let the next be asked, and where one of them ended it
	compound := false
	for i, x := range list {
		r := renderWith(x, k.with(passed))
		codes[i] = r.inside(op)
		out.size += r.size
		compound = compound || r.op == "&&" || r.op == "||"
		on, off := r.yes, r.no
		if op == "||" {
			on, off = off, on
		}
		if off = passed.with(off); i > 0 {
			off = left.both(off)
		}
		left, passed = off, passed.with(on)
	}
	out.yes, out.no = passed, left
	if op == "||" {
		out.yes, out.no = left, passed
	}
	each := perLine
	if compound && out.size > perLine {
		each = 1
	}
	out.code = joined(op, codes, each)
	return out
}

// inside is the condition as an operand of an operator: in parentheses where it has another of its own.
func (r rendered) inside(op string) *Statement {
	compares := r.op == "==" || r.op == "!="
	switch {
	case r.plain:
		return r.code
	case r.op == "" && (op == "==" || op == "!="):
		return Parens(r.code)
	case r.op == "" || r.op == op && !compares || compares && (op == "&&" || op == "||"):
		return r.code
	}
	return Parens(r.code)
}

// perLine is how many operands stand on a line before it is broken.
const perLine = 4

// joined puts an operator between operands, some of them on a line.
func joined(op string, codes []*Statement, each int) *Statement {
	s := codes[0].Clone()
	for i, c := range codes[1:] {
		s.Op(op)
		if (i+1)%each == 0 {
			s.Line()
		}
		s.Add(c)
	}
	return s
}

// render asks for the parts that are not known to be there, then for the rest.
func (a *atom) render(k known) rendered {
	lack, value := a.lack != a.not, a.yes
	if a.not {
		value = a.no
	}
	var missing []part
	for i, p := range a.parts {
		if !slices.Contains(k, p.key) && (!a.safe || i < len(a.parts)-1) {
			missing = append(missing, p)
		}
	}
	var keys known
	for _, p := range a.parts {
		keys = append(keys, p.key)
	}
	op, codes := "&&", []*Statement(nil)
	out := rendered{yes: keys}
	if lack {
		op, out = "||", rendered{no: keys}
	}
	for _, p := range missing {
		if lack {
			codes = append(codes, p.no)
		} else {
			codes = append(codes, p.there)
		}
	}
	switch {
	case value != nil:
		codes = append(codes, value)
	case len(codes) == 0:
		codes = append(codes, Lit(!lack))
	}
	if len(codes) > 1 {
		out.op = op
	}
	out.plain = a.plain && len(codes) == 1
	out.code, out.size = joined(op, codes, perLine), len(codes)
	return out
}
