# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Python runners share, which is all but what they differ in: how requests are sent, and how many at once.

A runner reads a plan, a JSON object in one line, from standard input. It says `ready`, waits for the line that starts it, and
says in lines of JSON when each stage of a request was and what became of it: fiftyfold.runner/1.
"""

import html
import ipaddress
import json
import os
import sys
import threading
from time import monotonic_ns
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

NEVER_HERE = ("body_bytes", "warmup", "resolve", "connect_to")  # A plan with one of these would be another job here.
STAYS_HOME = {"authorization", "proxy-authorization", "cookie", "x-api-key", "host"}


class Failure(Exception):
    """A request that the runner itself found wanting: class and message."""


def read_plan(*not_here):
    """The plan, or the end of the program if it has a field that is not honoured here."""
    plan = SimpleNamespace(**{"schema": None, "proxy": None, "unix_socket": None, "cacert": None, "cert": None, "key": None,
                              "allow_remote": False, **json.loads(sys.stdin.readline())})
    unable = [name for name in (*NEVER_HERE, *not_here) if getattr(plan, name, None)] + ["http 2"] * (plan.http != "1.1")
    if plan.schema != "fiftyfold.runner/1" or unable:
        sys.exit(f"This runner can't run the plan: {', '.join(unable) or 'another schema'}.")
    ranges = (part.partition("-") for part in plan.accept_status.split(","))
    plan.accepted = [range(int(first), int(last or first) + 1) for first, _, last in ranges]
    plan.steps = plan.stages.split(",")
    return plan


def say(*lines):
    sys.stdout.write("".join(json.dumps(line) + "\n" for line in lines))
    sys.stdout.flush()


class Run:
    """The plan being run: `with` it, from ready to finished. `indexes` hands out each request once, whoever asks."""

    def __init__(self, plan, name, version, failure_of):
        self.plan, self.failure_of = plan, failure_of
        self.name = {"name": name, "version": version}
        self.indexes = iter(range(plan.first_index, plan.first_index + plan.requests))
        self.done = self.failed = 0
        self.lock = threading.Lock()

    def __enter__(self):
        say({"ready": self.name})
        self.ready = monotonic_ns()
        if not json.loads(sys.stdin.readline() or "{}").get("start"):
            sys.exit("Nobody said start.")
        self.begin = monotonic_ns()
        return self

    def __exit__(self, error, *_):
        if not error:
            elapsed = monotonic_ns() - self.begin
            say({"finished": {"elapsed_ns": elapsed, "done": self.done, "failed": self.failed}})

    def request(self, index):
        return Request(self, index)

    def tell(self, index, stages, outcome):
        at = monotonic_ns() - self.ready
        with self.lock:
            if outcome["outcome"] == "done":
                self.done += 1
            else:
                self.failed += 1
            if self.plan.report == "each":
                say(*({"i": index, "stage": stage, "at": begin - self.ready, "ns": end - begin} for stage, begin, end in stages),
                    {"i": index, **outcome, "at": at})


class Request:
    """One request: `with` it, from the queue to its outcome. Whatever goes wrong is its own and ends no other."""

    def __init__(self, run, index):
        self.run, self.index = run, index
        self.stages, self.last, self.reply = [], run.begin, {}

    def __enter__(self):
        self.ended("queued")
        return self

    def __exit__(self, _kind, error, _trace):
        if error is None:
            outcome = {"outcome": "done"}
        elif isinstance(error, Exception):
            kind, message = error.args if isinstance(error, Failure) else self.run.failure_of(error)
            outcome = {"outcome": "failed", "class": kind, "message": message}
        else:
            return False
        self.run.tell(self.index, self.stages, {**outcome, **self.reply})
        return True

    def ended(self, stage, begin=None, end=None):
        """A stage without a begin follows the one before it; without an end, it ends now."""
        end = end or monotonic_ns()
        self.stages.append((stage, begin or self.last, end))
        self.last = end

    def keep(self, status, body, charset, url):
        """What comes after the fetch: wrap, save, delete, as far as the plan wants them."""
        plan = self.run.plan
        self.reply = {"status": status, "bytes": len(body)}
        if not any(status in accepted for accepted in plan.accepted):
            raise Failure("status", f"The server answered {status}.")
        if "wrap" in plan.steps:
            page = wrapped(body, charset, url)
            self.ended("wrap")
        path = os.path.join(plan.work_dir, f"{self.index:04}.html") if "save" in plan.steps else None
        if path:
            save(path, page)
            self.ended("save")
        if "delete" in plan.steps:
            delete(path)
            self.ended("delete")


class Hop:
    """Where a request goes next: first to the plan's URL, then where its server sends it. No secret goes to strangers."""

    def __init__(self, plan):
        self.plan, self.url, self.method, self.headers, self.count = plan, plan.url, plan.method, plan.headers, 0

    def goes_on(self, status, location):
        """Whether the reply is a redirect to be followed, and this now the next hop."""
        if status not in (301, 302, 303, 307, 308) or not location or self.plan.redirects == 0:
            return False
        self.count += 1
        if self.count > self.plan.redirects:
            raise Failure("redirect", f"More than {self.plan.redirects} redirects.")
        here, there = urlsplit(self.url), urlsplit(urljoin(self.url, location))
        if there.scheme not in ("http", "https") or (here.scheme, there.scheme) == ("https", "http"):
            raise Failure("redirect", f"It leads from {here.scheme} to {there.scheme}, and was not followed.")
        if not self.plan.allow_remote and is_local(here.hostname) and not is_local(there.hostname):
            raise Failure("redirect", "It leads to a public host, and was not followed.")
        if (here.scheme, here.hostname, here.port) != (there.scheme, there.hostname, there.port):
            self.headers = [(name, value) for name, value in self.headers if name.lower() not in STAYS_HOME]
        if self.method != "HEAD" and (status == 303 or (status < 303 and self.method == "POST")):
            self.method = "GET"
        self.url = there.geturl()
        return True


def is_local(host):
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def wrapped(body, charset, url):
    try:
        text = body.decode(charset or "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    place = urlsplit(url)
    source = f"{place.scheme}://{place.netloc.rpartition('@')[2]}{place.path}"
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
        raise Failure("save", error.strerror) from error


def delete(path):
    try:
        os.unlink(path)
    except OSError as error:
        raise Failure("delete", error.strerror) from error
