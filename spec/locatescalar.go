package spec

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// value follows a scalar, or a list or mapping in brackets, that begins here inside a block indented by parent. What
// stands behind it in the line is refused.
func (l *locator) value(parent int) {
	l.properties()
	begin := l.here()
	switch c := l.peek(); {
	case c == '[' || c == '{':
		l.flow(parent)
		if l.spaces(); l.is(':') {
			l.fail(begin, "yaml-key", "a key must be text on one line")
		}
		l.lineEnd("the closing bracket")
	case c == '"' || c == '\'':
		l.quoted(parent)
		if l.spaces(); l.is(':') && l.line > begin.Line {
			l.fail(begin, "yaml-key", "a key must be text on one line")
		} else if l.is(':') {
			l.wrong(l.here(), "unexpected colon; one line holds one key and its value")
		}
		l.lineEnd("the closing quote")
	case c == '|' || c == '>':
		l.blockText(parent)
	case l.is('-'):
		l.wrong(l.here(), "a list begins on the line below its key")
	case l.is('?'):
		l.fail(l.here(), "yaml-key", "a key must be text on one line")
	default:
		l.plain(parent)
	}
}

// properties refuses what may stand before a value or key in YAML but not in a spec.
func (l *locator) properties() {
	switch l.peek() {
	case '&':
		l.fail(l.here(), "yaml-anchor", "anchors are not read; remove %q, or put quotes around text that begins with &", l.word())
	case '*':
		l.fail(l.here(), "yaml-anchor", "aliases are not read; write what is meant, in quotes if it begins with *")
	case '!':
		l.fail(l.here(), "yaml-tag", "tags are not read; put quotes around text that begins with !, a condition for instance")
	}
}

// plainLine follows plain text up to the end of the line, a comment, or a colon with a blank behind it; between
// brackets also up to a bracket or comma.
func (l *locator) plainLine(inFlow bool) string {
	if c := l.peek(); strings.IndexByte("@`%,]}", c) >= 0 && (!inFlow || !isFlowMark(c)) {
		l.wrong(l.here(), "text cannot begin with %q; put quotes around it", string(c))
		return ""
	}
	begin := l.at
	for ; l.more(); l.at++ {
		c := l.src[l.at]
		if inFlow && c == '?' {
			l.wrong(l.here(), "unexpected ?; put quotes around text that holds one between brackets")
			return ""
		}
		if c == '\n' || c == ':' && l.blankAt(l.at+1) || inFlow && isFlowMark(c) || c == '#' && l.at > begin && l.blankAt(l.at-1) {
			break
		}
	}
	return strings.TrimRight(l.src[begin:l.at], " \t")
}

// isFlowMark reports whether c has a meaning between brackets.
func isFlowMark(c byte) bool { return strings.IndexByte(",[]{}", c) >= 0 }

// plain follows plain text, which goes on in the lines below as long as they are indented deeper than parent.
func (l *locator) plain(parent int) {
	begin := l.here()
	first := l.plainLine(false)
	if l.is(':') {
		l.wrong(l.here(), `unexpected colon; one line holds one key and its value, and text that holds ": " needs quotes`)
	}
	for l.peek() == '\n' {
		at, line, start := l.at, l.line, l.start
		for l.peek() == '\n' {
			l.newline()
			l.at += len(l.src[l.at:]) - len(strings.TrimLeft(l.src[l.at:], " "))
		}
		if !l.more() || l.column() <= parent || l.peek() == '#' || l.peek() == '\t' {
			l.at, l.line, l.start = at, line, start
			return
		}
		here := l.here()
		if l.is('-') {
			l.wrong(here, "unexpected list item below the text %q; a key with a list has nothing else behind its colon", clip(first))
		}
		l.restOfPlain(begin, here, first)
	}
}

// restOfPlain follows one more line of plain text that began at begin with the line first.
func (l *locator) restOfPlain(begin, here Pos, first string) {
	for l.more() && l.src[l.at] != '\n' && !l.is(':') {
		if l.src[l.at] == '#' && l.blankAt(l.at-1) {
			return
		}
		l.at++
	}
	switch {
	case !l.is(':'):
	case here.Col == begin.Col:
		l.noColon(begin, first)
	default:
		l.wrong(here, "bad indentation: this key stands deeper than the one above, which has the value %q already", clip(first))
	}
}

// quoted follows text in quotes, inside a block indented by parent. A line indented no deeper than that means that
// the closing quote was forgotten.
func (l *locator) quoted(parent int) {
	begin, quote := l.here(), l.src[l.at]
	for l.at++; l.more(); {
		switch c := l.src[l.at]; {
		case c == quote && quote == '\'' && strings.HasPrefix(l.src[l.at:], "''"):
			l.at += 2
		case c == quote:
			l.at++
			return
		case c == '\\' && quote == '"':
			l.escape()
		case c == '\n':
			for l.peek() == '\n' {
				l.newline()
				l.at += len(l.src[l.at:]) - len(strings.TrimLeft(l.src[l.at:], " "))
			}
			if l.more() && l.column() <= parent {
				l.at = len(l.src)
			}
		default:
			l.at++
		}
	}
	l.wrong(begin, "the quote %c is never closed", quote)
}

// escape follows a backslash and what belongs to it.
func (l *locator) escape() {
	rest := l.src[l.at:]
	size := escapeLen(rest)
	switch {
	case size < 2 || strings.IndexByte("0abt\tnvfre \"'/\\N_LPxuU\n", rest[1]) < 0:
		_, width := utf8.DecodeRuneInString(rest[1:])
		l.wrong(l.here(), `unknown escape %s; write \\ for a backslash, or use single quotes`, rest[:1+width])
	case size > 2 && strings.Trim(rest[2:size], "0123456789abcdefABCDEF") != "":
		l.wrong(l.here(), `the escape %s wants %d hexadecimal digits`, rest[:2], size-2)
	case size > 2 && !printable(escaped(rest[2:size])):
		l.fail(l.here(), "yaml-character", "the character %U may not stand in a spec", escaped(rest[2:size]))
	case rest[1] == '\n':
		l.at++
	default:
		l.at += size
	}
}

// escaped is the character of a hexadecimal number.
func escaped(hex string) rune {
	code, _ := strconv.ParseUint(hex, 16, 32)
	return rune(min(code, utf8.MaxRune+1))
}
