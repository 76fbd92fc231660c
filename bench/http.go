package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// What the requests of all measurements say.
const (
	key      = "skey_test_5xuy4w91xqz7d1w9u0t"
	chargeID = "chrg_test_no1t4tnemucod0e51mo"
)

// fetch reads one address by net/http alone: the floor of a call.
func fetch(address string) error {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	req.SetBasicAuth(key, "")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %d %.200s", address, resp.StatusCode, body)
	}
	return err
}

// canned is a transport that answers everything with the same body.
type canned []byte

func (c canned) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		if _, err := io.Copy(io.Discard, req.Body); err != nil {
			return nil, err
		}
	}
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(c)), ContentLength: int64(len(c)),
	}, nil
}

// Who asks: us, and one whom stripe-mock lets in.
var (
	authorization       = basic(key)
	stripeAuthorization = basic("sk_test_123")
)

func basic(key string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(key+":"))
}

// idOf reads the id of an object; it is empty where there is none.
func idOf(body []byte) string {
	var o struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(body, &o) != nil {
		return ""
	}
	return o.ID
}
