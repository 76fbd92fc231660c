package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/external"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/outdir"
	"github.com/chargegen/chargegen/gen/target"
	"github.com/chargegen/chargegen/spec"
)

// loaded is a spec that was read and resolved.
type loaded struct {
	entry
	api      *model.API
	findings spec.ErrorList
	files    []inputFile // the root file first
	sum      hash.Hash   // of all of them
}

// inputFile is a file that a spec was read from. Its text may be as large as all that is made of it, and is not kept.
type inputFile struct{ name, hash string }

// read notes a file that the spec was read from.
func (l *loaded) read(name string, data []byte) {
	l.files = append(l.files, inputFile{name, outdir.Hash(data)})
	fmt.Fprintf(l.sum, "%q %d\n", path.Base(name), len(data))
	l.sum.Write(data)
}

// load reads and resolves the spec of an entry. Its findings may refuse it; err is for files that cannot be read.
func (a *app) load(e entry) (*loaded, error) {
	l := &loaded{entry: e, sum: sha256.New()}
	data, err := a.readSpec(e)
	if err != nil {
		return nil, err
	}
	l.read(e.name, data)
	l.api, l.findings = model.Parse(e.name, data, func(name string) ([]byte, error) {
		data, err := readFile(filepath.FromSlash(name))
		if err == nil {
			l.read(name, data)
		}
		return data, err
	})
	return l, nil
}

func (a *app) readSpec(e entry) ([]byte, error) {
	switch {
	case e.builtIn:
		return spec.Default, nil
	case e.name == "-":
		return readSome(a.in, "the standard input")
	}
	return readFile(filepath.FromSlash(e.name))
}

// loadAll reads the specs of all entries and prints warnings. What refuses any of them is returned as a spec.ErrorList.
func (a *app) loadAll(list []entry) ([]*loaded, error) {
	var all []*loaded
	var findings spec.ErrorList
	for _, e := range list {
		l, err := a.load(e)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
		findings = append(findings, l.findings...)
	}
	findings.Sort()
	if findings.Refuses() {
		return nil, findings
	}
	a.print(findings)
	return all, nil
}

// loadOne reads the one spec that a command works on.
func (a *app) loadOne(s *settings) (*loaded, error) {
	list, err := entries(s)
	if err != nil {
		return nil, err
	}
	if len(list) > 1 {
		return nil, fmt.Errorf("%s lists %d specs; choose one with --spec", cmp.Or(s.config, configName), len(list))
	}
	all, err := a.loadAll(list)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// plans settles the targets of a spec and their options. only names those that are run; all run where it is empty.
func (a *app) plans(l *loaded, only []string) ([]gen.Plan, error) {
	targets, err := a.targetsOf(l, only)
	if err != nil {
		return nil, err
	}
	imports := l.imported()
	roots, packages := map[string]string{}, map[string]string{}
	var plans []gen.Plan
	for _, t := range targets {
		opts, wanted, err := l.options(t.Name(), roots)
		if err != nil {
			return nil, err
		}
		if _, ok := t.(external.Program); ok {
			wanted = true // it is there only because it was asked for
		}
		opts.Import, opts.Roots, opts.Packages = imports, roots, packages
		roots[t.Name()] = opts.Root
		if name := settingOf(opts.Values, "package"); name != "" {
			packages[t.Name()] = name
		}
		if wanted && (len(only) == 0 || slices.Contains(only, t.Name())) {
			plans = append(plans, gen.Plan{Target: t, Options: opts})
		}
	}
	return plans, nil
}

// options are the settings of a target, and whether the settings file has it run. roots holds the roots of the targets
// before it.
func (l *loaded) options(name string, roots map[string]string) (opts gen.Options, wanted bool, err error) {
	opts.Root = target.DefaultRoot(name, l.api)
	if home, ok := roots[target.Home(name)]; ok {
		opts.Root = home
	}
	if l.targets == nil {
		return opts, true, nil
	}
	set := l.targets.Get(name)
	if set == nil {
		return opts, false, nil
	}
	opts.Root, err = targetRoot(set, opts.Root)
	opts.Values = values(&set.Value)
	return opts, true, err
}

// settingOf is a target's setting that is text, or empty.
func settingOf(values spec.Data, key string) string {
	for _, m := range values.Members {
		if m.Key.Value == key {
			return m.Value.Text
		}
	}
	return ""
}

// fallbackImport is the import path that the default output folder of the spec's module has. It goes for output
// outside of any module, so that a preview has the bytes of the real thing.
func fallbackImport(e *entry) string {
	dir := filepath.Dir(filepath.FromSlash(e.name))
	if e.builtIn {
		dir = "."
	}
	for above, err := filepath.Abs(dir); err == nil; above = filepath.Dir(above) {
		if module := modulePath(filepath.Join(above, "go.mod")); module != "" {
			return path.Join(module, defaultOut)
		}
		if above == filepath.Dir(above) {
			break
		}
	}
	return ""
}

// targetRoot is the root that the settings of a target give, which may not leave the output folder.
func targetRoot(set *spec.Entry[spec.ConfigTarget], def string) (string, error) {
	root := set.Value.Root
	if !root.IsSet() {
		return def, nil
	}
	clean := path.Clean(root.Value)
	if path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.ContainsAny(clean, "\\:\x00") {
		var findings spec.ErrorList
		findings.Add(root.Pos, "target-root", "root of target %q: wanted a path below the output folder, found %q", set.Key.Value, root.Value)
		return "", findings
	}
	if clean == "." {
		return "", nil
	}
	return clean, nil
}

// values is a target's own settings as free data.
func values(t *spec.ConfigTarget) spec.Data {
	if len(t.Values.Entries) == 0 {
		return spec.Data{}
	}
	return spec.Data{Pos: t.Values.Pos, Kind: spec.DataMap, Members: t.Values.Entries}
}

// sections runs the plans of a spec and sorts the files by target.
func (a *app) sections(ctx context.Context, l *loaded, plans []gen.Plan) ([]outdir.Section, error) {
	plans, err := a.ask(ctx, l, plans)
	if err != nil {
		return nil, err
	}
	files, err := gen.Run(l.api, plans)
	if err != nil {
		if all := planFindings(l, plans); isRefusal(err) && len(all) > 0 {
			err = all
		}
		return nil, err
	}
	list := make([]outdir.Section, len(plans))
	for i, p := range plans {
		list[i] = outdir.Section{
			Target: p.Target.Name(),
			Root:   p.Options.Root,
			Spec:   path.Base(l.name),
			API:    l.api.Name,
			Inputs: inputs(l, p),
		}
	}
	for _, f := range files {
		i := slices.IndexFunc(list, func(s outdir.Section) bool { return s.Target == f.Target })
		if i < 0 {
			return nil, errors.New("a file of no target: " + f.Path)
		}
		list[i].Files = append(list[i].Files, f)
	}
	return list, nil
}

// planFindings is why targets refuse their settings or the spec: of all of them, not of the first alone.
func planFindings(l *loaded, plans []gen.Plan) spec.ErrorList {
	var findings spec.ErrorList
	for _, p := range plans {
		_, err := p.Target.Plan(l.api, p.Options)
		findings = append(findings, refusal(err)...)
	}
	findings.Sort()
	return findings
}

// inputs is the hash of everything that the files of a plan are made from, save the generator.
func inputs(l *loaded, p gen.Plan) string {
	h := sha256.New()
	fmt.Fprintf(h, "%x %q %q %q\n", l.sum.Sum(nil), p.Target.Name(), p.Options.Root, p.Options.Import)
	for _, e := range p.Options.Values.Members {
		hashData(h, e)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// hashData writes a setting without the place where it stands.
func hashData(w io.Writer, e spec.Entry[spec.Data]) {
	fmt.Fprintf(w, "%q %q %q(", e.Key.Value, e.Value.Kind, e.Value.Text)
	for _, item := range e.Value.Items {
		hashData(w, spec.Entry[spec.Data]{Value: item})
	}
	for _, member := range e.Value.Members {
		hashData(w, member)
	}
	fmt.Fprint(w, ")\n")
}
