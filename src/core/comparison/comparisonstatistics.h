// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

class QLocale;

namespace fiftyfold {

/// A figure, and the ends of the interval about it: see what makes it for what that is worth.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// The median of a sample, with the percentile-bootstrap interval of the median (Efron 1979; Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993, chapter 13) at 95 %. Not drawn: the shares in which a resample has each median
/// are known exactly (Maritz and Jarrett 1978), so the same sample has the same interval, in any order. Made for up to
/// some thousands of values. One value: the interval is that value. None: all zero.
///
/// It is called by its name, as it holds the true median less often than its 95 of 100 where values are few: in 50, 75,
/// 87.5 and 93.75 of 100 samples of two to five, where it is from the least to the greatest; from there on in 87 to 97.
Estimate medianOf(std::vector<double> sample);

/// From so many rounds on there is an interval at 95 %; below, even the least and the greatest hold the median too
/// seldom. So many are the default.
inline constexpr quint32 roundsOfAnInterval = 6;

/// How many times as long `baseline` took as `other`: the median of the ratios within a round, with its interval, both
/// from the logarithms, so that swapping the two gives the inverse. Rounds are paired by position; what one of them has
/// more is left out, and so is a pair in which either is not above zero.
///
/// The interval decides whether a difference is claimed, so it is the bootstrap's drawn out where that is known to be
/// short: up to five pairs to Student's interval of the mean (no interval within so few values can reach 95 in 100),
/// from six on to the order statistics that a median lies between in at least 95 of 100 samples, whatever they are
/// drawn from (the binomial or sign-test interval; Conover, "Practical Nonparametric Statistics", 3.2). In simulated
/// comparisons of a thing with itself, of 2 to 12 rounds and for log-normal, exponential and outlier-ridden times, it
/// held 1 in 93 to 99 of 100; the bootstrap alone in 75 with three pairs and in 87 with seven.
Estimate ratioOf(const std::vector<double> &baseline, const std::vector<double> &other);

/// No difference seen: the interval of a ratio holds 1. Nothing can be said of fewer than two rounds: they have no
/// interval, and this is false unless their ratio is 1.
bool isNoDifference(const Estimate &ratio);

/// With how many decimals a ratio has three figures.
int decimalsOf(double ratio);

/// With how many decimals a ratio that has an interval is to be shown: with three figures, and with more where a
/// difference was seen and an end would look like 1.
int decimalsOf(const Estimate &ratio);

/// The ends of a ratio's interval, both with the decimals with which the greater one has three figures, or with more as
/// decimalsOf() takes them: the wider, the fewer. "47.2" and "50.1"; a small one has a figure all the same, since no
/// ratio is 0: "0.03" and "189", "<0.00001" and "524,000".
std::pair<QString, QString> ratioEnds(const Estimate &ratio, const QLocale &locale);

} // namespace fiftyfold
