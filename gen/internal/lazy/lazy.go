// Package lazy makes what a command may never need when it is first asked for: every start would wait for it else.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp compiles a pattern, which must be well formed, when it is first asked for.
func Regexp(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
