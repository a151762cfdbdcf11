// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of runs, comparisons and searches, and what `history` does with it.
#include "support/cliprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fiftyfold::test;

namespace {

CliResult history(const QStringList &arguments)
{
    return runCli(QStringList(QStringLiteral("history")) + arguments);
}

} // namespace

class TestCliHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void keepsListsShowsAndExports();
    void marksWhatWasNotVerified();
    void labelsPinsAndRemoves();
    void letsRequestsGo();
    void keepsComparisonsAndSearches();
    void keepsNothingUnasked();
    void saysWhatIsNotThere();
    void anUnwritableHistoryIsNoFailedRun();
    void whatIsCalledSomethingHasToBeKept();
    void refuses_data();
    void refuses();

private:
    CliResult run(const QStringList &arguments, const QString &command = QStringLiteral("run"))
    {
        return runCli(QStringList(command) + arguments +
                      QStringList{QStringLiteral("--progress"), QStringLiteral("none")});
    }
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }
    QByteArray list(const QStringList &arguments = {})
    {
        const CliResult listed = history(QStringList(QStringLiteral("list")) + arguments);
        return listed.exitCode == 0 ? listed.output : listed.errors;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliHistory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("FIFTYFOLD_HISTORY", inFolder(QStringLiteral("history.sqlite")).toLocal8Bit()); // of what is started here
}

void TestCliHistory::keepsListsShowsAndExports()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    QCOMPARE(run({QStringLiteral("-n"), QStringLiteral("5")}).exitCode, 0);
    const CliResult second =
        run({QStringLiteral("practice:?fail=0.5&latency=1ms"), QStringLiteral("--label"), QStringLiteral("half of it"),
             QStringLiteral("--json"), json, QStringLiteral("--expect"), QStringLiteral("p50 < 10s")});
    QVERIFY(second.exitCode == 3 || second.exitCode == 0);
    QCOMPARE(
        run({QStringLiteral("-n"), QStringLiteral("7"), QStringLiteral("--strategy"), QStringLiteral("sequential")})
            .exitCode,
        0);

    const QByteArray all = list();
    QVERIFY2(all.contains("practice:?") || all.contains("practice:robots"), all.constData()); // not where that was
    QVERIFY2(all.contains("3 of 3 that are kept."), all.constData());
    QVERIFY2(all.indexOf("sequential") < all.indexOf("half of it"), all.constData()); // the newest first
    QVERIFY(list({QStringLiteral("--limit"), QStringLiteral("2")}).contains("2 of 3 that are kept."));
    QVERIFY(list({QStringLiteral("half")}).contains("1 of 3 that are kept."));
    QVERIFY(list({QStringLiteral("--kind"), QStringLiteral("comparison")}).contains("None of the 3 that are kept."));

    const CliResult shown = history({QStringLiteral("show"), QStringLiteral("half of it")});
    QCOMPARE(shown.errors, QByteArray());
    QVERIFY(shown.output.contains("half of it"));
    QVERIFY2(shown.output.endsWith(second.errors), shown.output.constData()); // as the run itself said

    const QString exported = inFolder(QStringLiteral("exported.json"));
    const QString csv = inFolder(QStringLiteral("exported.csv"));
    const CliResult written = history({QStringLiteral("export"), QStringLiteral("half of it"), QStringLiteral("--json"),
                                       exported, QStringLiteral("--csv"), csv});
    QCOMPARE(written.errors, QByteArray());
    QCOMPARE(objectFrom(contents(exported)), objectFrom(contents(json)));
    QCOMPARE(contents(csv).count('\n'), 51);
    const CliResult last =
        history({QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--summary"), QStringLiteral("-")});
    QCOMPARE(objectFrom(last.output)[QLatin1String("plan")][QLatin1String("requests")].toInt(), 7);
}

void TestCliHistory::marksWhatWasNotVerified()
{
    QCOMPARE(run({QStringLiteral("-n"), QStringLiteral("2")}).exitCode, 0);
    QVERIFY(!list().contains("certificates"));
    const CliResult insecure = run({QStringLiteral("-n"), QStringLiteral("2"), QStringLiteral("--insecure"),
                                    QStringLiteral("--openmetrics"), QStringLiteral("-")});
    QCOMPARE(insecure.exitCode, 0);
    QVERIFY2(insecure.output.contains("certificates=\"not verified\""), insecure.output.constData());
    QVERIFY2(list().contains("TLS certificates were not verified"), list().constData());
}

void TestCliHistory::labelsPinsAndRemoves()
{
    QCOMPARE(
        run({QStringLiteral("-n"), QStringLiteral("2"), QStringLiteral("--label"), QStringLiteral("one")}).exitCode, 0);
    QCOMPARE(run({QStringLiteral("-n"), QStringLiteral("2")}).exitCode, 0);
    QCOMPARE(history({QStringLiteral("label"), QStringLiteral("last"), QStringLiteral("two, token=hunter2")}).exitCode,
             0);
    for (const char *label : {"last", " last ", "0123456789abcdef"}) {
        QCOMPARE(history({QStringLiteral("label"), QStringLiteral("one"), QLatin1String(label)}).exitCode, 2);
        const CliResult refused =
            run({QStringLiteral("-n"), QStringLiteral("2"), QStringLiteral("--label"), QLatin1String(label)});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("--label takes a text that is not empty, got \""), refused.errors.constData());
    }
    QCOMPARE(history({QStringLiteral("pin"), QStringLiteral("one"), QStringLiteral("last")}).exitCode, 0);
    QVERIFY(list({QStringLiteral("--pinned")}).contains("2 of 2 that are kept."));
    QCOMPARE(history({QStringLiteral("unpin"), QStringLiteral("one")}).exitCode, 0);
    const QByteArray pinned = list({QStringLiteral("--pinned")});
    QVERIFY2(pinned.contains("1 of 2 that are kept.") && pinned.contains("two, token="), pinned.constData());
    QVERIFY(!pinned.contains("hunter2"));
    // Nothing is removed where one of the names is wrong.
    QCOMPARE(history({QStringLiteral("remove"), QStringLiteral("one"), QStringLiteral("three")}).exitCode, 1);
    QVERIFY(list().contains("2 of 2 that are kept."));
    QCOMPARE(history({QStringLiteral("remove"), QStringLiteral("one"), QStringLiteral("last")}).exitCode, 0);
    QVERIFY(list().contains("0 of 0 that are kept."));
}

void TestCliHistory::letsRequestsGo()
{
    for (const char *label : {"old", "new"})
        QCOMPARE(
            run({QStringLiteral("-n"), QStringLiteral("20"), QStringLiteral("--label"), QLatin1String(label)}).exitCode,
            0);
    QCOMPARE(history({QStringLiteral("pin"), QStringLiteral("new")}).exitCode, 0);
    const CliResult pruned = history({QStringLiteral("prune"), QStringLiteral("--size"), QStringLiteral("1B")});
    QVERIFY2(pruned.output.startsWith("The requests of 1 run went, "), pruned.output.constData());
    QVERIFY2(pruned.output.contains("Those of pinned runs stay, ") &&
                 pruned.output.endsWith(", which is more than 1 byte.\n"),
             pruned.output.constData());
    const CliResult large = history({QStringLiteral("prune"), QStringLiteral("--size"), QStringLiteral("1TiB")});
    QVERIFY2(large.output.startsWith("No requests had to go. All that are kept take "), large.output.constData());
    const CliResult figures = history({QStringLiteral("show"), QStringLiteral("old")});
    QVERIFY(figures.output.contains("Its requests are not kept any more"));
    QVERIFY(figures.output.contains("20 of 20"));
    QVERIFY(!history({QStringLiteral("show"), QStringLiteral("new")}).output.contains("not kept any more"));
    const CliResult csv =
        history({QStringLiteral("export"), QStringLiteral("old"), QStringLiteral("--csv"), QStringLiteral("-")});
    QCOMPARE(csv.exitCode, 1);
    QVERIFY2(csv.errors.contains("--csv needs the requests of "), csv.errors.constData());
    QCOMPARE(
        history({QStringLiteral("export"), QStringLiteral("old"), QStringLiteral("--markdown"), QStringLiteral("-")})
            .exitCode,
        0);
    QCOMPARE(history({QStringLiteral("unpin"), QStringLiteral("new")}).exitCode, 0);
    const CliResult none = history({QStringLiteral("prune"), QStringLiteral("--size"), QStringLiteral("0")});
    QVERIFY2(none.output.startsWith("The requests of 1 run went, ") &&
                 none.output.endsWith(". None are kept from now on.\n"),
             none.output.constData());
}

void TestCliHistory::keepsComparisonsAndSearches()
{
    const QString json = inFolder(QStringLiteral("comparison.json"));
    QCOMPARE(
        run({QStringLiteral("practice:?latency=1ms"), QStringLiteral("-n"), QStringLiteral("4"),
             QStringLiteral("--strategies"), QStringLiteral("sequential,async"), QStringLiteral("--rounds"),
             QStringLiteral("2"), QStringLiteral("--json"), json, QStringLiteral("--label"), QStringLiteral("of two")},
            QStringLiteral("compare"))
            .exitCode,
        0);
    const CliResult shown = history({QStringLiteral("show"), QStringLiteral("of two")});
    QVERIFY2(shown.output.contains("sequential") && shown.output.contains("| "), shown.output.constData());
    const CliResult exported =
        history({QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(objectFrom(exported.output), objectFrom(contents(json)));
    const CliResult csv =
        history({QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--csv"), QStringLiteral("-")});
    QVERIFY2(csv.exitCode == 0 && csv.output.contains("\"sequential\","), csv.errors.constData());
    const CliResult junit =
        history({QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--junit"), QStringLiteral("-")});
    QVERIFY2(junit.errors.contains("is no run but a comparison: there are --markdown, --html, --csv and --json of it."),
             junit.errors.constData());
    const CliResult html =
        history({QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--html"), QStringLiteral("-")});
    QVERIFY2(html.exitCode == 0 && html.output.contains("<svg"), html.errors.constData());

    run({QStringLiteral("practice:?latency=1ms"), QStringLiteral("--duration"), QStringLiteral("100ms"),
         QStringLiteral("--from"), QStringLiteral("1000/s"), QStringLiteral("--expect"), QStringLiteral("max < 1us")},
        QStringLiteral("capacity"));
    const QByteArray searches = list({QStringLiteral("--kind"), QStringLiteral("capacity")});
    QVERIFY2(searches.contains("1 of 2 that are kept."), searches.constData());
}

void TestCliHistory::keepsNothingUnasked()
{
    QCOMPARE(run({QStringLiteral("-n"), QStringLiteral("2"), QStringLiteral("--no-history")}).exitCode, 0);
    qputenv("FIFTYFOLD_HISTORY", "none");
    QCOMPARE(run({QStringLiteral("-n"), QStringLiteral("2")}).exitCode, 0);
    QCOMPARE(everythingIn(m_folder->path()), QStringList());
    const CliResult listed = history({QStringLiteral("list")});
    QCOMPARE(listed.exitCode, 1);
    QVERIFY(listed.errors.contains("there is no history"));
    const CliResult labelled =
        run({QStringLiteral("-n"), QStringLiteral("2"), QStringLiteral("--label"), QStringLiteral("of none")});
    QCOMPARE(labelled.exitCode, 0);
    QVERIFY2(labelled.errors.contains("--label names nothing, as nothing is kept: FIFTYFOLD_HISTORY is \"none\"."),
             labelled.errors.constData());
}

void TestCliHistory::saysWhatIsNotThere()
{
    const QString nowhere = inFolder(QStringLiteral("no/such/folder/history.sqlite"));
    qputenv("FIFTYFOLD_HISTORY", nowhere.toLocal8Bit());
    for (const char *verb : {"list", "show last", "pin last", "export last --json -"}) {
        const CliResult missing = history(QString::fromLatin1(verb).split(QLatin1Char(' ')));
        QCOMPARE(missing.exitCode, 1);
        QVERIFY2(missing.errors.contains("there is no history " + nowhere.toUtf8()), missing.errors.constData());
    }
    qunsetenv("FIFTYFOLD_HISTORY");
    qputenv("XDG_DATA_HOME", m_folder->path().toLocal8Bit());
    QVERIFY2(list().contains("0 of 0 that are kept."), list().constData());
    QCOMPARE(everythingIn(m_folder->path()), QStringList());

    const CliResult empty = history({QStringLiteral("show"), QStringLiteral("last")});
    QCOMPARE(empty.exitCode, 1);
    QVERIFY2(empty.errors.contains("The history is empty."), empty.errors.constData());
    const CliResult label = history({QStringLiteral("pin"), QStringLiteral("nightly")});
    QCOMPARE(label.exitCode, 1);
    QVERIFY2(label.errors.contains("None in the history has the label \"nightly\"."), label.errors.constData());
}

void TestCliHistory::anUnwritableHistoryIsNoFailedRun()
{
    QFile file(inFolder(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    qputenv("FIFTYFOLD_HISTORY", (file.fileName() + QLatin1String("/history.sqlite")).toLocal8Bit());
    const CliResult done = run({QStringLiteral("-n"), QStringLiteral("2")});
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.errors.contains("fiftyfold-cli: not kept in the history. The history can't be kept in "),
             done.errors.constData());
}

void TestCliHistory::whatIsCalledSomethingHasToBeKept()
{
    QFile file(inFolder(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    qputenv("FIFTYFOLD_HISTORY", (file.fileName() + QLatin1String("/history.sqlite")).toLocal8Bit());
    const QStringList labelled = {QStringLiteral("--label"), QStringLiteral("nightly")};
    const QStringList two = {QStringLiteral("practice:?latency=1ms"), QStringLiteral("-n"), QStringLiteral("2")};
    const CliResult done = run(two + labelled);
    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.errors.contains("fiftyfold-cli: not kept in the history. "), done.errors.constData());
    const QStringList strategies = {QStringLiteral("--strategies"), QStringLiteral("sequential,async"),
                                    QStringLiteral("--rounds"), QStringLiteral("2")};
    QCOMPARE(run(two + strategies + labelled, QStringLiteral("compare")).exitCode, 1);
    QCOMPARE(run(two + strategies, QStringLiteral("compare")).exitCode, 0);
}

void TestCliHistory::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, const QStringList &arguments, const char *sentence) {
        QTest::newRow(name) << arguments << QByteArray(sentence);
    };
    row("nothing", {}, "history takes one of list, show, label, pin, unpin, export, remove, prune, got nothing.");
    row("another verb", {QStringLiteral("drop")}, "prune, got \"drop\".");
    row("no name", {QStringLiteral("show")}, "history show takes one or more of the history");
    row("no label", {QStringLiteral("label"), QStringLiteral("last")},
        "and its new label, which may be empty: '', got 1.");
    row("no file", {QStringLiteral("export"), QStringLiteral("last")},
        "history export takes at least one file to write");
    row("the same file",
        {QStringLiteral("export"), QStringLiteral("last"), QStringLiteral("--json=-"), QStringLiteral("--csv=-")},
        "take a file each, got - (standard output) twice.");
    row("an option of another", {QStringLiteral("show"), QStringLiteral("last"), QStringLiteral("--limit=3")},
        "history show takes no --limit, which is an option of history list.");
    row("a kind", {QStringLiteral("list"), QStringLiteral("--kind=all")},
        "--kind takes run, comparison or capacity, got \"all\".");
    row("a size", {QStringLiteral("prune"), QStringLiteral("--size=much")},
        "--size takes a size such as 500MiB or 2GiB");
    row("a limit", {QStringLiteral("list"), QStringLiteral("--limit=0")},
        "--limit takes a whole number from 1 to 1000000");
}

void TestCliHistory::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, sentence);
    const CliResult refused = history(arguments);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errors.contains(sentence), refused.errors.constData());
    QCOMPARE(everythingIn(m_folder->path()), QStringList());
}

QTEST_GUILESS_MAIN(TestCliHistory)
#include "tst_clihistory.moc"
