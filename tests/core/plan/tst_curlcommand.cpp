// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/curlcommand.h"

#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

namespace {

/// "Name: value" of each.
QList<QByteArray> lines(const QList<HeaderField> &headers)
{
    QList<QByteArray> all;
    for (const HeaderField &header : headers)
        all.append(header.name + ": " + header.value);
    return all;
}

CurlReading readingOf(const char *text)
{
    return curlCommandFrom(QString::fromUtf8(text));
}

/// The plan that comes of a command, whose files have "x\r\ny\n" in them; with an empty URL where there is none.
RunPlan planOf(const char *text)
{
    RunPlan plan;
    const CurlReading reading = readingOf(text);
    if (!reading.command) {
        qWarning("%s", qPrintable(reading.problem));
        return plan;
    }
    FileContents files;
    const QStringList names = reading.command->files();
    for (const QString &name : names)
        files.insert(name, "x\r\ny\n");
    if (const QString problem = applyCurlCommand(*reading.command, plan, files, "BOUNDARY"); !problem.isEmpty())
        qWarning("%s", qPrintable(problem));
    return plan;
}

} // namespace

class TestCurlCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsCurl_data();
    void asksAsCurl();
    void readsUrls_data();
    void readsUrls();
    void sendsBodies_data();
    void sendsBodies();
    void sendsForms();
    void takesConnectionOver();
    void leavesTheRestOfAPlan();
    void namesFiles();
    void readsWhatBrowsersCopy_data();
    void readsWhatBrowsersCopy();
};

void TestCurlCommand::asksAsCurl_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<QByteArray>("body");
    const QByteArray urlEncoded = "Content-Type: application/x-www-form-urlencoded";
    const QByteArray json = "Content-Type: application/json";
    const auto row = [](const char *text, const QByteArray &method, const QList<QByteArray> &headers = {},
                        const QByteArray &body = {}) { QTest::newRow(text) << method << headers << body; };
    row("curl http://h/", "GET");
    row("/usr/bin/curl http://h/", "GET");
    row("curl.exe \"http://h/\"", "GET");
    row("$ curl http://h/", "GET");
    row("curl --url http://h/ -I", "HEAD");
    row("curl -XPUT http://h/", "PUT");
    row("curl -X PUT http://h/ --request=PATCH", "PATCH");
    row("curl http://h/ -d a=1", "POST", {urlEncoded}, "a=1");
    row("curl http://h/ -da=1 -db", "POST", {urlEncoded}, "a=1&b");
    row("curl http://h/ -d ''", "POST", {urlEncoded, "Content-Length: 0"});
    row("curl http://h/ -X GET -d a", "GET", {urlEncoded}, "a");
    row("curl http://h/ -d a -H 'content-type: text/plain'", "POST", {"content-type: text/plain"}, "a");
    row("curl http://h/ -d a -H 'Content-Type;'", "POST", {"Content-Type: "}, "a");
    row("curl http://h/ --json '{\"a\":1' --json ',\"b\":2}' -H 'X: 1'", "POST",
        {"X: 1", json, "Accept: application/json"}, "{\"a\":1,\"b\":2}");
    row("curl http://h/ --json {} -H 'accept: text/html' -d x", "POST", {"accept: text/html", json}, "{}&x");
    row("curl http://h/ -G -d a", "GET");
    row("curl http://h/ -G --json {}", "GET", {json, "Accept: application/json"});
    row("curl http://h/ -I -G -d a", "HEAD");
    row("curl http://h/ -H 'B: 2' -H 'A:1' -H 'C;' -H 'B: 3' -H 'D:  padded '", "GET",
        {"B: 2", "A: 1", "C: ", "B: 3", "D: padded "});
    row("curl http://h/ -u me:pw -A x -e http://r/ -b a=1 -b 'b=2; c=3' -H 'X: 1' -r 0-5", "GET",
        {"Authorization: Basic bWU6cHc=", "Range: bytes=0-5", "Referer: http://r/", "Cookie: a=1;b=2; c=3", "X: 1"});
    row("curl http://h/ -u me:pw -b a=1 -e r -H 'authorization: z' -H 'cookie: y' -H 'referer: w'", "GET",
        {"authorization: z", "cookie: y", "referer: w"});
    row("curl http://h/ -u me:pw -b a=1 -e r -H 'authorization:' -H 'Cookie:' -H 'referer:'", "GET");
    row("curl http://h/ -u 'ü:a:b'", "GET", {"Authorization: Basic w7w6YTpi"});
    row("curl http://h/ --oauth2-bearer t0ken", "GET", {"Authorization: Bearer t0ken"});
    row("curl http://h/ -b '' -e '' -H 'Expect:' -H 'Connection:'", "GET");
    row("curl http://h/ -e 'r;auto'", "GET", {"Referer: r"});
    row("curl http://h/ -H 'Accept:' -H 'Accept: a'", "GET", {"Accept: a"});
    row("curl http://h/ -sSLkH 'a: b' -XDELETE", "DELETE", {"a: b"});
    row("curl -H'a: b' -- http://h/", "GET", {"a: b"});
}

void TestCurlCommand::asksAsCurl()
{
    QFETCH(QByteArray, method);
    QFETCH(QList<QByteArray>, headers);
    QFETCH(QByteArray, body);
    const RunPlan plan = planOf(QTest::currentDataTag());
    QCOMPARE(plan.method, method);
    QCOMPARE(lines(plan.headers), headers);
    QCOMPARE(plan.body, body);
    QVERIFY(problemsOf(plan).isEmpty());
}

void TestCurlCommand::readsUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    const auto row = [](const char *text, const char *url) { QTest::newRow(text) << QByteArray(url); };
    row("curl h:81/a", "http://h:81/a");
    row("curl 'http://h/?a=b&c=d#e'", "http://h/?a=b&c=d");
    row("curl 'http://h/\\[1\\]\\{a,b\\}'", "http://h/[1]{a,b}");
    row("curl 'http://h/?a[]=1&b[]=2'", "http://h/?a[]=1&b[]=2");
    row("curl -g 'http://h/?a={1,2}&b=[3-4]&c=\\[5\\]'", "http://h/?a={1,2}&b=[3-4]&c=\\[5\\]");
    row("curl 'http://[::1]:81/'", "http://[::1]:81/");
    row("curl '[::1]:81/?a\\[\\]'", "http://[::1]:81/?a[]");
    row("curl 'http://u:p@[fe80::1%25lo]/'", "http://u:p@[fe80::1%25lo]/");
    row("curl http://h/a/../b/./c?x=/../y", "http://h/b/c?x=/../y");
    row("curl http://h/a/..", "http://h/");
    row("curl --path-as-is http://h/a/../b", "http://h/a/../b");
    row("curl http://h/a..b/.c/...", "http://h/a..b/.c/...");
    row("curl 'http://h/100%/../ü?q=\"<%zz>\"'", "http://h/ü?q=\"<%zz>\"");
    row("curl 'http://h/a b'", "http://h/a%20b");
    row("curl -G http://h -d a=b -d c", "http://h/?a=b&c");
    row("curl -G 'http://h/?x=1#f' -d a=b", "http://h/?x=1&a=b");
    row("curl -G 'http://h/?x&' -d a=b", "http://h/?x&a=b");
    row("curl -G 'http://h/?' -d a=b", "http://h/?a=b");
    row("curl -G http://h/ -d ''", "http://h/");
    row("curl -G http://h/ --data-urlencode 'd= é'", "http://h/?d=+%C3%A9");
    row("curl -G http://h/ -d @f", "http://h/?xy");
    row("curl 'http://h/?x' --url-query 'z= 1' --url-query '+r&w'", "http://h/?x&z=+1&r&w");
}

void TestCurlCommand::readsUrls()
{
    QFETCH(QByteArray, url);
    QCOMPARE(planOf(QTest::currentDataTag()).url.text(), url);
}

void TestCurlCommand::sendsBodies_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *options, const QByteArray &body) {
        QTest::newRow(options) << QByteArray(options) << body;
    };
    row("-d a -d b --data-raw c --data-ascii d --data-binary e --data=f", "a&b&c&d&e&f");
    row("-d @f", "xy");
    row("--data-ascii @f -d z", "xy&z");
    row("--data-binary @f", "x\r\ny\n");
    row("--json @f", "x\r\ny\n");
    row("--data-raw @f", "@f");
    row("--data-urlencode 'a b&c'", "a+b%26c");
    row("--data-urlencode '=d e=@'", "d+e%3D%40");
    row("--data-urlencode 'n m=f g/~-._é'", "n m=f+g%2F~-._%C3%A9");
    row("--data-urlencode @f", "x%0D%0Ay%0A");
    row("--data-urlencode n@f", "n=x%0D%0Ay%0A");
    row("--data-urlencode 'a@b=c'", "a@b=c");
    row("-d a --data-urlencode ''", "a&");
    row("-d $'\\xff\\x01 \\u00e9'", "\xff\x01 é");
    row("--data-raw $'a\\r\\nb'", "a\r\nb");
}

void TestCurlCommand::sendsBodies()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, body);
    QCOMPARE(planOf(QByteArray("curl http://h/ " + options).constData()).body, body);
}

void TestCurlCommand::sendsForms()
{
    const RunPlan plan = planOf("curl http://h/ -F a=b -F 'c=@d.txt' --form-string 'e=@f' -H 'X: 1'");
    QCOMPARE(plan.method, QByteArray("POST"));
    QCOMPARE(lines(plan.headers), (QList<QByteArray>{"X: 1", "Content-Type: multipart/form-data; boundary=BOUNDARY"}));
    QCOMPARE(plan.body, QByteArray("--BOUNDARY\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
                                   "--BOUNDARY\r\nContent-Disposition: form-data; name=\"c\"; filename=\"d.txt\"\r\n"
                                   "Content-Type: text/plain\r\n\r\nx\r\ny\n\r\n"
                                   "--BOUNDARY\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\n@f\r\n"
                                   "--BOUNDARY--\r\n"));
    const RunPlan other = planOf("curl http://h/ -X PUT -F a=b -H 'content-type: multipart/x' -H 'X: 1'");
    QCOMPARE(other.method, QByteArray("PUT"));
    QCOMPARE(lines(other.headers), (QList<QByteArray>{"X: 1", "Content-Type: multipart/x; boundary=BOUNDARY"}));
}

void TestCurlCommand::takesConnectionOver()
{
    const RunPlan plan =
        planOf("curl https://h/ -L -k -x p:81 -U 'u@:p:w' --resolve +h:443:127.0.0.1 --connect-to ::a:1 "
               "--unix-socket /s --cacert c --cert d --http2 -m 1.5 --connect-timeout 2 -A agent");
    QCOMPARE(plan.redirects, 50);
    QVERIFY(plan.insecure);
    QCOMPARE(plan.proxy->host(), QStringLiteral("p"));
    QCOMPARE(plan.proxy->port(), 81);
    QCOMPARE(plan.proxy->userName(QUrl::FullyDecoded), QStringLiteral("u@"));
    QCOMPARE(plan.proxy->password(QUrl::FullyDecoded), QStringLiteral("p:w"));
    QCOMPARE(plan.resolve, (QList<ResolveRule>{{QStringLiteral("h"), 443, QStringLiteral("127.0.0.1")}}));
    QCOMPARE(plan.connectTo, (QList<ConnectToRule>{{QString(), 0, QStringLiteral("a"), 1}}));
    QCOMPARE(plan.unixSocket, QStringLiteral("/s"));
    QCOMPARE(plan.caCertificate, QStringLiteral("c"));
    QCOMPARE(plan.certificate, QStringLiteral("d"));
    QCOMPARE(plan.privateKey, QStringLiteral("d"));
    QCOMPARE(plan.http, QStringLiteral("2"));
    QCOMPARE(plan.timeout, 1500ms);
    QCOMPARE(plan.connectTimeout, 2s);
    QCOMPARE(plan.userAgent, QStringLiteral("agent"));

    const RunPlan other = planOf("curl h -L --max-redirs 3 --cert d --key=e --socks5-hostname p:1 --http2 --http1.1");
    QCOMPARE(other.redirects, 3);
    QCOMPARE(other.privateKey, QStringLiteral("e"));
    QCOMPARE(other.proxy->scheme(), QStringLiteral("socks5h"));
    QCOMPARE(other.http, QStringLiteral("1.1"));
    QCOMPARE(planOf("curl h -L --max-redirs -1").redirects, redirectsLimit);
    QCOMPARE(planOf("curl h -L --no-location --max-redirs 3").redirects, 0);
    QVERIFY(planOf("curl h -x ''").proxy->isEmpty());
    QVERIFY(planOf("curl h --noproxy '*'").proxy->isEmpty());
}

void TestCurlCommand::leavesTheRestOfAPlan()
{
    RunPlan plan;
    plan.requests = 7;
    plan.timeout = 3s;
    plan.proxy = QUrl(QStringLiteral("http://p:1"));
    plan.redirects = 5;
    plan.insecure = true;
    plan.method = "PUT";
    plan.body = "x";
    plan.headers = {{"A", "b"}};
    plan.userAgent = QStringLiteral("x");
    QCOMPARE(applyCurlCommand(*readingOf("curl http://h/").command, plan, {}, {}), QString());
    QCOMPARE(plan.requests, 7U);
    QCOMPARE(plan.timeout, 3s);
    QCOMPARE(plan.proxy->host(), QStringLiteral("p"));
    QCOMPARE(plan.redirects, 0);
    QVERIFY(!plan.insecure);
    QCOMPARE(plan.method, QByteArray("GET"));
    QVERIFY(plan.body.isEmpty() && plan.headers.isEmpty() && plan.userAgent.isEmpty());
}

void TestCurlCommand::namesFiles()
{
    const CurlReading data = readingOf("curl h -d @b -d @'a a' --data-binary @b --data-urlencode x@c --data-raw @d");
    QCOMPARE(data.command->files(), QStringLiteral("b,a a,c").split(QLatin1Char(',')));
    const CurlReading form = readingOf("curl h -F 'x=@b;type=a/b' -F 'y=<a' --form-string z=@c");
    QCOMPARE(form.command->files(), QStringLiteral("b,a").split(QLatin1Char(',')));
    QVERIFY(readingOf("curl h -d b").command->files().isEmpty());

    RunPlan plan;
    const QString problem = applyCurlCommand(*form.command, plan, {{QStringLiteral("b"), "x"}}, "BOUNDARY");
    QVERIFY2(problem.contains(QLatin1String("\"a\"")), qPrintable(problem));
    QCOMPARE(plan, RunPlan());
}

void TestCurlCommand::readsWhatBrowsersCopy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("Chrome, bash") << QByteArray("curl 'http://127.0.0.1:8080/items?page=2' \\\n"
                                                "  -X 'PUT' \\\n"
                                                "  -H 'accept: application/json' \\\n"
                                                "  -H 'content-type: application/json' \\\n"
                                                "  -H 'x-empty;' \\\n"
                                                "  -b 'session=abc123; theme=dark' \\\n"
                                                "  --data-raw $'{\"note\":\"it\\'s 5 o\\'clock\\u0021\"}' \\\n"
                                                "  --insecure ;\n"
                                                "curl 'http://127.0.0.1:8080/other'")
                                  << QByteArray("PUT")
                                  << QList<QByteArray>{"Cookie: session=abc123; theme=dark", "accept: application/json",
                                                       "content-type: application/json", "x-empty: "}
                                  << QByteArray("{\"note\":\"it's 5 o'clock!\"}");
    QTest::newRow("Chrome, cmd") << QByteArray("curl --url ^\"http://127.0.0.1:8080/items?page=2^\" ^\r\n"
                                               "  -H ^\"accept: application/json^\" ^\r\n"
                                               "  --data-raw ^\"^{^\\^\"note^\\^\":^\\^\"100^% sure^\\^\"^}^\" &\r\n"
                                               "curl ^\"http://127.0.0.1:8080/other^\"")
                                 << QByteArray("POST")
                                 << QList<QByteArray>{"accept: application/json",
                                                      "Content-Type: application/x-www-form-urlencoded"}
                                 << QByteArray("{\"note\":\"100% sure\"}");
    QTest::newRow("Firefox") << QByteArray("curl 'http://127.0.0.1:8080/items?page=2' \\\n"
                                           "  -X POST \\\n"
                                           "  -H 'Accept: application/json' \\\n"
                                           "  --compressed \\\n"
                                           "  --data-binary $'{\"note\":\"x\\041\"}\\r\\n'")
                             << QByteArray("POST")
                             << QList<QByteArray>{"Accept: application/json",
                                                  "Content-Type: application/x-www-form-urlencoded"}
                             << QByteArray("{\"note\":\"x!\"}\r\n");
}

void TestCurlCommand::readsWhatBrowsersCopy()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, method);
    QFETCH(QList<QByteArray>, headers);
    QFETCH(QByteArray, body);
    const RunPlan plan = planOf(text.constData());
    QCOMPARE(plan.url.text(), QByteArray("http://127.0.0.1:8080/items?page=2"));
    QCOMPARE(plan.method, method);
    QCOMPARE(lines(plan.headers), headers);
    QCOMPARE(plan.body, body);
    QVERIFY(problemsOf(plan).isEmpty());
}

QTEST_APPLESS_MAIN(TestCurlCommand)
#include "tst_curlcommand.moc"
