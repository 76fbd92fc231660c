package engine

// Reader readies a condition or value as the operation would read it, for those who explore an API without playing it.
func (call *Call) Reader(x Expr) (func(*Case) Value, error) {
	c := &compiler{p: call.Class.program, class: call.Class, call: call}
	e := c.eval(x)
	return e, c.err
}

// Reader readies a condition or value as the class would read it, outside any operation.
func (class *Class) Reader(x Expr) (func(*Case) Value, error) {
	c := &compiler{p: class.program, class: class}
	e := c.eval(x)
	return e, c.err
}

// Assumed makes the object that an id nobody created is taken to mean: one in the state of that name, or the example.
func (class *Class) Assumed(c *Case, id, state string) Record {
	k := *c
	return class.putIn(state, &k, class.exemplar(&k, id))
}

// Lacks returns the parameter that the case should carry and does not, empty for none.
func (call *Call) Lacks(c *Case) string {
	for _, lacking := range []*fault{call.missing(c), call.wanted(c)} {
		if lacking != nil {
			return lacking.param
		}
	}
	return ""
}

// Takes reads a value that was sent for parameter i, and reports whether it is of the right shape and within limits.
func (call *Call) Takes(i int, v Value) (Value, bool) {
	got, what := call.params[i].check(v, nil)
	return got, what == ""
}

// ID returns the id number n of what has ids of a form, in test mode.
func (p *Program) ID(form string, n uint64) string {
	return p.makeID(0, "", form, false, func(string) uint64 { return n })
}

// Unix returns the time that v is, in seconds since 1970; 0 for what is no time.
func (v Value) Unix() int64 {
	if v.kind != TimeKind {
		return 0
	}
	return v.num
}
