// SPDX-License-Identifier: GPL-3.0-or-later
// A record that runs of the window are held against.
#include "widgets/window/mainwindow.h"

#include "records/json/runjsonwriter.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/run/baselinecard.h"
#include "widgets/run/figurestable.h"
#include "widgets/run/runbar.h"
#include "windowchecks.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr int deadline = 20'000;

} // namespace

class WindowBaselineTest : public QObject
{
    Q_OBJECT
private:
    /// A run of so many at once that has been summarised.
    void run(quint32 atOnce)
    {
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=5ms"));
        plan.requests = 200;
        plan.atOnce = atOnce;
        m_window->runBar()->setPlan(plan);
        QSignalSpy summarised(m_window->controller(), &RunController::summarised);
        m_window->run();
        QTRY_COMPARE_WITH_TIMEOUT(summarised.count(), 1, deadline);
    }

    /// The record of that run, in a file.
    QString saved() const
    {
        const RunRecord &record = *m_window->controller()->requests()->record();
        const QString path = m_folder->filePath(QStringLiteral("base.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) ||
            !writeRunJson(file, record, summarise(record), RunJsonDetail::Whole).isEmpty())
            return {};
        return path;
    }

    BaselineCard *card() const { return m_window->findChild<BaselineCard *>(); }
    QTabWidget *tabs() const { return m_window->findChild<QTabWidget *>(QStringLiteral("runTabs")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
        m_appearance = std::make_unique<Appearance>();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
        m_window = std::make_unique<MainWindow>(m_appearance.get());
        m_window->resize(1360, 860);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    /// The same run is as fast as itself; its figures can be copied; the button takes it away.
    void aRunBesideItsOwnRecord()
    {
        run(10);
        const QString path = saved();
        QVERIFY(!path.isEmpty());
        tabs()->setCurrentIndex(1);
        QVERIFY(card()->isHidden());
        RunBaseline *baseline = m_window->baseline();
        baseline->read(path);
        QVERIFY(card()->isVisible());
        QCOMPARE(card()->verdict(), QStringLiteral("It is being read."));
        QTRY_VERIFY_WITH_TIMEOUT(baseline->comparison(), deadline);
        QCOMPARE(baseline->comparison()->verdict, Verdict::NoDifference);
        QVERIFY(card()->verdict().startsWith(QStringLiteral("no difference seen: the median response time is 1.00 ×")));
        QVERIFY(!baseline->drawn()->points.isEmpty());
        QCOMPARE(baseline->drawn()->spreads.of(LatencyTime::Response).count, 200U);
        QCOMPARE(widgetWithoutName(*m_window), QString());

        auto *table = card()->findChild<FiguresTable *>();
        QCOMPARE(table->model()->rowCount(), comparedFigureCount);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QCOMPARE(tabProblem(*m_window), QString());
        table->setFocus();
        m_window->findChild<QAction *>(QStringLiteral("actionCopy"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\np50\t")));

        auto *remove = card()->findChild<QToolButton *>();
        QTest::keyClick(remove, Qt::Key_Space);
        QTRY_VERIFY(card()->isHidden());
        QVERIFY(!baseline->drawn() && !baseline->comparison());
        QCOMPARE(baseline->state(), RunBaseline::State::None);
    }

    /// Each run that ends is held against it.
    void aRunWithAnotherPlan()
    {
        run(10);
        RunBaseline *baseline = m_window->baseline();
        baseline->read(saved());
        QTRY_VERIFY_WITH_TIMEOUT(baseline->comparison(), deadline);
        QSignalSpy compared(baseline, &RunBaseline::compared);
        run(5);
        QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 2, deadline); // forgotten, and made anew
        QVERIFY(baseline->comparison());
        QCOMPARE(card()->verdict(), QStringLiteral("not comparable: “Load: at once”: 10 against 5"));
        QCOMPARE(card()->findChild<FiguresTable *>()->model()->rowCount(), comparedFigureCount);
    }

    void beforeThereIsARun()
    {
        run(10);
        const QString path = saved();
        m_window = std::make_unique<MainWindow>(m_appearance.get());
        m_window->show();
        m_window->baseline()->read(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->baseline()->state(), RunBaseline::State::Ready, deadline);
        QCOMPARE(card()->verdict(), QStringLiteral("A run is held against it when it has ended."));
        run(10);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->baseline()->comparison(), deadline);
    }

    /// What it states is drawn, and nothing over time.
    void aFileOfAnotherProgram()
    {
        run(10);
        RunBaseline *baseline = m_window->baseline();
        baseline->read(QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/wrk.txt"));
        QTRY_VERIFY_WITH_TIMEOUT(baseline->comparison(), deadline);
        QVERIFY(baseline->drawn()->points.isEmpty());
        QVERIFY(!baseline->drawn()->spreads.isEmpty());
        QVERIFY(card()->verdict().startsWith(QStringLiteral("not comparable: ")));
        QVERIFY(card()->verdict().contains(QStringLiteral("measured by: wrk against Fiftyfold")));
    }

    void aFileThatIsNone()
    {
        const QString path = m_folder->filePath(QStringLiteral("none.json"));
        m_window->baseline()->read(path);
        auto *bar = m_window->findChild<MessageBar *>();
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), deadline);
        QVERIFY2(bar->text().contains(QStringLiteral("none.json")), qPrintable(bar->text()));
        QCOMPARE(m_window->baseline()->state(), RunBaseline::State::None);
        QVERIFY(card()->isHidden());

        m_window->baseline()->read(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-comparison.json"));
        QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains(QStringLiteral("its window has Hold against…")), deadline);
        QVERIFY2(!bar->text().contains(QStringLiteral("fiftyfold-cli")), qPrintable(bar->text()));

        m_window->baseline()->read(QStringLiteral(FIFTYFOLD_DATA_DIR "/records/48a834d-capacity.json"));
        QTRY_COMPARE_WITH_TIMEOUT(bar->text(),
                                  QStringLiteral("\"48a834d-capacity.json\" could not be read: it is the record of a "
                                                 "search for capacity, and that of a run was expected."),
                                  deadline);
    }

    void isChosenFromTheMenu()
    {
        run(10);
        const QString path = saved();
        m_window->findChild<QAction *>(QStringLiteral("actionCompareWithRecord"))->trigger();
        auto *chooser = m_window->findChild<QFileDialog *>();
        QVERIFY(chooser && chooser->isVisible());
        Q_EMIT chooser->fileSelected(path);
        chooser->reject();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->baseline()->comparison(), deadline);
        QVERIFY(card()->isVisible()); // in the tab that shows it
    }

    /// What is being read is given up.
    void goesWithTheWindow()
    {
        run(10);
        m_window->baseline()->read(saved());
        m_window.reset();
    }
};

QTEST_MAIN(WindowBaselineTest)
#include "tst_windowbaseline.moc"
