package external

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want, err string }{
		{"none", `{"chargegen": 1, "files": []}`, "", ""},
		{"text and bytes", `{"chargegen": 1, "files": [{"path": "a", "content": ""}, {"path": "b/c", "base64": "aGk="}]}`, "a= b/c=hi", ""},
		{"empty", " \n", "", "the answer is empty; wanted JSON on the standard output"},
		{"no version", `{"files": []}`, "", `the answer does not say its version; wanted {"chargegen": 1, "files": […]}`},
		{"other version", `{"chargegen": 2, "pages": {}}`, "", "the answer is of version 2 of the protocol; this chargegen speaks version 1"},
		{"unknown member", `{"chargegen": 1, "file": []}`, "", `the answer cannot be read: json: unknown field "file"`},
		{"a list", `[]`, "", `the answer is a JSON array; wanted {"chargegen": 1, "files": […]}`},
		{"two values", `{"chargegen": 1, "files": []} {}`, "", "the answer is more than one JSON value; is something else printed to the standard output?"},
		{"cut off", `{"chargegen": 1, "files": [`, "", "the answer cannot be read: unexpected EOF"},
		{"null for a file", `{"chargegen": 1, "files": [null]}`, "", `file 1 of the answer: wanted {"path": …, "content": …}`},
		{"no content", `{"chargegen": 1, "files": [{"path": "a"}]}`, "", `file 1 of the answer: "a": wanted content or base64, one of them`},
		{"bad base64", `{"chargegen": 1, "files": [{"path": "a", "base64": "!"}]}`, "", `file 1 of the answer: "a": illegal base64 data at input byte 0`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files, err := parse([]byte(tt.in))
			var parts []string
			for _, f := range files {
				parts = append(parts, f.Path+"="+string(f.data))
			}
			if got := strings.Join(parts, " "); got != tt.want {
				t.Errorf("parse(%s) = %q, want %q", tt.in, got, tt.want)
			}
			text := ""
			if err != nil {
				text = err.Error()
			}
			if text != tt.err {
				t.Errorf("parse(%s) fails with %q, want %q", tt.in, text, tt.err)
			}
		})
	}
}

func TestLimited(t *testing.T) {
	called := 0
	l := &limited{most: 5, over: func() { called++ }}
	if _, err := l.Write([]byte("abc")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Write([]byte("def")); err == nil || called != 1 {
		t.Errorf("a write over the limit gives %v and calls over %d times", err, called)
	}
	quiet := &limited{most: 5, quiet: true}
	if n, err := quiet.Write([]byte("abcdefgh")); n != 8 || err != nil || quiet.b.String() != "abcde" || !quiet.full {
		t.Errorf("a quiet write over the limit gives %d, %v and keeps %q", n, err, quiet.b.String())
	}
}

func TestClean(t *testing.T) {
	if got, want := clean("a\x1b[31mb\u202ec\td\r"), "a[31mbc\td"; got != want {
		t.Errorf("clean = %q, want %q", got, want)
	}
}
