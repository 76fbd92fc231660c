package spec

// flow follows a list in [ ] or a mapping in { } that begins here, inside a block indented by parent.
func (l *locator) flow(parent int) {
	f := flowLocator{locator: l, parent: parent, open: l.src[l.at], shut: ']', begin: l.here()}
	if f.open == '{' {
		f.shut = '}'
	}
	if l.depth++; l.depth > maxDepth {
		l.fail(f.begin, "yaml-limit", "mappings and lists are nested more than %d deep", maxDepth)
	}
	if l.more() {
		l.at++
	}
	for f.step(); l.more() && l.src[l.at] != f.shut; f.step() {
		f.item()
		f.comma()
	}
	if l.more() {
		l.at++
	}
	l.depth--
}

// flowLocator follows what stands between two brackets.
type flowLocator struct {
	*locator
	parent     int
	open, shut byte
	begin      Pos
}

// step moves to the next thing between the brackets. They are never closed if the file ends, or if a line is indented
// no deeper than what holds them and does not begin with a closing bracket.
func (f *flowLocator) step() {
	line := f.line
	if f.next(); f.fault != nil {
		return
	}
	closing := f.peek() == ']' || f.peek() == '}'
	if !f.more() || f.line > line && (f.column() < f.parent || f.column() == f.parent && !closing) {
		f.wrong(f.begin, "the bracket %c is never closed", f.open)
	}
}

// item follows one item of a list, or one key and its value.
func (f *flowLocator) item() {
	switch c := f.peek(); {
	case c == ']' || c == '}':
		f.comma()
		return
	case c == ',':
		f.wrong(f.here(), "unexpected comma; nothing stands before it")
		return
	case f.open == '[':
		f.value()
		return
	}
	begin, from := f.here(), f.at
	f.key()
	text := f.src[min(from, len(f.src)):f.at]
	if f.step(); f.more() && f.src[f.at] != ':' {
		f.wrong(begin, "wanted a colon and a space after %q", clip(text))
	}
	if !f.more() {
		return
	}
	f.at++
	if f.step(); f.more() && f.src[f.at] != ',' && f.src[f.at] != '}' {
		f.value()
	}
}

// key follows a key.
func (f *flowLocator) key() {
	f.properties()
	switch c := f.peek(); {
	case c == '"' || c == '\'':
		f.quoted(f.parent)
	case c == '[' || c == '{' || f.is('?'):
		f.fail(f.here(), "yaml-key", "a key must be text on one line")
	case f.is(':'):
		f.wrong(f.here(), "wanted a key before the colon")
	default:
		f.plainLine(true)
	}
}

// value follows one value.
func (f *flowLocator) value() {
	f.properties()
	switch c := f.peek(); {
	case c == '[' || c == '{':
		f.flow(f.parent)
	case c == '"' || c == '\'':
		f.quoted(f.parent)
	case c == '|' || c == '>':
		f.wrong(f.here(), "text cannot begin with %q between brackets; put quotes around it", string(c))
	case f.is('-'), c == '-' && isFlowMark(f.src[f.at+1]):
		f.wrong(f.here(), "a list between brackets has no dashes")
	default:
		f.plainLine(true)
	}
}

// comma follows what parts two items, unless the closing bracket stands here.
func (f *flowLocator) comma() {
	f.step()
	switch c := f.peek(); {
	case c == 0 || c == f.shut:
	case c == ',':
		f.at++
	case c == ']' || c == '}':
		f.wrong(f.here(), "wanted %c to close the bracket %c at line %d, found %c", f.shut, f.open, f.begin.Line, c)
	case c == ':' && f.open == '[':
		f.wrong(f.here(), "a list in [ ] cannot hold a key; put { } around key and value")
	case c == '[' || c == '{':
		f.wrong(f.here(), "unexpected %c; put quotes around text that holds a bracket or a comma", c)
	default:
		f.wrong(f.here(), "wanted a comma or %c before %q; text on several lines needs quotes here", f.shut, f.word())
	}
}
