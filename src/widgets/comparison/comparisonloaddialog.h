// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/comparison/comparisonsetup.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

namespace Ui {
class ComparisonLoadDialog;
}

/// How much each run of a comparison has to do: what the main window's plan says, or a number of requests of its own.
class ComparisonLoadDialog : public QDialog
{
    Q_OBJECT
public:
    /// `plan` is the main window's.
    ComparisonLoadDialog(const std::optional<ComparisonLoad> &load, const RunPlan &plan, QWidget *parent = nullptr);
    ~ComparisonLoadDialog() override;

    /// As the dialog has it; nothing: as in the main window.
    std::optional<ComparisonLoad> load() const;

private:
    std::unique_ptr<Ui::ComparisonLoadDialog> m_ui;
};

} // namespace fiftyfold
