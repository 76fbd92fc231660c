package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Key tells the kind and mode of the key that the client was made with.
func (c *Client) Key() KeyInfo { return c.core.settings.keys[0].KeyInfo }

// Close closes connections that are not in use. Calls that are under way go on.
func (c *Client) Close() {
	if c.core.own != nil {
		c.core.own.CloseIdleConnections()
	}
}

// String says what kind of client it is. It does not show the key.
func (c *Client) String() string {
	k := c.Key()
	text := config.name + " client"
	if k.Kind != "" {
		text += ", " + string(k.Kind) + " key"
	}
	if k.Mode != ModeUnknown {
		text += ", " + string(k.Mode) + " mode"
	}
	return text
}

// GoString is String, so that %#v shows no more.
func (c *Client) GoString() string { return c.String() }

// Do calls what this package has no method for. path begins with a slash, may have a query, and is added to the first
// server's URL. in is nil, url.Values, or anything that encoding/json can write; out is nil, a *[]byte for the body as
// it is, or anything that encoding/json can read into.
func (c *Client) Do(ctx context.Context, method, path string, in, out any, opts ...Option) error {
	s, err := c.core.setting(opts)
	if err != nil {
		return err
	}
	op := &operation{name: method + " " + path, method: method, replay: replayCreating}
	if method == http.MethodGet || method == http.MethodHead {
		op.replay = replayReading
	}
	r := &request{op: op}
	if err := r.setPath(path); err != nil {
		return err
	}
	if err := r.setInput(in); err != nil {
		return fmt.Errorf("%s: %s: %w", config.name, op.name, err)
	}
	return c.core.run(ctx, r, s, func(a *answer) error { return readOutput(a, out) })
}

// setPath checks the caller's path: it may neither leave the server nor climb above its base.
func (r *request) setPath(path string) error {
	refused := &ParamError{Op: r.op.name, Faults: []Fault{{Param: "path", Problem: "must begin with one slash, stay on the server and have no dots as segments"}}}
	u, err := url.Parse(path)
	if err != nil || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || u.IsAbs() || u.Host != "" || u.Fragment != "" {
		return refused
	}
	for _, segment := range strings.Split(strings.ReplaceAll(u.Path, "\\", "/"), "/") {
		if segment == "." || segment == ".." {
			return refused
		}
	}
	if !validName(r.op.method) {
		return &ParamError{Op: r.op.name, Faults: []Fault{{Param: "method", Problem: "must be an HTTP method"}}}
	}
	r.path, r.search = u.EscapedPath(), u.RawQuery
	return nil
}

// setInput writes what the caller sends.
func (r *request) setInput(in any) (err error) {
	switch in := in.(type) {
	case nil:
	case url.Values:
		r.payload, r.content = []byte(in.Encode()), contentForm
	default:
		r.payload, err = json.Marshal(in)
		r.content = contentJSON
	}
	return err
}

// readOutput reads an answer into what the caller gave.
func readOutput(a *answer, out any) error {
	switch out := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*out = append([]byte(nil), a.body...)
		return nil
	case codable:
		return a.decode(out)
	}
	return json.Unmarshal(a.body, out)
}
