// SPDX-License-Identifier: GPL-3.0-or-later
// What the arguments of `fiftyfold-cli compare` mean, its help, and its line on a terminal.
#include "cli/compare/comparecommandline.h"
#include "cli/compare/comparelineup.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/compare/compareprogress.h"
#include "cli/help/helptext.h"

#include "documentedoptions.h"

#include <QTest>

#include <algorithm>

using namespace fiftyfold;

namespace {
QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

StrategyInfo info(const char *name, const char *unavailable = "")
{
    StrategyInfo result;
    result.name = QLatin1String(name);
    result.label = result.name.toUpper();
    result.unavailable = QLatin1String(unavailable);
    return result;
}

/// A machine without Go.
QList<StrategyInfo> catalogue()
{
    QList<StrategyInfo> list = {info("sequential"), info("async"), info("go-goroutines", "Go is not here.")};
    list.last().isExternal = true;
    return list;
}

CompareCommandLine parsed(const char *arguments)
{
    return compareCommandLine(words(arguments), catalogue());
}

int availableCount(const CompareLineup &lineup)
{
    return static_cast<int>(std::count_if(lineup.entries.cbegin(), lineup.entries.cend(),
                                          [](const ComparisonEntry &entry) { return entry.unavailable.isEmpty(); }));
}

QStringList namesOf(const CompareLineup &lineup)
{
    QStringList names;
    for (const ComparisonEntry &entry : lineup.entries)
        names.append(entry.name);
    return names;
}

} // namespace

class TestCompareCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasDefaults();
    void readsItsOptions();
    void presetIsOverridden();
    void refuses_data();
    void refuses();
    void linesUp_data();
    void linesUp();
    void lanesAreBusyForAWhile();
    void runnersHaveTheirCommand();
    void threadsAndTransportAreForThoseThatTakeThem();
    void helpKeepsToEightyColumns();
    void helpTellsOfNoRamps();
    void helpTellsHowToInstall();
    void everyOptionIsDocumented_data();
    void everyOptionIsDocumented();
    void progressFitsTheTerminal_data();
    void progressFitsTheTerminal();
};

void TestCompareCommandLine::hasDefaults()
{
    const CompareCommandLine line = parsed("");
    QCOMPARE(line.problem, QString());
    QCOMPARE(line.options.effectiveRounds(), 6U);
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms"));
    QCOMPARE(line.options.run.plan, plan);
    const CompareLineup lineup = lineupOf(line.options, catalogue());
    QCOMPARE(namesOf(lineup), words("sequential|async"));
    QCOMPARE(lineup.baseline, 0);
}

void TestCompareCommandLine::readsItsOptions()
{
    const CompareCommandLine line =
        parsed("http://127.0.0.1/|--strategies|async, sequential|--rounds=7|--baseline|async|--runner|mine=./mine -x=1|"
               "--json|a|--markdown|-|-n7|-c3|-H|A: b|--transport|qt|--progress|none|--timeout|250ms");
    QCOMPARE(line.problem, QString());
    const CompareOptions &options = line.options;
    QCOMPARE(options.strategies, words("async|sequential"));
    QCOMPARE(options.effectiveRounds(), 7U);
    QCOMPARE(options.baseline, QStringLiteral("async"));
    QCOMPARE(options.runners.size(), 1);
    QCOMPARE(options.runners.first().name, QStringLiteral("mine"));
    QCOMPARE(options.runners.first().command, QStringLiteral("./mine -x=1"));
    QCOMPARE(options.run.jsonFile, QStringLiteral("a"));
    QCOMPARE(options.markdownFile, QStringLiteral("-"));
    QCOMPARE(options.run.progress, ProgressMode::None);
    const RunPlan &plan = options.run.plan;
    QCOMPARE(plan.url, QUrl(QStringLiteral("http://127.0.0.1/")));
    QCOMPARE(plan.requests, 7U);
    QCOMPARE(plan.atOnce, 3U);
    QCOMPARE(plan.headers.size(), 1);
    QCOMPARE(plan.transport, QStringLiteral("qt"));
    QCOMPARE(plan.timeout, std::chrono::milliseconds(250));
    QVERIFY(parsed("--help").options.run.wantsHelp);
}

void TestCompareCommandLine::presetIsOverridden()
{
    const CompareCommandLine article = parsed("--preset|article");
    QCOMPARE(article.problem, QString());
    QCOMPARE(article.options.effectiveRounds(), 3U);
    QCOMPARE(article.options.run.plan.requests, 50U);
    QCOMPARE(article.options.run.plan.url, QUrl(QStringLiteral("practice:robots.txt?latency=340ms")));
    QCOMPARE(namesOf(lineupOf(article.options, catalogue())), words("sequential|async"));

    const CompareCommandLine own = parsed("--preset|article|--rounds|5|-n|20|practice:?latency=1ms");
    QCOMPARE(own.options.effectiveRounds(), 5U);
    QCOMPARE(own.options.run.plan.requests, 20U);
    QVERIFY(own.options.run.plan.url.text().endsWith("latency=1ms"));
}

void TestCompareCommandLine::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QStringList>("inProblem");
    const auto row = [](const char *arguments, const char *inProblem) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << words(inProblem);
    };
    row("--strategies|nope", "--strategies takes all, or some of sequential, async, go-goroutines; got \"nope\".");
    row("--strategies|async,", "--strategies takes names|got \"async,\"");
    row("--strategies|all,async", "--strategies|got \"all,async\"");
    row("--strategies", "--strategies takes names separated by commas, or all, got nothing.");
    row("--rounds|0", "--rounds takes a whole number from 1 to 1000, got \"0\".");
    row("--rounds|1001", "--rounds|got \"1001\"");
    row("--rounds|x", "--rounds|got \"x\"");
    row("--baseline|go-goroutines", "--baseline|\"sequential\", \"async\"; got \"go-goroutines\"");
    row("--runner|mine", "--runner takes 'NAME=COMMAND'|without the =");
    row("--runner|async=./mine", "--runner|\"async\" is one of the strategies");
    row("--runner|a b=./mine", "--runner|the name \"a b\"");
    row("--runner|mine=", "--runner|no command for \"mine\"");
    row("--runner|mine=a|--runner|mine=b", "--runner|\"mine\" twice");
    row("--vary|speed=1,2", "--vary takes FACTOR=V1,V2,... with one of the factors|got the factor \"speed\"");
    row("--vary|at-once", "--vary takes|got a text without the =");
    row("--vary|at-once=1,x", "--vary at-once takes a whole number from 1|got \"x\"");
    row("--vary|at-once=4", "two values or more, got 4 alone");
    row("--vary|at-once=1,4|--at-once|4", "--at-once and --vary at-once exclude each other, got both.");
    row("--vary|strategy=async,sequential|--strategies|async", "--strategies and --vary strategy exclude each other");
    row("--vary|strategy=async", "--vary strategy takes two values or more, got async alone");
    row("--vary|strategy=async,nope", "--vary strategy takes all, or some of sequential|got \"nope\"");
    row("--vary|url=practice:a,practice:b|http://127.0.0.1/", "the URLs of --vary url or one of its own, got both");
    row("--vary|url=practice:a,practice:b|--targets|x", "--targets and --vary url exclude each other");
    row("https://127.0.0.1/|--vary|http=1.1,2|--strategies|async,sequential",
        "--vary takes two factors where one of them is a number");
    row("--vary|at-once=1,4|--strategies|sequential", "sequential has one request at a time");
    row("--vary|threads=1,2|--strategies|sequential", "sequential has its own way with threads");
    row("--vary|transport=curl,qt|--strategies|go-goroutines", "go-goroutines has its own HTTP");
    row("--vary|at-once=1,4|--baseline|2", "--baseline takes one of those that are compared, \"1\", \"4\"; got \"2\".");
    row("--vary|at-once=1,4|--vary|transport=curl,qt|--baseline|4", "\"curl, 1\", ");
    row("--rate|10/s..50/s", "--rate takes one that stays as it is in a comparison|leave ramps and pieces out");
    row("--vary|rate=1/s,9999999/s", "such as 200/s or 30/m, at most 1000000/s, got \"9999999/s\".");
    row("--vary|url=ftp://x/,http://127.0.0.1/", "--vary url takes URLs that begin with http://|got \"ftp://x/\"");
    row("--vary|url=,", "--vary url takes URLs that begin with http://|got \",\"");
    row("--vary|url=127.0.0.1:80,127.0.0.1:81", "--vary url takes URLs that begin with http://");
    row("--vary|url=http://127.0.0.1/,127.0.0.1:8080", "alone. A comma is part of a URL unless the next one begins");
    row("--vary|http=9,1.1", "--vary http takes 1.1 or 2, got \"9\".");
    row("--vary|transport=curl,wget", "--vary transport takes curl or qt, got \"wget\".");
    row("-z|3s", "no option -z");
    row("--drain|3s", "no option --drain");
    row("--rate|1/s..9/s:5s", "--rate takes one that stays as it is in a comparison");
    row("--preset|book", "--preset takes article, got \"book\".");
    row("--json|-|--markdown|-", "--json, --markdown and --html|standard output");
    row("--csv|-", "no option --csv");
    row("--strategy|async", "no option --strategy|--strategies");
    row("--round|3", "no option --round|--rounds");
    row("a|b", "compare takes one URL, got 2");
    row("-n|0", "--requests|got \"0\"");
    row("practice:?latecy=1ms", "latecy");
    row("--stages|fetch,wrap,save", "--stages takes delete after save in a comparison");
}

void TestCompareCommandLine::refuses()
{
    QFETCH(const QString, arguments);
    QFETCH(const QStringList, inProblem);
    const QString problem = compareCommandLine(arguments.split(QLatin1Char('|')), catalogue()).problem;
    for (const QString &word : inProblem)
        QVERIFY2(problem.contains(word), qPrintable(word + QLatin1String(" is not in: ") + problem));
}

void TestCompareCommandLine::linesUp_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("baseline");
    QTest::addColumn<int>("available");
    const auto row = [](const char *arguments, const char *names, int baseline, int available) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << words(names) << baseline << available;
    };
    row("--strategies|async,sequential", "async|sequential", 1, 2);
    row("--strategies|async,sequential|--baseline|async", "async|sequential", 0, 2);
    row("--strategies|async,async", "async|async (2)", 0, 2);
    row("--strategies|async,async,async|--baseline|async (2)", "async|async (2)|async (3)", 1, 3);
    row("--strategies|all", "sequential|async|go-goroutines", 0, 2);
    row("--strategies|go-goroutines,async", "go-goroutines|async", 1, 1);
    row("--runner|mine=./mine", "sequential|async|mine", 0, 3);
    row("--runner|mine=./mine|--strategies|mine,async", "mine|async", 0, 2);
    row("--vary|strategy=async,sequential", "async|sequential", 1, 2);
    row("--vary|strategy=async,async", "async|async (2)", 0, 2);
    row("--vary|at-once=1,4", "1|4", 0, 2);
    row("--vary|at-once=1,4|--baseline|4", "1|4", 1, 2);
    row("--vary|connections=reused,fresh|--strategies|sequential", "reused|fresh", 0, 2);
    row("--vary|rate=50/s,100/s|--arrivals|poisson", "50/s|100/s", 0, 2);
    row("--vary|url=practice:a?latency=1ms,practice:a?latency=1ms", "practice:a?latency=1ms|practice:a?latency=1ms (2)",
        0, 2);
    row("--vary|at-once=1,4|--strategies|async,go-goroutines", "async, 1|async, 4|go-goroutines, 1|go-goroutines, 4", 0,
        2);
    row("--rate|200/s", "sequential|async", 0, 2);
    row("--runner|mine=./mine|--strategies|all|--baseline|mine", "sequential|async|go-goroutines|mine", 3, 3);
}

void TestCompareCommandLine::linesUp()
{
    QFETCH(const QString, arguments);
    const CompareCommandLine line = compareCommandLine(arguments.split(QLatin1Char('|')), catalogue());
    QCOMPARE(line.problem, QString());
    const CompareLineup lineup = lineupOf(line.options, catalogue());
    QTEST(namesOf(lineup), "names");
    QTEST(int(lineup.baseline), "baseline");
    QTEST(availableCount(lineup), "available");
    QCOMPARE(lineup.isEveryOne, arguments.contains(QLatin1String("all")));
}

void TestCompareCommandLine::lanesAreBusyForAWhile()
{
    QCOMPARE(parsed("--vary|at-once=1,64").options.run.plan.requests, 640U);
    QCOMPARE(parsed("--vary|at-once=1,2").options.run.plan.requests, 50U);
    QCOMPARE(parsed("--vary|at-once=1,64|-n|70").options.run.plan.requests, 70U);
}

void TestCompareCommandLine::runnersHaveTheirCommand()
{
    const CompareLineup lineup = lineupOf(parsed("--runner|mine=./mine|-n7").options, catalogue());
    const ComparisonEntry &mine = lineup.entries.last();
    QCOMPARE(mine.plan.runnerCommand, QStringLiteral("./mine"));
    QCOMPARE(mine.plan.strategy, QStringLiteral("mine"));
    QCOMPARE(mine.plan.requests, 7U);
    QVERIFY2(mine.unavailable.isEmpty(), qPrintable(mine.unavailable));
    QVERIFY(lineup.entries.last().isExternal() && !lineup.entries.first().isExternal());
}

void TestCompareCommandLine::threadsAndTransportAreForThoseThatTakeThem()
{
    const CompareCommandLine line = parsed("--threads|2|--transport|qt|--runner|mine=./mine");
    QCOMPARE(line.problem, QString());
    const CompareLineup lineup = lineupOf(line.options, catalogue());
    QCOMPARE(availableCount(lineup), 3);
    QCOMPARE(lineup.entries.at(0).plan.effectiveThreads(), 1U);
    QCOMPARE(lineup.entries.at(1).plan.effectiveThreads(), 2U);
    QCOMPARE(lineup.entries.at(1).plan.transport, QStringLiteral("qt"));
}

void TestCompareCommandLine::helpKeepsToEightyColumns()
{
    for (const QString &line : compareHelpText().split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

/// As there is no --duration to have it over.
void TestCompareCommandLine::helpTellsOfNoRamps()
{
    const QString text = compareHelpText().simplified();
    QVERIFY(!text.contains(QLatin1String("a ramp")) &&
            text.contains(QLatin1String("is free or not: 200/s, 30/m. Default")));
}

void TestCompareCommandLine::helpTellsHowToInstall()
{
    const QList<StrategyInfo> catalogue = {
        info("async"), info("java-httpclient", "The JDK of Java is not in the PATH. Install it with: sudo apt-get "
                                               "install default-jdk-headless")};
    const QString text = strategiesHelp(catalogue);
    QVERIFY2(text.endsWith(QLatin1String("  async                       ASYNC\n"
                                         "  java-httpclient             JAVA-HTTPCLIENT (not here)\n"
                                         "    The JDK of Java is not in the PATH.\n"
                                         "    Install it with: sudo apt-get install default-jdk-headless\n")),
             qPrintable(text));
}

void TestCompareCommandLine::everyOptionIsDocumented_data()
{
    test::addDocuments(compareHelpText());
}

void TestCompareCommandLine::everyOptionIsDocumented()
{
    CompareOptions options;
    test::verifyDocumented(compareOptionTable(options));
}

void TestCompareCommandLine::progressFitsTheTerminal_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 10, 40, 60, 80, 200})
        QTest::addRow("%d columns", width) << width;
}

void TestCompareCommandLine::progressFitsTheTerminal()
{
    QFETCH(const int, width);
    CompareStep step;
    step.elapsedMs = 12'340;
    step.name = QStringLiteral("async-processes");
    step.round = 2;
    step.rounds = 5;
    step.runsDone = 6;
    step.runsInAll = 12;
    step.remainingMs = 34'200;
    const QString line = liveCompareLine(step, width);
    QVERIFY2(line.size() <= width, qPrintable(line));
    const QString whole = QString::fromUtf8("6/12 runs · async-processes, round 2 of 5 · 35 s left");
    QCOMPARE(line.endsWith(whole), width >= 60);
    QCOMPARE(line.contains(QLatin1String("=>")), width >= 80);
    QCOMPARE(plainCompareLine(step),
             QStringLiteral("12.3 s: 6 of 12 runs done, async-processes, round 2 of 5, about 35 s left"));
    step.round = 0;
    step.remainingMs.reset();
    QCOMPARE(plainCompareLine(step), QStringLiteral("12.3 s: 6 of 12 runs done, async-processes, warm-up"));
}

QTEST_GUILESS_MAIN(TestCompareCommandLine)
#include "tst_comparecommandline.moc"
