// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historyentry.h"
#include "widgets/base/looplagmeter.h"
#include "widgets/base/windowsettings.h"
#include "widgets/run/runbaseline.h"
#include "widgets/run/runcontroller.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

class QAction;
class QMessageBox;
class QSplitter;

namespace fiftyfold {

namespace Ui {
class MainWindow;
}

class Announcer;
class ComparisonWindow;
class DetailsPanel;
class HistoryKeeper;
class HistoryPanel;
class LoadLabel;
class LogPanel;
class MessageBar;
class MutedLabel;
class RunBar;
class RunFiles;
class RunTabs;
class ThresholdStrip;
class TileStrip;
struct SafeQuestion;

/// The window: puts the panels together, turns the user's wishes into calls of the RunController, and shows what it
/// tells. Closed in a run or a comparison, it asks where something measured would be lost; then it hides, lets that
/// stop and clean up, and quits.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// `appearance` is not owned and outlives this. `factory`: see RunController.
    explicit MainWindow(Appearance *appearance, RecordedRun::RunnerFactory factory = {});
    ~MainWindow() override;

    RunController *controller() { return &m_controller; }
    RunBaseline *baseline() { return &m_baseline; }
    const LoopLagMeter &lagMeter() const { return m_lagMeter; }
    RunBar *runBar() { return m_runBar; }
    /// Nothing is kept from now on, whatever the settings say.
    void keepNoHistory();
    /// Null before it was asked for.
    ComparisonWindow *comparison() { return m_comparison.get(); }

public Q_SLOTS:
    /// Checks the plan in the run bar, asks where it must, and runs it.
    void run();
    /// Opens the comparison's window with the plan in the run bar.
    void compare();
    /// Shows a run that was kept, or another program's file, once it is read.
    void openFile(const QString &path);
    /// Closes the window as if the user had agreed to what is lost by that.
    void closeAtOnce();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildPanels();
    void buildFiles();
    void connectActions();
    void connectController();
    void connectBaseline();
    void chooseBaseline();
    void restore();
    QSize leastSize();
    void fitToScreen(bool isFirstTime);
    void keepLineOfLog();
    void makeRoomBeside(const QAction *chosen);
    /// Those that can be hidden, by their names in the settings.
    QList<std::pair<QString, QAction *>> panels() const;
    QList<QSplitter *> splitters() const;
    void save();
    /// The plan in the run bar; nothing, and said why, where it can't run.
    std::optional<RunPlan> checkedPlan();
    /// Gives the plan on with what its files say, and with the hosts to ask about before anything is sent there; at
    /// once where it has no files, otherwise when they are read. Not at all, and says why, where something is wrong
    /// there.
    void readRequests(const RunPlan &plan,
                      const std::function<void(const RunPlan &plan, const QStringList &remoteHosts)> &then);
    void askAndStart(RunPlan plan, const QStringList &remoteHosts);
    void showComparison(const RunPlan &plan, const QStringList &remoteHosts);
    /// Makes it where there is none yet.
    ComparisonWindow *comparisonWindow();
    void showComparisonWindow();
    void startPlan(const RunPlan &plan);
    bool isComparing() const;
    void showComparing();
    void showRunButton();
    void showProblem(const PlanProblem &problem);
    void showState();
    void showRunEnd();
    std::optional<SafeQuestion> questionBeforeClosing() const;
    void goToFailed(bool isForward);
    void showNotices();
    void makeRoomForNotices(const std::function<void()> &change);
    /// What became of a pasted command.
    void connectPaste();
    void showTakenCommand(const QStringList &notes);
    void showUpdate();
    void showStateSentence();
    void showPlanOfRun();
    /// What a click on Run will do, where the chart will be.
    void showInvitation();
    QWidget *copiedWidget() const;
    void showWhatIsOpened();
    void savePictures();
    /// A file, of this window or of the comparison's.
    bool isWriting() const;
    void closeOnceWritten(const QString &problem);
    void connectHistory();
    void chooseHistorySize(qint64 bytes);
    bool isHistoryKept() const;
    void keepRun(RunController::State state);
    void keepComparisons();
    void openKept(const HistoryEntry &entry);
    /// In the history, also for the next time; nothing: none of it.
    void markBaseline(const std::optional<HistoryEntry> &entry);
    void holdAgainstKept(const std::optional<HistoryEntry> &entry);
    void copy();
    void chooseColours(Colours colours);

    std::unique_ptr<Ui::MainWindow> m_ui;
    Appearance *m_appearance;
    WindowSettings m_settings;
    RunController m_controller;
    std::optional<HistoryEntry> m_askedKept; ///< What is read or was, where that is of the history.
    std::optional<HistoryEntry> m_drawnKept; ///< What charts draw, likewise.
    RunBaseline m_baseline;
    std::unique_ptr<HistoryKeeper> m_history;
    LoopLagMeter m_lagMeter;
    QElapsedTimer m_sinceSentence; ///< Of the state was shown.

    RunBar *m_runBar = nullptr;
    MessageBar *m_messageBar = nullptr; ///< About what is asked for, under the run bar.
    MessageBar *m_notices = nullptr;    ///< About the run, below all else.
    Announcer *m_announcer = nullptr;
    TileStrip *m_tiles = nullptr;
    ThresholdStrip *m_thresholds = nullptr;
    RunTabs *m_tabs = nullptr;
    DetailsPanel *m_details = nullptr;
    LogPanel *m_log = nullptr;
    RunFiles *m_files = nullptr;
    bool m_closesOnceWritten = false;
    MutedLabel *m_stateLabel = nullptr;
    LoadLabel *m_loadLabel = nullptr;
    HistoryPanel *m_historyPanel = nullptr;
    QSplitter *m_historySplitter = nullptr;         ///< The history beside all but the run bar.
    QSplitter *m_detailsSplitter = nullptr;         ///< Tabs beside details.
    QSplitter *m_logSplitter = nullptr;             ///< Both above the log.
    int m_logBeforeLow = 0;                         ///< Its height before the window became low; 0: it did not.
    std::unique_ptr<ComparisonWindow> m_comparison; ///< A window of its own; made when it is asked for.
    QSet<const QAction *> m_hiddenForRoom;          ///< Panels that nobody but a small screen has hidden.
    QPointer<QMessageBox> m_closingBox;             ///< The question that stands.
    ExactUrl m_askedUrl;                            ///< Of the run that was started last.
    bool m_keepsNoHistory = false;
    bool m_isAgreedToClose = false;
    bool m_isClosing = false;
};

} // namespace fiftyfold
