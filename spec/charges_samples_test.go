package spec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chargegen/chargegen/spec"
)

func TestSamplesOfThePages(t *testing.T) {
	r := resource(t, charges(t), "charge")
	shown := map[string]bool{}
	for _, op := range r.Operations.Entries {
		for _, s := range op.Value.Samples.Entries {
			fields := []string{op.Key.Value}
			for _, p := range s.Value.Params.Entries {
				fields = append(fields, flatten(p.Key.Value, p.Value)...)
			}
			slices.Sort(fields[1:])
			shown[strings.Join(fields, " ")] = true
		}
	}
	page := "return_uri=https://www.omise.co/example_return_uri"
	for _, want := range []string{
		"create amount=100000 card=tokn_test_5g5mep9yrko3vx2f0hx currency=thb",
		"create amount=100000 currency=thb customer=cust_test_5g0221fe8iwtayocgja",
		"create amount=10000 currency=thb customer=cust_test_5g0221fe8iwtayocgja metadata[color]=black metadata[order_id]=ORDER-1234",
		"create amount=100000 currency=thb " + page + " source[type]=alipay",
		"create amount=100000 currency=thb return_uri=http://www.example.com source=src_test_59wbyjr7jz44d8nzcd6",
		"create amount=500000 currency=THB description=Charge with source " + page + " source[installment_term]=4 source[type]=installment_kbank",
		"create amount=100000 currency=thb " + page + " source[type]=internet_banking_scb",
		"retrieve id=chrg_test_5g5idked981unmzjzhl",
		"update id=chrg_test_5g5idked981unmzjzhl metadata[color]=black metadata[order_id]=ORDER-1234",
		"update description=Another description id=chrg_test_5g5idked981unmzjzhl",
		"list",
		"capture id=chrg_test_5g5idked981unmzjzhl",
		"expire id=chrg_test_5g5idked981unmzjzhl",
		"expire id=chrg_test_5xuy4w91xqz7d1w9u0t",
		"events id=chrg_test_5g5idked981unmzjzhl",
		"mark_as_failed id=chrg_test_5g5idked981unmzjzhl",
		"mark_as_failed id=chrg_test_5xuy4w91xqz7d1w9u0t",
		"mark_as_paid id=chrg_test_5g5idked981unmzjzhl",
		"mark_as_paid id=chrg_test_5xuy4w91xqz7d1w9u0t",
		"reverse id=chrg_test_5g5idked981unmzjzhl",
		"reverse id=chrg_test_5xuy4w91xqz7d1w9u0t",
	} {
		if !shown[want] {
			t.Errorf("no sample sends %q", want)
		}
	}
}

func flatten(name string, d spec.Data) []string {
	if d.Kind != spec.DataMap {
		return []string{name + "=" + d.Text}
	}
	var fields []string
	for _, m := range d.Members {
		fields = append(fields, flatten(name+"["+m.Key.Value+"]", m.Value)...)
	}
	return fields
}
