# SPDX-License-Identifier: GPL-3.0-or-later
"""Case h: what the window costs beside the terminal, the same run in both, and for how long it blocks its main thread."""

from cases import AT_ONCE
from clients import parsed, sample
from origins import practice_server
from processes import measured
from report import Bound, Result, Table, ratio_bound
from rounds import Client, estimate, say, take_turns
from window import virtual_display

ROUNDS = 4  # terminal, window, window, terminal, twice
LONG_ROUNDS = 1
LONG_DEADLINE_S = 900  # for a million requests on a slow machine
TERMINAL, WINDOW = "terminal", "window"


def in_window(bench, environment, url, blocks):
    """A run in the window, which quits at its end. Its longest block goes into `blocks`, by how many requests it had."""
    def run(requests):
        done = measured([str(bench.programs / "fiftyfold"), "--exit-when-done", "-n", str(requests), "-c", str(AT_ONCE), url],
                        environment, LONG_DEADLINE_S)
        report = parsed("fiftyfold", done.output)
        blocks.setdefault(requests, []).append(report["longest_main_thread_block_ms"])
        return sample("fiftyfold", done, requests, report["done"], report["elapsed_ms"] / 1e3)
    return run


def case_h(bench):
    few, usual, many = AT_ONCE, bench.size(100_000), bench.size(1_000_000)
    blocks = {}
    with virtual_display() as display, practice_server(bench.programs, bench.environment) as page:
        url = f"{page}?latency=0ms"
        window = in_window(bench, {**bench.environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}, url, blocks)
        terminal = bench.clients.fiftyfold(url, "curl", AT_ONCE, deadline_s=LONG_DEADLINE_S)
        clients = [Client(TERMINAL, terminal), Client(WINDOW, window)]
        start = take_turns("window beside terminal, start", clients, few, bench.rounds_of(ROUNDS))
        series = take_turns("window beside terminal", clients, usual, bench.rounds_of(ROUNDS), usual // 10)
        long = take_turns(f"window beside terminal, {many:,} requests", clients, many, bench.rounds_of(LONG_ROUNDS), few)
    rows = [[name, one.median("elapsed_ms"), one.median("cpu_us"), one.ratio_to(series[TERMINAL], "elapsed_ms"),
             one.ratio_to(series[TERMINAL], "cpu_us"), (cost := start[name].median("cpu_us")) and cost.over(1e3 / few)]
            for name, one in series.items()]
    long_rows = [[name, one.median("elapsed_ms"), one.median("cpu_us"), one.ratio_to(long[TERMINAL], "cpu_us"),
                  (peak := one.median("peak_bytes")) and peak.over(1e6), one.ratio_to(long[TERMINAL], "peak_bytes")]
                 for name, one in long.items()]
    longest = {requests: estimate(found) for requests, found in blocks.items()}
    result = Result(
        [Table(f"h. Window beside terminal: {usual:,} requests at 0 ms, {AT_ONCE} at once",
               ["program", "elapsed ms", "processor µs a request", "elapsed ÷ terminal", "processor ÷ terminal",
                f"processor ms of a run of {few}, which is its start"], rows),
         Table(f"h. The same with {many:,} requests, once",
               ["program", "elapsed ms", "processor µs a request", "processor ÷ terminal", "peak memory MB",
                "peak ÷ terminal"], long_rows),
         Table("h. Longest block of the window's main thread", ["requests", "ms"],
               [[f"{requests:,}", longest.get(requests)] for requests in (usual, many)])],
        [ratio_bound("h: elapsed, window ÷ terminal", series[WINDOW], series[TERMINAL], "elapsed_ms", 1.05),
         ratio_bound("h: processor time, window ÷ terminal", series[WINDOW], series[TERMINAL], "cpu_us", 1.10),
         ratio_bound(f"h: peak memory at {many:,} requests, window ÷ terminal", long[WINDOW], long[TERMINAL],
                     "peak_bytes", 1.5),
         Bound(f"h: longest block of the main thread, {usual:,} requests", longest.get(usual), 16, "ms"),
         Bound(f"h: longest block of the main thread, {many:,} requests", longest.get(many), 33, "ms")],
        samples={"h": {"blocks_ms": blocks}})
    result.troubles = [f"h: {name}: {one.trouble}" for found in (start, series, long) for name, one in found.items()
                       if one.trouble]
    return result
