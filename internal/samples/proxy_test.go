package samples

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// proxy stands between the samples, which call the API's own addresses, and the mock: a proxy for HTTPS that speaks for
// every host, with certificates of an authority of its own. So the samples run as they stand, to the byte.
type proxy struct {
	target *url.URL
	key    *ecdsa.PrivateKey
	ca     *x509.Certificate
}

// startProxy returns the environment that makes programs use it. Ca is the file of its authority's certificate.
func startProxy(t *testing.T, target string) (env []string, ca string) {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{target: to, key: key}
	der, err := p.sign(&x509.Certificate{IsCA: true, KeyUsage: x509.KeyUsageCertSign, Subject: pkix.Name{CommonName: "samples"}})
	if err != nil {
		t.Fatal(err)
	}
	if p.ca, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	ca = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return append(os.Environ(),
		"HTTPS_PROXY="+server.URL, "https_proxy="+server.URL, "http_proxy="+server.URL, "NO_PROXY=", "no_proxy=",
		"CURL_CA_BUNDLE="+ca, "SSL_CERT_FILE="+ca, "REQUESTS_CA_BUNDLE="+ca, "NODE_EXTRA_CA_CERTS="+ca), ca
}

// sign makes a certificate that the authority vouches for.
func (p *proxy) sign(c *x509.Certificate) ([]byte, error) {
	c.SerialNumber = big.NewInt(time.Now().UnixNano())
	c.NotBefore, c.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	c.BasicConstraintsValid = true
	parent := p.ca
	if parent == nil {
		parent = c
	}
	return x509.CreateCertificate(rand.Reader, c, parent, &p.key.PublicKey, p.key)
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		http.Error(w, "only CONNECT", http.StatusMethodNotAllowed)
		return
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	der, err := p.sign(&x509.Certificate{DNSNames: []string{host}, Subject: pkix.Name{CommonName: host}})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n"); err != nil {
		return
	}
	secure := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der, p.ca.Raw}, PrivateKey: p.key}}})
	p.relay(secure)
}

// relay passes the requests of a connection on to the mock.
func (p *proxy) relay(conn net.Conn) {
	in := bufio.NewReader(conn)
	for {
		rq, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		rq.URL.Scheme, rq.URL.Host, rq.RequestURI = p.target.Scheme, p.target.Host, ""
		res, err := http.DefaultTransport.RoundTrip(rq)
		if err != nil {
			return
		}
		err = res.Write(conn)
		res.Body.Close()
		if err != nil {
			return
		}
	}
}
