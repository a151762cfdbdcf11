// SPDX-License-Identifier: GPL-3.0-or-later
// CapacityRun over runners that only pretend: no thread, no socket, and a server that is a formula.
#include "engine/run/capacityrun.h"

#include "formularunner.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr int deadlineMs = 10'000;

CapacityPlan planFor(double from)
{
    CapacityPlan plan;
    plan.run.url = defaultPracticeUrl();
    Threshold threshold;
    const Refusal got = readThreshold(QStringLiteral("p95 < 200ms"), threshold);
    Q_ASSERT(!got);
    plan.objectives = {threshold};
    plan.stepTime = std::chrono::seconds(4);
    plan.from = from;
    return plan;
}

} // namespace

class TestCapacityRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_scene = FormulaScene(); }

    void findsWhatTheServerCanDo();
    void beginsWithAProbe();
    void hasNoCapacityOfWhatNeverAnswers();
    void endsWhereAStepCannotRun();
    void tellsOfEachStep();
    void tellsHowFarAStepHasCome();
    void stopKeepsWhatIsDone();
    void stopsBeforeItHasBegun();
    void stopsWhileAStepIsMade();
    void diesWhileAStepIsMade();
    void diesWhileItRuns();
    void startsOnce();

private:
    std::unique_ptr<CapacityRun> make(const CapacityPlan &plan)
    {
        return std::make_unique<CapacityRun>(plan, nullptr, nullptr, [this](const RunPlan &run, PracticeServer *) {
            return std::make_unique<FormulaRunner>(run, m_scene);
        });
    }
    /// True when it has ended, once.
    static bool run(CapacityRun &search)
    {
        QSignalSpy finished(&search, &CapacityRun::finished);
        search.start();
        const bool hasEnded = finished.wait(deadlineMs);
        QCoreApplication::processEvents();
        return hasEnded && finished.count() == 1 && !search.progress();
    }

    FormulaScene m_scene;
};

void TestCapacityRun::findsWhatTheServerCanDo()
{
    const auto search = make(planFor(200));
    QVERIFY(run(*search));
    const CapacityRecord &record = search->record();
    QCOMPARE(record.answer.end, CapacityEnd::Found);
    QVERIFY(record.answer.isServers());
    QVERIFY2(record.answer.held > 285 && record.answer.held < 315, qPrintable(QString::number(record.answer.held)));
    QVERIFY(record.answer.percentApart() <= 5);
    QCOMPARE(m_scene.log.size(), static_cast<qsizetype>(record.steps.size()));
    QCOMPARE(m_scene.log.mid(0, 4).join(QLatin1Char(' ')), QStringLiteral("200/s 250/s 313/s 313/s"));
    QCOMPARE(m_scene.mostAlive, 1);
    QCOMPARE(m_scene.alive, 0);
    QCOMPARE(record.transportLibrary, QStringLiteral("libformula/1"));
    QCOMPARE(record.notices, QStringList(QStringLiteral("said each time")));
    QVERIFY(record.startedAt.isValid() && record.problem.isEmpty() && !record.probedRate && !record.isStopped);
}

void TestCapacityRun::beginsWithAProbe()
{
    CapacityPlan plan = planFor(0);
    plan.run.atOnce = 4;
    const auto search = make(plan);
    QVERIFY(run(*search));
    QCOMPARE(m_scene.log.mid(0, 2).join(QLatin1Char(' ')), QStringLiteral("probe 4 149/s"));
    QVERIFY(search->record().probedRate && std::abs(*search->record().probedRate - 297) < 1);
    QCOMPARE(search->record().answer.end, CapacityEnd::Found);
    QCOMPARE(static_cast<qsizetype>(search->record().steps.size()), m_scene.log.size() - 1);
}

void TestCapacityRun::hasNoCapacityOfWhatNeverAnswers()
{
    m_scene.isBroken = true;
    const auto search = make(planFor(0));
    QVERIFY(run(*search));
    QCOMPARE(m_scene.log, QStringList(QStringLiteral("probe 32")));
    QVERIFY2(search->record().problem.startsWith(QLatin1String("None of the first ")),
             qPrintable(search->record().problem));
    QVERIFY(search->record().problem.endsWith(QLatin1String(" requests was done: connect")));
    QVERIFY(search->record().steps.empty());
}

void TestCapacityRun::endsWhereAStepCannotRun()
{
    const auto search = make(planFor(100));
    connect(search.get(), &CapacityRun::stepEnded, search.get(),
            [this] { m_scene.problem = QStringLiteral("There is no such folder."); });
    QVERIFY(run(*search));
    QCOMPARE(search->record().problem, m_scene.problem);
    QCOMPARE(search->record().steps.size(), 1U);
    QCOMPARE(search->record().answer.held, 100.0);
    QCOMPARE(search->record().answer.end, CapacityEnd::Open);
}

void TestCapacityRun::tellsOfEachStep()
{
    const auto search = make(planFor(200));
    QSignalSpy ended(search.get(), &CapacityRun::stepEnded);
    QVERIFY(run(*search));
    QCOMPARE(static_cast<std::size_t>(ended.count()), search->record().steps.size());
}

void TestCapacityRun::tellsHowFarAStepHasCome()
{
    m_scene.isEndless = true;
    const auto search = make(planFor(200));
    QVERIFY(!search->progress());
    search->start();
    const std::optional<CapacityProgress> progress = search->progress();
    QVERIFY(progress);
    QCOMPARE(progress->rate, std::optional(200.0));
    QCOMPARE(progress->number, 1U);
    QCOMPARE(progress->requests, 800U);
    QCOMPARE(progress->length, std::chrono::nanoseconds(std::chrono::seconds(4)));
    QVERIFY(!progress->isAgain);
    const auto probing = make(planFor(0));
    probing->start();
    QVERIFY(probing->progress() && !probing->progress()->rate);
    QCOMPARE(probing->progress()->requests, 0U);
}

void TestCapacityRun::stopKeepsWhatIsDone()
{
    const auto search = make(planFor(100));
    QSignalSpy finished(search.get(), &CapacityRun::finished);
    connect(search.get(), &CapacityRun::stepEnded, search.get(), [this] { m_scene.isEndless = true; });
    search->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_scene.log.size(), 2, deadlineMs);
    search->stop();
    search->stop();
    QVERIFY(finished.wait(deadlineMs));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(m_scene.log.join(QLatin1Char(' ')), QStringLiteral("100/s 125/s stop"));
    QVERIFY(search->record().isStopped);
    QCOMPARE(search->record().steps.size(), 1U);
    QCOMPARE(search->record().answer.held, 100.0);
    QCOMPARE(m_scene.alive, 0);
}

void TestCapacityRun::stopsBeforeItHasBegun()
{
    const auto search = make(planFor(100));
    QSignalSpy finished(search.get(), &CapacityRun::finished);
    search->stop();
    QVERIFY(finished.wait(deadlineMs));
    QVERIFY(search->record().isStopped && m_scene.log.isEmpty());
}

void TestCapacityRun::stopsWhileAStepIsMade()
{
    const auto search = make(planFor(100));
    QSignalSpy finished(search.get(), &CapacityRun::finished);
    // told of the last facts, right before a thread makes a step of them
    connect(search.get(), &CapacityRun::progressed, search.get(), [this, &search] {
        if (search->progress() && search->progress()->tally.finished() == 400)
            QMetaObject::invokeMethod(search.get(), &CapacityRun::stop, Qt::QueuedConnection);
    });
    search->start();
    QVERIFY(finished.wait(deadlineMs));
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    QVERIFY(search->record().isStopped);
    QVERIFY(search->record().steps.size() <= 1 && m_scene.alive == 0);
}

void TestCapacityRun::diesWhileAStepIsMade()
{
    auto search = make(planFor(100));
    connect(search.get(), &CapacityRun::progressed, this, [this, &search] {
        if (search && search->progress() && search->progress()->tally.finished() == 400)
            QMetaObject::invokeMethod(this, [&search] { search.reset(); }, Qt::QueuedConnection);
    });
    search->start();
    QTRY_VERIFY_WITH_TIMEOUT(!search, deadlineMs);
    QCoreApplication::processEvents();
    QCOMPARE(m_scene.alive, 0);
}

void TestCapacityRun::diesWhileItRuns()
{
    m_scene.isEndless = true;
    auto search = make(planFor(100));
    search->start();
    QCOMPARE(m_scene.alive, 1);
    search.reset();
    QCOMPARE(m_scene.alive, 0);
}

void TestCapacityRun::startsOnce()
{
    const auto search = make(planFor(280));
    search->start();
    QVERIFY(run(*search));
    QCOMPARE(m_scene.mostAlive, 1);
}

QTEST_GUILESS_MAIN(TestCapacityRun)
#include "tst_capacityrun.moc"
