package goclient

import (
	"slices"
	"strings"

	. "github.com/dave/jennifer/jen"

	"github.com/chargegen/chargegen/gen/internal/gosrc"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// looker is the operation that reads what another one changed, and the fields by which the effect can be told. A
// converging call whose answer was lost is not guessed about: the object is read.
type looker struct {
	read *model.Operation
	self *model.Param // the path parameter that both have
	to   *model.State
}

// lookFor returns how to tell that an operation has had its effect; nil where the spec does not say enough: not all
// outcomes lead to one state, other states look the same, or nothing reads the object by the same id.
func lookFor(op *model.Operation) *looker {
	if op.Replay != model.Converging || op.Behaviour == nil || op.Resource.Lifecycle == nil || !answersWithSelf(op) {
		return nil
	}
	self := onlyPathParam(op)
	to := onlyState(op)
	if self == nil || to == nil || !tellsApart(to, op.Resource.Lifecycle.States) {
		return nil
	}
	for _, r := range op.Resource.Operations {
		p := onlyPathParam(r)
		needs := slices.ContainsFunc(r.Params, func(p *model.Param) bool { return p.In != model.InPath && p.Required })
		if r.Kind == model.Read && r.Key == op.Key && r.TestOnly == nil && answersWithSelf(r) && p != nil && !needs && p.Type.Kind == self.Type.Kind && p.Type.Object == self.Type.Object {
			return &looker{read: r, self: self, to: to}
		}
	}
	return nil
}

// answersWithSelf reports whether an operation answers with its own resource.
func answersWithSelf(op *model.Operation) bool {
	return op.Result != nil && op.Result.Kind == model.ObjectKind && op.Result.Object == op.Resource.Object
}

// onlyPathParam is the one parameter of a path; nil if there are none or several.
func onlyPathParam(op *model.Operation) *model.Param {
	var only *model.Param
	for _, s := range op.Path {
		if s.Param == nil {
			continue
		}
		if only != nil {
			return nil
		}
		only = s.Param
	}
	return only
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

// seenName is the function that tells whether an operation has had its effect.
func seenName(op *model.Operation) string { return "seen" + op.Resource.Go + op.Go }

// seenFunc declares it.
func seenFunc(op *model.Operation, l *looker) *Statement {
	cond := Null()
	for i, f := range fixedFields(l.to) {
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
	return Func().Id(seenName(op)).Params(Id("o").Op("*").Id(op.Resource.Go)).Bool().Block(Return(cond))
}

// ensureName is the method that asks for an operation's effect, whoever brings it about, like EnsureClosed for Close; ""
// where there is none: the effect cannot be seen, the operation has a name of several words, or another one has that name.
func ensureName(op *model.Operation) string {
	if lookFor(op) == nil || strings.Contains(op.Name, "_") {
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
