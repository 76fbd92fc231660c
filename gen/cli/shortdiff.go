package cli

import (
	"fmt"
	"strings"
)

// How much of a difference is shown: lines of it, lines around it, and bytes of each line.
const (
	diffLines   = 10
	diffContext = 1
	diffWidth   = 160
)

// shortDiff shows the first lines in which two texts differ, the text on disk with - and the wanted one with +, and
// tells the number of the first. It does not look for the smallest difference: it says where to look.
func shortDiff(old, new []byte) (at int, text string) {
	a, b := strings.SplitAfter(string(old), "\n"), strings.SplitAfter(string(new), "\n")
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	gone, come := a[head:len(a)-tail], b[head:len(b)-tail]
	var out strings.Builder
	fmt.Fprintf(&out, "    @@ line %d @@\n", head+1)
	for _, l := range a[max(0, head-diffContext):head] {
		diffLine(&out, ' ', l)
	}
	// Of a long difference both sides are shown, each to half.
	n := min(len(gone), max(diffLines/2, diffLines-len(come)))
	m := min(len(come), diffLines-n)
	for _, l := range gone[:n] {
		diffLine(&out, '-', l)
	}
	for _, l := range come[:m] {
		diffLine(&out, '+', l)
	}
	if rest := len(gone) - n + len(come) - m; rest > 0 {
		fmt.Fprintf(&out, "    … and %s more\n", count(rest, "line"))
	}
	return head + 1, out.String()
}

func diffLine(out *strings.Builder, mark byte, l string) {
	l = strings.TrimRight(l, "\r\n")
	if len(l) > diffWidth {
		l = strings.ToValidUTF8(l[:diffWidth], "") + "…"
	}
	fmt.Fprintf(out, "    %c%s\n", mark, strings.Map(visible, l))
}

// visible replaces what would make a terminal do more than show text.
func visible(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7f {
		return '�'
	}
	return r
}
