// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/environment.h"
#include "core/run/observedexchange.h"
#include "core/run/runcost.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <vector>

namespace fiftyfold {

/// What an entry has of a factor that entries differ in; see factor.h.
struct FactorValue {
    QString factor; ///< "at-once"
    QString text;   ///< "4": for people, without secrets.
    std::optional<double> number = std::nullopt;
    QString label = {}; ///< "Async": what people read of a strategy; empty where that is its text.
    bool operator==(const FactorValue &) const = default;
};

/// One line of a comparison: a plan, and how it is called.
struct ComparisonEntry {
    QString name;        ///< "async", "go-goroutines": what the command line calls it.
    QString label;       ///< "Async": what people read.
    QString description; ///< "one event loop"
    RunPlan plan;
    QString unavailable;            ///< Not empty: why it can't run here, with the command that would change that.
    QList<FactorValue> values = {}; ///< One of each factor that is varied, in the same order in all entries.
    /// A program of its own, with an HTTP client of its own.
    bool isExternal() const { return !plan.runnerCommand.isEmpty(); }
};

/// Response times of requests that are done, ms.
struct ResponseFigures {
    double meanMs = 0;
    double p50Ms = 0;
    double p95Ms = 0;
    bool operator==(const ResponseFigures &) const = default;
};

/// What came of one run of one entry.
struct ComparisonRound {
    qint64 elapsedNs = 0;
    quint32 done = 0;
    quint32 failed = 0;
    quint32 maxInFlight = 0;   ///< 0: not told.
    QString problem;           ///< Not empty: it could not run, or some requests failed: the first message.
    std::vector<float> doneMs; ///< When requests were done, in order, ms from the run's start; at most 2,000 of them.
    bool isDisturbed = false;
    std::set<quint16> statuses; ///< Of requests that are done; none where nobody told.
    qint64 bytesReceived = 0;   ///< Of requests that are done.
    QByteArray digest;          ///< See RunRecord::pageDigest.
    ObservedExchange exchange;
    std::optional<RunCost> cost;             ///< Nothing where nobody measured it.
    std::optional<ResponseFigures> response; ///< Nothing where nobody told of single requests.
    /// How long a request that is done held its lane in the mean, its steps included, ms; nothing where nobody told of
    /// its steps.
    std::optional<double> laneMs;
    /// Requests that are done, a second.
    double throughput() const
    {
        return elapsedNs > 0 ? static_cast<double>(done) * 1e9 / static_cast<double>(elapsedNs) : 0;
    }
    bool isWhole() const { return problem.isEmpty() && failed == 0; }
};

/// What a round cost, and its requests.
struct RoundCost : RunCost {
    quint32 requests = 0;
    bool operator==(const RoundCost &) const = default;
};

/// One entry with what came of it.
struct MeasuredEntry : ComparisonEntry {
    MeasuredEntry() = default;
    explicit MeasuredEntry(const ComparisonEntry &entry)
        : ComparisonEntry(entry)
    {
    }
    QString problem;                     ///< Not empty: why it was left out of the rounds that followed.
    std::vector<ComparisonRound> rounds; ///< In order, without the warm-up.
    /// What is compared of the rounds that are whole, in order, in ms: how long they took. How long an open load takes
    /// its rate says; of one it is the mean response time.
    std::vector<double> wholeMs() const;
    /// What each of these cost, with how many requests that are done; nothing where that was not measured of one.
    std::vector<RoundCost> wholeCosts() const;
    /// Of the rounds that are whole, the one with the median of wholeMs(), which charts show; of an even number the
    /// faster of the two in the middle. Null without any.
    const ComparisonRound *middleRound() const;
    /// In how many of them the program stood still for a while.
    quint32 disturbedRounds() const;
};

/// All that is kept of a comparison. Plain data; holds secrets as the user gave them in its plans.
struct ComparisonRecord {
    QDateTime startedAt; ///< UTC
    int roundsWanted = 0;
    int runsDone = 0; ///< Warm-ups included.
    int runsInAll = 0;
    bool isStopped = false;
    bool hasRun = false;      ///< At least one run could be carried out, whatever came of its requests.
    QStringList notices;      ///< What the user should know about how it ran, such as a clamped `at once`.
    QString transportLibrary; ///< What carried HTTP in this program's own strategies; empty where none ran.
    std::vector<MeasuredEntry> entries;
    std::optional<Environment> environment; ///< Of one that was kept; nothing: here, and by this version.
    QString version;                        ///< Likewise, of Fiftyfold.
};

/// Entries that failed, and so are out of the comparison.
int failedEntries(const ComparisonRecord &record);
/// Rounds in which the program stood still for a while.
int disturbedRounds(const ComparisonRecord &record);

} // namespace fiftyfold
