package gomock

import (
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// width is how long a line of literals may be before it is broken.
const width = 110

// printer writes values as Go literals: members in the order they are declared, those that are zero left out, what
// fits on one line on one line. They are in the form of gofmt as they stand: formatting them would take longer than all
// else in making them.
type printer struct {
	text strings.Builder
	pkg  string // the name of the package that the types are of
	time bool   // that a duration was written
}

func (p *printer) line(s string) { p.text.WriteString(s + "\n") }

// value returns the literal of v. Elided is the type that the place gives it, so that the literal need not name it.
func (p *printer) value(v reflect.Value, indent int, elided reflect.Type) string {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return p.boxed(v.Elem(), indent)
	case reflect.Pointer:
		if elided == v.Type() {
			return p.value(v.Elem(), indent, v.Type().Elem())
		}
		return "&" + p.value(v.Elem(), indent, nil)
	case reflect.Struct:
		return p.structure(v, indent, elided)
	case reflect.Slice, reflect.Array:
		return p.list(v, indent, elided)
	}
	return p.scalar(v)
}

// boxed returns the literal of a value in an interface: what is no string, bool or int has to name its type.
func (p *printer) boxed(v reflect.Value, indent int) string {
	text := p.value(v, indent, nil)
	named := v.Type().PkgPath() != "" && (v.Kind() == reflect.String || v.Kind() == reflect.Int64)
	if named && v.Type() != reflect.TypeFor[time.Duration]() {
		return p.name(v.Type()) + "(" + text + ")"
	}
	return text
}

func (p *printer) scalar(v reflect.Value) string {
	if v.Type() == reflect.TypeFor[time.Duration]() {
		return p.duration(time.Duration(v.Int()))
	}
	switch v.Kind() {
	case reflect.String:
		return quote(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	}
	return strconv.FormatInt(v.Int(), 10)
}

// quote writes a text in the form that shows it best: backquotes where that saves escapes.
func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && utf8.ValidString(s) && strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

func (p *printer) duration(d time.Duration) string {
	p.time = true
	for _, u := range []struct {
		name string
		size time.Duration
	}{{"time.Hour", time.Hour}, {"time.Minute", time.Minute}, {"time.Second", time.Second}} {
		if d%u.size == 0 && d != 0 {
			return strconv.FormatInt(int64(d/u.size), 10) + " * " + u.name
		}
	}
	return "time.Duration(" + strconv.FormatInt(int64(d), 10) + ")"
}

// name is a type's name as the generated file writes it.
func (p *printer) name(t reflect.Type) string {
	switch {
	case t.Name() == "" && t.Kind() == reflect.Slice:
		return "[]" + p.name(t.Elem())
	case t.Kind() == reflect.Interface && t.Name() == "":
		return "any"
	case t.PkgPath() != "":
		return p.pkg + "." + t.Name()
	}
	return t.String()
}

func (p *printer) structure(v reflect.Value, indent int, elided reflect.Type) string {
	head := ""
	if elided != v.Type() {
		head = p.name(v.Type())
	}
	var names, parts []string
	for i := range v.NumField() {
		if f := v.Field(i); !f.IsZero() && !empty(f) {
			name := v.Type().Field(i).Name + ": "
			names, parts = append(names, name), append(parts, name+p.value(f, indent+1, nil))
		}
	}
	if line, ok := oneLine(head, parts, indent); ok {
		return line
	}
	align(names, parts)
	return broken(head, parts, indent)
}

// align sets the values of neighbours below each other. One that takes several lines stands for itself.
func align(names, parts []string) {
	for i := 0; i < len(parts); {
		n, widest := i, 0
		for n < len(parts) && !strings.Contains(parts[n], "\n") {
			widest = max(widest, len(names[n]))
			n++
		}
		for ; i < n; i++ {
			parts[i] = names[i] + strings.Repeat(" ", widest-len(names[i])) + parts[i][len(names[i]):]
		}
		i++
	}
}

// empty reports whether a list has no elements.
func empty(v reflect.Value) bool { return v.Kind() == reflect.Slice && v.Len() == 0 }

func (p *printer) list(v reflect.Value, indent int, elided reflect.Type) string {
	head := ""
	if elided != v.Type() {
		head = p.name(v.Type())
	}
	parts := make([]string, v.Len())
	for i := range parts {
		parts[i] = p.value(v.Index(i), indent+1, v.Type().Elem())
	}
	return join(head, parts, indent)
}

// join puts parts in braces, on one line if they fit.
func join(head string, parts []string, indent int) string {
	if line, ok := oneLine(head, parts, indent); ok {
		return line
	}
	return broken(head, parts, indent)
}

// oneLine puts parts in braces on one line, and reports whether it may stay so.
func oneLine(head string, parts []string, indent int) (string, bool) {
	line := head + "{" + strings.Join(parts, ", ") + "}"
	return line, len(line)+4*indent <= width && !strings.Contains(line, "\n")
}

// broken puts parts in braces, each on a line of its own.
func broken(head string, parts []string, indent int) string {
	tabs := "\n" + strings.Repeat("\t", indent)
	return head + "{" + tabs + "\t" + strings.Join(parts, ","+tabs+"\t") + "," + tabs + "}"
}
