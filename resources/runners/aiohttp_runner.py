#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a plan with asyncio and aiohttp, as a program of its own that speaks fiftyfold.runner/1.

It reads the plan and then the start from standard input, and says on standard output what became of each request, or only
how many were done and how long they took.
"""

import asyncio
import html
import json
import os
import platform
import ssl
import sys
from socket import gaierror
from time import monotonic_ns

import aiohttp
from yarl import URL

NOT_HERE = ("body_bytes", "warmup", "resolve", "connect_to")  # A plan with one of these would be another job here.
SECRETS = {"authorization", "cookie", "x-api-key"}
CLASSES = {  # of failures; the first kind that fits counts
    asyncio.TimeoutError: "timeout", aiohttp.ClientSSLError: "tls", aiohttp.ClientConnectorCertificateError: "tls",
    aiohttp.ClientProxyConnectionError: "proxy", aiohttp.ClientHttpProxyError: "proxy",
    aiohttp.ClientConnectorError: "connect", aiohttp.ClientPayloadError: "truncated",
    aiohttp.ServerDisconnectedError: "reset", OSError: "reset", Exception: "protocol"}
MARKS = ("dns_resolvehost_start", "dns_resolvehost_end", "connection_create_start", "connection_create_end",
         "request_headers_sent", "request_end")


class Failure(Exception):
    """A request that the program itself found wanting: class and message."""


class Story(list):
    """The stages of one request that have ended, as (name, begin, end), with the moments that aiohttp's tracing marked."""

    def __init__(self, begin):
        self.marks, self.last = {}, begin

    def ended(self, stage, begin=None):
        """A stage without a begin follows the one before it."""
        now = monotonic_ns()
        self.append((stage, begin or self.last, now))
        self.last = now

    def tell_network(self):
        """Adds what the marks tell. For https aiohttp marks nothing between connect and TLS: `connect` is both."""
        if not (at := self.marks):
            return
        if "dns_resolvehost_end" in at:
            self.append(("dns", at["dns_resolvehost_start"], at["dns_resolvehost_end"]))
        if "connection_create_end" in at:
            begin = at.get("dns_resolvehost_end", at["connection_create_start"])
            self.append(("connect", begin, at["connection_create_end"]))
        self.append(("wait", at["request_headers_sent"], at["request_end"]))
        self.ended("receive", at["request_end"])


def tracing():
    def marker(name):
        async def mark(_session, context, _parameters):
            context.trace_request_ctx.marks[name] = monotonic_ns()
        return mark

    trace = aiohttp.TraceConfig()
    for name in MARKS:
        getattr(trace, f"on_{name}").append(marker(name))
    return trace


def failure_of(error):
    """Class and message."""
    if isinstance(error, Failure):
        return error.args
    name = next(name for kind, name in CLASSES.items() if isinstance(error, kind))
    if name == "connect" and isinstance(error.os_error, gaierror):
        name = "dns"
    if name == "truncated" and "content-encoding" in str(error):
        name = "decode"
    if name == "protocol" and "Got more than" in str(error):
        name = "headers"
    return name, getattr(error, "message", None) or str(error) or type(error).__name__


def escaped(text):
    return html.escape(text).replace("\0", "\ufffd")


def wrapped(body, charset, source):
    try:
        text = body.decode(charset or "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    return ('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
            f"<title>{escaped(source)}</title>\n</head>\n<body>\n<pre>\n{escaped(text)}</pre>\n</body>\n</html>\n").encode()


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


class Run:
    """One plan being run. Requests are taken from one range by as many tasks as may be in flight."""

    def __init__(self, plan, session, ready):
        self.plan, self.session, self.ready = plan, session, ready
        self.steps = plan["stages"].split(",")
        ranges = (part.partition("-") for part in plan["accept_status"].split(","))
        self.accepted = [range(int(first), int(last or first) + 1) for first, _, last in ranges]
        self.done = self.failed = 0

    async def fetch(self, story):
        """Follows redirects by itself: aiohttp would take secrets along to strangers."""
        url, method, headers = URL(self.plan["url"]), self.plan["method"], self.plan["headers"]
        for _ in range(self.plan["redirects"] + 1):
            async with self.session.request(method, url, headers=headers, allow_redirects=False,
                                            proxy=self.plan.get("proxy"), trace_request_ctx=story) as reply:
                is_redirect = reply.status in (301, 302, 303, 307, 308) and "Location" in reply.headers
                if not is_redirect or self.plan["redirects"] == 0:
                    return reply, await self.body_of(reply)
            target = url.join(URL(reply.headers["Location"]))
            if target.scheme not in ("http", "https") or (url.scheme, target.scheme) == ("https", "http"):
                raise Failure("redirect", f"It leads from {url.scheme} to {target.scheme}, and was not followed.")
            if target.origin() != url.origin():
                headers = [(name, value) for name, value in headers if name.lower() not in SECRETS]
            if method != "HEAD" and (reply.status == 303 or (reply.status < 303 and method == "POST")):
                method = "GET"
            url = target
        raise Failure("redirect", f"More than {self.plan['redirects']} redirects.")

    async def body_of(self, reply):
        chunks, size = [], 0
        async for chunk in reply.content.iter_any():
            chunks.append(chunk)
            size += len(chunk)
            if size > self.plan["max_body"]:
                raise Failure("body-too-large", f"The body has more than {self.plan['max_body']} bytes.")
        return b"".join(chunks)

    async def perform(self, index, story):
        async with asyncio.timeout(self.plan["timeout_ms"] / 1000):
            reply, body = await self.fetch(story)
        story.tell_network()
        if not any(reply.status in accepted for accepted in self.accepted):
            raise Failure("status", f"The server answered {reply.status}.")
        # These steps block the loop, as in most programs of this kind: a page is tiny, a trip to a thread costs more.
        if "wrap" in self.steps:
            page = wrapped(body, reply.charset, f"{reply.url.origin()}{reply.url.path}")
            story.ended("wrap")
        if "save" in self.steps:
            path = os.path.join(self.plan["work_dir"], f"{index:04}.html")
            save(path, page)
            story.ended("save")
        if "delete" in self.steps:
            delete(path)
            story.ended("delete")
        return {"outcome": "done", "status": reply.status, "bytes": len(body)}

    async def work(self, indexes, begin):
        for index in indexes:
            story = Story(begin)
            story.ended("queued")
            try:
                outcome = await self.perform(index, story)
                self.done += 1
            except Exception as error:  # Whatever it is, it is this request's and ends no other.
                error_class, message = failure_of(error)
                outcome = {"outcome": "failed", "class": error_class, "message": message}
                self.failed += 1
            if self.plan["report"] == "each":
                say(*({"i": index, "stage": stage, "at": begin - self.ready, "ns": end - begin}
                      for stage, begin, end in story),
                    {"i": index, **outcome, "at": monotonic_ns() - self.ready})


def say(*lines):
    sys.stdout.write("".join(json.dumps(line) + "\n" for line in lines))
    sys.stdout.flush()


def tls_context(plan):
    context = ssl.create_default_context(cafile=plan.get("cacert"))
    if plan["insecure"]:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if plan.get("cert"):
        context.load_cert_chain(plan["cert"], plan["key"])
    return context


async def run(plan):
    settings = {"limit": plan["at_once"], "force_close": plan["fresh_connections"]}
    connector = (aiohttp.UnixConnector(plan["unix_socket"], **settings) if plan.get("unix_socket") else
                 aiohttp.TCPConnector(ssl=tls_context(plan), **settings))
    async with aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, connect=plan["connect_timeout_ms"] / 1000),
            trace_configs=[tracing()] if plan["report"] == "each" else None) as session:
        say({"ready": {"name": f"asyncio, aiohttp {aiohttp.__version__}", "version": platform.python_version()}})
        job = Run(plan, session, monotonic_ns())
        if not json.loads(sys.stdin.readline() or "{}").get("start"):
            return
        begin, first = monotonic_ns(), plan["first_index"]
        indexes = iter(range(first, first + plan["requests"]))
        await asyncio.gather(*(job.work(indexes, begin) for _ in range(plan["at_once"])))
        say({"finished": {"elapsed_ns": monotonic_ns() - begin, "done": job.done, "failed": job.failed}})


def main():
    plan = json.loads(sys.stdin.readline())
    unable = [name for name in NOT_HERE if plan.get(name)] + ["http"] * (plan["http"] != "1.1")
    if plan.get("schema") != "fiftyfold.runner/1" or unable:
        sys.exit(f"aiohttp_runner: it cannot run this plan: {', '.join(unable) or 'another schema'}")
    asyncio.run(run(plan))


if __name__ == "__main__":
    main()
