package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// floorCommand makes this program the floor: a server of the standard library that answers everything alike.
const floorCommand = "floor"

// serveFloor reads what each request says and answers with one fixed charge.
func serveFloor(address, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return http.ListenAndServe(address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(text) // a caller that is gone is told by the caller
	}))
}

// server is a server in a process of its own.
type server struct {
	address string
	cmd     *exec.Cmd
	ready   time.Duration // from the start to the first answer that is a success
	log     *os.File
}

// serve starts a server and waits until it answers. args are made from the address that it is to listen at; probe is a
// request that it answers with 200.
func serve(probe []byte, args func(host, port string) []string) (*server, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{address: ln.Addr().String()}
	host, port, _ := net.SplitHostPort(s.address) // the address is a listener's own
	if err := ln.Close(); err != nil {
		return nil, err
	}
	line := args(host, port)
	s.cmd = exec.Command(line[0], line[1:]...)
	if s.log, err = os.CreateTemp("", "bench-*.log"); err != nil {
		return nil, err
	}
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	begin := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(begin) < 30*time.Second {
		if s.answers(probe) {
			s.ready = time.Since(begin)
			return s, nil
		}
		time.Sleep(200 * time.Microsecond)
	}
	said, _ := os.ReadFile(s.log.Name()) // what can be read of it helps
	return nil, errors.Join(fmt.Errorf("%v does not answer %s with 200: %.2000s", line, probe, said), s.stop())
}

// answers reports whether the server answers a request with 200.
func (s *server) answers(request []byte) bool {
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		return false
	}
	defer conn.Close()
	if _, err := conn.Write(request); err != nil {
		return false
	}
	var body bytes.Buffer
	status, err := readAnswer(bufio.NewReader(conn), &body)
	return err == nil && status == "200"
}

func (s *server) stop() error {
	err := s.cmd.Process.Kill()
	_ = s.cmd.Wait() // it was killed
	return errors.Join(err, s.log.Close(), os.Remove(s.log.Name()))
}

// memory is what the server holds resident, in KiB.
func (s *server) memory() (int64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		}
	}
	return 0, errors.New("no VmRSS")
}

// serveOurs starts the mock of chargegen.
func (b *bench) serveOurs() (*server, error) {
	return serve(get("/charges", authorization), func(host, port string) []string {
		return []string{b.ours, "mock", "--quiet", "--spec", filepath.Join(b.root, "spec", "charges.yaml"), "--addr", net.JoinHostPort(host, port)}
	})
}

// serveStatic starts the floor.
func (b *bench) serveStatic() (*server, error) {
	text, err := b.example()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(b.dir, "floor.json")
	if err := writeFile(file, text); err != nil {
		return nil, err
	}
	return serve(get("/charges", authorization), func(host, port string) []string {
		return []string{self, floorCommand, net.JoinHostPort(host, port), file}
	})
}

// servePeer starts the mock of a peer; nil where the peer is not there.
func (b *bench) servePeer(name string) (*server, error) {
	bin, ok := b.peers.bin(name)
	if !ok {
		return nil, nil
	}
	in, err := b.write(1)
	if err != nil {
		return nil, err
	}
	switch name {
	case "stripe-mock":
		return serve(get("/v1/charges", stripeAuthorization), func(_, port string) []string { return []string{bin, "-http-port", port} })
	case "prism":
		return serve(get("/charges", authorization), func(host, port string) []string {
			return []string{bin, "mock", "-h", host, "-p", port, in.openAPI}
		})
	}
	return nil, fmt.Errorf("no server is known of %s", name)
}
