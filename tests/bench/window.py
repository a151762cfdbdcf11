# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon the window is there, whether it stays smooth in a run, and what concurrency buys over one at a time."""

import contextlib
import os
import shutil
import subprocess

from clients import DEADLINE_S, parsed
from processes import CannotMeasure, child, measured
from report import Bound, Result, Table
from rounds import estimate, say

ROUNDS = 5


@contextlib.contextmanager
def virtual_display():
    """The name of a display of an X server of our own, which ends with the block."""
    if not shutil.which("Xvfb"):
        raise CannotMeasure("Xvfb is not installed, so the window cannot be shown")
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with child(command, None, pass_fds=[write_end], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
               stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as display:  # The server writes its number when it is ready, or closes it as it dies.
            number = display.readline().strip()
        if not number:
            raise CannotMeasure("Xvfb did not start")
        yield f":{number}"
        server.terminate()  # In peace, so that it removes its lock.
        server.wait()


def window_run(bench, environment, requests):
    done = measured([str(bench.programs / "fiftyfold"), "--start", "--exit-when-done", "-n", str(requests), "-c", "50",
                     "practice:robots.txt?latency=0ms"], environment, DEADLINE_S)
    figures = parsed("fiftyfold", done.output)
    if figures["done"] != requests:
        raise CannotMeasure(f"the window's run ended with {figures['done']} of {requests} requests done")
    return figures


def terminal_elapsed_ms(bench, strategy):
    done = measured([str(bench.programs / "fiftyfold-cli"), "run", "practice:robots.txt?latency=100ms", "-n", "50",
                     "--strategy", strategy, "--progress", "none", "--summary", "-"], bench.environment, DEADLINE_S)
    return parsed("fiftyfold-cli", done.output)["summary"]["elapsed_ms"]


def case_window(bench):
    rounds, many = bench.rounds_of(ROUNDS), bench.size(20_000)

    def median(figure):
        return estimate([figure() for _ in range(rounds)])

    with virtual_display() as display:
        environment = {**bench.environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        say("window: start-up")
        shown = median(lambda: window_run(bench, environment, 50)["shown_after_ms"])
        say(f"window: {many:,} requests")
        long_runs = [window_run(bench, environment, many) for _ in range(rounds)]
    say("window: async and sequential")
    concurrent = [terminal_elapsed_ms(bench, "async") for _ in range(rounds)]
    sequential = [terminal_elapsed_ms(bench, "sequential") for _ in range(rounds)]
    block = estimate([run["longest_main_thread_block_ms"] for run in long_runs])
    return Result(
        [Table("Window and strategies", ["what", "measured"], [
            ["window shown after start, ms", shown],
            [f"longest block of the main thread, {many:,} requests at 0 ms, ms", block],
            [f"elapsed, {many:,} requests at 0 ms, 50 at once, in the window, ms",
             estimate([run["elapsed_ms"] for run in long_runs])],
            ["elapsed, 50 requests at 100 ms, async, ms", estimate(concurrent)],
            ["elapsed, 50 requests at 100 ms, sequential, ms", estimate(sequential)],
            ["how many times as fast async was", estimate([one / other for one, other in zip(sequential, concurrent)])]])],
        [Bound("window shown after start", shown, 600, "ms"),
         Bound(f"longest block of the main thread, {many:,} requests", block, 50, "ms"),
         Bound("elapsed, 50 requests at 100 ms, async", estimate(concurrent), 135, "ms")])
