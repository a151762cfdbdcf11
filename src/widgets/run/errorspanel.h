// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

#include <QSortFilterProxyModel>

class QLabel;
class QModelIndex;

namespace fiftyfold {

class CellTable;
class ErrorModel;
class TableOrNote;

/// How a run's requests failed: a table of classes and messages. A click, Return or Space on a row asks for its
/// requests; on its example, for that one. With Shift or Ctrl, a click only selects. Below it stands the whole message
/// of the current row.
class ErrorsPanel : public Card
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit ErrorsPanel(ErrorModel *model, QWidget *parent = nullptr);
    ~ErrorsPanel() override;

Q_SIGNALS:
    void requestChosen(int request);
    /// Words for readRequestFilter().
    void requestsChosen(const QString &filter);

private:
    void choose(const QModelIndex &index);
    void showNoteOrTable();
    void showMessage();

    const ErrorModel *m_model;
    QSortFilterProxyModel m_sorted;
    CellTable *m_table;
    TableOrNote *m_pages;
    QLabel *m_message;
};

} // namespace fiftyfold
