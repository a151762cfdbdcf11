// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QAbstractListModel>

#include <map>
#include <memory>
#include <vector>

namespace fiftyfold {

/// The classes of errors that a run's requests failed with, a row each, in the order of ErrorClass. Reads the record,
/// keeps a count and an example of each. Main thread.
class ErrorModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        ClassRole = Qt::UserRole + 1, ///< QString, the record's word: "timeout"
        CountRole,                    ///< quint32
        ExampleRole                   ///< QString: what the first one with words of its own says, in the window's
    };

    using QAbstractListModel::QAbstractListModel;

    /// Begins a new run: takes all rows out. Null: there is none.
    void setRecord(std::shared_ptr<const RunRecord> record);
    /// Counts the failures of a batch that the record has taken in; pushChanges() then tells the views.
    void noteChanges(const std::vector<Fact> &facts);
    void pushChanges();
    /// The counts of the record's summary.
    void setCounts(const std::map<ErrorClass, quint32> &counts);

    /// The request of that row's class that comes next after `request`, the first one after the last; -1 where the
    /// record has none. Reads the record from there on.
    int nextRequest(int row, int request) const;

    quint64 total() const; ///< Of all classes.

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "timeout, 7: There was no reply within 10 s.", for screen readers and tooltips.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        ErrorClass error = ErrorClass::None;
        quint32 count = 0;
        QString example;
        bool isChanged = false;
    };
    Row &rowOf(ErrorClass error);
    QString displayText(const Row &row) const;

    std::shared_ptr<const RunRecord> m_record;
    std::vector<Row> m_rows;
};

} // namespace fiftyfold
