// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/progresschart.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/run/rateseries.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandlegend.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/hoverreadout.h"
#include "widgets/charts/ratelines.h"
#include "widgets/charts/stepgraph.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr std::size_t indexOf(StageSeries::Band band)
{
    return static_cast<std::size_t>(band);
}

} // namespace

ProgressChart::ProgressChart(const StageSeries &series, const RateSeries &rates, TimeAxis *axis,
                             RunSelection *selection, QWidget *parent)
    : TimePlot(axis, selection, parent)
    , m_series(series)
    , m_rates(rates)
    , m_readout(new HoverReadout(this))
    , m_most(new StepGraph(plot()->xAxis, plot()->yAxis))
{
    m_most->setPen(Qt::NoPen);
    m_most->setVisible(false);
    setAccessibleName(tr("Progress chart"));
    // Each graph is filled down to the axis, and those of lower bands are painted over those of higher ones.
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        auto *graph = new StepGraph(plot()->xAxis, plot()->yAxis);
        graph->setPen(Qt::NoPen);
        graph->setVisible(false);
        m_graphs[i] = graph;
    }
    for (const Band band : {Band::Done, Band::Failed}) {
        for (auto *graphs : {&m_halos, &m_curves}) { // which lie on areas of many colours
            auto *curve = new StepGraph(plot()->xAxis, plot()->yAxis2);
            curve->setVisible(false);
            (*graphs)[indexOf(band)] = curve;
        }
    }
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &ProgressChart::refresh);
    // Other levels are in view; while it follows a run, refresh() comes with that, too.
    connect(axis, &TimeAxis::rangeChanged, &m_refreshTimer, qOverload<>(&QTimer::start));
    begin();
}

void ProgressChart::applyColours()
{
    const StageColours colours(palette());
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        const auto band = static_cast<Band>(i);
        m_graphs[i]->setBrush(bandBrush(band, colours));
        if (!m_curves[i])
            continue;
        m_halos[i]->setPen(QPen(colours.card, 4.6));
        m_curves[i]->setPen(QPen(curveColour(band, colours), 1.6));
    }
    constexpr double paleness = 0.3;
    m_most->setBrush(blended(colours.of(Band::Wait), colours.card, paleness)); // opaque: see StepGraph
    // Of pale bands the edge is what is seen.
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        const auto band = static_cast<Band>(i);
        const QColor edge = colours.edgeOf(band);
        m_graphs[i]->setPen(edge == colours.of(band) ? QPen(Qt::NoPen) : QPen(edge, 1));
    }
    TimePlot::applyColours();
}

bool ProgressChart::isWhole() const
{
    return m_series.arrivals() == StageSeries::Arrivals::Together && m_series.requests() <= wholeLimit;
}

bool ProgressChart::isStacked(Band band) const
{
    if (!m_series.hasBand(band) || isWhole())
        return m_series.hasBand(band);
    const bool isQueue = band == Band::Queued && m_series.arrivals() == StageSeries::Arrivals::Together;
    return !StageSeries::isOutcome(band) && !isQueue; // they would dwarf the others
}

bool ProgressChart::isCurve(Band band) const
{
    return m_curves[indexOf(band)] && m_series.hasBand(band) && !isWhole();
}

void ProgressChart::showNothing()
{
    for (const auto &graphs : {m_graphs, m_halos, m_curves}) {
        for (QCPGraph *graph : graphs) {
            if (!graph)
                continue;
            graph->data()->clear();
            graph->setVisible(false);
        }
    }
    m_most->setVisible(false);
    showNoScale();
    replotSoon();
}

void ProgressChart::refresh()
{
    m_refreshTimer.stop();
    placePlot();
    if (isEmpty()) {
        showNothing();
        return;
    }
    constexpr double pixelsALevel = 3; // each costs a rectangle of each band
    const auto most = std::size_t(qMax(64.0, timeScale().width / pixelsALevel));
    const double highest = drawLevels(m_series.levels(shownFromNs(), shownUntilNs(), most));
    if (isWhole())
        showScale(m_series.requests());
    else
        showScales(qMax(1.0, highest), m_series.requests(), StageColours(palette()).accent);
    replotSoon();
    placeCursor(); // painted with the plot
}

qint64 ProgressChart::shownFromNs() const
{
    return qint64(qMax(0.0, axis().beginNs()));
}

qint64 ProgressChart::shownUntilNs() const
{
    return qint64(qMin(axis().nowNs().value_or(0), axis().endNs()));
}

/// The highest upper edge of them.
double ProgressChart::drawLevels(const std::vector<StageSeries::Level> &levels)
{
    quint64 highest = 0;
    std::vector<quint64> sums(levels.size());
    const auto count = qsizetype(levels.size());
    for (std::size_t i = 0; i < StageSeries::bandCount; ++i) {
        const auto band = static_cast<Band>(i);
        QVector<QCPGraphData> edge(isStacked(band) ? count : 0);
        for (qsizetype at = 0; at < edge.size(); ++at) {
            const StageSeries::Level &level = levels[std::size_t(at)];
            quint64 &sum = sums[std::size_t(at)];
            sum += level.of(band);
            highest = qMax(highest, sum);
            edge[at] = QCPGraphData(level.timeNs, double(sum));
        }
        m_graphs[i]->setVisible(!edge.isEmpty());
        m_graphs[i]->data()->set(edge, true);
        if (!m_curves[i])
            continue;
        QVector<QCPGraphData> curve(isCurve(band) ? count : 0);
        for (qsizetype at = 0; at < curve.size(); ++at)
            curve[at] = QCPGraphData(levels[std::size_t(at)].timeNs, levels[std::size_t(at)].of(band));
        for (QCPGraph *graph : {m_halos[i], m_curves[i]}) {
            graph->setVisible(!curve.isEmpty());
            graph->data()->set(curve, true);
        }
    }
    for (const StageSeries::Level &level : levels)
        highest = isWhole() ? highest : qMax<quint64>(highest, level.most);
    drawMost(levels);
    return double(highest);
}

void ProgressChart::drawMost(const std::vector<StageSeries::Level> &levels)
{
    const bool isShown = !isWhole() && std::any_of(levels.begin(), levels.end(), [this](const auto &level) {
        return level.most > m_series.underWay(level);
    });
    m_most->setVisible(isShown);
    QVector<QCPGraphData> edge(isShown ? qsizetype(levels.size()) : 0);
    for (qsizetype at = 0; at < edge.size(); ++at)
        edge[at] = QCPGraphData(levels[std::size_t(at)].timeNs, levels[std::size_t(at)].most);
    m_most->data()->set(edge, true);
}

QString ProgressChart::spokenText() const
{
    if (isEmpty())
        return hint();
    const qint64 nowNs = qint64(axis().nowNs().value_or(0));
    const StageSeries::Level now = m_series.levelAt(nowNs);
    QStringList parts;
    for (std::size_t band = 0; band < StageSeries::bandCount; ++band) {
        if (now.count[band] > 0)
            parts.append(QStringLiteral("%1 %2").arg(bandName(static_cast<Band>(band))).arg(now.count[band]));
    }
    return tr("%1 after the start: %2").arg(durationForPeople(nowNs), parts.join(QLatin1String(", ")));
}

QString ProgressChart::numbers() const
{
    constexpr std::size_t copiedLevels = 1'000;
    QStringList cells = {tr("time (ms)")};
    std::vector<std::size_t> bands;
    for (std::size_t band = 0; band < StageSeries::bandCount; ++band) {
        if (!m_series.hasBand(static_cast<Band>(band)))
            continue;
        bands.push_back(band);
        cells.append(bandName(static_cast<Band>(band)));
    }
    cells.append(tr("most at once"));
    QStringList lines = {cells.join(QLatin1Char('\t'))};
    for (const StageSeries::Level &level : m_series.levels(shownFromNs(), shownUntilNs(), copiedLevels)) {
        cells = {copiedMilliseconds(level.timeNs)};
        for (const std::size_t band : bands)
            cells.append(QString::number(level.count[band]));
        cells.append(QString::number(level.most));
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

std::vector<StageSeries::Band> ProgressChart::shownBands() const
{
    std::vector<Band> bands;
    for (std::size_t i = StageSeries::bandCount; i-- > indexOf(Band::Delete);) { // as a request goes through them
        if (isStacked(static_cast<Band>(i)))
            bands.push_back(static_cast<Band>(i));
    }
    for (const Band outcome : {Band::Done, Band::Cancelled, Band::Failed}) {
        if (isStacked(outcome))
            bands.push_back(outcome);
    }
    return bands;
}

std::vector<StageSeries::Band> ProgressChart::shownCurves() const
{
    std::vector<Band> curves;
    for (const Band band : {Band::Done, Band::Failed}) {
        if (isCurve(band))
            curves.push_back(band);
    }
    return curves;
}

QString ProgressChart::aboutInFlight(double mean) const
{
    if (isEmpty() || isWhole())
        return {};
    const QLocale &numbers = numberLocale();
    const StageSeries::Most most = m_series.mostUntil(qint64(axis().nowNs().value_or(0)));
    constexpr quint32 fewShare = 10; // some wait for a moment in any run
    if (most.queued > most.inFlight / fewShare)
        return tr("most %1 · queued: most %2").arg(numbers.toString(most.inFlight), numbers.toString(most.queued));
    const QString text = m_most->visible() ? tr("most %1, pale · mean %2") : tr("most %1 · mean %2");
    return text.arg(numbers.toString(most.inFlight), numbers.toString(mean, 'f', 1));
}

int ProgressChart::pointCount(Band band) const
{
    const QCPGraph *graph = isCurve(band) ? m_curves[indexOf(band)] : m_graphs[indexOf(band)];
    return graph->visible() ? graph->dataCount() : 0;
}

void ProgressChart::placeCursor()
{
    TimePlot::placeCursor();
    const std::optional<double> hover = axis().hoverNs();
    if (!hover || isEmpty() || *hover > axis().nowNs().value_or(0)) {
        m_readout->hide();
        return;
    }
    const StageSeries::Level level = m_series.levelAt(qint64(*hover));
    const StageColours colours(palette());
    const QLocale &numbers = numberLocale();
    std::vector<HoverReadout::Line> lines;
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        const auto band = static_cast<Band>(i);
        if (level.count[i] > 0 && (isWhole() || isStacked(band) || StageSeries::isOutcome(band)))
            lines.push_back({bandName(band), numbers.toString(level.count[i]),
                             isCurve(band) ? QBrush(curveColour(band, colours)) : bandBrush(band, colours),
                             isCurve(band)});
    }
    for (const RateLine &line : rateLinesAt(m_rates, qint64(*hover)))
        lines.push_back({line.name, line.value, colourOf(line.kind, colours)});
    m_readout->showLines(*hover, std::move(lines), QPoint(int(timeScale().xOf(*hover)), 4));
}

QString ProgressChart::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

} // namespace fiftyfold
