// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runselection.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

class RunSelectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachChangeIsToldOnce()
    {
        RunSelection selection;
        const QSignalSpy current(&selection, &RunSelection::currentChanged);
        const QSignalSpy range(&selection, &RunSelection::rangeChanged);
        selection.setCurrent(3);
        selection.setCurrent(3);
        selection.setTime(NsRange{1, 2});
        selection.setTime(NsRange{1, 2});
        selection.setResponseTime(NsRange{5, 9});
        QCOMPARE(selection.range().time, std::optional(NsRange{1, 2}));
        selection.reset();
        QCOMPARE(selection.current(), -1);
        QVERIFY(selection.range().isEmpty());
        QCOMPARE(current.count(), 2);
        QCOMPARE(range.count(), 3);
    }

    /// Request 0 from 10 to 20, its response after 8; 1 from 30 to 50, failed; 2 from 40 on; 3 waits.
    void aRangePicksThoseThatWereUnderWayInIt()
    {
        RunPlan plan;
        plan.requests = 4;
        RunRecorder recorder(plan, 1);
        FactBatch batch;
        batch.runId = 1;
        batch.facts = whole({ended(0, Stage::Queued, 10), began(0, Stage::Receive, 15), ended(0, Stage::Receive, 18),
                             finished(0, Outcome::Done, 20), ended(1, Stage::Queued, 30),
                             finished(1, Outcome::Failed, 50, ErrorClass::Reset), ended(2, Stage::Queued, 40)});
        QVERIFY(recorder.apply(batch));
        const auto picked = [&recorder](const RequestRange &range) {
            QList<quint32> requests;
            for (quint32 request = 0; request < 4; ++request)
                if (range.contains(*recorder.record(), request))
                    requests.append(request);
            return requests;
        };
        QCOMPARE(picked({}), QList<quint32>({0, 1, 2, 3}));
        QCOMPARE(picked({NsRange{0, 9}, {}}), QList<quint32>());
        QCOMPARE(picked({NsRange{20, 30}, {}}), QList<quint32>({0, 1}));
        QCOMPARE(picked({NsRange{35, 60}, {}}), QList<quint32>({1, 2}));
        QCOMPARE(picked({NsRange{51, 60}, {}}), QList<quint32>({2}));
        QCOMPARE(picked({{}, NsRange{8, 8}}), QList<quint32>({0}));
        QCOMPARE(picked({{}, NsRange{9, 90}}), QList<quint32>());
        QCOMPARE(picked({NsRange{30, 60}, NsRange{0, 90}}), QList<quint32>());
    }
};

QTEST_GUILESS_MAIN(RunSelectionTest)
#include "tst_runselection.moc"
