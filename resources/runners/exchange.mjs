// SPDX-License-Identifier: GPL-3.0-or-later

// What is HTTP: URLs that arrive as they were given, the fields of a request, redirects, content codings. The same as in
// exchange.py and in Fiftyfold itself.

import { BlockList, isIP } from "node:net";
import { promisify } from "node:util";
import zlib from "node:zlib";

export const AGAIN = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"]); // Sent twice, they have the effect of one.
const SECRETS = new RegExp( // in a field's name: anywhere, or as a word, or at its beginning
    "token|secret|key|auth|session|cookie|password|credential|passwd|sessid|signature|jwt" +
    "|(?<![a-z])(assertion|bearer|csrf|hmac|otp|pass|passcode|passphrase|private|pwd|sid|sig|verifier|xsrf)(?![a-z])" +
    "|^x-(amz|goog)-", "i");
const MOST_CODINGS = 4;
const LOCAL = new BlockList();
for (const [network, prefix] of [["0.0.0.0", 32], ["10.0.0.0", 8], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12],
    ["192.168.0.0", 16]])
    LOCAL.addSubnet(network, prefix);
for (const [network, prefix] of [["::", 127], ["fc00::", 7], ["fe80::", 10]])
    LOCAL.addSubnet(network, prefix, "ipv6");

/** A request that the runner itself found wanting. */
export class Failure extends Error {
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}

/** localhost and all names below it are this machine (RFC 6761), which not every resolver knows; also with a last dot. */
export function isThisMachine(name) {
    return /(^|\.)localhost\.?$/i.test(name);
}

function isLocal(hostname) {
    const address = hostname.replace(/^\[|\]$/g, "");
    const family = isIP(address);
    return family ? LOCAL.check(address, family === 6 ? "ipv6" : "ipv4") : isThisMachine(hostname);
}

/** Where a request goes next: first to the plan's URL, then where its server sends it. No secret goes to strangers. */
export class Hop {
    constructor(plan) {
        const [, scheme, user, host, target] = /^(https?):\/\/(?:([^/?]*)@)?([^/?]*)(.*)$/s.exec(plan.url);
        Object.assign(this, { plan, user, host, method: plan.method, count: 0, hasLeftOrigin: false });
        this.target = target.startsWith("/") ? target : `/${target}`; // as the request line has it, byte for byte
        this.url = new URL(`${scheme}://${host.replace(/%[^\]]*/, "")}/`); // where to connect to
    }

    get source() {
        return `${this.url.protocol}//${this.host}${this.target.split("?")[0]}`;
    }

    /** One for each name. Nothing but these goes out, whatever fetch would add. */
    fields() {
        const own = new Map();
        for (const [name, value] of this.plan.headers) {
            const stays = this.hasLeftOrigin && (/^host$/i.test(name) || SECRETS.test(name));
            if (stays || (/^content-(type|length)$/i.test(name) && this.method !== this.plan.method))
                continue;
            const known = own.get(name.toLowerCase());
            const separator = /^cookie$/i.test(name) ? "; " : ", ";
            own.set(name.toLowerCase(), [known?.[0] ?? name, known ? known[1] + separator + value : value]);
        }
        const fields = [["Host", this.host.replace(/%[^\]]*/, "")], ["Accept", "*/*"],
            ["Accept-Encoding", own.has("range") ? "identity" : "gzip, deflate"]];
        if (this.user && !this.hasLeftOrigin) {
            const plain = this.user.split(":").map(decodeURIComponent).join(":");
            fields.push(["Authorization", `Basic ${Buffer.from(plain).toString("base64")}`]);
        }
        const given = fields.filter(([name]) => !own.has(name.toLowerCase())).concat([...own.values()]);
        // A string is written with a byte for each character.
        return given.flatMap(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
    }

    /** Whether the reply is a redirect to be followed, and this now the next hop. */
    goesOn(reply) {
        const { status } = reply;
        if (![301, 302, 303, 307, 308].includes(status) || this.plan.redirects === 0)
            return false;
        if (++this.count > this.plan.redirects)
            throw new Failure("redirect", `There are more than ${this.plan.redirects} redirects.`);
        const location = reply.all("location").at(-1) ?? "";
        if (!location.trim())
            throw new Failure("redirect", `The ${status} reply names no readable Location to go on to.`);
        const there = this.resolved(location);
        if (this.url.protocol === "https:" && there.protocol === "http:")
            throw new Failure("redirect", "The redirect leads from https to http, which is not encrypted, and was not followed.");
        if (!this.plan.allow_remote && !isLocal(there.hostname))
            throw new Failure("redirect", "The redirect leads to a host that nobody agreed to, and was not followed.");
        this.hasLeftOrigin ||= this.url.origin !== there.origin;
        if (this.method !== "HEAD" && (status === 303 || (status < 303 && this.method === "POST")))
            this.method = "GET";
        this.url = there;
        return true;
    }

    /** What a Location means where it was read, as browsers read it; `host` and `target` become those of it. */
    resolved(location) {
        const text = location.replace(/[\x80-\xff]/g, byte => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
            .replace(/%(?![0-9a-f]{2})/gi, "%25").replace(/[\t\r\n]/g, "").trim();
        const named = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}(?:[^\\/?#]*@)?([^\\/?#]*)/i.exec(text);
        let there;
        try {
            there = new URL(text, `${this.url.origin}${this.target}`);
        } catch {
            throw new Failure("redirect", "The redirect names no readable Location to go on to.");
        }
        if (!/^https?:$/.test(there.protocol))
            throw new Failure("redirect", `The redirect leads to ${there.protocol}, and was not followed.`);
        if (named)
            this.host = named[1].toLowerCase().replace(/:$/, "");
        [there.username, there.password, there.hash] = ["", "", ""];
        this.target = there.href.slice(there.origin.length).replace(/^[^?]*/, path => path.replaceAll("^", "%5E"));
        return there;
    }
}

/** What came back, before its body. `raw` is names and values in turn, in bytes. */
export class Reply {
    constructor(status, raw) {
        const texts = raw.map(bytes => bytes.toString("latin1"));
        this.status = status;
        this.fields = texts.flatMap((name, i) => (i % 2 ? [] : [[name.toLowerCase(), texts[i + 1].trim()]]));
    }

    all(name) {
        return this.fields.filter(([other]) => other === name).map(([, value]) => value);
    }

    get coding() {
        return this.all("content-encoding").join(", ");
    }

    mustBeWellFormed() {
        if (this.status < 200)
            throw new Failure("protocol", `The reply's status is ${this.status}, which is no final answer.`);
        const transfer = this.all("transfer-encoding").join(", ").toLowerCase();
        if (!["", "identity", "chunked"].includes(transfer))
            throw new Failure("protocol", "The reply has a Transfer-Encoding that nobody asked for.");
        if (this.all("content-length").some(length => !/^\d+$/.test(length) || BigInt(length) >= 2n ** 63n))
            throw new Failure("protocol", "The reply's Content-Length is no length.");
    }

    /** Of several types the last that is one; where it is that of the one before, its charset holds on. */
    get charset() {
        let [name, charset] = ["", null];
        for (const [value] of this.all("content-type").join(",").matchAll(/(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g)) {
            const type = value.split(";")[0].trim().toLowerCase();
            if (!/^[^\s/]+\/[^\s/]+$/.test(type) || type === "*/*")
                continue;
            const found = /;.*charset\s*=\s*["']?([^\s;"']+)/i.exec(value);
            if (found || type !== name)
                charset = found?.[1] ?? null;
            name = type;
        }
        return charset;
    }
}

const inflaters = {
    gzip: promisify(zlib.gunzip), // of one member or several; what follows the last is passed over
    deflate: promisify(zlib.inflate), // in a zlib stream, as it should be,
    bare: promisify(zlib.inflateRaw), // or bare, as some servers send it
};

function isZlib(body) {
    return body.length > 1 && (body[0] & 15) === 8 && body[0] >> 4 <= 7 && (body[0] * 256 + body[1]) % 31 === 0;
}

async function inflated(coding, body, most) {
    if (coding === "br")
        throw new Failure("decode", "The body is coded as br, which nobody asked for.");
    const inflate = inflaters[coding === "deflate" && !isZlib(body) ? "bare" : coding.replace("x-", "")];
    try {
        return await inflate(body, { maxOutputLength: most });
    } catch (error) {
        if (error.code === "ERR_BUFFER_TOO_LARGE")
            throw new Failure("body-too-large", `The body has more than ${most} bytes.`);
        throw new Failure("decode", `The body can't be decoded: ${error.message}.`);
    }
}

/**
 * The body without its Content-Encoding: a list over all fields, taken off from right to left. A name that is none of a coding
 * codes nothing. A plan that asks for an encoding itself gets the body as it is.
 */
export async function pageOf(plan, reply, body) {
    if (plan.headers.some(([name]) => /^accept-encoding$/i.test(name)))
        return body;
    const codings = reply.coding.toLowerCase().split(",").map(name => name.trim())
        .filter(name => ["gzip", "x-gzip", "deflate", "br"].includes(name));
    if (codings.length > MOST_CODINGS && body.length)
        throw new Failure("decode", `The body is coded ${codings.length} times over; up to ${MOST_CODINGS} are decoded.`);
    for (const coding of codings.reverse())
        body = body.length ? await inflated(coding, body, plan.max_body) : body;
    return body;
}
