// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planjson.h"
#include "core/redaction.h"
#include "core/runplan.h"

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
    void redactsUrlsInHeaders();
    void redactsCommands_data();
    void redactsCommands();
    void planKeepsNoSecret();
};

void TestRedaction::knowsSecretHeaders()
{
    for (const char *name : {"Authorization", "proxy-authorization", "COOKIE", "Set-Cookie", "x-api-key"})
        QVERIFY2(isSecretHeader(name), name);
    QVERIFY(!isSecretHeader("Accept"));
    QCOMPARE(redactedHeaderValue("authorization", "Bearer abc"), QByteArray("[redacted]"));
    QCOMPARE(redactedHeaderValue("Accept", "text/html"), QByteArray("text/html"));
}

void TestRedaction::redactsCommands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *command, const char *shown) {
        QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(shown);
    };
    row("python3 -B mine.py", "python3 -B mine.py");
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
    row("http://host/?to%6ben=abc", "http://host/?token=[redacted]");
    row("http://host/?monkey=1", "http://host/?monkey=1");
}

void TestRedaction::redactsUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(redactedUrl(QUrl(url)), shown);
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
    row("http://a b/", "http://a b/");
    row("", "");
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
