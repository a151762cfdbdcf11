// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/percentilechart.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/timegestures.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiftyfold {

namespace {

constexpr double supportedShare = 0.78; ///< Of the axis, up to where it is shaded.
constexpr double leastAxisEnd = 2.6;
constexpr double markSize = 6;

/// The items that mark percentiles have it, so that they can be told from others.
const char *const markProperty = "isMark";

/// Where a percentile is on the axis: 1 for p90, 2 for p99.
double axisPlaceOf(double fraction)
{
    return -std::log10(std::max(1 - fraction, 1e-12));
}

} // namespace

PercentileChart::PercentileChart(const LatencySpreads &spreads, RunSelection *selection, QWidget *parent)
    : SpreadPlot(spreads, selection, parent)
    , m_limitLines(plot(), Qt::Horizontal)
{
    setAccessibleName(tr("Percentiles"));
    m_shade = new QCPItemRect(plot());
    m_shade->setLayer(QStringLiteral("background"));
    m_shade->setPen(Qt::NoPen);
    for (QCPItemPosition *corner : {m_shade->topLeft, m_shade->bottomRight})
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_shadeLabel = new QCPItemText(plot());
    m_shadeLabel->setText(tr("under-sampled"));
    m_shadeLabel->setPositionAlignment(Qt::AlignBottom | Qt::AlignRight); // where no curve comes: they rise
    m_shadeLabel->setPadding(QMargins(4, 0, 4, 2));
    m_shadeLabel->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_shadeLabel->position->setCoords(1, 1);
    m_otherRun = plot()->addGraph();
    m_service = plot()->addGraph();
    m_response = plot()->addGraph();
    PercentileChart::applyColours();
    refresh();
}

void PercentileChart::setLog(bool isLog)
{
    m_isLog = isLog;
    refresh();
}

void PercentileChart::setBaseline(const LatencySpreads *baseline)
{
    m_baseline = baseline && !baseline->isEmpty() ? baseline : nullptr;
    refresh();
}

void PercentileChart::applyColours()
{
    SpreadPlot::applyColours();
    const StageColours colours(palette());
    constexpr double width = 1.8;
    m_response->setPen(QPen(colours.of(Stage::Receive), width));
    m_service->setPen(QPen(colours.of(Stage::Tls), width));
    m_otherRun->setPen(QPen(colours.mutedText, width, Qt::DashLine));
    m_shade->setBrush(colours.grid);
    m_shadeLabel->setColor(colours.mutedText);
    m_shadeLabel->setFont(plotLabelFont(font()));
}

double PercentileChart::supportedFraction() const
{
    return 1 - 1.0 / std::max(spreads().of(LatencyTime::Response).count, 1U);
}

/// In steps, so that it does not creep while a run goes on.
double PercentileChart::axisEnd() const
{
    if (spreads().of(LatencyTime::Response).count == unstatedCount)
        return leastAxisEnd;
    constexpr double steps = 4;
    const double supported = std::ceil(axisPlaceOf(supportedFraction()) * steps) / steps;
    return std::max(leastAxisEnd, supported / supportedShare);
}

double PercentileChart::fractionAt(double place) const
{
    return place < 1 ? 1 - std::pow(10.0, -place * axisEnd()) : 1;
}

void PercentileChart::draw()
{
    const bool hasAny = !spreads().isEmpty();
    const bool hasShade = hasAny && spreads().of(LatencyTime::Response).count != unstatedCount;
    m_shade->setVisible(hasShade);
    m_shadeLabel->setVisible(hasShade);
    m_service->setVisible(hasAny && spreads().isOpen);
    m_response->setVisible(hasAny);
    m_otherRun->setVisible(hasAny && m_baseline);
    if (!hasAny) {
        m_limitLines.show({}, {}, palette(), font());
        drawMarks({});
        return;
    }
    const LatencySpread &response = spreads().of(LatencyTime::Response);
    const LatencySpread &service = spreads().of(LatencyTime::Service);
    drawCurve(m_response, response);
    if (spreads().isOpen)
        drawCurve(m_service, service);
    std::vector<LatencyLimit> shown;
    std::copy_if(limits().begin(), limits().end(), std::back_inserter(shown),
                 [](const LatencyLimit &limit) { return limit.time != LatencyTime::Lag; });
    double shortest = std::min(response.curve.front().ns, service.curve.front().ns);
    double longest = longestWith(shown, response.curve.back().ns);
    if (m_baseline) {
        const LatencySpread &other = m_baseline->of(LatencyTime::Response);
        drawCurve(m_otherRun, other);
        shortest = std::min(shortest, other.curve.front().ns);
        longest = std::max(longest, other.curve.back().ns);
    }
    const DurationScale scale = DurationScale::around(shortest, longest, m_isLog, plotHeight());
    const QFont small = plotLabelFont(font());
    showDurationScale(plot()->yAxis, scale, QFontMetrics(small).height() + plotLabelGap);
    drawTicks();
    m_shade->topLeft->setCoords(axisPlaceOf(supportedFraction()), 0);
    m_shade->bottomRight->setCoords(axisEnd(), 1);
    drawMarks(scale);
    m_limitLines.show(shown, scale, palette(), small, m_markLabels);
}

void PercentileChart::drawCurve(QCPGraph *graph, const LatencySpread &spread)
{
    QVector<QCPGraphData> points;
    points.reserve(qsizetype(spread.curve.size()));
    for (const LatencySpread::Step &step : spread.curve)
        points.append(QCPGraphData(std::min(axisPlaceOf(step.fraction), axisEnd() + 1), step.ns));
    graph->data()->set(points, true);
}

void PercentileChart::drawTicks()
{
    const double end = axisEnd();
    plot()->xAxis->setRange(0, end);
    auto ticker = plot()->xAxis->ticker().staticCast<QCPAxisTickerText>();
    ticker->clear();
    const QFontMetrics metrics(plotLabelFont(font()));
    double lastRight = 0;
    for (const double fraction : {0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999}) {
        const double place = axisPlaceOf(fraction);
        const QString label = percentileName(fraction);
        const double x = place / end * plotWidth();
        const double half = metrics.horizontalAdvance(label) / 2.0;
        if (place > end || x - half < lastRight || x + half > plotWidth() + plotLabelGap)
            continue;
        lastRight = x + half + 3;
        ticker->addTick(place, label);
    }
}

void PercentileChart::drawMarks(const DurationScale &scale)
{
    for (int i = plot()->itemCount(); i-- > 0;) {
        if (plot()->item(i)->property(markProperty).toBool())
            plot()->removeItem(i);
    }
    if (spreads().isEmpty())
        return;
    const StageColours colours(palette());
    const QFontMetrics metrics(plotLabelFont(font()));
    m_markLabels.clear();
    if (m_shadeLabel->visible()) {
        const QSizeF shade(metrics.horizontalAdvance(m_shadeLabel->text()) + 8, metrics.height() + 2);
        m_markLabels.emplace_back(QPointF(plotWidth() - shade.width(), -shade.height()), shade);
    }
    for (const double fraction : {0.99, 0.95}) { // where there is room for one label, it is that of the last
        addMark(spreads().of(LatencyTime::Response), fraction, scale, colours.of(Stage::Receive), true);
        if (spreads().isOpen)
            addMark(spreads().of(LatencyTime::Service), fraction, scale, colours.of(Stage::Tls), false);
    }
}

/// A dot on the curve, with its time above to the left or below to the right, where the curve, which rises, does not go
/// and no other label stands.
void PercentileChart::addMark(const LatencySpread &spread, double fraction, const DurationScale &scale,
                              const QColor &colour, bool isAbove)
{
    if (isUnderSampled(fraction, spread.count) || !spread.isKnownAt(fraction))
        return;
    const double ns = spread.timeAt(fraction);
    const double place = axisPlaceOf(fraction);
    auto *dot = new QCPItemEllipse(plot());
    dot->setProperty(markProperty, true);
    dot->setPen(Qt::NoPen);
    dot->setBrush(colour);
    dot->setAntialiased(true);
    auto *centre = new QCPItemTracer(plot());
    centre->setProperty(markProperty, true);
    centre->setStyle(QCPItemTracer::tsNone);
    centre->position->setCoords(place, ns);
    for (QCPItemPosition *corner : {dot->topLeft, dot->bottomRight}) {
        corner->setType(QCPItemPosition::ptAbsolute);
        corner->setParentAnchor(centre->position);
    }
    dot->topLeft->setCoords(-markSize / 2, -markSize / 2);
    dot->bottomRight->setCoords(markSize / 2, markSize / 2);

    const QFont small = plotLabelFont(font());
    const QString text = durationForPeople(std::llround(ns));
    constexpr int padding = 3;
    const QSizeF size(QFontMetrics(small).horizontalAdvance(text) + 2 * padding, QFontMetrics(small).height());
    const double fromBottom = scale.offsetOf(ns);
    const double roomNeeded = size.height() + markSize;
    const bool hasRoom = isAbove ? scale.length - fromBottom >= roomNeeded : fromBottom >= roomNeeded;
    const bool isUp = isAbove == hasRoom;
    const double x = place / axisEnd() * plotWidth();
    const bool isLeft = isUp && x >= size.width();
    const QPointF topLeft(isLeft ? x - size.width() : x, isUp ? -fromBottom - size.height() : -fromBottom);
    const QRectF box(topLeft, size);
    if (std::any_of(m_markLabels.begin(), m_markLabels.end(),
                    [&box](const QRectF &other) { return other.intersects(box); }))
        return;
    m_markLabels.push_back(box);
    auto *label = new QCPItemText(plot());
    label->setProperty(markProperty, true);
    label->setText(text);
    label->setFont(small);
    label->setColor(colour);
    label->setPadding(QMargins(padding, 2, padding, 2));
    label->setPositionAlignment((isLeft ? Qt::AlignRight : Qt::AlignLeft) | (isUp ? Qt::AlignBottom : Qt::AlignTop));
    label->position->setCoords(place, ns);
}

QStringList PercentileChart::labels() const
{
    QStringList labels;
    for (int i = 0; i < plot()->itemCount(); ++i) {
        const auto *label = qobject_cast<const QCPItemText *>(plot()->item(i));
        if (label && label->property(markProperty).toBool())
            labels.append(label->text());
    }
    return labels;
}

std::optional<NsRange> PercentileChart::rangeBetween(double from, double to) const
{
    const LatencySpread &response = spreads().of(LatencyTime::Response);
    return NsRange{qint64(std::floor(response.timeAt(fractionAt(from)))),
                   qint64(std::ceil(response.timeAt(fractionAt(to))))};
}

std::pair<double, double> PercentileChart::placesOf(const NsRange &range) const
{
    const LatencySpread &response = spreads().of(LatencyTime::Response);
    return {axisPlaceOf(response.leastFractionOf(double(range.begin))) / axisEnd(),
            axisPlaceOf(response.mostFractionOf(double(range.end))) / axisEnd()};
}

SpreadPlot::Readout PercentileChart::readoutAt(double place) const
{
    const StageColours colours(palette());
    const double fraction = fractionAt(place);
    const double decimals = fraction < 0.99 ? 1 : std::ceil(axisPlaceOf(fraction)) - 1;
    const QString title =
        fraction < 1 ? tr("p%1").arg(QLocale::c().toString(fraction * 100, 'f', int(decimals))) : percentileName(1);
    std::vector<HoverReadout::Line> lines;
    const auto add = [&](const QString &name, LatencyTime time, Stage stage) {
        const double ns = spreads().of(time).timeAt(fraction);
        lines.push_back({name, durationForPeople(std::llround(ns)), colours.of(stage)});
    };
    add(tr("response"), LatencyTime::Response, Stage::Receive);
    if (spreads().isOpen)
        add(tr("service"), LatencyTime::Service, Stage::Tls);
    if (m_baseline)
        lines.push_back({tr("baseline"),
                         durationForPeople(std::llround(m_baseline->of(LatencyTime::Response).timeAt(fraction))),
                         colours.mutedText});
    return {title, std::move(lines)};
}

QString PercentileChart::numbers() const
{
    QStringList lines = {tr("percentile\tresponse (ms)\tservice (ms)")};
    if (m_baseline)
        lines.first() += tr("\tbaseline (ms)");
    for (const LatencySpread::Step &step : spreads().of(LatencyTime::Response).curve) {
        const double service = spreads().of(LatencyTime::Service).timeAt(step.fraction);
        lines.append(QLocale::c().toString(step.fraction * 100, 'g', 10) + QLatin1Char('\t') +
                     copiedMilliseconds(step.ns) + QLatin1Char('\t') + copiedMilliseconds(service));
        if (m_baseline)
            lines.last() +=
                QLatin1Char('\t') + copiedMilliseconds(m_baseline->of(LatencyTime::Response).timeAt(step.fraction));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace fiftyfold
