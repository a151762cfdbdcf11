// SPDX-License-Identifier: GPL-3.0-or-later

// The plan that a runner reads, the pages that it saves, and the lines that it writes: nothing here is about how requests are
// sent, or how many at once.

import { createHash } from "node:crypto";
import { unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline/promises";

import { AGAIN, Failure } from "./exchange.mjs";
import { Totals } from "./summary.mjs";

const HONOURED = new Set(["schema", "url", "requests", "at_once", "strategy", "transport", "method", "http", "timeout_ms",
    "connect_timeout_ms", "redirects", "accept_status", "max_body", "insecure", "stages", "fresh_connections", "threads", "headers",
    "unix_socket", "cacert", "cert", "key", "work_dir", "allow_remote", "first_index", "report"]);
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\0": "\ufffd" };

/** CLOCK_MONOTONIC, ns: up to 104 days after the machine's start a number holds it exactly. */
export function now() {
    return Number(process.hrtime.bigint());
}

function say(...lines) {
    process.stdout.write(lines.map(line => `${JSON.stringify(line)}\n`).join(""));
}

export function refuse(why) {
    process.stderr.write(`This runner can't run the plan: ${why}.\n`);
    process.exit(1);
}

/** The lines of standard input. Once it has ended nobody wants the run any more. */
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function nextLine() {
    const { value, done } = await input.next();
    return done ? refuse("nobody wants it any more") : JSON.parse(value);
}

/** The plan, or the end of the program if it has a field that is not honoured here. */
export async function readPlan() {
    const plan = { headers: [], ...await nextLine() };
    const unable = Object.keys(plan).filter(name => plan[name] && !HONOURED.has(name));
    if (plan.http !== "1.1")
        unable.push("http 2");
    if (plan.schema !== "fiftyfold.runner/1" || unable.length)
        refuse(unable.join(", ") || "another schema");
    plan.accepted = plan.accept_status.split(",").map(range => range.split("-").map(Number));
    plan.steps = plan.stages.split(",");
    return plan;
}

/** The plan being run. `indexes` hands out each request once, whoever asks. */
export class Run {
    constructor(plan, name, failureOf) {
        Object.assign(this, { plan, name, failureOf, done: 0, failed: 0 });
        this.totals = plan.report === "summary" ? new Totals() : null;
        this.indexes = Array.from({ length: plan.requests }, (_, i) => plan.first_index + i).values();
    }

    async begin() {
        this.ready = now();
        say({ ready: { name: this.name, version: process.version, clock_ns: this.ready } });
        if (!(await nextLine()).start)
            refuse("nobody said start");
        input.next().then(({ done }) => done && !this.isFinished && process.exit(1));
        this.start = now();
    }

    finish() {
        const end = now();
        this.isFinished = true;
        say({ finished: { elapsed_ns: end - this.start, at: end - this.ready, done: this.done, failed: this.failed,
            ...this.totals?.told(this.ready) } });
        process.exit();
    }

    /** One request, from the queue to its outcome. Whatever goes wrong is its own and ends no other. */
    async carryOut(index, fetched) {
        const request = new Request(this, index);
        let outcome = { outcome: "done" };
        try {
            await request.keep(await fetched(request));
        } catch (error) {
            let [kind, message] = error instanceof Failure ? [error.kind, error.message] : this.failureOf(error);
            if (kind === "reset" && !AGAIN.has(this.plan.method))
                message += `. It was not sent again, as a ${this.plan.method} may have had an effect.`;
            outcome = { outcome: "failed", class: kind, message };
        }
        this.tell(request, { ...outcome, ...request.told });
    }

    tell(request, outcome) {
        const at = now();
        this[outcome.outcome]++;
        if (this.totals)
            this.totals.add(request, outcome, at);
        else
            say(...request.stages.map(([stage, begin, end]) => ({ i: request.index, stage, at: begin - this.ready, ns: end - begin })),
                { i: request.index, ...outcome, at: at - this.ready });
    }
}

class Request {
    constructor(run, index) {
        Object.assign(this, { run, index, stages: [], told: {}, last: run.start });
        this.ended("queued");
        this.begin = this.last;
        run.totals?.begin();
    }

    /** A stage without a begin follows the one before it; without an end, it ends now. */
    ended(stage, begin = this.last, end = now()) {
        this.stages.push([stage, begin, end]);
        this.last = end;
    }

    /** Whether a request that got no reply is sent once more: only if a kept connection broke, and it can have no effect. */
    goesAgain(error, hop, wasReused) {
        const isLost = wasReused && !this.told.retries && AGAIN.has(hop.method) && this.run.failureOf(error)[0] === "reset";
        if (isLost)
            this.told.retries = 1;
        return isLost;
    }

    /** What comes after the fetch: wrap, save, delete, as far as the plan wants them. */
    async keep({ reply, page, hop, isReused }) {
        const { plan } = this.run;
        Object.assign(this, { reply, isReused, received: this.last, isEncrypted: hop.url.protocol === "https:" });
        Object.assign(this.told, { status: reply.status, bytes: page.length, http: "1.1", reused: isReused });
        if (!plan.accepted.some(([first, last = first]) => first <= reply.status && reply.status <= last))
            throw new Failure("status", `The server answered ${reply.status}.`);
        const file = path.join(plan.work_dir, `${String(this.index).padStart(4, "0")}.html`);
        let html;
        for (const step of plan.steps.slice(1)) {
            if (step === "wrap")
                html = wrapped(page, reply.charset, hop.source);
            else
                await failingAs(step, path.basename(file), step === "save" ? save(file, html) : unlink(file));
            this.ended(step);
        }
        if (this.index === 0)
            this.told.digest = createHash("sha256").update(page).digest("hex");
    }
}

function wrapped(page, charset, source) {
    let decoder;
    try {
        decoder = new TextDecoder(charset ?? "utf-8");
    } catch {
        decoder = new TextDecoder();
    }
    return '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n' +
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n' +
        `<title>${escaped(source)}</title>\n</head>\n<body>\n<pre>\n${escaped(decoder.decode(page))}</pre>\n</body>\n</html>\n`;
}

function escaped(text) {
    return text.replace(/[&<>"'\0]/g, character => ESCAPES[character]);
}

/** A file that nobody has made before. No part of a page stays. */
async function save(file, html) {
    try {
        await writeFile(file, html, { flag: "wx", mode: 0o600 });
    } catch (error) {
        if (error.code !== "EEXIST")
            await unlink(file).catch(() => {});
        throw error;
    }
}

async function failingAs(step, name, work) {
    try {
        await work;
    } catch (error) {
        const remedy = error.code === "EFBIG" ? ' Raise the limit of this shell with "ulimit -f".' : "";
        throw new Failure(step, `${name}: ${error.code}.${remedy}`);
    }
}
