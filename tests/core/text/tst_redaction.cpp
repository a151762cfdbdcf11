// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planjson.h"
#include "core/plan/runplan.h"
#include "core/plan/secretfilter.h"
#include "core/text/redaction.h"

#include <QJsonDocument>
#include <QTest>

using namespace fiftyfold;

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsSecretHeaders();
    void redactsUrls_data();
    void redactsUrls();
    void redactsWhatWasTyped_data();
    void redactsWhatWasTyped();
    void knowsNames_data();
    void knowsNames();
    void redactsWords_data();
    void redactsWords();
    void readsHostileTexts();
    void filtersEchoes();
    void filtersCredentialsOfAnyField();
    void shortSecretsSpoilNoWords();
    void redactsUrlsInHeaders();
    void redactsCommands_data();
    void redactsCommands();
    void planKeepsNoSecret();
};

void TestRedaction::knowsSecretHeaders()
{
    for (const char *name : {"Authorization", "proxy-authorization", "COOKIE", "Set-Cookie", "x-api-key"})
        QVERIFY2(isSecretHeader(name), name);
    for (const char *name : {"X-Auth-Token", "X-CSRF-Token", "X-Session-Id", "X-Secret", "Api-Key", "X-Password-Hash",
                             "x-amz-security-token", "X-Goog-Iap-Jwt-Assertion", "Signature", "X-My-Cookie", "apikey"})
        QVERIFY2(isSecretHeader(name), name);
    for (const char *name : {"Accept", "Accept-Language", "Location", "ETag", "Content-Type", "Date", "Via"})
        QVERIFY2(!isSecretHeader(name), name);
    QCOMPARE(redactedHeaderValue("authorization", "Bearer abc"), QByteArray("[redacted]"));
    QCOMPARE(redactedHeaderValue("Accept", "text/html"), QByteArray("text/html"));
    QCOMPARE(redactedHeaderValue("X-Forwarded", "Bearer abc def"), QByteArray("Bearer [redacted]"));
    QCOMPARE(redactedHeaderValue("X-Forwarded", " basic YTpi"), QByteArray(" basic [redacted]"));
    QCOMPARE(redactedHeaderValue("X-Plan", "Basic"), QByteArray("Basic"));
    QCOMPARE(redactedHeaderValue("X-Plan", "basics of it"), QByteArray("basics of it"));
}

void TestRedaction::redactsCommands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *command, const char *shown) {
        QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(shown);
    };
    row("python3 -B mine.py", "python3 -B mine.py");
    row("curl -su me:pw -ume:pw http://h/", "curl -su [redacted] -u[redacted] http://h/");
    row("curl -H 'Cookie: a=1; b=2' -v 'http://h/'", "curl -H \"Cookie: [redacted]\" -v 'http://h/'");
    row("mine -url http://h/", "mine -url http://h/");
    row("mine --token abc -x", "mine --token [redacted] -x");
    row("TOKEN=abc mine", "TOKEN=[redacted] mine");
    row("mine https://me:pw@example.org/a?x=1", "mine https://[redacted]@example.org/a?x=1");
    row("mine https://me:p@w@example.org/", "mine https://[redacted]@example.org/");
    row("mine -H \"Authorization: Bearer abc def\" -v", "mine -H \"Authorization: [redacted]\" -v");
    row("mine -H \"x-api-key:abc\"", "mine -H x-api-key:[redacted]");
    row("mine Authorization: Bearer abc -v", "mine Authorization: Bearer [redacted] -v");
    row("mine \"--token=foo bar\" -v", "mine --token=[redacted] -v");
    row("mine --password \"my\"\"\"secret\" -v", "mine --password [redacted] -v");
    row("mine --cookie session=abc", "mine --cookie [redacted]");
    row("mine -u me:pw --user me:pw", "mine -u [redacted] --user [redacted]");
    row("mine {\"\"\"token\"\"\":\"\"\"abc\"\"\"}", "mine {\"token\":[redacted]");
    row("GITHUB_TOKEN=abc mine", "GITHUB_TOKEN=[redacted] mine");
    row("mine --api-key abc --access-token=def", "mine --api-key [redacted] --access-token=[redacted]");
    row("mine --url https://h/?sig=abc&b=1", "mine --url https://h/?sig=[redacted]&b=1");
    row("mine -H \"X-Auth-Token: abc\"", "mine -H \"X-Auth-Token: [redacted]\"");
    row("mine \"--dir=a b\"  --keyboard", "mine \"--dir=a b\"  --keyboard");
}

void TestRedaction::redactsCommands()
{
    QFETCH(const QString, command);
    QTEST(redactedCommand(command), "shown");
}

void TestRedaction::redactsUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *url, const char *shown) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(shown);
    };
    row("http://host/path?a=1", "http://host/path?a=1");
    row("http://user:pass@host/", "http://[redacted]@host/");
    row("http://user@host/", "http://[redacted]@host/");
    row("http://host/?token=abc&a=1", "http://host/?token=[redacted]&a=1");
    row("http://host/?KEY=abc", "http://host/?KEY=[redacted]");
    row("http://host/?a=1&signature=x%20y&Secret=1&password=p",
        "http://host/?a=1&signature=[redacted]&Secret=[redacted]&password=[redacted]");
    row("http://host/?to%6ben=abc", "http://host/?to%6ben=[redacted]");
    row("http://host/?monkey=1", "http://host/?monkey=1");
    // All that is not secret stays byte for byte.
    row("http://host/a%2Fb?b=1%2B2;c&token=x", "http://host/a%2Fb?b=1%2B2;c&token=[redacted]");
    row("http://host/?a=http://in/?x=1&key=2&b=3", "http://host/?a=http://in/?x=1&key=[redacted]&b=3");
    row("http://host/?next=https%3A%2F%2Fu%3Ap%40in%2F%3Ftoken%3Dabc%26a%3D1&b=2",
        "http://host/?next=https%3A%2F%2F[redacted]%40in%2F%3Ftoken%3D[redacted]%26a%3D1&b=2");
    row("http://host/?n=https%253A%252F%252Fin%252F%253Fsig%253Dab%2526x%253D1&b=2",
        "http://host/?n=https%253A%252F%252Fin%252F%253Fsig%253D[redacted]%2526x%253D1&b=2");
    row("http://host/#access_token=abc&state=1", "http://host/");
    row("http://host/a;jsessionid=abc/b?x=1", "http://host/a;jsessionid=[redacted]/b?x=1");
    row("http://host/?user%5Bpassword%5D=abc&x=1", "http://host/?user%5Bpassword%5D=[redacted]&x=1");
    row("http://host/?token=a%26b&x=1", "http://host/?token=[redacted]&x=1");
    row("http://host/?token=a;b&x=1", "http://host/?token=[redacted]&x=1");
    row("http://host/?token=a;x=1", "http://host/?token=[redacted];x=1");
    row("http://host/?token=", "http://host/?token=");
    row("http://host/?token=[redacted]", "http://host/?token=[redacted]");
    row("practice:robots.txt?latency=100ms&size=7000", "practice:robots.txt?latency=100ms&size=7000");
}

void TestRedaction::redactsUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(redactedUrl(ExactUrl::fromText(url)), shown);
}

void TestRedaction::redactsWhatWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *typed, const char *shown) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(shown);
    };
    row("me:hunter2@host/", "[redacted]@host/");
    row("http://me:hunter2@", "http://[redacted]@");
    row("http:me:hunter2@host", "http:[redacted]@host");
    row("http://h:99999/a?TOKEN=hunter2&b=1", "http://h:99999/a?TOKEN=[redacted]&b=1");
    row("http://host/a@b", "http://host/a@b");
    row("http://host/#access_token=abc&state=1", "http://host/#access_token=[redacted]&state=1");
    row("http://a b/", "http://a b/");
    row("", "");
    row("http://me:hun/ter2@host/", "http://[redacted]@host/");
    row("http://me:hun#ter2@host/a?b=1", "http://[redacted]@host/a?b=1");
    row("http://host/%2f?a=%7e&b=100%&c=%zz&token=x", "http://host/%2f?a=%7e&b=100%&c=%zz&token=[redacted]");
    row("http:/me:hunter2@host/", "http:/[redacted]@host/");
    row("password=hunter2", "password=[redacted]");
    row("http://h/?token=hunter2 and more", "http://h/?token=[redacted]");
}

/// The names of the contract, in other spellings, and those that only look like them.
void TestRedaction::knowsNames_data()
{
    QTest::addColumn<bool>("isSecret");
    for (const char *name : {"access_token",
                             "refresh_token",
                             "id_token",
                             "client_secret",
                             "sig",
                             "signature",
                             "X-Amz-Signature",
                             "X-Amz-Credential",
                             "x-amz-date",
                             "X-Goog-Signature",
                             "X-GOOG-Expires",
                             "auth",
                             "authorization",
                             "apikey",
                             "api-key",
                             "api_key",
                             "session",
                             "sid",
                             "jwt",
                             "code",
                             "otp",
                             "pwd",
                             "passwd",
                             "password",
                             "pass",
                             "secret",
                             "key",
                             "token",
                             "credential",
                             "private",
                             "ACCESS_TOKEN",
                             "ApiKey",
                             "apiKey",
                             "APIKey",
                             "accessToken",
                             "accesstoken",
                             "clientSecret",
                             "sessionId",
                             "PHPSESSID",
                             "JSESSIONID",
                             "connect.sid",
                             "user[password]",
                             "userPassword",
                             "AWSAccessKeyId",
                             "private_token",
                             "device_code",
                             "csrf_token",
                             "oauth_verifier",
                             "x-api-key",
                             "secretkey",
                             "db.password"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"monkey",  "keyboard",   "author",     "status_code",     "zipcode", "codec",     "passage",
          "sidebar", "max_tokens", "token_type", "session_expires", "design",  "tokenizer", "keyword",
          "q",       "page",       "",           "compass",         "signal",  "assign",    "private2public"})
        QTest::newRow(*name == 0 ? "(empty)" : name) << (qstrcmp(name, "private2public") == 0);
}

void TestRedaction::knowsNames()
{
    QFETCH(const bool, isSecret);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(isSecretName(name == QLatin1String("(empty)") ? QString() : name), isSecret);
}

void TestRedaction::redactsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *text, const char *shown) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(shown);
    };
    row("Got http://u:p@h/?token=abc.", "Got http://[redacted]@h/?token=[redacted].");
    row("see \"http://h/?token=abc&x=1\" there", "see \"http://h/?token=[redacted]&x=1\" there");
    row("denied: password=hunter2, retry", "denied: password=[redacted], retry");
    row("password = hunter2 is wrong", "password = [redacted] is wrong");
    row("password=\"hunter 2\" is wrong", "password=\"[redacted]\" is wrong");
    row("Authorization: Bearer abc def", "Authorization: [redacted]");
    row("x-auth-token: abc", "x-auth-token: [redacted]");
    row("{\"token\":\"abc\",\"a\":1}", "{\"token\":\"[redacted]\",\"a\":1}");
    row("{'otp': 123456, 'a': 1}", "{'otp': [redacted], 'a': 1}");
    row("{\"t\": \"{\\\"token\\\":\\\"abc\\\",\\\"a\\\":1}\"}",
        "{\"t\": \"{\\\"token\\\":\\\"[redacted]\\\",\\\"a\\\":1}\"}");
    // What is to be read stays so.
    row("--key: the file \"k\" could not be read: no such file",
        "--key: the file \"k\" could not be read: no such file");
    row("No TLS connection to a:443: bad key: unknown.", "No TLS connection to a:443: bad key: unknown.");
    row("https://127.0.0.1:8080/a?x=1: mail me@host", "https://127.0.0.1:8080/a?x=1: mail me@host");
    row("give --proxy http://USER:PASSWORD@HOST:PORT", "give --proxy http://[redacted]@HOST:PORT");
}

void TestRedaction::redactsWords()
{
    QFETCH(const QString, text);
    QTEST(redactedWords(text), "shown");
    QCOMPARE(redactedWords(redactedWords(text)), redactedWords(text));
}

/// A stranger's text of any shape is read in linear time: this one, 300 KB of the worst, within the test's.
void TestRedaction::readsHostileTexts()
{
    for (const char *piece : {"://a:b", "x-key:", "token=", "\"token\":", ";a", "://", "%253D", "@", "?token={"}) {
        const QString text = QString::fromLatin1(piece).repeated(50'000);
        QVERIFY(!redactedWords(text).isNull());
        QVERIFY(!redactedUrlText(text).isNull());
        QVERIFY(!redactedUrlText(text + QLatin1Char('@')).isNull());
    }
    // What may be a user has its @ behind the word, or behind the value that it would be in.
    const QString users = QStringLiteral("://a:b/").repeated(50'000);
    for (const QString &text : {users + QLatin1String(" @"), users + QLatin1String("\n%40")})
        QVERIFY(redactedWords(text) == text);
    const QString query = QLatin1Char('?') + users + QLatin1String("&@");
    QVERIFY(redactedUrlText(query) == query);
}

/// A server that echoes what it was sent.
void TestRedaction::filtersEchoes()
{
    RunPlan plan;
    plan.url =
        QUrl(QStringLiteral("https://me:hunter2@host/?api_key=s3cr%2Fet&next=https%3A%2F%2Fin%2F%3Fsig%3Dn3sted"));
    plan.headers = {{"X-Auth-Token", "t0ken77"}, {"Authorization", "Basic Ym9iOnMzc2FtZQ=="}};
    plan.body = "user=bob&password=b0dy%20pw";
    const SecretFilter filter(plan);
    for (const char *echo : {"404 hunter2", "s3cr%2Fet", "s3cr/et", "no n3sted here", "<t0ken77>", "b0dy pw",
                             "b0dy%20pw", "Basic Ym9iOnMzc2FtZQ==", "bob:s3same", "s3same", "{\"got\":\"s3cr\\/et\"}"})
        QVERIFY2(filter.filtered(QString::fromLatin1(echo)).contains(QLatin1String(redactedText)), echo);
    const QString own = filter.filtered(QStringLiteral("Go to http://other/?session=theirs&a=1"));
    QCOMPARE(own, QStringLiteral("Go to http://other/?session=[redacted]&a=1"));

    // Cut off, also in the middle of a character.
    RunPlan cut;
    cut.headers = {{"X-Auth-Token", QByteArray("h\xc3\xbcnter2")}};
    const SecretFilter ofCut(cut);
    QCOMPARE(ofCut.filteredBeginning(QStringLiteral("say h\u00fcnte")), QStringLiteral("say [redacted]"));
    cut.headers = {{"X-Auth-Token", QByteArray("hunter\xc3\xbc")}};
    QCOMPARE(SecretFilter(cut).filteredBeginning(QString::fromUtf8("say hunter\xc3")),
             QStringLiteral("say [redacted]"));

    RunPlan json;
    json.body = R"({"user": {"password": "j5onpw"}, "page": "index"})";
    QCOMPARE(SecretFilter(json).filtered(QStringLiteral("j5onpw of index")), QStringLiteral("[redacted] of index"));
}

void TestRedaction::filtersCredentialsOfAnyField()
{
    RunPlan plan;
    plan.headers = {{"X-Forwarded", "Bearer hunter2"}};
    QCOMPARE(SecretFilter(plan).filtered(QStringLiteral("no hunter2 here")), QStringLiteral("no [redacted] here"));
}

/// A short secret is one only as a whole word, so that messages stay readable.
void TestRedaction::shortSecretsSpoilNoWords()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://host/?code=the&pass=1"));
    QCOMPARE(SecretFilter(plan).filtered(QStringLiteral("These are the 10 others")),
             QStringLiteral("These are [redacted] 10 others"));
}

void TestRedaction::redactsWhatWasTyped()
{
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    QCOMPARE(redactedUrlText(typed), shown);
}

void TestRedaction::redactsUrlsInHeaders()
{
    QCOMPARE(redactedHeaderValue("Location", "http://u:p@h/?token=x"),
             QByteArray("http://[redacted]@h/?token=[redacted]"));
    QCOMPARE(redactedHeaderValue("Link", "<http://h/?token=x&a=1>; rel=next"),
             QByteArray("<http://h/?token=[redacted]&a=1>; rel=next"));
    QCOMPARE(redactedHeaderValue("Refresh", "0; url=http://h/?sid=x"), QByteArray("0; url=http://h/?sid=[redacted]"));
    QCOMPARE(redactedHeaderValue("Referer", "/?secret=x"), QByteArray("/?secret=[redacted]"));
}

void TestRedaction::planKeepsNoSecret()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("https://user:hunter2@host/?token=hunter2"));
    plan.headers = {{"Authorization", "hunter2"}, {"Cookie", "a=hunter2"}, {"X-Api-Key", "hunter2"}, {"Accept", "*/*"}};
    plan.body = "hunter2";
    plan.proxy = QUrl(QStringLiteral("http://me:hunter2@proxy:1"));
    const QByteArray json = QJsonDocument(redactedPlanToJson(plan)).toJson();
    QVERIFY(!json.contains("hunter2"));
    QVERIFY(json.contains("[redacted]"));
    QVERIFY(json.contains("*/*"));
}

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
