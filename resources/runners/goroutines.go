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
	"time"
)

func run() error {
	input, output := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(output)
	var p plan
	if err := p.read(input); err != nil {
		return err
	}
	client, err := p.client()
	if err != nil {
		return err
	}
	ready := time.Now()
	lines.Encode(object{"ready": object{"name": "go goroutines", "version": runtime.Version()}})
	output.Flush()
	if _, err := input.ReadBytes('\n'); err != nil {
		return err // Nobody says start any more.
	}
	started := time.Now()
	indexes, results := make(chan int), make(chan result, p.AtOnce)
	for i := 0; i < p.AtOnce; i++ {
		w := &worker{plan: &p, client: client, ready: ready, started: started}
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
	elapsed := time.Since(started).Nanoseconds()
	lines.Encode(object{"finished": object{"elapsed_ns": elapsed, "done": done, "failed": p.Requests - done}})
	return output.Flush()
}

// worker takes indexes one by one. Its buffers and lines are of the request that it has in hand.
type worker struct {
	*plan
	client         *http.Client
	ready, started time.Time
	body, page     bytes.Buffer
	lines          []object
}

// result is the lines of a request, or nil for a summary, and whether it was done.
type result struct {
	lines  []object
	isDone bool
}

func (w *worker) work(indexes <-chan int, results chan<- result) {
	for index := range indexes {
		w.lines = nil
		w.tell(index, "queued", w.started, time.Now())
		reply, err := w.fetch(index)
		if err == nil {
			err = w.keep(index, reply)
		}
		w.conclude(index, reply, err)
		results <- result{w.lines, err == nil}
	}
}

// fetch leaves the body in w.body.
func (w *worker) fetch(index int) (*http.Response, error) {
	request, err := http.NewRequest(w.Method, w.URL, nil)
	if err != nil {
		return nil, err
	}
	for _, header := range w.Headers {
		request.Header.Add(header[0], header[1])
	}
	request.Host = request.Header.Get("Host") // Empty: the URL's.
	var seen moments
	if w.Report == "each" {
		seen.at = map[string]time.Time{}
		request = request.WithContext(httptrace.WithClientTrace(context.Background(), seen.trace()))
	}
	w.body.Reset()
	reply, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	if _, err := w.body.ReadFrom(io.LimitReader(reply.Body, w.MaxBody+1)); err != nil {
		return nil, err
	}
	if int64(w.body.Len()) > w.MaxBody {
		return nil, failure{"body-too-large", fmt.Sprintf("The body has more than %d bytes.", w.MaxBody)}
	}
	if w.Report == "each" {
		w.tellNetwork(index, &seen)
	}
	for _, accepted := range w.accepted {
		if accepted[0] <= reply.StatusCode && reply.StatusCode <= accepted[1] {
			return reply, nil
		}
	}
	return reply, failure{"status", fmt.Sprintf("The server answered %d.", reply.StatusCode)}
}

func (p *plan) client() (*http.Client, error) {
	trust := &tls.Config{InsecureSkipVerify: p.Insecure}
	if p.CACert != "" {
		trust.RootCAs = x509.NewCertPool()
		if pem, err := os.ReadFile(p.CACert); err != nil || !trust.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("no certificate could be read from %s", p.CACert)
		}
	}
	var proxy func(*http.Request) (*url.URL, error) // None of the environment's: the plan says it all.
	if p.Proxy != "" {
		address, err := url.Parse(p.Proxy)
		if err != nil {
			return nil, errors.New("its proxy is no URL")
		}
		proxy = http.ProxyURL(address)
	}
	connectTimeout := time.Duration(p.ConnectTimeoutMS * float64(time.Millisecond))
	transport := &http.Transport{
		Proxy:       proxy,
		DialContext: (&net.Dialer{Timeout: connectTimeout}).DialContext, TLSHandshakeTimeout: connectTimeout,
		TLSClientConfig: trust, ForceAttemptHTTP2: p.HTTP == "2", DisableKeepAlives: p.FreshConnections,
		MaxIdleConnsPerHost: p.AtOnce, MaxConnsPerHost: p.AtOnce,
	}
	timeout := time.Duration(p.TimeoutMS * float64(time.Millisecond))
	return &http.Client{Transport: transport, Timeout: timeout, CheckRedirect: p.mayFollow}, nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "goroutines:", err)
		os.Exit(1)
	}
}
