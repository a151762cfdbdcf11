// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runcost.h"
#include "core/run/runtotals.h"
#include "core/run/thinnedtimes.h"
#include "engine/base/indexshare.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace fiftyfold {

struct RunnerTask;

/// Words the facts of a run as a runner's lines, and sums them up.
class RunnerReport
{
public:
    /// `readyToStartNs`: how long the run's clock started after `ready` was said.
    RunnerReport(const RunnerTask &task, qint64 readyToStartNs);

    /// The lines of a batch; none where only a summary is wanted.
    QByteArray lines(const FactBatch &batch);
    QByteArray finishedLine(qint64 elapsedNs, bool isDisturbed, std::optional<double> cpuShare,
                            const std::optional<RunCost> &cost = {}) const;

private:
    struct OpenRequest {
        Fact replied; ///< With a status where there was a reply.
        Fault fault;
        QByteArray digest;
        QString headers; ///< "name: value" lines.
        qint64 dueAt = 0;
        qint64 receivedAt = 0; ///< The end of its reply.
        bool hasBegun = false; ///< Left the queue.
        bool hasLookup = false;
        bool hasHandshake = false;
    };
    void takeNotes(const std::vector<Note> &notes);
    QByteArray line(const Fact &fact);
    void takeStage(const Fact &fact);
    void sumUp(const Fact &finished, const OpenRequest &request);
    void sumUpReply(const Fact &finished, const OpenRequest &request);

    const IndexShare m_share;
    const bool m_isOpenLoad;
    const bool m_isSummary;
    const qint64 m_readyToStartNs;
    QHash<quint32, OpenRequest> m_open;
    RunTotals m_totals;      ///< What follows is not yet in it.
    quint32 m_openCount = 0; ///< Requests that have left the queue and not ended.
    quint32 m_mostOpen = 0;
    ThinnedTimes m_doneAt;
    ThinnedTimes m_responses;
    double m_responsesNs = 0; ///< Their sum.
};

} // namespace fiftyfold
