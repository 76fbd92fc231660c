package spec

// Config is a settings file: which specs are generated, where to, and by which targets.
type Config struct {
	Node
	ConfigSpec
	Specs []ConfigSpec `key:"specs" doc:"Several specs, each with its own settings, in place of the keys beside."`
}

// ConfigSpec is the settings of one spec.
type ConfigSpec struct {
	Node
	Spec    Text              `key:"spec" doc:"The spec file, as a path below the folder of this file; builtin for the spec that is part of the command."`
	Out     Text              `key:"out" doc:"The output folder, as a path below the folder of this file; out where nothing is said."`
	Import  Text              `key:"import" doc:"The Go import path of the output folder; by the nearest go.mod where nothing is said."`
	Targets Map[ConfigTarget] `key:"targets" doc:"The targets that are run, each with its settings; all of them where nothing is said."`
}

// ConfigTarget is the settings of one target. Those that have no field here are the target's own.
type ConfigTarget struct {
	Node
	Root    Text      `key:"root" doc:"Where the target's files go, as a path below the output folder."`
	Timeout Duration  `key:"timeout" doc:"How long a target that is a program may take; a minute where nothing is said."`
	Values  Map[Data] `key:"*" doc:"The target's own settings."`
}

// ParseConfig reads a settings file called name. It may be used only if the findings do not refuse it.
func ParseConfig(name string, data []byte) (*Config, ErrorList) {
	var errs ErrorList
	cfg := &Config{}
	src := readYAML(name, data, &errs)
	if src == nil {
		return cfg, errs
	}
	d := &decoder{source: src, errs: &errs}
	d.value(src.root, cfg, label{words: "the settings"})
	cfg.check(&errs)
	errs.Sort()
	return cfg, errs
}

// check settles whether one spec is set or several, and puts the one among the several.
func (c *Config) check(errs *ErrorList) {
	one := c.Spec.IsSet() || c.Out.IsSet() || c.Import.IsSet() || c.Targets.Pos.IsSet()
	switch {
	case one && len(c.Specs) > 0:
		errs.Add(c.Specs[0].Pos, "config", "specs: wanted either this list or the settings of one spec, found both")
	case one:
		c.ConfigSpec.Pos = c.Pos
		c.Specs = []ConfigSpec{c.ConfigSpec}
	}
	for _, s := range c.Specs {
		if !s.Spec.IsSet() {
			errs.Add(s.Pos, "missing-key", "the settings of a spec: missing key %q", "spec")
		}
	}
}
