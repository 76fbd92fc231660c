package spec

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// locate says where and why a file cannot be read as YAML, after the reader has refused it with err. The reader names
// no column and often a line that is only near; so the file is followed here once more, by its indentation, quotes and
// brackets alone, to the first thing that fits nowhere.
func locate(name, text string, err error) *Error {
	if errors.Is(err, errEmpty) {
		return &Error{Pos{name, 1, 1}, err.Error(), "yaml-syntax", SeverityError}
	}
	l := &locator{file: name, src: text, line: 1, shut: -1}
	l.next()
	if strings.HasPrefix(l.src[l.at:], "---") && l.blankAt(l.at+3) {
		l.at += 3
		l.lineEnd("---")
		l.next()
	}
	column := l.column()
	l.block(-1)
	if l.next(); l.more() {
		l.indentation(column)
	}
	if l.fault != nil {
		return l.fault
	}
	return unlocated(name, text, err)
}

// unlocated is what the reader itself says.
func unlocated(name, text string, err error) *Error {
	e := &Error{Pos{name, 1, 1}, strings.TrimPrefix(err.Error(), "yaml: "), "yaml-syntax", SeverityError}
	place, rest, _ := strings.Cut(e.Msg, ": ")
	if line, err := strconv.Atoi(strings.TrimPrefix(place, "line ")); err == nil {
		e.Pos.Line = min(max(line, 1), strings.Count(text, "\n")+1)
		e.Msg = rest
	}
	return e
}

// locator follows a file to its first fault. Everything that follows ends at once when one is found.
type locator struct {
	file  string
	src   string
	at    int // offset of the next byte
	line  int
	start int // offset at which the line begins
	depth int
	shut  int // the indentation of the block that ended last
	fault *Error
}

func (l *locator) here() Pos   { return Pos{l.file, l.line, l.at - l.start + 1} }
func (l *locator) column() int { return l.at - l.start }
func (l *locator) more() bool  { return l.at < len(l.src) }

// peek is the next byte, 0 at the end.
func (l *locator) peek() byte {
	if l.more() {
		return l.src[l.at]
	}
	return 0
}

// fail notes the fault and moves to the end.
func (l *locator) fail(pos Pos, rule, format string, args ...any) {
	if l.fault == nil {
		l.fault = &Error{pos, fmt.Sprintf(format, args...), rule, SeverityError}
	}
	l.at = len(l.src)
}

// wrong is the usual fault.
func (l *locator) wrong(pos Pos, format string, args ...any) {
	l.fail(pos, "yaml-syntax", format, args...)
}

// indentation refuses a line that is indented like none before it.
func (l *locator) indentation(wanted int) {
	or := ""
	if l.shut > wanted {
		or = fmt.Sprintf(" or %d", l.shut)
	}
	l.wrong(l.here(), "bad indentation: wanted %d%s spaces like a line above, found %d", wanted, or, l.column())
}

// blankAt reports whether a blank, a line end or the end of the file stands at offset i.
func (l *locator) blankAt(i int) bool {
	return i >= len(l.src) || l.src[i] == ' ' || l.src[i] == '\n' || l.src[i] == '\t'
}

// is reports whether the next byte is c and a blank follows.
func (l *locator) is(c byte) bool { return l.peek() == c && l.blankAt(l.at+1) }

// word is what stands here up to a blank.
func (l *locator) word() string {
	end := l.at
	for !l.blankAt(end) {
		end++
	}
	return clip(l.src[l.at:end])
}

// lineOver reports whether nothing more stands in the line.
func (l *locator) lineOver() bool { return !l.more() || l.src[l.at] == '\n' }

// lineEnd refuses what follows in the line after something that must be the last in it.
func (l *locator) lineEnd(what string) {
	if l.spaces(); !l.lineOver() {
		l.wrong(l.here(), "unexpected %q after %s", l.word(), what)
	}
}

func (l *locator) newline() {
	l.at++
	l.line++
	l.start = l.at
}

// next moves over blanks, comments and line ends.
func (l *locator) next() {
	for l.spaces(); l.peek() == '\n'; l.spaces() {
		l.newline()
	}
}

// spaces moves over blanks and a comment to the next word of the line or its end.
func (l *locator) spaces() {
	for l.more() {
		switch l.src[l.at] {
		case ' ':
			l.at++
		case '\t':
			l.tab()
		case '#':
			if l.column() > 0 && l.src[l.at-1] != ' ' && l.src[l.at-1] != '\t' {
				return
			}
			l.at += lineLen(l.src[l.at:])
			return
		default:
			return
		}
	}
}

// tab moves over a tab, or refuses it where it indents something.
func (l *locator) tab() {
	rest := strings.TrimLeft(l.src[l.at:l.at+lineLen(l.src[l.at:])], " \t")
	if strings.Trim(l.src[l.start:l.at], " -") == "" && rest != "" && rest[0] != '#' {
		l.fail(l.here(), "yaml-tab", "tab in the indentation; indent with spaces")
		return
	}
	l.at++
}
