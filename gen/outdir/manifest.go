package outdir

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/chargegen/chargegen/gen/internal/lazy"
)

// manifestVersion is the form of the manifest that this package writes, and the newest it reads.
const manifestVersion = 1

// manifest is the content of the manifest file.
type manifest struct {
	Version  int       `json:"chargegen"`
	Sections []listing `json:"sections"`
}

// listing is one section of the manifest: its files and the hash of each.
type listing struct {
	Target string            `json:"target"`
	Root   string            `json:"root"`
	Spec   string            `json:"spec"`
	API    string            `json:"api"`
	Tool   string            `json:"tool"`
	Inputs string            `json:"inputs"`
	Files  map[string]string `json:"files"`
}

// Tools lists the builds of the generator that a manifest names, each once, sorted. One that does not parse names none.
func Tools(text []byte) []string {
	var m manifest
	if json.Unmarshal(text, &m) != nil {
		return nil
	}
	var tools []string
	for _, s := range m.Sections {
		tools = append(tools, s.Tool)
	}
	slices.Sort(tools)
	return slices.Compact(tools)
}

// Hashes gives the hash of each file that a manifest lists, by path. One that does not parse lists none.
func Hashes(text []byte) map[string]string {
	var m manifest
	hashes := map[string]string{}
	if json.Unmarshal(text, &m) == nil {
		for _, s := range m.Sections {
			maps.Copy(hashes, s.Files)
		}
	}
	return hashes
}

func (l listing) key() [2]string { return [2]string{l.Target, l.Root} }

func (l listing) section() Section {
	return Section{Target: l.Target, Root: l.Root, Spec: l.Spec, API: l.API, Inputs: l.Inputs}
}

// ledger is what is known of the files that earlier runs wrote.
type ledger struct {
	sections []listing
	hashes   map[string][]string // path → the contents it may have unedited: more than one after a merge conflict
}

// wrote reports whether data is what an earlier run wrote at path. Line ends do not count: some checkouts change them.
func (l *ledger) wrote(path string, data []byte) bool {
	known := l.hashes[path]
	return slices.Contains(known, Hash(data)) || slices.Contains(known, Hash(unixLines(data)))
}

func (l *ledger) lists(path string) bool { return len(l.hashes[path]) > 0 }

func (l *ledger) add(path, hash string) {
	if hash != "" && !slices.Contains(l.hashes[path], hash) {
		l.hashes[path] = append(l.hashes[path], hash)
	}
}

// readLedger reads the manifest. One that is damaged, by a merge conflict say, gives what its lines still tell.
func (f *Folder) readLedger() (*ledger, []byte, error) {
	l := &ledger{hashes: map[string][]string{}}
	data, err := f.fs.ReadFile(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var m manifest
	if json.Unmarshal(data, &m) != nil {
		m = salvage(data, l)
	}
	if m.Version > manifestVersion {
		return nil, nil, fmt.Errorf("%s is of version %d, written by a newer chargegen; this one reads version %d", ManifestName, m.Version, manifestVersion)
	}
	for _, s := range m.Sections {
		for path, hash := range s.Files {
			if !usable(path) {
				delete(s.Files, path)
				continue
			}
			l.add(path, hash)
		}
		l.sections = append(l.sections, s)
	}
	return l, data, nil
}

// usable reports whether a manifest or a journal may speak of path. Both are files that anybody may have changed.
func usable(path string) bool {
	return fs.ValidPath(path) && path != "." && !strings.HasPrefix(path, ".chargegen") && !strings.ContainsAny(path, "\\:\x00")
}

// A line of a manifest as this package writes it.
var manifestLine = lazy.Regexp(`^\s*("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"),?\s*$`)

// salvage reads the lines of a manifest that is not JSON any more. Files that two sides of a conflict list with
// different hashes are noted in l with both.
func salvage(data []byte, l *ledger) manifest {
	m := manifest{Version: manifestVersion}
	cur := listing{Files: map[string]string{}}
	flush := func() {
		if cur.Target != "" {
			m.Sections = append(m.Sections, cur)
		}
	}
	for line := range bytes.Lines(data) {
		parts := manifestLine().FindSubmatch(line)
		var key, value string
		if parts == nil || json.Unmarshal(parts[1], &key) != nil || json.Unmarshal(parts[2], &value) != nil {
			continue
		}
		switch key {
		case "target":
			flush()
			cur = listing{Target: value, Files: map[string]string{}}
		case "root":
			cur.Root = value
		case "spec":
			cur.Spec = value
		case "api":
			cur.API = value
		case "tool", "inputs":
		default:
			if usable(key) {
				l.add(key, value)
				cur.Files[key] = value
			}
		}
	}
	flush()
	return m
}

// encode returns the text of the manifest: sorted, a line for each file, nothing that differs from run to run.
func encode(sections []listing) ([]byte, error) {
	slices.SortStableFunc(sections, func(a, b listing) int {
		return cmp.Or(cmp.Compare(a.API, b.API), cmp.Compare(a.Target, b.Target), cmp.Compare(a.Root, b.Root))
	})
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(manifest{manifestVersion, sections})
	return b.Bytes(), err
}

// merge unites listings of one key, which the two sides of a merge conflict leave.
func merge(sections []listing) []listing {
	var out []listing
	at := map[[2]string]int{}
	for _, s := range sections {
		if i, ok := at[s.key()]; ok {
			maps.Copy(out[i].Files, s.Files)
			continue
		}
		at[s.key()] = len(out)
		s.Files = maps.Clone(s.Files)
		out = append(out, s)
	}
	return out
}

// Hash returns the SHA-256 of data in hexadecimal, as the manifest writes it.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func unixLines(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }
