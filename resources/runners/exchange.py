# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Python runners share of HTTP, so that all of them and Fiftyfold itself ask for and understand the same: URLs that
arrive as they were given, the fields of a request, redirects, content codings.
"""

import base64
import ipaddress
import re
import socket
import zlib
from typing import NamedTuple
from urllib.parse import unquote

AGAIN = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}  # Sent twice, they have the effect of one (RFC 9110, 9.2.2).
SECRETS = re.compile(  # in a field's name: anywhere, or as a word, or at its beginning
    r"token|secret|key|auth|session|cookie|password|credential|passwd|sessid|signature|jwt"
    r"|(?<![a-z])(assertion|bearer|csrf|hmac|otp|pass|passcode|passphrase|private|pwd|sid|sig|verifier|xsrf)(?![a-z])"
    r"|^x-(amz|goog)-", re.IGNORECASE)
MOST_CODINGS = 4
LOCAL = [ipaddress.ip_network(network) for network in (
    "0.0.0.0/32", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
    "::/127", "fc00::/7", "fe80::/10")]
IN_PATH, IN_QUERY = b' "#<>?^`{}', b' "#<>\''  # What the WHATWG URL standard escapes there of printable ASCII.


class Failure(Exception):
    """A request that the runner itself found wanting: class and message."""


class Url(NamedTuple):
    """Without a fragment, and all ASCII; `target` is what a request line has, byte for byte as it was given."""

    scheme: str
    user: str  # "name:password", still escaped
    host: str  # with its port
    target: str

    @property
    def port(self):
        return int(re.search(r":(\d+)$|$", self.host)[1] or (443 if self.scheme == "https" else 80))

    @property
    def hostname(self):
        """Without brackets, and with a zone only where the system knows one: in a link-local address of IPv6."""
        address, mark, zone = re.sub(r":\d*$", "", self.host).strip("[]").replace("%25", "%").partition("%")
        return address + mark + zone if address.lower().startswith("fe80:") else address

    @property
    def server(self):
        """Where to connect to, in a form for URLs."""
        return f"[{self.hostname}]" if ":" in self.hostname else self.hostname

    @property
    def host_field(self):
        """Servers know nothing of this machine's zones."""
        return re.sub(r"%[^\]]*", "", self.host)

    @property
    def origin(self):
        return self.scheme, self.hostname.lower(), self.port

    def __str__(self):
        return f"{self.scheme}://{self.host}{self.target}"


def url_from(text):
    """Of a text in ASCII that begins with http:// or https://."""
    scheme, authority, target = re.fullmatch(r"(https?)://([^/?]*)(.*)", text, re.DOTALL).groups()
    user, _, host = authority.rpartition("@")
    return Url(scheme, user, host, target if target.startswith("/") else f"/{target}")


def resolved(here, reference):
    """The URL that a Location, in bytes, means where it was read, as browsers read it."""
    text = re.sub(rb"[\t\r\n]", b"", reference.strip(bytes(range(33)))).partition(b"#")[0]
    before, mark, after = text.partition(b"?")
    text = before.replace(b"\\", b"/") + mark + after
    scheme, rest = re.fullmatch(rb"(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)", text, re.DOTALL).groups()
    scheme = scheme.decode().lower() if scheme else here.scheme
    if scheme not in ("http", "https"):
        raise Failure("redirect", f"The redirect leads to {scheme}:, and was not followed.")
    if rest.startswith(b"//") or scheme != here.scheme:
        authority, target = re.fullmatch(rb"/*([^/?]*)(.*)", rest, re.DOTALL).groups()
        user, _, host = authority.rpartition(b"@")
        target = target if target.startswith(b"/") else b"/" + target
        return Url(scheme, user.decode("ascii", "replace"), host_from(host), escaped_target(without_dots(target)))
    path = here.target.partition("?")[0].encode()
    if not rest:
        return here
    if rest.startswith(b"?"):
        return here._replace(target=escaped_target(path + rest))
    if not rest.startswith(b"/"):
        rest = path.rpartition(b"/")[0] + b"/" + rest
    return here._replace(target=escaped_target(without_dots(rest)))


def host_from(text):
    """A host with its port, in ASCII."""
    try:
        host = text.decode()
        host = (host if host.isascii() else host.encode("idna").decode()).lower()
        is_host = re.fullmatch(r"(\[[0-9a-f:.%]+\]|[^\[\]\s/\\@%:]+)(:\d*)?", host, re.ASCII)
        if not is_host or Url("http", "", host, "/").port > 65535:
            raise ValueError(host)
    except ValueError:
        raise Failure("redirect", "The redirect names no readable Location to go on to.") from None
    return host.removesuffix(":")


def without_dots(target):
    path, mark, query = target.partition(b"?")
    kept, segments = [], path[1:].split(b"/")
    for segment in segments:
        plain = segment.lower().replace(b"%2e", b".")
        if plain == b".." and kept:
            kept.pop()
        if plain not in (b".", b".."):
            kept.append(segment)
    if plain in (b".", b".."):
        kept.append(b"")
    return b"/" + b"/".join(kept) + mark + query


def escaped_target(target):
    path, mark, query = target.partition(b"?")
    return escaped(path, IN_PATH) + mark.decode() + escaped(query, IN_QUERY)


def escaped(text, escapes):
    """Valid escapes stay as they are; a `%` that begins none becomes `%25`."""
    def escape(match):
        return b"%%%02X" % match[0][0]
    return re.sub(rb"%(?![0-9a-fA-F]{2})|[^!-~]|[" + re.escape(escapes) + rb"]", escape, text).decode()


def is_local(host):
    try:
        address = address_of(host)
    except (ValueError, OSError):
        return re.fullmatch(r"(.*\.)?localhost\.?", host, re.IGNORECASE) is not None
    return any(address in network for network in LOCAL)


def address_of(host):
    """The IP address that a host is, in any spelling that URLs have for it: 127.1, 0x7f000001, ::ffff:127.0.0.1."""
    if ":" in host:
        address = ipaddress.IPv6Address(host.partition("%")[0])
        return address.ipv4_mapped or address
    if not re.fullmatch(r"[0-9a-fx.]+", host, re.IGNORECASE | re.ASCII):
        raise ValueError(host)
    return ipaddress.IPv4Address(socket.inet_aton(host.removesuffix(".")))


class Hop:
    """Where a request goes next: first to the plan's URL, then where its server sends it. No secret goes to strangers."""

    def __init__(self, plan):
        self.plan, self.url, self.method, self.count = plan, url_from(plan.url), plan.method, 0
        self.user, self.has_left_origin = self.url.user, False

    def fields(self):
        """Of the request, one for each name. Nothing but these goes out, whatever the library would add."""
        given = {name.lower() for name, _ in self.plan.headers}
        fields = {"Host": self.url.host_field, "Accept": "*/*",
                  "Accept-Encoding": "identity" if "range" in given else "gzip, deflate"}
        if self.user and not self.has_left_origin:
            name, _, password = self.user.partition(":")
            fields["Authorization"] = "Basic " + base64.b64encode(f"{unquote(name)}:{unquote(password)}".encode()).decode()
        if self.plan.fresh_connections:
            fields["Connection"] = "close"
        own = {}
        for name, value in self.plan.headers:
            stays = self.has_left_origin and (name.lower() == "host" or SECRETS.search(name))
            is_of_body = name.lower() in ("content-type", "content-length")
            if stays or (is_of_body and self.method != self.plan.method):
                continue
            known = next((known for known in own if known.lower() == name.lower()), None)
            if known:
                own[known] += ("; " if name.lower() == "cookie" else ", ") + value
            else:
                own[name] = value
        taken = {name.lower() for name in own}
        return {**{name: value for name, value in fields.items() if name.lower() not in taken}, **own}

    def goes_on(self, reply):
        """Whether the reply is a redirect to be followed, and this now the next hop."""
        status = reply.status
        if status not in (301, 302, 303, 307, 308) or self.plan.redirects == 0:
            return False
        self.count += 1
        if self.count > self.plan.redirects:
            raise Failure("redirect", f"There are more than {self.plan.redirects} redirects.")
        location = reply.location()
        if not location.strip():
            raise Failure("redirect", f"The {status} reply names no readable Location to go on to.")
        here, there = self.url, resolved(self.url, location)
        if (here.scheme, there.scheme) == ("https", "http"):
            raise Failure("redirect", "The redirect leads from https to http, which is not encrypted, and was not followed.")
        if not self.plan.allow_remote and not is_local(there.hostname):
            raise Failure("redirect", "The redirect leads to a host that nobody agreed to, and was not followed.")
        self.has_left_origin = self.has_left_origin or here.origin != there.origin
        if self.method != "HEAD" and (status == 303 or (status < 303 and self.method == "POST")):
            self.method = "GET"
        self.url = there
        return True


class Reply(NamedTuple):
    """What all libraries tell of a reply, in one form."""

    status: int
    http: str  # "1.1"
    is_reused: bool  # its connection was there before
    fields: list  # (name, value), in bytes, in order

    def all(self, name):
        return [value.strip() for other, value in self.fields if other.lower() == name]

    def must_be_final(self, told):
        """Libraries pass over what comes before the answer, but not over 101, and may take any number for a status."""
        if self.status < 200:
            told["status"] = self.status
            raise Failure("protocol", f"The reply's status is {self.status}, which is no final answer.")

    def length(self):
        """Of the body, in bytes; None where it is in chunks, or ends as the connection does. Libraries wait in vain, or take a
        guess, where that makes no sense.
        """
        codings = b", ".join(self.all(b"transfer-encoding")).lower()
        if codings not in (b"", b"identity"):
            if codings != b"chunked":
                raise Failure("protocol", "The reply has a Transfer-Encoding that nobody asked for.")
            return None
        values = {value.strip() for value in b",".join(self.all(b"content-length")).split(b",")}
        if values == {b""}:
            return None
        digits = {value.lstrip(b"0") or b"0" for value in values if value.isdigit()}
        lengths = {int(value[:20]) for value in digits}  # Of numbers without end Python makes none.
        if not all(value.isdigit() for value in values) or len(digits) > 1 or max(lengths) >= 2**63:
            raise Failure("protocol", "The reply's Content-Length is no length.")
        return lengths.pop()

    def location(self):
        """Of several, the last one."""
        return (self.all(b"location") or [b""])[-1]

    def charset(self):
        """Of several types the last that is one; where it is that of the one before, its charset holds on."""
        name, charset = b"", None
        for value in re.findall(rb"""((?:[^",]|"(?:[^"\\]|\\.)*"?)+)""", b",".join(self.all(b"content-type"))):
            type_, _, parameters = value.partition(b";")
            type_ = type_.strip().lower()
            if not re.fullmatch(rb"[^\s/]+/[^\s/]+", type_) or type_ == b"*/*":
                continue
            found = re.search(rb"""charset\s*=\s*["']?([^\s;"']+)""", parameters, re.IGNORECASE)
            if found or type_ != name:
                charset = found[1].decode("ascii", "replace") if found else None
            name = type_
        return charset


def page_of(plan, reply, body):
    """The body without its Content-Encoding: a list over all fields, taken off from right to left. A name that is none of a
    coding codes nothing. A plan that asks for an encoding itself gets the body as it is.
    """
    if any(name.lower() == "accept-encoding" for name, _ in plan.headers):
        return body
    names = b",".join(reply.all(b"content-encoding")).decode("latin-1").lower().split(",")
    codings = [CODINGS[name.strip()] for name in names if name.strip() in CODINGS]
    if len(codings) > MOST_CODINGS and body:
        raise Failure("decode", f"The body is coded {len(codings)} times over; up to {MOST_CODINGS} are decoded.")
    for decode in reversed(codings):
        if body:
            body = decode(body, plan.max_body)
    return body


def gunzipped(body, most):
    """Of one member or several; what follows the last, zeros or anything else, is passed over."""
    page = b""
    while True:
        inflater = zlib.decompressobj(zlib.MAX_WBITS + 16)
        page += inflated(inflater, body, most - len(page), most)
        body = inflater.unused_data
        if body[:2] != b"\x1f\x8b":
            return page


def undeflated(body, most):
    """In a zlib stream, as it should be, or bare, as some servers send it."""
    has_header = len(body) > 1 and body[0] & 15 == 8 and body[0] >> 4 <= 7 and (body[0] * 256 + body[1]) % 31 == 0
    return inflated(zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS), body, most, most)


def inflated(inflater, body, room, most):
    try:
        page = inflater.decompress(body, room + 1)
    except zlib.error as error:
        raise Failure("decode", f"The body can't be decoded: {error}.") from None
    if len(page) > room:
        raise Failure("body-too-large", f"The body has more than {most} bytes.")
    if not inflater.eof:
        raise Failure("decode", "The body can't be decoded: its compressed data end too early.")
    return page


def not_here(_body, _most):
    raise Failure("decode", "The body is coded as br, which nobody asked for, and Python can't decode it by itself.")


CODINGS = {"gzip": gunzipped, "x-gzip": gunzipped, "deflate": undeflated, "br": not_here}
