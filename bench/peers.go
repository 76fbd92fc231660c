package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
)

// peer is a program that does some of the same work, pinned to a version and installed by its package's name.
type peer struct {
	name, version string
	goPackage     string // installed by go
	npmPackage    string // installed by npm
	bin           string
}

// pinned are the peers, and how each is called.
var pinned = []peer{
	{name: "oapi-codegen", version: "v2.8.2", goPackage: "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", bin: "oapi-codegen"},
	{name: "ogen", version: "v1.24.0", goPackage: "github.com/ogen-go/ogen/cmd/ogen", bin: "ogen"},
	{name: "stripe-mock", version: "v0.203.0", goPackage: "github.com/stripe/stripe-mock", bin: "stripe-mock"},
	{name: "oasdiff", version: "v1.37.0", goPackage: "github.com/oasdiff/oasdiff", bin: "oasdiff"},
	{name: "prism", version: "5.16.0", npmPackage: "@stoplight/prism-cli", bin: "prism"},
	{name: "redocly", version: "2.77.0", npmPackage: "@redocly/cli", bin: "redocly"},
	{name: "openapi-typescript", version: "7.13.0", npmPackage: "openapi-typescript", bin: "openapi-typescript"},
}

// peers are the installed peers.
type peers struct {
	bins map[string]string // by name
}

// bin is the program of a peer, and whether it is there.
func (p *peers) bin(name string) (string, bool) {
	if p == nil {
		return "", false
	}
	bin, ok := p.bins[name]
	return bin, ok
}

// install installs what is missing below cache. A peer that cannot be had is told, and the run goes on without it.
func install(cache string) *peers {
	found := &peers{bins: map[string]string{}}
	for _, p := range pinned {
		bin, err := p.install(cache)
		if err != nil {
			log.Printf("without %s: %v", p.name, err)
			continue
		}
		found.bins[p.name] = bin
	}
	return found
}

func (p peer) install(cache string) (string, error) {
	dir := filepath.Join(cache, "peers", p.name+"@"+p.version)
	bin := filepath.Join(dir, "bin", p.bin)
	args := []string{"go", "install", p.goPackage + "@" + p.version}
	if p.npmPackage != "" {
		bin = filepath.Join(dir, "node_modules", ".bin", p.bin)
		args = []string{"npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", dir, p.npmPackage + "@" + p.version}
	}
	if _, err := os.Stat(bin); err == nil {
		return bin, nil
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	log.Printf("installing %s %s", p.name, p.version)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOBIN="+filepath.Join(dir, "bin"), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("installing %s %s: %w\n%.2000s", p.name, p.version, err, out)
	}
	_, err := os.Stat(bin)
	return bin, err
}
