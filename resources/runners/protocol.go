// SPDX-License-Identifier: GPL-3.0-or-later

// The plan that a runner reads, the pages that it saves, and the lines that it writes: nothing here is about concurrency.
package main

import (
	"bufio"
	"crypto/sha256"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"
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

// A plan with anything else would be another job here.
const honoured = " schema url requests at_once strategy transport method http timeout_ms connect_timeout_ms redirects" +
	" accept_status max_body insecure stages fresh_connections threads headers proxy cacert work_dir allow_remote first_index report "

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
	for name, value := range fields {
		isGiven := value != nil && value != 0.0 && value != false && value != ""
		if isGiven && !strings.Contains(honoured, " "+name+" ") {
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
	{"lookup ", "dns"}, {"dial ", "connect"},
	{"headers exceeded", "headers"}, {"unexpected EOF", "truncated"}, {"EOF", "reset"},
	{"connection reset", "reset"}, {"broken pipe", "reset"}, {"closed idle connection", "reset"}, {"", "protocol"}}

func explain(err error) (class, message string) {
	var own failure
	var network net.Error
	if errors.As(err, &own) {
		return own.class, own.message
	}
	if errors.As(err, &network) && network.Timeout() {
		return "timeout", err.Error()
	}
	if err == io.EOF {
		return "reset", "The server closed the connection without a reply."
	}
	for _, known := range classes {
		if class = known[1]; strings.Contains(err.Error(), known[0]) {
			break
		}
	}
	return class, err.Error()
}

// moments is when what happened to one request, on all of its hops. httptrace calls from several goroutines, and even after
// the request, when a dial that it did not need ends.
type moments struct {
	sync.Mutex
	at               map[string]time.Time // nil where nobody wants to know
	dialed           map[string]time.Time // likewise; of a dial whose connection may yet go to another request
	attempts         int                  // of the hop
	retries          int                  // of the request
	isBegun          bool                 // Some of it may be on its way.
	isReused         bool
	isLost           bool // It broke again, or may not be sent again: given up.
	mayHaveHadEffect bool
	giveUp           func()
	sums             *totals
}

func (m *moments) mark(names ...string) {
	m.Lock()
	defer m.Unlock()
	for _, name := range names {
		if m.at != nil {
			m.at[name] = time.Now()
		}
	}
}

func (m *moments) markDial(name string) {
	m.Lock()
	defer m.Unlock()
	if m.at != nil {
		m.dialed[name] = time.Now()
	}
}

// connected is called at each attempt: net/http sends by itself again what a kept connection lost, as often as that happens.
func (m *moments) connected(isReused bool) {
	m.Lock()
	defer m.Unlock()
	m.attempts++
	m.isReused = isReused
	if m.attempts > 1 {
		m.retries++
		if m.retries > 1 || (m.mayHaveHadEffect && m.isBegun) {
			m.retries--
			m.isLost = true
			m.giveUp()
		}
	}
	if m.at == nil {
		return
	}
	if !isReused {
		for name, moment := range m.dialed {
			m.at[name] = moment
		}
	}
	m.dialed = map[string]time.Time{} // What of the dial comes from now on is no part of this request.
}

// begun is called before the first byte goes out. That all are out, net/http may tell only after it has tried again.
func (m *moments) begun() {
	m.Lock()
	defer m.Unlock()
	m.isBegun = true
}

func (m *moments) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart:             func(httptrace.DNSStartInfo) { m.markDial("dns"); m.sums.count(&m.sums.lookups) },
		DNSDone:              func(httptrace.DNSDoneInfo) { m.markDial("dns end") },
		ConnectStart:         func(string, string) { m.markDial("connect") },
		ConnectDone:          func(string, string, error) { m.markDial("connect end") },
		TLSHandshakeStart:    func() { m.markDial("tls"); m.sums.count(&m.sums.handshakes) },
		TLSHandshakeDone:     func(tls.ConnectionState, error) { m.markDial("tls end") },
		WroteHeaders:         func() { m.begun() },
		WroteRequest:         func(httptrace.WroteRequestInfo) { m.mark("send end", "wait") },
		GotFirstResponseByte: func() { m.mark("wait end", "receive") },
		GotConn: func(connection httptrace.GotConnInfo) {
			m.connected(connection.Reused)
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
	if w.Report != "each" {
		return
	}
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
	outcome := object{"i": index, "outcome": "done", "bytes": len(w.content), "at": time.Since(w.ready).Nanoseconds()}
	if reply != nil {
		outcome["status"], outcome["reused"] = reply.StatusCode, w.seen.isReused
		outcome["http"] = versions[reply.Proto]
	}
	if w.seen.retries > 0 {
		outcome["retries"] = w.seen.retries
	}
	if index == 0 && err == nil {
		outcome["digest"] = fmt.Sprintf("%x", sha256.Sum256(w.content))
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
		if errors.Is(err, syscall.EFBIG) {
			return failure{step, err.Error() + ". Raise the limit of this shell with \"ulimit -f\"."}
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
	text := string(w.content)
	if charset := charsetOf(reply); charset == "iso-8859-1" || charset == "latin1" {
		runes := make([]rune, len(text))
		for i := range runes {
			runes[i] = rune(text[i])
		}
		text = string(runes)
	}
	w.page.Reset()
	w.page.WriteString("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>")
	path, _, _ := strings.Cut(w.hop.target, "?")
	escape.WriteString(&w.page, w.hop.scheme+"://"+w.hop.host+path)
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

// monotonicNS is CLOCK_MONOTONIC, by which whoever started this can tell when ready was said.
func monotonicNS() int64 {
	const clockMonotonic = 1
	var now syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&now)), 0)
	return now.Nano()
}
