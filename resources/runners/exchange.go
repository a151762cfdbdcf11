// SPDX-License-Identifier: GPL-3.0-or-later

// What is HTTP: URLs that arrive as they were given, the fields of a request, redirects, content codings. The same as in
// exchange.py and in Fiftyfold itself.
package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Sent twice, they have the effect of one (RFC 9110, 9.2.2).
var hasOneEffect = map[string]bool{"GET": true, "HEAD": true, "PUT": true, "DELETE": true, "OPTIONS": true, "TRACE": true}

// In a field's name, anywhere, or as a word, or at its beginning: it stays with the server that it was meant for.
var secrets = regexp.MustCompile(`(?i)token|secret|key|auth|session|cookie|password|credential|passwd|sessid|signature|jwt` +
	`|(^|[^a-z])(assertion|bearer|csrf|hmac|otp|pass|passcode|passphrase|private|pwd|sid|sig|verifier|xsrf)([^a-z]|$)` +
	`|^x-(amz|goog)-`)

const mostCodings = 4

// hop is where a request goes next: first to the plan's URL, then where its server sends it. Target is what a request line
// has, byte for byte.
type hop struct {
	scheme, user, host, target, method string
	count                              int
	hasLeftOrigin                      bool
}

func (p *plan) firstHop() (hop, error) {
	scheme, rest, _ := strings.Cut(p.URL, "://")
	end := strings.IndexAny(rest+"/", "/?")
	user, host := cutUser(rest[:end])
	if (scheme != "http" && scheme != "https") || host == "" {
		return hop{}, fmt.Errorf("its url is none of http or https")
	}
	return hop{scheme: scheme, user: user, host: host, target: withSlash(rest[end:]), method: p.Method}, nil
}

func cutUser(authority string) (user, host string) {
	at := strings.LastIndex(authority, "@")
	if at < 0 {
		return "", authority
	}
	return authority[:at], authority[at+1:]
}

func withSlash(target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	return "/" + target
}

// address is where to connect to; Opaque goes out as it is.
func (h hop) address(isProxied bool) *url.URL {
	host := strings.Replace(h.host, "%25", "%", 1)
	address := &url.URL{Scheme: h.scheme, Host: host, Opaque: h.target}
	if isProxied && h.scheme == "http" {
		address.Opaque = "//" + hostField(h.host) + h.target
	} else if strings.HasPrefix(h.target, "//") { // which would be taken for a host
		path, query, hasQuery := strings.Cut(h.target, "?")
		plain, _ := url.PathUnescape(path)
		*address = url.URL{Scheme: h.scheme, Host: host, Path: plain, RawPath: path, RawQuery: query, ForceQuery: hasQuery}
	}
	return address
}

// hostField has no zone: servers know nothing of this machine's.
func hostField(host string) string {
	if begin, end := strings.Index(host, "%"), strings.Index(host, "]"); begin >= 0 && end > begin {
		return host[:begin] + host[end:]
	}
	return host
}

func (h hop) origin() string {
	address := url.URL{Host: strings.ToLower(h.host)}
	port := address.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[h.scheme]
	}
	return h.scheme + "://" + address.Hostname() + ":" + port
}

func (h hop) hostname() string {
	address := url.URL{Host: h.host}
	return address.Hostname()
}

// request has one field for each name, and none but these goes out.
func (h hop) request(p *plan) *http.Request {
	request := &http.Request{Method: h.method, URL: h.address(p.Proxy != ""), Host: hostField(h.host), Header: http.Header{},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	own := http.Header{}
	for _, field := range p.Headers {
		name := http.CanonicalHeaderKey(field[0])
		stays := h.hasLeftOrigin && (name == "Host" || secrets.MatchString(name))
		isOfBody := name == "Content-Type" || name == "Content-Length"
		if stays || (isOfBody && h.method != p.Method) {
			continue
		}
		separator := ", "
		if name == "Cookie" {
			separator = "; "
		}
		if earlier, isThere := own[name]; isThere {
			own.Set(name, earlier[0]+separator+field[1])
		} else {
			own.Set(name, field[1])
		}
	}
	request.Header.Set("User-Agent", "") // None, where the plan has none; else Go would name itself.
	request.Header.Set("Accept", "*/*")
	request.Header.Set("Accept-Encoding", "gzip, deflate")
	if own.Get("Range") != "" {
		request.Header.Set("Accept-Encoding", "identity")
	}
	if h.user != "" && !h.hasLeftOrigin {
		name, password, _ := strings.Cut(h.user, ":")
		name, _ = url.PathUnescape(name)
		password, _ = url.PathUnescape(password)
		request.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(name+":"+password)))
	}
	for name, values := range own {
		if name == "Idempotency-Key" || name == "X-Idempotency-Key" {
			name = strings.ToLower(name) // Spelt as it expects it, net/http would send a POST again by itself.
		}
		request.Header[name] = values
	}
	if host := own.Get("Host"); host != "" {
		request.Host = host
	}
	return request
}

// next is where a redirect leads, or nil where the reply is none that is to be followed.
func (h hop) next(p *plan, reply *http.Response) (*hop, error) {
	status := reply.StatusCode
	if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) || p.Redirects == 0 {
		return nil, nil
	}
	if h.count == p.Redirects {
		return nil, failure{"redirect", fmt.Sprintf("There are more than %d redirects.", p.Redirects)}
	}
	location := ""
	if values := reply.Header["Location"]; len(values) > 0 {
		location = values[len(values)-1]
	}
	if strings.TrimSpace(location) == "" {
		return nil, failure{"redirect", fmt.Sprintf("The %d reply names no readable Location to go on to.", status)}
	}
	there, err := h.resolved(location)
	if err != nil {
		return nil, err
	}
	if h.scheme == "https" && there.scheme == "http" {
		return nil, failure{"redirect", "The redirect leads from https to http, which is not encrypted, and was not followed."}
	}
	if !p.AllowRemote && !isLocal(there.hostname()) {
		return nil, failure{"redirect", "The redirect leads to a host that nobody agreed to, and was not followed."}
	}
	there.count++
	there.hasLeftOrigin = h.hasLeftOrigin || there.origin() != h.origin()
	if (status == 303 && h.method != "HEAD") || (status < 303 && h.method == "POST") {
		there.method = "GET"
	}
	return &there, nil
}

// resolved is what a Location means where it was read, as browsers read it.
func (h hop) resolved(location string) (hop, error) {
	there := h
	text := strings.TrimFunc(location, func(r rune) bool { return r <= ' ' })
	text, _, _ = strings.Cut(strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(text), "#")
	path, query, hasQuery := strings.Cut(text, "?")
	rest := strings.ReplaceAll(path, "\\", "/")
	if hasQuery {
		rest += "?" + query
	}
	if scheme := schemeOf(path); scheme != "" {
		there.scheme, rest = scheme, rest[len(scheme)+1:]
	}
	if there.scheme != "http" && there.scheme != "https" {
		return hop{}, failure{"redirect", "The redirect leads to " + there.scheme + ":, and was not followed."}
	}
	here, _, _ := strings.Cut(h.target, "?")
	switch {
	case there.scheme != h.scheme || strings.HasPrefix(rest, "//"):
		rest = strings.TrimLeft(rest, "/")
		end := strings.IndexAny(rest+"/", "/?")
		_, there.host = cutUser(rest[:end])
		there.host = strings.TrimSuffix(strings.ToLower(there.host), ":")
		if parsed, err := url.Parse("http://" + there.host + "/"); err != nil || parsed.Hostname() == "" || !isPort(parsed.Port()) {
			return hop{}, failure{"redirect", "The redirect names no readable Location to go on to."}
		}
		there.target = escapedTarget(withoutDots(withSlash(rest[end:])))
	case rest == "":
	case rest[0] == '?':
		there.target = escapedTarget(here + rest)
	case rest[0] == '/':
		there.target = escapedTarget(withoutDots(rest))
	default:
		there.target = escapedTarget(withoutDots(here[:strings.LastIndex(here, "/")+1] + rest))
	}
	return there, nil
}

func isPort(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return text == "" || err == nil
}

func schemeOf(text string) string {
	scheme, _, isOne := strings.Cut(text, ":")
	scheme = strings.ToLower(scheme)
	for i, letter := range scheme {
		isLetter := 'a' <= letter && letter <= 'z'
		if !isLetter && (i == 0 || !strings.ContainsRune("0123456789+-.", letter)) {
			return ""
		}
	}
	if !isOne {
		return ""
	}
	return scheme
}

func withoutDots(target string) string {
	path, query, hasQuery := strings.Cut(target, "?")
	var kept []string
	plain := ""
	for _, segment := range strings.Split(path[1:], "/") {
		plain = strings.ReplaceAll(strings.ToLower(segment), "%2e", ".")
		if plain == ".." && len(kept) > 0 {
			kept = kept[:len(kept)-1]
		}
		if plain != "." && plain != ".." {
			kept = append(kept, segment)
		}
	}
	if plain == "." || plain == ".." {
		kept = append(kept, "")
	}
	path = "/" + strings.Join(kept, "/")
	if hasQuery {
		path += "?" + query
	}
	return path
}

// escapedTarget escapes what the WHATWG URL standard does in paths and queries. Valid escapes stay as they are; a % that
// begins none becomes %25.
func escapedTarget(target string) string {
	path, query, hasQuery := strings.Cut(target, "?")
	path = escapedIn(path, " \"#<>?^`{}")
	if hasQuery {
		path += "?" + escapedIn(query, " \"#<>'")
	}
	return path
}

func escapedIn(text, escapes string) string {
	var result strings.Builder
	for i := 0; i < len(text); i++ {
		isWrong := text[i] == '%' && !isEscape(text[i:])
		if text[i] <= ' ' || text[i] > '~' || isWrong || strings.IndexByte(escapes, text[i]) >= 0 {
			fmt.Fprintf(&result, "%%%02X", text[i])
		} else {
			result.WriteByte(text[i])
		}
	}
	return result.String()
}

func isEscape(text string) bool {
	if len(text) < 3 {
		return false
	}
	_, err := strconv.ParseUint(text[1:3], 16, 8)
	return err == nil
}

func isLocal(host string) bool {
	address := addressOf(host)
	return isThisMachine(host) || address.IsLoopback() || address.IsPrivate() || address.IsLinkLocalUnicast() ||
		(address != nil && address.IsUnspecified())
}

// isThisMachine is of localhost and all names below it (RFC 6761), which not every resolver knows.
func isThisMachine(name string) bool {
	return strings.HasSuffix("."+strings.ToLower(strings.TrimSuffix(name, ".")), ".localhost")
}

// addressOf is the IP address that a host is, or nil. Of IPv4 URLs have other spellings than Go reads, those of inet_aton:
// 127.1, 2130706433, 0x7f.1.
func addressOf(host string) net.IP {
	host, _, _ = strings.Cut(host, "%")
	if address := net.ParseIP(host); address != nil {
		return address
	}
	parts, address := strings.Split(strings.TrimSuffix(host, "."), "."), uint64(0)
	for i, part := range parts {
		base, bits := 10, 8
		if i == len(parts)-1 {
			bits = 8 * (4 - i) // The last one fills what is left.
		}
		if hex := strings.TrimPrefix(strings.ToLower(part), "0x"); len(hex) < len(part) {
			base, part = 16, hex
		} else if len(part) > 1 && part[0] == '0' {
			base = 8
		}
		number, err := strconv.ParseUint(part, base, 32)
		if i > 3 || err != nil || number>>bits != 0 {
			return nil
		}
		address = address<<bits | number
	}
	return net.IPv4(byte(address>>24), byte(address>>16), byte(address>>8), byte(address))
}

// decoded is a body without its Content-Encoding: a list over all fields, taken off from right to left. A name that is none of
// a coding codes nothing. A plan that asks for an encoding itself gets the body as it is.
func (p *plan) decoded(reply *http.Response, body []byte) ([]byte, error) {
	for _, field := range p.Headers {
		if strings.EqualFold(field[0], "Accept-Encoding") {
			return body, nil
		}
	}
	var codings []string
	for _, name := range strings.Split(strings.ToLower(strings.Join(reply.Header["Content-Encoding"], ",")), ",") {
		if name = strings.TrimSpace(name); name == "gzip" || name == "x-gzip" || name == "deflate" || name == "br" {
			codings = append(codings, name)
		}
	}
	var err error
	if len(codings) > mostCodings && len(body) > 0 {
		err = failure{"decode", fmt.Sprintf("The body is coded %d times over; up to %d are decoded.", len(codings), mostCodings)}
	}
	for i := len(codings) - 1; i >= 0 && len(body) > 0 && err == nil; i-- {
		switch codings[i] {
		case "gzip", "x-gzip":
			body, err = p.gunzipped(body)
		case "deflate":
			body, err = p.undeflated(body)
		case "br":
			err = failure{"decode", "The body is coded as br, which nobody asked for, and Go can't decode it by itself."}
		}
	}
	return body, err
}

// gunzipped takes one member or several; what follows the last, zeros or anything else, is passed over.
func (p *plan) gunzipped(body []byte) ([]byte, error) {
	page, source := []byte{}, bytes.NewReader(body)
	for {
		member, err := gzip.NewReader(source)
		if err == nil {
			member.Multistream(false)
			page, err = p.inflated(page, member)
		}
		if err != nil {
			return nil, notDecoded(err)
		}
		if rest := body[len(body)-source.Len():]; !bytes.HasPrefix(rest, []byte("\x1f\x8b")) {
			return page, nil
		}
	}
}

// undeflated takes a zlib stream, as it should be, or a bare one, as some servers send it.
func (p *plan) undeflated(body []byte) ([]byte, error) {
	var source io.Reader = flate.NewReader(bytes.NewReader(body))
	if len(body) > 1 && body[0]&15 == 8 && body[0]>>4 <= 7 && (int(body[0])*256+int(body[1]))%31 == 0 {
		stream, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, notDecoded(err)
		}
		source = stream
	}
	page, err := p.inflated(nil, source)
	if err != nil {
		return nil, notDecoded(err)
	}
	return page, nil
}

func (p *plan) inflated(page []byte, source io.Reader) ([]byte, error) {
	buffer := bytes.NewBuffer(page)
	if _, err := buffer.ReadFrom(io.LimitReader(source, p.MaxBody+1-int64(len(page)))); err != nil {
		return nil, err
	}
	if int64(buffer.Len()) > p.MaxBody {
		return nil, p.tooLarge()
	}
	return buffer.Bytes(), nil
}

func (p *plan) tooLarge() error {
	return failure{"body-too-large", fmt.Sprintf("The body has more than %d bytes.", p.MaxBody)}
}

func notDecoded(err error) error {
	if own, isOwn := err.(failure); isOwn {
		return own
	}
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		return failure{"decode", "The body can't be decoded: its compressed data end too early."}
	}
	return failure{"decode", fmt.Sprintf("The body can't be decoded: %v.", err)}
}

// charsetOf takes of several types the last that is one; where it is that of the one before, its charset holds on.
func charsetOf(reply *http.Response) (charset string) {
	name := ""
	for _, value := range membersOf(strings.Join(reply.Header["Content-Type"], ",")) {
		kind, parameters, _ := strings.Cut(value, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
		main, sub, _ := strings.Cut(kind, "/")
		if main == "" || sub == "" || kind == "*/*" || strings.Contains(kind, " ") {
			continue
		}
		if kind != name {
			charset = ""
		}
		name = kind
		for _, parameter := range strings.Split(parameters, ";") {
			if key, text, _ := strings.Cut(parameter, "="); strings.EqualFold(strings.TrimSpace(key), "charset") {
				charset = strings.ToLower(strings.Trim(text, " \"'"))
			}
		}
	}
	return charset
}

// membersOf splits a list; a comma in a quoted string is none between two of them.
func membersOf(list string) (members []string) {
	isQuoted, from := false, 0
	for at := 0; at < len(list); at++ {
		switch {
		case isQuoted && list[at] == '\\':
			at++
		case list[at] == '"':
			isQuoted = !isQuoted
		case list[at] == ',' && !isQuoted:
			members, from = append(members, list[from:at]), at+1
		}
	}
	return append(members, list[from:])
}
