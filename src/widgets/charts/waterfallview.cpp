// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallview.h"

#include "core/run/outcome.h"
#include "core/text/numberlocale.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/loopwaithatch.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace fiftyfold {

namespace {
constexpr int topMargin = 4;
} // namespace

WaterfallView::WaterfallView(QAbstractItemModel *model, TimeAxis *axis, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_axis(axis)
    , m_gestures(axis)
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("showsFocusOnCard", true);
    setAccessibleName(tr("Waterfall: a row for each request"));
    verticalScrollBar()->setAccessibleName(tr("Scroll the requests"));
    viewport()->setMouseTracking(true);
    connect(model, &QAbstractItemModel::dataChanged, this, &WaterfallView::noteChanged);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_lastStartedRow = -1;
        m_isFollowing = true;
        verticalScrollBar()->setValue(0);
        updateScrollBar();
        setCurrentRow(-1);
        viewport()->update();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        updateScrollBar();
        viewport()->update();
    });
    const auto repaint = [this] { viewport()->update(); };
    connect(axis, &TimeAxis::rangeChanged, this, repaint);
    connect(axis, &TimeAxis::cursorChanged, this, repaint);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_isFollowing = false; });
}

void WaterfallView::setHint(const QString &text)
{
    m_hint = text;
    viewport()->update();
}

int WaterfallView::leftMargin() const
{
    return plotLeftMargin(font(), quint32(m_model->rowCount()));
}

int WaterfallView::axisHeight() const
{
    return QFontMetrics(plotLabelFont(font())).height() + 8;
}

double WaterfallView::rowsHeight() const
{
    return qMax(0, viewport()->height() - topMargin - axisHeight());
}

WaterfallRows WaterfallView::rows() const
{
    return {m_model->rowCount(), rowsHeight(), verticalScrollBar()->value()};
}

TimeScale WaterfallView::timeScale() const
{
    return timeScaleFor(*m_axis, width(), leftMargin());
}

void WaterfallView::setCurrentRow(int row)
{
    const int wanted = row < m_model->rowCount() ? qMax(-1, row) : -1;
    if (wanted == m_currentRow)
        return;
    m_currentRow = wanted;
    if (wanted >= 0)
        ensureVisible(wanted);
    tellSpokenChange(this);
    viewport()->update();
    Q_EMIT currentRowChanged(wanted);
}

void WaterfallView::followRun()
{
    if (!m_isFollowing || m_lastStartedRow < 0)
        return;
    const WaterfallRows now = rows();
    if (m_lastStartedRow < now.firstRow + now.rowsInView() - 1)
        return;
    // A few rows ahead, so that the picture moves in steps.
    verticalScrollBar()->setValue(m_lastStartedRow - now.rowsInView() * 3 / 4);
}

void WaterfallView::noteChanged(const QModelIndex &first, const QModelIndex &last)
{
    for (int row = last.row(); row >= first.row() && row > m_lastStartedRow; --row) {
        if (m_model->index(row, 0).data(RequestModel::StartRole).isValid())
            m_lastStartedRow = row;
    }
    const WaterfallRows now = rows();
    if (last.row() >= now.firstRow && first.row() <= now.firstRow + now.rowsInView())
        viewport()->update();
}

QString WaterfallView::spokenText() const
{
    if (m_model->rowCount() == 0)
        return m_hint;
    if (m_currentRow < 0)
        return tr("%1 rows. No request is selected; Up and Down select one.").arg(m_model->rowCount());
    return m_model->index(m_currentRow, 0).data(RequestModel::DescriptionRole).toString();
}

void WaterfallView::ensureVisible(int row)
{
    const WaterfallRows now = rows();
    m_isFollowing = false;
    if (row < now.firstRow)
        verticalScrollBar()->setValue(row);
    else if (row >= now.firstRow + now.rowsInView())
        verticalScrollBar()->setValue(row - now.rowsInView() + 1);
}

void WaterfallView::updateScrollBar()
{
    const WaterfallRows now = rows();
    verticalScrollBar()->setRange(0, now.lastFirstRow());
    verticalScrollBar()->setPageStep(now.rowsInView());
    verticalScrollBar()->setSingleStep(3);
}

void WaterfallView::paintGrid(QPainter &painter, const StageColours &colours) const
{
    const TimeScale scale = timeScale();
    const double bottom = topMargin + rowsHeight();
    const QFontMetrics metrics = painter.fontMetrics();
    const std::vector<TimeScale::Tick> ticks = ticksFor(scale, font());
    for (const TimeScale::Tick &tick : ticks) {
        const double x = std::round(scale.xOf(tick.timeNs));
        painter.setPen(colours.grid);
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setPen(colours.mutedText);
        const int width = metrics.horizontalAdvance(tick.label);
        const double left = qBound(0.0, x - width / 2.0, double(viewport()->width() - width));
        painter.drawText(QPointF(left, bottom + 4 + metrics.ascent()), tick.label);
    }
}

void WaterfallView::paintRow(QPainter &painter, const StageColours &colours, int row, const WaterfallRows &rows,
                             const TimeScale &scale) const
{
    const QModelIndex index = m_model->index(row, 0);
    const double height = rows.rowHeight();
    const double top = std::round(topMargin + rows.topOf(row));
    const double barHeight = qMax(1.0, std::floor(height) - (height >= 12 ? 3 : 1));
    const double plotRight = scale.left + scale.width;
    const auto outcome = static_cast<Outcome>(index.data(RequestModel::OutcomeRole).toInt());

    if (outcome == Outcome::Failed) {
        QColor tint = colours.error;
        tint.setAlphaF(0.16F);
        painter.fillRect(QRectF(scale.left, top, scale.width, std::round(topMargin + rows.topOf(row + 1)) - top), tint);
    }
    const QVariant end = index.data(RequestModel::EndRole);
    if (const QVariant from = index.data(RequestModel::WaitsFromRole); from.isValid()) {
        const QVariant start = index.data(RequestModel::StartRole);
        const QVariant until = start.isValid() ? start : end.isValid() ? end : m_axis->nowNs().value_or(0);
        const double queuedLeft = qMax(scale.left, scale.xOf(from.toDouble()));
        const double queuedRight = qMin(plotRight, scale.xOf(until.toDouble()));
        const double middle = std::floor(top + barHeight / 2);
        if (queuedRight > queuedLeft)
            painter.fillRect(QRectF(queuedLeft, middle, queuedRight - queuedLeft, 1), colours.of(Stage::Queued));
    }
    const auto waits = index.data(RequestModel::LoopWaitsRole).value<QList<Interval>>();
    paintLoopWaits(painter, waits, scale, top, barHeight, colours);
    const auto spans = index.data(RequestModel::SpansRole).value<QList<StageSpan>>();
    const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
    for (const PaintedSpan &span : painted)
        painter.fillRect(QRectF(span.left, top, qMin(span.right, plotRight) - span.left, barHeight),
                         colours.of(span.stage));
    if (outcome == Outcome::Failed) {
        double x = scale.xOf(end.toDouble());
        if (!painted.empty())
            x = qMax(x, painted.back().right);
        if (x >= scale.left && x <= plotRight)
            painter.fillRect(QRectF(std::round(x), top, 4, barHeight), colours.error);
    }
}

void WaterfallView::paintCursor(QPainter &painter, const StageColours &colours, const TimeScale &scale) const
{
    const double bottom = topMargin + rowsHeight();
    const auto draw = [&](std::optional<double> time, const QPen &pen) {
        if (!time)
            return;
        const double x = scale.xOf(*time);
        if (x < scale.left || x > scale.left + scale.width)
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(std::round(x), 0), QPointF(std::round(x), bottom));
    };
    draw(m_axis->nowNs(), QPen(colours.now, 1.6));
    draw(m_axis->hoverNs(), QPen(colours.cursor, 1, Qt::DashLine));
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(viewport()->rect(), colours.card);
    const WaterfallRows now = rows();
    if (now.count == 0) {
        painter.setPen(colours.mutedText);
        painter.drawText(viewport()->rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    painter.setFont(plotLabelFont(font()));
    const TimeScale scale = timeScale();
    paintGrid(painter, colours);

    const int last = qMin(now.count, now.firstRow + int(std::ceil(rowsHeight() / now.rowHeight())));
    painter.save();
    painter.setClipRect(QRectF(0, 0, viewport()->width(), topMargin + rowsHeight()));
    const int labelHeight = painter.fontMetrics().height();
    const int labelStep = now.labelStep(labelHeight);
    if (m_currentRow >= now.firstRow && m_currentRow < last) {     // below the labels of its neighbours
        const double grown = qMax(0.0, (7 - now.rowHeight()) / 2); // thin rows must still be found
        painter.fillRect(QRectF(6, topMargin + now.topOf(m_currentRow) - grown, viewport()->width() - 12,
                                now.rowHeight() + 2 * grown - 1),
                         colours.selectedRow);
    }
    for (int row = now.firstRow; row < last; ++row) {
        const bool hasRoom = now.topOf(row) + qMin(now.rowHeight(), 9.0) < rowsHeight();
        if (row % labelStep == 0 && hasRoom) {
            painter.setPen(colours.mutedText);
            const double middle = topMargin + now.topOf(row) + (std::floor(now.rowHeight()) - 1) / 2;
            painter.drawText(QRectF(0, middle - labelHeight / 2.0, leftMargin() - plotLabelGap, labelHeight),
                             Qt::AlignRight | Qt::AlignVCenter, numberLocale().toString(row));
        }
        paintRow(painter, colours, row, now, scale);
    }
    painter.restore();
    paintCursor(painter, colours, scale);
}

void WaterfallView::showRowToolTip(const QPoint &position, const QPoint &globalPosition)
{
    const int row = rows().rowAt(position.y() - topMargin);
    if (row < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition,
                           plainToolTip(m_model->index(row, 0).data(RequestModel::DescriptionRole).toString()),
                           viewport());
}

bool WaterfallView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showRowToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave)
        m_gestures.leave();
    return QAbstractScrollArea::viewportEvent(event);
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    const int count = m_model->rowCount();
    const int page = rows().rowsInView();
    const auto select = [&](int row) {
        if (count > 0)
            setCurrentRow(qBound(0, row, count - 1));
    };
    switch (event->key()) {
    case Qt::Key_Up:
        select(m_currentRow < 0 ? rows().firstRow : m_currentRow - 1);
        break;
    case Qt::Key_Down:
        select(m_currentRow < 0 ? rows().firstRow : m_currentRow + 1);
        break;
    case Qt::Key_PageUp:
        select(m_currentRow - page);
        break;
    case Qt::Key_PageDown:
        select(m_currentRow + page);
        break;
    case Qt::Key_Home:
        select(0);
        break;
    case Qt::Key_End:
        select(count - 1);
        break;
    default:
        if (!m_gestures.pressKey(event, timeScale()))
            event->ignore(); // arrows would otherwise scroll
    }
}

void WaterfallView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_axis->fit();
}

void WaterfallView::mouseMoveEvent(QMouseEvent *event)
{
    m_gestures.move(event, timeScale());
}

void WaterfallView::mousePressEvent(QMouseEvent *event)
{
    m_gestures.press(event);
}

void WaterfallView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_gestures.release(event)) {
        const int row = rows().rowAt(event->position().y() - topMargin);
        if (row >= 0)
            setCurrentRow(row);
    }
}

void WaterfallView::wheelEvent(QWheelEvent *event)
{
    const bool isOverLabels = event->position().x() < leftMargin();
    if (isOverLabels || event->modifiers().testFlag(Qt::ShiftModifier)) {
        const QPoint angle = event->angleDelta();
        const int steps = (angle.y() != 0 ? angle.y() : angle.x()) / 40; // Shift may have turned it sideways
        m_isFollowing = false;
        verticalScrollBar()->setValue(verticalScrollBar()->value() - steps * verticalScrollBar()->singleStep());
    } else {
        m_gestures.turnWheel(event, timeScale());
    }
    event->accept();
}

void WaterfallView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const bool isAtEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    const bool wasScrolled = verticalScrollBar()->maximum() > 0;
    updateScrollBar();
    if (isAtEnd && wasScrolled) // a message that opens above must not push the last rows out
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void WaterfallView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void WaterfallView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void WaterfallView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    parentWidget()->update(); // the card draws the focus
}

void WaterfallView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    parentWidget()->update();
}

QSize WaterfallView::minimumSizeHint() const
{
    return QSize(240, 64);
}

} // namespace fiftyfold
