// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallpainter.h"

#include "core/run/outcome.h"
#include "core/text/numberlocale.h"
#include "widgets/charts/loopwaithatch.h"
#include "widgets/charts/stagebars.h"
#include "widgets/charts/timegestures.h"

#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

double barHeightOf(double rowHeight)
{
    const double gap = rowHeight >= 12 ? 3 : 1;
    return std::max(1.0, std::floor(rowHeight) - gap);
}

} // namespace

WaterfallPainter::WaterfallPainter(QPainter *painter, const WaterfallScene &scene, const StageColours &colours,
                                   const QFont &viewFont, int viewportWidth)
    : m_painter(*painter)
    , m_scene(scene)
    , m_colours(colours)
    , m_viewFont(viewFont)
    , m_width(viewportWidth)
{
    m_painter.setFont(plotLabelFont(viewFont));
}

void WaterfallPainter::paintGrid()
{
    const QFontMetrics metrics = m_painter.fontMetrics();
    const std::vector<TimeScale::Tick> ticks = ticksFor(m_scene.scale, m_viewFont);
    const QColor line = blended(m_colours.text, m_colours.card, m_colours.grid.alphaF());
    for (const TimeScale::Tick &tick : ticks) {
        const double x = std::round(m_scene.scale.xOf(tick.timeNs));
        m_painter.setPen(line);
        m_painter.drawLine(QPointF(x, 0), QPointF(x, bottom()));
        m_painter.setPen(m_colours.mutedText);
        const int width = metrics.horizontalAdvance(tick.label);
        const double left = qBound(0.0, x - width / 2.0, double(m_width - width));
        m_painter.drawText(QPointF(left, bottom() + 4 + metrics.ascent()), tick.label);
    }
}

void WaterfallPainter::paintRows()
{
    const WaterfallRows &rows = m_scene.rows;
    if (rows.count == 0)
        return;
    m_painter.save();
    m_painter.setClipRect(QRectF(0, 0, m_width, bottom()));
    const int end = qMin(rows.count, rows.firstRow + int(std::ceil(rows.viewHeight / rows.rowHeight())));
    paintCurrentRow(); // below the labels of its neighbours
    paintLabels(rows.firstRow, end);
    if (m_scene.isDense) {
        paintDensity();
    } else {
        for (int row = rows.firstRow; row < end; ++row) {
            if (m_scene.isByLane())
                paintLane(row);
            else
                paintRequestRow(row);
        }
    }
    if (m_scene.isByLane())
        paintCurrentOnLane();
    m_painter.restore();
}

void WaterfallPainter::paintCurrentRow()
{
    const std::optional<int> row = m_scene.current < 0 ? std::nullopt : m_scene.rowOf(quint32(m_scene.current));
    if (!row)
        return;
    const double height = m_scene.rows.rowHeight();
    const double grown = qMax(0.0, (7 - height) / 2); // thin rows must still be found
    const double width = m_scene.isByLane() ? m_scene.scale.left - plotLabelGap / 2.0 - 6 : m_width - 12;
    m_painter.fillRect(QRectF(6, m_scene.topOf(*row) - grown, width, height + 2 * grown - 1), m_colours.selectedRow);
}

void WaterfallPainter::paintCurrentOnLane()
{
    if (m_scene.current < 0)
        return;
    const auto request = quint32(m_scene.current);
    const std::optional<int> row = m_scene.rowOf(request);
    const std::optional<NsRange> life = m_scene.timeline->life(request, m_scene.nowNs);
    if (!row || !life)
        return;
    constexpr double least = 4; // which a line around it leaves something of
    const TimeScale &scale = m_scene.scale;
    const qint64 start = m_scene.timeline->record()->startNs(request).value_or(life->begin);
    const double left = qMax(scale.left, scale.xOf(double(start)));
    const double right = qMin(m_scene.plotRight(), qMax(left + least, scale.xOf(double(life->end))));
    const double height = qMax(least, barHeightOf(m_scene.rows.rowHeight()));
    const double middle = m_scene.topOf(*row) + m_scene.rows.rowHeight() / 2;
    m_painter.setPen(QPen(m_colours.text, 1.6));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(QRectF(left, middle - height / 2, right - left, height).adjusted(-1, -1, 1, 1));
}

/// Of lanes, and of requests, those with round numbers; where rows are left out, those that have room.
void WaterfallPainter::paintLabels(int firstRow, int endRow)
{
    const WaterfallRows &rows = m_scene.rows;
    const int labelHeight = m_painter.fontMetrics().height();
    // The first one may have been pushed down by half of its height.
    const auto step = quint32(rows.labelStep(1.5 * labelHeight));
    double free = 0;
    m_painter.setPen(m_colours.mutedText);
    const auto paint = [&](int row, quint32 number) {
        const double middle = m_scene.topOf(row) + (std::floor(rows.rowHeight()) - 1) / 2;
        const double top = std::clamp(middle - labelHeight / 2.0, 0.0, std::max(0.0, bottom() - labelHeight));
        const bool hasRoom = rows.topOf(row) + std::min(rows.rowHeight(), 9.0) < rows.viewHeight;
        if (!hasRoom || top < free)
            return;
        m_painter.drawText(QRectF(0, top, m_scene.scale.left - plotLabelGap, labelHeight),
                           Qt::AlignRight | Qt::AlignVCenter, numberLocale().toString(number));
        free = top + labelHeight - 1;
    };
    if (m_scene.isByLane() || !m_scene.isDense) {
        for (int row = firstRow; row < endRow; ++row) {
            const quint32 number = m_scene.isByLane() ? quint32(row) : m_scene.requests->requestAt(row);
            if (number % step == 0)
                paint(row, number);
        }
        return;
    }
    const quint32 last = m_scene.requests->requestAt(rows.count - 1);
    for (quint32 number = (m_scene.requests->requestAt(0) + step - 1) / step * step; number <= last; number += step)
        paint(m_scene.requests->rowsBefore(number), number);
}

/// While the next picture is being made, the last one is stretched to where its rows and its time are now.
void WaterfallPainter::paintDensity()
{
    const WaterfallScan::Found &found = *m_scene.found;
    const WaterfallScan::Task &task = found.task;
    if (found.picture.isNull() || task.isByLane != m_scene.isByLane() || task.rowCount() == 0)
        return;
    const double begin = std::max(double(task.time.begin), m_scene.scale.beginNs);
    const double end = std::min(double(task.time.end), m_scene.scale.endNs);
    int sourceFirst = 0;
    int sourceEnd = std::min(task.rowCount(), m_scene.rows.count);
    int first = 0;
    int last = sourceEnd;
    if (!m_scene.isByLane()) {
        const RequestRows &before = task.requests;
        const RequestRows &now = *m_scene.requests;
        const quint32 lowest = std::max(before.requestAt(0), now.requestAt(0));
        const quint32 highest = std::min(before.requestAt(before.count() - 1), now.requestAt(now.count() - 1)) + 1;
        sourceFirst = before.rowsBefore(lowest);
        sourceEnd = before.rowsBefore(highest);
        first = now.rowsBefore(lowest);
        last = now.rowsBefore(highest);
    }
    if (end <= begin || sourceEnd <= sourceFirst || last <= first)
        return;
    const double span = double(task.time.end - task.time.begin);
    const auto columnOf = [&](double time) { return (time - double(task.time.begin)) / span * found.picture.width(); };
    const auto cellOf = [&](int row) { return double(row) / task.rowCount() * found.picture.height(); };
    const QRectF source(QPointF(columnOf(begin), cellOf(sourceFirst)), QPointF(columnOf(end), cellOf(sourceEnd)));
    const QRectF target(QPointF(m_scene.scale.xOf(begin), m_scene.topOf(first)),
                        QPointF(m_scene.scale.xOf(end), m_scene.topOf(last)));
    m_painter.drawImage(target, found.picture, source);
}

/// Those that are not picked are pale.
double WaterfallPainter::opacityOf(quint32 request) const
{
    constexpr double pale = 0.25;
    const RunRecord *record = m_scene.timeline->record();
    const bool isPicked = m_scene.range.isEmpty() || !record || m_scene.range.contains(*record, request);
    return isPicked ? 1 : pale;
}

void WaterfallPainter::paintRequestRow(int row)
{
    const quint32 request = m_scene.requests->requestAt(row);
    m_painter.setOpacity(opacityOf(request));
    const QModelIndex index = m_scene.model->index(int(request), 0);
    const TimeScale &scale = m_scene.scale;
    const double height = m_scene.rows.rowHeight();
    const double top = std::round(m_scene.topOf(row));
    const double nextTop = std::round(m_scene.topOf(row + 1));
    const double barHeight = barHeightOf(height);

    if (static_cast<Outcome>(index.data(RequestModel::OutcomeRole).toInt()) == Outcome::Failed) {
        QColor tint = m_colours.error;
        tint.setAlphaF(0.16F);
        m_painter.fillRect(QRectF(scale.left, top, scale.width, nextTop - top), tint);
    }
    if (const QVariant from = index.data(RequestModel::WaitsFromRole); from.isValid()) {
        const QVariant start = index.data(RequestModel::StartRole);
        const QVariant end = index.data(RequestModel::EndRole);
        const double until = start.isValid() ? start.toDouble()
                             : end.isValid() ? end.toDouble()
                                             : double(m_scene.nowNs);
        const double queuedLeft = qMax(scale.left, scale.xOf(from.toDouble()));
        const double queuedRight = qMin(m_scene.plotRight(), scale.xOf(until));
        const double middle = std::floor(top + barHeight / 2);
        if (queuedRight > queuedLeft)
            m_painter.fillRect(QRectF(queuedLeft, middle, queuedRight - queuedLeft, 1), m_colours.of(Stage::Queued));
    }
    paintSpans(index, top, barHeight);
    m_painter.setOpacity(1);
}

void WaterfallPainter::paintLane(int lane)
{
    const double height = m_scene.rows.rowHeight();
    const double top = std::round(m_scene.topOf(lane));
    for (const quint32 request : m_scene.timeline->onLane(lane, m_scene.time)) {
        m_painter.setOpacity(opacityOf(request));
        paintSpans(m_scene.model->index(int(request), 0), top, barHeightOf(height));
    }
    m_painter.setOpacity(1);
}

/// The stages of one request, and where it failed.
void WaterfallPainter::paintSpans(const QModelIndex &request, double top, double height)
{
    const auto waits = request.data(RequestModel::LoopWaitsRole).value<QList<Interval>>();
    paintLoopWaits(m_painter, waits, m_scene.scale, top, height, m_colours);
    auto spans = request.data(RequestModel::SpansRole).value<QList<StageSpan>>();
    if (m_scene.isByLane()) // it waits for the lane, on which another one is
        spans.removeIf([](const StageSpan &span) { return span.stage == Stage::Queued; });
    const TimeScale &scale = m_scene.scale;
    const double plotRight = m_scene.plotRight();
    const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
    paintStages(m_painter, m_colours, painted, plotRight, top, height);
    if (static_cast<Outcome>(request.data(RequestModel::OutcomeRole).toInt()) != Outcome::Failed)
        return;
    double x = scale.xOf(request.data(RequestModel::EndRole).toDouble());
    if (!painted.empty())
        x = qMax(x, painted.back().right);
    if (x >= scale.left && x <= plotRight)
        m_painter.fillRect(QRectF(std::round(x), top, 4, height), m_colours.error);
}

void WaterfallPainter::paintBand(const NsRange &range)
{
    const TimeScale &scale = m_scene.scale;
    const double left = scale.xOf(double(range.begin));
    const double right = scale.xOf(double(range.end));
    const double shownLeft = qMax(scale.left, left);
    const double shownRight = qMin(m_scene.plotRight(), right);
    if (shownRight < shownLeft)
        return;
    QColor fill = m_colours.accent;
    fill.setAlphaF(0.13F);
    m_painter.fillRect(QRectF(shownLeft, 0, shownRight - shownLeft, bottom()), fill);
    const QPen edge(m_colours.accent, 1);
    paintVertical(double(range.begin), edge);
    paintVertical(double(range.end), edge);
}

void WaterfallPainter::paintMarks()
{
    constexpr double half = 3.2;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const EdgeMark &mark : m_scene.edgeMarks()) {
        const QPointF &at = mark.centre;
        const QColor colour = mark.isFailed ? m_colours.error : m_colours.warning;
        if (mark.isFailed && mark.place == EdgeMark::Place::AtRow) {
            m_painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap));
            m_painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half));
            m_painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half));
        } else {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(colour);
            QPolygonF triangle({QPointF(-half - 0.5, 0), QPointF(half, -half - 0.8), QPointF(half, half + 0.8)});
            if (mark.place != EdgeMark::Place::AtRow) // points at its row, or to where that is
                triangle = QTransform().rotate(mark.place == EdgeMark::Place::Above ? 90 : -90).map(triangle);
            m_painter.drawPolygon(triangle.translated(at));
        }
    }
    m_painter.restore();
}

void WaterfallPainter::paintCursor(std::optional<double> nowNs, std::optional<double> hoverNs)
{
    paintVertical(nowNs, QPen(m_colours.now, 1.6));
    paintVertical(hoverNs, QPen(m_colours.cursor, 1, Qt::DashLine));
}

void WaterfallPainter::paintVertical(std::optional<double> timeNs, const QPen &pen)
{
    if (!timeNs)
        return;
    const double x = m_scene.scale.xOf(*timeNs);
    if (x < m_scene.scale.left || x > m_scene.plotRight())
        return;
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(std::round(x), 0), QPointF(std::round(x), bottom()));
}

} // namespace fiftyfold
