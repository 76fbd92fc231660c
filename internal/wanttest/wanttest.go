// Package wanttest checks the findings of spec files against comments in those files. It never writes a file: what is
// wanted is written by people alone.
//
// A case is a file NAME.yaml of a folder, with the files it includes, if any, in the folder NAME beside it. A line that
// is refused ends in
//
//	# want "regexp"
//
// with one quoted or backquoted regular expression for each finding on that line, matched against the finding's text
// with its rule, such as `unknown key "tittle"; did you mean "title"? [unknown-key]`, and for a warning with the word
// warning before it. A number and a colon before the quote ask for that column too: # want 7:"regexp". Where a fault
// swallows the comment, the wants stand in NAME.want instead, one "LINE: want" to a line.
package wanttest

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// Check returns the findings of one case. file is the case's name relative to the folder, data what it holds.
type Check func(file string, data []byte) spec.ErrorList

// Run checks every case of dir both ways: a finding that no want asks for fails, and so does a want without a finding.
func Run(t *testing.T, dir string, check Check) {
	t.Helper()
	for _, c := range load(t, dir) {
		t.Run(strings.TrimSuffix(c.name, ".yaml"), func(t *testing.T) {
			for _, fault := range c.compare(check(c.name, c.data)) {
				t.Error(fault)
			}
		})
	}
}

// Rules checks that each rule has cases of its own: files called RULE.yaml or RULE_anything.yaml. With the findings of
// a rule left out, exactly its own cases must fail, and every case must be some rule's or begin with "ok".
func Rules(t *testing.T, dir string, rules []spec.Rule, check Check) {
	t.Helper()
	cases := load(t, dir)
	found := make([]spec.ErrorList, len(cases))
	for i, c := range cases {
		found[i] = check(c.name, c.data)
	}
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			own := 0
			for i, c := range cases {
				red := len(c.compare(without(found[i], r.ID))) > 0
				if c.of(r.ID) {
					own++
				}
				if red != c.of(r.ID) {
					t.Errorf("without rule %s, %s fails: %t, want %t", r.ID, c.name, red, c.of(r.ID))
				}
			}
			if own == 0 {
				t.Errorf("rule %s has no case %s*.yaml in %s", r.ID, r.ID, dir)
			}
		})
	}
	for _, c := range cases {
		if !strings.HasPrefix(c.name, "ok") && !slices.ContainsFunc(rules, func(r spec.Rule) bool { return c.of(r.ID) }) {
			t.Errorf("%s: the case is named after no rule and does not begin with ok", c.name)
		}
	}
}

// without drops the findings of one rule.
func without(list spec.ErrorList, rule string) spec.ErrorList {
	return slices.DeleteFunc(slices.Clone(list), func(e *spec.Error) bool { return e.Rule == rule })
}

// testCase is one file and what is wanted of it.
type testCase struct {
	name  string
	data  []byte
	wants []want
}

// want asks for one finding.
type want struct {
	file string
	line int
	col  int // 0 for any
	re   *regexp.Regexp
}

// of reports whether the case is named after the rule.
func (c testCase) of(rule string) bool {
	stem := strings.TrimSuffix(c.name, ".yaml")
	return stem == rule || strings.HasPrefix(stem, rule+"_")
}

// load reads the cases of dir in the order of their names.
func load(t *testing.T, dir string) []testCase {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no *.yaml in %s: %v", dir, err)
	}
	cases := make([]testCase, len(names))
	for i, name := range names {
		c, err := loadCase(dir, filepath.Base(name))
		if err != nil {
			t.Fatal(err)
		}
		cases[i] = c
	}
	return cases
}

// loadCase reads one case, its .want file and the files in the folder of its name.
func loadCase(dir, name string) (testCase, error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return testCase{}, err
	}
	c := testCase{name: name, data: data}
	if c.wants, err = comments(name, data); err != nil {
		return c, err
	}
	stem := strings.TrimSuffix(name, ".yaml")
	beside, err := os.ReadFile(filepath.Join(dir, stem+".want"))
	if err == nil {
		listed, err := listed(name, stem+".want", beside)
		if err != nil {
			return c, err
		}
		c.wants = append(c.wants, listed...)
	}
	included, err := filepath.Glob(filepath.Join(dir, stem, "*.yaml"))
	for _, file := range included {
		data, err := os.ReadFile(file)
		if err != nil {
			return c, err
		}
		more, err := comments(path.Join(stem, filepath.Base(file)), data)
		if err != nil {
			return c, err
		}
		c.wants = append(c.wants, more...)
	}
	return c, err
}

// comments reads the wants at the ends of lines.
func comments(file string, data []byte) ([]want, error) {
	var wants []want
	for i, line := range strings.Split(string(data), "\n") {
		_, text, ok := strings.Cut(line, "# want ")
		if !ok {
			continue
		}
		more, err := parse(file, i+1, text)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
		wants = append(wants, more...)
	}
	return wants, nil
}

// listed reads the lines of a .want file.
func listed(file, from string, data []byte) ([]want, error) {
	var wants []want
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		number, text, _ := strings.Cut(line, ":")
		at, err := strconv.Atoi(number)
		if err == nil {
			var more []want
			more, err = parse(file, at, text)
			wants = append(wants, more...)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", from, i+1, err)
		}
	}
	return wants, nil
}

// parse reads the regular expressions of one line.
func parse(file string, line int, text string) ([]want, error) {
	var wants []want
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		w := want{file: file, line: line}
		if number, rest, ok := strings.Cut(text, ":"); ok {
			if col, err := strconv.Atoi(number); err == nil {
				w.col, text = col, rest
			}
		}
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return nil, fmt.Errorf("bad want %q: wanted quoted regular expressions", text)
		}
		text = text[len(quoted):]
		pattern, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("bad want %s: %w", quoted, err)
		}
		if w.re, err = regexp.Compile(pattern); err != nil {
			return nil, err
		}
		wants = append(wants, w)
	}
	if len(wants) == 0 {
		return nil, fmt.Errorf("a want without a regular expression")
	}
	return wants, nil
}

// compare returns a sentence for each finding not wanted and each want not found. Each want takes one finding.
func (c testCase) compare(found spec.ErrorList) []string {
	var faults []string
	open := slices.Clone(c.wants)
	for _, e := range found {
		text := fmt.Sprintf("%s [%s]", e.Msg, e.Rule)
		if e.Severity == spec.SeverityWarning {
			text = "warning: " + text
		}
		i := slices.IndexFunc(open, func(w want) bool {
			return w.file == e.Pos.File && w.line == e.Pos.Line && (w.col == 0 || w.col == e.Pos.Col) && w.re.MatchString(text)
		})
		if i < 0 {
			faults = append(faults, fmt.Sprintf("unwanted finding: %v", e))
			continue
		}
		open = slices.Delete(open, i, i+1)
	}
	for _, w := range open {
		faults = append(faults, fmt.Sprintf("%s:%d: no finding matches %q", w.file, w.line, w.re))
	}
	return faults
}
