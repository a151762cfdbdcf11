# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches with requests, whose caller waits for it: what the sequential runner and the one with threads have in common."""

import http.client
import io
import platform
from http.cookiejar import DefaultCookiePolicy
from time import monotonic_ns

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.util import SKIP_HEADER

from exchange import Failure, Hop, Reply, page_of

NOT_HERE = ("unix_socket",)
NAME, VERSION = f"requests {requests.__version__}", platform.python_version()
CHUNK = 64 * 1024
CLASSES = (  # of failures; the first kind that fits counts, or the first word that its text has
    (requests.exceptions.SSLError, "tls"), (requests.exceptions.ProxyError, "proxy"), (requests.exceptions.Timeout, "timeout"),
    (urllib3.exceptions.TimeoutError, "timeout"), ("Name or service not known", "dns"), ("resol", "dns"),
    ("establish a new connection", "connect"), ("IncompleteRead", "truncated"), ("headers", "headers"), ("Disconnected", "reset"),
    ("without response", "reset"), ("reset", "reset"), ("Broken pipe", "reset"), ("timed out", "timeout"))


class Incoming(io.RawIOBase):
    """What a socket receives, up to the deadline. The timeout of requests itself is one for each read from the socket: a byte
    now and then would keep a request alive for ever.
    """

    def __init__(self, sock, raw, deadline):
        super().__init__()
        self.sock, self.raw, self.deadline = sock, raw, deadline

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.deadline - monotonic_ns()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left / 1e9)
        return self.raw.readinto(buffer)

    def close(self):
        self.raw.close()
        super().close()


class Wire(HTTPAdapter):
    """urllib3, but for this: the request's target goes out as it is, where urllib3 would write its escapes anew, and a reply is
    whole by the deadline.
    """

    hop, deadline, was_reused = None, 0, False

    def init_poolmanager(self, *arguments, **others):
        super().init_poolmanager(*arguments, **others)
        self.poolmanager.pool_classes_by_scheme = self.pool_classes()

    def proxy_manager_for(self, proxy, **others):
        manager = super().proxy_manager_for(proxy, **others)
        manager.pool_classes_by_scheme = self.pool_classes()
        return manager

    def pool_classes(self):
        wire = self

        def exact(kind):
            class Response(http.client.HTTPResponse):
                def __init__(self, sock, *arguments, **others):
                    super().__init__(sock, *arguments, **others)
                    self.fp = io.BufferedReader(Incoming(sock, self.fp.detach(), wire.deadline))

                def _read_status(self):
                    """Of what comes before the answer, http.client passes over 100 alone."""
                    while True:
                        line = super()._read_status()
                        if line[1] in (100, 101) or not 100 <= line[1] < 200:
                            return line
                        http.client.parse_headers(self.fp)

                def begin(self):
                    """A length that is a list in one field is none for http.client: it would wait for the connection's end."""
                    super().begin()
                    length = self.headers.get("Content-Length", "").partition(",")[0].strip()
                    if self.length is None and not self.chunked and length.isdecimal() and len(length) < 20:
                        self.length = int(length)

            class Connection(kind.ConnectionCls):
                response_class = Response
                answered = None  # The socket that the last reply came from.

                def putrequest(self, method, url, *arguments, **others):
                    wire.was_reused = self.sock is not None and self.sock is self.answered
                    target = str(wire.hop.url) if url.startswith("http") else wire.hop.url.target
                    return super().putrequest(method, target, *arguments, **others)

                def getresponse(self, *arguments, **others):
                    self.answered = self.sock
                    return super().getresponse(*arguments, **others)

            return type(kind.__name__, (kind,), {"ConnectionCls": Connection})

        return {"http": exact(urllib3.HTTPConnectionPool), "https": exact(urllib3.HTTPSConnectionPool)}


def failure_of(error):
    """Class and message: the reason at the bottom of what requests and urllib3 wrap around it."""
    reason = error
    while inner := [part for part in (*reason.args, getattr(reason, "reason", None)) if isinstance(part, Exception)]:
        reason = inner[-1]
    text = str(reason).rpartition(">: ")[2] or type(reason).__name__
    for sign, name in CLASSES:
        if sign in text if isinstance(sign, str) else isinstance(error, sign):
            return name, text
    return "protocol", text


def new_session(plan):
    session = requests.Session()
    session.trust_env = False  # No proxy and no password of the environment: the plan says it all.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.proxies = {"http": plan.proxy, "https": plan.proxy} if plan.proxy else {}
    session.verify = not plan.insecure and (plan.cacert or True)
    session.cert = (plan.cert, plan.key) if plan.cert else None
    session.get_redirect_target = lambda _reply: None  # It would look where each leads, and read all of its body.
    session.wire = Wire()
    session.mount("http://", session.wire)
    session.mount("https://", session.wire)
    if plan.insecure:
        urllib3.disable_warnings()
    return session


def send(session, hop, deadline):
    """The reply's head; requests decides nothing about it."""
    plan, wire = hop.plan, session.wire
    prepared = requests.Request(hop.method, f"{hop.url.scheme}://{hop.url.server}:{hop.url.port}/").prepare()
    fields = {name: value.encode() for name, value in hop.fields().items()}
    prepared.headers = CaseInsensitiveDict({"User-Agent": SKIP_HEADER, **fields})
    wire.hop, wire.deadline = hop, deadline
    if plan.fresh_connections:
        wire.close()  # Not every server heeds `Connection: close`.
    timeouts = plan.connect_timeout_ms / 1000, max(deadline - monotonic_ns(), 1e6) / 1e9
    return session.send(prepared, timeout=timeouts, allow_redirects=False, stream=True, verify=session.verify, cert=session.cert,
                        proxies=session.proxies)


def fetch(session, plan, request):
    """Reply, page and URL. requests tells nothing between call and headers: `wait` is all of that."""
    begin = monotonic_ns()
    deadline = begin + plan.timeout_ms * 1e6
    hop = Hop(plan)
    while True:
        try:
            head = send(session, hop, deadline)
        except requests.RequestException as error:
            if request.goes_again(error, hop, session.wire.was_reused):
                continue
            raise
        with head:
            fields = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in head.raw.headers.items()]
            reply = Reply(head.status_code, "1.0" if head.raw.version == 10 else "1.1", session.wire.was_reused, fields)
            reply.must_be_final(request.told)
            length = reply.length()
            if hop.goes_on(reply):
                head.raw.read(CHUNK, decode_content=False)  # So that the connection can be kept.
                continue
            request.ended("wait", begin)
            page = page_of(plan, reply, body_of(head, plan, hop, length))
            request.ended("receive")
            return reply, page, hop.url


def body_of(head, plan, hop, length):
    chunks, size = [], 0
    for chunk in head.raw.stream(CHUNK, decode_content=False):
        chunks.append(chunk)
        size += len(chunk)
        if size > plan.max_body:
            raise Failure("body-too-large", f"The body has more than {plan.max_body} bytes.")
    has_body = hop.method != "HEAD" and head.status_code not in (204, 304)
    if length and has_body and size < length:  # Which older versions of requests don't look at.
        raise Failure("truncated", f"The body has {size} of {length} bytes.")
    return b"".join(chunks)
