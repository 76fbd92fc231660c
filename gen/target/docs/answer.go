package docs

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
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

// answer is what the mock answers to a sample, its clock standing still: nothing where what it needs cannot be made, or
// where it is not answered as the operation promises. First is the whole answer to the operation's first sample, which is
// set by it; to later ones only what is different from it is shown.
func (s *stage) answer(op *model.Operation, sample *model.Sample, first *engine.Value) []Block {
	if s == nil {
		return nil
	}
	e := s.program.New(engine.Config{Base: s.address(op)})
	for _, g := range sample.Given {
		if _, err := e.Given(fixture(g)); err != nil {
			return nil
		}
	}
	rq, err := s.request(op, sample)
	if err != nil {
		return nil
	}
	res, err := e.RoundTrip(rq)
	if err != nil {
		return nil
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != op.Success {
		return nil
	}
	title := "Answer with " + res.Status
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
	var pretty bytes.Buffer
	if json.Indent(&pretty, body, "", "  ") != nil {
		return nil
	}
	return []Block{{Code: &Code{Lang: "json", Title: title, Text: pretty.String()}}}
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

// address is where the operation is served, without a slash at the end.
func (s *stage) address(op *model.Operation) string {
	server := op.Resource.Server
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
	var path strings.Builder
	for _, seg := range op.Path {
		path.WriteString(seg.Text)
		if seg.Param != nil {
			path.WriteString(url.PathEscape(pathValue(sample, seg.Param)))
		}
	}
	var body io.Reader
	if len(members) > 0 {
		body = strings.NewReader("{" + strings.Join(members, ",") + "}")
		header.Set("Content-Type", "application/json")
	}
	rq, err := http.NewRequest(op.Method, engine.MemoryBase+path.String()+"?"+query.Encode(), body)
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
