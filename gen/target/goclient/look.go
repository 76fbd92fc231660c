package goclient

import (
	"slices"
	"strings"

	. "github.com/chargegen/chargegen/gen/internal/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// looker is how it can be told that a converging operation has had its effect. A call whose answer was lost is not guessed
// about: the object is read.
type looker struct {
	read *model.Operation // what reads the object; nil where nothing does
	to   *model.State     // the state that it is then in; nil where it is gone
	mark *model.Attribute // the flag that one which is gone may still carry; nil where there is none
}

// lookFor returns how to tell that an operation has had its effect; nil where the spec does not say enough: not all
// outcomes lead to one state, other states look the same, nothing reads the object by the same path parameters, or no
// code says that it is not there.
func (m *maker) lookFor(op *model.Operation) *looker {
	if op.Replay != model.Converging {
		return nil
	}
	if op.Kind == model.Delete && !keeps(op) {
		l := &looker{read: readerOf(op)}
		if l.read != nil {
			l.mark = deletedFlag(op.Resource.Object)
		}
		if m.api.Gates.Absent == nil && l.mark == nil {
			return nil
		}
		return l
	}
	if op.Behaviour == nil || op.Resource.Lifecycle == nil || op.Result != nil && !answersWithSelf(op) {
		return nil
	}
	l := &looker{read: readerOf(op), to: onlyState(op)}
	if l.read == nil || l.to == nil || !tellsApart(l.to, op.Resource.Lifecycle.States) {
		return nil
	}
	return l
}

// keeps reports whether an operation leaves the object in a state of its own.
func keeps(op *model.Operation) bool {
	return op.Behaviour != nil && slices.ContainsFunc(op.Behaviour.Outcomes, func(o *model.Outcome) bool { return o.To != nil })
}

// readerOf is the operation that reads the object which another one changes: with the same key, by the same path
// parameters and with nothing else that must be sent.
func readerOf(op *model.Operation) *model.Operation {
	path := op.PathParams()
	i := slices.IndexFunc(op.Resource.Operations, func(r *model.Operation) bool {
		needs := slices.ContainsFunc(r.Params, func(p *model.Param) bool { return p.In != model.InPath && p.Required })
		same := slices.EqualFunc(path, r.PathParams(), func(a, b *model.Param) bool {
			return a.Type.Kind == b.Type.Kind && a.Type.Object == b.Type.Object && (a.Key == b.Key || len(path) == 1)
		})
		return r.Kind == model.Read && r.Key == op.Key && r.TestOnly == nil && answersWithSelf(r) && same && !needs
	})
	if len(path) == 0 || i < 0 {
		return nil
	}
	return op.Resource.Operations[i]
}

// deletedFlag is the attribute by which an object says that it was taken away; nil where it has none.
func deletedFlag(o *model.Object) *model.Attribute {
	if a := o.Attribute("deleted"); a != nil && a.Type.Kind == model.Boolean && !a.Hidden {
		return a
	}
	return nil
}

// answersWithSelf reports whether an operation answers with its own resource.
func answersWithSelf(op *model.Operation) bool {
	return op.Result != nil && op.Result.Kind == model.ObjectKind && op.Result.Object == op.Resource.Object
}

// onlyState is the one state that all outcomes lead to.
func onlyState(op *model.Operation) *model.State {
	var only *model.State
	for _, o := range op.Behaviour.Outcomes {
		if o.To == nil || only != nil && o.To != only {
			return nil
		}
		only = o.To
	}
	return only
}

// tellsApart reports whether the fields that a state fixes to flags and words differ from those of every other state.
func tellsApart(to *model.State, states []*model.State) bool {
	fixed := fixedFields(to)
	for _, other := range states {
		if other == to {
			continue
		}
		same := func(f model.StateField) bool {
			for _, g := range other.Fields {
				if g.Attribute == f.Attribute && g.Cond == nil {
					return g.Literal.Kind == f.Literal.Kind && g.Literal.Text == f.Literal.Text && g.Literal.Bool == f.Literal.Bool
				}
			}
			return true // not fixed there: it may be the same
		}
		if !slices.ContainsFunc(fixed, func(f model.StateField) bool { return !same(f) }) {
			return false
		}
	}
	return len(fixed) > 0
}

// fixedFields are the fields of a state that are compared: plain booleans and words.
func fixedFields(s *model.State) []model.StateField {
	return slices.DeleteFunc(slices.Clone(s.Fields), func(f model.StateField) bool {
		if f.Cond != nil || gosrc.FormOf(f.Attribute) != gosrc.Plain {
			return true
		}
		flag := f.Literal.Kind == spec.DataBool && f.Attribute.Type.Kind == model.Boolean
		word := f.Literal.Kind == spec.DataString && gosrc.IsText(f.Attribute.Type)
		return !flag && !word
	})
}

// replayWords says what becomes of the call where an answer is lost.
func (m *maker) replayWords(op *model.Operation) string {
	l := m.lookFor(op)
	switch {
	case op.Replay == model.Reading:
		return ""
	case l != nil && l.to != nil:
		return "Where an answer is lost, the " + op.Resource.Go + " is read before anything is sent again, and the call succeeds if the effect is there."
	case l != nil:
		return m.goneWords(op, l)
	case op.Replay == model.Converging:
		return "It may be sent again where an answer is lost: a second time changes nothing more."
	case finds(op):
		return "It is not sent again where an answer is lost, since that could do twice what was asked for once. With WithReference, the " + op.Resource.Name + " is looked for among what is listed, and the call succeeds if it is there."
	case op.Replay == model.Overwriting:
		return "It is not sent again where an answer is lost, since that could undo what another did in between."
	}
	return "It is not sent again where an answer is lost, since that could do twice what was asked for once."
}

// goneWords is replayWords for what takes an object away.
func (m *maker) goneWords(op *model.Operation, l *looker) string {
	text := "Where an answer is lost, the " + op.Resource.Go + " is read before anything is sent again, and the call succeeds if it is gone"
	if l.read == nil {
		text = "Where an answer is lost, it may be sent again, and the call succeeds if that is refused because the " + op.Resource.Go + " is not there"
	}
	text += "; one that never was there looks the same."
	if op.Result != nil {
		text += " Then the result has no more than what is known without the answer."
	}
	return text
}

// seenName is the function that tells whether an operation has had its effect.
func seenName(op *model.Operation) string { return "seen" + op.Resource.Go + op.Go }

// seen declares it, where an object can tell.
func (m *maker) seen(f *File, op *model.Operation) {
	l := m.lookFor(op)
	if l == nil {
		return
	}
	if cond := seenFunc(op, l); cond != nil {
		f.Add(gosrc.Doc(seenName(op) + " tells by an object whether " + op.Go + " has had its effect."))
		f.Add(cond)
		f.Line()
	}
}

// isFunc reports whether the call has to be given the function that looks; where it answers with the object that is read,
// the function that sends the request makes it.
func (l *looker) isFunc(op *model.Operation) bool {
	return l != nil && l.read != nil && (l.to == nil || op.Result == nil)
}

// lookValue is what an operation's effect is looked for by: the request that reads the object, or the function that sends
// it and tells.
func (m *maker) lookValue(op *model.Operation, l *looker, n names) *Statement {
	look := Op("&").Id("request").ValuesFunc(func(g *Group) {
		g.Id("op").Op(":").Op("&").Id(m.names(l.read).op)
		g.Id("path").Op(":").Add(pathValue(l.read, n))
		if self := selfArgument(l.read, n); self != "" {
			g.Id("self").Op(":").Id(self)
		}
	})
	object := Id(op.Resource.Go)
	switch {
	case !l.isFunc(op):
		return look
	case l.to != nil:
		return Id("looking").Call(Id("s").Dot("core"), look, Id(seenName(op)), New(object))
	}
	absent, marked := Lit(""), Nil()
	if code := m.api.Gates.Absent; code != nil {
		absent = Id(code.Go)
	}
	if l.mark != nil {
		marked = Id(seenName(op))
	}
	return Id("gone").Index(object).Call(Id("s").Dot("core"), absent, look, marked)
}

// seenFunc declares it; nil where no field of an object says so.
func seenFunc(op *model.Operation, l *looker) *Statement {
	var cond *Statement
	switch {
	case l.to != nil:
		cond = inState(l.to)
	case l.mark != nil && gosrc.FormOf(l.mark) == gosrc.Plain:
		cond = Id("o").Dot(l.mark.Go)
	case l.mark != nil:
		cond = Id("o").Dot(l.mark.Go).Dot("Or").Call(False())
	default:
		return nil
	}
	return Func().Id(seenName(op)).Params(Id("o").Op("*").Id(op.Resource.Go)).Bool().Block(Return(cond))
}

// inState is the condition that an object o is in a state.
func inState(s *model.State) *Statement {
	cond := Null()
	for i, f := range fixedFields(s) {
		if i > 0 {
			cond.Op("&&")
		}
		field := Id("o").Dot(f.Attribute.Go)
		switch {
		case f.Literal.Kind == spec.DataString:
			cond.Add(field).Op("==").Lit(f.Literal.Text)
		case f.Literal.Bool:
			cond.Add(field)
		default:
			cond.Op("!").Add(field)
		}
	}
	return cond
}

// left is the literal of what is known of a call's result where the object was seen to be gone: which one it was, what
// is always the same, and that it was taken away.
func (m *maker) left(op *model.Operation, n names) *Statement {
	return Op("&").Id(op.Result.Object.Go).ValuesFunc(func(g *Group) {
		for _, a := range op.Result.Object.Shown() {
			v := m.knownOf(a, op, n)
			if v != nil && gosrc.FormOf(a) != gosrc.Plain {
				v = Id("Some").Call(v)
			}
			if v != nil {
				g.Id(a.Go).Op(":").Add(v)
			}
		}
	})
}

// knownOf is the value of an attribute of what a call that takes an object away answers with; nil where only the answer
// tells it.
func (m *maker) knownOf(a *model.Attribute, op *model.Operation, n names) *Statement {
	switch {
	case a.Const.IsSet() && a.Type.Kind == model.Boolean:
		return Lit(a.Const.Bool)
	case a.Const.IsSet() && gosrc.IsText(a.Type):
		return Lit(a.Const.Text)
	case a == deletedFlag(op.Result.Object):
		return True()
	case a.Type.Kind != model.IDKind || a.Name != m.api.IDs.Attribute:
		return nil
	}
	for i, p := range op.PathParams() {
		if p.Type.Kind == model.IDKind && p.Type.Object == op.Resource.Object && gosrc.IsText(p.Type) == gosrc.IsText(a.Type) {
			return Id(n.args[i])
		}
	}
	return nil
}

// ensureName is the method that asks for an operation's effect, whoever brings it about, like EnsureClosed for Close; ""
// where there is none: the effect cannot be seen, the operation has a name of several words, or another one has that name.
func (m *maker) ensureName(op *model.Operation) string {
	if l := m.lookFor(op); l == nil || l.to == nil || op.Result == nil || strings.Contains(op.Name, "_") {
		return ""
	}
	name := "Ensure" + participle(op.Go)
	for _, other := range op.Resource.Operations {
		if other.Go == name || other.Go+"Page" == name {
			return ""
		}
	}
	return name
}

// irregular are participles that no rule makes.
var irregular = map[string]string{
	"Begin": "Begun", "Bind": "Bound", "Buy": "Bought", "Cut": "Cut", "Draw": "Drawn", "Find": "Found", "Forget": "Forgotten", "Freeze": "Frozen",
	"Give": "Given", "Grant": "Granted", "Hide": "Hidden", "Hold": "Held", "Keep": "Kept", "Leave": "Left", "Lend": "Lent", "Let": "Let", "Lose": "Lost",
	"Make": "Made", "Pay": "Paid", "Put": "Put", "Read": "Read", "Rebuild": "Rebuilt", "Reset": "Reset", "Sell": "Sold", "Send": "Sent", "Set": "Set",
	"Shut": "Shut", "Split": "Split", "Submit": "Submitted", "Take": "Taken", "Undo": "Undone", "Withdraw": "Withdrawn", "Write": "Written",
}

// participle is what a verb has been: Close is Closed, Verify Verified, Ship Shipped.
func participle(verb string) string {
	const vowels = "aeiou"
	if word, ok := irregular[verb]; ok {
		return word
	}
	v := strings.ToLower(verb)
	n := len(v)
	vowel := func(i int) bool { return i >= 0 && strings.IndexByte(vowels, v[i]) >= 0 }
	switch {
	case n < 2 || v[n-1] == 'e':
		return verb + "d"
	case v[n-1] == 'y' && !vowel(n-2):
		return verb[:n-1] + "ied"
	case n <= 4 && !vowel(n-1) && vowel(n-2) && !vowel(n-3) && strings.IndexByte("wxy", v[n-1]) < 0 && strings.IndexAny(v, vowels) == n-2:
		return verb + verb[n-1:] + "ed" // one syllable: stop, ship
	}
	return verb + "ed"
}

func ensureDoc(op *model.Operation, n names) string {
	return n.ensure + " is " + op.Go + " for who wants the effect, whoever brings it about: it reads the " + op.Resource.Go +
		" first, calls " + op.Go + " where that is still to be done, and reads again where that is refused. Success means that the effect was seen."
}
