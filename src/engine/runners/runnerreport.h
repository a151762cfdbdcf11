// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/runcost.h"
#include "engine/base/indexshare.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace fiftyfold {

struct RunnerTask;

/// Words the facts of a run as a runner's lines, and counts them.
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
    };
    QByteArray line(const Fact &fact);

    const IndexShare m_share;
    const bool m_isSummary;
    const qint64 m_readyToStartNs;
    QHash<quint32, OpenRequest> m_open;
    quint32 m_done = 0;
    quint32 m_failed = 0;
};

} // namespace fiftyfold
