// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestpreview.h"
#include "core/plan/targets.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

/// What people are told of a plan's requests before they are sent.
class TestRequestPreview : public QObject
{
    Q_OBJECT

private:
    QString written(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }
    static RunPlan planFor(const char *url)
    {
        RunPlan plan;
        plan.url = ExactUrl::fromText(QByteArray(url));
        return plan;
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void showsThreeOfOneRequest();
    void leavesSecretsOut();
    void fillsPlaces();
    void fillsTheUserAgent();
    void refusesMistypedPlaces_data();
    void refusesMistypedPlaces();
    void refusesATooLargeFile();
    void takesTargetsInTurn();
    void targetsHaveTheFieldsOfThePlan();
    void namesRemoteHostsOnce();
    void namesTheLineOfAValueThatDoesNotFit();
    void readsNoMoreRowsThanThereAreRequests();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void TestRequestPreview::showsThreeOfOneRequest()
{
    RunPlan plan = planFor("http://127.0.0.1/a?b=c");
    plan.method = "POST";
    plan.body = "x=1";
    plan.userAgent = QStringLiteral("me");
    plan.headers = {{"Accept", "text/plain"}};
    const RequestPreview preview = previewOf(plan, 0ms);
    QCOMPARE(preview.problem, QString());
    QCOMPARE(preview.first.size(), 3);
    QCOMPARE(preview.first.first().line, QStringLiteral("POST http://127.0.0.1/a?b=c"));
    const QStringList headers{QStringLiteral("Accept: text/plain"), QStringLiteral("User-Agent: me"),
                              QStringLiteral("Content-Type: application/x-www-form-urlencoded")};
    QCOMPARE(preview.first.first().headers, headers);
    QCOMPARE(preview.first.first().body, QStringLiteral("x=1"));
    QVERIFY(preview.names.isEmpty());
    plan.requests = 1;
    QCOMPARE(previewOf(plan, 0ms).first.size(), 1);
}

void TestRequestPreview::leavesSecretsOut()
{
    RunPlan plan = planFor("http://name:geheim@127.0.0.1/?access_token=geheim");
    plan.headers = {{"Authorization", "Bearer geheim"}, {"Cookie", "a=geheim"}};
    const RequestPreview preview = previewOf(plan, 0ms);
    const QString shown = preview.first.first().line + preview.first.first().headers.join(QLatin1Char('\n'));
    QVERIFY2(!shown.contains(QStringLiteral("geheim")), qPrintable(shown));
}

void TestRequestPreview::fillsPlaces()
{
    RunPlan plan = planFor("http://127.0.0.1/{{index}}/{{name}}");
    plan.headers = {{"Content-Type", "application/json"}};
    plan.method = "POST";
    plan.body = R"({"name": "{{name}}"})";
    plan.rowsFile = written(QStringLiteral("rows.csv"), "name,id\na b,1\n\"c\"\"d\",2\n");
    const RequestPreview preview = previewOf(plan, 0ms);
    QCOMPARE(preview.problem, QString());
    QCOMPARE(preview.columns, QStringList({QStringLiteral("name"), QStringLiteral("id")}));
    QCOMPARE(preview.first.value(0).line, QStringLiteral("POST http://127.0.0.1/0/a%20b"));
    QCOMPARE(preview.first.value(1).body, QStringLiteral(R"({"name": "c\"d"})"));
    QCOMPARE(preview.first.value(2).line, QStringLiteral("POST http://127.0.0.1/2/a%20b"));
}

void TestRequestPreview::fillsTheUserAgent()
{
    RunPlan plan = planFor("http://127.0.0.1/?a={{ index }}");
    plan.userAgent = QStringLiteral("robot/{{index}}");
    const RequestPreview preview = previewOf(plan, 0ms);
    QCOMPARE(preview.problem, QString());
    QCOMPARE(preview.first.value(1).line, QStringLiteral("GET http://127.0.0.1/?a=1"));
    QCOMPARE(preview.first.value(1).headers, QStringList(QStringLiteral("User-Agent: robot/1")));
    plan.headers = {{"user-agent", "mine"}}; // which goes before it
    QCOMPARE(previewOf(plan, 0ms).first.value(1).headers, QStringList(QStringLiteral("user-agent: mine")));
    plan.headers.clear();
    plan.targetsFile = written(QStringLiteral("targets"), "http://127.0.0.1/a\n");
    QCOMPARE(previewOf(plan, 0ms).first.value(2).headers, QStringList(QStringLiteral("User-Agent: robot/2")));
    plan.userAgent = QStringLiteral("robot/{{nmae}}");
    QVERIFY(previewOf(plan, 0ms).problem.contains(QStringLiteral("{{nmae}}")));
}

void TestRequestPreview::refusesMistypedPlaces_data()
{
    QTest::addColumn<RunPlan>("plan");
    QTest::addColumn<QString>("words");
    const QString isMissing = QStringLiteral("\"}}\" is missing behind \"{{\"");
    QTest::newRow("one brace") << planFor("http://127.0.0.1/{{index}") << isMissing;
    QTest::newRow("no brace") << planFor("http://127.0.0.1/?a={{index") << isMissing;
    QTest::newRow("no name") << planFor("http://127.0.0.1/{{}}") << QStringLiteral("There is no {{}}");
    QTest::newRow("a number") << planFor("http://127.0.0.1/{{1}}") << QStringLiteral("There is no {{1}}");
    RunPlan plan = planFor("http://127.0.0.1/");
    plan.headers = {{"X", "{{index}"}};
    QTest::newRow("header") << plan << isMissing;
    plan.headers.clear();
    plan.userAgent = QStringLiteral("robot/{{index}");
    QTest::newRow("user agent") << plan << isMissing;
}

void TestRequestPreview::refusesMistypedPlaces()
{
    QFETCH(const RunPlan, plan);
    QFETCH(const QString, words);
    const QString problem = previewOf(plan, 0ms).problem;
    QVERIFY2(problem.contains(words) && problem.contains(QStringLiteral("{{\"{{\"}}")), qPrintable(problem));
}

/// Of which no byte is read.
void TestRequestPreview::refusesATooLargeFile()
{
    RunPlan plan;
    plan.targetsFile = written(QStringLiteral("targets"), "http://127.0.0.1/a\n");
    QVERIFY(QFile::resize(plan.targetsFile, targetFileLimit + 1));
    const RequestPreview preview = previewOf(plan, 0ms);
    QVERIFY(preview.problem.endsWith(QStringLiteral("it is larger than 268435456 bytes.")));
    QVERIFY(preview.isUnreadable);
}

void TestRequestPreview::takesTargetsInTurn()
{
    RunPlan plan;
    plan.targetsFile = written(QStringLiteral("targets"), "http://127.0.0.1/a\nPUT http://127.0.0.1/b\n");
    const RequestPreview preview = previewOf(plan, 0ms);
    QCOMPARE(preview.problem, QString());
    QCOMPARE(preview.names,
             QStringList({QStringLiteral("GET http://127.0.0.1/a"), QStringLiteral("PUT http://127.0.0.1/b")}));
    QCOMPARE(preview.first.value(1).line, QStringLiteral("PUT http://127.0.0.1/b"));
    QCOMPARE(preview.first.value(2).line, QStringLiteral("GET http://127.0.0.1/a"));
    QCOMPARE(preview.firstUrl.toString(), QStringLiteral("http://127.0.0.1/a"));
    QVERIFY(preview.remoteHosts.isEmpty());
}

/// With those of curl a URL is sent as it stands there.
void TestRequestPreview::targetsHaveTheFieldsOfThePlan()
{
    RunPlan plan;
    plan.targetsFile = written(QStringLiteral("as-given"), "http://127.0.0.1/{a}?\"b\"\n");
    QCOMPARE(previewOf(plan, 0ms).firstUrl.text(), QByteArrayLiteral("http://127.0.0.1/%7Ba%7D?%22b%22"));
    plan.fields = curlFields;
    QCOMPARE(previewOf(plan, 0ms).firstUrl.text(), QByteArrayLiteral("http://127.0.0.1/{a}?\"b\""));
}

void TestRequestPreview::namesRemoteHostsOnce()
{
    RunPlan plan;
    plan.targetsFile = written(QStringLiteral("targets"), "http://127.0.0.1/\nhttp://a.example/1\nhttp://a.example/2\n"
                                                          "http://192.168.1.1/\nhttp://b.example/\nhttp://a.example/3");
    QCOMPARE(previewOf(plan, 0ms).remoteHosts, QStringList({QStringLiteral("a.example"), QStringLiteral("b.example")}));
}

void TestRequestPreview::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("targets");
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown place") << QByteArray("http://h/{{nmae}}") << QByteArray() << QByteArray()
                                   << QStringLiteral("--data") << QStringLiteral("nmae");
    QTest::newRow("bad target") << QByteArray() << QByteArray("http://h/\nftp://h/\n") << QByteArray()
                                << QStringLiteral("--targets") << QStringLiteral("line 2");
    QTest::newRow("bad row") << QByteArray("http://h/{{a}}") << QByteArray() << QByteArray("a,b\n1,2\n3\n")
                             << QStringLiteral("--rows") << QStringLiteral("line 3");
    QTest::newRow("bad header of rows") << QByteArray("http://h/{{a}}") << QByteArray() << QByteArray("a,a\n1,2\n")
                                        << QStringLiteral("--rows") << QStringLiteral("/rows, line 1: the header has");
    QTest::newRow("blanks in a place") << QByteArray("http://h/?a={{ nmae }}") << QByteArray() << QByteArray()
                                       << QStringLiteral("--data") << QStringLiteral("nmae");
    QTest::newRow("bad row, later") << QByteArray("http://h/{{a}}") << QByteArray()
                                    << QByteArray("a,b\n1,2\n1,2\n1,2\n1,2\n3\n") << QStringLiteral("--rows")
                                    << QStringLiteral("line 6");
}

/// Where its row begins, which may go over several lines.
void TestRequestPreview::namesTheLineOfAValueThatDoesNotFit()
{
    RunPlan plan = planFor("http://h/");
    plan.body = R"({"id":{{id}}})";
    plan.rowsFile = written(QStringLiteral("rows"), "id,note\n1,\"a\nb\"\n\nx,\"c\nd\"\n");
    const RequestPreview preview = previewOf(plan, 0ms);
    QVERIFY2(preview.problem.contains(QStringLiteral("/rows, line 5: ")), qPrintable(preview.problem));
    QVERIFY2(preview.problem.contains(QStringLiteral("{{id}}")), qPrintable(preview.problem));
    QCOMPARE(preview.problemOption, QStringLiteral("--rows"));
}

/// So a file of millions of rows costs no more than those that are asked for.
void TestRequestPreview::readsNoMoreRowsThanThereAreRequests()
{
    RunPlan plan = planFor("http://h/{{a}}");
    plan.rowsFile = written(QStringLiteral("rows"), "a,b\n1,2\n1,2\n1,2\n1,2\n3\n");
    plan.requests = 4;
    QCOMPARE(previewOf(plan, 0ms).problem, QString());
    plan.requests = 5;
    QVERIFY(previewOf(plan, 0ms).problem.contains(QStringLiteral("line 6")));
    plan.requests = 1;
    QCOMPARE(previewOf(plan, 0ms).problem, QString());
    plan.warmup = 4;
    QVERIFY(previewOf(plan, 0ms).problem.contains(QStringLiteral("line 6")));
    plan.warmup = 0;
    plan.requests = 0; // as many as there is time for
    plan.duration = 1s;
    QVERIFY(previewOf(plan, 0ms).problem.contains(QStringLiteral("line 6")));
}

void TestRequestPreview::saysWhatIsWrong()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, targets);
    QFETCH(const QByteArray, rows);
    QFETCH(const QString, part);
    RunPlan plan = planFor(url.constData());
    if (!targets.isEmpty())
        plan.targetsFile = written(QStringLiteral("targets"), targets);
    if (!rows.isEmpty())
        plan.rowsFile = written(QStringLiteral("rows"), rows);
    const RequestPreview preview = previewOf(plan, 0ms);
    QVERIFY2(preview.problem.contains(part), qPrintable(preview.problem));
    QTEST(preview.problemOption, "option");
}

QTEST_APPLESS_MAIN(TestRequestPreview)
#include "tst_requestpreview.moc"
