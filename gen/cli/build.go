package cli

import (
	"errors"
	"io"
	"os"
	"sync"

	"github.com/chargegen/chargegen/gen/internal/lazy"
	"github.com/chargegen/chargegen/gen/outdir"
)

// goBuildID is the mark by which the go command tells whether a program is made of what it would be made of now: hashes
// of all that went into it, the embedded templates and the compiler included. It stands in a note, or before the first
// function. Other builders write other words there, which prove nothing.
var goBuildID = lazy.Regexp(`(?:Go\x00\x00|Go build ID: ")([\w-]{20}(?:/[\w-]{20}){3})["\x00]`)

// buildID tells this build of the command from every other, or is empty where it cannot be told. It is found once: the
// file may be replaced while the command runs.
var buildID = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return ""
	}
	if id := goBuildID().FindSubmatch(head[:n]); id != nil {
		return string(id[1])
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	return outdir.Hash(whole)
})
