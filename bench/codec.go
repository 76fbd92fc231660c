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
	"slices"
	"testing"
	"time"

	"github.com/chargegen/chargegen/gen/model"
	"github.com/chargegen/chargegen/out/go/omise"
	"github.com/chargegen/chargegen/spec"
)

// Small things are measured in many short turns, each of a moment. What disturbs them only ever makes them slower, and
// not each turn alike: so the tenth that was fastest tells the time.
const (
	turns  = 100
	moment = 10 * time.Millisecond
	batch  = 10 // runs between two looks at the clock
)

// timing is the time and the allocations of one operation.
type timing struct {
	ns     float64
	allocs int64
}

// inTurns measures functions in turns.
func inTurns(runs ...func() error) ([]timing, error) {
	all := make([][]float64, len(runs))
	for range turns {
		for i, run := range runs {
			ns, err := turn(run)
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], ns)
		}
	}
	var out []timing
	for i, list := range all {
		slices.Sort(list)
		allocs := testing.AllocsPerRun(batch, func() { _ = runs[i]() }) // it has just succeeded many times
		out = append(out, timing{list[len(list)/10], int64(allocs)})
	}
	return out, nil
}

// turn runs a function for a moment and returns how many nanoseconds one run took.
func turn(run func() error) (float64, error) {
	begin := time.Now()
	for n := batch; ; n += batch {
		for range batch {
			if err := run(); err != nil {
				return 0, err
			}
		}
		if took := time.Since(begin); took >= moment {
			return float64(took.Nanoseconds()) / float64(n), nil
		}
	}
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
	limit := 0.17
	if _, ok := b.peers.bin("ogen"); ok {
		limit = 0 // the target is a share of what ogen takes
	}
	b.table.atMost(fmt.Sprintf("decode a charge of %d bytes", len(text)), "encoding/json into a plain struct", nanoseconds(t[0].ns), nanoseconds(t[1].ns), limit)
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
