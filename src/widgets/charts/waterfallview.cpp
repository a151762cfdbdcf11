// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallview.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/waterfallpainter.h"

#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr int denseRows = 2;        ///< Of requests, to a pixel of the height: more are shown as a density.
constexpr int denseRequests = 2500; ///< On lanes: more in view are shown as a density, which costs less.
constexpr int stagesWidth = 12; ///< And where one has less than this on its lane, px: its stages are not told apart.
constexpr int scanIntervalMs = 250;  ///< In a run, at least.
constexpr int scanShare = 100;       ///< And so many times what the last one took.
constexpr int longestScanMs = 5'000; ///< But no longer: it would no longer be a live one.

} // namespace

WaterfallView::WaterfallView(QAbstractItemModel *model, const TimelineIndex *timeline, TimeAxis *axis,
                             RunSelection *selection, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_timeline(timeline)
    , m_axis(axis)
    , m_selection(selection)
    , m_gestures(axis, selection)
    , m_scan(*timeline)
{
    setLayoutDirection(Qt::LeftToRight); // so does time
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("showsFocusOnCard", true);
    setAccessibleName(tr("Waterfall: a row for each request"));
    verticalScrollBar()->setAccessibleName(tr("Scroll the requests"));
    viewport()->setMouseTracking(true);
    m_scanDue.setSingleShot(true);
    connect(&m_scanDue, &QTimer::timeout, this, [this] { // one that goes on is let come to its end
        if (m_scan.isGoing())
            scanSoon();
        else
            startScan();
    });
    connect(&m_scan, &WaterfallScan::finished, this, [this] {
        viewport()->update();
        Q_EMIT scanned();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, &WaterfallView::noteChanged);
    connect(model, &QAbstractItemModel::modelReset, this, &WaterfallView::reset);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        updateRows();
        scanSoon();
    });
    connect(axis, &TimeAxis::rangeChanged, this, &WaterfallView::noteRange);
    connect(axis, &TimeAxis::cursorChanged, this, &WaterfallView::updateCursor);
    if (selection)
        connect(selection, &RunSelection::rangeChanged, this, [this] {
            viewport()->update();
            Q_EMIT shownChanged();
        });
    addChartCopyMenu(this, [this] { return numbers(); });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_isFollowing = false; });
    updateRows();
}

void WaterfallView::reset()
{
    m_scan.reset();
    m_lastStarted = -1;
    m_isFollowing = true;
    m_prefersRows = false;
    verticalScrollBar()->setValue(0);
    setCurrentRequest(-1);
    updateRows();
    startScan();
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
    return qMax(0, viewport()->height() - WaterfallScene::topMargin - axisHeight());
}

bool WaterfallView::isDense() const
{
    if (m_mode == WaterfallMode::ByLane)
        return m_requests.count() >
               std::min(double(denseRequests), m_timeline->laneCount() * timeScale().width / stagesWidth);
    return !m_prefersRows && m_requests.count() > denseRows * rowsHeight();
}

WaterfallRows WaterfallView::rows() const
{
    const int count = m_mode == WaterfallMode::ByLane ? m_timeline->laneCount() : m_requests.count();
    return {count, rowsHeight(), verticalScrollBar()->value(), isDense()};
}

TimeScale WaterfallView::timeScale() const
{
    return timeScaleFor(*m_axis, width(), font(), quint32(m_model->rowCount()));
}

NsRange WaterfallView::timeInView() const
{
    return {qint64(m_axis->beginNs()), qint64(m_axis->endNs())};
}

WaterfallScene WaterfallView::scene() const
{
    WaterfallScene scene;
    scene.model = m_model;
    scene.timeline = m_timeline;
    scene.found = &m_scan.found();
    scene.requests = &m_requests;
    scene.mode = m_mode;
    scene.rows = rows();
    scene.isDense = isDense();
    scene.scale = timeScale();
    scene.time = timeInView();
    scene.nowNs = nowNs();
    scene.current = m_current;
    if (m_selection)
        scene.range = m_selection->range();
    return scene;
}

void WaterfallView::setMode(WaterfallMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_prefersRows = false;
    setAccessibleName(mode == WaterfallMode::ByLane ? tr("Waterfall: a row for each lane")
                                                    : tr("Waterfall: a row for each request"));
    updateRows();
    startScan();
    if (m_current >= 0)
        if (const std::optional<int> row = scene().rowOf(quint32(m_current)))
            scrollTo(*row);
}

void WaterfallView::setCurrentRequest(int request)
{
    const int wanted = request < m_model->rowCount() ? qMax(-1, request) : -1;
    if (wanted == m_current)
        return;
    m_current = wanted;
    if (wanted >= 0) {
        m_isFollowing = false;
        const std::optional<NsRange> life = m_timeline->life(quint32(wanted), nowNs());
        const NsRange time = timeInView();
        if (life && (life->end < time.begin || life->begin > time.end))
            m_axis->pan(double(life->begin) - double(time.begin + time.end) / 2);
        if (const std::optional<int> row = scene().rowOf(quint32(wanted)))
            scrollTo(*row);
    }
    tellSpokenChange(this);
    viewport()->update();
    Q_EMIT currentRequestChanged(wanted);
}

void WaterfallView::reveal(quint32 request)
{
    if (const std::optional<NsRange> life = m_timeline->life(request, nowNs()); life && isDense()) {
        const double around = qMax(1000.0, double(life->end - life->begin));
        m_axis->show(double(life->begin) - around, double(life->end) + around);
    }
    setCurrentRequest(int(request));
    if (const std::optional<int> row = scene().rowOf(request))
        showRows(*row);
}

void WaterfallView::showRows(int row)
{
    m_prefersRows = true;
    m_isFollowing = false;
    updateScrollBar();
    showAround(row);
    startScan();
}

void WaterfallView::followRun()
{
    if (m_scan.isOutdated())
        startScan();
    const bool areAllShown = m_axis->isFollowing() && m_requests.count() == m_model->rowCount();
    if (m_isStale && (m_mode == WaterfallMode::ByLane || !areAllShown))
        updateRows();
    if (!m_isFollowing || m_lastStarted < 0 || m_mode == WaterfallMode::ByLane || !m_axis->isFollowing())
        return;
    const WaterfallRows now = rows();
    if (m_lastStarted < now.firstRow + now.rowsInView() - 1)
        return;
    // A few rows ahead, so that the picture moves in steps.
    verticalScrollBar()->setValue(m_lastStarted - now.rowsInView() * 3 / 4);
}

void WaterfallView::noteChanged(const QModelIndex &first, const QModelIndex &last)
{
    m_isStale = true;
    for (int row = last.row(); row >= first.row() && row > m_lastStarted; --row) {
        if (m_model->index(row, 0).data(RequestModel::StartRole).isValid())
            m_lastStarted = row;
    }
    scanSoon();
    if (!isDense()) // a density is painted anew when its scan is over
        viewport()->update();
}

/// Of a density only the lines that mark a time move with each picture; rows grow up to them.
void WaterfallView::updateCursor()
{
    if (!isDense()) {
        viewport()->update();
        return;
    }
    const TimeScale scale = timeScale();
    for (const std::optional<double> time : {m_paintedNow, m_paintedHover, m_axis->nowNs(), m_axis->hoverNs()}) {
        constexpr int reach = 3; // of the pen, and of what rounding it moves
        if (time)
            viewport()->update(qRound(scale.xOf(*time)) - reach, 0, 2 * reach + 1, viewport()->height());
    }
}

void WaterfallView::noteRange()
{
    QToolTip::hideText(); // of what is elsewhere now
    const double span = m_axis->endNs() - m_axis->beginNs();
    if (m_axis->isFollowing() || span > m_spanNs * 1.01)
        m_prefersRows = false;
    m_spanNs = span;
    updateRows();
    startScan();
}

/// Those that are shown, and what follows from them.
void WaterfallView::updateRows()
{
    m_isStale = false;
    const bool wasDense = isDense();
    const int top = rows().firstRow;
    const std::optional<quint32> topRequest =
        !wasDense && m_mode == WaterfallMode::ByRequest && top < m_requests.count()
            ? std::optional(m_requests.requestAt(top))
            : std::nullopt;
    const bool isUnderMouse = m_mode == WaterfallMode::ByRequest && viewport()->underMouse();
    const QPoint pointer = isUnderMouse ? viewport()->mapFromGlobal(QCursor::pos()) : QPoint(); // waits for the display
    const std::optional<quint32> pointed = isUnderMouse ? scene().requestAt(pointer) : std::nullopt;
    const int rowsAbove = rows().rowAt(pointer.y() - WaterfallScene::topMargin) - top;
    const auto whole = quint32(m_model->rowCount());
    if (!m_axis->isFollowing())
        m_requests = m_timeline->living(timeInView(), nowNs());
    else if (m_requests.count() != int(whole) || !m_requests.contains(whole - 1))
        m_requests = RequestRows::all(whole);
    updateScrollBar();
    if (m_mode == WaterfallMode::ByRequest && !isDense()) {
        const std::optional<int> current = m_current < 0 ? std::nullopt : m_requests.rowOf(quint32(m_current));
        const std::optional<int> at = pointed ? m_requests.rowOf(*pointed) : std::nullopt;
        if (wasDense)
            showAround(at.value_or(current.value_or(m_requests.count() / 2)));
        else if (at)
            verticalScrollBar()->setValue(*at - rowsAbove);
        else if (topRequest)
            verticalScrollBar()->setValue(m_requests.rowsBefore(*topRequest));
    }
    viewport()->update();
    Q_EMIT shownChanged();
}

void WaterfallView::updateScrollBar()
{
    const WaterfallRows now = rows();
    verticalScrollBar()->setRange(0, now.isWhole ? 0 : now.lastFirstRow());
    verticalScrollBar()->setPageStep(now.rowsInView());
    verticalScrollBar()->setSingleStep(3);
}

/// No further than needed.
void WaterfallView::scrollTo(int row)
{
    const WaterfallRows now = rows();
    if (row < now.firstRow)
        verticalScrollBar()->setValue(row);
    else if (row >= now.firstRow + now.rowsInView())
        verticalScrollBar()->setValue(row - now.rowsInView() + 1);
}

void WaterfallView::showAround(int row)
{
    verticalScrollBar()->setValue(row - rows().rowsInView() / 2);
}

void WaterfallView::startScan()
{
    m_scanDue.stop();
    m_isScanWanted = !isVisible();
    if (m_isScanWanted)
        return;
    WaterfallScan::Task task;
    task.requests = m_requests;
    task.isByLane = m_mode == WaterfallMode::ByLane;
    task.lanes = m_timeline->laneCount();
    task.time = timeInView();
    task.places = qMax(1, int(rowsHeight()) / WaterfallScene::markPlace);
    if (isDense())
        task.size = QSize(int(timeScale().width), int(rows().usedHeight()));
    m_scan.start(std::move(task), StageColours(palette()), nowNs());
}

/// In a run: often enough to be looked at, and no more than a small part of the time.
void WaterfallView::scanSoon()
{
    if (!m_scanDue.isActive())
        m_scanDue.start(qBound(scanIntervalMs, int(scanShare * m_scan.costNs() / 1'000'000), longestScanMs));
}

void WaterfallView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (m_isScanWanted)
        startScan();
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    m_paintedNow = m_axis->nowNs();
    m_paintedHover = m_axis->hoverNs();
    const StageColours colours(palette());
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(viewport()->rect(), colours.card);
    if (m_model->rowCount() == 0) {
        painter.setPen(colours.mutedText);
        painter.drawText(viewport()->rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    const WaterfallScene shown = scene();
    WaterfallPainter rowsPainter(&painter, shown, colours, font(), viewport()->width());
    rowsPainter.paintGrid();
    rowsPainter.paintRows();
    if (shown.range.time)
        rowsPainter.paintBand(*shown.range.time);
    rowsPainter.paintMarks();
    rowsPainter.paintCursor(m_axis->nowNs(), m_axis->hoverNs());
}

void WaterfallView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const bool isAtEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    const bool wasScrolled = verticalScrollBar()->maximum() > 0;
    updateScrollBar();
    if (isAtEnd && wasScrolled) // a message that opens above must not push the last rows out
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    startScan();
    Q_EMIT shownChanged();
}

void WaterfallView::scrollContentsBy(int, int)
{
    QToolTip::hideText();
    viewport()->update();
    Q_EMIT shownChanged();
}

QSize WaterfallView::minimumSizeHint() const
{
    return QSize(240, 64);
}

} // namespace fiftyfold
