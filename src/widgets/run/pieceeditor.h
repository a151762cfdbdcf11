// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/rate.h"

#include <QWidget>

class QTableWidget;
class QToolButton;

namespace fiftyfold {

/// The pieces of a rate as a table in which each cell is typed, with buttons that add, remove and move rows.
class PieceEditor : public QWidget
{
    Q_OBJECT
public:
    explicit PieceEditor(QWidget *parent = nullptr);

    void setPieces(const QList<RatePiece> &pieces);
    bool isEmpty() const;
    /// As rateFromText() reads it, whatever is in the cells.
    QString text() const;

Q_SIGNALS:
    void edited();
    void currentPieceChanged(int piece);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *newButton(const QString &sign, const QString &name, void (PieceEditor::*action)());
    void add();
    void remove();
    void moveUp();
    void moveDown();
    void move(int by);
    void insert(int row, const QStringList &texts);
    QStringList textsOf(int row) const;
    void showState();
    void showColours();

    QTableWidget *m_table;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
};

} // namespace fiftyfold
