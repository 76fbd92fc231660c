// Command target is chargegen with a target of its own beside the built-in ones, in a module of its own. It has all
// subcommands: target generate, target check, and so on.
package main

import (
	"os"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, append(target.All(), Index{})...))
}
