package engine

import (
	"net/url"
	"slices"
	"strings"
)

// router finds the call that a method and path ask for.
type router struct {
	root node
	all  []*Call
}

// node is one place in the tree of paths. Words go before holes.
type node struct {
	word  string
	words []*node
	holes []*hole
	calls []*Call // by method
}

// hole is a segment with a parameter in it, and the text round it.
type hole struct {
	before, after string
	node          node
}

// add enters a call.
func (r *router) add(c *compiler, call *Call) {
	n := &r.root
	for _, seg := range segments(call.Path) {
		n = n.child(seg)
	}
	for _, other := range n.calls {
		if other.Method == call.Method {
			c.fail("%s %s is also what %s.%s answers", call.Method, call.Path, other.Class.Name, other.Name)
			return
		}
	}
	n.calls = append(n.calls, call)
	r.all = append(r.all, call)
}

func segments(path string) []string {
	return strings.Split(strings.Trim(path, "/"), "/")
}

// child returns the place below n that a segment of a route leads to.
func (n *node) child(seg string) *node {
	open, end := strings.IndexByte(seg, '{'), strings.LastIndexByte(seg, '}')
	if open < 0 || end < open {
		for _, w := range n.words {
			if w.word == seg {
				return w
			}
		}
		w := &node{word: seg}
		n.words = append(n.words, w)
		return w
	}
	before, after := seg[:open], seg[end+1:]
	for _, h := range n.holes {
		if h.before == before && h.after == after {
			return &h.node
		}
	}
	h := &hole{before: before, after: after}
	n.holes = append(n.holes, h)
	slices.SortStableFunc(n.holes, func(a, b *hole) int {
		return len(b.before) + len(b.after) - len(a.before) - len(a.after)
	})
	return &h.node
}

// holes lists the parameters in a path.
func holes(path string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(path, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return names
		}
		names, path = append(names, name), after
	}
}

// maxHoles bounds the parameters of one path.
const maxHoles = 8

// match is what was found for a path.
type match struct {
	args [maxHoles]string
	n    int
}

// find looks a path up; it is nil where no route has that shape. Segments are unescaped only after they are cut, so
// that a slash in an id stays in the id.
func (r *router) find(path string, m *match) *node {
	path = strings.TrimPrefix(path, "/")
	path = strings.TrimSuffix(path, "/")
	return r.root.find(path, m)
}

func (n *node) find(path string, m *match) *node {
	seg, rest, more := strings.Cut(path, "/")
	below := func(next *node) *node {
		if more {
			return next.find(rest, m)
		}
		if len(next.calls) > 0 {
			return next
		}
		return nil
	}
	for _, w := range n.words {
		if w.word == seg {
			if got := below(w); got != nil {
				return got
			}
		}
	}
	for _, h := range n.holes {
		arg, ok := h.arg(seg)
		if !ok || m.n == maxHoles {
			continue
		}
		m.args[m.n] = arg
		m.n++
		if got := below(&h.node); got != nil {
			return got
		}
		m.n--
	}
	return nil
}

// arg cuts the parameter out of a segment.
func (h *hole) arg(seg string) (string, bool) {
	seg, ok := strings.CutPrefix(seg, h.before)
	if !ok {
		return "", false
	}
	seg, ok = strings.CutSuffix(seg, h.after)
	if !ok || seg == "" {
		return "", false
	}
	if strings.IndexByte(seg, '%') < 0 {
		return seg, true
	}
	arg, err := url.PathUnescape(seg)
	return arg, err == nil
}

// near names the route that is likest to a method and path that none has; it is empty where none is near.
func (r *router) near(method, path string) string {
	best, least := "", 4
	sent := segments(path)
	for _, call := range r.all {
		longer := strings.Count(call.Path, "/") - len(sent) // a path begins with one
		cost := 2 * max(longer, -longer)
		if call.Method != method {
			cost++
		}
		if cost >= least {
			continue
		}
		want := segments(call.Path)
		for i := range min(len(want), len(sent)) {
			if want[i] != sent[i] && !strings.Contains(want[i], "{") {
				cost += min(2, distance(want[i], sent[i]))
			}
		}
		if cost < least {
			best, least = call.Method+" "+call.Path, cost
		}
	}
	return best
}

// distance counts the letters by which two words differ, roughly: it stops at 3.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(3, row[len(b)])
}

// methods lists the methods that a path answers to.
func (n *node) methods() string {
	names := make([]string, 0, len(n.calls))
	for _, call := range n.calls {
		names = append(names, call.Method)
	}
	return strings.Join(names, ", ")
}

// call returns the call for a method; HEAD is answered as GET.
func (n *node) call(method string) *Call {
	if method == "HEAD" {
		method = "GET"
	}
	for _, call := range n.calls {
		if call.Method == method {
			return call
		}
	}
	return nil
}
