// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonfigures.h"
#include "measuredsample.h"

#include <QTest>
#include <QTranslator>

using namespace fiftyfold;

namespace {

/// Another language for what the window says of a comparison.
class InBrackets : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool isAsked = qstrcmp(context, "fiftyfold::ComparisonAnswer") == 0;
        return isAsked ? QLatin1Char('<') + QString::fromUtf8(text) + QLatin1Char('>') : QString();
    }
};

} // namespace

class TestComparisonFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesAVerdict_data()
    {
        QTest::addColumn<QList<double>>("times");
        QTest::addColumn<QList<double>>("baseline");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("text");
        const QList<double> hundreds{100, 101, 99, 100, 102};
        QTest::newRow("nothing measured") << QList<double>() << hundreds << Verdict::Unknown << QString();
        QTest::newRow("no baseline") << hundreds << QList<double>() << Verdict::Unknown << QString();
        QTest::newRow("one round") << QList<double>{50} << hundreds << Verdict::Unknown << QString();
        QTest::newRow("faster") << QList<double>{50, 51, 50, 49, 50} << hundreds << Verdict::Faster << QString();
        QTest::newRow("slower") << QList<double>{150, 151, 150, 149, 150} << hundreds << Verdict::Slower
                                << QStringLiteral("slower");
        QTest::newRow("alike") << QList<double>{101, 100, 100, 99, 101} << hundreds << Verdict::NoDifference
                               << QStringLiteral("no difference seen");
    }

    void givesAVerdict()
    {
        QFETCH(const QList<double>, times);
        QFETCH(const QList<double>, baseline);
        MeasuredTimes one;
        one.elapsedMs.assign(times.begin(), times.end());
        MeasuredTimes other;
        other.elapsedMs.assign(baseline.begin(), baseline.end());
        const EntryFigures figures = figuresOf(one, &other);
        QTEST(figures.verdict, "verdict");
        QTEST(verdictText(figures), "text");
        QCOMPARE(figures.median.has_value(), !times.isEmpty());
        QCOMPARE(figures.hasRatioInterval(), figures.verdict != Verdict::Unknown);
        QCOMPARE(figuresOf(one, nullptr).ratio.has_value(), false);
    }

    void theMiddleRoundHasTheMedian()
    {
        MeasuredEntry entry = test::entryOf("a", {});
        QCOMPARE(entry.middleRound(), nullptr);
        entry.rounds = {test::roundOf(30), test::roundOf(10), test::roundOf(20), test::roundOf(40), test::roundOf(1)};
        entry.rounds.back().failed = 1; // it is not whole
        QCOMPARE(entry.middleRound(), &entry.rounds[2]);
        entry.rounds[0].response = ResponseFigures{7, 7, 7};
        entry.rounds[1].response = ResponseFigures{9, 9, 9};
        entry.rounds[2].response = ResponseFigures{8, 8, 8};
        entry.plan.rate.pieces = {RatePiece()}; // of an open load it is not the time that counts
        QCOMPARE(entry.middleRound(), &entry.rounds[2]);
        entry.rounds[2].response->meanMs = 10;
        QCOMPARE(entry.middleRound(), &entry.rounds[1]);
    }

    void otherPagesAreNotComparable()
    {
        MeasuredTimes one{{10, 11, 12}, {}};
        one.page.statuses = {404};
        one.page.bytes = 312;
        MeasuredTimes other{{20, 21, 22}, {}};
        other.page.statuses = {200};
        other.page.bytes = 6804;
        const EntryFigures figures = figuresOf(one, &other);
        QCOMPARE(figures.verdict, Verdict::NotComparable);
        QVERIFY(!figures.ratio && figures.median);
        QVERIFY(verdictText(figures).startsWith(QStringLiteral("not comparable: ")));
        QVERIFY(verdictText(figures).contains(figures.difference) && !figures.difference.isEmpty());
    }

    void costsAreHeldAgainstEachOther()
    {
        const auto timesOf = [](const std::vector<qint64> &cpuUs) {
            MeasuredTimes times;
            for (const qint64 us : cpuUs) {
                times.elapsedMs.push_back(100);
                times.costs.push_back({RunCost{.cpuNs = us * 1'000}, 1});
            }
            return times;
        };
        const MeasuredTimes dear = timesOf({40, 42, 44});
        const MeasuredTimes cheap = timesOf({20, 21, 22});
        const EntryFigures figures = figuresOf(dear, &cheap);
        QCOMPARE(figures.cost->cpuUs.value, 42.0);
        QCOMPARE(figures.cost->rounds, 3U);
        QVERIFY(qAbs(figures.cost->cpuRatio->value - 2) < 1e-9);
        QCOMPARE(figures.cost->cpuPairs, 3U);
        // What took too little to be measured is no ratio of nought.
        const MeasuredTimes none = timesOf({0, 0, 0});
        for (const EntryFigures &odd : {figuresOf(none, &cheap), figuresOf(dear, &none)}) {
            QVERIFY(odd.cost && odd.ratio);
            QVERIFY(!odd.cost->cpuRatio);
            QCOMPARE(odd.cost->rounds, 3U);
        }
        const MeasuredTimes once = timesOf({0, 42, 0});
        QCOMPARE(figuresOf(once, &cheap).cost->cpuPairs, 1U);
        QCOMPARE(figuresOf(once, &cheap).cost->cpuRatio->value, 2.0);
        // Its own interval is that of its rounds, whoever the baseline is.
        const MeasuredTimes single = timesOf({20});
        QCOMPARE(figuresOf(dear, &single).cost->rounds, 3U);
        QCOMPARE(figuresOf(dear, &single).cost->cpuUs.low, figuresOf(dear, nullptr).cost->cpuUs.low);
        QCOMPARE(figuresOf(dear, &single).cost->cpuPairs, 1U);
    }

    void aBaselineHasNoRatio()
    {
        const EntryFigures figures = figuresOfBaseline({{20, 21, 22}, {}});
        QCOMPARE(figures.verdict, Verdict::Baseline);
        QVERIFY(!figures.ratio && figures.median);
        QCOMPARE(figures.pairs, 3U);
        QCOMPARE(verdictText(figures), QStringLiteral("baseline"));
    }

    void whatIsTheSameForAll()
    {
        RunPlan plan;
        plan.workDir = QStringLiteral("/scratch");
        QCOMPARE(
            sameForAll(plan, false).join(QLatin1String(", ")),
            QStringLiteral("HTTP/1.1, transport curl, connections reused within a run, no connection, DNS answer or "
                           "TLS session kept between runs, pages in /scratch"));
        plan.freshConnections = true;
        const QStringList said = sameForAll(plan, true);
        QVERIFY(said.contains(QStringLiteral("transport curl (external runners bring their own)")));
        QVERIFY(said.contains(QStringLiteral("a new connection for each request")));
        // What was seen takes the place of what was asked for.
        ObservedFacts seen;
        seen.same = {QStringLiteral("HTTP/2")};
        const QStringList observed = sameForAll(plan, false, {}, seen);
        QCOMPARE(observed.first(), QStringLiteral("HTTP/2"));
        QVERIFY(!observed.contains(QStringLiteral("HTTP/1.1")));
        QVERIFY(!observed.contains(QStringLiteral("a new connection for each request")));
    }

    /// Files and the terminal have English ones all the same.
    void theWindowHasWordsOfItsOwn()
    {
        const ComparedPage small{{200}, 312., {}, {}, false, {}};
        const ComparedPage large{{200}, 6804., {}, {}, false, {}};
        const QString english = QStringLiteral("312 bytes here, 6,804 there");
        const QStringList usual = sameForAll(RunPlan(), true);
        QCOMPARE(pageDifference(small, large, AnswerWords::OfTheWindow), english); // without a translation
        InBrackets brackets;
        QVERIFY(QCoreApplication::installTranslator(&brackets));
        QCOMPARE(pageDifference(small, large), english);
        QCOMPARE(pageDifference(small, large, AnswerWords::OfTheWindow),
                 QStringLiteral("<<312 bytes> here, 6,804 there>"));
        QCOMPARE(sameForAll(RunPlan(), true), usual);
        const QStringList worded = sameForAll(RunPlan(), true, {}, {}, AnswerWords::OfTheWindow);
        QCOMPARE(worded.size(), usual.size());
        for (qsizetype i = 1; i < worded.size(); ++i) // behind the version of HTTP
            QCOMPARE(worded[i], QLatin1Char('<') + usual[i] + QLatin1Char('>'));
    }
};

QTEST_GUILESS_MAIN(TestComparisonFigures)
#include "tst_comparisonfigures.moc"
