// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/ratechart.h"

#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/stepgraph.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 leastLagScaleNs = 10'000'000;
constexpr double headroom = 1.08;

/// A step for each point; the last value once more, where the last one ends.
template<typename ValueOf>
QVector<QCPGraphData> stepsOf(const std::vector<RateSeries::Point> &points, ValueOf valueOf)
{
    QVector<QCPGraphData> steps;
    steps.reserve(qsizetype(points.size()) + 1);
    for (const RateSeries::Point &point : points)
        steps.append(QCPGraphData(double(point.beginNs), valueOf(point)));
    if (!points.empty())
        steps.append(QCPGraphData(double(points.back().endNs), valueOf(points.back())));
    return steps;
}

} // namespace

RateChart::RateChart(const RateSeries &series, std::function<quint32()> requests, TimeAxis *axis,
                     RunSelection *selection, QWidget *parent)
    : TimePlot(axis, selection, parent)
    , m_series(series)
    , m_requests(std::move(requests))
{
    setAccessibleName(tr("Rate chart"));
    m_lag = new StepGraph(plot()->xAxis, plot()->yAxis2);
    m_achieved = new StepGraph(plot()->xAxis, plot()->yAxis);
    m_sent = new StepGraph(plot()->xAxis, plot()->yAxis);
    m_asked = plot()->addGraph();
    m_beyond = new QCPItemText(plot());
    m_beyond->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_beyond->setPadding(QMargins(3, 0, 3, 0));
    m_beyond->setVisible(false);
    begin();
}

void RateChart::applyColours()
{
    const StageColours colours(palette());
    constexpr double width = 1.4;
    m_achieved->setPen(QPen(colourOf(RateKind::Achieved, colours), width));
    m_sent->setPen(QPen(colourOf(RateKind::Sent, colours), width));
    m_asked->setPen(QPen(colourOf(RateKind::Asked, colours), width, Qt::DashLine));
    const QColor lag = colourOf(RateKind::Lag, colours);
    m_lag->setPen(QPen(lag, 1));
    QColor fill = lag;
    fill.setAlphaF(0.15F);
    m_lag->setBrush(fill);
    m_beyond->setColor(colours.text);
    m_beyond->setBrush(colours.card);
    m_beyond->setFont(plotLabelFont(font()));
    TimePlot::applyColours();
}

void RateChart::refresh()
{
    placePlot();
    const std::vector<RateSeries::Point> &points = m_series.points();
    QVector<QCPGraphData> asked;
    for (const RateSeries::Corner &corner : m_series.asked())
        asked.append(QCPGraphData(corner.timeNs, corner.perSecond));
    m_asked->data()->set(asked);
    m_sent->data()->set(stepsOf(points, [](const RateSeries::Point &point) { return point.sent; }), true);
    m_achieved->data()->set(stepsOf(points, [](const RateSeries::Point &point) { return point.done; }), true);
    m_lag->setVisible(m_series.isOpen());
    m_lag->data()->set(stepsOf(points, [](const RateSeries::Point &point) { return double(point.lagP99.value_or(0)); }),
                       true);
    if (isEmpty())
        showNoScale();
    else
        showRoundScale(qMax(1.0, m_series.shownRate()));
    showBeyond();
    plot()->yAxis2->setRange(0, double(lagScaleNs()));
    replotSoon();
    placeCursor();
}

/// At the highest of them, at the upper edge.
void RateChart::showBeyond()
{
    const std::vector<RateSeries::Point> &points = m_series.points();
    const auto rateOf = [](const RateSeries::Point &point) { return std::max(point.sent, point.done); };
    const auto highest = std::max_element(points.begin(), points.end(), [&rateOf](const auto &one, const auto &other) {
        return rateOf(one) < rateOf(other);
    });
    m_beyond->setVisible(highest != points.end() && rateOf(*highest) > plot()->yAxis->range().upper);
    if (!m_beyond->visible())
        return;
    const double middle = double(highest->beginNs + highest->endNs) / 2;
    const QCPRange shown = plot()->xAxis->range();
    const bool isRight = middle > shown.lower + shown.size() * 0.8; // where it would be cut off
    m_beyond->setText(tr("▲ %1").arg(rateForPeople(rateOf(*highest))));
    m_beyond->setPositionAlignment(Qt::AlignTop | (isRight ? Qt::AlignRight : Qt::AlignLeft));
    m_beyond->position->setCoords(middle, 0);
}

QString RateChart::beyondText() const
{
    return m_beyond->visible() ? m_beyond->text() : QString();
}

QString RateChart::numbers() const
{
    QStringList lines = {tr("from (ms)\tto (ms)\tsent (/s)\tdone (/s)\tlag p99 (ms)")};
    for (const RateSeries::Point &point : m_series.points()) {
        const QStringList cells = {copiedMilliseconds(double(point.beginNs)), copiedMilliseconds(double(point.endNs)),
                                   QString::number(point.sent, 'f', 1), QString::number(point.done, 'f', 1),
                                   point.lagP99 ? copiedMilliseconds(double(*point.lagP99)) : QString()};
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

QString RateChart::spokenText() const
{
    const std::vector<RateSeries::Point> &points = m_series.points();
    QStringList parts;
    if (!points.empty()) {
        for (const RateLine &line : rateLinesAt(m_series, points.back().endNs))
            parts.append(line.name + QLatin1Char(' ') + line.value);
        if (m_beyond->visible())
            parts.append(tr("highest %1").arg(rateForPeople(m_series.highestRate())));
    }
    return parts.isEmpty() ? tr("No rates yet") : parts.join(QLatin1String(", "));
}

int RateChart::pointCount(RateKind kind) const
{
    switch (kind) {
    case RateKind::Asked:
        return m_asked->dataCount();
    case RateKind::Sent:
        return m_sent->dataCount();
    case RateKind::Achieved:
        return m_achieved->dataCount();
    case RateKind::Lag:
        return m_lag->visible() ? m_lag->dataCount() : 0;
    }
    return 0;
}

qint64 RateChart::lagScaleNs() const
{
    return qMax(leastLagScaleNs, qint64(double(m_series.longestLagNs()) * headroom));
}

} // namespace fiftyfold
