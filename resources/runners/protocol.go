// SPDX-License-Identifier: GPL-3.0-or-later

// The plan that a runner reads, the pages that it saves, and the lines that it writes: nothing here is about concurrency.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

type plan struct {
	Schema, URL, Method, HTTP, Stages, Report, CACert, Proxy string
	Requests, Redirects                                      int
	Insecure                                                 bool
	Headers                                                  [][2]string
	AtOnce                                                   int     `json:"at_once"`
	FirstIndex                                               int     `json:"first_index"`
	TimeoutMS                                                float64 `json:"timeout_ms"`
	ConnectTimeoutMS                                         float64 `json:"connect_timeout_ms"`
	AcceptStatus                                             string  `json:"accept_status"`
	MaxBody                                                  int64   `json:"max_body"`
	FreshConnections                                         bool    `json:"fresh_connections"`
	WorkDir                                                  string  `json:"work_dir"`
	AllowRemote                                              bool    `json:"allow_remote"`
	accepted                                                 [][2]int
}

// A plan with one of these would be another job here.
var notHere = []string{"body_bytes", "warmup", "resolve", "connect_to", "unix_socket", "cert"}

type object map[string]any

func (p *plan) read(input *bufio.Reader) error {
	fields := object{}
	line, err := input.ReadBytes('\n')
	if err != nil {
		return err
	}
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
	p.accepted = acceptedRanges(p.AcceptStatus)
	return nil
}

func acceptedRanges(list string) (ranges [][2]int) {
	for _, part := range strings.Split(list, ",") {
		var first, last int
		if count, _ := fmt.Sscanf(part, "%d-%d", &first, &last); count == 1 {
			last = first
		}
		ranges = append(ranges, [2]int{first, last})
	}
	return ranges
}

// failure is what the program itself finds wrong with a request: the class and a message.
type failure struct{ class, message string }

func (f failure) Error() string { return f.message }

// How other errors begin or what they contain; the first that fits counts.
var classes = [][2]string{{"x509: ", "tls"}, {"tls: ", "tls"}, {"to HTTPS client", "tls"}, {"proxyconnect ", "proxy"},
	{"lookup ", "dns"}, {"dial ", "connect"}, {"gzip: ", "decode"},
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

func (w *worker) tell(index int, stage string, begin, end time.Time) {
	if w.Report == "each" {
		at, length := begin.Sub(w.ready).Nanoseconds(), end.Sub(begin).Nanoseconds()
		w.lines = append(w.lines, object{"i": index, "stage": stage, "at": at, "ns": length})
	}
}

func (w *worker) tellNetwork(index int, seen *moments) {
	seen.mark("receive end")
	seen.Lock()
	defer seen.Unlock()
	for _, stage := range []string{"dns", "connect", "tls", "send", "wait", "receive"} {
		if begin, end := seen.at[stage], seen.at[stage+" end"]; !begin.IsZero() && !end.IsZero() {
			w.tell(index, stage, begin, end)
		}
	}
}

// conclude tells what became of a request.
func (w *worker) conclude(index int, reply *http.Response, err error) {
	if w.Report != "each" {
		return
	}
	outcome := object{"i": index, "outcome": "done", "bytes": w.body.Len(), "at": time.Since(w.ready).Nanoseconds()}
	if reply != nil {
		outcome["status"] = reply.StatusCode
	}
	if err != nil {
		outcome["outcome"] = "failed"
		outcome["class"], outcome["message"] = explain(err)
	}
	w.lines = append(w.lines, outcome)
}

// keep is what comes after the fetch: wrap, save, delete, as far as the plan wants them.
func (w *worker) keep(index int, reply *http.Response) (err error) {
	path := filepath.Join(w.WorkDir, fmt.Sprintf("%04d.html", index))
	for _, step := range strings.Split(w.Stages, ",")[1:] {
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
			return failure{step, err.Error()}
		}
		w.tell(index, step, begin, time.Now())
	}
	return nil
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
	if !p.AllowRemote && isLocal(last.Hostname()) && !isLocal(next.URL.Hostname()) {
		return failure{"redirect", "It leads to a public host, and was not followed."}
	}
	if next.URL.Scheme != first.Scheme || next.URL.Host != first.Host {
		for _, secret := range []string{"Authorization", "Cookie", "X-Api-Key"} {
			next.Header.Del(secret)
		}
	}
	return nil
}

func isLocal(host string) bool {
	address := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		address.IsLoopback() || address.IsPrivate() || address.IsLinkLocalUnicast()
}
