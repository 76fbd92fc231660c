package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

const (
	modulePath = "github.com/chargegen/chargegen"
	moduleRoot = "../.."
	release    = "v0.2.0" // what the working tree is called in the proxy
)

// proxy is a module proxy of files, one for all scripts. It serves this module as the working tree has it; what the
// module requires is served from the module cache of whoever runs the tests.
type proxy struct {
	dir   string
	serve func() ([]string, error) // makes the proxy and returns the environment that uses it
}

type file struct {
	name string // below the module's root, with slashes
	data []byte
}

func newProxy(dir string) *proxy {
	p := &proxy{dir: dir}
	p.serve = sync.OnceValues(p.start)
	return p
}

// use sets the environment so that the go command finds release here, and nothing on any network: proxy.
func (p *proxy) use(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: proxy")
	}
	env, err := p.serve()
	ts.Check(err)
	for _, set := range env {
		name, value, _ := strings.Cut(set, "=")
		ts.Setenv(name, value)
	}
}

// start fills the proxy and returns the environment that uses it. A build does not fetch what only other systems need,
// and a module that requires this one may ask for it: so the cache of whoever runs the tests is completed first.
func (p *proxy) start() ([]string, error) {
	if err := p.add(); err != nil {
		return nil, err
	}
	if _, err := goCommand(moduleRoot, nil, "mod", "download"); err != nil {
		return nil, err
	}
	cache, err := goCommand(moduleRoot, nil, "env", "GOMODCACHE")
	if err != nil {
		return nil, err
	}
	env := []string{
		"GOPROXY=" + fileURL(p.dir) + "," + fileURL(filepath.Join(cache, "cache", "download")),
		"GOMODCACHE=" + filepath.Join(p.dir, "modules"),
		"GOSUMDB=off",
		"GOTOOLCHAIN=local",
		"GOWORK=off",
		"GOENV=off",
		"GOFLAGS=-modcacherw",
	}
	return env, p.warm(env)
}

// warm has the tool built once, so that scripts that run side by side do not each build it.
func (p *proxy) warm(env []string) error {
	dir := filepath.Join(p.dir, "warm")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/warm\n\ngo 1.24\n"), 0o666); err != nil {
		return err
	}
	if _, err := goCommand(dir, env, "get", "-tool", modulePath+"/cmd/chargegen@"+release); err != nil {
		return err
	}
	_, err := goCommand(dir, env, "tool", "chargegen", "version")
	return err
}

// goCommand runs the go command in a folder and returns what it prints.
func goCommand(dir string, env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSpace(string(out)), nil
}

func fileURL(dir string) string {
	dir = filepath.ToSlash(dir)
	if !strings.HasPrefix(dir, "/") {
		dir = "/" + dir
	}
	return "file://" + dir
}

// add serves the module as it lies here.
func (p *proxy) add() error {
	files, err := readModule()
	if err != nil {
		return err
	}
	at := filepath.Join(p.dir, filepath.FromSlash(modulePath), "@v")
	if err := os.MkdirAll(at, 0o777); err != nil {
		return err
	}
	info, err := json.Marshal(map[string]string{"Version": release})
	if err != nil {
		return err
	}
	packed, err := pack(modulePath+"@"+release, files)
	if err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(moduleRoot, "go.mod"))
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		release + ".info": info,
		release + ".mod":  mod,
		release + ".zip":  packed,
		"list":            []byte(release + "\n"),
	} {
		if err := os.WriteFile(filepath.Join(at, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// pack returns the archive of a module as a proxy serves it.
func pack(prefix string, files []file) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, f := range files {
		w, err := z.Create(prefix + "/" + f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// build builds the command with a text replaced in one file of this module, as the release of a version:
// build BINARY VERSION FILE OLD NEW. What does not depend on that file is as it was built for the tests.
func build(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: build BINARY VERSION FILE OLD NEW")
	}
	binary, version, name := ts.MkAbs(args[0]), args[1], args[2]
	root, err := filepath.Abs(moduleRoot)
	ts.Check(err)
	text, err := os.ReadFile(filepath.Join(root, name))
	ts.Check(err)
	if !strings.Contains(string(text), args[3]) {
		ts.Fatalf("%s does not hold %q", name, args[3])
	}
	ts.Check(os.WriteFile(binary+".file", []byte(strings.ReplaceAll(string(text), args[3], args[4])), 0o666))
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, name): binary + ".file"}})
	ts.Check(err)
	ts.Check(os.WriteFile(binary+".json", overlay, 0o666))
	_, err = goCommand(root, nil, "build", "-overlay", binary+".json", "-ldflags", "-X "+modulePath+"/gen/cli.released="+version, "-o", binary, "./cmd/chargegen")
	ts.Check(err)
}

// readModule reads the files of this module: without nested modules and hidden folders.
func readModule() ([]file, error) {
	var files []file
	err := filepath.WalkDir(moduleRoot, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(moduleRoot, name)
		if err != nil || rel == "." {
			return err
		}
		if e.IsDir() {
			return descend(name, e.Name())
		}
		if !e.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(name)
		files = append(files, file{filepath.ToSlash(rel), data})
		return err
	})
	return files, err
}

// descend skips the folders that are no part of the module.
func descend(dir, base string) error {
	if strings.HasPrefix(base, ".") || base == "bin" || base == "vendor" || base == "node_modules" {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}
