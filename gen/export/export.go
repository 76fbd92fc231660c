// Package export writes the resolved model as JSON, for readers outside of this program: show prints it, and targets
// that are programs of their own read it. It holds everything that the model holds and decides nothing.
//
// What the model points to is written once, where it is declared, and elsewhere named: an attribute's type says
// {"kind": "enum", "enum": "ticket_status"}, and the enum stands under "enums". Members that would be empty, false, zero
// or null are left out, save in free data, which is written as the spec has it.
package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
)

// Version is the version of the form, the first member of the document. It grows when a member goes away or changes
// its meaning, and stays when one is added.
const Version = 1

// Member is a member of the document that does not stand in the model: what others found out about it.
type Member struct {
	Name string
	JSON []byte
}

// JSON returns the model of an API, with further members at its end. The same model gives the same bytes.
func JSON(api *model.API, more ...Member) ([]byte, error) {
	e := &encoder{dir: path.Dir(api.Source.Pos.File)}
	fmt.Fprintf(&e.b, `{"chargegen":%d`, Version)
	if err := e.members(reflect.ValueOf(api).Elem(), false); err != nil {
		return nil, err
	}
	for _, m := range more {
		fmt.Fprintf(&e.b, `,%q:%s`, m.Name, m.JSON)
	}
	e.b.WriteByte('}')
	var out bytes.Buffer
	if err := json.Indent(&out, e.b.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// encoder writes values of the model's types, which it finds by reflection: a field that is added there is written
// without a word here.
type encoder struct {
	b   bytes.Buffer
	dir string // the root file's folder, which places leave out
}

// homes are the fields in which something is declared that is named elsewhere.
var homes = map[string]bool{
	"API.Servers": true, "API.Origins": true, "API.Enums": true, "API.Objects": true, "API.Resources": true,
	"API.Errors": true, "API.Failures": true, "API.Events": true, "API.Account": true, "API.Tables": true,
	"Auth.Keys":           true,
	"Enum.Traits":         true,
	"Enum.Values":         true,
	"Table.Columns":       true,
	"Table.Rows":          true,
	"Object.Attributes":   true,
	"Resource.Operations": true,
	"Operation.Params":    true,
	"Signal.Params":       true,
	"Signal.Let":          true,
	"Behaviour.Loads":     true,
	"Behaviour.Let":       true,
	"Lifecycle.States":    true,
	"Lifecycle.Clocks":    true,
	"Lifecycle.Windows":   true,
	"Lifecycle.Let":       true,
}

// reference returns the name of something that is declared, and whether it is such a thing.
func reference(v any) (string, bool) {
	switch v := v.(type) {
	case *model.Server:
		if v.Name == "" {
			return v.URL, true
		}
		return v.Name, true
	case *model.Origin:
		return v.Name, true
	case *model.Key:
		return v.Name, true
	case *model.Enum:
		return v.Name, true
	case *model.EnumValue:
		return v.Value, true
	case *model.Object:
		return v.Name, true
	case *model.Resource:
		return v.Name, true
	case *model.Attribute:
		return v.Name, true
	case *model.Operation:
		return v.Resource.Name + "." + v.Name, true
	case *model.Param:
		return v.Key, true
	case *model.ErrorCode:
		return v.Code, true
	case *model.Failure:
		return v.Code, true
	case *model.Event:
		return v.Key, true
	case *model.AccountFact:
		return v.Name, true
	case *model.Table:
		return v.Name, true
	case *model.Column:
		return v.Name, true
	case *model.Row:
		return v.Key, true
	}
	return behaviourReference(v)
}

// behaviourReference is reference for what a lifecycle declares.
func behaviourReference(v any) (string, bool) {
	switch v := v.(type) {
	case *model.State:
		return v.Name, true
	case *model.Clock:
		return v.Name, true
	case *model.Window:
		return v.Name, true
	case *model.Let:
		return v.Name, true
	case *model.Load:
		return v.Name, true
	}
	return "", false
}

// members writes the fields of a struct as members, each with a comma before it unless it is the first.
func (e *encoder) members(v reflect.Value, first bool) error {
	t := v.Type()
	for i := range t.NumField() {
		f, fv := t.Field(i), v.Field(i)
		if !f.IsExported() || t.Name() == "API" && f.Name == "Source" {
			continue
		}
		if f.Anonymous {
			if fv.Kind() == reflect.Pointer {
				fv = fv.Elem()
			}
			at := e.b.Len()
			if err := e.members(fv, first); err != nil {
				return err
			}
			first = first && e.b.Len() == at
			continue
		}
		if empty(fv) {
			continue
		}
		if !first {
			e.b.WriteByte(',')
		}
		first = false
		e.text(memberName(f.Name))
		e.b.WriteByte(':')
		if err := e.value(fv, homes[t.Name()+"."+f.Name]); err != nil {
			return fmt.Errorf("%s.%s: %w", t.Name(), f.Name, err)
		}
	}
	return nil
}

// empty reports whether a member is left out.
func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	if set, ok := v.Interface().(interface{ IsSet() bool }); ok {
		return !set.IsSet()
	}
	return v.IsZero()
}

// value writes any value. home says that what it points to is declared here.
func (e *encoder) value(v reflect.Value, home bool) error {
	if done, err := e.special(v.Interface()); done || err != nil {
		return err
	}
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Bool, reflect.Int, reflect.Int64, reflect.Float64:
		return e.plain(v.Interface())
	case reflect.Slice:
		return e.list(v, home)
	case reflect.Struct:
		e.b.WriteByte('{')
		err := e.members(v, true)
		e.b.WriteByte('}')
		return err
	case reflect.Pointer:
		if v.IsNil() {
			e.b.WriteString("null")
			return nil
		}
		if name, ok := reference(v.Interface()); ok && !home {
			e.text(name)
			return nil
		}
		return e.value(v.Elem(), home)
	default:
		return fmt.Errorf("no form for a %s", v.Type())
	}
	return nil
}

func (e *encoder) list(v reflect.Value, home bool) error {
	e.b.WriteByte('[')
	for i := range v.Len() {
		if i > 0 {
			e.b.WriteByte(',')
		}
		if err := e.value(v.Index(i), home); err != nil {
			return err
		}
	}
	e.b.WriteByte(']')
	return nil
}

// text writes a string.
func (e *encoder) text(s string) { _ = e.plain(strings.ToValidUTF8(s, "�")) } // a string can always be written

// plain writes what encoding/json knows how to.
func (e *encoder) plain(v any) error {
	enc := json.NewEncoder(&e.b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	e.b.Truncate(e.b.Len() - 1) // the line end
	return nil
}
