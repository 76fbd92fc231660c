package model

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// checkCondition holds a resolved condition to its types, and to guarding what may be null.
//
// Nothing in a condition may depend on what null is taken for. A path through something that may be null wants a guard
// in the same condition, such as "owner != null && owner.blocked"; so does a path that may be null where its value
// counts: bare, in an ordering, or compared with another path. Compared with a literal by ==, != or in, null is simply
// a value unlike any other, as in CEL, and no guard is wanted. It returns what is known to be there if the condition
// holds, and if it does not.
func (b *builder) checkCondition(c *Condition) (yes, no facts) {
	f := &flow{b: b, refs: c.Refs}
	return f.condition(c.Expr, nil)
}

// flow follows what is known not to be null through the parts of a condition.
type flow struct {
	b    *builder
	refs map[*spec.Path]*Ref
}

// facts are the keys of paths that are known not to be null.
type facts []string

func (k facts) with(more facts) facts {
	if len(more) == 0 {
		return k
	}
	return append(slices.Clip(k), more...)
}

// both are the facts that k and l share.
func (k facts) both(l facts) facts {
	return slices.DeleteFunc(slices.Clone(k), func(key string) bool { return !slices.Contains(l, key) })
}

// condition checks an expression that must be true or false. It returns what is known besides if it is the one or the
// other.
func (f *flow) condition(e spec.Expr, known facts) (yes, no facts) {
	switch e := e.(type) {
	case *spec.Path:
		return f.flag(e, known)
	case *spec.Literal:
		if e.Kind != spec.DataBool {
			f.b.errorf(e.Pos, "condition-type", "%s is no condition; compare something with it", e)
		}
	case *spec.Not:
		no, yes = f.condition(e.X, known)
		return yes, no
	case *spec.In:
		return f.in(e, known), nil
	case *spec.Binary:
		switch e.Op {
		case "&&":
			xYes, xNo := f.condition(e.X, known)
			yYes, yNo := f.condition(e.Y, known.with(xYes))
			return xYes.with(yYes), xNo.both(xYes.with(yNo))
		case "||":
			xYes, xNo := f.condition(e.X, known)
			yYes, yNo := f.condition(e.Y, known.with(xNo))
			return xYes.both(xNo.with(yYes)), xNo.with(yNo)
		}
		return f.compare(e, known)
	}
	return nil, nil
}

// flag checks a path that stands as a condition by itself.
func (f *flow) flag(p *spec.Path, known facts) (yes, no facts) {
	r := f.refs[p]
	if r.class() != classBool {
		f.b.errorf(p.Pos, "condition-type", "%q is %s, no condition; compare it with something", p, r.describe())
		return nil, nil
	}
	f.reach(r, known)
	f.solid(r, known)
	return facts{r.key}, facts{r.key}
}

// reach wants every part of a path but the last to be there.
func (f *flow) reach(r *Ref, known facts) {
	for _, n := range r.nulls {
		if n.key != r.key && !slices.Contains(known, n.key) {
			f.b.errorf(r.Pos, "null-unguarded", "%q needs %q, which may be null; write %s != null && before it", r.Path, n.text, n.text)
			return
		}
	}
}

// solid wants the whole of a path not to be null.
func (f *flow) solid(r *Ref, known facts) {
	for _, n := range r.nulls {
		if n.key == r.key && !slices.Contains(known, n.key) {
			f.b.errorf(r.Pos, "null-unguarded", "%q may be null; write %s != null && before it", r.Path, r.Path)
		}
	}
}

// in checks membership in a list of literals. It returns what is known if it holds.
func (f *flow) in(e *spec.In, known facts) facts {
	p, ok := e.X.(*spec.Path)
	if !ok {
		f.b.errorf(e.X.Place(), "condition-type", "wanted a path before in, found %s", e.X)
		return nil
	}
	r := f.refs[p]
	f.reach(r, known)
	for _, l := range e.List {
		if l.Kind == spec.DataNull {
			f.b.errorf(l.Pos, "condition-type", "a list after in cannot hold null; compare %s with null by ==", p)
			continue
		}
		f.literal(r, l)
	}
	return facts{r.key}
}

// compare checks a comparison: of a path with a literal, of two paths, or of two conditions.
func (f *flow) compare(e *spec.Binary, known facts) (yes, no facts) {
	x, y := e.X, e.Y
	if _, ok := x.(*spec.Literal); ok {
		x, y = y, x
	}
	p, isPath := x.(*spec.Path)
	switch y := y.(type) {
	case *spec.Literal:
		if isPath {
			f.reach(f.refs[p], known)
			return f.withLiteral(e, f.refs[p], y, known)
		}
	case *spec.Path:
		if isPath {
			f.reach(f.refs[p], known)
			f.withPath(e, f.refs[p], f.refs[y], known)
			return nil, nil
		}
	}
	if e.Op != "==" && e.Op != "!=" {
		f.b.errorf(e.Pos, "condition-type", "conditions have no order; compare them by == or !=")
	}
	f.condition(e.X, known)
	f.condition(e.Y, known)
	return nil, nil
}

// withLiteral checks a comparison of a path with a literal.
func (f *flow) withLiteral(e *spec.Binary, r *Ref, l *spec.Literal, known facts) (yes, no facts) {
	equality := e.Op == "==" || e.Op == "!="
	switch {
	case l.Kind == spec.DataNull && !equality:
		f.b.errorf(e.Pos, "condition-type", "null has no order; compare with it by == or !=")
	case l.Kind == spec.DataNull && (r.Clock != nil || r.Window != nil):
		f.b.errorf(r.Pos, "condition-type", "%q is %s, never null", r.Path, r.describe())
	case l.Kind == spec.DataNull && e.Op == "==":
		return nil, facts{r.key}
	case l.Kind == spec.DataNull:
		return facts{r.key}, nil
	case !f.literal(r, l):
	case !equality && r.class() != classNumber:
		f.b.errorf(e.Pos, "condition-type", "%s has no order; compare it by == or !=", r.describe())
	case !equality:
		f.solid(r, known)
	case e.Op == "==":
		return facts{r.key}, nil
	default:
		return nil, facts{r.key}
	}
	return nil, nil
}

// withPath checks a comparison of two paths.
func (f *flow) withPath(e *spec.Binary, r, s *Ref, known facts) {
	f.reach(s, known)
	f.solid(r, known)
	f.solid(s, known)
	x, y := r.class(), s.class()
	if x == classOther || x != y && x != classAny && y != classAny {
		f.b.errorf(e.Pos, "condition-type", "%s cannot be compared with %s", r.describe(), s.describe())
		return
	}
	if x == classText && r.Type.Kind == EnumKind && s.Type.Kind == EnumKind && r.Type.Enum != s.Type.Enum {
		f.b.errorf(e.Pos, "condition-type", "%s cannot be compared with %s", r.describe(), s.describe())
		return
	}
	if e.Op != "==" && e.Op != "!=" && x != classNumber && x != classTime && x != classSpan {
		f.b.errorf(e.Pos, "condition-type", "%s has no order; compare it by == or !=", r.describe())
	}
}

// literal checks that a literal is one that the path may be.
func (f *flow) literal(r *Ref, l *spec.Literal) bool {
	fits := map[spec.DataKind]class{
		spec.DataBool: classBool, spec.DataInt: classNumber, spec.DataNum: classNumber, spec.DataString: classText,
	}
	if c := r.class(); c != classAny && c != fits[l.Kind] {
		f.b.errorf(l.Pos, "condition-type", "%q is %s, which is never %s", r.Path, r.describe(), l)
		return false
	}
	if l.Kind == spec.DataString {
		f.word(r.Type, l)
	}
	return true
}

// word checks that text is one of the words that a type knows.
func (f *flow) word(t *Type, l *spec.Literal) {
	text := spec.Text{Pos: l.Pos, Value: l.Text}
	switch t.Kind {
	case EnumKind:
		f.b.enumWord(t.Enum, text)
	case ErrorType:
		find(f.b, &f.b.errors, text)
	case FailureType:
		find(f.b, &f.b.failures, text)
	case EventType:
		find(f.b, &f.b.events, text)
	}
}

// enumWord reports a word that an enum does not have.
func (b *builder) enumWord(e *Enum, word spec.Text) {
	if e.Value(word.Value) != nil {
		return
	}
	b.errorf(word.Pos, "unknown-value", "enum %q has no value %q%s", e.Name, word.Value, b.suggest(word.Value, b.wordsOf(e)))
}

// wordsOf are the words of an enum, for suggestions.
func (b *builder) wordsOf(e *Enum) []string {
	if b.hints > maxHints {
		return nil
	}
	known := make([]string, len(e.Values))
	for i, v := range e.Values {
		known[i] = v.Value
	}
	return known
}

// class is what values may be compared with what.
type class int

const (
	classOther class = iota // with null alone
	classAny
	classBool
	classNumber
	classText
	classTime
	classSpan // clocks and windows
)

var classes = map[Kind]class{
	Any: classAny, Boolean: classBool, Integer: classNumber, Number: classNumber, Money: classNumber,
	String: classText, URI: classText, Currency: classText, IDKind: classText, EnumKind: classText,
	ErrorType: classText, FailureType: classText, EventType: classText, Datetime: classTime, Date: classTime,
}

// class is that of what a path leads to. A union has the class that all its alternatives share.
func (r *Ref) class() class {
	if r.Clock != nil || r.Window != nil {
		return classSpan
	}
	if r.Type.Kind != Union {
		return classes[r.Type.Kind]
	}
	c := classes[r.Type.Alts[0].Kind]
	for _, alt := range r.Type.Alts {
		if classes[alt.Kind] != c {
			return classOther
		}
	}
	return c
}

// describe says what a path leads to.
func (r *Ref) describe() string {
	switch {
	case r.Clock != nil:
		return "a clock"
	case r.Window != nil:
		return "a window"
	}
	return r.Type.String()
}
