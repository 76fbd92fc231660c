package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/openapi"
	"github.com/chargegen/chargegen/spec"
)

// importFlags are the flags of import openapi.
type importFlags struct {
	out    string
	format string
	name   string
	force  bool
}

func (a *app) importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Make a spec from a document of another kind",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.importOpenAPICommand())
	return cmd
}

func (a *app) importOpenAPICommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "openapi FILE",
		Short: "Make a spec from an OpenAPI document",
		Long: "import openapi reads an OpenAPI 3.0 or 3.1 document, as YAML or JSON, and writes a spec with its shapes, parameters\n" +
			"and errors, and with comments where lifecycles would stand. The spec passes lint: what it cannot carry is left out\n" +
			"and reported with its place in the document. - is the standard input.\n\n" +
			"The spec goes to the standard output and the report to the standard error, unless -o says where the spec goes; the\n" +
			"report is then the output.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.importOpenAPI(args[0], &f) },
	}
	cmd.Flags().StringVarP(&f.out, "output", "o", "", "the `file` that the spec is written to")
	cmd.Flags().StringVar(&f.format, "format", "text", "how the report is printed: text, json")
	cmd.Flags().StringVar(&f.name, "name", "", "the `package` name of the API; made of the title where nothing is said")
	cmd.Flags().BoolVar(&f.force, "force", false, "overwrite a file that is there")
	_ = cmd.MarkFlagFilename("output", "yaml", "yml") // fails only for a flag that is not there
	return cmd
}

func (a *app) importOpenAPI(name string, f *importFlags) error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("unknown format %q%s; wanted text or json", f.format, spec.Suggest(f.format, []string{"text", "json"}))
	}
	if f.out != "" && !f.force && exists(f.out) {
		return fmt.Errorf("%s is there; --force overwrites it", f.out)
	}
	data, err := a.readSpec(entry{name: name})
	if err != nil {
		return err
	}
	result, err := openapi.Import(filepath.ToSlash(name), data, openapi.Options{Name: f.name, Open: func(name string) ([]byte, error) {
		return readFile(filepath.FromSlash(name))
	}})
	if err != nil {
		return err
	}
	if f.out == "" {
		if _, err := a.out.Write(result.Spec); err != nil {
			return err
		}
		return reportImport(a.err, f.format, result)
	}
	if err := os.WriteFile(f.out, result.Spec, 0o666); err != nil {
		return err
	}
	return reportImport(a.out, f.format, result)
}

// reportImport prints what could not be carried, and how much was.
func reportImport(w io.Writer, format string, r *openapi.Result) error {
	list := make([]finding, len(r.Notes))
	for i, n := range r.Notes {
		list[i] = finding{File: n.Pos.File, Line: n.Pos.Line, Column: n.Pos.Col, Severity: string(spec.SeverityWarning), Rule: n.Rule, Message: n.Msg}
	}
	if format == "json" {
		return writeJSON(w, importReport{1, share(r.Operations), share(r.Schemas), list})
	}
	for i := range list {
		list[i].Severity = "" // a report, not a warning of something to be mended
		if _, err := io.WriteString(w, list[i].text()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "carried %d of %s and %d of %s\n", r.Operations.Carried, count(r.Operations.Of, "operation"), r.Schemas.Carried, count(r.Schemas.Of, "schema"))
	return err
}

// importReport is the report as JSON.
type importReport struct {
	Chargegen  int       `json:"chargegen"`
	Operations share     `json:"operations"`
	Schemas    share     `json:"schemas"`
	Findings   []finding `json:"findings"`
}

type share struct {
	Carried int `json:"carried"`
	Of      int `json:"of"`
}
