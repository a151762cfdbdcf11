// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/runplan.h"

#include "core/plan/planjson.h"

#include <QTest>

#include <functional>

using namespace fiftyfold;

class TestRunPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultPlanIsRight();
    void atOnceFollowsRequestsAndStrategy();
    void threadsFollowAtOnce();
    void readsUrls_data();
    void readsUrls();
    void problemsWithUrlsKeepSecrets();
    void problemsKeepSecrets();
    void knowsLocalHosts_data();
    void knowsLocalHosts();
    void localTargetFollowsTheRealEndpoint();
    void endpointAppliesConnectToThenResolve();
    void namesEachProblem_data();
    void namesEachProblem();
    void saysWhatIsWrongWithAHeader_data();
    void saysWhatIsWrongWithAHeader();
    void takesWhatTheTransportCarries_data();
    void takesWhatTheTransportCarries();
};

void TestRunPlan::defaultPlanIsRight()
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    QVERIFY(problemsOf(plan).isEmpty());
    QVERIFY(plan.isPractice());
    QCOMPARE(plan.transport, QStringLiteral("curl"));
    QCOMPARE(plan.http, QStringLiteral("1.1"));
    QCOMPARE(plan.effectiveThreads(), 1U);
    QVERIFY(plan.accepts(200) && plan.accepts(399) && !plan.accepts(404) && !plan.accepts(199));
}

void TestRunPlan::atOnceFollowsRequestsAndStrategy()
{
    RunPlan plan;
    QCOMPARE(plan.effectiveAtOnce(), 50U);
    plan.requests = 20'000;
    QCOMPARE(plan.effectiveAtOnce(), 256U);
    plan.atOnce = 1000;
    QCOMPARE(plan.effectiveAtOnce(), 1000U);
    plan.requests = 10;
    QCOMPARE(plan.effectiveAtOnce(), 10U);
    plan.strategy = QStringLiteral("sequential");
    QCOMPARE(plan.effectiveAtOnce(), 1U);
}

void TestRunPlan::threadsFollowAtOnce()
{
    RunPlan plan;
    plan.threads = 8;
    QCOMPARE(plan.effectiveThreads(), 8U);
    plan.atOnce = 3;
    QCOMPARE(plan.effectiveThreads(), 3U);
    QCOMPARE(redactedPlanToJson(plan).value(QStringLiteral("threads")).toInt(), 3);
    plan.strategy = QStringLiteral("sequential");
    QCOMPARE(plan.effectiveThreads(), 1U);
}

void TestRunPlan::readsUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url"); // empty: refused
    const auto row = [](const char *text, const char *url) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(url);
    };
    row("http://host", "http://host/");
    row("https://host:8443/a?b=c#d", "https://host:8443/a?b=c");
    row("host", "http://host/");
    row("localhost:8080/x", "http://localhost:8080/x");
    row("host:80", "http://host/");
    row("https://host:443/", "https://host/");
    row("http://HOST:080/", "http://host/");
    row("  http://host/ ", "http://host/");
    row("http://[::1]:81/", "http://[::1]:81/");
    row("http://[fe80::1%lo]/", "http://[fe80::1%25lo]/");
    row("http://[FE80::1%25lo]:80/", "http://[fe80::1%25lo]/");
    row("http://127.1", "http://127.0.0.1/");
    row("http://0x7f000001/", "http://127.0.0.1/");
    row("http://bücher.example/ü?ü", "http://xn--bcher-kva.example/%C3%BC?%C3%BC");
    row("http://u%7e@p:a:b@c/", "http://u%7e%40p:a%3Ab@c/");
    row("practice:", "practice:robots.txt");
    row("practice://robots.txt?latency=1ms", "practice:robots.txt?latency=1ms");
    row("practice:?latency=1ms", "practice:robots.txt?latency=1ms");
    row("practice:a?size=1KiB", "practice:a?size=1KiB");
    row("", "");
    row("http://", "");
    row("http:///path", "");
    row("http://host:0/", "");
    row("http://host:99999/", "");
    row("ftp://host/", "");
    row("file:///etc/passwd", "");
    row("data:text/plain,x", "");
    row("javascript:alert(1)", "");
}

void TestRunPlan::readsUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QString message;
    QCOMPARE(urlFromUserInput(text, &message).toString(), url);
    QCOMPARE(message.isEmpty(), !url.isEmpty());
    if (url.isEmpty())
        QVERIFY2(message.contains(QLatin1String("practice:")), qPrintable(message)); // says what would be right
}

void TestRunPlan::problemsWithUrlsKeepSecrets()
{
    QString message;
    for (const char *secret : {"me:hunter2@host/", "ftp://me:hunter2@host/", "http://me:hunter2@/",
                               "http://me:hunter2@ho st:99999/", "ftp://host/?token=hunter2"}) {
        QVERIFY2(urlFromUserInput(QString::fromLatin1(secret), &message).isEmpty(), secret);
        QVERIFY2(!message.contains(QLatin1String("hunter2")), qPrintable(message));
    }
}

void TestRunPlan::problemsKeepSecrets()
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.strategy = plan.transport = plan.http = QStringLiteral("a token=hunter2");
    plan.method = "a token=hunter2";
    plan.threads = 2;
    plan.proxy = QUrl(QStringLiteral("ftp://host"));
    const QList<PlanProblem> problems = problemsOf(plan);
    QVERIFY(problems.size() >= 6);
    for (const PlanProblem &problem : problems)
        QVERIFY2(!problem.message.contains(QLatin1String("hunter2")), qPrintable(problem.message));
}

void TestRunPlan::knowsLocalHosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isLocal");
    const auto row = [](const char *host, bool isLocal) {
        QTest::newRow(host) << QString::fromLatin1(host) << isLocal;
    };
    for (const char *host :
         {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255",
          "192.168.1.1", "169.254.1.1", "::1", "[::1]", "fd00::1", "fe80::1", "fe80::1%eth0", "::ffff:127.0.0.1"})
        row(host, true);
    for (const char *host :
         {"localhost.", "A.LocalHost.", "0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0", "::1%lo", "127.1",
          "0x7f.1", "0x7f000001", "017700000001", "2130706433", "0", "0x0", "127.0.0.1.", "::ffff:10.0.0.1"})
        row(host, true);
    for (const char *host : {"example.com", "8.8.8.8", "172.32.0.1", "172.15.0.1", "11.0.0.1", "2001:db8::1",
                             "localhost.example.com", "127.0.0.1.example.com", "::ffff:8.8.8.8", "", "mylocalhost",
                             "localhost..", "0.0.0.1", "::2", "134744072", "127.0.0.1 x", "f00d", "."})
        row(host, false);
}

void TestRunPlan::knowsLocalHosts()
{
    QFETCH(QString, host);
    QFETCH(bool, isLocal);
    QCOMPARE(isLocalHost(host), isLocal);
}

void TestRunPlan::localTargetFollowsTheRealEndpoint()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://example.com/"));
    QVERIFY(!isLocalTarget(plan));
    plan.resolve = {{QStringLiteral("example.com"), 80, QStringLiteral("127.0.0.1")}};
    QVERIFY(isLocalTarget(plan));
    plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    plan.connectTo = {{QString(), 0, QStringLiteral("8.8.8.8"), 0}};
    QVERIFY(!isLocalTarget(plan));
}

void TestRunPlan::endpointAppliesConnectToThenResolve()
{
    RunPlan plan;
    plan.connectTo = {{QStringLiteral("a"), 443, QStringLiteral("b"), 8443}};
    plan.resolve = {{QStringLiteral("b"), 8443, QStringLiteral("10.1.1.1")}};
    const Endpoint endpoint = endpointOf(plan, QUrl(QStringLiteral("https://a/")));
    QCOMPARE(endpoint.host, QStringLiteral("10.1.1.1"));
    QCOMPARE(endpoint.port, quint16(8443));
    const Endpoint other = endpointOf(plan, QUrl(QStringLiteral("http://a/")));
    QCOMPARE(other.host, QStringLiteral("a"));
    QCOMPARE(other.port, quint16(80));
}

using Change = std::function<void(RunPlan &)>;
Q_DECLARE_METATYPE(Change)

void TestRunPlan::namesEachProblem_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("option");
    const auto row = [](const char *name, const char *option, const Change &change) {
        QTest::newRow(name) << change << QString::fromLatin1(option);
    };
    row("requests", "--requests", [](RunPlan &plan) { plan.requests = 0; });
    row("strategy", "--strategy", [](RunPlan &plan) { plan.strategy = QStringLiteral("nope"); });
    row("transport", "--transport", [](RunPlan &plan) { plan.transport = QStringLiteral("smoke"); });
    row("transport of a program with its own", "--transport", [](RunPlan &plan) {
        plan.strategy = QStringLiteral("go-goroutines");
        plan.runnerCommand = QStringLiteral("go run x.go");
        plan.transport = QStringLiteral("qt");
    });
    row("order without targets", "--order", [](RunPlan &plan) { plan.order = QStringLiteral("shuffled"); });
    row("http", "--http", [](RunPlan &plan) { plan.http = QStringLiteral("3"); });
    row("http 2 at the practice server", "--http", [](RunPlan &plan) { plan.http = QStringLiteral("2"); });
    row("http 2 without TLS", "--http", [](RunPlan &plan) {
        plan.http = QStringLiteral("2");
        plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    });
    row("http 2 under qt", "--http", [](RunPlan &plan) {
        plan.http = QStringLiteral("2");
        plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
        plan.transport = QStringLiteral("qt");
    });
    row("no threads", "--threads", [](RunPlan &plan) { plan.threads = 0; });
    row("too many threads", "--threads", [](RunPlan &plan) { plan.threads = threadsLimit + 1; });
    row("unix socket under qt", "--unix-socket", [](RunPlan &plan) {
        plan.unixSocket = QStringLiteral("/s");
        plan.transport = QStringLiteral("qt");
    });
    row("unix socket of the practice server", "--unix-socket",
        [](RunPlan &plan) { plan.unixSocket = QStringLiteral("/s"); });
    row("unix socket and proxy", "--unix-socket", [](RunPlan &plan) {
        plan.url = QUrl(QStringLiteral("http://localhost/"));
        plan.unixSocket = QStringLiteral("/s");
        plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:3128"));
    });
    row("path of a unix socket", "--unix-socket", [](RunPlan &plan) {
        plan.url = QUrl(QStringLiteral("http://localhost/"));
        plan.unixSocket = QString(108, QLatin1Char('s'));
    });
    row("method", "--method", [](RunPlan &plan) { plan.method = "GE T"; });
    row("connect method", "--method", [](RunPlan &plan) { plan.method = "CONNECT"; });
    row("head with a body", "--method", [](RunPlan &plan) {
        plan.method = "HEAD";
        plan.body = "a=1";
    });
    row("header name", "--header", [](RunPlan &plan) { plan.headers = {{"a b", "c"}}; });
    row("header injection", "--header", [](RunPlan &plan) { plan.headers = {{"A", "b\r\nC: d"}}; });
    row("body limit above 4 GiB", "--max-body", [](RunPlan &plan) { plan.maxBody = qint64(1) << 32; });
    row("redirects", "--redirects", [](RunPlan &plan) { plan.redirects = -1; });
    row("body limit", "--max-body", [](RunPlan &plan) { plan.maxBody = 0; });
    row("steps", "--stages", [](RunPlan &plan) { plan.steps = {false, true, true}; });
    row("proxy", "--proxy", [](RunPlan &plan) { plan.proxy = QUrl(QStringLiteral("ftp://x")); });
    row("https proxy under qt", "--proxy", [](RunPlan &plan) {
        plan.proxy = QUrl(QStringLiteral("https://127.0.0.1:3128"));
        plan.transport = QStringLiteral("qt");
    });
    row("cert without key", "--key", [](RunPlan &plan) { plan.certificate = QStringLiteral("c.pem"); });
    row("practice query", "URL", [](RunPlan &plan) { plan.url = QUrl(QStringLiteral("practice:x?latency=5parsecs")); });
    row("scheme", "URL", [](RunPlan &plan) { plan.url = QUrl(QStringLiteral("ftp://x/")); });
}

void TestRunPlan::namesEachProblem()
{
    QFETCH(Change, change);
    QFETCH(QString, option);
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    change(plan);
    const QList<PlanProblem> problems = problemsOf(plan);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().option, option);
    QVERIFY(option == QLatin1String("URL") || problems.first().message.contains(option));
}

void TestRunPlan::saysWhatIsWrongWithAHeader_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *why, const char *name, const char *value, const char *said) {
        QTest::newRow(why) << QByteArray(name) << QByteArray(value) << QString::fromUtf8(said);
    };
    row("a space", "X Y", "v", "got \"X Y\" with a space in it.");
    row("a letter of others", "Größe", "v", "got \"Größe\" with \"ö\" in it.");
    row("a sign", "a(b", "v", "got \"a(b\" with \"(\" in it.");
    row("a control character", "a\tb", "v", "with a control character in it.");
    row("no name", "", "v", "got one without a name.");
    row("a secret in the name", "Authorization Bearer hunter2", "v", "got \"Authorization …\" with a space in it.");
    row("a value in two lines", "A", "b\r\nC: d", "takes a value without control characters, got one with them for A.");
    row("a secret that was left out", "Cookie", "a=[redacted]", "--header Cookie has [redacted] where a secret was");
}

void TestRunPlan::saysWhatIsWrongWithAHeader()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, said);
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.headers = {{name, value}};
    const QString message = problemsOf(plan).value(0).message;
    QVERIFY2(message.contains(said), qPrintable(message));
    plan.headers = {{"X-Y", QByteArrayLiteral("gr\xc3\xbc\xc3\x9f"
                                              "e")}};
    QVERIFY(problemsOf(plan).isEmpty());
}

void TestRunPlan::takesWhatTheTransportCarries_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("curl, http 2", [](RunPlan &plan) { plan.http = QStringLiteral("2"); });
    row("curl, unix socket", [](RunPlan &plan) { plan.unixSocket = QString(107, QLatin1Char('s')); });
    row("most threads", [](RunPlan &plan) { plan.threads = threadsLimit; });
    row("qt, threads", [](RunPlan &plan) {
        plan.transport = QStringLiteral("qt");
        plan.threads = 2;
    });
    for (const QString &transport : availableTransports()) {
        for (const QString &scheme : proxySchemesOf(transport)) {
            row(qPrintable(transport + QLatin1String(", proxy ") + scheme), [=](RunPlan &plan) {
                plan.transport = transport;
                plan.proxy = QUrl(scheme + QLatin1String("://127.0.0.1:3128"));
            });
        }
    }
}

void TestRunPlan::takesWhatTheTransportCarries()
{
    QFETCH(Change, change);
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
    change(plan);
    const QList<PlanProblem> problems = problemsOf(plan);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.value(0).message));
}

QTEST_APPLESS_MAIN(TestRunPlan)
#include "tst_runplan.moc"
