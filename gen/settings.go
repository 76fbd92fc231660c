package gen

import (
	"github.com/chargegen/chargegen/gen/internal/ident"
	"github.com/chargegen/chargegen/spec"
)

// Setting is one setting that a target knows.
type Setting struct {
	Name   string               // the word under which it stands
	Wanted string               // what its value must be, in words that follow "wanted"
	Read   func(spec.Data) bool // keeps the value, or reports that it is not what is wanted
}

// ReadSettings gives the values of o to the settings that a target knows, and refuses those it does not know, all where
// they stand.
func (o Options) ReadSettings(target string, known ...Setting) error {
	var found spec.ErrorList
	if o.Values.IsSet() && o.Values.Kind != spec.DataMap {
		found.Add(o.Values.Pos, "config", "the settings of target %s: wanted a mapping", target)
	}
	for _, m := range o.Values.Members {
		readSetting(target, known, m, &found)
	}
	if len(found) > 0 {
		return found
	}
	return nil
}

func readSetting(target string, known []Setting, m spec.Entry[spec.Data], found *spec.ErrorList) {
	var names []string
	for _, s := range known {
		names = append(names, s.Name)
		if s.Name != m.Key.Value {
			continue
		}
		if !s.Read(m.Value) {
			found.Add(m.Value.Pos, "config", "setting %s of target %s: wanted %s, found %q", s.Name, target, s.Wanted, m.Value.Text)
		}
		return
	}
	if len(names) == 0 {
		found.Add(m.Key.Pos, "config", "unknown setting %q of target %s, which has none", m.Key.Value, target)
		return
	}
	found.Add(m.Key.Pos, "config", "unknown setting %q of target %s%s", m.Key.Value, target, spec.Suggest(m.Key.Value, names))
}

// PackageSetting is the setting "package" of targets that make a Go package: its name.
func PackageSetting(name *string) Setting {
	return Setting{"package", "lower-case letters and digits that Go has not taken", func(d spec.Data) bool {
		*name = d.Text
		return d.Kind == spec.DataString && ident.IsPackage(d.Text)
	}}
}
