package snippet

import (
	"net/url"
	"strings"
)

// curl is a call as a command for the shell. Every word of the spec in it is quoted.
func curl(c *call) (text, note string) {
	r := c.request()
	words := []string{"curl " + curlAddress(r.address)}
	if r.method != "GET" {
		words = append(words, "-X "+r.method)
	}
	if r.user != "" {
		words = append(words, "-u "+shell(r.user+":"))
	}
	for _, h := range r.headers {
		// A name that begins so would be that of a file, which curl would read.
		words = append(words, "-H "+shell(strings.TrimLeft(h.name, "@ ")+": "+h.value))
	}
	for _, p := range r.form {
		option := "-d "
		if url.QueryEscape(p.value) != p.value {
			option = "--data-urlencode "
		}
		words = append(words, option+shell(formName(p.name)+"="+p.value))
	}
	if r.body != nil {
		words = append(words, "-H 'Content-Type: application/json'", "-d "+shell(indented(*r.body)))
	}
	return strings.Join(words, " \\\n  "), ""
}

// curlAddress is the address of a call as a word that curl takes for nothing else.
func curlAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return shell(s)
	}
	return "--url " + shell(s)
}

// shell quotes a word for the shell so that it stands for itself. Control characters have no place in a command.
func shell(s string) string {
	s = visible(s)
	safe := s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("_-./:=@%+,", r))
	}) < 0
	if safe {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
