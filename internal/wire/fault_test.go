package wire_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// fault is something wrong that stands between caller and mock.
type fault struct {
	name string
	api  string // the subject that it is planted in; empty for the last
	pass pass
	want string // how Schemathesis calls what it finds

	before func(w http.ResponseWriter, r *http.Request) bool // answers in the mock's place
	after  func(r *http.Response, body string) string        // changes the mock's answer
}

var (
	ofTicket = regexp.MustCompile(`/tickets/[^/]+`)
	ofMember = regexp.MustCompile(`/members/[^/]+$`)
	wide     = pass{phases: "coverage,fuzzing", examples: 10}
	deep     = pass{phases: "stateful", examples: 100, links: true, max: 1}
)

// faults are of the kinds that people ship: each is planted alone.
var faults = []fault{
	{
		name: "a status that is not documented", pass: wide, want: "Undocumented status code",
		after: func(r *http.Response, body string) string {
			if r.Request.Method == http.MethodGet && r.Request.URL.Path == "/api/tickets" && r.StatusCode == http.StatusOK {
				r.StatusCode, r.Status = http.StatusAccepted, "202 Accepted"
			}
			return body
		},
	},
	{
		name: "an answer that is not of its schema", pass: wide, want: "Response violates schema",
		after: func(r *http.Response, body string) string {
			if r.Request.Method == http.MethodPost && r.Request.URL.Path == "/api/agents" && r.StatusCode == http.StatusOK {
				return strings.Replace(body, `"on_duty":true`, `"on_duty":"yes"`, 1)
			}
			return body
		},
	},
	{
		name: "a failure on odd input", pass: wide, want: "Server error",
		before: func(w http.ResponseWriter, r *http.Request) bool {
			text := string(peek(r))
			odd := strings.IndexFunc(text, func(c rune) bool { return c > 0x7f }) >= 0 || strings.Contains(text, `\u`)
			if odd && r.URL.Path == "/api/files" {
				http.Error(w, "oops", http.StatusInternalServerError)
			}
			return odd && r.URL.Path == "/api/files"
		},
	},
	{
		name: "a ticket that is gone once it was made", pass: deep, want: "Created resource not found",
		before: func(w http.ResponseWriter, r *http.Request) bool {
			gone := ofTicket.MatchString(r.URL.Path)
			if gone {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusNotFound)
				_, _ = io.WriteString(w, `{"code":"not_found","text":"not found"}`)
			}
			return gone
		},
	},
	{
		name: "a member that outlives its delete", api: "library", pass: deep, want: "Deleted resource still available",
		before: func(_ http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodDelete && ofMember.MatchString(r.URL.Path) {
				r.Method = http.MethodGet // so that it is seen whether there is one
				r.Header.Set("X-Deletes", "1")
			}
			return false
		},
		after: func(r *http.Response, body string) string {
			if r.Request.Header.Get("X-Deletes") != "" && r.StatusCode == http.StatusOK {
				r.StatusCode, r.Status = http.StatusNoContent, "204 No Content"
				return ""
			}
			return body
		},
	},
}

// Each fault that is planted is found, by its name: that nothing is found without one means something.
func TestSchemathesisFindsFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			s := subjects[2]
			if i := slices.IndexFunc(subjects, func(s subject) bool { return s.name == f.api }); i >= 0 {
				s = subjects[i]
			}
			target, err := url.Parse(mock(t, s))
			if err != nil {
				t.Fatal(err)
			}
			front := httptest.NewServer(f.between(target))
			defer front.Close()
			out, ok := schemathesis(t, s, front.URL, f.pass)
			if ok || !strings.Contains(out, f.want) {
				t.Errorf("%q is not found:\n%s", f.want, last([]byte(out)))
			}
			fmt.Printf("schemathesis, with %s: %s\n", f.name, found(out))
		})
	}
}

// found is the lines of the summary that say what was found.
func found(out string) string {
	return strings.Join(regexp.MustCompile(`(?m)ST\d+ [^:\n]+: \d+$`).FindAllString(out, -1), "; ")
}

// between is a way to the mock with the fault in it.
func (f fault) between(target *url.URL) http.Handler {
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host }}
	proxy.ModifyResponse = func(r *http.Response) error {
		body, err := io.ReadAll(r.Body)
		if err != nil || f.after == nil {
			r.Body = io.NopCloser(bytes.NewReader(body))
			return err
		}
		text := f.after(r, string(body))
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		r.Header.Del("Content-Length")
		if text != "" {
			r.Header.Set("Content-Length", strconv.Itoa(len(text)))
		}
		return nil
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.before == nil || !f.before(w, r) {
			proxy.ServeHTTP(w, r)
		}
	})
}

// peek reads the body of a request and puts it back.
func peek(r *http.Request) []byte {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
