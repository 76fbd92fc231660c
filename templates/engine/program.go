package engine

import (
	"sync"
	"sync/atomic"
)

// Program is an API ready to be played. It is only read, by any number of engines.
type Program struct {
	API       *API
	Classes   []*Class
	classes   map[string]*Class
	shapes    map[string]*shape
	enums     map[string]*enum
	tables    map[string]*table
	errors    map[string]*Error
	failure   map[string]string // message by code
	facts     []*field
	routes    router
	events    *Class // the class whose objects carry an event_key; nil where there is none
	page      *shape
	patterns  sync.Map        // text → *lazyPattern
	spellings sync.Map        // pattern → *spelling
	patterned map[string]bool // the patterns that some object's ids have
	tails     *lazyPattern    // what stands behind the prefix of ids; nil where that is not said
	rings     []*keyring      // in the order of the API's kinds of key
	numbered  []*shape        // every shape, by its number
	secrets   map[string]bool // the attributes that are secret in some shape
	words     func() *words
}

// Class is a resource ready to be played.
type Class struct {
	*shape
	Resource *Resource
	place    int // among the classes
	Calls    []*Call
	Signals  []*Call
	Timers   []*TimerCall
	program  *Program
	clocks   map[string]eval
	windows  map[string]eval
	lets     map[string]*binding
	states   []*state
	byState  map[string]*state
	derive   []assignment
	// conditional says that some state has conditions, which hold for as long as an object is in it.
	conditional bool
	invariants  []test
	size        atomic.Int64 // of the last one that was written
	examples    [2]atomic.Pointer[[]Value]
	read        *Call // the read operation; nil where there is none
	blank       func() *blank
}

// Call is an operation or signal ready to be played.
type Call struct {
	*Operation
	Class     *Class
	params    []*field
	full      string // resource.operation
	byKey     map[string]int
	loads     []*load
	lets      map[string]*binding
	let       []*binding
	guards    []guard
	outcomes  []outcome
	when      test
	exclusive [][]int
	keys      []*keyring // that it takes, the one it needs first; none where no key is needed
	status    map[string]int
	sources   []source // of what it creates
	open      func() []int
	args      []int // the parameters in the path, in its order
	target    int   // the path parameter that names the object; -1 for none
	birthID   int   // the path parameter that is the id of what is made; -1 for none
	alike     bool  // that it reads an object and nothing else counts: while that does not change, so does no answer
	expand    int   // the parameter that asks for whole objects; -1 for none
}

// TimerCall is a timer ready to be played.
type TimerCall struct {
	*Timer
	when   test
	since  int // the attribute it counts from
	after  eval
	effect outcome
}

type state struct {
	name  string
	fixed []assignment // literals
	asked []assignment // conditions
}

type assignment struct {
	at     int
	within []string // members of nested objects
	eval   eval
}

type guard struct {
	deny bool
	test test
	cond *Cond
	seen []eval // the values of the paths in the condition, for explanations
	name []string
	code string
}

type outcome struct {
	when  test // nil for the last
	to    *state
	set   []assignment
	emits string
}

type load struct {
	*Load
	class      *Class
	path       string // of the id
	id, inline eval
}

// Compile checks tables and readies them. It refuses names that refer to nothing.
func Compile(api *API) (*Program, error) {
	p := &Program{
		API:       api,
		classes:   map[string]*Class{},
		shapes:    map[string]*shape{},
		enums:     map[string]*enum{},
		tables:    map[string]*table{},
		errors:    map[string]*Error{},
		failure:   map[string]string{},
		secrets:   map[string]bool{},
		patterned: map[string]bool{},
	}
	if pattern := api.IDs.Pattern; pattern != "" {
		p.tails = newPattern(`^(?:` + pattern + `)$`)
	}
	c := &compiler{p: p, types: map[[2]string]*typ{}}
	p.words = sync.OnceValue(p.newWords)
	c.words()
	c.objects()
	for _, class := range p.Classes {
		c.lifecycle(class)
	}
	for _, class := range p.Classes {
		c.calls(class)
	}
	if c.err != nil {
		return nil, c.err
	}
	for _, f := range c.late {
		f.adjust()
	}
	return p, nil
}

// Class returns the resource called name, or nil.
func (p *Program) Class(name string) *Class { return p.classes[name] }

// Call returns the operation or signal called name, or nil.
func (c *Class) Call(name string) *Call {
	for _, calls := range [][]*Call{c.Calls, c.Signals} {
		for _, call := range calls {
			if call.Name == name {
				return call
			}
		}
	}
	return nil
}

// name is resource.operation.
func (call *Call) name() string { return call.full }
