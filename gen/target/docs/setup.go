package docs

import (
	"strconv"
	"strings"
)

// setup is what the samples on the pages need before they run.
func (b *builder) setup() *Section {
	blocks := []Block{
		para(words("The samples for the shell use curl and a key that is nobody’s: put your own in its place.")),
		para(words("The samples in Go are the statements of a function that has a context "), code("ctx"),
			words(" and a client "), code("client"), words(" and returns an error. The client is made once:")),
		{Code: &Code{Lang: "go", Text: b.goSetup()}},
	}
	return section("Samples on these pages", blocks...)
}

// goSetup makes the client: a file that compiles as it stands.
func (b *builder) goSetup() string {
	key := strings.ToUpper(b.api.Name) + "_KEY"
	path, alias := b.goImport, ""
	if path != b.api.Name && !strings.HasSuffix(path, "/"+b.api.Name) {
		alias = b.api.Name + " " // the package may have another name there
	}
	return `package main

import (
	"log"
	"os"

	` + alias + strconv.Quote(path) + `
)

func main() {
	client, err := ` + b.api.Name + `.NewClient(os.Getenv(` + strconv.Quote(key) + `))
	if err != nil {
		log.Fatal(err)
	}
	_ = client // calls go here
}`
}
