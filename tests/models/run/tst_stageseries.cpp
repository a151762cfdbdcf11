// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/stageseries.h"
#include "support/facts.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using Band = StageSeries::Band;

namespace {

constexpr qint64 us = 1'000;
constexpr qint64 ms = 1'000'000;

quint32 countOf(const StageSeries::Level &level, Band band)
{
    return level.count[static_cast<std::size_t>(band)];
}

quint64 sumOf(const StageSeries::Level &level)
{
    return std::accumulate(level.count.begin(), level.count.end(), quint64(0));
}

bool isEqual(const StageSeries::Level &a, const StageSeries::Level &b)
{
    return a.timeNs == b.timeNs && a.count == b.count;
}

/// `requests` requests of four changes each, every one later than the last, in steps of `stepNs`.
std::vector<Fact> staggeredRun(quint32 requests, qint64 stepNs)
{
    std::vector<Fact> facts;
    for (quint32 request = 0; request < requests; ++request) {
        const qint64 at = request * stepNs;
        facts.push_back(began(request, Stage::Connect, at));
        facts.push_back(began(request, Stage::Wait, at + stepNs));
        facts.push_back(began(request, Stage::Receive, at + 7 * stepNs));
        facts.push_back(finished(request, Outcome::Done, at + 9 * stepNs));
    }
    return facts;
}

} // namespace

class TestStageSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutRequests();
    void beginsWithAllQueued();
    void countsASmallRun();
    void countsWhatHappensAtTimeZero();
    void keepsAStageUntilTheNextBegins();
    void countsLoopWait();
    void countsEachOutcome();
    void ignoresWhatItCannotPlace();
    void takesFactsInAnyOrderOfTime();
    void neverFallsBelowZero();
    void doublesItsBins();
    void mergesBins();
    void aShortPeakIsNotMergedAway();
    void aColumnHasTheMean();
    void beginsAndEndsWhereAsked();
    void tellsTheMostInFlight();
    void timeWithoutNewsCostsNothing();
    void endsWhereAsked();
    void alwaysSumsToTheRequests();
    void requestsThatComeOneByOneCountFromThenOn();
    void oneThatNobodyAnnouncedComesWithItsFirstFact();
    void growsAsARunGoesOn();
};

void TestStageSeries::isEmptyWithoutRequests()
{
    StageSeries series;
    series.apply({began(0, Stage::Wait, 10)});
    QCOMPARE(series.requests(), 0u);
    QCOMPARE(series.levels(0, 0, 100).size(), std::size_t(1));
    QCOMPARE(sumOf(series.levelAt(1 * ms)), quint64(0));
    QVERIFY(!series.hasBand(Band::Queued));
}

void TestStageSeries::beginsWithAllQueued()
{
    const StageSeries series(50);
    const std::vector<StageSeries::Level> levels = series.levels(0, 0, 100);
    QCOMPARE(levels.size(), std::size_t(1));
    QCOMPARE(levels[0].timeNs, 0.);
    QCOMPARE(countOf(levels[0], Band::Queued), 50u);
    QVERIFY(series.hasBand(Band::Queued));
    QVERIFY(!series.hasBand(Band::Done));
}

void TestStageSeries::countsASmallRun()
{
    StageSeries series(3);
    series.apply({
        began(0, Stage::Wait, 10 * us),      // bin 1
        began(1, Stage::Wait, 20 * us),      // bin 1, at its end
        began(0, Stage::Receive, 21 * us),   // bin 2
        finished(0, Outcome::Done, 50 * us), // bin 3
        began(1, Stage::Receive, 70 * us),   // bin 4
    });
    QCOMPARE(series.binNs(), 20 * us);
    const std::vector<StageSeries::Level> levels = series.levels(0, 80 * us, 100);
    struct Expected {
        double timeNs;
        quint32 queued, wait, receive, done;
    };
    const std::vector<Expected> expected = {
        {0, 3, 0, 0, 0}, {20e3, 1, 2, 0, 0}, {40e3, 1, 1, 1, 0}, {60e3, 1, 1, 0, 1}, {80e3, 1, 0, 1, 1}};
    QCOMPARE(levels.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(levels[i].timeNs, expected[i].timeNs);
        QCOMPARE(countOf(levels[i], Band::Queued), expected[i].queued);
        QCOMPARE(countOf(levels[i], Band::Wait), expected[i].wait);
        QCOMPARE(countOf(levels[i], Band::Receive), expected[i].receive);
        QCOMPARE(countOf(levels[i], Band::Done), expected[i].done);
        QVERIFY(isEqual(series.levelAt(qint64(expected[i].timeNs)), levels[i]));
    }
    for (const Band band : {Band::Queued, Band::Wait, Band::Receive, Band::Done})
        QVERIFY(series.hasBand(band));
    for (const Band band : {Band::Dns, Band::Connect, Band::Tls, Band::Failed, Band::Cancelled})
        QVERIFY(!series.hasBand(band));
}

void TestStageSeries::countsWhatHappensAtTimeZero()
{
    StageSeries series(2);
    series.apply({began(0, Stage::Connect, 0), began(1, Stage::Connect, 1)});
    const StageSeries::Level first = series.levels(0, 1 * ms, 100).front();
    QCOMPARE(countOf(first, Band::Connect), 1u);
    QCOMPARE(countOf(first, Band::Queued), 1u);
}

void TestStageSeries::keepsAStageUntilTheNextBegins()
{
    StageSeries series(1);
    series.apply({ended(0, Stage::Queued, 10 * us), began(0, Stage::Wait, 30 * us), ended(0, Stage::Wait, 50 * us),
                  replied(0, 200, 50 * us), began(0, Stage::Receive, 90 * us)});
    QCOMPARE(countOf(series.levelAt(20 * us), Band::Queued), 1u);
    QCOMPARE(countOf(series.levelAt(80 * us), Band::Wait), 1u);
    QCOMPARE(countOf(series.levelAt(100 * us), Band::Receive), 1u);
}

/// It is in none of its stages between the end of `receive` and `wrap`, and between steps.
void TestStageSeries::countsLoopWait()
{
    StageSeries series(1);
    series.apply({began(0, Stage::Receive, 10 * us), ended(0, Stage::Receive, 30 * us), began(0, Stage::Wrap, 90 * us),
                  ended(0, Stage::Wrap, 110 * us), finished(0, Outcome::Done, 170 * us)});
    QCOMPARE(countOf(series.levelAt(20 * us), Band::Receive), 1u);
    QCOMPARE(countOf(series.levelAt(60 * us), Band::LoopWait), 1u);
    QCOMPARE(countOf(series.levelAt(100 * us), Band::Wrap), 1u);
    QCOMPARE(countOf(series.levelAt(150 * us), Band::LoopWait), 1u);
    QCOMPARE(series.levelAt(60 * us).inFlight(), 1u);
    QCOMPARE(countOf(series.levelAt(200 * us), Band::Done), 1u);
}

void TestStageSeries::countsEachOutcome()
{
    StageSeries series(4);
    series.apply({finished(0, Outcome::Done, 10), finished(1, Outcome::Failed, 10, ErrorClass::Timeout),
                  finished(2, Outcome::Cancelled, 10, ErrorClass::Cancelled)});
    const StageSeries::Level level = series.levelAt(1 * ms);
    QCOMPARE(countOf(level, Band::Done), 1u);
    QCOMPARE(countOf(level, Band::Failed), 1u);
    QCOMPARE(countOf(level, Band::Cancelled), 1u);
    QCOMPARE(countOf(level, Band::Queued), 1u);
}

void TestStageSeries::ignoresWhatItCannotPlace()
{
    StageSeries series(2);
    series.apply({began(2, Stage::Wait, 10), began(4'000'000'000, Stage::Wait, 10), finished(0, Outcome::Done, 10),
                  finished(0, Outcome::Failed, 20), began(0, Stage::Wait, 30), finished(1, Outcome::Pending, 10)});
    const StageSeries::Level level = series.levelAt(1 * ms);
    QCOMPARE(countOf(level, Band::Done), 1u);
    QCOMPARE(countOf(level, Band::Queued), 1u);
    QVERIFY(!series.hasBand(Band::Wait));
}

void TestStageSeries::takesFactsInAnyOrderOfTime()
{
    // A transport that reports all stages of a request at its end: in order within the request, late for all others.
    const std::vector<Fact> facts = staggeredRun(200, 37 * us);
    std::vector<Fact> inTime = facts;
    std::stable_sort(inTime.begin(), inTime.end(), [](const Fact &a, const Fact &b) { return a.at < b.at; });
    std::vector<Fact> reversed;
    for (auto request = facts.end(); request != facts.begin(); request -= 4)
        reversed.insert(reversed.end(), request - 4, request);

    StageSeries expected(200);
    expected.apply(inTime);
    StageSeries late(200);
    for (const Fact &fact : reversed)
        late.apply({fact});
    const qint64 until = facts.back().at;
    const std::vector<StageSeries::Level> a = expected.levels(0, until, 5000);
    const std::vector<StageSeries::Level> b = late.levels(0, until, 5000);
    QVERIFY(a.size() > 300);
    QVERIFY(std::equal(a.begin(), a.end(), b.begin(), b.end(), isEqual));
}

void TestStageSeries::neverFallsBelowZero()
{
    StageSeries series(2);
    series.apply({began(0, Stage::Wait, 100 * us), finished(0, Outcome::Done, 50 * us), began(1, Stage::Wait, -5)});
    for (const StageSeries::Level &level : series.levels(0, 200 * us, 100)) {
        for (const quint32 count : level.count)
            QVERIFY(count <= 2);
        QCOMPARE(countOf(level, Band::Done), level.timeNs < 100e3 ? 0u : 1u);
    }
}

void TestStageSeries::doublesItsBins()
{
    const qint64 binNs = StageSeries().binNs();
    StageSeries series(4);
    const auto limit = static_cast<qint64>(StageSeries::binLimit);
    series.apply({began(0, Stage::Wait, 3 * binNs), began(1, Stage::Wait, (limit - 1) * binNs)});
    QCOMPARE(series.binNs(), binNs);
    series.apply({began(2, Stage::Wait, (limit - 1) * binNs + 1)});
    QCOMPARE(series.binNs(), 2 * binNs);
    QCOMPARE(countOf(series.levelAt(2 * binNs), Band::Wait), 0u);
    QCOMPARE(countOf(series.levelAt(4 * binNs), Band::Wait), 1u);
    QCOMPARE(countOf(series.levelAt((limit - 2) * binNs), Band::Wait), 1u);
    QCOMPARE(countOf(series.levelAt(limit * binNs), Band::Wait), 3u);

    const qint64 anHour = qint64(3600) * 1000 * ms;
    series.apply({finished(3, Outcome::Failed, anHour)});
    QVERIFY(anHour <= series.binNs() * limit);
    const std::vector<StageSeries::Level> levels = series.levels(0, anHour, 100'000);
    QVERIFY(levels.size() <= StageSeries::binLimit);
    QCOMPARE(countOf(levels.front(), Band::Queued), 4u);
    QCOMPARE(countOf(levels.back(), Band::Wait), 3u);
    QCOMPARE(countOf(levels.back(), Band::Failed), 1u);
}

void TestStageSeries::mergesBins()
{
    StageSeries series(100);
    series.apply(staggeredRun(100, 20 * us));
    const qint64 until = 108 * 20 * us;
    const std::vector<StageSeries::Level> all = series.levels(0, until, 1000);
    QCOMPARE(all.size(), std::size_t(109));
    for (const std::size_t most : {4u, 5u, 10u, 54u, 55u, 56u, 108u, 109u, 110u}) {
        const std::vector<StageSeries::Level> merged = series.levels(0, until, most);
        QVERIFY(merged.size() <= most);
        QVERIFY(merged.size() * 2 >= most || most > all.size());
        for (const StageSeries::Level &level : merged) {
            QCOMPARE(std::accumulate(level.count.begin(), level.count.end(), 0u), 100u);
            QVERIFY(level.most >= series.underWay(level));
        }
        QVERIFY(std::is_sorted(merged.begin(), merged.end(),
                               [](const auto &a, const auto &b) { return a.timeNs < b.timeNs; }));
        QCOMPARE(merged.front().timeNs, 0.);
        QCOMPARE(merged.back().timeNs, double(until));
    }
    QVERIFY(series.levels(0, until, 0).size() <= 4);
}

void TestStageSeries::aShortPeakIsNotMergedAway()
{
    // Ten are under way for a second, but for a millisecond in which there are none, and one in which there are fifty.
    StageSeries series(100);
    std::vector<Fact> facts;
    for (quint32 request = 0; request < 10; ++request) {
        facts.insert(facts.end(), {began(request, Stage::Wait, 0), finished(request, Outcome::Done, 300 * ms)});
        facts.insert(facts.end(),
                     {began(10 + request, Stage::Wait, 301 * ms), finished(10 + request, Outcome::Done, 1000 * ms)});
    }
    for (quint32 request = 20; request < 60; ++request)
        facts.insert(facts.end(), {began(request, Stage::Wait, 700 * ms), finished(request, Outcome::Done, 701 * ms)});
    series.apply(facts);
    for (const std::size_t most : {8u, 50u, 800u}) {
        const std::vector<StageSeries::Level> levels = series.levels(0, 999 * ms, most);
        quint32 highest = 0;
        for (const StageSeries::Level &level : levels)
            highest = std::max(highest, level.most);
        QCOMPARE(highest, 50u);
    }
    // Of four columns in 800 ms the third has the peak, for a 200th of it.
    const std::vector<StageSeries::Level> columns = series.levels(0, 800 * ms, 6);
    for (const StageSeries::Level &level : columns)
        QVERIFY2(std::abs(int(series.underWay(level)) - 10) <= 1, qPrintable(QString::number(level.timeNs)));
}

/// Half of the time ten are under way, half of it none: as one column that is five, of ten.
void TestStageSeries::aColumnHasTheMean()
{
    StageSeries series(1000);
    std::vector<Fact> facts;
    for (quint32 pulse = 0; pulse < 100; ++pulse) {
        for (quint32 request = 10 * pulse; request < 10 * pulse + 10; ++request)
            facts.insert(facts.end(), {began(request, Stage::Wait, pulse * 10 * ms),
                                       finished(request, Outcome::Done, pulse * 10 * ms + 5 * ms)});
    }
    series.apply(facts);
    const std::vector<StageSeries::Level> levels = series.levels(0, 1000 * ms, 12);
    QVERIFY(levels.size() > 4);
    for (std::size_t i = 1; i + 1 < levels.size(); ++i) {
        QCOMPARE(levels[i].most, 10u);
        QVERIFY2(std::abs(int(series.underWay(levels[i])) - 5) <= 1, qPrintable(QString::number(i)));
    }
}

void TestStageSeries::beginsAndEndsWhereAsked()
{
    StageSeries series(100);
    series.apply(staggeredRun(100, 20 * us));
    const std::vector<StageSeries::Level> all = series.levels(0, 2000 * us, 1000);
    const std::vector<StageSeries::Level> some = series.levels(400 * us, 800 * us, 1000);
    QCOMPARE(some.front().timeNs, 400e3);
    QCOMPARE(some.back().timeNs, 800e3);
    QCOMPARE(some.size(), std::size_t(21));
    for (std::size_t i = 0; i < some.size(); ++i)
        QCOMPARE(some[i].count, all[20 + i].count);
    QCOMPARE(series.levels(500 * us, 400 * us, 10).size(), std::size_t(1)); // the other way round there is none between
}

void TestStageSeries::tellsTheMostInFlight()
{
    StageSeries series(5, StageSeries::Arrivals::OneByOne);
    for (quint32 request = 0; request < 5; ++request)
        series.arrive(request, 1 * ms);
    series.apply({began(0, Stage::Wait, 2 * ms), began(1, Stage::Send, 2 * ms), finished(0, Outcome::Done, 3 * ms)});
    QCOMPARE(series.mostUntil(5 * ms).inFlight, 2u);
    QCOMPARE(series.mostUntil(5 * ms).queued, 5u);
    QCOMPARE(series.mostUntil(500 * us).queued, 0u);
    QCOMPARE(series.underWay(series.levelAt(2 * ms)), 5u); // those that wait as well
    StageSeries together(5);
    together.apply({began(0, Stage::Wait, 2 * ms)});
    QCOMPARE(together.mostUntil(5 * ms).queued, 0u); // all are, from the start on
    QCOMPARE(together.underWay(together.levelAt(2 * ms)), 1u);
}

void TestStageSeries::timeWithoutNewsCostsNothing()
{
    StageSeries series(1);
    series.apply({began(0, Stage::Wait, 10 * us)});
    const std::vector<StageSeries::Level> levels = series.levels(0, std::numeric_limits<qint64>::max() / 2, 800);
    QVERIFY(levels.size() <= 4);
    QCOMPARE(countOf(levels.back(), Band::Wait), 1u);
}

void TestStageSeries::endsWhereAsked()
{
    StageSeries series(10);
    series.apply(staggeredRun(10, 20 * us));
    // Within a bin, and far beyond the last fact.
    for (const qint64 until : {qint64(1), 33 * us, 50 * ms, 10'000 * ms}) {
        const std::vector<StageSeries::Level> levels = series.levels(0, until, 500);
        QVERIFY(levels.size() <= 500);
        QCOMPARE(levels.back().timeNs, double(until));
        QVERIFY(isEqual(levels.back(), series.levelAt(until)));
        QVERIFY(std::is_sorted(levels.begin(), levels.end(),
                               [](const auto &a, const auto &b) { return a.timeNs < b.timeNs; }));
    }
    QCOMPARE(countOf(series.levels(0, 50 * ms, 500).back(), Band::Done), 10u);
}

void TestStageSeries::alwaysSumsToTheRequests()
{
    // A storm of facts of all kinds, in no order, for some requests too many.
    constexpr quint32 requests = 300;
    std::mt19937 random(50);
    StageSeries series(requests);
    for (int batch = 0; batch < 40; ++batch) {
        std::vector<Fact> facts;
        for (int i = 0; i < 200; ++i) {
            const auto request = static_cast<quint32>(random() % (requests + 10));
            const auto at = static_cast<qint64>(random() % 4'000'000) * (batch + 1);
            const Stage stage = allStages[random() % stageCount];
            switch (random() % 8) {
            case 0:
                facts.push_back(finished(request, static_cast<Outcome>(random() % 4), at));
                break;
            case 1:
                facts.push_back(ended(request, stage, at));
                break;
            default:
                facts.push_back(began(request, stage, at));
            }
        }
        series.apply(facts);
        for (const std::size_t most : {10u, 700u, 5000u}) {
            for (const StageSeries::Level &level : series.levels(0, qint64(4'000'000) * (batch + 2), most))
                QCOMPARE(sumOf(level), quint64(requests));
        }
    }
}

void TestStageSeries::requestsThatComeOneByOneCountFromThenOn()
{
    StageSeries series(3, StageSeries::Arrivals::OneByOne);
    QCOMPARE(series.requests(), 3u);
    QVERIFY(!series.hasBand(Band::Queued));
    QCOMPARE(sumOf(series.levelAt(1 * ms)), quint64(0));
    series.arrive(0, 100 * us);
    series.arrive(1, 200 * us);
    series.arrive(0, 300 * us); // is there
    series.arrive(3, 300 * us); // there is none
    series.apply({began(0, Stage::Wait, 400 * us), finished(0, Outcome::Done, 600 * us)});
    QVERIFY(series.hasBand(Band::Queued));
    QCOMPARE(sumOf(series.levelAt(80 * us)), quint64(0));
    QCOMPARE(countOf(series.levelAt(300 * us), Band::Queued), 2u);
    QCOMPARE(countOf(series.levelAt(500 * us), Band::Queued), 1u);
    QCOMPARE(countOf(series.levelAt(500 * us), Band::Wait), 1u);
    QCOMPARE(countOf(series.levelAt(1 * ms), Band::Done), 1u);
    QCOMPARE(sumOf(series.levelAt(1 * ms)), quint64(2));
}

void TestStageSeries::oneThatNobodyAnnouncedComesWithItsFirstFact()
{
    StageSeries series(2, StageSeries::Arrivals::OneByOne);
    series.apply({ended(1, Stage::Queued, 100 * us), began(1, Stage::Wait, 100 * us)});
    QCOMPARE(countOf(series.levelAt(100 * us), Band::Wait), 1u);
    QCOMPARE(sumOf(series.levelAt(80 * us)), quint64(0));
    QVERIFY(!series.hasBand(Band::Queued)); // it never waited
}

void TestStageSeries::growsAsARunGoesOn()
{
    StageSeries series(0, StageSeries::Arrivals::OneByOne);
    series.apply({began(0, Stage::Wait, 10)});
    QCOMPARE(series.requests(), 0u);
    series.grow(2);
    series.grow(1); // never fewer
    QCOMPARE(series.requests(), 2u);
    series.apply({began(1, Stage::Wait, 10 * us), began(0, Stage::Wait, 20 * us)});
    QCOMPARE(countOf(series.levelAt(1 * ms), Band::Wait), 2u);
}

QTEST_GUILESS_MAIN(TestStageSeries)
#include "tst_stageseries.moc"
