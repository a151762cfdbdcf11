// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requesttable.h"

#include "core/run/outcome.h"
#include "core/text/numberlocale.h"
#include "models/run/requestcell.h"
#include "models/run/requestfigures.h"
#include "widgets/base/failurecross.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/loopwaithatch.h"
#include "widgets/charts/stagebars.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int stagesWidth = 190;
constexpr int stageBarHeight = 11;
constexpr int queueBarHeight = 5;
constexpr qint64 mostSelectedKept = 10'000; // rows, where not all are

/// Beside texts, the stages of a request from its beginning on.
class RequestDelegate : public CellDelegate
{
public:
    explicit RequestDelegate(const RequestTableModel *model, QObject *parent)
        : CellDelegate(parent)
        , m_model(model)
    {
    }

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() == int(RequestColumn::Stages))
            paintBar(painter, option, index);
        else
            CellDelegate::paintContent(painter, option, index);
    }

private:
    void paintBar(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const auto spans = index.data(RequestTableModel::SpansRole).value<QList<StageSpan>>();
        if (spans.isEmpty())
            return;
        const StageColours colours(option.palette);
        const QRect place = option.rect.adjusted(sideMargin, 0, -sideMargin - 8, 0); // room for the mark
        TimeScale scale;
        scale.beginNs = double(spans.first().begin);
        scale.endNs =
            scale.beginNs + double(std::max(m_model->found().longestNs, spans.last().end - spans.first().begin));
        scale.endNs = std::max(scale.endNs, scale.beginNs + 1);
        scale.left = place.left();
        scale.width = place.width();
        const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
        const double right = scale.left + scale.width;
        const auto reply = std::find_if(painted.begin(), painted.end(),
                                        [](const PaintedSpan &span) { return span.stage != Stage::Queued; });
        const auto top = [&place](int height) { return place.center().y() + 1 - height / 2; };
        painter.setLayoutDirection(Qt::LeftToRight);
        const auto waits = index.data(RequestTableModel::LoopWaitsRole).value<QList<Interval>>();
        paintLoopWaits(painter, waits, scale, top(stageBarHeight), stageBarHeight, colours);
        paintStages(painter, colours, {painted.begin(), reply}, right, top(queueBarHeight), queueBarHeight);
        paintStages(painter, colours, {reply, painted.end()}, right, top(stageBarHeight), stageBarHeight);
        const RunRecord *record = m_model->record();
        if (record && record->outcome(m_model->requestAt(index.row())) == Outcome::Failed && !painted.empty())
            paintFailureCross(painter, QPointF(painted.back().right + 5, place.center().y() + 0.5), 3, colours.error);
    }

    const RequestTableModel *m_model;
};

} // namespace

RequestTable::RequestTable(RequestTableModel *model, QWidget *parent)
    : CellTable(parent)
    , m_model(model)
{
    setItemDelegate(new RequestDelegate(model, this));
    setModel(model);
    setAccessibleName(tr("Requests of the run"));
    setAccessibleDescription(tr("The menu key opens a menu to sort and to copy them."));
    horizontalHeader()->setSortIndicator(int(RequestColumn::Number), Qt::AscendingOrder);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    setSortingEnabled(true);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] {
        m_isSortedAnew = true;
        shareRoom(); // the arrow takes some
    });
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        const bool isStretched = horizontalHeader()->visualIndex(section) == requestColumnCount - 1;
        m_isWidthChosen = m_isWidthChosen || (!m_isSharingRoom && !isStretched);
    });
    layOutColumns();
    connect(model, &QAbstractItemModel::headerDataChanged, this, [this] {
        if (stagesTitle() > m_stagesTitle)
            shareRoom();
    });
    connect(this, &QTableView::clicked, this, &RequestTable::chooseCurrent);
    connect(model, &RequestTableModel::aboutToRearrange, this, &RequestTable::letGoOfManySelected);
    connect(model, &RequestTableModel::searched, this, &RequestTable::selectAllAgain);
}

/// While rows move, a selection has an index for each of its rows.
void RequestTable::letGoOfManySelected()
{
    m_isFollowing = true; // where the current row goes, nobody chooses the one that takes its place
    qint64 rows = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        rows += range.height();
    if (rows <= mostSelectedKept)
        return;
    m_wereAllSelected = rows == m_model->rowCount();
    selectionModel()->clearSelection();
}

void RequestTable::selectAllAgain()
{
    m_isFollowing = false;
    if (std::exchange(m_isSortedAnew, false))
        scrollToTop(); // there is what is looked for
    if (!std::exchange(m_wereAllSelected, false) || m_model->rowCount() == 0)
        return;
    const QItemSelection all(m_model->index(0, 0), m_model->index(m_model->rowCount() - 1, requestColumnCount - 1));
    selectionModel()->select(all, QItemSelectionModel::Select);
}

int RequestTable::currentRequest() const
{
    return currentIndex().isValid() ? int(m_model->requestAt(currentIndex().row())) : -1;
}

void RequestTable::setCurrentRequest(int request)
{
    if (request == currentRequest())
        return;
    m_isFollowing = true;
    const int row = m_model->rowOf(request);
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
    } else {
        const int column = currentIndex().isValid() ? currentIndex().column() : int(RequestColumn::Number);
        setCurrentIndex(m_model->index(row, column));
    }
    m_isFollowing = false;
}

void RequestTable::keepCurrentRequest(int request)
{
    setAutoScroll(false);
    setCurrentRequest(request);
    setAutoScroll(true);
}

/// Qt makes a row the current one where there is none: nobody has chosen it yet.
void RequestTable::focusInEvent(QFocusEvent *event)
{
    m_isFollowing = true;
    CellTable::focusInEvent(event);
    m_isFollowing = false;
}

void RequestTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    CellTable::currentChanged(current, previous);
    if (!m_isFollowing && current.row() != previous.row())
        chooseCurrent();
}

void RequestTable::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!isPlain || (key != Qt::Key_Space && key != Qt::Key_Return && key != Qt::Key_Enter)) {
        CellTable::keyPressEvent(event);
        return;
    }
    selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    chooseCurrent();
}

void RequestTable::chooseCurrent()
{
    if (const int request = currentRequest(); request >= 0)
        Q_EMIT requestChosen(request);
}

/// As wide a text as can be expected.
QString RequestTable::sampleOf(RequestColumn column) const
{
    const quint32 count = m_model->requestCount();
    const RunRecord *record = m_model->record();
    const QString number = numberLocale().toString(std::max(count, 1000U));
    const QString lane = record ? numberLocale().toString(record->plan().atOnce) : QString();
    switch (column) {
    case RequestColumn::Number:
        return number;
    case RequestColumn::Target: {
        QString longest;
        const QStringList names = record ? record->plan().targetNames.mid(0, 100) : QStringList();
        for (const QString &name : names)
            longest = name.size() > longest.size() ? name : longest;
        return longest.left(32);
    }
    case RequestColumn::Lane:
        return lane;
    case RequestColumn::Due:
    case RequestColumn::Start:
        return tr("%1 s").arg(QStringLiteral("999.999"));
    case RequestColumn::Lag:
    case RequestColumn::Response:
        return QStringLiteral("999.9 ms");
    case RequestColumn::Status:
        return QStringLiteral("200");
    case RequestColumn::Bytes:
        return numberLocale().toString(999'999);
    case RequestColumn::Connection:
        return tr("%1 new").arg(lane);
    case RequestColumn::Outcome:
        return outcomeInWords(Outcome::Cancelled);
    case RequestColumn::Error:
        return errorClassName(ErrorClass::BodyTooLarge);
    case RequestColumn::Stages:
        break;
    }
    return {};
}

void RequestTable::layOutColumns()
{
    m_isSharingRoom = true;
    horizontalHeader()->setSortIndicatorShown(false); // else each title would have room for it
    for (int section = 0; section < requestColumnCount; ++section) {
        const auto column = static_cast<RequestColumn>(section);
        const bool isThere = m_model->hasColumn(column);
        setColumnHidden(section, !isThere);
        const int width = column == RequestColumn::Stages ? stagesWidth : fittingWidth(section, sampleOf(column));
        m_usualWidths[std::size_t(section)] = isThere ? width : 0;
    }
    horizontalHeader()->setSortIndicatorShown(true);
    m_isSharingRoom = false;
    m_isWidthChosen = false;
    m_stagesTitle = 0;
    shareRoom();
}

int RequestTable::stagesTitle() const
{
    return horizontalHeader()->sectionSizeHint(int(RequestColumn::Stages));
}

void RequestTable::shareRoom()
{
    if (m_isWidthChosen)
        return;
    m_isSharingRoom = true;
    m_stagesTitle = qMax(m_stagesTitle, stagesTitle());
    RequestColumns::Widths usual = m_usualWidths;
    int &stages = usual[std::size_t(RequestColumn::Stages)];
    stages = qMax(stages, m_stagesTitle);
    if (const int sorted = horizontalHeader()->sortIndicatorSection(); sorted >= 0 && !isColumnHidden(sorted)) {
        int &width = usual[std::size_t(sorted)];
        width = qMax(width, horizontalHeader()->sectionSizeHint(sorted));
    }
    const RequestColumns columns = RequestColumns::within(viewport()->width(), usual, m_stagesTitle);
    for (int place = 0; place < requestColumnCount; ++place) {
        const int section = int(columns.order[std::size_t(place)]);
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(section), place);
        if (!isColumnHidden(section))
            setColumnWidth(section, columns.widths[std::size_t(section)]);
    }
    m_isSharingRoom = false;
}

void RequestTable::resizeEvent(QResizeEvent *event)
{
    CellTable::resizeEvent(event);
    shareRoom();
}

void RequestTable::copy()
{
    startCopy(RequestCopy::Form::Text);
}

void RequestTable::copyCsv()
{
    startCopy(RequestCopy::Form::Csv);
}

void RequestTable::startCopy(RequestCopy::Form form)
{
    std::vector<quint32> requests;
    for (const int row : rowsToCopy())
        requests.push_back(m_model->requestAt(row));
    std::vector<RequestColumn> columns;
    for (int section = 0; section < requestColumnCount; ++section) {
        if (!isColumnHidden(section) && section != int(RequestColumn::Stages))
            columns.push_back(static_cast<RequestColumn>(section));
    }
    m_copy.start(m_model->sharedRecord(), std::move(requests), form, std::move(columns));
}

void RequestTable::addSorting(QMenu &menu)
{
    QMenu *sorting = menu.addMenu(tr("&Sort by"));
    auto *group = new QActionGroup(sorting);
    for (int section = 0; section < requestColumnCount; ++section) {
        if (isColumnHidden(section))
            continue;
        const auto first =
            static_cast<Qt::SortOrder>(m_model->headerData(section, Qt::Horizontal, Qt::InitialSortOrderRole).toInt());
        const bool isSorted = horizontalHeader()->sortIndicatorSection() == section;
        const bool isFirst = isSorted && horizontalHeader()->sortIndicatorOrder() == first;
        const Qt::SortOrder other = first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        QAction *action =
            sorting->addAction(m_model->headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString());
        action->setCheckable(true);
        action->setChecked(isSorted);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, section, order = isFirst ? other : first] { sortByColumn(section, order); });
    }
}

void RequestTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool hasRows = m_model->rowCount() > 0;
    QAction *asText = menu->addAction(tr("&Copy rows as text"), this, &RequestTable::copy);
    asText->setShortcut(QKeySequence::Copy);
    asText->setEnabled(hasRows);
    menu->addAction(tr("Copy rows as CS&V"), this, &RequestTable::copyCsv)->setEnabled(hasRows);
    menu->addSeparator();
    addSorting(*menu);
    menu->popup(menuPlace(*event));
    event->accept();
}

} // namespace fiftyfold
