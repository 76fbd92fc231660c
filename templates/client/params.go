package client

import "strings"

// params writes the parameters of one place, the body where form is none of the others: each unless it is absent, and
// those whose names are such as a[b] as members of an object a. They stand side by side.
func (w *writer) params(p codable, place form) {
	fields, _ := p.fields()
	marks := append(make([]mark, 0, 4), w.openObject())
	var open []string // the names of the objects that are open, but for the outermost
	for i := range fields {
		f := &fields[i]
		value, state := p.field(i, asIs)
		switch {
		case f.form&(inQuery|inHeader) != place, state != nil && *state == stateAbsent, value == nil && state == nil && f.form&always == 0:
			continue
		case state != nil && *state == stateNull:
			value = nil
		}
		outer, name := splitName(f.name)
		same := 0
		for same < min(len(open), len(outer)) && open[same] == outer[same] {
			same++
		}
		for ; len(open) > same; open = open[:len(open)-1] {
			w.closeObject(marks[len(open)])
			marks = marks[:len(open)]
		}
		for _, object := range outer[same:] {
			w.text(object)
			marks, open = append(marks, w.openObject()), append(open, object)
		}
		w.text(name)
		w.value(value)
	}
	for i := len(marks) - 1; i >= 0; i-- {
		w.closeObject(marks[i])
	}
}

// splitName parts a[b][c] into the objects a and b and the member c. A name of another form is one name.
func splitName(name string) (objects []string, member string) {
	head, rest, ok := strings.Cut(name, "[")
	if !ok || head == "" || !strings.HasSuffix(rest, "]") {
		return nil, name
	}
	names := append([]string{head}, strings.Split(strings.TrimSuffix(rest, "]"), "][")...)
	for _, n := range names {
		if n == "" || strings.ContainsAny(n, "[]") && n != head {
			return nil, name
		}
	}
	last := len(names) - 1
	return names[:last], names[last]
}
