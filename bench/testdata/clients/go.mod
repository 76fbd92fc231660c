module clients

go 1.26.0

require (
	github.com/chargegen/chargegen v0.0.0
	github.com/go-faster/jx v1.2.0
	github.com/oapi-codegen/runtime v1.9.0
	github.com/ogen-go/ogen v1.24.0
)
