package model

import "github.com/chargegen/chargegen/spec"

// Rules are the rules of the model, by theme.
var Rules = []spec.Rule{}
