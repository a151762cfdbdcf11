// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/histogramchart.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/timegestures.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiftyfold {

namespace {

constexpr double leastBins = 12;
constexpr double mostBins = 60;
constexpr double lowestCount = 0.7; ///< So that a bar of one is seen.
constexpr double countHeadroom = 1.5;

QColor colourOf(LatencyTime time, const StageColours &colours)
{
    switch (time) {
    case LatencyTime::Response:
        return colours.of(Stage::Receive);
    case LatencyTime::Service:
        return colours.of(Stage::Tls);
    case LatencyTime::Lag:
        return colours.mutedText;
    }
    return colours.text;
}

} // namespace

HistogramChart::HistogramChart(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent)
    : SpreadPlot(spreads, selection, parent)
    , m_limitLines(plot(), Qt::Vertical)
{
    setAccessibleName(tr("Histogram"));
    m_bars = new QCPBars(plot()->xAxis, plot()->yAxis);
    m_pickedBars = new QCPBars(plot()->xAxis, plot()->yAxis);
    for (QCPBars *bars : {m_bars, m_pickedBars}) {
        bars->setWidthType(QCPBars::wtAbsolute);
        bars->setBaseValue(lowestCount);
        bars->setPen(Qt::NoPen);
        bars->setAntialiased(false);
    }
    m_outline = plot()->addGraph();
    m_outline->setLineStyle(QCPGraph::lsStepLeft);
    m_outline->setAntialiased(false);
    plot()->yAxis->setScaleType(QCPAxis::stLogarithmic);
    refresh();
}

void HistogramChart::setTime(LatencyTime time)
{
    m_time = time;
    refresh();
}

void HistogramChart::applyColours()
{
    SpreadPlot::applyColours();
    const StageColours colours(palette());
    constexpr double usual = 0.8;
    constexpr double dim = 0.3;
    const QColor colour = colourOf(m_time, colours);
    m_bars->setBrush(blended(colour, colours.card, picked() ? dim : usual));
    m_pickedBars->setBrush(colour);
    m_outline->setPen(QPen(colourOf(otherTime(), colours), 1.4));
}

HistogramChart::Bins HistogramChart::bins() const
{
    Bins bins;
    std::size_t last = 0;
    bins.first = LiveHistogram::bucketCount;
    const auto include = [&bins, &last](const LatencySpread &spread) {
        const auto &buckets = spread.histogram.buckets();
        const auto isSome = [](quint32 count) { return count > 0; };
        const auto begin = std::find_if(buckets.begin(), buckets.end(), isSome);
        const auto end = std::find_if(buckets.rbegin(), buckets.rend(), isSome).base();
        if (begin == buckets.end())
            return;
        bins.first = std::min(bins.first, std::size_t(begin - buckets.begin()));
        last = std::max(last, std::size_t(end - buckets.begin()) - 1);
    };
    include(spreads().of(m_time));
    if (hasOutline())
        include(spreads().of(otherTime()));
    if (bins.first > last)
        return {};
    const double wanted = std::clamp(2 * std::sqrt(double(spreads().of(m_time).count)), leastBins, mostBins);
    bins.width = (last - bins.first) / std::size_t(wanted) + 1;
    bins.count = (last - bins.first) / bins.width + 1;
    return bins;
}

std::vector<quint32> HistogramChart::countsOf(const LatencySpread &spread, const Bins &bins)
{
    std::vector<quint32> counts(bins.count, 0);
    for (std::size_t bin = 0; bin < bins.count; ++bin) {
        for (std::size_t i = 0; i < bins.width; ++i) {
            const std::size_t bucket = bins.first + bin * bins.width + i;
            counts[bin] += bucket < LiveHistogram::bucketCount ? spread.histogram.buckets()[bucket] : 0;
        }
    }
    return counts;
}

std::vector<quint32> HistogramChart::bars() const
{
    return countsOf(spreads().of(m_time), bins());
}

std::vector<quint32> HistogramChart::pickedBars() const
{
    return picked() ? countsOf(picked()->of(m_time), bins()) : std::vector<quint32>();
}

void HistogramChart::drawBars(QCPBars *bars, const std::vector<quint32> &counts) const
{
    const Bins all = bins();
    const DurationScale shown = scale();
    QVector<QCPBarsData> points;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] > 0)
            points.append(QCPBarsData(std::sqrt(all.edgeOf(bin) * all.edgeOf(bin + 1)),
                                      counts[bin] - lowestCount)); // a bar stands on its base
    }
    bars->data()->set(points, true);
    bars->setWidth(qMax(1.0, std::floor(shown.offsetOf(all.edgeOf(1)) - shown.offsetOf(all.edgeOf(0)) - 1)));
}

/// A bin of room on both sides.
DurationScale HistogramChart::scale() const
{
    const Bins all = bins();
    const double bin = LiveHistogram::edgeOf(all.width);
    DurationScale scale;
    scale.isLog = true;
    scale.leastNs = all.edgeOf(0) / bin;
    scale.mostNs = all.edgeOf(all.count) * bin;
    scale.length = plotWidth();
    return scale;
}

void HistogramChart::draw()
{
    HistogramChart::applyColours();
    const Bins all = bins();
    m_bars->setVisible(all.count > 0);
    m_pickedBars->setVisible(all.count > 0 && picked());
    m_outline->setVisible(all.count > 0 && hasOutline());
    if (all.count == 0) {
        m_limitLines.show({}, {}, palette(), font());
        return;
    }
    const std::vector<quint32> counts = bars();
    const std::vector<quint32> others =
        hasOutline() ? countsOf(spreads().of(otherTime()), all) : std::vector<quint32>();
    drawBars(m_bars, counts);
    drawBars(m_pickedBars, pickedBars());
    QVector<QCPGraphData> outline;
    constexpr double hidden = lowestCount / 2;
    for (std::size_t bin = 0; bin < others.size(); ++bin)
        outline.append(QCPGraphData(all.edgeOf(bin), others[bin] > 0 ? others[bin] : hidden));
    if (!others.empty()) {
        outline.prepend(QCPGraphData(all.edgeOf(0), hidden));
        outline.append(QCPGraphData(all.edgeOf(all.count), hidden));
    }
    m_outline->data()->set(outline, true);
    const DurationScale shown = scale();
    const QFont small = plotLabelFont(font());
    showDurationScale(plot()->xAxis, shown, QFontMetrics(small).horizontalAdvance(QStringLiteral("500 ms")) + 6);
    double most = *std::max_element(counts.begin(), counts.end());
    if (!others.empty())
        most = std::max(most, double(*std::max_element(others.begin(), others.end())));
    drawCountTicks(most);
    std::vector<LatencyLimit> ofTime;
    std::copy_if(limits().begin(), limits().end(), std::back_inserter(ofTime),
                 [this](const LatencyLimit &limit) { return limit.time == m_time; });
    m_limitLines.show(ofTime, shown, palette(), small);
}

void HistogramChart::drawCountTicks(double most)
{
    const double highest = std::max(most * countHeadroom, 4.0);
    plot()->yAxis->setRange(lowestCount, highest);
    auto ticker = plot()->yAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    const double decade = plotHeight() / std::log10(highest / lowestCount); // px
    const bool hasThree = decade * std::log10(2.0) >= QFontMetrics(plotLabelFont(font())).height() + 2;
    for (double power = 1; power <= highest; power *= 10) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            if ((factor == 1.0 || hasThree) && factor * power <= highest)
                ticker->addTick(factor * power, numberLocale().toString(qint64(factor * power)));
        }
    }
}

std::optional<NsRange> HistogramChart::rangeBetween(double from, double to) const
{
    if (m_time != LatencyTime::Response && spreads().isOpen)
        return std::nullopt;
    const DurationScale shown = scale();
    return NsRange{std::llround(shown.durationAt(from * shown.length)),
                   std::llround(shown.durationAt(to * shown.length))};
}

std::pair<double, double> HistogramChart::placesOf(const NsRange &range) const
{
    if (m_time != LatencyTime::Response && spreads().isOpen)
        return {0, 0};
    const DurationScale shown = scale();
    return {shown.offsetOf(double(range.begin)) / shown.length, shown.offsetOf(double(range.end)) / shown.length};
}

SpreadPlot::Readout HistogramChart::readoutAt(double place) const
{
    const Bins all = bins();
    if (all.count == 0)
        return {};
    const DurationScale shown = scale();
    const double ns = shown.durationAt(place * shown.length);
    std::size_t bin = 0;
    while (bin + 1 < all.count && all.edgeOf(bin + 1) <= ns)
        ++bin;
    const StageColours colours(palette());
    const QLocale &numbers = numberLocale();
    std::vector<HoverReadout::Line> lines;
    const auto add = [&](LatencyTime time) {
        lines.push_back(
            {latencyTimeName(time), numbers.toString(countsOf(spreads().of(time), all)[bin]), colourOf(time, colours)});
    };
    add(m_time);
    if (hasOutline())
        add(otherTime());
    return {tr("%1 to %2")
                .arg(durationForPeople(std::llround(all.edgeOf(bin))),
                     durationForPeople(std::llround(all.edgeOf(bin + 1)))),
            std::move(lines)};
}

QString HistogramChart::numbers() const
{
    const Bins all = bins();
    const std::vector<quint32> counts = bars();
    const std::vector<quint32> others = countsOf(spreads().of(otherTime()), all);
    QString head = tr("from (ms)\tto (ms)\t%1").arg(latencyTimeName(m_time));
    if (hasOutline())
        head += QLatin1Char('\t') + latencyTimeName(otherTime());
    QStringList lines = {head};
    for (std::size_t bin = 0; bin < all.count; ++bin) {
        QStringList cells = {copiedMilliseconds(all.edgeOf(bin)), copiedMilliseconds(all.edgeOf(bin + 1)),
                             QString::number(counts[bin])};
        if (hasOutline())
            cells.append(QString::number(others[bin]));
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace fiftyfold
