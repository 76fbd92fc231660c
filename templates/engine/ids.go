package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
)

const defaultAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

// form is what the ids of an object are made after: the pattern of their own, else what they begin with.
func (o *Object) form() string {
	if o.IDPattern != "" {
		return o.IDPattern
	}
	return o.IDPrefix
}

// makeID returns the id of a form that seed, account and a number give. next gives the next number of a pattern; that of
// the empty one is next for all other forms.
func (p *Program) makeID(seed uint64, account, form string, live bool, next func(pattern string) uint64) string {
	if p.patterned[form] {
		if id, ok := p.spelledID(seed, account, form, live, next(form)); ok {
			return id
		}
		form = ""
	}
	return p.commonID(seed, account, form, live, next(""))
}

// commonID is an id as most objects have, behind a prefix.
func (p *Program) commonID(seed uint64, account, prefix string, live bool, n uint64) string {
	ids := p.API.IDs
	if ids.Style == "integer" {
		return strconv.FormatUint(n, 10)
	}
	var room [128]byte
	text := binary.BigEndian.AppendUint64(room[:0], seed)
	text = binary.BigEndian.AppendUint64(text, n)
	sum := sha256.Sum256(append(text, account...))
	switch ids.Style {
	case "uuid":
		return uuid(sum[:])
	case "opaque":
		return prefix + hex.EncodeToString(sum[:12])
	}
	b := p.appendPrefix(room[:0], prefix, live)
	return string(appendTail(append(b, '_'), sum[:], ids))
}

// spelledID is an id that matches a pattern. Where such ids are few, the counter alone tells them apart.
func (p *Program) spelledID(seed uint64, account, pattern string, live bool, n uint64) (string, bool) {
	s := p.spelling(pattern)
	text := binary.BigEndian.AppendUint64([]byte(account+pattern), seed)
	if s.tree != nil && s.count(s.tree) == many {
		text = binary.BigEndian.AppendUint64(text, n)
	}
	sum := sha256.Sum256(text)
	return s.spell(sum[:], live, n)
}

// appendPrefix writes an object's prefix and the mark of its mode.
func (p *Program) appendPrefix(b []byte, prefix string, live bool) []byte {
	b = append(b, prefix...)
	if mark := p.testMark(); mark != "" && !live {
		b = append(b, '_')
		b = append(b, mark...)
	}
	return b
}

// testMark is what test ids have behind their prefix, empty where they look like others.
func (p *Program) testMark() string {
	if p.API.Modes == nil {
		return ""
	}
	return strings.Trim(p.API.Modes.TestInfix, "_")
}

// cutPrefix takes off an object's prefix and the mark of test ids, and tells whether both stood there. Without a mark
// every id is a test id.
func (p *Program) cutPrefix(prefix, text string) (rest string, test, ok bool) {
	rest, ok = strings.CutPrefix(text, prefix)
	if rest, ok = cutByte(rest, '_', ok); !ok {
		return text, false, false
	}
	mark := p.testMark()
	if mark == "" {
		return rest, true, true
	}
	if after, marked := strings.CutPrefix(rest, mark); marked {
		if after, marked = cutByte(after, '_', true); marked {
			return after, true, true
		}
	}
	return rest, false, true
}

// cutByte takes a byte off the front of text, if it stands there and ok says to.
func cutByte(text string, c byte, ok bool) (string, bool) {
	if !ok || text == "" || text[0] != c {
		return text, false
	}
	return text[1:], true
}

// requestID is the UUID of the n-th exchange of an engine. It is made for each, so without a hash.
func requestID(seed, n uint64) string {
	var sum [16]byte
	binary.BigEndian.PutUint64(sum[:8], mixed(seed^mixed(n)))
	binary.BigEndian.PutUint64(sum[8:], mixed(seed+n+1))
	return uuid(sum[:])
}

// mixed spreads the bits of n over a number of its own: the last step of SplitMix64.
func mixed(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

func uuid(sum []byte) string {
	sum[6], sum[8] = sum[6]&0x0f|0x40, sum[8]&0x3f|0x80
	var b [36]byte
	hex.Encode(b[:8], sum[:4])
	hex.Encode(b[9:13], sum[4:6])
	hex.Encode(b[14:18], sum[6:8])
	hex.Encode(b[19:23], sum[8:10])
	hex.Encode(b[24:], sum[10:16])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

// appendTail spells a hash in the alphabet of ids.
func appendTail(b, sum []byte, ids IDs) []byte {
	alphabet := ids.Alphabet
	if alphabet == "" {
		alphabet = defaultAlphabet
	}
	for i := range ids.length() {
		if i > 0 && i%len(sum) == 0 {
			next := sha256.Sum256(sum)
			sum = next[:]
		}
		b = append(b, alphabet[int(sum[i%len(sum)])%len(alphabet)])
	}
	return b
}

// length is how long the tail of an id is.
func (ids IDs) length() int {
	if ids.Length <= 0 {
		return 19
	}
	return ids.Length
}

// longestID is how long an id may be: as long as the keys of stores of files are.
const longestID = 1024

// wellFormed reports whether text may be the id of an object of this shape, in either mode.
func (p *Program) wellFormed(s *shape, text string) bool {
	if text == "" || len(text) > longestID || strings.ContainsAny(text, "\x00\n\r\t") {
		return false
	}
	if s == nil {
		return true
	}
	if s.IDPattern != "" {
		return p.pattern(s.IDPattern).match(text)
	}
	ids := p.API.IDs
	switch ids.Style {
	case "integer":
		_, err := strconv.ParseUint(text, 10, 64)
		return err == nil
	case "uuid":
		return isUUID(text)
	case "prefixed":
		rest, _, ok := p.cutPrefix(s.IDPrefix, text)
		return ok && rest != "" && !strings.ContainsAny(rest, "/ ") && p.isTail(rest)
	}
	return true
}

// isTail reports whether text may stand after the prefix of an id.
func (p *Program) isTail(text string) bool {
	if p.tails != nil {
		return p.tails.match(text)
	}
	alphabet := p.API.IDs.Alphabet
	if alphabet == "" {
		return true
	}
	return strings.Trim(text, alphabet) == ""
}

// isUUID reports whether text is 32 hexadecimal digits in groups.
func isUUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		digit := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
		if hyphen && c != '-' || !hyphen && !digit {
			return false
		}
	}
	return true
}

// pattern returns a compiled pattern, made once.
func (p *Program) pattern(text string) *lazyPattern {
	if got, ok := p.patterns.Load(text); ok {
		return got.(*lazyPattern)
	}
	got, _ := p.patterns.LoadOrStore(text, newPattern(text))
	return got.(*lazyPattern)
}
