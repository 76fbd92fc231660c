package docs

import (
	"strconv"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

func itoa(n int) string { return strconv.Itoa(n) }

// holds says a condition in words, as what is so when it holds.
func holds(c *model.Condition) Text { return phraser{c.Refs}.say(c.Expr, true, 0) }

// fails says in words what is so when a condition does not hold.
func fails(c *model.Condition) Text { return phraser{c.Refs}.say(c.Expr, false, 0) }

// phraser puts the expressions of one condition into words.
type phraser struct {
	refs map[*spec.Path]*model.Ref
}

// say gives e in words: that it holds, or with want false that it does not. Depth counts the chains around it.
func (p phraser) say(e spec.Expr, want bool, depth int) Text {
	switch e := e.(type) {
	case *spec.Not:
		return p.say(e.X, !want, depth)
	case *spec.Binary:
		if e.Op == "&&" || e.Op == "||" {
			return p.chain(e, want, depth)
		}
		return p.compare(e, want)
	case *spec.In:
		return p.member(e, want)
	case *spec.Path:
		return cat(p.path(e), words(" is "+strconv.FormatBool(want)))
	case *spec.Literal:
		if (e.Text == "true") == want {
			return cat(words("always"))
		}
		return cat(words("never"))
	}
	return nil
}

// chain says operands joined by one operator. A chain inside another says where it begins; deeper down stand parentheses.
func (p phraser) chain(e *spec.Binary, want bool, depth int) Text {
	var items []Text
	for _, x := range operands(e, e.Op) {
		items = append(items, p.say(x, want, depth+1))
	}
	word, lead := "and", "both "
	if (e.Op == "||") == want {
		word, lead = "or", "either "
	}
	if word == "and" && len(items) > 2 {
		lead = "all of "
	}
	all := series(word, items)
	switch {
	case depth == 0:
		return all
	case depth == 1:
		return cat(words(lead), all)
	}
	return cat(words("("), all, words(")"))
}

// operands are the parts of a chain of one operator.
func operands(e spec.Expr, op string) []spec.Expr {
	b, ok := e.(*spec.Binary)
	if !ok || b.Op != op {
		return []spec.Expr{e}
	}
	return append(operands(b.X, op), operands(b.Y, op)...)
}

// opposite is the comparison that holds when another does not.
var opposite = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

// comparisons are the words for comparing numbers and lengths of time, and for comparing moments.
var (
	comparisons = map[string]string{"==": " is ", "!=": " is not ", "<": " is less than ", "<=": " is at most ", ">": " is more than ", ">=": " is at least "}
	moments     = map[string]string{"==": " is ", "!=": " is not ", "<": " is before ", "<=": " is at or before ", ">": " is after ", ">=": " is at or after "}
)

// compare says a comparison.
func (p phraser) compare(e *spec.Binary, want bool) Text {
	op := e.Op
	if !want {
		op = opposite[op]
	}
	if t, ok := p.presence(e, op); ok {
		return t
	}
	if t, ok := p.truth(e, op); ok {
		return t
	}
	if isStatement(e.X) || isStatement(e.Y) {
		return cat(p.say(e.X, true, 1), words(" exactly when "), p.say(e.Y, op == "==", 1))
	}
	phrases := comparisons
	if p.isMoment(e.X) || p.isMoment(e.Y) {
		phrases = moments
	}
	return cat(p.operand(e.X), words(phrases[op]), p.operand(e.Y))
}

// presence says a comparison with null: whether something is there.
func (p phraser) presence(e *spec.Binary, op string) (Text, bool) {
	x, y := e.X, e.Y
	if isNull(x) {
		x, y = y, x
	}
	path, ok := x.(*spec.Path)
	if !ok || !isNull(y) {
		return nil, false
	}
	there := op == "!="
	ref := p.refs[path]
	switch {
	case ref == nil || len(ref.Members) > 0:
	case ref.Root == model.RootParam && there:
		return cat(p.path(path), words(" is given")), true
	case ref.Root == model.RootParam:
		return cat(p.path(path), words(" is not given")), true
	case (ref.Root == model.RootLoad || ref.Root == model.RootLet) && there:
		return cat(words("there is "+article(ref.Name)+" "), p.path(path)), true
	case ref.Root == model.RootLoad || ref.Root == model.RootLet:
		return cat(words("there is no "), p.path(path)), true
	}
	return cat(p.path(path), words(comparisons[op]+"null")), true
}

// article is the word before a noun.
func article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiouAEIOU", rune(noun[0])) {
		return "an"
	}
	return "a"
}

// truth says a comparison with true or false.
func (p phraser) truth(e *spec.Binary, op string) (Text, bool) {
	x, y := e.X, e.Y
	if _, ok := boolLiteral(x); ok {
		x, y = y, x
	}
	value, ok := boolLiteral(y)
	if !ok {
		return nil, false
	}
	return p.say(x, value == (op == "=="), 1), true
}

// member says that something is among words, or is not.
func (p phraser) member(e *spec.In, want bool) Text {
	items := make([]Text, len(e.List))
	for i, l := range e.List {
		items[i] = p.operand(l)
	}
	switch {
	case len(items) == 1 && want:
		return cat(p.operand(e.X), words(" is "), items[0])
	case len(items) == 1:
		return cat(p.operand(e.X), words(" is not "), items[0])
	case want:
		return cat(p.operand(e.X), words(" is one of "), series("or", items))
	}
	return cat(p.operand(e.X), words(" is none of "), series("or", items))
}

// operand says one side of a comparison.
func (p phraser) operand(e spec.Expr) Text {
	switch e := e.(type) {
	case *spec.Path:
		return p.path(e)
	case *spec.Literal:
		return literal(e)
	}
	return cat(words("("), p.say(e, true, 2), words(")"))
}

// literal says a literal. Words of the API are code; an empty text is said.
func literal(l *spec.Literal) Text {
	switch {
	case l.Kind == spec.DataString && l.Text == "":
		return cat(words("empty"))
	case l.Kind == spec.DataString:
		return Text{code(l.Text)}
	}
	return cat(words(l.Text))
}

// path says what a path names.
func (p phraser) path(e *spec.Path) Text {
	ref := p.refs[e]
	if ref == nil {
		return Text{code(e.String())}
	}
	return refText(ref)
}

// isStatement reports whether e is a condition of its own rather than a value.
func isStatement(e spec.Expr) bool {
	switch e.(type) {
	case *spec.Not, *spec.Binary, *spec.In:
		return true
	}
	return false
}

// isMoment reports whether e is a date or a time of day.
func (p phraser) isMoment(e spec.Expr) bool {
	path, ok := e.(*spec.Path)
	if !ok {
		return false
	}
	ref := p.refs[path]
	return ref != nil && ref.Type != nil && (ref.Type.Kind == model.Datetime || ref.Type.Kind == model.Date)
}

func isNull(e spec.Expr) bool {
	l, ok := e.(*spec.Literal)
	return ok && l.Kind == spec.DataNull
}

func boolLiteral(e spec.Expr) (value, ok bool) {
	l, ok := e.(*spec.Literal)
	if !ok || l.Kind != spec.DataBool {
		return false, false
	}
	return l.Text == "true", true
}

// refText names what a resolved path stands for, with the length of a window and the kind of everything that is not an
// attribute of the object itself.
func refText(ref *model.Ref) Text {
	name := strings.Join(append([]string{ref.Name}, ref.Members...), ".")
	switch ref.Root {
	case model.RootParam:
		return cat(words("the parameter "), code(name))
	case model.RootAccount:
		return cat(words("the account’s "), code(name).to(slugAccount, "fact-"+ref.Name))
	case model.RootWindow:
		if ref.Window != nil {
			return cat(code(name), words(" ("), windowText(ref.Window), words(")"))
		}
	case model.RootClock:
		if ref.Clock != nil && ref.Clock.Since != nil {
			return cat(code(name), words(" (the time since "), code(ref.Clock.Since.Name), words(")"))
		}
	}
	if ref.Root == model.RootLet || ref.Root == model.RootLoad {
		return Text{code(name).to("", anchorOf("name", ref.Name))}
	}
	return Text{code(name)}
}

// relocate makes the links to explained names lead to the page that explains them.
func relocate(t Text, page string) Text {
	out := make(Text, len(t))
	for i, s := range t {
		if s.To.Page == "" && strings.HasPrefix(s.To.Anchor, "name-") {
			s.To.Page = page
		}
		out[i] = s
	}
	return out
}

// windowText says how long a window is, and when it is longer or shorter.
func windowText(w *model.Window) Text {
	t := cat(words(length(w.Default)))
	for _, c := range w.Cases {
		t = cat(t, words("; "+length(c.Length)+" where "), holds(c.When))
	}
	return t
}

// length says a length of time in the largest units that fit: 7 days, 1 hour 30 minutes.
func length(d time.Duration) string {
	if d <= 0 {
		return "no time at all"
	}
	units := []struct {
		size      time.Duration
		one, many string
	}{
		{24 * time.Hour, "day", "days"}, {time.Hour, "hour", "hours"}, {time.Minute, "minute", "minutes"},
		{time.Second, "second", "seconds"}, {time.Millisecond, "millisecond", "milliseconds"},
	}
	var parts []string
	for _, u := range units {
		if n := d / u.size; n > 0 {
			parts = append(parts, count(int(n), u.one, u.many))
			d -= n * u.size
		}
	}
	if len(parts) == 0 {
		return "less than a millisecond"
	}
	return strings.Join(parts, " ")
}
