// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped runners, by what they send and what they make of replies: the same as Fiftyfold's own engine.
#include "core/run/faultwording.h"
#include "shippedrunners.h"
#include "support/childprogram.h"
#include "support/scriptedorigin.h"
#include "support/testdata.h"
#include "support/urltable.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>

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

/// What a runner's library keeps it from. All of it is in docs/runner-protocol.md.
struct Limits {
    QStringList notUnderstood;     ///< Rows of repeatedfields.json for which it says `protocol`.
    QByteArray notInTargets;       ///< Characters that it can't send there, or read in a Location;
    bool takesEmptyQueries = true; ///< and a question mark with nothing behind it.
    bool takesProxies = true;
    bool tellsReuse = true;    ///< Which replies came over a connection that was there.
    bool takesContinue = true; ///< 100 before the answer.
    bool takesFreshConnections = true;
    bool triesNewConnectionsAgain = false;
    bool mayTellLength = false; ///< Of no body: `Content-Length: 0` where the method has none.
    bool tellsUpgrades = true;  ///< That a reply's status is 101.
    QStringList notDecoded;     ///< Rows of contentencoding.json.
    QByteArray addedField = {}; ///< That it sends besides.
    bool takesAnyField = true;  ///< Also with other characters than ASCII.
};

QStringList rows(const char *names)
{
    return QString::fromLatin1(names).split(QLatin1Char('|'));
}

Limits limitsOf(const QString &runner)
{
    Limits limits;
    if (runner == QLatin1String("python-asyncio")) {
        limits.notUnderstood =
            rows("the same length twice|the same length three times|the same length twice in one field|"
                 "the same length, written in two ways|no body, said twice|chunked, and a length|"
                 "chunked, and two lengths|identity, which is no transfer coding");
        limits.notInTargets = "\x7f";
    } else if (runner == QLatin1String("python-httpx")) {
        limits.notUnderstood = rows("the same length, written in two ways|chunked, and two lengths|"
                                    "identity, which is no transfer coding");
        limits.tellsUpgrades = false;
    } else if (runner == QLatin1String("go-goroutines")) {
        limits.notUnderstood = rows("the same length twice in one field|the same length, written in two ways|"
                                    "identity, which is no transfer coding");
    } else if (runner == QLatin1String("node-fetch")) {
        limits.notUnderstood =
            rows("the same length twice|the same length three times|the same length twice in one field|"
                 "the same length, written in two ways|no body, said twice|chunked, and a length|"
                 "chunked, and two lengths|identity, which is no transfer coding");
        limits.takesProxies = false;
        limits.takesContinue = false;
        limits.notDecoded =
            rows("rubbish after the member|rubbish after two members|half a magic number after the member|"
                 "a line feed after the member, then another");
        limits.notInTargets = "\x7f";
        limits.addedField = "connection:keep-alive";
    } else if (runner == QLatin1String("java-httpclient")) {
        limits.notInTargets = "`{}|^[]\\\"\x7f";
        limits.takesEmptyQueries = false;
        limits.takesProxies = false;
        limits.notUnderstood =
            rows("the same length twice in one field|chunked, and a length|chunked, and two lengths");
        limits.tellsReuse = false;
        limits.takesFreshConnections = false;
        limits.triesNewConnectionsAgain = true;
        limits.mayTellLength = true;
        limits.tellsUpgrades = false;
        limits.takesAnyField = false;
    }
    return limits;
}

QList<QByteArray> withoutOddLength(QList<QByteArray> fields, const QByteArray &method, const QString &runner)
{
    if (limitsOf(runner).mayTellLength && method == "GET")
        fields.removeAll("content-length:0");
    return fields;
}

bool hasAnyOf(const QByteArray &text, const QByteArray &characters)
{
    return std::any_of(characters.begin(), characters.end(), [&text](char c) { return text.contains(c); });
}

QString textOf(const QJsonObject &row, const char *name)
{
    return row.value(QLatin1String(name)).toString();
}

QString resultOf(const RunnerOutcome &outcome)
{
    return outcome.outcome == Outcome::Done ? QStringLiteral("done") : QString(errorClassName(outcome.fault.error));
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

    void tellThePageAndTheirClock_data() { eachRunner(); }
    void tellThePageAndTheirClock();
    void sumUpWhatTheyWouldTell_data() { eachRunner(); }
    void sumUpWhatTheyWouldTell();
    void tellStagesOneAfterTheOther_data() { eachRunner(); }
    void tellStagesOneAfterTheOther();
    void sendTargetsAsGiven_data() { eachClient(); }
    void sendTargetsAsGiven();
    void sendTheSameFields_data() { eachClient(); }
    void sendTheSameFields();
    void followRedirects_data() { eachClient(); }
    void followRedirects();
    void refuseRedirects_data() { eachClient(); }
    void refuseRedirects();
    void keepSecretsFromStrangers_data() { eachClient(); }
    void keepSecretsFromStrangers();
    void sayNothingOfABodyWhereAGetFollows_data() { eachClient(); }
    void sayNothingOfABodyWhereAGetFollows();
    void decodeBodies_data() { eachClient(); }
    void decodeBodies();
    void readRepeatedFields_data() { eachRunner(); }
    void readRepeatedFields();
    void takeAnyStatus_data() { eachClient(); }
    void takeAnyStatus();
    void openFreshConnections_data() { eachRunner(); }
    void openFreshConnections();
    void endInTime_data() { eachClient(); }
    void endInTime();
    void sendNothingTwiceThatMayHaveHadAnEffect_data() { eachClient(); }
    void sendNothingTwiceThatMayHaveHadAnEffect();
    void tryAgainOnceAndCountIt_data() { eachClient(); }
    void tryAgainOnceAndCountIt();
    void askOnlyThePlansProxy_data() { eachClient(); }
    void askOnlyThePlansProxy();
    void knowThisMachinesNames_data() { eachClient(); }
    void knowThisMachinesNames();
    void refuseWhatTheyDoNotKnow_data() { eachRunner(); }
    void refuseWhatTheyDoNotKnow();

private:
    void eachRunner();
    /// Of those that send in the same way one: python-threads does as python-requests. To start Python takes its time.
    void eachClient();
    void addRows(bool (*isOne)(const StrategyInfo &info));
    RunPlan planFor(const QUrl &url, quint32 requests = 1) const;
    /// Each request on a connection of its own; where the row's runner can't have that, the origin ends each.
    static void separate(RunPlan &plan)
    {
        QFETCH(const StrategyInfo, info);
        plan.freshConnections = limitsOf(info.name).takesFreshConnections;
    }
    /// Runs it with the row's runner.
    Told run(const RunPlan &plan, const QJsonObject &more = {})
    {
        QFETCH(const StrategyInfo, info);
        return m_runners.run(info, plan, more);
    }

    QTemporaryDir m_folder;
    ShippedRunners m_runners;
};

void TestRunners::initTestCase()
{
    qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
    qputenv("XDG_CACHE_HOME", compilersCache()); // which goes by what the sources have in them
    qputenv("GOCACHE", compilersCache() + "/go-build");
    qputenv("PYTHONPYCACHEPREFIX", compilersCache() + "/python");
    qunsetenv("PYTHONDONTWRITEBYTECODE");
    for (const char *name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
        qputenv(name, "http://127.0.0.1:1"); // Whoever asked it would get nothing.
}

void TestRunners::eachRunner()
{
    addRows([](const StrategyInfo &info) { return info.isExternal; });
}

void TestRunners::eachClient()
{
    addRows([](const StrategyInfo &info) { return info.isExternal && info.name != QLatin1String("python-threads"); });
}

void TestRunners::addRows(bool (*isOne)(const StrategyInfo &info))
{
    QTest::addColumn<StrategyInfo>("info");
    const QString asked = qEnvironmentVariable("FIFTYFOLD_TEST_RUNNER"); // one alone, as ctest has them side by side
    bool isAny = false;
    const QList<StrategyInfo> catalogue = strategyCatalogue();
    for (const StrategyInfo &info : catalogue) {
        if (isOne(info) && (asked.isEmpty() || asked == info.name)) {
            QTest::newRow(qPrintable(info.name)) << info;
            isAny = true;
        }
    }
    if (!isAny)
        QSKIP("another runner stands for this one");
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

// Go is not among what the tests need, and the others may be missing where somebody else runs them.
#define SKIP_WHERE_MISSING()                                                                                           \
    QFETCH(const StrategyInfo, info);                                                                                  \
    if (!info.unavailable.isEmpty())                                                                                   \
    QSKIP(qPrintable(info.unavailable))

void TestRunners::sendTargetsAsGiven()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    QByteArray paths, queries;
    const QList<UrlCase> table = urlCases();
    for (const UrlCase &row : table) {
        if (hasAnyOf(row.target, limitsOf(info.name).notInTargets))
            continue;
        const qsizetype mark = row.target.indexOf('?');
        paths += mark < 0 ? row.target : row.target.left(mark);
        queries += mark < 0 ? QByteArray() : row.target.mid(mark);
    }
    // A plan has one URL, and a runner takes its time to start: all of the table in one, and what is of another shape.
    for (const QByteArray &target : {paths + queries, QByteArray("//twice/b/../c?")}) {
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(origin.port()) + target;
        const Told told = run(planFor(origin.url()), {{QStringLiteral("url"), QString::fromLatin1(url)}});
        if (target.endsWith('?') && !limitsOf(info.name).takesEmptyQueries) {
            QVERIFY2(!told.ready && told.errors.contains("url"), told.errors.constData());
            continue;
        }
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
        return withoutOddLength(fieldsOf(origin.heads().last()), plan.method, info.name);
    };
    const Limits limits = limitsOf(info.name);
    const auto wanted = [&limits](QList<QByteArray> fields) {
        if (!limits.addedField.isEmpty() && !fields.contains("connection:close"))
            fields.append(limits.addedField);
        return sorted(fields);
    };
    RunPlan plan = planFor(origin.url());
    plan.headers = {{"User-Agent", "Fiftyfold/x"}};
    QCOMPARE(fieldsFor(plan), wanted({"accept:*/*", "accept-encoding:gzip, deflate", host, "user-agent:Fiftyfold/x"}));
    separate(plan);
    const QList<QByteArray> closing(plan.freshConnections ? 1 : 0, "connection:close");
    const QByteArray first = limits.takesAnyField ? "\xc3\xa4" : "a";
    plan.headers +=
        {{"Range", "bytes=0-9"}, {"X-Twice", first}, {"x-twice", "b"}, {"Cookie", "a=1"}, {"cookie", "b=2"}};
    const QUrl withUser(origin.url().toString().replace(QLatin1String("//"), QLatin1String("//us%40er:pa%3ass@")));
    QCOMPARE(
        fieldsFor(plan, {{QStringLiteral("url"), withUser.toString(QUrl::FullyEncoded)}}),
        wanted(closing + QList<QByteArray>{"accept:*/*", "accept-encoding:identity",
                                           "authorization:Basic dXNAZXI6cGE6c3M=", "cookie:a=1; b=2", host,
                                           "range:bytes=0-9", "user-agent:Fiftyfold/x", "x-twice:" + first + ", b"}));
    plan = planFor(origin.url());
    plan.method = "POST";
    plan.headers = {{"Accept", "text/html"}, {"Host", "other"}, {"Accept-Encoding", "br"}}; // and no User-Agent
    if (!limits.takesAnyField) // names itself where nobody else is named
        plan.headers.append(HeaderField{"User-Agent", "x"});
    QList<QByteArray> fields = wanted({"accept:text/html", "accept-encoding:br", "content-length:0", "host:other"});
    if (!limits.takesAnyField)
        fields = sorted(fields + QList<QByteArray>{"user-agent:x"});
    QCOMPARE(fieldsFor(plan), fields);
    if (limits.takesAnyField)
        return;
    plan.headers = {{"X-Far", "\xc3\xa4"}};
    QVERIFY(run(plan).errors.contains("not ASCII"));
}

void TestRunners::followRedirects()
{
    SKIP_WHERE_MISSING();
    ScriptedOrigin origin;
    QList<std::pair<QByteArray, QByteArray>> rows = {{"/\xc3\xbc x/y?q=\xc3\xb6", "/%C3%BC%20x/y?q=%C3%B6"},
                                                     {"?q=1", "/d/e?q=1"},
                                                     {"//127.0.0.1:PORT/", "/"},
                                                     {"//127.0.0.1:PORT?x", "/?x"},
                                                     {"http://127.0.0.1:PORT/a%2f%7e?%2B", "/a%2f%7e?%2B"},
                                                     {"../z", "/z"},
                                                     {"g/./%7e%2f%", "/d/g/%7e%2f%25"},
                                                     {"\\x\\y", "/x/y"},
                                                     {"/a b#c", "/a%20b"},
                                                     {"http:w", "/d/w"}};
    const QList<UrlCase> table = urlCases();
    for (const auto &[typed, target, qtTarget] : table) {
        // In a Location dot segments are resolved, and a backslash is a slash.
        const bool isOther = typed.contains("/.") || typed.contains("/%2e") || typed.contains('\\') ||
                             hasAnyOf(typed, limitsOf(info.name).notInTargets);
        const bool isEmptyQuery = target.endsWith('?') && !limitsOf(info.name).takesEmptyQueries;
        if (typed.startsWith('/') && !typed.startsWith("//") && !isOther && !isEmptyQuery)
            rows.append({typed, target});
    }
    QList<Script> scripts;
    for (const auto &[location, target] : rows) {
        QByteArray real = location;
        real.replace("PORT", QByteArray::number(origin.port()));
        scripts += {once(reply("302 Found", {}, {"Location: " + real})), once(reply("200 OK", "x"))};
    }
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(QStringLiteral("/d/e?f")), static_cast<quint32>(rows.size()));
    separate(plan);
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
    const QList<QByteArray> locations = {
        "ftp://127.0.0.1/",  "file:///etc/passwd",       "http://example.org/",       "",
        "http://[::1",       "http://127.0.0.1:65536/",  "http://127.0.0.1:1234567/", "http://8.8/",
        "http://134744072/", "http://[::ffff:8.8.8.8]/", "http://127.0.0.256/",       "http://127.0.0.1.5/"};
    QList<Script> scripts;
    for (const QByteArray &location : locations)
        scripts.append(once(reply("302 Found", {}, {"Location: " + location})));
    ScriptedOrigin origin(once(reply("302 Found", {}, {"Location: /"}))); // last, a loop
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(locations.size()) + 1);
    separate(plan);
    plan.redirects = 3;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(locations.size()) + 1);
    for (const RunnerOutcome &outcome : told.outcomes)
        QCOMPARE(outcome.fault.error, ErrorClass::Redirect);
    QCOMPARE(origin.requests(), int(locations.size()) + 1 + int(plan.redirects));
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
                    {"X-Plain", "x"},      {"X-Jwt", "x"},
                    {"X-Signature", "x"},  {"X-Passwd", "x"},
                    {"X-Sid", "x"},        {"X-Amz-Date", "x"},
                    {"X-Side", "x"},       {"Compass", "x"}};
    QCOMPARE(resultOf(run(plan)), QStringLiteral("done"));
    QList<QByteArray> wanted = {"accept:*/*",   "accept-encoding:gzip, deflate",
                                "compass:x",    "host:127.0.0.1:" + QByteArray::number(other.port()),
                                "user-agent:F", "x-plain:x",
                                "x-side:x"};
    const QByteArray added = limitsOf(info.name).addedField;
    if (!added.isEmpty())
        wanted.append(added);
    QCOMPARE(withoutOddLength(fieldsOf(origin.heads().first()), plan.method, info.name).size(),
             plan.headers.size() + 2 + (added.isEmpty() ? 0 : 1));
    QCOMPARE(withoutOddLength(fieldsOf(other.heads().first()), plan.method, info.name), sorted(wanted));
}

void TestRunners::sayNothingOfABodyWhereAGetFollows()
{
    SKIP_WHERE_MISSING();
    ScriptedOrigin origin;
    origin.onNextConnections({once(reply("303 See Other", {}, {"Location: /"})), once(reply("200 OK", "x"))});
    RunPlan plan = planFor(origin.url());
    plan.method = "POST";
    plan.headers = {{"User-Agent", "F"}, {"Content-Type", "text/plain"}, {"Content-Length", "0"}, {"X-Plain", "x"}};
    separate(plan);
    QCOMPARE(resultOf(run(plan)), QStringLiteral("done"));
    QCOMPARE(origin.requests(), 2);
    QVERIFY(fieldsOf(origin.heads().first()).contains("content-type:text/plain"));
    const QList<QByteArray> fields = withoutOddLength(fieldsOf(origin.heads().last()), "GET", info.name);
    QVERIFY(fields.contains("x-plain:x"));
    QVERIFY(std::none_of(fields.begin(), fields.end(), [](const QByteArray &field) {
        return field.startsWith("content-type:") || field.startsWith("content-length:");
    }));
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
    // Last a bomb, which is bounded by what it becomes.
    constexpr int members = 100;
    const QByteArray coded = bytesOf(cases[1], "body");
    scripts.append(once(reply("200 OK", coded.repeated(members), {"Content-Encoding: gzip"})));
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(scripts.size()));
    separate(plan);
    plan.maxBody = members * bytesOf(cases[1], "page").size() - 1;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(scripts.size()));
    QCOMPARE(resultOf(told.outcomes.back()), QStringLiteral("body-too-large"));
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QString name = cases[i].value(QLatin1String("name")).toString();
        const RunnerOutcome &outcome = told.outcomes[static_cast<std::size_t>(i)];
        const bool isBrotli =
            listOf(cases[i], "fields").join(',').contains("br") && !bytesOf(cases[i], "body").isEmpty();
        const QString wanted = isBrotli || limitsOf(info.name).notDecoded.contains(name)
                                   ? QStringLiteral("decode")
                                   : cases[i].value(QLatin1String("outcome")).toString();
        const QString got = resultOf(outcome);
        QVERIFY2(got == wanted, qPrintable(QStringLiteral("%1: %2 %3").arg(name, got, faultText(outcome.fault))));
        if (wanted == QLatin1String("done"))
            QVERIFY2(outcome.bytes == bytesOf(cases[i], "page").size(), qPrintable(name));
    }
    // Whoever asks for an encoding gets it as it is.
    origin.onConnection(once(reply("200 OK", coded, {"Content-Encoding: gzip"})));
    plan = planFor(origin.url());
    plan.headers = {{"Accept-Encoding", "gzip"}};
    const Told asked = run(plan);
    QCOMPARE(resultOf(asked), QStringLiteral("done"));
    QCOMPARE(asked.first().bytes, coded.size());
}

void TestRunners::readRepeatedFields()
{
    SKIP_WHERE_MISSING();
    QList<QJsonObject> cases = sharedCases("repeatedfields.json");
    QVERIFY(!cases.isEmpty());
    cases.append({{QStringLiteral("name"), QStringLiteral("a length beyond all bounds")},
                  {QStringLiteral("head"), QJsonArray{QStringLiteral("Content-Length: 9223372036854775808")}},
                  {QStringLiteral("body"), QStringLiteral("hello")},
                  {QStringLiteral("outcome"), QStringLiteral("protocol")}});
    QList<Script> scripts;
    for (const QJsonObject &row : std::as_const(cases)) {
        const bool isRedirect = textOf(row, "outcome") == QLatin1String("redirect");
        const QByteArray first = (isRedirect ? "HTTP/1.1 302 Found\r\n" : "HTTP/1.1 200 OK\r\n") +
                                 listOf(row, "head").join("\r\n") + "\r\n\r\n" + textOf(row, "body").toLatin1();
        // The connection stays open: whoever does not see the reply's end waits for it in vain.
        Script script{ReadHead{}, Send{first}, KeepOpen{}};
        if (!limitsOf(info.name).takesFreshConnections)
            script.last() = Close{};
        scripts.append(script);
        if (isRedirect)
            scripts.append(once(reply("200 OK")));
    }
    ScriptedOrigin origin;
    origin.onNextConnections(scripts);
    const QTemporaryDir pages;
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(cases.size()));
    separate(plan);
    plan.workDir = pages.path();
    plan.steps.remove = false;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(cases.size()));
    QCOMPARE(origin.requests(), int(scripts.size()));
    const QStringList notUnderstood = limitsOf(info.name).notUnderstood;
    QList<QByteArray> heads = origin.heads();
    for (qsizetype i = 0; i < cases.size(); ++i) {
        const QJsonObject &row = cases[i];
        const QString name = textOf(row, "name");
        const RunnerOutcome &outcome = told.outcomes[static_cast<std::size_t>(i)];
        heads.removeFirst();
        QString wanted = notUnderstood.contains(name) ? QStringLiteral("protocol") : textOf(row, "outcome");
        if (wanted == QLatin1String("redirect")) {
            wanted = QStringLiteral("done");
            QCOMPARE(targetOf(heads.takeFirst()), textOf(row, "location").toLatin1());
        }
        const QString got = resultOf(outcome);
        QVERIFY2(got == wanted, qPrintable(QStringLiteral("%1: %2 %3").arg(name, got, faultText(outcome.fault))));
        if (wanted != QLatin1String("done"))
            continue;
        QVERIFY2(int(outcome.bytes) == row.value(QLatin1String("bytes")).toInt(), qPrintable(name));
        QFile page(QStringLiteral("%1/%2.html").arg(pages.path()).arg(i, 4, 10, QLatin1Char('0')));
        QVERIFY(page.open(QIODevice::ReadOnly));
        if (row.contains(QLatin1String("charset")))
            QVERIFY2(page.readAll().contains("\xc3\xa9") != textOf(row, "charset").isEmpty(), qPrintable(name));
    }
}

/// But neither 101 that nobody asked for, nor what is no status.
void TestRunners::takeAnyStatus()
{
    SKIP_WHERE_MISSING();
    struct Row {
        QByteArray line;
        int status;
        ErrorClass error = ErrorClass::None;
    };
    const Limits limits = limitsOf(info.name);
    QList<Row> rows = {{"600 X", 600, ErrorClass::Status},
                       {"200 OK", 200},
                       {"999 X", 999},
                       {"404", 404, ErrorClass::Status},
                       {"404 ", 404, ErrorClass::Status},
                       {"700", 700},
                       {"302 Found\r\nLocation: /", 302},
                       {"103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK", 200},
                       {"101 Switching Protocols", limits.tellsUpgrades ? 101 : 0, ErrorClass::Protocol}};
    if (limits.takesContinue)
        rows.append({"102 X\r\n\r\nHTTP/1.1 100 X\r\n\r\nHTTP/1.1 200 OK", 200});
    for (const char *noStatus : {"000 X", "0 X", "20 X", "020 X", "99 X"})
        rows.append({noStatus, 0, ErrorClass::Protocol});
    ScriptedOrigin origin;
    QList<Script> scripts;
    for (const Row &row : std::as_const(rows))
        scripts.append(once(reply(row.line, "hi")));
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(rows.size()));
    separate(plan);
    plan.acceptStatus = {{200, 399}, {700, 999}};
    plan.redirects = 0; // Then one is a reply like any other.
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(rows.size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const RunnerOutcome &outcome = told.outcomes[static_cast<std::size_t>(i)];
        QCOMPARE(outcome.fault.error, rows[i].error);
        if (rows[i].status != 0)
            QCOMPARE(int(outcome.status), rows[i].status);
    }
    QCOMPARE(told.outcomes[0].digest, QByteArray()); // It failed: there is no page to compare.
}

/// Also where a server keeps the connection in spite of `Connection: close`.
void TestRunners::openFreshConnections()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url(), 3);
    plan.freshConnections = true;
    const Told told = run(plan);
    if (!limitsOf(info.name).takesFreshConnections) {
        QVERIFY2(!told.ready && told.errors.contains("fresh_connections"), told.errors.constData());
        return;
    }
    QCOMPARE(told.outcomes.size(), 3U);
    for (const RunnerOutcome &outcome : told.outcomes)
        QCOMPARE(outcome.reuse, Fact::Reuse::Fresh);
    QCOMPARE(origin.connections(), 3);
}

/// However slowly a reply comes, in its head, its body, or one of its chunks.
void TestRunners::endInTime()
{
    SKIP_WHERE_MISSING();
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const SendSlowly drip{QByteArray(600, 'x'), 100ms};
    ScriptedOrigin origin;
    origin.onNextConnections({{ReadHead{}, Send{ok + "X-Slow: "}, drip},
                              {ReadHead{}, Send{ok + "Content-Length: 600\r\n\r\n"}, drip},
                              {ReadHead{}, Send{ok + "Transfer-Encoding: chunked\r\n\r\n258\r\n"}, drip}});
    RunPlan plan = planFor(origin.url(), 3);
    separate(plan);
    plan.atOnce = plan.requests;
    plan.timeout = 500ms;
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), 3U);
    for (const RunnerOutcome &outcome : told.outcomes)
        QCOMPARE(outcome.fault.error, ErrorClass::Timeout);
}

void TestRunners::sendNothingTwiceThatMayHaveHadAnEffect()
{
    SKIP_WHERE_MISSING();
    for (const QByteArray method : {"POST", "PURGE"}) {
        const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "x")}, ReadHead{}, Close{}});
        RunPlan plan = planFor(origin.url(), 2);
        plan.method = method;
        plan.headers = {{"Idempotency-Key", "1"}}; // of which Go makes a promise
        const Told told = run(plan);
        QCOMPARE(told.outcomes.size(), 2U);
        QCOMPARE(told.outcomes[1].fault.error, ErrorClass::Reset);
        QVERIFY2(faultText(told.outcomes[1].fault).contains(QLatin1String("not sent again")),
                 qPrintable(faultText(told.outcomes[1].fault)));
        QCOMPARE(origin.requests(), 2);
    }
}

void TestRunners::tryAgainOnceAndCountIt()
{
    SKIP_WHERE_MISSING();
    // The second request goes out twice, and so does the third; the last one has a connection of its own.
    const Script answersOnce{ReadHead{}, Send{reply("200 OK", "x")}, ReadHead{}, Close{}};
    ScriptedOrigin origin({ReadHead{}, Close{}});
    origin.onNextConnections({answersOnce, answersOnce});
    const Told told = run(planFor(origin.url(), 4));
    QCOMPARE(told.outcomes.size(), 4U);
    QCOMPARE(told.outcomes[0].outcome, Outcome::Done);
    QCOMPARE(int(told.outcomes[0].retries), 0);
    QCOMPARE(told.outcomes[1].outcome, Outcome::Done);
    QCOMPARE(int(told.outcomes[1].retries), limitsOf(info.name).tellsReuse ? 1 : 0);
    QCOMPARE(told.outcomes[2].fault.error, ErrorClass::Reset);
    QCOMPARE(told.outcomes[3].fault.error, ErrorClass::Reset);
    QCOMPARE(origin.requests(), limitsOf(info.name).triesNewConnectionsAgain ? 7 : 6);
}

/// Whatever the environment says, which all runners here have.
void TestRunners::askOnlyThePlansProxy()
{
    SKIP_WHERE_MISSING();
    RunPlan plan = planFor(QUrl(QStringLiteral("http://a.invalid:81/p%2f")));
    if (!limitsOf(info.name).takesProxies) {
        plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:1"));
        const Told refused = run(plan);
        QVERIFY(!refused.ready);
        QVERIFY2(refused.errors.contains("proxy"), refused.errors.constData());
        return;
    }
    ScriptedOrigin proxy;
    proxy.onNextConnections({once(reply("200 OK")), once(reply("407 Who"))});
    plan.requests = 2;
    separate(plan);
    plan.proxy = proxy.url();
    plan.proxy->setUserInfo(QStringLiteral("u:p"));
    plan.allowRemote = true;
    const QJsonObject exact = {{QStringLiteral("url"), QStringLiteral("http://a.invalid:81/p%2f")}};
    const Told told = run(plan, exact);
    QCOMPARE(resultOf(told), QStringLiteral("done"));
    QCOMPARE(told.outcomes.back().fault.error, ErrorClass::Proxy);
    const QByteArray head = proxy.heads().first();
    QCOMPARE(targetOf(head), QByteArray("http://a.invalid:81/p%2f"));
    QVERIFY(head.contains("Proxy-Authorization: Basic dTpw"));
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:1"));
    const QString down = resultOf(run(plan));
    QVERIFY2(down == QLatin1String("proxy") || down == QLatin1String("connect"), qPrintable(down));
}

void TestRunners::knowThisMachinesNames()
{
    SKIP_WHERE_MISSING();
    const QList<QByteArray> hosts = {"localhost.", "a.b.localhost", "A.b.localhost.",    "127.1",
                                     "2130706433", "0x7f.1",        "[::ffff:127.0.0.1]"};
    ScriptedOrigin origin;
    const QByteArray port = ':' + QByteArray::number(origin.port());
    QList<Script> scripts;
    for (const QByteArray &host : hosts) {
        const QByteArray location = "Location: http://" + host + port + '/';
        scripts += {once(reply("302 Found", {}, {location})), once(reply("200 OK", "x"))};
    }
    origin.onNextConnections(scripts);
    RunPlan plan = planFor(origin.url(), static_cast<quint32>(hosts.size()));
    separate(plan);
    const Told told = run(plan);
    QCOMPARE(told.outcomes.size(), static_cast<std::size_t>(hosts.size()));
    for (qsizetype i = 0; i < hosts.size() - 1; ++i) {
        QCOMPARE(resultOf(told.outcomes[static_cast<std::size_t>(i)]), QStringLiteral("done"));
        QVERIFY(fieldsOf(origin.heads()[2 * i + 1]).contains("host:" + hosts[i].toLower() + port));
    }
    QVERIFY(told.outcomes.back().fault.error != ErrorClass::Redirect); // A machine without IPv6 can't connect to it.

    QTcpServer server; // with a zone, which is nobody's business but this machine's
    if (!server.listen(QHostAddress::LocalHostIPv6))
        QSKIP("This machine has no IPv6");
    plan = planFor(origin.url());
    plan.timeout = 500ms; // nobody answers
    run(plan, {{QStringLiteral("url"), QStringLiteral("http://[::1%25lo]:%1/").arg(server.serverPort())}});
    QVERIFY(server.waitForNewConnection(deadlineMs));
    QTcpSocket *socket = server.nextPendingConnection();
    QVERIFY(socket->bytesAvailable() > 0 || socket->waitForReadyRead(deadlineMs));
    const QList<QByteArray> fields = fieldsOf(socket->readAll());
    QVERIFY(fields.contains("host:[::1]:" + QByteArray::number(server.serverPort())));
}

void TestRunners::tellThePageAndTheirClock()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}});
    const auto now = [] {
        return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
    };
    const qint64 before = now();
    const Told told = run(planFor(origin.url(), 2));
    QCOMPARE(told.outcomes.size(), 2U);
    QVERIFY(told.ready && told.ready->clockNs);
    QVERIFY(before <= *told.ready->clockNs && *told.ready->clockNs <= now());
    QCOMPARE(told.outcomes[0].digest, QByteArray("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    QCOMPARE(told.outcomes[1].digest, QByteArray());
    QCOMPARE(told.outcomes[0].http, HttpVersion::Http11);
    const bool isTold = limitsOf(info.name).tellsReuse;
    QCOMPARE(told.outcomes[0].reuse, isTold ? Fact::Reuse::Fresh : Fact::Reuse::Unknown);
    QCOMPARE(told.outcomes[1].reuse, isTold ? Fact::Reuse::Reused : Fact::Reuse::Unknown);
}

/// The same that each of them would have been told of.
void TestRunners::sumUpWhatTheyWouldTell()
{
    SKIP_WHERE_MISSING();
    ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello", {"Content-Encoding: x-own"})}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 50);
    plan.atOnce = 5;
    const QJsonObject summary{{QStringLiteral("report"), QStringLiteral("summary")}};
    Told told = run(plan, summary);
    QVERIFY2(told.finished.has_value(), told.errors.constData());
    QVERIFY(told.stages.empty() && told.outcomes.empty());
    const RunnerFinished &finished = *told.finished;
    const RunTotals &totals = finished.totals;
    QCOMPARE(totals.done, 50U);
    QCOMPARE(totals.failed, 0U);
    QCOMPARE(totals.statuses, std::set<quint16>{200});
    QCOMPARE(totals.bytes, std::optional<qint64>(250));
    QCOMPARE(totals.digest, QByteArray("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    QCOMPARE(totals.exchange.http, std::set<HttpVersion>{HttpVersion::Http11});
    QCOMPARE(totals.exchange.codings, std::set<QByteArray>{"x-own"});
    if (limitsOf(info.name).tellsReuse) {
        // A connection may be opened and another one come free first.
        QVERIFY(totals.exchange.reused && *totals.exchange.reused < 50);
        QVERIFY(*totals.exchange.reused >= 50 - quint64(origin.connections()));
        QCOMPARE(totals.exchange.handshakes, std::optional<quint64>(0));
        QCOMPARE(totals.exchange.lookups, std::optional<quint64>(0));
    }
    QVERIFY(totals.mostInFlight > 0 && totals.mostInFlight <= 5);
    QCOMPARE(totals.doneNs.size(), 50U);
    QVERIFY(finished.at && totals.doneNs.back() <= *finished.at);
    QVERIFY(totals.response && totals.response->p50Ns > 0 && totals.response->p50Ns <= totals.response->p95Ns);
    QVERIFY(totals.response->meanNs < finished.elapsedNs);

    origin.onNextConnections({once(reply("404 Not Found", "no"))});
    separate(plan);
    plan.atOnce = 1;
    plan.requests = 2;
    told = run(plan, summary);
    QVERIFY2(told.finished.has_value(), told.errors.constData());
    QCOMPARE(told.finished->totals.done, 1U);
    QCOMPARE(told.finished->totals.failed, 1U);
    QCOMPARE(told.finished->totals.firstFault.error, ErrorClass::Status);
}

/// With many at once, connections go to other requests than those that asked for them.
void TestRunners::tellStagesOneAfterTheOther()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}});
    constexpr quint32 requests = 300;
    RunPlan plan = planFor(origin.url(), requests);
    plan.atOnce = 100;
    Told told = run(plan);
    QCOMPARE(told.outcomes.size(), std::size_t(requests));
    QVERIFY(told.stages.size() >= std::size_t(4) * requests); // queued, wait, receive, wrap
    std::sort(told.stages.begin(), told.stages.end(), [](const RunnerStage &one, const RunnerStage &other) {
        return std::pair(one.request, one.stage) < std::pair(other.request, other.stage);
    });
    for (std::size_t i = 1; i < told.stages.size(); ++i) {
        const RunnerStage &before = told.stages[i - 1];
        const RunnerStage &stage = told.stages[i];
        if (before.request == stage.request)
            QVERIFY2(before.begin + before.length <= stage.begin,
                     qPrintable(QStringLiteral("request %1, %2").arg(stage.request).arg(stageName(stage.stage))));
    }
}

void TestRunners::refuseWhatTheyDoNotKnow()
{
    SKIP_WHERE_MISSING();
    const ScriptedOrigin origin;
    const Told told = run(planFor(origin.url()), {{QStringLiteral("rate"), 5}});
    QVERIFY(!told.ready);
    QVERIFY2(told.errors.contains("rate"), told.errors.constData());
    QCOMPARE(origin.requests(), 0);
}

QTEST_GUILESS_MAIN(TestRunners)
#include "tst_runners.moc"
