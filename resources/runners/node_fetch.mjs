// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a plan with Node's fetch: one thread, and as many async functions as requests may be in flight. Speaks
// fiftyfold.runner/1.

import { channel } from "node:diagnostics_channel";
import dns from "node:dns";
import { readFileSync } from "node:fs";

import { Failure, Hop, Reply, isThisMachine, pageOf } from "./exchange.mjs";
import { Run, now, readPlan, refuse } from "./protocol.mjs";

const CHUNK = 64 * 1024;
const CLASSES = [ // of failures, by the codes of errors; the first that fits counts
    [/^(ENOTFOUND|EAI_)/, "dns"], [/TIMEOUT|^ETIMEDOUT|^23$/, "timeout"],
    [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENOENT|EACCES)$/, "connect"],
    [/CERT|SSL|TLS|UNABLE_TO/, "tls"], [/OVERFLOW/, "headers"], [/^HPE_INVALID_EOF_STATE|LENGTH_MISMATCH/, "truncated"],
    [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "reset"]];

/** Class and message: by the error at the bottom of what fetch wraps around it. */
function failureOf(error) {
    let reason = error;
    while (reason.cause)
        reason = reason.cause;
    const kind = CLASSES.find(([codes]) => codes.test(String(reason.code)))?.[1] ?? "protocol";
    return [kind === "reset" && error.hasHead ? "truncated" : kind, reason.message || String(reason.code)];
}

/** What becomes of one hop, seen below fetch: undici calls this as things happen. */
class Wire {
    constructor(agent, hop) {
        Object.assign(this, { agent, hop, isReused: false });
    }

    /** The target goes out as it is, and these fields alone, where fetch would add its own. */
    dispatch(options, handler) {
        return this.agent.dispatch({ ...options, path: this.hop.target, headers: this.hop.fields() }, this.around(handler));
    }

    /** fetch is not told of a coding, as it would not bound what it decodes. */
    around(handler) {
        return {
            onConnect: abort => {
                Wire.sending = this;
                this.sentAt = now();
                handler.onConnect(abort);
            },
            onHeaders: (status, raw, resume, text) => {
                this.repliedAt = now();
                this.reply = new Reply(status, raw);
                const others = raw.filter((_, i) => !/^content-encoding$/i.test(raw[i - i % 2].toString("latin1")));
                return handler.onHeaders(status, others, resume, text);
            },
            onUpgrade: (status, raw, socket) => {
                this.reply = new Reply(status, raw);
                socket.destroy();
            },
            onData: chunk => handler.onData(chunk),
            onComplete: trailers => handler.onComplete(trailers),
            onError: error => handler.onError(error),
        };
    }
}

/** Which connection a request goes out on is told right after its onConnect. */
const seen = new WeakSet();
channel("undici:client:sendHeaders").subscribe(({ socket }) => {
    Wire.sending.isReused = seen.has(socket);
    seen.add(socket);
});

async function fetched(agent, plan, request) {
    const hop = new Hop(plan);
    const signal = AbortSignal.timeout(plan.timeout_ms);
    for (;;) {
        const wire = new Wire(agent, hop);
        let response;
        try {
            response = await fetch(hop.url, { method: hop.method, redirect: "manual", dispatcher: wire, signal });
            const { reply } = wire;
            reply.mustBeWellFormed();
            if (hop.goesOn(reply)) {
                await bodyOf(response, CHUNK).catch(() => {}); // So that the connection can be kept.
                continue;
            }
            const body = await bodyOf(response, plan.max_body);
            request.ended("wait", wire.sentAt, wire.repliedAt);
            request.ended("receive");
            return { reply, page: await pageOf(plan, reply, body), hop, isReused: wire.isReused };
        } catch (error) {
            if (wire.reply?.status < 200) {
                request.told.status = wire.reply.status;
                wire.reply.mustBeWellFormed();
            }
            if (!wire.reply && request.goesAgain(error, hop, wire.isReused))
                continue;
            error.hasHead = Boolean(wire.reply);
            throw error;
        } finally {
            await response?.body?.cancel().catch(() => {}); // What is left of it would hold the connection.
        }
    }
}

async function bodyOf(response, most) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > most)
            throw new Failure("body-too-large", `The body has more than ${most} bytes.`);
    }
    return Buffer.concat(chunks);
}

/** What fetch would use by itself, but for the plan's own limits. */
function agentFor(plan, totals) {
    const file = name => (plan[name] ? readFileSync(plan[name]) : undefined);
    const lookup = (host, options, callback) => {
        if (totals)
            totals.sums.lookups++;
        dns.lookup(isThisMachine(host) ? "localhost" : host, options, callback);
    };
    new Response(); // Only now is there what fetch is made of.
    const { constructor: Agent } = globalThis[Symbol.for("undici.globalDispatcher.1")];
    return new Agent({
        connections: plan.at_once, pipelining: plan.fresh_connections ? 0 : 1, headersTimeout: 0, bodyTimeout: 0,
        connect: { timeout: plan.connect_timeout_ms, socketPath: plan.unix_socket, rejectUnauthorized: !plan.insecure,
            ca: file("cacert"), cert: file("cert"), key: file("key"), lookup },
    });
}

if (!globalThis.fetch)
    refuse(`Node.js ${process.version} has no fetch; it takes 18 or newer`);
const plan = await readPlan();
const run = new Run(plan, "node fetch", failureOf);
const agent = agentFor(plan, run.totals);
await run.begin();

async function lane() {
    for (const index of run.indexes)
        await run.carryOut(index, request => fetched(agent, plan, request));
}
await Promise.all(Array.from({ length: plan.at_once }, lane));
run.finish();
