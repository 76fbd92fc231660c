package model

import "github.com/chargegen/chargegen/spec"

var behaviourRules = []spec.Rule{
	{
		ID: "condition-type", Title: "a condition mixes types",
		Doc: "Paths are compared with literals of their type or with paths like them; numbers, times and clocks " +
			"alone have an order; only booleans stand by themselves. Objects and lists are compared with `null` " +
			"alone.",
	},
	{
		ID: "null-unguarded", Title: "a path may be null where its value counts",
		Doc: "What a refusal does must not hang on what null is taken for. A path through something that may be " +
			"null wants a guard in the same condition, such as `owner != null && owner.blocked`; so does a path " +
			"that may be null and stands by itself, in an ordering or beside another path. Compared with a " +
			"literal by `==`, `!=` or `in`, null is a value unlike all others, and no guard is wanted.",
	},
	{
		ID: "bad-path", Title: "a path cannot be read",
		Doc: "Where a path is wanted, write a dotted name such as `param.amount`.",
	},
	{
		ID: "bad-value", Title: "a value cannot be read",
		Doc: "A value is a literal, `now`, a path, or one verb with what it needs: `lookup` a `key`, `percent` a " +
			"`rate`. Braces of a format are closed.",
	},
	{
		ID: "bare-name", Title: "a text has the name of a let or load",
		Doc: "A plain scalar is a path only where it has a dot: `set: {tax: tax}` gives the text `tax`. What a let " +
			"or load of that name holds is `{copy: tax}`; the text, where it is meant, is `{literal: tax}`.",
	},
	{
		ID: "effect-type", Title: "an effect does not suit what it changes",
		Doc: "A value is of the type of the attribute that it is given to, and not null where that may not be. " +
			"What guards have made sure of is known to the effects. The parts of a value are checked likewise: " +
			"sums add numbers, `plus` adds a window to a time, clocks count from times.",
	},
	{
		ID: "set-derived", Title: "something sets a derived attribute",
		Doc: "What stands under `derive` follows from other attributes. Nothing else may set it.",
	},
	{
		ID: "guard-form", Title: "a guard is not formed as one",
		Doc: "A guard has `deny` or `require`, and an `error`. A documented row refuses nothing, so it has no " +
			"error.",
	},
	{
		ID: "outcome-order", Title: "outcomes are not in a usable order",
		Doc: "Outcomes are tried from the top. The last has no condition, so that one always holds; none but the " +
			"last is without one, or those below could never happen.",
	},
	{
		ID: "timer-form", Title: "a timer does not say when it fires",
		Doc: "A timer has `clock` and `after`, or `at`.",
	},
	{
		ID: "final-state", Title: "something leaves a final state",
		Doc: "Nothing leads out of a state that is `final`, so no operation starts from one.",
	},
}
