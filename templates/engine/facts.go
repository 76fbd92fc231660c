package engine

import (
	"fmt"
	"strings"
)

// Fact reads a fact of an account that is given as text.
func (p *Program) Fact(name, text string) (Value, error) {
	names := make([]string, 0, len(p.facts))
	for _, f := range p.facts {
		if f.Name != name {
			names = append(names, f.Name)
			continue
		}
		v, what := f.typ.read(TextValue(text), nil)
		if what != "" {
			return v, fmt.Errorf("the account's %s %s", name, what)
		}
		return v, nil
	}
	if len(names) == 0 {
		return Value{}, fmt.Errorf("unknown account fact %q; the API knows none", name)
	}
	return Value{}, fmt.Errorf("unknown account fact %q; there are %s", name, strings.Join(names, ", "))
}

// SetFact changes a fact of the account that a key opens; what was made before keeps what it has.
func (e *Engine) SetFact(key, name, text string) error {
	v, err := e.program.Fact(name, text)
	if err != nil {
		return err
	}
	a, _ := e.fixtureAccount(key, nil)
	facts := append([]Value(nil), *a.facts.Load()...)
	for i, f := range e.program.facts {
		if f.Name == name {
			facts[i] = v
		}
	}
	a.facts.Store(&facts)
	return nil
}

// SetFact sets a fact of every account; a name or value that the API does not know has no effect.
func (c *Config) SetFact(name string, v Value) {
	if c.Facts == nil {
		c.Facts = map[string]Value{}
	}
	c.Facts[name] = v
}
