// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrecord.h"

#include "core/plan/requestparts.h"

#include <algorithm>
#include <new>

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
    , m_count(plan.hasEnd() ? 0 : plan.requests)
{
    // The rows come into being as they are written; by then it is too late to find out that there is no room for them.
    if (plan.isCountKnown())
        ::operator delete(::operator new(plan.requests * sizeof(Row)));
}

std::optional<quint32> RunRecord::lane(quint32 index) const
{
    const quint32 lane = m_rows.at(index).lane;
    return lane == unknown32 ? std::nullopt : std::optional(lane);
}

std::optional<quint32> RunRecord::connection(quint32 index) const
{
    const quint32 connection = m_rows.at(index).connection;
    return connection == unknown32 ? std::nullopt : std::optional(connection);
}

std::optional<qint64> RunRecord::startNs(quint32 index) const
{
    const std::optional<Interval> queued = stage(index, Stage::Queued);
    return queued ? std::optional(queued->end) : std::nullopt;
}

std::optional<qint64> RunRecord::endNs(quint32 index) const
{
    const Time48 &end = m_rows.at(index).end;
    return end.isSet() ? std::optional(end.nanoseconds()) : std::nullopt;
}

std::optional<Interval> RunRecord::stage(quint32 index, Stage stage) const
{
    const Span &span = m_stages[indexOf(stage)].at(index);
    if (!span.begin.isSet() || !span.end.isSet())
        return std::nullopt;
    return Interval{span.begin.nanoseconds(), span.end.nanoseconds()};
}

std::optional<RunRecord::OpenStage> RunRecord::openStage(quint32 index) const
{
    const Row &row = m_rows.at(index);
    if (row.outcome != Outcome::Pending)
        return std::nullopt;
    const Span &span = m_stages[indexOf(row.current)].at(index);
    if (span.end.isSet())
        return std::nullopt;
    if (span.begin.isSet())
        return OpenStage{row.current, span.begin.nanoseconds()};
    const bool isQueued = row.current == Stage::Queued && !m_plan.isOpen(); // of an open load perhaps not due yet
    return isQueued ? std::optional(OpenStage{}) : std::nullopt;
}

std::optional<qint64> RunRecord::latencyNs(quint32 index) const
{
    if (m_rows.at(index).outcome != Outcome::Done)
        return std::nullopt;
    const std::optional<qint64> start = startNs(index);
    const std::optional<Interval> receive = stage(index, Stage::Receive);
    if (!start || (!receive && !imported)) // who knows no stages knows the end
        return std::nullopt;
    return (receive ? receive->end : endNs(index).value_or(*start)) - *start;
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

Environment environmentOf(const RunRecord &record)
{
    Environment environment = record.environment.value_or(currentEnvironment(record.plan().transport));
    if (!record.transportLibrary.isEmpty())
        environment.transportLibrary = record.transportLibrary;
    return environment;
}

QString disturbedRemark()
{
    return QStringLiteral(QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "The program stood still for a while during this run: do not trust its figures, run it again."));
}

QStringList RunRecord::allNotices() const
{
    QStringList all = notices;
    if (imported)
        all += imported->limits;
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
    const Row &row = m_rows.at(index);
    const bool isSaved =
        stage(index, Stage::Save) && row.error != ErrorClass::Save && row.outcome != Outcome::Cancelled;
    return isSaved ? pageFileName(index) : QString();
}

std::size_t RunRecord::columnBytes() const
{
    std::size_t bytes = m_rows.bytes();
    for (const ChunkedColumn<Span> &stage : m_stages)
        bytes += stage.bytes();
    return bytes;
}

QString pageFileName(quint32 index)
{
    return QStringLiteral("%1.html").arg(index, 4, 10, QLatin1Char('0'));
}

} // namespace fiftyfold
