package diff

import (
	"strconv"
	"strings"

	"github.com/chargegen/chargegen/gen/prove"
)

// Witness is a case in which the two editions differ.
type Witness struct {
	State  string   // of the object, empty where there is none yet, or it fits none
	Values []Value  // what the conditions that decided looked at
	Steps  []string // what leads there; the last is the call that is answered differently
}

// Value is a value by the path that names it in conditions, as JSON or as a length of time.
type Value struct{ Name, Text string }

func witness(f *prove.Difference) *Witness {
	w := &Witness{State: f.State}
	for _, v := range f.Seen {
		text := "null"
		switch {
		case v.Span:
			text = prove.Length(v.Value.Int() / 1e9)
		case !v.Value.IsNull():
			text = string(v.Value.AppendJSON(nil))
		}
		w.Values = append(w.Values, Value{v.Name, text})
	}
	for _, s := range f.Steps {
		w.Steps = append(w.Steps, step(s))
	}
	return w
}

// step is one step in words.
func step(s prove.Step) string {
	switch s.Kind {
	case prove.StepWait:
		return "wait " + prove.Length(s.Seconds)
	case prove.StepFact:
		return "let account." + s.Args[0].Name + " be " + argument(s.Args[0])
	case prove.StepSignal:
		return "signal " + s.Signal.Name + arguments(s.Args)
	}
	return nameOf(s.Operation) + arguments(s.Args)
}

func arguments(args []prove.Arg) string {
	var list []string
	for _, a := range args {
		if a.Name != "" { // else it is the object that a signal is for
			list = append(list, a.Name+": "+argument(a))
		}
	}
	return "(" + strings.Join(list, ", ") + ")"
}

func argument(a prove.Arg) string {
	if a.From > 0 {
		return strings.Join(a.Path, ".") + " of step " + strconv.Itoa(a.From)
	}
	return string(a.Value.AppendJSON(nil))
}
