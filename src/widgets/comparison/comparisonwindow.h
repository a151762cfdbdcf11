// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/comparison/comparisonreport.h"
#include "widgets/base/windowsettings.h"
#include "widgets/comparison/comparisoncontroller.h"
#include "widgets/comparison/comparisonsettings.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

class QAction;
class QTabBar;
class QIODevice;
class QImage;
class QLabel;
class QMessageBox;
class QToolButton;

namespace fiftyfold {

namespace Ui {
class ComparisonWindow;
}

class CapacityPage;
class ComparisonAxis;
class ComparisonChart;
class ComparisonTable;
class FittingScrollArea;
struct CapacityRecord;
class SweepPage;
struct ToldComparison;

/// The comparison in a window of its own: runs the plan it is given under several strategies and says how many times as
/// fast each was. Those of this session stay in a list, to be looked at while another runs. On a page beside it, the
/// highest rate that the plan's target holds is found. Closed while it runs, it
/// hides and stops, and asks before where something was measured; it can be shown again. Main thread; files are written
/// in a pool.
class ComparisonWindow : public QWidget
{
    Q_OBJECT
public:
    /// `factory`: see ComparisonController.
    explicit ComparisonWindow(const QList<StrategyInfo> &catalogue = strategyCatalogue(),
                              ComparisonController::Factory factory = {}, QWidget *parent = nullptr);
    ~ComparisonWindow() override;

    /// What to compare with; the strategy in it means nothing. What was measured stays as it is shown, and in the list
    /// when run() begins another; likewise with setChoice(). Ignored while isBusy().
    /// `remoteHosts` are those of its targets, if any, that are neither on this machine nor in a private network.
    void setPlan(const RunPlan &plan, const QStringList &remoteHosts = {});
    /// Shows a comparison, or a search for capacity, that was kept, as if it had just run; `name` is what people know
    /// it by. What was shown stays in the list. Ignored while isBusy().
    void showKept(const ComparisonReport &report, const QString &name);
    void showKept(const CapacityRecord &record, const QString &name);
    /// A run of the main window goes on: none is started here, since each would disturb the other.
    void setMainRunGoing(bool isGoing);
    /// A comparison, or a search for capacity, goes on.
    bool isBusy() const;
    /// It goes on, and has measured something.
    bool isMeasuring() const;
    /// A file is not there yet; written() will tell.
    bool isWriting() const { return m_writes > 0; }
    /// How far it is, for people.
    QString stateText() const;

    ComparisonController *controller() { return &m_controller; }
    CapacityPage *capacity() { return m_capacity; }
    ComparisonTable *table() { return m_table; }
    ComparisonChart *chart() { return m_chart; }
    SweepPage *sweepPage() { return m_sweepPage; }
    const ComparisonChoice &choice() const { return m_choice; }
    void setChoice(const ComparisonChoice &choice);
    /// The page as it is shown, without what is there to be clicked; at least twice as fine as the screen's.
    /// `svg`: the same in vectors.
    QImage picture(QByteArray *svg = nullptr);

public Q_SLOTS:
    /// Asks where it must, and runs what is chosen.
    void run();
    /// Closes the window as if the user had agreed that it stops.
    void closeAtOnce();

Q_SIGNALS:
    void busyChanged(bool isBusy);
    /// What was being written is there; else a message says why not.
    void written(const QString &problem);
    /// A comparison has ended and has measured something; `make` makes what is told of it, in any thread.
    void measured(const std::function<fiftyfold::ComparisonReport()> &make);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildPages();
    void buildPage();
    QWidget *buildChartCard();
    void connectBar();
    bool isCapacityShown() const;
    void showCapacityPage(bool isShown);
    void showPage();
    void showMessageOf(const QString &text, bool isError);
    void runAgain();
    QString whyNotAgain() const;
    void runShown();
    void stopShown();
    void connectVaried();
    void connectPast();
    void addActions();
    void applyPalette();
    void markInsecure();
    /// Takes over what is chosen; shows it where nothing has been measured yet.
    void ask();
    /// Shows what is chosen, as rows that have not run.
    void prepare();
    void showShown();
    struct Past;
    static QString keptText(const Past &past);
    void addPast(const Past &past);
    void keepPast();
    void listPast();
    /// True where the rows are of something else than what is chosen now.
    bool isOutdated() const;
    bool hasResults() const;
    void setPlain(bool isPlain);
    void start();
    void startAgreed();
    void showState();
    void showProgress();
    void showNotice();
    void showTexts();
    void showRange();
    QList<const Factor *> shownFactors() const;
    std::optional<double> shownFloorMs() const;
    std::optional<double> requestFloorMs() const;
    void showHeadings();
    void showPages();
    void showFindings();
    void showAnswer();
    QStringList remoteHostsOf(const RunPlan &plan) const;
    QStringList remoteHosts() const;
    int linesTo(const QStringList &hosts) const;
    RunPlan askedLoad() const;
    void openChooser();
    void openLoad();
    void openSource(int row);
    void savePicture();
    void choosePicture(const QString &name, const QImage &image, const QByteArray &svg);
    using ReportWriter = QString (*)(QIODevice &, const ComparisonReport &);
    struct Shown;
    std::function<ComparisonReport()> reportMaker() const;
    std::function<ComparisonReport()> makerOf(const ComparisonRecord &record, const Shown &shown,
                                              qsizetype baseline) const;
    void tellEnd();
    bool hasReport();
    void connectDiff();
    /// Reads what the comparison is held against, in the pool. Empty, or why not.
    using ToldReader = std::function<QString(ToldComparison &told)>;
    /// `past`: null for what has just run.
    ToldReader listedReader(const QString &name, const std::shared_ptr<const Past> &past) const;
    void chooseToHoldAgainst();
    void holdAgainst(const QString &name, const ToldReader &read);
    void copyFigures(ReportWriter write);
    void exportReport();
    void exportCapacity();
    QString hintText() const;
    std::optional<QString> choiceNotice() const;
    QString noticeText() const;
    bool hasAllFailed() const;
    /// Takes the pool's one thread, which it keeps; false where none can be had.
    bool takeThread();
    /// Writes a file in the pool and says how that went.
    void writeFile(const QString &path, const std::function<QString(QIODevice &)> &write);

    std::unique_ptr<Ui::ComparisonWindow> m_ui;
    const QList<StrategyInfo> m_catalogue;
    WindowSettings m_windowSettings; ///< For the hosts that the user agreed to.
    ComparisonSettings m_settings;
    ComparisonController m_controller;
    ComparisonChoice m_choice;
    RunPlan m_plan;  ///< As it was given.
    RunPlan m_asked; ///< What all lines share that run() will run; of the article's case, its own.
    QList<ComparisonLine> m_askedLines;
    QString m_askedProblem; ///< Not empty: what is wrong with what is to be varied.
    struct Shown {
        ComparisonChoice choice;
        RunPlan plan; ///< What all lines share.
    };
    Shown m_shown;    ///< What is prepared, or was started last.
    int m_rounds = 0; ///< Of the last start; 0 before it.
    struct Past {
        Shown shown;
        int rounds = 0;
        ComparisonOutcome outcome;
        QString name = {};               ///< Of one that was kept; of the session's own empty.
        QString reasonAgainstAgain = {}; ///< Not empty: why it can't be run again from here.
    };
    std::vector<std::shared_ptr<const Past>> m_past; ///< Those before it, in order.
    const Past *m_looked = nullptr;                  ///< The one that is shown instead.
    /// What the rows are of.
    const Shown &shown() const { return m_looked ? m_looked->shown : m_shown; }
    bool m_isMainRunGoing = false;
    QPointer<QMessageBox> m_closingBox; ///< The question that stands.
    bool m_isAgreedToClose = false;

    QTabBar *m_tabs = nullptr;
    CapacityPage *m_capacity = nullptr;
    FittingScrollArea *m_capacityArea = nullptr;
    ComparisonTable *m_table = nullptr;
    ComparisonAxis *m_axis = nullptr;
    ComparisonChart *m_chart = nullptr;
    FittingScrollArea *m_chartsArea = nullptr;
    QWidget *m_tableCard = nullptr;
    QWidget *m_chartCard = nullptr;
    SweepPage *m_sweepPage = nullptr;
    QLabel *m_rangeLabel = nullptr;
    QToolButton *m_rangeButton = nullptr;
    QAction *m_runAction = nullptr;
    QAction *m_stopAction = nullptr;
    QTimer m_progressTimer;
    bool m_hasThread = false;             ///< Of the pool.
    int m_writes = 0;                     ///< Files under way.
    bool m_isHeldAgainst = false;         ///< The pool works out how it stands to another one.
    std::atomic_bool m_isGivenUp = false; ///< What the pool reads is given up.
    QStringList m_remoteHosts;            ///< That the plan asks.
    QThreadPool m_pool;                   ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
