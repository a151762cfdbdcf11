// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/errormodel.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

void ErrorModel::setRecord(std::shared_ptr<const RunRecord> record)
{
    beginResetModel();
    m_record = std::move(record);
    m_rows.clear();
    endResetModel();
}

/// Makes it where there is none.
ErrorModel::Row &ErrorModel::rowOf(ErrorClass error)
{
    auto found = std::lower_bound(m_rows.begin(), m_rows.end(), error,
                                  [](const Row &row, ErrorClass wanted) { return row.error < wanted; });
    if (found == m_rows.end() || found->error != error) {
        const auto row = static_cast<int>(found - m_rows.begin());
        beginInsertRows({}, row, row);
        found = m_rows.insert(found, Row{error, 0, {}, false});
        endInsertRows();
    }
    return *found;
}

void ErrorModel::noteChanges(const std::vector<Fact> &facts)
{
    for (const Fact &fact : facts) {
        const bool isFailure = fact.kind == Fact::Kind::Finished && fact.outcome == Outcome::Failed;
        if (!isFailure || !m_record || fact.request >= m_record->requestCount())
            continue;
        Row &row = rowOf(fact.error);
        ++row.count;
        row.isChanged = true;
        if (row.example.isEmpty())
            row.example = visibleText(wordedForWindow(m_record->fault(fact.request)));
    }
}

void ErrorModel::pushChanges()
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (!std::exchange(m_rows[row].isChanged, false))
            continue;
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
    }
}

void ErrorModel::setCounts(const std::map<ErrorClass, quint32> &counts)
{
    for (const auto &[error, count] : counts) {
        Row &row = rowOf(error);
        row.isChanged = row.count != count;
        row.count = count;
    }
    pushChanges();
}

int ErrorModel::nextRequest(int row, int request) const
{
    if (row < 0 || row >= rowCount() || !m_record)
        return -1;
    const ErrorClass error = m_rows[static_cast<std::size_t>(row)].error;
    const auto count = static_cast<int>(m_record->requestCount());
    for (int step = 1; step <= count; ++step) {
        const int candidate = (std::max(request, -1) + step) % count;
        if (m_record->error(static_cast<quint32>(candidate)) == error)
            return candidate;
    }
    return -1;
}

quint64 ErrorModel::total() const
{
    quint64 sum = 0;
    for (const Row &row : m_rows)
        sum += row.count;
    return sum;
}

int ErrorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ErrorModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ClassRole:
        return QString(errorClassName(row.error));
    case CountRole:
        return row.count;
    case ExampleRole:
        return row.example;
    case Qt::DisplayRole:
        return displayText(row);
    default:
        return {};
    }
}

QString ErrorModel::displayText(const Row &row) const
{
    const QString text = tr("%1, %2").arg(errorClassName(row.error), numberLocale().toString(row.count));
    return row.example.isEmpty() ? text : tr("%1: %2").arg(text, row.example);
}

} // namespace fiftyfold
