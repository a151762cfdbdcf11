// SPDX-License-Identifier: GPL-3.0-or-later

const MOST_POINTS = 2000;

/** What a summary tells of all requests together, so that none of them costs a line. */
export class Totals {
    sets = { statuses: new Set(), http: new Set(), codings: new Set() };
    sums = { bytes: 0, reused: 0, handshakes: 0, lookups: 0 };
    single = {}; // The first failure, and the digest.
    open = 0;
    inFlight = 0;
    done = 0;
    responses = 0;
    points = []; // Every so manieth of those that are done: when, and its response time.
    step = 1;

    begin() {
        this.inFlight = Math.max(this.inFlight, ++this.open);
    }

    add(request, outcome, at) {
        this.open--;
        if (outcome.outcome !== "done") {
            this.single.first_failure ??= { class: outcome.class, message: outcome.message };
            return;
        }
        const response = request.received - request.begin;
        this.sets.statuses.add(outcome.status);
        this.sets.http.add(outcome.http);
        this.sets.codings.add(request.reply.coding);
        this.sums.bytes += outcome.bytes;
        this.sums.reused += request.isReused;
        this.sums.handshakes += request.isEncrypted && !request.isReused;
        if (outcome.digest)
            this.single.digest = outcome.digest;
        this.responses += response;
        if (++this.done % this.step === 0)
            this.points.push([at, response]);
        if (this.points.length === 2 * MOST_POINTS) {
            this.points = this.points.filter((_, i) => i % 2 === 1);
            this.step *= 2;
        }
    }

    told(ready) {
        const told = { ...this.sums, ...this.single, in_flight: this.inFlight };
        for (const [name, values] of Object.entries(this.sets))
            told[name] = [...values];
        if (this.done === 0)
            return told;
        const every = Math.ceil(this.points.length / MOST_POINTS);
        const responses = this.points.map(([, response]) => response).sort((a, b) => a - b);
        const share = part => responses[Math.floor(responses.length * part)];
        told.done_at = this.points.filter((_, i) => (i + 1) % every === 0).map(([at]) => at - ready);
        told.response_ns = { mean: Math.round(this.responses / this.done), p50: share(0.5), p95: share(0.95) };
        return told;
    }
}
