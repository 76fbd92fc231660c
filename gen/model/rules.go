package model

import "slices"

// Rules are the rules of the model: names, then shapes, then behaviour, then calls.
var Rules = slices.Concat(nameRules, shapeRules, behaviourRules, callRules)
