// SPDX-License-Identifier: GPL-3.0-or-later
// What a run is to keep to as a whole, and how it stands against that while it goes on.
#include "core/run/livethresholds.h"
#include "core/run/thresholdset.h"
#include "support/facts.h"

#include <QTest>

#include <cmath>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

/// A request that waits from 0 to `waitEnd` and is done 1 ms later.
std::vector<Fact> request(quint32 index, qint64 waitEnd)
{
    return whole({ended(index, Stage::Queued, 0, 0), began(index, Stage::Wait, 0), ended(index, Stage::Wait, waitEnd),
                  replied(index, 200, waitEnd), began(index, Stage::Receive, waitEnd),
                  ended(index, Stage::Receive, waitEnd + ms, 10), finished(index, Outcome::Done, waitEnd + ms)});
}

QStringList verdictsOf(const Expectations &expectations)
{
    QStringList verdicts;
    for (const Expectation &one : expectations)
        verdicts.append(one.measured ? QString(verdictName(one.verdict)) : QStringLiteral("nothing"));
    return verdicts;
}

} // namespace

class TestThresholdSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatCanBeReadOnce()
    {
        const ThresholdSet set = thresholdSetOf({QStringLiteral("p95<120ms"), QStringLiteral("nonsense"),
                                                 QStringLiteral("p95 < 120 ms"), QStringLiteral("failed < 1%")},
                                                true);
        QCOMPARE(set.texts(), QStringList({QStringLiteral("p95 < 120 ms"), QStringLiteral("failed < 1%")}));
        QVERIFY(set.isStrict && !set.isEmpty());
    }

    void isWordedForTheTerminal()
    {
        QCOMPARE(terminalCommandParts(thresholdSetOf({}, true)), QStringList());
        QCOMPARE(terminalCommandParts(thresholdSetOf({QStringLiteral("p95<120ms"), QStringLiteral("lag<1ms")}, true)),
                 QStringList({QStringLiteral("--expect 'p95 < 120 ms'"), QStringLiteral("--expect 'lag < 1 ms'"),
                              QStringLiteral("--strict")}));
    }

    void checksNeedOne()
    {
        const ThresholdSet set = thresholdSetOf({QStringLiteral("checks < 1%")}, false);
        RunPlan plan;
        QVERIFY(!problemOfThresholds(set.thresholds, plan).isEmpty());
        QCOMPARE(problemOfThresholds({}, plan), QString());
    }

    void tellsHowARunStands()
    {
        RunPlan plan;
        plan.requests = 200;
        RunRecorder recorder(plan, 1);
        const ThresholdSet set = thresholdSetOf(
            {QStringLiteral("p50 < 150 ms"), QStringLiteral("wait.max < 199 ms"), QStringLiteral("p99.9 < 1 s"),
             QStringLiteral("failed < 1%"), QStringLiteral("lag < 1 ms"), QStringLiteral("elapsed < 1 s"),
             QStringLiteral("service.min <= 2 ms"), QStringLiteral("mean > 100 ms"), QStringLiteral("rate > 150/s")},
            false);
        LiveThresholds live(set.thresholds);
        QCOMPARE(verdictsOf(live.judgedSoFar(recorder.tally(), 0)), QStringList(9, QStringLiteral("nothing")));
        FactBatch batch{1, {}, {}};
        for (quint32 index = 0; index < 200; ++index) {
            const std::vector<Fact> facts = request(index, (index + 1) * ms);
            batch.facts.insert(batch.facts.end(), facts.begin(), facts.end());
        }
        QVERIFY(recorder.apply(batch));
        live.note(*recorder.record(), batch.facts);
        const Expectations soFar = live.judgedSoFar(recorder.tally(), 1'000 * ms);
        QCOMPARE(verdictsOf(soFar),
                 QStringList({QStringLiteral("held"), QStringLiteral("crossed"), QStringLiteral("undecided"),
                              QStringLiteral("held"), QStringLiteral("nothing"), QStringLiteral("crossed"),
                              QStringLiteral("held"), QStringLiteral("held"), QStringLiteral("held")}));
        QVERIFY(std::abs(*soFar.first().measured - 101.5 * ms) < 1.1 * ms); // within 1 %
        QCOMPARE(soFar.first().samples, 200U);
    }

    void countsWhatFailed()
    {
        RunPlan plan;
        plan.requests = 10;
        RunRecorder recorder(plan, 1);
        const ThresholdSet set = thresholdSetOf({QStringLiteral("failed < 30%"), QStringLiteral("checks < 1")}, false);
        LiveThresholds live(set.thresholds);
        FactBatch batch{1, {}, {}};
        for (quint32 index = 0; index < 4; ++index)
            batch.facts.push_back(finished(index, index == 0 ? Outcome::Failed : Outcome::Done, ms,
                                           index == 0 ? ErrorClass::Check : ErrorClass::None));
        QVERIFY(recorder.apply(batch));
        live.note(*recorder.record(), batch.facts);
        QCOMPARE(verdictsOf(live.judgedSoFar(recorder.tally(), ms)),
                 QStringList({QStringLiteral("held"), QStringLiteral("crossed")}));
    }
};

QTEST_APPLESS_MAIN(TestThresholdSet)
#include "tst_thresholdset.moc"
