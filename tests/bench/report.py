# SPDX-License-Identifier: GPL-3.0-or-later
"""What a case found: tables for people, bounds that hold or do not, and all of it as data."""

from dataclasses import asdict, dataclass, field

from rounds import Estimate

PASS, FAIL, NOISY, UNKNOWN = "PASS", "MISSED", "too noisy to say", "not judged"


@dataclass(frozen=True)
class Bound:
    """A figure that has to be at most, or at least, its limit. It holds or is missed only where its whole interval does;
    where the limit lies within, the noise hides which. Without a figure it is missed, unless a peer is absent."""
    what: str
    value: Estimate | None
    limit: float
    unit: str = ""
    at_least: bool = False
    excuse: str | None = None

    @property
    def verdict(self):
        if self.value is None:
            return UNKNOWN if self.excuse else FAIL
        low, high = self.value.low, self.value.high
        if self.limit <= low if self.at_least else high <= self.limit:
            return PASS
        return FAIL if (high < self.limit if self.at_least else self.limit < low) else NOISY

    def row(self):
        limit = f"{'≥' if self.at_least else '≤'} {number(self.limit)} {self.unit}".rstrip()
        return [self.what, f"{number(self.value)} {self.unit}".rstrip(), limit,
                f"{self.verdict}: {self.excuse}" if self.verdict == UNKNOWN else self.verdict]


@dataclass
class Table:
    title: str
    columns: list
    rows: list  # of cells, text or numbers, the first a text
    notes: list = field(default_factory=list)

    def markdown(self):
        yield f"### {self.title}"
        yield ""
        yield "| " + " | ".join(self.columns) + " |"
        yield "| --- |" + " ---: |" * (len(self.columns) - 1)
        for row in self.rows:
            yield "| " + " | ".join(cell if isinstance(cell, str) else number(cell) for cell in row) + " |"
        for note in self.notes:
            yield ""
            yield note
        yield ""


@dataclass
class Result:
    """What one case found. `troubles` are figures that should be here and are not."""
    tables: list = field(default_factory=list)
    bounds: list = field(default_factory=list)
    troubles: list = field(default_factory=list)
    samples: dict = field(default_factory=dict)

    def add(self, other):
        self.tables += other.tables
        self.bounds += other.bounds
        self.troubles += other.troubles
        self.samples.update(other.samples)

    def as_json(self):
        def plain(cell):
            return asdict(cell) if isinstance(cell, Estimate) else cell

        return {
            "tables": [{"title": t.title, "columns": t.columns, "rows": [[plain(cell) for cell in row] for row in t.rows],
                        "notes": t.notes} for t in self.tables],
            "bounds": [{"what": b.what, "value": plain(b.value), "unit": b.unit, "at_least" if b.at_least else "at_most": b.limit,
                        "verdict": b.verdict} for b in self.bounds],
            "troubles": self.troubles, "samples": self.samples}


def number(value):
    """Three digits that count, whole numbers with separators; a dash where there is none; an estimate with its interval."""
    if value is None:
        return "–"
    if isinstance(value, Estimate):
        middle, low, high = number(value.value), number(value.low), number(value.high)
        return middle if low == high else f"{middle} ({low} to {high})"
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def comparison(title, series, base, extra=(), notes=()):
    """A table of clients and what each costs, compared with one of them. `extra`: more columns as (header, function)."""
    reference = series[base]
    columns = ["client", "elapsed ms", "requests/s", "processor µs a request", f"rate ÷ {base}", f"processor ÷ {base}"]
    result, rows, notes = Result(), [], list(notes)
    for name, one in series.items():
        rows.append([name, one.median("elapsed_ms"), one.median("rate"), one.median("cpu_us"),
                     one.ratio_to(reference, "rate"), one.ratio_to(reference, "cpu_us"),
                     *(function(one) for _, function in extra)])
        if one.trouble:
            result.troubles.append(f"{title}: {name}: {one.trouble}")
            notes.append(f"{name}: could not be measured ({one.trouble.splitlines()[0]}).")
    if absent := sorted({one.absent for one in series.values() if one.absent}):
        notes.append(f"Absent: {', '.join(absent)}.")
    result.tables = [Table(title, columns + [header for header, _ in extra], rows, notes)]
    result.samples = {title: {name: [{"round": turn, **vars(sample)} for turn, sample in one.samples.items()]
                              for name, one in series.items()}}
    return result


def ratio_bound(what, one, other, figure, limit, at_least=False):
    """A bound on paired ratios. An absent peer leaves it open, anything else that lacks fails it."""
    return Bound(what, one.ratio_to(other, figure), limit, at_least=at_least, excuse=other.absent)
