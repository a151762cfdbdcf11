// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/targetmodel.h"
#include "widgets/charts/chartcard.h"

#include <QSortFilterProxyModel>

namespace fiftyfold {

class CellTable;
class RunController;

/// The targets of a run in figures, once it has ended; hidden where there are not several. A click, Return or Space on
/// one asks for its requests. With Shift or Ctrl, a click only selects.
class TargetsCard : public ChartCard
{
    Q_OBJECT
public:
    /// `controller` is not owned and outlives this.
    explicit TargetsCard(RunController *controller, QWidget *parent = nullptr);
    ~TargetsCard() override;

Q_SIGNALS:
    /// Its place in the plan's list.
    void targetChosen(int target);

protected:
    void changeEvent(QEvent *event) override;

private:
    TargetsCard(RunController *controller, QWidget *content, QWidget *parent);
    void refresh();
    void choose(const QModelIndex &index);
    void fitHeight();

    RunController *m_controller;
    TargetModel m_model;
    QSortFilterProxyModel m_sorted;
    CellTable *m_table = nullptr;
};

} // namespace fiftyfold
