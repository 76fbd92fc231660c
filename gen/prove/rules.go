package prove

import "github.com/chargegen/chargegen/spec"

// Rules are the rules of the proof: rows, then states, then what the docs say, then errors, then the proof itself.
var Rules = []spec.Rule{
	{
		ID: "row-never-decides", Title: "a guard never refuses anything",
		Doc: "Guards are tried from the top, after the checks of parameters. Every call that this row would refuse is " +
			"refused before it comes to it, or cannot be made. Put the row higher, delete it, or if readers should " +
			"see it, list it under `documented`.",
	},
	{
		ID: "undecided", Title: "the proof cannot say whether a row ever decides, or a state is reached or left",
		Doc: "The row, or one on the way to the state or out of it, compares sums, shares, what counts up or down, or " +
			"attributes that callers do not choose with each other. Values are looked for there, but not all are tried; " +
			"none that was made the row decide. It may be dead or not: try it by a test.",
	},
	{
		ID: "outcome-never", Title: "an outcome never comes about",
		Doc: "Outcomes are tried from the top. No call that the guards let through comes to this one: those above it " +
			"take all, or its condition cannot hold.",
	},
	{
		ID: "timer-never", Title: "a timer never fires",
		Doc: "No object that calls can make is ever in the way that the timer's `when` wants at the time when it is due.",
	},
	{
		ID: "signal-never", Title: "a signal is never heeded",
		Doc: "No object that calls can make is ever in the way that the signal's `when` wants.",
	},
	{
		ID: "state-unreachable", Title: "nothing leads to a state",
		Doc: "No order of calls, signals and timers makes an object that fits this state. An object that fits several " +
			"states is in the first of them, so a state can also be hidden by one above it.",
	},
	{
		ID: "state-stuck", Title: "nothing leads out of a state that is not final",
		Doc: "An object that comes to this state stays there for good. If that is meant, the state is `final`; else a " +
			"call, signal or timer is missing, or its guards refuse too much.",
	},
	{
		ID: "final-left", Title: "a final state is left",
		Doc: "The docs and the client take a `final` state for the end. Refuse the change by a guard, or let the state " +
			"not be final.",
	},
	{
		ID: "invariant-broken", Title: "an effect breaks an invariant",
		Doc: "Invariants hold of every stored object, always. Here a change makes one of which it does not: the effect " +
			"lacks something, a guard does, or the invariant says too much.",
	},
	{
		ID: "state-misfit", Title: "a change does not lead to the state that it names",
		Doc: "After the change the object fits another state than `to` says, or none. Attributes that the effect sets " +
			"beside the state, or conditions in the state's row, make it so.",
	},
	{
		ID: "documented-not-implied", Title: "a documented row is not implied by the guards",
		Doc: "Rows under `documented` are shown to readers and check nothing, so the guards must refuse whatever they " +
			"forbid. Here a call is done although the row forbids it. Add a guard, or mend the row.",
	},
	{
		ID: "from-refused", Title: "an operation does not start from a state that it names",
		Doc: "The guards refuse every object in a state that `from` lists. Take the state out, or mend the guards.",
	},
	{
		ID: "from-missing", Title: "an operation starts from a state that it does not name",
		Doc: "`from` lists the states that an operation starts from, all of them. The guards let through an object in " +
			"another state: add it, or a guard that refuses it.",
	},
	{
		ID: "repeat-not-refused", Title: "an action is done twice",
		Doc: "Clients take it that an action which leads to a state is refused when it is called again, so that sending " +
			"it twice by mistake does no harm. Add a guard; where doing it again is harmless or wanted, say `replay: " +
			"overwriting` or `replay: creating`.",
	},
	{
		ID: "error-unseen", Title: "nothing makes an operation answer an error that it declares",
		Doc: "No order of calls, signals and waiting makes the mock answer with this code here. Mend the guards, or if " +
			"the mock cannot know, say why under `unreachable`.",
	},
	{
		ID: "error-seen", Title: "an error that is said to be unreachable is seen",
		Doc: "An order of calls makes the mock answer with this code here, so `unreachable` is wrong.",
	},
	{
		ID: "proof-size", Title: "there is too much to explore",
		Doc: "The proof tells objects apart by what conditions read of them. Past a bound it gives up, so that it ends on " +
			"any spec. Compare fewer attributes with each other, or fewer parameters in one operation.",
	},
	{
		ID: "proof-replay", Title: "a sequence that was found cannot be played",
		Doc: "Each order of calls that ends in an error is played over HTTP before it counts. A caller cannot play this " +
			"one: mostly because an answer on the way does not carry the id that the next call needs.",
	},
}
