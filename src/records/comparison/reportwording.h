// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"

#include <QString>
#include <QStringList>

namespace fiftyfold {

// What a comparison's table, on a terminal or as Markdown, is made of: the same words in both. No secrets in them; what
// servers and programs said is in them as it came.

/// "49.0 ×", with as many places as decimalsOf() says.
QString ratioForPeople(const Estimate &ratio);
/// What ratioInterval() is: "95 % interval", or "interval" where there are too few rounds for that.
QString ratioIntervalHeading(const ComparisonReport &report);

/// What medianInterval() is: "95 % bootstrap", or "fastest to slowest" where there are too few rounds for that.
QString medianIntervalHeading(const ComparisonReport &report);
/// "106 ms to 111 ms"; empty where there is only one round, or where it was left out after a few.
QString medianInterval(const ComparisonReport &report, const ReportedEntry &entry);
/// "48.1 to 50.2"; empty where there are no two rounds.
QString ratioInterval(const ReportedEntry &entry);
/// Why an entry has no figures, or none from some round on; empty where it has all.
QString shortfallOf(const ReportedEntry &entry);

/// Above the names: "strategy", or what is varied, "strategy, at-once".
QString nameHeading(const ComparisonReport &report);
/// Above the medians: of elapsed times, or of mean response times.
QString medianHeading(const ComparisonReport &report);
/// "GET", and of which URL: `url` as it is to be shown where there is but one, otherwise how many, or that it is one
/// against itself.
QString requestForPeople(const ComparisonReport &report, const QString &url);

/// What entries cost, below these headings; the first cell is the name. Empty where no entry has a cost.
QStringList costHeadings(const ComparisonReport &report);
/// Empty where it was not measured of this one.
QStringList costCells(const ReportedEntry &entry);

/// A curve of a sweep, a row for each value below these headings. Without a sweep there are none.
QStringList sweepHeadings(const ComparisonReport &report, const SweepCurve &curve);
QStringList sweepCells(const SweepPoint &point);
/// "Bound: at once ÷ 5.1 ms, the shortest mean time of a request with its steps (Little's law). Knee: 64; no greater
/// value gains 5 % of throughput."
QString sweepRemark(const Sweep &sweep, const SweepCurve &curve);

/// "50 requests, 50 at once, 5 rounds in turn after a warm-up of each"
QString loadForPeople(const ComparisonReport &report);
/// "Same for all: HTTP/1.1, …"
QString sameForAllText(const ComparisonReport &report);
/// "2026-11-23 10:00 UTC, Debian GNU/Linux 12 (bookworm), x86_64, 2 processors, Fiftyfold 0.1.0, …"
QString machineForPeople(const ComparisonReport &report);
/// Sentences that have to be read with the figures: floor, what the intervals are worth, what went wrong.
QStringList remarksOn(const ComparisonReport &report);

} // namespace fiftyfold
