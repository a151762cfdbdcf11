// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"
#include "core/comparison/factor.h"

#include <QList>
#include <QString>

namespace fiftyfold {

/// The most that one comparison holds against each other.
inline constexpr qsizetype entriesLimit = 64;

/// A factor with the values that it is to have, as they were given: they may hold secrets. Values of `strategy` are for
/// who knows the strategies.
struct Variation {
    const Factor *factor = nullptr;
    QStringList values;
    bool operator==(const Variation &) const = default;
};

/// Takes "at-once=1,4,16" in; what is said twice of one factor adds. What is wrong with the values is for
/// variationsProblem().
Refusal addVariation(QList<Variation> &variations, const QString &text);

/// What is wrong with them, `plan` being what all entries have in common: a sentence without secrets; empty where
/// nothing is.
QString variationsProblem(const QList<Variation> &variations, const RunPlan &plan);

/// Each of the entries, which differ in their strategy, with each of the values: of two factors the number goes through
/// all its values before the other takes the next. `strategies` has an entry for each value of `strategy`, where that
/// is among the variations, and otherwise one. What they are called is their values, and of the same ones which it is:
/// "async (2)".
QList<ComparisonEntry> variedEntries(const QList<ComparisonEntry> &strategies, const QList<Variation> &variations);

/// Gives a plan the first value of each, as far as it can be read: what all have in common, for what it needs to be one
/// that can run.
void takeFirstValues(const QList<Variation> &variations, RunPlan &plan);

/// With so many for each lane, lanes are busy for a while.
inline constexpr quint32 requestsALane = 10;
/// How many requests that takes, whatever the number of lanes: those of the most at once that is among the values. 0
/// where none is.
quint32 requestsForLanes(const QList<Variation> &variations);

/// Which factors the entries of a comparison differ in, in the order of their values; any of them knows it.
QList<const Factor *> variedFactors(const ComparisonEntry &entry);
bool isVaried(const QList<const Factor *> &factors, const char *name);

/// Why an entry would not be what it is called by, as with more at once than requests; empty where it is.
QString valueProblem(const ComparisonEntry &entry);

} // namespace fiftyfold
