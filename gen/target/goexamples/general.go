package goexamples

import (
	"slices"
	"strconv"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// general lists the examples that show no one operation but how things are done: the beginning, errors, retries, paging,
// tests. Each needs an operation that lends itself to it.
func (m *maker) general(list []*shown) []*example {
	var all []*example
	add := func(e *example) {
		if e != nil {
			all = append(all, e)
		}
	}
	add(m.beginning(list))
	add(m.errors(list))
	add(m.retries(list))
	add(m.paging(list))
	add(m.testing(list))
	return all
}

// find returns the first sample that is as wanted, or nil.
func find(list []*shown, wanted func(*shown) bool) *shown {
	if i := slices.IndexFunc(list, wanted); i >= 0 {
		return list[i]
	}
	return nil
}

// beginning makes something, or where nothing is made reads: the first steps with a client.
func (m *maker) beginning(list []*shown) *example {
	s := find(list, func(s *shown) bool { return s.op.Kind == model.Create && s.op.Result != nil && s.op.TestOnly == nil })
	if s == nil {
		s = find(list, func(s *shown) bool { return s.op.Result != nil && s.op.TestOnly == nil })
	}
	if s == nil {
		return nil
	}
	client := m.client.name + ".NewClient(\"" + m.keyHint() + "\")"
	if m.api.Auth == nil {
		client = m.client.name + ".NewClient()"
	}
	return &example{
		doc:    "The client of a mock stands in for " + client + ", which would send the same calls to the API.",
		body:   m.start() + m.fixtures(s.given) + "\n" + s.call(),
		output: s.output,
	}
}

// keyHint stands for a key in a text.
func (m *maker) keyHint() string {
	if m.api.Auth == nil || len(m.api.Auth.Keys) == 0 {
		return "key"
	}
	return m.api.Auth.Keys[0].Name + " key"
}

// errors does a thing twice, of which the second time is refused: best because it was done before.
func (m *maker) errors(list []*shown) *example {
	for _, wanted := range []func(model.Class) bool{
		func(c model.Class) bool { return c == model.NoActionNeeded },
		func(c model.Class) bool { return c != "" },
	} {
		for _, s := range list {
			if s.op.Replay != model.Converging || s.op.Result == nil || s.op.TestOnly != nil || !s.first {
				continue
			}
			if code, status := m.refusedTwice(s); code != nil && wanted(code.Class) {
				return m.refusal(s, code, status)
			}
		}
	}
	return nil
}

// refusedTwice is the code and status that a call is refused with when it is made once more; nil where it is not.
func (m *maker) refusedTwice(s *shown) (*model.ErrorCode, int) {
	answer, ok := m.played(s.given, s.op, s.sample.Args, 2, oneSeed)
	i := slices.IndexFunc(m.api.Errors, func(e *model.ErrorCode) bool { return e.Code == answer.Code })
	if !ok || answer.Status < 400 || i < 0 {
		return nil, 0
	}
	return m.api.Errors[i], answer.Status
}

// refusal shows what can be asked of an error.
func (m *maker) refusal(s *shown, code *model.ErrorCode, status int) *example {
	call := m.calls.Call("client", s.op, s.sample.Args)
	body := m.start() + m.fixtures(s.given) + "\nif _, err := " + call + "; err != nil {\nlog.Fatal(err)\n}\n" +
		"_, err = " + call + " // once more\n" +
		"fmt.Println(errors.Is(err, " + m.client.name + "." + code.Go + "), errors.Is(err, " + m.client.name + "." + classGo[code.Class] + "))\n\n" +
		"var refusal *" + m.client.name + ".Error\nif errors.As(err, &refusal) {\nfmt.Println(refusal.Status, string(refusal.Code), string(refusal.Class()))\n}\n"
	return &example{
		name: "_errors", doc: "A refusal is asked what it is: its code, the class of what can be done about it, its status.",
		body: body, output: []string{"true true", strconv.Itoa(status) + " " + code.Code + " " + string(code.Class)},
	}
}

// classGo are the client's constants of the classes.
var classGo = map[model.Class]string{
	model.NoActionNeeded: "NoActionNeeded", model.FixRequest: "FixRequest", model.OtherCredentials: "OtherCredentials",
	model.WaitAndRetry: "WaitAndRetry", model.ContactSupport: "ContactSupport",
}

// retries reads something of which the first answer is 503.
func (m *maker) retries(list []*shown) *example {
	s := find(list, func(s *shown) bool {
		return s.op.Replay == model.Reading && !lists(s.op) && s.op.Result != nil && s.op.TestOnly == nil
	})
	if s == nil {
		return nil
	}
	fault := m.mock.name + ".Fault{Operation: " + strconv.Quote(s.op.Resource.Name+"."+s.op.Name) + ", Count: 1, Status: 503}"
	body := m.start() + m.fixtures(s.given) + "if err := mock.Order(" + fault + "); err != nil { // the next one fails\nlog.Fatal(err)\n}\n\nvar told " + m.client.name + ".Response\n"
	call := m.calls.Call("client", s.op, s.sample.Args)
	body += "_, err = " + call[:len(call)-1] + ",\n" + m.client.name + ".WithRetryPolicy(" + m.client.name + ".RetryPolicy{Attempts: 3, Wait: time.Millisecond, MaxWait: time.Second}),\n" + m.client.name + ".WithResponse(&told))\n"
	body += "fmt.Println(told.Attempts, told.Status, err)\n"
	return &example{
		name: "_retries", doc: "What only reads is sent again when a server is down for a moment. The waits are short here, for the sake of the example.",
		body: body, output: []string{"2 " + strconv.Itoa(s.op.Success) + " <nil>"},
	}
}

// paging walks through a list in pages of one.
func (m *maker) paging(list []*shown) *example {
	s := find(list, func(s *shown) bool {
		return lists(s.op) && len(s.given) == 2 && len(s.output) == 2 && m.limit(s.op) != nil && s.op.TestOnly == nil
	})
	if s == nil {
		return nil
	}
	limit := m.limit(s.op)
	paged := *s
	sample := *s.sample
	sample.Args = append(slices.Clone(sample.Args), model.Arg{Param: limit, Value: one()})
	paged.sample = &sample
	call := m.calls.Call("client", s.op, sample.Args)
	body := m.start() + m.fixtures(s.given) + "\nn := 0\nfor _, err := range " + call + " {\n" + logFatal + "n++\n}\n" +
		"fmt.Println(n, \"records in\", len(mock.Journal()), \"pages\")\n"
	if !m.singly(&paged) {
		return nil
	}
	return &example{
		name: "_paging", doc: "A list is walked through page by page, and the next page is asked for when it is needed. Pages hold one record here.",
		body: body, output: []string{"2 records in 2 pages"},
	}
}

// singly reports whether a page of the sample holds one record of two.
func (m *maker) singly(s *shown) bool {
	answer, ok := m.played(s.given, s.op, s.sample.Args, 1, oneSeed)
	return ok && answer.Status < 300 && answer.Body.Get(m.api.Page.Data).Len() == 1 && answer.Body.Get(m.api.Page.Total).Int() == 2
}

// one is the number of records on a page of the example.
func one() spec.Data { return spec.Data{Kind: spec.DataInt, Int: 1, Num: 1, Text: "1"} }

// limit is the parameter for the size of a page, if it can be one.
func (m *maker) limit(op *model.Operation) *model.Param {
	i := slices.IndexFunc(op.Params, func(p *model.Param) bool {
		return m.api.Page.Limit != "" && p.Name == m.api.Page.Limit && p.In == model.InQuery && p.Type.Kind == model.Integer && (p.Min == nil || *p.Min <= 1)
	})
	if i < 0 || op.ParamsGo == "" || m.api.Page.Total == "" {
		return nil // without a total, the end shows only by one page more
	}
	return op.Params[i]
}

// testing shows that a test sees what was sent.
func (m *maker) testing(list []*shown) *example {
	s := find(list, func(s *shown) bool {
		return !lists(s.op) && s.op.Result != nil && s.op.TestOnly == nil && s.op.Replay != model.Reading
	})
	if s == nil {
		return nil
	}
	call := m.calls.Call("client", s.op, s.sample.Args)
	body := m.start() + m.fixtures(s.given) + "\nif _, err := " + call + "; err != nil {\nlog.Fatal(err)\n}\n" +
		"for _, x := range mock.Journal() {\nfmt.Println(x.Method, x.Operation, x.Status)\n}\n"
	out := s.op.Method + " " + s.op.Resource.Name + "." + s.op.Name + " " + strconv.Itoa(s.op.Success)
	return &example{
		name: "_testing", doc: "In a test, " + m.mock.name + ".New(t) makes the mock. Its journal has what was sent and answered.",
		body: body, output: []string{out},
	}
}
