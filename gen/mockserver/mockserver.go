// Package mockserver serves the mock of an API over a socket, straight from its model. It reads neither files nor
// flags: whoever calls it says what it needs.
package mockserver

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/tables"
	"github.com/chargegen/chargegen/templates/engine"
)

// Config is how a mock is served. The zero Config serves on a free port of this machine, its clock standing still.
type Config struct {
	Addr     string            // host:port to listen at; 127.0.0.1:0 where empty
	Seed     uint64            // ids are made from it
	Clock    *engine.Clock     // the mock's time; one that stands still where nil
	Keys     []string          // the only keys that are let in; any well-formed one where empty
	Facts    map[string]string // facts of every account
	Strict   bool              // unknown parameters are refused
	Beyond   bool              // attributes beyond the core are sent
	Examples bool              // reading an id that nobody created answers with the example
	Origins  []string          // web pages that may call the API; * for all
	Log      *slog.Logger      // one line for each exchange; none where nil
	Ready    func(Ready) error // called once, when the mock answers; an error stops it
	Grace    time.Duration     // how long requests may finish when the mock stops; five seconds where 0
}

// Ready tells where the mock answers.
type Ready struct {
	Addr net.Addr
	URL  string
	Curl string // a line to try it with
}

// Timeouts that keep a caller who says nothing from holding a connection for ever. An exchange itself may take its time:
// a fault's latency is as long as was ordered.
const (
	readHeader = 10 * time.Second
	idle       = 120 * time.Second
)

// Engine returns the mock of an API as an http.Handler, for whoever serves more than the mock.
func Engine(api *model.API, cfg Config) (*engine.Engine, error) {
	program, err := engine.Compile(tables.Of(api))
	if err != nil {
		return nil, err
	}
	facts := map[string]engine.Value{}
	for name, text := range cfg.Facts {
		if facts[name], err = program.Fact(name, text); err != nil {
			return nil, err
		}
	}
	return program.New(engine.Config{
		Seed: cfg.Seed, Clock: cfg.Clock, Keys: cfg.Keys, Facts: facts, Strict: cfg.Strict, Beyond: cfg.Beyond,
		Examples: cfg.Examples, Origins: cfg.Origins, Admin: true, Log: cfg.Log,
	}), nil
}

// Serve serves the mock until ctx ends, then lets the requests under way finish.
func Serve(ctx context.Context, api *model.API, cfg Config) error {
	e, err := Engine(api, cfg)
	if err != nil {
		return err
	}
	return ServeHandler(ctx, api, e, cfg)
}

// ServeHandler is Serve for a handler of the caller's own, such as a mock with pages beside it.
func ServeHandler(ctx context.Context, api *model.API, h http.Handler, cfg Config) error {
	addr := cfg.Addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: readHeader, IdleTimeout: idle}
	if cfg.Log != nil {
		srv.ErrorLog = slog.NewLogLogger(cfg.Log.Handler(), slog.LevelWarn)
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(ln) }()
	if cfg.Ready != nil {
		url := "http://" + host(ln.Addr())
		if err := cfg.Ready(Ready{Addr: ln.Addr(), URL: url, Curl: curl(api, url)}); err != nil {
			return errors.Join(err, srv.Close(), ended(<-done))
		}
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	return stop(srv, done, cfg.Grace)
}

// stop lets requests finish, for as long as grace, and then breaks them off.
func stop(srv *http.Server, done <-chan error, grace time.Duration) error {
	if grace == 0 {
		grace = 5 * time.Second
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := srv.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = srv.Close()
	}
	return errors.Join(err, ended(<-done))
}

// ended is the error of a server that was not asked to end.
func ended(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// host is the address to call: that of this machine where the mock listens everywhere.
func host(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", strings.TrimPrefix(addr.String()[strings.LastIndexByte(addr.String(), ':'):], ":"))
}
