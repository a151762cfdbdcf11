# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of real tools: what we read in them is what the tools printed, and what the server saw."""

import csv
import re
import statistics
import unittest

from programs import WithOrigin, output_of, PROGRAMS, ENVIRONMENT, ours, record_of, tool

UNITS_MS = {"us": 1e-3, "µs": 1e-3, "ms": 1, "s": 1e3, "secs": 1e3, "m": 6e4, "": 1}
SLOW_PAGE = "?latency=20ms&jitter=15ms&fail=0.05"
NOBODY = "http://127.0.0.1:1/"


def printed(pattern, text):
    """A number, and what its last digit leaves open; the pattern's second group, if it has one, is a unit of time."""
    found = re.search(pattern, text)
    if not found:
        raise AssertionError(f"nothing like {pattern!r} in:\n{text}")
    number, unit = found[1], (found.groups() + ("",))[1]
    scale = UNITS_MS[unit] if found.re.groups > 1 else 1
    return float(number) * scale, 0.5 * 10.0 ** -len(number.partition(".")[2]) * scale


def of_times(times_ms, rounding_ms):
    """The figures of times that are all known."""
    points = statistics.quantiles(times_ms, n=100, method="inclusive")
    figures = {"min": min(times_ms), "mean": statistics.fmean(times_ms), "p50": points[49], "p90": points[89],
               "p95": points[94], "p99": points[98], "max": max(times_ms)}
    return {name: (value, rounding_ms) for name, value in figures.items()}


class RealTools(WithOrigin):
    maxDiff = None

    def save(self, name, text):
        file = self.folder / name
        file.write_text(text)
        return file

    def check(self, record, expected):
        """Figures by name, each with how far off it may be; numbers that are whole are exact."""
        summary = record["summary"]
        for name, one in expected.items():
            value, off = one if isinstance(one, tuple) else (one, 0)
            with self.subTest(figure=name):
                found = summary[name] if name in summary else summary["latency_ms"][name]
                self.assertAlmostEqual(found, value, delta=off + abs(value) * 1e-5)

    def check_words(self, file, name, requests):
        words = ours("show", file)
        self.assertIn(f"imported from {name}", words)
        count = "number of requests not told" if requests is None else rf"{requests:,} requests?"
        self.assertRegex(words, rf"(?m)^(GET .*\n)?{count},")
        self.assertIn("note: ", words)

    def test_hey(self):
        self.asked()
        text = tool("hey", "-n", 400, "-c", 20, self.page + SLOW_PAGE)
        asked = self.asked()
        file = self.save("hey.txt", text)
        record = record_of(file)
        statuses = {status: int(count) for status, count in re.findall(r"\[(\d+)\]\s+(\d+) responses", text)}
        self.assertEqual(record["summary"]["status"], statuses)
        self.assertGreater(statuses["503"], 0)
        self.check(record, {
            "requests": asked, "failed": statuses["503"], "elapsed_ms": printed(r"Total:\s+([\d.]+) (secs)", text),
            "min": printed(r"Fastest:\s+([\d.]+) (secs)", text), "mean": printed(r"Average:\s+([\d.]+) (secs)", text),
            "max": printed(r"Slowest:\s+([\d.]+) (secs)", text),
            "requests_per_second": printed(r"Requests/sec:\s+([\d.]+)", text),
            **{f"p{p}": printed(rf"{p}% in ([\d.]+) (secs)", text) for p in (50, 90, 95, 99)}})
        stated = record["imported"]["percentiles_ms"]
        self.assertEqual(sorted(stated, key=float), re.findall(r"(?m)^\s+(\d+)% in", text))
        self.check_words(file, "hey", 400)

    def test_hey_csv(self):
        self.asked()
        text = tool("hey", "-n", 400, "-c", 20, "-o", "csv", self.page + SLOW_PAGE)
        asked = self.asked()
        rows = list(csv.DictReader(text.splitlines()))
        done = [row for row in rows if int(row["status-code"]) < 400]
        ends = [float(row["offset"]) + float(row["response-time"]) for row in rows]
        file = self.save("hey.csv", text)
        record = record_of(file)
        self.check(record, {
            "requests": asked, "failed": len(rows) - len(done), "done": len(done),
            "elapsed_ms": (1e3 * (max(ends) - min(float(row["offset"]) for row in rows)), 0.01),
            **of_times([1e3 * float(row["response-time"]) for row in done], 0.001)})
        self.assertEqual(len(record["requests"]), len(rows))
        self.assertAlmostEqual(record["summary"]["stages_ms"]["wait"]["mean"],
                               1e3 * statistics.fmean(float(row["Response-delay"]) for row in done), delta=0.2)
        self.assertLessEqual(record["plan"]["at_once"], 21)  # of times to 0.1 ms, one may seem to begin too early
        self.check_words(file, "hey", 400)

    def test_hey_refused(self):
        record = record_of(self.save("refused.txt", tool("hey", "-n", 40, "-c", 4, NOBODY)))
        self.check(record, {"requests": 40, "failed": 40, "done": 0})
        self.assertEqual(record["summary"]["errors"], {"connect": 40})

    def test_wrk(self):
        for options in ((), ("--latency",)):
            with self.subTest(options=options):
                self.asked()
                text = tool("wrk", "-t", 2, "-c", 20, "-d", "2s", *options, self.page + SLOW_PAGE)
                asked = self.asked()
                file = self.save("wrk.txt", text)
                record = record_of(file)
                requests, _ = printed(r"(\d+) requests in", text)
                bad, _ = printed(r"Non-2xx or 3xx responses: (\d+)", text)
                self.check(record, {
                    "requests": requests, "failed": bad, "elapsed_ms": printed(r"requests in ([\d.]+)(m?s)", text),
                    "mean": printed(r"Latency\s+([\d.]+)(us|ms|s)", text),
                    "max": printed(r"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)", text),
                    "requests_per_second": printed(r"Requests/sec:\s+([\d.]+)", text),
                    **{f"p{p}": printed(rf"{p}%\s+([\d.]+)(us|ms|s)", text) for p in (50, 90, 99) if options}})
                self.assertEqual("percentiles_ms" in record["imported"], bool(options))
                self.assertEqual(record["plan"], {"method": "GET", "url": self.page + SLOW_PAGE, "at_once": 20,
                                                  "requests": requests})
                self.assertTrue(0 <= asked - requests <= 20, (asked, requests))  # those under way at its end
                self.check_words(file, "wrk", int(requests))

    def test_wrk_late(self):
        text = tool("wrk", "-t", 1, "-c", 4, "-d", "3s", "--timeout", "1s", self.page + "?latency=1200ms")
        timeouts, _ = printed(r"timeout (\d+)", text)
        self.assertEqual(printed(r"(\d+) requests in", text)[0], timeouts)  # it counts them among those that were answered
        record = record_of(self.save("late.txt", text))
        self.check(record, {"requests": timeouts, "failed": timeouts})
        self.assertEqual(record["summary"]["errors"], {"timeout": timeouts})

    def test_h2load(self):
        log = self.folder / "h2load.log"
        self.asked()
        text = tool("h2load", "--h1", "-n", 400, "-c", 20, f"--log-file={log}", self.page + SLOW_PAGE)
        asked = self.asked()
        bad, _ = printed(r"(\d+) failed", text)
        self.assertGreater(bad, 0)
        times = re.search(r"time for request:\s+([\d.]+)(us|ms|s)\s+([\d.]+)(us|ms|s)\s+([\d.]+)(us|ms|s)", text)
        figures = {name: printed(r"([\d.]+)(us|ms|s)$", times[2 * i + 1] + times[2 * i + 2])
                   for i, name in enumerate(("min", "max", "mean"))}
        counts = {"requests": asked, "failed": bad}
        file = self.save("h2load.txt", text)
        self.check(record_of(file), {
            **counts, **figures, "elapsed_ms": printed(r"finished in ([\d.]+)(ms|s)", text),
            "requests_per_second": printed(r", ([\d.]+) req/s", text),
            "bytes_received": printed(r"\((\d+)\) data", text)})
        self.check_words(file, "h2load", 400)
        rows = [line.split("\t") for line in log.read_text().splitlines()]
        record = record_of(log)
        self.assertEqual(len(record["requests"]), len(rows))
        self.check(record, {**counts, **of_times([int(row[2]) / 1e3 for row in rows if int(row[1]) < 400], 0.001)})
        # What it printed is of all requests, those that failed among them.
        spent = [one["end_ms"] - one["start_ms"] for one in record["requests"]]
        for name, value in {"min": min(spent), "max": max(spent), "mean": statistics.fmean(spent)}.items():
            self.assertAlmostEqual(value, figures[name][0], delta=figures[name][1] + 0.01, msg=name)
        for digit, count in re.findall(r"(\d+) (\d)xx", text):
            found = sum(n for status, n in record["summary"]["status"].items() if status.startswith(count))
            self.assertEqual(found, int(digit), count)
        self.check_words(log, "h2load", 400)

    def test_h2load_refused(self):
        text = tool("h2load", "--h1", "-n", 20, "-c", 2, NOBODY)
        record = record_of(self.save("refused-h2load.txt", text))
        self.check(record, {"requests": 20, "failed": printed(r"(\d+) failed", text)})
        self.assertEqual(record["summary"]["errors"], {})
        self.assertIn("h2load does not tell why requests failed that got no reply.", record["imported"]["limits"])

    def test_ab(self):
        table, percents = self.folder / "ab-table.tsv", self.folder / "ab-percents.csv"
        self.asked()
        text = tool("ab", "-n", 400, "-c", 20, "-g", table, "-e", percents, self.page + SLOW_PAGE)
        asked = self.asked()
        bad, _ = printed(r"Non-2xx responses:\s+(\d+)", text)
        file = self.save("ab.txt", text)
        record = record_of(file)
        total = {name: printed(rf"Total:{middle}\s+([\d.]+)", text)
                 for name, middle in {"min": "", "mean": r"\s+\S+", "max": r"(?:\s+\S+){4}"}.items()}
        self.check(record, {
            "requests": asked, "failed": bad, **total,
            "elapsed_ms": printed(r"Time taken for tests:\s+([\d.]+) (s)econds", text),
            "requests_per_second": printed(r"Requests per second:\s+([\d.]+)", text),
            "bytes_received": printed(r"HTML transferred:\s+(\d+)", text),
            **{f"p{p}": printed(rf"{p}%\s+(\d+)", text) for p in (50, 90, 95, 99)}})
        self.assertEqual(record["plan"], {"method": "GET", "url": self.page + SLOW_PAGE, "at_once": 20, "requests": 400})
        self.assertEqual(record["summary"]["stages_ms"]["wait"]["max"], printed(r"Waiting:(?:\s+\S+){4}\s+(\d+)", text)[0])
        self.check_words(file, "ab", 400)

        rows = list(csv.DictReader(table.read_text().splitlines(), delimiter="\t"))
        times = [int(row["ttime"]) for row in rows]
        record = record_of(table)
        self.check(record, {"requests": asked, "failed": 0, **of_times(times, 0.001)})
        for name, (value, _) in total.items():
            self.assertAlmostEqual(record["summary"]["latency_ms"][name], value, delta=1.5, msg=name)
        for stage, column in {"connect": "ctime", "wait": "wait"}.items():
            mean = statistics.fmean(int(row[column]) for row in rows)
            self.assertAlmostEqual(record["summary"]["stages_ms"][stage]["mean"], mean, delta=0.001, msg=stage)
        self.check_words(table, "ab", 400)
        refused = output_of([str(PROGRAMS / "fiftyfold-cli"), "show", str(percents)], ENVIRONMENT)
        self.assertIn("does not tell how many requests there were", refused)

    def test_hyperfine(self):
        json_file, csv_file = self.folder / "hyperfine.json", self.folder / "hyperfine.csv"
        text = tool("hyperfine", "--style", "basic", "--runs", 8, "--export-json", json_file, "--export-csv", csv_file,
                    f"curl -s -o /dev/null '{self.page}?latency=50ms&token=hunter2'")
        time = r"\s+([\d.]+) (ms|s)"
        figures = {"mean": printed(rf"Time [^:]*:{time}", text), "min": printed(rf"Range [^:]*:{time}", text),
                   "max": printed(rf"Range [^…]*…[^…]*…{time}", text)}
        record = record_of(json_file)
        self.check(record, {"requests": 8, "failed": 0, **figures})
        self.check_words(json_file, "hyperfine", 8)
        record = record_of(csv_file)
        self.check(record, figures)
        self.assertNotIn("hunter2", str(record))
        self.check_words(csv_file, "hyperfine", None)

    def test_overlaid(self):
        """A file of another tool is held against a run of ours."""
        file = self.save("rival.csv", tool("hey", "-n", 400, "-c", 20, "-o", "csv", self.page + "?latency=20ms"))
        run = self.folder / "run.json"
        ours("run", self.page + "?latency=20ms", "-n", 400, "-c", 20, "--progress", "none", "--json", run)
        said = output_of([str(PROGRAMS / "fiftyfold-cli"), "diff", str(file), str(run), "--anyway"], ENVIRONMENT)
        self.assertIn("p50", said)
        self.assertRegex(said, "not comparable|no difference|faster|slower")


if __name__ == "__main__":
    unittest.main()
