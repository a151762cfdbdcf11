# SPDX-License-Identifier: GPL-3.0-or-later
"""Case g: how well an open load keeps its schedule, and what it costs."""

from cases import AT_ONCE, own_peak_bytes
from origins import nginx
from processes import CannotMeasure
from report import Bound, Result, Table
from rounds import estimate, say

HIGH_RATE = 20_000
SECONDS = 10  # Long enough that the first connections, a few hundred requests, are not the hundredth that p99 leaves out.
ROUNDS = 3


def open_run(bench, url, rate, requests):
    """The summary of a run at that rate, and its peak of memory."""
    return bench.clients.summary(url, requests, "--stages", "fetch", "--rate", f"{rate}/s")


def figures_at(bench, url, rate):
    """Asked, achieved and lag of one run."""
    summary, _ = open_run(bench, url, rate, max(100, int(rate * SECONDS) // bench.divisor))
    health, lag = summary["health"], summary["lag_ms"]
    return {"asked": health["asked_rate"], "achieved": health["achieved_rate"], "ratio": health["ratio"],
            "lag_p50_us": lag["p50"] * 1e3, "lag_p99_us": lag["p99"] * 1e3, "busy": health["client_cpu_share"],
            "verdict": health["verdict"]}


def memory_of_a_request(bench, url):
    few, many = bench.size(20_000), bench.size(220_000)
    peaks = []
    for requests in (few, many):
        peaks.append(open_run(bench, url, HIGH_RATE, requests)[1])
        # A new process inherits the peak of the one that it came from: ours has to be the smaller.
        if peaks[-1] <= own_peak_bytes():
            raise CannotMeasure("g: the harness itself has a higher peak than what it measures")
    return (peaks[1] - peaks[0]) / (many - few)


def case_g(bench):
    closed, runs, memory = [], {"half of closed": [], "20,000/s": []}, []
    with nginx(bench.folder / "nginx-g", bench.environment) as url:
        for number in range(bench.rounds_of(ROUNDS)):
            say(f"open load, round {number + 1}")
            summary, _ = bench.clients.summary(url, bench.size(50_000), "--stages", "fetch", "--at-once", str(AT_ONCE))
            closed.append(summary["requests_per_second"])
            runs["half of closed"].append(figures_at(bench, url, int(closed[-1] / 2)))
            runs["20,000/s"].append(figures_at(bench, url, HIGH_RATE))
            memory.append(memory_of_a_request(bench, url))

    def median(found, figure):
        return estimate([one[figure] for one in found])

    columns = ["open load", "asked/s", "achieved/s", "achieved ÷ asked", "lag p50 µs", "lag p99 µs", "processor busy"]
    rows = [[name, *(median(found, figure) for figure in ("asked", "achieved", "ratio", "lag_p50_us", "lag_p99_us", "busy"))]
            for name, found in runs.items()]
    notes = [f"Closed, {AT_ONCE} at once, the same machine reached {estimate(closed).value:,.0f} requests/s."]
    return Result(
        [Table(f"g. Open load on loopback, {SECONDS} s each, fetch only", columns, rows, notes)],
        [Bound("g: achieved ÷ asked at half of the closed rate", median(runs["half of closed"], "ratio"), 0.99, "",
               at_least=True),
         Bound("g: lag p99 at half of the closed rate", median(runs["half of closed"], "lag_p99_us"), 1_000, "µs"),
         Bound("g: memory of a request with its due time", estimate(memory), 130, "bytes")],
        samples={"g": {"closed_rate": closed, "runs": runs, "bytes_a_request": memory}})
