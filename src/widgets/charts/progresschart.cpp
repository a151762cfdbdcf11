// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/progresschart.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/run/rateseries.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/hoverreadout.h"
#include "widgets/charts/ratelines.h"

#include <QLabel>
#include <QLocale>

#include <cmath>

namespace fiftyfold {

namespace {

using Band = StageSeries::Band;

constexpr std::size_t indexOf(Band band)
{
    return static_cast<std::size_t>(band);
}

} // namespace

ProgressChart::ProgressChart(const StageSeries &series, const RateSeries &rates, TimeAxis *axis, QWidget *parent)
    : TimePlot(axis, parent)
    , m_series(series)
    , m_rates(rates)
    , m_readout(new HoverReadout(this))
    , m_hintLabel(new QLabel(this))
{
    setAccessibleName(tr("Progress chart"));
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    // Each graph is filled down to the axis, and those of lower bands are painted over those of higher ones.
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        QCPGraph *graph = plot()->addGraph();
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setPen(Qt::NoPen);
        graph->setVisible(false);
        m_graphs[i] = graph;
    }
    m_doneLine = plot()->addGraph(plot()->xAxis, plot()->yAxis2);
    m_doneLine->setLineStyle(QCPGraph::lsStepLeft);
    m_doneLine->setVisible(false);
    begin();
}

void ProgressChart::applyColours()
{
    const StageColours colours(palette());
    for (std::size_t i = 0; i < m_graphs.size(); ++i)
        m_graphs[i]->setBrush(colours.of(static_cast<Band>(i)));
    m_doneLine->setPen(QPen(colours.accent, 1.6));
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, colours.mutedText);
    m_hintLabel->setPalette(hintPalette);
    for (std::size_t i = 0; i < m_graphs.size(); ++i) { // of pale bands the edge is what is seen
        const auto band = static_cast<Band>(i);
        const QColor edge = colours.edgeOf(band);
        m_graphs[i]->setPen(edge == colours.of(band) ? QPen(Qt::NoPen) : QPen(edge, 1));
    }
    TimePlot::applyColours();
}

void ProgressChart::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
    m_hintLabel->setVisible(isEmpty());
}

/// Requests that come one by one are too many, at their end, for those that are at work to be seen above them.
bool ProgressChart::isStacked(Band band) const
{
    const bool isOutcome = band == Band::Done || band == Band::Failed || band == Band::Cancelled;
    return m_series.hasBand(band) && (!isOutcome || m_series.arrivals() == StageSeries::Arrivals::Together);
}

bool ProgressChart::hasDoneLine() const
{
    return m_series.hasBand(Band::Done) && !isStacked(Band::Done);
}

void ProgressChart::showNothing()
{
    for (QCPGraph *graph : m_graphs) {
        graph->data()->clear();
        graph->setVisible(false);
    }
    m_doneLine->data()->clear();
    m_doneLine->setVisible(false);
    m_shownCount = 0;
    showNoScale();
    Q_EMIT shownBandsChanged();
    plot()->replot(QCustomPlot::rpQueuedReplot);
}

void ProgressChart::refresh()
{
    placePlot();
    m_hintLabel->setVisible(isEmpty());
    if (isEmpty()) {
        showNothing();
        return;
    }
    const double now = axis().nowNs().value_or(0);
    // Zoomed in, all the detail that there is; otherwise no more points than pixels.
    const std::size_t most =
        axis().isFollowing() ? std::size_t(qBound(64, width(), int(StageSeries::binLimit))) : StageSeries::binLimit;
    const std::vector<StageSeries::Level> levels = m_series.levels(qint64(now), most);
    const double highest = drawLevels(levels);
    const bool isWhole = m_series.arrivals() == StageSeries::Arrivals::Together;
    showScale(isWhole ? double(m_series.requests()) : qMax(1.0, std::ceil(highest * 1.05)));
    plot()->yAxis2->setRange(0, m_series.requests());
    plot()->replot(QCustomPlot::rpQueuedReplot);

    const std::size_t shown = shownBands().size();
    if (shown != m_shownCount) {
        m_shownCount = shown;
        Q_EMIT shownBandsChanged();
    }
    placeCursor(); // painted with the plot
}

/// The highest upper edge of them.
double ProgressChart::drawLevels(const std::vector<StageSeries::Level> &levels)
{
    std::array<QVector<QCPGraphData>, StageSeries::bandCount> edges;
    QVector<QCPGraphData> done;
    for (std::size_t band = 0; band < edges.size(); ++band) {
        if (isStacked(static_cast<Band>(band)))
            edges[band].reserve(qsizetype(levels.size()));
    }
    const bool hasLine = hasDoneLine();
    quint64 highest = 0;
    for (const StageSeries::Level &level : levels) {
        quint64 sum = 0;
        for (std::size_t band = 0; band < edges.size(); ++band) {
            if (!isStacked(static_cast<Band>(band)))
                continue;
            sum += level.count[band];
            edges[band].append(QCPGraphData(level.timeNs, double(sum)));
        }
        if (hasLine)
            done.append(QCPGraphData(level.timeNs, level.count[indexOf(Band::Done)]));
        highest = qMax(highest, sum);
    }
    for (std::size_t band = 0; band < edges.size(); ++band) {
        m_graphs[band]->setVisible(!edges[band].isEmpty());
        m_graphs[band]->data()->set(edges[band], true);
    }
    m_doneLine->setVisible(hasLine);
    m_doneLine->data()->set(done, true);
    return double(highest);
}

QString ProgressChart::spokenText() const
{
    if (isEmpty())
        return m_hintLabel->text();
    const qint64 nowNs = qint64(axis().nowNs().value_or(0));
    const StageSeries::Level now = m_series.levelAt(nowNs);
    QStringList parts;
    for (std::size_t band = 0; band < StageSeries::bandCount; ++band) {
        if (now.count[band] > 0)
            parts.append(QStringLiteral("%1 %2").arg(bandName(static_cast<Band>(band))).arg(now.count[band]));
    }
    return tr("%1 after the start: %2").arg(durationForPeople(nowNs), parts.join(QLatin1String(", ")));
}

std::vector<StageSeries::Band> ProgressChart::shownBands() const
{
    // In the order in which a request goes through them.
    std::vector<StageSeries::Band> bands;
    for (std::size_t i = StageSeries::bandCount; i-- > 0;) {
        const auto band = static_cast<Band>(i);
        if (isStacked(band) || (band == Band::Done && hasDoneLine()))
            bands.push_back(band);
    }
    // hasBand counts what occurred; the outcomes belong last, done first among them.
    const auto done = std::find(bands.begin(), bands.end(), Band::Done);
    if (done != bands.end()) {
        bands.erase(done);
        const auto outcome = std::find_if(bands.begin(), bands.end(),
                                          [](Band band) { return band == Band::Cancelled || band == Band::Failed; });
        bands.insert(outcome, Band::Done);
    }
    return bands;
}

int ProgressChart::pointCount(Band band) const
{
    const QCPGraph *graph = band == Band::Done && hasDoneLine() ? m_doneLine : m_graphs[indexOf(band)];
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
        if (level.count[i] > 0)
            lines.push_back({bandName(band), numbers.toString(level.count[i]),
                             band == Band::Done && hasDoneLine() ? colours.accent : colours.of(band)});
    }
    for (const RateLine &line : rateLinesAt(m_rates, qint64(*hover)))
        lines.push_back({line.name, line.value, colourOf(line.kind, colours)});
    m_readout->showLines(*hover, std::move(lines), QPoint(int(timeScale().xOf(*hover)), 4));
}

QString ProgressChart::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

void ProgressChart::resizeEvent(QResizeEvent *event)
{
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    TimePlot::resizeEvent(event);
}

} // namespace fiftyfold
