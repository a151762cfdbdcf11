// SPDX-License-Identifier: GPL-3.0-or-later
// What the models and figures of the window have of a run that goes by time, over a runner that sends nothing.
#include "widgets/run/runcontroller.h"

#include "widgets/run/statesentence.h"

#include "steppedrunner.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <ctime>
#include <memory>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;
constexpr qint64 ms = 1'000'000;

RunPlan planOf(const QString &rate, std::chrono::milliseconds duration)
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = 0;
    plan.duration = duration;
    plan.atOnce = 4;
    if (!rate.isEmpty())
        plan.rate = rateFromText(rate).value();
    return plan;
}

/// A request that was due then, began `lag` later and took `service`.
std::vector<Fact> openRequest(quint32 request, qint64 due, qint64 lag, qint64 service)
{
    Fact left = ended(request, Stage::Queued, due + lag, request % 4);
    left.begin = due;
    Fact received = ended(request, Stage::Receive, left.at + service);
    received.begin = left.at;
    return {left, began(request, Stage::Wait, left.at), received, finished(request, Outcome::Done, received.at)};
}

} // namespace

class RunControllerTest : public QObject
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
    void begin(RunController &controller, const RunPlan &plan)
    {
        controller.start(plan);
        m_runner->prepare();
        m_runner->begin();
        QCOMPARE(controller.state(), State::Running);
    }

    SteppedRunner *m_runner = nullptr; ///< The last that was made.

private Q_SLOTS:
    void modelsGrowWithARunThatTimeEnds()
    {
        RunController controller(nullptr, factory());
        const QAbstractItemModelTester tester(controller.requests(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        begin(controller, planOf({}, std::chrono::seconds(10)));
        QCOMPARE(controller.requests()->rowCount(), 0);
        QCOMPARE(controller.series().requests(), 0u);
        m_runner->tell(wholeRequest(0, 1 * ms));
        m_runner->tell(wholeRequest(2, 2 * ms));
        QTRY_COMPARE_WITH_TIMEOUT(controller.requests()->rowCount(), 3, deadline);
        QCOMPARE(controller.series().requests(), 3u);
        QCOMPARE(controller.figures().done, 2u);
        QVERIFY(!controller.figures().isCountKnown);
        QVERIFY(!controller.figures().load);
        m_runner->tell(wholeRequest(1, 2 * ms));
        m_runner->tell(wholeRequest(3, 3 * ms));
        QSignalSpy summarised(&controller, &RunController::summarised);
        m_runner->finish(10'000 * ms);
        QCOMPARE(controller.state(), State::Done);
        QCOMPARE(controller.requests()->rowCount(), 4);
        QVERIFY(summarised.wait(deadline));
        QCOMPARE(controller.figures().shareDone, 1.);
        QCOMPARE(stateSentence(controller), QStringLiteral("Done: 4 in 10.000 s"));
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Plain);
        QVERIFY(!controller.rates().points().empty());
    }

    void requestsWaitFromWhenTheyAreDue()
    {
        RunController controller(nullptr, factory());
        begin(controller, planOf(QStringLiteral("1000/s"), std::chrono::seconds(60)));
        QCOMPARE(controller.requests()->rowCount(), 0);
        const auto spans = [&controller] {
            return controller.requests()->index(5, 0).data(RequestModel::SpansRole).value<QList<StageSpan>>();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!spans().isEmpty(), deadline); // by the clock alone: nothing has been told
        QCOMPARE(spans().first().stage, Stage::Queued);
        QCOMPARE(spans().first().begin, 5 * ms);
        QVERIFY(spans().first().isOpen);
        QVERIFY(controller.series().hasBand(StageSeries::Band::Queued));
        QCOMPARE(controller.figures().requests, 60'000u);
        controller.stop();
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::Stopped, deadline);
        QVERIFY(controller.requests()->rowCount() > 5);
        QVERIFY(controller.requests()->rowCount() < 60'000); // the others never came into being
        QCOMPARE(controller.figures().cancelled, quint32(controller.requests()->rowCount()));
    }

    void aLoadThatFellBehindNeverLooksClean()
    {
        RunController controller(nullptr, factory());
        begin(controller, planOf(QStringLiteral("20/s"), std::chrono::milliseconds(500)));
        for (quint32 request = 0; request < 10; ++request)
            m_runner->tell(openRequest(request, request * 50 * ms, request * 20 * ms, 300 * ms));
        QTRY_COMPARE_WITH_TIMEOUT(controller.figures().done, 10u, deadline);
        QVERIFY(controller.figures().isBehind());
        QVERIFY(stateSentence(controller).endsWith(QStringLiteral(" · the client fell behind so far")));
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Warning);
        QSignalSpy summarised(&controller, &RunController::summarised);
        m_runner->finish(1'000 * ms);
        QVERIFY(stateSentence(controller).contains(QStringLiteral("behind so far")));
        QVERIFY(summarised.wait(deadline));
        QVERIFY(controller.figures().load->isFinal);
        QCOMPARE(controller.figures().load->health->verdict, LoadVerdict::TooFewLanes);
        QVERIFY2(stateSentence(controller).contains(QStringLiteral(" · too few lanes, ")),
                 qPrintable(stateSentence(controller)));
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Warning);
        QCOMPARE(controller.notices().last(), controller.figures().load->sentence);
        const QAbstractItemModel *log = controller.log();
        const QString lastLine = log->index(log->rowCount() - 1, 0).data().toString();
        QVERIFY2(lastLine.contains(QStringLiteral("Too few lanes")), qPrintable(lastLine));
        QCOMPARE(log->index(log->rowCount() - 1, 0).data(LogModel::LevelRole).toInt(), int(LogModel::Level::Warning));
    }

    void aLoadThatKeptUpSaysNothing()
    {
        RunController controller(nullptr, factory());
        begin(controller, planOf(QStringLiteral("20/s"), std::chrono::milliseconds(500)));
        QSignalSpy summarised(&controller, &RunController::summarised);
        for (quint32 request = 0; request < 10; ++request)
            m_runner->tell(openRequest(request, request * 50 * ms, ms / 10, 30 * ms));
        m_runner->finish(500 * ms);
        QVERIFY(summarised.wait(deadline));
        QCOMPARE(controller.figures().load->health->verdict, LoadVerdict::KeptUp);
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Plain);
        QVERIFY(controller.notices().isEmpty());
        QCOMPARE(controller.rates().askedAt(100 * ms).value(), 20.);
    }

    void timeMovesBetweenPicturesThatAreFarApart()
    {
        RunController controller(nullptr, factory());
        QSignalSpy updated(&controller, &RunController::updated);
        QSignalSpy moved(&controller, &RunController::moved);
        connect(&controller, &RunController::updated, this, [] { // dear to paint
            const std::clock_t until = std::clock() + CLOCKS_PER_SEC / 30;
            while (std::clock() < until) {
            }
        });
        begin(controller, planOf(QStringLiteral("1/s"), std::chrono::hours(1)));
        QTRY_VERIFY_WITH_TIMEOUT(moved.size() > 1, deadline);
        const qsizetype pictures = updated.size();
        const qint64 elapsed = controller.figures().elapsedNs;
        QVERIFY(moved.wait(deadline));
        QVERIFY(controller.figures().elapsedNs > elapsed);
        QVERIFY(updated.size() <= pictures + 1);
        controller.stop();
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::Stopped, deadline);
        moved.clear();
        QVERIFY(!moved.wait(2 * int(PaintBudget::longestStill.count())));
    }

    void errorsAreCountedByClass()
    {
        RunController controller(nullptr, factory());
        begin(controller, planOf({}, std::chrono::seconds(10)));
        m_runner->tell({ended(0, Stage::Queued, 1), finished(0, Outcome::Failed, 2, ErrorClass::Reset),
                        ended(1, Stage::Queued, 1), finished(1, Outcome::Failed, 2, ErrorClass::Timeout)});
        QTRY_COMPARE_WITH_TIMEOUT(controller.errors()->rowCount(), 2, deadline);
        QSignalSpy summarised(&controller, &RunController::summarised);
        m_runner->finish(1'000 * ms);
        QCOMPARE(controller.state(), State::Failed);
        QCOMPARE(stateTone(controller), MutedLabel::Tone::Error);
        QVERIFY(summarised.wait(deadline));
        QCOMPARE(controller.errors()->index(1, ErrorModel::Count).data(ErrorModel::SortRole).toUInt(), 1u);
    }
};

QTEST_MAIN(RunControllerTest)
#include "tst_runcontroller.moc"
