// Package chargegen_test holds the house rules that no compiler knows: which package may import which, and which words
// stay out of the general code.
package chargegen_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

const module = "github.com/chargegen/chargegen"

// floors is the map of the house. A package imports only packages of lower floors; a new package gets its line here.
var floors = map[string]int{
	"spec":                0,
	"templates":           0,
	"templates/client":    0,
	"templates/engine":    0,
	"templates/lifecycle": 0,

	"gen/internal/goapi": 0,
	"gen/internal/ident": 0,
	"gen/internal/jen":   0,
	"gen/internal/lazy":  0,
	"gen/model":          1,
	"gen":                2,
	"gen/example":        2,
	"gen/export":         2,
	"gen/openapi":        2,
	"gen/tables":         2,

	"gen/external":         3,
	"gen/internal/gentest": 3,
	"gen/internal/gosrc":   3,
	"gen/outdir":           3,
	"gen/prove":            3,
	"gen/snippet":          3,

	"gen/diff":       4,
	"gen/mockserver": 4,

	"gen/target/docs":        4,
	"gen/target/goclient":    4,
	"gen/target/goexamples":  4,
	"gen/target/golifecycle": 4,
	"gen/target/gomock":      4,
	"gen/target/openapi":     4,

	"gen/target":    5,
	"gen/cli":       6,
	"cmd/chargegen": 7,

	"internal/wanttest": 1,
}

// generated are the packages below out/go, each with the packages of ours that it may import. They and the standard
// library are all that generated Go needs.
var generated = map[string][]string{
	"out/go/omise":                     nil,
	"out/go/omisemock":                 {"out/go/omise", "out/go/omisemock/internal/engine"},
	"out/go/omisemock/internal/engine": nil,
}

// onlyBelow says where alone a library may be imported, tests included.
var onlyBelow = map[string]string{
	"gopkg.in/yaml.v3":             "spec",
	"github.com/dave/jennifer":     "gen/internal/jen",
	"github.com/spf13/cobra":       "gen/cli",
	"github.com/yuin/goldmark":     "gen/target/docs",
	"github.com/alecthomas/chroma": "gen/target/docs",
}

// testOnly are the packages that only tests import: who requires chargegen links none of them.
var testOnly = []string{
	"github.com/google/go-cmp",
	"github.com/rogpeppe/go-internal",
	"golang.org/x/tools",
	"gen/internal/gentest",
	"internal/wanttest",
}

func TestFloors(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range load(t) {
		pkg := rel(p.PkgPath)
		if p.ForTest != "" || pkg == "." || strings.HasSuffix(pkg, ".test") {
			continue
		}
		seen[pkg] = true
		if fault := floorFault(pkg); fault != "" {
			t.Error(fault)
		}
		for _, imp := range p.Imports {
			if fault := importFault(pkg, rel(imp.PkgPath)); fault != "" {
				t.Error(fault)
			}
		}
	}
	for pkg := range generated {
		if !seen[pkg] {
			t.Errorf("generated lists %s, which is not there", pkg)
		}
	}
}

// floorFault says that pkg is on no floor.
func floorFault(pkg string) string {
	if _, ok := floors[pkg]; ok {
		return ""
	}
	if _, ok := generated[pkg]; ok || isExample(pkg) {
		return ""
	}
	return pkg + " is on no floor: give it a line in floors, or in generated"
}

// importFault says why pkg may not import imp, or nothing.
func importFault(pkg, imp string) string {
	for _, lib := range testOnly {
		if below(imp, lib) && pkg != lib {
			return pkg + " imports " + imp + ", which is for tests alone"
		}
	}
	if may, ok := generated[pkg]; ok {
		if slices.Contains(may, imp) || isStandard(imp) {
			return ""
		}
		return pkg + " is generated and imports " + imp + ", which is neither of the standard library nor listed"
	}
	_, toGenerated := generated[imp]
	switch {
	case isExample(pkg) && isOurs(imp) && !toGenerated:
		return pkg + " is an example and imports " + imp + ", which is not generated"
	case !isExample(pkg) && toGenerated:
		return pkg + " imports " + imp + ", which is generated"
	case !isExample(pkg) && isOurs(imp) && floors[imp] >= floors[pkg]:
		return pkg + " imports " + imp + ", which is not on a lower floor"
	}
	return ""
}

func TestFloorFaults(t *testing.T) {
	tests := []struct{ pkg, imp, want string }{
		{"gen", "gen/model", ""},
		{"gen", "encoding/json", ""},
		{"gen/model", "gen", "gen/model imports gen, which is not on a lower floor"},
		{"gen/target/docs", "gen/target/gomock", "gen/target/docs imports gen/target/gomock, which is not on a lower floor"},
		{"gen/cli", "out/go/omise", "gen/cli imports out/go/omise, which is generated"},
		{"gen", "golang.org/x/tools/imports", "gen imports golang.org/x/tools/imports, which is for tests alone"},
		{"out/go/omisemock", "out/go/omise", ""},
		{"out/go/omise", "net/http", ""},
		{"out/go/omise", "out/go/omisemock", "out/go/omise is generated and imports out/go/omisemock, which is neither of the standard library nor listed"},
		{"out/go/omise", "gopkg.in/yaml.v3", "out/go/omise is generated and imports gopkg.in/yaml.v3, which is neither of the standard library nor listed"},
		{"examples/any", "out/go/omise", ""},
		{"examples/any", "gen", "examples/any is an example and imports gen, which is not generated"},
	}
	for _, tt := range tests {
		if got := importFault(tt.pkg, tt.imp); got != tt.want {
			t.Errorf("importFault(%q, %q) = %q, want %q", tt.pkg, tt.imp, got, tt.want)
		}
	}
	if got, want := floorFault("gen/other"), "gen/other is on no floor: give it a line in floors, or in generated"; got != want {
		t.Errorf("floorFault(%q) = %q, want %q", "gen/other", got, want)
	}
}

func TestLibrariesStayInTheirPlace(t *testing.T) {
	for _, p := range load(t) {
		pkg := strings.TrimSuffix(rel(p.PkgPath), "_test")
		for _, imp := range p.Imports {
			for lib, place := range onlyBelow {
				if below(imp.PkgPath, lib) && !below(pkg, place) {
					t.Errorf("%s imports %s, which only %s may", pkg, imp.PkgPath, place)
				}
			}
		}
	}
}

// ownWords are what belongs to one API alone. The general code knows of none of them: it must serve any API.
var ownWords = regexp.MustCompile(`(?i)charge|\bomise|\bsatang|\bbaht\b|\bcaptur|\brefund|\bdisput|\bpayments?\b|\bmerchants?\b|` +
	`\bcards?\b|\bchrg|\btokn_|\bpromptpay|\balipay|(?-i:Omise|Satang|Baht|Captur|Refund|Disput|Payment|Merchant|PromptPay|Alipay)`)

// stems are what a line holds that has one of ownWords: to look for them first is far quicker.
var stems = []string{"charge", "omise", "satang", "baht", "captur", "refund", "disput", "payment", "merchant", "card", "chrg", "tokn_", "promptpay", "alipay"}

// allowed are the names that the general code cannot do without: its own, that of the spec it carries, and one of
// regexp/syntax.
var allowed = regexp.MustCompile(`(?i)chargegen|charges\.(yaml|schema\.json)|(?-i:syntax\.OpCapture)`)

// flagship are the tests that hold the whole against the API of spec/charges.yaml, and what they read.
var flagship = []string{"gen/agreement_test.go", "gen/process_test.go", "gen/truth_test.go", "gen/testdata/truth.txt", "spec/charges_samples_test.go", "spec/charges_test.go"}

func TestGeneralCodeNamesNoAPI(t *testing.T) {
	for _, file := range generalFiles(t) {
		if slices.Contains(flagship, filepath.ToSlash(file)) {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if word := ownWord(line); word != "" {
				t.Errorf("%s:%d: %q belongs to one API: use parcels, tickets, rooms", file, i+1, word)
			}
		}
	}
}

// ownWord returns the first word of line that belongs to one API.
func ownWord(line string) string {
	lower := strings.ToLower(line)
	if !slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(lower, stem) }) {
		return ""
	}
	return ownWords.FindString(allowed.ReplaceAllString(line, ""))
}

func TestOwnWord(t *testing.T) {
	tests := []struct{ line, want string }{
		{"a parcel in a promised room", ""},
		{"Code generated by chargegen from charges.yaml", ""},
		{"func Charge()", "Charge"},
		{"var lastCharge int", "Charge"},
		{"package omise", "omise"},
		{"type OmiseClient", "Omise"},
		{"customised, atomised", ""},
		{"20 Baht", "Baht"},
		{"a wildcard, discarded", ""},
		{"type paidByCard string // a card", "card"},
		{"\"captured\"", "captur"},
	}
	for _, tt := range tests {
		if got := ownWord(tt.line); got != tt.want {
			t.Errorf("ownWord(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
}

// generalFiles lists the files of the general code: all below gen/ and templates/, and the Go files of spec/.
func generalFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("spec/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"gen", "templates"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

var loadOnce = sync.OnceValues(func() ([]*packages.Package, error) {
	mode := packages.NeedName | packages.NeedImports | packages.NeedForTest
	return packages.Load(&packages.Config{Mode: mode, Tests: true}, "./...")
})

// load lists all packages of the module with their imports, and apart from them the same with their tests.
func load(t *testing.T) []*packages.Package {
	t.Helper()
	pkgs, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.ID, e)
		}
	}
	return pkgs
}

// rel returns a package's path inside the module, or the whole path of a foreign one.
func rel(pkgPath string) string {
	if pkgPath == module {
		return "."
	}
	return strings.TrimPrefix(pkgPath, module+"/")
}

// below reports whether pkg is dir or lies below it.
func below(pkg, dir string) bool {
	rest, ok := strings.CutPrefix(pkg, dir)
	return ok && (rest == "" || rest[0] == '/')
}

func isOurs(pkg string) bool {
	if _, ok := floors[pkg]; ok {
		return true
	}
	_, ok := generated[pkg]
	return ok || isExample(pkg)
}

func isExample(pkg string) bool { return below(pkg, "examples") }

// isStandard reports whether a package that is not ours is of the standard library: its first element has no dot.
func isStandard(pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return !isOurs(pkg) && !strings.Contains(first, ".")
}
