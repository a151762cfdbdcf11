// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison's window offscreen, over runners that send nothing.
#include "widgets/comparison/comparisonwindow.h"

#include "engine/run/comparison.h"
#include "engine/runners/runner.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/stagecolours.h"
#include "widgets/comparison/comparisonbar.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisonchooser.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sourcedialog.h"
#include "widgets/window/mainwindow.h"
#include "windowchecks.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

using namespace fiftyfold;
using namespace fiftyfold::test;
using State = ComparisonController::State;

namespace {

constexpr int deadline = 20'000;
constexpr qint64 ms = 1'000'000;

/// What the fake runners do, told by the strategy of their plan.
struct Script {
    QString failing;   ///< Its requests fail.
    QString hanging;   ///< Does nothing until it is stopped.
    int hangsFrom = 0; ///< So does the run of this number, and those after it; 0: none.
    int runs = 0;      ///< How many were made.
};

/// Says at once that all requests are done, as long as the strategy would have taken with 100 ms each.
class FakeRunner : public Runner
{
    Q_OBJECT
public:
    FakeRunner(const RunPlan &plan, Script *script)
        : m_plan(plan)
        , m_script(script)
        , m_id(quint64(++script->runs))
        , m_mailbox(m_id)
    {
    }

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }
    void start() override
    {
        const bool isLate = m_script->hangsFrom > 0 && m_id >= quint64(m_script->hangsFrom);
        if (!isLate && m_plan.strategy != m_script->hanging)
            QMetaObject::invokeMethod(this, &FakeRunner::finishRun, Qt::QueuedConnection);
    }
    void stop() override
    {
        m_isStopped = true;
        QMetaObject::invokeMethod(this, &FakeRunner::finishRun, Qt::QueuedConnection);
    }

private:
    void finishRun()
    {
        if (std::exchange(m_isFinished, true))
            return;
        const bool isSequential = m_plan.strategy == QLatin1String("sequential");
        const qint64 slower = qint64(m_id % 5) * ms; // no two rounds are alike
        RunEnd end;
        end.isStopped = m_isStopped;
        for (quint32 request = 0; request < m_plan.requests && !m_isStopped; ++request) {
            const qint64 begin = isSequential ? qint64(request) * (100 * ms + slower) : 0;
            const qint64 last = begin + 100 * ms + slower + (isSequential ? 0 : qint64(request) * ms / 10);
            Fact left;
            left.kind = Fact::Kind::Ended;
            left.stage = Stage::Queued;
            left.request = request;
            left.at = begin;
            m_mailbox.add(left);
            Fact outcome;
            outcome.kind = Fact::Kind::Finished;
            outcome.request = request;
            outcome.at = last;
            const bool isFailed = m_plan.strategy == m_script->failing;
            outcome.outcome = isFailed ? Outcome::Failed : Outcome::Done;
            outcome.error = isFailed ? ErrorClass::Connect : ErrorClass::None;
            if (isFailed)
                m_mailbox.add(Note{request, Note::Kind::ErrorMessage, QStringLiteral("nobody listens <b>here</b>")});
            m_mailbox.add(outcome);
            end.elapsedNs = qMax(end.elapsedNs, last);
        }
        Q_EMIT finished(end);
    }

    const RunPlan m_plan;
    Script *m_script;
    const quint64 m_id;
    Mailbox m_mailbox;
    bool m_isStopped = false;
    bool m_isFinished = false;
};

StrategyInfo info(const char *name, const char *label, const QString &sourceFile = {})
{
    StrategyInfo made;
    made.name = QLatin1String(name);
    made.label = QLatin1String(label);
    made.description = QLatin1String("what it does");
    made.lesson = QLatin1String("It does this. It is right for that.");
    made.sourceFile = sourceFile;
    return made;
}

RunPlan practicePlan()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms"));
    return plan;
}

} // namespace

class ComparisonWindowTest : public QObject
{
    Q_OBJECT
private:
    QList<StrategyInfo> catalogue() const
    {
        StrategyInfo absent = info("go-goroutines", "Go goroutines");
        absent.isExternal = true;
        absent.unavailable = QStringLiteral("Go is missing: sudo apt install golang-go");
        return {info("sequential", "Sequential", m_source), info("async", "Async"), info("threads", "Threads"), absent};
    }

    std::unique_ptr<ComparisonWindow> newWindow(const QList<StrategyInfo> &strategies)
    {
        Script *script = &m_script;
        const auto makeRunner = [script](const RunPlan &plan, PracticeServer *) -> std::unique_ptr<Runner> {
            return std::make_unique<FakeRunner>(plan, script);
        };
        const auto factory = [makeRunner](const QList<ComparisonEntry> &entries, int rounds, PracticeServer *server) {
            return std::make_unique<Comparison>(entries, rounds, server, nullptr, makeRunner);
        };
        auto window = std::make_unique<ComparisonWindow>(strategies, factory);
        window->setPlan(practicePlan());
        window->show();
        return window;
    }
    std::unique_ptr<ComparisonWindow> newWindow() { return newWindow(catalogue()); }

    static QString label(const ComparisonWindow &window, const char *name)
    {
        return window.findChild<QLabel *>(QLatin1String(name))->text();
    }
    static QPushButton *runButton(const ComparisonWindow &window)
    {
        return window.findChild<QPushButton *>(QStringLiteral("run"));
    }
    static QString cell(ComparisonWindow &window, int row, int column, int role = Qt::DisplayRole)
    {
        return window.controller()->model()->index(row, column).data(role).toString();
    }
    static void finish(ComparisonWindow &window)
    {
        QTRY_COMPARE_WITH_TIMEOUT(window.controller()->state(), State::Done, deadline);
    }

    /// What is written when a file of this name is chosen; of the usual filter where none is given.
    QByteArray exported(ComparisonWindow &window, const QString &name, const QString &filter = {}) const
    {
        window.findChild<QToolButton *>(QStringLiteral("exportButton"))->click();
        auto *chooser = window.findChild<QFileDialog *>();
        if (!chooser)
            return "no dialog";
        if (!filter.isEmpty())
            chooser->selectNameFilter(filter);
        const QString path = m_folder->filePath(name);
        Q_EMIT chooser->fileSelected(path);
        delete chooser;
        const bool isThere = QTest::qWaitFor([&path] { return QFile::exists(path); }, deadline);
        QFile file(path);
        return isThere && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    static QString message(const ComparisonWindow &window) { return window.findChild<MessageBar *>()->text(); }
    static void agree(const QMessageBox &box)
    {
        const QList<QAbstractButton *> buttons = box.buttons();
        for (QAbstractButton *button : buttons) {
            if (box.buttonRole(button) == QMessageBox::AcceptRole) {
                button->click();
                return;
            }
        }
    }

    Script m_script;
    QString m_source;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }

    void init()
    {
        m_script = Script();
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path()); // QFileDialog's
        m_source = m_folder->filePath(QStringLiteral("sequential.cpp"));
        QFile file(m_source);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("// one at a time\nint n = 10'000; /* open\nstill */ return \"text\";\n");
    }

    void aMessageLeavesTheLastRowInView()
    {
        auto window = newWindow(catalogue().mid(0, 3));
        window->resize(900, 600);
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Error, QStringLiteral("What was wrong."));
        const ComparisonTable *table = window->table();
        const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, 0);
        QVERIFY(last.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(table->viewport()->rect().contains(table->visualRect(last)), deadline);
    }

    void aRunnersSecretIsNotShown()
    {
        auto window = newWindow();
        ComparisonChoice choice = window->choice();
        choice.runnerName = QStringLiteral("mine");
        choice.runnerCommand = QStringLiteral("mine --api-key hunter2 --rate \u202e5");
        window->setChoice(choice);
        const int row = window->controller()->model()->rowCount() - 1;
        const QString description =
            cell(*window, row, ComparisonModel::StrategyColumn, ComparisonModel::DescriptionRole);
        QVERIFY2(description.contains(QStringLiteral("[redacted]")), qPrintable(description));
        QVERIFY(!description.contains(QChar(0x202e)));
        for (const QString &shown :
             {description, cell(*window, row, ComparisonModel::StrategyColumn, Qt::AccessibleTextRole)})
            QVERIFY2(!shown.contains(QStringLiteral("hunter2")), qPrintable(shown));
    }

    void showsWhatWouldRun()
    {
        auto window = newWindow();
        QCOMPARE(window->windowTitle(), QStringLiteral("Compare — Fiftyfold"));
        QCOMPARE(window->controller()->model()->rowCount(), 4);
        QCOMPARE(window->controller()->runnable(), 3);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("50 requests · practice server, 100 ms · 5 r")));
        QVERIFY(label(*window, "sameForAll").startsWith(QStringLiteral("Same for all: HTTP/1.1, transport curl, ")));
        QVERIFY(window->chart()->isEmpty());
        QCOMPARE(*window->controller()->model()->floorMs(), 100.0);
        QVERIFY(!window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());
        QVERIFY(!window->findChild<QToolButton *>(QStringLiteral("runAgain"))->isEnabled());
    }

    void anInsecureComparisonIsMarked()
    {
        auto window = newWindow();
        const auto *texts = window->findChild<QLabel *>(QStringLiteral("sentence"));
        const QColor usual = texts->palette().color(texts->foregroundRole());
        RunPlan plan = practicePlan();
        plan.insecure = true;
        window->setPlan(plan);
        QVERIFY(texts->text().contains(QStringLiteral("certificates not verified")));
        QVERIFY(texts->palette().color(texts->foregroundRole()) != usual);
        plan.insecure = false;
        window->setPlan(plan);
        QCOMPARE(texts->palette().color(texts->foregroundRole()), usual);
    }

    void noFloorWhereTheDelayVaries()
    {
        auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.url = defaultPracticeUrl();
        window->setPlan(plan);
        QVERIFY(!window->controller()->model()->floorMs());
    }

    void tellsTheFirstRoundFromTheWarmUp()
    {
        auto window = newWindow();
        const auto hint = [&window](const char *words) {
            const QList<QLabel *> labels = window->chart()->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [words](const QLabel *label) { return label->text().startsWith(QLatin1String(words)); });
        };
        m_script.hangsFrom = 4; // after the warm-up of each
        window->run();
        QVERIFY(hint("Warming up."));
        QTRY_VERIFY(hint("Round 1 of 5."));
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    void runsAndSaysHowManyTimesAsFast()
    {
        auto window = newWindow();
        const QAbstractItemModelTester tester(window->controller()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy busyChanged(window.get(), &ComparisonWindow::busyChanged);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QVERIFY(window->isBusy());
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Stop"));
        QVERIFY(!window->findChild<QPushButton *>(QStringLiteral("choose"))->isEnabled());
        finish(*window);
        QCOMPARE(busyChanged.count(), 2);
        QCOMPARE(m_script.runs, 3 * 6);
        QCOMPARE(label(*window, "state"), QStringLiteral("done"));
        QVERIFY(label(*window, "sentence").endsWith(QStringLiteral("95\u00a0% bootstrap interval of the median")));
        QVERIFY(cell(*window, 0, ComparisonModel::MedianColumn).startsWith(QStringLiteral("5.")));
        QVERIFY(cell(*window, 1, ComparisonModel::RatioColumn).startsWith(QStringLiteral("4")));
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        QTRY_VERIFY(!window->chart()->isEmpty());
        QCOMPARE(window->chart()->pointCount(1), 52);
        QCOMPARE(window->chart()->pointCount(3), 0);
        // To the end of the slowest that had many at once, not of the sequential one.
        QVERIFY(window->chart()->endMs() < 300);
        QVERIFY(window->chart()->wholeEndMs() > 4000);
        window->chart()->setShowingAll(true);
        QVERIFY(window->chart()->endMs() >= window->chart()->wholeEndMs());
        QVERIFY(window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());

        window->findChild<QToolButton *>(QStringLiteral("runAgain"))->click();
        QVERIFY(window->isBusy());
        QVERIFY(!window->controller()->model()->hasMeasured());
        finish(*window);
    }

    void anotherBaselineReadsTheSameFiguresAnew()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        auto *baseline = window->findChild<QComboBox *>(QStringLiteral("baseline"));
        QCOMPARE(baseline->count(), 3); // none that can't run
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("async")));
        QCOMPARE(window->controller()->state(), State::Done);
        QCOMPARE(cell(*window, 1, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("slower"));
    }

    void stoppedKeepsWhatIsDone()
    {
        m_script.hangsFrom = 10; // after a warm-up and two rounds of each
        auto window = newWindow();
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->record().runsDone, 9, deadline);
        QTRY_VERIFY(label(*window, "state").startsWith(QStringLiteral("run 10 of 18")));
        window->controller()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(label(*window, "state"), QStringLiteral("stopped after 9 of 18 runs"));
        for (int row = 0; row < 3; ++row)
            QCOMPARE(window->controller()->model()->result(row).elapsedMs.size(), std::size_t(2));
        const QString sentence = label(*window, "sentence");
        QVERIFY2(sentence.contains(QStringLiteral("5 rounds")) &&
                     sentence.endsWith(QStringLiteral("fewer than 5 rounds")),
                 qPrintable(sentence));
        QVERIFY(window->findChild<QToolButton *>(QStringLiteral("exportButton"))->isEnabled());
        const QByteArray markdown = exported(*window, QStringLiteral("stopped.md"));
        QVERIFY2(markdown.contains("stopped before its end, after 9 of 18 runs"), markdown.constData());
    }

    void stoppedInItsFirstRunShowsNothing()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        QTRY_COMPARE(window->controller()->model()->runningRow(), 0);
        QCOMPARE(cell(*window, 0, 0, ComparisonModel::NoteRole), QStringLiteral("running"));
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(window->controller()->model()->runningRow(), -1);
        QVERIFY(!window->controller()->model()->hasMeasured());
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Run"));
    }

    void aFailedOneSaysWhy()
    {
        m_script.failing = QStringLiteral("async");
        auto window = newWindow();
        window->run();
        finish(*window);
        const QString why = cell(*window, 1, ComparisonModel::MedianColumn);
        QVERIFY2(why.contains(QStringLiteral("nobody listens")), qPrintable(why));
        QCOMPARE(cell(*window, 1, 0, ComparisonModel::NoteRole), QStringLiteral("failed"));
        QCOMPARE(label(*window, "state"), QStringLiteral("done, 1 failed"));
        // Perhaps in words that look like HTML, and are not to be taken for it.
        QWidget *viewport = window->table()->viewport();
        const QModelIndex index = window->table()->model()->index(1, ComparisonModel::MedianColumn);
        const QPoint place = window->table()->visualRect(index).center();
        QHelpEvent help(QEvent::ToolTip, place, viewport->mapToGlobal(place));
        QCoreApplication::sendEvent(viewport, &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("&lt;b&gt;here")), qPrintable(QToolTip::text()));
        QVERIFY(cell(*window, 2, ComparisonModel::RatioColumn).endsWith(QStringLiteral("×")));
    }

    void theArticlesCaseStandsBesideOurs()
    {
        auto window = newWindow();
        auto *article = window->findChild<QCheckBox *>(QStringLiteral("article"));
        article->click();
        ComparisonModel *model = window->controller()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, 0).data(ComparisonModel::ReportedRole).toDouble(), 17'000.0);
        QCOMPARE(model->index(1, 0).data(ComparisonModel::ReportedRole).toDouble(), 530.0);
        QCOMPARE(*model->floorMs(), 340.0);
        QVERIFY(label(*window, "sentence").contains(QStringLiteral("practice server, 340 ms")));
        QVERIFY(!model->hasMeasured()); // what others reported is no figure of ours
        article->click();
        QCOMPARE(model->rowCount(), 4);
        QVERIFY(!model->index(0, 0).data(ComparisonModel::ReportedRole).isValid());
    }

    void aPlanThatIsTheSameKeepsTheFigures()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        RunPlan plan = practicePlan();
        plan.strategy = QStringLiteral("sequential");
        window->setPlan(plan);
        QVERIFY(window->controller()->model()->hasMeasured());
        QCOMPARE(message(*window), QString());
    }

    void whatWasMeasuredStaysUntilItIsReplaced()
    {
        auto window = newWindow();
        ComparisonModel *model = window->controller()->model();
        window->run();
        finish(*window);
        const std::vector<double> measured = model->result(0).elapsedMs;
        auto *article = window->findChild<QCheckBox *>(QStringLiteral("article"));
        auto *baseline = window->findChild<QComboBox *>(QStringLiteral("baseline"));
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("threads")));

        article->click();
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(model->result(0).elapsedMs, measured);
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QCOMPARE(baseline->currentData().toString(), QStringLiteral("sequential"));
        baseline->setCurrentIndex(baseline->findData(QStringLiteral("async"))); // of the article's case alone
        const QByteArray json = exported(*window, QStringLiteral("a.json"));
        QVERIFY(!json.contains("preset"));
        QTRY_VERIFY_WITH_TIMEOUT(message(*window).startsWith(QStringLiteral("Saved")), deadline);
        QVERIFY(message(*window).contains(QStringLiteral("compared before"))); // which holds on
        article->click();
        QCOMPARE(message(*window), QString());
        QCOMPARE(model->result(0).elapsedMs, measured);
        QCOMPARE(baseline->currentData().toString(), QStringLiteral("threads"));
        QCOMPARE(model->baselineRow(), 2);

        RunPlan plan = practicePlan();
        plan.requests = 51;
        window->setPlan(plan);
        QCOMPARE(model->result(0).elapsedMs, measured);
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("50 requests")));
        window->run();
        finish(*window);
        QVERIFY(label(*window, "sentence").startsWith(QStringLiteral("51 requests")));
        QCOMPARE(message(*window), QString());
    }

    void shownAgainItSaysWhatItsFiguresAreOf()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Notice, QStringLiteral("Saved it."));
        window->close();
        window->show();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        window->findChild<MessageBar *>()->clear();
        window->close();
        window->show();
        QVERIFY(message(*window).contains(QStringLiteral("compared before")));
        QVERIFY(window->findChild<MessageBar *>()->isVisible());
    }

    void theArticlesCaseReplacesWhenItRuns()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        window->run();
        finish(*window);
        QCOMPARE(window->controller()->model()->rowCount(), 2);
        QVERIFY(exported(*window, QStringLiteral("a.json")).contains("\"preset\""));
    }

    void anInsecureOneSaysSo()
    {
        auto window = newWindow();
        RunPlan plan = practicePlan();
        plan.insecure = true;
        window->setPlan(plan);
        window->run();
        finish(*window);
        QVERIFY(label(*window, "sentence").contains(QStringLiteral("certificates not verified")));
        QVERIFY(exported(*window, QStringLiteral("a.json")).contains("certificates were not verified"));
        QVERIFY(exported(*window, QStringLiteral("a.md")).contains("certificates not verified"));
    }

    void theChooserGreysWhatCantRun()
    {
        auto window = newWindow();
        window->findChild<QPushButton *>(QStringLiteral("choose"))->click();
        auto *chooser = window->findChild<ComparisonChooser *>();
        QVERIFY(chooser);
        auto *list = chooser->findChild<QListWidget *>();
        QCOMPARE(list->count(), 4);
        QVERIFY(!list->item(3)->flags().testFlag(Qt::ItemIsEnabled));
        QVERIFY(list->item(3)->text().contains(QStringLiteral("sudo apt install golang-go")));
        QPushButton *ok = chooser->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        for (int row = 0; row < 3; ++row)
            list->item(row)->setCheckState(Qt::Unchecked);
        QVERIFY(!ok->isEnabled());
        list->item(1)->setCheckState(Qt::Checked);
        QVERIFY(ok->isEnabled());
        chooser->findChild<QLineEdit *>(QStringLiteral("runnerName"))->setText(QStringLiteral("Mine"));
        QVERIFY(!ok->isEnabled()); // a name alone starts nothing
        chooser->findChild<QLineEdit *>(QStringLiteral("runnerCommand"))->setText(QStringLiteral("python3 mine.py"));
        QVERIFY(ok->isEnabled());
        ok->click();
        QCOMPARE(window->choice().leftOut, QStringList({QStringLiteral("sequential"), QStringLiteral("threads")}));
        const QList<ComparisonLine> &lines = window->controller()->lines();
        QCOMPARE(lines.last().subject.label, QStringLiteral("Mine"));
        QCOMPARE(lines.last().entry.plan.runnerCommand, QStringLiteral("python3 mine.py"));
        QVERIFY(lines.last().entry.isExternal());
    }

    void theChoiceIsRemembered()
    {
        {
            auto window = newWindow();
            ComparisonChoice choice = window->choice();
            choice.leftOut = QStringList({QStringLiteral("threads")});
            choice.runnerName = QStringLiteral("Mine");
            choice.runnerCommand = QStringLiteral("./mine --fast");
            window->setChoice(choice);
            window->findChild<QSpinBox *>(QStringLiteral("rounds"))->setValue(7);
            window->resize(790, 650); // no wider: Qt 6.8 holds a window to its screen, which is small here
            window->close();
        }
        const auto window = newWindow();
        QCOMPARE(window->choice().rounds, 7);
        QCOMPARE(window->choice().leftOut, QStringList({QStringLiteral("threads")}));
        QCOMPARE(window->choice().runnerCommand, QStringLiteral("./mine --fast"));
        QCOMPARE(window->size(), QSize(790, 650));
    }

    void theGuardNamesAllRequests()
    {
        auto window = newWindow();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("http://fiftyfold.invalid/"));
        plan.requests = 50;
        window->setPlan(plan);
        window->run();
        QVERIFY(!window->isBusy());
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(box->text().contains(QStringLiteral("900 requests in all to fiftyfold.invalid"))); // 50 × 3 × (5 + 1)
        box->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(!window->isBusy());

        window->run();
        box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        agree(*box);
        QVERIFY(window->isBusy());
        QVERIFY(window->controller()->lines().first().entry.plan.allowRemote);
        finish(*window);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        window->run(); // is not asked again
        QVERIFY(window->isBusy());
        finish(*window);
    }

    void anAnswerCountsOnlyForWhatWasAsked()
    {
        auto window = newWindow();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("http://fiftyfold.invalid/"));
        window->setPlan(plan);
        auto *rounds = window->findChild<QSpinBox *>(QStringLiteral("rounds"));
        plan.requests = 5'000;
        const auto leaveOneOut = [&] {
            ComparisonChoice fewer = window->choice();
            fewer.leftOut = QStringList({QStringLiteral("threads")});
            window->setChoice(fewer);
        };
        const std::vector<std::function<void()>> changes = {[&] { window->setPlan(plan); },
                                                            [&] { rounds->setValue(50); }, leaveOneOut,
                                                            [&] { window->setMainRunGoing(true); }};
        for (const std::function<void()> &change : changes) {
            window->run();
            QVERIFY(!window->findChild<MessageBar *>()->text().contains(QStringLiteral("Nothing was sent")));
            auto *box = window->findChild<QMessageBox *>();
            QVERIFY(box);
            change();
            agree(*box);
            QVERIFY(!window->isBusy());
            QVERIFY(window->findChild<MessageBar *>()->text().contains(QStringLiteral("Nothing was sent")));
            QTRY_VERIFY(!window->findChild<QMessageBox *>());
        }
        QCOMPARE(m_script.runs, 0);
        window->setMainRunGoing(false);
        window->run(); // is asked anew
        QVERIFY(window->findChild<QMessageBox *>());
    }

    void anOwnRunnerHasItsOwnWayWithThreads()
    {
        RunPlan plan = practicePlan();
        plan.threads = 2;
        ComparisonChoice choice;
        choice.runnerCommand = QStringLiteral("./mine");
        const QList<ComparisonLine> lines = comparisonLines(catalogue(), choice, plan);
        QCOMPARE(lines.at(1).entry.plan.threads, 2); // async
        QCOMPARE(lines.last().entry.name, QStringLiteral("own-runner"));
        QCOMPARE(lines.last().entry.plan.threads, 1);
        QCOMPARE(lines.last().entry.unavailable, QString());
    }

    void exportsAllThatThereIsToTell()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        const QString markdown = QString::fromUtf8(exported(*window, QStringLiteral("comparison.md")));
        for (const char *words : {"times as fast as sequential |", "| sequential |", "| async |", "| threads |",
                                  "not here: Go is missing", "Floor: 100 ms", "Same for all: HTTP/1.1"})
            QVERIFY2(markdown.contains(QLatin1String(words)), qPrintable(markdown));
        QVERIFY(!markdown.contains(QLatin1String("2018")));

        window->controller()->model()->setBaseline(QStringLiteral("async"));
        const QByteArray text = exported(*window, QStringLiteral("comparison.json"));
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.comparison/1"));
        QCOMPARE(json.value(QLatin1String("baseline")).toString(), QStringLiteral("async"));
        QVERIFY(!json.contains(QLatin1String("preset")));
        const QJsonArray entries = json.value(QLatin1String("entries")).toArray();
        QCOMPARE(entries.size(), 4);
        QCOMPARE(entries.at(2).toObject().value(QLatin1String("name")).toString(), QStringLiteral("threads"));
        QCOMPARE(entries.at(2).toObject().value(QLatin1String("rounds")).toArray().size(), 5);
        QVERIFY(entries.at(3).toObject().contains(QLatin1String("unavailable")));

        // The filter says what it is to be where the name does not.
        const QByteArray unnamed = exported(*window, QStringLiteral("comparison"), QStringLiteral("JSON (*.json)"));
        QCOMPARE(QJsonDocument::fromJson(unnamed).object().value(QLatin1String("baseline")).toString(),
                 QStringLiteral("async"));
    }

    void exportsTheArticlesCaseAsSuch()
    {
        auto window = newWindow();
        window->findChild<QCheckBox *>(QStringLiteral("article"))->click();
        window->run();
        finish(*window);
        const QByteArray markdown = exported(*window, QStringLiteral("article.md"));
        QVERIFY2(markdown.contains("Reported in 2018"), markdown.constData());
        const QByteArray text = exported(*window, QStringLiteral("article.json"));
        QCOMPARE(QJsonDocument::fromJson(text).object().value(QLatin1String("preset")).toString(),
                 QStringLiteral("article"));
    }

    void enterShowsTheCode()
    {
        auto window = newWindow();
        window->table()->setCurrentIndex(window->controller()->model()->index(1, 0));
        QTest::keyClick(window->table(), Qt::Key_Return);
        QVERIFY(!window->findChild<SourceDialog *>()); // it has none
        window->table()->setCurrentIndex(window->controller()->model()->index(0, 0));
        QTest::keyClick(window->table(), Qt::Key_Return);
        auto *dialog = window->findChild<SourceDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        QVERIFY(dialog->source().contains(QStringLiteral("10'000")));
        const auto *text = dialog->findChild<QPlainTextEdit *>();
        QVERIFY(text->isReadOnly());
        // The comment of the first line, "int" of the second, the string of the third.
        const auto formats = [text](int block) {
            return text->document()->findBlockByNumber(block).layout()->formats();
        };
        QCOMPARE(formats(0).size(), 1);
        QCOMPARE(formats(0).first().length, 16);
        QCOMPARE(formats(1).first().length, 3);
        QCOMPARE(formats(1).size(), 2); // 10'000 opens no string
        QCOMPARE(formats(2).last().length, 6);
        const auto buttons = dialog->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->accessibleName() == QLatin1String("Copy the whole source"))
                button->click();
        }
        QCOMPARE(QApplication::clipboard()->text(), dialog->source());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void thePictureHasThePage()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        const QImage picture = window->picture();
        QVERIFY(picture.width() >= 2 * (window->width() - 2));
        QVERIFY(picture.pixelColor(2, 2) == window->palette().color(QPalette::Window));
    }

    void thePictureHasNoSelection()
    {
        auto window = newWindow();
        window->run();
        finish(*window);
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        window->table()->setCurrentIndex({});
        const QImage before = window->picture();
        window->table()->setFocus();
        window->table()->selectRow(1);
        window->chart()->setCurrentRow(1);
        QCOMPARE(window->picture(), before);
        QVERIFY(window->table()->selectionModel()->isRowSelected(1));
    }

    void followsThePalette()
    {
        auto window = newWindow();
        QApplication::setPalette(Appearance::darkPalette());
        QTRY_VERIFY(isDark(window->palette()));
        const QImage dark = window->chart()->grab().toImage();
        QCOMPARE(dark.pixelColor(2, 2), StageColours(Appearance::darkPalette()).card);
        QApplication::setPalette(Appearance::lightPalette());
        QTRY_VERIFY(!isDark(window->palette()));
        const QImage light = window->chart()->grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), StageColours(Appearance::lightPalette()).card);
    }

    void nothingIsClippedWhenSmall()
    {
        auto window = newWindow();
        window->resize(900, 600);
        QTRY_COMPARE(window->size(), QSize(900, 600));
        window->run();
        finish(*window);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const QList<QWidget *> widgets = window->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || widget->isWindow())
                continue;
            QVERIFY2(widget->parentWidget()->rect().contains(widget->geometry()),
                     qPrintable(QStringLiteral("%1 %2 leaves its parent")
                                    .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())));
            const auto *shown = qobject_cast<const QLabel *>(widget);
            if (shown && !shown->wordWrap() && !shown->text().isEmpty())
                QVERIFY2(shown->width() >= shown->minimumSizeHint().width(), qPrintable(shown->text()));
        }
    }

    void everythingHasAnAccessibleName()
    {
        auto window = newWindow();
        QCOMPARE(widgetWithoutName(*window), QString());
    }

    void waitsForTheRunOfTheMainWindow()
    {
        auto window = newWindow();
        window->setMainRunGoing(true);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        window->run();
        QVERIFY(!window->isBusy());
        QVERIFY(label(*window, "state").contains(QStringLiteral("main window")));
        window->setMainRunGoing(false);
        window->run();
        QVERIFY(window->isBusy());
        finish(*window);
    }

    void theMainWindowOpensIt()
    {
        m_script.hanging = QStringLiteral("async");
        Script *script = &m_script;
        MainWindow main(m_appearance.get(), [script](const RunPlan &plan, PracticeServer *) -> std::unique_ptr<Runner> {
            return std::make_unique<FakeRunner>(plan, script);
        });
        main.show();
        QVERIFY(!main.comparison());
        main.run();
        QVERIFY(main.controller()->isBusy());
        main.findChild<QPushButton *>(QStringLiteral("compare"))->click();
        QVERIFY(main.comparison());
        QVERIFY(main.comparison()->isVisible());
        main.comparison()->run();
        QVERIFY(!main.comparison()->isBusy());
        main.controller()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!main.controller()->isBusy(), deadline);
        QVERIFY(!label(*main.comparison(), "state").contains(QStringLiteral("main window")));
        main.close();
        QVERIFY(!main.comparison()->isVisible());
    }

    void closedWhileItRunsItStops()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        QVERIFY(window->isBusy());
        window->close();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        window->show();
        QVERIFY(window->isVisible());
    }

    void destroyedWhileItRuns()
    {
        m_script.hanging = QStringLiteral("sequential");
        auto window = newWindow();
        window->run();
        window.reset(); // must neither crash nor hang
    }
};

QTEST_MAIN(ComparisonWindowTest)
#include "tst_comparisonwindow.moc"
