// SPDX-License-Identifier: GPL-3.0-or-later
// One comparison held against another, entry by entry.
#include "core/comparison/comparedentries.h"
#include "core/comparison/runcomparisonwording.h"

#include <QTest>

#include <cmath>

using namespace fiftyfold;

namespace {

MeasuredEntry entryOf(const char *name, const QList<double> &elapsedMs)
{
    MeasuredEntry entry;
    entry.name = entry.label = QLatin1String(name);
    for (const double ms : elapsedMs) {
        ComparisonRound round;
        round.elapsedNs = std::llround(ms * 1e6);
        round.done = 50;
        round.bytesReceived = 50'000;
        entry.rounds.push_back(round);
    }
    return entry;
}

ToldComparison sample()
{
    ToldComparison told;
    told.name = QStringLiteral("a.json");
    told.plan = {{QStringLiteral("url"), QStringLiteral("practice:robots.txt?latency=100ms")},
                 {QStringLiteral("requests"), 50}};
    told.record.environment = Environment{QStringLiteral("Debian"),
                                          QStringLiteral("linux 6.1"),
                                          QStringLiteral("x86_64"),
                                          QStringLiteral("x86_64"),
                                          2,
                                          QStringLiteral("6.4.2"),
                                          {}};
    told.record.version = QStringLiteral("0.1.0");
    told.record.entries = {entryOf("sequential", {5310, 5290, 5350, 5300, 5400, 5320}),
                           entryOf("async", {108, 106, 111, 107, 109, 110})};
    return told;
}

QStringList keysOf(const ComparedEntries &compared)
{
    QStringList keys;
    for (const ComparisonObstacle &obstacle : compared.obstacles)
        keys.append(obstacle.key);
    return keys;
}

} // namespace

class TestComparedEntries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameTwice();
    void oneThatIsSlower();
    void oneThatIsFaster();
    void tooFewRounds();
    void whatOneDoesNotHave();
    void anotherPage();
    void otherPlacesAndPlans();
};

void TestComparedEntries::theSameTwice()
{
    ToldComparison other = sample();
    other.record.entries[1] = entryOf("async", {109, 106, 110, 108, 107, 112});
    const ComparedEntries compared = compareEntries(sample(), other);
    QCOMPARE(keysOf(compared), QStringList());
    QCOMPARE(compared.verdict, Verdict::NoDifference);
    QCOMPARE(comparedEntriesSentence(compared), QStringLiteral("no difference seen"));
    QCOMPARE(comparedCells(compared.entries[0]).first(), QStringLiteral("sequential"));
    QCOMPARE(comparedCells(compared.entries[0]).last(), QStringLiteral("no difference seen"));
}

/// The rounds in any order: nothing is paired.
void TestComparedEntries::oneThatIsSlower()
{
    ToldComparison other = sample();
    other.record.entries[0] = entryOf("sequential", {4000, 4010, 4020, 4005, 4015, 4001});
    other.record.entries[1] = entryOf("async", {220, 212, 216, 214, 218, 222});
    const ComparedEntries compared = compareEntries(sample(), other);
    QCOMPARE(compared.verdict, Verdict::Slower);
    QCOMPARE(compared.entries[0].verdict, Verdict::Faster);
    const ComparedEntry &async = compared.entries[1];
    QCOMPARE(async.verdict, Verdict::Slower);
    QVERIFY(async.ratio->low < 2 && async.ratio->high > 2 && async.ratio->low > 1.9 && async.ratio->high < 2.1);
    QVERIFY(qFuzzyCompare(*async.baseline, 108.5e6));
    const QString said = comparedEntriesSentence(compared);
    QVERIFY2(said.startsWith(QStringLiteral("slower: async takes 2.00 × as long (95 % interval: ")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("; faster: sequential takes 0.7")), qPrintable(said));
    std::swap(other.record.entries[1].rounds[0], other.record.entries[1].rounds[5]);
    QCOMPARE(comparedEntriesSentence(compareEntries(sample(), other)), said);
}

void TestComparedEntries::oneThatIsFaster()
{
    ToldComparison other = sample();
    other.record.entries[1] = entryOf("async", {220, 212, 216, 214, 218, 222});
    const ComparedEntries compared = compareEntries(other, sample());
    QCOMPARE(compared.verdict, Verdict::Faster);
    QVERIFY(comparedEntriesSentence(compared).startsWith(QStringLiteral("faster: async takes 0.50")));
}

void TestComparedEntries::tooFewRounds()
{
    ToldComparison base = sample();
    ToldComparison other = sample();
    for (ToldComparison *told : {&base, &other}) {
        told->record.entries[0].rounds.resize(4);
        told->record.entries[1].rounds.resize(3);
    }
    ComparedEntries compared = compareEntries(base, other);
    QVERIFY(compared.entries[0].hasInterval && compared.entries[0].reason.isEmpty());
    QVERIFY(compared.entries[1].ratio && !compared.entries[1].hasInterval);
    QCOMPARE(compared.entries[1].reason,
             QStringLiteral("3 and 3 whole rounds are too few for an interval: four of each are enough"));
    QCOMPARE(compared.verdict, Verdict::NoDifference);
    other.record.entries[0].rounds[1].failed = 1; // so that they are not whole
    other.record.entries[0].rounds[3].failed = 1;
    compared = compareEntries(base, other);
    QCOMPARE(compared.verdict, Verdict::NotComparable);
    QCOMPARE(keysOf(compared), QStringList(QStringLiteral("entries")));
    QCOMPARE(compared.obstacles.front().text,
             QStringLiteral("no entry of one can be held against one of the other (sequential: 4 and 2 whole rounds "
                            "are too few for an interval: four of each are enough)"));
    other.record.entries[0].rounds.clear();
    compared = compareEntries(base, other);
    QVERIFY(!compared.entries[0].ratio && !compared.entries[0].run);
    QCOMPARE(compared.entries[0].reason,
             QStringLiteral("4 and 0 whole rounds are too few for an interval: four of each are enough"));
}

void TestComparedEntries::whatOneDoesNotHave()
{
    ToldComparison other = sample();
    other.record.entries[0].name = QStringLiteral("threads");
    const ComparedEntries compared = compareEntries(sample(), other);
    QCOMPARE(compared.entries.size(), std::size_t(3));
    QCOMPARE(compared.entries[0].reason, QStringLiteral("the run does not have it"));
    QCOMPARE(compared.entries[1].reason, QString());
    QCOMPARE(compared.entries[2].name, QStringLiteral("threads"));
    QVERIFY(!compared.entries[2].baseline && compared.entries[2].run);
    QCOMPARE(compared.verdict, Verdict::NoDifference);
}

void TestComparedEntries::anotherPage()
{
    ToldComparison other = sample();
    for (ComparisonRound &round : other.record.entries[1].rounds)
        round.bytesReceived = 100'000;
    const ComparedEntries compared = compareEntries(sample(), other);
    QCOMPARE(compared.entries[1].reason, QStringLiteral("another page: 1,000 bytes here, 2,000 there"));
    QCOMPARE(compared.entries[1].verdict, Verdict::Unknown);
    QCOMPARE(comparedCells(compared.entries[1]).last(),
             QStringLiteral("not comparable: another page: 1,000 bytes here, 2,000 there"));
}

/// The practice server's query says how it answers, which is what is looked at.
void TestComparedEntries::otherPlacesAndPlans()
{
    ToldComparison other = sample();
    other.plan.insert(QStringLiteral("url"), QStringLiteral("practice:robots.txt?latency=200ms"));
    QCOMPARE(keysOf(compareEntries(sample(), other)), QStringList());
    other.plan.insert(QStringLiteral("requests"), 60);
    other.record.environment->kernel = QStringLiteral("linux 6.12");
    other.record.version = QStringLiteral("0.2.0");
    other.record.entries[0].rounds[0].isDisturbed = true;
    const ComparedEntries compared = compareEntries(sample(), other);
    QCOMPARE(keysOf(compared), (QStringList{QStringLiteral("requests"), QStringLiteral("kernel"),
                                            QStringLiteral("version"), QStringLiteral("disturbed")}));
    QCOMPARE(compared.verdict, Verdict::NotComparable);
    QVERIFY(isFailure(compared.verdict, true) && !isFailure(compared.verdict, false));
    QVERIFY(
        comparedEntriesSentence(compared).startsWith(QStringLiteral("not comparable: --requests: 50 against 60; ")));
    QCOMPARE(compared.entries[1].verdict, Verdict::NoDifference); // all the same
}

QTEST_APPLESS_MAIN(TestComparedEntries)
#include "tst_comparedentries.moc"
