// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requesttablemodel.h"
#include "widgets/base/celltable.h"
#include "widgets/run/requestcolumns.h"
#include "widgets/run/requestcopy.h"

class QMenu;

namespace fiftyfold {

/// The table of a run's requests, its stages as bars on a scale that all rows share. Going to a row chooses its
/// request, as do a click, Space and Return on the one that is current already. Its menu (by keyboard, too) copies rows
/// and sorts them.
class RequestTable : public CellTable
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit RequestTable(RequestTableModel *model, QWidget *parent = nullptr);

    /// The request of the current row; -1: none.
    int currentRequest() const;
    /// Makes its row the current one and brings it into view; none where it is not shown.
    void setCurrentRequest(int request);
    /// The same without scrolling there: rows are others now.
    void keepCurrentRequest(int request);
    /// The columns that this run has something for, each wide enough, or as room allows until the user has set a width.
    void layOutColumns();

public Q_SLOTS:
    void copy() override;
    void copyCsv();

Q_SIGNALS:
    /// By the user.
    void requestChosen(int request);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareRoom();
    int stagesTitle() const;
    void letGoOfManySelected();
    void selectAllAgain();
    void chooseCurrent();
    void startCopy(RequestCopy::Form form);
    void addSorting(QMenu &menu);
    QString sampleOf(RequestColumn column) const;

    RequestTableModel *m_model;
    RequestCopy m_copy;
    RequestColumns::Widths m_usualWidths{};
    int m_stagesTitle = 0; ///< The widest that it was in this run.
    bool m_isSharingRoom = false;
    bool m_isWidthChosen = false;   ///< By the user, of any column.
    bool m_wereAllSelected = false; ///< Of so many that they were let go of.
    bool m_isSortedAnew = false;    ///< And that has not been shown yet.
    bool m_isFollowing = false;     ///< What is made current is not the user's choice.
};

} // namespace fiftyfold
