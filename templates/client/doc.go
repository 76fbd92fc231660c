// Package client is the fixed part of every generated client: requests, errors, optional values, paging, and the JSON
// and form codecs that generated code calls. Its files are copied beside the generated ones, all but doc.go, config.go
// and sample.go, which stand for what is generated; so it may import the standard library only.
package client
