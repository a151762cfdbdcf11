// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/errormodel.h"

#include "core/text/numberlocale.h"
#include "models/base/tablecell.h"
#include "models/run/logwording.h"
#include "models/run/requestfigures.h"
#include "models/run/requestfilter.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

void ErrorModel::setRecord(std::shared_ptr<const RunRecord> record)
{
    beginResetModel();
    m_record = std::move(record);
    m_rows.clear();
    m_places.clear();
    m_others.clear();
    m_total = 0;
    endResetModel();
}

void ErrorModel::takeOver(ErrorModel &other)
{
    beginResetModel();
    m_record = std::move(other.m_record);
    m_rows = std::move(other.m_rows);
    m_places = std::move(other.m_places);
    m_others = std::move(other.m_others);
    m_total = other.m_total;
    endResetModel();
}

/// Makes it where there is none.
ErrorModel::Row &ErrorModel::rowOf(ErrorClass error, const Fault &fault)
{
    Fault kind = fault;
    kind.error = error; // also where nothing is told but that
    const auto known = m_places.constFind(kind);
    if (known != m_places.cend())
        return m_rows[*known];
    const bool isOfOthers = m_places.size() >= mostKinds;
    const auto others = m_others.constFind(quint8(error));
    if (isOfOthers && others != m_others.cend())
        return m_rows[*others];
    Row row;
    row.error = error;
    row.isOfOthers = isOfOthers;
    row.message = isOfOthers ? tr("others, each with words of its own; shows all of the class") : faultMessage(fault);
    const std::size_t place = m_rows.size();
    beginInsertRows({}, static_cast<int>(place), static_cast<int>(place));
    m_rows.push_back(row);
    endInsertRows();
    if (isOfOthers)
        m_others.insert(quint8(error), place);
    else
        m_places.insert(kind, place);
    return m_rows.back();
}

void ErrorModel::noteChanges(const std::vector<Fact> &facts)
{
    for (const Fact &fact : facts) {
        const bool isFailure = fact.kind == Fact::Kind::Finished && fact.outcome == Outcome::Failed;
        if (!isFailure || !m_record || fact.request >= m_record->requestCount())
            continue;
        Row &row = rowOf(fact.error, m_record->fault(fact.request));
        if (row.count == 0 || fact.at < row.first) {
            row.first = fact.at;
            row.example = fact.request;
        }
        row.last = std::max(row.last, fact.at);
        ++row.count;
        ++m_total;
        row.isChanged = true;
    }
}

void ErrorModel::pushChanges()
{
    for (std::size_t first = 0, next = 0; first < m_rows.size(); first = next + 1) {
        next = first;
        while (next < m_rows.size() && std::exchange(m_rows[next].isChanged, false))
            ++next;
        if (next > first)
            Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(next - 1), columns - 1));
    }
}

int ErrorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ErrorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ErrorModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isText = index.column() == Class || index.column() == Message;
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Example)
            return tr("Show this request in the details");
        return row.isOfOthers ? tr("Show all requests of the class %1, these among them").arg(displayText(row, Class))
                              : tr("Show these requests: %1").arg(row.message);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isText ? Qt::AlignLeading : Qt::AlignTrailing));
    case ToneRole:
        return static_cast<int>(index.column() == Class     ? CellTone::Error
                                : index.column() == Count   ? CellTone::Strong
                                : index.column() == Example ? CellTone::Link
                                                            : CellTone::Plain);
    case SortRole:
        return sortValue(row, index.column());
    case RequestRole:
        return row.example;
    case FilterRole:
        return filterTextFor(row.error, row.isOfOthers ? QString() : row.message);
    default:
        return {};
    }
}

QString ErrorModel::displayText(const Row &row, int column) const
{
    switch (column) {
    case Class:
        return errorClassName(row.error);
    case Message:
        return row.message;
    case Count:
        return numberLocale().toString(row.count);
    case First:
        return tr("%1 s").arg(secondsText(row.first));
    case Last:
        return tr("%1 s").arg(secondsText(row.last));
    default:
        return tr("#%1").arg(numberLocale().toString(row.example));
    }
}

QVariant ErrorModel::sortValue(const Row &row, int column) const
{
    switch (column) {
    case Class:
        return QString(errorClassName(row.error));
    case Message:
        return row.message;
    case Count:
        return row.count;
    case First:
        return row.first;
    case Last:
        return row.last;
    default:
        return row.example;
    }
}

QVariant ErrorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isText = section == Class || section == Message;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isText ? Qt::AlignLeading : Qt::AlignTrailing));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Class:
        return tr("Class");
    case Message:
        return tr("Message");
    case Count:
        return tr("Requests");
    case First:
        return tr("First");
    case Last:
        return tr("Last");
    case Example:
        return tr("Example");
    default:
        return {};
    }
}

} // namespace fiftyfold
