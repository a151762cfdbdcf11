// SPDX-License-Identifier: GPL-3.0-or-later
// `fiftyfold-cli capacity`: what its arguments mean, and the real program by what scripts see of it.
#include "cli/capacity/capacitycommandline.h"
#include "cli/capacity/capacityoptiontable.h"
#include "cli/capacity/capacityprogress.h"
#include "cli/help/helptext.h"
#include "engine/run/capacityrun.h"
#include "support/cliprogram.h"

#include "documentedoptions.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <map>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

QStringList words(const QString &text)
{
    return text.split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

CapacityCommandLine parsed(const char *arguments)
{
    return capacityCommandLine(words(QString::fromUtf8(arguments)));
}

/// Searches that do little but wait: they go on side by side, beside all that is tested before them.
enum class Search { Server, OneLane, OneLaneByStrategy };
const std::map<Search, QStringList> searches = {
    {Search::Server,
     {QStringLiteral("practice:?rate=300/s&latency=10ms"), QStringLiteral("--expect"), QStringLiteral("p95 < 50ms"),
      QStringLiteral("--from"), QStringLiteral("235/s")}},
    {Search::OneLane,
     {QStringLiteral("practice:?latency=20ms"), QStringLiteral("--expect"), QStringLiteral("p95 < 100ms"),
      QStringLiteral("--from"), QStringLiteral("40/s"), QStringLiteral("--at-once"), QStringLiteral("1")}},
    {Search::OneLaneByStrategy,
     {QStringLiteral("practice:?latency=20ms"), QStringLiteral("--expect"), QStringLiteral("p95 < 100ms"),
      QStringLiteral("--from"), QStringLiteral("40/s"), QStringLiteral("--strategy"), QStringLiteral("sequential")}}};

QJsonObject answerIn(const CliResult &result)
{
    return objectFrom(result.output).value(QLatin1String("answer")).toObject();
}

} // namespace

class TestCapacity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void hasDefaults();
    void readsItsOptions();
    void refuses_data();
    void refuses();
    void helpKeepsToEightyColumns();
    void everyOptionIsDocumented_data();
    void everyOptionIsDocumented();
    void progressFitsTheTerminal_data();
    void progressFitsTheTerminal();
    void aStepIsALine();

    void saysThatNothingHolds();
    void namesWhatNeverAnswers();
    void refusesBadUsage();
    void refusesRemoteHosts();
    void stopsOnSignals_data();
    void stopsOnSignals();
    void keepsSecrets();

    // Last, when the searches that go on meanwhile have ended.
    void findsWhatTheServerCanDo();
    void doesNotCallTheClientsLimitTheServers_data();
    void doesNotCallTheClientsLimitTheServers();

private:
    CliResult search(const QString &url, const QStringList &more) const;
    /// One of those that go on, when it has ended.
    CliResult endOf(Search search);
    QString folderOf(Search search, const char *name) const
    {
        return m_searchesFolder.filePath(QString::number(int(search)) + QLatin1String(name));
    }

    QTemporaryDir m_searchesFolder;
    std::map<Search, QProcess> m_searches;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCapacity::initTestCase()
{
    QVERIFY(m_searchesFolder.isValid());
    for (const auto &[search, arguments] : searches) {
        QVERIFY(QDir().mkdir(folderOf(search, "")));
        startCli(m_searches[search],
                 QStringList(QStringLiteral("capacity")) + arguments +
                     QStringList{QStringLiteral("--duration"), QStringLiteral("1s"), QStringLiteral("--work-dir"),
                                 folderOf(search, ""), QStringLiteral("--json"), QStringLiteral("-"),
                                 QStringLiteral("--markdown"), folderOf(search, ".md")});
    }
}

CliResult TestCapacity::endOf(Search search)
{
    QProcess &process = m_searches[search];
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(cliDeadlineMs))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestCapacity::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = m_folder->filePath(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

/// With all of it on standard output.
CliResult TestCapacity::search(const QString &url, const QStringList &more) const
{
    return runCli(QStringList{QStringLiteral("capacity"), url, QStringLiteral("--work-dir"), m_workDir,
                              QStringLiteral("--json"), QStringLiteral("-")} +
                  more);
}

void TestCapacity::hasDefaults()
{
    const CapacityCommandLine line = parsed("--expect|p95 < 200ms");
    QCOMPARE(line.problem, QString());
    const CapacityPlan plan = line.options.plan();
    QCOMPARE(plan.run.url.toString(), QStringLiteral("practice:robots.txt?latency=20ms&rate=300/s"));
    QCOMPARE(plan.stepTime, 0ns);
    QCOMPARE(plan.from, 0.0);
    QCOMPARE(stepPlan(plan, 1000).effectiveAtOnce(), 1024U);
    QCOMPARE(stepPlan(plan, 1000).duration, std::chrono::nanoseconds(10s));
}

void TestCapacity::readsItsOptions()
{
    const CapacityCommandLine line =
        parsed("http://127.0.0.1:1/|--expect|p99<1s|--expect|failed < 1%|-z|3s|--from|30/m|--strategy|processes|"
               "--arrivals|poisson|-c|64|--markdown|a.md|--json|a.json");
    QCOMPARE(line.problem, QString());
    const CapacityPlan plan = line.options.plan();
    QCOMPARE(plan.objectives.size(), 2);
    QCOMPARE(plan.stepTime, std::chrono::nanoseconds(3s));
    QCOMPARE(plan.from, 0.5);
    QCOMPARE(plan.run.strategy, QStringLiteral("processes"));
    QCOMPARE(plan.run.atOnce, 64U);
    QCOMPARE(line.options.markdownFile, QStringLiteral("a.md"));
    QCOMPARE(line.options.run.jsonFile, QStringLiteral("a.json"));
    QVERIFY(parsed("--help").options.run.wantsHelp);
}

void TestCapacity::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QStringList>("inProblem");
    const auto row = [](const char *arguments, const char *inProblem) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << words(QString::fromUtf8(inProblem));
    };
    row("http://127.0.0.1/", "at least one --expect");
    row("--expect|p95 > 5ms", "--expect \"p95 > 5 ms\" is a lower limit");
    row("--expect|failed < 100000000", "holds at any rate");
    row("--expect|rate > 200/s", "--expect \"rate > 200/s\" is for a run");
    row("--expect|elapsed < 2s", "--expect \"elapsed < 2 s\" is for a run");
    row("--expect|p95", "--expect takes|none of <");
    row("--expect|checks < 1%", "at least one --check");
    row("--expect|p95 < 1s|--from|10/s..20/s", "--from takes a rate such as 200/s or 30/m|got \"10/s..20/s\".");
    row("--expect|p95 < 1s|--from|9999999/s", "at most 1000000/s, got \"9999999/s\".");
    row("--expect|p95 < 1s|--from|0/s", "--from takes");
    row("--expect|p95 < 1s|-z|soon", "--duration takes a time below a day|got \"soon\"");
    row("--expect|p95 < 1s|-n|50", "no option -n");
    row("--expect|p95 < 1s|--rate|200/s", "no option --rate");
    row("--expect|p95 < 1s|--strategy|python-asyncio", "a --strategy that keeps a rate, got python-asyncio");
    row("--expect|p95 < 1s|--stages|fetch,wrap,save", "--stages takes delete after save");
    row("--expect|p95 < 1s|--json|-|--markdown|-", "--json and --markdown|standard output");
    row("--expect|p95 < 1s|a|b", "capacity takes one URL, got 2");
    row("--expect|p95 < 1s|practice:?latecy=1ms", "latecy");
}

void TestCapacity::refuses()
{
    QFETCH(const QString, arguments);
    QFETCH(const QStringList, inProblem);
    const QString problem = capacityCommandLine(words(arguments)).problem;
    for (const QString &word : inProblem)
        QVERIFY2(problem.contains(word), qPrintable(word + QLatin1String(" is not in: ") + problem));
}

void TestCapacity::helpKeepsToEightyColumns()
{
    const QString text = capacityHelpText() + helpText();
    for (const QString &line : text.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestCapacity::everyOptionIsDocumented_data()
{
    test::addDocuments(capacityHelpText());
}

void TestCapacity::everyOptionIsDocumented()
{
    CapacityOptions options;
    test::verifyDocumented(capacityOptionTable(options));
}

void TestCapacity::progressFitsTheTerminal_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 10, 40, 60, 80, 200})
        QTest::addRow("%d columns", width) << width;
}

void TestCapacity::progressFitsTheTerminal()
{
    QFETCH(const int, width);
    CapacityProgress progress;
    QVERIFY(liveCapacityLine(progress, width).size() <= width);
    progress.rate = 977;
    progress.number = 5;
    progress.isAgain = true;
    progress.length = 20s;
    progress.elapsedNs = 6'310'000'000;
    progress.requests = 19'540;
    progress.tally.done = 6000;
    progress.tally.failed = 3;
    progress.tally.inFlight = 98;
    const QString line = liveCapacityLine(progress, width);
    QVERIFY2(line.size() <= width, qPrintable(line));
    if (width == 200)
        QCOMPARE(line, QString::fromUtf8("step 5: 977/s again, 6.3 of 20.0 s · 6003/19540 · 98 in flight · 3 failed"));
}

void TestCapacity::aStepIsALine()
{
    const CapacityPlan plan = parsed("--expect|p95 < 200ms").options.plan();
    CapacityStep step;
    step.rate = 977;
    step.length = 20s;
    step.expectations = {{plan.objectives.first(), 150e6, 19'540, ThresholdVerdict::Held, VerdictReason::Limit}};
    QCOMPARE(capacityStepLine(plan, step, 5), QStringLiteral("step 5: 977/s for 20.0 s held: p95 150 ms"));
    step.verdict = StepVerdict::Crossed;
    step.expectations.first().verdict = ThresholdVerdict::Crossed;
    step.expectations.first().measured = 4390e6;
    step.health.verdict = LoadVerdict::TooFewLanes;
    QCOMPARE(capacityStepLine(plan, step, 6),
             QStringLiteral("step 6: 977/s for 20.0 s crossed: p95 is 4.39 s, over 200 ms; lanes full"));
}

/// From near to it, and with little to wait for, so that steps of one second tell 315 from 300.
void TestCapacity::findsWhatTheServerCanDo()
{
    const CliResult result = endOf(Search::Server);
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject answer = answerIn(result);
    QCOMPARE(answer.value(QLatin1String("end")).toString(), QStringLiteral("found"));
    QCOMPARE(answer.value(QLatin1String("limit")).toString(), QStringLiteral("server"));
    const double held = answer.value(QLatin1String("held_rate")).toDouble();
    QVERIFY2(held >= 285 && held <= 315, result.errors.constData());
    QVERIFY(answer.value(QLatin1String("percent_apart")).toDouble() <= 5);
    QVERIFY2(result.errors.contains("step 1: 235/s for 1.00 s held: p95 1"), result.errors.constData());
    QVERIFY2(result.errors.contains("/s is the highest rate that holds; "), result.errors.constData());
    QVERIFY(contents(folderOf(Search::Server, ".md")).contains("is the highest rate that holds"));
    QCOMPARE(everythingIn(folderOf(Search::Server, "")), QStringList());
}

void TestCapacity::doesNotCallTheClientsLimitTheServers_data()
{
    QTest::addColumn<Search>("search");
    QTest::addColumn<QByteArray>("advice");
    QTest::newRow("one lane") << Search::OneLane << QByteArray("Set --at-once to ");
    QTest::newRow("a strategy that has one") << Search::OneLaneByStrategy << QByteArray("Choose another --strategy");
}

void TestCapacity::doesNotCallTheClientsLimitTheServers()
{
    QFETCH(const Search, search);
    QFETCH(const QByteArray, advice);
    const CliResult result = endOf(search);
    QVERIFY2(result.exitCode == 3, result.errors.constData());
    const QJsonObject answer = answerIn(result);
    QCOMPARE(answer.value(QLatin1String("end")).toString(), QStringLiteral("found"));
    QCOMPARE(answer.value(QLatin1String("limit")).toString(), QStringLiteral("lanes"));
    QVERIFY(answer.value(QLatin1String("held_rate")).toDouble() <
            57); // 50 is what one lane can do, and 100 ms of a step's may wait
    QVERIFY2(result.errors.contains("This is the client's limit, and says nothing of the server's."),
             result.errors.constData());
    QVERIFY2(result.errors.contains("would have done") && result.errors.contains(advice), result.errors.constData());
}

void TestCapacity::saysThatNothingHolds()
{
    const CliResult result =
        search(QStringLiteral("practice:?latency=50ms"),
               {QStringLiteral("--expect"), QStringLiteral("p50 < 10ms"), QStringLiteral("--duration"),
                QStringLiteral("500ms"), QStringLiteral("--from"), QStringLiteral("40/s")});
    QVERIFY2(result.exitCode == 4, result.errors.constData());
    QCOMPARE(answerIn(result).value(QLatin1String("end")).toString(), QStringLiteral("nothing-held"));
    QVERIFY2(result.errors.contains("Not even 40.0/s holds: p50 is 5") ||
                 result.errors.contains("Not even 40/s holds: p50 is 5"),
             result.errors.constData());
}

void TestCapacity::namesWhatNeverAnswers()
{
    const CliResult result =
        search(QStringLiteral("http://127.0.0.1:1/"), {QStringLiteral("--expect"), QStringLiteral("p50 < 10ms")});
    QVERIFY2(result.exitCode == 3, result.errors.constData());
    QVERIFY2(result.errors.contains("None of the first ") && result.errors.contains("127.0.0.1"),
             result.errors.constData());
    QVERIFY(objectFrom(result.output).value(QLatin1String("steps")).toArray().isEmpty());
}

void TestCapacity::refusesBadUsage()
{
    const CliResult result = runCli({QStringLiteral("capacity")});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.errors.contains("at least one --expect") && result.errors.contains("help capacity"));
    const CliResult help = runCli({QStringLiteral("help"), QStringLiteral("capacity")});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains("--expect"));
    const CliResult unwritable =
        runCli({QStringLiteral("capacity"), QStringLiteral("--expect"), QStringLiteral("p95 < 1s"),
                QStringLiteral("--json"), QStringLiteral("/no/such/folder/file")});
    QCOMPARE(unwritable.exitCode, 1);
}

void TestCapacity::refusesRemoteHosts()
{
    const CliResult result = runCli({QStringLiteral("capacity"), QStringLiteral("http://www.example.com/"),
                                     QStringLiteral("--expect"), QStringLiteral("p95 < 1s")});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains("1024 at once, to www.example.com") && result.errors.contains("--allow-remote"),
             result.errors.constData());
}

void TestCapacity::stopsOnSignals_data()
{
    addStopSignals();
}

void TestCapacity::stopsOnSignals()
{
    QFETCH(const int, signalNumber);
    QFETCH(const int, exitCode);
    QProcess process;
    startCli(process, {QStringLiteral("capacity"), QStringLiteral("practice:?latency=5ms"), QStringLiteral("--expect"),
                       QStringLiteral("p50 < 1s"), QStringLiteral("--from"), QStringLiteral("40/s"),
                       QStringLiteral("--duration"), QStringLiteral("500ms"), QStringLiteral("--work-dir"), m_workDir,
                       QStringLiteral("--json"), QStringLiteral("-")});
    const QByteArray errors = errorsUntil(process, "step 1: ");
    QVERIFY2(errors.contains("step 1: "), errors.constData());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signalNumber), 0);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), exitCode);
    const QJsonObject json = objectFrom(process.readAllStandardOutput());
    QVERIFY(json.value(QLatin1String("stopped")).toBool());
    QVERIFY(!json.value(QLatin1String("steps")).toArray().isEmpty());
    QVERIFY(!json.value(QLatin1String("answer")).toObject().contains(QLatin1String("end")));
    QCOMPARE(everythingIn(m_workDir), QStringList());
}

void TestCapacity::keepsSecrets()
{
    const CliResult result = search(QStringLiteral("http://user:hunter2@127.0.0.1:1/?token=hunter2"),
                                    {QStringLiteral("--expect"), QStringLiteral("p50 < 10ms")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY(!result.output.contains("hunter2") && !result.errors.contains("hunter2"));
}

QTEST_GUILESS_MAIN(TestCapacity)
#include "tst_capacity.moc"
