package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"time"
)

// mostNested is how deep free objects may be nested that are written: one that holds itself has no end.
const mostNested = 1000

// any writes a value of any type that Metadata takes.
func (w *writer) any(v any) {
	if w.nested++; w.nested > mostNested {
		w.fail(errors.New("a free object is nested too deep, or holds itself"))
	} else {
		w.free(v)
	}
	w.nested--
}

func (w *writer) free(v any) {
	switch v := v.(type) {
	case nil:
		w.null()
	case string:
		w.string(v)
	case bool:
		w.bool(v)
	case int:
		w.int(int64(v))
	case int64:
		w.int(v)
	case float64:
		w.float(v)
	case json.Number:
		w.number(v)
	case time.Time:
		w.time(v)
	case Metadata:
		w.members(v)
	case map[string]any:
		w.members(v)
	case []any:
		w.items(v)
	default:
		w.kind(reflect.ValueOf(v))
	}
}

// kind writes a value by what its type is made of. encoding/json would do, but the linker would then keep the encoders
// of all types, used or not.
func (w *writer) kind(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.string(v.String())
	case reflect.Bool:
		w.bool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(json.Number(strconv.FormatUint(v.Uint(), 10)))
	case reflect.Float32, reflect.Float64:
		w.float(v.Float())
	case reflect.Slice, reflect.Array:
		items := make([]any, v.Len())
		for i := range items {
			items[i] = v.Index(i).Interface()
		}
		w.items(items)
	case reflect.Map:
		members := make(map[string]any, v.Len())
		for _, k := range v.MapKeys() {
			if k.Kind() != reflect.String {
				w.fail(fmt.Errorf("a %s has names that are no text", v.Type()))
				return
			}
			members[k.String()] = v.MapIndex(k).Interface()
		}
		w.members(members)
	default:
		w.fail(fmt.Errorf("a %s cannot stand in a free object", v.Type()))
	}
}

// number writes a number as it is spelled.
func (w *writer) number(n json.Number) {
	if n == "" || numberLen([]byte(n)) != len(n) {
		w.fail(fmt.Errorf("%w: %q", errNumber, clip(string(n), 40)))
		return
	}
	w.scalar()
	if w.form {
		w.buf = appendForm(w.buf, string(n))
		return
	}
	w.buf = append(w.buf, n...)
}

// items writes an array whose items are of any type that Metadata takes.
func (w *writer) items(items []any) {
	mark := w.openArray()
	for _, v := range items {
		w.item()
		w.any(v)
	}
	w.closeArray(mark)
}

// members writes an object whose members are of any type that Metadata takes, in the order of their names.
func (w *writer) members(m map[string]any) {
	mark := w.openObject()
	var few [8]string
	for _, name := range appendKeys(few[:0], m) {
		w.text(name)
		w.any(m[name])
	}
	w.closeObject(mark)
}

// appendKeys adds the keys of m to keys, in order.
func appendKeys[T any](keys []string, m map[string]T) []string {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
