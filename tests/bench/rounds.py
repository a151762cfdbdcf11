# SPDX-License-Identifier: GPL-3.0-or-later
"""Fair turns: every client once a round, the order turned round each time, so that what the machine does meanwhile meets
all of them alike. Figures are medians over rounds with their intervals, comparisons those of the ratios within a round."""

import math
import statistics
import sys
from dataclasses import dataclass, field
from typing import Callable

from processes import Absent, CannotMeasure


@dataclass(frozen=True)
class Estimate:
    """A median, and between what the true one lies in some 19 of 20 cases (in 15 of 16 for five values, for fewer less
    often: see estimate())."""
    value: float
    low: float
    high: float

    def over(self, divisor):
        return Estimate(self.value / divisor, self.low / divisor, self.high / divisor)


def estimate(values):
    """None of none. The interval is that of the sign test: from the k-th smallest value to the k-th largest, with the largest
    k for which the true median lies outside in at most 7 of 100 cases; with fewer than five values, from the smallest to the
    largest. It supposes nothing of how they are spread (Conover, Practical Nonparametric Statistics, 3.2)."""
    if not values:
        return None
    ordered, outside, k = sorted(values), 0.0, 0
    while k < len(ordered) // 2:
        outside += 2 * math.comb(len(ordered), k) / 2 ** len(ordered)
        if outside > 0.07 and k > 0:
            break
        k += 1
    k = max(k, 1)
    return Estimate(statistics.median(ordered), ordered[k - 1], ordered[-k])


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
        return estimate([getattr(one, figure) for one in self.samples.values()])

    def ratio_to(self, other, figure):
        """Of the ratios within the rounds in which both took part."""
        return estimate([getattr(one, figure) / getattr(other.samples[number], figure)
                         for number, one in self.samples.items() if number in other.samples])


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
    return max(candidates, key=lambda one: one.median("rate").value if one.samples else 0)
