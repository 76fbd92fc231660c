package engine

// maxSteps bounds the calls that lead to a fixture's state.
const maxSteps = 4

// step is an object after one change, and the event that the change leaves behind.
type step struct {
	rec   Record
	emits string
}

// way is the shortest way from rec to a state; nil where there is none of maxSteps.
func (x *exchange) way(rec Record, c *Case, state string) []step {
	type place struct {
		rec  Record
		path []step
	}
	seen := map[string]bool{rec.State(c): true}
	front := []place{{rec: rec}}
	for range maxSteps {
		var next []place
		for _, p := range front {
			for _, s := range x.moves(p.rec, c) {
				name := s.rec.State(c)
				if seen[name] {
					continue
				}
				seen[name] = true
				path := append(append([]step(nil), p.path...), s)
				if name == state {
					return path
				}
				next = append(next, place{s.rec, path})
			}
		}
		front = next
	}
	return nil
}

// moves is what an object may become by one operation, signal or timer, and still keep its invariants.
func (x *exchange) moves(rec Record, c *Case) []step {
	var out []step
	add := func(s step) {
		if s.rec.Broken(c) < 0 {
			out = append(out, s)
		}
	}
	for _, calls := range [][]*Call{rec.Class.Calls, rec.Class.Signals} {
		for _, call := range calls {
			if call.Kind != "action" && call.Kind != "signal" && call.Kind != "update" {
				continue
			}
			k := *c
			k.Self, k.Loads, k.lets, k.known = rec, nil, nil, nil
			k.Params = make([]Value, len(call.params))
			x.ordinary(call, &k)
			if !call.Heeds(&k) || !x.present(call, &k) || call.missing(&k) != nil || call.wanted(&k) != nil {
				continue
			}
			if v := call.Decide(&k); v.Guard < 0 && v.Outcome >= 0 {
				add(step{call.Apply(&k, v.Outcome), call.Emits(v.Outcome)})
			}
		}
	}
	for _, t := range rec.Class.Timers {
		k := *c
		k.Self, k.Params, k.Loads, k.lets, k.known = rec, nil, nil, nil, nil
		if t.Holds(&k) {
			next, emits := t.Apply(&k)
			add(step{next, emits})
		}
	}
	return out
}

// present finds what a call reads among what is there. It reports false where something is not.
func (x *exchange) present(call *Call, k *Case) bool {
	k.Loads = make([]Record, len(call.loads))
	for i, l := range call.loads {
		id := l.id(k)
		if id.IsNull() || id.kind == MapKind {
			continue
		}
		o := x.find(l.class, id.String())
		if o == nil {
			return false
		}
		k.Loads[i], _ = o.load(x.room)
	}
	return true
}

// company makes one object of each class that changes to an object of this class have to name, where there is none.
func (x *exchange) company(class *Class, key string) {
	for _, call := range class.Calls {
		for _, p := range call.params {
			other := p.typ.shape
			if !p.Required || p.In == "path" || p.typ.kind != "id" || other == nil || other.class == nil {
				continue
			}
			if len(x.objects(other.class)) == 0 {
				_, _ = x.e.Given(Fixture{Of: other.Name, Key: key}) // without it there is just no way
			}
		}
	}
}

// ordinary gives a call what it cannot do without and was not given: what the tables show, else what is plainest.
func (x *exchange) ordinary(call *Call, k *Case) {
	for i, p := range call.params {
		if p.Required && i != call.target && k.Params[i].IsNull() {
			k.Params[i] = x.plain(call, p, k)
		}
	}
	for i, set := range call.exclusive {
		given := !call.Exclusive[i].Required
		for _, at := range set {
			given = given || !k.Params[at].IsNull()
		}
		for _, at := range set {
			if !given {
				k.Params[at] = x.plain(call, call.params[at], k)
				given = !k.Params[at].IsNull()
			}
		}
	}
}

// plain is an ordinary value of a parameter; absent where there is none. An id is that of the latest object.
func (x *exchange) plain(call *Call, p *field, k *Case) Value {
	if p.typ.kind == "id" && p.typ.shape != nil && p.typ.shape.class != nil {
		list := x.objects(p.typ.shape.class)
		for i := len(list) - 1; i >= 0; i-- {
			if list[i].id != k.Self.ID() {
				return TextValue(list[i].id)
			}
		}
		return Value{}
	}
	f := &fill{c: k, class: call.Class}
	shown := []Value{p.example(), p.def}
	if at, ok := call.Class.index[p.key()]; ok {
		shown = append(shown, call.Class.fields[at].example())
	}
	if p.typ.kind == "string" {
		shown = append(shown, TextValue(p.key()))
	}
	for _, v := range append(shown, f.within(p, f.zero(p.typ, p.example()))) {
		got, what := p.check(v, nil)
		if got.kind == TimeKind && got.num <= k.Now {
			got.num = k.Now + 24*60*60
		}
		if what == "" && got.kind > NullKind {
			return got
		}
	}
	return Value{}
}
