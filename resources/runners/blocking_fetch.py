# SPDX-License-Identifier: GPL-3.0-or-later
"""One fetch with requests, which waits for it: what the sequential runner and the one with threads have in common."""

import platform
from http.cookiejar import DefaultCookiePolicy
from time import monotonic_ns

import requests
import urllib3

from protocol import Failure, Hop

NOT_HERE = ("unix_socket",)
NAME, VERSION = f"requests {requests.__version__}", platform.python_version()
CHUNK = 64 * 1024
CLASSES = (  # of failures; the first kind that fits counts, or the first word that its text has
    (requests.exceptions.SSLError, "tls"), (requests.exceptions.ProxyError, "proxy"), (requests.exceptions.Timeout, "timeout"),
    (requests.exceptions.ContentDecodingError, "decode"), ("Name or service not known", "dns"), ("resol", "dns"),
    ("establish a new connection", "connect"), ("IncompleteRead", "truncated"), ("headers", "headers"), ("Disconnected", "reset"),
    ("reset", "reset"), ("Broken pipe", "reset"), ("timed out", "timeout"))


def failure_of(error):
    """Class and message: the reason at the bottom of what requests and urllib3 wrap around it."""
    reason = getattr(error.args[0], "reason", error) if error.args else error
    text = str(reason).rpartition(">: ")[2] or type(error).__name__
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
    if plan.fresh_connections:
        session.headers["Connection"] = "close"
    if plan.insecure:
        urllib3.disable_warnings()
    return session


def fetch(session, plan, request):
    """Status, body, charset and URL of the reply. requests tells nothing between call and headers: `wait` is all of that."""
    begin = monotonic_ns()
    deadline = begin + plan.timeout_ms * 1e6
    hop = Hop(plan)
    while True:
        timeouts = (plan.connect_timeout_ms / 1000, max(deadline - monotonic_ns(), 1e6) / 1e9)
        with session.request(hop.method, hop.url, headers=dict(hop.headers), timeout=timeouts, allow_redirects=False,
                             stream=True) as reply:
            if hop.goes_on(reply.status_code, reply.headers.get("Location")):
                continue
            request.ended("wait", begin)
            body = body_of(reply, plan, deadline)
            request.ended("receive")
            has_charset = "charset" in reply.headers.get("Content-Type", "")
            return reply.status_code, body, reply.encoding if has_charset else None, hop.url


def body_of(reply, plan, deadline):
    chunks, size = [], 0
    for chunk in reply.iter_content(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > plan.max_body:
            raise Failure("body-too-large", f"The body has more than {plan.max_body} bytes.")
        if monotonic_ns() > deadline:
            raise Failure("timeout", f"Not done within {plan.timeout_ms:.0f} ms.")
    wanted = reply.headers.get("Content-Length")  # Which older versions of requests don't look at.
    if wanted and plan.method != "HEAD" and reply.raw.tell() < int(wanted):
        raise Failure("truncated", f"The body has {reply.raw.tell()} of {wanted} bytes.")
    return b"".join(chunks)
