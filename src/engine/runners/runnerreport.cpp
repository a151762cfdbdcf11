// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerreport.h"

#include "engine/runners/runnerprotocol.h"

#include <algorithm>

namespace fiftyfold {

namespace {

/// Of the lines that a note has of them.
QList<std::pair<QByteArray, QByteArray>> fieldsOf(const QString &note)
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    for (const QString &line : note.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        fields.append(
            {line.section(QLatin1String(": "), 0, 0).toUtf8(), line.section(QLatin1String(": "), 1).toUtf8()});
    return fields;
}

} // namespace

RunnerReport::RunnerReport(const RunnerTask &task, qint64 readyToStartNs)
    : m_share(task.share)
    , m_isSummary(task.isSummary)
    , m_readyToStartNs(readyToStartNs)
{
}

QByteArray RunnerReport::lines(const FactBatch &batch)
{
    for (const Note &note : batch.notes) {
        if (note.kind == Note::Kind::Failure)
            m_open[note.request].fault = note.fault;
        else if (note.kind == Note::Kind::PageDigest && m_share.indexOf(note.request) == 0)
            m_open[note.request].digest = note.text.toLatin1();
        else if (note.kind == Note::Kind::ResponseHeaders)
            m_open[note.request].headers = note.text;
    }
    QByteArray lines;
    for (const Fact &fact : batch.facts)
        lines += line(fact);
    return m_isSummary ? QByteArray() : lines;
}

QByteArray RunnerReport::line(const Fact &fact)
{
    const quint32 request = m_share.indexOf(fact.request);
    const qint64 at = m_readyToStartNs + fact.at;
    switch (fact.kind) {
    case Fact::Kind::Began:
        return {};
    case Fact::Kind::Replied:
        m_open[fact.request].replied = fact;
        return {};
    case Fact::Kind::Ended:
        return m_isSummary ? QByteArray()
                           : lineOf(RunnerStage{request, fact.stage, m_readyToStartNs + fact.begin,
                                                fact.at - fact.begin, fact.outcome != Outcome::Pending});
    case Fact::Kind::Finished:
        break;
    }
    m_done += fact.outcome == Outcome::Done ? 1 : 0;
    m_failed += fact.outcome == Outcome::Failed ? 1 : 0;
    OpenRequest open = m_open.take(fact.request);
    if (m_isSummary)
        return {};
    open.fault.error = fact.error;
    const Fact &replied = open.replied;
    RunnerOutcome outcome;
    outcome.request = request;
    outcome.outcome = fact.outcome;
    outcome.fault = open.fault;
    outcome.status = replied.status;
    outcome.bytes = fact.value;
    outcome.at = at;
    outcome.http = replied.http;
    outcome.reuse = replied.reuse;
    outcome.retries = std::max(replied.retries, fact.retries);
    if (replied.status != 0 && replied.value >= 0)
        outcome.connection = static_cast<quint32>(replied.value);
    outcome.headers = fieldsOf(open.headers);
    outcome.digest = open.digest;
    return lineOf(outcome);
}

QByteArray RunnerReport::finishedLine(qint64 elapsedNs, bool isDisturbed, std::optional<double> cpuShare,
                                      const std::optional<RunCost> &cost) const
{
    return lineOf(RunnerFinished{elapsedNs, m_done, m_failed, isDisturbed, cpuShare, cost});
}

} // namespace fiftyfold
