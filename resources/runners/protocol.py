# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Python runners share, which is all but what they differ in: how requests are sent, and how many at once.

A runner reads a plan, a JSON object in one line, from standard input. It says `ready`, waits for the line that starts it, and
says in lines of JSON when each stage of a request was and what became of it: fiftyfold.runner/1.
"""

import errno
import hashlib
import html
import json
import os
import re
import socket
import sys
import threading
from time import monotonic_ns
from types import SimpleNamespace

import exchange
from exchange import Failure

HONOURED = {"schema", "url", "requests", "at_once", "strategy", "transport", "method", "http", "timeout_ms", "connect_timeout_ms",
            "redirects", "accept_status", "max_body", "insecure", "stages", "fresh_connections", "threads", "headers", "proxy",
            "unix_socket", "cacert", "cert", "key", "work_dir", "allow_remote", "first_index", "report"}

MOST_POINTS = 2000


def read_plan(*not_here):
    """The plan, or the end of the program if it has a field that is not honoured here."""
    plan = SimpleNamespace(**{"schema": None, "proxy": None, "unix_socket": None, "cacert": None, "cert": None, "key": None,
                              "allow_remote": False, "headers": [], **json.loads(sys.stdin.readline())})
    unable = [name for name, value in vars(plan).items() if value and (name not in HONOURED or name in not_here)]
    unable += ["http 2"] * (plan.http != "1.1")
    if plan.proxy and not plan.proxy.startswith("http://"):
        unable.append("a proxy that does not speak HTTP")
    if plan.schema != "fiftyfold.runner/1" or unable:
        sys.exit(f"This runner can't run the plan: {', '.join(unable) or 'another schema'}.")
    ranges = (part.partition("-") for part in plan.accept_status.split(","))
    plan.accepted = [range(int(first), int(last or first) + 1) for first, _, last in ranges]
    plan.steps = plan.stages.split(",")
    plan.lookups = []
    socket.getaddrinfo = lookup_with_localhost(socket.getaddrinfo, plan.lookups)
    return plan


def lookup_with_localhost(lookup, names):
    """localhost and *.localhost are this machine (RFC 6761), which not every resolver knows; so they are with a last dot. All
    that are looked up are noted in `names`.
    """
    def getaddrinfo(host, *arguments, **others):
        name = host.decode("ascii") if isinstance(host, bytes) else host
        if name and not re.fullmatch(r"[0-9.]+|.*:.*", name):
            names.append(name)
        is_here = name and f".{name.lower().removesuffix('.')}".endswith(".localhost")
        try:
            return lookup("localhost" if is_here else host, *arguments, **others)
        except socket.gaierror:
            if not is_here:
                raise
            return lookup("127.0.0.1", *arguments, **others)
    return getaddrinfo


def say(*lines):
    sys.stdout.write("".join(json.dumps(line) + "\n" for line in lines))
    sys.stdout.flush()


class Run:
    """The plan being run: `with` it, from ready to finished. `indexes` hands out each request once, whoever asks."""

    def __init__(self, plan, name, version, failure_of):
        self.plan, self.failure_of = plan, failure_of
        self.name = {"name": name, "version": version}
        self.indexes = iter(range(plan.first_index, plan.first_index + plan.requests))
        self.totals = Totals() if plan.report == "summary" else None
        self.done = self.failed = 0
        self.lock = threading.Lock()

    def __enter__(self):
        self.ready = monotonic_ns()
        say({"ready": {**self.name, "clock_ns": self.ready}})
        if not json.loads(sys.stdin.readline() or "{}").get("start"):
            sys.exit("Nobody said start.")
        self.begin = monotonic_ns()
        return self

    def __exit__(self, error, *_):
        if not error:
            end = monotonic_ns()
            more = self.totals.told(self.ready, len(self.plan.lookups)) if self.totals else {}
            say({"finished": {"elapsed_ns": end - self.begin, "at": end - self.ready, "done": self.done, "failed": self.failed,
                              **more}})

    def request(self, index):
        return Request(self, index)

    def tell(self, request, outcome):
        at = monotonic_ns()
        with self.lock:
            if outcome["outcome"] == "done":
                self.done += 1
            else:
                self.failed += 1
            if self.totals:
                self.totals.add(request, outcome, at)
            else:
                say(*({"i": request.index, "stage": stage, "at": begin - self.ready, "ns": end - begin}
                      for stage, begin, end in request.stages),
                    {"i": request.index, **outcome, "at": at - self.ready})


class Totals:
    """What a summary tells of all requests together, so that none of them costs a line."""

    def __init__(self):
        self.sets = {"statuses": set(), "http": set(), "codings": set()}
        self.sums = {"bytes": 0, "reused": 0, "handshakes": 0}
        self.single = {}  # The first failure, and the digest.
        self.open = self.in_flight = 0
        self.done = self.responses = 0
        self.points, self.step = [], 1  # Every so manieth of those that are done: when, and its response time.

    def begin(self):
        self.open += 1
        self.in_flight = max(self.in_flight, self.open)

    def add(self, request, outcome, at):
        self.open -= 1
        if outcome["outcome"] != "done":
            self.single.setdefault("first_failure", {"class": outcome["class"], "message": outcome["message"]})
            return
        reply, response = request.reply, request.received - request.begin
        self.sets["statuses"].add(reply.status)
        self.sets["http"].add(reply.http)
        self.sets["codings"].add(b", ".join(reply.all(b"content-encoding")).decode("latin-1"))
        self.sums["bytes"] += outcome["bytes"]
        self.sums["reused"] += reply.is_reused
        self.sums["handshakes"] += request.is_encrypted and not reply.is_reused
        if "digest" in outcome:
            self.single["digest"] = outcome["digest"]
        self.done += 1
        self.responses += response
        if self.done % self.step == 0:
            self.points.append((at, response))
        if len(self.points) == 2 * MOST_POINTS:
            self.points, self.step = self.points[1::2], 2 * self.step

    def told(self, ready, lookups):
        told = {**self.sums, **self.single, "lookups": lookups, "in_flight": self.in_flight,
                **{name: sorted(values) for name, values in self.sets.items()}}
        if self.points:
            every = -(-len(self.points) // MOST_POINTS)
            responses = sorted(response for _, response in self.points)
            told["done_at"] = [at - ready for at, _ in self.points[::-every]]
            told["response_ns"] = {"mean": self.responses // self.done, "p50": responses[len(responses) // 2],
                                   "p95": responses[len(responses) * 95 // 100]}
        return told


class Request:
    """One request: `with` it, from the queue to its outcome. Whatever goes wrong is its own and ends no other."""

    def __init__(self, run, index):
        self.run, self.index = run, index
        self.stages, self.last, self.told = [], run.begin, {}
        self.retries = 0

    def __enter__(self):
        self.ended("queued")
        self.begin = self.last
        if self.run.totals:
            with self.run.lock:
                self.run.totals.begin()
        return self

    def __exit__(self, _kind, error, _trace):
        if error is None:
            outcome = {"outcome": "done"}
        elif isinstance(error, Exception):
            kind, message = error.args if isinstance(error, Failure) else self.run.failure_of(error)
            if kind == "reset" and self.run.plan.method not in exchange.AGAIN:
                message += f". It was not sent again, as a {self.run.plan.method} may have had an effect."
            outcome = {"outcome": "failed", "class": kind, "message": message}
        else:
            return False
        if self.retries:
            self.told["retries"] = self.retries
        self.run.tell(self, {**outcome, **self.told})
        return True

    def ended(self, stage, begin=None, end=None):
        """A stage without a begin follows the one before it; without an end, it ends now."""
        end = end or monotonic_ns()
        self.stages.append((stage, begin or self.last, end))
        self.last = end

    def goes_again(self, error, hop, was_reused):
        """Whether a request that got no reply is sent once more: only if a kept connection broke, and it can have no effect."""
        is_lost = was_reused and not self.retries and hop.method in exchange.AGAIN
        if not is_lost or self.run.failure_of(error)[0] != "reset":
            return False
        self.retries = 1
        return True

    def keep(self, reply, body, url):
        """What comes after the fetch: wrap, save, delete, as far as the plan wants them."""
        plan, status = self.run.plan, reply.status
        self.reply, self.received, self.is_encrypted = reply, monotonic_ns(), url.scheme == "https"
        self.told.update(status=status, bytes=len(body), http=reply.http, reused=reply.is_reused)
        if status == 407 and plan.proxy:
            raise Failure("proxy", "The proxy asks for a name and a password, or for others than it was given.")
        if not any(status in accepted for accepted in plan.accepted):
            raise Failure("status", f"The server answered {status}.")
        if "wrap" in plan.steps:
            page = wrapped(body, reply.charset(), url)
            self.ended("wrap")
        path = os.path.join(plan.work_dir, f"{self.index:04}.html") if "save" in plan.steps else None
        if path:
            save(path, page)
            self.ended("save")
        if "delete" in plan.steps:
            delete(path)
            self.ended("delete")
        if self.index == 0:
            self.told["digest"] = hashlib.sha256(body).hexdigest()


def wrapped(body, charset, url):
    try:
        text = body.decode(charset or "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    source = f"{url.scheme}://{url.host}{url.target.partition('?')[0]}"
    return ('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
            f"<title>{escaped(source)}</title>\n</head>\n<body>\n<pre>\n{escaped(text)}</pre>\n</body>\n</html>\n").encode()


def escaped(text):
    return html.escape(text).replace("\0", "\ufffd")


def private(path, flags):
    return os.open(path, flags | os.O_NOFOLLOW, 0o600)


def save(path, page):
    try:
        with open(path, "xb", opener=private) as file:
            file.write(page)
    except FileExistsError:
        raise Failure("save", "There is a file of this name already.") from None
    except OSError as error:
        if os.path.exists(path):
            os.unlink(path)  # No part of a page stays.
        raise file_failure("save", "saved", path, error) from error


def delete(path):
    try:
        os.unlink(path)
    except OSError as error:
        raise file_failure("delete", "deleted", path, error) from error


def file_failure(step, done, path, error):
    remedy = ' Raise the limit of this shell with "ulimit -f".' if error.errno == errno.EFBIG else ""
    return Failure(step, f"{os.path.basename(path)} could not be {done}: {error.strerror}.{remedy}")
