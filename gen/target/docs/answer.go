package docs

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/chargegen/chargegen/gen/example"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/snippet"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// stage plays samples, each in a mock of its own in which nothing else has happened. It is nil for an API that the engine
// cannot play.
type stage struct {
	api     *model.API
	program *engine.Program
}

func newStage(api *model.API) *stage {
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		return nil
	}
	return &stage{api, program}
}

// answer is what the mock answers to a sample, its clock standing still: nothing where it is not answered as the operation
// promises. First is the whole answer to the operation's first sample, which is set by it; to later ones only what is
// different from it is shown.
func (s *stage) answer(op *model.Operation, sample *model.Sample, first *engine.Value) []Block {
	status, body, ok := s.play(op, sample)
	if !ok {
		return nil
	}
	title := "Answer with " + status
	if len(body) == 0 {
		return []Block{para(words(title + ", with an empty body."))}
	}
	whole, err := engine.ParseJSON(body)
	if err != nil {
		return nil
	}
	if other, ok := differing(whole, *first); ok {
		title, body = title+", where it differs from the first", other.AppendJSON(nil)
	} else if first.Len() == 0 {
		*first = whole
	}
	return []Block{jsonBlock(title, body)}
}

// play makes the call of a sample, after what it needs. It reports false where that cannot be made, or where the answer is
// not the success that the operation promises.
func (s *stage) play(op *model.Operation, sample *model.Sample) (status string, body []byte, ok bool) {
	if s == nil {
		return "", nil, false
	}
	e := s.program.New(engine.Config{Base: s.address(op.Resource)})
	for _, g := range sample.Given {
		if _, err := e.Given(fixture(g)); err != nil {
			return "", nil, false
		}
	}
	rq, err := s.request(op, sample)
	if err != nil {
		return "", nil, false
	}
	res, err := e.RoundTrip(rq)
	if err != nil {
		return "", nil, false
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	return res.Status, body, err == nil && res.StatusCode == op.Success
}

// staged is a sample with what it lacks to be answered: one of the spec with the objects that it names, another with the
// object that it works on in the first state from which it does.
func (s *stage) staged(op *model.Operation, sample *model.Sample) *model.Sample {
	if s == nil || s.answers(op, sample) {
		return sample
	}
	if len(op.Samples) > 0 {
		if full := snippet.Furnished(op, sample); s.answers(op, full) {
			return full
		}
		return sample
	}
	if op.Resource.Lifecycle == nil {
		return sample
	}
	for _, state := range op.Resource.Lifecycle.States {
		other := *sample
		other.Given = nil
		for _, g := range sample.Given {
			if g.Of == op.Resource {
				g = &model.Fixture{Of: g.Of, ID: g.ID, State: state, With: g.With}
			}
			other.Given = append(other.Given, g)
		}
		if s.answers(op, &other) {
			return &other
		}
	}
	return sample
}

// answers reports whether the mock answers a sample as the operation promises.
func (s *stage) answers(op *model.Operation, sample *model.Sample) bool {
	_, _, ok := s.play(op, sample)
	return ok
}

// object is an object of a resource as the mock makes it; nothing where it cannot.
func (s *stage) object(r *model.Resource) []byte {
	if s == nil {
		return nil
	}
	g := &model.Fixture{Of: r, ID: example.ID(s.api, r.Object).Text}
	for _, op := range r.Operations {
		if op.Kind == model.Create && len(op.Samples) == 0 {
			for _, a := range snippet.Samples(s.api, op)[0].Args {
				g.With = append(g.With, spec.Entry[spec.Data]{Key: spec.Text{Value: a.Param.Key}, Value: a.Value})
			}
		}
	}
	e := s.program.New(engine.Config{Base: s.address(r)})
	rec, err := e.Given(fixture(g))
	if err != nil {
		return nil
	}
	return e.JSON(rec)
}

// differing is the members of an object that are not the same in another, if most are.
func differing(v, other engine.Value) (engine.Value, bool) {
	if v.Kind() != engine.MapKind || other.Kind() != engine.MapKind {
		return engine.Value{}, false
	}
	out := engine.MapValue(nil, nil)
	for i := range v.Len() {
		key, x := v.At(i)
		if !bytes.Equal(x.AppendJSON(nil), other.Get(key).AppendJSON(nil)) {
			out = out.With(key, x)
		}
	}
	return out, out.Len() > 0 && 2*out.Len() < v.Len()
}

// address is where a resource is served, without a slash at the end.
func (s *stage) address(r *model.Resource) string {
	server := r.Server
	if server == nil && len(s.api.Servers) > 0 {
		server = s.api.Servers[0]
	}
	if server == nil {
		return ""
	}
	return strings.TrimRight(server.URL, "/")
}

// fixture is an object that a sample needs, as the engine makes it.
func fixture(g *model.Fixture) engine.Fixture {
	f := engine.Fixture{Of: g.Of.Name, ID: g.ID, Params: map[string]engine.Value{}}
	if g.State != nil {
		f.State = g.State.Name
	}
	for _, m := range g.With {
		f.Params[m.Key.Value] = engine.JSONValue(tables.JSON(m.Value))
	}
	return f
}

// request is the call of a sample. Its body is JSON, which the engine reads whatever the API's own encoding is.
func (s *stage) request(op *model.Operation, sample *model.Sample) (*http.Request, error) {
	var members []string
	query, header := url.Values{}, http.Header{}
	for _, a := range sample.Args {
		switch a.Param.In {
		case model.InQuery:
			for _, text := range texts(a) {
				query.Add(a.Param.Name, text)
			}
		case model.InBody:
			members = append(members, stringJSON(a.Param.Name)+":"+string(tables.JSON(a.Value)))
		case model.InHeader:
			header.Set(a.Param.Name, scalarText(a.Value))
		}
	}
	path := op.PathWith(func(p *model.Param) string { return url.PathEscape(pathValue(sample, p)) })
	var body io.Reader
	if len(members) > 0 {
		body = strings.NewReader("{" + strings.Join(members, ",") + "}")
		header.Set("Content-Type", "application/json")
	}
	rq, err := http.NewRequest(op.Method, engine.MemoryBase+path+"?"+query.Encode(), body)
	if err != nil {
		return nil, err
	}
	rq.Header = header
	s.identify(rq, op)
	return rq, nil
}

// pathValue is what a sample puts into the path: its value, or the parameter's example.
func pathValue(sample *model.Sample, p *model.Param) string {
	for _, a := range sample.Args {
		if a.Param == p {
			return scalarText(a.Value)
		}
	}
	return scalarText(p.Example)
}

// texts is the values of an argument in a query, one for each item of a list.
func texts(a model.Arg) []string {
	if len(a.Value.Items) == 0 {
		return []string{scalarText(a.Value)}
	}
	var all []string
	for _, d := range a.Value.Items {
		all = append(all, scalarText(d))
	}
	return all
}

// identify puts the example of the key that the operation takes where the API wants it.
func (s *stage) identify(rq *http.Request, op *model.Operation) {
	if op.Key == nil || s.api.Auth == nil {
		return
	}
	switch s.api.Auth.Scheme {
	case model.AuthBasic:
		rq.SetBasicAuth(op.Key.Example, "")
	case model.AuthBearer:
		rq.Header.Set("Authorization", "Bearer "+op.Key.Example)
	default:
		rq.Header.Set(s.api.Auth.Header, op.Key.Example)
	}
}
