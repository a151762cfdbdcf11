// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requesttablemodel.h"

#include "core/text/quantities.h"
#include "models/run/requestcell.h"
#include "models/run/requestfigures.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 leastRestNs = 500'000'000;
/// Times as long as a search, and showing what it found, keeps the main thread it then rests.
constexpr qint64 restFactor = 20;

RequestColumn columnAt(int section)
{
    return static_cast<RequestColumn>(section);
}

} // namespace

RequestTableModel::RequestTableModel(const RequestModel *requests, QObject *parent)
    : QAbstractTableModel(parent)
    , m_requests(requests)
    , m_order(std::make_shared<const RequestOrder>())
{
    m_rested.start();
    connect(requests, &QAbstractItemModel::modelReset, this, &RequestTableModel::takeRecord);
    connect(&m_search, &RequestSearch::finished, this, &RequestTableModel::show);
    takeRecord();
}

void RequestTableModel::takeRecord()
{
    beginResetModel();
    m_search.setRecord(m_requests->record(), !m_isRunning);
    m_order = std::make_shared<const RequestOrder>();
    m_isOrderPlain = m_query.isPlain();
    m_isAsked = !m_isOrderPlain;
    m_rows = m_isOrderPlain ? static_cast<int>(requestCount()) : 0;
    m_isStale = true;
    endResetModel();
    Q_EMIT searched();
}

void RequestTableModel::setRunning(bool isRunning)
{
    if (m_isRunning == isRunning)
        return;
    m_isRunning = isRunning;
    if (!isRunning)
        m_search.setComplete();
    m_isStale = true;
}

void RequestTableModel::setQuery(RequestQuery query)
{
    query.sortedBy = m_query.sortedBy;
    query.order = m_query.order;
    m_query = std::move(query);
    m_isAsked = true;
    search();
}

void RequestTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (m_query.sortedBy == columnAt(column) && m_query.order == order))
        return;
    m_query.sortedBy = columnAt(column);
    m_query.order = order;
    m_isAsked = true;
    search();
}

void RequestTableModel::search()
{
    if (!record()) {
        m_isOrderPlain = m_query.isPlain();
        m_isAsked = false;
        return;
    }
    m_isStale = false;
    const bool isShown = !m_isAsked && !m_isOrderPlain;
    RequestQuery query = m_query;
    query.nowNs = m_requests->nowNs();
    m_search.start(query, isShown ? m_order : std::make_shared<const RequestOrder>());
}

void RequestTableModel::refresh()
{
    if (m_isOrderPlain && static_cast<int>(requestCount()) > m_rows) {
        beginInsertRows({}, m_rows, static_cast<int>(requestCount()) - 1);
        m_rows = static_cast<int>(requestCount());
        endInsertRows();
    }
    const qint64 rest = std::max(leastRestNs, restFactor * (m_search.mainThreadNs() + m_showingNs));
    const bool isDue = m_isRunning && !m_search.isBusy() && m_rested.nsecsElapsed() >= rest;
    if (record() && (m_isStale || isDue))
        search();
}

void RequestTableModel::show(const RequestRearrangement &change)
{
    QElapsedTimer clock;
    clock.start();
    const bool isOfOtherQuery = std::exchange(m_isAsked, false);
    const bool wasPlain = std::exchange(m_isOrderPlain, m_query.isPlain());
    if (wasPlain && m_isOrderPlain)
        m_order = change.found;
    else if (wasPlain || m_isOrderPlain || isOfOtherQuery)
        reset(change.found);
    else
        rearrange(change);
    const int stages = static_cast<int>(RequestColumn::Stages);
    Q_EMIT headerDataChanged(Qt::Horizontal, stages, stages);
    Q_EMIT searched();
    m_showingNs = clock.nsecsElapsed();
    m_rested.start();
}

void RequestTableModel::reset(std::shared_ptr<const RequestOrder> order)
{
    beginResetModel();
    m_order = std::move(order);
    m_rows = static_cast<int>(m_isOrderPlain ? requestCount() : m_order->requests.size());
    endResetModel();
}

/// So views keep what is selected.
void RequestTableModel::rearrange(const RequestRearrangement &change)
{
    Q_ASSERT(change.shown == m_order);
    if (change.shown->requests != change.found->requests)
        Q_EMIT aboutToRearrange();
    const auto grown = static_cast<int>(change.grown->requests.size());
    const auto found = static_cast<int>(change.found->requests.size());
    if (grown > m_rows) {
        beginInsertRows({}, m_rows, grown - 1);
        m_order = change.grown;
        m_rows = grown;
        endInsertRows();
    }
    if (change.arranged != m_order)
        arrange(change.arranged);
    if (found < m_rows) {
        beginRemoveRows({}, found, m_rows - 1);
        m_order = change.found;
        m_rows = found;
        endRemoveRows();
    }
    m_order = change.found;
}

void RequestTableModel::arrange(const std::shared_ptr<const RequestOrder> &order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(createIndex(order->rowOf(requestAt(index.row())), index.column()));
    m_order = order;
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

quint32 RequestTableModel::requestCount() const
{
    return record() ? static_cast<quint32>(m_requests->rowCount()) : 0;
}

quint32 RequestTableModel::requestAt(int row) const
{
    return m_isOrderPlain ? static_cast<quint32>(row) : m_order->requests[static_cast<std::size_t>(row)];
}

int RequestTableModel::rowOf(int request) const
{
    if (request < 0)
        return -1;
    if (m_isOrderPlain)
        return request < m_rows ? request : -1;
    return m_order->rowOf(static_cast<quint32>(request));
}

bool RequestTableModel::hasColumn(RequestColumn column) const
{
    if (column == RequestColumn::Due || column == RequestColumn::Lag)
        return record() && record()->plan().isOpen();
    return column != RequestColumn::Target || (record() && record()->plan().targetNames.size() > 1);
}

int RequestTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int RequestTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : requestColumnCount;
}

QVariant RequestTableModel::fromRequests(quint32 request, int role) const
{
    return m_requests->index(static_cast<int>(request)).data(role);
}

QString RequestTableModel::stagesInWords(quint32 request) const
{
    QStringList parts;
    const auto spans = fromRequests(request, RequestModel::SpansRole).value<QList<StageSpan>>();
    for (const StageSpan &span : spans)
        parts.append(stageName(span.stage) + QLatin1Char(' ') + durationForPeople(span.end - span.begin));
    return parts.join(QLatin1String(", "));
}

QVariant RequestTableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const RequestColumn column = columnAt(index.column());
    const quint32 request = requestAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return requestCellText(*record(), request, column);
    case ToneRole:
        return static_cast<int>(requestCellTone(*record(), request, column));
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::AccessibleTextRole:
        return column == RequestColumn::Stages ? stagesInWords(request) : requestCellText(*record(), request, column);
    case Qt::ToolTipRole:
        return column == RequestColumn::Error || column == RequestColumn::Target
                   ? QVariant(requestCellText(*record(), request, column))
                   : fromRequests(request, RequestModel::DescriptionRole);
    case RequestRole:
        return request;
    case SpansRole:
        return column == RequestColumn::Stages ? fromRequests(request, RequestModel::SpansRole) : QVariant();
    case LoopWaitsRole:
        return column == RequestColumn::Stages ? fromRequests(request, RequestModel::LoopWaitsRole) : QVariant();
    default:
        return {};
    }
}

QVariant RequestTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= requestColumnCount)
        return {};
    const RequestColumn column = columnAt(section);
    switch (role) {
    case Qt::DisplayRole:
        if (column == RequestColumn::Stages && m_order->longestNs > 0)
            return tr("Stages, 0 to %1").arg(durationForPeople(m_order->longestNs));
        return requestColumnTitle(column);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::InitialSortOrderRole: // what is looked for there first
        switch (column) {
        case RequestColumn::Lag:
        case RequestColumn::Stages:
        case RequestColumn::Response:
        case RequestColumn::Bytes:
            return static_cast<int>(Qt::DescendingOrder);
        default:
            return static_cast<int>(Qt::AscendingOrder);
        }
    case Qt::AccessibleTextRole:
        return column == RequestColumn::Number       ? tr("Number")
               : column == RequestColumn::Connection ? tr("Connection")
                                                     : requestColumnTitle(column);
    default:
        return {};
    }
}

} // namespace fiftyfold
