// SPDX-License-Identifier: GPL-3.0-or-later
// What scripts and CI get of thresholds: verdicts, exit codes, JUnit XML, GitHub's annotations.
#include "support/cliprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fiftyfold::test;

namespace {

/// Of "held crossed" in the order of the options.
QString verdictsIn(const QByteArray &json)
{
    QStringList verdicts;
    const QJsonArray expectations = objectFrom(json).value(QStringLiteral("expectations")).toArray();
    for (const QJsonValue expectation : expectations)
        verdicts.append(expectation[QLatin1String("verdict")].toString());
    return verdicts.join(QLatin1Char(' '));
}

/// `text`: options and values with | between.
QStringList split(const QString &text)
{
    return text.split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

CliResult runOnGitHub(const QStringList &arguments, const QString &summaryFile)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GITHUB_ACTIONS"), QStringLiteral("true"));
    environment.insert(QStringLiteral("GITHUB_STEP_SUMMARY"), summaryFile);
    process.setProcessEnvironment(environment);
    startCli(process, arguments);
    if (!process.waitForFinished(cliDeadlineMs))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class TestCliThresholds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void decidesTheExitCode_data();
    void decidesTheExitCode();
    void tellsBelowTheSummaryAsShowDoes();
    void unwrittenOutputsComeFirst();
    void aStoppedRunIsUndecided_data();
    void aStoppedRunIsUndecided();
    void writesJunitToStandardOutput();
    void writesJunitOfARunThatCannotStart();
    void reportsToGitHub();
    void tellsGitHubWhatWasNoGood();
    void leavesStandardOutputToWhatWasAskedFor();
    void survivesAStepWithoutSummary();

private:
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliThresholds::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliThresholds::decidesTheExitCode_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("verdicts");
    const auto row = [](const char *options, int exitCode, const char *verdicts) {
        QTest::newRow(options) << QString::fromLatin1(options) << exitCode << QString::fromLatin1(verdicts);
    };
    row("practice:?latency=1ms|-n20|--expect|max < 1h", 2, "");
    row("practice:?latency=1ms|-n20|--expect|max < 10m", 0, "held");
    row("practice:?latency=1ms|-n20|--expect|max < 10m|--strict", 0, "held");
    row("practice:?latency=1ms|-n20|--expect|min < 1us", 4, "crossed");
    row("practice:?latency=1ms|-n20|--expect|max < 10m|--expect|min<1us|--expect|rate>0/s", 4, "held crossed held");
    row("practice:?latency=1ms|-n20|--expect|p99.9 < 10m", 0, "undecided");
    row("practice:?latency=1ms|-n20|--expect|p99.9 < 10m|--strict", 4, "undecided");
    row("practice:?latency=1ms|-n20|--expect|tls.p50 < 10m", 4, "crossed");
    row("practice:?latency=1ms|-n20|--expect|lag < 10m", 4, "crossed");
    row("practice:?latency=1ms|-n20|--rate|1000/s|--expect|lag.max < 10m", 0, "held");
    // Requests that fail are a failure unless a threshold says how many may.
    row("practice:?status=503|-n20|--expect|elapsed < 10m", 3, "held");
    row("practice:?status=503|-n20|--expect|failed <= 100%", 0, "held");
    row("practice:?status=503|-n20|--expect|failed <= 20", 0, "held");
    row("practice:?status=503|-n20|--expect|failed < 20", 4, "crossed");
    row("practice:?status=503|-n20|--check|size 1..2|--expect|checks <= 0", 3, "held");
    row("practice:?size=100|-n20|--check|size 1..2|--expect|checks < 20", 4, "crossed");
    row("practice:?size=100|-n20|--check|size 1..2|--expect|checks <= 20", 3, "held");
    row("practice:?size=100|-n20|--check|size 1..2|--expect|checks <= 100%|--expect|failed<=20", 0, "held held");
    row("practice:?size=100|-n20|--expect|checks <= 0", 2, "");
    row("practice:?status=503|-n20|--expect|p50 < 10m", 4, "crossed");
    // What the end of a run cancels is no failure, unless nothing else came.
    row("practice:?latency=1h|-z100ms|--drain|1ms|--rate|50/s", 3, "");
    row("practice:?latency=1h|-z100ms|--drain|1ms", 3, "");
    row("practice:?latency=1ms|-z100ms|--drain|1ms", 0, "");
    row("practice:?status=503|-n20|--expect|failed <= 100%|--expect|p50 < 10m", 4, "held crossed");
}

void TestCliThresholds::decidesTheExitCode()
{
    QFETCH(const QString, options);
    QFETCH(const int, exitCode);
    QFETCH(const QString, verdicts);
    const CliResult result =
        runCli(QStringList{QStringLiteral("run"), QStringLiteral("--summary"), QStringLiteral("-")} + split(options));
    QVERIFY2(result.exitCode == exitCode, result.errors.constData());
    QCOMPARE(verdictsIn(result.output), verdicts);
}

void TestCliThresholds::tellsBelowTheSummaryAsShowDoes()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    const CliResult run = runCli(QStringList{QStringLiteral("run"), QStringLiteral("--json"), json} +
                                 split(QStringLiteral("practice:?status=503|-n20|--progress|none|--expect|failed<1%|"
                                                      "--expect|elapsed < 10m|--expect|p95<1s")));
    QCOMPARE(run.exitCode, 4);
    const QByteArray end = run.errors.mid(run.errors.indexOf("\nthresholds\n"));
    QVERIFY2(end.startsWith("\nthresholds\ncrossed      failed < 1%     100%\nheld         elapsed < 10 m  "),
             end.constData());
    QVERIFY2(end.endsWith("crossed      p95 < 1 s       no request was done, so there is no p95\n"), end.constData());
    const CliResult shown = runCli({QStringLiteral("show"), json});
    QCOMPARE(shown.exitCode, 0); // of a file that could be read
    QCOMPARE(QString::fromUtf8(shown.output), QString::fromUtf8(run.errors));
}

void TestCliThresholds::unwrittenOutputsComeFirst()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("there is no /dev/full");
    const CliResult result =
        runCli(split(QStringLiteral("run|practice:?latency=1ms|-n3|--expect|min < 1us|--junit|/dev/full")));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("/dev/full"), result.errors.constData());
    QVERIFY2(result.errors.contains("\ncrossed      min < 1 us"), result.errors.constData());
}

void TestCliThresholds::aStoppedRunIsUndecided_data()
{
    addStopSignals();
}

void TestCliThresholds::aStoppedRunIsUndecided()
{
    QFETCH(const int, signalNumber);
    const QString junit = inFolder(QStringLiteral("run.xml"));
    QProcess process;
    startCli(process,
             QStringList{QStringLiteral("run"), QStringLiteral("--junit"), junit} +
                 split(QStringLiteral("practice:?latency=60s|--timeout=2m|-c8|--progress=plain|--expect|p95 < 1us|"
                                      "--expect|elapsed < 10m|--strict|--summary|-")));
    QVERIFY(errorsUntil(process, "in flight").contains("8 in flight"));
    kill(static_cast<pid_t>(process.processId()), signalNumber);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QTEST(process.exitCode(), "exitCode");
    QCOMPARE(verdictsIn(process.readAllStandardOutput()), QStringLiteral("undecided undecided"));
    const QByteArray xml = contents(junit);
    QVERIFY2(xml.contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"3\""), xml.constData());
    QCOMPARE(xml.count("<skipped message=\"the run was stopped"), 3);
}

void TestCliThresholds::writesJunitToStandardOutput()
{
    const CliResult result =
        runCli(split(QStringLiteral("run|practice:?latency=1ms|-n20|--expect|min < 1us|--junit|-")));
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.output.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"fiftyfold\" "
                                      "tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"0\""),
             result.output.constData());
    QVERIFY2(result.output.endsWith("</testsuites>\n"), result.output.constData());
}

void TestCliThresholds::writesJunitOfARunThatCannotStart()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    const CliResult result = runCli(QStringList{QStringLiteral("run"), QStringLiteral("--json"), json} +
                                    split(QStringLiteral("--work-dir|/no/such/folder|--expect|p95 < 1s|--junit|-")));
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.output.contains("tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"2\""),
             result.output.constData());
    QVERIFY2(result.output.contains("name=\"run finished\" time=\"0.000\">\n      <error type=\"run\" message=\""),
             result.output.constData());
    QVERIFY(!QFile::exists(json));
}

void TestCliThresholds::reportsToGitHub()
{
    const QString summary = inFolder(QStringLiteral("summary.md"));
    QFile file(summary);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Of another step\n");
    file.close();
    const CliResult result =
        runOnGitHub(split(QStringLiteral("run|practice:?status=503|-n20|--expect|failed<1%|--expect|elapsed<10m|"
                                         "--expect|p95<1s")),
                    summary);
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(QString::fromUtf8(result.output),
             QStringLiteral("::error title=failed < 1%25::failed is 100%25, over 1%25\n"
                            "::error title=p95 < 1 s::no request was done, so there is no p95\n"));
    const QByteArray text = contents(summary);
    QVERIFY2(text.startsWith("# Of another step\n### GET `http://127.0.0.1:"), text.constData());
    QVERIFY2(text.contains("\n| failed &lt; 1% | **crossed** | failed is 100%, over 1% |\n"), text.constData());
    static const QRegularExpression elapsed(
        QStringLiteral("\\n\\| elapsed &lt; 10 m \\| held \\| elapsed is [0-9.]+ m?s \\|\\n"));
    QVERIFY2(elapsed.match(QString::fromUtf8(text)).hasMatch(), text.constData());

    const CliResult held = runOnGitHub(split(QStringLiteral("run|practice:?latency=1ms|-n3|--insecure")), summary);
    QCOMPARE(held.exitCode, 0);
    QCOMPARE(held.output, QByteArray());
    QVERIFY2(!text.contains("not verified") && contents(summary).contains("\n- TLS certificates were not verified"),
             contents(summary).constData());
    QCOMPARE(contents(summary).count("\n### GET "), 2);
}

void TestCliThresholds::tellsGitHubWhatWasNoGood()
{
    const QString summary = inFolder(QStringLiteral("summary.md"));
    const CliResult failed = runOnGitHub(split(QStringLiteral("run|practice:?status=503|-n3")), summary);
    QCOMPARE(failed.exitCode, 3);
    QVERIFY2(failed.output.startsWith("::error title=requests::3 of 3 failed, such as: "), failed.output.constData());
    QVERIFY(QFile::remove(summary));

    const CliResult behind =
        runOnGitHub(split(QStringLiteral("run|practice:?latency=50ms|-n60|--rate|300/s|-c|2")), summary);
    QCOMPARE(behind.exitCode, 0);
    const QByteArray text = contents(summary);
    QVERIFY2(text.contains(", asked at 300/s, strategy async\n\n**Too few lanes for this rate"), text.constData());
    for (const char *part : {"\n| response time | 60 | ", "\n| service time | 60 | ", "\n| lag | 60 | ",
                             "\n\\* too few requests for this percentile"})
        QVERIFY2(text.contains(part), text.constData());
}

void TestCliThresholds::leavesStandardOutputToWhatWasAskedFor()
{
    for (const char *name : {"-", "/dev/stdout"}) {
        const CliResult result =
            runOnGitHub(split(QStringLiteral("run|practice:?latency=1ms|-n20|--expect|min < 1us|--summary|%1")
                                  .arg(QLatin1String(name))),
                        QString());
        QCOMPARE(result.exitCode, 4);
        QCOMPARE(verdictsIn(result.output), QStringLiteral("crossed"));
        QVERIFY2(result.errors.contains("\n::error title=min < 1 us::min is "), result.errors.constData());
    }
}

/// It was not asked for, so the run is as good without it.
void TestCliThresholds::survivesAStepWithoutSummary()
{
    const CliResult result =
        runOnGitHub(split(QStringLiteral("run|practice:?latency=1ms|-n3")), QStringLiteral("/no/such/summary.md"));
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.errors.contains("GitHub's summary of the step could not be written to \"/no/such/summary.md\""),
             result.errors.constData());
}

QTEST_GUILESS_MAIN(TestCliThresholds)
#include "tst_clithresholds.moc"
