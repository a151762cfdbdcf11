// SPDX-License-Identifier: GPL-3.0-or-later
// One run held against another: `diff`, and `run --baseline`.
#include "records/schemacheck.h"
#include "support/cliprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <tuple>

using namespace fiftyfold::test;

namespace {

/// As few requests at the practice server as can be held against others, twenty at once. They are spread so widely, the
/// same way in each run, that what else the machine does makes no difference between two of them.
QStringList runAt(const char *latency)
{
    return {QStringLiteral("run"), QStringLiteral("practice:?jitter=40ms&latency=") + QLatin1String(latency),
            QStringLiteral("-n100"), QStringLiteral("-c20"), QStringLiteral("--progress=none")};
}

QStringList keysIn(const QJsonObject &compared)
{
    QStringList keys;
    const QJsonArray obstacles = compared.value(QLatin1String("obstacles")).toArray();
    for (const QJsonValue obstacle : obstacles)
        keys.append(obstacle[QLatin1String("what")].toString());
    return keys;
}

} // namespace

class TestCliDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void twiceTheSame();
    void twiceAsLong();
    void otherPlans();
    void writesForms();
    void ofAnotherProgram();
    void readsStandardInput();
    void saysWhatItCantRead();
    void refusesUsage_data();
    void refusesUsage();

    void aRunAgainstItsBaseline_data();
    void aRunAgainstItsBaseline();
    void reportsToGitHub();
    void aBaselineOfTheHistory();
    void aBaselineThatCantBeRead();
    void comparisons();
    void comparisonsAndRuns();

private:
    QString inFolder(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    CliResult diff(const QStringList &arguments) const
    {
        return runCli(QStringList(QStringLiteral("diff")) + arguments);
    }

    QTemporaryDir m_folder;
    QString m_base; ///< Records of 100 ms, of 100 ms again, of 200 ms.
    QString m_same;
    QString m_slower;
};

void TestCliDiff::initTestCase()
{
    QVERIFY(m_folder.isValid());
    std::array<QProcess, 3> runs; // side by side
    auto run = runs.begin();
    for (const auto &[latency, name, path] :
         {std::tuple("100ms", "base.json", &m_base), std::tuple("100ms", "same.json", &m_same),
          std::tuple("200ms", "slower.json", &m_slower)}) {
        *path = inFolder(name);
        startCli(*run++, runAt(latency) + QStringList{QStringLiteral("--json"), *path});
    }
    for (QProcess &one : runs) {
        QVERIFY(one.waitForFinished(cliDeadlineMs));
        QVERIFY2(one.exitCode() == 0, one.readAllStandardError().constData());
    }
}

void TestCliDiff::twiceTheSame()
{
    const CliResult said = diff({m_base, m_same});
    QVERIFY2(said.output.contains("\nno difference seen: the median response time is "), said.output.constData());
    QCOMPARE(said.errors, QByteArray());
    QCOMPARE(said.exitCode, 0);
}

void TestCliDiff::twiceAsLong()
{
    const CliResult slower = diff({m_base, m_slower});
    QVERIFY2(slower.output.contains("\nslower: the median response time is "), slower.output.constData());
    QCOMPARE(slower.exitCode, 4);
    const CliResult faster = diff({m_slower, m_base});
    QVERIFY2(faster.output.contains("\nfaster: the median response time is "), faster.output.constData());
    QCOMPARE(faster.exitCode, 0);
}

/// The list of what differs; the figures only where they are asked for.
void TestCliDiff::otherPlans()
{
    const QString other = inFolder("other.json");
    QCOMPARE(runCli(runAt("100ms") + QStringList{QStringLiteral("-c10"), QStringLiteral("--timeout=9s"),
                                                 QStringLiteral("--json"), other})
                 .exitCode,
             0);
    const CliResult said = diff({m_base, other});
    QCOMPARE(said.exitCode, 0);
    QVERIFY2(said.output.contains("not comparable:\n  --at-once: 20 against 10\n  --timeout: 10s against 9s\n"),
             said.output.constData());
    QVERIFY2(!said.output.contains("p95"), said.output.constData());
    QCOMPARE(diff({QStringLiteral("--strict"), m_base, other}).exitCode, 4);
    const CliResult anyway = diff({QStringLiteral("--anyway"), m_base, other});
    QCOMPARE(anyway.exitCode, 0);
    QVERIFY2(anyway.output.contains("p95") && anyway.output.contains("not comparable:\n"), anyway.output.constData());
}

void TestCliDiff::writesForms()
{
    const QString markdown = inFolder("diff.md");
    const CliResult said =
        diff({QStringLiteral("--json"), QStringLiteral("-"), QStringLiteral("--markdown"), markdown, m_base, m_slower});
    QCOMPARE(said.exitCode, 4);
    QVERIFY2(said.errors.contains("slower: "), said.errors.constData()); // where standard output is taken
    const QJsonObject json = objectFrom(said.output);
    QCOMPARE(json.value(QLatin1String("verdict")).toString(), QStringLiteral("slower"));
    const QJsonObject schema = objectFrom(contents(QStringLiteral(FIFTYFOLD_DIFF_SCHEMA)));
    const QJsonObject parts = schema.value(QLatin1String("$defs")).toObject();
    QCOMPARE(strangers(schema, json), QStringList());
    for (const char *run : {"baseline", "run"})
        QCOMPARE(strangers(parts.value(QLatin1String("run")).toObject(), json.value(QLatin1String(run)).toObject()),
                 QStringList());
    const QJsonArray figures = json.value(QLatin1String("figures")).toArray();
    QCOMPARE(figures.size(), 7);
    for (const QJsonValue figure : figures)
        QCOMPARE(strangers(parts.value(QLatin1String("compared")).toObject(), figure.toObject()), QStringList());
    const double ratio = figures.first()[QLatin1String("ratio")].toDouble();
    QVERIFY2(ratio > 1.7 && ratio < 2.3, qPrintable(QString::number(ratio)));
    const QByteArray text = contents(markdown);
    QVERIFY2(text.contains("B against A: **slower**: ") && text.contains("\n| p50 | "), text.constData());

    const CliResult byName = diff({QStringLiteral("--json=/dev/stdout"), m_base, m_slower});
    QCOMPARE(objectFrom(byName.output), json);
}

void TestCliDiff::ofAnotherProgram()
{
    const QString hey = QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/hey.csv");
    const CliResult said = diff({QStringLiteral("--json"), QStringLiteral("-"), hey, m_base});
    QCOMPARE(said.exitCode, 0);
    const QJsonObject json = objectFrom(said.output);
    QCOMPARE(json.value(QLatin1String("verdict")).toString(), QStringLiteral("not-comparable"));
    QVERIFY2(keysIn(json).contains(QLatin1String("tool")), said.output.constData());
    const CliResult anyway = diff({QStringLiteral("--anyway"), hey, m_base});
    QVERIFY2(anyway.output.contains("measured by: hey against Fiftyfold"), anyway.output.constData());
    QVERIFY2(anyway.output.contains("\np50 "), anyway.output.constData());
    const QString uncounted = QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/hyperfine.csv");
    const CliResult told = diff({QStringLiteral("--json"), QStringLiteral("-"), uncounted, m_base});
    const QJsonObject untold = objectFrom(told.output);
    QVERIFY2(!untold.value(QLatin1String("baseline")).toObject().contains(QLatin1String("done")),
             told.output.constData());
    QVERIFY2(!keysIn(untold).contains(QLatin1String("requests")), told.output.constData());
}

void TestCliDiff::readsStandardInput()
{
    QProcess process;
    process.setStandardInputFile(m_slower);
    process.start(QStringLiteral(FIFTYFOLD_BIN_DIR "/fiftyfold-cli"),
                  {QStringLiteral("diff"), m_base, QStringLiteral("-")});
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 4);
    QVERIFY(process.readAllStandardOutput().contains("B  standard input, "));
}

void TestCliDiff::saysWhatItCantRead()
{
    const CliResult said = diff({inFolder("none.json"), inFolder("neither.json")});
    QCOMPARE(said.exitCode, 1);
    QVERIFY2(said.errors.contains("none.json: ") && said.errors.contains("neither.json: "), said.errors.constData());
    QCOMPARE(diff({m_base, m_same, QStringLiteral("--json"), inFolder("no/such/folder.json")}).exitCode, 1);
}

void TestCliDiff::refusesUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("one file") << QStringList(QStringLiteral("a.json"))
                              << QByteArray("diff takes two, the baseline and");
    QTest::newRow("three") << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}
                           << QByteArray("got 3.");
    QTest::newRow("standard input twice")
        << QStringList{QStringLiteral("-"), QStringLiteral("-")} << QByteArray("got - twice");
    QTest::newRow("another option") << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("--anway")}
                                    << QByteArray("--anyway");
    QTest::newRow("two files into one") << QStringList{QStringLiteral("a"), QStringLiteral("b"),
                                                       QStringLiteral("--json=-"), QStringLiteral("--markdown=-")}
                                        << QByteArray("--json and --markdown take a file each");
    QTest::newRow("standard output by both its names")
        << QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("--json=-"),
                       QStringLiteral("--markdown=/dev/stdout")}
        << QByteArray("got - (standard output) twice");
    QTest::newRow("and by its number") << QStringList{QStringLiteral("a"), QStringLiteral("b"),
                                                      QStringLiteral("--json=/proc/self/fd/1"),
                                                      QStringLiteral("--markdown=/dev/fd/1")}
                                       << QByteArray("got - (standard output) twice");
    QVERIFY(QFile::exists(m_base) && QFile::link(m_base, inFolder("link.json")));
    QTest::newRow("a file and a link to it")
        << QStringList{QStringLiteral("a"),          QStringLiteral("b"),  QStringLiteral("--json"), m_base,
                       QStringLiteral("--markdown"), inFolder("link.json")}
        << QByteArray("--json and --markdown take a file each");
    QTest::newRow("over what it reads") << QStringList{m_base, m_same, QStringLiteral("--json"), inFolder("link.json")}
                                        << QByteArray("--json and --markdown take a file that diff does not read, got");
}

void TestCliDiff::refusesUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    const CliResult result = diff(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains(said), result.errors.constData());
}

void TestCliDiff::aRunAgainstItsBaseline_data()
{
    QTest::addColumn<QString>("latency");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("result"); ///< In JUnit XML.
    const QString usual = QStringLiteral("100ms");
    const QStringList otherLoad{QStringLiteral("-c10")};
    QTest::newRow("the same") << usual << QStringList() << 0 << QStringLiteral("no-difference") << QString();
    QTest::newRow("slower") << QStringLiteral("200ms") << QStringList() << 4 << QStringLiteral("slower")
                            << QStringLiteral("<failure type=\"baseline\"");
    QTest::newRow("another load") << usual << otherLoad << 0 << QStringLiteral("not-comparable")
                                  << QStringLiteral("<skipped message=\"not comparable: --at-once: 20 against 10\"");
    QTest::newRow("another load, strict")
        << usual << (otherLoad + QStringList(QStringLiteral("--strict"))) << 4 << QStringLiteral("not-comparable")
        << QStringLiteral("<failure type=\"baseline\"");
}

void TestCliDiff::aRunAgainstItsBaseline()
{
    QFETCH(const QString, latency);
    QFETCH(const QStringList, options);
    QFETCH(const int, exitCode);
    QFETCH(const QString, verdict);
    QFETCH(const QString, result);
    const QString json = inFolder("run.json");
    const QString junit = inFolder("run.xml");
    const QString markdown = inFolder("run.md");
    const CliResult run = runCli(runAt(qPrintable(latency)) + options +
                                 QStringList{QStringLiteral("--baseline"), m_base, QStringLiteral("--json"), json,
                                             QStringLiteral("--junit"), junit, QStringLiteral("--markdown"), markdown,
                                             QStringLiteral("--html"), inFolder("run.html")});
    QVERIFY2(run.exitCode == exitCode, run.errors.constData());
    QVERIFY2(run.errors.contains("against base.json\n"), run.errors.constData());
    const QJsonObject baseline = objectFrom(contents(json)).value(QLatin1String("baseline")).toObject();
    QCOMPARE(baseline.value(QLatin1String("verdict")).toString(), verdict);
    QVERIFY2(contents(junit).contains(result.toUtf8()), contents(junit).constData());
    QVERIFY2(contents(markdown).contains("Against base.json: **"), contents(markdown).constData());
    const QByteArray html = contents(inFolder("run.html"));
    const QByteArray words = QString(verdict)
                                 .replace(QLatin1String("no-difference"), QLatin1String("no difference seen"))
                                 .replace(QLatin1Char('-'), QLatin1Char(' '))
                                 .toUtf8();
    QVERIFY2(html.contains(words + "</span>: ") && html.contains("that of the baseline, base.json"), html.constData());

    // The record tells it again.
    const CliResult shown = runCli({QStringLiteral("show"), json});
    QCOMPARE(QString::fromUtf8(shown.output), QString::fromUtf8(run.errors));
}

void TestCliDiff::reportsToGitHub()
{
    const QString summary = inFolder("summary.md");
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GITHUB_ACTIONS"), QStringLiteral("true"));
    environment.insert(QStringLiteral("GITHUB_STEP_SUMMARY"), summary);
    process.setProcessEnvironment(environment);
    startCli(process, runAt("200ms") + QStringList{QStringLiteral("--baseline"), m_base});
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 4);
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(said.startsWith("::error title=against base.json::slower: the median response time is "),
             said.constData());
    QVERIFY(contents(summary).contains("**slower**"));
}

void TestCliDiff::aBaselineOfTheHistory()
{
    qputenv("FIFTYFOLD_HISTORY", inFolder("history.sqlite").toLocal8Bit());
    const CliResult kept = runCli(runAt("100ms") + QStringList{QStringLiteral("--label"), QStringLiteral("base")});
    const CliResult slower = runCli(runAt("200ms") + QStringList{QStringLiteral("--baseline"), QStringLiteral("base")});
    const CliResult none = runCli(runAt("100ms") + QStringList{QStringLiteral("--baseline"), QStringLiteral("other")});
    const CliResult diffed = diff({QStringLiteral("base"), QStringLiteral("last")});
    const CliResult mixed = diff({m_slower, QStringLiteral("base")});
    const CliResult unknown = diff({QStringLiteral("base"), QStringLiteral("wrk.txt")});
    QFile file(inFolder("history.sqlite"));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(4'096, 'x')) == 4'096);
    file.close();
    const CliResult damaged =
        runCli(runAt("100ms") + QStringList{QStringLiteral("--baseline"), QStringLiteral("base")});
    qputenv("FIFTYFOLD_HISTORY", "none");
    const CliResult nowhere =
        runCli(runAt("100ms") + QStringList{QStringLiteral("--baseline"), QStringLiteral("base")});
    QVERIFY2(damaged.exitCode == 1 && damaged.errors.contains("history.sqlite is damaged."),
             damaged.errors.constData());
    QCOMPARE(contents(file.fileName()).count('x') >= 4'096, true); // it is left where it is
    QVERIFY2(nowhere.exitCode == 1 && nowhere.errors.contains("base is no file, and there is no history: "),
             nowhere.errors.constData());
    QVERIFY2(kept.exitCode == 0, kept.errors.constData());
    QVERIFY2(slower.exitCode == 4 && slower.errors.contains("against base\nslower: "), slower.errors.constData());
    QVERIFY2(none.exitCode == 1 && none.errors.contains("has the label \"other\""), none.errors.constData());
    QVERIFY2(diffed.exitCode == 4 && diffed.output.startsWith("A  base, ") &&
                 diffed.output.contains("\nB  practice:robots.txt?jitter=40ms&latency=200ms, "),
             diffed.output.constData());
    QVERIFY2(mixed.exitCode == 0 && mixed.output.contains("\nfaster: the median response time is "),
             mixed.output.constData());
    QVERIFY2(unknown.exitCode == 1 && unknown.errors.contains("wrk.txt is no file. None in the history has the label"),
             unknown.errors.constData());
}

/// It is looked at before anything is sent.
void TestCliDiff::aBaselineThatCantBeRead()
{
    const QString json = inFolder("unwritten.json");
    const CliResult run = runCli(runAt("100ms") + QStringList{QStringLiteral("--baseline"), inFolder("none.json"),
                                                              QStringLiteral("--json"), json});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.errors.contains("--baseline") && run.errors.contains("none.json"), run.errors.constData());
    QVERIFY(!QFile::exists(json));
}

/// Their entries, by their rounds.
void TestCliDiff::comparisons()
{
    const auto compare = [this](const char *latency, const char *name) {
        const CliResult run = runCli(
            {QStringLiteral("compare"), QStringLiteral("practice:?latency=") + QLatin1String(latency),
             QStringLiteral("-n20"), QStringLiteral("--strategies=sequential,async"), QStringLiteral("--rounds=4"),
             QStringLiteral("--progress=none"), QStringLiteral("--json"), inFolder(name)});
        QVERIFY2(run.exitCode == 0, run.errors.constData());
        // The record tells it again.
        const CliResult shown = runCli({QStringLiteral("show"), inFolder(name)});
        QCOMPARE(shown.exitCode, 0);
        QVERIFY2(shown.output.contains("sequential") && run.errors.contains(shown.output.left(400)),
                 shown.output.constData());
        QCOMPARE(runCli({QStringLiteral("show"), inFolder(name), QStringLiteral("--json"), QStringLiteral("-")}).output,
                 contents(inFolder(name)));
    };
    compare("10ms", "a.json");
    compare("30ms", "b.json");
    const QString markdown = inFolder("comparisons.md");
    const CliResult slower = diff({inFolder("a.json"), inFolder("b.json"), QStringLiteral("--json"),
                                   QStringLiteral("-"), QStringLiteral("--markdown"), markdown});
    QVERIFY2(slower.errors.contains("\nslower: sequential takes "), slower.errors.constData());
    QCOMPARE(slower.exitCode, 4);
    const QJsonObject json = objectFrom(slower.output);
    const QJsonObject schema = objectFrom(contents(QStringLiteral(FIFTYFOLD_DIFF_SCHEMA)));
    QCOMPARE(strangers(schema, json), QStringList());
    const QJsonObject entry = schema.value(QLatin1String("$defs")).toObject().value(QLatin1String("entry")).toObject();
    const QJsonArray entries = json.value(QLatin1String("entries")).toArray();
    QCOMPARE(entries.size(), 2);
    for (const QJsonValue one : entries)
        QCOMPARE(strangers(entry, one.toObject()), QStringList());
    QCOMPARE(entries[0][QLatin1String("verdict")].toString(), QStringLiteral("slower"));
    const double ratio = entries[0][QLatin1String("ratio")].toDouble();
    QVERIFY2(ratio > 2 && ratio < 3.5, slower.output.constData());
    QVERIFY2(contents(markdown).contains("**slower**: sequential takes "), contents(markdown).constData());
    const CliResult faster = diff({inFolder("b.json"), inFolder("a.json")});
    QVERIFY2(faster.output.contains("\nfaster: sequential takes ") && faster.exitCode == 0, faster.output.constData());
    const CliResult same = diff({inFolder("a.json"), inFolder("a.json")});
    QVERIFY2(same.output.contains("\nno difference seen\n") && same.exitCode == 0, same.output.constData());
}

void TestCliDiff::comparisonsAndRuns()
{
    const QString comparison = inFolder("a.json"); // of the test before
    QVERIFY(QFile::exists(comparison));
    const CliResult mixed = diff({m_base, comparison});
    QVERIFY2(mixed.errors.contains("a.json is the record of a comparison, and ") &&
                 mixed.errors.contains("diff takes two runs, or two comparisons."),
             mixed.errors.constData());
    QCOMPARE(mixed.exitCode, 1);
    const CliResult run = runCli(runAt("100ms") + QStringList{QStringLiteral("--baseline"), comparison});
    QVERIFY2(run.errors.contains("it is the record of a comparison, and that of a run was expected; "
                                 "\"fiftyfold-cli diff\" holds two comparisons against each other."),
             run.errors.constData());
    QCOMPARE(run.exitCode, 1);
}

QTEST_GUILESS_MAIN(TestCliDiff)
#include "tst_clidiff.moc"
