package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

func TestKeyIsNeverShown(t *testing.T) {
	echo := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		fmt.Fprintf(w, `{"weight":%q}`, key)
	})
	refuse := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		w.WriteHeader(401)
		fmt.Fprintf(w, `{"code":"bad %s","message":"no key %s"}`, key, key)
	})
	page := serve(t, func(w http.ResponseWriter, r *http.Request) {
		key, _, _ := r.BasicAuth()
		w.WriteHeader(500)
		fmt.Fprint(w, "<html>", key)
	})
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c := echo.client(t, WithLogger(logger))
	shown := []any{c, *c, c.Parcels, *c.Parcels, c.Key(), WithKey(testKey), c.core.settings.keys[0]}
	for _, s := range []*server{echo, refuse, page} {
		_, err := s.client(t, WithLogger(logger)).Parcels.Retrieve(context.Background(), "prcl_test_1")
		if err == nil {
			t.Fatal("no error")
		}
		shown = append(shown, err)
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	_, err := c.Parcels.Retrieve(context.Background(), "prcl_test_1", WithBaseURL(gone.URL))
	_, bad := NewClient(testKey + "\n")
	shown = append(shown, err, bad)
	encoded := "c2tleV90ZXN0X2FiYzEyMzo" // of the key and a colon
	for _, v := range shown {
		var out bytes.Buffer
		fmt.Fprintf(&out, "%v %+v %#v %s %q", v, v, v, v, v)
		json.NewEncoder(&out).Encode(v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		if e, ok := v.(error); ok {
			out.WriteString(e.Error())
		}
		if text := out.String(); strings.Contains(text, testKey) || strings.Contains(text, encoded) {
			t.Errorf("%T shows the key: %s", v, text)
		}
		if !isAnswer(v) && reaches(reflect.ValueOf(v), map[uintptr]bool{}) {
			t.Errorf("a printer that follows pointers finds the key in %T", v)
		}
	}
	if text := log.String(); strings.Contains(text, testKey) || strings.Contains(text, encoded) || !strings.Contains(text, `"op":"parcel.retrieve"`) {
		t.Errorf("log: %s", text)
	}
}

// isAnswer reports whether v carries a body, which is kept as it was received.
func isAnswer(v any) bool {
	switch v.(type) {
	case *Error, *CallError:
		return true
	}
	return false
}

// reaches reports whether the key stands in anything that can be reached from v.
func reaches(v reflect.Value, seen map[uintptr]bool) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.Contains(v.String(), testKey)
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return false
		}
		seen[v.Pointer()] = true
		return reaches(v.Elem(), seen)
	case reflect.Interface:
		return !v.IsNil() && reaches(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			if reaches(v.Field(i), seen) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if reaches(v.Index(i), seen) {
				return true
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if reaches(k, seen) || reaches(v.MapIndex(k), seen) {
				return true
			}
		}
	}
	return false
}
