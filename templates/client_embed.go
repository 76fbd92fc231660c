package templates

import "embed"

// Client is the files of the generated client's runtime that are copied, under client/: all but those that stand for
// generated ones, and the tests.
//
//go:embed client/answer.go client/call.go client/check.go client/client.go client/core.go client/decode.go
//go:embed client/encode.go client/errors.go client/extra.go client/fields.go client/free.go client/freewrite.go client/hooks.go client/key.go
//go:embed client/list.go client/members.go client/middleware.go client/option.go client/optional.go client/page.go client/params.go client/reference.go client/request.go client/retry.go
//go:embed client/sight.go client/text.go client/time.go client/trait.go client/values.go
var Client embed.FS
