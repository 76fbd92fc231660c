package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// scaled returns the spec with n copies of its first resource: its operations, its events and its behaviour, each
// under a name of its own. Objects, enums and errors are shared, as they are in an API that grew.
func scaled(text []byte, n int) ([]byte, error) {
	lines := strings.SplitAfter(string(text), "\n")
	resource, err := block(lines, "resources:")
	if err != nil {
		return nil, err
	}
	params, err := block(lines, "params:")
	if err != nil {
		return nil, err
	}
	events, err := block(lines, "events:")
	if err != nil {
		return nil, err
	}
	own := lines[events.begin:events.end]
	var b bytes.Buffer
	for i, line := range lines {
		b.WriteString(line)
		switch i + 1 {
		case params.end:
			copies(&b, lines[params.begin:params.end], n)
		case resource.end:
			copies(&b, lines[resource.begin:resource.end], n)
		case events.end:
			copies(&b, own, n)
		}
	}
	return b.Bytes(), nil
}

// span is a range of lines.
type span struct{ begin, end int }

// block finds the lines of the first entry below a top-level key, or of all entries that begin with its name and a dot.
func block(lines []string, key string) (span, error) {
	for i, line := range lines {
		if strings.TrimSpace(line) != key || line[0] == ' ' {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), ":")
		stem, _, _ := strings.Cut(name, ".")
		for j := i + 2; j < len(lines); j++ {
			if entry.MatchString(lines[j]) && !strings.HasPrefix(lines[j], "  "+stem+".") {
				return span{i + 1, j}, nil
			}
		}
	}
	return span{}, fmt.Errorf("the spec has no %s with two entries", key)
}

// entry is a line that begins something at the top or one level below.
var entry = regexp.MustCompile(`^(  )?[a-z]`)

// names are the words that a copy has its own of.
var names = regexp.MustCompile(`\b(charges?|of_charge|chrg)(\b|_test)`)

// copies writes n-1 copies of lines; the first is the original.
func copies(b *bytes.Buffer, lines []string, n int) {
	text := strings.Join(lines, "")
	for i := 2; i <= n; i++ {
		b.WriteString(names.ReplaceAllString(text, fmt.Sprintf("${1}%d${2}", i)))
	}
}
