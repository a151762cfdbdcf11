// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include <vector>

namespace fiftyfold {

/// Paints a cell with the tone that its model gives it (ToneRole), on one line, elided. Cheap: no layout of text is
/// kept or made. The current row has lines above and below it.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int sideMargin = 6;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// What stands in the cell, on its background.
    virtual void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// A table of whole rows, all of one height, that is read but not edited. Tab leaves it; Home and End go to its first
/// and last row. Ctrl+C copies the selected rows, or all where none is, through copy(), which the window calls.
class CellTable : public QTableView
{
    Q_OBJECT
public:
    explicit CellTable(QWidget *parent = nullptr);

    /// Wide enough for its title and for that text.
    void fitColumn(int column, const QString &sample);
    int fittingWidth(int column, const QString &sample) const;
    std::vector<int> selectedRows() const; ///< In their order.
    std::vector<int> rowsToCopy() const;   ///< Those that are selected, or all where none is.

public Q_SLOTS:
    /// rowsToCopy(), as text with tabs between the columns in view.
    virtual void copy();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    /// Where a menu opens that was asked for by keyboard.
    QPoint menuPlace(const QContextMenuEvent &event) const;

private:
    void showRowHeight();
};

} // namespace fiftyfold
