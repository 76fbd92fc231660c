package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/chargegen/chargegen/out/go/omisemock"
)

// build measures what whoever uses chargegen builds: the tool, the client, a program with the client in it.
func (b *bench) build() error {
	if err := b.coldTool(); err != nil {
		return err
	}
	if err := b.newMock(); err != nil {
		return err
	}
	if err := b.clientBuild(); err != nil {
		return err
	}
	return b.linked()
}

// coldTool builds the command with nothing in the build cache, and without looking for a checkout of it: whoever requires
// it has none.
func (b *bench) coldTool() error {
	cache := filepath.Join(b.dir, "gocache")
	c := &command{
		name: "cold build", dir: b.root, clean: cache, env: []string{"GOCACHE=" + cache},
		args: []string{"go", "build", "-buildvcs=false", "-o", filepath.Join(b.dir, "cold"), "./cmd/chargegen"}, limit: 5 * time.Minute,
	}
	costs, err := alternate(3, c)
	if err != nil {
		return err
	}
	b.table.absolute("cold build of the tool", seconds(costs[0].time), seconds(20*time.Second))
	return nil
}

// firstCommand makes this program one that makes its first mock, and prints the nanoseconds that took.
const firstCommand = "first"

func printFirst() error {
	begin := time.Now()
	m, err := omisemock.Start()
	took := time.Since(begin)
	if err != nil {
		return err
	}
	fmt.Println(took.Nanoseconds())
	return m.Close()
}

// newMock measures making a mock, the first of a process and every other.
func (b *bench) newMock() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var firsts []time.Duration
	for range rounds {
		out, err := exec.Command(self, firstCommand).Output()
		if err != nil {
			return err
		}
		ns, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
		if err != nil {
			return err
		}
		firsts = append(firsts, time.Duration(ns))
	}
	t, err := inTurns(func() error {
		m, err := omisemock.Start()
		if err != nil {
			return err
		}
		return m.Close()
	})
	if err != nil {
		return err
	}
	b.table.absolute("`omisemock.New`, the first of a process", seconds(sorted(firsts)[rounds/2]), seconds(time.Millisecond))
	b.table.absolute("`omisemock.New`", seconds(time.Duration(t[0].ns)), seconds(time.Millisecond))
	return nil
}

// clientBuild compiles our client and that of oapi-codegen, each with only its own package to be compiled.
func (b *bench) clientBuild() error {
	dir, err := b.clientModule()
	if err != nil {
		return err
	}
	list := []string{"ours"}
	if _, ok := b.peers.bin("oapi-codegen"); ok {
		list = append(list, "oapi")
	}
	var took [2][]cost
	for round := range 5 {
		for i, pkg := range list {
			stamp := fmt.Sprintf("package %s\n\n// round %d of %d\n", packageName(pkg), round, time.Now().UnixNano())
			if err := writeFile(filepath.Join(dir, pkg, "stamp.go"), []byte(stamp)); err != nil {
				return err
			}
			c := &command{name: "go build " + pkg, dir: dir, env: []string{"GOFLAGS=-mod=mod", "GOWORK=off"}, args: []string{"go", "build", "./" + pkg}}
			one, err := c.run()
			if err != nil {
				return err
			}
			took[i] = append(took[i], one)
		}
	}
	median := func(list []cost) figure { return seconds(medianOf(list, func(c cost) time.Duration { return c.time })) }
	if len(took[1]) == 0 {
		b.table.add(row{what: "`go build` of the client, package cold", ours: median(took[0]).String()})
		return nil
	}
	b.table.atMost("`go build` of the client, package cold", "oapi-codegen", median(took[0]), median(took[1]), 1.5)
	return nil
}

func packageName(folder string) string {
	if folder == "ours" {
		return "omise"
	}
	return folder
}

// clientModule makes a module that holds our client and, where it is there, that of oapi-codegen, all of it built once.
func (b *bench) clientModule() (string, error) {
	in, err := b.write(1)
	if err != nil {
		return "", err
	}
	dir, err := b.folder("module")
	if err != nil {
		return "", err
	}
	mod := "module example.com/m\n\ngo 1.24\n"
	err = errors.Join(b.copyClient(filepath.Join(dir, "ours")), os.MkdirAll(filepath.Join(dir, "oapi"), 0o777))
	if bin, ok := b.peers.bin("oapi-codegen"); ok && err == nil {
		mod += "\nrequire github.com/oapi-codegen/runtime v1.9.0\n"
		err = shell(dir, bin, "-generate", "types,client", "-package", "oapi", "-o", filepath.Join(dir, "oapi", "api.go"), in.openAPI)
	}
	err = errors.Join(err, writeFile(filepath.Join(dir, "go.mod"), []byte(mod)))
	env := []string{"GOFLAGS=-mod=mod", "GOWORK=off"}
	for _, args := range [][]string{{"go", "mod", "tidy"}, {"go", "build", "./..."}} {
		if err == nil {
			err = shellEnv(dir, env, args...)
		}
	}
	return dir, err
}

// copyClient copies our client without its tests, which need the mock beside it.
func (b *bench) copyClient(dir string) error {
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(b.root, "out", "go", "omise"))); err != nil {
		return err
	}
	tests, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	for _, name := range tests {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// programs are the smallest programs that call the API once: by the standard library alone, and by each client.
var programs = map[string]string{
	"bare": `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
)

func main() {
	resp, err := http.Get("http://127.0.0.1/charges/1")
	if err != nil {
		panic(err)
	}
	var c struct{ ID string }
	fmt.Println(json.NewDecoder(resp.Body).Decode(&c), c.ID)
}
`,
	"ours": `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	omise "example.com/m/ours"
)

func main() {
	_, _ = http.Get("http://127.0.0.1/charges/1")
	client, err := omise.NewClient("skey_test_5xuy4w91xqz7d1w9u0t")
	if err != nil {
		panic(err)
	}
	c, err := client.Charges.Retrieve(context.Background(), "chrg_test_no1t4tnemucod0e51mo")
	var other struct{ ID string }
	fmt.Println(c, err, json.NewDecoder(nil).Decode(&other))
}
`,
	"oapi": `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"example.com/m/oapi"
)

func main() {
	_, _ = http.Get("http://127.0.0.1/charges/1")
	client, err := oapi.NewClientWithResponses("http://127.0.0.1")
	if err != nil {
		panic(err)
	}
	c, err := client.ChargeRetrieveWithResponse(context.Background(), "chrg_test_no1t4tnemucod0e51mo", nil)
	var other struct{ ID string }
	fmt.Println(c, err, json.NewDecoder(nil).Decode(&other))
}
`,
}

// linked measures what a client adds to a program that talks HTTP and JSON anyway.
func (b *bench) linked() error {
	dir := filepath.Join(b.dir, "module")
	sizes := map[string]int64{}
	for name, text := range programs {
		if _, ok := b.peers.bin("oapi-codegen"); name == "oapi" && !ok {
			continue
		}
		bin := filepath.Join(dir, name+".bin")
		err := writeFile(filepath.Join(dir, "cmd-"+name, "main.go"), []byte(text))
		if err == nil {
			err = shellEnv(dir, []string{"GOFLAGS=-mod=mod", "GOWORK=off"}, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", bin, "./cmd-"+name)
		}
		if err != nil {
			return err
		}
		info, err := os.Stat(bin)
		if err != nil {
			return err
		}
		sizes[name] = info.Size()
	}
	add := func(name string) figure { return number(float64(sizes[name]-sizes["bare"])/1e6, "MB") }
	what := fmt.Sprintf("linked size over bare net/http and JSON (%.2f MB)", float64(sizes["bare"])/1e6)
	b.table.absolute(what, add("ours"), number(0.2, "MB"))
	if sizes["oapi"] > 0 {
		b.table.atMost(what, "oapi-codegen", add("ours"), add("oapi"), 0)
	}
	return b.unwanted(dir)
}

// unwanted looks for what a program that makes one call should not have in it.
func (b *bench) unwanted(dir string) error {
	bin := filepath.Join(dir, "symbols.bin")
	if err := shellEnv(dir, []string{"GOFLAGS=-mod=mod", "GOWORK=off"}, "go", "build", "-o", bin, "./cmd-ours"); err != nil {
		return err
	}
	out, err := exec.Command("go", "tool", "nm", bin).Output()
	if err != nil {
		return err
	}
	packages, operations := map[string]bool{}, 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || !strings.EqualFold(fields[1], "t") {
			continue
		}
		for _, pkg := range []string{"regexp.", "log/slog."} {
			if strings.HasPrefix(fields[2], pkg) {
				packages[pkg] = true
			}
		}
		if strings.Contains(fields[2], "Service).") && !strings.Contains(fields[2], ".func") {
			operations++
		}
	}
	b.table.absolute("linked: of regexp and log/slog", number(float64(len(packages)), "packages"), number(0, "packages"))
	b.table.absolute("linked: operations, where one is called", number(float64(operations), ""), number(1, ""))
	return nil
}
