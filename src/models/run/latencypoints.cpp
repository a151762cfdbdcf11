// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/latencypoints.h"

#include "core/run/statistics.h"
#include "models/run/runselection.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

using Cells = std::vector<LatencyPoints::Cell>;

/// A lag that is less of a response time can't be seen in a chart of it.
constexpr double leastVisibleShare = 0.03;

void addTo(Cells &cells, quint16 bucket, quint32 count)
{
    const auto at =
        std::lower_bound(cells.begin(), cells.end(), bucket,
                         [](const LatencyPoints::Cell &cell, quint16 wanted) { return cell.bucket < wanted; });
    if (at != cells.end() && at->bucket == bucket)
        at->count += count;
    else
        cells.insert(at, {bucket, count});
}

/// Leaves nothing in `from`.
void moveInto(LatencyPoints::Column &column, LatencyPoints::Column &from)
{
    if (column.done.empty() && column.failed.empty()) {
        column = std::exchange(from, {});
        return;
    }
    column.done.insert(column.done.end(), from.done.begin(), from.done.end());
    column.failed.insert(column.failed.end(), from.failed.begin(), from.failed.end());
    for (const LatencyPoints::Cell &cell : from.response)
        addTo(column.response, cell.bucket, cell.count);
    for (const LatencyPoints::Cell &cell : from.service)
        addTo(column.service, cell.bucket, cell.count);
    from = {};
}

} // namespace

void LatencyPoints::take(const FactBatch &batch, const RunRecord &record)
{
    for (const Fact &fact : batch.facts) {
        if (fact.kind != Fact::Kind::Finished || fact.request >= record.requestCount())
            continue;
        const std::optional<qint64> arrival = arrivalNs(record, fact.request);
        if (!arrival)
            continue;
        if (fact.outcome == Outcome::Done) {
            addDone(record, fact.request, *arrival);
        } else if (fact.outcome == Outcome::Failed) {
            columnAt(*arrival).failed.push_back(fact.request);
            m_hasFailed = true;
        }
    }
}

void LatencyPoints::addDone(const RunRecord &record, quint32 request, qint64 arrival)
{
    const std::optional<qint64> response = record.responseNs(request);
    if (!response)
        return;
    const qint64 service = *record.latencyNs(request);
    Column &column = columnAt(arrival);
    column.done.push_back(request);
    addTo(column.response, static_cast<quint16>(LiveHistogram::bucketOf(*response)), 1);
    if (static_cast<double>(*response - service) > leastVisibleShare * static_cast<double>(*response)) {
        addTo(column.service, static_cast<quint16>(LiveHistogram::bucketOf(service)), 1);
        m_hasService = true;
    }
    m_shortestNs = std::min(m_shortestNs, service);
    m_longestNs = std::max(m_longestNs, *response);
}

LatencyPoints::Columns LatencyPoints::columnsBetween(double beginNs, double endNs) const
{
    const auto columnNs = static_cast<double>(m_columnNs);
    const auto last = static_cast<double>(m_columns.size());
    Columns columns;
    columns.begin = static_cast<std::size_t>(std::clamp(std::floor(beginNs / columnNs), 0.0, last));
    columns.end = static_cast<std::size_t>(std::clamp(std::floor(endNs / columnNs) + 1, 0.0, last));
    columns.end = std::max(columns.begin, columns.end);
    return columns;
}

std::size_t LatencyPoints::requestsIn(const Columns &columns) const
{
    std::size_t count = 0;
    for (std::size_t i = columns.begin; i < columns.end; ++i)
        count += m_columns[i].done.size() + m_columns[i].failed.size();
    return count;
}

/// It is there then.
LatencyPoints::Column &LatencyPoints::columnAt(qint64 timeNs)
{
    const qint64 time = std::max<qint64>(timeNs, 0);
    while (static_cast<std::size_t>(time / m_columnNs) >= columnLimit)
        doubleColumnWidth();
    const auto index = static_cast<std::size_t>(time / m_columnNs);
    if (index >= m_columns.size())
        m_columns.resize(index + 1);
    return m_columns[index];
}

void LatencyPoints::doubleColumnWidth()
{
    m_columnNs *= 2;
    for (std::size_t i = 1; i < m_columns.size(); ++i)
        moveInto(m_columns[i / 2], m_columns[i]);
    m_columns.resize((m_columns.size() + 1) / 2);
}

LatencyPoints latencyPointsOf(const RunRecord &record)
{
    LatencyPoints points;
    FactBatch batch;
    Fact ended;
    ended.kind = Fact::Kind::Finished;
    constexpr std::size_t portion = 4'096;
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        ended.request = request;
        ended.outcome = record.outcome(request);
        batch.facts.push_back(ended);
        if (batch.facts.size() < portion && request + 1 < record.requestCount())
            continue;
        points.take(batch, record);
        batch.facts.clear();
    }
    return points;
}

} // namespace fiftyfold
