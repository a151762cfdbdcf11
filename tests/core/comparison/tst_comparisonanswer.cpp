// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences above a comparison, rule by rule.
#include "core/comparison/comparisonanswer.h"
#include "measuredsample.h"
#include "support/germannumbers.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

/// Rounds about a time, none like the other, and none like that of another entry in the same round.
std::vector<ComparisonRound> about(double elapsedMs, double cpuUs = 0, double noise = 0.001)
{
    std::vector<ComparisonRound> rounds;
    for (int i = 0; i < 6; ++i)
        rounds.push_back(roundOf(elapsedMs * (1 + noise * (i % 3 - 1)), 0, cpuUs * (1 + 0.001 * (i % 2))));
    return rounds;
}

/// The same in another order.
std::vector<ComparisonRound> aboutAsWell(double elapsedMs, double cpuUs = 0)
{
    std::vector<ComparisonRound> rounds = about(elapsedMs, cpuUs);
    std::rotate(rounds.begin(), rounds.begin() + 1, rounds.end());
    return rounds;
}

QStringList answerOf(const std::vector<MeasuredEntry> &entries, AnswerWords words = AnswerWords::English)
{
    return comparisonAnswer(pointersTo(entries), words);
}

} // namespace

class TestComparisonAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysNothingTooEarly()
    {
        QCOMPARE(answerOf({}), QStringList());
        QCOMPARE(answerOf({entryOf("async", about(10))}), QStringList());
        QCOMPARE(answerOf({entryOf("async", about(10)), entryOf("threads", {roundOf(20)})}), QStringList());
    }

    void saysHowManyTimesAsFast()
    {
        QCOMPARE(
            answerOf({entryOf("sequential", about(5'000)), entryOf("async", about(100))}),
            QStringList(QStringLiteral("async is 50.0 times as fast as sequential, as measured on this machine.")));
        QCOMPARE(
            answerOf({entryOf("sequential", about(5'000)), entryOf("slow", about(200)), entryOf("async", about(100))}),
            QStringList(QStringLiteral(
                "The fastest is async, 50.0 times as fast as sequential, as measured on this machine.")));
    }

    void saysWhoIsEquallyFastAndCheapest()
    {
        QCOMPARE(answerOf({entryOf("sequential", about(5'000, 60)), entryOf("async", about(100, 60)),
                           entryOf("threads", aboutAsWell(100, 150)), entryOf("processes", aboutAsWell(100, 240))}),
                 (QStringList{
                     QStringLiteral("Equally fast are async, threads and processes, 50.0 times as fast as "
                                    "sequential, as measured on this machine."),
                     QStringLiteral("Of those equally fast the cheapest is async with 60 µs of processor a request; "
                                    "processes takes 4.00 times that, as measured on this machine.")}));
    }

    void saysThatAThingIsLikeItself()
    {
        QCOMPARE(
            answerOf({entryOf("async", about(100, 60)), entryOf("async (2)", aboutAsWell(100, 60))}),
            (QStringList{
                QStringLiteral("Equally fast are async and async (2): no difference seen, as measured on this "
                               "machine."),
                QStringLiteral("Those equally fast cost the same: no difference seen in processor time a request, as "
                               "measured on this machine.")}));
    }

    void ranksNoOtherPages()
    {
        std::vector<MeasuredEntry> entries{entryOf("a", about(100)), entryOf("b", about(50))};
        for (ComparisonRound &round : entries[1].rounds)
            round.bytesReceived = 1'000 * 312;
        QCOMPARE(answerOf(entries), QStringList());
    }

    void namesAFewOfMany()
    {
        std::vector<MeasuredEntry> entries;
        for (const char *name : {"a", "b", "c", "d", "e", "f"})
            entries.push_back(entryOf(name, about(100)));
        QVERIFY2(answerOf(entries).first().startsWith(QStringLiteral("Equally fast are a, b, c and 3 others: ")),
                 qPrintable(answerOf(entries).first()));
    }

    /// 4 lanes need 2 threads and 12 MB, each more of them 1 thread and 1 MB.
    void saysWhereTheKneeIsAndWhatTenTimesTakes()
    {
        std::vector<MeasuredEntry> entries;
        for (const auto &[atOnce, elapsedMs] :
             {std::pair(4U, 2'500.0), std::pair(8U, 1'250.0), std::pair(16U, 1'240.0)}) {
            const ComparisonRound round = roundOf(elapsedMs, 10, 50, atOnce - 2, qint64(atOnce + 8) * 1024 * 1024);
            entries.push_back(pointOf(atOnce, {round, round}));
        }
        QCOMPARE(
            answerOf(entries),
            (QStringList{QStringLiteral("More at once pays up to 8 (800/s done); another step gains under 5 %, as "
                                        "measured on this machine."),
                         QStringLiteral("Ten times that would take, by the slopes as measured on this machine: lanes: "
                                        "80, threads: 78, memory: 88.0 MiB.")}));
        entries.pop_back();
        QCOMPARE(answerOf(entries), // and two points have no slope worth the name
                 QStringList(
                     QStringLiteral("More at once pays up to 8 (800/s done), the most that was tried, as measured on "
                                    "this machine.")));
    }

    void saysWhichCurveIsCheapest()
    {
        const std::vector<MeasuredEntry> entries{
            pointOf(1, about(1'000, 60), "async"),        pointOf(4, about(250, 60), "async"),
            pointOf(16, about(249, 60), "async"),         pointOf(1, aboutAsWell(1'000, 150), "threads"),
            pointOf(4, aboutAsWell(250, 150), "threads"), pointOf(16, aboutAsWell(240, 150), "threads")};
        const QStringList answer = answerOf(entries);
        QCOMPARE(answer.size(), 3);
        QCOMPARE(answer.at(0),
                 QStringLiteral("More at once pays up to 4 (4,000/s done) with async and 4 (4,000/s done) with "
                                "threads, as measured on this machine."));
        QCOMPARE(answer.at(1),
                 QStringLiteral("Of those equally fast the cheapest is async, 4 with 60 µs of processor a request; "
                                "threads, 4 takes 2.50 times that, as measured on this machine."));
        QVERIFY2(answer.at(2).contains(QStringLiteral("async (lanes: 40, threads: 1, ")), qPrintable(answer.at(2)));
    }

    void aCurveOfOnePointHasNoKnee()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, about(1'000), "sequential"),
                                                 pointOf(1, about(1'000), "async"), pointOf(4, about(250), "async")};
        QVERIFY2(answerOf(entries).first().startsWith(
                     QStringLiteral("More at once pays up to 4 (4,000/s done) with async,")),
                 qPrintable(answerOf(entries).first()));
    }

    /// Little's law: ten times 100 a second at 20 ms are 20 requests at once.
    void lanesOfARateAreThoseOfLittlesLaw()
    {
        std::vector<MeasuredEntry> entries;
        for (const int rate : {25, 50, 100}) {
            const ComparisonRound round = roundOf(1e6 / rate, 20, 50, 1, 20 * 1024 * 1024);
            MeasuredEntry entry = entryOf("x", {round, round});
            entry.plan.rate = *rateFromText(QStringLiteral("%1/s").arg(rate));
            entry.values = {{QStringLiteral("rate"), QStringLiteral("%1/s").arg(rate), double(rate)}};
            entries.push_back(entry);
        }
        const QStringList answer = answerOf(entries);
        QCOMPARE(answer.size(), 2);
        QVERIFY2(answer.last().contains(QStringLiteral("lanes: 20, threads: 1, memory: 20.0 MiB")),
                 qPrintable(answer.last()));
    }

    void isEnglishInFilesWhateverTheWindowsLanguage()
    {
        const std::vector<MeasuredEntry> entries{entryOf("sequential", about(5'000)), entryOf("async", about(100))};
        const GermanNumbers german;
        QVERIFY(answerOf(entries).first().contains(QStringLiteral("50.0 times as fast as sequential")));
        QVERIFY(answerOf(entries, AnswerWords::OfTheWindow).first().contains(QStringLiteral("ASYNC is 50,0 times")));
    }
};

QTEST_APPLESS_MAIN(TestComparisonAnswer)
#include "tst_comparisonanswer.moc"
