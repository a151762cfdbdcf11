// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisontable.h"

#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisondelegate.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegion>
#include <QScrollBar>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int tableMargin = 15;
constexpr int headerHeight = 32;
constexpr double leastScaleSpacing = 56;
constexpr int leastRowsShown = 3;
constexpr int bottomRoom = 3;

/// Headings in small quiet capitals, without the boxes of a spreadsheet.
class ComparisonHeader : public QHeaderView
{
public:
    explicit ComparisonHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setSectionsClickable(false);
        setHighlightSections(false);
        setMinimumSectionSize(40);
        viewport()->setBackgroundRole(QPalette::Base);
    }

    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), headerHeight}; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const StageColours colours(palette());
        painter->fillRect(rect, colours.card);
        QFont heading = font();
        heading.setPointSizeF(heading.pointSizeF() * 0.8);
        heading.setWeight(QFont::DemiBold);
        painter->setLayoutDirection(Qt::LeftToRight);
        painter->setFont(heading);
        painter->setPen(colours.mutedText);
        QString text = model()->headerData(section, Qt::Horizontal).toString();
        const qsizetype aside = text.indexOf(QLatin1Char('('));
        text = text.left(aside).toUpper() + (aside < 0 ? QString() : text.mid(aside));
        const QRect inner = rect.adjusted(section == 0 ? tableMargin : 0, 2, -4, 0);
        painter->drawText(inner, int(Qt::AlignLeft) | int(Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    }
};

} // namespace

ComparisonTable::ComparisonTable(ComparisonModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new ComparisonDelegate(this))
    , m_codeAction(new QAction(tr("See the &code"), this))
{
    setObjectName(QStringLiteral("comparisonTable"));
    setAccessibleName(tr("Strategies that are compared"));
    setProperty("showsFocusOnCard", true);
    setLayoutDirection(Qt::LeftToRight); // so does time
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new ComparisonHeader(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalScrollBar()->setAccessibleName(tr("Scroll the strategies"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    setModel(model);
    showRowHeight();

    m_codeAction->setEnabled(false);
    addAction(m_codeAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_codeAction, &QAction::triggered, this, [this] { requestCode(currentIndex().row()); });
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { requestCode(index.row()); });
    connect(model, &ComparisonModel::scaleChanged, this, &ComparisonTable::showScale);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        setHoveredRow(-1);
        m_codeAction->setEnabled(false);
        layOutColumns(); // there may be reported figures now, which want their room
        updateGeometry();
        Q_EMIT currentRowChanged(-1);
    });
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
    return headerHeight + rows * ComparisonDelegate::rowHeight(font()) + bottomRoom;
}

QSize ComparisonTable::sizeHint() const
{
    return {900, contentHeight(qMax(leastRowsShown, m_model->rowCount()))};
}

QSize ComparisonTable::minimumSizeHint() const
{
    return {600, contentHeight(leastRowsShown)};
}

void ComparisonTable::layOutColumns()
{
    const int width = viewport()->width();
    const QFontMetrics metrics(font());
    const int widestRatio = metrics.horizontalAdvance(QStringLiteral("000.0 × (000.0–000.0)  no difference seen")) + 20;
    int strategy = qBound(200, int(width * 0.226), 320);
    const int mostForStrategy = qMax(strategy, int(width * 0.34));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int needed =
            ComparisonDelegate::strategyWidth(m_model->index(row, ComparisonModel::StrategyColumn), font());
        strategy = qBound(strategy, needed, mostForStrategy);
    }
    const int ratio = qBound(150, widestRatio, qMax(150, int(width * 0.34)));
    setColumnWidth(ComparisonModel::StrategyColumn, strategy);
    setColumnWidth(ComparisonModel::RatioColumn, ratio);
    const int cost = metrics.horizontalAdvance(QStringLiteral("0.00 ms · 00.0 MiB")) + 22;
    setColumnWidth(ComparisonModel::CostColumn, cost);
    setColumnWidth(ComparisonModel::MedianColumn, qMax(100, width - strategy - ratio - cost));
    showScale();
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
    if (row >= 0 && m_model->index(row, 0).data(ComparisonModel::HasSourceRole).toBool())
        Q_EMIT codeRequested(row);
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
        const QModelIndex index = m_model->index(row, ComparisonModel::MedianColumn);
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
        Q_EMIT currentRowChanged(current.row());
}

} // namespace fiftyfold
