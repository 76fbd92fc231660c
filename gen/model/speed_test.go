package model_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// large writes a spec of n resources with ten operations each.
func large(n int) []byte {
	var b strings.Builder
	b.WriteString(`language: 1
api:
  name: post
  title: Post API
  version: "1"
  servers: [https://api.post.example]
  auth: {scheme: bearer, keys: {secret: {}}}
  error: {object: fault, code: code, message: message}
  gates: {unauthenticated: bad_key, absent: not_found, malformed: bad_request}
objects:
  fault: {attributes: {code: {type: error_code}, message: {type: string}}}
errors:
  bad_key: {status: 401, resolution: Send another., class: other_credentials}
  not_found: {status: 404, resolution: Look again., class: fix_request}
  bad_request: {status: 400, resolution: Mend it., class: fix_request}
resources:
`)
	for i := range n {
		fmt.Fprintf(&b, "  parcel%d:\n    attributes:\n      id: {type: id of parcel%d}\n", i, i)
		fmt.Fprintf(&b, "      next: {type: parcel%d, nullable: true}\n      shut: {type: boolean}\n    operations:\n", (i+1)%n)
		for j := range 10 {
			fmt.Fprintf(&b, "      act%d:\n        kind: action\n        http: POST /parcels%d/{id}/act%d\n", j, i, j)
			fmt.Fprintf(&b, "        params: {id: {type: id of parcel%d}, note: {type: string, example: x}}\n", i)
			b.WriteString("        guards: [{deny: shut && next != null && !next.shut, error: bad_request}]\n        set: {shut: true}\n")
		}
	}
	return []byte(b.String())
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		doc, found := spec.Parse("large.yaml", large(n), nil)
		if len(found) > 0 {
			b.Fatal(found)
		}
		b.Run(fmt.Sprintf("operations=%d", 10*n), func(b *testing.B) {
			for b.Loop() {
				if _, found := model.Build(doc); len(found) > 0 {
					b.Fatal(found)
				}
			}
		})
	}
}
