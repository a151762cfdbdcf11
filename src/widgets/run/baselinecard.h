// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/runcomparisonmodel.h"
#include "widgets/charts/chartcard.h"

namespace fiftyfold {

class FiguresTable;
class MutedLabel;
class RunBaseline;

/// A run beside its baseline in figures, with the verdict, and a button that takes the baseline away. Hidden without
/// one.
class BaselineCard : public ChartCard
{
    Q_OBJECT
public:
    /// `baseline` is not owned and outlives this.
    explicit BaselineCard(RunBaseline *baseline, QWidget *parent = nullptr);
    ~BaselineCard() override;

    /// The sentence of the verdict, or what it waits for.
    QString verdict() const;

private:
    struct Parts;
    BaselineCard(RunBaseline *baseline, const Parts &parts, QWidget *parent);

    void refresh();

    RunBaseline *m_baseline;
    RunComparisonModel m_model;
    FiguresTable *m_table;
    MutedLabel *m_verdict;
};

} // namespace fiftyfold
