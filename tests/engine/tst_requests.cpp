// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives at a server: the request line, byte for byte, and the fields that the transports send of their own.
#include "core/plan/headerfields.h"
#include "core/plan/planjson.h"
#include "core/run/environment.h"
#include "enginerun.h"
#include "support/relayproxy.h"
#include "support/scriptedorigin.h"
#include "support/urltable.h"

#include <QJsonValue>
#include <QMap>
#include <QNetworkInterface>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void targetsArriveAsTheyWereTyped_data();
    void targetsArriveAsTheyWereTyped();
    void targetsArriveThroughAProxy();
    void emptyQueryArrivesThroughAProxy();
    void targetsArriveAfterARedirect();
    void fieldsAreTheSame_data();
    void fieldsAreTheSame();
    void fieldsOfCurl();
    void aNameGivenTwiceIsTwoLines();
    void whatSaysOfABodyStaysBehindWithIt();
    void fieldsToAProxy();
    void hostsOfThisMachine_data();
    void hostsOfThisMachine();
    void zoneOfAnAddress();
    void environmentsProxies_data();
    void environmentsProxies();
    void unreadableProxyIsSaidBefore();

private:
    RunPlan planFor(const ExactUrl &url) const
    {
        RunPlan plan;
        plan.url = url;
        plan.transport = testedTransport();
        plan.requests = 1;
        plan.workDir = m_folder.path();
        return plan;
    }
    static ExactUrl urlOf(const ScriptedOrigin &origin, const QByteArray &typed)
    {
        return ExactUrl::fromText("http://127.0.0.1:" + QByteArray::number(origin.port()) + typed);
    }
    static QByteArray targetOf(const QByteArray &head) { return head.mid(4, head.indexOf(" HTTP/1.1\r\n") - 4); }

    /// Of a head, its fields: names in lower case, sorted.
    static QList<QByteArray> fieldsOf(const QByteArray &head);

    QTemporaryDir m_folder;
};

QList<QByteArray> TestRequests::fieldsOf(const QByteArray &head)
{
    QList<QByteArray> fields = head.trimmed().split('\n').mid(1);
    for (QByteArray &field : fields) {
        field = field.trimmed();
        const qsizetype colon = field.indexOf(':');
        field = field.left(colon).toLower() + field.mid(colon);
    }
    std::sort(fields.begin(), fields.end());
    return fields;
}

void TestRequests::initTestCase()
{
    for (const char *name :
         {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
        qunsetenv(name);
}

void TestRequests::targetsArriveAsTheyWereTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QList<QByteArray>>("targets");
    const QList<UrlCase> cases = urlCases();
    for (const UrlCase &one : cases)
        QTest::newRow(one.typed.constData())
            << one.typed << (isQtTested() ? one.qtTargets : QList<QByteArray>{one.target});
}

void TestRequests::targetsArriveAsTheyWereTyped()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QList<QByteArray>, targets);
    const ScriptedOrigin origin;
    EngineRun run(planFor(urlOf(origin, typed)));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    const QByteArray arrived = targetOf(origin.heads().value(0));
    QVERIFY2(targets.contains(arrived), arrived.constData());
}

/// There it is the whole URL.
void TestRequests::targetsArriveThroughAProxy()
{
    const ScriptedOrigin proxy;
    RunPlan plan = planFor(ExactUrl::fromText(QByteArray("http://h.example/%41%2fb?%7e=%2f+%2B|")));
    plan.allowRemote = true;
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(targetOf(proxy.heads().value(0)), isQtTested() ? QByteArray("http://h.example/A%2Fb?~=%2F+%2B%7C")
                                                            : QByteArray("http://h.example/%41%2fb?%7e=%2f+%2B|"));
}

void TestRequests::emptyQueryArrivesThroughAProxy()
{
    const ScriptedOrigin proxy;
    RunPlan plan = planFor(ExactUrl::fromText(QByteArray("http://h.example/a?")));
    plan.allowRemote = true;
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(targetOf(proxy.heads().value(0)), QByteArray("http://h.example/a?"));
}

void TestRequests::targetsArriveAfterARedirect()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("302 Found", {}, {"Location: /%2B?%7e=a+b;%2f"})}, ReadHead{},
                                 Send{reply("200 OK", "hello\n")}});
    EngineRun run(planFor(urlOf(origin, "/")));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    QCOMPARE(targetOf(origin.heads().value(1)), QByteArray(isQtTested() ? "/%2B?~=a+b;%2F" : "/%2B?%7e=a+b;%2f"));
}

using Change = std::function<void(RunPlan &)>;
Q_DECLARE_METATYPE(Change)

void TestRequests::fieldsAreTheSame_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QList<QByteArray>>("fields"); // beside those of all, or in their place
    const auto row = [](const char *name, const Change &change, const QList<QByteArray> &fields) {
        QTest::newRow(name) << change << fields;
    };
    row("GET", [](RunPlan &) {}, {});
    row("HEAD", [](RunPlan &plan) { plan.method = "HEAD"; }, {});
    row("DELETE", [](RunPlan &plan) { plan.method = "DELETE"; }, {});
    row("OPTIONS", [](RunPlan &plan) { plan.method = "OPTIONS"; }, {});
    row("fresh connections", [](RunPlan &plan) { plan.freshConnections = true; }, {"connection: close"});
    const QByteArray form = "content-type: application/x-www-form-urlencoded";
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "GET", "PURGE"}) {
        row(QByteArray(method + QByteArray(" with a body")).constData(),
            [=](RunPlan &plan) {
                plan.method = method;
                plan.body = "a=1";
            },
            {form, "content-length: 3"});
    }
    row("PUT", [](RunPlan &plan) { plan.method = "PUT"; }, {});
    row("POST of nothing",
        [](RunPlan &plan) {
            plan.method = "POST";
            plan.headers = {lengthOfNothing()};
        },
        {"content-length: 0"});
    for (const char *method : {"POST", "PATCH", "PURGE", "PROPFIND"}) {
        // Qt says it of whatever it is not to send twice.
        row(
            method, [=](RunPlan &plan) { plan.method = method; },
            isQtTested() ? QList<QByteArray>{"content-length: 0"} : QList<QByteArray>());
    }
    row("name and password",
        [](RunPlan &plan) { plan.url = ExactUrl::fromText("http://me:p%40@" + plan.url.text().mid(7)); },
        {"authorization: Basic bWU6cEA="});
    row("user agent", [](RunPlan &plan) { plan.userAgent = QStringLiteral("mine/2 \u00e4"); },
        {"user-agent: mine/2 \xc3\xa4"});
    row("a header before a user agent",
        [](RunPlan &plan) {
            plan.userAgent = QStringLiteral("mine/2");
            plan.headers = {{"User-Agent", "header"}};
        },
        {"user-agent: header"});
    row("its own",
        [](RunPlan &plan) {
            plan.headers = {{"accept", "text/html"}, {"ACCEPT-LANGUAGE", "de"}, {"Accept-Encoding", "br"},
                            {"User-Agent", "x"},     {"connection", "close"},   {"Host", "other"}};
        },
        {"accept: text/html", "accept-language: de", "accept-encoding: br", "user-agent: x", "connection: close",
         "host: other"});
}

void TestRequests::fieldsAreTheSame()
{
    QFETCH(const Change, change);
    QFETCH(const QList<QByteArray>, fields);
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{reply("200 OK")}, Repeat{}});
    RunPlan plan = planFor(urlOf(origin, "/"));
    change(plan);
    EngineRun run(plan);
    QVERIFY(run.wait());
    QMap<QByteArray, QByteArray> expected;
    const QList<QByteArray> usual = {"accept: */*",
                                     "accept-encoding: gzip, deflate",
                                     "accept-language: *",
                                     "connection: keep-alive",
                                     "host: 127.0.0.1:" + QByteArray::number(origin.port()),
                                     "user-agent: Fiftyfold/" + programVersion().toLatin1()};
    for (const QByteArray &field : usual + fields)
        expected.insert(field.left(field.indexOf(':')), field);
    QList<QByteArray> sorted = expected.values();
    std::sort(sorted.begin(), sorted.end()); // by the whole line, as those
    QCOMPARE(fieldsOf(origin.heads().value(0)), sorted);
}

/// Qt can't be kept from sending three more.
void TestRequests::fieldsOfCurl()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK")}, Repeat{}});
    RunPlan plan = planFor(urlOf(origin, "/"));
    plan.fields = curlFields;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QList<QByteArray> expected = {"accept: */*", "host: 127.0.0.1:" + QByteArray::number(origin.port()),
                                  "user-agent: Fiftyfold/" + programVersion().toLatin1()};
    if (isQtTested())
        expected += {"accept-encoding: identity", "accept-language: *", "connection: keep-alive"};
    std::sort(expected.begin(), expected.end());
    QCOMPARE(fieldsOf(origin.heads().value(0)), expected);
}

/// Of which Qt can make but one.
void TestRequests::aNameGivenTwiceIsTwoLines()
{
    const ScriptedOrigin origin;
    RunPlan plan = planFor(urlOf(origin, "/"));
    plan.headers = {{"X-Tag", "a"}, {"Cookie", "b=1"}, {"x-tag", "c"}, {"cookie", "d=2"}, {"Accept", "text/html"}};
    EngineRun run(plan);
    QVERIFY(run.wait());
    QList<QByteArray> own = fieldsOf(origin.heads().value(0));
    own.removeIf([](const QByteArray &field) {
        return !field.startsWith("x-tag") && !field.startsWith("cookie") && !field.startsWith("accept:");
    });
    QCOMPARE(own, isQtTested()
                      ? (QList<QByteArray>{"accept: text/html", "cookie: b=1; d=2", "x-tag: a, c"})
                      : (QList<QByteArray>{"accept: text/html", "cookie: b=1", "cookie: d=2", "x-tag: a", "x-tag: c"}));
}

void TestRequests::whatSaysOfABodyStaysBehindWithIt()
{
    const ScriptedOrigin origin(
        {ReadHead{}, Send{reply("303 See Other", {}, {"Location: /next"})}, ReadHead{}, Send{reply("200 OK")}});
    RunPlan plan = planFor(urlOf(origin, "/"));
    plan.method = "POST";
    plan.headers = {{"Content-Type", "text/plain"}, lengthOfNothing()};
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.tally().done, 1U);
    QVERIFY(origin.heads().value(0).contains("Content-Type: text/plain\r\n") || isQtTested());
    QVERIFY(origin.heads().value(1).startsWith("GET /next "));
    QVERIFY(!origin.heads().value(1).toLower().contains("content-"));
}

void TestRequests::fieldsToAProxy()
{
    const ScriptedOrigin proxy;
    RunPlan plan = planFor(ExactUrl::fromText(QByteArray("http://h.example:81/")));
    plan.allowRemote = true;
    plan.proxy = QUrl(QStringLiteral("http://me:pw@127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(fieldsOf(proxy.heads().value(0)),
             (QList<QByteArray>{"accept-encoding: gzip, deflate", "accept-language: *", "accept: */*",
                                "connection: keep-alive", "host: h.example:81", "proxy-authorization: Basic bWU6cHc=",
                                "user-agent: Fiftyfold/" + programVersion().toLatin1()}));
}

void TestRequests::hostsOfThisMachine_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isIpv6");
    const auto row = [](const char *host, const char *field, bool isIpv6 = false) {
        QTest::newRow(host) << QByteArray(host) << QByteArray(field) << isIpv6;
    };
    row("127.1", "127.0.0.1");
    row("0x7f000001", "127.0.0.1");
    row("127.0.0.1.", "127.0.0.1");
    row("0.0.0.0", "0.0.0.0");
    row("0", "0.0.0.0");
    row("localhost", "localhost");
    row("LOCALHOST", "localhost");
    row("localhost.", "localhost.");
    row("a.localhost", "a.localhost");
    row("a.b.LocalHost", "a.b.localhost");
    row("a.localhost.", "a.localhost.");
    row("[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]");
    row("[::1]", "[::1]", true);
    row("[::1%25lo]", "[::1]", true);
    row("[::1%lo]", "[::1]", true);
    row("[::]", "[::]", true);
}

/// No name service is asked for any of them, and nobody whether they may be.
void TestRequests::hostsOfThisMachine()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, field);
    QFETCH(const bool, isIpv6);
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello\n")}, Repeat{}},
                                isIpv6 ? QHostAddress::LocalHostIPv6 : QHostAddress::LocalHost);
    const QByteArray port = ':' + QByteArray::number(origin.port());
    const RunPlan plan = planFor(ExactUrl::fromText("http://" + host + port + '/'));
    QVERIFY(isLocalTarget(plan));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.record().errorMessage(0), QString());
    QCOMPARE(run.summary().done, 1U);
    QVERIFY(fieldsOf(origin.heads().value(0)).contains("host: " + field + port));
}

/// That of an interface without which the address means nothing; [::1] does without.
void TestRequests::zoneOfAnAddress()
{
    QHostAddress own;
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (address.protocol() == QAbstractSocket::IPv6Protocol && address.isLinkLocal())
            own = address;
    }
    if (own.isNull())
        QSKIP("no interface here has an address of its link");
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello\n")}, Repeat{}}, own);
    const QByteArray address = own.toString().section(QLatin1Char('%'), 0, 0).toLatin1();
    const QByteArray port = ':' + QByteArray::number(origin.port());
    RunPlan plan =
        planFor(ExactUrl::fromText("http://[" + address + "%25" + own.scopeId().toLatin1() + ']' + port + '/'));
    plan.allowRemote = true;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.record().errorMessage(0), QString());
    QVERIFY(fieldsOf(origin.heads().value(0)).contains("host: [" + address + ']' + port));
}

void TestRequests::environmentsProxies_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("passedBy");
    QTest::addColumn<bool>("isUsed");
    const auto row = [](const char *variable, const char *scheme, const char *passedBy, bool isUsed) {
        QTest::addRow("%s=%s no_proxy=%s", variable, scheme, passedBy)
            << QByteArray(variable) << QByteArray(scheme) << QByteArray(passedBy) << isUsed;
    };
    row("http_proxy", "http://", "", true);
    row("http_proxy", "", "", true);
    row("HTTP_PROXY", "", "", true);
    row("ALL_PROXY", "", "other.example", true);
    row("ALL_PROXY", "socks5h://", "", true);
    row("https_proxy", "", "", false);
    row("http_proxy", "", "*", false);
    row("http_proxy", "", ".example:80", false);
}

void TestRequests::environmentsProxies()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const QByteArray, scheme);
    QFETCH(const QByteArray, passedBy);
    QFETCH(const bool, isUsed);
    const bool isSocks = scheme.startsWith("socks");
    const ScriptedOrigin origin; // or the HTTP proxy
    RelayProxy socks(RelayProxy::Kind::Socks5);
    const QByteArray address = "127.0.0.1:" + QByteArray::number(isSocks ? socks.port() : origin.port());
    qputenv(variable.constData(), scheme + (isSocks ? "" : "me:hunter2@") + address);
    qputenv("no_proxy", passedBy);
    RunPlan plan = planFor(ExactUrl::fromText(
        "http://name.example:" + QByteArray(isSocks ? QByteArray::number(origin.port()) : "80") + '/'));
    plan.allowRemote = true;
    plan.connectTimeout = std::chrono::milliseconds(300);
    plan.redirects = 0;
    if (!isUsed) // nobody is to be asked where that is
        plan.resolve = {{QStringLiteral("name.example"), 80, QStringLiteral("203.0.113.1")}};
    EngineRun run(plan);
    const bool isEnded = run.wait();
    qunsetenv(variable.constData());
    qunsetenv("no_proxy");
    QVERIFY(isEnded);
    QCOMPARE(origin.requests(), isUsed ? 1 : 0);
    QCOMPARE(socks.targets().size(), isUsed && isSocks ? 1 : 0);
    const QJsonValue told = redactedPlanToJson(run.record().plan()).value(QStringLiteral("proxy"));
    const QByteArray shown = isSocks ? "socks5h://" + address : "http://[redacted]@" + address;
    QCOMPARE(told, isUsed ? QJsonValue(QString::fromLatin1(shown)) : QJsonValue(QJsonValue::Null));
}

void TestRequests::unreadableProxyIsSaidBefore()
{
    qputenv("ALL_PROXY", "me:hunter2@proxy:port");
    RunPlan plan = planFor(ExactUrl::fromText(QByteArray("http://name.example/")));
    plan.allowRemote = true;
    for (const char *strategy : {"async", "processes"}) {
        plan.strategy = QLatin1String(strategy);
        EngineRun run(plan);
        const bool isEnded = run.wait();
        QVERIFY(isEnded);
        QVERIFY2(run.end.problem.contains(QLatin1String("ALL_PROXY")), qPrintable(run.end.problem));
        QVERIFY(!run.end.problem.contains(QLatin1String("hunter2")));
    }
    qunsetenv("ALL_PROXY");
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
