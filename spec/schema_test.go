package spec_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/spec"
)

var update = flag.Bool("update", false, "write what is generated in place of comparing it")

// The schema that lies beside the specs is the one that this package makes.
func TestSchemaIsCurrent(t *testing.T) {
	const name = "charges.schema.json"
	got := spec.Schema()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is stale; run go test ./spec -update (-want +got):\n%s", name, diff)
	}
	if !bytes.Equal(got, spec.Schema()) {
		t.Error("Schema() differs from call to call")
	}
}

// A few places of the schema, as an editor would follow them.
func TestSchema(t *testing.T) {
	var root any
	if err := json.Unmarshal(spec.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ path, want string }{
		{"required", `["language"]`},
		{"properties/language/const", `1`},
		{"additionalProperties", `false`},
		{"properties/resources/additionalProperties/$ref", `"#/$defs/Resource"`},
		{"properties/params/additionalProperties/additionalProperties/$ref", `"#/$defs/Param"`},
		{"$defs/Resource/required", `["attributes","operations"]`},
		{"$defs/Operation/properties/kind/enum", `["create","read","update","list","delete","action"]`},
		{"$defs/Request/properties/encodings/items/enum", `["form","json"]`},
		{"$defs/Operation/properties/success/type", `"integer"`},
		{"$defs/Operation/properties/with/items/type", `["string","number","boolean"]`},
		{"$defs/Attribute/required", `["type"]`},
		{"$defs/Attribute/properties/example", `{"description":"A value it may have."}`},
		{"$defs/Attribute/patternProperties/^x-/description", `"Annotations, carried to targets untouched."`},
		{"$defs/Server/anyOf/0/type", `["string","number","boolean"]`},
		{"$defs/Server/anyOf/1/required", `["url"]`},
		{"$defs/Value/anyOf/0/type", `["string","number","boolean","null"]`},
		{"$defs/Window/anyOf/1/additionalProperties/type", `"string"`},
		{"$defs/EnumValue/additionalProperties/description", `"Traits, by the name the enum declares."`},
	}
	for _, tt := range tests {
		got, err := json.Marshal(follow(root, strings.Split(tt.path, "/")))
		if err != nil || string(got) != tt.want {
			t.Errorf("schema at %s = %s, want %s", tt.path, got, tt.want)
		}
	}
}

// follow goes down a JSON value by keys and indices.
func follow(v any, path []string) any {
	for i, key := range path {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			v = x[int(key[0]-'0')]
		default:
			return path[i:]
		}
	}
	return v
}
