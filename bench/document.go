package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// The marks in the document between which the table stands.
const (
	beginMark = "<!-- bench: begin -->\n"
	endMark   = "<!-- bench: end -->\n"
)

// document puts the table, the machine and the plot into the docs.
func (b *bench) document(took time.Duration) error {
	name := filepath.Join(b.root, "docs", "performance.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	head, rest, ok := bytes.Cut(text, []byte(beginMark))
	_, tail, also := bytes.Cut(rest, []byte(endMark))
	if !ok || !also {
		return fmt.Errorf("%s has no marks for the table", name)
	}
	var out bytes.Buffer
	out.Write(head)
	fmt.Fprintf(&out, "%s%s\n%s\n", beginMark, b.setting(took), b.table.markdown())
	if b.curve != nil {
		out.WriteString("![Time to generate over the size of the spec](performance.svg)\n\n")
	}
	out.WriteString(endMark)
	out.Write(tail)
	err = os.WriteFile(name, out.Bytes(), 0o666)
	if b.curve != nil {
		err = errors.Join(err, os.WriteFile(filepath.Join(b.root, "docs", "performance.svg"), []byte(plot(b.curve)), 0o666))
	}
	return err
}

// setting tells where and with what the table was measured.
func (b *bench) setting(took time.Duration) string {
	var s strings.Builder
	fmt.Fprintf(&s, "Measured in %v on %s, %s, %d processors, %s.", took.Round(time.Second), system(), processor(), runtime.NumCPU(), runtime.Version())
	if b.peers == nil {
		return s.String() + "\n"
	}
	var there, missing []string
	for _, p := range pinned {
		name := p.name + " " + strings.TrimPrefix(p.version, "v")
		if _, ok := b.peers.bin(p.name); ok {
			there = append(there, name)
		} else {
			missing = append(missing, name)
		}
	}
	if len(there) > 0 {
		fmt.Fprintf(&s, " Peers: %s, jx 1.2.0.", strings.Join(there, ", "))
	}
	if len(missing) > 0 {
		fmt.Fprintf(&s, " Not installed: %s.", strings.Join(missing, ", "))
	}
	s.WriteByte('\n')
	return s.String()
}

func system() string {
	out, err := exec.Command("uname", "-sr").Output()
	if err != nil {
		return runtime.GOOS + "/" + runtime.GOARCH
	}
	return strings.TrimSpace(string(out)) + " " + runtime.GOARCH
}

// processor is the processor's name, where the system tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "an unnamed processor"
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return "an unnamed processor"
}
