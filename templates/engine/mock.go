package engine

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// MemoryBase is the address that a mock has for callers in its own process.
const MemoryBase = "http://localhost"

// Mock is an engine with what a test needs round it.
type Mock struct {
	*Engine

	mu     sync.Mutex
	server *http.Server
	url    string
	err    error
}

// NewMock returns a mock in which nothing has happened.
func NewMock(p *Program, config Config) *Mock { return &Mock{Engine: p.New(config)} }

// HTTPClient returns a client whose requests never leave the process, whatever host they are for.
func (m *Mock) HTTPClient() *http.Client { return &http.Client{Transport: m.Engine} }

// Advance moves the mock's clock forward. What falls due happens before the next call.
func (m *Mock) Advance(d time.Duration) error { return m.Clock().Advance(d) }

// Now returns the time that the mock's clock shows.
func (m *Mock) Now() time.Time { return m.Clock().Now() }

// Listen opens a socket on this machine, the first time it is called, and returns the URL that the mock answers at.
// This alone starts a goroutine; Close ends it.
func (m *Mock) Listen() (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.server != nil || m.err != nil {
		return m.url, m.err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		m.err = err
		return "", err
	}
	m.server = &http.Server{Handler: m.Engine, ReadHeaderTimeout: time.Minute}
	m.url = "http://" + ln.Addr().String()
	go func() { _ = m.server.Serve(ln) }()
	return m.url, nil
}

// Close closes the socket, if there is one.
func (m *Mock) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.server == nil {
		return nil
	}
	err := m.server.Close()
	m.server = nil
	return err
}
