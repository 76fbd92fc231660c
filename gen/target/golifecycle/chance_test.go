package golifecycle_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/gen/internal/gentest"
	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// Engine and client agree on conditions made by chance too: of the many that are made, those that the rules of the
// language take become guards of an operation each.
func TestChanceAgrees(t *testing.T) {
	const wanted = 150
	base, err := os.ReadFile("testdata/chance.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	b.Write(base)
	taken := 0
	for tries := 0; taken < wanted && tries < 100*wanted; tries++ {
		kind := []string{"deny", "require"}[r.IntN(2)]
		op := fmt.Sprintf("      op%d: {kind: action, http: \"POST /rooms/{id}/op%d\", params: {id: {type: id of room, doc: Which one.}}, guards: [{%s: '%s', error: refused}]}\n", taken, taken, kind, condition(r, 3))
		if takes(string(base) + op) {
			b.WriteString(op)
			taken++
		}
	}
	if taken < wanted {
		t.Fatalf("only %d conditions are well formed", taken)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "spec.yaml")
	gentest.Write(t, file, []byte(b.String()))
	agree(t, file, 300, false)
}

// takes reports whether the rules refuse nothing in a spec.
func takes(text string) bool {
	doc, errs := spec.Parse("spec.yaml", []byte(text), nil)
	if errs.Refuses() {
		return false
	}
	_, errs = model.Build(doc)
	return !errs.Refuses()
}

// condition makes a condition by chance: half of what may be null is guarded, so that many are well formed.
func condition(r *rand.Rand, depth int) string {
	if depth > 0 {
		switch r.IntN(5) {
		case 0:
			return "!(" + condition(r, depth-1) + ")"
		case 1, 2:
			return "(" + condition(r, depth-1) + ") " + []string{"&&", "||"}[r.IntN(2)] + " (" + condition(r, depth-1) + ")"
		case 3:
			if r.IntN(3) == 0 {
				return "(" + condition(r, depth-1) + ") " + []string{"==", "!="}[r.IntN(2)] + " (" + condition(r, depth-1) + ")"
			}
		}
	}
	atom := atoms[r.IntN(len(atoms))]
	op := []string{"<", "<=", ">", ">=", "==", "!="}[r.IntN(6)]
	return strings.NewReplacer("OP", op, "EQ", []string{"==", "!="}[r.IntN(2)]).Replace(atom)
}

// atoms are the comparisons that conditions by chance are made of. OP stands for any comparison, EQ for one of equality.
var atoms = []string{
	"clean", "clean EQ true", "clean EQ false", "noisy != null && noisy", "noisy EQ false", "noisy EQ null", "noisy == null || !noisy",
	"beds OP 2", "2 OP beds", "beds OP chairs", "chairs EQ null", "chairs != null && beds OP chairs", "chairs == null || chairs OP 1", "chairs EQ 1",
	"rate OP 1.5", "beds OP rate", "beds OP 1.5", `name EQ "x"`, `name in ["x", "y"]`, `nick EQ "x"`, `nick in ["x", ""]`, `nick EQ ""`, "nick EQ null",
	`view EQ "sea"`, `view in ["sea", "yard"]`, "view.bright", "view.dark", "!view.dark", "view.price OP 3", `view.side EQ "south"`, "view.side EQ null",
	"view.side != null && view.side EQ name", `view.kind EQ "sea"`, "view.kind EQ view", "other EQ null", "other != null && other.bright", "other != null && other EQ view",
	`other EQ "yard"`, "other == null || other.price OP 3", "guest EQ null", "guest != null && guest.known", "guest == null || !guest.known",
	`guest != null && guest.town EQ "x"`, "guest != null && guest.town != null && guest.town EQ guest.name", "guest == null || guest.town == null",
	"owner.known", "!owner.known", `owner.name EQ "x"`, `owner.town EQ "x"`, "owner.town EQ null", "age OP rest", "age OP long", "rest OP long",
	"left_at != null && gone OP rest", "left_at != null && left_at OP made_at", "left_at EQ null", "made_at < owner.since", "made_at >= owner.since",
	"account.strict", "account.staff OP 3", `account.town EQ "x"`, "account.town != null && account.town EQ name", "account.town EQ null",
	"wide", "!wide", "host != null && host.known", `host EQ null`, `reason EQ "leak"`, "reason EQ null", `reason in ["leak", "fire"]`, "made_at OP made_at",
	"clean EQ clean", "view EQ view",
}
