// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace fiftyfold {

class PercentileModel;

/// The percentiles of a run as a table as high as its rows. Ctrl+C copies what is selected, or all of it, with tabs
/// between the columns.
class PercentileTable : public QTableView
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit PercentileTable(PercentileModel *model, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copy();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitRows();

    PercentileModel *m_model;
};

} // namespace fiftyfold
