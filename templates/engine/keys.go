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
	auth := c.p.API.Auth
	if auth == nil || name == "" {
		return nil
	}
	for i := range auth.Keys {
		if k := &auth.Keys[i]; k.Name == name {
			return k.ring(i == 0)
		}
	}
	c.fail("unknown kind of key %q", name)
	return nil
}

// ring readies a kind of key.
func (k *Key) ring(first bool) *keyring {
	return &keyring{Key: k, pattern: newPattern(k.Pattern), test: newPattern(k.Test), live: newPattern(k.Live), first: first}
}

// wellFormed reports whether a key is of this kind.
func (k *keyring) wellFormed(key string, modes *Modes) bool {
	_, ok := k.mode(key, modes)
	return ok
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
