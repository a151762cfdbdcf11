// SPDX-License-Identifier: GPL-3.0-or-later
// What an imported run makes of requests of which more is known than their times, or less.
#include "records/import/importedrun.h"

#include "core/run/statistics.h"
#include "records/import/importtext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

/// Of requests in the order of their starts. Nothing where one has none, where two in one are at the same time, or
/// where there are more than `most`: threads that come and go are no lanes.
std::optional<std::vector<quint32>> ImportedRun::toldLanes(quint32 most) const
{
    constexpr qint64 roundingNs = 1'000'000;
    QHash<quint32, quint32> numbers; // in the order in which they began
    std::vector<qint64> ends;
    std::vector<quint32> lanes;
    lanes.reserve(m_requests.size());
    for (const ImportedRequest &request : m_requests) {
        const auto next = static_cast<quint32>(numbers.size());
        const quint32 lane = numbers.value(request.lane, next);
        if (lane == next) {
            if (request.lane == ImportedRequest::noLane || next == most)
                return std::nullopt;
            numbers.insert(request.lane, next);
            ends.push_back(request.startNs);
        }
        if (request.startNs < ends[lane] - roundingNs)
            return std::nullopt;
        ends[lane] = request.startNs + request.totalNs;
        lanes.push_back(lane);
    }
    return lanes;
}

/// Makes figures of all of those that were added.
QString ImportedRun::stateRequests()
{
    if (m_requests.empty())
        return {};
    qint64 first = m_requests.front().startNs;
    double failed = 0;
    double bytes = 0;
    std::vector<qint64> times;
    const std::array<std::pair<Stage, qint64 ImportedRequest::*>, 6> parts{
        {{Stage::Dns, &ImportedRequest::dnsNs},
         {Stage::Connect, &ImportedRequest::connectNs},
         {Stage::Tls, &ImportedRequest::tlsNs},
         {Stage::Send, &ImportedRequest::sendNs},
         {Stage::Wait, &ImportedRequest::waitNs},
         {Stage::Receive, &ImportedRequest::receiveNs}}};
    std::array<std::vector<qint64>, parts.size()> lengths;
    for (const ImportedRequest &request : m_requests) {
        if (!goesOn())
            return readingGivenUp();
        first = std::min(first, request.startNs);
        bytes += request.bytes;
        if (request.status != 0)
            ++stated.statuses[request.status];
        if (request.fault != 0) {
            failed += stateErrors(m_faults[request.fault].error, 1);
            continue;
        }
        times.push_back(request.totalNs);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (const qint64 length = request.*parts[i].second; length >= 0)
                lengths[i].push_back(length);
        }
    }
    const auto done = static_cast<double>(times.size());
    if (!times.empty())
        stated.latency = distributionOf(times);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!lengths[i].empty())
            stated.stages[fiftyfold::indexOf(parts[i].first)] = distributionOf(lengths[i]);
    }
    stateCounts(static_cast<double>(m_requests.size()), failed, done);
    stateBytes(bytes);
    startedAt = QDateTime::fromSecsSinceEpoch(first / 1'000'000'000).toUTC();
    m_requests = {};
    return {};
}

} // namespace fiftyfold
