// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/latencyspread.h"

#include <QAbstractTableModel>

namespace fiftyfold {

/// The percentiles of a run's times, a row each: Response, Service and, of an open load, Lag. Those that the count
/// can't support are marked and italic. Main thread.
class PercentileModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        NanosecondsRole = Qt::UserRole + 1, ///< double; invalid where there is none.
        IsUnderSampledRole                  ///< bool
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setSpreads(const LatencySpreads &spreads);

    /// What the marks mean, "△ under-sampled: p99.99 needs 10,000 requests; 2,000 are done"; empty without any.
    QString remark() const;
    /// See tableText(); with the remark, if there is one.
    QString toText(const QList<int> &rows = {}) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const LatencySpread &spreadOfColumn(int column) const;
    bool isUnderSampledIn(int row) const;

    LatencySpreads m_spreads;
};

} // namespace fiftyfold
