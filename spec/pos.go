package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in a spec file. Lines and columns count from 1, columns in bytes. The zero Pos is no place.
type Pos struct {
	File string
	Line int
	Col  int
}

// IsSet reports whether p is a place.
func (p Pos) IsSet() bool { return p.Line > 0 }

// String returns file:line:col.
func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says whether a finding refuses the spec.
type Severity string

const (
	// SeverityError refuses the spec: nothing is generated.
	SeverityError Severity = "error"

	// SeverityWarning is worth mending and refuses nothing.
	SeverityWarning Severity = "warning"
)

// Error is one finding: a place, what is wrong there, and the stable id of the rule that says so.
type Error struct {
	Pos      Pos
	Msg      string
	Rule     string
	Severity Severity
}

// Error returns file:line:col: message [rule-id].
func (e *Error) Error() string {
	if e.Severity == SeverityWarning {
		return fmt.Sprintf("%s: warning: %s [%s]", e.Pos, e.Msg, e.Rule)
	}
	return fmt.Sprintf("%s: %s [%s]", e.Pos, e.Msg, e.Rule)
}

// ErrorList is the findings of one run.
type ErrorList []*Error

// maxFindings is how many findings a list takes. Nobody reads more, and no file may make a run endless.
const maxFindings = 1000

// Add appends an error.
//
//go:noinline
func (l *ErrorList) Add(pos Pos, rule, format string, args ...any) {
	l.put(SeverityError, pos, rule, format, args...)
}

// Warn appends a warning.
func (l *ErrorList) Warn(pos Pos, rule, format string, args ...any) {
	l.put(SeverityWarning, pos, rule, format, args...)
}

// full reports whether nothing more is taken.
func (l *ErrorList) full() bool { return len(*l) > maxFindings }

// put appends a finding. The last that fits is an error that says so, whatever follows.
func (l *ErrorList) put(severity Severity, pos Pos, rule, format string, args ...any) {
	switch {
	case len(*l) < maxFindings:
		*l = append(*l, &Error{Pos: pos, Rule: rule, Msg: fmt.Sprintf(format, args...), Severity: severity})
	case len(*l) == maxFindings:
		*l = append(*l, &Error{Pos: pos, Rule: "too-many", Msg: fmt.Sprintf("there are over %d findings; the rest is left out", maxFindings), Severity: SeverityError})
	}
}

// Sort orders the findings by place and drops repeats.
func (l *ErrorList) Sort() {
	slices.SortStableFunc(*l, func(a, b *Error) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Msg, b.Msg))
	})
	*l = slices.CompactFunc(*l, func(a, b *Error) bool { return *a == *b })
}

// Refuses reports whether any finding is an error rather than a warning.
func (l ErrorList) Refuses() bool {
	return slices.ContainsFunc(l, func(e *Error) bool { return e.Severity == SeverityError })
}

// Error returns one finding a line.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}
