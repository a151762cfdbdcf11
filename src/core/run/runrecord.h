// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/chunkedcolumn.h"
#include "core/run/environment.h"
#include "core/run/fact.h"
#include "core/run/imported.h"
#include "core/run/runcost.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace fiftyfold {

/// A stage of a request on the run's clock, in nanoseconds since the run's start.
struct Interval {
    qint64 begin = 0;
    qint64 end = 0;
    qint64 length() const { return end - begin; }
    bool operator==(const Interval &) const = default;
};

/// All that is kept of one run: columns of fixed-width numbers, not objects. Written by a RunRecorder, read by
/// everything else. Not synchronised: it lives in the thread that records; once the run has ended it does not change
/// and may be read from any thread.
///
/// Times hold 48 bits: 78 hours at a nanosecond.
class RunRecord
{
public:
    /// Throws std::bad_alloc where there is too little memory for so many requests.
    explicit RunRecord(const RunPlan &plan);

    const RunPlan &plan() const { return m_plan; }
    /// As many as the plan has; where time ends the run, as there are so far: begun, or of an open load due.
    quint32 requestCount() const { return m_count; }

    // Of the run. startedAt is wall-clock UTC; elapsed is monotonic and covers the last outcome.
    QDateTime startedAt;
    qint64 elapsedNs = 0;
    bool isStopped = false; ///< Ended by the user before its last request.
    bool isDisturbed =
        false;           ///< The process stood still for a while (SIGSTOP, suspend): figures are not to be trusted.
    QStringList notices; ///< What the user should know about how it ran, such as a clamped `at once`.
    QString workFolder;  ///< The run's private folder.
    std::optional<qint64> connectionsOpened;
    std::optional<double> clientCpuShare;   ///< Of the processors that its threads could use; 0 to 1.
    std::optional<RunCost> cost;            ///< Nothing where nobody measured it.
    std::optional<Imported> imported;       ///< Of a file that another program wrote.
    std::optional<Environment> environment; ///< Of a run that was kept; nothing: here, and by this version.
    QString version;                        ///< Likewise, of Fiftyfold.
    QByteArray pageDigest;    ///< SHA-256 of the body of request 0, in hexadecimal digits; empty where it is
                              ///< not known, as that of more than 1 MiB.
    QString transportLibrary; ///< "libcurl/7.88.1 OpenSSL/3.0.17"; empty: what currentEnvironment() knows.

    // Of one request; `index` below requestCount().
    Outcome outcome(quint32 index) const { return m_rows.at(index).outcome; }
    ErrorClass error(quint32 index) const { return m_rows.at(index).error; }
    quint16 status(quint32 index) const { return m_rows.at(index).status; }
    HttpVersion http(quint32 index) const { return m_rows.at(index).http; }
    Fact::Reuse reuse(quint32 index) const { return m_rows.at(index).reuse; }
    quint8 retries(quint32 index) const { return m_rows.at(index).retries; }
    quint32 bytes(quint32 index) const { return m_rows.at(index).bytes; }
    std::optional<quint32> lane(quint32 index) const;       ///< Absent until it left the queue.
    std::optional<quint32> connection(quint32 index) const; ///< Absent where the transport can't tell.
    std::optional<qint64> startNs(quint32 index) const;     ///< The end of `queued`.
    std::optional<qint64> endNs(quint32 index) const;       ///< When it got its outcome.
    /// A stage that has ended; nothing where it did not happen or is still under way.
    std::optional<Interval> stage(quint32 index, Stage stage) const;
    /// The stage that the request is in now, with its beginning; nothing once it has an outcome.
    struct OpenStage {
        Stage stage = Stage::Queued;
        qint64 begin = 0;
    };
    std::optional<OpenStage> openStage(quint32 index) const;
    /// Its service time, from the end of `queued` to the end of `receive`; only of requests that are done.
    std::optional<qint64> latencyNs(quint32 index) const;
    /// Its response time, to the end of `receive` from when it was due; of a closed load, where it is due as a lane is
    /// free, its service time.
    std::optional<qint64> responseNs(quint32 index) const;
    /// When it was due, where it left the queue of an open load.
    std::optional<qint64> dueNs(quint32 index) const;
    /// Which of the plan's targets it asked; absent where there is but one.
    std::optional<quint32> target(quint32 index) const;
    /// `notices`, and what the plan and how it ran make one's duty to say.
    QStringList allNotices() const;
    const Fault &fault(quint32 index) const;   ///< None where nothing was told of one.
    QString errorMessage(quint32 index) const; ///< Its words, for the terminal and files.
    QString responseHeaders(quint32 index) const;
    bool hasResponseHeaders() const { return !m_responseHeaders.isEmpty(); } ///< Of any request.
    /// The name of its page in the run's folder, "0023.html"; empty where it was not saved.
    QString fileName(quint32 index) const;

    /// Memory of the columns, in bytes.
    std::size_t columnBytes() const;

private:
    friend class RunRecorder;

    struct Time48 {
        quint16 high = 0xffff;
        quint16 middle = 0xffff;
        quint16 low = 0xffff;
        static Time48 from(qint64 nanoseconds);
        bool isSet() const { return (high & middle & low) != 0xffff; }
        qint64 nanoseconds() const { return (qint64(high) << 32) | (qint64(middle) << 16) | low; }
    };
    struct Row {
        quint32 bytes = 0;
        quint32 connection = 0xffffffff;
        quint32 lane = 0xffffffff;
        quint16 status = 0;
        Time48 end;
        Outcome outcome = Outcome::Pending;
        ErrorClass error = ErrorClass::None;
        HttpVersion http = HttpVersion::Unknown;
        Fact::Reuse reuse = Fact::Reuse::Unknown;
        quint8 retries = 0;
        Stage current = Stage::Queued;
    };
    struct Span {
        Time48 begin;
        Time48 end;
    };
    RunPlan m_plan;
    quint32 m_count;
    ChunkedColumn<Row> m_rows;
    std::array<ChunkedColumn<Span>, stageCount> m_stages;
    std::vector<Fault> m_faults;          ///< All different ones: a million requests that fail alike share one.
    QStringList m_errorMessages;          ///< The words of each.
    QHash<Fault, quint32> m_faultIndexes; ///< Where each is in there.
    QHash<quint32, quint32> m_faultOf;    ///< Likewise, by request.
    QHash<quint32, QString> m_responseHeaders;
};

/// Where it took place: as its file says, or here.
Environment environmentOf(const RunRecord &record);

/// What must stand beside every figure of a run that isDisturbed.
QString disturbedRemark();

/// "0023.html": four digits, more where the index needs them.
QString pageFileName(quint32 index);

} // namespace fiftyfold
