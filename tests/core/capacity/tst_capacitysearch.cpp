// SPDX-License-Identifier: GPL-3.0-or-later
// The rule alone, against servers that are formulas.
#include "core/capacity/capacitysearch.h"
#include "core/capacity/capacitystep.h"
#include "core/capacity/capacitywording.h"

#include <QTest>

#include <functional>

using namespace fiftyfold;

namespace {

constexpr int moreStepsThanAny = 200;

/// What a server, and the client before it, make of the step with that number at that rate.
using Server = std::function<CapacityStep(double rate, int number)>;

CapacityStep step(bool holds, LoadVerdict health = LoadVerdict::KeptUp)
{
    CapacityStep step;
    step.verdict = holds ? StepVerdict::Held : StepVerdict::Crossed;
    step.health.verdict = health;
    return step;
}

/// Of a queue with one server, where times grow as the rate comes near to its ceiling.
CapacityStep kneeAt(double ceiling, double rate)
{
    const double load = rate / ceiling;
    return step(load < 1 && 20 / (1 - load) < 200);
}

struct Found {
    CapacityRecord record;
    int steps() const { return static_cast<int>(record.steps.size()); }
    const CapacityAnswer &answer() const { return record.answer; }
    bool holds(double rate) const { return answer().held <= rate && rate <= answer().crossed; }
};

Found searched(const Server &server, double first, double lowest)
{
    Found found;
    CapacitySearch search(first, lowest);
    while (search.next() && found.steps() < moreStepsThanAny) {
        CapacityStep one = server(*search.next(), found.steps());
        one.rate = *search.next();
        found.record.steps.push_back(one);
        search.take(one);
    }
    found.record.answer = search.answer();
    return found;
}

} // namespace

class TestCapacitySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsASharpCeiling_data();
    void findsASharpCeiling();
    void stepsAsItSays();
    void findsASlowKnee();
    void asksAgainBeforeItBelieves();
    void isNotDeceivedByNoise_data();
    void isNotDeceivedByNoise();
    void goesDownWhereTheFirstDoesNotHold();
    void triesTheLowestRateOnce();
    void endsWhereNothingHolds();
    void endsWhereEverythingHolds();
    void knowsTheClientsLimit_data();
    void knowsTheClientsLimit();
    void oneStepWhoseClientKeptUpTellsOfTheServer();
    void aClientThatWasTheLimitBeforeIsNoMatter();
    void beginsBelowWhatAProbeGot();
};

void TestCapacitySearch::findsASharpCeiling_data()
{
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("ceiling");
    for (const double ceiling : {1.0, 7.0, 33.0, 299.0, 300.0, 977.0, 98'765.0}) {
        for (const double share : {0.01, 0.1, 0.5, 0.99, 1.0, 3.0})
            QTest::addRow("%g from %g of it", ceiling, share) << ceiling * share << ceiling;
    }
}

void TestCapacitySearch::findsASharpCeiling()
{
    QFETCH(const double, first);
    QFETCH(const double, ceiling);
    const Found found = searched([ceiling](double rate, int) { return step(rate <= ceiling); }, first, 0.1);
    QCOMPARE(found.answer().end, CapacityEnd::Found);
    QVERIFY(found.answer().isServers());
    QVERIFY(found.holds(ceiling));
    QVERIFY(found.answer().percentApart() <= 5 || ceiling < 10); // there a hundredth may be more
    QVERIFY2(found.steps() <= 45, qPrintable(QString::number(found.steps())));
    QCOMPARE(found.record.steps[*found.answer().heldStep].rate, found.answer().held);
    QCOMPARE(found.record.steps[*found.answer().crossedStep].rate, found.answer().crossed);
}

/// The example that people are shown.
void TestCapacitySearch::stepsAsItSays()
{
    const Found found = searched([](double rate, int) { return step(rate < 1000); }, 400, 400);
    std::vector<double> rates;
    for (const CapacityStep &one : found.record.steps)
        rates.push_back(one.rate);
    QCOMPARE(rates, (std::vector<double>{400, 500, 625, 781, 976, 1220, 1220, 1098, 1098, 1037, 1037, 1007, 1007}));
    QCOMPARE(found.answer().held, 976.0);
    QCOMPARE(found.answer().crossed, 1007.0);
    QCOMPARE(*found.answer().heldStep, 4U);
    QCOMPARE(*found.answer().crossedStep, 12U); // the second of the two
}

void TestCapacitySearch::findsASlowKnee()
{
    const Found found = searched([](double rate, int) { return kneeAt(1000, rate); }, 100, 100);
    QVERIFY(found.holds(900)); // 20 ms / (1 - 0.9) is 200 ms
    QVERIFY(found.answer().percentApart() <= 5);
}

void TestCapacitySearch::asksAgainBeforeItBelieves()
{
    const Found found = searched([](double rate, int number) { return step(rate <= 300 && number != 1); }, 100, 100);
    QVERIFY(found.holds(300));
    QCOMPARE(found.record.steps[1].rate, 125.0);
    QCOMPARE(found.record.steps[2].rate, 125.0); // which held
    QCOMPARE(found.record.steps[3].rate, 156.0);
}

void TestCapacitySearch::isNotDeceivedByNoise_data()
{
    QTest::addColumn<int>("every");
    for (const int every : {2, 3, 5})
        QTest::addRow("one of %d", every) << every;
}

/// One step of so many goes wrong, whatever its rate.
void TestCapacitySearch::isNotDeceivedByNoise()
{
    QFETCH(const int, every);
    const Found found =
        searched([every](double rate, int number) { return step(rate <= 300 && number % every != every - 1); }, 50, 50);
    QVERIFY(found.holds(300));
    QVERIFY(found.answer().percentApart() <= 5);
}

void TestCapacitySearch::goesDownWhereTheFirstDoesNotHold()
{
    const Found found = searched([](double rate, int) { return step(rate <= 30); }, 200, 10);
    QVERIFY(found.holds(30));
    QCOMPARE(found.record.steps[0].rate, 200.0);
    QCOMPARE(found.record.steps[2].rate, 100.0);
}

/// Not once more where halving comes out beside it.
void TestCapacitySearch::triesTheLowestRateOnce()
{
    const Found found = searched([](double, int) { return step(false); }, 1001, lowestRateBelow(1001));
    QCOMPARE(found.answer().crossed, 62.6);
    QCOMPARE(found.steps(), 10); // 1,001, 501, 251, 126, 62.6
    QCOMPARE(found.record.steps[7].rate, 126.0);
}

void TestCapacitySearch::endsWhereNothingHolds()
{
    const auto nothing = [](double, int) { return step(false); };
    const Found at = searched(nothing, 100, 100);
    QCOMPARE(at.answer().end, CapacityEnd::NothingHeld);
    QCOMPARE(at.steps(), 2);
    QVERIFY(!at.answer().isServers() && !at.answer().heldStep);
    const Found below = searched(nothing, 100, 30);
    QCOMPARE(below.answer().end, CapacityEnd::NothingHeld);
    QCOMPARE(below.answer().crossed, 30.0);
    QCOMPARE(below.steps(), 6); // 100, 50, 30
}

void TestCapacitySearch::endsWhereEverythingHolds()
{
    const Found found = searched([](double, int) { return step(true); }, 0.0001, 0.0001);
    QCOMPARE(found.answer().end, CapacityEnd::NothingCrossed);
    QCOMPARE(found.answer().held, rateLimit);
    QVERIFY(!found.answer().crossedStep && !found.answer().isServers());
}

void TestCapacitySearch::knowsTheClientsLimit_data()
{
    QTest::addColumn<LoadVerdict>("health");
    QTest::addColumn<double>("cpuShare");
    QTest::addColumn<bool>("isServiceTooSlow");
    QTest::addColumn<CapacityLimit>("limit");
    QTest::newRow("kept up") << LoadVerdict::KeptUp << 0.2 << true << CapacityLimit::Server;
    QTest::newRow("lanes") << LoadVerdict::TooFewLanes << 0.2 << false << CapacityLimit::Lanes;
    QTest::newRow("lanes, but the server is too slow by itself")
        << LoadVerdict::TooFewLanes << 0.2 << true << CapacityLimit::Server;
    QTest::newRow("processor") << LoadVerdict::FellBehind << 0.95 << true << CapacityLimit::Processor;
    QTest::newRow("lag") << LoadVerdict::FellBehind << 0.2 << false << CapacityLimit::Lag;
    QTest::newRow("lag, but the server is too slow by itself")
        << LoadVerdict::FellBehind << 0.2 << true << CapacityLimit::Server;
}

void TestCapacitySearch::knowsTheClientsLimit()
{
    QFETCH(const LoadVerdict, health);
    QFETCH(const double, cpuShare);
    QFETCH(const bool, isServiceTooSlow);
    QFETCH(const CapacityLimit, limit);
    const Found found = searched(
        [=](double rate, int) {
            CapacityStep one = step(rate < 120, rate < 120 ? LoadVerdict::KeptUp : health);
            one.health.clientCpuShare = cpuShare;
            one.health.neededLanes = 42;
            one.isServiceTooSlow = isServiceTooSlow;
            one.atOnce = 3;
            return one;
        },
        50, 50);
    QCOMPARE(found.answer().end, CapacityEnd::Found);
    QCOMPARE(found.answer().limit, limit);
    QCOMPARE(found.answer().isServers(), limit == CapacityLimit::Server);
    const QString sentence = limitSentence(found.record);
    QCOMPARE(sentence.startsWith(QLatin1String("This is the client's limit")), limit != CapacityLimit::Server);
    QCOMPARE(sentence.isEmpty(), limit == CapacityLimit::Server && health == LoadVerdict::KeptUp);
    if (limit == CapacityLimit::Server && health != LoadVerdict::KeptUp) {
        QVERIFY2(sentence.startsWith(QLatin1String("The server's replies cross it by themselves, though the client had "
                                                   "trouble at ")),
                 qPrintable(sentence));
    }
    if (limit == CapacityLimit::Lanes)
        QVERIFY2(sentence.contains(QLatin1String("Set --at-once to 42")), qPrintable(sentence));
    if (limit == CapacityLimit::Processor)
        QVERIFY2(sentence.contains(QLatin1String("processors")), qPrintable(sentence));
}

/// Whichever of the two it is: trouble of the client's in the other takes nothing from that.
void TestCapacitySearch::oneStepWhoseClientKeptUpTellsOfTheServer()
{
    for (const int healthy : {0, 1}) {
        const Found found = searched(
            [healthy](double, int number) {
                return step(false, number == healthy ? LoadVerdict::KeptUp : LoadVerdict::FellBehind);
            },
            100, 100);
        QCOMPARE(found.steps(), 2);
        QCOMPARE(found.answer().limit, CapacityLimit::Server);
        QCOMPARE(*found.answer().crossedStep, static_cast<std::size_t>(healthy));
        QCOMPARE(limitSentence(found.record), QString());
    }
}

/// Far above what the server can do lanes are full; near to it they are not.
void TestCapacitySearch::aClientThatWasTheLimitBeforeIsNoMatter()
{
    const Found found =
        searched([](double rate,
                    int) { return step(rate <= 1000, rate > 1100 ? LoadVerdict::TooFewLanes : LoadVerdict::KeptUp); },
                 400, 400);
    QVERIFY(found.answer().isServers());
    QVERIFY(found.holds(1000));
}

void TestCapacitySearch::beginsBelowWhatAProbeGot()
{
    QCOMPARE(firstRateAfter(301), 151.0);
    QCOMPARE(lowestRateBelow(151), 9.44);
    QCOMPARE(firstRateAfter(0.01), 0.1);
    QCOMPARE(lowestRateBelow(0.1), 0.1);
}

QTEST_APPLESS_MAIN(TestCapacitySearch)

#include "tst_capacitysearch.moc"
