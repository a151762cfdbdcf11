// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

class RequestReader;
struct PlanField;

namespace Ui {
class PlanDialog;
}

/// The parts of a plan that have no field in the run bar and are neither its load nor its requests. Checks while the
/// user types: what is wrong is said under the fields, and OK waits until nothing is. What is wrong with a file that a
/// field names is said at the field, and keeps nobody: it may be there by the time of a run, which looks again.
class PlanDialog : public QDialog
{
    Q_OBJECT
public:
    /// `reader`: of files; not owned, and outlives this. Null: one of its own.
    explicit PlanDialog(const RunPlan &plan, QWidget *parent = nullptr, RequestReader *reader = nullptr);
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
    void connectFields();
    /// What the fields say; nothing, with `problem` set, where one of them cannot be read.
    std::optional<RunPlan> read(PlanProblem *problem) const;
    /// The first thing that is wrong with what they say.
    PlanProblem problemIn(const RunPlan &plan) const;
    void check();
    void showFileProblems(const QList<PlanProblem> &problems);

    std::unique_ptr<Ui::PlanDialog> m_ui;
    RequestReader *m_reader;
    RunPlan m_plan;
};

} // namespace fiftyfold
