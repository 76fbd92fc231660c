package spec_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/spec"
)

// charges parses the flagship spec.
func charges(t *testing.T) *spec.Document {
	t.Helper()
	data, err := os.ReadFile("charges.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc, errs := spec.Parse("charges.yaml", data, os.ReadFile)
	if len(errs) > 0 {
		t.Fatalf("charges.yaml has findings:\n%v", errs)
	}
	return doc
}

func resource(t *testing.T, doc *spec.Document, name string) *spec.Resource {
	t.Helper()
	e := doc.Resources.Get(name)
	if e == nil {
		t.Fatalf("charges.yaml has no resource %q", name)
	}
	return &e.Value
}

// sameWords compares names without regard to their order.
func sameWords(t *testing.T, what, want string, got []string) {
	t.Helper()
	words := strings.Fields(want)
	slices.Sort(words)
	slices.Sort(got)
	if diff := cmp.Diff(words, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// coreAttributes are the attributes of the reference page's table, in its order.
const coreAttributes = `object id livemode location amount authorize_uri authorized capturable capture card created_at
	currency customer description disputable dispute expired expired_at expires_at failure_code failure_message fee fee_vat
	funding_amount funding_currency interest interest_vat ip link metadata net paid paid_at platform_fee refundable
	refunded_amount refunds return_uri reversed reversed_at reversible schedule source status transaction voided
	zero_interest_installments`

func TestChargeHasTheCoreAttributesInOrder(t *testing.T) {
	var got []string
	for _, e := range resource(t, charges(t), "charge").Attributes.Entries {
		if !e.Value.Beyond.Value {
			got = append(got, e.Key.Value)
		}
	}
	want := strings.Fields(coreAttributes)
	if len(got) != 47 {
		t.Errorf("charge has %d core attributes, want 47", len(got))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("core attributes (-want +got):\n%s", diff)
	}
}

func TestChargeExampleShowsTheCoreAttributes(t *testing.T) {
	r := resource(t, charges(t), "charge")
	var got []string
	for _, m := range r.Example.Members {
		got = append(got, m.Key.Value)
	}
	sameWords(t, "keys of the example", coreAttributes, got)
}

func TestNestedObjectsAreComplete(t *testing.T) {
	doc := charges(t)
	shapes := map[string]*spec.Map[spec.Attribute]{}
	for i := range doc.Objects.Entries {
		shapes[doc.Objects.Entries[i].Key.Value] = &doc.Objects.Entries[i].Value.Attributes
	}
	for i := range doc.Resources.Entries {
		shapes[doc.Resources.Entries[i].Key.Value] = &doc.Resources.Entries[i].Value.Attributes
	}
	tests := []struct{ name, members string }{
		{"card", `object id livemode location created_at deleted street1 street2 city state postal_code country phone_number
			financing bank brand first_digits last_digits expiration_month expiration_year fingerprint name
			security_code_check tokenization_method`},
		{"source", `object id livemode location type flow amount currency created_at charge_status absorption_type bank
			barcode billing shipping discounts email installment_term ip items mobile_number phone_number name platform_type
			promotion_code provider_references qr_settings receipt_amount references scannable_code store_id store_name
			terminal_id zero_interest_installments supplier_id`},
		{"refund", `object id livemode location amount currency funding_amount funding_currency charge transaction voided status
			metadata created_at capture terminal acquirer_reference_number approval_code`},
		{"platform_fee", `fixed percentage amount`},
		{"list", `object from to offset limit total order location data`},
		{"dispute", `object id livemode location amount currency funding_amount funding_currency charge status reason_code
			reason_message message admin_message documents transactions metadata created_at closed_at`},
		{"schedule", `object id livemode location deleted every period on in_words status active state charge transfer
			occurrences next_occurrences_on start_on end_on ended_at execute_time deleted_by created_at`},
		{"transaction", `object id livemode location currency amount direction key origin transferable_at created_at`},
		{"link", `object id livemode location deleted multiple used currency amount charges description title payment_uri
			created_at used_at deleted_at`},
		{"event", `object id livemode location key data created_at webhook_deliveries team_uid user_uid actor_uid`},
		{"webhook_delivery", `object id uri status key error payload created_at`},
		{"error", `object location code message charge_id customer_id validation_errors`},
		{"customer", `object id livemode location deleted metadata cards default_card linked_accounts description email
			created_at`},
		{"document", `object id livemode location deleted filename kind download_uri created_at`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			attributes := shapes[tt.name]
			if attributes == nil {
				t.Fatalf("charges.yaml has no object %q", tt.name)
			}
			var got []string
			for _, e := range attributes.Entries {
				if !e.Value.Hidden.Value {
					got = append(got, e.Key.Value)
				}
			}
			sameWords(t, "members of "+tt.name, tt.members, got)
		})
	}
}

// chargeOperations are the ten operations: their calls, and their query and body parameters.
var chargeOperations = []struct{ name, http, params string }{
	{"create", "POST /charges", `amount currency card customer return_uri source description ip capture expires_at metadata
		platform_fee[fixed] platform_fee[percentage] zero_interest_installments`},
	{"retrieve", "GET /charges/{id}", ""},
	{"update", "PATCH /charges/{id}", "description metadata"},
	{"list", "GET /charges", "from limit offset order to"},
	{"capture", "POST /charges/{id}/capture", ""},
	{"expire", "POST /charges/{id}/expire", ""},
	{"events", "GET /charges/{id}/events", "from limit offset order to"},
	{"mark_as_failed", "POST /charges/{id}/mark_as_failed", ""},
	{"mark_as_paid", "POST /charges/{id}/mark_as_paid", ""},
	{"reverse", "POST /charges/{id}/reverse", ""},
}

func TestChargeOperationsAndParameters(t *testing.T) {
	doc := charges(t)
	r := resource(t, doc, "charge")
	if got, want := len(r.Operations.Entries), len(chargeOperations); got != want {
		t.Errorf("charge has %d operations, want %d", got, want)
	}
	total := 0
	for i, tt := range chargeOperations {
		if i >= len(r.Operations.Entries) {
			break
		}
		e := &r.Operations.Entries[i]
		if e.Key.Value != tt.name || e.Value.HTTP.Value != tt.http {
			t.Errorf("operation %d is %s %q, want %s %q", i, e.Key.Value, e.Value.HTTP.Value, tt.name, tt.http)
		}
		got := coreParams(doc, &e.Value)
		if diff := cmp.Diff(strings.Fields(tt.params), got); diff != "" {
			t.Errorf("parameters of %s (-want +got):\n%s", tt.name, diff)
		}
		total += len(got)
	}
	if total != 26 {
		t.Errorf("the operations take %d query and body parameters, want 26", total)
	}
}

// coreParams are the names on the wire of an operation's parameters, save those in the path and those beyond the core.
func coreParams(doc *spec.Document, op *spec.Operation) []string {
	names := []string{}
	add := func(params *spec.Map[spec.Param]) {
		for _, e := range params.Entries {
			if e.Value.In.Value != "path" && !e.Value.Beyond.Value {
				names = append(names, e.Value.Name.Or(e.Key.Value))
			}
		}
	}
	for _, group := range op.With {
		if e := doc.Params.Get(group.Value); e != nil {
			add(&e.Value)
		}
	}
	add(&op.Params)
	return names
}

// TestChargeRefusals holds the pages' error tables: operation, code and HTTP status.
func TestChargeRefusals(t *testing.T) {
	doc := charges(t)
	r := resource(t, doc, "charge")
	tests := []struct {
		op, code string
		status   int64
	}{
		{"reverse", "already_reversed", 422},
		{"reverse", "already_captured", 422},
		{"reverse", "not_reversible", 422},
		{"reverse", "authorization_expired", 422},
		{"expire", "not_pending", 422},
		{"expire", "already_expired", 422},
		{"expire", "not_expirable", 422},
		{"expire", "already_authorized", 422},
		{"mark_as_failed", "not_eligible", 400},
		{"mark_as_failed", "already_failed", 400},
		{"mark_as_failed", "not_test_charge", 400},
		{"mark_as_paid", "not_eligible", 400},
		{"mark_as_paid", "already_paid", 400},
		{"mark_as_paid", "not_test_charge", 400},
		{"capture", "expired_charge", 400},
		{"capture", "failed_capture", 400},
		{"create", "invalid_charge", 400},
		{"create", "used_token", 400},
		{"create", "not_found", 404},
	}
	for _, tt := range tests {
		t.Run(tt.op+"/"+tt.code, func(t *testing.T) {
			op := r.Operations.Get(tt.op)
			i := slices.IndexFunc(op.Value.Errors, func(e spec.ErrorRef) bool { return e.Error.Value == tt.code })
			code := doc.Errors.Get(tt.code)
			if i < 0 || code == nil {
				t.Fatalf("%s does not name %q", tt.op, tt.code)
			}
			if got := op.Value.Errors[i].Status.Or(code.Value.Status.Value); got != tt.status {
				t.Errorf("%s: status of %q = %d, want %d", tt.op, tt.code, got, tt.status)
			}
		})
	}
}

func TestErrorCodesOfBothFamilies(t *testing.T) {
	var got []string
	for _, e := range charges(t).Errors.Entries {
		got = append(got, e.Key.Value)
	}
	sameWords(t, "error codes", `not_found not_pending already_expired not_expirable already_authorized not_eligible
		already_failed already_paid not_test_charge already_reversed already_captured not_reversible authorization_expired
		expired_charge failed_capture
		backend_error bad_request brand_not_supported documents_locked failed_expire failed_fraud_check failed_multi_currency
		failed_refund failed_reverse failed_void invalid_charge used_token invalid_amount invalid_card invalid_card_token
		missing_card invalid_bank_account invalid_filters invalid_page invalid_scope invalid_link invalid_recipient
		authentication_failure`, got)
}

// TestTestCards holds the numbers of test mode by what becomes of their charges.
func TestTestCards(t *testing.T) {
	doc := charges(t)
	table := doc.Tables.Get("test_cards")
	if table == nil {
		t.Fatal("charges.yaml has no table test_cards")
	}
	got := map[string]string{}
	for _, row := range table.Value.Rows.Entries {
		number := row.Key.Value
		failure, last := "", ""
		for _, cell := range row.Value.Cells.Entries {
			switch cell.Key.Value {
			case "failure":
				failure = cell.Value.Text
			case "last_digits":
				last = cell.Value.Text
			}
		}
		if !strings.HasSuffix(number, last) || len(last) != 4 {
			t.Errorf("card %s: last_digits = %q", number, last)
		}
		got[failure] += number + " "
	}
	want := map[string]string{
		"": `4242424242424242 4111111111111111 5555555555554444 5454545454545454 3530111333300000 3566111111111113
			378282246310005 6447032400000000001 36021042000004 6250947000000006`,
		"insufficient_fund":   "4111111111140011 5555551111110011 3530111111190011 6250947000000014",
		"stolen_or_lost_card": "4111111111130012 5555551111100012 3530111111180012 6250947000000022",
		"failed_processing": `4111111111120013 5555551111190013 3530111111170013 377138160000009 6447032400001111005
			36021042111108 6250947000000030`,
		"payment_rejected": `4111111111110014 5555551111180014 3530111111160014 6250947000000048
			4111111111150002 5555551111120002 3530111111100002 6250947000000071
			4111111111140003 5555551111110003 3530111111190003 377138161111003 6250947000000089`,
		"failed_fraud_check":     "4111111111190016 5555551111160016 3530111111140016 6250947000000055",
		"invalid_account_number": "4111111111180017 5555551111150017 3530111111130017 6250947000000063",
		"invalid_security_code":  "4111111111160001 5555551111130001 3530111111110001",
	}
	for failure, numbers := range want {
		want[failure] = strings.Join(strings.Fields(numbers), " ") + " "
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("test cards by failure (-want +got):\n%s", diff)
	}
}

// TestReadingsAreMarked holds each settled reading to a line of its own.
func TestReadingsAreMarked(t *testing.T) {
	data, err := os.ReadFile("charges.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(data), "# reading: "); got < 20 {
		t.Errorf("charges.yaml marks %d readings, want at least 20", got)
	}
	const first = "# yaml-language-server: $schema=charges.schema.json"
	if got, _, _ := strings.Cut(string(data), "\n"); got != first {
		t.Errorf("the first line is %q, want %q", got, first)
	}
}

// TestFailureCodes holds the reference's failure codes, its pairs of one meaning, and those known from elsewhere.
func TestFailureCodes(t *testing.T) {
	want := strings.Fields(`failed_fraud_check failed_processing insufficient_balance=insufficient_fund
		insufficient_fund=insufficient_balance invalid_account_number=invalid_account invalid_account=invalid_account_number
		invalid_security_code payment_cancelled payment_rejected stolen_or_lost_card timeout
		confirmed_amount_mismatch expired_card failed_capture failed_void failed_reverse failed_refund expired_charge`)
	var got []string
	for _, e := range charges(t).Failures.Entries {
		code := e.Key.Value
		for _, alias := range e.Value.Aliases {
			code += "=" + alias.Value
		}
		got = append(got, code)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("failure codes (-want +got):\n%s", diff)
	}
}

// TestExpireSupports holds the union of both pages' lists of what can be expired by hand.
func TestExpireSupports(t *testing.T) {
	op := resource(t, charges(t), "charge").Operations.Get("expire")
	if op == nil {
		t.Fatal("charge has no operation expire")
	}
	got := map[string]bool{}
	for _, row := range op.Value.Supports.Rows {
		got[row.Value.Value+row.Name.Value] = row.Supported.Value
	}
	want := map[string]bool{
		"alipay_cn": true, "alipay_hk": true, "dana": true, "gcash": true, "kakaopay": true, "paypay": true, "touch_n_go": true,
		"barcode_alipay": true, "Credit card": false, "promptpay": false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what can be expired (-want +got):\n%s", diff)
	}
}

// TestSamplesOfThePages holds the requests that the pages show, as their curl samples send them.
// flatten writes a parameter as a form does, with brackets.
