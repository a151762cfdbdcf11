// SPDX-License-Identifier: GPL-3.0-or-later
// The sidebar, and the window that keeps runs and opens them again.
#include "widgets/history/historypanel.h"

#include "records/history/historysample.h"
#include "support/germannumbers.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/tile.h"
#include "widgets/base/windowsettings.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/comparison/exportdialog.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historymodel.h"
#include "widgets/history/historywording.h"
#include "widgets/run/runbar.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fiftyfold;
using test::keptSample;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;

QAction *actionNamed(const QWidget &widget, const QString &text)
{
    const auto actions = widget.findChildren<QAction *>();
    for (QAction *action : actions) {
        if (action->text().remove(QLatin1Char('&')) == text)
            return action;
    }
    return nullptr;
}

} // namespace

class TestHistoryPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_folder.reset(); }

    void wordsDays();
    void wordsWhatIsKept();
    void listsADayAtATime();
    void listsMoreAsItIsScrolled();
    void listsWhatAnotherProgramKept();
    void searchesAsIsTyped();
    void pinsLabelsAndRemoves();
    void exportsToAFile();
    void exportsAComparisonInEachForm();
    void theWindowKeepsAndOpensARun();
    void theWindowKeepsWhatTheNextRunFollows();
    void theWindowKeepsWhatEndsAsItCloses();
    void keepsTheListThatCantBeHadAnew();
    void aRunLeavesWhatTheHistoryTold();
    void wordsAnAnswerForTheWindow();
    void theWindowShowsWhatHasNoRequests();
    void runsStandBesideABaseline();
    void aStoppedRunStandsBesideAWholeOne();
    void theWindowRemembersTheBaseline();
    void aBaselineThatCantBeReadIsToldOnce();
    void theWindowSetsTheSize();
    void theQuestionBeforeClosingIsTrue();
    void theWindowRemembersTheSidebar();
    void keepsNothingUnasked_data();
    void keepsNothingUnasked();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("history.sqlite")); }
    void fill(int runs)
    {
        HistoryStore store(path());
        for (int i = 0; i < runs; ++i) {
            QString id;
            QCOMPARE(store.keep(keptSample(20, QStringLiteral("run %1").arg(i), i * 60), &id), QString());
        }
    }
    std::unique_ptr<MainWindow> newWindow()
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get());
        window->resize(1360, 860);
        window->show();
        return window;
    }
    static bool isFilled(HistoryPanel &panel, int entries)
    {
        const bool isThere = QTest::qWaitFor([&] { return panel.model()->total() == entries; }, deadline);
        if (!isThere)
            qWarning("%d of %d", panel.model()->total(), entries);
        return isThere;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Appearance> m_appearance;
};

void TestHistoryPanel::initTestCase()
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
    m_appearance = std::make_unique<Appearance>();
}

void TestHistoryPanel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    qputenv("FIFTYFOLD_HISTORY", path().toLocal8Bit());
}

void TestHistoryPanel::wordsDays()
{
    const QDate today(2026, 11, 26);
    QCOMPARE(dayText(today, today), QStringLiteral("Today, 26 November"));
    QCOMPARE(dayText(today.addDays(-1), today), QStringLiteral("Yesterday, 25 November"));
    QCOMPARE(dayText(QDate(2025, 12, 3), today), QStringLiteral("3 December 2025"));
}

void TestHistoryPanel::wordsWhatIsKept()
{
    HistoryEntry entry = keptSample(100).entry;
    QCOMPARE(keptLoadText(entry), QStringLiteral("async · 100 requests, 64 at once"));
    entry.rate = QStringLiteral("200/s");
    entry.durationNs = 60'000'000'000;
    entry.requests = 12'000;
    QCOMPARE(keptLoadText(entry), QStringLiteral("async · 200/s for 60 s, 64 at once"));
    entry.p95Ns = 261'000'000;
    QCOMPARE(keptFigureText(entry), QStringLiteral("p95 261 ms · 1 failed"));
    entry.remark = QStringLiteral("TLS certificates were not verified (--insecure).");
    QCOMPARE(keptFigureText(entry), QStringLiteral("p95 261 ms · 1 failed · certificates not verified"));
    entry.isPinned = true;
    QVERIFY(keptSentence(entry).startsWith(QLatin1String("run, http://[::1]/a, ")));
    QVERIFY(keptSentence(entry).endsWith(QLatin1String(", pinned")));
    HistoryEntry search;
    search.kind = KeptKind::Capacity;
    search.strategy = QStringLiteral("async");
    search.perSecond = 976.6;
    search.isStopped = true;
    QCOMPARE(keptLoadText(search), QStringLiteral("async · capacity"));
    QCOMPARE(keptFigureText(search), QStringLiteral("977/s held · stopped"));
    HistoryEntry comparison;
    comparison.kind = KeptKind::Comparison;
    QCOMPARE(keptFigureText(comparison), QStringLiteral("comparison"));
    comparison.remark = QStringLiteral("async is 49 times as fast as sequential");
    QCOMPARE(keptFigureText(comparison), comparison.remark);
}

void TestHistoryPanel::listsADayAtATime()
{
    fill(30); // an hour apart
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    QAbstractItemModelTester tester(panel.model());
    panel.show();
    QVERIFY(isFilled(panel, 30));
    const HistoryModel &model = *panel.model();
    const auto isDay = [&model](int row) { return model.index(row).data(HistoryModel::IsDayRole).toBool(); };
    QVERIFY(isDay(0));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("run 29"));
    int days = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        days += isDay(row) ? 1 : 0;
        QCOMPARE(model.flags(model.index(row)).testFlag(Qt::ItemIsSelectable), !isDay(row));
        QVERIFY(!isDay(row) || !isDay(row + 1));
    }
    QCOMPARE(model.rowCount(), 30 + days);
    QVERIFY(days == 2 || days == 3);
    QCOMPARE(model.index(1).data(HistoryModel::SparklineRole).value<QList<float>>().size(), 40);
    QVERIFY(!model.index(1).data(Qt::AccessibleTextRole).toString().isEmpty());
}

void TestHistoryPanel::listsMoreAsItIsScrolled()
{
    fill(1);
    {
        HistoryDatabase database(path());
        QCOMPARE(database.open(HistoryDatabase::Access::Write), QString());
        const QString columns =
            QStringLiteral("kind, label, pinned, url, strategy, remark, requests, at_once, rate, duration_ns, "
                           "elapsed_ns, done, failed, stopped, per_second, request_bytes");
        QCOMPARE(
            database.execute(QStringLiteral("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                                            "i < 449) INSERT INTO runs (id, started_at, %1) SELECT "
                                            "lower(hex(randomblob(8))), started_at + i * 1000, %1 FROM runs, n")
                                 .arg(columns)),
            QString());
    }
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.resize(240, 600);
    panel.show();
    QVERIFY(isFilled(panel, 450));
    QVERIFY(panel.model()->rowCount() < 300);
    QTRY_COMPARE_WITH_TIMEOUT((panel.view()->scrollToBottom(), panel.model()->rowCount()), 451, deadline);
    QVERIFY(!panel.model()->canFetchMore({}));
}

/// As soon as somebody comes back to the window. Where there is nothing new, nothing is listed anew.
void TestHistoryPanel::listsWhatAnotherProgramKept()
{
    fill(2);
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.show();
    QVERIFY(isFilled(panel, 2));
    fill(1);
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(&panel, &back);
    QVERIFY(isFilled(panel, 3));
    QSignalSpy reset(panel.model(), &QAbstractItemModel::modelReset);
    QSignalSpy filled(panel.model(), &HistoryModel::filled);
    QCoreApplication::sendEvent(&panel, &back);
    QVERIFY(filled.wait(deadline));
    QCOMPARE(reset.count(), 0);
}

void TestHistoryPanel::searchesAsIsTyped()
{
    fill(12);
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.show();
    QVERIFY(isFilled(panel, 12));
    panel.focusFilter();
    QTest::keyClicks(panel.filter(), QStringLiteral("run 1"));
    QTRY_COMPARE_WITH_TIMEOUT(panel.model()->index(panel.model()->rowCount() - 1).data().toString(),
                              QStringLiteral("run 1"), deadline);
    QVERIFY(panel.model()->rowCount() <= 3 + 2); // 1, 10, 11 and their days
    panel.filter()->clear();
    panel.findChild<QComboBox *>()->setCurrentIndex(2); // comparisons
    QTRY_COMPARE_WITH_TIMEOUT(panel.model()->rowCount(), 0, deadline);
    QCOMPARE(panel.model()->total(), 12);
}

void TestHistoryPanel::pinsLabelsAndRemoves()
{
    fill(3);
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.show();
    QVERIFY(isFilled(panel, 3));
    const auto row = [&panel](int entry) { return panel.model()->index(entry + 1); };
    QVERIFY(!actionNamed(panel, QStringLiteral("Pin"))->isEnabled()); // nothing is chosen
    panel.view()->setCurrentIndex(row(1));
    actionNamed(panel, QStringLiteral("Pin"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(row(1).data(HistoryModel::IsPinnedRole).toBool(), deadline);
    QTRY_VERIFY_WITH_TIMEOUT(actionNamed(panel, QStringLiteral("Pin"))->isChecked(), deadline);
    QCOMPARE(panel.view()->currentIndex(), row(1)); // as before

    actionNamed(panel, QStringLiteral("Label…"))->trigger();
    auto *dialog = panel.findChild<QInputDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->textValue(), QStringLiteral("run 1"));
    dialog->setTextValue(QStringLiteral("server 2.4.1"));
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(row(1).data().toString(), QStringLiteral("server 2.4.1"), deadline);

    actionNamed(panel, QStringLiteral("Remove…"))->trigger();
    auto *box = panel.findChild<QMessageBox *>();
    QVERIFY(box);
    QCOMPARE(box->text(), QStringLiteral("server 2.4.1"));
    box->button(QMessageBox::Cancel)->click();
    QSignalSpy listed(&keeper, &HistoryKeeper::listed);
    panel.model()->refresh(); // after all that was to be done
    QVERIFY(listed.wait(deadline));
    QCOMPARE(panel.model()->total(), 3);
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel)); // again, after the dialogs
    panel.view()->setFocus();
    QTest::keyClick(panel.view(), Qt::Key_Delete);
    const auto boxes = panel.findChildren<QMessageBox *>();
    QVERIFY(!boxes.isEmpty());
    for (QAbstractButton *button : boxes.last()->buttons()) {
        if (button->text().contains(QLatin1String("Remove")))
            button->click();
    }
    QVERIFY(isFilled(panel, 2));
    QCOMPARE(row(1).data().toString(), QStringLiteral("run 0"));
}

void TestHistoryPanel::exportsToAFile()
{
    fill(1);
    HistoryKeeper keeper(path());
    QSignalSpy told(&keeper, &HistoryKeeper::told);
    QSignalSpy listed(&keeper, &HistoryKeeper::listed);
    HistoryStore store(path());
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QString());
    const QStringList names = {QStringLiteral("a.json"), QStringLiteral("a.csv"), QStringLiteral("a.md")};
    for (const QString &name : names)
        keeper.exportTo(entry.id, m_folder->filePath(name), name.section(QLatin1Char('.'), -1));
    keeper.exportTo(entry.id, m_folder->filePath(QStringLiteral("none/a.json")), QStringLiteral("json"));
    keeper.list({});
    QVERIFY(listed.wait(deadline));
    QCOMPARE(told.count(), 1);
    QVERIFY2(told.first().first().toString().contains(QLatin1String("a.json")),
             qPrintable(told.first().first().toString()));
    const auto contents = [this](const QString &name) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(contents(names[0]).contains("\"requests\":["));
    QCOMPARE(contents(names[1]).count('\n'), 21);
    QVERIFY(contents(names[2]).contains("|"));
}

void TestHistoryPanel::exportsAComparisonInEachForm()
{
    {
        HistoryStore store(path());
        QString id;
        ReadRecord record;
        QCOMPARE(readAnyRecordFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-comparison.json"), record),
                 QString());
        QCOMPARE(store.keep(keptComparison(*record.comparison), &id), QString());
    }
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.show();
    QVERIFY(isFilled(panel, 1));
    panel.view()->setCurrentIndex(panel.model()->index(1));
    const QList<std::pair<QString, QByteArray>> forms = {{QStringLiteral("md"), "| async |"},
                                                         {QStringLiteral("html"), "<svg"},
                                                         {QStringLiteral("csv"), "\"async\","},
                                                         {QStringLiteral("json"), "fiftyfold.comparison/1"}};
    for (const auto &[suffix, beginning] : forms) {
        actionNamed(panel, QStringLiteral("Export…"))->trigger();
        auto *chooser = panel.findChild<QFileDialog *>();
        QVERIFY(chooser);
        QCOMPARE(chooser->nameFilters(), comparisonFilters());
        QCOMPARE(chooser->nameFilters().size(), forms.size());
        const QString name = m_folder->filePath(QLatin1String("comparison.") + suffix);
        Q_EMIT chooser->fileSelected(name);
        delete chooser;
        QSignalSpy listed(&keeper, &HistoryKeeper::listed);
        keeper.list({}); // after it
        QVERIFY(listed.wait(deadline));
        QFile file(name);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
        QVERIFY2(file.readAll().contains(beginning), qPrintable(name));
    }
}

void TestHistoryPanel::theWindowKeepsAndOpensARun()
{
    auto window = newWindow();
    auto *panel = window->findChild<HistoryPanel *>();
    QVERIFY(!panel->isVisible()); // nobody has asked for it
    actionNamed(*window, QStringLiteral("History"))->trigger();
    QVERIFY(panel->isVisible());
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms&fail=0.2"));
    plan.requests = 40;
    plan.atOnce = 8;
    window->runBar()->setPlan(plan);
    QSignalSpy summarised(window->controller(), &RunController::summarised);
    window->run();
    QVERIFY(isFilled(*panel, 1));
    QTRY_COMPARE_WITH_TIMEOUT(summarised.count(), 1, deadline);
    const std::shared_ptr<const RunRecord> first = window->controller()->record();
    const RunFigures figures = window->controller()->figures();
    plan.requests = 3;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms"));
    window->runBar()->setPlan(plan);
    window->run();
    QVERIFY(isFilled(*panel, 2));
    const auto *tiles = window->findChild<TileStrip *>();
    QCOMPARE(tiles->done()->figure().unit, QStringLiteral("of 3"));

    const QModelIndex older = panel->model()->index(2);
    panel->view()->setCurrentIndex(older);
    panel->view()->setFocus();
    QTest::keyClick(panel->view(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(summarised.count(), 3, deadline);
    QCOMPARE(window->controller()->openedAs(), older.data().toString());
    QCOMPARE(window->controller()->state(), figures.failed > 0 ? State::Failed : State::Done);
    const RunRecord &shown = *window->controller()->record();
    QCOMPARE(shown.requestCount(), 40U);
    QCOMPARE(shown.startedAt, first->startedAt);
    QCOMPARE(shown.elapsedNs, first->elapsedNs);
    for (quint32 index = 0; index < 40; ++index) {
        QCOMPARE(shown.endNs(index), first->endNs(index));
        QCOMPARE(shown.errorMessage(index), first->errorMessage(index));
    }
    QCOMPARE(window->controller()->figures().elapsedNs, figures.elapsedNs);
    QCOMPARE(window->controller()->figures().done, figures.done);
    QCOMPARE(tiles->done()->figure().unit, QStringLiteral("of 40"));
    QCOMPARE(window->controller()->requests()->rowCount(), 40);
    QVERIFY(window->controller()->log()->rowCount() > 100);
    QSignalSpy listed(panel->model(), &HistoryModel::filled);
    panel->model()->refresh(); // after all that was to be kept
    QVERIFY(listed.wait(deadline));
    QCOMPARE(panel->model()->total(), 2); // it is not kept once more
}

void TestHistoryPanel::theWindowKeepsWhatTheNextRunFollows()
{
    auto window = newWindow();
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms"));
    plan.requests = 5;
    window->runBar()->setPlan(plan);
    int ended = 0;
    connect(window->controller(), &RunController::stateChanged, window.get(), [&](State state) {
        if (state == State::Done && ++ended < 3)
            window->run(); // before it is summarised
    });
    window->run();
    QTRY_COMPARE_WITH_TIMEOUT(ended, 3, deadline);
    window.reset();
    HistoryStore store(path());
    int count = 0;
    QCOMPARE(store.count(count), QString());
    QCOMPARE(count, 3);
}

void TestHistoryPanel::theWindowKeepsWhatEndsAsItCloses()
{
    auto window = newWindow();
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms"));
    plan.requests = 5;
    window->runBar()->setPlan(plan);
    window->run();
    QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
    window.reset();
    HistoryStore store(path());
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QString());
    QCOMPARE(entry.done, 5U);
}

/// As of one that begins with the window. The message goes with the run after it.
void TestHistoryPanel::aRunLeavesWhatTheHistoryTold()
{
    fill(1);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray("no database ").repeated(200)) > 0);
    file.close();
    auto window = newWindow();
    actionNamed(*window, QStringLiteral("History"))->trigger();
    const auto *bar = window->findChild<MessageBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains(QLatin1String(" was damaged. It is ")), deadline);
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt"));
    plan.requests = 3;
    window->runBar()->setPlan(plan);
    for (const bool isFirst : {true, false}) {
        QSignalSpy summarised(window->controller(), &RunController::summarised);
        window->run();
        QVERIFY(summarised.wait(deadline));
        QCOMPARE(bar->text().contains(QLatin1String(" was damaged. It is ")), isFirst);
    }
}

void TestHistoryPanel::keepsTheListThatCantBeHadAnew()
{
    fill(3);
    HistoryKeeper keeper(path());
    HistoryPanel panel(&keeper);
    panel.show();
    QVERIFY(isFilled(panel, 3));
    const int rows = panel.model()->rowCount();
    for (const char *part : {"-wal", "-shm", ""})
        QFile::remove(path() + QLatin1String(part));
    QVERIFY(QDir().mkdir(path())); // which is no file
    QSignalSpy failed(&keeper, &HistoryKeeper::listingFailed);
    QSignalSpy told(&keeper, &HistoryKeeper::told);
    panel.model()->refresh();
    QVERIFY(failed.wait(deadline));
    QCOMPARE(told.count(), 1);
    QCOMPARE(panel.model()->total(), 3);
    QCOMPARE(panel.model()->rowCount(), rows);
}

/// It is kept in English.
void TestHistoryPanel::wordsAnAnswerForTheWindow()
{
    {
        HistoryStore store(path());
        QString id;
        ReadRecord record;
        QCOMPARE(readAnyRecordFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-comparison.json"), record),
                 QString());
        QCOMPARE(store.keep(keptComparison(*record.comparison), &id), QString());
    }
    const test::GermanNumbers german;
    HistoryKeeper keeper(path());
    HistoryModel model(&keeper);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int time = 0; time < 2; ++time) { // which it keeps
        QSignalSpy filled(&model, &HistoryModel::filled);
        model.setQuery({});
        QVERIFY(filled.wait(deadline));
        const auto figure = [&model] { return model.index(1).data(HistoryModel::FigureRole).toString(); };
        if (time == 0)
            QTRY_VERIFY_WITH_TIMEOUT(figure().contains(QLatin1String(" is 6,44 times as fast as ")), deadline);
        QVERIFY2(figure().contains(QLatin1String(" is 6,44 times as fast as ")), qPrintable(figure()));
    }
}

void TestHistoryPanel::theWindowShowsWhatHasNoRequests()
{
    {
        HistoryStore store(path());
        QString id;
        ReadRecord record; // later than the other
        QCOMPARE(readAnyRecordFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-comparison.json"), record),
                 QString());
        QCOMPARE(store.keep(keptComparison(*record.comparison, QStringLiteral("two ways")), &id), QString());
        QCOMPARE(readAnyRecordFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-capacity.json"), record),
                 QString());
        QCOMPARE(store.keep(keptCapacity(*record.capacity, QStringLiteral("how many")), &id), QString());
        QCOMPARE(store.keep(keptSample(20, QStringLiteral("of old")), &id), QString());
        QCOMPARE(store.setLimit(1), QString());
        PrunedHistory pruned;
        QCOMPARE(store.prune(pruned), QString());
    }
    auto window = newWindow();
    auto *panel = window->findChild<HistoryPanel *>();
    actionNamed(*window, QStringLiteral("History"))->trigger();
    QVERIFY(isFilled(*panel, 3));
    const auto open = [&](const QString &label) {
        for (int row = 0; row < panel->model()->rowCount(); ++row) {
            if (panel->model()->index(row).data().toString() == label)
                panel->view()->setCurrentIndex(panel->model()->index(row));
        }
        actionNamed(*panel, QStringLiteral("Open"))->trigger();
    };
    open(QStringLiteral("of old"));
    QTRY_COMPARE_WITH_TIMEOUT(window->controller()->openedAs(), QStringLiteral("of old"), deadline);
    QVERIFY(!window->controller()->hasRequests());
    QCOMPARE(window->findChild<TileStrip *>()->done()->figure().unit, QStringLiteral("of 20"));
    QVERIFY(!window->comparison());
    open(QStringLiteral("two ways"));
    QTRY_VERIFY_WITH_TIMEOUT(window->comparison() && window->comparison()->isVisible(), deadline);
    ComparisonWindow &comparison = *window->comparison();
    QCOMPARE(comparison.controller()->shownLines().size(), 2);
    QVERIFY(comparison.controller()->model()->hasMeasured());
    QVERIFY(comparison.findChild<QLabel *>(QStringLiteral("state"))->text().startsWith(QLatin1String("two ways, ")));
    open(QStringLiteral("how many"));
    QTRY_COMPARE_WITH_TIMEOUT(comparison.capacity()->controller()->model()->rowCount(), 12, deadline);
    QVERIFY(comparison.capacity()->isVisible());
    QSignalSpy listed(panel->model(), &HistoryModel::filled);
    panel->model()->refresh(); // after all that was to be kept
    QVERIFY(listed.wait(deadline));
    QCOMPARE(panel->model()->total(), 3); // they are not kept once more
}

/// And what is the baseline is in the Latency tab.
void TestHistoryPanel::runsStandBesideABaseline()
{
    {
        HistoryStore store(path());
        int minute = 0;
        for (const auto &[label, p95Ms, requests] :
             {std::tuple("base", 300, 20), std::tuple("slower", 331, 20), std::tuple("faster", 250, 20),
              std::tuple("alike", 305, 20), std::tuple("another load", 400, 30), std::tuple("much slower", 6000, 20)}) {
            KeptRun kept = keptSample(quint32(requests), QLatin1String(label), ++minute);
            kept.entry.p95Ns = p95Ms * 1'000'000LL;
            QString id;
            QCOMPARE(store.keep(kept, &id), QString());
        }
    }
    auto window = newWindow();
    auto *panel = window->findChild<HistoryPanel *>();
    actionNamed(*window, QStringLiteral("History"))->trigger();
    QVERIFY(isFilled(*panel, 6));
    const HistoryModel &model = *panel->model();
    const auto rowOf = [&model](const char *label) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row).data().toString() == QLatin1String(label))
                return model.index(row);
        }
        return QModelIndex();
    };
    const auto standing = [&](const char *label) {
        return rowOf(label).data(HistoryModel::StandingTextRole).toString();
    };
    QCOMPARE(standing("slower"), QString());
    QAction *baseline = actionNamed(*panel, QStringLiteral("Use as baseline"));
    panel->view()->setCurrentIndex(rowOf("base"));
    QVERIFY(baseline->isEnabled() && !baseline->isChecked());
    baseline->trigger();
    QVERIFY(baseline->isChecked());
    QCOMPARE(standing("base"), QStringLiteral("baseline"));
    QCOMPARE(standing("slower"), QStringLiteral("▲ +10.3 %"));
    QCOMPARE(standing("faster"), QStringLiteral("▼ −16.7 %"));
    QCOMPARE(standing("alike"), QStringLiteral("≈ +1.7 %"));
    QCOMPARE(standing("another load"), QString());
    QCOMPARE(standing("much slower"), QStringLiteral("▲ 20 ×"));
    QVERIFY(rowOf("slower")
                .data(Qt::AccessibleTextRole)
                .toString()
                .endsWith(QLatin1String(", p95 +10.3 % against the baseline")));
    QTRY_COMPARE_WITH_TIMEOUT(window->baseline()->state(), RunBaseline::State::Ready, deadline);
    QCOMPARE(window->baseline()->name(), QStringLiteral("base"));
    window->baseline()->remove();
    QCOMPARE(standing("slower"), QString());
    QVERIFY(!baseline->isChecked());
    baseline->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window->baseline()->state(), RunBaseline::State::Ready, deadline);
    baseline->trigger(); // and no more
    QCOMPARE(window->baseline()->state(), RunBaseline::State::None);
    QCOMPARE(standing("base"), QString());
}

/// Of an open load that time ends, only those are told that were due until then.
void TestHistoryPanel::aStoppedRunStandsBesideAWholeOne()
{
    HistoryEntry whole = keptSample(100).entry;
    whole.id = QStringLiteral("one");
    whole.rate = QStringLiteral("200/s");
    whole.durationNs = 10'000'000'000;
    whole.requests = 2'000;
    whole.p95Ns = 100'000'000;
    HistoryEntry other = whole;
    other.id = QStringLiteral("other");
    other.requests = 400;
    QCOMPARE(keptStanding(other, whole), KeptStanding::None);
    other.isStopped = true;
    QCOMPARE(keptStanding(other, whole), KeptStanding::Same);
    QCOMPARE(keptStanding(whole, other), KeptStanding::Same);
    other.durationNs = 0; // asked for
    whole.durationNs = 0;
    QCOMPARE(keptStanding(other, whole), KeptStanding::None);
}

/// Until it is taken away, or removed from the history.
void TestHistoryPanel::theWindowRemembersTheBaseline()
{
    fill(2);
    HistoryEntry entry;
    {
        HistoryStore store(path());
        QCOMPARE(store.find(QStringLiteral("run 1"), entry), QString());
    }
    const auto isBaseline = [](MainWindow &window, RunBaseline::State state) {
        return QTest::qWaitFor([&] { return window.baseline()->state() == state; }, deadline);
    };
    auto window = newWindow();
    Q_EMIT window->findChild<HistoryPanel *>()->baselineRequested(entry);
    QVERIFY(isBaseline(*window, RunBaseline::State::Ready));
    window = newWindow();
    QVERIFY(isBaseline(*window, RunBaseline::State::Ready));
    QCOMPARE(window->baseline()->name(), QStringLiteral("run 1"));
    QCOMPARE(window->findChild<HistoryPanel *>()->model()->baseline()->id, entry.id);
    window.reset();
    WindowSettings().setBaseline(QStringLiteral("0123456789abcdef")); // which is removed
    window = newWindow();
    HistoryPanel *panel = window->findChild<HistoryPanel *>();
    actionNamed(*window, QStringLiteral("History"))->trigger();
    QVERIFY(isFilled(*panel, 2)); // after what was asked for before
    QCOMPARE(window->baseline()->state(), RunBaseline::State::None);
    QCOMPARE(WindowSettings().baseline(), QString()); // nor is it asked for again
    window.reset();
    WindowSettings().setBaseline(entry.id);
    window = newWindow();
    QVERIFY(isBaseline(*window, RunBaseline::State::Ready));
    window->baseline()->remove();
    window.reset();
    QCOMPARE(WindowSettings().baseline(), QString());
}

void TestHistoryPanel::aBaselineThatCantBeReadIsToldOnce()
{
    QString id;
    {
        KeptRun kept = keptSample(20, QStringLiteral("broken"));
        kept.json = "{}";
        HistoryStore store(path());
        QCOMPARE(store.keep(kept, &id), QString());
    }
    WindowSettings().setBaseline(id);
    const auto window = newWindow();
    QTRY_VERIFY_WITH_TIMEOUT(
        window->findChild<MessageBar *>()->text().contains(QStringLiteral("\"broken\" could not be read")), deadline);
    QCOMPARE(window->baseline()->state(), RunBaseline::State::None);
    QVERIFY(!window->findChild<HistoryPanel *>()->model()->baseline());
    QCOMPARE(WindowSettings().baseline(), QString()); // nor is it asked for again
}

void TestHistoryPanel::theWindowSetsTheSize()
{
    fill(2);
    auto window = newWindow();
    const auto answer = [&window](const QString &text) {
        window->findChild<QAction *>(QStringLiteral("actionHistorySize"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QInputDialog *>(), deadline);
        auto *dialog = window->findChild<QInputDialog *>();
        QCOMPARE(dialog->textValue(), QStringLiteral("1024MiB"));
        Q_EMIT dialog->textValueSelected(text);
        delete dialog;
    };
    const auto isKept = [this] {
        HistoryStore store(path());
        HistoryEntry entry;
        return store.find(QStringLiteral("run 0"), entry).isEmpty() && entry.requestBytes > 0;
    };
    answer(QStringLiteral("much"));
    QVERIFY(window->findChild<MessageBar *>()->text().contains(QStringLiteral("500MiB or 2GiB, and is \"much\"")));
    QVERIFY(isKept());
    const auto agree = [&window](QMessageBox::ButtonRole role) {
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("may take 1 byte then")), qPrintable(box->text()));
        const QList<QAbstractButton *> buttons = box->buttons();
        for (QAbstractButton *button : buttons) {
            if (box->buttonRole(button) == role)
                button->click();
        }
        delete box;
    };
    answer(QStringLiteral("1B"));
    agree(QMessageBox::RejectRole);
    answer(QStringLiteral("1B")); // nothing came of it
    QVERIFY(isKept());
    agree(QMessageBox::AcceptRole);
    QTRY_VERIFY_WITH_TIMEOUT(!isKept(), deadline);
}

/// What closing loses: nothing that was measured, where that is kept.
void TestHistoryPanel::theQuestionBeforeClosingIsTrue()
{
    for (const bool isKept : {true, false}) {
        auto window = newWindow();
        if (!isKept)
            window->keepNoHistory();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms&stall=300ms+60s"));
        plan.requests = 100'000;
        plan.atOnce = 5;
        window->runBar()->setPlan(plan);
        window->run();
        QTRY_VERIFY_WITH_TIMEOUT(window->controller()->figures().done > 0, deadline);
        window->close();
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(box->informativeText().contains(QLatin1String("stays in the history")), isKept);
        QCOMPARE(box->informativeText().contains(QLatin1String("lost")), !isKept);
        window->closeAtOnce();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        window.reset();
        HistoryStore store(path());
        int count = 0;
        QCOMPARE(store.count(count), QString());
        QCOMPARE(count, 1); // that of the first time
    }
    HistoryStore store(path());
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QString());
    QVERIFY(entry.isStopped && entry.done > 0);
}

void TestHistoryPanel::theWindowRemembersTheSidebar()
{
    for (const bool isShown : {true, false}) {
        auto window = newWindow();
        auto *panel = window->findChild<HistoryPanel *>();
        QCOMPARE(panel->isVisible(), !isShown);
        if (isShown)
            actionNamed(*window, QStringLiteral("History"))->trigger();
        else
            panel->findChild<QToolButton *>()->click();
        QCOMPARE(panel->isVisible(), isShown);
        window->close();
    }
    QVERIFY(!newWindow()->findChild<HistoryPanel *>()->isVisible());
}

void TestHistoryPanel::keepsNothingUnasked_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("by the option") << QStringLiteral("option");
    QTest::newRow("by the menu") << QStringLiteral("menu");
    QTest::newRow("by the environment") << QStringLiteral("environment");
}

void TestHistoryPanel::keepsNothingUnasked()
{
    QFETCH(const QString, how);
    if (how == QLatin1String("environment"))
        qputenv("FIFTYFOLD_HISTORY", "none");
    {
        auto window = newWindow();
        if (how == QLatin1String("option"))
            window->keepNoHistory();
        if (how == QLatin1String("menu"))
            actionNamed(*window, QStringLiteral("Keep runs in the history"))->trigger();
        QCOMPARE(actionNamed(*window, QStringLiteral("History"))->isEnabled(), how != QLatin1String("environment"));
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms"));
        plan.requests = 3;
        window->runBar()->setPlan(plan);
        QSignalSpy summarised(window->controller(), &RunController::summarised);
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(summarised.count(), 1, deadline);
    }
    QVERIFY(!QFile::exists(path()));
    if (how == QLatin1String("menu"))
        QVERIFY(!actionNamed(*newWindow(), QStringLiteral("Keep runs in the history"))->isChecked());
}

QTEST_MAIN(TestHistoryPanel)
#include "tst_historypanel.moc"
