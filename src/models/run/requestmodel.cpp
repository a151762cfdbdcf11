// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestmodel.h"

#include "core/run/loopwait.h"
#include "core/text/quantities.h"
#include "models/run/duerequests.h"

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

void RequestModel::setRecord(std::shared_ptr<const RunRecord> record, const DueRequests *due)
{
    beginResetModel();
    m_record = std::move(record);
    m_due = due;
    m_rows = m_record ? static_cast<int>(m_record->requestCount()) : 0;
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
    const int count = m_record ? static_cast<int>(m_record->requestCount()) : 0;
    if (count > m_rows) {
        beginInsertRows({}, m_rows, count - 1);
        m_rows = count;
        endInsertRows();
    }
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
    return parent.isValid() ? 0 : m_rows;
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
    case LoopWaitsRole:
        return QVariant::fromValue(loopWaitsOf(request));
    case WaitsFromRole:
        return !m_record->plan().isOpen() && m_record->plan().isCountKnown() ? QVariant(qint64(0)) : QVariant();
    case DescriptionRole:
        return description(request);
    default:
        return {};
    }
}

/// From when it was due until it left the queue, the run's end found it there, or now.
std::optional<StageSpan> RequestModel::queuedSpan(quint32 request) const
{
    if (!m_record->plan().isOpen())
        return std::nullopt;
    if (const std::optional<Interval> queued = m_record->stage(request, Stage::Queued))
        return StageSpan{Stage::Queued, queued->begin, queued->end, false};
    const std::optional<qint64> due = m_due ? m_due->dueNs(request) : std::nullopt;
    if (!due)
        return std::nullopt;
    const std::optional<qint64> end = m_record->endNs(request);
    return StageSpan{Stage::Queued, *due, std::max(end.value_or(m_nowNs), *due), !end};
}

QList<StageSpan> RequestModel::spans(quint32 request) const
{
    QList<StageSpan> spans;
    if (const std::optional<StageSpan> queued = queuedSpan(request))
        spans.append(*queued);
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

QList<Interval> RequestModel::loopWaitsOf(quint32 request) const
{
    const LoopWaits waits = loopWaitsUntil(m_nowNs, *m_record, request);
    return {waits.cbegin(), waits.cend()};
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
    if (open)
        return stageName(open->stage);
    if (m_record->startNs(request))
        return tr("in progress");
    return queuedSpan(request) ? QString(stageName(Stage::Queued)) : tr("not due yet");
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

/// Empty where it is not worth a word.
QString RequestModel::loopWaitText(quint32 request) const
{
    const std::optional<qint64> wait = loopWaitNs(*m_record, request);
    const std::optional<qint64> service = m_record->latencyNs(request);
    const bool isNotable =
        wait && service && isNotableLoopWait(static_cast<double>(*wait), static_cast<double>(*service));
    return isNotable ? tr("loop wait %1").arg(durationForPeople(*wait)) : QString();
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
    if (const std::optional<qint64> due = m_record->dueNs(request))
        parts.append(tr("lag %1").arg(durationForPeople(*m_record->startNs(request) - *due)));
    if (const QString wait = loopWaitText(request); !wait.isEmpty())
        parts.append(wait);
    if (const std::optional<quint32> lane = m_record->lane(request))
        parts.append(tr("lane %1").arg(*lane));
    return tr("Request %1: %2").arg(QString::number(request), parts.join(QLatin1String(", ")));
}

} // namespace fiftyfold
