package gen_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target"
	"github.com/chargegen/chargegen/spec"
)

var update = flag.Bool("update", false, "rewrite the wanted files of the golden cases")

const (
	goldenDir    = "../testdata/golden"
	goldenImport = "example.com/golden"

	findingsFile = "errors.txt"   // the findings of a case, one a line; of a refused one nothing else
	verbatimFile = "verbatim.txt" // the files that are copies of fixed Go, one a line
)

// goldenCase is one folder of testdata/golden: spec.yaml, the files it includes, and want/, what must come of it.
type goldenCase struct {
	name    string
	dir     string
	targets []string // the targets it is made with; all where its spec names none
	site    bool     // that its pages are made in HTML too
}

// goldenCases reads the list of cases. The first line of a spec may limit it: "# targets: goclient docs". Pages are
// made in Markdown alone, from which HTML follows, but where the line names docs+site.
func goldenCases(t *testing.T) []goldenCase {
	t.Helper()
	folders, err := os.ReadDir(goldenDir)
	if err != nil || len(folders) == 0 {
		t.Fatalf("no golden case below %s (%v)", goldenDir, err)
	}
	var cases []goldenCase
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		c := goldenCase{name: f.Name(), dir: filepath.Join(goldenDir, f.Name())}
		first, _, _ := strings.Cut(string(readFile(t, filepath.Join(c.dir, "spec.yaml"))), "\n")
		list, _ := strings.CutPrefix(first, "# targets:")
		if list != first {
			list, c.site = strings.ReplaceAll(list, "docs+site", "docs"), strings.Contains(list, "docs+site")
			c.targets = strings.Fields(list)
		}
		cases = append(cases, c)
	}
	return cases
}

// result is what comes of a spec: its findings, and the generated files unless they refuse it.
type result struct {
	findings spec.ErrorList
	files    []gen.File
}

// run makes everything that a case asks for. arrange may change the order of plans and jobs; nil leaves it.
func (c goldenCase) run(t *testing.T, arrange *rand.Rand) result {
	t.Helper()
	return generate(t, filepath.Join(c.dir, "spec.yaml"), request{goldenImport, c.targets, c.site, arrange})
}

// request is what a spec is made into.
type request struct {
	importPath string
	names      []string   // of the targets; all where there are none
	site       bool       // that pages are made in HTML too
	arrange    *rand.Rand // puts plans and jobs in another order; nil leaves it
}

// generate runs the pipeline over one spec file.
func generate(t *testing.T, file string, rq request) result {
	t.Helper()
	dir := os.DirFS(filepath.Dir(file)) // its errors name files as the spec does
	open := func(name string) ([]byte, error) { return fs.ReadFile(dir, name) }
	doc, findings := spec.Parse(filepath.Base(file), readFile(t, file), open)
	if findings.Refuses() {
		return result{findings: findings}
	}
	api, more := model.Build(doc)
	findings = append(findings, more...)
	findings.Sort()
	if findings.Refuses() {
		return result{findings: findings}
	}
	files, err := gen.Run(api, plans(t, api, rq))
	var refused spec.ErrorList
	if errors.As(err, &refused) {
		return result{findings: append(findings, refused...)}
	}
	if err != nil {
		t.Fatal(err)
	}
	return result{findings: findings, files: files}
}

// plans are the named targets, or all, with their default settings.
func plans(t *testing.T, api *model.API, rq request) []gen.Plan {
	t.Helper()
	roots := map[string]string{}
	for _, tg := range target.All() {
		roots[tg.Name()] = target.DefaultRoot(tg.Name(), api)
	}
	for _, name := range rq.names {
		if roots[name] == "" {
			t.Fatalf("unknown target %q", name)
		}
	}
	var list []gen.Plan
	for _, tg := range target.All() {
		if len(rq.names) > 0 && !slices.Contains(rq.names, tg.Name()) {
			continue
		}
		opts := gen.Options{Root: roots[tg.Name()], Roots: roots, Import: rq.importPath}
		if tg.Name() == "docs" && !rq.site {
			off := spec.Entry[spec.Data]{Key: spec.Text{Value: "site"}, Value: spec.Data{Kind: spec.DataBool, Text: "false"}}
			opts.Values = spec.Data{Kind: spec.DataMap, Members: []spec.Entry[spec.Data]{off}}
		}
		if rq.arrange != nil {
			tg = shuffled{tg, rand.New(rand.NewPCG(rq.arrange.Uint64(), 0))} // each its own: targets plan side by side
		}
		list = append(list, gen.Plan{Target: tg, Options: opts})
	}
	if rq.arrange != nil {
		rq.arrange.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return list
}

// shuffled is a target whose jobs come in another order.
type shuffled struct {
	gen.Target
	arrange *rand.Rand
}

// Plan implements gen.Target.
func (s shuffled) Plan(api *model.API, opts gen.Options) ([]gen.Job, error) {
	jobs, err := s.Target.Plan(api, opts)
	s.arrange.Shuffle(len(jobs), func(i, j int) { jobs[i], jobs[j] = jobs[j], jobs[i] })
	return jobs, err
}

func TestGolden(t *testing.T) {
	copies := fixedGo(t)
	for _, c := range goldenCases(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := wantTree(c.run(t, nil), copies)
			want := filepath.Join(c.dir, "want")
			if *update {
				writeTree(t, want, got)
			}
			compareTrees(t, readTree(t, want), got)
		})
	}
	t.Run("exported", testExported)
}

// Everything is made twice more, with plans and jobs in orders of chance: order must not matter, nor what ran before.
func TestGoldenSameBytes(t *testing.T) {
	for _, c := range goldenCases(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			first := wantTree(c.run(t, nil), nil)
			for seed := range uint64(2) {
				again := wantTree(c.run(t, rand.New(rand.NewPCG(seed, 0))), nil)
				compareTrees(t, first, again)
			}
		})
	}
}

// What lies in out/ is what the real spec makes.
func TestOutIsCurrent(t *testing.T) {
	got := generate(t, "../spec/charges.yaml", request{importPath: "github.com/chargegen/chargegen/out", site: true})
	for _, e := range got.findings {
		t.Error(e)
	}
	tree := map[string]string{}
	for _, f := range got.files {
		tree[f.Path] = string(f.Data)
	}
	have := readTree(t, "../out")
	delete(have, ".chargegen.json") // the list of what was generated, which only outdir writes
	compareTrees(t, tree, have)
}

// fixedAssets are what every page in HTML loads, and carried is the same where a page holds it itself: they do not follow
// from the spec.
var (
	fixedAssets = []string{"site.css", "site.js"}
	carried     = regexp.MustCompile(`(?s)(<style>|<script>|'sha256)(.*?)(</style>|</script>|')`)
)

// wantTree is a result as want/ holds it: findings as text, copies of fixed Go by name alone.
func wantTree(r result, copies map[string]bool) map[string]string {
	tree := map[string]string{}
	if len(r.findings) > 0 {
		tree[findingsFile] = r.findings.Error() + "\n"
	}
	var verbatim strings.Builder
	for _, f := range r.files {
		if body, ok := afterPackageClause(f.Path, f.Data); ok && copies[body] || slices.Contains(fixedAssets, path.Base(f.Path)) {
			fmt.Fprintln(&verbatim, f.Path)
			continue
		}
		tree[f.Path] = carried.ReplaceAllString(string(f.Data), "$1$3")
	}
	if verbatim.Len() > 0 {
		tree[verbatimFile] = verbatim.String()
	}
	return tree
}

// fixedGo is the text of every Go file that may be copied, from behind its package clause.
func fixedGo(t *testing.T) map[string]bool {
	t.Helper()
	bodies := map[string]bool{}
	for name, text := range readTree(t, "../templates") {
		if body, ok := afterPackageClause(name, []byte(text)); ok {
			bodies[body] = true
		}
	}
	return bodies
}

// afterPackageClause returns what follows the package clause of a Go file: a copy differs from its original before it.
func afterPackageClause(name string, data []byte) (string, bool) {
	if path.Ext(name) != ".go" {
		return "", false
	}
	_, rest, ok := bytes.Cut(append([]byte("\n"), data...), []byte("\npackage "))
	_, body, found := bytes.Cut(rest, []byte("\n"))
	return string(body), ok && found
}
