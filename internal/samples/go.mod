module github.com/chargegen/chargegen/internal/samples

go 1.26.0

replace github.com/chargegen/chargegen => ../..

require (
	github.com/chargegen/chargegen v0.0.0-00010101000000-000000000000
	golang.org/x/net v0.62.0
)

require gopkg.in/yaml.v3 v3.0.1 // indirect
