package spec

import (
	"reflect"
	"slices"
)

// merge adds the sections of an included file to doc. Only mappings of names may stand in several files.
func (p *parser) merge(doc, part *Document) {
	if part.API.Pos.IsSet() {
		p.errs.Add(part.API.Pos, "include", "only the root file may have the section \"api\"")
	}
	to, from := reflect.ValueOf(doc).Elem(), reflect.ValueOf(part).Elem()
	for _, k := range keysOf(to.Type()).named {
		m, ok := to.FieldByIndex(k.index).Addr().Interface().(interface{ append(any, *parser) })
		if ok {
			m.append(from.FieldByIndex(k.index).Addr().Interface(), p)
		}
	}
}

// append adds the entries of other, a map of the same type, refusing names that m has.
func (m *Map[T]) append(other any, p *parser) {
	from := other.(*Map[T])
	if !m.Pos.IsSet() {
		m.Pos = from.Pos
	}
	for _, e := range from.Entries {
		if had := m.Get(e.Key.Value); had != nil {
			p.errs.Add(e.Key.Pos, "duplicate-key", "%q is declared before, at %s", e.Key.Value, had.Key.Pos)
			continue
		}
		m.Entries = append(slices.Clip(m.Entries), e)
	}
}
