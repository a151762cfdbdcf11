// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historymodel.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historywording.h"

#include <QList>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int pageSize = 200;

QDate dayOf(const HistoryEntry &entry)
{
    return entry.startedAt.toLocalTime().date();
}

} // namespace

HistoryModel::HistoryModel(HistoryKeeper *keeper, QObject *parent)
    : QAbstractListModel(parent)
    , m_keeper(keeper)
{
    connect(keeper, &HistoryKeeper::listed, this, &HistoryModel::take);
    connect(keeper, &HistoryKeeper::listingFailed, this, &HistoryModel::giveUp);
    connect(keeper, &HistoryKeeper::answerWorded, this, &HistoryModel::takeAnswer);
}

void HistoryModel::ask(const HistoryQuery &query)
{
    ++m_asked;
    m_keeper->list(query);
}

void HistoryModel::setQuery(const HistoryQuery &query)
{
    m_query = query;
    m_query.limit = pageSize;
    m_query.after.reset();
    ask(m_query);
}

void HistoryModel::refresh()
{
    HistoryQuery query = m_query;
    query.limit = std::max<int>(pageSize, rowCount()); // where somebody has scrolled to stays there
    ask(query);
}

void HistoryModel::setBaseline(const std::optional<HistoryEntry> &baseline)
{
    m_baseline = baseline;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

/// Of several that were asked for one after the other only the last counts.
void HistoryModel::take(const HistoryQuery &query, const std::vector<HistoryEntry> &entries, int total)
{
    if (m_asked == 0 || --m_asked > 0)
        return;
    m_hasMore = static_cast<int>(entries.size()) == query.limit;
    m_total = total;
    if (query.after) {
        const QDate last = m_rows.empty() ? QDate() : dayOf(m_rows.back().entry);
        std::vector<Row> rows = rowsOf(entries, last);
        if (!rows.empty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
            std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
            endInsertRows();
        }
    } else if (std::vector<Row> rows = rowsOf(entries, {}); rows != m_rows) { // else nothing is read out anew
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    Q_EMIT filled();
}

/// What is listed stays.
void HistoryModel::giveUp()
{
    if (m_asked > 0 && --m_asked == 0)
        m_hasMore = false; // or else it would be asked for again at once
}

std::vector<HistoryModel::Row> HistoryModel::rowsOf(const std::vector<HistoryEntry> &entries, QDate after) const
{
    std::vector<Row> rows;
    QDate last = after;
    for (const HistoryEntry &entry : entries) {
        if (const QDate day = dayOf(entry); day != last) {
            rows.push_back({day, {}});
            last = day;
        }
        rows.push_back({{}, entry});
        if (const QString answer = m_answers.value(entry.id); !answer.isEmpty())
            rows.back().entry.remark = answer;
    }
    return rows;
}

/// Of those that somebody sees: it takes some milliseconds.
void HistoryModel::askAnswer(const QString &id) const
{
    if (numberLocale().language() == QLocale::English || m_answers.contains(id))
        return;
    m_answers.insert(id, QString());
    m_keeper->wordAnswer(id);
}

void HistoryModel::takeAnswer(const QString &id, const QString &answer)
{
    m_answers.insert(id, answer);
    const QModelIndex index = indexOf(id);
    if (!index.isValid())
        return;
    m_rows[static_cast<std::size_t>(index.row())].entry.remark = answer;
    Q_EMIT dataChanged(index, index);
}

const HistoryEntry *HistoryModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    return row.day.isValid() ? nullptr : &row.entry;
}

QModelIndex HistoryModel::indexOf(const QString &id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&id](const Row &row) { return !row.day.isValid() && row.entry.id == id; });
    return found == m_rows.end() || id.isEmpty() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == IsDayRole)
        return row.day.isValid();
    if (row.day.isValid())
        return role == Qt::DisplayRole ? QVariant(dayText(row.day, QDate::currentDate())) : QVariant();
    const HistoryEntry &entry = row.entry;
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(entry.title());
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return visibleText(keptSentence(entry, m_baseline));
    case TimeRole:
        return entry.startedAt.toLocalTime().toString(QStringLiteral("HH:mm"));
    case LoadRole:
        return visibleText(keptLoadText(entry));
    case FigureRole:
        if (entry.kind == KeptKind::Comparison)
            askAnswer(entry.id);
        return keptFigureText(entry);
    case IsPinnedRole:
        return entry.isPinned;
    case SparklineRole:
        return QVariant::fromValue(QList<float>(entry.sparkline.begin(), entry.sparkline.end()));
    case HasFailedRole:
        return entry.failed > 0;
    case KindRole:
        return static_cast<int>(entry.kind);
    case StandingRole:
        return static_cast<int>(keptStanding(entry, m_baseline));
    case StandingTextRole:
        return keptStandingText(entry, m_baseline);
    default:
        return {};
    }
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return entryAt(index) ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                          : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && m_asked == 0;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    HistoryQuery query = m_query;
    query.after = m_rows.back().entry;
    ask(query);
}

} // namespace fiftyfold
