#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a plan with asyncio and httpx: one thread, and as many tasks as requests may be in flight. Speaks fiftyfold.runner/1."""

import asyncio
import platform
import ssl
from socket import gaierror
from time import monotonic_ns

import httpx

import protocol
from exchange import Failure, Hop, Reply, page_of

CHUNK = 64 * 1024
NAME = f"asyncio, httpx {httpx.__version__}"
CONNECT, TLS = "connection.connect_tcp", "connection.start_tls"
SEND, WAIT = "http11.send_request_headers", "http11.receive_response_headers"
CLASSES = (  # of failures; the first kind that fits counts, or the first that its text has
    (TimeoutError, "timeout"), (httpx.TimeoutException, "timeout"), (httpx.ProxyError, "proxy"), ("SSL", "tls"),
    (gaierror, "dns"), (httpx.ConnectError, "connect"), (httpx.ReadError, "reset"), (httpx.WriteError, "reset"),
    ("without sending a response", "reset"), ("complete message body", "truncated"), ("too long", "headers"))


class ExactUrl(httpx.URL):
    """Its target goes out as it is, where httpx would write it anew."""

    target = b"/"

    @property
    def raw_path(self):
        return self.target


class Moments:
    """When httpcore did what for one hop: it calls this as each of its steps begins and ends."""

    def __init__(self):
        self.at = {}

    async def __call__(self, event, _info):
        self.at[event] = monotonic_ns()

    @property
    def is_reused(self):
        return f"{CONNECT}.started" not in self.at

    def tell(self, request):
        """The stages in them. In httpcore looking up a name is part of connecting."""
        for stage, step in (("connect", CONNECT), ("tls", TLS), ("send", SEND)):
            if f"{step}.complete" in self.at:
                request.ended(stage, self.at[f"{step}.started"], self.at[f"{step}.complete"])
        request.ended("wait", end=self.at[f"{WAIT}.complete"])
        request.ended("receive")


def failure_of(error):
    """Class and message: by the error, or by the one at the bottom of what httpx and httpcore wrap around it."""
    reason = error
    while reason.__cause__ or reason.__context__:
        reason = reason.__cause__ or reason.__context__
    text = (str(error) or str(reason) or type(error).__name__).removesuffix(".")
    for sign, name in CLASSES:
        if sign in text if isinstance(sign, str) else isinstance(error, sign) or isinstance(reason, sign):
            return name, text
    return "protocol", text


async def fetch(client, plan, request):
    hop = Hop(plan)
    while True:
        moments, head = Moments(), None
        try:
            head = await send(client, plan, hop, moments)
            fields = head.extensions["fields"]
            reply = Reply(head.status_code, head.http_version.removeprefix("HTTP/"), moments.is_reused, fields)
            reply.must_be_final(request.told)
            reply.length()
            if hop.goes_on(reply):
                await drop(head)
                continue
            page = page_of(plan, reply, await body_of(head, plan))
            moments.tell(request)
            return reply, page, hop.url
        except httpx.TransportError as error:
            if not head and request.goes_again(error, hop, moments.is_reused):
                continue
            raise
        finally:
            if head:
                await head.aclose()


def send(client, plan, hop, moments):
    """The reply's head; httpx adds nothing to the fields, and follows no redirect."""
    extensions = {"trace": moments, "timeout": httpx.Timeout(None, connect=plan.connect_timeout_ms / 1000).as_dict()}
    address = f"{hop.url.scheme}://{hop.url.server}:{hop.url.port}/"
    request = httpx.Request(hop.method, address, headers={name: value.encode() for name, value in hop.fields().items()},
                            extensions=extensions)
    request.url = ExactUrl(address)
    request.url.target = hop.url.target.encode()
    return client.send(request, stream=True)


async def hide_location(head):
    """Of a redirect that it does not follow httpx resolves the Location all the same, and breaks off where it can't."""
    head.extensions["fields"] = head.headers.raw
    head.headers.pop("location", None)


async def body_of(head, plan):
    chunks, size = [], 0
    async for chunk in head.aiter_raw():
        chunks.append(chunk)
        size += len(chunk)
        if size > plan.max_body:
            raise Failure("body-too-large", f"The body has more than {plan.max_body} bytes.")
    return b"".join(chunks)


async def drop(head):
    """So that the connection can be kept, where that takes no longer than a new one."""
    size = 0
    async for chunk in head.aiter_raw():
        size += len(chunk)
        if size > CHUNK:
            break


async def work(run, plan, client):
    """What follows the fetch blocks the loop, as in most programs of this kind: a page is tiny, a thread costs more."""
    for index in run.indexes:
        with run.request(index) as request:
            request.keep(*await asyncio.wait_for(fetch(client, plan, request), plan.timeout_ms / 1000))


def open_client(plan):
    context = ssl.create_default_context(cafile=plan.cacert)
    if plan.insecure:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if plan.cert:
        context.load_cert_chain(plan.cert, plan.key)
    limits = httpx.Limits(max_connections=plan.at_once,
                          max_keepalive_connections=0 if plan.fresh_connections else plan.at_once)
    transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits, uds=plan.unix_socket,
                                         proxy=httpx.Proxy(plan.proxy) if plan.proxy else None)
    return httpx.AsyncClient(transport=transport, trust_env=False, event_hooks={"response": [hide_location]})


async def main():
    plan = protocol.read_plan()
    async with open_client(plan) as client:
        with protocol.Run(plan, NAME, platform.python_version(), failure_of) as run:
            await asyncio.gather(*(work(run, plan, client) for _ in range(plan.at_once)))


if __name__ == "__main__":
    asyncio.run(main())
