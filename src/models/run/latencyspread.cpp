// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/latencyspread.h"

#include "core/run/runsummary.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/run/runfigures.h"
#include "models/run/runselection.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace fiftyfold {

namespace {

struct LatencyWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Latency)
};

/// Those of a curve of so many requests: evenly over the logarithm of 1 / (1 - p), to one power of ten more than they
/// support, and those that are told.
std::vector<double> fractionsOf(quint32 count)
{
    constexpr int perDecade = 40;
    std::vector<double> fractions = toldFractions();
    const int last = static_cast<int>(perDecade * (std::log10(std::max(count, 1U)) + 1));
    for (int step = 0; step <= last; ++step)
        fractions.push_back(1 - std::pow(10.0, -double(step) / perDecade));
    std::sort(fractions.begin(), fractions.end());
    const auto isSame = [](double a, double b) { return b - a < 1e-12; };
    // Of two that are nearly the same the first would stay, and it may be none of those that are told.
    std::vector<double> distinct;
    for (const double fraction : fractions) {
        if (!distinct.empty() && isSame(distinct.back(), fraction))
            distinct.pop_back();
        distinct.push_back(fraction);
    }
    return distinct;
}

LatencySpread spreadOf(const LiveHistogram &histogram)
{
    LatencySpread spread;
    spread.count = histogram.count();
    spread.histogram = histogram;
    if (spread.count == 0)
        return spread;
    for (const double fraction : fractionsOf(spread.count)) {
        const qint64 ns = fraction < 1 ? histogram.quantile(fraction) : histogram.max();
        spread.curve.push_back({fraction, static_cast<double>(ns)});
    }
    return spread;
}

template<typename DurationOf>
LatencySpread spreadOver(const RunRecord &record, const RequestRange &range, DurationOf durationOf)
{
    LatencySpread spread;
    std::vector<qint64> durations;
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        const std::optional<qint64> duration = durationOf(request);
        if (duration && (range.isEmpty() || range.contains(record, request))) {
            durations.push_back(*duration);
            spread.histogram.add(*duration);
        }
    }
    spread.count = static_cast<quint32>(durations.size());
    if (durations.empty())
        return spread;
    const std::vector<double> fractions = fractionsOf(spread.count);
    const std::vector<double> times = percentilesOf(durations, fractions);
    for (std::size_t i = 0; i < fractions.size(); ++i)
        spread.curve.push_back({fractions[i], times[i]});
    return spread;
}

/// On the way from one to the other; where the two are the same, `b`.
double between(double a, double b, double share)
{
    return a + (b - a) * std::clamp(share, 0.0, 1.0);
}

} // namespace

QString latencyTimeName(LatencyTime time)
{
    switch (time) {
    case LatencyTime::Response:
        return LatencyWording::tr("response time");
    case LatencyTime::Service:
        return LatencyWording::tr("service time");
    case LatencyTime::Lag:
        return LatencyWording::tr("lag");
    }
    return {};
}

bool LatencySpread::isKnownAt(double fraction) const
{
    constexpr double rounding = 1e-9; // of percent
    return count > 0 && (!isStated || std::any_of(curve.begin(), curve.end(), [fraction](const Step &step) {
               return std::abs(step.fraction - fraction) < rounding;
           }));
}

double LatencySpread::timeAt(double fraction) const
{
    const auto next = std::lower_bound(curve.begin(), curve.end(), fraction,
                                       [](const Step &step, double wanted) { return step.fraction < wanted; });
    if (next == curve.end())
        return curve.empty() ? 0 : curve.back().ns;
    if (next == curve.begin() || next->fraction == fraction)
        return next->ns;
    const Step &before = *(next - 1);
    return between(before.ns, next->ns, (fraction - before.fraction) / (next->fraction - before.fraction));
}

double LatencySpread::leastFractionOf(double ns) const
{
    const auto next = std::lower_bound(curve.begin(), curve.end(), ns,
                                       [](const Step &step, double wanted) { return step.ns < wanted; });
    if (next == curve.end())
        return 1;
    if (next == curve.begin())
        return next->fraction;
    const Step &before = *(next - 1);
    return between(before.fraction, next->fraction, (ns - before.ns) / (next->ns - before.ns));
}

double LatencySpread::mostFractionOf(double ns) const
{
    const auto next = std::upper_bound(curve.begin(), curve.end(), ns,
                                       [](double wanted, const Step &step) { return wanted < step.ns; });
    if (next == curve.begin())
        return 0;
    const Step &before = *(next - 1);
    if (next == curve.end())
        return before.fraction;
    return between(before.fraction, next->fraction, (ns - before.ns) / (next->ns - before.ns));
}

const std::vector<double> &toldFractions()
{
    static const std::vector<double> fractions = {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 1};
    return fractions;
}

QString percentileName(double fraction)
{
    return fraction < 1 ? QStringLiteral("p%1").arg(QLocale::c().toString(fraction * 100, 'g', 8))
                        : LatencyWording::tr("max");
}

LatencySpreads spreadsOf(const LiveTimes &times, bool isOpen)
{
    LatencySpreads all;
    all.isOpen = isOpen;
    all.of(LatencyTime::Service) = spreadOf(times.service);
    all.of(LatencyTime::Response) = isOpen ? spreadOf(times.response) : all.of(LatencyTime::Service);
    all.of(LatencyTime::Lag) = spreadOf(times.lag);
    return all;
}

LatencySpreads spreadsOf(const RunRecord &record, const RequestRange &range)
{
    LatencySpreads all;
    all.isOpen = record.plan().isOpen();
    all.of(LatencyTime::Service) =
        spreadOver(record, range, [&record](quint32 request) { return record.latencyNs(request); });
    if (!all.isOpen) {
        all.of(LatencyTime::Response) = all.of(LatencyTime::Service);
        return all;
    }
    all.of(LatencyTime::Response) =
        spreadOver(record, range, [&record](quint32 request) { return record.responseNs(request); });
    all.of(LatencyTime::Lag) = spreadOver(record, range, [&record](quint32 request) -> std::optional<qint64> {
        const std::optional<qint64> due = record.dueNs(request);
        return due ? std::optional(*record.startNs(request) - *due) : std::nullopt;
    });
    return all;
}

LatencySpreads statedSpreads(const RunRecord &record, const RunSummary &summary)
{
    LatencySpreads spreads;
    LatencySpread &response = spreads.of(LatencyTime::Response);
    const Distribution &stated = summary.response;
    std::map<double, double> curve = record.imported ? record.imported->percentiles : std::map<double, double>();
    for (const auto &[percent, figure] :
         {std::pair(0.0, stated.min), std::pair(50.0, stated.p50), std::pair(90.0, stated.p90),
          std::pair(95.0, stated.p95), std::pair(99.0, stated.p99), std::pair(99.9, stated.p999),
          std::pair(100.0, stated.max)}) {
        if (isStated(figure))
            curve.emplace(percent, figure);
    }
    if (stated.count == 0 || curve.empty())
        return spreads;
    response.count = stated.count;
    response.isStated = true;
    for (const auto &[percent, ns] : curve)
        response.curve.push_back({percent / 100, response.curve.empty() ? ns : std::max(ns, response.curve.back().ns)});
    spreads.of(LatencyTime::Service) = response;
    return spreads;
}

QString spokenSpread(const LatencySpreads &spreads, LatencyTime time)
{
    const LatencySpread &spread = spreads.of(time);
    if (spread.count == 0)
        return LatencyWording::tr("No response yet");
    const auto at = [&spread](double fraction) { return durationForPeople(std::llround(spread.timeAt(fraction))); };
    if (spread.count == unstatedCount)
        return LatencyWording::tr("%1: p50 %2, p99 %3").arg(latencyTimeName(time), at(0.5), at(0.99));
    return LatencyWording::tr("%1: p50 %2, p99 %3, %4 responses")
        .arg(latencyTimeName(time), at(0.5), at(0.99), numberLocale().toString(spread.count));
}

} // namespace fiftyfold
