// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runsummary.h"
#include "records/json/runjsonreader.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace fiftyfold {

/// One request as another tool's file tells it. Durations in nanoseconds; what it does not tell is -1.
struct ImportedRequest {
    qint64 startNs = 0; ///< On any clock that is the same for all, such as that of the epoch.
    qint64 totalNs = -1;
    qint64 dnsNs = -1; ///< The stages follow one another from the start.
    qint64 connectNs = -1;
    qint64 tlsNs = -1;
    qint64 sendNs = -1;
    qint64 waitNs = -1;
    qint64 receiveNs = -1;
    quint32 bytes = 0;
    quint32 fault = 0; ///< See ImportedRun::fault(); 0: it is done.
    static constexpr quint32 noLane = 0xffffffff;
    quint32 lane = noLane; ///< Any number, the same for all that had one connection, thread or user after the other.
    quint16 status = 0;
    HttpVersion http = HttpVersion::Unknown;
};

/// What a reader of another tool's file finds, made into a run at the end: either requests, or figures that the file
/// states.
class ImportedRun
{
public:
    /// `goesOn` is asked now and then, whatever else is going on; false: give up.
    explicit ImportedRun(const QString &fileName, std::function<bool()> goesOn = {});

    // What a reader says; the tool always.
    QString tool;
    RunPlan plan;                    ///< URL, method, requests at once (0: not told).
    QDateTime startedAt;             ///< Where the requests' clock is none of the epoch.
    std::optional<qint64> elapsedNs; ///< Otherwise from the first request's start to the last one's end.
    /// What is secret in a command that it has is taken out; ends after 300 characters.
    void addLimit(const QString &sentence);
    /// Of a file of many addresses the figures are of all of them together, which becomes a limit.
    void addUrl(const QByteArray &method, const QString &url);

    /// Requests whose times are on a clock of the epoch.
    bool isOfEpoch = false;
    /// Of the epoch, too, but known to the second only: of these come figures of all, without single requests.
    bool hasCoarseStarts = false;
    /// Empty, or why it can't be taken: a time that is out of all bounds, too many, or it was given up.
    QString add(const ImportedRequest &request);
    /// For ImportedRequest::fault. Of a reply that is no success, of what went wrong in the tool's words.
    quint32 statusFault(quint16 status);
    quint32 fault(const QString &words);
    quint32 fault(ErrorClass error, const QString &words);
    /// Of a loop's turn that may add nothing; false: give up.
    bool goesOn();

    /// Figures that the file states. Where nothing else is said, all requests are done. Of a file that does not tell
    /// how many there were, the count of the latency is unstatedCount.
    RunSummary stated;
    bool hasMadeUpTimes = false;          ///< Beside those that were measured: no overlap comes of their mean.
    std::map<double, double> percentiles; ///< In percent, nanoseconds: all that it states of the response time.

    // Each is taken where it is such a number; what is none is not told.
    /// See importedTime(). Of those that are among the figures it is their value, too.
    void statePercentile(double percent, double value, double nanosecondsOfOne);
    void statePercentile(const QString &name, double value, double nanosecondsOfOne); ///< See percentFromText().
    void state(double Distribution::*figure, double value, double nanosecondsOfOne);
    void stateElapsed(double value, double nanosecondsOfOne);
    void stateRate(double requestsPerSecond);
    void stateBytes(double bytes);
    void stateAtOnce(double lanes);
    /// So many more requests failed like this; gives how many it took.
    double stateErrors(ErrorClass error, double count);
    /// Requests in all, of which so many failed; the latency is of as many as `counted`.
    void stateCounts(double requests, double failed, double counted);

    /// So many of them were under way when its time was over, which is no failure.
    void stateCancelled(double count);

    /// Makes the run. Empty, or why there is none.
    QString finish(ReadRun &run);

private:
    quint32 indexOf(const Fault &fault); ///< Of those that are kept; adds it where it is new.
    QString finishRequests(ReadRun &run);
    QString stateRequests();
    std::optional<std::vector<quint32>> toldLanes(quint32 most) const;
    QString finishStated(ReadRun &run);
    void tell(class RunRecorder &recorder, quint32 index, quint32 lane, const ImportedRequest &request,
              qint64 origin) const;

    const QString m_file;
    QStringList m_limits;
    std::vector<ImportedRequest> m_requests;
    std::vector<Fault> m_faults; ///< From 1; the first one is none.
    QHash<Fault, quint32> m_faultIndexes;
    quint32 m_otherUrls = 0;
    const std::function<bool()> m_goesOn;
    quint32 m_turns = 0;
    bool m_isTooMany = false;
};

/// Of seconds, milliseconds and so on with decimals: nanoseconds, or nothing where it is no time of a run: no number,
/// negative, above 78 hours.
std::optional<qint64> importedTime(double value, double nanosecondsOfOne);

/// A class for what another program says of a failure.
ErrorClass errorClassOfWords(const QString &words);

} // namespace fiftyfold
