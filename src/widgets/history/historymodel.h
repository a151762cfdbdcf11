// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historystore.h"

#include <QAbstractListModel>
#include <QDate>
#include <QHash>

#include <optional>
#include <vector>

namespace fiftyfold {

class HistoryKeeper;

/// What is kept, the newest first, under a heading for each day: a page at a time, as far as somebody scrolls. Main
/// thread; asks the keeper, which is not owned.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IsDayRole = Qt::UserRole, ///< A heading: DisplayRole alone.
        TimeRole,                 ///< "10:36"
        LoadRole,                 ///< "async · 200/s for 60 s"
        FigureRole,
        IsPinnedRole,
        SparklineRole, ///< QList<float>, below 0 where there is nothing.
        HasFailedRole,
        KindRole,        ///< int of KeptKind
        StandingRole,    ///< int of KeptStanding, how a run stands to the baseline …
        StandingTextRole ///< … in short.
    };

    explicit HistoryModel(HistoryKeeper *keeper, QObject *parent = nullptr);

    /// Lists anew, those that the query has.
    void setQuery(const HistoryQuery &query);
    /// The same anew, as many as there are now.
    void refresh();
    /// What the runs that are listed are held against; nothing: none are.
    void setBaseline(const std::optional<HistoryEntry> &baseline);
    const std::optional<HistoryEntry> &baseline() const { return m_baseline; }
    /// Of a row that is no heading; null of others.
    const HistoryEntry *entryAt(const QModelIndex &index) const;
    /// Invalid where it is not listed.
    QModelIndex indexOf(const QString &id) const;
    /// How many there are in all, listed or not.
    int total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// What was asked for is there.
    void filled();

private:
    struct Row {
        QDate day; ///< Of a heading; of others invalid.
        HistoryEntry entry;
        bool operator==(const Row &) const = default;
    };
    void ask(const HistoryQuery &query);
    void take(const HistoryQuery &query, const std::vector<HistoryEntry> &entries, int total);
    void giveUp();
    std::vector<Row> rowsOf(const std::vector<HistoryEntry> &entries, QDate after) const;
    void askAnswer(const QString &id) const;
    void takeAnswer(const QString &id, const QString &answer);

    HistoryKeeper *m_keeper;
    HistoryQuery m_query;
    std::optional<HistoryEntry> m_baseline;
    std::vector<Row> m_rows;
    mutable QHash<QString, QString> m_answers; ///< By id, in another language than they are kept in; empty: asked for.
    int m_total = 0;
    int m_asked = 0; ///< Answers that are still to come: the last counts.
    bool m_hasMore = false;
};

} // namespace fiftyfold
