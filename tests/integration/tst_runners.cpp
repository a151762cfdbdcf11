// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped runners, by what they send and what they make of replies: the same as Fiftyfold's own engine.
#include "shippedrunners.h"
#include "support/scriptedorigin.h"
#include "support/testdata.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr int deadlineMs = 30'000;

Script once(const QByteArray &reply)
{
    return {ReadHead{}, Send{reply}, Close{}};
}

QList<QByteArray> sorted(QList<QByteArray> list)
{
    std::sort(list.begin(), list.end());
    return list;
}

/// The lines of a request's head, but for the first one, in lower case up to the colon, sorted.
QList<QByteArray> fieldsOf(const QByteArray &head)
{
    QList<QByteArray> fields = head.trimmed().split('\n');
    fields.removeFirst();
    for (QByteArray &field : fields) {
        const qsizetype colon = field.indexOf(':');
        field = field.left(colon).toLower() + ':' + field.mid(colon + 1).trimmed();
    }
    return sorted(fields);
}

QByteArray targetOf(const QByteArray &head)
{
    return head.split('\n').first().trimmed().split(' ').value(1);
}

} // namespace

class TestRunners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void tellTheirClock_data() { eachRunner(); }
    void tellTheirClock();
    void sendTargetsAsGiven_data() { eachRunner(); }
    void sendTargetsAsGiven();
    void sendTheSameFields_data() { eachRunner(); }
    void sendTheSameFields();
    void followRedirects_data() { eachRunner(); }
    void followRedirects();
    void refuseRedirects_data() { eachRunner(); }
    void refuseRedirects();
    void keepSecretsFromStrangers_data() { eachRunner(); }
    void keepSecretsFromStrangers();
    void decodeBodies_data() { eachRunner(); }
    void decodeBodies();
    void takeAnyStatus_data() { eachRunner(); }
    void takeAnyStatus();
    void sendNothingTwiceThatMayHaveHadAnEffect_data() { eachRunner(); }
    void sendNothingTwiceThatMayHaveHadAnEffect();
    void tryAgainOnceAndCountIt_data() { eachRunner(); }
    void tryAgainOnceAndCountIt();
    void askOnlyThePlansProxy_data() { eachRunner(); }
    void askOnlyThePlansProxy();
    void knowThisMachinesNames_data() { eachRunner(); }
    void knowThisMachinesNames();
    void tellWhatThePageIs_data() { eachRunner(); }
    void tellWhatThePageIs();
    void refuseWhatTheyDoNotKnow_data() { eachRunner(); }
    void refuseWhatTheyDoNotKnow();

private:
    void eachRunner();
    RunPlan planFor(const QUrl &url, quint32 requests = 1) const;
    /// Runs it with the row's runner.
    Told run(const RunPlan &plan, const QJsonObject &more = {}, const QStringList &environment = {})
    {
        QFETCH(const StrategyInfo, info);
        return m_runners.run(info, plan, more, environment);
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_cache;
    ShippedRunners m_runners;
};

void TestRunners::initTestCase()
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
    qputenv("XDG_CACHE_HOME", m_cache.path().toLocal8Bit());
}

void TestRunners::eachRunner()
{
    QTest::addColumn<StrategyInfo>("info");
    const QList<StrategyInfo> catalogue = strategyCatalogue();
    for (const StrategyInfo &info : catalogue) {
        if (info.isExternal)
            QTest::newRow(qPrintable(info.name)) << info;
    }
}

RunPlan TestRunners::planFor(const QUrl &url, quint32 requests) const
{
    RunPlan plan;
    plan.url = url;
    plan.requests = requests;
    plan.atOnce = 1;
    plan.timeout = 10s;
    plan.workDir = m_folder.path();
    return plan;
}

// Go is not among what the tests need.
#define SKIP_WHERE_MISSING()                                                                                           \
    QFETCH(const StrategyInfo, info);                                                                                  \
    if (!info.unavailable.isEmpty())                                                                                   \
    QSKIP(qPrintable(info.unavailable))

void TestRunners::tellTheirClock()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const auto now = [] {
        return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
    };
    const qint64 before = now();
    const Told told = run(planFor(origin.url()));
    QCOMPARE(resultOf(told), QStringLiteral("done"));
    QVERIFY(told.ready && told.ready->clockNs);
    QVERIFY(before <= *told.ready->clockNs && *told.ready->clockNs <= now());
}

void TestRunners::sendTargetsAsGiven()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const QList<QByteArray> targets = {"/p%25/a%2Fb?q=100%25&x=%2F&y=%7e&sig=%2B+%2f;,", "/?", "//twice/b/../c",
                                       "/~a|b\\c%c3%A4%41[]"};
    for (const QByteArray &target : targets) {
        const Told told =
            run(planFor(origin.url()),
                {{QStringLiteral("url"),
                  QString::fromLatin1("http://127.0.0.1:" + QByteArray::number(origin.port()) + target)}});
        QCOMPARE(resultOf(told), QStringLiteral("done"));
        QCOMPARE(targetOf(origin.heads().last()), target);
    }
}

void TestRunners::sendTheSameFields()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const QByteArray host = "host:127.0.0.1:" + QByteArray::number(origin.port());
    const auto fieldsFor = [&](const RunPlan &plan, const QJsonObject &more = {}) {
        run(plan, more);
        return fieldsOf(origin.heads().last());
    };
    RunPlan plan = planFor(origin.url());
    plan.headers = {{"User-Agent", "Fiftyfold/x"}};
    QCOMPARE(fieldsFor(plan), sorted({"accept:*/*", "accept-encoding:gzip, deflate", "accept-language:*",
                                      "connection:keep-alive", host, "user-agent:Fiftyfold/x"}));
    plan.freshConnections = true;
    plan.headers +=
        {{"Range", "bytes=0-9"}, {"X-Twice", "\xc3\xa4"}, {"x-twice", "b"}, {"Cookie", "a=1"}, {"cookie", "b=2"}};
    const QUrl withUser(origin.url().toString().replace(QLatin1String("//"), QLatin1String("//us%40er:pa%3ass@")));
    QCOMPARE(fieldsFor(plan, {{QStringLiteral("url"), withUser.toString(QUrl::FullyEncoded)}}),
             sorted({"accept:*/*", "accept-encoding:identity", "accept-language:*",
                     "authorization:Basic dXNAZXI6cGE6c3M=", "connection:close", "cookie:a=1; b=2", host,
                     "range:bytes=0-9", "user-agent:Fiftyfold/x", "x-twice:\xc3\xa4, b"}));
    plan = planFor(origin.url());
    plan.method = "POST";
    plan.headers = {{"User-Agent", "F"}, {"Accept", "text/html"}, {"Host", "other"}, {"Accept-Encoding", "br"}};
    QCOMPARE(fieldsFor(plan), sorted({"accept:text/html", "accept-encoding:br", "accept-language:*",
                                      "connection:keep-alive", "content-length:0", "host:other", "user-agent:F"}));
}

void TestRunners::followRedirects()
{
    SKIP_WHERE_MISSING();
    ScriptedOrigin origin;
    const QList<std::pair<QByteArray, QByteArray>> rows = {{"/\xc3\xbc x/y?q=\xc3\xb6", "/%C3%BC%20x/y?q=%C3%B6"},
                                                           {"?q=1", "/d/e?q=1"},
                                                           {"//127.0.0.1:PORT/", "/"},
                                                           {"//127.0.0.1:PORT?x", "/?x"},
                                                           {"http://127.0.0.1:PORT/a%2f%7e?%2B", "/a%2f%7e?%2B"},
                                                           {"../z", "/z"},
                                                           {"g/./%7e%2f%", "/d/g/%7e%2f%25"},
                                                           {"\\x\\y", "/x/y"},
                                                           {"/a b#c", "/a%20b"},
                                                           {"http:w", "/d/w"}};
    QList<Script> scripts;
    for (const auto &[location, target] : rows) {
        QByteArray real = location;
        real.replace("PORT", QByteArray::number(origin.port()));
        scripts += {once(reply("302 Found", {}, {"Location: " + real})), once(reply("200 OK", "x"))};
    }
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(QStringLiteral("/d/e?f")), static_cast<quint32>(rows.size()));
    plan.freshConnections = true;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(rows.size()));
    QCOMPARE(origin.requests(), int(2 * rows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QCOMPARE(targetOf(origin.heads()[2 * i + 1]), rows[i].second);
        QCOMPARE(told.outcomes[static_cast<std::size_t>(i)].outcome, Outcome::Done);
    }
}

void TestRunners::refuseRedirects()
{
    SKIP_WHERE_MISSING();
    const QList<QByteArray> locations = {"ftp://127.0.0.1/", "file:///etc/passwd", "http://example.org/", "",
                                         "http://[::1"};
    QList<Script> scripts;
    for (const QByteArray &location : locations)
        scripts.append(once(reply("302 Found", {}, {"Location: " + location})));
    ScriptedOrigin origin;
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(locations.size()));
    plan.freshConnections = true;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(locations.size()));
    for (const RunnerOutcome &outcome : told.outcomes)
        QCOMPARE(outcome.error, ErrorClass::Redirect);
    QCOMPARE(origin.requests(), int(locations.size()));

    const ScriptedOrigin loop({ReadHead{}, Send{reply("302 Found", {}, {"Location: /"})}, Repeat{}});
    plan = planFor(loop.url());
    plan.redirects = 3;
    QCOMPARE(resultOf(run(plan)), QStringLiteral("redirect"));
    QCOMPARE(loop.requests(), 4);
    plan.redirects = 0;
    QCOMPARE(resultOf(run(plan)), QStringLiteral("done"));
}

void TestRunners::keepSecretsFromStrangers()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin other;
    const ScriptedOrigin origin(
        {ReadHead{}, Send{reply("307 Temporary Redirect", {}, {"Location: " + other.url().toEncoded()})}, Repeat{}});
    RunPlan plan = planFor(origin.url());
    plan.headers = {{"User-Agent", "F"},   {"Authorization", "Bearer x"},
                    {"X-Auth-Token", "x"}, {"Cookie", "a=b"},
                    {"X-Api-Key", "x"},    {"Host", "mine"},
                    {"X-Plain", "x"}};
    QCOMPARE(resultOf(run(plan)), QStringLiteral("done"));
    QCOMPARE(fieldsOf(origin.heads().first()).size(), 11);
    QCOMPARE(fieldsOf(other.heads().first()),
             sorted({"accept:*/*", "accept-encoding:gzip, deflate", "accept-language:*", "connection:keep-alive",
                     "host:127.0.0.1:" + QByteArray::number(other.port()), "user-agent:F", "x-plain:x"}));
}

/// br is decoded by no standard library: nobody asks for it, and where it comes nevertheless, that is said.
void TestRunners::decodeBodies()
{
    SKIP_WHERE_MISSING();
    const QList<QJsonObject> cases = sharedCases("contentencoding.json");
    QVERIFY(!cases.isEmpty());
    ScriptedOrigin origin;
    QList<Script> scripts;
    for (const QJsonObject &row : cases) {
        QList<QByteArray> fields;
        for (const QByteArray &value : listOf(row, "fields"))
            fields.append("Content-Encoding: " + value);
        scripts.append(once(reply("200 OK", bytesOf(row, "body"), fields)));
    }
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(cases.size()));
    plan.freshConnections = true;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(cases.size()));
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QString name = cases[i].value(QLatin1String("name")).toString();
        const RunnerOutcome &outcome = told.outcomes[static_cast<std::size_t>(i)];
        const bool isBrotli =
            listOf(cases[i], "fields").join(',').contains("br") && !bytesOf(cases[i], "body").isEmpty();
        const QString wanted =
            isBrotli ? QStringLiteral("decode") : cases[i].value(QLatin1String("outcome")).toString();
        const QString got =
            outcome.outcome == Outcome::Done ? QStringLiteral("done") : QString(errorClassName(outcome.error));
        QVERIFY2(got == wanted, qPrintable(QStringLiteral("%1: %2 %3").arg(name, got, outcome.message)));
        if (wanted == QLatin1String("done"))
            QVERIFY2(outcome.bytes == bytesOf(cases[i], "page").size(), qPrintable(name));
    }
    // Whoever asks for an encoding gets it as it is; a bomb is bounded by what it becomes.
    const QByteArray coded = bytesOf(cases[1], "body");
    origin.onConnection(once(reply("200 OK", coded, {"Content-Encoding: gzip"})));
    plan = planFor(origin.url());
    plan.maxBody = bytesOf(cases[1], "page").size() - 1;
    QCOMPARE(resultOf(run(plan)), QStringLiteral("body-too-large"));
    plan.headers = {{"Accept-Encoding", "gzip"}};
    QCOMPARE(run(plan).first().bytes, coded.size());
}

void TestRunners::takeAnyStatus()
{
    SKIP_WHERE_MISSING();
    const QList<std::pair<QByteArray, int>> rows = {{"200 OK", 200}, {"600 X", 600}, {"999 X", 999},
                                                    {"404", 404},    {"404 ", 404},  {"700", 700}};
    ScriptedOrigin origin;
    QList<Script> scripts;
    for (const auto &[line, status] : rows)
        scripts.append(once(reply(line, "hi")));
    origin.onNextConnections(scripts + scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(rows.size()));
    plan.freshConnections = true;
    for (const bool areAccepted : {false, true}) {
        if (areAccepted)
            plan.acceptStatus = {{200, 999}};
        const Told told = run(plan);
        QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(rows.size()));
        for (std::size_t i = 0; i < told.outcomes.size(); ++i) {
            QCOMPARE(int(told.outcomes[i].status), rows[static_cast<qsizetype>(i)].second);
            QCOMPARE(told.outcomes[i].error, areAccepted || i == 0 ? ErrorClass::None : ErrorClass::Status);
        }
    }
}

void TestRunners::sendNothingTwiceThatMayHaveHadAnEffect()
{
    SKIP_WHERE_MISSING();
    for (const QByteArray method : {"POST", "PATCH", "PURGE"}) {
        const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "x")}, ReadHead{}, Close{}});
        RunPlan plan = planFor(origin.url(), 2);
        plan.method = method;
        plan.headers = {{"Idempotency-Key", "1"}}; // of which Go makes a promise
        const Told told = run(plan);
        QCOMPARE(told.outcomes.size(), 2U);
        QCOMPARE(told.outcomes[1].error, ErrorClass::Reset);
        QVERIFY2(told.outcomes[1].message.contains(QLatin1String("not sent again")),
                 qPrintable(told.outcomes[1].message));
        QCOMPARE(origin.requests(), 2);
    }
}

void TestRunners::tryAgainOnceAndCountIt()
{
    SKIP_WHERE_MISSING();
    ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "x")}, ReadHead{}, Close{}});
    Told told = run(planFor(origin.url(), 2));
    QCOMPARE(told.outcomes.size(), 2U);
    QCOMPARE(told.outcomes[1].outcome, Outcome::Done);
    QCOMPARE(int(told.outcomes[0].retries), 0);
    QCOMPARE(int(told.outcomes[1].retries), 1);
    QCOMPARE(origin.requests(), 3);

    origin.onNextConnections({{ReadHead{}, Send{reply("200 OK", "x")}, ReadHead{}, Close{}}});
    origin.onConnection({ReadHead{}, Close{}});
    told = run(planFor(origin.url(), 2));
    QCOMPARE(told.outcomes.size(), 2U);
    QCOMPARE(told.outcomes[1].error, ErrorClass::Reset);
    QCOMPARE(origin.requests(), 6);
    QCOMPARE(resultOf(run(planFor(origin.url()))), QStringLiteral("reset")); // a new connection is not tried again
    QCOMPARE(origin.requests(), 7);
}

void TestRunners::askOnlyThePlansProxy()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const QString dead = QStringLiteral("=http://127.0.0.1:1");
    QStringList environment;
    for (const char *name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
        environment += QLatin1String(name) + dead;
    QCOMPARE(resultOf(run(planFor(origin.url()), {}, environment)), QStringLiteral("done"));
    RunPlan plan = planFor(QUrl(QStringLiteral("http://a.invalid:81/p%2f")));
    plan.proxy = origin.url();
    plan.proxy->setUserInfo(QStringLiteral("u:p"));
    plan.allowRemote = true;
    const QJsonObject exact = {{QStringLiteral("url"), QStringLiteral("http://a.invalid:81/p%2f")}};
    QCOMPARE(resultOf(run(plan, exact, environment)), QStringLiteral("done"));
    const QByteArray head = origin.heads().last();
    QCOMPARE(targetOf(head), QByteArray("http://a.invalid:81/p%2f"));
    QVERIFY(head.contains("Proxy-Authorization: Basic dTpw"));
    const ScriptedOrigin asking({ReadHead{}, Send{reply("407 Who")}, Repeat{}});
    plan.proxy = asking.url();
    QCOMPARE(resultOf(run(plan)), QStringLiteral("proxy"));
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:1"));
    const QString down = resultOf(run(plan));
    QVERIFY2(down == QLatin1String("proxy") || down == QLatin1String("connect"), qPrintable(down));
}

void TestRunners::knowThisMachinesNames()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const QString port = QString::number(origin.port());
    const Told told =
        run(planFor(origin.url()), {{QStringLiteral("url"), QStringLiteral("http://a.b.localhost:%1/").arg(port)}});
    QCOMPARE(resultOf(told), QStringLiteral("done"));
    QVERIFY(fieldsOf(origin.heads().last()).contains("host:a.b.localhost:" + port.toLatin1()));

    QTcpServer server; // with a zone, which is nobody's business but this machine's
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("This machine has no IPv6");
    RunPlan plan = planFor(origin.url());
    plan.timeout = 500ms; // nobody answers
    run(plan, {{QStringLiteral("url"), QStringLiteral("http://[::1%25lo]:%1/").arg(server.serverPort())}});
    QVERIFY(server.waitForNewConnection(deadlineMs));
    QTcpSocket *socket = server.nextPendingConnection();
    QVERIFY(socket->bytesAvailable() > 0 || socket->waitForReadyRead(deadlineMs));
    const QList<QByteArray> fields = fieldsOf(socket->readAll());
    QVERIFY(fields.contains("host:[::1]:" + QByteArray::number(server.serverPort())));
}

void TestRunners::tellWhatThePageIs()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}});
    const Told told = run(planFor(origin.url(), 2));
    QCOMPARE(told.outcomes.size(), 2U);
    QCOMPARE(told.outcomes[0].digest, QByteArray("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    QCOMPARE(told.outcomes[1].digest, QByteArray());
    QCOMPARE(told.outcomes[0].http, HttpVersion::Http11);
    QCOMPARE(told.outcomes[0].reuse, Fact::Reuse::Fresh);
    QCOMPARE(told.outcomes[1].reuse, Fact::Reuse::Reused);
}

void TestRunners::refuseWhatTheyDoNotKnow()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    for (const char *name : {"rate", "body_bytes"}) {
        const Told told = run(planFor(origin.url()), {{QLatin1String(name), 5}});
        QVERIFY(!told.ready);
        QVERIFY2(told.errors.contains(name), told.errors.constData());
    }
    QCOMPARE(origin.requests(), 0);
}

QTEST_GUILESS_MAIN(TestRunners)
#include "tst_runners.moc"
