package spec

import (
	"reflect"
	"strings"
	"sync"
)

// keyTable is the keys of one struct of the language, in the order they are declared.
type keyTable struct {
	named       []keyInfo
	short       *keyInfo
	rest        *keyInfo
	annotations *keyInfo
	pos         []int // index of the field that says where it begins
	sections    bool  // the keys are those of a whole spec, which may stand in several files
}

// keyInfo is one key.
type keyInfo struct {
	name     string
	doc      string
	required bool
	oneof    []string
	index    []int
	typ      reflect.Type
}

var keyTables sync.Map // reflect.Type → *keyTable

// keysOf returns the keys of a struct type.
func keysOf(t reflect.Type) *keyTable {
	if kt, ok := keyTables.Load(t); ok {
		return kt.(*keyTable)
	}
	kt := &keyTable{sections: t == reflect.TypeFor[Document]()}
	if pos, ok := t.FieldByName("Pos"); ok {
		kt.pos = pos.Index
	}
	for _, f := range reflect.VisibleFields(t) {
		name, ok := f.Tag.Lookup("key")
		if !ok {
			continue
		}
		k := keyInfo{name: name, doc: f.Tag.Get("doc"), required: f.Tag.Get("need") == "required", index: f.Index, typ: f.Type}
		if words := f.Tag.Get("oneof"); words != "" {
			k.oneof = strings.Split(words, "|")
		}
		if f.Tag.Get("short") == "true" {
			kt.short = &k
		}
		switch name {
		case "*":
			kt.rest = &k
		case "x-*":
			kt.annotations = &k
		default:
			kt.named = append(kt.named, k)
		}
	}
	actual, _ := keyTables.LoadOrStore(t, kt)
	return actual.(*keyTable)
}

func (kt *keyTable) find(name string) *keyInfo {
	for i := range kt.named {
		if kt.named[i].name == name {
			return &kt.named[i]
		}
	}
	return nil
}

func suggestKey(name string, kt *keyTable) string {
	names := make([]string, len(kt.named))
	for i, k := range kt.named {
		names[i] = k.name
	}
	return Suggest(name, names)
}
