// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

struct PlanField;

namespace Ui {
class PlanDialog;
}

/// The parts of a plan that have no field in the run bar and are neither its load nor its requests. Checks while the
/// user types: what is wrong is said under the fields, and OK waits until nothing is.
class PlanDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PlanDialog(const RunPlan &plan, QWidget *parent = nullptr);
    ~PlanDialog() override;

    /// The given plan with this dialog's fields; only after `accepted`.
    RunPlan plan() const;

    /// True for an option of the command line ("--timeout") that has a field here.
    static bool hasOption(const QString &option);
    void focusOption(const QString &option);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// The one that edits a field; null where this dialog has none.
    QWidget *widgetOf(const PlanField &field) const;
    void fill(const RunPlan &plan);
    /// What the fields say; nothing, with `problem` set, where one of them cannot be read.
    std::optional<RunPlan> read(PlanProblem *problem) const;
    void check();

    std::unique_ptr<Ui::PlanDialog> m_ui;
    RunPlan m_plan;
};

} // namespace fiftyfold
