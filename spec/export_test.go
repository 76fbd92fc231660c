package spec

import (
	"reflect"
	"strings"
)

// KeyTable is the keys of one struct of the language, as docs/spec.md lists them.
type KeyTable struct {
	Name string // of the struct
	Also []string
	Rows []KeyRow
}

// KeyRow is one key.
type KeyRow struct {
	Name, Kind, Doc string
	Required, Short bool
}

// KeyTables returns the keys of everything that roots are made of. Keys that several structs share by embedding
// stand in a table of their own.
func KeyTables(roots ...any) []KeyTable {
	k := &keyWalk{seen: map[reflect.Type]bool{}}
	for _, root := range roots {
		k.add(reflect.TypeOf(root))
	}
	return k.tables
}

type keyWalk struct {
	seen   map[reflect.Type]bool
	tables []KeyTable
}

func (k *keyWalk) add(t reflect.Type) {
	if k.seen[t] {
		return
	}
	k.seen[t] = true
	at := len(k.tables)
	k.tables = append(k.tables, KeyTable{})
	table := KeyTable{Name: t.Name()}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous && len(f.Index) == 1 && f.Type != reflect.TypeFor[Node]() {
			table.Also = append(table.Also, f.Type.Name())
			k.add(f.Type)
		}
		name, ok := f.Tag.Lookup("key")
		if !ok || len(f.Index) > 1 {
			continue
		}
		row := KeyRow{Name: name, Kind: k.kind(f.Type), Doc: f.Tag.Get("doc"), Required: f.Tag.Get("need") == "required", Short: f.Tag.Get("short") == "true"}
		if strings.HasSuffix(name, "*") {
			row.Kind = strings.TrimPrefix(row.Kind, "names, each ")
		}
		if words := f.Tag.Get("oneof"); words != "" {
			row.Kind = "`" + strings.ReplaceAll(words, "|", "`, `") + "`"
			if f.Type.Kind() == reflect.Slice {
				row.Kind = "list of " + row.Kind
			}
		}
		table.Rows = append(table.Rows, row)
	}
	k.tables[at] = table
}

// kind is what a key holds, in words.
func (k *keyWalk) kind(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[Text]():
		return "text"
	case reflect.TypeFor[Int]():
		return "whole number"
	case reflect.TypeFor[Num]():
		return "number"
	case reflect.TypeFor[Bool]():
		return "true or false"
	case reflect.TypeFor[Duration]():
		return "length of time"
	case reflect.TypeFor[Cond]():
		return "[condition](#conditions)"
	case reflect.TypeFor[Type]():
		return "[type](#types)"
	case reflect.TypeFor[Data]():
		return "anything"
	}
	if t.Kind() == reflect.Slice {
		return "list of " + k.kind(t.Elem())
	}
	if values := valuesOf(t); values != nil {
		each := k.kind(values)
		return "names, each " + strings.Replace(each, "names, each ", "with names of its own, each ", 1)
	}
	k.add(t)
	return "[" + words(t.Name()) + "](#keys-" + strings.ToLower(t.Name()) + ")"
}

// words is a Go name as words: IDs is ids, SDKCall is sdk call.
func words(name string) string {
	var b strings.Builder
	for i := range len(name) {
		upper := name[i] >= 'A' && name[i] <= 'Z'
		before := i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z'
		after := i > 1 && i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z' && name[i+1] != 's'
		if upper && i > 0 && (before || after) {
			b.WriteByte(' ')
		}
		b.WriteByte(name[i])
	}
	return strings.ToLower(b.String())
}
