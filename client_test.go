package chargegen_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/out/go/omisemock"
)

// another is an amount that is held on a card of its own.
func another(i int) omise.ChargeCreateParams {
	p := hold
	p.Card = omise.Some(fmt.Sprintf("tokn_test_%019d", i))
	return p
}

// While charges are made, a list that begins with the oldest has every charge once: those that were there before and
// those that come as it is walked through.
func TestListWhileChargesAreMade(t *testing.T) {
	ctx, client := t.Context(), omisemock.New(t).Client()
	var made []string
	create := func() {
		t.Helper()
		ch, err := client.Charges.Create(ctx, another(len(made)))
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, ch.ID)
	}
	for range 12 {
		create()
	}
	var listed []string
	p := omise.ChargeListParams{Limit: omise.Some(int64(5)), Order: omise.Some(omise.ListOrderChronological)}
	for ch, err := range client.Charges.List(ctx, p) {
		if err != nil {
			t.Fatal(err)
		}
		if listed = append(listed, ch.ID); len(made) < 30 {
			create()
		}
	}
	if !slices.Equal(listed, made) {
		t.Errorf("listed %d charges:\n%v\nwant the %d that were made:\n%v", len(listed), listed, len(made), made)
	}
}

// A list stops where its caller does, and asks for no page that is not wanted.
func TestListStops(t *testing.T) {
	mock := omisemock.New(t)
	client := mock.Client()
	for i := range 6 {
		if _, err := client.Charges.Create(t.Context(), another(i)); err != nil {
			t.Fatal(err)
		}
	}
	before, n := len(mock.Journal()), 0
	for _, err := range client.Charges.List(t.Context(), omise.ChargeListParams{Limit: omise.Some(int64(2))}) {
		if n++; err != nil || n == 3 {
			break
		}
	}
	if pages := len(mock.Journal()) - before; n != 3 || pages != 2 {
		t.Errorf("%d charges in %d pages, want 3 in 2", n, pages)
	}
	if err := mock.Order(omisemock.Fault{Operation: "charge.list", Status: 422, Count: 1}); err != nil {
		t.Fatal(err)
	}
	var errs []error
	for _, err := range client.Charges.List(t.Context(), omise.ChargeListParams{}) {
		errs = append(errs, err)
	}
	if len(errs) != 1 || errs[0] == nil {
		t.Errorf("a list that fails gives %v, want one error and its end", errs)
	}
}

// What is left out stays, zero is sent where it is meant, null clears a description, a note is cleared by leaving it out of
// the new ones or by null, and null where the API knows none is not sent at all.
func TestThreeStates(t *testing.T) {
	ctx, mock := t.Context(), omisemock.New(t)
	client := mock.Client()
	p := hold
	p.Description, p.Metadata = omise.Some("two shirts"), omise.Some(omise.Metadata{"order": "1", "colour": "red"})
	ch, err := client.Charges.Create(ctx, p)
	if err != nil || ch.Capture {
		t.Fatalf("capture %v, %v; want false, as it was sent", ch.Capture, err)
	}
	update := func(p omise.ChargeUpdateParams) *omise.Charge {
		t.Helper()
		got, err := client.Charges.Update(ctx, ch.ID, p)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := update(omise.ChargeUpdateParams{Metadata: omise.Some(omise.Metadata{"order": "1", "shelf": int64(0)})})
	if got.Description.Or("") != "two shirts" || len(got.Metadata) != 2 || fmt.Sprint(got.Metadata["shelf"]) != "0" {
		t.Errorf("description %v, notes %v; want the old description, and order and shelf", got.Description, got.Metadata)
	}
	got = update(omise.ChargeUpdateParams{Description: omise.Some("one shirt")})
	if got.Description.Or("") != "one shirt" || len(got.Metadata) != 2 {
		t.Errorf("description %v, notes %v; want the new description, and the notes as they were", got.Description, got.Metadata)
	}
	got = update(omise.ChargeUpdateParams{Metadata: omise.Some(omise.Metadata{"order": nil})})
	if v, there := got.Metadata["order"]; len(got.Metadata) != 1 || there && v != nil && v != "" {
		t.Errorf("notes %v, want order without a value", got.Metadata)
	}
	if got = update(omise.ChargeUpdateParams{Metadata: omise.Some(omise.Metadata{})}); len(got.Metadata) != 0 {
		t.Errorf("notes %v, want none: they were replaced by none", got.Metadata)
	}
	got = update(omise.ChargeUpdateParams{Description: omise.Null[string]()})
	if read, err := client.Charges.Retrieve(ctx, ch.ID); err != nil || !got.Description.IsNull() || !read.Description.IsNull() {
		t.Errorf("description %v, then %v, %v; want null", got.Description, read.Description, err)
	}
	before := len(mock.Journal())
	for _, p := range []omise.ChargeUpdateParams{{}, {Metadata: omise.Null[omise.Metadata]()}} {
		if _, err = client.Charges.Update(ctx, ch.ID, p); !errors.Is(err, omise.FixRequest) || len(mock.Journal()) != before {
			t.Errorf("%+v = %v after %d requests, want a refusal after none", p, err, len(mock.Journal())-before)
		}
	}
}

// Keys and ids of the wrong kind or mode are found out before anything is sent, and a client tells which key it has.
func TestGuards(t *testing.T) {
	mock := omisemock.New(t)
	tests := []struct {
		key  string
		want omise.KeyInfo
	}{
		{omisemock.Key, omise.KeyInfo{Kind: omise.KeySecret, Mode: omise.ModeTest}},
		{"skey_5xuy4w91xqz7d1w9u0t", omise.KeyInfo{Kind: omise.KeySecret, Mode: omise.ModeLive}},
		{"pkey_test_5xuy4w91xqz7d1w9u0t", omise.KeyInfo{Kind: omise.KeyPublic, Mode: omise.ModeTest}},
	}
	for _, tt := range tests {
		if c, err := omise.NewClient(tt.key); err != nil || c.Key() != tt.want || !strings.Contains(c.String(), string(tt.want.Kind)+" key, "+string(tt.want.Mode)) {
			t.Errorf("NewClient(%s) = %v, %v, want a key that is %+v", tt.key[:9], c, err, tt.want)
		}
	}
	for _, key := range []string{"", "skey test", "sk_test_1", "skey_test_1\n"} {
		if _, err := omise.NewClient(key); !errors.Is(err, omise.OtherCredentials) || key != "" && strings.Contains(err.Error(), key) {
			t.Errorf("NewClient(%q) = %v, want a refusal that does not show it", key, err)
		}
	}
	live, err := omise.NewClient("skey_5xuy4w91xqz7d1w9u0t", omise.WithHTTPClient(mock.HTTPClient()))
	if err != nil {
		t.Fatal(err)
	}
	public, err := omise.NewClient("pkey_test_5xuy4w91xqz7d1w9u0t", omise.WithHTTPClient(mock.HTTPClient()))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, testOnly := live.Test()
	_, otherMode := live.Charges.Reverse(ctx, "chrg_test_5g5idked981unmzjzhl")
	_, liveID := mock.Client().Charges.Reverse(ctx, "chrg_5g5idked981unmzjzhl")
	_, otherKind := public.Charges.Retrieve(ctx, "chrg_test_5g5idked981unmzjzhl")
	_, nothing := mock.Client().Tokens.Create(ctx, omise.TokenCreateParams{})
	for _, r := range []struct {
		name, says string
		err, want  error
	}{
		{"test mode only", "live", testOnly, omise.OtherCredentials},
		{"a test id and a live key", "is an id of test mode", otherMode, omise.FixRequest},
		{"a live id and a test key", "is an id of live mode", liveID, omise.FixRequest},
		{"a public key", "needs a secret key; the client has a public key", otherKind, omise.OtherCredentials},
		{"no card", "card is required", nothing, omise.FixRequest},
	} {
		if !errors.Is(r.err, r.want) || !strings.Contains(r.err.Error(), r.says) {
			t.Errorf("%s: %v, want %v that says %q", r.name, r.err, r.want, r.says)
		}
	}
	if n := len(mock.Journal()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

// Card data is not in what is printed of parameters.
func TestParametersPrintWithoutSecrets(t *testing.T) {
	const number, code = "4242424242424242", "973"
	card := &omise.CardDetails{Name: "A", Number: number, ExpirationMonth: 12, ExpirationYear: 2030, SecurityCode: omise.Some(code)}
	p := omise.TokenCreateParams{Card: card}
	for _, v := range []any{card, *card, p, &p, omise.Some(card), []any{card}} {
		if text := fmt.Sprintf("%v %+v %#v %s", v, v, v, v); strings.Contains(text, number) || strings.Contains(text, code) {
			t.Errorf("%T prints as %s", v, text)
		}
	}
	if !strings.Contains(card.String(), "2030") {
		t.Errorf("the card prints as %s, want what is not secret", card)
	}
}

// A program that wants neither log nor hooks is linked without the code for them, without slog and without regexp. The
// same program with a log has it, so the test can tell.
func TestWhatIsNotUsedIsNotLinked(t *testing.T) {
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	program := func(option string) string {
		dir := t.TempDir()
		files := map[string]string{
			"go.mod":  "module example.com/x\n\ngo 1.25.0\n\nrequire " + module + " v0.0.0\n\nreplace " + module + " => " + root + "\n",
			"main.go": "package main\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\n\t\"" + module + "/out/go/omise\"\n)\n\nfunc main() {\n\tc, err := omise.NewClient(\"skey_test_1\"" + option + ")\n\tif err == nil {\n\t\t_, err = c.Charges.Retrieve(context.Background(), \"chrg_test_1\")\n\t}\n\tfmt.Println(err)\n}\n",
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		goCommand(t, dir, "build", "-o", "x", ".")
		return goCommand(t, dir, "tool", "nm", "x")
	}
	const pkg = module + "/out/go/omise."
	bare := program("")
	for _, name := range []string{" log/slog.", " regexp.", pkg + "logAttempt", pkg + "(*call).watched", pkg + "(*sights)", pkg + "(*Charge).follows", pkg + "(*ChargesService).Reverse", pkg + "(*Token).field"} {
		if strings.Contains(bare, name) {
			t.Errorf("a program that does not use it is linked with %s", name)
		}
	}
	if !strings.Contains(bare, pkg+"(*Charge).field") || !strings.Contains(program(", omise.WithHooks(omise.Hooks{})"), pkg+"(*call).watched") {
		t.Error("the names that are looked for are not those of the symbols")
	}
}

// goCommand runs the go command in a folder and returns what it prints.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off", "CGO_ENABLED=0")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}
