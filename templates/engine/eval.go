package engine

import (
	"math/big"
	"strings"
	"time"
)

// Case is all that conditions and values may look at. Facts, Params and Loads stand in the order of the tables; what
// is missing there is absent.
type Case struct {
	Now    int64 // seconds since 1970
	Live   bool
	Base   string // the address the engine answers at
	Facts  []Value
	Self   Record // zero before the object exists
	Params []Value
	Loads  []Record                 // zero where nothing is loaded
	NewID  func(form string) string // makes an id that begins so; one that matches it, where it is the pattern of an object's ids

	room  *room  // nil outside an exchange
	id    string // of the object that is created; a fresh one where empty
	lets  []Value
	known []bool
}

// Record is the attributes of one object, in the order of its class. Change makes a new one.
type Record struct {
	Class  *Class
	Values []Value

	state *state  // that the last change led to; nil where none did
	from  *packed // that it was unpacked from
}

// Get returns the attribute called name, absent if there is none.
func (r Record) Get(name string) Value {
	if r.Class != nil {
		if i, ok := r.Class.index[name]; ok {
			return r.Values[i]
		}
	}
	return Value{}
}

// Value returns the record as a map.
func (r Record) Value() Value {
	return (*room)(nil).record(r)
}

type (
	eval func(*Case) Value
	test func(*Case) bool
)

// binding is a let. It is bound when it is first referred to.
type binding struct {
	*Binding
	at      int
	eval    eval
	binding bool
}

// bind readies a let and refuses one that refers to itself.
func (c *compiler) bind(b *binding) eval {
	if b.eval == nil {
		if b.binding {
			c.fail("let %q refers to itself", b.Name)
			return null
		}
		b.binding = true
		b.eval = c.eval(b.Value)
	}
	return b.eval
}

func null(*Case) Value { return NullValue }

// test readies a condition. What is not boolean does not hold.
func (c *compiler) test(x Expr) test {
	switch x := x.(type) {
	case And:
		return c.all(x)
	case Or:
		return c.any(x)
	case Not:
		t := c.test(x[0])
		return func(k *Case) bool { return !t(k) }
	case Eq:
		a, b := c.eval(x[0]), c.eval(x[1])
		return func(k *Case) bool { return a(k).Equal(b(k)) }
	case Ne:
		a, b := c.eval(x[0]), c.eval(x[1])
		return func(k *Case) bool { return !a(k).Equal(b(k)) }
	case Lt:
		return c.order(x, func(n int) bool { return n < 0 })
	case Le:
		return c.order(x, func(n int) bool { return n <= 0 })
	case Gt:
		return c.order(x, func(n int) bool { return n > 0 })
	case Ge:
		return c.order(x, func(n int) bool { return n >= 0 })
	case In:
		return c.in(x)
	}
	e := c.eval(x)
	return func(k *Case) bool { return e(k).Bool() }
}

func (c *compiler) tests(xs []Expr) []test {
	ts := make([]test, len(xs))
	for i, x := range xs {
		ts[i] = c.test(x)
	}
	return ts
}

func (c *compiler) all(xs []Expr) test {
	ts := c.tests(xs)
	return func(k *Case) bool {
		for _, t := range ts {
			if !t(k) {
				return false
			}
		}
		return true
	}
}

func (c *compiler) any(xs []Expr) test {
	ts := c.tests(xs)
	return func(k *Case) bool {
		for _, t := range ts {
			if t(k) {
				return true
			}
		}
		return false
	}
}

func (c *compiler) order(x [2]Expr, holds func(int) bool) test {
	a, b := c.eval(x[0]), c.eval(x[1])
	return func(k *Case) bool {
		n, ok := a(k).compare(b(k))
		return ok && holds(n)
	}
}

func (c *compiler) in(xs In) test {
	if len(xs) == 0 {
		return func(*Case) bool { return false }
	}
	x, list := c.eval(xs[0]), c.evals(xs[1:])
	return func(k *Case) bool {
		v := x(k)
		for _, e := range list {
			if v.Equal(e(k)) {
				return true
			}
		}
		return false
	}
}

func (c *compiler) evals(xs []Expr) []eval {
	es := make([]eval, len(xs))
	for i, x := range xs {
		es[i] = c.eval(x)
	}
	return es
}

// eval readies a value.
func (c *compiler) eval(x Expr) eval {
	if v, ok := literal(x); ok {
		return func(*Case) Value { return v }
	}
	switch x := x.(type) {
	case And, Or, Not, Eq, Ne, Lt, Le, Gt, Ge, In:
		t := c.test(x)
		return func(k *Case) Value { return BoolValue(t(k)) }
	case Now:
		return func(k *Case) Value { return TimeValue(k.Now) }
	case Base:
		return func(k *Case) Value { return TextValue(k.Base) }
	case NewID:
		return func(k *Case) Value { return k.newID(string(x)) }
	case Format:
		return c.format(x)
	case First:
		return first(c.evals(x))
	case Upper:
		return upper(c.eval(x[0]))
	case Lookup:
		return c.lookup(x)
	case Plus:
		return plus(c.eval(x[0]), c.eval(x[1]))
	case Sum:
		return c.sum(x)
	case Message:
		return c.message(x)
	case Percent:
		of, rate := c.eval(x.Of), c.eval(x.Rate)
		return func(k *Case) Value { return percent(of(k), rate(k), x.Round) }
	}
	return c.path(x)
}

func (k *Case) newID(form string) Value {
	if k.NewID == nil {
		return TextValue(form)
	}
	return TextValue(k.NewID(form))
}

func (c *compiler) format(x Format) eval {
	pieces := c.evals(x)
	return func(k *Case) Value {
		var room [128]byte
		b := room[:0]
		for _, e := range pieces {
			b = append(b, e(k).String()...)
		}
		return TextValue(string(b))
	}
}

func first(es []eval) eval {
	return func(k *Case) Value {
		for _, e := range es {
			if v := e(k); !v.IsNull() {
				return v
			}
		}
		return NullValue
	}
}

func upper(e eval) eval {
	return func(k *Case) Value {
		v := e(k)
		if v.kind == TextKind {
			v.text = strings.ToUpper(v.text)
		}
		return v
	}
}

func (c *compiler) lookup(x Lookup) eval {
	t := c.p.tables[x.Table]
	if t == nil {
		c.fail("unknown table %q", x.Table)
		return null
	}
	other, ok := t.rows[x.Default]
	if !ok {
		other = NullValue
	}
	key := c.eval(x.Key)
	return func(k *Case) Value {
		if row, ok := t.rows[key(k).String()]; ok {
			return row
		}
		return other
	}
}

func plus(at, length eval) eval {
	return func(k *Case) Value {
		v := at(k)
		if v.kind != TimeKind {
			return NullValue
		}
		return TimeValue(v.num + length(k).Int()/int64(time.Second))
	}
}

// sum readies a sum. What is null counts as nothing; where all is null, so is the sum.
func (c *compiler) sum(xs Sum) eval {
	signs := make([]int64, len(xs))
	es := make([]eval, len(xs))
	for i, x := range xs {
		signs[i] = 1
		if m, ok := x.(Minus); ok {
			signs[i], x = -1, m[0]
		}
		es[i] = c.eval(x)
	}
	return func(k *Case) Value {
		sum := NullValue
		for i, e := range es {
			if v := e(k); v.kind == IntKind {
				sum = IntValue(sum.num + signs[i]*v.num)
			}
		}
		return sum
	}
}

// message readies the sentence that goes with the code of a failure or an error.
func (c *compiler) message(x Message) eval {
	code, p := c.eval(x[0]), c.p
	return func(k *Case) Value {
		v := code(k)
		if text, ok := p.failure[v.text]; ok {
			return TextValue(text)
		}
		if known := p.errors[v.text]; known != nil {
			return TextValue(known.Message)
		}
		return NullValue
	}
}

// smallPercent is percent where everything fits into 64 bits. It reports false where it may not.
func smallPercent(of int64, rate, round string) (int64, bool) {
	const most = 1 << 31
	if of <= -most || of >= most || len(rate) == 0 || len(rate) > 9 {
		return 0, false
	}
	num, den, dot := int64(0), int64(100), false
	for _, c := range []byte(rate) {
		switch {
		case c >= '0' && c <= '9':
			num = num*10 + int64(c-'0')
			if dot {
				den *= 10
			}
		case c == '.' && !dot:
			dot = true
		default:
			return 0, false
		}
	}
	if num >= most {
		return 0, false
	}
	quo, rem := of*num/den, of*num%den
	twice := 2 * max(rem, -rem)
	away := twice >= den
	switch round {
	case "up":
		away = rem != 0
	case "down":
		away = false
	case "half_even":
		away = twice > den || twice == den && quo%2 != 0
	}
	switch {
	case away && of < 0:
		quo--
	case away:
		quo++
	}
	return quo, true
}

// percent returns rate percent of a whole number, exactly, then rounded.
func percent(of, rate Value, round string) Value {
	if of.kind != IntKind || rate.IsNull() {
		return NullValue
	}
	if n, ok := smallPercent(of.num, rate.String(), round); ok {
		return IntValue(n)
	}
	r, ok := new(big.Rat).SetString(rate.String())
	if !ok || len(rate.text) > 32 || strings.ContainsAny(rate.text, "eE") {
		return NullValue
	}
	num := new(big.Int).Mul(r.Num(), big.NewInt(of.num))
	den := new(big.Int).Mul(r.Denom(), big.NewInt(100))
	quo, rem := new(big.Int).QuoRem(num, den, new(big.Int))
	twice := new(big.Int).Abs(rem)
	half := twice.Lsh(twice, 1).Cmp(den)
	away := false
	switch round {
	case "up":
		away = rem.Sign() != 0
	case "down":
	case "half_even":
		away = half > 0 || half == 0 && quo.Bit(0) == 1
	default:
		away = half >= 0
	}
	if away {
		quo.Add(quo, big.NewInt(int64(num.Sign())))
	}
	if !quo.IsInt64() {
		return NullValue
	}
	return IntValue(quo.Int64())
}
