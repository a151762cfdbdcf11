// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/stageseries.h"

#include <algorithm>

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

bool isOutcome(Band band)
{
    return band == Band::Done || band == Band::Failed || band == Band::Cancelled;
}

/// Of a request that has not come yet.
constexpr auto nowhere = static_cast<Band>(StageSeries::bandCount);

} // namespace

StageSeries::StageSeries(quint32 requests, Arrivals arrivals)
    : m_requests(requests)
    , m_arrivals(arrivals)
    , m_bins(1)
    , m_current(requests, arrivals == Arrivals::Together ? Band::Queued : nowhere)
    , m_since(requests, 0)
{
    m_hasBand[indexOf(Band::Queued)] = requests > 0 && arrivals == Arrivals::Together;
}

void StageSeries::grow(quint32 requests)
{
    Q_ASSERT(m_arrivals == Arrivals::OneByOne);
    if (requests <= m_requests)
        return;
    m_requests = requests;
    m_current.resize(requests, nowhere);
    m_since.resize(requests, 0);
}

void StageSeries::arrive(quint32 request, qint64 at)
{
    if (request >= m_requests || m_current[request] != nowhere)
        return;
    place(request, at);
    m_hasBand[indexOf(Band::Queued)] = true;
}

void StageSeries::place(quint32 request, qint64 at)
{
    ++m_bins[binFor(at)][indexOf(Band::Queued)];
    m_current[request] = Band::Queued;
    m_since[request] = at;
}

void StageSeries::apply(const std::vector<Fact> &facts)
{
    for (const Fact &fact : facts) {
        if (fact.request >= m_requests || isOutcome(m_current[fact.request]))
            continue;
        if (m_current[fact.request] == nowhere)
            place(fact.request, fact.at);
        if (fact.kind == Fact::Kind::Began)
            move(fact.request, bandOf(fact.stage), fact.at);
        else if (fact.kind == Fact::Kind::Finished && fact.outcome != Outcome::Pending)
            move(fact.request, bandOf(fact.outcome), fact.at);
    }
}

std::vector<StageSeries::Level> StageSeries::levels(qint64 untilNs, std::size_t most) const
{
    const std::size_t lastBin = binOf(untilNs);
    const std::size_t steps = std::max<std::size_t>(most, 2) - 1;
    const std::size_t merged = std::max<std::size_t>(1, (lastBin + steps - 1) / steps);

    std::vector<Level> levels;
    levels.reserve((lastBin + merged - 1) / merged + 1);
    Level level = allQueued();
    std::size_t next = 0;
    const auto addLevelAt = [&](std::size_t bin, double timeNs) {
        for (const std::size_t end = std::min(bin + 1, m_bins.size()); next < end; ++next)
            for (std::size_t band = 0; band < bandCount; ++band)
                level.count[band] += static_cast<quint32>(m_bins[next][band]);
        level.timeNs = timeNs;
        levels.push_back(level);
    };
    for (std::size_t bin = 0; bin < lastBin; bin += merged)
        addLevelAt(bin, static_cast<double>(bin) * static_cast<double>(m_binNs));
    addLevelAt(lastBin, static_cast<double>(std::max<qint64>(untilNs, 0)));
    return levels;
}

StageSeries::Level StageSeries::levelAt(qint64 timeNs) const
{
    Level level = allQueued();
    level.timeNs = static_cast<double>(timeNs);
    const std::size_t end = std::min(binOf(timeNs) + 1, m_bins.size());
    for (std::size_t bin = 0; bin < end; ++bin)
        for (std::size_t band = 0; band < bandCount; ++band)
            level.count[band] += static_cast<quint32>(m_bins[bin][band]);
    return level;
}

void StageSeries::move(quint32 request, Band band, qint64 at)
{
    const Band before = m_current[request];
    if (band == before)
        return;
    // Times within one request only grow, whatever a runner reports: else a level could fall below zero.
    at = std::max(at, m_since[request]);
    const std::size_t bin = binFor(at);
    --m_bins[bin][indexOf(before)];
    ++m_bins[bin][indexOf(band)];
    m_current[request] = band;
    m_since[request] = at;
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
