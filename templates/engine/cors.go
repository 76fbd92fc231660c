package engine

import "net/http"

// cors lets the web pages that were named read the answer.
func (x *exchange) cors(a *answer) {
	origin := x.in.header.Get("Origin")
	if origin == "" || !x.e.allows(origin) {
		return
	}
	a.with("Access-Control-Allow-Origin", header(origin))
	a.with("Access-Control-Expose-Headers", "*, "+ExplainHeader+", "+ReplayHeader+", Retry-After")
	a.with("Vary", "Origin")
}

func (e *Engine) allows(origin string) bool {
	return contains(e.config.Origins, "*") || contains(e.config.Origins, origin)
}

// preflight answers a browser that asks whether it may call.
func (x *exchange) preflight(n *node) *answer {
	if x.in.method != http.MethodOptions {
		return nil
	}
	a := &answer{status: http.StatusNoContent}
	a.with("Allow", n.methods())
	if origin := x.in.header.Get("Origin"); origin == "" || !x.e.allows(origin) {
		return a
	}
	a.with("Access-Control-Allow-Methods", n.methods())
	if asked := x.in.header.Get("Access-Control-Request-Headers"); asked != "" {
		a.with("Access-Control-Allow-Headers", header(asked))
	}
	a.with("Access-Control-Max-Age", "600")
	return a
}
