# SPDX-License-Identifier: GPL-3.0-or-later
"""Case i: what strategies cost their client, as one comparison of `fiftyfold-cli compare` has it."""

from clients import DEADLINE_S, aiohttp_python, parsed
from processes import Absent, CannotMeasure, measured
from report import Bound, Result, Table
from rounds import estimate

REQUESTS, AT_ONCE, ROUNDS = 3_000, 20, 5
ASYNC, ASYNCIO, THREADS, PROCESSES = "async", "python-asyncio", "threads", "processes"
CPU, SWITCHES, MEMORY = "cpu_us_per_request", "context_switches_per_request", "peak_memory_bytes"


def compared(bench, names):
    """The rounds of each entry, by name."""
    command = [str(bench.programs / "fiftyfold-cli"), "compare", "practice:?latency=0ms", "-n", str(bench.size(REQUESTS)),
               "-c", str(AT_ONCE), "--rounds", str(bench.rounds_of(ROUNDS)), "--strategies", ",".join(names),
               "--json", "-", "--progress", "none"]
    report = parsed("fiftyfold-cli compare", measured(command, bench.environment, DEADLINE_S).output)
    for entry in report["entries"]:
        if problem := entry.get("problem"):
            raise CannotMeasure(f"{entry['name']}: {problem}")
    return {entry["name"]: entry["rounds"] for entry in report["entries"]}


def costs(rounds, figure):
    return [one["cost"][figure] for one in rounds]


def ratio(rounds, name, base, figure):
    """Of the ratios within a round; None where one of the two is absent."""
    if name not in rounds or base not in rounds:
        return None
    return estimate([one / other for one, other in zip(costs(rounds[name], figure), costs(rounds[base], figure)) if other])


def case_i(bench):
    names, absent = [ASYNC, ASYNCIO, THREADS, PROCESSES], None
    try:
        aiohttp_python()
    except Absent as missing:
        absent = str(missing)
        names.remove(ASYNCIO)
    rounds = compared(bench, names)
    rows = [[name, estimate(costs(one, CPU)), estimate(costs(one, SWITCHES)), estimate([n / 2**20 for n in costs(one, MEMORY)]),
             *(ratio(rounds, name, ASYNC, figure) for figure in (CPU, SWITCHES, MEMORY))] for name, one in rounds.items()]
    columns = ["strategy", "processor µs a request", "switches a request", "peak memory MiB", *(
        f"{what} ÷ {ASYNC}" for what in ("processor", "switches", "memory"))]
    title = f"i. What strategies cost: {bench.size(REQUESTS):,} requests at 0 ms, {AT_ONCE} at once"
    bounds = [Bound("i: processor time, async ÷ asyncio", ratio(rounds, ASYNC, ASYNCIO, CPU), 0.5, excuse=absent)]
    bounds += [Bound(f"i: {what}, {name} ÷ {base}", ratio(rounds, name, base, figure), 1, at_least=True)
               for what, figure, name, base in (("memory", MEMORY, THREADS, ASYNC), ("switches", SWITCHES, THREADS, ASYNC),
                                                ("memory", MEMORY, PROCESSES, ASYNC), ("memory", MEMORY, PROCESSES, THREADS))]
    return Result([Table(title, columns, rows, [f"Absent: {absent}."] if absent else [])], bounds,
                  samples={"i": {name: [one["cost"] for one in each] for name, each in rounds.items()}})
