package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/spec"
)

// Where things are looked for when nobody says.
const (
	configName  = "chargegen.yaml"
	defaultSpec = "spec/charges.yaml"
	defaultOut  = "out"

	// builtInSpec names the spec that is part of the command where a spec file could be named.
	builtInSpec = "builtin"
)

// settings are the flags that say what is read and where it goes.
type settings struct {
	specs      []string
	config     string
	out        string
	importPath string
	targets    []string
}

// source adds the flags that say which spec is read.
func (s *settings) source(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&s.specs, "spec", nil, "spec `file`, or "+builtInSpec+" for the one that is built in; may be given several times")
	cmd.Flags().StringVar(&s.config, "config", "", "settings `file`; "+configName+" where there is one")
	_ = cmd.MarkFlagFilename("spec", "yaml", "yml")   // fails only for a flag that is not there
	_ = cmd.MarkFlagFilename("config", "yaml", "yml") // fails only for a flag that is not there
}

// output adds to a command the flags that say where output goes.
func (a *app) output(cmd *cobra.Command, s *settings) {
	cmd.Flags().StringVar(&s.out, "out", "", "output `folder`; "+defaultOut+" where nothing is said")
	cmd.Flags().StringVar(&s.importPath, "import", "", "Go import `path` of the output folder; by the nearest go.mod where nothing is said")
	cmd.Flags().StringSliceVar(&s.targets, "target", nil, "run only these `targets`, separated by commas")
	var names []string
	for _, t := range a.targets {
		names = append(names, t.Name())
	}
	_ = cmd.MarkFlagDirname("out")                                                                                  // fails only for a flag that is not there
	_ = cmd.RegisterFlagCompletionFunc("target", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

// formatFlag adds the flag that says how findings are printed.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "text", "how findings are printed: "+strings.Join(formats, ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

// entry is one spec and its settings, flags applied.
type entry struct {
	name    string // the spec file as messages call it, with slashes
	builtIn bool   // that the spec is the one that is part of the command
	out     string
	imports string
	targets *spec.Map[spec.ConfigTarget] // nil for all
	whose   ownership
}

// ownership says which sections of the output folder a run speaks for besides its own.
type ownership int

const (
	ownNothing ownership = iota // some targets were asked for
	ownSame                     // a spec was named: what was made from the same file and API before
	ownProject                  // the project's settings were run: what was made from the same file or API before
)

// entries settles what is to be read and where it goes. Flags win over the settings file, whose mistakes are returned as
// a spec.ErrorList.
func entries(s *settings) ([]entry, error) {
	cfg, dir, err := readConfig(s.config)
	if err != nil {
		return nil, err
	}
	list := fromConfig(cfg, dir)
	switch {
	case len(s.specs) > 0:
		list = fromFlags(s.specs, list)
	case len(list) > 0:
	case exists(defaultSpec):
		list = []entry{{name: defaultSpec, out: defaultOut, whose: ownProject}}
	default:
		list = []entry{{out: defaultOut, whose: ownProject}}
		list[0].nameSpec(builtInSpec, "")
	}
	for i := range list {
		if s.out != "" {
			list[i].out = s.out
		}
		if s.importPath != "" {
			list[i].imports = s.importPath
		}
		if len(s.targets) > 0 {
			list[i].whose = ownNothing
		}
	}
	return list, nil
}

// readConfig reads the settings file: the one that is named, or that of the current folder if it has one. dir is the
// folder that paths in it begin from.
func readConfig(name string) (cfg *spec.Config, dir string, err error) {
	named := name != ""
	if !named {
		name = configName
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	cfg, findings := spec.ParseConfig(filepath.ToSlash(name), data)
	if findings.Refuses() {
		return nil, "", findings
	}
	return cfg, filepath.Dir(name), nil
}

// nameSpec notes which spec is meant by a word of flags, or of the settings file of folder dir.
func (e *entry) nameSpec(word, dir string) {
	switch {
	case word == builtInSpec:
		e.name, e.builtIn = path.Base(defaultSpec), true
	case dir == "", filepath.IsAbs(word):
		e.name = filepath.ToSlash(word)
	default:
		e.name = filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(word)))
	}
}

// fromConfig lists the specs of a settings file.
func fromConfig(cfg *spec.Config, dir string) []entry {
	if cfg == nil {
		return nil
	}
	var list []entry
	for i := range cfg.Specs {
		c := &cfg.Specs[i]
		e := entry{
			out:     filepath.Join(dir, filepath.FromSlash(c.Out.Or(defaultOut))),
			imports: c.Import.Value,
			whose:   ownProject,
		}
		e.nameSpec(c.Spec.Value, dir)
		if filepath.IsAbs(c.Out.Value) {
			e.out = c.Out.Value
		}
		if c.Targets.Pos.IsSet() {
			e.targets = &c.Targets
		}
		list = append(list, e)
	}
	return list
}

// fromFlags lists the specs that flags name, with the settings that the settings file has for them. Where it has
// those of one spec alone, they go for whatever single spec is named in its place.
func fromFlags(names []string, configured []entry) []entry {
	var list []entry
	for _, name := range names {
		e := entry{out: defaultOut, whose: ownSame}
		e.nameSpec(name, "")
		for _, c := range configured {
			same := c.builtIn == e.builtIn && filepath.Clean(c.name) == filepath.Clean(e.name)
			if same || len(configured) == 1 && len(names) == 1 {
				c.name, c.builtIn, c.whose = e.name, e.builtIn, ownSame
				if len(configured) > 1 {
					c.whose = ownNothing
				}
				e = c
			}
		}
		list = append(list, e)
	}
	return list
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// maxFile is the size above which a file is not even read to be refused.
const maxFile = 256 << 20

// readFile reads a file of a size that makes sense here.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readSome(f, name)
}

func readSome(r io.Reader, name string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s is over %d MB", name, maxFile>>20)
	}
	return data, err
}

// importPath is the Go import path of dir by the nearest go.mod at or above it, or empty where there is none.
func importPath(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for above := dir; ; above = filepath.Dir(above) {
		if module := modulePath(filepath.Join(above, "go.mod")); module != "" {
			rel, err := filepath.Rel(above, dir)
			if err != nil {
				return ""
			}
			return path.Join(module, filepath.ToSlash(rel))
		}
		if above == filepath.Dir(above) {
			return ""
		}
	}
}

// modulePath reads the path of a module from its go.mod, or returns nothing.
func modulePath(name string) string {
	data, err := readFile(name)
	if err != nil {
		return ""
	}
	for line := range bytes.Lines(data) {
		text, _, _ := strings.Cut(string(line), "//")
		if words := strings.Fields(text); len(words) == 2 && words[0] == "module" {
			return strings.Trim(words[1], "\"`")
		}
	}
	return ""
}
