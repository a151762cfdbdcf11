// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/answerwords.h"
#include "core/comparison/comparisonrecord.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace fiftyfold {

/// How the requests of an entry travelled, over all its whole rounds. Plain data.
struct ObservedEntry {
    QString name;
    ObservedExchange exchange;
};
ObservedExchange observedOver(const std::vector<ComparisonRound> &rounds);

/// What was seen to be the same for all entries, and what was not. One of which nothing was seen counts in none.
struct ObservedFacts {
    QStringList same;        ///< "HTTP/1.1 in all replies", "no name looked up", "HTTP/2 (all that told)", …
    QStringList differences; ///< "HTTP/1.1 in replies to async, HTTP/2 in those to mine"
    QStringList untold;      ///< "the version of HTTP: not told by mine"
    bool isEmpty() const { return same.isEmpty() && differences.isEmpty(); }
};
ObservedFacts observedFacts(const std::vector<ObservedEntry> &entries, AnswerWords words = AnswerWords::English);
/// Of the entries of a comparison, which have `rounds`, each by its name or its label.
template<typename Entries>
ObservedFacts observedFactsOf(const Entries &entries, QString ComparisonEntry::*name = &ComparisonEntry::name,
                              AnswerWords words = AnswerWords::English)
{
    std::vector<ObservedEntry> observed;
    for (const auto &entry : entries)
        observed.push_back({entry.*name, observedOver(entry.rounds)});
    return observedFacts(observed, words);
}

} // namespace fiftyfold
