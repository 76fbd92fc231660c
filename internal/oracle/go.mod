module github.com/chargegen/chargegen/internal/oracle

go 1.26.0

replace github.com/chargegen/chargegen => ../..

require (
	github.com/chargegen/chargegen v0.0.0-00010101000000-000000000000
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	gopkg.in/yaml.v3 v3.0.1
)

require golang.org/x/text v0.14.0 // indirect
