package cli

import (
	"github.com/spf13/cobra"

	"github.com/chargegen/chargegen/gen/export"
	"github.com/chargegen/chargegen/gen/prove"
	"github.com/chargegen/chargegen/spec"
)

func (a *app) showCommand() *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print the resolved API as JSON",
		Long: "show prints everything that is known of the API after names, references and defaults are settled, as JSON whose\n" +
			"form has a version. It is what targets outside of this command read.",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			l, err := a.loadOne(&s)
			if err != nil {
				return err
			}
			report, _, err := prove.Run(l.api)
			if err != nil {
				return err
			}
			text, err := export.JSON(l.api, export.Member{Name: "sequences", JSON: report.JSON()})
			if err != nil {
				return err
			}
			_, err = a.out.Write(text)
			return err
		},
	}
	s.source(cmd)
	return cmd
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the spec language",
		Long:  "schema prints the JSON Schema of the spec language, for editors that complete and check while one writes.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(spec.Schema())
			return err
		},
	}
}
