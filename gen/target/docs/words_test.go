package docs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
)

// crateSpec is a spec whose one action requires each of some conditions. The verbs stand for the guards.
const crateSpec = `language: 1
api:
  name: depot
  title: Depot
  version: "1"
  servers: [https://depot.example]
  request: {encodings: [json]}
  error: {object: fault, code: code, message: message}
enums:
  crate_status:
    doc: Where it stands.
    traits: {heavy: {type: boolean, doc: Whether it takes two people.}}
    values: {open: {doc: Open., heavy: true}, shut: {doc: Shut., heavy: false}, lost: {doc: Lost., heavy: false}}
objects:
  fault:
    doc: What a refusal says.
    attributes: {code: {type: error_code, doc: The code.}, message: {type: string, doc: In words.}}
  place: {doc: A place., attributes: {town: {type: string, nullable: true, doc: The town.}, row: {type: integer, doc: The row.}}}
errors:
  refused: {status: 422, doc: It may not., resolution: Leave it., class: fix_request}
account:
  country: {type: string, default: DK, doc: Where it is.}
  careful: {type: boolean, default: false, doc: Whether it takes care.}
resources:
  crate:
    doc: A crate.
    attributes:
      id: {type: id of crate, doc: Its id.}
      status: {type: crate_status, doc: Where it stands.}
      a: {type: boolean, doc: One.}
      b: {type: boolean, doc: Two.}
      c: {type: boolean, doc: Three.}
      d: {type: boolean, doc: Four.}
      weight: {type: integer, doc: How heavy.}
      note: {type: string, nullable: true, doc: A note.}
      place: {type: place, nullable: true, doc: Where it is.}
      made_at: {type: datetime, doc: When it was made.}
      shut_at: {type: datetime, nullable: true, doc: When it was shut.}
    clocks: {age: {since: made_at}}
    windows: {hold: {default: 168h, 'account.country == "JP"': 36h}, blink: {default: 90ms}}
    operations:
      shut:
        doc: Shuts it.
        kind: action
        http: POST /crates/{id}/shut
        params:
          id: {type: id of crate, required: true, doc: The crate.}
          by: {type: string, doc: Who shuts it.}
          force: {type: boolean, default: false, doc: Whether to press.}
        guards:
%s`

// requirementsOf makes a page of guards and returns the cells of its requirements, by row.
func requirementsOf(t *testing.T, guards []string) []string {
	t.Helper()
	var rows strings.Builder
	for _, g := range guards {
		fmt.Fprintf(&rows, "          - {%s, error: refused}\n", g)
	}
	api := gentest.BuildText(t, "depot.yaml", fmt.Sprintf(crateSpec, rows.String()))
	page := render(t, api)["docs/operations/crate/shut.md"]
	var cells []string
	for _, line := range strings.Split(page, "\n") {
		if strings.HasPrefix(line, `| <a id="requirement-`) {
			cells = append(cells, strings.Split(line, " | ")[1])
		}
	}
	if len(cells) != len(guards) {
		t.Fatalf("%d rows of requirements for %d guards:\n%s", len(cells), len(guards), page)
	}
	return cells
}

func TestConditionsInWords(t *testing.T) {
	tests := []struct{ guard, want string }{
		{"require: a", "`a` is true"},
		{"deny: a", "`a` is false"},
		{"require: '!a'", "`a` is false"},
		{"deny: '!a'", "`a` is true"},
		{"require: a && !b", "`a` is true and `b` is false"},
		{"deny: a && !b", "not both at once: `a` is true and `b` is false"},
		{"deny: a && b && c", "not all at once: `a` is true, `b` is true and `c` is true"},
		{"require: '!(a && !b)'", "`a` is false or `b` is true"},
		{"require: a && b && c", "`a` is true, `b` is true and `c` is true"},
		{"require: a || b && c", "`a` is true or both `b` is true and `c` is true"},
		{"require: (a || b) && c", "either `a` is true or `b` is true and `c` is true"},
		{"require: a || b && c && d", "`a` is true or all of `b` is true, `c` is true and `d` is true"},
		{"deny: a || b && c", "`a` is false and either `b` is false or `c` is false"},
		{"require: a && (b || c && d)", "`a` is true and either `b` is true or (`c` is true and `d` is true)"},
		{"require: 'status == \"open\"'", "`status` is `open`"},
		{"deny: 'status == \"open\"'", "`status` is not `open`"},
		{"require: 'status in [\"open\", \"shut\", \"lost\"]'", "`status` is one of `open`, `shut` or `lost`"},
		{"deny: 'status in [\"open\", \"shut\"]'", "`status` is none of `open` or `shut`"},
		{"require: 'status in [\"open\"]'", "`status` is `open`"},
		{"require: status.heavy", "`status.heavy` is true"},
		{"require: weight <= 20", "`weight` is at most 20"},
		{"deny: weight <= 20", "`weight` is more than 20"},
		{"require: weight > 20", "`weight` is more than 20"},
		{"require: weight < 20", "`weight` is less than 20"},
		{"require: weight >= -5", "`weight` is at least -5"},
		{"require: weight != 3", "`weight` is not 3"},
		{"require: note == null", "`note` is null"},
		{"deny: note == null", "`note` is not null"},
		{"require: 'note != null && note == \"\"'", "`note` is not null and `note` is empty"},
		{"require: place != null && place.row > 2", "`place` is not null and `place.row` is more than 2"},
		{"require: shut_at == null || shut_at > made_at", "`shut_at` is null or `shut_at` is after `made_at`"},
		{"deny: shut_at == null || shut_at >= made_at", "`shut_at` is not null and `shut_at` is before `made_at`"},
		{"require: param.by != null", "the parameter `by` is given"},
		{"deny: param.by != null", "the parameter `by` is not given"},
		{"require: param.force", "the parameter `force` is true"},
		{"require: account.careful", "the account’s [`careful`](../../account.md#fact-careful) is true"},
		{"require: a == true", "`a` is true"},
		{"require: a != true", "`a` is false"},
		{"deny: a == false", "`a` is true"},
		{"require: 'a == (status == \"open\")'", "`a` is true exactly when `status` is `open`"},
		{"require: 'a != (status == \"open\")'", "`a` is true exactly when `status` is not `open`"},
		{"deny: age >= blink", "`age` (the time since `made_at`) is less than `blink` (90 milliseconds)"},
		{
			"require: age < hold",
			"`age` (the time since `made_at`) is less than `hold` (7 days; 1 day 12 hours where the account’s [`country`](../../account.md#fact-country) is `JP`)",
		},
	}
	guards := make([]string, len(tests))
	for i, tt := range tests {
		guards[i] = tt.guard
	}
	cells := requirementsOf(t, guards)
	for i, tt := range tests {
		if cells[i] != tt.want {
			t.Errorf("%s reads %q, want %q", tt.guard, cells[i], tt.want)
		}
	}
}
