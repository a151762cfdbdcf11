// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QAbstractTableModel>
#include <QHash>

#include <memory>
#include <vector>

namespace fiftyfold {

/// How a run's requests failed: a row for each class and message, as they come. Beyond `mostKinds` rows one more of
/// each class stands for all others. Reads the record. One thread at a time.
class ErrorModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int mostKinds = 1000;

    enum Column { Class, Message, Count, First, Last, Example };
    static constexpr int columns = 6;

    enum Role {
        SortRole = Qt::UserRole + 1, ///< What a column is sorted by.
        RequestRole,                 ///< quint32: the first that failed so.
        FilterRole ///< QString, for readRequestFilter(): what picks its requests out, of others all of the class.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Begins a new run: takes all rows out. Null: there is none.
    void setRecord(std::shared_ptr<const RunRecord> record);
    /// Shows what another one, that no view looks at, has counted.
    void takeOver(ErrorModel &other);
    /// Counts the failures of a batch that the record has taken in; pushChanges() then tells the views.
    void noteChanges(const std::vector<Fact> &facts);
    void pushChanges();

    bool hasRequests() const { return m_record != nullptr; } ///< Of a run, none of which may have failed.
    quint64 total() const { return m_total; }                ///< Of all rows.

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        ErrorClass error = ErrorClass::None;
        bool isOfOthers = false;
        QString message;
        quint32 example = 0;
        quint32 count = 0;
        qint64 first = 0;
        qint64 last = 0;
        bool isChanged = false;
    };
    Row &rowOf(ErrorClass error, const Fault &fault);
    QString displayText(const Row &row, int column) const;
    QVariant sortValue(const Row &row, int column) const;

    std::shared_ptr<const RunRecord> m_record;
    std::vector<Row> m_rows;
    QHash<Fault, std::size_t> m_places;
    QHash<quint8, std::size_t> m_others; ///< By class.
    quint64 m_total = 0;
};

} // namespace fiftyfold
