package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/mockserver"
	"github.com/chargegen/chargegen/gen/target/docs"
)

func (a *app) serveCommand() *cobra.Command {
	var f mockFlags
	var watch bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the documentation with the mock beside it",
		Long: "serve makes the documentation of a spec in memory and serves it below " + mockserver.PagesPath + ", with the mock of the API at\n" +
			"the same address: the forms in the pages call it, and so may any client. It writes no files.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context(), &f, watch) },
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&watch, "watch", false, "serve anew whenever the spec changes; the mock then forgets everything")
	return cmd
}

func (a *app) serve(ctx context.Context, f *mockFlags, watch bool) error {
	defer runtime.KeepAlive(takeSlack())
	ctx, stop := untilInterrupted(ctx)
	defer stop()
	seen := a.watched(&f.settings)
	l, err := a.readyMock(f)
	if err != nil {
		return err
	}
	mock, files, err := a.siteOf(l, f)
	if err != nil {
		return err
	}
	pages, err := mockserver.NewPages(l.api, mock, files)
	if err != nil {
		return err
	}
	f.Ready = func(r mockserver.Ready) error {
		if !f.quiet {
			fmt.Fprintf(a.out, "%s: pages at %s%s\n", l.api.Title, r.URL, mockserver.PagesPath)
			fmt.Fprintf(a.out, "the mock of it at %s\n", r.URL)
		}
		debug.FreeOSMemory() // most of what the spec was read into
		return writePort(f.portFile, r.Addr)
	}
	if watch {
		go a.serveAnew(ctx, f, seen, pages)
	}
	err = mockserver.ServeHandler(ctx, l.api, pages, f.Config)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// siteOf is the mock of a spec and its pages, by path.
func (a *app) siteOf(l *loaded, f *mockFlags) (http.Handler, map[string][]byte, error) {
	mock, err := mockserver.Engine(l.api, f.Config)
	if err != nil {
		return nil, nil, err
	}
	plans, err := a.plans(l, nil)
	if err != nil {
		return nil, nil, err
	}
	plan := gen.Plan{Target: docs.Target{}}
	for _, p := range plans {
		if p.Target.Name() == plan.Target.Name() {
			plan = p
		}
	}
	plan.Options.Root = ""
	made, err := gen.Run(l.api, []gen.Plan{plan})
	if err != nil {
		return nil, nil, err
	}
	files := map[string][]byte{}
	for _, file := range made {
		files[file.Path] = file.Data
	}
	return mock, files, nil
}

// serveAnew puts other pages and another mock in place whenever a file of the spec has changed. A spec that is refused is
// reported, and what was served before stays.
func (a *app) serveAnew(ctx context.Context, f *mockFlags, seen []stamp, pages *mockserver.Pages) {
	for waitForChange(ctx, seen) {
		seen = a.watched(&f.settings)
		l, err := a.loadOne(&f.settings)
		if err == nil {
			mock, files, made := a.siteOf(l, f)
			if err = made; err == nil {
				pages.Replace(mock, files)
				if !f.quiet {
					fmt.Fprintln(a.out, "serving the changed spec")
				}
			}
		}
		if err != nil && !a.survives(err) {
			return
		}
	}
}
