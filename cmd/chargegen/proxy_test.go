package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

const (
	modulePath = "github.com/chargegen/chargegen"
	moduleRoot = "../.."
)

// proxy makes a module proxy of files: proxy DIR VERSION. It serves this module, as the working tree has it, under that
// version; what it requires is served from the module cache of whoever runs the tests, which is completed first if
// anything is missing. GOPROXY and the rest of the environment are set so that no network is asked afterwards.
func proxy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: proxy DIR VERSION")
	}
	dir, version := ts.MkAbs(args[0]), args[1]
	at := filepath.Join(dir, filepath.FromSlash(modulePath), "@v")
	ts.Check(os.MkdirAll(at, 0o777))
	write := func(name string, text []byte) {
		ts.Check(os.WriteFile(filepath.Join(at, name), text, 0o666))
	}
	mod, err := os.ReadFile(filepath.Join(moduleRoot, "go.mod"))
	ts.Check(err)
	info, err := json.Marshal(map[string]string{"Version": version})
	ts.Check(err)
	write("list", []byte(version+"\n"))
	write(version+".info", info)
	write(version+".mod", mod)
	f, err := os.Create(filepath.Join(at, version+".zip"))
	ts.Check(err)
	ts.Check(errors.Join(zipModule(f, modulePath+"@"+version), f.Close()))

	// A build does not fetch what only other systems need, and a module that requires this one may ask for it.
	download := exec.Command("go", "mod", "download")
	download.Dir = moduleRoot
	if out, err := download.CombinedOutput(); err != nil {
		ts.Fatalf("go mod download: %v\n%s", err, out)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	ts.Check(err)
	ts.Setenv("GOPROXY", fileURL(dir)+","+fileURL(filepath.Join(strings.TrimSpace(string(cache)), "cache", "download")))
	ts.Setenv("GOMODCACHE", ts.MkAbs("modules"))
	ts.Setenv("GOSUMDB", "off")
	ts.Setenv("GOTOOLCHAIN", "local")
	ts.Setenv("GOWORK", "off")
	ts.Setenv("GOENV", "off")
	ts.Setenv("GOFLAGS", "-modcacherw -trimpath")
}

func fileURL(dir string) string {
	dir = filepath.ToSlash(dir)
	if !strings.HasPrefix(dir, "/") {
		dir = "/" + dir
	}
	return "file://" + dir
}

// zipModule writes the files of this module as a proxy serves them: without nested modules and hidden folders.
func zipModule(w io.Writer, prefix string) error {
	z := zip.NewWriter(w)
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
		to, err := z.Create(prefix + "/" + filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		_, err = to.Write(data)
		return err
	})
	return errors.Join(err, z.Close())
}

// descend skips the folders that are no part of the module.
func descend(dir, base string) error {
	if strings.HasPrefix(base, ".") || base == "bin" || base == "vendor" {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}
