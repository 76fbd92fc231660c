package cli

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// devel is the version of a build from a checkout, whatever its commit: output and manifest do not depend on it.
const devel = "(devel)"

// released is the version of a binary that is handed out, set by the linker. Builds of a module know theirs.
var released string

// toolVersion is the released version of this build.
func toolVersion() string {
	if released != "" {
		return released
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return devel
	}
	for _, set := range info.Settings {
		if set.Key == "vcs" {
			return devel // a version made from a commit
		}
	}
	return cmp.Or(ownModule(info).Version, devel)
}

// ownModule is the module that this package is of: the main one, or one that a command of somebody else's requires.
func ownModule(info *debug.BuildInfo) *debug.Module {
	for _, m := range info.Deps {
		if m.Path == modulePathOfTool {
			return m
		}
	}
	return &info.Main
}

const modulePathOfTool = "github.com/chargegen/chargegen"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				fmt.Fprintln(a.out, "chargegen", toolVersion())
				return nil
			}
			line := "chargegen " + toolVersion() + " " + info.GoVersion
			for _, s := range info.Settings {
				switch {
				case s.Key == "vcs.revision":
					line += " " + s.Value
				case s.Key == "vcs.modified" && s.Value == "true":
					line += " (modified)"
				}
			}
			fmt.Fprintln(a.out, line)
			return nil
		},
	}
}
