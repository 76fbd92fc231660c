package client

// isOneOf reports whether a word is one of some. It is called from so many places that a copy in each would make the
// package slower to compile, and nobody waits for it.
//
//go:noinline
func isOneOf[W ~string](word W, words []W) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// trait is what some words have in common.
type trait[W ~string, V any] struct {
	value V
	words []W
}

// traitOf finds the trait of a word; other where the table does not tell.
func traitOf[W ~string, V any](word W, table []trait[W, V], other V) V {
	for i := range table {
		if isOneOf(word, table[i].words) {
			return table[i].value
		}
	}
	return other
}
