// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/answerwords.h"
#include "core/comparison/comparisonrecord.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <set>
#include <vector>

namespace fiftyfold {

/// What the server gave in one round.
struct RoundPage {
    std::set<quint16> statuses;        ///< Of requests that are done; empty: unknown.
    std::optional<double> bytes;       ///< Of a body, decoded; the mean.
    QByteArray digest;                 ///< Of a body, decoded; empty: unknown.
    std::set<QByteArray> codings = {}; ///< Of `bytes`, where they are not decoded, as a coding was asked for.
    bool operator==(const RoundPage &) const = default;
};

/// What the server gave to one entry of a comparison, over all its whole rounds: entries that got different pages did
/// different work, and are not to be ranked. What nobody told, as a runner may tell nothing, is unknown and differs
/// from nothing.
struct ComparedPage {
    std::set<quint16> statuses;        ///< Of requests that are done; empty: unknown.
    std::optional<double> bytes;       ///< Of a body, decoded but for `codings`; the mean.
    QByteArray digest;                 ///< Of a body, decoded; empty where unknown, or where rounds had different ones.
    std::set<QByteArray> codings = {}; ///< Of `bytes`, where they are not decoded, as a coding was asked for.
    bool isSeenOnce = false;       ///< There is one whole round alone: nobody knows whether the page changes by itself.
    std::vector<RoundPage> rounds; ///< The same of each; rounds of two entries belong together by their position.
    bool operator==(const ComparedPage &) const = default;
    /// There are rounds, of which neither status nor size nor digest was told.
    bool isUntold() const;
};

/// Nothing is known of an entry without a whole round. A digest counts where all of them had the same: a page that
/// changes by itself, as it has the time in it, is another each time.
ComparedPage pageOf(const MeasuredEntry &entry);

/// Why the two are not to be held against each other, as "312 bytes here, 6,804 there", where `there` is the
/// baseline's; empty where they may be. Sizes in different codings are not held against each other. Sizes may differ by
/// one in a hundred, as pages with the time or a counter in them do, in all rounds together and in each by itself; and
/// so may a page that changes by itself, but not one that does so for one of the two alone. Where one of the two was
/// seen once only, what differs may be such a page: it is said how to tell.
QString pageDifference(const ComparedPage &here, const ComparedPage &there, AnswerWords words = AnswerWords::English);

} // namespace fiftyfold
