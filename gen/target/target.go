// Package target lists the targets that are built in. It makes nothing itself.
package target

import (
	"github.com/chargegen/chargegen/gen"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/gen/target/docs"
	"github.com/chargegen/chargegen/gen/target/goclient"
	"github.com/chargegen/chargegen/gen/target/goexamples"
	"github.com/chargegen/chargegen/gen/target/golifecycle"
	"github.com/chargegen/chargegen/gen/target/gomock"
	"github.com/chargegen/chargegen/gen/target/openapi"
)

// All returns the built-in targets, in the order they are listed for people.
func All() []gen.Target {
	return []gen.Target{
		goclient.Target{},
		golifecycle.Target{},
		gomock.Target{},
		goexamples.Target{},
		docs.Target{},
		openapi.Target{},
	}
}

// Home is the target in whose folder and package the files of the target called name stand, or empty.
func Home(name string) string {
	if name == "golifecycle" || name == "goexamples" {
		return "goclient"
	}
	return ""
}

// Needs are the targets without whose files those of the target called name do not compile.
func Needs(name string) []string {
	if name == "goexamples" {
		return []string{"goclient", "golifecycle", "gomock"}
	}
	return nil
}

// DefaultRoot is where the files of the target called name go, relative to the output folder, when nobody says
// otherwise: below go/ for packages, which several APIs may share, and else in a folder of the target's name.
func DefaultRoot(name string, api *model.API) string {
	switch name {
	case "goclient", "golifecycle", "goexamples":
		return "go/" + api.Name
	case "gomock":
		return "go/" + api.Name + "mock"
	}
	return name
}
