package engine

import (
	"net/http"
	"strconv"
	"strings"
)

// ExplainHeader is the response header that says why a call was refused: the guard, and the values that it saw.
const ExplainHeader = "Mock-Refusal"

// answer is what is sent back.
type answer struct {
	status  int
	headers [][2]string
	room    [4][2]string // for as many headers as most answers have
	body    []byte
	media   string // application/json where empty
	code    string // of the error, for the journal
	explain string
	damage  Damage
}

// Damage is what happens to an answer on its way.
type Damage string

// What happens to an answer on its way.
const (
	NoDamage Damage = ""
	Reset    Damage = "reset" // the connection breaks and nothing arrives
	Cut      Damage = "cut"   // half of the body arrives, then the connection breaks
)

func (a *answer) with(name, value string) {
	if a.headers == nil {
		a.headers = a.room[:0]
	}
	a.headers = append(a.headers, [2]string{name, value})
}

// refuse answers with a code. Status 0 and an empty message stand for what the API says of the code.
func (e *Engine) refuse(call *Call, code string, status int, message, explain string) *answer {
	known := e.program.errors[code]
	if status == 0 && call != nil {
		status = call.status[code]
	}
	if known != nil {
		if status == 0 {
			status = known.Status
		}
		if message == "" {
			message = known.says()
		}
	}
	if status < 400 || status > 599 {
		status = http.StatusBadRequest
	}
	if message == "" {
		message = strings.ToLower(http.StatusText(status))
	}
	return &answer{status: status, code: code, explain: header(explain), body: e.program.errorBody(code, message)}
}

// says is the message of a code: what it means, or its own words, where the API shows none.
func (e *Error) says() string {
	switch {
	case e.Message != "":
		return e.Message
	case e.Doc != "":
		return e.Doc
	}
	return strings.Join(strings.FieldsFunc(e.Code, func(r rune) bool { return r == '_' || r == '-' || r == '.' }), " ")
}

// errorBody is the body of a refusal.
func (p *Program) errorBody(code, message string) []byte {
	s := p.shapes[p.API.Error.Object]
	v := MapValue(nil, nil)
	if s == nil {
		return v.With("code", TextValue(code)).With("message", TextValue(message)).appendJSON(nil)
	}
	v = v.put(p.API.Error.Code, TextValue(code)).put(p.API.Error.Message, TextValue(message))
	f := &fill{c: &Case{}, class: &Class{shape: s, program: p}}
	body := p.explained(s, f.object(s, v), code)
	r := render{}
	return r.object(nil, s, body)
}

// explained puts the code into the body's texts whose example speaks of the example's code, such as an address where
// the code is explained.
func (p *Program) explained(s *shape, body Value, code string) Value {
	if len(p.API.Error.Code) != 1 {
		return body
	}
	at, ok := s.index[p.API.Error.Code[0]]
	if !ok || s.fields[at].example().text == "" {
		return body
	}
	shown := s.fields[at].example().text
	for _, f := range s.fields {
		v := body.Get(f.Name)
		if v.kind != TextKind || v.text == shown || v.text != f.example().text {
			continue
		}
		text := strings.ReplaceAll(v.text, shown, code)
		dash := func(s string) string { return strings.ReplaceAll(s, "_", "-") }
		body = body.With(f.Name, TextValue(strings.ReplaceAll(text, dash(shown), dash(code))))
	}
	return body
}

// put sets what a path leads to, making the objects on the way.
func (v Value) put(path []string, val Value) Value {
	switch len(path) {
	case 0:
		return v
	case 1:
		return v.With(path[0], val)
	}
	inner := v.Get(path[0])
	if inner.kind != MapKind {
		inner = MapValue(nil, nil)
	}
	return v.With(path[0], inner.put(path[1:], val))
}

// header makes text fit for a header: printable ASCII, of bounded length.
func header(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case b.Len() > 1000:
			b.WriteString("...")
			return b.String()
		case r == '…':
			b.WriteString("...")
		case r < ' ' || r == 0x7f:
			b.WriteByte(' ')
		case r > 0x7f:
			b.WriteString(strings.Trim(strconv.QuoteToASCII(string(r)), `"`))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (e *Engine) unauthenticated(call *Call, explain string) *answer {
	return e.refuse(call, e.gate(e.program.API.Gates.Unauthenticated, "unauthenticated"), e.gateStatus(e.program.API.Gates.Unauthenticated, 401), "", explain)
}

func (e *Engine) absent(call *Call, what string) *answer {
	code := e.program.API.Gates.Absent
	message := ""
	if known := e.program.errors[code]; known == nil || known.Message == "" && known.Doc == "" {
		message = what + " was not found"
	}
	return e.refuse(call, e.gate(code, "not_found"), e.gateStatus(code, 404), message, "visibility: this key sees no "+what)
}

func (e *Engine) malformed(call *Call, f fault) *answer {
	code := e.program.API.Gates.Malformed
	if call != nil && call.Malformed != "" {
		code = call.Malformed
	}
	message := f.what
	if f.param != "" {
		message = f.param + " " + f.what
	}
	return e.refuse(call, e.gate(code, "malformed"), e.gateStatus(code, 400), message, "shape: "+message)
}

func (e *Engine) gate(code, other string) string {
	if code == "" {
		return other
	}
	return code
}

// gateStatus is the status of a gate whose code the API does not name.
func (e *Engine) gateStatus(code string, status int) int {
	if code == "" {
		return status
	}
	return 0
}
