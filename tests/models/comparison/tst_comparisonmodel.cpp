// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisoncopy.h"
#include "models/comparison/comparisonmodel.h"
#include "models/comparison/comparisonorder.h"
#include "models/comparison/comparisonwording.h"
#include "models/comparison/costcolumns.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using State = ComparisonModel::State;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

ComparisonSubject subject(const char *name, const char *label)
{
    ComparisonSubject result;
    result.name = QLatin1String(name);
    result.label = QLatin1String(label);
    result.description = QLatin1String("of ") + result.label;
    return result;
}

ComparisonResult result(const std::vector<double> &elapsedMs)
{
    ComparisonResult made;
    made.elapsedMs = elapsedMs;
    made.doneMs = {float(elapsedMs.back())};
    made.done = 1;
    return made;
}

/// Sequential, Async and a program that is not installed.
QList<ComparisonSubject> threeSubjects()
{
    ComparisonSubject absent = subject("go-goroutines", "Go");
    absent.unavailable = QStringLiteral("Go is missing: sudo apt install golang-go");
    return {subject("sequential", "Sequential"), subject("async", "Async"), absent};
}

State stateOf(const ComparisonModel &model, int row)
{
    return static_cast<State>(model.index(row, 0).data(ComparisonModel::StateRole).toInt());
}

QString text(const ComparisonModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.index(row, column).data(role).toString();
}

/// So many times 50 µs, a switch, a MiB, a thread and two processes.
RoundCost costTimes(qint64 times)
{
    RoundCost cost;
    cost.requests = 100;
    cost.cpuNs = times * 5'000'000;
    cost.peakMemoryBytes = times * 1024 * 1024;
    cost.threads = quint32(times);
    cost.processes = quint32(times) * 2;
    cost.contextSwitches = times * 100;
    return cost;
}

RunPlan practicePlan(const char *query, quint32 requests, quint32 atOnce)
{
    RunPlan plan;
    plan.url = QUrl(QLatin1String("practice:robots.txt") + QLatin1String(query));
    plan.requests = requests;
    plan.atOnce = atOnce;
    return plan;
}

} // namespace

class ComparisonModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsEmpty()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), int(ComparisonModel::ColumnCount));
        QCOMPARE(model.baselineRow(), -1);
        QVERIFY(!model.hasMeasured());
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(stateOf(model, 0), State::Ready);
        QCOMPARE(stateOf(model, 2), State::Unavailable);
        QVERIFY(!model.index(0, 0).data(ComparisonModel::MedianRole).isValid());
        QVERIFY(text(model, 2, ComparisonModel::MedianColumn).contains(QStringLiteral("apt install")));
        model.setSubjects({}, QString());
        QCOMPARE(model.rowCount(), 0);
        model.setBaseline(QStringLiteral("async"));
        QCOMPARE(model.baselineRow(), -1);
    }

    void tellsHowManyTimesAsFast()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({5300, 5310, 5320}));
        QCOMPARE(text(model, 0, ComparisonModel::MedianColumn), QStringLiteral("5.310 s"));
        QCOMPARE(text(model, 0, ComparisonModel::RatioColumn), QStringLiteral("1"));
        QCOMPARE(text(model, 0, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        model.setResult(1, result({106, 106.2, 106.4}));
        QCOMPARE(stateOf(model, 1), State::Measured);
        QCOMPARE(text(model, 1, ComparisonModel::RatioColumn), QStringLiteral("50.0 ×"));
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QString());
        const QString spoken = text(model, 1, ComparisonModel::RatioColumn, Qt::AccessibleTextRole);
        QVERIFY2(spoken.startsWith(QStringLiteral("50.0 times as fast as Sequential (")), qPrintable(spoken));
        QVERIFY(model.hasMeasured());
    }

    void anotherBaselineTurnsItRound()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({1000, 1000, 1000}));
        model.setResult(1, result({100, 100, 100}));
        QSignalSpy headerDataChanged(&model, &QAbstractItemModel::headerDataChanged);
        model.setBaseline(QStringLiteral("async"));
        QCOMPARE(headerDataChanged.count(), 1);
        QCOMPARE(model.headerData(ComparisonModel::RatioColumn, Qt::Horizontal).toString(),
                 QStringLiteral("Times as fast as Async"));
        QCOMPARE(text(model, 0, ComparisonModel::RatioColumn), QStringLiteral("0.100 ×"));
        QCOMPARE(text(model, 0, 0, ComparisonModel::NoteRole), QStringLiteral("slower"));
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QStringLiteral("baseline"));
        // One that can't run is no baseline: the first that can is.
        model.setBaseline(QStringLiteral("go-goroutines"));
        QCOMPARE(model.baselineRow(), 0);
    }

    void seesNoDifferenceWhereThereIsNone()
    {
        ComparisonModel model;
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({100, 104, 98, 102, 101}));
        model.setResult(1, result({101, 102, 100, 99, 103}));
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QStringLiteral("no difference seen"));
    }

    void oneRoundSaysNothingOfDifferences()
    {
        ComparisonModel model;
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({100}));
        model.setResult(1, result({100}));
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QString());
        QCOMPARE(model.index(1, 0).data(ComparisonModel::RoundsRole).toInt(), 1);
        const QString spoken = text(model, 1, ComparisonModel::MedianColumn, Qt::AccessibleTextRole);
        QCOMPARE(spoken, QStringLiteral("0.100 s"));
    }

    void aRatioHasOnlyTheRoundsThatBothHave()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({1000}));
        model.setResult(1, result({1500, 1510, 1505, 1490, 1500}));
        const auto spoken = [&model](int column) { return text(model, 1, column, Qt::AccessibleTextRole); };
        QCOMPARE(model.index(1, 0).data(ComparisonModel::RoundsRole).toInt(), 5);
        QCOMPARE(model.index(1, 0).data(ComparisonModel::PairsRole).toInt(), 1);
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QString());
        QCOMPARE(spoken(ComparisonModel::RatioColumn), QStringLiteral("0.667 times as fast as Sequential"));
        QVERIFY(spoken(ComparisonModel::MedianColumn).contains(QStringLiteral("between"))); // which is its own affair

        model.setResult(0, result({1000, 1001}));
        QCOMPARE(model.index(1, 0).data(ComparisonModel::PairsRole).toInt(), 2);
        QVERIFY(spoken(ComparisonModel::RatioColumn).contains(QLatin1Char('(')));
        model.setBaseline(QStringLiteral("async"));
        QCOMPARE(model.index(0, 0).data(ComparisonModel::PairsRole).toInt(), 2);
    }

    void theFewestRoundsAreOfThoseThatHaveAny()
    {
        ComparisonModel model;
        QCOMPARE(model.fewestRounds(), 0);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        QCOMPARE(model.fewestRounds(), 0);
        model.setResult(0, result({1000, 1001, 1002}));
        QCOMPARE(model.fewestRounds(), 3);
        model.setResult(1, result({100, 101}));
        QCOMPARE(model.fewestRounds(), 2);
        ComparisonResult failed = result({100, 101});
        failed.problem = QStringLiteral("3 of 50 requests failed: refused");
        model.setResult(1, failed); // has no bar, and so no whiskers
        QCOMPARE(model.fewestRounds(), 3);
    }

    void withoutItsBaselineNothingIsFaster()
    {
        ComparisonModel model;
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(1, result({100, 101}));
        QVERIFY(!model.index(1, 0).data(ComparisonModel::RatioRole).isValid());
        QCOMPARE(text(model, 1, ComparisonModel::RatioColumn), QString());
    }

    void ranksNoDifferentPages()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        ComparisonResult whole = result({100, 101});
        whole.page.bytes = 6804;
        ComparisonResult other = result({10, 11});
        other.page.bytes = 312;
        model.setResult(0, whole);
        model.setResult(1, other);
        QVERIFY(!model.index(1, 0).data(ComparisonModel::RatioRole).isValid());
        const QString note = QStringLiteral("not comparable: 312 bytes here, 6,804 there");
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), note);
        QVERIFY(model.index(1, ComparisonModel::RatioColumn).data(Qt::AccessibleTextRole).toString().contains(note));
        other.page.bytes = 6804;
        model.setResult(1, other);
        QVERIFY(model.index(1, 0).data(ComparisonModel::RatioRole).isValid());
        QCOMPARE(text(model, 1, 0, ComparisonModel::NoteRole), QString());
    }

    void failureStandsBeforeFigures()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        ComparisonResult failed = result({100, 101});
        failed.problem = QStringLiteral("3 of 50 requests failed: refused");
        model.setResult(1, failed);
        QCOMPARE(stateOf(model, 1), State::Failed);
        QCOMPARE(text(model, 1, ComparisonModel::MedianColumn), failed.problem);
        QCOMPARE(text(model, 1, 0, ComparisonModel::ReasonRole), failed.problem);
        model.setRunningRow(1);
        QCOMPARE(stateOf(model, 1), State::Failed);
        model.setResult(1, {}); // another run begins
        QCOMPARE(stateOf(model, 1), State::Running);
    }

    void tellsWhichRuns()
    {
        ComparisonModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        QSignalSpy dataChanged(&model, &QAbstractItemModel::dataChanged);
        model.setRunningRow(0);
        model.setRunningRow(1);
        QCOMPARE(dataChanged.count(), 3);
        QCOMPARE(stateOf(model, 0), State::Ready);
        QCOMPARE(stateOf(model, 1), State::Running);
        model.setRunningRow(1);
        QCOMPARE(dataChanged.count(), 3);
        model.setRunningRow(-1);
        QCOMPARE(stateOf(model, 1), State::Ready);
    }

    void tellsNothingTwice()
    {
        ComparisonModel model;
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        model.setResult(0, result({100}));
        QSignalSpy dataChanged(&model, &QAbstractItemModel::dataChanged);
        model.setResult(0, result({100}));
        QCOMPARE(dataChanged.count(), 0);
    }

    void scaleHasRoomForAll()
    {
        ComparisonModel model;
        QSignalSpy scaleChanged(&model, &ComparisonModel::scaleChanged);
        QList<ComparisonSubject> subjects = threeSubjects();
        subjects[0].reportedMs = 17'000;
        model.setSubjects(subjects, QStringLiteral("sequential"));
        QCOMPARE(scaleChanged.count(), 1);
        QVERIFY(model.scale().endMs >= 17'000);
        model.setResult(1, result({100, 120}));
        QVERIFY(model.scale().beginMs < 100);
        model.setFloorMs(50);
        QVERIFY(model.scale().beginMs < 50);
        QCOMPARE(*model.floorMs(), 50.0);
        model.setSubjects({}, QString());
        model.setFloorMs(std::nullopt);
        QCOMPARE(model.scale().endMs, ComparisonScale().endMs);
    }

    void scaleIsLogarithmic()
    {
        ComparisonScale scale;
        scale.beginMs = 10;
        scale.endMs = 1000;
        scale.left = 50;
        scale.width = 200;
        QCOMPARE(scale.xOf(10), 50.0);
        QCOMPARE(scale.xOf(100), 150.0);
        QCOMPARE(scale.xOf(1000), 250.0);
        QCOMPARE(scale.xOf(0), 50.0); // never outside
        QCOMPARE(scale.xOf(1e9), 250.0);
    }

    void hardlyDifferentBarsLookIt()
    {
        const ComparisonScale scale = ComparisonScale::around(100, 101);
        QVERIFY(scale.endMs / scale.beginMs >= 3.99);
        QVERIFY(scale.beginMs < 100);
        QCOMPARE(ComparisonScale::around(0, 0).beginMs, ComparisonScale().beginMs);
        QVERIFY(ComparisonScale::around(0, 5).beginMs > 0);
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<double>("begin");
        QTest::addColumn<double>("end");
        QTest::addColumn<double>("width");
        QTest::addColumn<QString>("labels");
        QTest::newRow("usual") << 80.0 << 6000.0 << 620.0 << "0.1 s 0.2 s 0.5 s 1 s 2 s 5 s";
        QTest::newRow("narrow") << 80.0 << 6000.0 << 200.0 << "0.1 s 1 s";
        QTest::newRow("wide") << 1.0 << 1'000'000.0 << 180.0 << "0.001 s 0.1 s 10 s 1,000 s";
        QTest::newRow("no width") << 80.0 << 6000.0 << 0.0 << "";
    }
    void ticksAreRound()
    {
        QFETCH(double, begin);
        QFETCH(double, end);
        QFETCH(double, width);
        ComparisonScale scale;
        scale.beginMs = begin;
        scale.endMs = end;
        scale.width = width;
        QStringList labels;
        double last = -1e9;
        for (const ComparisonScale::Tick &tick : scale.ticks(56)) {
            labels.append(tick.label);
            QVERIFY(scale.xOf(tick.ms) - last >= 56);
            last = scale.xOf(tick.ms);
        }
        QTEST(labels.join(QLatin1Char(' ')), "labels");
    }

    void timesHaveOneUnit_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("minutes") << 125'400.0 << "125.4 s";
        QTest::newRow("long") << 1'234'567.0 << "1,235 s";
        QTest::newRow("seconds") << 5310.0 << "5.310 s";
        QTest::newRow("tenths") << 108.4 << "0.108 s";
        QTest::newRow("hundredths") << 12.34 << "0.0123 s";
        QTest::newRow("thousandths") << 1.234 << "0.00123 s";
    }
    void timesHaveOneUnit()
    {
        QFETCH(double, ms);
        QTEST(comparisonTimeText(ms), "text");
    }

    void ratiosHaveThreeFigures()
    {
        QCOMPARE(comparisonRatioText({49.04, 49.04, 49.04}), QStringLiteral("49.0 ×"));
        QCOMPARE(comparisonRatioText({1.016, 1.016, 1.016}), QStringLiteral("1.02 ×"));
        QCOMPARE(comparisonRatioText({123.4, 123.4, 123.4}), QStringLiteral("123 ×"));
        QCOMPARE(comparisonRatioText({0.8134, 0.8134, 0.8134}), QStringLiteral("0.813 ×"));
        QCOMPARE(comparisonRatioText({0.02114, 0.02114, 0.02114}), QStringLiteral("0.0211 ×"));
        QCOMPARE(comparisonIntervalText({49.04, 47.21, 50.08}), QStringLiteral("(47.2–50.1)"));
        QCOMPARE(comparisonIntervalText({1.01, 0.0000019, 523937.4}),
                 QStringLiteral("(<0.00001–524,000)")); // of two rounds
        QCOMPARE(comparisonIntervalText({5.2, 0.0312, 189.4}), QStringLiteral("(0.03–189)"));
        QCOMPARE(comparisonIntervalText({1.2, 0.0291, 28.396}), QStringLiteral("(0.03–28.4)")); // the wider, the fewer
        QCOMPARE(comparisonIntervalText({0.975, 0.4851, 1.7272}), QStringLiteral("(0.49–1.73)"));
        QCOMPARE(comparisonIntervalText({0.0211, 0.02092, 0.02138}), QStringLiteral("(0.0209–0.0214)"));
        // Where a difference was seen, it shows.
        QCOMPARE(comparisonIntervalText({1.004, 1.0007, 1.0142}), QStringLiteral("(1.001–1.014)"));
        QCOMPARE(comparisonRatioText({1.004, 1.0007, 1.0142}), QStringLiteral("1.004 ×"));
        QCOMPARE(comparisonIntervalText({1.004, 0.9997, 1.0142}), QStringLiteral("(1.00–1.01)"));
    }

    void isSortedByWhateverItCost_data()
    {
        QTest::addColumn<int>("column");
        for (int column = ComparisonModel::ProcessorColumn; column < ComparisonModel::ColumnCount; ++column)
            QTest::addRow("column %d", column) << column;
    }

    void isSortedByWhateverItCost()
    {
        QFETCH(const int, column);
        ComparisonModel model;
        model.setSubjects({subject("a", "A"), subject("b", "B"), subject("c", "C"), subject("d", "D")},
                          QStringLiteral("a"));
        const std::vector<qint64> times = {20, 3, 100}; // as texts they would be in another order
        for (int row = 0; row < 3; ++row) {
            ComparisonResult costly = result({10});
            costly.costs = {costTimes(times[std::size_t(row)])};
            model.setResult(row, costly);
        }
        ComparisonOrder order(&model);
        const auto names = [&order] {
            QString shown;
            for (int row = 0; row < order.rowCount(); ++row)
                shown += order.index(row, 0).data().toString();
            return shown;
        };
        order.sort(column, Qt::AscendingOrder);
        QCOMPARE(names(), QStringLiteral("BACD")); // D cost nothing that is known
        order.sort(column, Qt::DescendingOrder);
        QCOMPARE(names(), QStringLiteral("CABD"));
    }

    void costHasItsInterval()
    {
        ComparisonModel model;
        model.setSubjects(threeSubjects(), QStringLiteral("sequential"));
        ComparisonResult costly = result({10, 11, 12});
        costly.costs = {costTimes(1), costTimes(2), costTimes(3)};
        model.setResult(0, costly);
        using Column = ComparisonModel::Column;
        QCOMPARE(model.headerData(Column::RatioColumn, Qt::Horizontal, ComparisonModel::NameRole).toString(),
                 QStringLiteral("Sequential"));
        QCOMPARE(text(model, 0, Column::ProcessesColumn), QStringLiteral("6"));
        const QString memory = text(model, 0, Column::MemoryColumn, Qt::AccessibleTextRole);
        QCOMPARE(memory, QStringLiteral("2.00 MiB, between 1.00 MiB and 3.00 MiB"));
        const QString switches = text(model, 0, Column::SwitchesColumn, Qt::AccessibleTextRole);
        QVERIFY2(switches.contains(QStringLiteral(", between ")), qPrintable(switches));
        QCOMPARE(text(model, 0, Column::ThreadsColumn, Qt::AccessibleTextRole), QStringLiteral("3"));

        const auto interval = [&model](int column) {
            return text(model, 0, column, ComparisonModel::CostIntervalRole);
        };
        QCOMPARE(interval(Column::ProcessorColumn), QStringLiteral("50–150 µs"));
        QCOMPARE(interval(Column::MemoryColumn), QStringLiteral("1.00–3.00 MiB"));
        QCOMPARE(interval(Column::SwitchesColumn), QStringLiteral("1.0–3.0"));
        QCOMPARE(interval(Column::ThreadsColumn), QString());
        QCOMPARE(interval(Column::MedianColumn), QString());
        QCOMPARE(costIntervalText(Column::ProcessorColumn, {1'000, 800, 1'200}), QStringLiteral("800 µs–1.20 ms"));

        const QStringList headings = copiedHeadings(model);
        const QStringList cells = copiedCells(model, 0);
        QCOMPARE(cells.size(), headings.size());
        const auto copied = [&](const char *heading) {
            return cells.mid(headings.indexOf(QString::fromUtf8(heading)), 3).join(QLatin1Char(' '));
        };
        QCOMPARE(copied("Processor, µs a request"), QStringLiteral("100 50 150"));
        QCOMPARE(copied("Peak memory, MiB"), QStringLiteral("2 1 3"));
        QCOMPARE(copied("Switches a request"), QStringLiteral("2 1 3"));
        QCOMPARE(copied("Median time, s"), QStringLiteral("0.011 0.01 0.012"));
    }

    void sentenceSaysWhatIsCompared()
    {
        QCOMPARE(comparisonSentence(practicePlan("?latency=100ms", 50, 0), 6, std::nullopt),
                 QStringLiteral("50 requests · practice server, 100 ms · 6 rounds, taken in turn A B C … C B A · "
                                "whiskers: 95\u00a0% bootstrap interval of the median"));
        QCOMPARE(comparisonSentence(practicePlan("?latency=1.5s&jitter=40ms", 2000, 10), 3, std::nullopt),
                 QStringLiteral("2,000 requests, 10 at once · practice server, 1.5 s ± 40 ms · 3 rounds, taken in turn "
                                "A B C … C B A · whiskers: from the fastest to the slowest round"));
        QVERIFY(comparisonSentence(practicePlan("?latency=100ms&jitter=40ms&dist=lognormal", 50, 0), 5, std::nullopt)
                    .contains(QStringLiteral(" · practice server, 100 ms on average · ")));
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("https://user:hush@example.org/?token=hush"));
        plan.requests = 1;
        plan.strategy = QStringLiteral("sequential"); // of the run bar; here it means nothing
        const QString sentence = comparisonSentence(plan, 1, std::nullopt);
        QCOMPARE(sentence, QStringLiteral("1 request · example.org · 1 round"));
    }

    void whiskersAreOfTheRoundsThereAre_data()
    {
        QTest::addColumn<int>("wanted");
        QTest::addColumn<int>("fewest");
        QTest::addColumn<QString>("end");
        const QString bootstrap = QStringLiteral("whiskers: 95\u00a0% bootstrap interval of the median");
        const QString few = QStringLiteral("whiskers: from the fastest to the slowest of fewer than 6 rounds");
        QTest::newRow("not run yet") << 6 << -1 << bootstrap;
        QTest::newRow("all failed") << 6 << 0 << QStringLiteral("6 rounds, taken in turn A B C … C B A");
        QTest::newRow("whole") << 6 << 6 << bootstrap;
        QTest::newRow("stopped late") << 7 << 6 << bootstrap;
        QTest::newRow("stopped early") << 6 << 5 << few;
        QTest::newRow("one fell behind") << 100 << 1 << few;
        QTest::newRow("few wanted") << 3 << 2 << QStringLiteral("whiskers: from the fastest to the slowest round");
        QTest::newRow("one wanted") << 1 << 1 << QStringLiteral("1 round");
    }
    void whiskersAreOfTheRoundsThereAre()
    {
        QFETCH(int, wanted);
        QFETCH(int, fewest);
        const QString sentence =
            comparisonSentence(practicePlan("", 50, 0), wanted, fewest < 0 ? std::nullopt : std::optional(fewest));
        QTEST(sentence.section(QStringLiteral(" · "), -1), "end");
    }

    void floorSaysHowOften()
    {
        QCOMPARE(comparisonFloorText(practicePlan("?latency=100ms", 50, 0), 100),
                 QStringLiteral("floor: 0.100 s, the server’s own delay"));
        QCOMPARE(comparisonFloorText(practicePlan("?latency=100ms", 50, 10), 500),
                 QStringLiteral("floor: 0.500 s, the server’s own delay 5 times over"));
    }

    void progressIsCounted()
    {
        QCOMPARE(comparisonProgressText(6, 40, 11'200), QStringLiteral("run 7 of 40 · about 12 s left"));
        QCOMPARE(comparisonProgressText(0, 40, std::nullopt), QStringLiteral("run 1 of 40"));
        QCOMPARE(comparisonProgressText(39, 40, 100), QStringLiteral("run 40 of 40 · almost done"));
        QCOMPARE(comparisonProgressText(1, 40, 600'000), QStringLiteral("run 2 of 40 · about 10 min left"));
        QCOMPARE(comparisonRequests(50, 8, 5), quint64(2400));
    }
};

QTEST_GUILESS_MAIN(ComparisonModelTest)
#include "tst_comparisonmodel.moc"
