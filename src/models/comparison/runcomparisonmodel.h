// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparedentries.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// The figures of a run beside those of its baseline, or the entries of a comparison beside those of another, a row
/// each, with ratio, interval and verdict. Empty without either. Main thread.
class RunComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const std::optional<RunComparison> &comparison);
    void setEntries(const ComparedEntries &compared);
    /// What came of it.
    const QString &sentence() const { return m_sentence; }

    /// These rows, or all where there are none, with the verdict below them.
    QString toText(const QList<int> &rows = {}) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    template<typename Figures>
    void setFigures(const Figures &figures, const QString &sentence);

    QList<QStringList> m_rows;
    QString m_sentence;
};

} // namespace fiftyfold
