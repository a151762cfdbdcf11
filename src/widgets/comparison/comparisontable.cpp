// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisontable.h"

#include "models/comparison/comparisonorder.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisondelegate.h"
#include "widgets/comparison/comparisonheader.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QRegion>
#include <QScrollBar>

#include <array>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double leastScaleSpacing = 56;
constexpr int leastRowsShown = 3;
constexpr int bottomRoom = 3;
constexpr int leastStrategy = 200;
constexpr int leastMedian = 220;
constexpr int leastTightStrategy = 140;
constexpr int leastTightMedian = 140;
constexpr int tightGap = 2;

} // namespace

ComparisonTable::ComparisonTable(ComparisonModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_order(new ComparisonOrder(model, this))
    , m_header(new ComparisonHeader(this))
    , m_delegate(new ComparisonDelegate(this))
    , m_codeAction(new QAction(tr("See the co&de"), this))
{
    setObjectName(QStringLiteral("comparisonTable"));
    setAccessibleName(tr("Strategies that are compared"));
    setProperty("showsFocusOnCard", true);
    setLayoutDirection(Qt::LeftToRight); // so does time
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalScrollBar()->setAccessibleName(tr("Scroll the strategies"));
    horizontalScrollBar()->setAccessibleName(tr("Scroll the figures"));
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setItemDelegate(m_delegate);
    setModel(m_order);
    setSortingEnabled(true);
    showRowHeight();
    addActions();
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { requestCode(index.row()); });
    connect(model, &ComparisonModel::scaleChanged, this, &ComparisonTable::showScale);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &ComparisonTable::showScale);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        setHoveredRow(-1);
        m_codeAction->setEnabled(false);
        layOutColumns(); // there may be reported figures now, which want their room
        updateGeometry();
        Q_EMIT currentRowChanged(-1);
    });
}

/// What can be done with the table by its menu, which has what the headings have for the keyboard, too.
void ComparisonTable::addActions()
{
    m_codeAction->setEnabled(false);
    connect(m_codeAction, &QAction::triggered, this, [this] { requestCode(currentIndex().row()); });
    auto *copy = new QAction(tr("&Copy the table"), this);
    copy->setShortcut(QKeySequence(QKeySequence::Copy));
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_order->text()); });
    auto *csv = new QAction(tr("Copy the figures as CS&V"), this);
    connect(csv, &QAction::triggered, this, &ComparisonTable::csvRequested);
    auto *markdown = new QAction(tr("Copy the figures as &Markdown"), this);
    connect(markdown, &QAction::triggered, this, &ComparisonTable::markdownRequested);
    auto *sort = new QAction(tr("&Sort by"), this);
    auto *columns = new QMenu(this);
    sort->setMenu(columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        for (int column = -1; column < ComparisonModel::ColumnCount; ++column) {
            const QString name =
                column < 0 ? tr("Nothing: as they were given") : m_order->headerData(column, Qt::Horizontal).toString();
            QAction *action = columns->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
            action->setCheckable(true);
            action->setChecked(horizontalHeader()->sortIndicatorSection() == column);
            connect(action, &QAction::triggered, this, [this, column] { sortByColumn(column, Qt::AscendingOrder); });
        }
    });
    QAbstractItemView::addActions({m_codeAction, sort, copy, csv, markdown});
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

int ComparisonTable::rowOf(const QModelIndex &index) const
{
    return m_order->mapToSource(index).row();
}

ComparisonScale ComparisonTable::barScale() const
{
    ComparisonScale scale = m_model->scale();
    bool hasReported = false;
    for (const ComparisonSubject &subject : m_model->subjects())
        hasReported = hasReported || subject.reportedMs;
    const QFontMetrics metrics(font());
    const int textWidth = metrics.horizontalAdvance(QStringLiteral("000.000 s")) +
                          (hasReported ? metrics.horizontalAdvance(QStringLiteral("0.00 s reported in 2018")) + 24 : 0);
    scale.left = columnViewportPosition(ComparisonModel::MedianColumn);
    scale.width = qMax(60, columnWidth(ComparisonModel::MedianColumn) - textWidth - 24);
    return scale;
}

int ComparisonTable::ratioLeft() const
{
    return columnViewportPosition(ComparisonModel::RatioColumn);
}

void ComparisonTable::setPlain(bool isPlain)
{
    m_delegate->setPlain(isPlain);
    // The style paints the selected row before the delegate does: without a word to anybody, none is selected
    // meanwhile.
    const QSignalBlocker blocker(selectionModel());
    if (isPlain) {
        m_selectionBeforePlain = selectionModel()->selection();
        selectionModel()->clearSelection();
    } else {
        selectionModel()->select(std::exchange(m_selectionBeforePlain, {}), QItemSelectionModel::ClearAndSelect);
    }
    viewport()->update();
}

int ComparisonTable::contentHeight(int rows) const
{
    const int bar = m_isWiderThanItsRoom ? horizontalScrollBar()->sizeHint().height() : 0;
    return ComparisonHeader::heightFor(font()) + rows * ComparisonDelegate::rowHeight(font()) + bottomRoom + bar;
}

QSize ComparisonTable::sizeHint() const
{
    return {900, wholeHeight()};
}

int ComparisonTable::wholeHeight() const
{
    return contentHeight(qMax(leastRowsShown, m_model->rowCount()));
}

QSize ComparisonTable::minimumSizeHint() const
{
    return {600, contentHeight(leastRowsShown)};
}

/// Where there is little room, costs stand closer, verdicts below the ratios, and long names are cut. In still less
/// the table scrolls.
void ComparisonTable::layOutColumns()
{
    const int width = viewport()->width();
    const int costs = layOutCosts(2 * ComparisonDelegate::sideMargin());
    const int oneLine = ComparisonDelegate::ratioWidth(font());
    if (leastStrategy + leastMedian + oneLine + costs <= width) {
        const int usual = qBound(leastStrategy, int(width * 0.226), 320);
        const int room = qMin(int(width * 0.34), width - leastMedian - oneLine - costs);
        layOutRest(usual, qMax(usual, room), oneLine, width - costs);
    } else {
        const int least = layOutCosts(ComparisonDelegate::sideMargin() + tightGap);
        const int ratio = ComparisonDelegate::leastRatioWidth(font());
        layOutRest(leastTightStrategy, width - leastTightMedian - ratio - least, ratio, width - least);
    }
    const bool isWider = horizontalHeader()->length() > width;
    if (std::exchange(m_isWiderThanItsRoom, isWider) != isWider)
        updateGeometry(); // the bar is to take no row's place
    showScale();
}

/// Gives back how wide all are; `margins` is what is around the text of each.
int ComparisonTable::layOutCosts(int margins)
{
    struct CostColumn {
        int column;
        QString widest;
        QString widestInterval;
    };
    const std::array<CostColumn, 5> columns = {{
        {ComparisonModel::ProcessorColumn, QStringLiteral("00.00 ms"), QStringLiteral("00.0–00.0 µs")},
        {ComparisonModel::MemoryColumn, QStringLiteral("000.0 MiB"), QStringLiteral("00.0–00.0 MiB")},
        {ComparisonModel::ThreadsColumn, QStringLiteral("0,000"), {}},
        {ComparisonModel::ProcessesColumn, QStringLiteral("00"), {}},
        {ComparisonModel::SwitchesColumn, QStringLiteral("0.00"), QStringLiteral("0.00–0.00")},
    }};
    int costs = 0;
    for (const auto &[column, widest, widestInterval] : columns) {
        const int cost =
            margins + qMax(ComparisonDelegate::costWidth(widest, widestInterval, font()), m_header->textWidth(column));
        setColumnWidth(column, cost);
        costs += cost;
    }
    return costs;
}

/// `width` is for these three; names take from `least` to `most` of it as they need.
void ComparisonTable::layOutRest(int least, int most, int ratio, int width)
{
    int strategy = least;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int needed =
            ComparisonDelegate::strategyWidth(m_order->index(row, ComparisonModel::StrategyColumn), font());
        strategy = qBound(strategy, needed, qMax(strategy, most));
    }
    setColumnWidth(ComparisonModel::StrategyColumn, strategy);
    setColumnWidth(ComparisonModel::RatioColumn, ratio);
    setColumnWidth(ComparisonModel::MedianColumn, qMax(leastTightMedian, width - strategy - ratio));
}

void ComparisonTable::showScale()
{
    m_delegate->setScale(barScale());
    viewport()->update();
    Q_EMIT barScaleChanged();
}

void ComparisonTable::showRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(ComparisonDelegate::rowHeight(font()));
    updateGeometry();
}

void ComparisonTable::setHoveredRow(int row)
{
    if (m_hoveredRow == row)
        return;
    m_hoveredRow = row;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

bool ComparisonTable::isOnCodeLink(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    return index.isValid() && index.column() == ComparisonModel::StrategyColumn &&
           index.data(ComparisonModel::HasSourceRole).toBool() &&
           ComparisonDelegate::codeLinkRect(visualRect(index), font()).contains(point);
}

void ComparisonTable::requestCode(int row)
{
    const QModelIndex index = m_order->index(row, 0);
    if (index.isValid() && index.data(ComparisonModel::HasSourceRole).toBool())
        Q_EMIT codeRequested(rowOf(index));
}

void ComparisonTable::paintEvent(QPaintEvent *event)
{
    const StageColours colours(palette());
    const ComparisonScale scale = barScale();
    const int bottom = viewport()->height();
    const QRegion lines = QRegion(viewport()->rect()) - reasonRegion();
    {
        QPainter painter(viewport());
        painter.setClipRegion(lines);
        painter.setPen(colours.grid);
        for (const ComparisonScale::Tick &tick : scale.ticks(leastScaleSpacing))
            painter.drawLine(QPointF(scale.xOf(tick.ms), 0), QPointF(scale.xOf(tick.ms), bottom));
    }
    m_delegate->setFloorMs(m_model->floorMs());
    QTableView::paintEvent(event);
    if (const std::optional<double> floor = m_model->floorMs()) {
        QPainter painter(viewport());
        painter.setClipRegion(lines);
        painter.setPen(QPen(colours.now, 1.4));
        const double x = scale.xOf(*floor);
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
    }
}

/// Where a sentence stands instead of a bar: no line goes through it.
QRegion ComparisonTable::reasonRegion() const
{
    QRegion region;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_order->index(row, ComparisonModel::MedianColumn);
        if (index.data(ComparisonModel::ReasonRole).toString().isEmpty())
            continue;
        QRect rect = visualRect(index);
        if (row + 1 == m_model->rowCount())
            rect.setBottom(viewport()->height()); // no stub of a line below it
        region += rect;
    }
    return region;
}

void ComparisonTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void ComparisonTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        showRowHeight();
        layOutColumns();
    }
}

void ComparisonTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        requestCode(currentIndex().row());
    else
        QTableView::keyPressEvent(event);
}

void ComparisonTable::mouseMoveEvent(QMouseEvent *event)
{
    setHoveredRow(rowAt(event->position().toPoint().y()));
    viewport()->setCursor(isOnCodeLink(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void ComparisonTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPoint point = event->position().toPoint();
    if (event->button() == Qt::LeftButton && isOnCodeLink(point))
        requestCode(rowAt(point.y()));
}

bool ComparisonTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void ComparisonTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    parentWidget()->update(); // the card draws the focus
}

void ComparisonTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    parentWidget()->update();
}

void ComparisonTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    m_codeAction->setEnabled(current.isValid() && current.data(ComparisonModel::HasSourceRole).toBool());
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentRowChanged(rowOf(current));
}

} // namespace fiftyfold
