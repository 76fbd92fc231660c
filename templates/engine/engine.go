package engine

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Config is how an engine plays. The zero Config is a good one.
type Config struct {
	Seed      uint64
	Clock     *Clock           // the first second of 2026, standing still, where nil
	Base      string           // the address it answers at; taken from each request where empty
	Keys      []string         // the only keys that are let in; any well-formed one where empty
	Facts     map[string]Value // facts of every account
	Strict    bool             // that unknown parameters are refused, and JSON that does not hold to its types
	Beyond    bool             // that attributes beyond the core are sent
	Examples  bool             // that reading an id nobody created answers with the example
	Origins   []string         // web pages that may call the API; * for all
	Journal   int              // how many exchanges are kept; 1,000 where 0, none where below
	Objects   int              // how many objects are kept at most; 1,000,000 where 0
	Admin     bool             // that /_mock/ answers
	Overrides map[string]Override
	Log       *slog.Logger // one line for each exchange; none where nil
}

// Override answers an operation in the engine's place, after the checks of key and shape. It returns the body as JSON.
// The map's key is resource.operation.
type Override func(ctx context.Context, rq *Request) ([]byte, error)

// Request is a call that has passed the checks of key and shape.
type Request struct {
	Operation string // resource.operation
	Key       string
	Live      bool
	Params    Value // by key, those that were sent
}

// Refusal is an error that an Override answers with. Status and Message may be left out for codes of the API.
type Refusal struct {
	Status  int
	Code    string
	Message string
}

// Error returns the message and code.
func (r *Refusal) Error() string { return r.Message + " (" + r.Code + ")" }

// Engine plays one API. All its methods may be called at once.
type Engine struct {
	program *Program
	config  Config
	clock   *Clock
	limit   int64

	mu       sync.RWMutex
	accounts map[accountKey]*account
	nobodys  [2]atomic.Pointer[account] // what was made by calls without a key: in test mode, in live mode
	opened   map[openKey]opened         // by what was sent before and let in
	last     atomic.Pointer[string]     // the address that the last call was sent to

	shared  sync.Map // id → *object, for objects made with a key that is not the account's own
	pages   sync.Map // path → *object, for addresses that were given out
	seq     atomic.Uint64
	objects atomic.Int64
	calls   atomic.Uint64
	faults  faults
	journal journal
	copies  copies
	once    idempotency
}

// openKey is the header that a key was sent in, and the kind it was asked for as.
type openKey struct {
	ring   *keyring
	header string
}

// opened is the key that was sent, and the account that it opened.
type opened struct {
	key     string
	account *account
}

// accountKey tells accounts apart. The one without a name is for calls that need no key and carry none.
type accountKey struct {
	name string
	live bool
}

// account is all that one key sees.
type account struct {
	name  string
	seq   int // how many there were before
	live  bool
	newID func(prefix string) string
	facts atomic.Pointer[[]Value]

	mu      sync.RWMutex
	shelves []shelf // by the number of the class
	events  []*event
	gone    []gone

	timers timers
}

// shelf is the objects of one class in an account.
type shelf struct {
	byID map[string]*object
	list []*object // in the order they were made; never changed but by what is appended
}

// handle is what one object is found by: things of several classes may have the same id.
type handle struct {
	class *Class
	id    string
}

// object is one thing that was created. Its record is replaced, never changed, so reading needs no lock.
type object struct {
	class   *Class
	id      string
	seq     uint64
	account *account
	record  atomic.Pointer[packed] // nil once deleted

	mu      sync.Mutex // held by whoever changes it
	used    bool       // that something was made of it that may be made once
	changed int64
	base    string  // the address that the last change was asked at
	due     []int64 // by timer: when it fires, 0 for never
	fired   []int64 // by timer: for which time it has fired
	events  []*event
}

// load returns the object's record, false once it is deleted.
func (o *object) load(r *room) (Record, bool) {
	k := o.record.Load()
	if k == nil {
		return Record{}, false
	}
	return k.unpack(o.class, r), true
}

// DefaultStart is what the clock shows first where nobody says otherwise.
var DefaultStart = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// New returns an engine in which nothing has happened.
func (p *Program) New(config Config) *Engine {
	e := &Engine{program: p, config: config, clock: config.Clock, limit: int64(config.Objects), accounts: map[accountKey]*account{}, opened: map[openKey]opened{}}
	if e.clock == nil {
		e.clock = NewClock(DefaultStart)
	}
	if e.limit == 0 {
		e.limit = 1_000_000
	}
	if e.config.Overrides == nil {
		e.config.Overrides = map[string]Override{}
	}
	e.journal.size = config.Journal
	if config.Journal == 0 {
		e.journal.size = 1000
	}
	return e
}

// Clock returns the engine's clock.
func (e *Engine) Clock() *Clock { return e.clock }

// Program returns what the engine plays.
func (e *Engine) Program() *Program { return e.program }

// Reset forgets every account, fault and exchange. The clock stays.
func (e *Engine) Reset() {
	e.mu.Lock()
	e.accounts, e.opened = map[accountKey]*account{}, map[openKey]opened{}
	e.nobody(false).Store(nil)
	e.nobody(true).Store(nil)
	e.mu.Unlock()
	e.shared.Clear()
	e.pages.Clear()
	e.last.Store(nil)
	e.objects.Store(0)
	e.seq.Store(0)
	e.calls.Store(0)
	e.faults.clear()
	e.journal.clear()
	e.copies.clear()
	e.once.clear()
}

// known returns an account, nil where nobody asked for it yet.
func (e *Engine) known(name string, live bool) *account {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.accounts[accountKey{name, live}]
}

// account returns the account of a key, made when it is first asked for.
func (e *Engine) account(name string, live bool) *account {
	a := e.known(name, live)
	if a != nil {
		return a
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if a = e.accounts[accountKey{name, live}]; a != nil {
		return a
	}
	a = &account{name: name, live: live, seq: len(e.accounts), newID: e.ids(name, live), shelves: make([]shelf, len(e.program.Classes))}
	facts := make([]Value, len(e.program.facts))
	for i, f := range e.program.facts {
		facts[i] = f.def
		if v, ok := e.config.Facts[f.Name]; ok {
			facts[i], _ = f.typ.read(v, nil)
		}
	}
	a.facts.Store(&facts)
	e.accounts[accountKey{name, live}] = a
	if name == "" {
		e.nobody(live).Store(a)
	}
	return a
}

// nobody is where the account of calls without a key is kept.
func (e *Engine) nobody(live bool) *atomic.Pointer[account] {
	if live {
		return &e.nobodys[1]
	}
	return &e.nobodys[0]
}

// caseOf returns what conditions may look at in an account at a time.
func (e *Engine) caseOf(a *account, base string, now int64) *Case {
	return &Case{Now: now, Live: a.live, Base: base, Facts: *a.facts.Load(), NewID: a.newID}
}

// ids makes the ids of an account, each another. Those of each pattern are counted by themselves: there may be few.
func (e *Engine) ids(account string, live bool) func(form string) string {
	counters := map[string]*atomic.Uint64{"": new(atomic.Uint64)}
	for pattern := range e.program.patterned {
		counters[pattern] = new(atomic.Uint64)
	}
	next := func(pattern string) uint64 { return counters[pattern].Add(1) }
	return func(form string) string { return e.program.makeID(e.config.Seed, account, form, live, next) }
}

// get returns the object that an account sees under an id, nil for none.
func (a *account) get(class *Class, id string) *object {
	a.mu.RLock()
	o := a.shelves[class.place].byID[id]
	a.mu.RUnlock()
	return o
}

// of returns the objects of a class in the order they were made. The slice is never changed.
func (a *account) of(class *Class) []*object {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.shelves[class.place].list
}

// keep puts a new object into its account. It reports false where the engine is full or the id is taken.
func (e *Engine) keep(a *account, rec Record, id string, now int64) (*object, bool) {
	if e.objects.Add(1) > e.limit {
		e.objects.Add(-1)
		return nil, false
	}
	o := &object{class: rec.Class, id: id, account: a, changed: now}
	if n := len(rec.Class.Timers); n > 0 {
		times := make([]int64, 2*n)
		o.due, o.fired = times[:n:n], times[n:]
	}
	o.record.Store(rec.pack())
	a.mu.Lock()
	defer a.mu.Unlock()
	s := &a.shelves[rec.Class.place]
	if s.byID[id] != nil {
		e.objects.Add(-1)
		return nil, false
	}
	o.seq = e.seq.Add(1) // under the lock, so that it rises along each list
	if s.byID == nil {
		s.byID = map[string]*object{}
	}
	s.byID[id], s.list = o, append(s.list, o)
	return o, true
}

func (o *object) handle() handle { return handle{o.class, o.id} }

// drop takes an object out of its account.
func (e *Engine) drop(o *object) {
	a := o.account
	o.record.Store(nil)
	a.mu.Lock()
	defer a.mu.Unlock()
	s := &a.shelves[o.class.place]
	delete(s.byID, o.id)
	kept := make([]*object, 0, len(s.list))
	for _, other := range s.list {
		if other != o {
			kept = append(kept, other)
		}
	}
	s.list = kept
	if p := e.program.API.Page; p != nil && p.Cursor != "" {
		a.gone = bounded(a.gone, gone{o.class, o.id, o.seq})
	}
	e.shared.Delete(o.handle())
	e.objects.Add(-1)
}
