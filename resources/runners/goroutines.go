// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a plan with goroutines and channels over net/http, as a program of its own that speaks fiftyfold.runner/1: one
// channel hands out the requests to as many goroutines as may be in flight, another brings back what became of them. What
// is not about that is in protocol.go.
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"
)

func run() error {
	input, output := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(output)
	var p plan
	if err := p.read(input); err != nil {
		return err
	}
	transport, err := p.transport()
	if err != nil {
		return err
	}
	first, err := p.firstHop()
	if err != nil {
		return err
	}
	ready, clock := time.Now(), monotonicNS()
	lines.Encode(object{"ready": object{"name": "go goroutines", "version": runtime.Version(), "clock_ns": clock}})
	output.Flush()
	if _, err := input.ReadBytes('\n'); err != nil {
		return err // Nobody says start any more.
	}
	started := time.Now()
	indexes, results := make(chan int), make(chan result, p.AtOnce)
	sums := newTotals()
	for i := 0; i < p.AtOnce; i++ {
		w := &worker{plan: &p, transport: transport, first: first, ready: ready, started: started, sums: sums}
		go w.work(indexes, results)
	}
	go func() {
		for i := 0; i < p.Requests; i++ {
			indexes <- p.FirstIndex + i
		}
		close(indexes)
	}()
	done := 0
	for i := 0; i < p.Requests; i++ {
		one := <-results
		for _, line := range one.lines {
			lines.Encode(line)
		}
		if one.isDone {
			done++
		}
		if len(results) == 0 && p.Report == "each" {
			output.Flush()
		}
	}
	end := time.Now()
	finished := object{"elapsed_ns": end.Sub(started).Nanoseconds(), "at": end.Sub(ready).Nanoseconds(), "done": done,
		"failed": p.Requests - done}
	if p.Report == "summary" {
		sums.tell(finished)
	}
	lines.Encode(object{"finished": finished})
	return output.Flush()
}

// worker takes indexes one by one. Its buffers and lines are of the request that it has in hand.
type worker struct {
	*plan
	transport      *http.Transport
	first, hop     hop
	ready, started time.Time
	seen           *moments
	body, page     bytes.Buffer
	content        []byte
	lines          []object
	sums           *totals // of all workers
}

// result is the lines of a request, or nil for a summary, and whether it was done.
type result struct {
	lines  []object
	isDone bool
}

func (w *worker) work(indexes <-chan int, results chan<- result) {
	for index := range indexes {
		w.lines = nil
		begin := time.Now()
		w.sums.begin()
		w.tell(index, "queued", w.started, begin)
		reply, err := w.fetch(index)
		received := time.Now()
		if err == nil {
			err = w.keep(index, reply)
		}
		if w.Report == "each" {
			w.conclude(index, reply, err)
		} else if err == nil {
			w.sums.add(index, w, reply, point{time.Since(w.ready), received.Sub(begin)})
		} else {
			w.sums.fail(err)
		}
		results <- result{w.lines, err == nil}
	}
}

// fetch leaves the page in w.content.
func (w *worker) fetch(index int) (*http.Response, error) {
	w.content = nil
	forAll, cancel := context.WithTimeout(context.Background(), w.timeout())
	defer cancel()
	w.hop = w.first
	w.seen = &moments{giveUp: cancel, sums: w.sums}
	if w.Report == "each" {
		w.seen.at, w.seen.dialed = map[string]time.Time{}, map[string]time.Time{}
	}
	for {
		reply, err := w.send(forAll)
		if err == nil && reply.StatusCode < 200 { // net/http passes over what comes before the answer, but not over 101.
			reply.Body.Close() // unread: what follows 101 is no body, and need not end.
			return reply, failure{"protocol", fmt.Sprintf("The reply's status is %d, which is no final answer.", reply.StatusCode)}
		}
		if err != nil {
			return nil, err
		}
		next, err := w.hop.next(w.plan, reply)
		if err == nil && next == nil {
			err = w.read(index, reply)
		} else {
			io.CopyN(io.Discard, reply.Body, 64*1024) // So that the connection can be kept.
		}
		reply.Body.Close()
		if err != nil || next == nil {
			return reply, err
		}
		w.hop = *next
	}
}

// send is one hop. RoundTrip follows no redirect.
func (w *worker) send(forAll context.Context) (*http.Response, error) {
	seen := w.seen
	seen.Lock()
	seen.attempts, seen.isBegun = 0, false
	seen.mayHaveHadEffect = !hasOneEffect[w.hop.method]
	seen.Unlock()
	request := w.hop.request(w.plan).WithContext(httptrace.WithClientTrace(forAll, seen.trace()))
	reply, err := w.transport.RoundTrip(request)
	seen.Lock()
	defer seen.Unlock()
	if err == nil {
		return reply, nil
	}
	class, message := explain(err)
	switch {
	case seen.isLost && !seen.mayHaveHadEffect:
		return nil, failure{"reset", "The connection broke, and so did another on which it was sent again."}
	case seen.mayHaveHadEffect && (seen.isLost || class == "reset"):
		return nil, failure{"reset", "The connection broke. It was not sent again, as a " + w.hop.method + " may have had an effect."}
	case class == "protocol" && w.Proxy != "" && seen.attempts == 0: // what a proxy says to CONNECT
		return nil, failure{"proxy", message}
	}
	return nil, failure{class, message}
}

func (w *worker) read(index int, reply *http.Response) error {
	w.body.Reset()
	if _, err := w.body.ReadFrom(io.LimitReader(reply.Body, w.MaxBody+1)); err != nil {
		return err
	}
	if int64(w.body.Len()) > w.MaxBody {
		return w.tooLarge()
	}
	content, err := w.decoded(reply, w.body.Bytes())
	if err != nil {
		return err
	}
	w.content = content
	w.tellNetwork(index, w.seen)
	if reply.StatusCode == http.StatusProxyAuthRequired && w.Proxy != "" {
		return failure{"proxy", "The proxy asks for a name and a password, or for others than it was given."}
	}
	for _, accepted := range w.accepted {
		if accepted[0] <= reply.StatusCode && reply.StatusCode <= accepted[1] {
			return nil
		}
	}
	return failure{"status", fmt.Sprintf("The server answered %d.", reply.StatusCode)}
}

func (p *plan) transport() (*http.Transport, error) {
	trust := &tls.Config{InsecureSkipVerify: p.Insecure}
	if p.CACert != "" {
		trust.RootCAs = x509.NewCertPool()
		if pem, err := os.ReadFile(p.CACert); err != nil || !trust.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("no certificate could be read from %s", p.CACert)
		}
	}
	var proxy func(*http.Request) (*url.URL, error) // None of the environment's: the plan says it all.
	if p.Proxy != "" {
		address, err := url.Parse(strings.Replace(p.Proxy, "socks5h:", "socks5:", 1)) // which asks the proxy for names, too
		if err != nil || (address.Scheme != "http" && address.Scheme != "socks5") {
			return nil, errors.New("it can't honour its proxy, which is neither http:// nor socks5://")
		}
		proxy = http.ProxyURL(address)
	}
	connectTimeout := time.Duration(p.ConnectTimeoutMS * float64(time.Millisecond))
	dialer := &net.Dialer{Timeout: connectTimeout}
	dial := func(context context.Context, network, address string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(address); err == nil && isThisMachine(host) {
			connection, err := dialer.DialContext(context, network, "localhost:"+port)
			if unknown := (*net.DNSError)(nil); !errors.As(err, &unknown) {
				return connection, err
			}
			address = "127.0.0.1:" + port
		} else if ip := addressOf(host); err == nil && ip != nil && !strings.Contains(host, "%") {
			address = net.JoinHostPort(ip.String(), port)
		}
		return dialer.DialContext(context, network, address)
	}
	return &http.Transport{
		Proxy: proxy, DialContext: dial, TLSHandshakeTimeout: connectTimeout, DisableCompression: true,
		ProxyConnectHeader: http.Header{"User-Agent": {""}}, TLSClientConfig: trust, ForceAttemptHTTP2: p.HTTP == "2", DisableKeepAlives: p.FreshConnections,
		MaxIdleConnsPerHost: p.AtOnce, MaxConnsPerHost: p.AtOnce,
	}, nil
}

func (p *plan) timeout() time.Duration {
	return time.Duration(p.TimeoutMS * float64(time.Millisecond))
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "goroutines:", err)
		os.Exit(1)
	}
}
