package templates

import "embed"

// Lifecycle is the files of a generated client that wait for states, under lifecycle/: all but those that stand for the
// client's own, and the tests.
//
//go:embed lifecycle/waiting.go
var Lifecycle embed.FS
