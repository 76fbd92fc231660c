// The chargegen command turns a spec of an API into a client, a mock and documentation. It does nothing itself: package
// cli reads the arguments and packages below gen do the work.
package main

import (
	"os"

	"github.com/chargegen/chargegen/gen/cli"
	"github.com/chargegen/chargegen/gen/target"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, target.All()...))
}
