// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QString>
#include <QTableWidget>

namespace fiftyfold {

/// Pairs of texts to be edited, one in a row: a name, and what goes with it. Del removes the selected rows.
class PairTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit PairTable(QWidget *parent = nullptr);

    void setTitles(const QString &first, const QString &second);
    void setPairs(const QList<QPair<QString, QString>> &pairs);
    /// Without those that are empty, and without blanks around their texts.
    QList<QPair<QString, QString>> pairs() const;

public Q_SLOTS:
    /// An empty one, whose name is being edited.
    void addRow();
    void removeSelectedRows();

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void append(const QString &first, const QString &second);
};

} // namespace fiftyfold
