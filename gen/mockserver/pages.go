package mockserver

import (
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/chargegen/chargegen/gen/model"
)

// PagesPath is where pages are served beside a mock, which has everything else.
const PagesPath = "/_docs/"

// Pages is a mock with pages beside it, which may be replaced while they are served.
type Pages struct {
	mock  atomic.Pointer[http.Handler]
	files atomic.Pointer[map[string][]byte]
	root  bool // that the API itself answers at /
}

// NewPages serves files, by their path, below PagesPath and a mock everywhere else. It refuses an API that has operations
// where the pages are.
func NewPages(api *model.API, mock http.Handler, files map[string][]byte) (*Pages, error) {
	p := &Pages{}
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			if len(op.Path) == 0 {
				continue
			}
			text := op.Path[0].Text
			if text == "/" && len(op.Path) == 1 {
				p.root = true
			}
			if strings.HasPrefix(text+"/", PagesPath) {
				return nil, fmt.Errorf("%s: the path of %s.%s begins with %s, where the pages are", op.Pos, r.Name, op.Name, PagesPath)
			}
		}
	}
	p.Replace(mock, files)
	return p, nil
}

// Replace puts other pages, and another mock, in place of those before.
func (p *Pages) Replace(mock http.Handler, files map[string][]byte) {
	p.files.Store(&files)
	p.mock.Store(&mock)
}

// ServeHTTP implements http.Handler. A browser that asks for / is led to the pages.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ours := strings.CutPrefix(r.URL.Path+"/", PagesPath)
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case ours && !reads:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "pages are only read", http.StatusMethodNotAllowed)
	case ours:
		p.page(w, r, strings.TrimSuffix(name, "/"))
	case r.URL.Path == "/" && reads && !p.root && strings.Contains(r.Header.Get("Accept"), "text/html"):
		http.Redirect(w, r, PagesPath, http.StatusFound)
	default:
		(*p.mock.Load()).ServeHTTP(w, r)
	}
}

// policy is what pages may do, once more beside what each says of itself: a header alone can keep them out of frames.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// page answers with a file.
func (p *Pages) page(w http.ResponseWriter, r *http.Request, name string) {
	if !strings.HasPrefix(r.URL.Path, PagesPath) {
		http.Redirect(w, r, PagesPath, http.StatusFound)
		return
	}
	if name == "" {
		name = "index.html"
	}
	data, ok := (*p.files.Load())[name]
	if !ok {
		http.Error(w, "there is no such page; the first one is "+PagesPath, http.StatusNotFound)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mediaType(name))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	if !strings.HasSuffix(name, "reference.html") { // which carries its own style and script, allowed by hash
		h.Set("Content-Security-Policy", policy)
	}
	if r.Method == http.MethodGet {
		_, _ = w.Write(data) // whoever hangs up has had enough
	}
}

// mediaTypes are those that the system may not know.
var mediaTypes = map[string]string{".md": "text/markdown; charset=utf-8", ".js": "text/javascript; charset=utf-8"}

func mediaType(name string) string {
	if known, ok := mediaTypes[filepath.Ext(name)]; ok {
		return known
	}
	if known := mime.TypeByExtension(filepath.Ext(name)); known != "" {
		return known
	}
	return "text/plain; charset=utf-8"
}
