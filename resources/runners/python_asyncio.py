#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a plan with asyncio and aiohttp: one thread, and as many tasks as requests may be in flight. Speaks fiftyfold.runner/1."""

import asyncio
import platform
import ssl
from socket import gaierror
from time import monotonic_ns

import aiohttp
from yarl import URL

import protocol
from exchange import Failure, Hop, Reply, page_of

CLASSES = {  # of failures; the first kind that fits counts
    asyncio.TimeoutError: "timeout", aiohttp.ClientSSLError: "tls", aiohttp.ClientConnectorCertificateError: "tls",
    aiohttp.ClientProxyConnectionError: "proxy", aiohttp.ClientHttpProxyError: "proxy",
    aiohttp.ClientConnectorError: "connect", aiohttp.ClientPayloadError: "truncated",
    aiohttp.ServerDisconnectedError: "reset", OSError: "reset", Exception: "protocol"}
CHUNK = 64 * 1024
MARKS = ("dns_resolvehost_start", "dns_resolvehost_end", "connection_create_start", "connection_create_end",
         "request_headers_sent", "request_end")
REUSED = "connection_reuseconn"


def failure_of(error):
    """Class and message."""
    name = next(name for kind, name in CLASSES.items() if isinstance(error, kind))
    if name == "connect" and isinstance(error.os_error, gaierror):
        name = "dns"
    if name == "protocol" and "Got more than" in str(error):
        name = "headers"
    return name, getattr(error, "message", None) or str(error) or type(error).__name__


def tracing(names):
    """Notes when aiohttp does what, in a dict that belongs to the request."""
    def marker(name):
        async def mark(_session, context, _parameters):
            context.trace_request_ctx[name] = monotonic_ns()
        return mark

    trace = aiohttp.TraceConfig()
    for name in names:
        getattr(trace, f"on_{name}").append(marker(name))
    return trace


def tell_network(request, at):
    """The stages in those notes. For https there is none between connect and TLS: `connect` is both."""
    if "request_end" not in at:
        return
    if "dns_resolvehost_end" in at:
        request.ended("dns", at["dns_resolvehost_start"], at["dns_resolvehost_end"])
    if "connection_create_end" in at:
        begin = at.get("dns_resolvehost_end", at["connection_create_start"])
        request.ended("connect", begin, at["connection_create_end"])
    request.ended("wait", at["request_headers_sent"], at["request_end"])
    request.ended("receive")


async def fetch(session, plan, request):
    hop = Hop(plan)
    while True:
        at = {}
        try:
            async with send(session, plan, hop, at) as head:
                at["head"] = monotonic_ns()
                version = f"{head.version.major}.{head.version.minor}"
                reply = Reply(head.status, version, REUSED in at, head.raw_headers)
                reply.must_be_final(request.told)
                reply.length()
                if hop.goes_on(reply):
                    await head.content.read(CHUNK)  # So that the connection can be kept.
                    continue
                page = page_of(plan, reply, await body_of(head, plan))
                tell_network(request, at)
                return reply, page, hop.url
        except (aiohttp.ClientError, OSError) as error:
            if "head" not in at and request.goes_again(error, hop, REUSED in at):
                continue
            raise


def send(session, plan, hop, at):
    # All of the target as the path: it goes out as it is, and so does a question mark with nothing behind it.
    url = URL.build(scheme=hop.url.scheme, host=hop.url.server, port=hop.url.port, path=hop.url.target, encoded=True)
    return session.request(hop.method, url, headers=hop.fields(), skip_auto_headers=("User-Agent", "Content-Type"),
                           allow_redirects=False, proxy=plan.proxy, trace_request_ctx=at)


async def body_of(head, plan):
    chunks, size = [], 0
    async for chunk in head.content.iter_any():
        chunks.append(chunk)
        size += len(chunk)
        if size > plan.max_body:
            raise Failure("body-too-large", f"The body has more than {plan.max_body} bytes.")
    return b"".join(chunks)


async def work(run, plan, session):
    """What follows the fetch blocks the loop, as in most programs of this kind: a page is tiny, a thread costs more."""
    for index in run.indexes:
        with run.request(index) as request:
            async with asyncio.timeout(plan.timeout_ms / 1000):
                reply = await fetch(session, plan, request)
            request.keep(*reply)


def open_session(plan):
    settings = {"limit": plan.at_once, "force_close": plan.fresh_connections}
    if plan.unix_socket:
        connector = aiohttp.UnixConnector(plan.unix_socket, **settings)
    else:
        connector = aiohttp.TCPConnector(ssl=tls_context(plan), **settings)
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None, connect=plan.connect_timeout_ms / 1000),
        trace_configs=[tracing((*MARKS, REUSED) if plan.report == "each" else (REUSED,))])


def tls_context(plan):
    context = ssl.create_default_context(cafile=plan.cacert)
    if plan.insecure:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if plan.cert:
        context.load_cert_chain(plan.cert, plan.key)
    return context


async def main():
    plan = protocol.read_plan()
    async with open_session(plan) as session:
        if hasattr(session, "_retry_connection"):
            session._retry_connection = False  # Newer versions would send again without a word.
        with protocol.Run(plan, f"asyncio, aiohttp {aiohttp.__version__}", platform.python_version(), failure_of) as run:
            await asyncio.gather(*(work(run, plan, session) for _ in range(plan.at_once)))


if __name__ == "__main__":
    asyncio.run(main())
