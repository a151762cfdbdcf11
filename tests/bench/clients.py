# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs that are compared, each as a function from a number of requests to a Sample."""

import functools
import json
import pathlib
import re
import shutil
import sys

from processes import Absent, CannotMeasure, measured, output_of
from rounds import Sample

RUNNERS = pathlib.Path(__file__).resolve().parents[2] / "resources/runners"
DEADLINE_S = 180
PIPELINE = "fetch,wrap,save,delete"


class Clients:
    """All of them share the environment, and the folder that holds what has to be built."""

    def __init__(self, programs, environment, folder):
        self.programs, self.environment, self.folder = programs, environment, folder

    def fiftyfold(self, url, transport, at_once, *options, deadline_s=DEADLINE_S):
        def run(requests):
            done = measured([str(self.programs / "fiftyfold-cli"), "run", url, "-n", str(requests), "-c", str(at_once),
                             "--transport", transport, "--summary", "-", "--progress", "none", *options],
                            self.environment, deadline_s)
            summary = parsed("fiftyfold-cli", done.output)["summary"]
            return sample("fiftyfold-cli", done, requests, summary["done"], summary["elapsed_ms"] / 1e3)
        return run

    def summary(self, url, requests, *options):
        """What fiftyfold-cli sums up of a run, and its peak of memory in bytes."""
        done = measured([str(self.programs / "fiftyfold-cli"), "run", url, "-n", str(requests), "--summary", "-",
                         "--progress", "none", *options], self.environment, DEADLINE_S)
        return parsed("fiftyfold-cli", done.output)["summary"], done.peak_bytes

    def aiohttp(self, url, at_once, **plan):
        def run(requests):
            python, _ = aiohttp_python()
            return self.runner([python, "-B", str(RUNNERS / "python_asyncio.py")], url, at_once, requests, plan)
        return run

    def go(self, url, at_once, **plan):
        def run(requests):
            return self.runner([self.go_runner], url, at_once, requests, plan)
        return run

    @functools.cached_property
    def go_runner(self):
        """The Go program, built on first use."""
        if not shutil.which("go"):
            raise Absent("go is not installed")
        program = self.folder / "goroutines"
        settings = {"GOPROXY": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "", "CGO_ENABLED": "0",
                    "GOCACHE": str(self.folder / "go-cache"), "GOPATH": str(self.folder / "go")}
        sources = [str(RUNNERS / name) for name in ("goroutines.go", "protocol.go", "exchange.go", "summary.go")]
        measured(["go", "build", "-o", str(program), *sources], {**self.environment, **settings}, DEADLINE_S)
        return str(program)

    def runner(self, command, url, at_once, requests, changes):
        """Speaks fiftyfold.runner/1 with a peer."""
        plan = {"schema": "fiftyfold.runner/1", "url": url, "requests": requests, "at_once": at_once, "method": "GET",
                "strategy": "external", "transport": "external", "http": "1.1", "timeout_ms": 10_000.0,
                "connect_timeout_ms": 5_000.0, "redirects": 10, "accept_status": "200-399", "max_body": 16 << 20,
                "insecure": False, "stages": PIPELINE, "fresh_connections": False, "warmup": 0, "threads": 1,
                "body_bytes": 0, "headers": [], "first_index": 0, "report": "summary", **changes}

        def talk(process):
            try:
                for line in (plan, {"start": True}):
                    process.stdin.write(json.dumps(line) + "\n")
                    process.stdin.flush()
                    answer = process.stdout.readline()  # ready, then finished
            except BrokenPipeError:
                answer = ""
            return answer

        name = pathlib.Path(command[-1]).name
        done = measured(command, self.environment, DEADLINE_S, talk)
        finished = parsed(name, done.output)["finished"]
        return sample(name, done, requests, finished["done"], finished["elapsed_ns"] / 1e9)

    def hey(self, url, at_once):
        def run(requests):
            done = self.tool("hey", "-n", str(requests), "-c", str(at_once), url)
            rate = number_in("hey", r"Requests/sec:\s+([\d.]+)", done.output)
            return sample("hey", done, requests, number_in("hey", r"\[200\]\s+(\d+) responses", done.output), requests / rate)
        return run

    def h2load(self, url, *options):
        def run(requests):
            done = self.tool("h2load", "-n", str(requests), *options, url)
            rate = number_in("h2load", r"finished in .*, ([\d.]+) req/s", done.output)
            return sample("h2load", done, requests, number_in("h2load", r"status codes: (\d+) 2xx", done.output),
                          requests / rate)
        return run

    def wrk(self, url, at_once, threads, seconds):
        """It runs for a time, not for a number of requests: both its count and its time are its own."""
        def run(_requests):
            done = self.tool("wrk", "-t", str(threads), "-c", str(at_once), "-d", f"{seconds}s", url)
            if wrong := re.search(r"Non-2xx.*|Socket errors.*", done.output):
                raise CannotMeasure(f"wrk: {wrong.group()}")
            count = int(number_in("wrk", r"(\d+) requests in", done.output))
            return sample("wrk", done, count, count, count / number_in("wrk", r"Requests/sec:\s+([\d.]+)", done.output))
        return run

    def tool(self, name, *arguments):
        if not shutil.which(name):
            raise Absent(f"{name} is not installed")
        return measured([name, *arguments], self.environment, DEADLINE_S)


@functools.lru_cache
def aiohttp_python():
    """A Python that has aiohttp, the distribution's before ours, and the version of aiohttp."""
    for python in ("/usr/bin/python3", sys.executable):
        version = output_of([python, "-c", "import aiohttp; print(aiohttp.__version__)"]) if shutil.which(python) else ""
        if re.fullmatch(r"[\d.]+\w*", version):
            return python, version
    raise Absent("aiohttp is not installed")


def parsed(name, text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        raise CannotMeasure(f"{name}: no JSON: {text[:200]!r}") from wrong


def number_in(name, pattern, text):
    found = re.search(pattern, text)
    if not found:
        raise CannotMeasure(f"{name}: nothing like {pattern!r} in its output:\n{text[-500:]}")
    return float(found.group(1))


def sample(name, done, requests, done_requests, elapsed_s):
    if done_requests != requests:
        raise CannotMeasure(f"{name}: {done_requests:.0f} of {requests} requests done")
    return Sample(requests, elapsed_s, done.cpu_s, done.peak_bytes)
