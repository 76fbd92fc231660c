package spec

import "strings"

// block follows a mapping, a list or a scalar that begins here, inside a block indented by parent.
func (l *locator) block(parent int) {
	if l.depth++; l.depth > maxDepth {
		l.fail(l.here(), "yaml-limit", "mappings and lists are nested more than %d deep", maxDepth)
	}
	switch {
	case l.is('-'):
		l.sequence(false)
	case l.keyAhead():
		l.mapping()
	default:
		l.value(parent)
	}
	l.depth--
}

// sequence follows a list whose dashes stand in this column. flush says that they stand no deeper than the key above.
func (l *locator) sequence(flush bool) {
	column := l.column()
	for l.more() {
		l.at++
		if l.spaces(); l.lineOver() {
			l.next()
		}
		if l.more() && l.column() > column {
			l.block(column)
			l.next()
		}
		if !l.more() || l.column() < column {
			break
		}
		if l.column() > column {
			l.indentation(column)
			return
		}
		if !l.is('-') {
			if !flush {
				l.wrong(l.here(), `wanted "- " before %q like the items of the list above it`, l.word())
			}
			break
		}
	}
	l.shut = column
}

// mapping follows a mapping whose keys stand in this column.
func (l *locator) mapping() {
	column := l.column()
	for l.more() {
		l.shut = -1
		l.key()
		l.member(column)
		if l.next(); !l.more() || l.column() < column {
			break
		}
		if l.column() > column {
			l.indentation(column)
			return
		}
		if l.is('-') {
			l.wrong(l.here(), "unexpected list item among keys; wanted a key, or the dash indented below one")
			return
		}
	}
	l.shut = column
}

// member follows what stands behind the colon of a key in column.
func (l *locator) member(column int) {
	if l.spaces(); !l.lineOver() {
		l.value(column)
		return
	}
	l.next()
	switch {
	case l.more() && l.column() > column:
		l.block(column)
	case l.column() == column && l.is('-'):
		l.sequence(true)
	}
}

// keyAhead reports whether a key begins here: a word or text in quotes with a colon and a blank behind it.
func (l *locator) keyAhead() bool {
	line := l.src[l.at : l.at+lineLen(l.src[l.at:])]
	switch {
	case line == "" || strings.IndexByte("|>[{", line[0]) >= 0:
		return false
	case line[0] == '"' || line[0] == '\'':
		end := quotedLen(line)
		return end > 0 && keyColon(strings.TrimLeft(line[end:], " "), 0)
	}
	for i := range len(line) {
		if keyColon(line, i) {
			return true
		}
		if line[i] == '#' && i > 0 && line[i-1] == ' ' {
			return false
		}
	}
	return false
}

// keyColon reports whether a colon with a blank behind it stands at offset i.
func keyColon(line string, i int) bool {
	return i < len(line) && line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t')
}

// quotedLen is how long the text in quotes is that line begins with, or 0 where it is not closed in the line.
func quotedLen(line string) int {
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && line[0] == '"':
			i++
		case line[i] == line[0] && line[0] == '\'' && i+1 < len(line) && line[i+1] == '\'':
			i++
		case line[i] == line[0]:
			return i + 1
		}
	}
	return 0
}

// key follows a key and its colon.
func (l *locator) key() {
	l.properties()
	begin, text := l.here(), ""
	switch c := l.peek(); {
	case l.is('?'), c == '[', c == '{':
		l.fail(begin, "yaml-key", "a key must be text on one line")
	case c == '"', c == '\'':
		from := l.at
		l.quoted(l.column())
		text = l.src[from:l.at]
		l.spaces()
	case c == '|', c == '>':
		l.wrong(begin, "a key cannot begin with %q; put quotes around it", string(c))
	default:
		text = l.plainLine(false)
	}
	switch {
	case !l.is(':'):
		l.noColon(begin, text)
	case text == "":
		l.wrong(begin, "wanted a key before the colon")
	case l.line > begin.Line:
		l.fail(begin, "yaml-key", "a key must be text on one line")
	default:
		l.at++
	}
}

// noColon refuses a line among keys that is none.
func (l *locator) noColon(begin Pos, text string) {
	if word, _, ok := strings.Cut(text, ":"); ok && word != "" && !strings.ContainsAny(word, ` "'`) {
		l.wrong(begin, "wanted a space after the colon of %q", clip(word))
		return
	}
	l.wrong(begin, "wanted a colon and a space after %q", clip(text))
}

// blockText follows the text below | or >, inside a block indented by parent.
func (l *locator) blockText(parent int) {
	indent := l.blockHead(parent)
	deepest := 0
	for l.more() {
		size := lineLen(l.src[l.at:])
		line := l.src[l.at : l.at+size]
		depth := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case depth == size:
			deepest = max(deepest, depth)
		case indent < 0 && depth > parent && deepest > depth:
			l.at += depth
			l.wrong(l.here(), "the empty lines above have more spaces than this line, the first of the text; remove them")
			return
		case indent < 0 && depth > parent && line[depth] != '\t':
			indent = depth
		case depth < max(indent, parent+1):
			l.shallow(line, depth, parent, indent)
			return
		}
		if l.at += size; l.more() {
			l.newline()
		}
	}
}

// blockHead follows what may stand behind | or >, and returns the indentation that it asks for, or -1.
func (l *locator) blockHead(parent int) int {
	indent := -1
	for l.at++; !l.blankAt(l.at); l.at++ {
		switch c := l.src[l.at]; {
		case c == '+' || c == '-':
		case c >= '1' && c <= '9' && indent < 0:
			indent = max(parent, 0) + int(c-'0')
		default:
			l.wrong(l.here(), "unexpected %q after | or >; the text begins on the next line", l.word())
			return 0
		}
	}
	if l.lineEnd("| or >; the text begins on the next line"); l.more() {
		l.newline()
	}
	return indent
}

// shallow refuses a line that is neither part of the text above it nor of what the text belongs to.
func (l *locator) shallow(line string, depth, parent, indent int) {
	if line[depth] == '\t' {
		l.at += depth
		l.fail(l.here(), "yaml-tab", "tab in the indentation; indent with spaces")
	} else if depth > parent && line[depth] != '#' {
		l.at += depth
		l.wrong(l.here(), "bad indentation: this line is less deep than the text above it, which has %d spaces", indent)
	}
}
