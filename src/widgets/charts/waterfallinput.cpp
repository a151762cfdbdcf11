// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do to the waterfall.
#include "widgets/charts/waterfallview.h"

#include "core/text/numberlocale.h"
#include "widgets/base/plaintooltip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace fiftyfold {

namespace {

QString whereText(EdgeMark::Place place)
{
    switch (place) {
    case EdgeMark::Place::Above:
        return WaterfallView::tr("It is further up; a click goes there.");
    case EdgeMark::Place::Below:
        return WaterfallView::tr("It is further down; a click goes there.");
    case EdgeMark::Place::AtRow:
        break;
    }
    return WaterfallView::tr("A click goes there.");
}

} // namespace

bool WaterfallView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_gestures.overridesShortcut(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool WaterfallView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave)
        m_gestures.leave();
    return QAbstractScrollArea::viewportEvent(event);
}

void WaterfallView::showToolTip(const QPoint &position, const QPoint &globalPosition)
{
    const WaterfallScene now = scene();
    const auto description = [this](quint32 request) {
        return m_model->index(int(request), 0).data(RequestModel::DescriptionRole).toString();
    };
    QString text;
    if (const std::optional<EdgeMark> mark = now.edgeMarkAt(position)) {
        text = mark->isFailed ? tr("Failed. %1").arg(description(mark->request))
                              : tr("Among the slowest. %1").arg(description(mark->request));
        if (mark->count > 1)
            text += QLatin1Char('\n') + tr("Failed near it, too: %1").arg(numberLocale().toString(mark->count - 1));
        text += QLatin1Char('\n') + whereText(mark->place);
    } else if (const std::optional<quint32> request = now.requestAt(position)) {
        text = description(*request);
    }
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition, plainToolTip(text), viewport());
}

/// The request of that row, or the nearest row there is.
void WaterfallView::select(int row)
{
    if (m_requests.count() > 0)
        setCurrentRequest(int(m_requests.requestAt(qBound(0, row, m_requests.count() - 1))));
}

bool WaterfallView::pressRowKey(int key)
{
    const WaterfallRows now = rows();
    const int page = isDense() ? qMax(1, now.count / 20) : now.rowsInView();
    // One that is out of view counts as the row that it would be before.
    const bool isNone = m_current < 0;
    const int current = isNone ? now.firstRow : m_requests.rowsBefore(quint32(m_current));
    const bool isShown = !isNone && m_requests.contains(quint32(m_current));
    switch (key) {
    case Qt::Key_Up:
        select(isNone ? now.firstRow : current - 1);
        return true;
    case Qt::Key_Down:
        select(isShown ? current + 1 : current);
        return true;
    case Qt::Key_PageUp:
        select(current - page);
        return true;
    case Qt::Key_PageDown:
        select(current + page);
        return true;
    case Qt::Key_Home:
        select(0);
        return true;
    case Qt::Key_End:
        select(m_requests.count() - 1);
        return true;
    default:
        return false;
    }
}

/// With Ctrl, Left and Right are left to the time axis.
bool WaterfallView::pressLaneKey(const QKeyEvent *event)
{
    const WaterfallRows now = rows();
    const NsRange time = timeInView();
    const std::optional<int> lane = m_current < 0 ? std::nullopt : scene().rowOf(quint32(m_current));
    const auto goTo = [&](int wanted) {
        if (now.count == 0)
            return;
        const std::optional<NsRange> life =
            lane ? m_timeline->life(quint32(m_current), nowNs()) : std::optional<NsRange>();
        const qint64 from = life ? std::max(life->begin, time.begin) : time.begin;
        const qint64 to = life ? std::min(life->end, time.end) : time.end;
        const std::optional<quint32> request =
            m_timeline->nearestOnLane(qBound(0, wanted, now.count - 1), from + (to - from) / 2);
        if (request)
            setCurrentRequest(int(*request));
    };
    const auto goAlong = [&](int step) {
        if (lane)
            setCurrentRequest(int(m_timeline->besideOnLane(quint32(m_current), step)));
        else
            goTo(now.firstRow);
    };
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const std::span<const quint32> onLane = m_timeline->onLane(lane.value_or(now.firstRow));
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (isPlain)
            goAlong(event->key() == Qt::Key_Left ? -1 : 1);
        return isPlain;
    case Qt::Key_Up:
        goTo(lane ? *lane - 1 : now.firstRow);
        return true;
    case Qt::Key_Down:
        goTo(lane ? *lane + 1 : now.firstRow);
        return true;
    case Qt::Key_PageUp:
        goTo(lane.value_or(now.firstRow) - now.rowsInView());
        return true;
    case Qt::Key_PageDown:
        goTo(lane.value_or(now.firstRow) + now.rowsInView());
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (!onLane.empty())
            setCurrentRequest(int(event->key() == Qt::Key_Home ? onLane.front() : onLane.back()));
        return true;
    default:
        return false;
    }
}

/// The next mark of that kind after the current request, from the first again after the last. Out of view it is the
/// first that failed at each place.
void WaterfallView::goToMark(bool isFailed)
{
    const WaterfallScan::Found &found = m_scan.found();
    std::vector<quint32> marked;
    if (!isFailed)
        marked = found.slowest;
    for (const WaterfallScan::Failures &failures : found.failed) {
        if (isFailed && failures.count > 0)
            marked.push_back(failures.first);
    }
    for (const EdgeMark &mark : edgeMarks()) { // in view each has its own
        if (isFailed && mark.isFailed && mark.place == EdgeMark::Place::AtRow)
            marked.push_back(mark.request);
    }
    if (marked.empty())
        return;
    std::sort(marked.begin(), marked.end());
    const auto next =
        m_current < 0 ? marked.begin() : std::upper_bound(marked.begin(), marked.end(), quint32(m_current));
    setCurrentRequest(int(next == marked.end() ? marked.front() : *next));
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && (event->key() == Qt::Key_F || event->key() == Qt::Key_S))
        return goToMark(event->key() == Qt::Key_F);
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0)
        return reveal(quint32(m_current));
    const bool isDone = m_mode == WaterfallMode::ByLane ? pressLaneKey(event) : pressRowKey(event->key());
    if (!isDone && !m_gestures.pressKey(event, timeScale()))
        event->ignore(); // arrows would otherwise scroll
}

void WaterfallView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_axis->fit();
}

void WaterfallView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() != Qt::NoButton)
        QToolTip::hideText();
    m_gestures.move(event, timeScale());
    const bool isOnMark = event->buttons() == Qt::NoButton && scene().edgeMarkAt(event->position()).has_value();
    if (isOnMark)
        viewport()->setCursor(Qt::PointingHandCursor);
    else
        viewport()->unsetCursor();
}

void WaterfallView::mousePressEvent(QMouseEvent *event)
{
    m_gestures.press(event);
}

void WaterfallView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_gestures.release(event))
        return;
    const WaterfallScene now = scene();
    if (const std::optional<EdgeMark> mark = now.edgeMarkAt(event->position()))
        reveal(mark->request);
    else if (const std::optional<quint32> request = now.requestAt(event->position()))
        setCurrentRequest(int(*request));
}

void WaterfallView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const bool isOverLabels = event->position().x() < leftMargin();
    if (!isOverLabels && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_gestures.turnWheel(event, timeScale());
        return;
    }
    m_isFollowing = false;
    if (isDense() && m_mode == WaterfallMode::ByRequest) { // to the rows under the mouse
        const int row = rows().rowAt(event->position().y() - WaterfallScene::topMargin);
        showRows(row < 0 ? rows().count - 1 : row);
        return;
    }
    const QPoint angle = event->angleDelta();
    const int steps = (angle.y() != 0 ? angle.y() : angle.x()) / 40; // Shift may have turned it sideways
    verticalScrollBar()->setValue(verticalScrollBar()->value() - steps * verticalScrollBar()->singleStep());
}

void WaterfallView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        startScan(); // the picture has the colours
        viewport()->update();
    }
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

} // namespace fiftyfold
