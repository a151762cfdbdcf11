// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QString>

namespace fiftyfold {

class ComparisonModel;

/// A comparison's rows in the order of a column: as they were given with -1. What has no value in it comes last,
/// whether up or down. Main thread.
class ComparisonOrder : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit ComparisonOrder(ComparisonModel *model, QObject *parent = nullptr);

    /// All of it in this order, with headings: a line for each row, tabs between its cells; see comparisoncopy.h.
    QString text() const;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QCollator m_names;
};

} // namespace fiftyfold
