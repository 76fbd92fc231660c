package engine

import (
	"encoding/base64"
	"strings"
)

// keyring is the keys that an operation takes.
type keyring struct {
	*Key
	pattern, test, live *lazyPattern
	first               bool // that it is of the API's first kind, whose owner an account is named for
}

// keyring readies the kind of key called name. It is nil where no key is asked for.
func (c *compiler) keyring(name string) *keyring {
	if c.p.API.Auth == nil || name == "" {
		return nil
	}
	for _, k := range c.p.rings {
		if k.Name == name {
			return k
		}
	}
	c.fail("unknown kind of key %q", name)
	return nil
}

// ring readies a kind of key.
func (k *Key) ring(first bool) *keyring {
	return &keyring{Key: k, pattern: newPattern(k.Pattern), test: newPattern(k.Test), live: newPattern(k.Live), first: first}
}

// owner names the account that a well-formed key opens: the key of the API's first kind that goes with it. Keys of
// different kinds go together if what follows their kind's prefix is the same, if the API shows both as its examples, or
// if a closed list has a single key of the first kind for the mode.
func (e *Engine) owner(k *keyring, key string, live bool) string {
	own, modes := e.program.rings[0], e.program.API.Modes
	if k == own {
		return key
	}
	var listed []string
	for _, s := range e.config.Keys {
		if l, ok := own.mode(s, modes); ok && l == live {
			listed = append(listed, s)
		}
	}
	if len(listed) == 1 {
		return listed[0]
	}
	if l, ok := own.mode(own.Example, modes); key == k.Example && ok && l == live {
		return own.Example
	}
	return own.prefix(live) + strings.TrimPrefix(key, k.prefix(live))
}

// KeyOf returns the key of another kind that opens the same account as key does; the example of that kind where its
// keys have another form.
func (p *Program) KeyOf(kind, key string) string {
	from, live := p.ringOf(key)
	for _, k := range p.rings {
		if k.Name != kind {
			continue
		}
		if from != nil {
			with := k.prefix(live) + strings.TrimPrefix(key, from.prefix(live))
			if l, ok := k.mode(with, p.API.Modes); ok && l == live {
				return with
			}
		}
		return k.Example
	}
	return ""
}

// ringOf is the first kind of which a key is, and the key's mode; nil where it is of none.
func (p *Program) ringOf(key string) (k *keyring, live bool) {
	for _, k := range p.rings {
		if live, ok := k.mode(key, p.API.Modes); ok {
			return k, live
		}
	}
	return nil, false
}

// prefix is the text that every key of this kind and mode begins with.
func (k *keyring) prefix(live bool) string {
	pattern := k.Test
	if live {
		pattern = k.Live
	}
	if pattern == "" {
		pattern = k.Pattern
	}
	text, ok := strings.CutPrefix(pattern, "^")
	if !ok {
		return ""
	}
	n := strings.IndexAny(text, `\.+*?()|[]{}^$`)
	if n < 0 {
		return text
	}
	if n > 0 && strings.ContainsRune("*?{", rune(text[n])) {
		n--
	}
	if strings.Contains(text, "|") {
		return ""
	}
	return text[:n]
}

// wellFormed reports whether a key is of this kind.
func (k *keyring) wellFormed(key string, modes *Modes) bool {
	_, ok := k.mode(key, modes)
	return ok
}

// header is the name of the header that keys are sent in.
func (a *Auth) header() string {
	if a.Scheme == "header" {
		return a.Header
	}
	return "Authorization"
}

// sentKey returns the key that a request carries, and whether it carries one where the scheme looks for it.
func (a *Auth) sentKey(h func(string) string) (string, bool) {
	if a.Scheme == "header" {
		key := strings.TrimSpace(h(a.Header))
		return key, key != ""
	}
	scheme, rest, ok := strings.Cut(strings.TrimSpace(h("Authorization")), " ")
	if !ok || !strings.EqualFold(scheme, a.Scheme) {
		return "", false
	}
	rest = strings.TrimSpace(rest)
	if a.Scheme == "bearer" {
		return rest, rest != ""
	}
	raw, err := base64.StdEncoding.DecodeString(rest)
	if err != nil {
		return "", false
	}
	key, _, _ := strings.Cut(string(raw), ":")
	return key, key != ""
}

// mode tells the mode that a key works in, and whether it is well formed at all.
func (k *keyring) mode(key string, modes *Modes) (live, ok bool) {
	if !k.pattern.match(key) {
		return false, false
	}
	if modes == nil {
		return true, true
	}
	if k.Test != "" && k.test.match(key) {
		return false, true
	}
	if k.Live != "" && k.live.match(key) {
		return true, true
	}
	return false, k.Test == "" && k.Live == ""
}

// authenticate finds the account that the key opens. Where none is needed, a key that is sent opens its account all the
// same; without one the call stands in nobody's account, and sees what any account has.
func (x *exchange) authenticate() *answer {
	auth, rings := x.e.program.API.Auth, x.call.keys
	if auth == nil {
		x.account = x.e.account("", x.e.program.API.Modes == nil)
		return nil
	}
	header := x.in.header.Get(auth.header())
	if len(rings) > 0 && x.again(rings[0], header) {
		return nil
	}
	key, ok := auth.sentKey(x.in.header.Get)
	if len(rings) == 0 {
		x.welcome(key)
		return nil
	}
	if !ok {
		return x.e.unauthenticated(x.call, "authentication: no key in the way of "+auth.Scheme)
	}
	var kinds []string
	strange := true
	for _, ring := range rings {
		if x.open(ring, key) {
			x.ring = ring
			x.e.remember(openKey{ring, header}, opened{key, x.account})
			return nil
		}
		kinds = append(kinds, ring.Name)
		strange = strange && !ring.wellFormed(key, x.e.program.API.Modes)
	}
	if strange {
		return x.e.unauthenticated(x.call, "authentication: not a well-formed key of kind "+strings.Join(kinds, " or "))
	}
	return x.e.unauthenticated(x.call, "authentication: this key is not on the list")
}

// again opens the account that the same header opened before. Only the first kind of key that a call takes is asked: what
// another kind opened says nothing of that.
func (x *exchange) again(ring *keyring, header string) bool {
	x.e.mu.RLock()
	o, ok := x.e.opened[openKey{ring, header}]
	x.e.mu.RUnlock()
	if ok {
		x.key, x.account, x.ring = o.key, o.account, ring
	}
	return ok
}

// remember notes what a header opened, unless the engine was reset meanwhile.
func (e *Engine) remember(k openKey, o opened) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.accounts[accountKey{o.account.name, o.account.live}] == o.account {
		e.opened[k] = o
	}
}

// open opens the account of a key, if it is one that is let in.
func (x *exchange) open(ring *keyring, key string) bool {
	live, ok := ring.mode(key, x.e.program.API.Modes)
	if !ok || len(x.e.config.Keys) > 0 && !contains(x.e.config.Keys, key) {
		return false
	}
	x.key, x.account = key, x.e.account(x.e.owner(ring, key, live), live)
	return true
}

// welcome finds the account of a call that needs no key.
func (x *exchange) welcome(key string) {
	if ring, _ := x.e.program.ringOf(key); ring != nil && x.open(ring, key) {
		return
	}
	x.account, x.anyone = x.e.account("", x.e.program.API.Modes == nil), true
}
