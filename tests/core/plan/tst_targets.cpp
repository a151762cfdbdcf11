// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/targetorder.h"
#include "core/plan/targets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace fiftyfold;

class TestTargets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void refusesLines_data();
    void refusesLines();
    void keepsSecretsOutOfProblems_data();
    void keepsSecretsOutOfProblems();
    void readsHar();
    void leavesHarEntriesOut_data();
    void leavesHarEntriesOut();
    void refusesHar_data();
    void refusesHar();
    void namesForPeople();
    void hasLimits();
    void takesTurns();
    void shuffles_data();
    void shuffles();
    void shufflesFairly();
    void shufflesFarAway();
    void readsOrder();

private:
    /// "METHOD URL [NAME=VALUE] <BODY>" of each, with a bar between them; or what is wrong.
    static QString read(const QByteArray &bytes)
    {
        QString problem;
        const std::optional<TargetList> list = TargetList::fromBytes(bytes, QStringLiteral("list.txt"), &problem);
        if (!list)
            return problem;
        QStringList texts;
        for (const Target &target : list->targets) {
            QByteArray text = target.method + ' ' + target.url.text();
            for (const HeaderField &header : target.headers)
                text += " [" + header.name + '=' + header.value + ']';
            if (!target.body.isEmpty())
                text += " <" + target.body + '>';
            texts.append(QString::fromUtf8(text));
        }
        return texts.join(QLatin1String(" | "));
    }

    static QJsonObject entry(const char *method, const char *url, int status = 200)
    {
        return {{QStringLiteral("request"), QJsonObject{{QStringLiteral("method"), QLatin1String(method)},
                                                        {QStringLiteral("url"), QString::fromUtf8(url)},
                                                        {QStringLiteral("headers"), QJsonArray()}}},
                {QStringLiteral("response"), QJsonObject{{QStringLiteral("status"), status}}}};
    }

    static QByteArray har(const QJsonArray &entries)
    {
        const QJsonObject log{{QStringLiteral("version"), QStringLiteral("1.2")},
                              {QStringLiteral("creator"), QJsonObject()},
                              {QStringLiteral("entries"), entries}};
        return QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson();
    }
};

void TestTargets::readsLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("targets");
    const auto row = [](const QByteArray &bytes, const char *targets) {
        QTest::newRow(bytes.left(60).simplified().constData()) << bytes << QString::fromUtf8(targets);
    };
    row("http://h/a", "GET http://h/a");
    row("http://h/a\nhttps://i/b?c=d\n", "GET http://h/a | GET https://i/b?c=d");
    row("http://h/a\r\n\r\n  http://h/b  \r\n", "GET http://h/a | GET http://h/b");
    row("\xEF\xBB\xBFhttp://h/a\n", "GET http://h/a");
    row("# http://h/x\n\n  # more\nhttp://h/a#f\n#", "GET http://h/a");
    row("h:8080/a\n127.0.0.1\nlocalhost\n[::1]:81",
        "GET http://h:8080/a | GET http://127.0.0.1/ | GET http://localhost/ | GET http://[::1]:81/");
    row("POST http://h/a\nDELETE\thttp://h/b\nGET   h", "POST http://h/a | DELETE http://h/b | GET http://h/");
    row("post http://h/a\nPurge http://h/b", "POST http://h/a | PURGE http://h/b");
    row("MKCOL http://h/a\nM-SEARCH http://h/b", "MKCOL http://h/a | M-SEARCH http://h/b");
    row("practice:a?size=7\npractice:", "GET practice:a?size=7 | GET practice:robots.txt");
    row("practice:a?size={{size}}", "GET practice:a?size={{size}}");
    row("http://h/%7e/%2F?x=%zz", "GET http://h/%7e/%2F?x=%25zz");
    row("http://h/größe", "GET http://h/gr%C3%B6%C3%9Fe");
    row("http://h/{{random 1 100}}?{{ a }}", "GET http://h/%7B%7Brandom%201%20100%7D%7D?{{%20a%20}}");
    row("PUT http://h/{{random 1 100}}", "PUT http://h/%7B%7Brandom%201%20100%7D%7D");
    row("{\"url\":\"http://h/a\"}", "GET http://h/a");
    row("{\"url\":\"h/a%20b\\u002Fc\"}", "GET http://h/a%20b/c");
    row("{\"url\":\"http://h/\",\"method\":\"patch\",\"body\":\"x\\ny\"}", "PATCH http://h/ <x\ny>");
    row("{\"url\":\"http://h/\",\"body\":\"ü\"}", "POST http://h/ <ü>");
    row("{\"url\":\"http://h/\",\"body\":\"\"}", "GET http://h/");
    row(" {\"url\":\"http://h/\",\"headers\":{\"B\":\"1\",\"A\":[\"2\",\" 3 \"]}} ", "GET http://h/ [A=2] [A=3] [B=1]");
    row("{\"url\":\"http://h/\",\"headers\":[[\"B\",\"1\"],[\"A\",\"\"]]}", "GET http://h/ [B=1] [A=]");
    row("{\"url\":\"http://h/\",\"headers\":{}}\n{\"url\":\"i\",\"headers\":[]}", "GET http://h/ | GET http://i/");
    row("{\"url\":\"http://h/\",\"body\":\"{\\\"a\\\":\\\"{{b}}\\\"}\"}", "POST http://h/ <{\"a\":\"{{b}}\"}>");
    row("http://h/\n{\"url\":\"http://i/\"}\nPUT http://j/", "GET http://h/ | GET http://i/ | PUT http://j/");
}

void TestTargets::readsLines()
{
    QFETCH(const QByteArray, bytes);
    QTEST(read(bytes), "targets");
}

void TestTargets::refusesLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const QByteArray &bytes, const QByteArray &said) {
        QTest::newRow(bytes.left(60).simplified().constData())
            << bytes << QLatin1String("list.txt, ") + QString::fromUtf8(said);
    };
    const char *none = "it has no target; a line is URL, METHOD URL or JSON.";
    row("", none);
    row("\n \r\n#x\n", none);
    row(QByteArray("\xFF\xFEh\0", 4), "it is in UTF-16, and is to be in UTF-8.");
    row("http://h/\n\n# c\nftp://h/a\n",
        "line 4: The URL has a scheme that can't be fetched, ftp: got \"ftp://h/a\"; it takes "
        "http://HOST[:PORT]/PATH, https://… or practice:…");
    row("GET file:///etc/passwd",
        "line 1: The URL has a scheme that can't be fetched, file: got \"file:///etc/passwd\"; it takes "
        "http://HOST[:PORT]/PATH, https://… or practice:…");
    const char *form = "a line is URL, METHOD URL or {\"method\": …, \"url\": …, \"headers\": {…}, \"body\": …}.";
    row("http://h/a b", QByteArray("line 1: a blank in the URL \"http://h/a b\", where it is written %20; ") + form);
    row("example.org /a",
        QByteArray("line 1: a blank in the URL \"example.org /a\", where it is written %20; ") + form);
    row("http://h/\nX-Other: y\n",
        QByteArray("line 2: a blank in the URL \"X-Other: y\", where it is written %20; ") + form);
    row("GET http://h/ HTTP/1.1",
        QByteArray("line 1: a blank in the URL \"http://h/ HTTP/1.1\", where it is written %20; ") + form);
    row("POST http://h/\n@body.json",
        QByteArray("line 2: a body stands in a line of JSON, not in a file of its own; ") + form);
    row("GET", "line 1: GET without a URL behind it.");
    row("get ", "line 1: GET without a URL behind it.");
    row("CONNECT h:443",
        "line 1: CONNECT is a method for proxies; it takes one that asks for a page, such as GET or POST.");
    row("http://h:0/",
        "line 1: The URL has port 0: got \"http://h:0/\"; it takes http://HOST[:PORT]/PATH, https://… or "
        "practice:…");
    row("http://h/\x01", "line 1: a control character, which in JSON is written \\uXXXX and in a URL %XX.");
    row(QByteArray("http://h/\0", 10),
        "line 1: a control character, which in JSON is written \\uXXXX and in a URL %XX.");
    row("http://h/a\rhttp://h/b", "line 1: a control character, which in JSON is written \\uXXXX and in a URL %XX.");
    row("http://h/\xE4", "line 1: bytes that are no UTF-8.");
    row("[\n\"http://h/\"]", "line 1: a list; each target is on a line of its own.");
    row("[{\"url\":\"http://h/\"}]", "line 1: a list; each target is on a line of its own.");
    row("http://h/\n[\"http://h/\"]", "line 2: a list; each target is on a line of its own.");
    row("practice:a?latecy=5ms", "line 1: The practice server has no parameter \"latecy\"; it has latency, jitter, "
                                 "dist, rate, stall, size, status, fail, location and echo.");
    row("{", "line 1: no JSON (…");
    row("{\"url\":\"http://h/\"", "line 1: no JSON (…");
    row("{}", "line 1: \"url\", a text, is not there.");
    row("{\"url\":5}", "line 1: \"url\", a text, is not there.");
    row("{\"method\":\"GET\"}", "line 1: \"url\", a text, is not there.");
    row("{\"url\":\"\"}",
        "line 1: The URL is empty: got \"\"; it takes http://HOST[:PORT]/PATH, https://… or practice:…");
    row("{\"url\":\"h\",\"header\":{}}",
        "line 1: there is no \"header\"; did you mean \"headers\"? It takes method, url, headers and body.");
    row("{\"url\":\"h\",\"x\":1}", "line 1: there is no \"x\". It takes method, url, headers and body.");
    row("{\"url\":\"h\",\"method\":5}", "line 1: \"method\" takes a text; quotes in it are written \\\".");
    row("{\"url\":\"h\",\"method\":\"\"}", "line 1: \"\" is no HTTP method such as GET or POST.");
    row("{\"url\":\"h\",\"method\":\"GET /x\"}", "line 1: \"GET /x\" is no HTTP method such as GET or POST.");
    row("{\"url\":\"h\",\"body\":{\"a\":1}}", "line 1: \"body\" takes a text; quotes in it are written \\\".");
    row("{\"url\":\"h\",\"method\":\"HEAD\",\"body\":\"x\"}",
        "line 1: HEAD asks for no body and sends none; it takes another method such as POST.");
    const char *headers = "line 1: \"headers\" takes {\"NAME\": \"VALUE\"}, where a value may be a list of them, or "
                          "[[\"NAME\", \"VALUE\"]].";
    for (const char *wrong : {"5", "\"A: 1\"", "null", "{\"A\":5}", "{\"A\":[5]}", "{\"A\":{}}", "[\"A\"]", "[[\"A\"]]",
                              "[[\"A\",5]]", "[[\"A\",\"1\",\"2\"]]"})
        row(QByteArray("{\"url\":\"h\",\"headers\":") + wrong + '}', headers);
    row("{\"url\":\"h\",\"headers\":{\"A b\":\"1\"}}",
        "line 1: the name of a header has other signs than letters, digits and -.");
    row("{\"url\":\"h\",\"headers\":{\"\":\"1\"}}",
        "line 1: the name of a header has other signs than letters, digits and -.");
    row("{\"url\":\"h\",\"headers\":{\"A\":\"1\\r\\nB: 2\"}}",
        "line 1: the value of the header A has control characters.");
    row("{\"url\":\"h\",\"headers\":{\"A\":\"\\u0000x\"}}",
        "line 1: the value of the header A has control characters.");
}

void TestTargets::refusesLines()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(QString, said);
    QString got = read(bytes);
    if (said.endsWith(QChar(u'…'))) { // and then what Qt says
        said.chop(1);
        got.truncate(said.size());
    }
    QCOMPARE(got, said);
}

void TestTargets::keepsSecretsOutOfProblems_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"X-Api-Key: hunter2", "Authorization: Bearer hunter2", "ftp://me:hunter2@h/", "http://h/?token=hunter2 x",
          "http://me:hunter2@h:99999/", "{\"url\":\"http://me:hunter2@h:99999/\"}",
          "{\"url\":\"h\",\"headers\":{\"Authorization\":\"hunter2\\nx\"}}",
          "{\"url\":\"h\",\"method\":\"token=hunter2\"}", "{\"url\":\"h\",\"headers\":{\"Cookie: hunter2\":\"\"}}",
          "{\"url\":\"h\",\"body\":\"token=hunter2\"", "{\"url\":\"h\",\"method\":\"HEAD\",\"body\":\"hunter2\"}"})
        QTest::newRow(line) << QByteArray(line);
}

void TestTargets::keepsSecretsOutOfProblems()
{
    QFETCH(const QByteArray, line);
    const QString said = read(line);
    QVERIFY2(said.startsWith(QLatin1String("list.txt, line 1: ")), qPrintable(said));
    QVERIFY2(!said.contains(QLatin1String("hunter2")), qPrintable(said));
}

void TestTargets::readsHar()
{
    const QByteArray bytes =
        R"(  {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],
"entries":[
 {"startedDateTime":"2026-11-25T10:00:00.000Z","time":101.9,"_resourceType":"document",
  "request":{"method":"GET","url":"https://h.example/%7e?q=1#f","httpVersion":"http/2.0","cookies":[],
   "headers":[{"name":":authority","value":"h.example"},{"name":":method","value":"GET"},{"name":"Host","value":"h"},
    {"name":"accept","value":" text/html "},{"name":"Accept-Encoding","value":"br"},{"name":"connection","value":"x"},
    {"name":"Cookie","value":"a=b"},{"name":"Content-Length","value":"5"},{"name":"Keep-Alive","value":"5"}],
   "queryString":[],"headersSize":-1,"bodySize":0},
  "response":{"status":200},"cache":{},"timings":{"send":0,"wait":1,"receive":0}},
 {"request":{"method":"post","url":"https://h.example/a","headers":[{"name":"Content-Type","value":"text/x"},
    {"name":"content-length","value":"0"}],
   "postData":{"mimeType":"application/json","text":"{\"a\":\"{{b}} ü\"}"}},"response":{"status":302}},
 {"request":{"method":"POST","url":"https://H.example:8443/b","headers":[],
   "postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a b","value":"c&d"},{"name":"e","value":"ä*~"}]}},
  "response":{"status":404}},
 {"request":{"method":"GET","url":"https://h.example/c"}},
 {"request":{"method":"POST","url":"https://h.example/d","headers":[{"name":"Content-Length","value":"0"}]}}
]}})";
    QCOMPARE(read(bytes),
             QStringLiteral("GET https://h.example/%7e?q=1 [accept=text/html] [Cookie=a=b] | "
                            "POST https://h.example/a [Content-Type=text/x] <{\"a\":\"{{b}} ü\"}> | "
                            "POST https://h.example:8443/b [Content-Type=application/x-www-form-urlencoded] "
                            "<a+b=c%26d&e=%C3%A4*%7E> | GET https://h.example/c | "
                            "POST https://h.example/d [Content-Length=0]"));
    QString problem;
    const std::optional<TargetList> list = TargetList::fromBytes("\xEF\xBB\xBF" + bytes, {}, &problem);
    QVERIFY(list && list->isRecording);
    QCOMPARE(list->leftOut, 0);
    QVERIFY(!TargetList::fromBytes("http://h/", {}, &problem)->isRecording);
}

void TestTargets::leavesHarEntriesOut_data()
{
    QTest::addColumn<QJsonObject>("other");
    QTest::newRow("another host") << entry("GET", "https://cdn.example/a.js");
    QTest::newRow("a host below it") << entry("GET", "https://www.h.example/");
    QTest::newRow("never answered") << entry("GET", "https://h.example/x", 0);
    QTest::newRow("data") << entry("GET", "data:text/plain,x");
    QTest::newRow("WebSocket") << entry("GET", "wss://h.example/");
    QTest::newRow("extension") << entry("GET", "chrome-extension://h.example/");
    QJsonObject upload = entry("POST", "https://h.example/");
    QJsonObject request = upload[QLatin1String("request")].toObject();
    request[QLatin1String("postData")] =
        QJsonObject{{QStringLiteral("mimeType"), QStringLiteral("multipart/form-data; boundary=x")},
                    {QStringLiteral("params"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("f")}}}}};
    upload[QLatin1String("request")] = request;
    QTest::newRow("a form without its text") << upload;
}

void TestTargets::leavesHarEntriesOut()
{
    QFETCH(const QJsonObject, other);
    QString problem;
    const std::optional<TargetList> list = TargetList::fromBytes(
        har({entry("GET", "https://h.example/a"), other, entry("GET", "http://h.example/b"), other}), {}, &problem);
    QVERIFY2(list, qPrintable(problem));
    QCOMPARE(list->targets.size(), 2);
    QCOMPARE(list->leftOut, 2);
    // The first entry says which host it is about, answered or not; one that is no page at all does not.
    const std::optional<TargetList> first =
        TargetList::fromBytes(har({entry("GET", "data:,x"), entry("GET", "https://h.example/", 0),
                                   entry("GET", "https://i.example/"), entry("GET", "https://h.example/")}),
                              {}, &problem);
    QVERIFY2(first, qPrintable(problem));
    QCOMPARE(first->targets.size(), 1);
    QCOMPARE(first->leftOut, 3);
    // Nor does one that a proxy was asked to let through.
    const std::optional<TargetList> proxied = TargetList::fromBytes(
        har({entry("CONNECT", "http://i.example:443/"), entry("GET", "https://h.example/")}), {}, &problem);
    QVERIFY2(proxied, qPrintable(problem));
    QCOMPARE(proxied->targets.size(), 1);
    QCOMPARE(proxied->leftOut, 1);
}

void TestTargets::refusesHar_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const QByteArray &bytes, const char *said) {
        QTest::newRow(name) << bytes << QLatin1String("list.txt, ") + QString::fromUtf8(said);
    };
    row("cut off", "{\"log\":{\"version\":\"1.2\"", "a HAR that is no JSON: …");
    row("no entries", "{\"log\":{\"version\":\"1.2\"}}", "a HAR without a list of entries.");
    row("entries of another kind", "{\"log\":{\"entries\":{}}}", "a HAR without a list of entries.");
    row("log of another kind", "{\"log\":5}", "a HAR without a list of entries.");
    row("another version", "{\"log\":{\"version\":\"2.0\",\"entries\":[]}}", "a HAR of version 2.0; it takes 1.2.");
    row("nothing in it", har({}), "a HAR in which no request was answered.");
    row("nothing answered", har({entry("GET", "http://h/", 0)}), "a HAR in which no request was answered.");
    row("no entry", har({entry("GET", "http://h/"), 5}), "entry 2: it has no request with a url.");
    row("no URL", har({entry("GET", "")}), "entry 1: it has no request with a url.");
    row("bad URL", har({entry("GET", "http://me:hunter2@h:99999/")}),
        "entry 1: its URL \"http://[redacted]@h:99999/\" can't be read.");
    row("bad method", har({entry("GET /", "http://h/")}), "entry 1: \"GET /\" is no HTTP method such as GET or POST.");
    row("no method", har({entry("", "http://h/")}), "entry 1: \"\" is no HTTP method such as GET or POST.");
    QByteArray header = har({entry("GET", "http://h/")});
    header.replace("\"headers\": [\n", "\"headers\": [{\"name\":\"A\",\"value\":\"x\\r\\ny\"}\n");
    row("line break in a header", header, "entry 1: the value of the header A has control characters.");
}

void TestTargets::refusesHar()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(QString, said);
    QString got = read(bytes);
    if (said.endsWith(QChar(u'…'))) { // and then what Qt says
        said.chop(1);
        got.truncate(said.size());
    }
    QCOMPARE(got, said);
}

void TestTargets::namesForPeople()
{
    QString problem;
    const std::optional<TargetList> list =
        TargetList::fromBytes("PUT http://me:hunter2@h/a?token=hunter2&b=1", QStringLiteral("x"), &problem);
    QVERIFY2(list, qPrintable(problem));
    QCOMPARE(list->targets.first().name(), QStringLiteral("PUT http://[redacted]@h/a?token=[redacted]&b=1"));
    QVERIFY(!TargetList::fromBytes("ftp:x", QStringLiteral("a\x1b[2J"), &problem));
    QVERIFY2(problem.startsWith(QStringLiteral("a\uFFFD[2J, line 1: ")), qPrintable(problem));
}

void TestTargets::hasLimits()
{
    QCOMPARE(read("http://h/\nhttp://h/" + QByteArray(targetLineLimit, 'x')),
             QStringLiteral("list.txt, line 2: more than 1 MiB."));
    QVERIFY(!read("http://h/" + QByteArray(10'000, 'x')).startsWith(QLatin1String("list.txt")));
    QCOMPARE(read(QByteArray("h\n").repeated(targetsLimit + 1)),
             QStringLiteral("list.txt, line 100001: more than 100000 targets."));
    QCOMPARE(read("{\"url\":\"h\",\"headers\":" + QByteArray(100'000, '[')).left(40),
             QStringLiteral("list.txt, line 1: no JSON (too deeply ne"));
}

void TestTargets::takesTurns()
{
    const TargetOrder order(TargetOrder::Kind::Turn, 3, 7);
    for (quint32 i = 0; i < 100; ++i)
        QCOMPARE(order.targetOf(i), i % 3);
    QCOMPARE(TargetOrder(TargetOrder::Kind::Turn, 1, 7).targetOf(5), 0U);
}

void TestTargets::shuffles_data()
{
    QTest::addColumn<quint32>("count");
    for (const quint32 count : {1U, 2U, 3U, 4U, 5U, 31U, 32U, 33U, 64U, 65U, 100U, 1000U, 4096U, 4097U, 100'000U})
        QTest::addRow("%u", count) << count;
}

void TestTargets::shuffles()
{
    QFETCH(const quint32, count);
    const TargetOrder order(TargetOrder::Kind::Shuffled, count, 42);
    const TargetOrder same(TargetOrder::Kind::Shuffled, count, 42);
    const TargetOrder other(TargetOrder::Kind::Shuffled, count, 43);
    std::vector<quint32> before;
    quint32 differences = 0;
    for (quint64 cycle = 0; cycle < 4; ++cycle) {
        std::vector<quint32> targets;
        for (quint64 i = 0; i < count; ++i) {
            targets.push_back(order.targetOf(cycle * count + i));
            QCOMPARE(same.targetOf(cycle * count + i), targets.back());
            differences += other.targetOf(cycle * count + i) == targets.back() ? 0U : 1U;
        }
        if (count > 20) {
            QVERIFY(targets != before);
            QVERIFY(!std::is_sorted(targets.begin(), targets.end()));
        }
        before = targets;
        std::sort(targets.begin(), targets.end());
        std::vector<quint32> each(count);
        std::iota(each.begin(), each.end(), 0U);
        QVERIFY(targets == each);
    }
    if (count > 20)
        QVERIFY(differences > 2 * count);
}

void TestTargets::shufflesFairly()
{
    // Of three every order is as likely; of fifty each target comes at each place as often.
    QMap<quint32, int> orders;
    const TargetOrder three(TargetOrder::Kind::Shuffled, 3, 1);
    for (quint64 i = 0; i < 18'000; i += 3)
        ++orders[three.targetOf(i) * 100 + three.targetOf(i + 1) * 10 + three.targetOf(i + 2)];
    QCOMPARE(orders.size(), 6);
    for (const int count : std::as_const(orders))
        QVERIFY2(count > 850 && count < 1150, qPrintable(QString::number(count)));
    constexpr quint32 many = 50;
    const TargetOrder fifty(TargetOrder::Kind::Shuffled, many, 1);
    std::vector<int> counts(many * many);
    for (quint64 i = 0; i < 5000 * many; ++i)
        ++counts[i % many * many + fifty.targetOf(i)];
    double chiSquared = 0;
    for (const int count : counts)
        chiSquared += (count - 100) * (count - 100) / 100.0;
    QVERIFY2(chiSquared > 2100 && chiSquared < 2720, qPrintable(QString::number(chiSquared))); // 2401 ± 4.6 sigma
}

void TestTargets::shufflesFarAway()
{
    const TargetOrder order(TargetOrder::Kind::Shuffled, 100'000, 5);
    // The same in every process and in each version: who repeats a run means this.
    const quint32 far = order.targetOf(Q_UINT64_C(9'999'999'999));
    QVERIFY(far < 100'000);
    QCOMPARE(TargetOrder(TargetOrder::Kind::Shuffled, 100'000, 5).targetOf(Q_UINT64_C(9'999'999'999)), far);
    QCOMPARE(TargetOrder(TargetOrder::Kind::Shuffled, 0, 5).targetOf(7), 0U); // nothing to choose from
}

void TestTargets::readsOrder()
{
    QVERIFY(TargetOrder::kindFromText(QStringLiteral("turn")) == TargetOrder::Kind::Turn);
    QVERIFY(TargetOrder::kindFromText(QStringLiteral("shuffled")) == TargetOrder::Kind::Shuffled);
    for (const char *text : {"", "Turn", "random", "turn "})
        QVERIFY(!TargetOrder::kindFromText(QString::fromLatin1(text)));
}

QTEST_GUILESS_MAIN(TestTargets)
#include "tst_targets.moc"
