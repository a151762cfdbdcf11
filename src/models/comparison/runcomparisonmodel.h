// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"

#include <QAbstractTableModel>

#include <optional>

namespace fiftyfold {

/// The figures of a run beside those of its baseline, a row each, with ratio, interval and verdict. Empty without a
/// comparison. Main thread.
class RunComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const std::optional<RunComparison> &comparison);

    /// These rows, or all where there are none, with the verdict below them.
    QString toText(const QList<int> &rows = {}) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::optional<RunComparison> m_comparison;
};

} // namespace fiftyfold
