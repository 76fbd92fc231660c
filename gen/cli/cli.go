// Package cli is the command: its subcommands, flags, messages and exit codes. What they do is done by the packages
// below; this one reads files and arguments and prints.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen"
)

// The exit codes.
const (
	exitFine    = 0 // done, nothing to complain of
	exitRefused = 1 // the spec is refused, or the output is not current
	exitFailed  = 2 // wrong use, or a file could not be read or written
)

// app is one run of the command.
type app struct {
	in       io.Reader
	out, err io.Writer
	targets  []gen.Target
}

// Main runs the command with args, the arguments after its name, and returns the exit code. The targets are those that
// it generates with, in order.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, targets ...gen.Target) int {
	a := &app{in: stdin, out: stdout, err: stderr, targets: targets}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	var code exitCode
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &code):
		return int(code)
	case isRefusal(err):
		a.print(refusal(err))
		return exitRefused
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "chargegen: interrupted")
	default:
		fmt.Fprintf(stderr, "chargegen: %v\n", err)
	}
	return exitFailed
}

// untilInterrupted returns a context that ends when the process is asked to. It is for the parts of a run that must not
// simply be cut off; whoever interrupts twice cuts it off all the same.
func untilInterrupted(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// exitCode ends the command after everything has been said.
type exitCode int

// Error implements error.
func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// root is the command with all its subcommands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "chargegen",
		Short: "Turn a spec of an API into a client, a mock and documentation",
		Long: "chargegen reads one YAML file that says what an API is and does, and writes a Go client with typed errors, a\n" +
			"mock server and documentation that agree with each other.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.AddCommand(
		a.generateCommand(),
		a.checkCommand(),
		a.lintCommand(),
		a.mockCommand(),
		a.serveCommand(),
		a.showCommand(),
		a.schemaCommand(),
		a.diffCommand(),
		a.explainCommand(),
		a.importCommand(),
		a.initCommand(),
		a.versionCommand(),
		a.manCommand(),
	)
	return root
}
