// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/latencychart.h"

#include "core/run/statistics.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/run/requestmodel.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/hoverreadout.h"
#include "widgets/charts/latencypainting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiftyfold {

namespace {

constexpr std::size_t copiedRows = 500;

} // namespace

LatencyChart::LatencyChart(const LatencyPoints &points, const RequestModel *requests, TimeAxis *axis,
                           RunSelection *selection, QWidget *parent)
    : TimePlot(axis, selection, parent)
    , m_points(points)
    , m_requests(requests)
    , m_selection(selection)
    , m_readout(new HoverReadout(this))
    , m_limitLines(plot(), Qt::Horizontal)
{
    setAccessibleName(tr("Response time over time"));
    m_rangeBand = new QCPItemRect(plot());
    m_rangeBand->setLayer(QStringLiteral("background"));
    m_rangeBand->setPen(Qt::NoPen);
    for (QCPItemPixmap **pixmap : {&m_behind, &m_pixmap}) {
        *pixmap = new QCPItemPixmap(plot());
        (*pixmap)->setLayer(QStringLiteral("main"));
        (*pixmap)->topLeft->setType(QCPItemPosition::ptAxisRectRatio);
        (*pixmap)->topLeft->setCoords(0, 0);
    }
    plot()->xAxis->setTickLabelPadding(3);
    gestures().setResponseTimes([this](double y) { return responseNsAt(y); });
    begin();
    connect(axis, &TimeAxis::rangeChanged, this, &LatencyChart::draw);
    connect(selection, &RunSelection::currentChanged, this, &LatencyChart::draw);
    connect(selection, &RunSelection::rangeChanged, this, &LatencyChart::draw);
}

bool LatencyChart::isEmpty() const
{
    return m_points.isEmpty() || !m_requests->record();
}

quint32 LatencyChart::requests() const
{
    return quint32(m_requests->rowCount());
}

int LatencyChart::bottomMargin() const
{
    return QFontMetrics(plotLabelFont(font())).height() + plotLabelGap;
}

void LatencyChart::setLog(bool isLog)
{
    m_isLog = isLog;
    refresh();
}

void LatencyChart::setLimits(const std::vector<LatencyLimit> &limits)
{
    std::vector<LatencyLimit> shown;
    std::copy_if(limits.begin(), limits.end(), std::back_inserter(shown),
                 [](const LatencyLimit &limit) { return limit.time != LatencyTime::Lag; });
    if (shown == m_limits)
        return;
    m_limits = shown;
    refresh();
}

void LatencyChart::setBaseline(const LatencyPoints *points, const RunRecord *record)
{
    m_otherPoints = points && !points->isEmpty() ? points : nullptr;
    m_otherRecord = record;
    refresh();
}

void LatencyChart::applyColours()
{
    QColor picked = StageColours(palette()).accent;
    picked.setAlphaF(0.12F);
    m_rangeBand->setBrush(picked);
    TimePlot::applyColours();
    draw();
}

void LatencyChart::refresh()
{
    placePlot();
    draw();
    placeCursor();
}

DurationScale LatencyChart::duration() const
{
    double shortest = double(m_points.shortestNs());
    double longest = longestWith(m_limits, double(m_points.longestNs()));
    if (m_otherPoints && m_otherPoints->longestNs() > 0) {
        shortest = std::min(shortest, double(m_otherPoints->shortestNs()));
        longest = std::max(longest, double(m_otherPoints->longestNs()));
    }
    const DurationScale scale = DurationScale::around(shortest, longest, m_isLog, double(qMax(1, plotHeight())));
    return m_points.hasFailed() ? scale.withRoomBefore(LatencyPicture::crossStrip) : scale;
}

LatencyPicture LatencyChart::picture() const
{
    LatencyPicture picture{.points = m_points,
                           .record = *m_requests->record(),
                           .range = m_selection->range(),
                           .current = m_selection->current(),
                           .time = timeScale(),
                           .duration = duration(),
                           .palette = palette(),
                           .pixelRatio = devicePixelRatioF()};
    picture.time.left = 0;
    return picture;
}

void LatencyChart::draw()
{
    if (!isVisible())
        return; // it is drawn as it comes into view
    replotSoon();
    drawRange();
    plot()->xAxis->setTickLabels(!isEmpty());
    m_pixmap->setVisible(!isEmpty());
    m_behind->setVisible(!isEmpty() && m_otherPoints);
    if (isEmpty()) {
        m_limitLines.show({}, {}, palette(), font());
        showNoScale();
        return;
    }
    const LatencyPicture shown = picture();
    if (m_otherPoints)
        drawBaseline(shown);
    m_pixmap->setPixmap(QPixmap::fromImage(shown.painted()));
    const QFont small = plotLabelFont(font());
    showDurationScale(plot()->yAxis, shown.duration, QFontMetrics(small).height() + plotLabelGap);
    plot()->yAxis->setTickLabels(true);
    plot()->xAxis->grid()->setVisible(true);
    plot()->yAxis->grid()->setVisible(true);
    m_limitLines.show(m_limits, shown.duration, palette(), small);
}

void LatencyChart::drawBaseline(const LatencyPicture &shown)
{
    const RequestRange all;
    const LatencyPicture other{.points = *m_otherPoints,
                               .record = *m_otherRecord,
                               .range = all,
                               .time = shown.time,
                               .duration = shown.duration,
                               .palette = shown.palette,
                               .pixelRatio = shown.pixelRatio,
                               .isMuted = true};
    m_behind->setPixmap(QPixmap::fromImage(other.painted()));
}

/// The band of what is picked: a piece of time, of response times, or of both.
void LatencyChart::drawRange()
{
    const RequestRange &range = m_selection->range();
    m_rangeBand->setVisible(!range.isEmpty() && !isEmpty());
    if (!m_rangeBand->visible())
        return;
    const LatencyPicture shown = picture();
    const double width = shown.time.width;
    const double height = shown.duration.length;
    double left = 0;
    double right = 1;
    double top = 0;
    double bottom = 1;
    if (range.time) {
        left = std::clamp(shown.time.xOf(double(range.time->begin)) / width, 0.0, 1.0);
        right = std::clamp(shown.time.xOf(double(range.time->end)) / width, 0.0, 1.0);
    }
    if (range.responseTime) {
        top = std::clamp(1 - shown.duration.offsetOf(double(range.responseTime->end)) / height, 0.0, 1.0);
        bottom = std::clamp(1 - shown.duration.offsetOf(double(range.responseTime->begin)) / height, 0.0, 1.0);
    }
    for (QCPItemPosition *corner : {m_rangeBand->topLeft, m_rangeBand->bottomRight})
        corner->setType(QCPItemPosition::ptAxisRectRatio);
    m_rangeBand->topLeft->setCoords(left, top);
    m_rangeBand->bottomRight->setCoords(right, bottom);
}

QPointF LatencyChart::inPicture(const QPointF &position) const
{
    return position - QPointF(leftMargin(), height() - bottomMargin() - plotHeight());
}

/// Above and below the plot, that at its edge.
double LatencyChart::responseNsAt(double y) const
{
    const DurationScale scale = duration();
    return std::max(scale.durationAt(std::clamp(scale.length - inPicture(QPointF(0, y)).y(), 0.0, scale.length)), 0.0);
}

bool LatencyChart::isDensity() const
{
    return !isEmpty() && picture().isDensity();
}

std::optional<QPoint> LatencyChart::positionOf(quint32 request) const
{
    if (isEmpty())
        return std::nullopt;
    const std::optional<QPointF> at = picture().positionOf(request);
    return at ? std::optional((*at - inPicture(QPointF())).toPoint()) : std::nullopt;
}

void LatencyChart::click(const QPointF &position)
{
    if (isEmpty())
        return;
    if (const int request = picture().requestAt(inPicture(position)); request >= 0)
        m_selection->setCurrent(request);
}

void LatencyChart::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    TimePlot::mouseMoveEvent(event);
    showReadout(); // where the mouse has moved up or down alone
}

void LatencyChart::showEvent(QShowEvent *event)
{
    TimePlot::showEvent(event);
    refresh();
}

void LatencyChart::leaveEvent(QEvent *event)
{
    m_pointer.reset();
    TimePlot::leaveEvent(event);
}

void LatencyChart::placeCursor()
{
    TimePlot::placeCursor();
    if (!axis().hoverNs())
        m_pointer.reset();
    showReadout();
}

void LatencyChart::showReadout()
{
    const bool isOver = m_pointer && axis().hoverNs() && !isEmpty();
    const int request = isOver ? picture().requestAt(inPicture(*m_pointer)) : -1;
    if (isOver && request < 0 && picture().isDensity()) {
        showColumn(static_cast<std::size_t>(std::max(*axis().hoverNs(), 0.0)) / std::size_t(m_points.columnNs()));
        return;
    }
    if (request < 0) {
        m_readout->hide();
        return;
    }
    const RunRecord &record = *m_requests->record();
    const auto index = quint32(request);
    const StageColours colours(palette());
    std::vector<HoverReadout::Line> lines;
    const auto add = [&lines](const QString &name, std::optional<qint64> ns, const QColor &colour) {
        if (ns)
            lines.push_back({name, durationForPeople(*ns), colour});
    };
    const bool isOpen = record.plan().isOpen();
    add(isOpen ? tr("due") : tr("began"), arrivalNs(record, index), Qt::transparent);
    add(tr("response"), record.responseNs(index), colours.of(Stage::Receive));
    if (isOpen) {
        add(tr("lag"), *record.startNs(index) - *record.dueNs(index), colours.of(Stage::Queued));
        add(tr("service"), record.latencyNs(index), colours.of(Stage::Tls));
    }
    if (record.outcome(index) == Outcome::Failed)
        lines.push_back({tr("failed"), errorClassName(record.error(index)), colours.error});
    m_readout->showLines(tr("Request %1").arg(numberLocale().toString(index)), std::move(lines),
                         positionOf(index).value_or(m_pointer->toPoint()));
}

/// Where single requests can't be told apart, those of a moment.
void LatencyChart::showColumn(std::size_t column)
{
    const Column figures = columnFigures(column, std::min(column + 1, m_points.columns().size()));
    if (figures.responses.count() == 0 && figures.failed == 0) {
        m_readout->hide();
        return;
    }
    const StageColours colours(palette());
    std::vector<HoverReadout::Line> lines;
    lines.push_back({tr("responses"), numberLocale().toString(figures.responses.count()), Qt::transparent});
    for (const double fraction : {0.5, 0.95, 0.99}) {
        if (figures.responses.count() > 0)
            lines.push_back({percentileName(fraction), durationForPeople(figures.responses.quantile(fraction)),
                             colours.of(Stage::Receive)});
    }
    if (figures.failed > 0)
        lines.push_back({tr("failed"), numberLocale().toString(quint64(figures.failed)), colours.error});
    m_readout->showLines(*axis().hoverNs(), std::move(lines), m_pointer->toPoint());
}

LatencyChart::Column LatencyChart::columnFigures(std::size_t first, std::size_t end) const
{
    Column figures;
    for (std::size_t i = first; i < end; ++i) {
        for (const LatencyPoints::Cell &cell : m_points.columns()[i].response)
            figures.responses.add(std::llround(LiveHistogram::edgeOf(cell.bucket) * 1.005), cell.count);
        figures.failed += m_points.columns()[i].failed.size();
    }
    return figures;
}

QString LatencyChart::readout() const
{
    return m_readout->isHidden() ? QString() : m_readout->text();
}

void LatencyChart::copy()
{
    QGuiApplication::clipboard()->setText(numbers());
}

QString LatencyChart::numbers() const
{
    if (isEmpty())
        return {};
    const LatencyPicture shown = picture();
    const LatencyPoints::Columns columns = shown.columnsInView();
    return shown.isDensity() ? numbersOfColumns(columns) : numbersOfRequests(columns);
}

QString LatencyChart::numbersOfRequests(const LatencyPoints::Columns &columns) const
{
    const RunRecord &record = *m_requests->record();
    std::vector<std::pair<qint64, quint32>> shown;
    for (std::size_t i = columns.begin; i < columns.end; ++i) {
        for (const auto *part : {&m_points.columns()[i].done, &m_points.columns()[i].failed}) {
            for (const quint32 request : *part)
                shown.emplace_back(*arrivalNs(record, request), request);
        }
    }
    std::sort(shown.begin(), shown.end());
    const auto cell = [](std::optional<qint64> ns) { return ns ? copiedMilliseconds(double(*ns)) : QString(); };
    QStringList lines = {tr("request\ttime (ms)\tresponse (ms)\tservice (ms)\toutcome")};
    for (const auto &[arrival, request] : shown) {
        lines.append(QString::number(request) + QLatin1Char('\t') + copiedMilliseconds(double(arrival)) +
                     QLatin1Char('\t') + cell(record.responseNs(request)) + QLatin1Char('\t') +
                     cell(record.latencyNs(request)) + QLatin1Char('\t') + outcomeName(record.outcome(request)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString LatencyChart::numbersOfColumns(const LatencyPoints::Columns &columns) const
{
    const std::size_t merged = std::max<std::size_t>(1, (columns.count() + copiedRows - 1) / copiedRows);
    QStringList lines = {tr("from (ms)\tto (ms)\tdone\tfailed\tresponse p50 (ms)\tp95\tp99")};
    for (std::size_t first = columns.begin; first < columns.end; first += merged) {
        const std::size_t end = std::min(first + merged, columns.end);
        const auto [responses, failed] = columnFigures(first, end);
        QStringList cells = {copiedMilliseconds(double(first) * double(m_points.columnNs())),
                             copiedMilliseconds(double(end) * double(m_points.columnNs())),
                             QString::number(responses.count()), QString::number(failed)};
        for (const double fraction : {0.5, 0.95, 0.99})
            cells.append(responses.count() > 0 ? copiedMilliseconds(double(responses.quantile(fraction))) : QString());
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace fiftyfold
