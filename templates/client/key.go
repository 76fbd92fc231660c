package client

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// Mode says whether a key or an id belongs to test or live data.
type Mode string

// The modes. A key or an id whose mode cannot be told has ModeUnknown, and is never refused for its mode.
const (
	ModeUnknown Mode = ""
	ModeTest    Mode = "test"
	ModeLive    Mode = "live"
)

// KeyKind is a kind of key.
type KeyKind string

// KeyInfo is what can be told of a key by looking at it.
type KeyInfo struct {
	Kind KeyKind // "" where kinds cannot be told apart
	Mode Mode
}

// keyForm is how one kind of key looks. A nil pattern says nothing.
type keyForm struct {
	name            KeyKind
	any, test, live pattern
}

// authScheme is how the key travels.
type authScheme uint8

const (
	authNone authScheme = iota
	authBasic
	authBearer
	authHeader
)

// secret holds a key as a function, so that no printer of values can reach it.
type secret func() string

func newSecret(text string) secret { return func() string { return text } }

// hide replaces the key in a text.
func (s secret) hide(text string) string {
	if s == nil || s() == "" {
		return text
	}
	return strings.ReplaceAll(text, s(), "[key]")
}

// credential is a key that was looked at, and the header value that carries it.
type credential struct {
	KeyInfo
	key    secret
	header func() []string
}

// newCredential looks at a key. The error never shows it.
func newCredential(key string) (*credential, error) {
	info, err := lookAt(key)
	if err != nil {
		return nil, err
	}
	value := key
	switch config.auth {
	case authBasic:
		value = "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"))
	case authBearer:
		value = "Bearer " + key
	}
	header := []string{value}
	return &credential{KeyInfo: info, key: newSecret(key), header: func() []string { return header }}, nil
}

// lookAt tells a key's kind and mode. A key is refused if every kind has a pattern and it matches none.
func lookAt(key string) (KeyInfo, error) {
	if config.auth == authNone {
		return KeyInfo{}, nil
	}
	if key == "" {
		return KeyInfo{}, &KeyError{Problem: "the key is empty"}
	}
	for i := range len(key) {
		inside := key[i] == ' ' && config.auth == authHeader && i > 0 && i < len(key)-1
		if key[i] <= ' ' && !inside || key[i] >= 0x7f || key[i] == ':' && config.auth == authBasic {
			return KeyInfo{}, &KeyError{Problem: "the key has a character at place " + strconv.Itoa(i+1) + " that no key has"}
		}
	}
	open := false
	for _, k := range config.keys {
		if k.any == nil {
			open = true
			continue
		}
		if k.any.match(key) {
			return KeyInfo{Kind: k.name, Mode: k.mode(key)}, nil
		}
	}
	if !open && len(config.keys) > 0 {
		return KeyInfo{}, &KeyError{Problem: "the key has the form of no kind of key of this API"}
	}
	return KeyInfo{}, nil
}

// mode tells a key's mode. Test is asked first: a live pattern may be so wide that it takes in test keys.
func (k *keyForm) mode(key string) Mode {
	switch {
	case k.test != nil && k.test.match(key):
		return ModeTest
	case k.live != nil && k.live.match(key):
		return ModeLive
	}
	return ModeUnknown
}

// idMode tells the mode of an id that begins with prefix.
func idMode(id, prefix string) Mode {
	if config.testInfix == "" || prefix == "" {
		return ModeUnknown
	}
	rest, ok := strings.CutPrefix(id, prefix)
	if !ok || rest == "" {
		return ModeUnknown
	}
	if tail, ok := strings.CutPrefix(rest, config.testInfix); ok && (tail == "" || !alphanumeric(tail[0]) || !alphanumeric(rest[len(config.testInfix)-1])) {
		return ModeTest
	}
	if alphanumeric(rest[0]) {
		return ModeUnknown
	}
	return ModeLive
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// pattern is a regular expression in the simple form that keys, ids and parameters have: alternatives, each a sequence
// of parts. The nil pattern matches everything.
type pattern [][]part

// part is fixed text, or characters of a set, least to most times (most < 0: no limit). A set lists ranges as pairs of
// bytes; "" is any character.
type part struct {
	text        string
	set         string
	least, most int
}

// match reports whether the whole of s matches.
func (p pattern) match(s string) bool {
	if p == nil {
		return true
	}
	for _, parts := range p {
		if matchParts(parts, s) {
			return true
		}
	}
	return false
}

// matchParts follows, part by part, the set of places in s that can have been reached.
func matchParts(parts []part, s string) bool {
	const most = 1024
	if len(s) > most {
		return false
	}
	var from, to [most + 1]bool
	from[0] = true
	for _, p := range parts {
		to = [most + 1]bool{}
		for at := range len(s) + 1 {
			if from[at] {
				p.reach(s, at, to[:])
			}
		}
		from = to
	}
	return from[len(s)]
}

// reach marks the places that p can lead to from at.
func (p *part) reach(s string, at int, to []bool) {
	if p.text != "" {
		if strings.HasPrefix(s[at:], p.text) {
			to[at+len(p.text)] = true
		}
		return
	}
	for n := 0; p.most < 0 || n <= p.most; n++ {
		if n >= p.least {
			to[at+n] = true
		}
		if at+n == len(s) || !p.has(s[at+n]) {
			return
		}
	}
}

// has reports whether the set has c.
func (p *part) has(c byte) bool {
	for i := 0; i+1 < len(p.set); i += 2 {
		if p.set[i] <= c && c <= p.set[i+1] {
			return true
		}
	}
	return p.set == ""
}
