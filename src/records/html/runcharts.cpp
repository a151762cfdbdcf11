// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/runcharts.h"

#include "core/plan/schedule.h"
#include "core/run/statistics.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "records/base/recordorder.h"
#include "records/html/htmltext.h"
#include "records/html/svgplot.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>

namespace fiftyfold {

namespace {

constexpr std::size_t mostDots = 2'000;
constexpr std::size_t fewestPieces = 10;
constexpr std::size_t mostPieces = 160;
constexpr quint32 requestsAPiece = 15; ///< So that one more or less is no peak.
constexpr std::size_t mostCrosses = 400;

using Curve = std::vector<QPointF>;

/// Where a percentile is: each nine as far from the one before as that from the one before it.
double percentilePlace(double fraction, double end)
{
    return fraction < 1 ? std::min(-std::log10(1 - fraction), end) : end;
}

std::vector<qint64> responsesOf(const RunRecord &record, std::optional<qint64> (RunRecord::*time)(quint32) const)
{
    std::vector<qint64> times;
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        if (const std::optional<qint64> one = (record.*time)(request))
            times.push_back(*one);
    }
    return times;
}

Curve curveOf(std::vector<qint64> times, double end)
{
    if (times.empty())
        return {};
    constexpr double stepsPerDecade = 24;
    std::vector<double> fractions;
    for (int step = 0; step / stepsPerDecade < end; ++step)
        fractions.push_back(1 - std::pow(10.0, -step / stepsPerDecade));
    fractions.push_back(1);
    const std::vector<double> found = percentilesOf(times, fractions);
    Curve curve;
    for (std::size_t i = 0; i < fractions.size(); ++i)
        curve.emplace_back(percentilePlace(fractions[i], end), found[i]);
    return curve;
}

Curve statedCurve(const RunRecord &record, const RunSummary &summary, double end)
{
    std::map<double, double> stated = record.imported ? record.imported->percentiles : std::map<double, double>();
    const Distribution &times = summary.response;
    for (const auto &[percent, figure] :
         {std::pair(50.0, times.p50), std::pair(90.0, times.p90), std::pair(95.0, times.p95),
          std::pair(99.0, times.p99), std::pair(99.9, times.p999), std::pair(100.0, times.max)}) {
        if (isStated(figure) && figure > 0)
            stated.emplace(percent, figure);
    }
    Curve curve;
    for (const auto &[percent, ns] : stated)
        curve.emplace_back(percentilePlace(percent / 100, end), ns);
    return curve;
}

Curve responseCurveOf(const RunRecord &record, const RunSummary &summary, double end)
{
    return hasOutcomes(record) ? curveOf(responsesOf(record, &RunRecord::responseNs), end)
                               : statedCurve(record, summary, end);
}

SvgAxis percentileAxis(double end)
{
    SvgAxis axis;
    axis.high = end;
    for (const double percent : {0., 50., 90., 95., 99., 99.9, 99.99, 99.999}) {
        const double place = percentilePlace(percent / 100, end + 1);
        if (place <= end)
            axis.ticks.emplace_back(place, QStringLiteral("p%1").arg(QLocale::c().toString(percent, 'g', 6)));
    }
    return axis;
}

SvgAxis axisOver(const std::vector<Curve> &curves)
{
    double shortest = 0;
    double longest = 0;
    for (const Curve &curve : curves) {
        for (const QPointF &point : curve) {
            shortest = shortest > 0 ? std::min(shortest, point.y()) : point.y();
            longest = std::max(longest, point.y());
        }
    }
    return durationAxis(shortest, longest);
}

void addLimits(SvgPlot &plot, const Expectations &expectations)
{
    for (const Expectation &expectation : expectations) {
        const Threshold &threshold = expectation.threshold;
        if (threshold.time == ThresholdTime::Response && isTimeUnit(threshold.unit) &&
            threshold.figure <= ThresholdFigure::Max)
            plot.addLimit(threshold.limit * unitBase(threshold.unit), threshold.text);
    }
}

/// What happened in pieces of the run's time.
class TimePieces
{
public:
    explicit TimePieces(const RunRecord &record)
        : m_pieces(std::clamp(std::size_t(record.requestCount() / requestsAPiece), fewestPieces, mostPieces))
        , m_pieceNs(std::max<qint64>(1, (record.elapsedNs + qint64(m_pieces) - 1) / qint64(m_pieces)))
    {
    }
    std::size_t at(qint64 ns) const { return std::min(std::size_t(std::max<qint64>(ns, 0) / m_pieceNs), m_pieces - 1); }
    std::size_t count() const { return m_pieces; }
    double lengthNs() const { return double(m_pieceNs); }
    double middleOf(std::size_t piece) const { return (double(piece) + 0.5) * double(m_pieceNs); }

private:
    std::size_t m_pieces;
    qint64 m_pieceNs;
};

struct ResponseTimes {
    Curve dots;
    Curve failed;
    std::vector<std::vector<qint64>> pieces; ///< Where there are too many for dots.
};

ResponseTimes responseTimesOf(const RunRecord &record, const TimePieces &pieces, bool isManyDots)
{
    ResponseTimes times;
    times.pieces.resize(isManyDots ? pieces.count() : 0);
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        const std::optional<qint64> start = record.dueNs(request) ? record.dueNs(request) : record.startNs(request);
        if (!start)
            continue;
        const std::optional<qint64> response = record.responseNs(request);
        const std::optional<qint64> end = record.endNs(request);
        if (response && isManyDots)
            times.pieces[pieces.at(*start)].push_back(*response);
        else if (response)
            times.dots.emplace_back(double(*start), double(*response));
        else if (record.outcome(request) == Outcome::Failed && end && times.failed.size() < mostCrosses)
            times.failed.emplace_back(double(*start), double(std::max<qint64>(*end - *start, 0)));
    }
    return times;
}

} // namespace

QString percentileChart(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                        const ComparedRun *baseline)
{
    const quint32 count = hasCount(summary.response) ? summary.response.count : 1;
    const bool hasRequests = hasOutcomes(record);
    const double end = std::max(1.5, std::log10(std::max(count, 1U)) + 0.15);
    const bool isOpen = record.plan().isOpen() && hasRequests;
    std::vector<Curve> curves;
    curves.push_back(responseCurveOf(record, summary, end));
    if (isOpen)
        curves.push_back(curveOf(responsesOf(record, &RunRecord::latencyNs), end));
    if (curves.front().empty())
        return {};
    const Curve behind = baseline ? responseCurveOf(*baseline->record, baseline->summary, end) : Curve();
    if (baseline)
        curves.push_back(behind);
    SvgPlot plot(QStringLiteral("Percentiles of the response time"), percentileAxis(end), axisOver(curves));
    if (hasCount(summary.response))
        plot.addShade(std::log10(double(count)), end, QStringLiteral("under-sampled"));
    plot.addLine(behind, "t-muted");
    if (isOpen)
        plot.addLine(curves[1], "t-b", true);
    plot.addLine(curves[0], "t-a");
    if (!hasRequests)
        plot.addDots(curves[0], "t-a");
    addLimits(plot, expectations);
    QList<std::pair<QString, QString>> legend = {{QStringLiteral("t-a"), QStringLiteral("response time")}};
    if (isOpen)
        legend.append({QStringLiteral("t-b"), QStringLiteral("service time, without the lag")});
    if (!behind.empty())
        legend.append({QStringLiteral("t-muted"), QStringLiteral("that of the baseline, %1").arg(baseline->name)});
    return htmlLegend(legend) + plot.markup();
}

QString responseTimeChart(const RunRecord &record, const Expectations &expectations)
{
    if (!hasOutcomes(record))
        return {};
    const TimePieces pieces(record);
    const bool isManyDots = record.requestCount() > mostDots;
    ResponseTimes times = responseTimesOf(record, pieces, isManyDots);
    Curve median, high, longest;
    for (std::size_t piece = 0; piece < times.pieces.size(); ++piece) {
        if (times.pieces[piece].empty())
            continue;
        const std::vector<double> found = percentilesOf(times.pieces[piece], {0.5, 0.95, 1});
        median.emplace_back(pieces.middleOf(piece), found[0]);
        high.emplace_back(pieces.middleOf(piece), found[1]);
        longest.emplace_back(pieces.middleOf(piece), found[2]);
    }
    if (times.dots.empty() && median.empty() && times.failed.empty())
        return {};
    SvgPlot plot(QStringLiteral("Response time over the time of the run"), elapsedAxis(double(record.elapsedNs)),
                 axisOver({times.dots, median, longest, times.failed}));
    plot.addBand(median, longest, "t-a");
    plot.addLine(high, "t-b");
    plot.addLine(median, "t-a");
    plot.addDots(times.dots, "t-a");
    plot.addCrosses(times.failed, "t-bad");
    addLimits(plot, expectations);
    QList<std::pair<QString, QString>> legend;
    if (isManyDots) {
        legend = {{QStringLiteral("t-a"), QStringLiteral("median, up to the longest")},
                  {QStringLiteral("t-b"), QStringLiteral("p95")}};
    } else {
        legend = {{QStringLiteral("t-a"), QStringLiteral("a request that is done")}};
    }
    if (!times.failed.empty())
        legend.append({QStringLiteral("t-bad"), times.failed.size() < mostCrosses
                                                    ? QStringLiteral("failed")
                                                    : QStringLiteral("failed, the first %1").arg(mostCrosses)});
    return htmlLegend(legend) + plot.markup();
}

QString throughputChart(const RunRecord &record)
{
    if (!hasOutcomes(record) || record.elapsedNs <= 0)
        return {};
    const TimePieces pieces(record);
    std::vector<quint32> done(pieces.count());
    std::vector<quint32> failed(pieces.count());
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        const std::optional<qint64> end = record.endNs(request);
        if (end && record.outcome(request) == Outcome::Done)
            ++done[pieces.at(*end)];
        else if (end && record.outcome(request) == Outcome::Failed)
            ++failed[pieces.at(*end)];
    }
    std::optional<Schedule> schedule;
    if (record.plan().isOpen())
        schedule.emplace(record.plan());
    Curve doneRate, failedRate, asked;
    double most = 0;
    for (std::size_t piece = 0; piece < pieces.count(); ++piece) {
        const double perSecond = 1e9 / pieces.lengthNs();
        const double at = pieces.middleOf(piece);
        doneRate.emplace_back(at, done[piece] * perSecond);
        failedRate.emplace_back(at, failed[piece] * perSecond);
        if (schedule)
            asked.emplace_back(at, schedule->rateAt(qint64(at)));
        most = std::max({most, doneRate.back().y(), failedRate.back().y(), schedule ? asked.back().y() : 0});
    }
    const bool hasFailed = std::any_of(failed.begin(), failed.end(), [](quint32 count) { return count > 0; });
    SvgPlot plot(
        QStringLiteral("Requests a second over the time of the run"), elapsedAxis(double(record.elapsedNs)),
        linearAxis(most, [](double rate) { return recordLocale().toString(rate, 'g', 5) + QLatin1String("/s"); }), 160);
    QList<std::pair<QString, QString>> legend = {{QStringLiteral("t-c"), QStringLiteral("done a second")}};
    if (schedule) {
        plot.addLine(asked, "t-muted", true);
        legend.append({QStringLiteral("t-muted"), QStringLiteral("asked for")});
    }
    plot.addLine(doneRate, "t-c");
    if (hasFailed) {
        plot.addLine(failedRate, "t-bad");
        legend.append({QStringLiteral("t-bad"), QStringLiteral("failed a second")});
    }
    return htmlLegend(legend) + plot.markup();
}

QString stageShareChart(const RunSummary &summary)
{
    double whole = 0;
    std::array<double, stageCount> sums{};
    for (const Stage stage : allStages) {
        const Distribution &times = summary.stages[indexOf(stage)];
        if (stage == Stage::Queued || times.count == 0 || !isStated(times.mean))
            continue;
        sums[indexOf(stage)] = times.mean * times.count;
        whole += sums[indexOf(stage)];
    }
    if (whole <= 0)
        return {};
    constexpr double barWidth = 840;
    QString bars;
    QList<std::pair<QString, QString>> legend;
    double at = 0;
    for (const Stage stage : allStages) {
        const double share = sums[indexOf(stage)] / whole;
        if (share <= 0)
            continue;
        const QString cssClass = QLatin1String("s-") + stageName(stage);
        const QString name = QStringLiteral("%1 %2 %").arg(stageName(stage)).arg(share * 100, 0, 'f', 1);
        bars += QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"0\" width=\"%3\" height=\"26\"><title>%4</title>"
                               "</rect>\n")
                    .arg(cssClass, svgNumber(at), svgNumber(share * barWidth), htmlText(name));
        at += share * barWidth;
        legend.append({cssClass, name});
    }
    return htmlLegend(legend) +
           QStringLiteral("<svg viewBox=\"0 0 840 26\" role=\"img\"><title>Shares of the stages in the time of "
                          "requests</title>\n%1</svg>\n")
               .arg(bars);
}

} // namespace fiftyfold
