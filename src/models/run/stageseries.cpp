// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/stageseries.h"

#include <algorithm>
#include <numeric>

namespace fiftyfold {

namespace {

using Band = StageSeries::Band;

constexpr std::size_t indexOf(Band band)
{
    return static_cast<std::size_t>(band);
}

Band bandOf(Stage stage)
{
    switch (stage) {
    case Stage::Queued:
        return Band::Queued;
    case Stage::Dns:
        return Band::Dns;
    case Stage::Connect:
        return Band::Connect;
    case Stage::Tls:
        return Band::Tls;
    case Stage::Send:
        return Band::Send;
    case Stage::Wait:
        return Band::Wait;
    case Stage::Receive:
        return Band::Receive;
    case Stage::Wrap:
        return Band::Wrap;
    case Stage::Save:
        return Band::Save;
    case Stage::Delete:
        return Band::Delete;
    }
    Q_UNREACHABLE();
}

Band bandOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return Band::Done;
    case Outcome::Failed:
        return Band::Failed;
    case Outcome::Cancelled:
        return Band::Cancelled;
    case Outcome::Pending:
        break;
    }
    Q_UNREACHABLE();
}

/// Of the levels in a column.
class Mean
{
public:
    void add(const StageSeries::Level &level)
    {
        for (std::size_t band = 0; band < m_sums.size(); ++band)
            m_sums[band] += level.count[band];
        ++m_levels;
    }

    /// In whole requests, and as many of them in all as each of the levels has: rounded are the edges, from below.
    void apply(StageSeries::Level &level) const
    {
        quint64 sum = 0;
        quint64 edge = 0;
        for (std::size_t band = 0; band < m_sums.size(); ++band) {
            sum += m_sums[band];
            const quint64 next = (sum + m_levels / 2) / m_levels;
            level.count[band] = static_cast<quint32>(next - edge);
            edge = next;
        }
    }

private:
    std::array<quint64, StageSeries::bandCount> m_sums{};
    quint64 m_levels = 0;
};

/// Of a request that has not come yet.
constexpr auto nowhere = static_cast<Band>(StageSeries::bandCount);

} // namespace

StageSeries::StageSeries(quint32 requests, Arrivals arrivals)
    : m_requests(requests)
    , m_arrivals(arrivals)
    , m_bins(1)
    , m_current(arrivals == Arrivals::Together ? Band::Queued : nowhere)
{
    m_hasBand[indexOf(Band::Queued)] = requests > 0 && arrivals == Arrivals::Together;
}

void StageSeries::grow(quint32 requests)
{
    Q_ASSERT(m_arrivals == Arrivals::OneByOne);
    m_requests = std::max(m_requests, requests);
}

void StageSeries::arrive(quint32 request, qint64 at)
{
    if (request >= m_requests || m_current.at(request) != nowhere)
        return;
    place(request, at);
    m_hasBand[indexOf(Band::Queued)] = true;
}

void StageSeries::place(quint32 request, qint64 at)
{
    ++m_bins[binFor(at)][indexOf(Band::Queued)];
    m_current.forWriting(request) = Band::Queued;
    m_since.forWriting(request) = at;
}

void StageSeries::apply(const std::vector<Fact> &facts)
{
    for (const Fact &fact : facts) {
        if (fact.request >= m_requests || isOutcome(m_current.at(fact.request)))
            continue;
        if (m_current.at(fact.request) == nowhere)
            place(fact.request, fact.at);
        if (fact.kind == Fact::Kind::Began)
            move(fact.request, bandOf(fact.stage), fact.at);
        else if (fact.kind == Fact::Kind::Ended && fact.stage >= Stage::Receive)
            move(fact.request, Band::LoopWait, fact.at);
        else if (fact.kind == Fact::Kind::Finished && fact.outcome != Outcome::Pending)
            move(fact.request, bandOf(fact.outcome), fact.at);
    }
}

quint32 StageSeries::Level::inFlight() const
{
    return std::accumulate(count.begin() + indexOf(Band::Delete), count.begin() + indexOf(Band::Queued), 0U);
}

quint32 StageSeries::underWay(const Level &level) const
{
    return level.inFlight() + (m_arrivals == Arrivals::OneByOne ? level.of(Band::Queued) : 0);
}

std::vector<StageSeries::Level> StageSeries::levels(qint64 fromNs, qint64 untilNs, std::size_t most) const
{
    const auto timeOf = [this](double bin) { return bin * static_cast<double>(m_binNs); };
    const std::size_t firstBin = binOf(fromNs);
    const std::size_t lastBin = std::max(firstBin, binOf(untilNs));
    const std::size_t between = lastBin > firstBin ? lastBin - firstBin - 1 : 0;
    const std::size_t room = std::max<std::size_t>(most, 4) - 2;
    const std::size_t columnBins = between <= room ? 1 : (between + room - 1) / room;

    std::vector<Level> levels;
    levels.reserve(std::min(between, room) + 2);
    Level level = levelAt(fromNs);
    level.timeNs = static_cast<double>(std::max<qint64>(fromNs, 0));
    level.most = underWay(level);
    levels.push_back(level);
    const std::size_t lastChange = std::min(lastBin, m_bins.size()); // nothing happens after it, however late it is now
    for (std::size_t begin = firstBin + 1; begin < lastChange; begin += columnBins) {
        const std::size_t end = std::min(begin + columnBins, lastChange);
        Mean mean;
        quint32 highest = 0;
        for (std::size_t bin = begin; bin < end; ++bin) {
            advance(level, bin);
            highest = std::max(highest, underWay(level));
            mean.add(level);
        }
        levels.push_back(level);
        mean.apply(levels.back());
        levels.back().most = highest;
        levels.back().timeNs = timeOf(static_cast<double>(begin));
    }
    if (untilNs > fromNs) {
        if (lastBin > firstBin)
            advance(level, lastBin);
        level.most = underWay(level);
        level.timeNs = static_cast<double>(untilNs);
        levels.push_back(level);
    }
    return levels;
}

StageSeries::Level StageSeries::levelAt(qint64 timeNs) const
{
    Level level = allQueued();
    level.timeNs = static_cast<double>(timeNs);
    for (std::size_t bin = 0; bin <= binOf(timeNs) && bin < m_bins.size(); ++bin)
        advance(level, bin);
    return level;
}

StageSeries::Most StageSeries::mostUntil(qint64 untilNs) const
{
    Most most;
    Level level = allQueued();
    for (std::size_t bin = 0; bin <= binOf(untilNs) && bin < m_bins.size(); ++bin) {
        advance(level, bin);
        most.inFlight = std::max(most.inFlight, level.inFlight());
        if (m_arrivals == Arrivals::OneByOne)
            most.queued = std::max(most.queued, level.of(Band::Queued));
    }
    return most;
}

/// From the end of the bin before to the end of that one.
void StageSeries::advance(Level &level, std::size_t bin) const
{
    if (bin >= m_bins.size())
        return;
    for (std::size_t band = 0; band < bandCount; ++band)
        level.count[band] += static_cast<quint32>(m_bins[bin][band]);
}

void StageSeries::move(quint32 request, Band band, qint64 at)
{
    const Band before = m_current.at(request);
    if (band == before)
        return;
    // Times within one request only grow, whatever a runner reports: else a level could fall below zero.
    at = std::max(at, m_since.at(request));
    if (before == Band::LoopWait && at > m_since.at(request))
        m_hasBand[indexOf(before)] = true;
    const std::size_t bin = binFor(at);
    --m_bins[bin][indexOf(before)];
    ++m_bins[bin][indexOf(band)];
    m_current.forWriting(request) = band;
    m_since.forWriting(request) = at;
    if (band != Band::LoopWait) // of which there is none where the next step begins at once
        m_hasBand[indexOf(band)] = true;
}

/// The bin of that time, which is there then.
std::size_t StageSeries::binFor(qint64 at)
{
    while (binOf(at) >= binLimit)
        doubleBinWidth();
    const std::size_t bin = binOf(at);
    if (bin >= m_bins.size())
        m_bins.resize(bin + 1);
    return bin;
}

void StageSeries::doubleBinWidth()
{
    m_binNs *= 2;
    std::vector<Changes> wider(m_bins.size() / 2 + 1);
    for (std::size_t bin = 0; bin < m_bins.size(); ++bin)
        for (std::size_t band = 0; band < bandCount; ++band)
            wider[(bin + 1) / 2][band] += m_bins[bin][band];
    m_bins = std::move(wider);
}

std::size_t StageSeries::binOf(qint64 at) const
{
    return at <= 0 ? 0 : static_cast<std::size_t>((at - 1) / m_binNs + 1);
}

StageSeries::Level StageSeries::allQueued() const
{
    Level level;
    level.count[indexOf(Band::Queued)] = m_arrivals == Arrivals::Together ? m_requests : 0;
    return level;
}

} // namespace fiftyfold
