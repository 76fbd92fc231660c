// Package prove explores what a lifecycle can come to before anything runs: from every object that the create
// operations can make, by every operation, signal and timer, with values that between them take every turn that the
// spec's conditions know. It says what can never happen, what must not, and by which calls each error is seen. What it
// finds holds of the model, never of the API that the model tells of. It never touches the disk.
package prove

import (
	"maps"
	"slices"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/spec"
	"github.com/chargegen/chargegen/templates/engine"
)

// MaxObjects and MaxTurns bound how many objects of one resource are told apart, and how many ways there are to come to
// them. Beyond either the proof is refused, not endless.
const (
	MaxObjects = 10_000
	MaxTurns   = 200_000
)

// Report is what exploring an API found.
type Report struct {
	API       *model.API
	Resources []*Resource // in spec order
	Tables    []Table     // those that conditions look into, in spec order
	Pairs     []*Pair     // every error that an operation may be refused with, in spec order
	open      tallies     // what was neither seen nor can be ruled out
}

// Table is a look-up table of which conditions read something.
type Table struct {
	Name        string
	Rows, Kinds int // kinds are what conditions can tell apart of the rows
}

// Resource is what exploring one resource found.
type Resource struct {
	Model   *model.Resource
	Objects int            // that were told apart
	Cases   int            // calls, signals and timers that were decided
	States  map[string]int // objects seen in each state
}

// Pair is an operation and an error that it may be refused with.
type Pair struct {
	Operation *model.Operation
	Error     *model.ErrorRef
	Steps     []Step // the shortest sequence found; the last step is refused. Empty where there is none
	open      bool   // that a row which answers so may yet decide
	unplayed  bool   // that the mock does not do what the sequence found says
}

// Step is one thing done on the way to a refusal.
type Step struct {
	Kind      StepKind
	Operation *model.Operation // of a call
	Signal    *model.Signal    // of a signal
	Args      []Arg            // of a call or signal; for others the one that Kind tells
	Key       KeyChoice
	Seconds   int64 // of a wait
}

// StepKind is what a step does.
type StepKind string

// What steps do.
const (
	StepCall   StepKind = "call"
	StepSignal StepKind = "signal"
	StepWait   StepKind = "wait"
	StepFact   StepKind = "fact" // sets a fact of the account, before anything else
)

// KeyChoice is whose key a call goes out with.
type KeyChoice string

// Whose key a call goes out with.
const (
	OwnKey   KeyChoice = ""
	NoKey    KeyChoice = "none"
	OtherKey KeyChoice = "other" // a key of another account
	LiveKey  KeyChoice = "live"  // all steps of a sequence that has one
)

// Arg is a named value. Where From is not 0, it stands in the answer of that step, counted from 1, at Path; a Value
// that is set then is what it is when the answer has nothing there.
type Arg struct {
	Name  string // of a parameter by its key, or of a fact
	Value engine.Value
	From  int
	Path  []string

	own bool // that From counts from the first step of all, not from the first of those that lead to this call
}

// Run explores the API. The findings are positioned in the spec. An error is a fault of this program: an API that was
// built can be explored.
func Run(api *model.API) (*Report, spec.ErrorList, error) {
	p := newProver(api)
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		return nil, nil, err
	}
	p.program = program
	p.gather()
	p.listPairs()
	p.listTables()
	for _, r := range api.Resources {
		p.resource(r)
	}
	p.confirm()
	p.errorFindings()
	p.errs.Sort()
	return p.report, p.errs, nil
}

func newProver(api *model.API) *prover {
	p := &prover{
		api: api, report: &Report{API: api}, told: map[finding]bool{}, large: map[*model.Resource]bool{}, pairs: map[pairKey]*Pair{},
		reps: map[string][]rep{}, first: map[string]*node{},
		success: map[*model.Operation]sequence{}, spends: map[*model.Operation]sequence{},
	}
	p.mint = p.newID
	return p
}

// prover is a proof in the making.
type prover struct {
	api        *model.API
	program    *engine.Program
	interest   interests
	afterwards interests       // of conditions outside the operations that make objects
	worked     map[string]bool // the last names of attributes that are worked out
	given      map[string]bool // those that are not as callers choose: worked out, or found by the API
	read       map[string]bool // the last names of all paths that conditions read
	compared   [][2]string     // last names of paths that conditions compare with each other
	report     *Report
	errs       spec.ErrorList
	told       map[finding]bool
	large      map[*model.Resource]bool // more than may be explored
	pairs      map[pairKey]*Pair
	reps       map[string][]rep // of a resource, by its name
	success    map[*model.Operation]sequence
	first      map[string]*node              // of each resource, the first object made
	spends     map[*model.Operation]sequence // with an object that can be used once
	anyone     []engine.Value                // ids of no object, of every kind
	ids        uint64
	mint       func(prefix string) string // newID, for cases

	rivals      map[*model.Operation]Pairing // of a contest; nil for a proof
	open        map[*model.Operation]bool    // likewise, that a difference may have been missed
	differences []*Difference
}

type pairKey struct {
	op   *model.Operation
	code string
}

// listPairs enters every error of every operation.
func (p *prover) listPairs() {
	for _, r := range p.api.Resources {
		for _, op := range r.Operations {
			for _, e := range op.Errors {
				pair := &Pair{Operation: op, Error: e}
				p.pairs[pairKey{op, e.Error.Code}] = pair
				p.report.Pairs = append(p.report.Pairs, pair)
			}
		}
	}
}

// listTables enters the tables that conditions look into.
func (p *prover) listTables() {
	for _, t := range p.program.API.Tables {
		var cols []string
		for _, name := range slices.Sorted(maps.Keys(p.interest)) {
			cols = append(cols, p.interest[name].tables[t.Name]...)
		}
		if len(cols) == 0 {
			continue
		}
		kinds := map[string]bool{}
		for _, r := range t.Rows {
			kinds[p.rowLabel(t, cols, r.Key)] = true
		}
		p.report.Tables = append(p.report.Tables, Table{t.Name, len(t.Rows), len(kinds)})
	}
}

// finding is a place and what is wrong with it.
type finding struct {
	pos  spec.Pos
	rule string
}

// add enters a finding unless the same was said of the place before.
func (p *prover) add(pos spec.Pos, rule, format string, args ...any) {
	if f := (finding{pos, rule}); !p.told[f] {
		p.told[f] = true
		p.errs.Add(pos, rule, format, args...)
	}
}

// newID makes ids that differ and look as the API's do. They never leave the proof.
func (p *prover) newID(prefix string) string {
	p.ids++
	return p.program.ID(prefix, p.ids)
}
