package model_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/spec"
)

// parcels builds the spec that uses all of the language.
func parcels(t testing.TB) *model.API {
	t.Helper()
	const name = "ok_parcels.yaml"
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	doc, found := spec.Parse(name, data, os.ReadFile)
	if len(found) > 0 {
		t.Fatalf("%s does not parse:\n%v", name, found)
	}
	api, found := model.Build(doc)
	if len(found) > 0 {
		t.Fatalf("%s does not build:\n%v", name, found)
	}
	return api
}

// operation finds an operation by resource and name.
func operation(t *testing.T, api *model.API, resource, name string) *model.Operation {
	t.Helper()
	for _, r := range api.Resources {
		for _, op := range r.Operations {
			if r.Name == resource && op.Name == name {
				return op
			}
		}
	}
	t.Fatalf("no operation %s of %s", name, resource)
	return nil
}

// call says all that is settled of an operation in one line.
func call(op *model.Operation) string {
	var params, codes, statuses []string
	for _, p := range op.Params {
		params = append(params, fmt.Sprintf("%s:%s:%s", p.Key, p.In, p.Type))
	}
	for _, e := range op.Errors {
		gate := ""
		if e.Gate {
			gate = "*"
		}
		codes = append(codes, fmt.Sprintf("%s=%d%s", e.Error.Code, e.Status, gate))
	}
	for _, s := range op.Statuses {
		statuses = append(statuses, fmt.Sprint(s.Code))
	}
	result, key := "nothing", "none"
	if op.Result != nil {
		result = op.Result.String()
	}
	if op.Key != nil {
		key = op.Key.Name
	}
	return fmt.Sprintf("%s %s → %s %d; %s key; %s; %s(%s); errors %s; statuses %s", op.Method, op.Route(), result, op.Success,
		key, op.Replay, op.ParamsGo, strings.Join(params, " "), strings.Join(codes, " "), strings.Join(statuses, " "))
}

func TestOperations(t *testing.T) {
	api := parcels(t)
	tests := []struct{ resource, name, want string }{
		{"parcel", "create", "POST /parcels → parcel 200; secret key; creating; " +
			"ParcelCreateParams(service:body:service weight:body:integer sender:body:id of sender to:body:address_input " +
			"sealed:body:id of sender or address_input paid_on_delivery:body:boolean reference:body:string); " +
			"errors not_found=404 sender_used=400 sender_blocked=403 too_heavy=400 too_far=400 bad_key=401* bad_request=400*; " +
			"statuses 200 401 404 500"},
		{"parcel", "retrieve", "GET /parcels/{id} → parcel 200; secret key; reading; (id:path:id of parcel); " +
			"errors bad_key=401* not_found=404* bad_request=400*; statuses 200 401 404 500"},
		{"parcel", "list", "GET /parcels → page of parcel 200; secret key; reading; " +
			"ParcelListParams(limit:query:integer offset:query:integer); errors bad_key=401* bad_request=400*; statuses 200 401 500"},
		{"parcel", "update", "PATCH /parcels/{id} → parcel 200; secret key; overwriting; " +
			"ParcelUpdateParams(id:path:id of parcel notes:body:map of any); " +
			"errors bad_key=401* not_found=404* bad_request=400*; statuses 200 401 404 500"},
		{"parcel", "send_back", "POST /parcels/{id}/send_back → parcel 200; secret key; converging; (id:path:id of parcel); " +
			"errors too_late=409 not_returnable=422 live_key=403 bad_key=401* not_found=404* bad_request=400*; " +
			"statuses 200 401 404 409 500"},
		{"sender", "create", "POST /senders → sender 200; public key; creating; SenderCreateParams(name:body:string); " +
			"errors bad_key=401* bad_request=400*; statuses 200 401 500"},
		{"sender", "delete", "DELETE /senders/{sender_id} → nothing 204; secret key; converging; (sender_id:path:id of sender); " +
			"errors bad_key=401* not_found=404* bad_request=400*; statuses 401 404 500"},
	}
	for _, tt := range tests {
		t.Run(tt.resource+"."+tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, call(operation(t, api, tt.resource, tt.name))); diff != "" {
				t.Errorf("operation (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGoNames(t *testing.T) {
	api := parcels(t)
	parcel, create := api.Resources[0], operation(t, api, "parcel", "create")
	service := api.Enums[1]
	tests := []struct{ name, got, want string }{
		{"resource", parcel.Go, "Parcel"},
		{"service", parcel.Service, "Parcels"},
		{"attribute", parcel.Attribute("label_uri").Go, "LabelURI"},
		{"union of an attribute", parcel.Attribute("payload").Type.Go, "ParcelPayload"},
		{"union of a parameter", create.Params[4].Type.Go, "ParcelCreateSealed"},
		{"operation", operation(t, api, "parcel", "send_back").Go, "SendBack"},
		{"value with a digit in front", service.Value("3rd").Go, "Service3rd"},
		{"error", api.Errors[0].Go, "ErrBadKey"},
		{"failure", api.Failures[0].Go, "FailureNobodyHome"},
		{"event", api.Events[0].Go, "EventParcelCreate"},
		{"key", api.Auth.Keys[0].Go, "KeySecret"},
		{"state", parcel.Lifecycle.States[1].Go, "StateOnTheWay"},
		{"type of states", parcel.StateGo(), "State"},
		{"page", api.Page.Object.Go, "Page"},
		{"error body", api.Error.Object.Go, "ErrorBody"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("Go name = %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	api := parcels(t)
	parcel, sender := api.Resources[0], api.Resources[1]
	service := api.Enums[1]
	tests := []struct {
		name      string
		got, want any
	}{
		{"plural", parcel.Plural, "parcels"},
		{"server", parcel.Server.URL, "https://api.post.example"},
		{"server by name", sender.Server.URL, "https://labels.post.example"},
		{"title", operation(t, api, "parcel", "send_back").Title, "Send back"},
		{"label", api.Enums[0].Value("in_transit").Label, "In transit"},
		{"sureness", parcel.Sureness, model.Documented},
		{"id attribute", api.IDs.Attribute, "id"},
		{"arrays", api.Arrays, model.ArraysBrackets},
		{"trait that is boolean", service.Value("3rd").Traits[0].Bool, false},
		{"trait that may be null", service.Value("letter").Traits[1].Kind, spec.DataNull},
		{"trait with a default", service.Value("letter").Traits[2].Text, "slow"},
		{"input attribute is optional", api.Objects[3].Attribute("country").Optional, true},
		{"required input attribute is not", api.Objects[3].Attribute("street").Optional, false},
		{"attribute beyond is optional", parcel.Attribute("shelf").Optional, true},
		{"trigger", api.Failures[0].Triggers[0].Row.Key, "2 Mill Lane"},
		{"alias", api.Failures[0].Aliases[0].Code, "no_answer"},
		{"family", api.Errors[3].Family.Code, "not_returnable"},
		{"operations of a code", len(api.Errors[1].Operations), 5},
		{"sample in the order of parameters", operation(t, api, "parcel", "create").Samples[0].Args[2].Param.Key, "sender"},
		{"support row's name", operation(t, api, "parcel", "send_back").Supports.Rows[0].Name, "Letter"},
		{"released", operation(t, api, "parcel", "create").SDKs[0].Released, true},
		{"test infix", api.Modes.TestInfix, "_test"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %v, want %v", tt.got, tt.want)
			}
		})
	}
}

func TestLifecycle(t *testing.T) {
	api := parcels(t)
	l := api.Resources[0].Lifecycle
	var states []string
	for _, s := range l.States {
		var fields []string
		for _, f := range s.Fields {
			value := f.Literal.Text
			if f.Cond != nil {
				value = "?" + f.Cond.Expr.String()
			}
			fields = append(fields, f.Attribute.Name+"="+value)
		}
		states = append(states, fmt.Sprintf("%s %t: %s", s.Name, s.Final, strings.Join(fields, " ")))
	}
	want := []string{
		"waiting false: status=waiting picked_up=false returnable=true",
		"on_the_way false: status=in_transit picked_up=true returnable=?service.tracked && !paid_on_delivery",
		"delivered true: status=delivered picked_up=true returnable=false",
		"returned true: status=returned picked_up=false returnable=false",
	}
	if diff := cmp.Diff(want, states); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	if got := l.Windows[0].Cases[0].Length; got != 720*time.Hour {
		t.Errorf("first case of the window = %v, want 720h", got)
	}
	if got := l.Timers[0]; got.Clock != l.Clocks[0] || got.After != l.Windows[0] || got.Effect.To != l.States[3] {
		t.Errorf("timer %q does not lead from its clock and window to its state", got.Name)
	}
}

// effects says what outcomes do, one line each.
func effects(list []*model.Outcome) []string {
	var out []string
	for _, o := range list {
		line := "always"
		if o.When != nil {
			line = o.When.Expr.String()
		}
		if o.To != nil {
			line += " → " + o.To.Name
		}
		for _, a := range o.Set {
			line += fmt.Sprintf(" %s=%s:%s", a.Key(), a.Value.Verb, paths(a.Value.Refs))
		}
		if o.Emits != nil {
			line += " !" + o.Emits.Key
		}
		out = append(out, line)
	}
	return out
}

func paths(refs []*model.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, fmt.Sprintf("%s/%s", r.Root, strings.Join(append([]string{r.Name}, r.Members...), ".")))
	}
	return strings.Join(out, ",")
}

func TestBehaviour(t *testing.T) {
	api := parcels(t)
	create, back := operation(t, api, "parcel", "create").Behaviour, operation(t, api, "parcel", "send_back").Behaviour
	tests := []struct {
		name string
		got  []*model.Outcome
		want []string
	}{
		{"what holds for all outcomes is part of each", create.Outcomes, []string{
			"verdict.failure != null → returned failure_code=copy:let/verdict.failure !parcel.create",
			"always → waiting postage=copy:let/base_price label_uri=format: to.country=copy:param/to.country !parcel.create",
		}},
		{"without outcomes there is one", back.Outcomes, []string{"always → returned returned_at=now: !parcel.return"}},
		{"signal", api.Resources[0].Lifecycle.Signals[1].Outcomes, []string{
			"param.home → delivered !parcel.stop",
			"always → returned failure_code=literal: returned_at=now: !parcel.stop",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, effects(tt.got)); diff != "" {
				t.Errorf("outcomes (-want +got):\n%s", diff)
			}
		})
	}
	sender := create.Loads[0]
	if !sender.Nullable() || sender.Once.Code != "sender_used" || sender.Of.Name != "sender" {
		t.Errorf("load = %+v, want one of sender that may be null and is used once", sender)
	}
	pieces := create.Outcomes[1].Set[1].Value.Pieces
	if len(pieces) != 5 || !pieces[0].Base || pieces[2].NewID != "labl" || pieces[4].Ref.Attribute.Name != "id" {
		t.Errorf("format = %+v, want base, text, new id, text, id", pieces)
	}
}

// TestRefs holds that every path of a condition is resolved to what it means.
func TestRefs(t *testing.T) {
	api := parcels(t)
	back := operation(t, api, "parcel", "send_back").Behaviour
	roots := map[string]model.RefRoot{}
	for p, r := range back.Guards[0].Deny.Refs {
		roots[p.String()] = r.Root
	}
	want := map[string]model.RefRoot{"age": model.RootClock, "hold": model.RootWindow}
	if diff := cmp.Diff(want, roots); diff != "" {
		t.Errorf("roots (-want +got):\n%s", diff)
	}
}
