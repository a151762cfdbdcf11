// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of a run at each of its steps, over runners that send nothing.
#include "widgets/run/statesentence.h"

#include "app/exitreport.h"
#include "app/firstpaint.h"
#include "widgets/base/appearance.h"
#include "widgets/run/runbar.h"
#include "widgets/run/runcontroller.h"
#include "widgets/window/mainwindow.h"

#include "steppedrunner.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace fiftyfold;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;

RunPlan planOf(quint32 requests, bool isInsecure = false)
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = requests;
    if (isInsecure)
        plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
    plan.insecure = isInsecure;
    return plan;
}

} // namespace

class StateSentenceTest : public QObject
{
    Q_OBJECT
private:
    RecordedRun::RunnerFactory factory()
    {
        return [this](const RunPlan &plan, PracticeServer *) {
            auto runner = std::make_unique<SteppedRunner>(plan);
            m_runner = runner.get();
            return runner;
        };
    }
    void runWhole(RunController &controller, const RunPlan &plan)
    {
        controller.start(plan);
        m_runner->prepare();
        m_runner->begin();
        m_runner->finishAll();
        QCOMPARE(controller.state(), State::Done);
    }

    SteppedRunner *m_runner = nullptr; ///< The last that was made.
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    }

    void aRunStoppedWhilePreparingTellsNoOthersFigures()
    {
        RunController controller(nullptr, factory());
        runWhole(controller, planOf(7));
        QVERIFY(stateSentence(controller).startsWith(QStringLiteral("Done: 7 of 7 in ")));
        QVERIFY(controller.isPrepared());
        controller.start(planOf(3));
        QVERIFY(!controller.isPrepared());
        controller.stop();
        QCOMPARE(controller.state(), State::Stopped);
        QVERIFY(!controller.isPrepared());
        QCOMPARE(stateSentence(controller), QStringLiteral("Stopped before anything was sent"));
        QCOMPARE(controller.figures().done, quint32(7)); // what was measured stays
    }

    void aRunStoppedLaterTellsItsFigures()
    {
        RunController controller(nullptr, factory());
        controller.start(planOf(7));
        m_runner->prepare();
        m_runner->begin();
        controller.stop();
        QCOMPARE(controller.state(), State::Stopped);
        QVERIFY(stateSentence(controller).startsWith(QStringLiteral("Stopped: 0 done, ")));
    }

    void theInsecureMarkIsOfTheRunItStandsAt()
    {
        const QString mark = QStringLiteral("certificates not verified");
        RunController controller(nullptr, factory());
        runWhole(controller, planOf(7, true));
        QVERIFY(stateSentence(controller).contains(mark));
        controller.start(planOf(7));
        QVERIFY(!stateSentence(controller).contains(mark)); // Preparing
        m_runner->refuse();
        QCOMPARE(controller.state(), State::CouldNotRun);
        QVERIFY(!stateSentence(controller).contains(mark));
        controller.start(planOf(7));
        controller.stop();
        QVERIFY(!stateSentence(controller).contains(mark)); // Stopped
        controller.start(planOf(7, true));
        m_runner->prepare();
        m_runner->begin();
        QVERIFY(stateSentence(controller).contains(mark)); // Running
        controller.stop();
        RunPlan withoutTls = planOf(7);
        withoutTls.insecure = true;
        runWhole(controller, withoutTls);
        QVERIFY(!stateSentence(controller).contains(mark));
    }

    void theProgramEndsWhereItsRunIsStoppedWhilePreparing()
    {
        Appearance appearance;
        MainWindow window(&appearance, factory());
        window.runBar()->setPlan(planOf(7));
        const FirstPaint firstPaint(&window);
        const ExitReport report(&window, &firstPaint);
        QTimer::singleShot(0, &window, [&window] {
            window.run();
            window.controller()->stop();
        });
        QTimer::singleShot(deadline, &window, [] { QCoreApplication::exit(99); });
        QCOMPARE(QApplication::exec(), 1);
    }
};

QTEST_MAIN(StateSentenceTest)
#include "tst_statesentence.moc"
