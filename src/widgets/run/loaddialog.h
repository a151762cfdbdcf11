// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/thresholdset.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

struct PlanField;

namespace Ui {
class LoadDialog;
}

/// How many requests a plan has, and when they begin: closed, as lanes are free, or open, at a rate; and what the run
/// is to keep to. Shows the load as a curve and the command that runs the plan in the terminal. Checks while the user
/// types: what is wrong is said under the fields, and OK waits until nothing is.
class LoadDialog : public QDialog
{
    Q_OBJECT
public:
    explicit LoadDialog(const RunPlan &plan, QWidget *parent = nullptr);
    ~LoadDialog() override;

    /// The given plan with this dialog's fields; only after `accepted`.
    RunPlan plan() const;

    void setThresholds(const ThresholdSet &set);
    /// Those that were set last, or accepted.
    const ThresholdSet &thresholds() const { return m_thresholds; }

    /// True for an option of the command line ("--rate") that has a field here.
    static bool hasOption(const QString &option);
    void focusOption(const QString &option);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Mode { Closed, Open };

    void connectFields();
    void nameFields();
    void fill(const RunPlan &plan);
    Mode mode() const;
    /// What the fields of that mode say, as their options take it; of what is left out nothing.
    QString textOf(const PlanField &field, Mode mode) const;
    /// The plan as the fields have it; nothing, with `problem` set where it is not null, where one of them can't be
    /// read or something is wrong with what they say.
    std::optional<RunPlan> read(Mode mode, PlanProblem *problem) const;
    void check();
    void acceptChecked();
    void showUsual();
    void showLoad(Mode mode);
    void showColours();

    std::unique_ptr<Ui::LoadDialog> m_ui;
    RunPlan m_plan;
    ThresholdSet m_thresholds;
};

} // namespace fiftyfold
