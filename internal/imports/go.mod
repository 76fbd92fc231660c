module github.com/chargegen/chargegen/internal/imports

go 1.26.0

replace github.com/chargegen/chargegen => ../..

require github.com/chargegen/chargegen v0.0.0-00010101000000-000000000000

require (
	github.com/dave/jennifer v1.7.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/cobra v1.10.2 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	github.com/yuin/goldmark v1.8.7 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

// For their documents alone: nothing imports them, so go mod tidy would drop them.
require (
	github.com/ory/hydra-client-go/v2 v2.2.1
	github.com/pb33f/libopenapi v0.42.4
	github.com/svix/svix-webhooks v1.44.0
)
