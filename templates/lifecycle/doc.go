// Package lifecycle is the fixed part of what a generated client knows of states: waiting for one. It is copied into the
// client's package, beside the client's runtime; sample.go stands for what it finds there.
package lifecycle
