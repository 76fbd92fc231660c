package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sort"
	"strings"
	"time"
)

// adminPath is where the mock itself is asked and told.
const adminPath = "/_mock/"

// admin answers below /_mock/. It does so for programs on the same machine alone: a page of another site that the
// user's browser has open must not reach it, nor one whose name was made to point here.
func (e *Engine) admin(in *inbound) *answer {
	if why := guarded(in); why != "" {
		return say(http.StatusForbidden, map[string]any{"error": why})
	}
	asked, _ := url.ParseQuery(in.query)
	for _, r := range adminRoutes() {
		if in.path != adminPath+r.path && in.path+"/" != adminPath+r.path || in.method != r.method {
			continue
		}
		args := adminArgs{ID: asked.Get("id")}
		if len(in.body) > 0 {
			d := json.NewDecoder(bytes.NewReader(in.body))
			d.DisallowUnknownFields()
			if err := d.Decode(&args); err != nil {
				return say(http.StatusBadRequest, map[string]any{"error": "the body is not the JSON that is wanted: " + err.Error()})
			}
		}
		got, err := r.do(e, &args)
		if err != nil {
			return say(http.StatusBadRequest, map[string]any{"error": err.Error()})
		}
		return say(http.StatusOK, got)
	}
	return say(http.StatusNotFound, map[string]any{"error": "no such path and method below " + adminPath + "; ask GET " + adminPath})
}

// guarded says why a request may not be let in; it is empty where it may.
func guarded(in *inbound) string {
	if !loopback(in.host) {
		return "the mock's own paths answer on loopback addresses alone"
	}
	switch in.header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return "the mock's own paths refuse requests from other sites"
	}
	if origin := in.header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Host != in.host {
			return "the mock's own paths refuse requests from other sites"
		}
	}
	if in.method == http.MethodPost && len(in.body) > 0 && !strings.HasPrefix(in.header.Get("Content-Type"), "application/json") {
		return "the mock's own paths want application/json"
	}
	return ""
}

// loopback reports whether a Host names this machine.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

func say(status int, body any) *answer {
	b, err := json.MarshalIndent(body, "", "  ")
	if err != nil {
		b = []byte(`{"error": "the answer cannot be written"}`)
	}
	a := &answer{status: status, body: append(b, '\n')}
	a.with("X-Content-Type-Options", "nosniff")
	return a
}

// adminArgs is what a request below /_mock/ may say.
type adminArgs struct {
	Advance string          `json:"advance"` // a duration, for clock
	Set     string          `json:"set"`     // a time, for clock
	Freeze  *bool           `json:"freeze"`
	Of      string          `json:"of"`
	ID      string          `json:"id"`
	Key     string          `json:"key"`
	State   string          `json:"state"`
	Signal  string          `json:"signal"`
	Fault   string          `json:"fault"`
	Params  json.RawMessage `json:"params"`
}

// params is the parameters as values, by key.
func (a *adminArgs) params() (map[string]Value, error) {
	out := map[string]Value{}
	if len(a.Params) == 0 {
		return out, nil
	}
	v, err := ParseJSON(a.Params)
	if err != nil {
		return nil, err
	}
	for i := range v.Len() {
		key, x := v.At(i)
		out[key] = x
	}
	return out, nil
}

type adminRoute struct {
	method, path, doc string
	do                func(e *Engine, args *adminArgs) (any, error)
}

func adminRoutes() []adminRoute {
	return []adminRoute{
		{"GET", "", "what can be asked and told here", adminIndex},
		{"GET", "state", "every object, its account and state", adminState},
		{"GET", "next", "what may be done to an object now, and why the rest is refused: ?id=…", adminNext},
		{"GET", "clock", "the time", adminClock},
		{"POST", "clock", `moves time: {"advance": "168h"}, {"set": "2026-02-01T00:00:00Z"}, {"freeze": false}`, adminMove},
		{"POST", "objects", `makes an object: {"of": …, "key": …, "id": …, "state": …, "params": {…}}`, adminGiven},
		{"POST", "signals", `sends a signal: {"id": …, "signal": …, "params": {…}}`, adminSignal},
		{"GET", "faults", "the faults that were ordered", adminFaults},
		{"POST", "faults", `orders a fault: {"fault": "status=503; operation=thing.close; count=2"}`, adminOrder},
		{"DELETE", "faults", "forgets the faults", adminCalm},
		{"GET", "journal", "the last requests and their answers", adminJournal},
		{"DELETE", "journal", "forgets them", adminForget},
		{"POST", "reset", "forgets everything but the time", adminReset},
	}
}

func adminIndex(e *Engine, _ *adminArgs) (any, error) {
	var list []string
	for _, r := range adminRoutes() {
		list = append(list, r.method+" "+adminPath+r.path+": "+r.doc)
	}
	return map[string]any{"api": e.program.API.Title, "objects": e.objects.Load(), "routes": list}, nil
}

// objectView is one object as /_mock/state shows it.
type objectView struct {
	Of      string `json:"of"`
	ID      string `json:"id"`
	State   string `json:"state,omitempty"`
	Account string `json:"account"`
	Live    bool   `json:"live"`
	Events  int    `json:"events"`
	made    uint64
}

func adminState(e *Engine, _ *adminArgs) (any, error) {
	now := e.clock.Unix()
	list := []objectView{}
	for _, a := range e.everyAccount() {
		e.catchUp(a, now)
		a.mu.RLock()
		var objects []*object
		for _, s := range a.shelves {
			objects = append(objects, s.list...)
		}
		a.mu.RUnlock()
		for _, o := range objects {
			rec, ok := o.load(nil)
			if !ok {
				continue
			}
			o.mu.Lock()
			events := len(o.events)
			o.mu.Unlock()
			c := e.caseOf(a, e.config.Base, now)
			list = append(list, objectView{o.class.Name, o.id, rec.State(c), short(a.name), a.live, events, o.seq})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].made < list[j].made })
	return list, nil
}

func (e *Engine) everyAccount() []*account {
	e.mu.RLock()
	defer e.mu.RUnlock()
	list := make([]*account, 0, len(e.accounts))
	for _, a := range e.accounts {
		list = append(list, a)
	}
	return list
}

func adminClock(e *Engine, _ *adminArgs) (any, error) {
	return map[string]any{"now": e.clock.Now().Format(time.RFC3339Nano), "frozen": e.clock.Frozen()}, nil
}

func adminMove(e *Engine, args *adminArgs) (any, error) {
	if args.Freeze != nil {
		if *args.Freeze {
			e.clock.Freeze()
		} else {
			e.clock.Run()
		}
	}
	if args.Advance != "" {
		d, err := time.ParseDuration(args.Advance)
		if err != nil {
			return nil, errors.New("advance wants a duration such as 168h")
		}
		if err := e.clock.Advance(d); err != nil {
			return nil, err
		}
	}
	if args.Set != "" {
		t, err := time.Parse(time.RFC3339, args.Set)
		if err != nil {
			return nil, errors.New("set wants a time such as 2026-02-01T00:00:00Z")
		}
		if err := e.clock.Set(t); err != nil {
			return nil, err
		}
	}
	return adminClock(e, args)
}

func adminGiven(e *Engine, args *adminArgs) (any, error) {
	params, err := args.params()
	if err != nil {
		return nil, err
	}
	rec, err := e.Given(Fixture{Of: args.Of, ID: args.ID, Key: args.Key, State: args.State, Params: params})
	return e.JSON(rec), err
}

func adminSignal(e *Engine, args *adminArgs) (any, error) {
	params, err := args.params()
	if err != nil {
		return nil, err
	}
	rec, err := e.Signal(args.ID, args.Signal, params)
	return e.JSON(rec), err
}

// JSON is an object as the API writes it.
func (e *Engine) JSON(rec Record) json.RawMessage {
	if rec.Class == nil {
		return json.RawMessage("null")
	}
	r := render{beyond: e.config.Beyond}
	return r.record(nil, rec)
}

func adminFaults(e *Engine, _ *adminArgs) (any, error) {
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	list := make([]faultView, 0, len(e.faults.list))
	for _, f := range e.faults.list {
		left := f.Fault
		left.Count = f.left
		list = append(list, faultView{left.String()})
	}
	return list, nil
}

// faultView is a fault in the words that order it.
type faultView struct {
	Fault string `json:"fault"`
}

func adminOrder(e *Engine, args *adminArgs) (any, error) {
	f, err := ParseFault(args.Fault)
	if err == nil {
		err = e.Order(f)
	}
	return faultView{f.String()}, err
}

func adminCalm(e *Engine, _ *adminArgs) (any, error) {
	return map[string]any{"forgotten": e.Faults()}, nil
}

func adminJournal(e *Engine, _ *adminArgs) (any, error) { return e.Journal(), nil }

func adminForget(e *Engine, _ *adminArgs) (any, error) {
	e.journal.clear()
	return map[string]any{}, nil
}

func adminReset(e *Engine, _ *adminArgs) (any, error) {
	e.Reset()
	return map[string]any{}, nil
}
