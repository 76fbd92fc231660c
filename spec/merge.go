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
		m, ok := to.FieldByIndex(k.index).Addr().Interface().(mapping)
		if ok {
			p.add(m, from.FieldByIndex(k.index).Addr().Interface().(mapping))
		}
	}
}

// add adds the entries of one mapping to another of the same type, refusing names that it has.
func (p *parser) add(to, from mapping) {
	pos, list := to.parts()
	fromPos, more := from.parts()
	if !pos.IsSet() {
		*pos = *fromPos
	}
	entries := reflect.ValueOf(list).Elem()
	names := p.names[to]
	if names == nil {
		names = make(map[string]Pos, entries.Len())
		for i := range entries.Len() {
			key := keyOf(entries.Index(i))
			names[key.Value] = key.Pos
		}
		p.names[to] = names
	}
	for _, e := range reflect.ValueOf(more).Elem().Seq2() {
		key := keyOf(e)
		if had, ok := names[key.Value]; ok {
			p.errs.Add(key.Pos, "duplicate-key", "key %q stands twice, first at %s", clip(key.Value), had)
			continue
		}
		names[key.Value] = key.Pos
		entries.Set(reflect.Append(entries, e))
	}
}
