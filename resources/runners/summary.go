// SPDX-License-Identifier: GPL-3.0-or-later

// What a summary tells of all requests together, so that none of them costs a line.
package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"sort"
	"strings"
	"sync"
	"time"
)

const mostPoints = 2000

var versions = map[string]string{"HTTP/1.0": "1.0", "HTTP/1.1": "1.1", "HTTP/2.0": "2"}

type point struct{ at, response time.Duration } // when, since ready

type totals struct {
	sync.Mutex
	open, inFlight                           int
	done, bytes, reused, lookups, handshakes int64
	responses                                time.Duration
	statuses                                 map[int]bool
	http, codings                            map[string]bool
	digest                                   string
	firstFailure                             object
	points                                   []point // every step-th of those that are done
	step                                     int64
}

func newTotals() *totals {
	return &totals{statuses: map[int]bool{}, http: map[string]bool{}, codings: map[string]bool{}, step: 1}
}

func (t *totals) begin() {
	t.Lock()
	defer t.Unlock()
	t.open++
	if t.open > t.inFlight {
		t.inFlight = t.open
	}
}

func (t *totals) count(sum *int64) {
	t.Lock()
	defer t.Unlock()
	*sum++
}

func (t *totals) fail(err error) {
	t.Lock()
	defer t.Unlock()
	t.open--
	if t.firstFailure == nil {
		class, message := explain(err)
		t.firstFailure = object{"class": class, "message": message}
	}
}

func (t *totals) add(index int, w *worker, reply *http.Response, one point) {
	digest := ""
	if index == 0 {
		digest = fmt.Sprintf("%x", sha256.Sum256(w.content))
	}
	t.Lock()
	defer t.Unlock()
	t.open--
	t.done++
	t.bytes += int64(len(w.content))
	t.statuses[reply.StatusCode], t.http[versions[reply.Proto]] = true, true
	t.codings[strings.Join(reply.Header["Content-Encoding"], ", ")] = true
	if w.seen.isReused {
		t.reused++
	}
	if digest != "" {
		t.digest = digest
	}
	t.responses += one.response
	if t.done%t.step == 0 {
		t.points = append(t.points, one)
	}
	if len(t.points) == 2*mostPoints {
		for i := range t.points[:mostPoints] {
			t.points[i] = t.points[2*i+1]
		}
		t.points, t.step = t.points[:mostPoints], 2*t.step
	}
}

func (t *totals) tell(finished object) {
	for name, value := range map[string]int64{"bytes": t.bytes, "reused": t.reused, "lookups": t.lookups,
		"handshakes": t.handshakes, "in_flight": int64(t.inFlight)} {
		finished[name] = value
	}
	finished["statuses"], finished["http"], finished["codings"] = keys(t.statuses), keys(t.http), keys(t.codings)
	if t.digest != "" {
		finished["digest"] = t.digest
	}
	if t.firstFailure != nil {
		finished["first_failure"] = t.firstFailure
	}
	if t.done == 0 {
		return
	}
	responses, doneAt := []int{}, []int64{}
	for i, one := range t.points {
		responses = append(responses, int(one.response))
		if len(t.points) <= mostPoints || i%2 == 1 {
			doneAt = append(doneAt, int64(one.at))
		}
	}
	sort.Ints(responses)
	finished["done_at"] = doneAt
	finished["response_ns"] = object{"mean": int64(t.responses) / t.done, "p50": responses[len(responses)/2],
		"p95": responses[len(responses)*95/100]}
}

func keys[K comparable](set map[K]bool) (list []K) {
	for key := range set {
		list = append(list, key)
	}
	return list
}
