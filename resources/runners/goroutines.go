// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a plan with goroutines and channels over net/http, as a program of its own that speaks fiftyfold.runner/1.
// It reads the plan and then the start from standard input, and says on standard output what became of each request,
// or only how many were done and how long they took.
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
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

type plan struct {
	Schema, URL, Method, HTTP, Stages, Report, CACert string
	Requests, Redirects                               int
	Insecure                                          bool
	Headers                                           [][2]string
	AtOnce                                            int     `json:"at_once"`
	FirstIndex                                        int     `json:"first_index"`
	TimeoutMS                                         float64 `json:"timeout_ms"`
	ConnectTimeoutMS                                  float64 `json:"connect_timeout_ms"`
	AcceptStatus                                      string  `json:"accept_status"`
	MaxBody                                           int64   `json:"max_body"`
	FreshConnections                                  bool    `json:"fresh_connections"`
	WorkDir                                           string  `json:"work_dir"`
}

// A plan with one of these would be another job here.
var notHere = []string{"body_bytes", "warmup", "resolve", "connect_to", "proxy", "unix_socket", "cert"}

type object map[string]any

// failure is what the program itself finds wrong with a request: the class and a message.
type failure struct{ class, message string }

func (f failure) Error() string { return f.message }

// How other errors begin or what they contain; the first that fits counts.
var classes = [][2]string{{"x509: ", "tls"}, {"tls: ", "tls"}, {"to HTTPS client", "tls"}, {"lookup ", "dns"}, {"dial ", "connect"}, {"gzip: ", "decode"},
	{"flate: ", "decode"}, {"headers exceeded", "headers"}, {"unexpected EOF", "truncated"}, {"EOF", "reset"},
	{"connection reset", "reset"}, {"broken pipe", "reset"}, {"closed idle connection", "reset"}, {"", "protocol"}}

func explain(err error) (class, message string) {
	var wrapper *url.Error
	if errors.As(err, &wrapper) {
		err = wrapper.Err // The wrapper's text has the URL, which may hold secrets.
	}
	var own failure
	var network net.Error
	if errors.As(err, &own) {
		return own.class, own.message
	}
	if errors.As(err, &network) && network.Timeout() {
		return "timeout", err.Error()
	}
	for _, known := range classes {
		if class = known[1]; strings.Contains(err.Error(), known[0]) {
			break
		}
	}
	return class, err.Error()
}

// moments is when what happened to one request. httptrace calls from several goroutines, and even after the request, when
// a dial that it did not need ends.
type moments struct {
	sync.Mutex
	at map[string]time.Time
}

func (m *moments) mark(names ...string) {
	m.Lock()
	defer m.Unlock()
	for _, name := range names {
		m.at[name] = time.Now()
	}
}

func (m *moments) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart:             func(httptrace.DNSStartInfo) { m.mark("dns") },
		DNSDone:              func(httptrace.DNSDoneInfo) { m.mark("dns end") },
		ConnectStart:         func(string, string) { m.mark("connect") },
		ConnectDone:          func(string, string, error) { m.mark("connect end") },
		TLSHandshakeStart:    func() { m.mark("tls") },
		TLSHandshakeDone:     func(tls.ConnectionState, error) { m.mark("tls end") },
		WroteRequest:         func(httptrace.WroteRequestInfo) { m.mark("send end", "wait") },
		GotFirstResponseByte: func() { m.mark("wait end", "receive") },
		GotConn: func(connection httptrace.GotConnInfo) {
			if connection.Reused { // Then the marks are of a dial whose connection went to another request.
				m.Lock()
				m.at = map[string]time.Time{}
				m.Unlock()
			}
			m.mark("send")
		},
	}
}

// worker takes indexes one by one. Its buffers and lines are of the request that it has in hand.
type worker struct {
	*plan
	client         *http.Client
	accepted       [][2]int
	ready, started time.Time
	body, page     bytes.Buffer
	lines          []object
}

func (w *worker) tell(index int, stage string, begin, end time.Time) {
	if w.Report == "each" {
		at, length := begin.Sub(w.ready).Nanoseconds(), end.Sub(begin).Nanoseconds()
		w.lines = append(w.lines, object{"i": index, "stage": stage, "at": at, "ns": length})
	}
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
		status, err := w.perform(index)
		if w.Report == "each" {
			outcome := object{"i": index, "outcome": "done", "status": status, "bytes": w.body.Len()}
			if err != nil {
				class, message := explain(err)
				outcome = object{"i": index, "outcome": "failed", "class": class, "message": message}
			}
			outcome["at"] = time.Since(w.ready).Nanoseconds()
			w.lines = append(w.lines, outcome)
		}
		results <- result{w.lines, err == nil}
	}
}

func (w *worker) perform(index int) (status int, err error) {
	reply, err := w.fetch(index)
	if err != nil {
		return 0, err
	}
	path, steps := filepath.Join(w.WorkDir, fmt.Sprintf("%04d.html", index)), strings.Split(w.Stages, ",")
	for _, step := range steps[1:] {
		begin := time.Now()
		switch step {
		case "wrap":
			w.wrap(reply)
		case "save":
			err = save(path, w.page.Bytes())
		case "delete":
			err = os.Remove(path)
		}
		if err != nil {
			return 0, failure{step, err.Error()}
		}
		w.tell(index, step, begin, time.Now())
	}
	return reply.StatusCode, nil
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
	reply, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	w.body.Reset()
	if _, err := w.body.ReadFrom(io.LimitReader(reply.Body, w.MaxBody+1)); err != nil {
		return nil, err
	}
	if int64(w.body.Len()) > w.MaxBody {
		return nil, failure{"body-too-large", fmt.Sprintf("The body has more than %d bytes.", w.MaxBody)}
	}
	if w.Report == "each" {
		seen.mark("receive end")
		seen.Lock()
		defer seen.Unlock()
		for _, stage := range []string{"dns", "connect", "tls", "send", "wait", "receive"} {
			if begin, end := seen.at[stage], seen.at[stage+" end"]; !begin.IsZero() && !end.IsZero() {
				w.tell(index, stage, begin, end)
			}
		}
	}
	for _, accepted := range w.accepted {
		if accepted[0] <= reply.StatusCode && reply.StatusCode <= accepted[1] {
			return reply, nil
		}
	}
	return nil, failure{"status", fmt.Sprintf("The server answered %d.", reply.StatusCode)}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "\x00", "\ufffd")

// wrap makes w.page of w.body. The standard library decodes UTF-8 and Latin-1; what is in another charset is read as UTF-8.
func (w *worker) wrap(reply *http.Response) {
	text, source := w.body.String(), reply.Request.URL
	if strings.Contains(strings.ToLower(reply.Header.Get("Content-Type")), "charset=iso-8859-1") {
		runes := make([]rune, len(text))
		for i := range runes {
			runes[i] = rune(text[i])
		}
		text = string(runes)
	}
	w.page.Reset()
	w.page.WriteString("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>")
	escape.WriteString(&w.page, source.Scheme+"://"+source.Host+source.Path)
	w.page.WriteString("</title>\n</head>\n<body>\n<pre>\n")
	escape.WriteString(&w.page, strings.ToValidUTF8(text, "\ufffd"))
	w.page.WriteString("</pre>\n</body>\n</html>\n")
}

func save(path string, page []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(page)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(path) // No part of a page stays.
	}
	return err
}

// mayFollow is asked before each redirect. No secret goes to strangers.
func (p *plan) mayFollow(next *http.Request, earlier []*http.Request) error {
	first, last := earlier[0].URL, earlier[len(earlier)-1].URL
	if p.Redirects == 0 {
		return http.ErrUseLastResponse
	}
	if len(earlier) > p.Redirects {
		return failure{"redirect", fmt.Sprintf("More than %d redirects.", p.Redirects)}
	}
	if next.URL.Scheme != last.Scheme && next.URL.Scheme != "https" {
		return failure{"redirect", fmt.Sprintf("It leads from %s to %s, and was not followed.", last.Scheme, next.URL.Scheme)}
	}
	if next.URL.Scheme != first.Scheme || next.URL.Host != first.Host {
		for _, secret := range []string{"Authorization", "Cookie", "X-Api-Key"} {
			next.Header.Del(secret)
		}
	}
	return nil
}

func (p *plan) client() (*http.Client, error) {
	trust := &tls.Config{InsecureSkipVerify: p.Insecure}
	if p.CACert != "" {
		trust.RootCAs = x509.NewCertPool()
		if pem, err := os.ReadFile(p.CACert); err != nil || !trust.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("no certificate could be read from %s", p.CACert)
		}
	}
	connectTimeout := time.Duration(p.ConnectTimeoutMS * float64(time.Millisecond))
	transport := &http.Transport{
		DialContext: (&net.Dialer{Timeout: connectTimeout}).DialContext, TLSHandshakeTimeout: connectTimeout,
		TLSClientConfig: trust, ForceAttemptHTTP2: p.HTTP == "2", DisableKeepAlives: p.FreshConnections,
		MaxIdleConnsPerHost: p.AtOnce, MaxConnsPerHost: p.AtOnce,
	}
	timeout := time.Duration(p.TimeoutMS * float64(time.Millisecond))
	return &http.Client{Transport: transport, Timeout: timeout, CheckRedirect: p.mayFollow}, nil
}

func (p *plan) acceptedRanges() (ranges [][2]int) {
	for _, part := range strings.Split(p.AcceptStatus, ",") {
		var first, last int
		if count, _ := fmt.Sscanf(part, "%d-%d", &first, &last); count == 1 {
			last = first
		}
		ranges = append(ranges, [2]int{first, last})
	}
	return ranges
}

func (p *plan) read(line []byte) error {
	fields := object{}
	if err := json.Unmarshal(line, p); err != nil {
		return err
	}
	if err := json.Unmarshal(line, &fields); err != nil || p.Schema != "fiftyfold.runner/1" {
		return errors.New("another schema")
	}
	for _, name := range notHere {
		if value := fields[name]; value != nil && value != 0.0 {
			return fmt.Errorf("it can't honour %s", name)
		}
	}
	return nil
}

func run() error {
	input, output := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	lines := json.NewEncoder(output)
	var p plan
	line, err := input.ReadBytes('\n')
	if err != nil {
		return err
	}
	if err := p.read(line); err != nil {
		return err
	}
	client, err := p.client()
	if err != nil {
		return err
	}
	accepted, indexes, results := p.acceptedRanges(), make(chan int), make(chan result, p.AtOnce)
	ready := time.Now()
	lines.Encode(object{"ready": object{"name": "go goroutines", "version": runtime.Version()}})
	output.Flush()
	if _, err := input.ReadBytes('\n'); err != nil {
		return err // Nobody says start any more.
	}
	started := time.Now()
	for i := 0; i < p.AtOnce; i++ {
		w := &worker{plan: &p, client: client, accepted: accepted, ready: ready, started: started}
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

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "goroutines:", err)
		os.Exit(1)
	}
}
