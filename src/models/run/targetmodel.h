// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsummary.h"

#include <QAbstractTableModel>

#include <memory>

namespace fiftyfold {

/// The targets of a run that has ended, a row each in the order of the plan, with their figures. Percentiles, which are
/// of response times, are marked where the count can't support them. Main thread.
class TargetModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Requests, Failed, P50, P95, P99 };
    static constexpr int columns = 6;

    enum Role {
        SortRole = Qt::UserRole + 1, ///< What a column is sorted by.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// The targets of the summary, by these names; none where it is null, or has but one.
    void setSummary(const std::shared_ptr<const RunSummary> &summary, const QStringList &names);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString displayText(int row, int column) const;
    QVariant sortValue(int row, int column) const;
    const TargetFigures &figuresOf(int row) const { return m_summary->targets[static_cast<std::size_t>(row)]; }

    std::shared_ptr<const RunSummary> m_summary; ///< Null where there is nothing to show.
    QStringList m_names;
};

} // namespace fiftyfold
