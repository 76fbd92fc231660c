package docs_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/target/docs"
)

// The calls that end in an error compile in Go, for every error of the specs whose clients are committed.
func TestGoSequencesCompile(t *testing.T) {
	for file, api := range specs(t) {
		if file == "parcels.yaml" {
			continue // this package's own, of which no client is committed
		}
		t.Run(file, func(t *testing.T) {
			report, _, err := prove.Run(api)
			if err != nil {
				t.Fatal(err)
			}
			client := modulePath(t) + "/out/go/" + api.Name
			var b strings.Builder
			fmt.Fprintf(&b, "package sequences\n\nimport (\n\"context\"\n\"errors\"\n\"fmt\"\n\"time\"\n%q\n%q\n)\n\nvar _ time.Time\n\n", client, client+"mock")
			n := 0
			for _, pair := range report.Pairs {
				if text := docs.GoSequence(api, pair); len(pair.Steps) > 0 && text != "" {
					n++
					fmt.Fprintf(&b, "func sequence%d(ctx context.Context, client *%s.Client, mock *%smock.Mock) error {\n%s\nreturn nil\n}\n\n", n, api.Name, api.Name, text)
				}
			}
			if n*2 < len(report.Pairs) {
				t.Errorf("only %d of %d pairs are written in Go", n, len(report.Pairs))
			}
			dir, err := filepath.Abs("../../../out")
			if err != nil {
				t.Fatal(err)
			}
			compile(t, dir, map[string][]byte{filepath.Join(dir, "sequences", "sequences.go"): []byte(b.String())}, []string{"./sequences"})
		})
	}
}
