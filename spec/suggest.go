package spec

import (
	"fmt"
	"slices"
)

// maxSuggest is the longest word that is compared with others: nobody mistypes longer ones.
const maxSuggest = 100

// Suggest returns `; did you mean "x"?` for the known word that is nearest to word, or nothing if none is near.
func Suggest(word string, known []string) string {
	if len(word) > maxSuggest {
		return ""
	}
	best, least := "", len(word)/3+2
	for _, k := range known {
		if d := distance(word, k, least); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// distance is the number of insertions, deletions, changes and swaps of neighbours that turn a into b, or bound if it
// is no less.
func distance(a, b string, bound int) int {
	if len(a)-len(b) >= bound || len(b)-len(a) >= bound {
		return bound
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		if slices.Min(row) > bound {
			return bound
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], bound)
}
