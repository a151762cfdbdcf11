// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace fiftyfold {

/// What the history keeps.
enum class KeptKind : quint8 { Run, Comparison, Capacity };

/// "run", "comparison", "capacity".
QLatin1String keptKindName(KeptKind kind);

/// A label as it is kept: on one line, not too long, without secrets.
QString keptLabel(const QString &label);

/// Of an id: hexadecimal ones.
inline constexpr qsizetype historyIdDigits = 16;

/// What the newest is called, whatever its label.
inline constexpr QLatin1String lastKept("last");

/// Why none can be found by that label: something else is called so. Empty where one can.
QString labelProblem(const QString &label);

/// What a list of the history shows of one that is kept. Plain data, without secrets.
struct HistoryEntry {
    QString id; ///< Sixteen hexadecimal digits, which no other has.
    KeptKind kind = KeptKind::Run;
    QDateTime startedAt; ///< UTC
    QString label;
    bool isPinned = false;
    QString url;
    QString strategy; ///< Of a comparison what was compared: "sequential, async".
    QString remark;   ///< In English, of a comparison and a search the answer, of a run see insecureRemark().

    // The load, as it was asked for.
    quint32 requests = 0; ///< Where time ended a run, those that there were: begun, or of an open load due.
    quint32 atOnce = 0;
    QString rate; ///< "200/s"; empty: closed.
    qint64 durationNs = 0;

    // What came of a run; of the others the times alone.
    qint64 elapsedNs = 0;
    quint32 done = 0;
    quint32 failed = 0;
    bool isStopped = false;
    double perSecond = 0;
    std::optional<qint64> p50Ns, p95Ns, p99Ns; ///< Of the response times of what is done.
    std::vector<float> sparkline;              ///< Their p95 over the run, ms; below 0 where nothing ended.

    qint64 requestBytes = 0; ///< Which the columns of its requests take; 0: there are none, or none any more.

    /// Its label, or else what it asked.
    const QString &title() const { return label.isEmpty() ? url : label; }
    bool operator==(const HistoryEntry &) const = default;
};

/// One that is to be kept, or was, with all that is known of it.
struct KeptRun {
    HistoryEntry entry;
    QByteArray json;                  ///< Its record, of a run without the requests.
    QByteArray text;                  ///< Of a comparison and a search as Markdown, for people.
    std::vector<QByteArray> requests; ///< See packedRequests().
};

} // namespace fiftyfold
