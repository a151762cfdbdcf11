# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases that compare clients, a to f. Each gives a Result."""

import contextlib
import os
import pathlib
import tempfile
from dataclasses import dataclass

from clients import PIPELINE, Clients
from origins import BODY_BYTES, make_certificate, nginx, practice_server
from processes import CannotMeasure, output_of
from report import Bound, Result, Table, comparison, ratio_bound
from rounds import Client, better, estimate, say, take_turns

AT_ONCE = 50
SHORT_CASE_ROUNDS = 15  # a run takes some tenths of a second
LONG_CASE_ROUNDS = 5
CURL, CURL_2, QT, GO, AIOHTTP = "Fiftyfold curl", "Fiftyfold curl, 2 threads", "Fiftyfold qt", "Go", "aiohttp"
TMPFS, DISK = pathlib.Path("/dev/shm"), pathlib.Path("/var/tmp")
MEMORY_DEADLINE_S = 600
MEMORY_ROUNDS = 3


@dataclass
class Bench:
    """What all cases share. `rounds`: as the user wants it, or None for what each case takes."""
    programs: pathlib.Path
    environment: dict
    folder: pathlib.Path
    clients: Clients
    rounds: int | None = None
    divisor: int = 1

    def size(self, requests):
        return max(AT_ONCE, requests // self.divisor)

    def rounds_of(self, usual):
        return self.rounds or usual


@contextlib.contextmanager
def work_folder(parent):
    """A folder for pages there, or None where there is no such place."""
    if not (parent.is_dir() and os.access(parent, os.W_OK)):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="fiftyfold-bench-", dir=parent) as folder:
        yield folder


def latency(bench, milliseconds):
    """Fifty requests, all at once, the whole pipeline."""
    with practice_server(bench.programs, bench.environment) as page, work_folder(TMPFS) as quick_folder:
        folder = quick_folder or str(bench.folder)
        url, make = f"{page}?latency={milliseconds}ms", bench.clients
        series = take_turns(f"{milliseconds} ms", [
            Client(CURL, make.fiftyfold(url, "curl", AT_ONCE, "--work-dir", folder)),
            Client(QT, make.fiftyfold(url, "qt", AT_ONCE, "--work-dir", folder)),
            Client(AIOHTTP, make.aiohttp(url, AT_ONCE, work_dir=folder)),
            Client(GO, make.go(url, AT_ONCE, work_dir=folder)),
        ], AT_ONCE, bench.rounds_of(SHORT_CASE_ROUNDS))
    return series


def quotient(one, divisor):
    elapsed = one.median("elapsed_ms")
    return elapsed and elapsed.over(divisor)


def case_a(bench):
    series = latency(bench, 100)
    result = comparison("a. 50 requests at once, an origin that takes 100 ms", series, GO,
                        [("elapsed ÷ 100 ms", lambda one: quotient(one, 100))])
    result.bounds = [Bound("a: elapsed, curl", series[CURL].median("elapsed_ms"), 112, "ms"),
                     ratio_bound("a: elapsed, curl ÷ Go", series[CURL], series[GO], "elapsed_ms", 1)]
    return result


def case_b(bench):
    return comparison("b. 50 requests at once, an origin that answers at once", latency(bench, 0), GO)


def case_c(bench):
    result, requests = Result(), bench.size(20_000)
    with nginx(bench.folder / "nginx-c", bench.environment) as url:
        for where, parent in (("tmpfs", TMPFS), ("disk", DISK)):
            with work_folder(parent) as folder:
                if folder is None:
                    result.tables.append(Table(f"c. Pipeline, pages on {where}", ["client"], [], [f"No {parent} here."]))
                    continue
                result.add(pipeline(bench, url, where, folder, requests))
    return result


def pipeline(bench, url, where, folder, requests):
    make = bench.clients
    series = take_turns(f"pipeline on {where}", [
        Client(CURL, make.fiftyfold(url, "curl", AT_ONCE, "--work-dir", folder)),
        Client(CURL_2, make.fiftyfold(url, "curl", AT_ONCE, "--work-dir", folder, "--threads", "2")),
        Client(GO, make.go(url, AT_ONCE, work_dir=folder)),
        Client(AIOHTTP, make.aiohttp(url, AT_ONCE, work_dir=folder)),
        Client(QT, make.fiftyfold(url, "qt", AT_ONCE, "--work-dir", folder)),
    ], requests, bench.rounds_of(LONG_CASE_ROUNDS), requests // 10)
    filesystem = output_of(["stat", "-f", "-c", "%T", folder])
    result = comparison(f"c. {PIPELINE.replace(',', ', ')}: {requests:,} requests, {AT_ONCE} at once, "
                        f"{BODY_BYTES:,} bytes, pages on {where} ({filesystem})", series, GO)
    if where == "tmpfs":
        curl, best = series[CURL], better(series[CURL], series[CURL_2])
        result.bounds = [
            ratio_bound("c: processor time, curl ÷ Go", curl, series[GO], "cpu_us", 0.8),
            ratio_bound("c: processor time, curl ÷ aiohttp", curl, series[AIOHTTP], "cpu_us", 0.15),
            ratio_bound("c: rate, curl with 1 or 2 threads ÷ Go", best, series[GO], "rate", 1, at_least=True),
            ratio_bound("c: rate, curl with 1 or 2 threads ÷ qt", best, series[QT], "rate", 5, at_least=True)]
    return result


def case_d(bench):
    requests, seconds = bench.size(50_000), 1 if bench.divisor > 1 else 2
    fetch, make = ("--stages", "fetch"), bench.clients
    with nginx(bench.folder / "nginx-d", bench.environment) as url:
        series = take_turns("fetch", [
            Client(CURL, make.fiftyfold(url, "curl", AT_ONCE, *fetch)),
            Client(CURL_2, make.fiftyfold(url, "curl", AT_ONCE, *fetch, "--threads", "2")),
            Client("hey", make.hey(url, AT_ONCE)),
            Client("h2load", make.h2load(url, "--h1", "-c", str(AT_ONCE))),
            Client("wrk", make.wrk(url, AT_ONCE, 1, seconds)),
            Client("wrk, 2 threads", make.wrk(url, AT_ONCE, 2, seconds)),
        ], requests, bench.rounds_of(LONG_CASE_ROUNDS), requests // 10)
    result = comparison(f"d. fetch only: {requests:,} requests, {AT_ONCE} at once, {BODY_BYTES:,} bytes", series, "hey",
                        notes=[f"wrk runs for {seconds} s instead; its elapsed time says nothing."])
    best, best_wrk = better(series[CURL], series[CURL_2]), better(series["wrk"], series["wrk, 2 threads"])
    result.bounds = [
        ratio_bound("d: processor time, curl ÷ hey", series[CURL], series["hey"], "cpu_us", 0.75),
        ratio_bound("d: rate, curl with 1 or 2 threads ÷ wrk with 1 or 2", best, best_wrk, "rate", 0.5, at_least=True)]
    return result


def case_e(bench):
    requests, make = bench.size(10_000), bench.clients
    folder = bench.folder / "nginx-e"
    folder.mkdir()
    certificate = make_certificate(folder, bench.environment)
    with nginx(folder, bench.environment, certificate) as url:
        series = take_turns("HTTP/2", [
            Client(CURL, make.fiftyfold(url, "curl", AT_ONCE, "--stages", "fetch", "--http", "2",
                                        "--cacert", str(certificate))),
            Client("h2load", make.h2load(url, "-c", "1", "-m", str(AT_ONCE))),
            Client(GO, make.go(url, AT_ONCE, http="2", cacert=str(certificate), stages="fetch")),
        ], requests, bench.rounds_of(LONG_CASE_ROUNDS), requests // 10)
    return comparison(f"e. HTTP/2 over TLS, fetch only: {requests:,} requests, {AT_ONCE} at once, {BODY_BYTES:,} bytes",
                      series, GO)


def case_f(bench):
    few, many = bench.size(20_000), bench.size(1_000_000)
    peaks = {few: [], many: []}
    with nginx(bench.folder / "nginx-f", bench.environment) as url:
        run = bench.clients.fiftyfold(url, "curl", AT_ONCE, "--stages", "fetch", deadline_s=MEMORY_DEADLINE_S)
        for number in range(bench.rounds_of(MEMORY_ROUNDS)):
            for requests, found in peaks.items():
                say(f"memory: {requests:,} requests, round {number + 1}")
                found.append(run(requests).peak_bytes)
                # A new process inherits the peak of the one that it came from: ours has to be the smaller.
                if found[-1] <= own_peak_bytes():
                    raise CannotMeasure("f: the harness itself has a higher peak than what it measures")
    each = estimate([(much - little) / (many - few) for little, much in zip(peaks[few], peaks[many])])
    peak = {requests: estimate(found).over(1e6) for requests, found in peaks.items()}
    rows = [[f"{few:,}", peak[few], None], [f"{many:,}", peak[many], each]]
    return Result(
        [Table("f. Peak memory of fiftyfold-cli, curl, fetch only", ["requests", "peak MB", "bytes a further request"], rows)],
        [Bound("f: memory of a request", each, 120, "bytes"), Bound("f: peak memory, the larger run", peak[many], 400, "MB")],
        samples={"f": {"peak_bytes": peaks}})


def own_peak_bytes():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024
