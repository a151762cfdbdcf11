// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/comparison/comparisonsetup.h"

#include <QDialog>

#include <memory>

namespace fiftyfold {

namespace Ui {
class ComparisonChooser;
}

/// Which strategies to compare, and the user's own runners. What can't run here is greyed and says what would install
/// it. OK only where something is left to run.
class ComparisonChooser : public QDialog
{
    Q_OBJECT
public:
    ComparisonChooser(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice, QWidget *parent = nullptr);
    ~ComparisonChooser() override;

    /// The choice as the dialog has it.
    ComparisonChoice choice() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();
    void checkAll(Qt::CheckState state);
    QString runnersProblem(const QList<OwnRunner> &runners) const;
    void check();

    std::unique_ptr<Ui::ComparisonChooser> m_ui;
    const QList<StrategyInfo> m_catalogue;
    const ComparisonChoice m_choice; ///< As it was.
};

} // namespace fiftyfold
