package main

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// charge is a form that charges a card, and hold one that holds the amount. A token is good once, so each names another.
func charge() string {
	return "amount=100000&currency=thb&card=" + newToken() + "&description=2+shirts&metadata[order_id]=A-1&metadata[color]=black"
}

func hold() string { return charge() + "&capture=false" }

var tokens atomic.Uint64

// newToken is the id of a token that was not used before. The mock takes it for that of a card that is approved.
func newToken() string { return fmt.Sprintf("tokn_test_%019d", tokens.Add(1)) }

// requests is how many requests one round sends, and bouts how many rounds there are.
const (
	requests = 20_000
	bouts    = 5
)

// traffic is one kind of load, made anew for each round against a server.
type traffic struct {
	what  string
	least float64 // of the floor's rate
	load  func(s *server, n int) (*load, error)
}

// mock measures the mock under load, beside a handler of fixed bytes under the same load.
func (b *bench) mock() error {
	ours, err := b.serveOurs()
	if err != nil {
		return err
	}
	defer ours.stop()
	floor, err := b.serveStatic()
	if err != nil {
		return err
	}
	defer floor.stop()
	floorRate := 0.0
	for _, t := range []traffic{
		{"GET", 0.75, reads},
		{"create", 0.45, creates},
		{"reverse", 0.45, reverses},
	} {
		mine, theirs, err := compare(t, ours, floor)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("mock: %s, %d connections", t.what, connections)
		b.table.atLeast(what, "a handler of fixed bytes", perSecond(mine.perSecond), perSecond(theirs.perSecond), t.least)
		b.table.atMost(what+": p99", "a handler of fixed bytes", seconds(mine.p99), seconds(theirs.p99), 2)
		if t.what == "GET" {
			floorRate = theirs.perSecond
		}
	}
	return b.peerMocks(floorRate)
}

// compare sends one kind of load to both servers in turns and returns the medians.
func compare(t traffic, ours, floor *server) (outcome, outcome, error) {
	var mine, theirs []outcome
	for range bouts {
		for _, side := range []struct {
			s    *server
			list *[]outcome
		}{{ours, &mine}, {floor, &theirs}} {
			l, err := t.load(side.s, requests)
			if err != nil {
				return outcome{}, outcome{}, err
			}
			got, err := l.run()
			if err != nil {
				return outcome{}, outcome{}, err
			}
			*side.list = append(*side.list, got)
		}
	}
	return middle(mine), middle(theirs), nil
}

func middle(list []outcome) outcome {
	return outcome{
		medianOf(list, func(o outcome) float64 { return o.perSecond }),
		medianOf(list, func(o outcome) time.Duration { return o.p99 }),
	}
}

// reads is a load of reading one charge.
func reads(s *server, n int) (*load, error) {
	ids, err := made(s, 1, charge)
	if err != nil {
		return nil, err
	}
	request := get("/charges/"+ids[0], authorization)
	return &load{address: s.address, count: n, wanted: "200", request: func(int) []byte { return request }}, nil
}

// creates is a load of making charges.
func creates(s *server, n int) (*load, error) {
	return &load{address: s.address, count: n, wanted: "200", request: func(int) []byte { return post("/charges", charge()) }}, nil
}

// reverses is a load of reversing charges that are held, each another one.
func reverses(s *server, n int) (*load, error) {
	ids, err := made(s, n, hold)
	if err != nil {
		return nil, err
	}
	all := make([][]byte, len(ids))
	for i, id := range ids {
		all[i] = post("/charges/"+id+"/reverse", "")
	}
	return &load{address: s.address, count: n, wanted: "200", request: func(i int) []byte { return all[i] }}, nil
}

// made makes charges and returns their ids.
func made(s *server, n int, form func() string) ([]string, error) {
	ids := make([]string, n)
	l := &load{address: s.address, count: n, wanted: "200", request: func(int) []byte { return post("/charges", form()) }}
	l.answers = func(i int, body []byte) { ids[i] = idOf(body) }
	_, err := l.run()
	return ids, err
}

// peerMocks measures mocks that keep no state, on the same floor.
func (b *bench) peerMocks(floorRate float64) error {
	for _, p := range []struct {
		name    string
		request []byte
		count   int
	}{
		{"stripe-mock", get("/v1/charges/ch_123", stripeAuthorization), 4000},
		{"prism", get("/charges/"+chargeID, authorization), 1000},
	} {
		s, err := b.servePeer(p.name)
		if err != nil {
			return err
		}
		if s == nil {
			continue
		}
		l := &load{address: s.address, count: p.count, wanted: "200", request: func(int) []byte { return p.request }}
		got, err := l.run()
		if err = errors.Join(err, s.stop()); err != nil {
			return err
		}
		b.table.atLeast(fmt.Sprintf("the same by %s: GET, %d connections", p.name, connections), "a handler of fixed bytes",
			perSecond(got.perSecond), perSecond(floorRate), 0)
	}
	return nil
}

// start measures how soon a mock answers, and what it holds then.
func (b *bench) start() error {
	type starter struct {
		name  string
		serve func() (*server, error)
		times int
	}
	list := []starter{
		{"chargegen", b.serveOurs, 7},
		{"a handler of fixed bytes", b.serveStatic, 7},
		{"stripe-mock", func() (*server, error) { return b.servePeer("stripe-mock") }, 3},
		{"prism", func() (*server, error) { return b.servePeer("prism") }, 3},
	}
	var ours cost
	for i, st := range list {
		costs, err := starts(st.serve, st.times)
		if err != nil {
			return err
		}
		if len(costs) == 0 {
			continue
		}
		one := cost{medianOf(costs, func(c cost) time.Duration { return c.time }), medianOf(costs, func(c cost) int64 { return c.memory })}
		if i == 0 {
			ours = one
			b.table.absolute("mock: start to first 200", seconds(ours.time), seconds(30*time.Millisecond))
			b.table.absolute("mock: idle memory", kilobytes(ours.memory), number(20, "MiB"))
			continue
		}
		b.table.atMost("mock: start to first 200", st.name, seconds(ours.time), seconds(one.time), 0)
		b.table.atMost("mock: idle memory", st.name, kilobytes(ours.memory), kilobytes(one.memory), 0)
	}
	return nil
}

// starts starts a server several times.
func starts(serve func() (*server, error), times int) ([]cost, error) {
	var costs []cost
	for range times {
		s, err := serve()
		if err != nil || s == nil {
			return nil, err
		}
		time.Sleep(300 * time.Millisecond) // what it does after the first answer is part of being idle
		memory, err := s.memory()
		if err = errors.Join(err, s.stop()); err != nil {
			return nil, err
		}
		costs = append(costs, cost{s.ready, memory})
	}
	return costs, nil
}
