// SPDX-License-Identifier: GPL-3.0-or-later
// How runs that were kept come into the window's views.
#include "widgets/run/runopener.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"
#include "widgets/run/runcontroller.h"
#include "widgets/run/statesentence.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;
constexpr qint64 ms = 1'000'000;

/// Three requests, of which one failed.
QString readSample(ReadRun &run)
{
    RunPlan plan;
    plan.requests = 3;
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    for (quint32 request = 0; request < 2; ++request) {
        const std::vector<Fact> whole = wholeRequest(request, request * ms);
        batch.facts.insert(batch.facts.end(), whole.begin(), whole.end());
    }
    batch.facts.push_back(ended(2, Stage::Queued, ms));
    batch.facts.push_back(finished(2, Outcome::Failed, 2 * ms, ErrorClass::Timeout));
    batch.notes.push_back({2, Note::Kind::Failure, {}, toldFault(ErrorClass::Timeout, QStringLiteral("too late"))});
    recorder.apply(batch);
    run.record = recorder.record();
    run.record->elapsedNs = 2 * ms;
    run.record->notices.append(QStringLiteral("It was a small run."));
    run.hasRequests = true;
    run.summary = summarise(*run.record);
    return {};
}

} // namespace

class RunOpenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunIsShownAsIfItHadJustRun()
    {
        RunController controller;
        RunOpener opener(&controller);
        QSignalSpy opened(&opener, &RunOpener::opened);
        QSignalSpy prepared(&controller, &RunController::prepared);
        QSignalSpy summarised(&controller, &RunController::summarised);
        QSignalSpy states(&controller, &RunController::stateChanged);
        for (int time = 1; time <= 2; ++time) { // and again, from the state that it leaves
            opener.open(QStringLiteral("before lunch"), 0,
                        [](ReadRecord &record, const ReadingGoesOn &) { return readSample(record.run); });
            QVERIFY(opener.isOpening());
            QVERIFY(opened.wait(deadline));
            QVERIFY(!opener.isOpening());
            QCOMPARE(prepared.count(), time);
            QCOMPARE(summarised.count(), time);
            QCOMPARE(states.last().first().value<State>(), State::Failed);
        }
        QCOMPARE(controller.openedAs(), QStringLiteral("before lunch"));
        QVERIFY(controller.isPrepared());
        QCOMPARE(stateSentence(controller), QStringLiteral("Ended with errors: 2 done, 1 failed in 0.002 s"));
        QCOMPARE(controller.requests()->rowCount(), 3);
        QCOMPARE(controller.errors()->rowCount(), 1);
        QCOMPARE(controller.notices(), QStringList(QStringLiteral("It was a small run.")));
        QCOMPARE(controller.summary()->done, 2u);
        QVERIFY(controller.latencySpreads().of(LatencyTime::Response).count == 2);
        QVERIFY(controller.log()->rowCount() > 3);
        controller.selection()->setTime(NsRange{0, ms / 2});
        QSignalSpy picked(&controller, &RunController::pickedSpreadsChanged);
        QVERIFY(picked.wait(deadline));
        QCOMPARE(controller.pickedSpreads()->of(LatencyTime::Response).count, 1u);
    }

    void whatIsWrongIsSaidAndTheRunStays()
    {
        RunController controller;
        RunOpener opener(&controller);
        QSignalSpy opened(&opener, &RunOpener::opened);
        QSignalSpy failed(&opener, &RunOpener::failed);
        opener.open(QStringLiteral("good"), 0,
                    [](ReadRecord &record, const ReadingGoesOn &) { return readSample(record.run); });
        QVERIFY(opened.wait(deadline));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("broken.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"schema\": \"fiftyfold.run/1\",\n \"version\": 1,,}\n");
        file.close();
        opener.openFile(file.fileName());
        QVERIFY(failed.wait(deadline));
        const QString problem = failed.first().at(1).toString();
        QVERIFY2(problem.startsWith(QLatin1String("broken.json: ")) && problem.contains(QLatin1String("line 2")),
                 qPrintable(problem));
        QCOMPARE(controller.openedAs(), QStringLiteral("good"));
        QCOMPARE(controller.requests()->rowCount(), 3);
    }

    void readingGoesOnUntilItIsCancelled()
    {
        RunController controller;
        RunOpener opener(&controller);
        QSignalSpy opened(&opener, &RunOpener::opened);
        QSignalSpy failed(&opener, &RunOpener::failed);
        QSignalSpy progressed(&opener, &RunOpener::progressed);
        QSemaphore ended;
        const auto endless = [&ended](ReadRecord &, const ReadingGoesOn &goesOn) {
            while (goesOn(30)) {
            }
            ended.release();
            return QStringLiteral("given up");
        };
        opener.open(QStringLiteral("endless"), 100, endless);
        QVERIFY(progressed.wait(deadline));
        QCOMPARE(progressed.first().first().toDouble(), 0.3);
        opener.cancel();
        QVERIFY(!opener.isOpening());
        QVERIFY(ended.tryAcquire(1, deadline));
        opener.open(QStringLiteral("endless"), 100, endless); // and gives way to the next
        opener.open(QStringLiteral("next"), 0,
                    [](ReadRecord &record, const ReadingGoesOn &) { return readSample(record.run); });
        QVERIFY(opened.wait(deadline));
        QCOMPARE(opened.first().first().toString(), QStringLiteral("next"));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(failed.count(), 0);
    }

    void figuresOfAnotherProgramHaveNoRequests()
    {
        RunController controller;
        RunOpener opener(&controller);
        QSignalSpy opened(&opener, &RunOpener::opened);
        opener.openFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/wrk.txt"));
        QVERIFY(opened.wait(deadline));
        QCOMPARE(controller.openedAs(), QStringLiteral("wrk.txt"));
        QVERIFY(!controller.hasRequests());
        QVERIFY(controller.record()->imported);
        QVERIFY(!controller.notices().isEmpty());
        QCOMPARE(controller.requests()->rowCount(), 0);
        QVERIFY(controller.latencySpreads().of(LatencyTime::Response).isStated);
    }
};

QTEST_MAIN(RunOpenerTest)
#include "tst_runopener.moc"
