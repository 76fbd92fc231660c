package model

import (
	"slices"

	"github.com/chargegen/chargegen/spec"
)

// checkCodes checks errors, failures and what names them.
func (b *builder) checkCodes() {
	named := b.namedErrors()
	misspelt := slices.ContainsFunc(b.errs, func(e *spec.Error) bool { return e.Rule == "unknown-error" })
	for i, c := range b.api.Errors {
		src := &b.doc.Errors.Entries[i].Value
		b.checkStatus(src.Status, 400, 599)
		switch {
		case !named[c] && c.Reserved == "" && !misspelt: // else it may be the one that was meant
			b.errorf(c.Pos, "unused-error", "no operation, gate or family names error code %q; say why under reserved, or drop it", c.Code)
		case len(c.Operations) > 0 && src.Reserved.IsSet():
			b.errorf(src.Reserved.Pos, "reserved-used", "error code %q is reserved, but operation %q of %q names it", c.Code, c.Operations[0].Name, c.Operations[0].Resource.Name)
		}
		switch {
		case c.Resolution == "":
			b.errorf(c.Pos, "error-no-resolution", "error code %q does not say what the caller should do; add resolution", c.Code)
		case c.Class == "":
			b.errorf(c.Pos, "error-no-resolution", "error code %q does not say what kind its resolution is; add class", c.Code)
		}
	}
	b.checkFamilies()
	b.checkFailures()
}

// namedErrors are the codes that something answers with, and those that are families.
func (b *builder) namedErrors() map[*ErrorCode]bool {
	gates := b.api.Gates
	named := map[*ErrorCode]bool{gates.Unauthenticated: true, gates.Absent: true, gates.Malformed: true}
	for _, c := range b.api.Errors {
		if len(c.Operations) > 0 {
			named[c] = true
		}
		named[c.Family] = true
	}
	return named
}

// checkFamilies reports codes that are special cases of themselves.
func (b *builder) checkFamilies() {
	done := map[*ErrorCode]bool{}
	for i, c := range b.api.Errors {
		trail := map[*ErrorCode]bool{}
		at := c
		for at != nil && !done[at] && !trail[at] {
			trail[at] = true
			at = at.Family
		}
		if at != nil && trail[at] {
			b.errorf(b.doc.Errors.Entries[i].Value.Family.Pos, "family-cycle", "error code %q is a special case of itself", at.Code)
			b.breakFamily(at)
		}
		for t := range trail {
			done[t] = true
		}
	}
}

// breakFamily cuts a cycle, so that whoever walks families comes to an end.
func (b *builder) breakFamily(c *ErrorCode) {
	for at := c; ; {
		next := at.Family
		at.Family = nil
		if next == c || next == nil {
			return
		}
		at = next
	}
}

// checkFailures wants each failure to have a row that triggers it, or to say why it has none.
func (b *builder) checkFailures() {
	for i, f := range b.api.Failures {
		src := &b.doc.Failures.Entries[i].Value
		switch {
		case len(f.Triggers) == 0 && f.Untestable == "" && len(b.api.Tables) > 0:
			b.warnf(f.Pos, "untriggered-failure", "no row of a table triggers failure code %q; say why under untestable", f.Code)
		case len(f.Triggers) > 0 && src.Untestable.IsSet():
			b.errorf(src.Untestable.Pos, "untriggered-failure", "failure code %q is called untestable, but row %q of table %q triggers it", f.Code, f.Triggers[0].Row.Key, f.Triggers[0].Table.Name)
		}
		for j, alias := range f.Aliases {
			if alias == f {
				b.errorf(src.Aliases[j].Pos, "family-cycle", "failure code %q is an alias of itself", f.Code)
			}
		}
	}
}
