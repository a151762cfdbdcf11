// SPDX-License-Identifier: GPL-3.0-or-later
// The index held against a walk over all requests.
#include "models/run/timelineindex.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan closedPlan(quint32 requests)
{
    RunPlan plan;
    plan.requests = requests;
    return plan;
}

/// A run that is told of in pieces.
class Told
{
public:
    explicit Told(const RunPlan &plan)
        : m_recorder(plan, 1)
        , due(plan)
        , index(m_recorder.record(), &due)
    {
    }

    void tell(const std::vector<Fact> &facts)
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts;
        QVERIFY(m_recorder.apply(batch));
        index.take(facts);
    }

    const RunRecord &record() const { return *m_recorder.record(); }

    std::vector<quint32> walked(const NsRange &time, qint64 now) const
    {
        std::vector<quint32> found;
        for (quint32 request = 0; request < record().requestCount(); ++request) {
            const std::optional<qint64> begin = record().dueNs(request)     ? record().dueNs(request)
                                                : record().startNs(request) ? record().startNs(request)
                                                                            : due.dueNs(request);
            if (!begin || *begin > time.end)
                continue;
            if (std::max(*begin, record().endNs(request).value_or(now)) >= time.begin)
                found.push_back(request);
        }
        return found;
    }

private:
    RunRecorder m_recorder;

public:
    DueRequests due;
    TimelineIndex index;
};

std::vector<quint32> listed(const RequestRows &rows)
{
    std::vector<quint32> requests;
    for (int row = 0; row < rows.count(); ++row)
        requests.push_back(rows.requestAt(row));
    return requests;
}

} // namespace

class TimelineIndexTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatAWalkFinds_data()
    {
        QTest::addColumn<quint32>("requests");
        QTest::addColumn<bool>("isInOrder");
        QTest::newRow("one") << 1u << true;
        QTest::newRow("a block") << 256u << true;
        QTest::newRow("one more") << 257u << true;
        QTest::newRow("in order") << 3'000u << true;
        QTest::newRow("in any order") << 3'000u << false;
    }

    void findsWhatAWalkFinds()
    {
        QFETCH(quint32, requests);
        QFETCH(bool, isInOrder);
        std::mt19937 random(7);
        const auto draw = [&random](qint64 below) { return qint64(random() % quint64(below)); };
        std::vector<Fact> facts;
        for (quint32 request = 0; request < requests; ++request) {
            const qint64 begin = isInOrder ? qint64(request) * ms + draw(ms) : draw(qint64(requests) * ms);
            facts.push_back(ended(request, Stage::Queued, begin, request % 20));
            if (draw(10) > 0) // the others stay open
                facts.push_back(finished(request, Outcome::Done, begin + draw(draw(50) == 0 ? 900 * ms : 20 * ms)));
        }
        if (!isInOrder) // of one request they stay in theirs
            std::stable_sort(facts.begin(), facts.end(), [](const Fact &a, const Fact &b) { return a.at < b.at; });

        Told told(closedPlan(requests));
        const std::size_t half = facts.size() / 2;
        told.tell({facts.begin(), facts.begin() + std::ptrdiff_t(half)});
        const qint64 now = qint64(requests) * ms;
        const auto check = [&] {
            for (int round = 0; round < 16; ++round) {
                const qint64 begin = draw(now + 10 * ms);
                const NsRange time{begin, begin + draw(round % 3 == 0 ? now : 5 * ms)};
                const RequestRows rows = told.index.living(time, now);
                const std::vector<quint32> walked = told.walked(time, now);
                QCOMPARE(listed(rows), walked);
                std::vector<quint32> visited;
                rows.visitRows(3, 300, [&visited](int, quint32 request) { visited.push_back(request); });
                const auto from = walked.begin() + std::min<std::ptrdiff_t>(3, std::ssize(walked));
                const auto to = walked.begin() + std::min<std::ptrdiff_t>(303, std::ssize(walked));
                QCOMPARE(visited, std::vector<quint32>(from, to));
                for (int tries = 0; tries < 10; ++tries) {
                    const auto request = quint32(draw(requests));
                    const auto at = std::lower_bound(walked.begin(), walked.end(), request);
                    QCOMPARE(rows.rowsBefore(request), int(at - walked.begin()));
                    const bool isThere = at != walked.end() && *at == request;
                    QCOMPARE(rows.contains(request), isThere);
                    QCOMPARE(rows.rowOf(request).has_value(), isThere);
                }
            }
        };
        check();
        told.tell({facts.begin() + std::ptrdiff_t(half), facts.end()});
        check();
        told.tell(facts); // once more: nothing changes
        check();
    }

    void ofAnOpenRunFromWhenTheyWereDue()
    {
        RunPlan plan = closedPlan(10);
        plan.rate = rateFromText(QStringLiteral("10/s")).value();
        Told told(plan);
        for (const DueRequests::Due &one : told.due.advance(350 * ms, told.record()))
            told.index.arrive(one.request, one.at);
        const auto living = [&told](qint64 begin, qint64 end, qint64 now) {
            return listed(told.index.living({begin * ms, end * ms}, now * ms));
        };
        QCOMPARE(living(0, 250, 350), (std::vector<quint32>{0, 1, 2}));
        Fact left = ended(1, Stage::Queued, 300 * ms, 0);
        left.begin = 100 * ms;
        told.due.take({left});
        told.tell({left, finished(1, Outcome::Done, 320 * ms)});
        QCOMPARE(living(150, 160, 350), (std::vector<quint32>{0, 1})); // it waited then
        QCOMPARE(living(330, 340, 350), (std::vector<quint32>{0, 2, 3}));
        QCOMPARE(living(400, 500, 350), std::vector<quint32>()); // nobody knows yet
        QCOMPARE(told.index.life(1, 350 * ms).value(), (NsRange{100 * ms, 320 * ms}));
        QVERIFY(!told.index.life(4, 350 * ms));
    }

    void allAreRowsBeforeTheyBegin()
    {
        const RequestRows rows = RequestRows::all(700);
        QCOMPARE(rows.count(), 700);
        QCOMPARE(rows.requestAt(699), 699u);
        QCOMPARE(rows.rowsBefore(512), 512);
        QVERIFY(!rows.contains(700));
        QCOMPARE(RequestRows().rowsBefore(5), 0);
        QCOMPARE(RequestRows::all(0).count(), 0);
    }

    void aLaneHasOneAfterTheOther()
    {
        Told told(closedPlan(6));
        // Facts of different requests come in any order.
        told.tell({ended(4, Stage::Queued, 40 * ms, 1), finished(4, Outcome::Done, 50 * ms),
                   ended(0, Stage::Queued, 0, 1), finished(0, Outcome::Done, 10 * ms),
                   ended(2, Stage::Queued, 20 * ms, 1), finished(2, Outcome::Failed, 30 * ms),
                   ended(1, Stage::Queued, 5 * ms, 0)});
        told.tell({ended(2, Stage::Queued, 20 * ms, 1)}); // told twice
        QCOMPARE(told.index.laneCount(), 2);
        const auto numbers = [](std::span<const quint32> span) {
            return std::vector<quint32>(span.begin(), span.end());
        };
        QCOMPARE(numbers(told.index.onLane(1)), (std::vector<quint32>{0, 2, 4}));
        QCOMPARE(numbers(told.index.onLane(2)), std::vector<quint32>());
        QCOMPARE(numbers(told.index.onLane(1, {25 * ms, 45 * ms})), (std::vector<quint32>{2, 4}));
        QCOMPARE(numbers(told.index.onLane(1, {12 * ms, 15 * ms})), std::vector<quint32>());
        QCOMPARE(numbers(told.index.onLane(0, {80 * ms, 90 * ms})), std::vector<quint32>{1}); // it is open
        QCOMPARE(told.index.besideOnLane(2, 1), 4u);
        QCOMPARE(told.index.besideOnLane(2, -1), 0u);
        QCOMPARE(told.index.besideOnLane(4, 1), 4u);
        QCOMPARE(told.index.besideOnLane(5, 1), 5u); // on no lane
        QCOMPARE(told.index.nearestOnLane(1, 13 * ms).value(), 0u);
        QCOMPARE(told.index.nearestOnLane(1, 18 * ms).value(), 2u);
        QCOMPARE(told.index.nearestOnLane(1, 25 * ms).value(), 2u);
        QCOMPARE(told.index.nearestOnLane(1, 99 * ms).value(), 4u);
        QVERIFY(!told.index.nearestOnLane(2, 0));
    }

    void withoutARecordThereIsNothing()
    {
        TimelineIndex index;
        index.take({finished(0, Outcome::Done, 0)});
        QCOMPARE(index.living({0, 100}, 100).count(), 0);
        QCOMPARE(index.laneCount(), 0);
    }
};

QTEST_APPLESS_MAIN(TimelineIndexTest)
#include "tst_timelineindex.moc"
