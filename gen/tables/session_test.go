package tables_test

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

var update = flag.Bool("update", false, "rewrite the answers in the sessions")

func program(t testing.TB, name string) *engine.Program {
	t.Helper()
	p, err := engine.Compile(tables.Of(gentest.Build(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A session is a text: lines that begin a step, and below each, indented, what goes with it. An answer stands below
// "=": its status, why it was refused, its body. "# spec:" in the first line names another spec than parcels.yaml,
// "# config:" how the mock plays.
//
//	POST /parcels key:desk_trial_1 as:first    the id in the answer is called $first from here on
//		grams=50
//	= 200
//		{"id":…}
//	show id status    of objects with an id, write down these members alone
//	advance 24h
//	signal $first hand_over why=wet
func TestSessions(t *testing.T) {
	names, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no sessions (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p := program(t, specOf(string(text)))
			got := newSession(t, p, configOf(string(text))).play(string(text))
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(text), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
			if again := newSession(t, p, configOf(string(text))).play(string(text)); again != got {
				t.Errorf("%s: played twice, the answers differ", name)
			}
		})
	}
}

// specOf is the spec that a session's first line names: "# spec: path".
func specOf(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	if name, ok := strings.CutPrefix(first, "# spec: "); ok {
		return filepath.Join("testdata", name)
	}
	return "testdata/parcels.yaml"
}

type session struct {
	t      *testing.T
	engine *engine.Engine
	names  map[string]string
	ids    *strings.Replacer
	show   []string // the members of objects that are written down; all where empty
	out    strings.Builder
}

// configOf reads the words of a line that begins "# config:".
func configOf(text string) engine.Config {
	c := engine.Config{Admin: true, Facts: map[string]engine.Value{}}
	_, rest, _ := strings.Cut(text, "# config:")
	line, _, _ := strings.Cut(rest, "\n")
	for _, word := range strings.Fields(line) {
		switch key, val, _ := strings.Cut(word, "="); key {
		case "strict":
			c.Strict = true
		case "beyond":
			c.Beyond = true
		case "examples":
			c.Examples = true
		case "keys":
			c.Keys = strings.Split(val, ",")
		case "origins":
			c.Origins = strings.Split(val, ",")
		default:
			c.Facts[key] = engine.TextValue(val)
		}
	}
	return c
}

func newSession(t *testing.T, p *engine.Program, config engine.Config) *session {
	return &session{t: t, engine: p.New(config), names: map[string]string{}, ids: strings.NewReplacer()}
}

// play runs every step and returns the text with the answers that were given.
func (s *session) play(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := 0; i < len(lines); {
		step := lines[i]
		i++
		var body []string
		for i < len(lines) && strings.HasPrefix(lines[i], "\t") {
			body = append(body, strings.TrimPrefix(lines[i], "\t"))
			i++
		}
		if strings.HasPrefix(step, "=") {
			continue
		}
		s.out.WriteString(step + "\n")
		for _, line := range body {
			s.out.WriteString("\t" + line + "\n")
		}
		s.step(step, strings.Join(body, "\n"))
	}
	return s.out.String()
}

func (s *session) step(step, body string) {
	words := strings.Fields(s.ids.Replace(step))
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return
	}
	switch words[0] {
	case "show":
		s.show = words[1:]
	case "advance":
		d, err := time.ParseDuration(words[1])
		if err == nil {
			err = s.engine.Clock().Advance(d)
		}
		s.failed(err)
	case "signal":
		params := map[string]engine.Value{}
		for _, w := range words[3:] {
			key, val, _ := strings.Cut(w, "=")
			params[key] = engine.TextValue(val)
		}
		_, err := s.engine.Signal(words[1], words[2], params)
		s.failed(err)
	default:
		s.call(words, s.ids.Replace(body))
	}
}

func (s *session) failed(err error) {
	if err != nil {
		s.out.WriteString("= failed\n\t" + err.Error() + "\n")
	}
}

var idPattern = regexp.MustCompile(`"id":"([^"]+)"`)

// call sends one request and writes down its answer.
func (s *session) call(words []string, body string) {
	key, media, name := s.engine.Program().API.Auth.Keys[0].Example, "application/x-www-form-urlencoded", ""
	var more [][2]string
	for _, w := range words[2:] {
		k, v, _ := strings.Cut(w, ":")
		switch k {
		case "key":
			key = v
		case "as":
			name = v
		case "json":
			media = "application/json"
		case "bom":
			body = "\ufeff" + body
		case "gzip":
			body = packed(s.t, body)
			more = append(more, [2]string{"Content-Encoding", "gzip"})
		default:
			more = append(more, [2]string{k, v})
		}
	}
	r, err := http.NewRequest(words[0], "http://parcels.localhost"+words[1], strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", media)
	}
	if auth := s.engine.Program().API.Auth; auth != nil && auth.Scheme == "header" {
		r.Header.Set(auth.Header, key)
	} else if key != "" {
		r.SetBasicAuth(key, "")
	}
	for _, h := range more {
		r.Header.Set(h[0], h[1])
	}
	res, err := s.engine.RoundTrip(r)
	if err != nil {
		s.failed(err)
		return
	}
	s.answer(res, name)
}

func packed(t *testing.T, body string) string {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, body)
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (s *session) answer(res *http.Response, name string) {
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	fmt.Fprintf(&s.out, "= %d\n", res.StatusCode)
	for _, h := range []string{engine.ExplainHeader, engine.ReplayHeader, "Allow", "Location", "Retry-After", "Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Vary"} {
		if v := res.Header.Get(h); v != "" {
			s.out.WriteString("\t" + h + ": " + v + "\n")
		}
	}
	for line := range strings.Lines(s.shown(string(text))) {
		s.out.WriteString("\t" + strings.TrimSuffix(line, "\n") + "\n")
	}
	if err != nil {
		s.out.WriteString("\t" + err.Error() + "\n")
	}
	if found := idPattern.FindSubmatch(text); name != "" && found != nil {
		s.names["$"+name] = string(found[1])
		var pairs []string
		for k, v := range s.names {
			pairs = append(pairs, k, v)
		}
		s.ids = strings.NewReplacer(pairs...)
	}
}

// shown leaves out of objects that have an id what is not asked for.
func (s *session) shown(text string) string {
	v, err := engine.ParseJSON([]byte(text))
	if err != nil || len(s.show) == 0 {
		return text
	}
	return string(s.pick(v).AppendJSON(nil))
}

func (s *session) pick(v engine.Value) engine.Value {
	switch v.Kind() {
	case engine.ListKind:
		items := make([]engine.Value, v.Len())
		for i := range items {
			_, x := v.At(i)
			items[i] = s.pick(x)
		}
		return engine.ListValue(items...)
	case engine.MapKind:
		var keys []string
		var vals []engine.Value
		whole := v.Get("id").IsNull()
		for i := range v.Len() {
			if key, x := v.At(i); whole || slices.Contains(s.show, key) {
				keys, vals = append(keys, key), append(vals, s.pick(x))
			}
		}
		return engine.MapValue(keys, vals)
	}
	return v
}
