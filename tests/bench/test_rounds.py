#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmark says of its figures."""

import sys
import unittest

sys.dont_write_bytecode = True

from report import FAIL, NOISY, PASS, UNKNOWN, Bound, number
from rounds import Client, Estimate, Sample, Series, estimate


class Estimates(unittest.TestCase):
    def test_none_of_nothing(self):
        self.assertIsNone(estimate([]))

    def test_few_values_reach_from_the_smallest_to_the_largest(self):
        for values in ([3.0], [3.0, 1.0], [3.0, 1.0, 2.0], [5.0, 3.0, 1.0, 2.0, 4.0]):
            found = estimate(values)
            self.assertEqual((found.low, found.high), (min(values), max(values)))

    def test_more_values_leave_the_outermost_out(self):
        found = estimate([float(value) for value in range(1, 16)])
        self.assertEqual(found, Estimate(8.0, 4.0, 12.0))  # outside in 3.5 of 100 cases; 5 to 11 would be 11.8

    def test_ratios_are_of_the_same_round(self):
        def series(*elapsed):
            return Series(Client("", None), {turn: Sample(10, one, 1, 1) for turn, one in enumerate(elapsed) if one})
        found = series(2.0, 30.0, 4.0).ratio_to(series(1.0, 10.0, None), "elapsed_ms")
        self.assertEqual((found.low, found.high), (2.0, 3.0))


class Bounds(unittest.TestCase):
    def test_verdicts(self):
        middle = Estimate(1.0, 0.9, 1.1)
        for limit, at_least, verdict in ((1.1, False, PASS), (1.0, False, NOISY), (0.89, False, FAIL),
                                         (0.9, True, PASS), (1.0, True, NOISY), (1.11, True, FAIL)):
            self.assertEqual(Bound("", middle, limit, at_least=at_least).verdict, verdict, (limit, at_least))

    def test_without_a_figure(self):
        self.assertEqual(Bound("", None, 1).verdict, FAIL)
        self.assertEqual(Bound("", None, 1, excuse="no hey").verdict, UNKNOWN)

    def test_the_interval_is_shown(self):
        self.assertEqual(number(Estimate(0.714, 0.69, 12345)), "0.71 (0.69 to 12,345)")
        self.assertEqual(number(Estimate(2.0, 2.0, 2.0)), "2.00")


if __name__ == "__main__":
    unittest.main()
