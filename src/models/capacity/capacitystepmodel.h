// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QAbstractTableModel>

namespace fiftyfold {

/// The steps of a search for capacity, a row each in the order in which they ran; the one that the answer names stands
/// out. Main thread.
class CapacityStepModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { StepColumn, RateColumn, RequestsColumn, TimeColumn, VerdictColumn, GeneratorColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a record: where it is what was shown with more steps, rows are added; otherwise all is another.
    void setRecord(const CapacityRecord &record);
    const CapacityRecord &record() const { return m_record; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isHeldStep(int row) const;
    QString cellText(const QModelIndex &index) const;
    QString aboutStep(const CapacityStep &step) const;

    CapacityRecord m_record;
};

} // namespace fiftyfold
