package engine

import "time"

// path readies a path, a trait, a clock or a window.
func (c *compiler) path(x Expr) eval {
	switch x := x.(type) {
	case Self:
		name, rest := split(string(x))
		return c.self(name, rest)
	case Param:
		name, rest := split(string(x))
		return c.param(name, rest)
	case Account:
		name, rest := split(string(x))
		return c.fact(name, rest)
	case Let:
		name, rest := split(string(x))
		return member(c.let(name), rest)
	case Loaded:
		name, rest := split(string(x))
		return c.loaded(name, rest)
	case Elapsed:
		return c.named(c.class.clocks, "clock", string(x))
	case Length:
		return c.named(c.class.windows, "window", string(x))
	case Trait:
		return c.trait(x)
	}
	c.fail("unknown expression %T", x)
	return null
}

func member(e eval, rest []string) eval {
	if len(rest) == 0 {
		return e
	}
	return func(k *Case) Value { return e(k).Dig(rest) }
}

func (c *compiler) named(m map[string]eval, what, name string) eval {
	if e := m[name]; e != nil {
		return e
	}
	c.fail("unknown %s %q", what, name)
	return null
}

func (c *compiler) self(name string, rest []string) eval {
	at, ok := c.class.index[name]
	if !ok {
		c.fail("unknown attribute %q", name)
		return null
	}
	return member(func(k *Case) Value {
		if at >= len(k.Self.Values) {
			return NullValue
		}
		return k.Self.Values[at]
	}, rest)
}

func (c *compiler) param(name string, rest []string) eval {
	at, ok := -1, false
	if c.call != nil {
		at, ok = c.call.byKey[name], c.call.hasParam(name)
	}
	if !ok {
		c.fail("unknown parameter %q", name)
		return null
	}
	def := c.call.params[at].def
	return member(func(k *Case) Value {
		if at >= len(k.Params) {
			return NullValue
		}
		if v := k.Params[at]; v.kind != Absent {
			return v
		}
		return def
	}, rest)
}

func (call *Call) hasParam(name string) bool {
	_, ok := call.byKey[name]
	return ok
}

func (c *compiler) fact(name string, rest []string) eval {
	for i, f := range c.p.facts {
		if f.Name == name {
			return member(func(k *Case) Value {
				if i < len(k.Facts) && k.Facts[i].kind != Absent {
					return k.Facts[i]
				}
				return f.def
			}, rest)
		}
	}
	c.fail("unknown account fact %q", name)
	return null
}

// let finds a name among those of the operation, then those of the resource. An operation's are worked out once a call.
func (c *compiler) let(name string) eval {
	if c.call != nil {
		if b := c.call.lets[name]; b != nil {
			e, n := c.bind(b), len(c.call.let)
			return func(k *Case) Value { return k.remember(b.at, n, e) }
		}
	}
	if b := c.class.lets[name]; b != nil {
		call := c.call
		c.call = nil
		e := c.bind(b)
		c.call = call
		return e
	}
	c.fail("unknown let %q", name)
	return null
}

// Forget makes k take up anew, in the room it has, what was worked out of what it looked at before.
func (k *Case) Forget() { clear(k.known) }

func (k *Case) remember(at, n int, e eval) Value {
	if k.known == nil {
		k.known, k.lets = make([]bool, n), k.room.values(n)
	}
	if !k.known[at] {
		k.lets[at], k.known[at] = e(k), true
	}
	return k.lets[at]
}

func (c *compiler) loaded(name string, rest []string) eval {
	if c.call == nil {
		c.fail("%q is loaded by no operation", name)
		return null
	}
	for i, l := range c.call.loads {
		if l.Name != name || l.class == nil {
			continue
		}
		if len(rest) == 0 {
			return func(k *Case) Value { return k.room.record(k.load(i)) }
		}
		at, ok := l.class.index[rest[0]]
		if !ok {
			c.fail("%q has no attribute %q", name, rest[0])
			return null
		}
		return member(func(k *Case) Value {
			if r := k.load(i); r.Class != nil {
				return r.Values[at]
			}
			return NullValue
		}, rest[1:])
	}
	c.fail("unknown load %q", name)
	return null
}

func (k *Case) load(i int) Record {
	if i < len(k.Loads) {
		return k.Loads[i]
	}
	return Record{}
}

func (c *compiler) trait(x Trait) eval {
	e := c.p.enums[x.Enum]
	if e == nil {
		c.fail("unknown enum %q", x.Enum)
		return null
	}
	for i, name := range e.Traits {
		if name != x.Name {
			continue
		}
		word := c.eval(x.X)
		return func(k *Case) Value {
			if cells := e.words[word(k).text]; i < len(cells) {
				return cells[i]
			}
			return NullValue
		}
	}
	c.fail("enum %q has no trait %q", x.Enum, x.Name)
	return null
}

// clock readies a clock: the nanoseconds since an attribute's time.
func (c *compiler) clock(k Stopwatch) eval {
	at, ok := c.class.index[k.Since]
	if !ok {
		c.fail("clock %q counts from the unknown attribute %q", k.Name, k.Since)
		return null
	}
	return func(k *Case) Value {
		if at >= len(k.Self.Values) || k.Self.Values[at].kind != TimeKind {
			return NullValue
		}
		return IntValue(nanoseconds(k.Now - k.Self.Values[at].num))
	}
}

// nanoseconds returns seconds as nanoseconds, bounded so that no span overflows.
func nanoseconds(seconds int64) int64 {
	const most = int64(1<<63-1) / int64(time.Second)
	return max(-most, min(most, seconds)) * int64(time.Second)
}

// window readies a length of time, in nanoseconds.
func (c *compiler) window(w Window) eval {
	tests := make([]test, len(w.Cases))
	for i := range w.Cases {
		tests[i] = c.test(w.Cases[i].When.Expr)
	}
	return func(k *Case) Value {
		for i, t := range tests {
			if t(k) {
				return IntValue(int64(w.Cases[i].Length))
			}
		}
		return IntValue(int64(w.Default))
	}
}

// paths lists the paths in a condition, each once, and how to read them.
func (c *compiler) paths(x Expr, names []string, reads []eval) ([]string, []eval) {
	for _, part := range parts(x) {
		names, reads = c.paths(part, names, reads)
	}
	name := pathName(x)
	if name == "" {
		return names, reads
	}
	for _, n := range names {
		if n == name {
			return names, reads
		}
	}
	return append(names, name), append(reads, c.eval(x))
}

// parts returns the operands of an operator.
func parts(x Expr) []Expr {
	switch x := x.(type) {
	case And:
		return x
	case Or:
		return x
	case In:
		return x
	case Not:
		return x[:]
	case Eq:
		return x[:]
	case Ne:
		return x[:]
	case Lt:
		return x[:]
	case Le:
		return x[:]
	case Gt:
		return x[:]
	case Ge:
		return x[:]
	}
	return nil
}

// pathName returns the path that x is as conditions write it, empty for anything else.
func pathName(x Expr) string {
	switch x := x.(type) {
	case Self:
		return string(x)
	case Param:
		return "param." + string(x)
	case Account:
		return "account." + string(x)
	case Let:
		return string(x)
	case Loaded:
		return string(x)
	case Elapsed:
		return string(x)
	case Length:
		return string(x)
	case Trait:
		return pathName(x.X) + "." + x.Name
	case Message:
		return pathName(x[0]) + ".message"
	}
	return ""
}
