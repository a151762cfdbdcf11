// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/exacturl.h"

#include "core/plan/planjson.h"
#include "core/text/redaction.h"
#include "support/urltable.h"

#include <QJsonDocument>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestExactUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasTyped_data();
    void keepsWhatWasTyped();
    void survivesARecord_data() { keepsWhatWasTyped_data(); }
    void survivesARecord();
    void resolves_data();
    void resolves();
    void wrongHosts();
    void slashesAfterTheScheme();
    void practiceIsKeptToo();
    void canStayAsGiven();
};

void TestExactUrl::keepsWhatWasTyped_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("target");
    const QList<UrlCase> cases = urlCases();
    for (const UrlCase &one : cases)
        QTest::newRow(one.typed.constData()) << one.typed << one.target;
}

void TestExactUrl::keepsWhatWasTyped()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QByteArray, target);
    QString message;
    const ExactUrl url = urlFromUserInput(QString::fromUtf8("http://me:p%40w@host:8080" + typed), &message);
    QCOMPARE(message, QString());
    QCOMPARE(url.target(), target);
    QCOMPARE(url.text(), "http://me:p%40w@host:8080" + target);
    QCOMPARE(url.textWithoutUserInfo(), "http://host:8080" + target);
    QCOMPARE(url.host(), QStringLiteral("host"));
    QCOMPARE(ExactUrl::fromText(url.text()), url);
}

void TestExactUrl::survivesARecord()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const QByteArray, target);
    RunPlan plan;
    plan.url = ExactUrl::fromText("http://127.0.0.1:8080" + typed);
    const QByteArray json = QJsonDocument(planToJson(plan)).toJson();
    QString problem;
    const RunPlan back = planFromJson(QJsonDocument::fromJson(json).object(), &problem);
    QCOMPARE(problem, QString());
    QCOMPARE(back.url.text(), "http://127.0.0.1:8080" + target);
    if (!target.contains("ig=") && !target.contains("-Signature=")) // which are no one's business
        QCOMPARE(redactedPlanToJson(plan).value(QStringLiteral("url")).toString().toLatin1(),
                 "http://127.0.0.1:8080" + target);
}

void TestExactUrl::resolves_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("url");
    const auto row = [](const char *reference, const char *url) {
        QTest::newRow(reference) << QByteArray(reference) << QByteArray(url);
    };
    row("c", "http://me@host:81/a/c");
    row("c%7e%2f?%7e%", "http://me@host:81/a/c%7e%2f?%7e%25");
    row("/%41%c3%a9", "http://me@host:81/%41%c3%a9");
    row("/\xc3\xa9\xff?\xe9", "http://me@host:81/%C3%A9%FF?%E9");
    row(" /a b \r\n", "http://me@host:81/a%20b");
    row("/a\tb\rc\nd", "http://me@host:81/abcd");
    row("?x=%2f", "http://me@host:81/a/b%7e?x=%2f");
    row("?", "http://me@host:81/a/b%7e?");
    row("", "http://me@host:81/a/b%7e?q=%2b");
    row("#f", "http://me@host:81/a/b%7e?q=%2b");
    row("../x", "http://me@host:81/x");
    row("../../../x/./y/..", "http://me@host:81/x/");
    row("/a/%2e%2E/%2e/c?../d", "http://me@host:81/c?../d");
    row("//other", "http://other/");
    row("//OTHER:80/x%7e", "http://other/x%7e");
    row("////other/x", "http://other/x");
    row("\\\\other\\x?\\", "http://other/x?\\");
    row("\\x\\y", "http://me@host:81/x/y");
    row("http:c", "http://me@host:81/a/c");
    row("http:/c", "http://me@host:81/c");
    row("https:c/d", "https://c/d");
    row("https:////c//d", "https://c//d");
    row("HTTP://Other/../x", "http://other/x");
    row("http://127.1/", "http://127.0.0.1/");
    row("http://127.0.0.1./x", "http://127.0.0.1/x");
    row("http://2130706433.:81/", "http://127.0.0.1:81/");
    row("http://other./", "http://other./");
    row("ftp://h/x", "ftp://h/x");
    row("x:y", "x:y");
    row("./x:y", "http://me@host:81/a/x:y");
    row("a/b:c", "http://me@host:81/a/a/b:c");
    row("//a b/", "");
    row("//", "");
}

void TestExactUrl::resolves()
{
    QFETCH(const QByteArray, reference);
    QFETCH(const QByteArray, url);
    const ExactUrl from = ExactUrl::fromText(QByteArray("http://me@host:81/a/b%7e?q=%2b"));
    QCOMPARE(from.resolved(reference).text(), url);
}

void TestExactUrl::wrongHosts()
{
    for (const char *text : {"http://a b/", "http://h\\x/", "http://h%zz/", "http://[::1/", "http://h:port/",
                             "http://h:99999/", "http://<h>/"}) {
        QString message;
        QVERIFY2(!ExactUrl::fromText(QByteArray(text)).isValid(), text);
        QVERIFY2(urlFromUserInput(QString::fromLatin1(text), &message).isEmpty(), text);
        QVERIFY2(message.contains(QLatin1String("can't be read (")), qPrintable(message));
    }
    QVERIFY(ExactUrl().text().isEmpty());
    QVERIFY(ExactUrl(QUrl()).isEmpty());
}

void TestExactUrl::slashesAfterTheScheme()
{
    for (const char *text :
         {"http:127.0.0.1:9/a", "http:/127.0.0.1:9/a", "HTTP:/127.0.0.1:9/a", "http:\\127.0.0.1:9/a"}) {
        const ExactUrl url = urlFromUserInput(QString::fromLatin1(text), nullptr);
        QCOMPARE(url.text(), QByteArray("http://127.0.0.1:9/a"));
    }
    QVERIFY(!ExactUrl::fromText(QByteArray("http:")).isValid());
    QVERIFY(!ExactUrl::fromText(QByteArray("https:/")).isValid());
}

void TestExactUrl::practiceIsKeptToo()
{
    const ExactUrl url = urlFromUserInput(QStringLiteral("practice://a%2fb%?latency=1ms&body=%7e+%2B"), nullptr);
    QCOMPARE(url.text(), QByteArray("practice:a%2fb%25?latency=1ms&body=%7e+%2B"));
    QCOMPARE(ExactUrl::fromText(url.text()), url);
}

void TestExactUrl::canStayAsGiven()
{
    const QByteArray typed = "http://me@host/100%/<\xc3\xb6>?q='%zz'";
    const ExactUrl url = ExactUrl::fromText(typed + " b#c");
    const ExactUrl given = url.asGiven();
    QCOMPARE(given.text(), typed + "%20b");
    QCOMPARE(given.target(), typed.mid(14) + "%20b");
    QCOMPARE(given.toUrl(), url.toUrl());
    QCOMPARE(given.asGiven(), given);
    QCOMPARE(ExactUrl::fromText(given.text()), url); // and what was escaped can be had again
    QCOMPARE(ExactUrl::fromText(given.toString()).asGiven(), given);
    const ExactUrl noText = ExactUrl::fromText(QByteArray("http://host/\xe9%"));
    QCOMPARE(noText.asGiven().text(), QByteArray("http://host/%E9%25"));
    QVERIFY(ExactUrl::fromText(QByteArray("http://a b/%")).asGiven().text().isEmpty());
}

QTEST_APPLESS_MAIN(TestExactUrl)
#include "tst_exacturl.moc"
