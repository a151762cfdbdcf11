// SPDX-License-Identifier: GPL-3.0-or-later
// `fiftyfold-cli compare`: what its arguments mean, and the real program by what scripts see of it.
#include "cli/compare/comparecommandline.h"
#include "cli/compare/comparelineup.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/compare/compareprogress.h"
#include "cli/help/helptext.h"
#include "support/cliprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fiftyfold;
using namespace fiftyfold::test;

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

QStringList namesOf(const CompareLineup &lineup)
{
    QStringList names;
    for (const ComparisonEntry &entry : lineup.entries)
        names.append(entry.name);
    return names;
}

QJsonObject entryOf(const QJsonObject &comparison, int index)
{
    return comparison.value(QLatin1String("entries")).toArray().at(index).toObject();
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void hasDefaults();
    void readsItsOptions();
    void presetIsOverridden();
    void refuses_data();
    void refuses();
    void linesUp_data();
    void linesUp();
    void lanesAreBusyForAWhile();
    void runnersHaveTheirCommand();
    void threadsAreForThoseThatTakeThem();
    void helpKeepsToEightyColumns();
    void everyOptionIsDocumented_data();
    void everyOptionIsDocumented();
    void progressFitsTheTerminal_data();
    void progressFitsTheTerminal();

    void comparesByDefault();
    void writesOnlyWhatWasAskedFor();
    void comparesAThingWithItself();
    void sweeps();
    void comparesUrls();
    void comparesUnderAnOpenLoad();
    void refusesBadUsage();
    void refusesRemoteHosts();
    void namesWhatFails();
    void namesWhatCannotRun();
    void goesOnWithoutABrokenRunner();
    void stopsOnSignals_data();
    void stopsOnSignals();
    void keepsSecrets();

private:
    QStringList quick(const QStringList &more = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCompare::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = m_folder->filePath(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

/// Two strategies that take some milliseconds, with the comparison on standard output.
QStringList TestCompare::quick(const QStringList &more) const
{
    return QStringList{QStringLiteral("compare"),
                       QStringLiteral("practice:?latency=2ms"),
                       QStringLiteral("-n10"),
                       QStringLiteral("--work-dir"),
                       m_workDir,
                       QStringLiteral("--json"),
                       QStringLiteral("-")} +
           more;
}

void TestCompare::hasDefaults()
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

void TestCompare::readsItsOptions()
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

void TestCompare::presetIsOverridden()
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

void TestCompare::refuses_data()
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
    row("--baseline|go-goroutines", "--baseline|sequential, async; got \"go-goroutines\"");
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
    row("--vary|at-once=1,4|--baseline|2", "--baseline takes one of those that are compared, 1, 4; got \"2\".");
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

void TestCompare::refuses()
{
    QFETCH(const QString, arguments);
    QFETCH(const QStringList, inProblem);
    const QString problem = compareCommandLine(arguments.split(QLatin1Char('|')), catalogue()).problem;
    for (const QString &word : inProblem)
        QVERIFY2(problem.contains(word), qPrintable(word + QLatin1String(" is not in: ") + problem));
}

void TestCompare::linesUp_data()
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

void TestCompare::linesUp()
{
    QFETCH(const QString, arguments);
    const CompareCommandLine line = compareCommandLine(arguments.split(QLatin1Char('|')), catalogue());
    QCOMPARE(line.problem, QString());
    const CompareLineup lineup = lineupOf(line.options, catalogue());
    QTEST(namesOf(lineup), "names");
    QTEST(int(lineup.baseline), "baseline");
    QTEST(lineup.availableCount(), "available");
    QCOMPARE(lineup.isEveryOne, arguments.contains(QLatin1String("all")));
}

void TestCompare::lanesAreBusyForAWhile()
{
    QCOMPARE(parsed("--vary|at-once=1,64").options.run.plan.requests, 640U);
    QCOMPARE(parsed("--vary|at-once=1,2").options.run.plan.requests, 50U);
    QCOMPARE(parsed("--vary|at-once=1,64|-n|70").options.run.plan.requests, 70U);
}

void TestCompare::runnersHaveTheirCommand()
{
    const CompareLineup lineup = lineupOf(parsed("--runner|mine=./mine|-n7").options, catalogue());
    const ComparisonEntry &mine = lineup.entries.last();
    QCOMPARE(mine.plan.runnerCommand, QStringLiteral("./mine"));
    QCOMPARE(mine.plan.strategy, QStringLiteral("mine"));
    QCOMPARE(mine.plan.requests, 7U);
    QVERIFY2(mine.unavailable.isEmpty(), qPrintable(mine.unavailable));
    QVERIFY(lineup.entries.last().isExternal() && !lineup.entries.first().isExternal());
}

void TestCompare::threadsAreForThoseThatTakeThem()
{
    const CompareCommandLine line = parsed("--threads|2|--runner|mine=./mine");
    QCOMPARE(line.problem, QString());
    const CompareLineup lineup = lineupOf(line.options, catalogue());
    QCOMPARE(lineup.availableCount(), 3);
    QCOMPARE(lineup.entries.at(0).plan.effectiveThreads(), 1U);
    QCOMPARE(lineup.entries.at(1).plan.effectiveThreads(), 2U);
}

void TestCompare::helpKeepsToEightyColumns()
{
    for (const QString &line : compareHelpText().split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestCompare::everyOptionIsDocumented_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("dashes");
    QTest::newRow("help") << compareHelpText() << QStringLiteral("--");
    const auto row = [](const char *name, const char *dashes) {
        QFile file(QLatin1String(FIFTYFOLD_SHARE) + QLatin1String(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        QTest::newRow(name) << QString::fromUtf8(file.readAll()) << QString::fromLatin1(dashes);
    };
    row("/man/man1/fiftyfold-cli.1", "Fl -");
    row("/bash-completion/completions/fiftyfold-cli", "--");
    row("/zsh/site-functions/_fiftyfold-cli", "--");
    row("/fish/vendor_completions.d/fiftyfold-cli.fish", "-l ");
}

void TestCompare::everyOptionIsDocumented()
{
    QFETCH(const QString, text);
    QFETCH(const QString, dashes);
    CompareOptions options;
    for (const CommandOption &option : compareOptionTable(options)) {
        const QRegularExpression name(QStringLiteral("%1%2\\b(?!-)").arg(dashes, option.names.last()));
        QVERIFY2(text.contains(name), qPrintable(option.longName()));
    }
}

void TestCompare::progressFitsTheTerminal_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 10, 40, 60, 80, 200})
        QTest::addRow("%d columns", width) << width;
}

void TestCompare::progressFitsTheTerminal()
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

void TestCompare::comparesByDefault()
{
    const QString markdown = m_folder->filePath(QStringLiteral("table.md"));
    const CliResult result = runCli({QStringLiteral("compare"), QStringLiteral("--rounds=2"), QStringLiteral("-n5"),
                                     QStringLiteral("--work-dir"), m_workDir, QStringLiteral("--markdown"), markdown});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QCOMPARE(result.output, QByteArray());
    for (const char *shown : {"sequential", "async", "baseline", "Floor: 100 ms", "Same for all: HTTP/1.1",
                              "5 requests, 5 at once, 2 rounds", "sequential, warm-up"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    QCOMPARE(everythingIn(m_workDir), QStringList());
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("| sequential | "));
}

void TestCompare::writesOnlyWhatWasAskedFor()
{
    const CliResult result = runCli(quick({QStringLiteral("--rounds=3")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(result.output, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.comparison/1"));
    QCOMPARE(json.value(QLatin1String("baseline")).toString(), QStringLiteral("sequential"));
    const QString library =
        json.value(QLatin1String("environment")).toObject().value(QLatin1String("transport_library")).toString();
    QVERIFY2(library.contains(QLatin1String("curl")), qPrintable(library));
    const QJsonObject sequential = entryOf(json, 0);
    QCOMPARE(sequential.value(QLatin1String("floor_ms")).toDouble(), 20.0);
    for (const QJsonValue value : sequential.value(QLatin1String("rounds")).toArray()) {
        const QJsonObject round = value.toObject();
        QVERIFY(round.value(QLatin1String("elapsed_ms")).toDouble() > 15); // of 20, as timers are not exact
        QCOMPARE(round.value(QLatin1String("done")).toInt(), 10);
        QCOMPARE(round.value(QLatin1String("max_in_flight")).toInt(), 1);
    }
    const QJsonObject async = entryOf(json, 1);
    QCOMPARE(async.value(QLatin1String("rounds")).toArray().size(), 3);
    QVERIFY(async.value(QLatin1String("ratio")).toObject().value(QLatin1String("value")).toDouble() > 1);
    QCOMPARE(everythingIn(m_workDir), QStringList());
}

void TestCompare::comparesAThingWithItself()
{
    const CliResult result = runCli(quick({QStringLiteral("--strategies=async,async"), QStringLiteral("--rounds=2")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(entryOf(json, 0).value(QLatin1String("name")).toString(), QStringLiteral("async"));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("name")).toString(), QStringLiteral("async (2)"));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("strategy")).toString(), QStringLiteral("async"));
    QVERIFY(entryOf(json, 1).contains(QLatin1String("no_difference")));
}

void TestCompare::sweeps()
{
    const QString markdown = m_folder->filePath(QStringLiteral("sweep.md"));
    const CliResult result = runCli(quick({QStringLiteral("-n24"), QStringLiteral("--vary=at-once=1,2,4"),
                                           QStringLiteral("--rounds=2"), QStringLiteral("--markdown"), markdown}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    for (const char *shown : {"24 requests, 2 rounds in turn", "at-once", "of the bound", "the shortest mean time of a request",
                              "More at once pays up to", "as measured on this machine"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    QVERIFY2(!result.errors.contains("24 at once"), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(json.value(QLatin1String("factors")).toArray(), QJsonArray{QStringLiteral("at-once")});
    QVERIFY(!json.value(QLatin1String("plan")).toObject().contains(QLatin1String("at_once")));
    QVERIFY(!json.value(QLatin1String("answer")).toArray().isEmpty());
    const QJsonObject curve =
        json.value(QLatin1String("sweep")).toObject().value(QLatin1String("curves")).toArray().first().toObject();
    QVERIFY(curve.value(QLatin1String("floor_ms")).toDouble() >= 1.5); // of 2, as timers are not exact
    const QJsonArray points = curve.value(QLatin1String("points")).toArray();
    QCOMPARE(points.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const QJsonObject point = points.at(i).toObject();
        QCOMPARE(point.value(QLatin1String("value")).toInt(), 1 << i);
        QVERIFY(point.value(QLatin1String("throughput_per_second")).toObject().contains(QLatin1String("low")));
        QCOMPARE(entryOf(json, i).value(QLatin1String("values")).toObject().value(QLatin1String("at-once")).toInt(),
                 1 << i);
        const QJsonObject round = entryOf(json, i).value(QLatin1String("rounds")).toArray().first().toObject();
        QCOMPARE(round.value(QLatin1String("max_in_flight")).toInt(), 1 << i);
        QVERIFY(round.value(QLatin1String("response_ms")).toObject().value(QLatin1String("mean")).toDouble() > 1.5);
    }
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("| at-once | throughput |"));
}

void TestCompare::comparesUrls()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("--vary"), QStringLiteral("url=practice:?latency=2ms"),
                QStringLiteral("--vary"), QStringLiteral("url=practice:?latency=20ms"), QStringLiteral("-n4"),
                QStringLiteral("--rounds=2"), QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY2(result.errors.contains("GET 2 URLs"), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QVERIFY(!json.value(QLatin1String("plan")).toObject().contains(QLatin1String("url")));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("values")).toObject().value(QLatin1String("url")).toString(),
             QStringLiteral("practice:robots.txt?latency=20ms"));
    QVERIFY(entryOf(json, 1).value(QLatin1String("ratio")).toObject().value(QLatin1String("value")).toDouble() < 1);
}

void TestCompare::comparesUnderAnOpenLoad()
{
    const CliResult result = runCli(quick(
        {QStringLiteral("--rate=500/s"), QStringLiteral("--rounds=2"), QStringLiteral("--strategies=async,threads")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    for (const char *shown : {"10 requests due at 500/s, 10 at once", "mean response"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(json.value(QLatin1String("compared")).toString(), QStringLiteral("mean_response"));
    const QJsonObject round = entryOf(json, 0).value(QLatin1String("rounds")).toArray().first().toObject();
    const QJsonObject median = entryOf(json, 0).value(QLatin1String("median_ms")).toObject();
    QVERIFY(round.value(QLatin1String("elapsed_ms")).toDouble() > 15); // nine gaps of 2 ms
    QVERIFY(median.value(QLatin1String("value")).toDouble() > 1);
}

void TestCompare::refusesBadUsage()
{
    for (const char *arguments : {"--strategies|nope", "--rounds|0", "--frobnicate"}) {
        const CliResult result = runCli(QStringList(QStringLiteral("compare")) + words(arguments));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.output, QByteArray());
        QVERIFY2(result.errors.contains("See \"fiftyfold-cli help compare\"."), result.errors.constData());
    }
    const CliResult help = runCli({QStringLiteral("help"), QStringLiteral("compare")});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains("--strategies A,B,..."));
}

void TestCompare::refusesRemoteHosts()
{
    const CliResult result = runCli({QStringLiteral("compare"), QStringLiteral("http://www.example.com/"),
                                     QStringLiteral("-n7"), QStringLiteral("-c3"), QStringLiteral("--rounds=4")});
    QCOMPARE(result.exitCode, 2);
    // Seven in each of four rounds and a warm-up, of two.
    for (const char *shown : {"www.example.com", "70 requests", "3 at once", "all rounds", "--allow-remote"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
}

void TestCompare::namesWhatFails()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort());
    server.close();
    const CliResult result = runCli({QStringLiteral("compare"), url, QStringLiteral("-n3"), QStringLiteral("--json"),
                                     QStringLiteral("-"), QStringLiteral("--rounds=2")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("3 of 3 requests failed"), result.errors.constData());
    const QJsonObject entry = entryOf(objectFrom(result.output), 1);
    QVERIFY(entry.contains(QLatin1String("problem")) && !entry.contains(QLatin1String("median_ms")));
}

void TestCompare::namesWhatCannotRun()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("practice:?latency=1ms"), QStringLiteral("--work-dir"),
                QStringLiteral("/no/such/folder"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("/no/such/folder"), result.errors.constData());
    QCOMPARE(result.output, QByteArray());

    const CliResult mistyped =
        runCli({QStringLiteral("compare"), QStringLiteral("--json"), QStringLiteral("/no/such/folder/file")});
    QCOMPARE(mistyped.exitCode, 1);
    QVERIFY2(mistyped.errors.contains("/no/such/folder/file"), mistyped.errors.constData());
}

void TestCompare::goesOnWithoutABrokenRunner()
{
    const CliResult result =
        runCli(quick({QStringLiteral("--rounds=2"), QStringLiteral("--runner"), QStringLiteral("mine=/bin/false")}));
    QCOMPARE(result.exitCode, 3);
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(entryOf(json, 1).value(QLatin1String("rounds")).toArray().size(), 2);
    const QJsonObject mine = entryOf(json, 2);
    QCOMPARE(mine.value(QLatin1String("name")).toString(), QStringLiteral("mine"));
    QVERIFY(mine.contains(QLatin1String("problem")) && mine.contains(QLatin1String("external")));
    QVERIFY2(result.errors.contains("mine: left out: "), result.errors.constData());
}

void TestCompare::stopsOnSignals_data()
{
    addStopSignals();
}

void TestCompare::stopsOnSignals()
{
    QFETCH(const int, signalNumber);
    const QString markdown = m_folder->filePath(QStringLiteral("table.md"));
    QProcess process;
    startCli(process, quick({QStringLiteral("--rounds=1000"), QStringLiteral("--progress=plain"),
                             QStringLiteral("--markdown"), markdown}));
    const QByteArray seen = errorsUntil(process, ", round ");
    QVERIFY2(seen.contains(", round "), seen.constData());
    kill(static_cast<pid_t>(process.processId()), signalNumber);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QTEST(process.exitCode(), "exitCode");
    QCOMPARE(everythingIn(m_workDir), QStringList());

    const QJsonObject json = objectFrom(process.readAllStandardOutput());
    QCOMPARE(json.value(QLatin1String("stopped")), QJsonValue(true));
    const QJsonArray rounds = entryOf(json, 0).value(QLatin1String("rounds")).toArray();
    QVERIFY(!rounds.isEmpty() && rounds.size() < 1000);
    QVERIFY(!entryOf(json, 0).contains(QLatin1String("problem")));
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("stopped before its end"));
}

void TestCompare::keepsSecrets()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("http://user:hunter2@127.0.0.1:1/?token=hunter2"),
                QStringLiteral("-n1"), QStringLiteral("--rounds=1"), QStringLiteral("-H"),
                QStringLiteral("X-Api-Key: hunter2"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(!result.errors.contains("hunter2"), result.errors.constData());
    QVERIFY2(!result.output.contains("hunter2"), result.output.constData());
    QVERIFY(result.output.contains("[redacted]"));
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
