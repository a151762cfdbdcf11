// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/comparisonmodel.h"
#include "widgets/comparison/comparisonsetup.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace fiftyfold {

namespace Ui {
class ComparisonBar;
}

/// Where a comparison is put together: which strategies, how many rounds, against what. Shows the choice and tells what
/// the user wants to be other; knows nothing of running. Its lower edge is the progress.
class ComparisonBar : public QWidget
{
    Q_OBJECT
public:
    explicit ComparisonBar(QWidget *parent = nullptr);
    ~ComparisonBar() override;

    /// Shows a choice and what it comes to. Emits nothing.
    /// `strategies`: how many of them can run, each perhaps with several values.
    void showChoice(const ComparisonChoice &choice, const QList<ComparisonSubject> &subjects, int strategies);
    /// What each run has to do, "50 requests, 50 at once".
    void showLoad(const QString &load);

    /// What the button does. Waiting: nothing, since a run goes on in the main window. Never disabled, which would take
    /// the focus away.
    enum class Button { Run, Stop, Stopping, Waiting };
    void setButton(Button button);
    /// 0 to 1; nothing hides it.
    void setProgress(std::optional<double> share);
    void focusRun();

Q_SIGNALS:
    void chooseRequested();
    void loadRequested();
    void roundsChanged(int rounds);
    void baselineChosen(const QString &name);
    void runRequested();
    void stopRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::unique_ptr<Ui::ComparisonBar> m_ui;
    Button m_button = Button::Run;
    bool m_isArticle = false;
    std::optional<double> m_progress;
};

} // namespace fiftyfold
