package client

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

const parcelText = `{"id":"prcl_test_1","live":false,"weight":12345,"ratio":0.25,"status":"open","created_at":"2026-01-02T03:04:05Z",
	"closed_at":null,"note":"a \"quoted\" é 😀 \u00e9\ud83d\ude00 note","sender":{"name":"Ann","city":null},"depot":"dpot_test_1",
	"labels":["a","b"],"tags":{"n":1.50,"big":12345678901234567890,"yes":true,"deep":{"a":[1,null,{"b":"c"}]},"no":null}}`

// sameJSON fails the test unless two texts are the same JSON value, numbers compared by their spelling.
func sameJSON(t *testing.T, want, got string) {
	t.Helper()
	if w, g := value(t, want), value(t, got); !reflect.DeepEqual(w, g) {
		t.Errorf("another JSON value:\nwant %s\ngot  %s", want, got)
	}
}

func value(t *testing.T, text string) any {
	t.Helper()
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func TestDecodeFields(t *testing.T) {
	var p Parcel
	if err := json.Unmarshal([]byte(parcelText), &p); err != nil {
		t.Fatal(err)
	}
	if p.Weight != 12345 || p.Ratio != 0.25 || p.Status != "open" || !p.CreatedAt.Equal(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)) {
		t.Errorf("fields = %+v", p)
	}
	if want := "a \"quoted\" é 😀 é😀 note"; p.Note.Or("") != want {
		t.Errorf("note = %q, want %q", p.Note.Or(""), want)
	}
	if !p.ClosedAt.IsNull() || p.Sender == nil || !p.Sender.City.IsNull() || p.Depot.Or(Expandable[Person]{}).ID != "dpot_test_1" {
		t.Errorf("closed_at %v, sender %v, depot %v", p.ClosedAt, p.Sender, p.Depot)
	}
	if got := p.Tags["n"]; got != json.Number("1.50") {
		t.Errorf("tags.n = %#v, want the number as it is spelled", got)
	}
}

// What can be nil is nil after a null, whatever was there before: whoever polls reads into one value again and again.
func TestNullTakesTheFormerAway(t *testing.T) {
	const nulls = `"sender":null,"labels":null,"tags":null`
	for _, texts := range [][]string{
		{parcelText, "{" + nulls + "}"},
		{strings.TrimSuffix(parcelText, "}") + "," + nulls + "}"},
	} {
		var p Parcel
		for _, text := range texts {
			if err := json.Unmarshal([]byte(text), &p); err != nil {
				t.Fatal(err)
			}
		}
		if p.Sender != nil || p.Labels != nil || p.Tags != nil {
			t.Errorf("sender %v, labels %v, tags %v after null", p.Sender, p.Labels, p.Tags)
		}
	}
}

func TestExpandableReadsItself(t *testing.T) {
	for text, want := range map[string]string{`"a"`: "a", `12`: "12", ` {"id": "b"} `: "b", `null`: ""} {
		var e Expandable[Parcel]
		if err := json.Unmarshal([]byte(text), &e); err != nil || e.ID != want || (e.Object != nil) != strings.Contains(text, "{") {
			t.Errorf("%s is read as %+v, %v", text, e, err)
		}
	}
	for _, text := range []string{`true`, `[]`, `{"id":1,}`} {
		if err := new(Expandable[Parcel]).UnmarshalJSON([]byte(text)); err == nil {
			t.Errorf("%s is read without a fault", text)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	tests := []struct{ name, text string }{
		{"plain", parcelText},
		{"empty", `{}`},
		{"null where none should be", `{"id":null,"live":null,"weight":null,"ratio":null,"status":null,"created_at":null,"sender":null,"labels":null,"tags":null}`},
		{"unknown", `{"id":"x","new":{"a":[1.0,"\u0000"]},"newer":null,"newest":1e400,"odd \"name\"":[]}`},
		{"unknown enum", `{"status":"teleported"}`},
		{"absent and beyond", `{"weight":0,"route":null}`},
		{"beyond", `{"route":"north","note":null}`},
		{"expanded", `{"depot":{"id":"dpot_1","name":"D","city":"C","more":1}}`},
		{"odd times", `{"created_at":"2026-01-02T03:04:05.100Z","closed_at":"2026-01-02T03:04:05+00:00"}`},
		{"zone", `{"created_at":"2026-01-02T03:04:05+07:00"}`},
		{"zero time", `{"created_at":"0001-01-01T00:00:00Z"}`},
		{"empty list and map", `{"labels":[],"tags":{}}`},
		{"spaces", " {\n\t\"labels\" : [ \"a\" , \"b\" ] , \"tags\" : { } }\r\n"},
		{"repeated", `{"note":"a","note":"b","weight":null,"weight":3}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p Parcel
			text := []byte(tt.text)
			if err := decodeText(text, &p); err != nil {
				t.Fatal(err)
			}
			clear(text) // nothing that was read may stand in it
			got, err := p.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			sameJSON(t, tt.text, string(got))
		})
	}
}

func TestChangedFieldsAreWritten(t *testing.T) {
	var p Parcel
	if err := decodeText([]byte(`{"id":null,"created_at":"2026-01-02T03:04:05.0Z","new":1}`), &p); err != nil {
		t.Fatal(err)
	}
	p.ID, p.Weight, p.CreatedAt, p.Note = "x", 7, p.CreatedAt.Add(time.Second), Some("n")
	got, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, `{"id":"x","weight":7,"created_at":"2026-01-02T03:04:06Z","note":"n","new":1}`, string(got))
	if f := UnknownFields(&p); len(f) != 1 || string(f["new"]) != "1" {
		t.Errorf("UnknownFields = %v, want new", f)
	}
}

func TestBuiltByHandIsComplete(t *testing.T) {
	got, err := json.Marshal(Parcel{ID: "x", Labels: []string{}, Tags: Metadata{}})
	if err != nil {
		t.Fatal(err)
	}
	sameJSON(t, `{"id":"x","live":false,"weight":0,"ratio":0,"status":"","created_at":"0001-01-01T00:00:00Z","closed_at":null,
		"note":null,"sender":null,"depot":null,"labels":[],"tags":{}}`, string(got))
}

// plainParcel is Parcel as encoding/json would have it.
type plainParcel struct {
	ID        string         `json:"id"`
	Live      bool           `json:"live"`
	Weight    int64          `json:"weight"`
	Ratio     float64        `json:"ratio"`
	Status    string         `json:"status"`
	CreatedAt time.Time      `json:"created_at"`
	ClosedAt  *time.Time     `json:"closed_at"`
	Note      *string        `json:"note"`
	Sender    *plainPerson   `json:"sender"`
	Labels    texts          `json:"labels"`
	Tags      map[string]any `json:"tags"`
	Route     *ParcelRoute   `json:"route"`
}

// texts are those of a list; a null among them is none.
type texts []string

func (l *texts) UnmarshalJSON(text []byte) error {
	var items []*string
	if err := json.Unmarshal(text, &items); err != nil || items == nil {
		return err
	}
	*l = texts{}
	for _, s := range items {
		if s != nil {
			*l = append(*l, *s)
		}
	}
	return nil
}

type plainPerson struct {
	Name string  `json:"name"`
	City *string `json:"city"`
}

// exactKeys reports whether a text names no member in letters of another case than its own, nor twice: there
// encoding/json is laxer, or merges what was read before.
func exactKeys(text []byte) bool {
	seen := []map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(text))
	var expectKey []bool
	for {
		tok, err := d.Token()
		if err != nil {
			return true
		}
		n := len(expectKey) - 1
		switch tok := tok.(type) {
		case json.Delim:
			if tok == '{' || tok == '[' {
				if n >= 0 {
					expectKey[n] = true
				}
				expectKey = append(expectKey, true)
				seen = append(seen, map[string]bool{"\x00array": tok == '['})
			} else {
				expectKey, seen = expectKey[:n], seen[:n]
			}
		default:
			if n < 0 || seen[n]["\x00array"] {
				continue
			}
			if expectKey[n] {
				key := strings.ToLower(strings.ToUpper(tok.(string)))
				if key != tok || seen[n][key] {
					return false
				}
				seen[n][key] = true
			}
			expectKey[n] = !expectKey[n]
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		parcelText, `{}`, `null`, `[]`, `{"weight":1e3}`, `{"weight":-0}`, `{"weight":9223372036854775808}`, `{"ratio":1e999}`, `{"ratio":-0.0e-5}`,
		`{"created_at":"2026-02-30T00:00:00Z"}`, `{"created_at":"2026-01-02T03:04:05,5Z"}`, `{"created_at":"2026-01-02T24:00:00Z"}`, `{"closed_at":"2024-02-29T00:00:00Z"}`,
		`{"created_at":"\u0032026-01-02T03:04:05Z"}`, `{"note":"\ud800"}`, `{"note":"\ud800\u0041"}`, "{\"note\":\"\xff\xc0\"}", "{\"note\":\"\x01\"}", `{"note":"\x"}`,
		`{"labels":[]}`, `{"labels":["a",null]}`, `{"labels":[1]}`, `{"tags":[]}`, `{"tags":{"a":01}}`, `{"a":1,}`, `{"a":[1,]}`, `{"a":tru}`, `{"a" : 1 } x`, `{"sender":{"name":null}}`,
		`{"x":[[[{"y":[]}]]]}`, `{"x":"\u12g4"}`, `{"x":1.}`, `{"x":.1}`, `{"x":-}`, `{"x":1e}`, `{"x":+1}`, `{"":0}`, `{"x"}`, `{`, `{"x":`, `"`, `{"live":1}`,
	} {
		f.Add([]byte(seed))
	}
	for _, d := range differences {
		f.Add([]byte(d.text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !exactKeys(text) || bytes.Contains(text, []byte(`"depot"`)) {
			return
		}
		var got Parcel
		var want plainParcel
		gotErr := decodeText(text, &got)
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		wantErr := json.Unmarshal(text, &want)
		if (gotErr == nil) != (wantErr == nil) {
			t.Fatalf("verdict on %q: got %v, want %v", text, gotErr, wantErr)
		}
		if wantErr != nil {
			return
		}
		want = plainParcel{}
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		compare(t, &want, &got)
		again, err := got.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if string(bytes.TrimSpace(text)) != "null" && !nullAmongTexts(text) {
			sameValue(t, text, again)
		}
	})
}

// nullAmongTexts reports whether the list of labels has a null in it, which is left out and so not written back.
func nullAmongTexts(text []byte) bool {
	var p struct {
		Labels []*string `json:"labels"`
	}
	return json.Unmarshal(text, &p) == nil && slices.Contains(p.Labels, nil)
}

func TestListsAndDictionaries(t *testing.T) {
	var (
		numbers  []int64
		states   []ParcelStatus
		keys     []string
		people   []*Person
		grid     [][]bool
		flags    map[string]bool
		byName   map[string]*Person
		matrices map[string][]float64
	)
	tests := []struct {
		name        string
		p           composite
		text, again string
	}{
		{"a null number is left out", (*list[int64, direct[int64]])(&numbers), `[1,null,0]`, `[1,0]`},
		{"a null word is left out", (*list[ParcelStatus, words[ParcelStatus]])(&states), `["open",null]`, `["open"]`},
		{"ids", (*list[string, ids])(&keys), `[7,"a",null]`, `["7","a"]`},
		{"a null object stays", (*list[*Person, objects[Person]])(&people), `[{"name":"x","city":null},null]`, `[{"name":"x","city":null},null]`},
		{"a null list stays", (*list[[]bool, lists[bool, direct[bool]]])(&grid), `[[true,null],null,[]]`, `[[true],[],[]]`},
		{"a null boolean is left out", (*dictionary[bool, direct[bool]])(&flags), `{"b":false,"a":null}`, `{"b":false}`},
		{"objects by name", (*dictionary[*Person, objects[Person]])(&byName), `{"b":null,"a":{}}`, `{"a":{},"b":null}`},
		{"lists by name", (*dictionary[[]float64, lists[float64, direct[float64]]])(&matrices), `{"b":[0.5,null],"a":null}`, `{"a":[],"b":[0.5]}`},
		{"dictionaries in a list", new(list[map[string]bool, dictionaries[bool, direct[bool]]]), `[{"a":true},null]`, `[{"a":true},{}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := decoder{text: []byte(tt.text)}
			if d.value(tt.p); d.end() != nil {
				t.Fatal(d.err)
			}
			var w writer
			if w.value(tt.p); w.err != nil || string(w.buf) != tt.again {
				t.Errorf("wrote %s, %v, want %s", w.buf, w.err, tt.again)
			}
			if setZero(tt.p); !isZero(tt.p) {
				t.Error("is not zero after setZero")
			}
		})
	}
}

// sameValue compares two JSON texts; numbers of known members may change their spelling.
func sameValue(t *testing.T, want, got []byte) {
	t.Helper()
	var w, g any
	if json.Unmarshal(want, &w) != nil || json.Unmarshal(got, &g) != nil {
		if json.Valid(want) != json.Valid(got) {
			t.Fatalf("wrote %q after reading %q", got, want)
		}
		return // a number too great for encoding/json
	}
	if !reflect.DeepEqual(w, g) {
		t.Fatalf("wrote %q after reading %q", got, want)
	}
}

func compare(t *testing.T, want *plainParcel, got *Parcel) {
	t.Helper()
	have := plainParcel{
		ID: got.ID, Live: got.Live, Weight: got.Weight, Ratio: got.Ratio, Status: string(got.Status), CreatedAt: got.CreatedAt,
		Labels: texts(got.Labels), Tags: got.Tags, Note: asPointer(got.Note), Route: asPointer(got.Route), ClosedAt: asPointer(got.ClosedAt),
	}
	if got.Sender != nil {
		have.Sender = &plainPerson{Name: got.Sender.Name, City: asPointer(got.Sender.City)}
	}
	if !reflect.DeepEqual(have, *want) {
		t.Fatalf("got %+v, want %+v", have, *want)
	}
}

func asPointer[T any](o Optional[T]) *T {
	if v, ok := o.Get(); ok {
		return &v
	}
	return nil
}

func TestDepthLimit(t *testing.T) {
	for depth, want := range map[int]bool{maxDepth - 2: true, maxDepth + 1: false} {
		text := `{"x":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}`
		if got := decodeText([]byte(text), &Parcel{}) == nil; got != want {
			t.Errorf("depth %d: read = %v, want %v", depth, got, want)
		}
		if got := json.Valid([]byte(text)); got != want {
			t.Errorf("depth %d: encoding/json says %v, want %v", depth, got, want)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var p Parcel
		if decodeText([]byte(parcelText), &p) != nil {
			b.Fatal("refused")
		}
	}
}
