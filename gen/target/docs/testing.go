package docs

import (
	"path"
	"strings"
)

// testing is the page of how to try calls without the API itself.
func (b *builder) testing() *Page {
	p := &Page{Slug: slugTesting, Title: "Testing with the mock", Nav: "Testing with the mock"}
	p.Lead = []Block{
		para(words("A mock of the API comes of the same description as these pages: it keeps what is created, refuses what " +
			"the pages say is refused, and lets time pass when it is told to. Nothing that is sent to it leaves the machine.")),
	}
	p.add(b.startMock(), b.mockInGo(), b.mockTime(), b.mockObjects(), b.mockSignals(), mockFaults(), b.testData(), b.testOnly())
	return p
}

// shell is a block for the shell.
func shellBlock(text string) Block { return Block{Code: &Code{Lang: "sh", Text: text}} }

// quoted is text as one word of the shell.
func quoted(s string) string { return "'" + strings.ReplaceAll(clean(s), "'", `'\''`) + "'" }

func (b *builder) startMock() *Section {
	file := fileLabel(path.Base(b.api.SpecFile))
	return section("Start it",
		para(words("On a socket, for any language; point your client’s base address there and use any key of the right form:")),
		shellBlock("chargegen mock --spec "+file+" --addr 127.0.0.1:8080 --clock virtual"),
		para(words("With these pages beside it, whose forms then call it:")),
		shellBlock("chargegen serve --spec "+file))
}

// mockInGo is the mock in the process of a test.
func (b *builder) mockInGo() *Section {
	name := b.api.Name + "mock"
	return section("In a Go test",
		para(words("The generated package "), code(name), words(" is the same mock in the process of the test; it ends with the test.")),
		Block{Code: &Code{Lang: "text", Text: "mock := " + name + ".New(t)\nclient := mock.Client()"}})
}

func (b *builder) mockTime() *Section {
	blocks := []Block{
		para(words("With "), code("--clock virtual"), words(" time stands still until it is moved, and never goes back. What falls due happens before the next call.")),
		shellBlock(`curl "$MOCK/_mock/clock" -H 'Content-Type: application/json' -d '{"advance": "24h"}'`),
	}
	var rows []Row
	for _, r := range b.api.Resources {
		if r.Lifecycle == nil {
			continue
		}
		for _, t := range r.Lifecycle.Timers {
			timer := Text{code(t.Name).to(lifecycleSlug(r), anchorOf("timer", t.Name))}
			rows = append(rows, Row{Cells: []Text{objectLink(r.Object), timer, flat(prose(t.Doc))}})
		}
	}
	if len(rows) > 0 {
		blocks = append(blocks, para(words("What time brings:")), table([]string{"Of", "Timer", "Meaning"}, rows))
	}
	return section("Let time pass", blocks...)
}

// mockObjects is how objects are made in a state.
func (b *builder) mockObjects() *Section {
	for _, r := range b.api.Resources {
		if !hasStates(r) {
			continue
		}
		state := r.Lifecycle.States[len(r.Lifecycle.States)-1].Name
		return section("Begin in a state",
			para(words("An object can be made in the state that a test begins in; it goes there by the shortest way of calls.")),
			shellBlock(`curl "$MOCK/_mock/objects" -H 'Content-Type: application/json' -d `+quoted(`{"of": `+stringJSON(r.Name)+`, "state": `+stringJSON(state)+`}`)))
	}
	return nil
}

// mockSignals is what others than the caller do.
func (b *builder) mockSignals() *Section {
	var rows []Row
	first := ""
	for _, r := range b.api.Resources {
		if r.Lifecycle == nil {
			continue
		}
		for _, s := range r.Lifecycle.Signals {
			if first == "" {
				first = s.Name
			}
			signal := Text{code(s.Name).to(lifecycleSlug(r), anchorOf("signal", s.Name))}
			rows = append(rows, Row{Cells: []Text{objectLink(r.Object), signal, cat(words(s.By)), flat(prose(s.Doc))}})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Do what others do",
		para(words("What is not the caller’s to do is sent to the mock as a signal:")),
		shellBlock(`curl "$MOCK/_mock/signals" -H 'Content-Type: application/json' -d `+quoted(`{"id": "ID", "signal": `+stringJSON(first)+`}`)),
		table([]string{"To", "Signal", "By", "Meaning"}, rows))
}

func mockFaults() *Section {
	return section("Order faults",
		para(words("Faults that no call can bring about are ordered, for one request by a header or for the next ones:")),
		shellBlock("curl \"$MOCK/…\" -H 'Mock-Fault: status=503; retry-after=2s'\n"+
			`curl "$MOCK/_mock/faults" -H 'Content-Type: application/json' -d '{"fault": "status=500; count=2"}'`),
		para(words("A refusal’s header "), code("Mock-Refusal"), words(" says which check failed and what it saw.")))
}

// testData is the tables whose rows bring about failures.
func (b *builder) testData() *Section {
	var rows []Row
	for _, t := range b.api.Tables {
		triggers := 0
		for _, f := range b.api.Failures {
			for _, tr := range f.Triggers {
				if tr.Table == t {
					triggers++
				}
			}
		}
		if triggers > 0 {
			rows = append(rows, Row{Cells: []Text{tableLink(t), cat(words(count(triggers, "row", "rows"))), flat(prose(t.Doc))}})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return section("Test data",
		para(words("Which value brings about which failure stands with each "), plain("failure code").to(slugFailures, ""), words(".")),
		table([]string{"Table", "Bring about a failure", "Meaning"}, rows))
}

// testOnly is the operations that work in test mode alone.
func (b *builder) testOnly() *Section {
	var items []Text
	for _, r := range b.api.Resources {
		for _, op := range r.Operations {
			if op.TestOnly != nil {
				items = append(items, cat(operationLink(op), words(": in live mode refused with "), errorLink(op.TestOnly), words(".")))
			}
		}
	}
	if len(items) == 0 {
		return nil
	}
	return section("Calls for test mode alone", list(items))
}
