// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

namespace fiftyfold {

/// A list whose rows all have the same height. Unlike QListView, which lays all rows out anew when some are added, it
/// keeps nothing for each row: what it costs depends on the rows in view alone.
class UniformListView : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit UniformListView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    /// The user has scrolled to the end, or away from it.
    void atEndChanged(bool isAtEnd);
    /// The user has gone to a row, or pressed it, Space or Return on the one that is current.
    void rowChosen(const QModelIndex &row);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void verticalScrollbarValueChanged(int value) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void followRows();
    int rowHeight() const;
    int rowCount() const;

    bool m_isAtEnd = true;
};

} // namespace fiftyfold
