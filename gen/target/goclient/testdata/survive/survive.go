// Package survive reads and writes examples.
package survive

// example is a JSON text and what it is read into.
type example struct {
	text string
	into any
}
