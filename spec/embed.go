package spec

import _ "embed"

// Default is the spec that goes where none is named: that of this repository.
//
//go:embed charges.yaml
var Default []byte
