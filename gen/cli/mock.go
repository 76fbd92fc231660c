package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

func (a *app) mockCommand() *cobra.Command {
	return &cobra.Command{
		Use:  "mock",
		RunE: func(*cobra.Command, []string) error { return errors.New("not yet") },
	}
}
