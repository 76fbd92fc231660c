package client

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRequestOnTheWire(t *testing.T) {
	s := serve(t, reply(200, `{"id":"prcl_test_1"}`))
	c := s.client(t, WithUserAgent("shop/1.2"), WithHeader("x-trace", "t1"))
	p := ParcelCreateParams{
		Weight: 5, Note: Some("a b&c=ü"), Sender: &Person{Name: "Ann", City: Null[string]()}, Labels: Some([]string{"x", "y z"}),
		Tags: Some(Metadata{"order_id": "ORDER-1", "n": 3, "odd[key]": true}), After: Some(time.Date(2026, 1, 2, 10, 4, 5, 0, time.FixedZone("", 7*3600))),
	}
	if _, err := c.Parcels.Create(context.Background(), p, WithIdempotencyKey("k1"), WithVersion("2020-02-02")); err != nil {
		t.Fatal(err)
	}
	got := s.last(t)
	wantBody := "weight=5&note=a+b%26c%3D%C3%BC&sender[name]=Ann&sender[city]=&labels[]=x&labels[]=y+z&" +
		"tags[n]=3&tags[odd%5Bkey%5D]=true&tags[order_id]=ORDER-1&after=2026-01-02T03%3A04%3A05Z"
	if got.method != "POST" || got.uri != "/parcels" || got.body != wantBody {
		t.Errorf("sent %s %s\n%s\nwant\n%s", got.method, got.uri, got.body, wantBody)
	}
	for name, want := range map[string]string{
		"Authorization": "Basic " + base64.StdEncoding.EncodeToString([]byte(testKey+":")), "Content-Type": contentForm,
		"Accept": contentJSON, "User-Agent": "sample-go shop/1.2", "X-Trace": "t1", "Idempotency-Key": "k1", "Sample-Version": "2020-02-02",
	} {
		if got.header.Get(name) != want {
			t.Errorf("header %s = %q, want %q", name, got.header.Get(name), want)
		}
	}
	if _, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 5, Tags: Some(Metadata{"a": nil}), Labels: Some([]string{})}, WithEncoding(EncodingJSON)); err != nil {
		t.Fatal(err)
	}
	got = s.last(t)
	if want := `{"weight":5,"labels":[],"tags":{"a":null}}`; got.body != want || got.header.Get("Content-Type") != contentJSON {
		t.Errorf("sent %s as %s, want %s", got.body, got.header.Get("Content-Type"), want)
	}
	if v := got.header.Get("Sample-Version"); v != "2026-01-01" {
		t.Errorf("version = %q, want the one the package was made from: options of one call leaked", v)
	}
}

func TestFormArrays(t *testing.T) {
	defer func(was arrayStyle) { config.arrays = was }(config.arrays)
	tests := []struct {
		name  string
		style arrayStyle
		want  string
	}{
		{"brackets", arraysBrackets, "a[]=1&a[]=x+y&e[]=&o[b][]=2&l[][c]=3&z=9"},
		{"repeat", arraysRepeat, "a=1&a=x+y&e=&o[b]=2&l[c]=3&z=9"},
		{"comma", arraysComma, "a=1,x+y&e=&o[b]=2&l=3&z=9"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			config.arrays = tt.style
			w := writer{form: true}
			m := w.openObject()
			w.name("a")
			w.any([]any{1, "x y"})
			w.name("e")
			w.any([]any{})
			w.name("o")
			w.any(map[string]any{"b": []any{2}})
			w.name("l")
			if tt.style == arraysComma {
				w.any([]any{3})
			} else {
				w.any([]any{map[string]any{"c": 3}})
			}
			w.name("z")
			w.any(9)
			w.closeObject(m)
			if w.err != nil || string(w.buf) != tt.want {
				t.Errorf("wrote %s (%v), want %s", w.buf, w.err, tt.want)
			}
		})
	}
}

func TestIDsCannotLeaveTheirSegment(t *testing.T) {
	s := serve(t, reply(200, `{}`))
	c := s.client(t)
	for _, id := range []string{"", ".", "..", "a/b", "../../v2/keys", `a\b`, "a\nb", "\x00", "a\x7f"} {
		_, err := c.Parcels.Retrieve(context.Background(), id)
		var refused *ParamError
		if !errors.As(err, &refused) || refused.Faults[0].Param != "id" {
			t.Errorf("id %q: %v, want a *ParamError about id", id, err)
		}
	}
	if s.count() != 0 {
		t.Fatalf("%d requests were sent", s.count())
	}
	for id, want := range map[string]string{
		"prcl_test_1": "/parcels/prcl_test_1", "a?b#c": "/parcels/a%3Fb%23c", "a b%2F": "/parcels/a%20b%252F", "a.b": "/parcels/a%2Eb", "é;=": "/parcels/%C3%A9%3B=",
	} {
		if _, err := c.Parcels.Retrieve(context.Background(), id); err != nil {
			t.Errorf("id %q: %v", id, err)
		} else if got := s.last(t).uri; got != want {
			t.Errorf("id %q was sent as %s, want %s", id, got, want)
		}
	}
}

func TestEveryFaultBeforeAnySending(t *testing.T) {
	s := serve(t, reply(200, `{}`))
	c := s.client(t)
	_, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Note: Some(strings.Repeat("n", 21)), Depot: Some("dpot_1")})
	want := "sample: parcel.create: weight must be at least 1; note must have at most 20 characters; depot is an id of live mode, and the key is of test mode"
	if err == nil || err.Error() != want {
		t.Errorf("Create = %v, want %s", err, want)
	}
	if !errors.Is(err, FixRequest) || errors.Is(err, WaitAndRetry) {
		t.Errorf("%v is not just of class FixRequest", err)
	}
	if _, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1, Tags: Some(Metadata{"f": func() {}})}); err == nil {
		t.Error("Create with a function in its tags = nil, want an error")
	}
	if s.count() != 0 {
		t.Errorf("%d requests were sent", s.count())
	}
}

func TestModes(t *testing.T) {
	s := serve(t, reply(200, `{}`))
	ctx := context.Background()
	live, err := NewClient(liveKey, WithBaseURL(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := live.Test(); !errors.Is(err, OtherCredentials) {
		t.Errorf("Test with a live key = %v, want a refusal", err)
	}
	if _, err := live.Parcels.Close(ctx, "prcl_test_1"); !errors.Is(err, FixRequest) {
		t.Errorf("a live key and a test id: %v, want a refusal", err)
	}
	forced := &ParcelsTestService{core: live.core}
	if _, err := forced.Lose(ctx, "prcl_1"); !errors.Is(err, OtherCredentials) {
		t.Errorf("a test-only operation with a live key: %v, want a refusal", err)
	}
	if _, err := live.Parcels.Label(ctx); !errors.Is(err, OtherCredentials) {
		t.Errorf("an operation for another kind of key: %v, want a refusal", err)
	}
	if s.count() != 0 {
		t.Fatalf("%d requests were sent", s.count())
	}
	test, err := s.client(t).Test()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := test.Parcels.Lose(ctx, "prcl_test_1"); err != nil {
		t.Error(err)
	}
	both := s.client(t, WithKey("pkey_test_zzz"))
	if _, err := both.Parcels.Label(ctx); err != nil {
		t.Error(err)
	}
	if got, want := s.last(t).header.Get("Authorization"), "Basic "+base64.StdEncoding.EncodeToString([]byte("pkey_test_zzz:")); got != want {
		t.Errorf("sent %s, want the public key", got)
	}
}

func TestIDMode(t *testing.T) {
	tests := []struct {
		id, prefix string
		want       Mode
	}{
		{"prcl_test_abc", "prcl", ModeTest}, {"prcl_abc", "prcl", ModeLive}, {"prcl_testing", "prcl", ModeLive}, {"other_test_1", "prcl", ModeUnknown},
		{"prcl", "prcl", ModeUnknown}, {"prclx", "prcl", ModeUnknown}, {"", "prcl", ModeUnknown}, {"prcl_test_a", "", ModeUnknown}, {"prcl_test", "prcl", ModeTest},
	}
	for _, tt := range tests {
		if got := idMode(tt.id, tt.prefix); got != tt.want {
			t.Errorf("idMode(%q, %q) = %q, want %q", tt.id, tt.prefix, got, tt.want)
		}
	}
}

func TestKeysAreLookedAt(t *testing.T) {
	tests := []struct {
		key  string
		want KeyInfo
		ok   bool
	}{
		{"skey_test_1", KeyInfo{"secret", ModeTest}, true}, {"skey_1", KeyInfo{"secret", ModeLive}, true}, {"pkey_test_1", KeyInfo{"public", ModeTest}, true},
		{"", KeyInfo{}, false}, {"skey_", KeyInfo{}, false}, {"skey_test_1\n", KeyInfo{}, false}, {"skey_test_1:x", KeyInfo{}, false}, {"other_1", KeyInfo{}, false},
	}
	for _, tt := range tests {
		c, err := NewClient(tt.key)
		if (err == nil) != tt.ok {
			t.Errorf("NewClient(%q) = %v, want ok = %v", tt.key, err, tt.ok)
		} else if err == nil && c.Key() != tt.want {
			t.Errorf("NewClient(%q).Key() = %v, want %v", tt.key, c.Key(), tt.want)
		}
	}
}

func TestPattern(t *testing.T) {
	p := pattern{{{text: "a"}, {set: "09", least: 2, most: 3}, {set: "az", least: 0, most: -1}, {text: "z"}}, {{set: "\x00\xff", least: 0, most: -1}, {text: "!"}}}
	for s, want := range map[string]bool{
		"a12z": true, "a123bcz": true, "a1z": false, "a1234z": false, "a12zz": true, "a12": false, "anything!": true, "": false, "!": true, "!x": false,
	} {
		if got := p.match(s); got != want {
			t.Errorf("match(%q) = %v, want %v", s, got, want)
		}
	}
	if !pattern(nil).match("x") {
		t.Error("the nil pattern refuses")
	}
}

func TestOptionsAreRefusedTogether(t *testing.T) {
	_, err := NewClient(testKey, WithTimeout(-1), WithMaxBody(0), WithHeader("Authorization", "x"), WithHeader("a b", "x"), WithHeader("A", "x\r\nB: y"),
		WithEncoding("xml"), WithUserAgent("a\nb"), WithVersion(""), WithIdempotencyKey(""), WithHTTPClient(nil), WithBaseURL("ftp://x"), WithKey(""))
	if err == nil {
		t.Fatal("NewClient = nil, want an error")
	}
	if got := len(strings.Split(err.Error(), "\n")); got != 12 {
		t.Errorf("%d faults, want 12:\n%v", got, err)
	}
	s := serve(t, reply(200, `{}`))
	if _, err := s.client(t).Parcels.Retrieve(context.Background(), "prcl_test_1", WithKey("pkey_test_1")); !errors.Is(err, OtherCredentials) {
		t.Errorf("a key for one call: %v, want a refusal", err)
	}
}

func TestKeyTravelsOnlySafely(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://api.example.com": true, "http://localhost:1": true, "http://127.0.0.9": true, "http://[::1]:8080/base/": true,
		"http://api.example.com": false, "http://localhost.example.com": false, "http://127.0.0.1.nip.io": false, "https://u:p@api.example.com": false,
		"//api.example.com": false, "https://api.example.com?x=1": false, "https://": false, "https://api.example.com#f": false, "http://0.0.0.0": false, ":": false,
	} {
		if _, err := NewClient(testKey, WithBaseURL(base)); (err == nil) != ok {
			t.Errorf("WithBaseURL(%q) = %v, want ok = %v", base, err, ok)
		}
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := serve(t, reply(200, `{"id":"stolen"}`))
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/x", http.StatusTemporaryRedirect)
	})
	for _, c := range []*Client{s.client(t), s.client(t, WithHTTPClient(&http.Client{})), s.client(t, WithHTTPClient(&http.Client{Timeout: time.Minute}))} {
		_, err := c.Parcels.Create(context.Background(), ParcelCreateParams{Weight: 1})
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Status != http.StatusTemporaryRedirect || refusal.Header.Get("Location") == "" {
			t.Errorf("Create = %v, want the redirect as an error", err)
		}
	}
	if other.count() != 0 {
		t.Error("the redirect was followed")
	}
}

func TestDo(t *testing.T) {
	s := serve(t, reply(200, `{"id":"prcl_test_1","n":1}`))
	c, err := NewClient(testKey, WithBaseURL(s.URL+"/v1/"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	var out struct{ N int }
	if err := c.Do(ctx, "PUT", "/things/a%2Fb?x=1", map[string]int{"a": 1}, &out); err != nil || out.N != 1 {
		t.Errorf("Do = %v, %v", out, err)
	}
	if got := s.last(t); got.method != "PUT" || got.uri != "/v1/things/a%2Fb?x=1" || got.body != `{"a":1}` {
		t.Errorf("sent %+v", got)
	}
	var parcel Parcel
	if err := c.Do(ctx, "GET", "/parcels/1", nil, &parcel); err != nil || parcel.ID != "prcl_test_1" {
		t.Errorf("Do = %+v, %v", parcel, err)
	}
	var raw []byte
	if err := c.Do(ctx, "GET", "/parcels/1", nil, &raw); err != nil || string(raw) != `{"id":"prcl_test_1","n":1}` {
		t.Errorf("Do = %s, %v", raw, err)
	}
	sent := s.count()
	for _, path := range []string{"", "x", "//evil.example.com/x", "https://evil.example.com/", "/a/../../b", "/%2e%2e/b", `/..\b`, "/a#b", "/\x00"} {
		if err := c.Do(ctx, "GET", path, nil, nil); !errors.Is(err, FixRequest) {
			t.Errorf("Do with path %q = %v, want a refusal", path, err)
		}
	}
	if err := c.Do(ctx, "GE T", "/x", nil, nil); !errors.Is(err, FixRequest) {
		t.Errorf("Do with a bad method = %v, want a refusal", err)
	}
	if s.count() != sent {
		t.Error("a refused path was sent")
	}
}
