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

/// So many rounds about a time, each as far from it as `noise` says, in an order of its own.
std::vector<ComparisonRound> noisy(double elapsedMs, double noise, int rounds, int order)
{
    std::vector<ComparisonRound> all;
    for (int i = 0; i < rounds; ++i)
        all.push_back(roundOf(elapsedMs * (1 + noise * ((i * 7 + order * 3) % 5 - 2) / 2), 0, 60));
    return all;
}

/// At a rate of which so many a second were done.
MeasuredEntry rateOf(int asked, double done, const char *strategy = nullptr)
{
    const ComparisonRound round = roundOf(1e6 / done, 20, 50, 1, 20 * 1024 * 1024);
    MeasuredEntry entry = entryOf("x", {round, round});
    entry.plan.rate = *rateFromText(QStringLiteral("%1/s").arg(asked));
    if (strategy)
        entry.values.append({QStringLiteral("strategy"), QLatin1String(strategy)});
    entry.values.append({QStringLiteral("rate"), QStringLiteral("%1/s").arg(asked), double(asked)});
    return entry;
}

QStringList answerOf(const std::vector<MeasuredEntry> &entries, AnswerWords words = AnswerWords::English,
                     std::size_t baseline = 0)
{
    return comparisonAnswer(pointersTo(entries), words, baseline);
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
        QCOMPARE(answerOf({entryOf("async", about(10)), entryOf("threads", {})}), QStringList());
        QCOMPARE(answerOf({entryOf("async", about(10)), entryOf("threads", {roundOf(20)})}),
                 QStringList(QStringLiteral("One round tells nothing of what the next would be: an answer takes two or "
                                            "more.")));
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
                     QStringLiteral("Equally fast are async, threads and processes; async is 50.0 times as fast as "
                                    "sequential, as measured on this machine."),
                     QStringLiteral("Of those equally fast the cheapest is async with 60 µs of processor a request; "
                                    "processes takes 4.00 times that, as measured on this machine.")}));
    }

    /// Each figure belongs to the one that is named with it, whoever else costs no more or less.
    void saysWhoseTheFiguresAre()
    {
        std::vector<MeasuredEntry> entries{entryOf("a", about(100, 60)), entryOf("b", aboutAsWell(100, 61)),
                                           entryOf("c", aboutAsWell(100, 90)), entryOf("d", aboutAsWell(100, 180))};
        for (std::size_t i = 0; i < 6; ++i) { // b takes now more than a, now less; and so does d, of c
            entries[1].rounds[i].cost->cpuNs = i % 2 == 0 ? 50'000'000 : 75'000'000;
            entries[3].rounds[i].cost->cpuNs = i % 2 == 0 ? 85'000'000 : 96'000'000;
        }
        QCOMPARE(answerOf(entries).last(),
                 QStringLiteral("Of those equally fast a takes 60 µs of processor a request, and no difference from it "
                                "was seen of b; d takes 1.50 times as much, as measured on this machine."));
    }

    void saysThatAThingIsLikeItself()
    {
        QCOMPARE(
            answerOf({entryOf("async", about(100, 60)), entryOf("async (2)", aboutAsWell(100, 60))}),
            (QStringList{QStringLiteral("Equally fast are async and async (2): any difference is under 10 %, as "
                                        "measured on this machine."),
                         QStringLiteral("Of processor time a request async and async (2) take the same, within 10 %, "
                                        "as measured on this machine.")}));
    }

    /// That no difference was seen does not show that there is none.
    void callsNothingEqualThatRoundsDoNotShow()
    {
        const QStringList few =
            answerOf({entryOf("a", {roundOf(49.6), roundOf(49.7)}), entryOf("b", {roundOf(60), roundOf(1'190)})});
        QCOMPARE(few.size(), 1);
        QVERIFY2(
            few.first().startsWith(QStringLiteral("No difference was seen between a and b, but the rounds are too "
                                                  "few or too noisy to call them equally fast: b is <0.00001 to ")),
            qPrintable(few.first()));
        QVERIFY2(few.first().contains(QStringLiteral(" times as fast as a, as measured")), qPrintable(few.first()));
        const QStringList wild = answerOf({entryOf("a", noisy(100, 0.4, 9, 0)), entryOf("b", noisy(100, 0.4, 9, 1))});
        QVERIFY2(wild.first().startsWith(QStringLiteral("No difference was seen between ")), qPrintable(wild.first()));
    }

    /// Where one is not known to be equal, what is known of the others is said, and who is fastest is not.
    void saysWhatIsKnownBesideWhatIsNot()
    {
        const QStringList answer = answerOf(
            {entryOf("slow", about(5'000)), entryOf("async", about(100)), entryOf("wild", noisy(110, 0.8, 6, 1))});
        QCOMPARE(answer.size(), 2);
        QCOMPARE(answer.first(), QStringLiteral("async is 50.0 times as fast as slow, as measured on this machine."));
        QVERIFY2(answer.last().startsWith(QStringLiteral("No difference was seen between async and wild, but ")),
                 qPrintable(answer.last()));
    }

    /// The baseline's ratios are in the table: what is slower there is not called equal, though it may be to another.
    void saysNothingElseThanTheTable()
    {
        std::vector<MeasuredEntry> entries{entryOf("base", about(100)), entryOf("slower", about(101)),
                                           entryOf("wild", noisy(99, 0.08, 6, 2))};
        const QStringList answer = answerOf(entries);
        QVERIFY2(!answer.join(QLatin1Char(' ')).contains(QStringLiteral("Equally fast are base, slower")),
                 qPrintable(answer.join(QLatin1Char(' '))));
        std::swap(entries[0], entries[1]);
        QCOMPARE(answerOf({entries[0], entries[1]}, AnswerWords::English, 1),
                 QStringList(QStringLiteral("base is 1.01 times as fast as slower, as measured on this machine.")));
    }

    /// "2" alone would be anything, and a comma in a name is none between names.
    void namesValuesWithTheirFactor()
    {
        std::vector<MeasuredEntry> entries{entryOf("1.1", about(100)), entryOf("2", aboutAsWell(100))};
        for (MeasuredEntry &entry : entries)
            entry.values = {{QStringLiteral("http"), entry.name}};
        QVERIFY2(answerOf(entries).first().startsWith(QStringLiteral("Equally fast are http=1.1 and http=2: ")),
                 qPrintable(answerOf(entries).first()));
        QVERIFY(answerOf(entries, AnswerWords::OfTheWindow)
                    .first()
                    .startsWith(QStringLiteral("Equally fast are HTTP version 1.1 and HTTP version 2: ")));
        QVERIFY(answerOf({entryOf("a, in order", about(100)), entryOf("b", about(100)), entryOf("c", about(100))})
                    .first()
                    .startsWith(QStringLiteral("Equally fast are a, in order; b and c: ")));
        std::vector<MeasuredEntry> same{entryOf("x.test", about(100)), entryOf("x.test (2)", aboutAsWell(100))};
        for (MeasuredEntry &entry : same)
            entry.values = {{QStringLiteral("url"), QStringLiteral("x.test")}};
        QVERIFY2(answerOf(same).first().startsWith(QStringLiteral("Equally fast are x.test and x.test (2): ")),
                 qPrintable(answerOf(same).first()));
    }

    void saysWhoGotAnotherPage()
    {
        std::vector<MeasuredEntry> entries{entryOf("a", about(100)), entryOf("b", about(50)), entryOf("c", about(500))};
        for (std::size_t i : {1U, 2U}) {
            for (ComparisonRound &round : entries[i].rounds)
                round.bytesReceived = 1'000 * 312;
        }
        QCOMPARE(answerOf({entries[0], entries[1]}),
                 QStringList(QStringLiteral("Not to be held against a, which got another page: b.")));
        QCOMPARE(answerOf(entries), // those that agree are ranked, be the baseline another
                 (QStringList{QStringLiteral("Not to be held against b, which got another page: a."),
                              QStringLiteral("b is 10.0 times as fast as c, as measured on this machine.")}));
    }

    void saysWhoToldNothingOfPages()
    {
        std::vector<MeasuredEntry> entries{entryOf("a", about(100)), entryOf("mine", about(50))};
        entries[1].plan.runnerCommand = QStringLiteral("./mine");
        QCOMPARE(answerOf(entries),
                 QStringList(QStringLiteral("Not to be held against a, as not both told of their pages: mine.")));
    }

    /// What costs less is known where what is faster is not.
    void saysWhoIsCheapestOfThoseWithNoDifferenceSeen()
    {
        std::vector<MeasuredEntry> entries{entryOf("a", noisy(100, 0.4, 9, 0)), entryOf("b", noisy(100, 0.4, 9, 1))};
        for (ComparisonRound &round : entries[1].rounds)
            round.cost->cpuNs *= 3;
        const QStringList answer = answerOf(entries);
        QCOMPARE(answer.size(), 2);
        QCOMPARE(answer.last(),
                 QStringLiteral("Of those with no difference seen the cheapest is a with 60 µs of processor a request; "
                                "b takes 3.00 times that, as measured on this machine."));
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
             {std::pair(4U, 2'500.0), std::pair(8U, 1'250.0), std::pair(16U, 625.0), std::pair(32U, 620.0)}) {
            const ComparisonRound round = roundOf(elapsedMs, 10, 50, atOnce - 2, qint64(atOnce + 8) * 1024 * 1024);
            entries.push_back(pointOf(atOnce, {round, round}));
        }
        QCOMPARE(answerOf(entries), // where it is flat, ten times the lanes are not ten times the load
                 (QStringList{QStringLiteral("More at once pays up to 16 (1,600/s done); beyond it nothing gains 5 %, "
                                             "as measured on this machine."),
                              QStringLiteral("Ten times that is not to be had with more at once, as measured on this "
                                             "machine: beyond 16 nothing gains 5 %.")}));
        entries.pop_back();
        const QString open =
            QStringLiteral("More at once pays up to %1, the most that was tried, as measured on this machine.");
        QCOMPARE(answerOf(entries),
                 (QStringList{open.arg(QStringLiteral("16 (1,600/s done)")),
                              QStringLiteral("Ten times that would take, by the slopes as measured on this machine: "
                                             "lanes: 160, threads: 158, memory: 168 MiB.")}));
        entries.pop_back();
        QCOMPARE(answerOf(entries), // and two points have no slope worth the name
                 QStringList(open.arg(QStringLiteral("8 (800/s done)"))));
    }

    /// A line that falls would have ten times the lanes do with less than there is now, or with less than nothing.
    void tenTimesTakesNoLessThanNow()
    {
        std::vector<MeasuredEntry> entries;
        for (const auto &[atOnce, elapsedMs] :
             {std::pair(4U, 2'500.0), std::pair(8U, 1'250.0), std::pair(16U, 625.0)}) {
            const ComparisonRound round = roundOf(elapsedMs, 10, 50, 20 - atOnce, qint64(28 - atOnce) * 1024 * 1024);
            entries.push_back(pointOf(atOnce, {round, round}));
        }
        QVERIFY2(answerOf(entries).last().endsWith(QStringLiteral(": lanes: 160, threads: 4, memory: 12.0 MiB.")),
                 qPrintable(answerOf(entries).last()));
    }

    /// Of what is left of three points there is no slope, and none of points of which one was not measured.
    void tenTimesIsNotSaidWithoutASlope()
    {
        const auto threePoints = [] {
            std::vector<MeasuredEntry> entries;
            for (const auto &[atOnce, elapsedMs] :
                 {std::pair(4U, 2'500.0), std::pair(8U, 1'250.0), std::pair(16U, 625.0)})
                entries.push_back(pointOf(atOnce, {roundOf(elapsedMs, 10, 50), roundOf(elapsedMs, 10, 50)}));
            return entries;
        };
        QCOMPARE(answerOf(threePoints()).size(), 2);
        const QStringList whereItPays = answerOf(threePoints()).mid(0, 1);
        std::vector<MeasuredEntry> failing = threePoints();
        failing[1].problem = QStringLiteral("3 of 1,000 requests failed");
        QCOMPARE(answerOf(failing), whereItPays);
        std::vector<MeasuredEntry> unmeasured = threePoints();
        unmeasured[0].rounds[1].cost.reset();
        QCOMPARE(answerOf(unmeasured), whereItPays);
    }

    /// One value has no more beyond it, however often it was measured.
    void saysNothingOfTheSameValueAgain()
    {
        QCOMPARE(answerOf({rateOf(100, 100), rateOf(100, 99), rateOf(100, 101)}), QStringList());
        QCOMPARE(answerOf({pointOf(4, about(250, 50)), pointOf(4, about(250, 50))}), QStringList());
    }

    void saysWhereRoundsDoNotTellOfAKnee()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, about(1'000)), pointOf(4, about(250)),
                                                 pointOf(16, noisy(180, 0.8, 6, 1))};
        QCOMPARE(answerOf(entries),
                 QStringList(QStringLiteral("More at once pays up to 4 (4,000/s done); whether still more gains, the "
                                            "rounds are too few or too noisy to say, as measured on this machine.")));
    }

    void saysWhereNoMorePays()
    {
        const QStringList sure = answerOf({pointOf(1, about(1'000)), pointOf(4, about(1'000))});
        QCOMPARE(sure.first(),
                 QStringLiteral("More at once than 1 (1,000/s done) does not pay: nothing beyond it gains "
                                "5 %, as measured on this machine."));
        QCOMPARE(
            answerOf({pointOf(1, about(250)), pointOf(4, noisy(180, 0.8, 6, 1))}),
            QStringList(QStringLiteral("Whether more at once than 1 (4,000/s done) pays, the rounds are too few or "
                                       "too noisy to say, as measured on this machine.")));
        const QString several = answerOf({pointOf(1, about(1'000), "a"), pointOf(4, about(1'000), "a"),
                                          pointOf(1, about(1'000), "b"), pointOf(4, about(250), "b")})
                                    .first();
        QVERIFY2(several.contains(QStringLiteral("up to 1 (1,000/s done, no more pays) with a and 4 (")),
                 qPrintable(several));
    }

    void saysWhichCurveIsCheapest()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, about(1'000, 60), "async"),
                                                 pointOf(4, about(250, 60), "async"),
                                                 pointOf(16, about(249, 60), "async"),
                                                 pointOf(1, aboutAsWell(1'000, 150), "threads"),
                                                 pointOf(4, aboutAsWell(250, 150), "threads"),
                                                 pointOf(16, aboutAsWell(240, 150), "threads"),
                                                 pointOf(1, aboutAsWell(1'000, 80), "processes"),
                                                 pointOf(4, aboutAsWell(250, 80), "processes"),
                                                 pointOf(16, aboutAsWell(125, 80), "processes")};
        const QStringList answer = answerOf(entries);
        QCOMPARE(answer.size(), 3);
        QCOMPARE(answer.at(0),
                 QStringLiteral("More at once pays up to 4 (4,000/s done) with async; 4 (4,000/s done) with "
                                "threads and 16 (8,000/s done, the most tried) with processes, as measured on this "
                                "machine."));
        QCOMPARE(answer.at(1),
                 QStringLiteral("Of those equally fast the cheapest is async (at-once=4) with 60 µs of processor a "
                                "request; threads (at-once=4) takes 2.50 times that, as measured on this machine."));
        QVERIFY2(answer.at(2).contains(QStringLiteral(": processes (lanes: 160, threads: 1, ")),
                 qPrintable(answer.at(2)));
        QVERIFY2(!answer.at(2).contains(QStringLiteral("nothing gains")), qPrintable(answer.at(2))); // the fourth
    }

    void aCurveOfOnePointHasNoKnee()
    {
        const std::vector<MeasuredEntry> entries{pointOf(1, about(1'000), "sequential"),
                                                 pointOf(1, about(1'000), "async"), pointOf(4, about(250), "async")};
        QCOMPARE(answerOf(entries), // and there is no value at which several could be told apart
                 QStringList(QStringLiteral("More at once pays up to 4 (4,000/s done, the most tried) with async, as "
                                            "measured on this machine.")));
    }

    /// Little's law: ten times 100 a second at 20 ms are 20 requests at once.
    void lanesOfARateAreThoseOfLittlesLaw()
    {
        const QStringList answer = answerOf({rateOf(25, 25), rateOf(50, 50), rateOf(100, 99)});
        QCOMPARE(answer.size(), 2);
        QCOMPARE(answer.first(),
                 QStringLiteral("Rates are reached up to 100/s (99.0/s done, the most tried), as measured on this "
                                "machine."));
        QVERIFY2(answer.last().contains(QStringLiteral("lanes: 20, threads: 1, memory: 20.0 MiB")),
                 qPrintable(answer.last()));
    }

    /// A rate of which three in four are done is none that was reached.
    void aRateThatIsMissedIsNotReached()
    {
        QCOMPARE(answerOf({rateOf(100, 100), rateOf(200, 199), rateOf(400, 299)}),
                 (QStringList{QStringLiteral("Rates are reached up to 200/s (199/s done) but not 400/s (299/s done), "
                                             "as measured on this machine."),
                              QStringLiteral("Ten times that is out of reach, as measured on this machine: no rate "
                                             "beyond 200/s is reached.")}));
        QCOMPARE(answerOf({rateOf(100, 90), rateOf(200, 91)}),
                 QStringList(QStringLiteral("Not even 100/s (90.0/s done) is reached, as measured on this machine.")));
        QCOMPARE(answerOf({rateOf(100, 100, "a"), rateOf(200, 199, "a"), rateOf(100, 90, "b"), rateOf(200, 91, "b")}),
                 (QStringList{QStringLiteral("Rates are reached up to 200/s (199/s done, the most tried) with a, as "
                                             "measured on this machine."),
                              QStringLiteral("Not even 100/s (90.0/s done) with b is reached, as measured on this "
                                             "machine.")}));
    }

    void saysWhereWhatWasVariedHadNoEffect()
    {
        std::vector<MeasuredEntry> entries{entryOf("1.1", about(100)), entryOf("2", aboutAsWell(100))};
        const auto serve = [&entries](std::size_t entry, HttpVersion version) {
            for (ComparisonRound &round : entries[entry].rounds) {
                round.exchange.replies = 1;
                round.exchange.http = {version};
                round.exchange.reused = 0;
            }
        };
        serve(0, HttpVersion::Http11);
        serve(1, HttpVersion::Http11);
        const auto vary = [&entries](const char *factor) {
            for (MeasuredEntry &entry : entries)
                entry.values = {{QLatin1String(factor), entry.name}};
        };
        vary("http");
        QCOMPARE(answerOf(entries).first(),
                 QStringLiteral("What was varied had no effect: all were served over HTTP/1.1, as measured on this "
                                "machine."));
        vary("connections");
        QVERIFY(answerOf(entries).first().contains(QStringLiteral("no effect: no connection was used again, ")));
        vary("transport");
        QVERIFY(answerOf(entries).first().startsWith(QStringLiteral("Equally fast are ")));
        vary("http");
        serve(1, HttpVersion::Http2);
        QVERIFY(answerOf(entries).first().startsWith(QStringLiteral("Equally fast are ")));
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
