package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"strconv"
	"sync"
	"time"
)

// connections is how many connections ask at once.
const connections = 32

// load is requests that are sent over many connections, each one after the other. It is written straight to the
// sockets, so that the time that is measured is the server's more than the caller's.
type load struct {
	address string // host:port
	count   int
	request func(i int) []byte // the i-th request, whole
	wanted  string             // the status that every answer must have
	answers func(i int, body []byte)
}

// outcome is what a load came to.
type outcome struct {
	perSecond float64
	p99       time.Duration
}

// run sends the load.
func (l *load) run() (outcome, error) {
	times := make([]time.Duration, l.count)
	errs := make([]error, connections)
	var wg sync.WaitGroup
	begin := time.Now()
	for c := range connections {
		wg.Go(func() { errs[c] = l.connection(c, times) })
	}
	wg.Wait()
	took := time.Since(begin)
	if err := errors.Join(errs...); err != nil {
		return outcome{}, err
	}
	at := max(0, l.count*99/100-1)
	return outcome{float64(l.count) / took.Seconds(), sorted(times)[at]}, nil
}

// connection sends every connections-th request, beginning with the first.
func (l *load) connection(first int, times []time.Duration) error {
	conn, err := net.Dial("tcp", l.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	r := bufio.NewReaderSize(conn, 16<<10)
	var body bytes.Buffer
	for i := first; i < l.count; i += connections {
		begin := time.Now()
		if _, err := conn.Write(l.request(i)); err != nil {
			return err
		}
		status, err := readAnswer(r, &body)
		if err != nil {
			return err
		}
		times[i] = time.Since(begin)
		if status != l.wanted {
			return fmt.Errorf("%s answered %s, not %s: %.300s", l.address, status, l.wanted, body.Bytes())
		}
		if l.answers != nil {
			l.answers(i, body.Bytes())
		}
	}
	return nil
}

// readAnswer reads one answer and returns its status.
func readAnswer(r *bufio.Reader, body *bytes.Buffer) (string, error) {
	body.Reset()
	line, err := r.ReadSlice('\n')
	if err != nil {
		return "", err
	}
	if len(line) < len("HTTP/1.1 200") {
		return "", fmt.Errorf("bad answer %q", line)
	}
	status := string(line[9:12])
	length, chunked := 0, false
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return "", err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		switch {
		case bytes.EqualFold(name, []byte("Content-Length")):
			length, err = strconv.Atoi(string(bytes.TrimSpace(value)))
		case bytes.EqualFold(name, []byte("Transfer-Encoding")):
			chunked = true
		}
		if err != nil {
			return "", err
		}
	}
	if !chunked {
		_, err = io.CopyN(body, r, int64(length))
		return status, err
	}
	if _, err = io.Copy(body, httputil.NewChunkedReader(r)); err == nil {
		_, err = r.Discard(len("\r\n"))
	}
	return status, err
}

// get is a request that reads a path.
func get(path, authorization string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\n\r\n", path, authorization)
}

// post is a request that sends a form.
func post(path, form string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		path, authorization, len(form), form)
}
