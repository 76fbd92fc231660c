package docs

import (
	"path"
	"strconv"
	"strings"
)

// setup is what the samples on the pages need before they run.
func (b *builder) setup() *Section {
	key := ". The key is nobody’s: put your own in its place."
	if b.api.Auth == nil {
		key = "."
	}
	libraries := ""
	if len(b.api.SDKs) > 0 {
		libraries = " Where a language has an official library with the call, the sample uses that; else it is plain HTTP, and says so."
	}
	return section("Samples on these pages",
		para(words("Each sample is whole: what it loads, what it sets up, and one call"+key+libraries)),
		para(words("The samples in Go are the statements of a function that has a context "), code("ctx"),
			words(" and returns an error. In a program the client is made once:")),
		Block{Code: &Code{Lang: "go", Text: b.goSetup()}})
}

// goSetup makes the client: a file that compiles as it stands.
func (b *builder) goSetup() string {
	imports, key := `"log"`, ""
	if b.api.Auth != nil {
		imports, key = "\"log\"\n\t\"os\"", "os.Getenv("+strconv.Quote(strings.ToUpper(b.api.Name)+"_KEY")+")"
	}
	client := strconv.Quote(b.goImport)
	if path.Base(b.goImport) != b.api.Go {
		client = b.api.Go + " " + client // the package has, or may have, another name there
	}
	return `package main

import (
	` + imports + `

	` + client + `
)

func main() {
	client, err := ` + b.api.Go + `.NewClient(` + key + `)
	if err != nil {
		log.Fatal(err)
	}
	_ = client // calls go here
}`
}
