package model

import (
	"slices"
	"strings"

	"github.com/chargegen/chargegen/spec"
)

// checkOperations checks routes, answers, exclusive sets, support tables and samples.
func (b *builder) checkOperations() {
	routes := map[string]*Operation{}
	b.everyOperation(func(op *Operation) {
		src := b.sources.ops[op]
		b.checkHTTP(src)
		b.checkRoute(op, routes)
		b.checkAnswer(op, src)
		b.checkPlaces(op)
		for i, x := range op.Exclusive {
			b.checkExclusive(x, &src.Exclusive[i])
		}
		b.checkSupports(op, &src.Supports)
		for i, s := range op.Samples {
			b.checkSample(op, s, &src.Samples.Entries[i].Value)
		}
	})
}

// checkHTTP checks method and path as written.
func (b *builder) checkHTTP(src *spec.Operation) {
	method, path, ok := strings.Cut(src.HTTP.Value, " ")
	pos := src.HTTP.Pos
	switch {
	case !slices.Contains(methods, method):
		b.errorf(pos, "bad-http", "unknown method %q; wanted one of %s", method, strings.Join(methods, ", "))
		return
	case !ok:
		b.errorf(pos, "bad-http", "bad route %q: wanted a method and a path, such as GET /things/{id}", src.HTTP.Value)
		return
	}
	pos.Col += len(method) + 1
	if why := badPath(path); why != "" {
		b.errorf(pos, "bad-http", "bad path %q: %s", path, why)
	}
}

// badPath says what is wrong with a path, or nothing.
func badPath(path string) string {
	if !strings.HasPrefix(path, "/") {
		return "wanted a slash in front"
	}
	seen := map[string]bool{}
	for i, segment := range strings.Split(path[1:], "/") {
		if segment == "" && (i > 0 || path != "/") {
			return "wanted something between two slashes and after the last"
		}
		if segment == "." || segment == ".." {
			return "dots alone lead elsewhere"
		}
		if why := badSegment(segment, seen); why != "" {
			return why
		}
	}
	return ""
}

// badSegment says what is wrong between two slashes. Names collects the names in braces.
func badSegment(segment string, names map[string]bool) string {
	for rest := segment; rest != ""; {
		text, after, open := strings.Cut(rest, "{")
		if i := strings.IndexFunc(text, func(r rune) bool { return !isPathRune(r) }); i >= 0 {
			return "wanted letters, digits and any of -._~:@+,!$ besides names in braces"
		}
		if !open {
			return ""
		}
		name, tail, closed := strings.Cut(after, "}")
		switch {
		case !closed:
			return "the brace is never closed"
		case !wordForm.MatchString(name):
			return "wanted a parameter's name between braces"
		case names[name]:
			return "the same parameter stands in it twice"
		case strings.HasPrefix(tail, "{"):
			return "wanted something between two parameters"
		}
		names[name] = true
		rest = tail
	}
	return ""
}

func isPathRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~:@+,!$", r)
}

// checkRoute reports two operations that no request tells apart.
func (b *builder) checkRoute(op *Operation, routes map[string]*Operation) {
	var shape strings.Builder
	shape.WriteString(op.Method + " ")
	if op.Resource.Server != nil {
		shape.WriteString(op.Resource.Server.URL)
	}
	for _, s := range op.Path {
		if s.Param != nil {
			shape.WriteString("{}")
			continue
		}
		shape.WriteString(s.Text)
	}
	had := routes[shape.String()]
	if had == nil {
		routes[shape.String()] = op
		return
	}
	b.errorf(b.sources.ops[op].HTTP.Pos, "duplicate-route", "%s %s is the route of operation %q of %q too, at %s", op.Method, op.Route(), had.Name, had.Resource.Name, b.sources.ops[had].HTTP.Pos)
}

// checkAnswer checks result and status of success.
func (b *builder) checkAnswer(op *Operation, src *spec.Operation) {
	b.checkStatus(src.Success, 200, 299)
	for _, s := range src.Statuses {
		b.checkStatus(s.Code, 100, 599)
	}
	for _, e := range src.Errors {
		b.checkStatus(e.Status, 400, 599)
	}
	if src.Success.IsSet() && src.Success.Value == 204 && op.Result != nil {
		b.errorf(src.Success.Pos, "bad-status", "status 204 has no body, but the operation returns %s; write returns: nothing", op.Result)
	}
	page := op.Result != nil && op.Result.Kind == PageOf
	switch {
	case page && b.api.Page == nil:
		b.errorf(op.Pos, "list-without-page", "operation %q returns a page, but api.page does not say what a page is", op.Name)
	case op.Kind == List && !page:
		b.errorf(op.Pos, "list-without-page", "operation %q lists, so it returns a page of something", op.Name)
	case page && op.Kind == List:
		b.checkPaging(op)
	}
	if op.TestOnly != nil && b.api.Modes == nil {
		b.errorf(src.TestOnly.Pos, "bad-envelope", "operation %q works in test mode alone, but api.modes does not say what that is", op.Name)
	}
}

// checkPaging wants a list to take the parameter by which the next page is asked for, and what says which page and how
// much of it to be of a type that can.
func (b *builder) checkPaging(op *Operation) {
	p := b.api.Page
	for _, by := range []struct {
		style PagingStyle
		name  string
		types []Kind
	}{
		{PagingOffset, p.Offset, []Kind{Integer}},
		{PagingNumber, p.Number, []Kind{Integer}},
		{PagingCursor, p.Cursor, []Kind{String, IDKind}},
		{p.Style, p.Limit, []Kind{Integer}},
	} {
		if by.style != p.Style || by.name == "" {
			continue
		}
		i := slices.IndexFunc(op.Params, func(q *Param) bool { return q.Name == by.name && q.In == InQuery })
		switch {
		case i < 0 && by.name == p.Limit:
		case i < 0:
			b.errorf(op.Pos, "list-without-page", "operation %q lists, but does not take the parameter %q that asks for the next page", op.Name, by.name)
		case op.Params[i].Type != nil && !slices.Contains(by.types, op.Params[i].Type.Kind):
			b.errorf(op.Params[i].Pos, "list-without-page", "parameter %q says which page is wanted, so it is %s, not %s", op.Params[i].Key, by.types[0], op.Params[i].Type)
		}
	}
}

// checkPlaces reports two parameters of one name on the wire in one place.
func (b *builder) checkPlaces(op *Operation) {
	type place struct {
		in   In
		name string
	}
	seen := map[place]*Param{}
	for _, p := range op.Params {
		if p.In == InPath {
			continue
		}
		at := place{p.In, p.Name}
		if had := seen[at]; had != nil {
			b.errorf(p.Pos, "duplicate-param", "parameters %q and %q (at %s) are both called %q in the %s", p.Key, had.Key, had.Pos, p.Name, p.In)
			continue
		}
		seen[at] = p
	}
}

// checkExclusive wants a set that leaves a choice.
func (b *builder) checkExclusive(x *Exclusive, src *spec.Exclusive) {
	if len(src.Params) < 2 {
		b.errorf(src.Pos, "exclusive-required", "a set of %d parameters leaves no choice; wanted two or more", len(src.Params))
		return
	}
	for i, p := range x.Params {
		pos := x.Pos
		if len(x.Params) == len(src.Params) {
			pos = src.Params[i].Pos
		}
		switch {
		case p.Required:
			b.errorf(pos, "exclusive-required", "parameter %q is required, so the others of the set could never be sent", p.Key)
		case p.Default.IsSet():
			b.errorf(pos, "exclusive-required", "parameter %q has a default, so it is there even when another of the set is sent", p.Key)
		case slices.Contains(x.Params[:i], p):
			b.errorf(pos, "exclusive-required", "parameter %q stands in the set twice", p.Key)
		}
	}
}

// checkSupports wants rows to agree with the trait they are said to follow.
func (b *builder) checkSupports(op *Operation, src *spec.Supports) {
	s := op.Supports
	if s == nil {
		return
	}
	for i, row := range s.Rows {
		if row.Value == nil && row.Name == "" && !src.Rows[i].Value.IsSet() {
			b.errorf(src.Rows[i].Pos, "supports-trait", "a row wants a value or a name")
		}
	}
	at := slices.IndexFunc(traitsOf(s.Enum), func(c *Column) bool { return c.Name == s.Trait })
	if s.Trait == "" || at < 0 {
		return
	}
	if t := s.Enum.Traits[at].Type; t != nil && t.Kind != Boolean {
		b.errorf(src.Trait.Pos, "supports-trait", "trait %q is %s; wanted a boolean one", s.Trait, t)
		return
	}
	for i, row := range s.Rows {
		if row.Value != nil && row.Value.Traits[at].Bool != row.Supported {
			b.errorf(src.Rows[i].Supported.Pos, "supports-trait", "%q is supported: %t here, but its trait %q is %t", row.Value.Value, row.Supported, s.Trait, row.Value.Traits[at].Bool)
		}
	}
}

func traitsOf(e *Enum) []*Column {
	if e == nil {
		return nil
	}
	return e.Traits
}

// checkSample wants a sample to send what is required, each of its type.
func (b *builder) checkSample(op *Operation, s *Sample, src *spec.Sample) {
	sent := map[*Param]bool{}
	for _, a := range s.Args {
		sent[a.Param] = true
		b.misfit("example-type", "sample value of "+quote(a.Param.Key), b.fitField(a.Value, &a.Param.Field))
	}
	for _, p := range op.Params {
		if p.Required && !sent[p] {
			b.errorf(s.Pos, "sample-missing-param", "sample %q does not send the required parameter %q", s.Name, p.Key)
		}
	}
	for i, x := range op.Exclusive {
		b.checkSampleChoice(s, x, sent, b.sources.ops[op].Exclusive[i].Pos)
	}
	for i, f := range s.Given {
		b.checkFixture(f, &src.Given[i])
	}
}

func (b *builder) checkSampleChoice(s *Sample, x *Exclusive, sent map[*Param]bool, at spec.Pos) {
	var keys []string
	for _, p := range x.Params {
		if sent[p] {
			keys = append(keys, p.Key)
		}
	}
	switch {
	case len(keys) > 1:
		b.errorf(s.Pos, "sample-missing-param", "sample %q sends %s, of which %s allows one", s.Name, quoted(keys), at)
	case len(keys) == 0 && x.Required && len(x.Params) > 0:
		b.errorf(s.Pos, "sample-missing-param", "sample %q sends none of the parameters of which %s wants one", s.Name, at)
	}
}

// checkFixture wants the parameters of a fixture to be those of its resource's create.
func (b *builder) checkFixture(f *Fixture, src *spec.Fixture) {
	if f.Of == nil {
		return
	}
	if src.ID.IsSet() && !b.isID(f.ID, f.Of.Object) {
		b.errorf(src.ID.Pos, "example-type", "%q is no id of %s", f.ID, f.Of.Name)
	}
	if len(f.With) == 0 {
		return
	}
	at := slices.IndexFunc(f.Of.Operations, func(op *Operation) bool { return op.Kind == Create })
	if at < 0 {
		b.errorf(src.Pos, "unknown-param", "resource %q has no operation that creates, so it takes no parameters", f.Of.Name)
		return
	}
	for _, e := range f.With {
		if p := b.param(f.Of.Operations[at], e.Key); p != nil {
			b.misfit("example-type", "parameter "+quote(p.Key), b.fitField(e.Value, &p.Field))
		}
	}
}
