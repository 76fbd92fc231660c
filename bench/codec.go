package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/spec"
)

// turns is how often small measurements are made, each for moment. The median counts: many short turns bear a neighbour
// that comes and goes better than a few long ones.
const (
	turns  = 15
	moment = "100ms"
)

// timing is the time and the allocations of one operation.
type timing struct {
	ns     float64
	allocs int64
}

// inTurns measures functions in turns and returns the timing of the median time of each.
func inTurns(runs ...func() error) ([]timing, error) {
	all := make([][]timing, len(runs))
	var failed error
	for range turns {
		for i, run := range runs {
			r := testing.Benchmark(func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					failed = errors.Join(failed, run())
				}
			})
			all[i] = append(all[i], timing{float64(r.T.Nanoseconds()) / float64(r.N), r.AllocsPerOp()})
		}
		if failed != nil {
			return nil, failed
		}
	}
	var medians []timing
	for _, list := range all {
		medians = append(medians, timing{
			medianOf(list, func(t timing) float64 { return t.ns }),
			medianOf(list, func(t timing) int64 { return t.allocs }),
		})
	}
	return medians, nil
}

// example is the charge that the spec shows, as JSON without white space.
func (b *bench) example() ([]byte, error) {
	text, err := b.spec()
	if err != nil {
		return nil, err
	}
	doc, _ := spec.Parse("charges.yaml", text, nil)
	api, findings := model.Build(doc)
	if findings.Refuses() {
		return nil, findings
	}
	var out bytes.Buffer
	writeData(&out, api.Resources[0].Example)
	return out.Bytes(), nil
}

// writeData writes free data of a spec as JSON.
func writeData(b *bytes.Buffer, d spec.Data) {
	switch d.Kind {
	case spec.DataList:
		b.WriteByte('[')
		for i, item := range d.Items {
			comma(b, i)
			writeData(b, item)
		}
		b.WriteByte(']')
	case spec.DataMap:
		b.WriteByte('{')
		for i, m := range d.Members {
			comma(b, i)
			fmt.Fprintf(b, "%q:", m.Key.Value)
			writeData(b, m.Value)
		}
		b.WriteByte('}')
	case spec.DataString:
		fmt.Fprintf(b, "%q", d.Text)
	default:
		b.WriteString(d.Text)
	}
}

func comma(b *bytes.Buffer, i int) {
	if i > 0 {
		b.WriteByte(',')
	}
}

// codec measures reading and writing a charge.
func (b *bench) codec() error {
	text, err := b.example()
	if err != nil {
		return err
	}
	if err := b.decode(text); err != nil {
		return err
	}
	if err := b.encode(text); err != nil {
		return err
	}
	return b.clients(text)
}

func (b *bench) decode(text []byte) error {
	t, err := inTurns(
		func() error { var c omise.Charge; return c.UnmarshalJSON(text) },
		func() error { var c plainCharge; return json.Unmarshal(text, &c) })
	if err != nil {
		return err
	}
	b.table.atMost(fmt.Sprintf("decode a charge of %d bytes", len(text)), "encoding/json into a plain struct", nanoseconds(t[0].ns), nanoseconds(t[1].ns), 0.17)
	b.table.absolute("decode a charge: allocations", number(float64(t[0].allocs), ""), number(10, ""))
	return nil
}

func (b *bench) encode(text []byte) error {
	var ours omise.Charge
	var plain plainCharge
	if err := errors.Join(ours.UnmarshalJSON(text), json.Unmarshal(text, &plain)); err != nil {
		return err
	}
	t, err := inTurns(
		func() error { _, err := ours.MarshalJSON(); return err },
		func() error { _, err := json.Marshal(&plain); return err })
	if err != nil {
		return err
	}
	b.table.atMost("encode a charge", "encoding/json of a plain struct", nanoseconds(t[0].ns), nanoseconds(t[1].ns), 0.6)
	b.table.add(row{what: "encode a charge: allocations", ours: fmt.Sprint(t[0].allocs), peer: "encoding/json of a plain struct", theirs: fmt.Sprint(t[1].allocs)})
	return nil
}

// clients measures the clients that peers generate beside ours, in a program of their own: their libraries are no
// matter of this module.
func (b *bench) clients(text []byte) error {
	lines, err := b.runClients(text)
	if err != nil || lines == nil {
		return err
	}
	b.table.atMost("decode a charge", "ogen", nanoseconds(lines["decode-ours"].ns), nanoseconds(lines["decode-ogen"].ns), 0.8)
	b.table.atMost("decode a charge", "jx, scanning only", nanoseconds(lines["decode-ours"].ns), nanoseconds(lines["decode-jx"].ns), 0)
	b.table.atMost("decode a charge", "oapi-codegen", nanoseconds(lines["decode-ours"].ns), nanoseconds(lines["decode-oapi-codegen"].ns), 0)
	b.table.atMost("GET over loopback", "net/http and ReadAll", nanoseconds(lines["call-ours"].ns), nanoseconds(lines["call-raw"].ns), 1.2)
	for _, name := range []string{"ogen", "oapi-codegen"} {
		b.table.atMost("GET over loopback", name, nanoseconds(lines["call-ours"].ns), nanoseconds(lines["call-"+name].ns), 0)
	}
	return nil
}

// runClients generates the peers' clients, builds the program that holds them all, and runs it.
func (b *bench) runClients(text []byte) (map[string]timing, error) {
	in, err := b.write(1)
	if err != nil {
		return nil, err
	}
	oapi, ok := b.peers.bin("oapi-codegen")
	ogen, also := b.peers.bin("ogen")
	if !ok || !also {
		return nil, nil
	}
	dir := filepath.Join(b.dir, "clients")
	charge := filepath.Join(dir, "charge.json")
	from := filepath.Join(b.root, "bench", "testdata", "clients")
	if err := errors.Join(os.CopyFS(dir, os.DirFS(from)), os.Mkdir(filepath.Join(dir, "oapi"), 0o777), writeFile(charge, text)); err != nil {
		return nil, err
	}
	env := []string{"GOFLAGS=-mod=mod", "GOWORK=off"}
	for _, args := range [][]string{
		{oapi, "-generate", "types,client", "-package", "oapi", "-o", "oapi/api.go", in.openAPI},
		{ogen, "--config", "ogen.yml", "--target", "ogen", "--package", "ogen", in.openAPI},
		{"go", "mod", "edit", "-replace", "github.com/chargegen/chargegen=" + b.root},
		{"go", "mod", "tidy"},
		{"go", "build", "-o", "clients", "."},
	} {
		if err := shellEnv(dir, env, args...); err != nil {
			return nil, err
		}
	}
	return readTimings(exec.Command(filepath.Join(dir, "clients"), charge))
}

// readTimings runs a program that prints timings, a line each.
func readTimings(cmd *exec.Cmd) (map[string]timing, error) {
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	all := map[string]timing{}
	for line := range bytes.Lines(out) {
		var name string
		var t timing
		if _, err := fmt.Sscan(string(line), &name, &t.ns, &t.allocs); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		all[name] = t
	}
	return all, nil
}

// call measures one call over loopback beside net/http alone.
func (b *bench) call() error {
	text, err := b.example()
	if err != nil {
		return err
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(text) // a caller that is gone is told by the caller
	}))
	defer server.Close()
	client, err := omise.NewClient(key, omise.WithBaseURL(server.URL))
	if err != nil {
		return err
	}
	ctx := context.Background()
	t, err := inTurns(
		func() error { _, err := client.Charges.Retrieve(ctx, chargeID); return err },
		func() error { return fetch(server.URL + "/charges/" + chargeID) })
	if err != nil {
		return err
	}
	b.table.atMost("GET over loopback", "net/http and ReadAll", nanoseconds(t[0].ns), nanoseconds(t[1].ns), 1.2)
	b.table.add(row{
		what: "GET over loopback: allocations of both ends", ours: fmt.Sprint(t[0].allocs), peer: "net/http and ReadAll", theirs: fmt.Sprint(t[1].allocs),
		target: "≤ 100", met: judge(t[0].allocs <= 100),
	})
	return b.params()
}
