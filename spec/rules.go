package spec

// Rule is what one rule id stands for.
type Rule struct {
	ID    string
	Title string // one line, lower case
	Doc   string // what is refused, why, and what to write instead, in Markdown
}
