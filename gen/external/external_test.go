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
		{"not UTF-8", `{"chargegen": 1, "files": [{"path": "a", "content": "` + "\xff" + `"}]}`, "", "the answer is not UTF-8; bytes that are no text go under base64"},
		{"a folder that Windows has as a device", `{"chargegen": 1, "files": [{"path": "a/Nul/b", "content": ""}]}`, "", `file 1 of the answer: "a/Nul/b": Windows has no file of that name`},
		{"a device with an ending", `{"chargegen": 1, "files": [{"path": "com1.tar.gz", "content": ""}]}`, "", `file 1 of the answer: "com1.tar.gz": Windows has no file of that name`},
		{"an ending that Windows drops", `{"chargegen": 1, "files": [{"path": "a ./b", "content": ""}]}`, "", `file 1 of the answer: "a ./b": Windows has no file of that name`},
		{"a character that Windows lacks", `{"chargegen": 1, "files": [{"path": "a?b", "content": ""}]}`, "", `file 1 of the answer: "a?b": Windows has no file of that name`},
		{"a control character", `{"chargegen": 1, "files": [{"path": "a\u0007b", "content": ""}]}`, "", `file 1 of the answer: "a\ab": Windows has no file of that name`},
		{"names that are like those", `{"chargegen": 1, "files": [{"path": "console/.aux/com0/lpt.md", "content": ""}]}`, "console/.aux/com0/lpt.md=", ""},
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

func TestHead(t *testing.T) {
	over := 0
	h := &Head{Most: 5, Over: func() { over++ }}
	for _, part := range []string{"abc", "", "defg", "h"} {
		if n, err := h.Write([]byte(part)); n != len(part) || err != nil {
			t.Errorf("Write(%q) = %d, %v", part, n, err)
		}
	}
	if string(h.Bytes()) != "abcde" || !h.Full || over != 1 {
		t.Errorf("kept %q, full %t, called over %d times; want the first five bytes, and once", h.Bytes(), h.Full, over)
	}
	whole := &Head{Most: 3}
	if _, _ = whole.Write([]byte("abc")); whole.Full || string(whole.Bytes()) != "abc" {
		t.Errorf("kept %q, full %t", whole.Bytes(), whole.Full)
	}
}

func TestClean(t *testing.T) {
	if got, want := clean("a\x1b[31mb\u202ec\td\r"), "a[31mbc\td"; got != want {
		t.Errorf("clean = %q, want %q", got, want)
	}
}
