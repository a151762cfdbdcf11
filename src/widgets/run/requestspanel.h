// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requesttablemodel.h"
#include "widgets/base/card.h"

#include <QElapsedTimer>

namespace fiftyfold {

class RequestFilterBar;
class RequestTable;
class RunController;
class TableOrNote;

/// All requests of a run in a table, sorted and filtered. Its current row is the run's selected request.
class RequestsPanel : public Card
{
    Q_OBJECT
public:
    /// `controller` is not owned and outlives this.
    explicit RequestsPanel(RunController *controller, QWidget *parent = nullptr);
    ~RequestsPanel() override;

    /// The run has gone on, or the panel has come into view.
    void refresh();
    /// Shows what these words pick out, of all requests.
    void showFiltered(const QString &text);
    /// All that asked that target, by its place in the plan's list.
    void showTarget(int target);
    void focusFilter();

private:
    void applyQuery();
    void showFound();
    void showNoteOrTable();
    void beginRun();

    RunController *m_controller;
    RequestTableModel m_model;
    RequestFilterBar *m_bar;
    RequestTable *m_table;
    TableOrNote *m_pages;
    QElapsedTimer m_painted;
    QString m_shownFilter;       ///< Words that came from elsewhere, and mean nothing in another run.
    bool m_isQueryStale = false; ///< It was changed while nobody looked.
};

} // namespace fiftyfold
