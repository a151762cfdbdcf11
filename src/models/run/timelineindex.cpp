// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/timelineindex.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr quint32 blockSize = RequestRows::blockSize;

/// No run has so many; what is above was told wrong.
constexpr qint64 laneLimit = 1'000'000;

} // namespace

RequestRows RequestRows::all(quint32 requests)
{
    RequestRows rows;
    for (quint32 first = 0; first < requests; first += blockSize)
        rows.append(first, int(std::min(blockSize, requests - first)), nullptr);
    return rows;
}

void RequestRows::append(quint32 first, int count, const Bits *bits)
{
    if (count == 0)
        return;
    m_blocks.push_back({first, m_count, count, bits ? int(m_bits.size()) : -1});
    if (bits)
        m_bits.push_back(*bits);
    m_count += count;
}

std::size_t RequestRows::blockOfRow(int row) const
{
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), row,
                                        [](int wanted, const Block &block) { return wanted < block.rowsBefore; });
    return std::size_t(after - m_blocks.begin()) - 1;
}

quint32 RequestRows::requestAt(int row) const
{
    Q_ASSERT(row >= 0 && row < m_count);
    const Block &block = m_blocks[blockOfRow(row)];
    if (block.bits < 0)
        return block.first + quint32(row - block.rowsBefore);
    quint32 request = 0;
    visitRows(row, 1, [&request](int, quint32 found) { request = found; });
    return request;
}

int RequestRows::rowsBefore(quint32 request) const
{
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), request,
                                        [](quint32 wanted, const Block &block) { return wanted < block.first; });
    if (after == m_blocks.begin())
        return 0;
    const Block &block = *std::prev(after);
    const quint32 within = request - block.first;
    if (within >= blockSize)
        return block.rowsBefore + block.count;
    if (block.bits < 0)
        return block.rowsBefore + std::min(int(within), block.count);
    const Bits &bits = m_bits[std::size_t(block.bits)];
    return block.rowsBefore + (within == 0 ? 0 : int((bits << (blockSize - within)).count()));
}

bool RequestRows::contains(quint32 request) const
{
    const int row = rowsBefore(request);
    return row < m_count && requestAt(row) == request;
}

std::optional<int> RequestRows::rowOf(quint32 request) const
{
    const int row = rowsBefore(request);
    return row < m_count && requestAt(row) == request ? std::optional(row) : std::nullopt;
}

TimelineIndex::TimelineIndex(std::shared_ptr<const RunRecord> record, const DueRequests *due)
    : m_record(std::move(record))
    , m_due(due)
{
}

TimelineIndex::Block *TimelineIndex::blockFor(quint32 request)
{
    if (!m_record || request >= m_record->requestCount())
        return nullptr;
    const std::size_t block = request / blockSize;
    if (block >= m_blocks.size())
        m_blocks.resize(block + 1);
    return &m_blocks[block];
}

void TimelineIndex::arrive(quint32 request, qint64 at)
{
    Block *block = blockFor(request);
    if (!block)
        return;
    const bool isFirst = block->come.none();
    block->firstBegin = isFirst ? at : std::min(block->firstBegin, at);
    block->lastBegin = isFirst ? at : std::max(block->lastBegin, at);
    block->come.set(request % blockSize);
}

void TimelineIndex::take(const std::vector<Fact> &facts)
{
    for (const Fact &fact : facts) {
        Block *block = blockFor(fact.request);
        if (!block)
            continue;
        if (fact.kind == Fact::Kind::Ended && fact.stage == Stage::Queued) {
            if (const std::optional<qint64> begin = arrivalNs(*m_record, fact.request)) // as the record has it
                arrive(fact.request, *begin);
            noteLane(fact.request, fact.value);
        } else if (fact.kind == Fact::Kind::Finished) {
            const std::optional<qint64> end = m_record->endNs(fact.request);
            if (!end)
                continue;
            const bool isFirst = block->over.none();
            block->firstEnd = isFirst ? *end : std::min(block->firstEnd, *end);
            block->lastEnd = isFirst ? *end : std::max(block->lastEnd, *end);
            block->over.set(fact.request % blockSize);
        }
    }
}

/// Lanes take one request after the other, and their facts come nearly in that order.
void TimelineIndex::noteLane(quint32 request, qint64 lane)
{
    const std::optional<qint64> start = m_record->startNs(request);
    if (lane < 0 || lane >= laneLimit || !start)
        return;
    if (std::size_t(lane) >= m_lanes.size())
        m_lanes.resize(std::size_t(lane) + 1);
    std::vector<quint32> &list = m_lanes[std::size_t(lane)];
    auto at = list.end();
    while (at != list.begin() && m_record->startNs(*std::prev(at)).value_or(0) > *start)
        --at;
    for (auto same = at; same != list.begin() && m_record->startNs(*std::prev(same)) == start; --same) {
        if (*std::prev(same) == request)
            return; // told twice
    }
    list.insert(at, request);
}

std::optional<NsRange> TimelineIndex::life(quint32 request, qint64 nowNs) const
{
    if (!m_record || request >= m_record->requestCount())
        return std::nullopt;
    return lifeOf(*m_record, request, m_due ? m_due->dueNs(request) : std::nullopt, nowNs);
}

RequestRows TimelineIndex::living(const NsRange &time, qint64 nowNs) const
{
    RequestRows rows;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const Block &block = m_blocks[i];
        const bool areAllOver = (block.come & ~block.over).none();
        const qint64 lastEnd = areAllOver ? block.lastEnd : std::max(nowNs, block.lastEnd);
        // One that is open may have begun after now, which is told a little late.
        if (block.come.none() || block.firstBegin > time.end || std::max(lastEnd, block.lastBegin) < time.begin)
            continue;
        const auto first = quint32(i * blockSize);
        const quint32 size = std::min(blockSize, m_record->requestCount() - first);
        const bool haveAllCome = block.come.count() == size;
        const qint64 firstEnd = block.over.none() ? nowNs
                                : areAllOver      ? block.firstEnd
                                                  : std::min(block.firstEnd, nowNs);
        if (haveAllCome && block.lastBegin <= time.end && firstEnd >= time.begin) {
            rows.append(first, int(size), nullptr);
            continue;
        }
        Bits found;
        for (quint32 k = 0; k < size; ++k) {
            if (!block.come[k])
                continue;
            const std::optional<NsRange> lived = life(first + k, nowNs);
            if (lived && overlap(*lived, time))
                found.set(k);
        }
        rows.append(first, int(found.count()), &found);
    }
    return rows;
}

std::span<const quint32> TimelineIndex::onLane(int lane) const
{
    return lane >= 0 && lane < laneCount() ? std::span<const quint32>(m_lanes[std::size_t(lane)])
                                           : std::span<const quint32>();
}

/// The first of them that is not over before that moment, as far as they end in the order in which they began.
std::size_t TimelineIndex::firstEndingAt(std::span<const quint32> lane, qint64 at) const
{
    const auto found = std::partition_point(lane.begin(), lane.end(), [this, at](quint32 request) {
        const std::optional<qint64> end = m_record->endNs(request);
        return end && *end < at;
    });
    return std::size_t(found - lane.begin());
}

std::span<const quint32> TimelineIndex::onLane(int lane, const NsRange &time) const
{
    const std::span<const quint32> whole = onLane(lane);
    const std::size_t first = firstEndingAt(whole, time.begin);
    const auto end = std::partition_point(whole.begin() + std::ptrdiff_t(first), whole.end(), [&](quint32 request) {
        return m_record->startNs(request).value_or(0) <= time.end;
    });
    return whole.subspan(first, std::size_t(end - whole.begin()) - first);
}

quint32 TimelineIndex::besideOnLane(quint32 request, int step) const
{
    const std::optional<quint32> lane = m_record->lane(request);
    if (!lane)
        return request;
    const std::span<const quint32> whole = onLane(int(*lane));
    const qint64 start = m_record->startNs(request).value_or(0);
    auto own = std::partition_point(whole.begin(), whole.end(), [this, start](quint32 other) {
        return m_record->startNs(other).value_or(0) < start;
    });
    own = std::find(own, whole.end(), request);
    if (own == whole.end())
        return request;
    const std::ptrdiff_t wanted = own - whole.begin() + step;
    return wanted >= 0 && wanted < std::ptrdiff_t(whole.size()) ? whole[std::size_t(wanted)] : request;
}

std::optional<quint32> TimelineIndex::nearestOnLane(int lane, qint64 at) const
{
    const std::span<const quint32> whole = onLane(lane);
    const std::size_t after = firstEndingAt(whole, at);
    if (whole.empty())
        return std::nullopt;
    if (after == 0)
        return whole.front();
    if (after == whole.size())
        return whole.back();
    const qint64 untilNext = m_record->startNs(whole[after]).value_or(0) - at;
    const qint64 sinceLast = at - m_record->endNs(whole[after - 1]).value_or(at);
    return untilNext <= sinceLast ? whole[after] : whole[after - 1];
}

} // namespace fiftyfold
