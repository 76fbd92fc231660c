package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

// flat writes data without places.
func flat(d *spec.Data) string {
	switch d.Kind {
	case spec.DataMap:
		var parts []string
		for _, m := range d.Members {
			parts = append(parts, m.Key.Value+":"+flat(&m.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case spec.DataList:
		var parts []string
		for i := range d.Items {
			parts = append(parts, flat(&d.Items[i]))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case spec.DataString:
		return fmt.Sprintf("%q", d.Text)
	}
	return d.Text
}

func TestReadForeign(t *testing.T) {
	tests := []struct{ name, in, want, errs string }{
		{"json with tabs", "{\n\t\"a\": [1, -2.5, true, null, \"x\"]\n}", `{a:[1 -2.5 true null "x"]}`, ""},
		{"alias", "a: &x {b: 1}\nc: *x\n", "{a:{b:1} c:{b:1}}", ""},
		{"merge", "a: &x {b: 1, d: 2}\nc: {<<: *x, d: 3}\n", "{a:{b:1 d:2} c:{d:3 b:1}}", ""},
		{"merge of several", "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n", "{a:{b:1} c:{b:2 d:3} e:{b:1 d:3}}", ""},
		{"tag", "a: !thing b\n", `{a:"b"}`, ""},
		{"numbers as JSON writes them", "a: 0x1f\nb: 012\nc: 1e3\n", `{a:"0x1f" b:"012" c:1e3}`, ""},
		{"byte order mark", "\ufeffa: 1\r\nb: 2\r\n", "{a:1 b:2}", ""},
		{"key twice", "a: 1\na: 2\n", "{a:1}", `f.yaml:2:1: warning: key "a" stands twice, first at f.yaml:1:1; the first counts [duplicate-key]`},
		{"key that is a list", "? [a]\n: 1\nb: 2\n", "{b:2}", "f.yaml:1:3: warning: a key that is no text is not read [yaml-key]"},
		{"alias in its own anchor", "a: &x [1, *x]\n", "", `f.yaml:1:11: the alias "x" stands inside what it names [yaml-anchor]`},
		{"empty", "\n", "", "f.yaml:1:1: the file is empty [yaml-syntax]"},
		{"not UTF-8", "a: \xff\n", "", "f.yaml:1:4: byte 0xff is not UTF-8 [yaml-encoding]"},
		{"deep", strings.Repeat("[", 300) + strings.Repeat("]", 300), "", "f.yaml:1:201: mappings and lists are nested more than 200 deep [yaml-limit]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, errs := spec.ReadForeign("f.yaml", []byte(tt.in))
			if got := errs.Error(); got != tt.errs {
				t.Errorf("ReadForeign(%q) finds %q, want %q", tt.in, got, tt.errs)
			}
			if got := flat(&d); !errs.Refuses() && got != tt.want {
				t.Errorf("ReadForeign(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

// TestReadForeignBomb: a short file that stands for an endless one is refused.
func TestReadForeignBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	_, errs := spec.ReadForeign("f.yaml", []byte(b.String()))
	if !errs.Refuses() || errs[0].Rule != "yaml-limit" && errs[0].Rule != "yaml-syntax" {
		t.Errorf("an alias bomb gives %v", errs)
	}
}
