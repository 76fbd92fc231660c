package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/gen/target/docs"
)

// explainSequence prints the fewest calls that end in an error, if the mock can be brought to answer with it.
func explainSequence(w io.Writer, api *model.API, e *model.ErrorCode) error {
	if len(e.Operations) == 0 {
		return nil
	}
	report, _, err := prove.Run(api)
	if err != nil {
		return err
	}
	pair := report.Shortest(e)
	if pair == nil {
		return nil
	}
	fmt.Fprintf(w, "\nHow %s.%s comes to answer with it, on `chargegen mock --clock virtual`:\n\n", pair.Operation.Resource.Name, pair.Operation.Name)
	indent(w, prove.Curl(api, pair.Steps))
	if text := docs.GoSequence(api, pair); text != "" {
		as := ""
		if api.Go != api.Name {
			as = ", imported as " + api.Go + ","
		}
		fmt.Fprintf(w, "\nThe same in Go, with a client and a mock from the packages %s%s and %smock:\n\n", api.Name, as, api.Name)
		indent(w, text)
	}
	return nil
}

// indent prints text as a block.
func indent(w io.Writer, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprint(w, "  "+line)
	}
}
