package templates

import "embed"

// Client is the files of the generated client's runtime that are copied, under client/: all but those that stand for
// generated ones, and the tests.
//
//go:embed client/answer.go client/check.go client/client.go client/core.go client/decode.go client/encode.go
//go:embed client/errors.go client/free.go client/freewrite.go client/key.go client/members.go client/option.go client/optional.go
//go:embed client/page.go client/request.go client/text.go
var Client embed.FS
