// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrecord.h"

#include "core/plan/requestparts.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qint64 latestTime = (qint64(1) << 48) - 2;
constexpr quint32 unknown32 = 0xffffffff;

} // namespace

RunRecord::Time48 RunRecord::Time48::from(qint64 nanoseconds)
{
    const qint64 kept = std::clamp<qint64>(nanoseconds, 0, latestTime);
    return {static_cast<quint16>(kept >> 32), static_cast<quint16>((kept >> 16) & 0xffff),
            static_cast<quint16>(kept & 0xffff)};
}

RunRecord::RunRecord(const RunPlan &plan)
    : m_plan(plan)
    , m_rows(plan.isCountKnown() ? plan.requests : 0)
{
}

const RunRecord::Span *RunRecord::span(quint32 index, Stage stage) const
{
    const StageColumn &column = m_stages[indexOf(stage)];
    const quint32 chunk = index / chunkRows;
    if (chunk >= column.chunks.size() || !column.chunks[chunk])
        return nullptr;
    return &(*column.chunks[chunk])[index % chunkRows];
}

RunRecord::Span &RunRecord::spanForWriting(quint32 index, Stage stage)
{
    StageColumn &column = m_stages[indexOf(stage)];
    const quint32 chunk = index / chunkRows;
    if (chunk >= column.chunks.size())
        column.chunks.resize(chunk + 1);
    if (!column.chunks[chunk])
        column.chunks[chunk] = std::make_unique<std::array<Span, chunkRows>>();
    return (*column.chunks[chunk])[index % chunkRows];
}

std::optional<quint32> RunRecord::lane(quint32 index) const
{
    const quint32 lane = m_rows[index].lane;
    return lane == unknown32 ? std::nullopt : std::optional(lane);
}

std::optional<quint32> RunRecord::connection(quint32 index) const
{
    const quint32 connection = m_rows[index].connection;
    return connection == unknown32 ? std::nullopt : std::optional(connection);
}

std::optional<qint64> RunRecord::startNs(quint32 index) const
{
    const std::optional<Interval> queued = stage(index, Stage::Queued);
    return queued ? std::optional(queued->end) : std::nullopt;
}

std::optional<qint64> RunRecord::endNs(quint32 index) const
{
    const Time48 &end = m_rows[index].end;
    return end.isSet() ? std::optional(end.nanoseconds()) : std::nullopt;
}

std::optional<Interval> RunRecord::stage(quint32 index, Stage stage) const
{
    const Span *found = span(index, stage);
    if (!found || !found->begin.isSet() || !found->end.isSet())
        return std::nullopt;
    return Interval{found->begin.nanoseconds(), found->end.nanoseconds()};
}

std::optional<RunRecord::OpenStage> RunRecord::openStage(quint32 index) const
{
    const Row &row = m_rows[index];
    if (row.outcome != Outcome::Pending)
        return std::nullopt;
    const Span *found = span(index, row.current);
    if (!found || (row.current == Stage::Queued && !found->begin.isSet())) {
        const bool isQueued = row.current == Stage::Queued && !m_plan.isOpen(); // of an open load perhaps not due yet
        return isQueued ? std::optional(OpenStage{}) : std::nullopt;
    }
    if (found->end.isSet())
        return std::nullopt;
    return OpenStage{row.current, found->begin.isSet() ? found->begin.nanoseconds() : 0};
}

std::optional<qint64> RunRecord::latencyNs(quint32 index) const
{
    if (m_rows[index].outcome != Outcome::Done)
        return std::nullopt;
    const std::optional<qint64> start = startNs(index);
    const std::optional<Interval> receive = stage(index, Stage::Receive);
    if (!start || !receive)
        return std::nullopt;
    return receive->end - *start;
}

std::optional<qint64> RunRecord::dueNs(quint32 index) const
{
    const std::optional<Interval> queued = m_plan.isOpen() ? stage(index, Stage::Queued) : std::nullopt;
    return queued ? std::optional(queued->begin) : std::nullopt;
}

std::optional<qint64> RunRecord::responseNs(quint32 index) const
{
    const std::optional<qint64> service = latencyNs(index);
    const std::optional<qint64> due = dueNs(index);
    return service && due ? std::optional(*service + *startNs(index) - *due) : service;
}

std::optional<quint32> RunRecord::target(quint32 index) const
{
    if (m_plan.targetNames.isEmpty())
        return std::nullopt;
    return targetOrderOf(m_plan, static_cast<quint32>(m_plan.targetNames.size())).targetOf(index);
}

QString disturbedRemark()
{
    return QStringLiteral(
        "The program stood still for a while during this run: do not trust its figures, run it again.");
}

QStringList RunRecord::allNotices() const
{
    QStringList all = notices;
    if (isDisturbed)
        all.append(disturbedRemark());
    if (const QString oneLane = oneLaneRemark(m_plan); !oneLane.isEmpty())
        all.append(oneLane);
    if (const QString insecure = insecureRemark(m_plan); !insecure.isEmpty())
        all.append(insecure);
    return all;
}

const Fault &RunRecord::fault(quint32 index) const
{
    static const Fault none;
    const auto found = m_faultOf.constFind(index);
    return found == m_faultOf.cend() ? none : m_faults[*found];
}

QString RunRecord::errorMessage(quint32 index) const
{
    const auto found = m_faultOf.constFind(index);
    return found == m_faultOf.cend() ? QString() : m_errorMessages[*found];
}

QString RunRecord::responseHeaders(quint32 index) const
{
    return m_responseHeaders.value(index);
}

QString RunRecord::fileName(quint32 index) const
{
    const Row &row = m_rows[index];
    const bool isSaved =
        stage(index, Stage::Save) && row.error != ErrorClass::Save && row.outcome != Outcome::Cancelled;
    return isSaved ? pageFileName(index) : QString();
}

std::size_t RunRecord::columnBytes() const
{
    std::size_t bytes = m_rows.size() * sizeof(Row);
    for (const StageColumn &column : m_stages) {
        bytes += column.chunks.capacity() * sizeof(column.chunks[0]);
        for (const auto &chunk : column.chunks)
            bytes += chunk ? sizeof(*chunk) : 0;
    }
    return bytes;
}

QString pageFileName(quint32 index)
{
    return QStringLiteral("%1.html").arg(index, 4, 10, QLatin1Char('0'));
}

} // namespace fiftyfold
