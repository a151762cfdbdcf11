// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestmodel.h"

#include "core/text/quantities.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

QVariant variantOf(std::optional<qint64> number)
{
    return number ? QVariant(*number) : QVariant();
}

} // namespace

void RequestModel::setRecord(std::shared_ptr<const RunRecord> record)
{
    beginResetModel();
    m_record = std::move(record);
    m_changed.clear();
    m_nowNs = m_record ? m_record->elapsedNs : 0;
    endResetModel();
}

void RequestModel::noteChanges(const std::vector<Fact> &facts)
{
    const quint32 count = m_record ? m_record->requestCount() : 0;
    for (const Fact &fact : facts)
        if (fact.request < count && (m_changed.empty() || m_changed.back() != fact.request))
            m_changed.push_back(fact.request);
}

void RequestModel::pushChanges()
{
    // Taken out first: a view that answers by noting changes must not disturb the walk.
    std::vector<quint32> changed = std::exchange(m_changed, {});
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    for (std::size_t first = 0, next = 0; first < changed.size(); first = next) {
        for (next = first + 1; next < changed.size() && changed[next] == changed[next - 1] + 1;)
            ++next;
        Q_EMIT dataChanged(index(static_cast<int>(changed[first])), index(static_cast<int>(changed[next - 1])));
    }
}

int RequestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_record ? 0 : static_cast<int>(m_record->requestCount());
}

QVariant RequestModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const auto request = static_cast<quint32>(index.row());
    switch (role) {
    case StartRole:
        return variantOf(m_record->startNs(request));
    case EndRole:
        return variantOf(m_record->endNs(request));
    case OutcomeRole:
        return static_cast<int>(m_record->outcome(request));
    case SpansRole:
        return QVariant::fromValue(spans(request));
    case DescriptionRole:
        return description(request);
    default:
        return {};
    }
}

QList<StageSpan> RequestModel::spans(quint32 request) const
{
    QList<StageSpan> spans;
    for (const Stage stage : allStages) {
        if (stage == Stage::Queued)
            continue;
        if (const std::optional<Interval> interval = m_record->stage(request, stage))
            spans.append({stage, interval->begin, interval->end, false});
    }
    const std::optional<RunRecord::OpenStage> open = m_record->openStage(request);
    if (open && open->stage != Stage::Queued)
        spans.append({open->stage, open->begin, std::max(m_nowNs, open->begin), true});
    return spans;
}

/// "done", "failed (timeout)", "cancelled"; before its outcome the stage that it is in.
QString RequestModel::outcomeText(quint32 request) const
{
    switch (m_record->outcome(request)) {
    case Outcome::Done:
        return tr("done");
    case Outcome::Failed:
        return tr("failed (%1)").arg(errorClassName(m_record->error(request)));
    case Outcome::Cancelled:
        return tr("cancelled");
    case Outcome::Pending:
        break;
    }
    const std::optional<RunRecord::OpenStage> open = m_record->openStage(request);
    return open ? QString(stageName(open->stage)) : tr("in progress");
}

/// The latency of a request that is done; how long it took, or has taken so far, of the others that left the queue.
std::optional<qint64> RequestModel::durationNs(quint32 request) const
{
    if (const std::optional<qint64> latency = m_record->latencyNs(request))
        return latency;
    const std::optional<qint64> start = m_record->startNs(request);
    if (!start)
        return std::nullopt;
    return std::max<qint64>(0, m_record->endNs(request).value_or(m_nowNs) - *start);
}

QString RequestModel::description(quint32 request) const
{
    QStringList parts = {outcomeText(request)};
    if (const quint16 status = m_record->status(request))
        parts.append(QString::number(status));
    if (const std::optional<qint64> duration = durationNs(request)) {
        const bool isOver = m_record->outcome(request) != Outcome::Pending;
        const QString text = durationForPeople(*duration);
        parts.append(isOver ? text : tr("%1 so far").arg(text));
    }
    if (const std::optional<quint32> lane = m_record->lane(request))
        parts.append(tr("lane %1").arg(*lane));
    return tr("Request %1: %2").arg(QString::number(request), parts.join(QLatin1String(", ")));
}

} // namespace fiftyfold
