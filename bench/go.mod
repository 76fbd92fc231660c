module github.com/chargegen/chargegen/bench

go 1.26.0

require (
	github.com/chargegen/chargegen v0.0.0
	github.com/go-faster/jx v1.2.0
)

require (
	github.com/go-faster/errors v0.7.1 // indirect
	github.com/segmentio/asm v1.2.1 // indirect
	golang.org/x/sys v0.49.0 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

replace github.com/chargegen/chargegen => ..
