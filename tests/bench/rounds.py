# SPDX-License-Identifier: GPL-3.0-or-later
"""Fair turns: every client once a round, the order turned round each time, so that what the machine does meanwhile meets
all of them alike. Figures are medians over rounds, comparisons medians of the ratios within a round."""

import statistics
import sys
from dataclasses import dataclass, field
from typing import Callable

from processes import Absent, CannotMeasure


@dataclass(frozen=True)
class Sample:
    """One run of one client, checked to have done every request."""
    requests: int
    elapsed_s: float  # by the client's own account, start-up left out
    cpu_s: float  # user and system of the whole process, start-up included
    peak_bytes: int

    @property
    def rate(self):
        return self.requests / self.elapsed_s

    @property
    def elapsed_ms(self):
        return self.elapsed_s * 1e3

    @property
    def cpu_us(self):
        """Processor time of one request."""
        return self.cpu_s / self.requests * 1e6


@dataclass(frozen=True)
class Client:
    """Something that runs so many requests."""
    name: str
    run: Callable[[int], Sample]


@dataclass
class Series:
    """A client's samples by round, or why there are none."""
    client: Client
    samples: dict = field(default_factory=dict)
    absent: str | None = None
    trouble: str | None = None

    def median(self, figure):
        return statistics.median(getattr(one, figure) for one in self.samples.values()) if self.samples else None

    def ratio_to(self, other, figure):
        """Median of the ratios within the rounds in which both took part."""
        ratios = [getattr(one, figure) / getattr(other.samples[number], figure)
                  for number, one in self.samples.items() if number in other.samples]
        return statistics.median(ratios) if ratios else None


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def take_turns(title, clients, requests, rounds, warm_up=None):
    """A series for each client, by name. The first run of each, of `warm_up` requests, is in no figure."""
    series = {client.name: Series(client) for client in clients}

    def turn(one, count):
        if one.absent or one.trouble:
            return None
        try:
            return one.client.run(count)
        except Absent as missing:
            one.absent = str(missing)
        except CannotMeasure as problem:
            one.trouble = str(problem)
            one.samples.clear()
            say(f"{title}: {one.client.name}: {str(problem).splitlines()[0]}")
        return None

    say(f"{title}: warm-up")
    for one in series.values():
        turn(one, warm_up or requests)
    for number in range(rounds):
        say(f"{title}: round {number + 1} of {rounds}")
        order = list(series.values())
        for one in order if number % 2 == 0 else reversed(order):
            if sample := turn(one, requests):
                one.samples[number] = sample
    return series


def better(*candidates):
    """The series with the higher median rate, of those that have one; the first if none has."""
    return max(candidates, key=lambda one: one.median("rate") or 0)
