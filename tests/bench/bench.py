#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `./dev bench` measures: the window's start-up and smoothness, what concurrency buys, and how the engine compares with
other clients of its kind.

Prints Markdown tables, writes the same as JSON, and exits with 1 if a bound is missed (not if the noise hides whether it is)
or a figure could not be taken. A peer that is not installed is said to be absent. The programs run with a private home folder,
so that nobody's settings count or change, and ask servers on loopback that end with the harness. Cases: window; a, b: 50
requests at 100 ms and at 0 ms; c: the whole pipeline; d: fetch only; e: HTTP/2; f: memory; g: an open load; h: the window
beside the terminal; i: what strategies cost.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # Nothing is left beside the sources.

import cases
from clients import Clients, aiohttp_python, parsed
from compared import case_i
from openload import case_g
from origins import nginx_program
from processes import Absent, CannotMeasure, measured, output_of
from report import FAIL, Result, Table
from window import case_window
from windowcost import case_h

CASES = {"window": case_window, "a": cases.case_a, "b": cases.case_b, "c": cases.case_c, "d": cases.case_d,
         "e": cases.case_e, "f": cases.case_f, "g": case_g, "h": case_h, "i": case_i}
QUICK_DIVISOR = 20


def case_names(text):
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in CASES]:
        raise argparse.ArgumentTypeError(f"there is no case {unknown[0]!r}; there are {', '.join(CASES)}")
    return [name for name in CASES if name in names]


def at_least_one(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"takes a whole number from 1, got {text!r}")
    return int(text)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of the release programs")
    parser.add_argument("--json", type=pathlib.Path, help="where the figures go as JSON")
    parser.add_argument("--only", type=case_names, default=list(CASES), metavar="a,c", help="run only these cases")
    parser.add_argument("--rounds", type=at_least_one, metavar="N", help="rounds of each case")
    parser.add_argument("--quick", action="store_true",
                        help=f"see that all of it works: 1 round, sizes ÷ {QUICK_DIVISOR}, no bound judged")
    return parser.parse_args()


def first_words(command, prefix=""):
    """The first line of what a program says of its version, or that it is absent."""
    try:
        return output_of(command).splitlines()[0].removeprefix(prefix).strip()
    except (Absent, IndexError):
        return "absent"


def versions(programs, environment):
    """Ours from a record, which names the libraries that it really used."""
    found = {}
    for transport in ("curl", "qt"):
        try:
            done = measured([str(programs / "fiftyfold-cli"), "run", "-n", "1", "--transport", transport, "--summary", "-",
                             "--progress", "none"], environment, 60)
            record = parsed("fiftyfold-cli", done.output)
            found["Fiftyfold"] = record["version"]
            found["Qt"] = record["environment"]["qt"]
            if transport == "curl":
                found["libcurl"] = " ".join(record["environment"]["transport_library"].split()[:2])  # with its TLS library
        except CannotMeasure:
            continue
    try:
        found["nginx"] = first_words([nginx_program(), "-v"], "nginx version: ")
    except Absent:
        found["nginx"] = "absent"
    found["Go"] = first_words(["go", "version"], "go version ")
    try:
        found["aiohttp"] = aiohttp_python()[1]
    except Absent:
        found["aiohttp"] = "absent"
    found["h2load"] = first_words(["h2load", "--version"])
    found["wrk"] = first_words(["wrk", "-v"]).partition(" Copyright")[0]
    return found


def run_cases(options, folder):
    """Results by case. One that cannot be measured does not keep the others from it."""
    environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "TMPDIR": str(folder), "PATH": os.environ["PATH"],
                   "LANG": "C.UTF-8", "FIFTYFOLD_HISTORY": "none"}
    bench = cases.Bench(options.programs, environment, folder, Clients(options.programs, environment, folder),
                        1 if options.quick else options.rounds, QUICK_DIVISOR if options.quick else 1)
    results = {}
    for name in options.only:
        try:
            results[name] = CASES[name](bench)
        except Absent as missing:
            results[name] = Result([Table(f"{name}. Not measured", ["client"], [], [f"Absent: {missing}."])])
        except (CannotMeasure, OSError) as problem:
            results[name] = Result(troubles=[f"{name}: {problem}"])
    return results, versions(options.programs, environment)


def main():
    options = arguments()
    options.programs = options.programs.resolve()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))  # So that everything is cleaned up.
    begin, load = time.monotonic(), os.getloadavg()[0]
    try:
        with tempfile.TemporaryDirectory(prefix="fiftyfold-bench-", ignore_cleanup_errors=True) as folder:
            results, found = run_cases(options, pathlib.Path(folder))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT

    everything = Result()
    for result in results.values():
        everything.add(result)
    took = time.monotonic() - begin
    machine = (f"{platform.machine()}, {os.cpu_count()} processors, Linux {platform.release()}, "
               f"load {load:.1f} before the start")
    date = datetime.date.today().isoformat()
    print(f"{date}. {machine}. " + ", ".join(one if name in one else f"{name} {one}" for name, one in found.items()) + ".")
    print("Medians over rounds in which the clients took turns, with the interval in which the true median lies; ÷ is the same of "
          "the ratios within a round. A bound that lies in its interval is too noisy to say. Processor time "
          f"is user and system of the whole process. It all took {took:.0f} s.\n")
    for table in everything.tables:
        print(*table.markdown(), sep="\n")
    if everything.bounds and not options.quick:
        print(*Table("Bounds", ["what", "measured", "bound", "verdict"], [b.row() for b in everything.bounds]).markdown(),
              sep="\n")
    for trouble in everything.troubles:
        print(f"bench: could not measure {trouble}", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(
            {"date": date, "machine": machine, "versions": found, "quick": options.quick, "seconds": round(took),
             "cases": {name: result.as_json() for name, result in results.items()}}, indent=1, ensure_ascii=False) + "\n")
    is_missed = not options.quick and any(bound.verdict == FAIL for bound in everything.bounds)
    return 1 if is_missed or everything.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
