package engine

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"crypto/sha256"
)

// FaultHeader is the request header that orders a fault for that request: what ParseFault reads.
const FaultHeader = "Mock-Fault"

// Fault is a trouble that was ordered. It meets calls of Operation (all where empty), Count times (for ever where 0),
// each with Probability (always where 0).
type Fault struct {
	Operation   string // resource.operation
	Count       int
	Probability float64

	Latency    time.Duration // before anything else
	Status     int           // answered in place of the operation: 429, 500, 503, …
	Code       string        // in the body of that answer
	RetryAfter time.Duration // in the header of that answer
	Before     bool          // with Damage: before the operation has had its effect
	Damage     Damage
	Media      string // the answer's content type, in place of the true one
}

// faults is what was ordered, the oldest first.
type faults struct {
	mu    sync.Mutex
	list  []*ordered
	any   atomic.Bool
	drawn uint64
}

type ordered struct {
	Fault
	left int
}

// Order adds a fault.
func (e *Engine) Order(f Fault) error {
	if f.Operation != "" && e.program.operation(f.Operation) == nil {
		return fmt.Errorf("unknown operation %q", f.Operation)
	}
	if f.Probability < 0 || f.Probability > 1 || f.Count < 0 || f.Latency < 0 || f.RetryAfter < 0 {
		return fmt.Errorf("a fault's probability is from 0 to 1, its count and times not below 0")
	}
	if f.Status != 0 && (f.Status < 400 || f.Status > 599) {
		return fmt.Errorf("a fault's status is from 400 to 599, not %d", f.Status)
	}
	if f.Damage != NoDamage && f.Damage != Reset && f.Damage != Cut {
		return fmt.Errorf("unknown damage %q; there are %q and %q", f.Damage, Reset, Cut)
	}
	e.faults.add(f)
	return nil
}

func (s *faults) add(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, &ordered{Fault: f, left: f.Count})
	s.any.Store(true)
}

// Faults forgets the faults that were ordered, and returns how many were left.
func (e *Engine) Faults() int { return e.faults.clear() }

func (s *faults) clear() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.list)
	s.list, s.drawn = nil, 0
	s.any.Store(false)
	return n
}

// operation finds resource.operation.
func (p *Program) operation(name string) *Call {
	class, op, _ := strings.Cut(name, ".")
	if c := p.classes[class]; c != nil {
		return c.Call(op)
	}
	return nil
}

// take returns the fault that meets an exchange, nil for none. It reports an error where the exchange orders one in
// words that make no sense.
func (s *faults) take(x *exchange) (*Fault, error) {
	if text := x.in.header.Get(FaultHeader); text != "" {
		f, err := ParseFault(text)
		return &f, err
	}
	if !s.any.Load() {
		return nil, nil
	}
	name := x.call.name()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.list {
		if f.Operation != "" && f.Operation != name || f.Probability > 0 && s.draw(x.e.config.Seed) >= f.Probability {
			continue
		}
		if f.Count > 0 {
			if f.left--; f.left == 0 {
				s.list = append(s.list[:i:i], s.list[i+1:]...)
				s.any.Store(len(s.list) > 0)
			}
		}
		return &f.Fault, nil
	}
	return nil, nil
}

// draw returns the next number from 0 to 1, the same for the same seed.
func (s *faults) draw(seed uint64) float64 {
	s.drawn++
	var text [16]byte
	binary.BigEndian.PutUint64(text[:8], seed)
	binary.BigEndian.PutUint64(text[8:], s.drawn)
	sum := sha256.Sum256(text[:])
	return float64(binary.BigEndian.Uint64(sum[:8])>>11) / (1 << 53)
}

// before is the trouble before the operation. Where it answers, the operation has no effect.
func (f *Fault) before(x *exchange) *answer {
	if f.Latency > 0 {
		x.e.pause(x.in.ctx, f.Latency)
	}
	if f.Damage == Reset && f.Before {
		return &answer{status: http.StatusBadGateway, damage: Reset, explain: "fault: reset before the effect"}
	}
	if f.Status == 0 {
		return nil
	}
	code := f.Code
	if code == "" {
		code = x.e.program.codeFor(f.Status)
	}
	a := x.e.refuse(x.call, code, f.Status, "", "fault: as ordered")
	if f.RetryAfter > 0 {
		a.with("Retry-After", strconv.FormatInt(int64((f.RetryAfter+time.Second-1)/time.Second), 10))
	}
	f.after(a)
	return a
}

// after is the trouble on the answer's way.
func (f *Fault) after(a *answer) {
	a.damage = f.Damage
	if f.Media != "" {
		a.media = header(f.Media)
	}
	if a.damage != NoDamage && a.explain == "" {
		a.explain = "fault: " + string(a.damage) + " after the effect"
	}
}

// codeFor returns the first code of the API that has this status, else the status in words.
func (p *Program) codeFor(status int) string {
	for _, e := range p.API.Errors {
		if e.Status == status {
			return e.Code
		}
	}
	return strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
}

// ParseFault reads a fault written as words with semicolons between: status=503; retry-after=2s; latency=100ms; reset;
// cut; before; code=WORD; media=text/html; operation=thing.close; count=2; probability=0.5.
func ParseFault(text string) (Fault, error) {
	var f Fault
	for _, part := range strings.Split(text, ";") {
		name, val, _ := strings.Cut(strings.TrimSpace(part), "=")
		if name == "" {
			continue
		}
		if err := f.set(strings.TrimSpace(name), strings.TrimSpace(val)); err != nil {
			return f, err
		}
	}
	return f, nil
}

// String writes a fault as ParseFault reads it.
func (f Fault) String() string {
	var words []string
	word := func(name, val string, told bool) {
		if told && val != "" {
			name += "=" + val
		}
		if told {
			words = append(words, name)
		}
	}
	word("status", strconv.Itoa(f.Status), f.Status != 0)
	word("code", f.Code, f.Code != "")
	word("retry-after", f.RetryAfter.String(), f.RetryAfter != 0)
	word("latency", f.Latency.String(), f.Latency != 0)
	word("before", "", f.Before)
	word(string(f.Damage), "", f.Damage != NoDamage)
	word("media", f.Media, f.Media != "")
	word("operation", f.Operation, f.Operation != "")
	word("count", strconv.Itoa(f.Count), f.Count != 0)
	word("probability", strconv.FormatFloat(f.Probability, 'g', -1, 64), f.Probability != 0)
	return strings.Join(words, "; ")
}

func (f *Fault) set(name, val string) (err error) {
	switch name {
	case "status":
		f.Status, err = strconv.Atoi(val)
	case "count":
		f.Count, err = strconv.Atoi(val)
	case "probability":
		f.Probability, err = strconv.ParseFloat(val, 64)
	case "latency":
		f.Latency, err = time.ParseDuration(val)
	case "retry-after":
		f.RetryAfter, err = time.ParseDuration(val)
	case "reset", "cut":
		f.Damage = Damage(name)
	case "before":
		f.Before = true
	case "code":
		f.Code = val
	case "media":
		f.Media = val
	case "operation":
		f.Operation = val
	default:
		return fmt.Errorf("unknown word %q in a fault", name)
	}
	if err != nil {
		return fmt.Errorf("bad %s %q in a fault", name, val)
	}
	return nil
}

// RefuseNext orders that the next call of an operation be refused with a code, before it has any effect. An operation
// that there is not is never called.
func (e *Engine) RefuseNext(operation, code string) {
	status := 0
	if call := e.program.operation(operation); call != nil {
		status = call.status[code]
	}
	if known := e.program.errors[code]; known != nil && status == 0 {
		status = known.Status
	}
	e.faults.add(Fault{Operation: operation, Count: 1, Status: status, Code: code})
}
