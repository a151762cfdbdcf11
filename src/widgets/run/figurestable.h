// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <functional>

class QAbstractTableModel;

namespace fiftyfold {

/// Figures as a table as high as its rows. Ctrl+C copies what is selected, or all of it.
class FiguresTable : public QTableView
{
    Q_OBJECT
public:
    /// The text of these rows, or of all where there are none.
    using TextOf = std::function<QString(const QList<int> &rows)>;
    /// `model` is not owned and outlives this. `name` is for who can't see it.
    FiguresTable(QAbstractTableModel *model, const QString &name, TextOf textOf, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void copy();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitRows();

    TextOf m_textOf;
};

} // namespace fiftyfold
