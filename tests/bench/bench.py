#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `./dev bench` measures: how soon the window is there, whether it stays smooth, and what concurrency buys.

Prints a Markdown table, writes the same as JSON, and exits with 1 if a bound is missed. The programs run with a private
home folder, so that nobody's settings count or change. Each figure that is timed more than once is a median.
"""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile

REPEATS = 5
RUN_DEADLINE_S = 180


class CannotMeasure(Exception):
    """A program did not give a figure; the text says which and what it said."""


@contextlib.contextmanager
def virtual_display():
    """The name of a display of an X server of our own, which ends with the block."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as display:  # The server writes its number when it is ready, or closes it as it dies.
            number = display.readline().strip()
        if not number:
            raise CannotMeasure("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def json_from(command, environment):
    """The JSON document that a program writes to its standard output."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=RUN_DEADLINE_S)
    except subprocess.TimeoutExpired as late:
        raise CannotMeasure(f"{' '.join(command)}: not done after {RUN_DEADLINE_S} s") from late
    if done.returncode != 0:
        raise CannotMeasure(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.strip()}")
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as wrong:
        raise CannotMeasure(f"{' '.join(command)}: no JSON on standard output: {done.stdout!r}") from wrong


def window_run(programs, environment, latency, requests, at_once):
    figures = json_from([str(programs / "fiftyfold"), "--start", "--exit-when-done", "-n", str(requests),
                         "-c", str(at_once), f"practice:robots.txt?latency={latency}"], environment)
    if figures["done"] != requests:
        raise CannotMeasure(f"the window's run ended with {figures['done']} of {requests} requests done")
    return figures


def terminal_elapsed(programs, environment, strategy):
    record = json_from([str(programs / "fiftyfold-cli"), "run", "practice:robots.txt?latency=100ms", "-n", "50",
                        "--strategy", strategy, "--progress", "none", "--summary", "-"], environment)
    return record["summary"]["elapsed_ms"]


def measure(programs, environment):
    """Rows of name, value, unit and bound (the value may not be above it; None: there is none)."""
    def median(figure):
        return statistics.median(figure() for _ in range(REPEATS))

    shown = median(lambda: window_run(programs, environment, "0ms", 50, 50)["shown_after_ms"])
    many = window_run(programs, environment, "0ms", 20_000, 50)
    concurrent = median(lambda: terminal_elapsed(programs, environment, "async"))
    sequential = median(lambda: terminal_elapsed(programs, environment, "sequential"))
    return [
        ("window shown after start", shown, "ms", 600),
        ("longest block of the main thread, 20,000 requests at 0 ms", many["longest_main_thread_block_ms"], "ms", 50),
        ("elapsed, 20,000 requests at 0 ms, 50 at once, in the window", many["elapsed_ms"], "ms", None),
        ("elapsed, 50 requests at 100 ms, async", concurrent, "ms", 135),
        ("elapsed, 50 requests at 100 ms, sequential", sequential, "ms", None),
        ("how many times faster async was", sequential / concurrent, "×", None),
    ]


def markdown(rows):
    yield "| what | measured | at most | |"
    yield "| --- | ---: | ---: | --- |"
    for name, value, unit, bound in rows:
        limit = "" if bound is None else f"{bound} {unit}"
        verdict = "" if bound is None else "PASS" if value <= bound else "FAIL"
        yield f"| {name} | {value:.1f} {unit} | {limit} | {verdict} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of the release programs")
    parser.add_argument("--json", type=pathlib.Path, required=True, help="where the figures go")
    options = parser.parse_args()

    try:
        with tempfile.TemporaryDirectory(prefix="fiftyfold-bench-") as home, virtual_display() as display:
            environment = {"HOME": home, "XDG_RUNTIME_DIR": home, "TMPDIR": home, "DISPLAY": display,
                           "QT_QPA_PLATFORM": "xcb", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
            rows = measure(options.programs, environment)
    except (CannotMeasure, OSError) as problem:
        print(f"bench: {problem}", file=sys.stderr)
        return 1

    machine = f"{platform.machine()}, {os.cpu_count()} processors, Linux {platform.release()}"
    print(f"Medians of {REPEATS}, the one of 20,000 requests measured once. {machine}.\n", *markdown(rows), sep="\n")
    options.json.write_text(json.dumps({
        "machine": machine, "repeats": REPEATS,
        "figures": [{"name": n, "value": v, "unit": u, "at_most": b} for n, v, u, b in rows]}, indent=2) + "\n")
    return 0 if all(bound is None or value <= bound for _, value, _, bound in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
