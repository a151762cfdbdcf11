// SPDX-License-Identifier: GPL-3.0-or-later
// Many requests in turn, and requests that each row makes another one of, as they reach an origin.
#include "support/cliprogram.h"
#include "support/scriptedorigin.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace fiftyfold::test;

namespace {

Script answersAll()
{
    return {ReadHead{}, ReadBody{}, Send{reply("200 OK", "x")}, Repeat{}};
}

/// "GET /a" of each.
QStringList askedOf(const ScriptedOrigin &origin)
{
    QStringList asked;
    const QList<QByteArray> heads = origin.heads();
    for (const QByteArray &head : heads)
        asked.append(QString::fromLatin1(head.left(head.indexOf(" HTTP/"))));
    return asked;
}

} // namespace

class TestCliTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksInTurn_data();
    void asksInTurn();
    void shuffledIsTheSameForASeed();
    void tellsFiguresOfEach();
    void rowsFillPlaces_data();
    void rowsFillPlaces();
    void lanesAreThoseOfTheRun();
    void whatIsNoPlaceIsLeftAlone();
    void asksThePracticeServerToo();
    void refuses_data();
    void refuses();
    void aFileThatCannotBeRead();

private:
    QString file(const char *name, const QByteArray &contents) const
    {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("no file");
        return file.fileName();
    }
    static QByteArray targetsOf(const ScriptedOrigin &origin)
    {
        const QByteArray at = "http://127.0.0.1:" + QByteArray::number(origin.port());
        return "# three\n" + at + "/a\nPOST " + at + "/b\n{\"method\":\"PUT\",\"url\":\"" + at +
               "/c\",\"headers\":{\"X-Kind\":\"odd\"},\"body\":\"hello\"}\n";
    }
    QTemporaryDir m_folder;
};

void TestCliTargets::asksInTurn_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("sequential") << QStringList{QStringLiteral("--strategy"), QStringLiteral("sequential")};
    QTest::newRow("processes") << QStringList{QStringLiteral("--strategy"), QStringLiteral("processes")};
    QTest::newRow("threads, open") << QStringList{QStringLiteral("--strategy"), QStringLiteral("threads"),
                                                  QStringLiteral("--rate"), QStringLiteral("500/s")};
    QTest::newRow("two threads") << QStringList{QStringLiteral("--threads"), QStringLiteral("2")};
}

void TestCliTargets::asksInTurn()
{
    QFETCH(const QStringList, arguments);
    const ScriptedOrigin origin(answersAll());
    const QString targets = file("targets", targetsOf(origin));
    const CliResult run =
        runCli(QStringList{QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("7"),
                           QStringLiteral("--targets"), targets, QStringLiteral("--json"), QStringLiteral("-")} +
               arguments);
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QStringList asked = askedOf(origin);
    asked.sort();
    QCOMPARE(asked, (QStringList{QStringLiteral("GET /a"), QStringLiteral("GET /a"), QStringLiteral("GET /a"),
                                 QStringLiteral("POST /b"), QStringLiteral("POST /b"), QStringLiteral("PUT /c"),
                                 QStringLiteral("PUT /c")}));
    QCOMPARE(origin.bodies().count("hello"), 2);
    const QJsonArray requests = objectFrom(run.output).value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 7);
    for (int i = 0; i < 7; ++i)
        QCOMPARE(requests[i].toObject().value(QStringLiteral("target")).toInt(), i % 3);
}

void TestCliTargets::shuffledIsTheSameForASeed()
{
    const auto orderOf = [this](const char *seed) {
        const ScriptedOrigin origin(answersAll());
        QByteArray lines;
        for (int i = 0; i < 9; ++i)
            lines += "http://127.0.0.1:" + QByteArray::number(origin.port()) + "/" + QByteArray::number(i) + "\n";
        const QString targets = file("many", lines);
        runCli({QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("9"), QStringLiteral("--strategy"),
                QStringLiteral("sequential"), QStringLiteral("--targets"), targets, QStringLiteral("--order"),
                QStringLiteral("shuffled"), QStringLiteral("--seed"), QLatin1String(seed)});
        return askedOf(origin);
    };
    const QStringList first = orderOf("5");
    QCOMPARE(QSet<QString>(first.begin(), first.end()).size(), 9); // each once
    QCOMPARE(orderOf("5"), first);
    QVERIFY(orderOf("6") != first);
}

void TestCliTargets::tellsFiguresOfEach()
{
    const ScriptedOrigin origin(answersAll());
    const QString targets = file("targets", targetsOf(origin));
    const QString record = m_folder.filePath(QStringLiteral("run.json"));
    const CliResult run =
        runCli({QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("6"), QStringLiteral("--targets"), targets,
                QStringLiteral("--json"), record, QStringLiteral("--csv"), QStringLiteral("-")});
    QCOMPARE(run.exitCode, 0);
    const QJsonObject plan = objectFrom(contents(record)).value(QStringLiteral("plan")).toObject();
    QCOMPARE(plan.value(QStringLiteral("targets")).toObject().value(QStringLiteral("count")).toInt(), 3);
    const QJsonArray each = objectFrom(contents(record))
                                .value(QStringLiteral("summary"))
                                .toObject()
                                .value(QStringLiteral("targets"))
                                .toArray();
    QCOMPARE(each.size(), 3);
    QVERIFY(each[1].toObject().value(QStringLiteral("name")).toString().startsWith(QLatin1String("POST http://")));
    QCOMPARE(each[1].toObject().value(QStringLiteral("done")).toInt(), 2);
    QVERIFY(each[1].toObject().value(QStringLiteral("response_ms")).toObject().value(QStringLiteral("p95")).isDouble());
    QVERIFY(run.output.split('\n').value(2).trimmed().endsWith("/b\""));
    const CliResult shown = runCli({QStringLiteral("show"), record});
    QVERIFY2(shown.output.contains("PUT http://"), shown.output.constData());
}

void TestCliTargets::rowsFillPlaces_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char *strategy : {"sequential", "async", "processes", "threads"})
        QTest::newRow(strategy) << QString::fromLatin1(strategy);
}

/// Each value as is right where it stands; the third row is the first again.
void TestCliTargets::rowsFillPlaces()
{
    QFETCH(const QString, strategy);
    const ScriptedOrigin origin(answersAll());
    const QString rows = file("rows.csv", "\xEF\xBB\xBFname,kind\r\n\"a b&\"\"c\",1\r\nlamp,2\r\n");
    const QString url = origin.url(QString()).toString() + QStringLiteral("/{{name}}?q={{name}}&i={{index}}");
    const CliResult run =
        runCli({QStringLiteral("run"), url, QStringLiteral("-n"), QStringLiteral("3"), QStringLiteral("--rows"), rows,
                QStringLiteral("--data"), QStringLiteral("{\"n\":\"{{name}}\",\"k\":{{kind}}}"), QStringLiteral("-H"),
                QStringLiteral("Content-Type: application/json"), QStringLiteral("-H"),
                QStringLiteral("X-Kind: k{{kind}}"), QStringLiteral("--strategy"), strategy});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QStringList asked = askedOf(origin);
    asked.sort();
    QCOMPARE(asked, (QStringList{QStringLiteral("POST /a%20b%26%22c?q=a%20b%26%22c&i=0"),
                                 QStringLiteral("POST /a%20b%26%22c?q=a%20b%26%22c&i=2"),
                                 QStringLiteral("POST /lamp?q=lamp&i=1")}));
    QCOMPARE(origin.bodies().count("{\"n\":\"a b&\\\"c\",\"k\":1}"), 2);
    QCOMPARE(origin.bodies().count("{\"n\":\"lamp\",\"k\":2}"), 1);
    const QList<QByteArray> heads = origin.heads();
    QCOMPARE(std::count_if(heads.begin(), heads.end(),
                           [](const QByteArray &head) { return head.contains("X-Kind: k1\r\n"); }),
             2);
}

/// And not each worker's own.
void TestCliTargets::lanesAreThoseOfTheRun()
{
    if (QThread::idealThreadCount() < 2)
        QSKIP("there is one process alone, whose lanes are those of the run anyway");
    const ScriptedOrigin origin(answersAll());
    const QString url = origin.url(QString()).toString() + QStringLiteral("/{{lane}}");
    const CliResult run =
        runCli({QStringLiteral("run"), url, QStringLiteral("-n"), QStringLiteral("6"), QStringLiteral("-c"),
                QStringLiteral("6"), QStringLiteral("--strategy"), QStringLiteral("processes")});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QStringList asked = askedOf(origin);
    asked.sort();
    QCOMPARE(asked, (QStringList{QStringLiteral("GET /0"), QStringLiteral("GET /1"), QStringLiteral("GET /2"),
                                 QStringLiteral("GET /3"), QStringLiteral("GET /4"), QStringLiteral("GET /5")}));
}

void TestCliTargets::whatIsNoPlaceIsLeftAlone()
{
    const ScriptedOrigin origin(answersAll());
    const QByteArray bytes("\xff{{\0}}{{name}}{{", 15);
    const QString url = origin.url(QString()).toString() + QStringLiteral("/?x={{\"{{\"}}");
    const CliResult binary = runCli({QStringLiteral("run"), url, QStringLiteral("-n"), QStringLiteral("1"),
                                     QStringLiteral("--data-file"), file("binary", bytes)});
    QVERIFY2(binary.exitCode == 0, binary.errors.constData());
    QCOMPARE(origin.bodies().value(0), bytes);
    QCOMPARE(askedOf(origin).value(0), QStringLiteral("POST /?x=%7B%7B"));
    const CliResult braces =
        runCli({QStringLiteral("run"), origin.url().toString(), QStringLiteral("-n"), QStringLiteral("1"),
                QStringLiteral("--data"), QStringLiteral("{\"a\":{{}} {{ {{1}}")});
    QVERIFY2(braces.exitCode == 0, braces.errors.constData());
    QCOMPARE(origin.bodies().value(1), QByteArray("{\"a\":{{}} {{ {{1}}"));
}

void TestCliTargets::asksThePracticeServerToo()
{
    const CliResult run =
        runCli({QStringLiteral("run"), QStringLiteral("-n"), QStringLiteral("4"), QStringLiteral("--targets"),
                file("both", "practice:a?size=10\npractice:b?status=404\n"), QStringLiteral("--summary"),
                QStringLiteral("-")});
    QCOMPARE(run.exitCode, 3);
    const QJsonObject status =
        objectFrom(run.output).value(QStringLiteral("summary")).toObject().value(QStringLiteral("status")).toObject();
    QCOMPARE(status.value(QStringLiteral("200")).toInt(), 2);
    QCOMPARE(status.value(QStringLiteral("404")).toInt(), 2);
}

void TestCliTargets::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QStringList &arguments, const char *words) {
        QTest::newRow(name) << arguments << QString::fromLatin1(words);
    };
    const QString url = QStringLiteral("http://127.0.0.1:9/{{nmae}}");
    row("a name that there is not", {url, QStringLiteral("--rows"), file("good.csv", "name\nx\n")}, "{{nmae}}|name");
    row("a place that is not closed", {QStringLiteral("http://127.0.0.1:9/{{index}")}, "In the URL|\"}}\" is missing");
    row("a place without a name", {QStringLiteral("http://127.0.0.1:9/?q={{}}")}, "There is no {{}}.");
    row("a place in a field that is not closed",
        {QStringLiteral("http://127.0.0.1:9/"), QStringLiteral("-H"), QStringLiteral("X-Id: {{index}")},
        "X-Id|\"}}\" is missing");
    row("a name that there is not, in a list",
        {QStringLiteral("--targets"), file("names", "# two\nhttp://127.0.0.1:9/\nGET http://127.0.0.1:9/{{nmae}}\n")},
        "--targets: |names, line 3: There is no {{nmae}}");
    row("a CSV that ends within a quote",
        {QStringLiteral("http://127.0.0.1:9/{{a}}"), QStringLiteral("--rows"), file("open.csv", "a\nx\n\"y\n")},
        "--rows|open.csv|line 3");
    row("a row with too few fields",
        {QStringLiteral("http://127.0.0.1:9/{{a}}"), QStringLiteral("--rows"), file("few.csv", "a,b\n1,2\n3\n")},
        "few.csv|line 3");
    row("a row that only a run by time comes to",
        {QStringLiteral("--targets"), file("places", "http://127.0.0.1:9/{{a}}\n"), QStringLiteral("-z"),
         QStringLiteral("1s"), QStringLiteral("--rows"),
         file("late.csv", QByteArray("a\n") + QByteArray("1\n").repeated(60) + "\"")},
        "late.csv|line 62");
    row("rows for nothing",
        {QStringLiteral("http://127.0.0.1:9/"), QStringLiteral("--rows"), file("good.csv", "name\nx\n")},
        "{{name}}|has none");
    row("a line that is none", {QStringLiteral("--targets"), file("bad", "http://127.0.0.1:9/\nGET\n")},
        "--targets|bad|line 2");
    row("places under a runner of another language",
        {QStringLiteral("http://127.0.0.1:9/{{index}}"), QStringLiteral("--strategy"),
         QStringLiteral("python-asyncio")},
        "{{index}}|python-asyncio");
    row("a method beside targets",
        {QStringLiteral("--targets"), file("one", "http://127.0.0.1:9/\n"), QStringLiteral("-X"),
         QStringLiteral("PUT")},
        "--targets and --method");
    row("HTTP/2 to a target without TLS",
        {QStringLiteral("--targets"), file("mixed", "https://127.0.0.1:9/\nhttp://127.0.0.1:9/\n"),
         QStringLiteral("--http"), QStringLiteral("2")},
        "--targets|--http 2");
    row("another host", {QStringLiteral("--targets"), file("far", "http://127.0.0.1:9/\nhttp://example.org/\n")},
        "example.org|--allow-remote");
}

void TestCliTargets::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, words);
    const CliResult run = runCli(QStringList(QStringLiteral("run")) + arguments);
    QCOMPARE(run.exitCode, 2);
    const QStringList each = words.split(QLatin1Char('|'));
    for (const QString &word : each)
        QVERIFY2(run.errors.contains(word.toUtf8()), run.errors.constData());
}

/// As with any other file that a run takes, it is no bad usage.
void TestCliTargets::aFileThatCannotBeRead()
{
    const QString gone = QStringLiteral("/no/such/file");
    for (const char *command : {"run", "compare"}) {
        for (const QStringList &arguments :
             {QStringList{QStringLiteral("--targets"), gone},
              {QStringLiteral("http://127.0.0.1:9/{{a}}"), QStringLiteral("--rows"), gone},
              {QStringLiteral("--curl-file"), gone},
              {QStringLiteral("--curl"), QStringLiteral("curl http://127.0.0.1:9/ -d @/no/such/file")}}) {
            const CliResult result = runCli(QStringList(QString::fromLatin1(command)) + arguments);
            QCOMPARE(result.exitCode, 1);
            QVERIFY2(result.errors.contains("could not be read") && !result.errors.contains("See \""),
                     result.errors.constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestCliTargets)
#include "tst_clitargets.moc"
