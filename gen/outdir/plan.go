package outdir

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"syscall"

	"github.com/chargegen/chargegen/gen"
)

// plan is how the folder differs from what a run wants, and the operations that make it so.
type plan struct {
	f       *Folder
	run     Run
	ledger  *ledger
	changes []Change
	ops     []op
	keep    map[string]string // kept files that stay listed, with the hash they were generated with
	hashes  map[string]string // of the wanted files, by path
	free    map[string]bool   // folders that nothing is in the way of
}

// plan compares the folder with run. j is the journal of an interrupted run, or nil: what it was about to write counts
// as generated.
func (f *Folder) plan(run Run, j *journal) (*plan, error) {
	ledger, old, err := f.readLedger()
	if err != nil {
		return nil, err
	}
	if j != nil {
		for _, o := range j.Ops {
			ledger.add(o.Path, o.Old)
			ledger.add(o.Path, o.New)
		}
	}
	p := &plan{f: f, run: run, ledger: ledger, keep: map[string]string{}, hashes: map[string]string{}, free: map[string]bool{}}
	if err := p.clashes(); err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, s := range run.Sections {
		for _, file := range s.Files {
			wanted[file.Path] = true
			if err := p.want(file); err != nil {
				return nil, err
			}
		}
	}
	if err := p.strays(wanted); err != nil {
		return nil, err
	}
	sortChanges(p.changes)
	return p, p.manifest(old)
}

// clashes refuses a run in which two sections share a place, or that would write a file of a section it does not own.
func (p *plan) clashes() error {
	places := map[[2]string]string{}
	paths := map[string]string{}
	for _, s := range p.run.Sections {
		key := [2]string{s.Target, s.Root}
		if other, ok := places[key]; ok {
			return fmt.Errorf("target %s of %s and of %s both write to %q; give one of them another root", s.Target, other, s.API, s.Root)
		}
		places[key] = s.API
		for _, file := range s.Files {
			if other, ok := paths[file.Path]; ok {
				return fmt.Errorf("targets %s and %s both make %s", other, s.Target, file.Path)
			}
			if !usable(file.Path) {
				return fmt.Errorf("target %s: bad file name %q", s.Target, file.Path)
			}
			paths[file.Path] = s.Target
		}
	}
	for _, l := range p.ledger.sections {
		if p.owns(l) {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(l.Files)) {
			if target, ok := paths[name]; ok {
				return fmt.Errorf("target %s would overwrite %s, which target %s made of %s", target, name, l.Target, l.Spec)
			}
		}
	}
	return nil
}

// runs reports whether the section of l is in the run.
func (p *plan) runs(l listing) bool {
	return slices.ContainsFunc(p.run.Sections, func(s Section) bool { return s.Target == l.Target && s.Root == l.Root })
}

// owns reports whether the run speaks for the section of l.
func (p *plan) owns(l listing) bool {
	return p.runs(l) || p.run.Owns != nil && p.run.Owns(l.section())
}

// want compares one wanted file with what lies on disk.
func (p *plan) want(file gen.File) error {
	c := Change{Path: file.Path, Target: file.Target, New: file.Data}
	hash := Hash(file.Data)
	p.hashes[file.Path] = hash
	old, err := p.f.fs.ReadFile(file.Path)
	switch {
	case absent(err):
		if err := p.obstacle(file.Path); err != nil {
			return err
		}
		c.Kind = Added
		if p.ledger.lists(file.Path) {
			c.Kind = Missing
		}
		p.change(c, op{Path: file.Path, New: hash, data: file.Data})
		return nil
	case err != nil:
		return err
	case bytes.Equal(old, file.Data) || bytes.Equal(unixLines(old), file.Data):
		return nil
	}
	c.Old, c.Kind = old, p.kind(file.Path, old, Changed)
	p.change(c, op{Path: file.Path, Old: Hash(old), New: hash, data: file.Data})
	return nil
}

// obstacle refuses to put a file below what is itself a file, unless that one is about to be deleted.
func (p *plan) obstacle(name string) error {
	for dir := path.Dir(name); dir != "." && !p.free[dir]; dir = path.Dir(dir) {
		p.free[dir] = true
		old, err := p.f.fs.ReadFile(dir)
		if err != nil {
			continue
		}
		ours := slices.ContainsFunc(p.ledger.sections, func(l listing) bool { return p.owns(l) && l.Files[dir] != "" })
		if !ours || p.kind(dir, old, Stale) != Stale && !p.run.Force {
			return fmt.Errorf("%s cannot be written: %s is a file", name, dir)
		}
	}
	return nil
}

// kind returns normal for a file that is as it was generated, and else says who changed it. An empty file is what a
// power cut leaves, and a file with conflict markers what a merge leaves: neither is anybody's work.
func (p *plan) kind(path string, old []byte, normal Kind) Kind {
	switch {
	case !p.ledger.lists(path):
		return Foreign
	case p.ledger.wrote(path, old), len(old) == 0, conflicted(old):
		return normal
	}
	return Edited
}

// conflicted reports whether data holds the marks that a merge leaves where it could not decide.
func conflicted(data []byte) bool {
	data = append([]byte("\n"), data...)
	return bytes.Contains(data, []byte("\n<<<<<<< ")) && bytes.Contains(data, []byte("\n=======\n")) && bytes.Contains(data, []byte("\n>>>>>>> "))
}

// change notes a difference and, unless the file is kept, the operation that settles it.
func (p *plan) change(c Change, o op) {
	c.Kept = (c.Kind == Edited || c.Kind == Foreign) && !p.run.Force
	p.changes = append(p.changes, c)
	if !c.Kept {
		p.ops = append(p.ops, o)
	} else if hashes := p.ledger.hashes[c.Path]; len(hashes) > 0 {
		p.keep[c.Path] = hashes[0]
	}
}

// strays finds the files of owned sections that are not wanted any more.
func (p *plan) strays(wanted map[string]bool) error {
	for _, l := range p.ledger.sections {
		if !p.owns(l) {
			continue
		}
		for name := range l.Files {
			if wanted[name] {
				continue
			}
			wanted[name] = true // two sides of a merge conflict may both list it
			old, err := p.f.fs.ReadFile(name)
			if absent(err) || errors.Is(err, syscall.EISDIR) {
				continue
			}
			if err != nil {
				return err
			}
			c := Change{Path: name, Target: l.Target, Kind: p.kind(name, old, Stale), Old: old}
			p.change(c, op{Path: name, Old: Hash(old)})
		}
	}
	return nil
}

// manifest adds the change of the manifest itself, if there is one. old is its text, nil where there is none.
func (p *plan) manifest(old []byte) error {
	var sections []listing
	for _, s := range p.run.Sections {
		l := listing{s.Target, s.Root, s.Spec, s.API, p.run.Tool, s.Inputs, map[string]string{}}
		for _, file := range s.Files {
			l.Files[file.Path] = p.hashes[file.Path]
		}
		sections = append(sections, l)
	}
	for _, l := range p.ledger.sections {
		switch {
		case !p.owns(l):
			p.settle(l)
			sections = append(sections, l)
		default:
			if rest := p.kept(l); len(rest.Files) > 0 {
				sections = append(sections, rest)
			}
		}
	}
	sections = merge(sections)
	for i := range sections {
		p.keepHashes(sections[i])
	}
	text, err := encode(sections)
	if err != nil || bytes.Equal(text, old) || bytes.Equal(text, unixLines(old)) {
		return err
	}
	if old == nil && len(sections) == 0 {
		return nil
	}
	c := Change{Path: ManifestName, Kind: Changed, Old: old, New: text}
	if old == nil {
		c.Kind = Added
	}
	p.changes = append(p.changes, c)
	p.ops = append(p.ops, op{Path: ManifestName, Old: hashOf(old), New: Hash(text), data: text})
	return nil
}

// settle decides between two sides of a merge conflict in a section that is not run: for the hash of what is on disk.
func (p *plan) settle(l listing) {
	for name := range l.Files {
		if len(p.ledger.hashes[name]) < 2 {
			continue
		}
		if data, err := p.f.fs.ReadFile(name); err == nil && p.ledger.wrote(name, data) {
			l.Files[name] = Hash(unixLines(data))
		}
	}
}

// kept returns the section with those of its files alone that are kept.
func (p *plan) kept(l listing) listing {
	files := map[string]string{}
	for name := range l.Files {
		if hash, ok := p.keep[name]; ok {
			files[name] = hash
		}
	}
	l.Files = files
	return l
}

// keepHashes lists a kept file as it was generated, so that the next run still sees that it was edited, and leaves out
// one that was never generated.
func (p *plan) keepHashes(l listing) {
	for _, c := range p.changes {
		if _, ok := l.Files[c.Path]; !ok || !c.Kept {
			continue
		}
		delete(l.Files, c.Path)
		if hash, ok := p.keep[c.Path]; ok {
			l.Files[c.Path] = hash
		}
	}
}

// hashOf is the hash of a file's content, or empty where there is no file.
func hashOf(data []byte) string {
	if data == nil {
		return ""
	}
	return Hash(data)
}
