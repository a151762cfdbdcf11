# SPDX-License-Identifier: GPL-3.0-or-later
"""All JSON that is written, by a validator of somebody else's: records, comparisons and so on against the schemas that are
published with them, HAR against what HAR 1.2 asks."""

import copy
import json
import unittest

import jsonschema

from programs import PROGRAMS, SHARE, TESTS, ENVIRONMENT, WithOrigin, ours, output_of


def published(kind):
    """The build adds options to some; the others are installed as they are."""
    name = f"fiftyfold.{kind}.1.schema.json"
    return SHARE / name if (SHARE / name).exists() else TESTS.parent / "docs" / name


def problems(schema_file, document):
    schema = json.loads(schema_file.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{'/'.join(str(part) for part in found.absolute_path)}: {found.message[:300]}"
            for found in validator.iter_errors(document)]


class Schemas(WithOrigin):
    def written(self, *arguments, option="--json"):
        """What a command writes. It may end as runs do in which something failed."""
        file = self.folder / "written.json"
        file.unlink(missing_ok=True)
        said = output_of([str(PROGRAMS / "fiftyfold-cli"), *map(str, arguments), option, str(file)], ENVIRONMENT)
        self.assertTrue(file.exists(), said)
        return json.loads(file.read_text())

    def check(self, kind, document):
        self.assertEqual(problems(published(kind), document), [])

    def test_runs(self):
        quiet = ("--progress", "none")
        for name, arguments in {
                "plain": ("-n", 50),
                "failing": ("-n", 60, "-c", 10, "practice:?fail=0.3&latency=1ms", "--expect", "p95 < 1ms"),
                "open": ("-z", "1s", "--rate", "50/s", "--arrivals", "poisson"),
                "processes": ("-n", 50, "--strategy", "processes"),
                "refused": ("-n", 5, "http://127.0.0.1:1/"),
                "secret": ("-n", 5, "--header", "X-Api-Key: hunter2", "--user-agent", "ü “x”")}.items():
            for option in ("--json", "--summary"):
                with self.subTest(run=name, option=option):
                    record = self.written("run", *arguments, *quiet, option=option)
                    self.check("run", record)
                    self.assertEqual("requests" in record, option == "--json")
                    self.assertNotIn("hunter2", json.dumps(record))

    def test_a_wrong_record_is_found(self):
        record = self.written("run", "-n", 5, "--progress", "none")
        for change in (lambda one: one.pop("plan"), lambda one: one.update(strange=1),
                       lambda one: one["requests"][0].update(status="200"), lambda one: one["summary"].update(done=-1),
                       lambda one: one["requests"][0].update(start_ms=-1)):
            wrong = copy.deepcopy(record)
            change(wrong)
            self.assertTrue(problems(published("run"), wrong))

    def test_what_an_own_run_lacks(self):
        """What may not be known of another program's run has to be there of an own one."""
        whole = self.written("run", "-n", 5, "--progress", "none")
        imported = {"tool": "wrk", "file": "wrk.txt", "limits": []}
        for path in ("started_at", "environment", "plan/strategy", "plan/timeout_ms", "summary/elapsed_ms", "summary/overlap",
                     "summary/requests_per_second", "summary/bytes_received", "summary/max_in_flight", "summary/retries",
                     "summary/latency_ms/p95", "summary/response_ms/min", "summary/stages_ms/wait/mean"):
            with self.subTest(lacks=path):
                record = copy.deepcopy(whole)
                part = record
                *folders, name = path.split("/")
                for folder in folders:
                    part = part[folder]
                del part[name]
                self.assertEqual(len(problems(published("run"), record)), 1)
                self.check("run", {**record, "imported": imported})

    def test_imported(self):
        files = sorted((TESTS / "data/imports").iterdir())
        self.assertGreater(len(files), 20)
        for file in files:
            with self.subTest(file=file.name):
                self.check("run", json.loads(ours("show", "--json", "-", file)))

    def test_comparisons(self):
        common = ("-n", 20, "--rounds", 2, "--progress", "none")
        self.check("comparison", self.written("compare", *common, "--strategies", "async,sequential", "practice:?latency=5ms"))
        self.check("comparison", self.written("compare", *common, "--vary", "at-once=1,4", "practice:?latency=5ms"))

    def test_capacity(self):
        self.check("capacity", self.written("capacity", "practice:?latency=5ms&rate=300/s", "--expect", "p50 < 100ms",
                                            "--from", "200/s", "-z", "500ms", "--progress", "none"))

    def test_diff(self):
        files = []
        for latency in (5, 10):
            files.append(self.folder / f"{latency}.json")
            ours("run", "-n", 200, "-c", 4, f"practice:?latency={latency}ms", "--progress", "none", "--json", files[-1])
        self.check("diff", self.written("diff", *files))
        self.check("diff", self.written("diff", files[0], TESTS / "data/imports/wrk.txt"))
        self.check("diff", self.written("diff", files[0], TESTS / "data/imports/hyperfine.csv"))
        for member in ("done", "started_at"):
            own = self.written("diff", *files)
            del own["run"][member]
            self.assertEqual(len(problems(published("diff"), own)), 1)

    def test_har(self):
        for name, arguments in {
                "plain": ("-n", 50, "-c", 5, "practice:?latency=5ms&fail=0.2"),
                "refused": ("-n", 5, "http://127.0.0.1:1/"),
                "post": ("-n", 5, self.page + "?a=1&b", "--data", "x=1", "--header", "Cookie: sid=hunter2"),
                "open": ("-z", "1s", "--rate", "50/s")}.items():
            with self.subTest(run=name):
                har = self.written("run", *arguments, "--progress", "none", option="--har")
                self.assertEqual(problems(TESTS / "interop/har.schema.json", har), [])
                self.assertNotIn("hunter2", json.dumps(har))
                entries = har["log"]["entries"]
                self.assertEqual(entries, sorted(entries, key=lambda entry: entry["startedDateTime"]))
                for entry in entries:
                    timings = entry["timings"]
                    parts = (timings.get(part, -1) for part in ("blocked", "dns", "connect", "send", "wait", "receive"))
                    self.assertAlmostEqual(entry["time"], sum(part for part in parts if part >= 0), delta=0.002)
                    self.assertLessEqual(timings.get("ssl", -1), max(timings.get("connect", -1), -1))

    def test_a_wrong_har_is_found(self):
        har = self.written("run", "-n", 2, "--progress", "none", option="--har")
        har["log"]["entries"][0]["timings"]["wait"] = -1
        del har["log"]["entries"][1]["response"]["content"]
        self.assertEqual(len(problems(TESTS / "interop/har.schema.json", har)), 2)


if __name__ == "__main__":
    unittest.main()
