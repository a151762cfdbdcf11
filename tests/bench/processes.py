# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes: none outlives the harness, and of each that is measured the kernel's account is kept."""

import contextlib
import ctypes
import os
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class CannotMeasure(Exception):
    """A program did not give a figure; the text says which and what it said."""


class Absent(Exception):
    """A peer is not on this machine; the text says what is missing."""


@dataclass(frozen=True)
class Finished:
    """What a process left: its output, its processor time (user and system, start-up included) and its peak memory."""
    output: str
    cpu_s: float
    peak_bytes: int


def end_with_harness():
    """In the child: it is killed when the harness dies, however that happens."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@contextlib.contextmanager
def child(command, environment, **pipes):
    """A process that is killed at the end of the block if it still runs."""
    process = subprocess.Popen(command, env=environment, text=True, preexec_fn=end_with_harness, **pipes)
    try:
        yield process
    finally:
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        if process.returncode is None:
            process.kill()
            process.wait()


def measured(command, environment, deadline_s, talk=None):
    """Runs a command to its end. `talk` gets the process and gives its output; without one that is all it writes."""
    name = os.path.basename(command[0])
    with tempfile.TemporaryFile("w+") as errors, child(
            command, environment, stdin=subprocess.PIPE if talk else subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=errors) as process:
        late = threading.Event()

        def end_late():
            late.set()
            os.kill(process.pid, signal.SIGKILL)

        timer = threading.Timer(deadline_s, end_late)
        timer.start()
        try:
            output = talk(process) if talk else process.stdout.read()
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # Its number stays taken until the timer is off.
        finally:
            timer.cancel()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise CannotMeasure(f"{name}: not done after {deadline_s:.0f} s")
        if process.returncode != 0:
            errors.seek(0)
            said = errors.read().strip() or output.strip()
            raise CannotMeasure(f"{name}: exit {process.returncode}: {said}")
    return Finished(output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def output_of(command, environment=None):
    """Both outputs of a short command, such as one that tells a version."""
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60, preexec_fn=end_with_harness)
    except FileNotFoundError as missing:
        raise Absent(f"{command[0]} is not installed") from missing
    return done.stdout.strip()
