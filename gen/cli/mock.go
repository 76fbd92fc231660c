package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/mockserver"
	"github.com/chargegen/chargegen/templates/engine"
)

// mockFlags are the flags of mock.
type mockFlags struct {
	settings
	mockserver.Config
	clock    string
	portFile string
	quiet    bool
}

func (a *app) mockCommand() *cobra.Command {
	var f mockFlags
	cmd := &cobra.Command{
		Use:   "mock",
		Short: "Serve a mock of the API that remembers what was done",
		Long: "mock serves the API of a spec on this machine, with its states, refusals and time, until it is interrupted. What\n" +
			"is created can be read and acted on; /_mock/ moves the clock and orders faults.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.mock(cmd.Context(), &f) },
	}
	f.add(cmd)
	return cmd
}

// add adds the flags that say which mock is served and how.
func (f *mockFlags) add(cmd *cobra.Command) {
	f.source(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.Addr, "addr", "127.0.0.1:8080", "`host:port` to listen at; port 0 takes a free one")
	flags.Uint64Var(&f.Seed, "seed", 0, "`number` that ids are made from")
	flags.StringVar(&f.clock, "clock", "wall", "wall: time runs; virtual: it stands still until it is moved")
	flags.StringVar(&f.portFile, "port-file", "", "write the port to this `file` when the mock answers")
	flags.BoolVar(&f.Strict, "strict", false, "refuse unknown parameters, and JSON that does not hold to its types")
	flags.BoolVar(&f.Beyond, "beyond", false, "send the attributes beyond the core too")
	flags.BoolVar(&f.Examples, "examples", false, "answer with the example when an id was not created here")
	flags.StringSliceVar(&f.Keys, "keys", nil, "let in only these `keys`, separated by commas")
	flags.StringToStringVar(&f.Facts, "fact", nil, "a fact of every account, as `name=value`")
	flags.StringSliceVar(&f.Origins, "origin", nil, "web `pages` that may call the mock; * for all")
	flags.BoolVar(&f.quiet, "quiet", false, "print nothing but faults")
}

// readyMock reads the spec that is mocked and settles how.
func (a *app) readyMock(f *mockFlags) (*loaded, error) {
	switch f.clock {
	case "wall":
		f.Clock = engine.WallClock()
	case "virtual":
	default:
		return nil, fmt.Errorf("unknown clock %q; wanted wall or virtual", f.clock)
	}
	if !f.quiet {
		f.Log = slog.New(slog.NewTextHandler(a.err, nil))
	}
	return a.loadOne(&f.settings)
}

func (a *app) mock(ctx context.Context, f *mockFlags) error {
	defer runtime.KeepAlive(takeSlack())
	l, err := a.readyMock(f)
	if err != nil {
		return err
	}
	title := l.api.Title // the rest of the spec need not be held while the mock is served
	f.Ready = func(r mockserver.Ready) error {
		if !f.quiet {
			fmt.Fprintf(a.out, "%s, a mock, at %s\n", title, r.URL)
			if r.Curl != "" {
				fmt.Fprintf(a.out, "try: %s\n", r.Curl)
			}
		}
		debug.FreeOSMemory() // most of what the spec was read into
		return writePort(f.portFile, r.Addr)
	}
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	err = mockserver.Serve(ctx, l.api, f.Config)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// writePort writes the port to a file, whole: who waits for the file to appear never reads half of it.
func writePort(name string, addr net.Addr) error {
	tcp, ok := addr.(*net.TCPAddr)
	if name == "" || !ok {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(strconv.Itoa(tcp.Port) + "\n")
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
