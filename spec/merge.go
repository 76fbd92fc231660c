package spec

import "reflect"

// merge adds the sections of an included file to doc. Only mappings of names may stand in several files.
func (p *parser) merge(doc, part *Document) {
	if part.API.Pos.IsSet() {
		p.errs.Add(part.API.Pos, "include", "only the root file may have the section \"api\"")
	}
	to, from := reflect.ValueOf(doc).Elem(), reflect.ValueOf(part).Elem()
	keys := keysOf(to.Type())
	for _, k := range append(keys.named[:len(keys.named):len(keys.named)], *keys.annotations) {
		m, ok := to.FieldByIndex(k.index).Addr().Interface().(interface{ add(any, *parser) })
		if ok {
			m.add(from.FieldByIndex(k.index).Addr().Interface(), p)
		}
	}
}

// add adds the entries of other, a map of the same type, refusing names that m has.
func (m *Map[T]) add(other any, p *parser) {
	from := other.(*Map[T])
	if !m.Pos.IsSet() {
		m.Pos = from.Pos
	}
	names := p.names[m]
	if names == nil {
		names = make(map[string]Pos, len(m.Entries))
		for _, e := range m.Entries {
			names[e.Key.Value] = e.Key.Pos
		}
		p.names[m] = names
	}
	for _, e := range from.Entries {
		if had, ok := names[e.Key.Value]; ok {
			p.errs.Add(e.Key.Pos, "duplicate-key", "key %q stands twice, first at %s", clip(e.Key.Value), had)
			continue
		}
		names[e.Key.Value] = e.Key.Pos
		m.Entries = append(m.Entries, e)
	}
}
