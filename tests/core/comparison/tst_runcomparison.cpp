// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runcomparison.h"
#include "core/comparison/runcomparisonwording.h"
#include "core/plan/planfields.h"
#include "core/plan/planjson.h"
#include "simulatedrun.h"
#include "support/changedplan.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

std::vector<double> timesAs(double times, std::size_t count = 1'000, double memory = 0.5, quint64 seed = 1)
{
    std::vector<double> all = simulatedTimes(count, memory, seed);
    for (double &time : all)
        time *= times;
    return all;
}

QStringList keysOf(const RunComparison &comparison)
{
    QStringList keys;
    for (const ComparisonObstacle &obstacle : comparison.obstacles)
        keys.append(obstacle.key);
    return keys;
}

ComparedRun runAt(const QByteArray &url, bool wasPractice = false)
{
    return simulatedRun(timesAs(1), [&url, wasPractice](RunPlan &plan) {
        plan.url = ExactUrl::fromText(url);
        plan.wasPractice = wasPractice;
    });
}

} // namespace

class TestRunComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWithThemselves_data()
    {
        QTest::addColumn<double>("memory");
        QTest::addRow("times that know nothing of each other") << 0.0;
        QTest::addRow("with some memory") << 0.5;
        QTest::addRow("with much") << 0.9;
    }

    /// The same thing, twice: a difference is seen in at most one of twenty, of the median as of all else.
    void runsWithThemselves()
    {
        QFETCH(const double, memory);
        constexpr int pairs = 40;
        std::map<ComparedFigureKind, int> seen;
        for (quint64 pair = 0; pair < pairs; ++pair) {
            const RunComparison comparison = compareRuns(simulatedRun(simulatedTimes(1'000, memory, 2 * pair)),
                                                         simulatedRun(simulatedTimes(1'000, memory, 2 * pair + 1)));
            QVERIFY(comparison.verdict != Verdict::NotComparable);
            for (const ComparedFigure &figure : comparison.figures) {
                const bool isSeen = figure.verdict == Verdict::Slower || figure.verdict == Verdict::Faster;
                seen[figure.kind] += isSeen ? 1 : 0;
            }
        }
        for (const auto &[kind, count] : seen)
            QVERIFY2(count <= pairs / 20,
                     qPrintable(QStringLiteral("%1: %2").arg(comparedFigureName(kind)).arg(count)));
    }

    /// And a tenth more is seen in nearly all.
    void aTenthMoreIsSeen()
    {
        int seen = 0;
        for (quint64 pair = 0; pair < 20; ++pair) {
            const ComparedRun one = simulatedRun(timesAs(1, 1'000, 0.5, 2 * pair));
            const ComparedRun other = simulatedRun(timesAs(1.1, 1'000, 0.5, 2 * pair + 1));
            seen += compareRuns(one, other).verdict == Verdict::Slower ? 1 : 0;
            QCOMPARE(compareRuns(other, one).verdict == Verdict::Faster,
                     compareRuns(one, other).verdict == Verdict::Slower);
        }
        QVERIFY2(seen >= 19, qPrintable(QString::number(seen)));
    }

    void twiceAsLong()
    {
        const RunComparison comparison =
            compareRuns(simulatedRun(timesAs(1, 4'000)), simulatedRun(timesAs(2, 4'000, 0.5, 2)));
        QCOMPARE(comparison.verdict, Verdict::Slower);
        QCOMPARE(comparison.figures.size(), std::size_t(comparedFigureCount));
        for (const ComparedFigureKind kind :
             {ComparedFigureKind::P50, ComparedFigureKind::P95, ComparedFigureKind::P99, ComparedFigureKind::Mean}) {
            const ComparedFigure &figure = *comparison.figure(kind);
            QCOMPARE(figure.verdict, Verdict::Slower);
            QVERIFY(figure.ratio->low < 2 && 2 < figure.ratio->high);
        }
        const ComparedFigure &rate = *comparison.figure(ComparedFigureKind::Rate);
        QCOMPARE(rate.verdict, Verdict::Slower);
        QVERIFY(rate.ratio->low < 0.5 && 0.5 < rate.ratio->high);
        QVERIFY(!comparison.figure(ComparedFigureKind::Elapsed)->hasInterval);
        QVERIFY(runComparisonSentence(comparison).startsWith(QStringLiteral("slower: the median response time is ")));
    }

    /// A difference that is seen, and too small to be of interest.
    void lessThanThreeInAHundred()
    {
        const RunComparison comparison =
            compareRuns(simulatedRun(timesAs(1, 20'000, 0)), simulatedRun(timesAs(1.02, 20'000, 0)));
        QVERIFY(comparison.figures.front().ratio->low > 1);
        QCOMPARE(comparison.verdict, Verdict::NoDifference);
        QVERIFY(runComparisonSentence(comparison).endsWith(QStringLiteral("less than 3 % is of no interest")));
    }

    void fewRequests()
    {
        const RunComparison comparison = compareRuns(simulatedRun(timesAs(1, 99)), simulatedRun(timesAs(2, 150)));
        QCOMPARE(keysOf(comparison), (QStringList{QStringLiteral("requests"), QStringLiteral("few_requests")}));
        QCOMPARE(comparison.verdict, Verdict::NotComparable);
        QVERIFY(runComparisonSentence(comparison)
                    .endsWith(QStringLiteral("the baseline has 99 requests that are done, and at least 100 are "
                                             "needed")));
    }

    void everyFieldOfThePlan_data()
    {
        QTest::addColumn<QString>("option");
        for (const PlanField &field : planFields()) {
            const QString option = QString::fromLatin1(field.option);
            if (option != QLatin1String("--work-dir") && option != QLatin1String("--allow-remote") &&
                option != QLatin1String("--requests"))
                QTest::newRow(field.option) << option;
        }
    }

    void everyFieldOfThePlan()
    {
        QFETCH(const QString, option);
        const PlanField &field = *findPlanField(option);
        ComparedRun usual = simulatedRun(timesAs(1));
        ComparedRun other = usual;
        RunPlan plan;
        if (option == QLatin1String("--arrivals") || option == QLatin1String("--seed"))
            plan.rate = *rateFromText(QStringLiteral("5/s"));
        if (option == QLatin1String("--drain"))
            plan.duration = std::chrono::seconds(5);
        usual.plan = redactedPlanToJson(plan);
        const std::optional<RunPlan> changed = changedPlan(field);
        QVERIFY(changed);
        QString text = field.value.texts(*changed, Secrets::Kept).value(0);
        QVERIFY(!field.value.read(plan, text));
        other.plan = redactedPlanToJson(plan);
        const QString key = QString::fromLatin1(field.key);
        QVERIFY2(keysOf(compareRuns(usual, other)).contains(key), qPrintable(text));
    }

    void theFolderIsNoDifference()
    {
        const auto inFolder = [](const char *name) {
            return simulatedRun(timesAs(1), [name](RunPlan &plan) { plan.workDir = QString::fromLatin1(name); });
        };
        QCOMPARE(keysOf(compareRuns(inFolder("/tmp/one"), inFolder("/tmp/other"))), QStringList());
    }

    /// Of the practice server the query is what is looked at, wherever it listens; of any other the whole URL must be
    /// the same.
    void urls()
    {
        const ComparedRun practice = runAt("http://127.0.0.1:4000/robots.txt?latency=20ms", true);
        const QStringList url(QStringLiteral("url"));
        QCOMPARE(keysOf(compareRuns(practice, runAt("http://127.0.0.1:5000/robots.txt?latency=40ms", true))),
                 QStringList());
        QCOMPARE(keysOf(compareRuns(practice, runAt("http://127.0.0.1:4000/other?latency=20ms", true))), url);
        QCOMPARE(keysOf(compareRuns(practice, runAt("http://127.0.0.1:5000/robots.txt?latency=20ms"))), url);
        QCOMPARE(keysOf(compareRuns(runAt("http://a.test/?a=1"), runAt("http://a.test/?a=2"))), url);
        QCOMPARE(keysOf(compareRuns(runAt("http://a.test/?a=1"), runAt("http://a.test/?a=1"))), QStringList());
    }

    /// Where time ends a run, how many requests it made is what came of it.
    void requestsOfADuration()
    {
        const auto for10s = [](std::size_t count) {
            return simulatedRun(timesAs(1, count), [](RunPlan &plan) { plan.duration = std::chrono::seconds(10); });
        };
        QCOMPARE(keysOf(compareRuns(for10s(900), for10s(1'000))), QStringList());
    }

    /// Of an open load as many as were due; that it was stopped is said already.
    void requestsOfAStoppedOpenLoad()
    {
        const auto hasRequests = [](bool isStopped, bool isEndedByTime) {
            const auto runOf = [isEndedByTime](std::size_t count, bool isStoppedThere) {
                const std::shared_ptr<RunRecord> record =
                    simulatedRecord(timesAs(1, count), [isEndedByTime](RunPlan &plan) {
                        plan.rate = *rateFromText(QStringLiteral("50/s"));
                        if (isEndedByTime)
                            plan.duration = std::chrono::seconds(20);
                    });
                record->isStopped = isStoppedThere;
                return comparedRun(QString(), record, summarise(*record));
            };
            return keysOf(compareRuns(runOf(1'000, false), runOf(900, isStopped))).contains(QLatin1String("requests"));
        };
        QVERIFY(!hasRequests(true, true));
        QVERIFY(hasRequests(false, true));
        QVERIFY(hasRequests(true, false)); // asked for
    }

    void whereItRan()
    {
        const ComparedRun here = simulatedRun(timesAs(1));
        const std::shared_ptr<RunRecord> record = simulatedRecord(timesAs(1));
        ComparedRun there = comparedRun(QString(), record, summarise(*record));
        record->environment = environmentOf(*record);
        record->environment->kernel = QStringLiteral("linux 1.0");
        record->environment->cpu = QStringLiteral("abacus");
        there.version = QStringLiteral("0.0.1");
        const RunComparison comparison = compareRuns(there, here);
        QCOMPARE(keysOf(comparison),
                 (QStringList{QStringLiteral("cpu"), QStringLiteral("kernel"), QStringLiteral("version")}));
        QVERIFY(comparison.obstacles[1].text.startsWith(QStringLiteral("kernel: linux 1.0 against linux ")));
        QCOMPARE(comparison.obstacles[2].baseline, QStringLiteral("0.0.1"));
        QCOMPARE(comparison.figures.front().verdict, Verdict::NoDifference); // shown all the same, if asked for
    }

    void whatIsWrongWithARun()
    {
        const ComparedRun good = simulatedRun(timesAs(1));
        const std::shared_ptr<RunRecord> record = simulatedRecord(timesAs(1));
        ComparedRun bad = comparedRun(QString(), record, summarise(*record));
        record->isStopped = true;
        record->isDisturbed = true;
        bad.hasRequests = false;
        bad.summary.health.emplace().verdict = LoadVerdict::FellBehind;
        bad.summary.failed = bad.summary.done / 4;
        const RunComparison comparison = compareRuns(good, bad);
        QCOMPARE(keysOf(comparison),
                 (QStringList{QStringLiteral("stopped"), QStringLiteral("disturbed"), QStringLiteral("health"),
                              QStringLiteral("no_requests"), QStringLiteral("failed")}));
        QVERIFY(!comparison.figures.front().hasInterval);
        QVERIFY(comparison.figures.front().ratio);
        QVERIFY(!isFailure(comparison, false));
        QVERIFY(isFailure(comparison, true));
    }

    /// Of a file that another program wrote what it does not tell is no difference, and yet it can't be judged.
    void ofOtherPrograms()
    {
        const ComparedRun ours = simulatedRun(timesAs(1));
        const std::shared_ptr<RunRecord> record = simulatedRecord(timesAs(1));
        ComparedRun theirs = comparedRun(QString(), record, summarise(*record));
        record->imported = Imported{QStringLiteral("hey"), QStringLiteral("hey.csv"), {}, {}};
        theirs.plan = {{QStringLiteral("url"), QStringLiteral("http://127.0.0.1:8080/")},
                       {QStringLiteral("requests"), 1'000}};
        QCOMPARE(runComparisonSentence(compareRuns(theirs, ours)),
                 QStringLiteral("not comparable: measured by: hey against Fiftyfold"));
        QCOMPARE(runComparisonSentence(compareRuns(theirs, theirs)),
                 QStringLiteral("not comparable: a file of hey does not tell on which machine it was measured"));
        theirs.plan = {{QStringLiteral("url"), QString()}, // it has none, and its lanes are worked out
                       {QStringLiteral("requests"), 1'000},
                       {QStringLiteral("at_once"), int(ours.record->plan().atOnce) + 1}};
        QCOMPARE(runComparisonSentence(compareRuns(theirs, ours)),
                 QStringLiteral("not comparable: measured by: hey against Fiftyfold"));
    }

    /// Each request depends so much on those before that there is nothing to go by.
    void timesThatDriftAway()
    {
        std::vector<double> growing;
        for (int i = 0; i < 200; ++i)
            growing.push_back(10 + i);
        const RunComparison comparison = compareRuns(simulatedRun(growing), simulatedRun(growing));
        QCOMPARE(keysOf(comparison), QStringList(QStringLiteral("dependence")));
    }
};

QTEST_APPLESS_MAIN(TestRunComparison)
#include "tst_runcomparison.moc"
