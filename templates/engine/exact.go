package engine

// exact says what a value of a JSON body may not be, where a form would leave it open: null for what is never null, a
// number or a boolean for a text. Text for numbers and booleans is taken, as many callers send it. It is empty where
// the value will do so far.
func (f *field) exact(v Value) string {
	if v.kind == NullKind && !f.Nullable {
		return "must not be null"
	}
	return f.typ.exact(v)
}

func (t *typ) exact(v Value) string {
	switch t.kind {
	case "object":
		return t.exactMembers(v)
	case "list":
		return t.exactElements(v)
	case "map":
		return t.exactMap(v)
	case "union":
		return t.exactUnion(v)
	case "id":
		if v.kind == IntKind {
			return ""
		}
	case "any", "item", "page", "expandable", "integer", "number", "money", "decimal", "boolean":
		return ""
	}
	switch v.kind {
	case BoolKind, IntKind, NumberKind:
		return "must be a text"
	}
	return ""
}

func (t *typ) exactMembers(v Value) string {
	if v.kind != MapKind || t.shape == nil {
		return ""
	}
	for i := range v.Len() {
		key, x := v.At(i)
		if at, ok := t.shape.index[key]; ok {
			if what := t.shape.fields[at].exact(x); what != "" {
				return "has a member " + key + " that " + what
			}
		}
	}
	return ""
}

func (t *typ) exactElements(v Value) string {
	if t.elem == nil || t.elem.kind == "any" {
		return ""
	}
	if v.kind != ListKind {
		return t.elem.exact(v)
	}
	for i := range v.Len() {
		_, x := v.At(i)
		what := t.elem.exact(x)
		if x.kind == NullKind {
			what = "must not be null"
		}
		if what != "" {
			return "has an element " + IntValue(int64(i)).String() + " that " + what
		}
	}
	return ""
}

func (t *typ) exactMap(v Value) string {
	if v.kind != MapKind || t.elem == nil || t.elem.kind == "any" {
		return ""
	}
	for i := range v.Len() {
		key, x := v.At(i)
		what := t.elem.exact(x)
		if x.kind == NullKind {
			what = "must not be null"
		}
		if what != "" {
			return "has a member " + key + " that " + what
		}
	}
	return ""
}

// exactUnion wants one alternative that the value will do for.
func (t *typ) exactUnion(v Value) string {
	what := ""
	for _, alt := range t.alts {
		if structured := alt.kind == "object" || alt.kind == "map"; structured != (v.kind == MapKind) {
			continue
		}
		if what = alt.exact(v); what == "" {
			return ""
		}
	}
	return what
}
