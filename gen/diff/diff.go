// Package diff compares two editions of a spec and says what changed for those who call the API: shapes, and what calls
// do and are refused for. It knows nothing of files and prints nothing; it never judges whether a change is wanted.
package diff

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Severity is what a change asks of those who use the generated Go client.
type Severity string

// The severities, the heaviest first.
const (
	Breaking Severity = "breaking" // code that compiled and worked may not do so any more
	Minor    Severity = "minor"    // there is something more, or something is allowed that was not
	Patch    Severity = "patch"    // only what readers see
)

// Severities are all severities, the heaviest first.
var Severities = []Severity{Breaking, Minor, Patch}

// Change is one thing that is not as it was.
type Change struct {
	Rule     string // its id; stable
	Severity Severity
	Subject  string // what changed, like ticket.close or ticket.status
	Message  string // how, in a sentence without a full stop
	Reason   string // why that is so severe
	Old, New spec.Pos
	Witness  *Witness // a case in which the two editions differ; nil where the change is none of behaviour

	code string // of a decision: what tells it from others of its rule and subject
}

// Pos is the place to look at: in the new edition if it has one.
func (c *Change) Pos() spec.Pos {
	if c.New.IsSet() {
		return c.New
	}
	return c.Old
}

// Report is all that changed, the heaviest first, then by place.
type Report struct {
	Old, New *model.API
	Changes  []*Change
}

// Compare lists what changed from one edition to the next. An error is a fault of this program.
func Compare(old, new *model.API) (*Report, error) {
	d := &differ{old: old, new: new}
	d.api()
	d.enums()
	d.objects()
	d.codes()
	d.tables()
	d.resources()
	if err := d.guards(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.changes, compare)
	return &Report{Old: old, New: new, Changes: d.changes}, nil
}

func compare(a, b *Change) int {
	return cmp.Or(
		cmp.Compare(slices.Index(Severities, a.Severity), slices.Index(Severities, b.Severity)),
		a.Pos().Compare(b.Pos()), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message),
	)
}

// Count is how many changes are of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, c := range r.Changes {
		if c.Severity == s {
			n++
		}
	}
	return n
}

// Verdict is the part of a version by semver.org that has to grow: major, minor, patch or none.
func (r *Report) Verdict() string {
	switch {
	case r.Count(Breaking) > 0:
		return "major"
	case r.Count(Minor) > 0:
		return "minor"
	case r.Count(Patch) > 0:
		return "patch"
	}
	return "none"
}

// Reaches reports whether some change is at least as severe.
func (r *Report) Reaches(s Severity) bool {
	return slices.ContainsFunc(r.Changes, func(c *Change) bool {
		return slices.Index(Severities, c.Severity) <= slices.Index(Severities, s)
	})
}

// differ is a comparison in the making.
type differ struct {
	old, new *model.API
	changes  []*Change
	pairs    []pairing // of the operations that both have
}

// pairing is an operation in both editions.
type pairing struct{ old, new *model.Operation }

// both is the places of one thing.
type both struct{ old, new spec.Pos }

// whole is where the API itself stands.
func (d *differ) whole() both { return both{d.old.Pos, d.new.Pos} }

// add notes a change as severe as its rule says.
func (d *differ) add(rule, subject string, at both, format string, args ...any) *Change {
	r := ruleOf(rule)
	c := &Change{
		Rule: rule, Severity: r.severity, Subject: subject, Message: fmt.Sprintf(format, args...), Reason: r.why, Old: at.old, New: at.new,
	}
	d.changes = append(d.changes, c)
	return c
}

// milder lowers the severity to the other one that the rule has, where ok.
func (c *Change) milder(ok bool) {
	if r := ruleOf(c.Rule); ok && r.milder != "" {
		c.Severity, c.Reason = r.milder, r.whyMilder
	}
}

// match pairs what both lists have by name, in the order of the new one; gone and come are the rest.
func match[T any](old, new []T, name func(T) string) (pairs [][2]T, gone, come []T) {
	at := make(map[string]int, len(old))
	for i, v := range old {
		at[name(v)] = i
	}
	met := make([]bool, len(old))
	for _, v := range new {
		i, ok := at[name(v)]
		if !ok || met[i] {
			come = append(come, v)
			continue
		}
		met[i] = true
		pairs = append(pairs, [2]T{old[i], v})
	}
	for i, v := range old {
		if !met[i] {
			gone = append(gone, v)
		}
	}
	return pairs, gone, come
}

// entry is what is said of one thing of a list: what tells it from the others, what it is in messages, where it stands.
type entry struct {
	name, subject string
	at            spec.Pos
}

// paired matches what both lists have by name. What only one has is noted by the rules kind-removed and kind-added; whole
// is where the lists stand.
func paired[T any](d *differ, kind string, whole both, old, new []T, of func(T) entry) [][2]T {
	pairs, gone, come := match(old, new, func(v T) string { return of(v).name })
	for _, v := range gone {
		d.add(kind+"-removed", of(v).subject, both{of(v).at, whole.new}, "is gone")
	}
	for _, v := range come {
		d.add(kind+"-added", of(v).subject, both{whole.old, of(v).at}, "is new")
	}
	return pairs
}
