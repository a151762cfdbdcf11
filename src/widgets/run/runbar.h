// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/requestshorthand.h"
#include "core/plan/runplan.h"
#include "core/run/thresholdset.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace fiftyfold {

namespace Ui {
class RunBar;
}

class CommandPaste;
class RequestReader;
class UrlField;

/// Where a plan is put together: its common parts as fields, its load behind "Load", what is asked behind "Requests…",
/// the rest behind "More…". Knows nothing of running.
class RunBar : public QWidget
{
    Q_OBJECT
public:
    explicit RunBar(QWidget *parent = nullptr);
    ~RunBar() override;

    void setPlan(const RunPlan &plan);
    /// The plan as the fields have it. Where the URL cannot be read, `problem` says what would be right.
    /// Doesn't look at the file system: for each letter typed.
    RunPlan plan(PlanProblem *problem) const;
    /// The same, to be run or kept: `problem`, which is not null, also says where a file stands for a URL.
    RunPlan checkedPlan(PlanProblem *problem) const;

    /// What the runs have to keep to, behind "Load".
    void setThresholds(const ThresholdSet &set);
    const ThresholdSet &thresholds() const { return m_thresholds; }

    void setUrlHistory(const QStringList &urls);
    /// Puts a URL first in the history, once.
    void rememberUrl(const QString &url);
    QStringList urlHistory() const;
    QString urlText() const;

    /// What the button does: run, stop, or nothing while it stops. Waiting: nothing, since a comparison runs. Never
    /// disabled, which would take the focus away.
    enum class Button { Run, Stop, Stopping, Waiting };
    void setButton(Button button);

    /// Puts the keyboard into the field that an option of the command line stands for ("--requests").
    void focusOption(const QString &option);
    void focusUrl();
    void focusRun();
    /// Puts the keyboard into the field of `option`, or onto the button of the dialog that has it, which will begin
    /// with it when it is opened next.
    void offerOption(const QString &option);
    /// Opens the dialog with the rest of the plan; `option` names the field to begin with, or is empty.
    void openMore(const QString &option = {});
    /// The same for the load: how many requests, and when they begin.
    void openLoad(const QString &option = {});
    /// The same for what the requests ask, and for their files.
    void openRequests(const QString &option = {});

    /// Gives the request back that was there before the last command was pasted; the load stays as it is. Does nothing
    /// where there was none.
    void takeCommandBack();
    /// Leaves the list of targets, if there is one: the URL that is shown, of its first one, is asked alone.
    void dropTargets();
    /// Reads files for the window, too.
    RequestReader *reader() { return m_reader; }

    QSize minimumSizeHint() const override;
    /// Lays the bar out in the fullest form that has its room in that width. It does so itself whenever it is resized.
    void arrange(int width);

Q_SIGNALS:
    void runRequested();
    void stopRequested();
    void compareRequested();
    /// A field has changed.
    void edited();
    /// A curl command was pasted, and is the plan's request now. `notes` are sentences on what was left out.
    void commandTaken(const QStringList &notes);
    /// It is not; `problem` says why.
    void commandRefused(const QString &problem);
    void commandTakenBack();
    /// Somebody typed a URL, which a list of targets stands in the way of.
    void urlRefused();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fillStrategies();
    void showStrategy(const QString &name);
    void showMoreState();
    void showButtonIcon();
    void showLoad();
    void showRequests();
    void readTargets();
    static QString withChanges(const QString &about, const QStringList &changes);
    void connectPaste();
    void takeCommand(const RunPlan &plan, const QStringList &notes);
    UrlField *urlField() const;
    int neededWidth(std::size_t index) const;
    int urlWidth(std::size_t index) const;
    void apply(std::size_t index);
    void measure();

    std::unique_ptr<Ui::RunBar> m_ui;
    QString m_offeredOption;
    WrittenShorthand m_written; ///< In the plan, if it is still there.
    ThresholdSet m_thresholds;
    RunPlan m_rest; ///< Holds what has no field of its own.
    RequestReader *m_reader;
    CommandPaste *m_paste;
    std::optional<RunPlan> m_beforeCommand; ///< Was there before the last pasted command …
    QString m_urlBeforeCommand;             ///< … with this text, which may be no URL.
    Button m_button = Button::Run;
    bool m_isOneRow = true;
    int m_wholeNamesWidth = 0;
    int m_shortNamesWidth = 0;
    int m_leastWidth = 0; ///< Of the form that leaves out the most.
};

} // namespace fiftyfold
