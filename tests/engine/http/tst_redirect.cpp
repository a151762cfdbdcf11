// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/redirect.h"

#include <QTest>

using namespace fiftyfold;

class TestRedirect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsOrRefuses_data();
    void followsOrRefuses();
    void methodAfterRedirect_data();
    void methodAfterRedirect();
    void otherHostsNeedConsent();
};

void TestRedirect::followsOrRefuses_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("to"); // empty: refused
    QTest::addColumn<bool>("keepsSecrets");
    const auto row = [](const char *name, const char *from, const char *location, const char *to, bool keepsSecrets) {
        QTest::newRow(name) << QString::fromLatin1(from) << QByteArray(location) << QString::fromLatin1(to)
                            << keepsSecrets;
    };
    row("absolute path", "http://127.0.0.1/a", "/b", "http://127.0.0.1/b", true);
    row("relative", "http://127.0.0.1/a/b", "c?d=1#e", "http://127.0.0.1/a/c?d=1", true);
    row("default port is the same", "http://127.0.0.1/", "http://127.0.0.1:80/x", "http://127.0.0.1:80/x", true);
    row("other port", "http://127.0.0.1/", "http://127.0.0.1:81/", "http://127.0.0.1:81/", false);
    row("other host", "http://127.0.0.1/", "http://127.0.0.2/", "http://127.0.0.2/", false);
    row("to https", "http://127.0.0.1/", "https://127.0.0.1/", "https://127.0.0.1/", false);
    row("from https", "https://127.0.0.1/", "http://127.0.0.1/", "", false);
    row("file", "http://127.0.0.1/", "file:///etc/passwd", "", false);
    row("data", "http://127.0.0.1/", "data:text/plain,x", "", false);
    row("ftp", "http://127.0.0.1/", "ftp://127.0.0.1/", "", false);
    row("nothing", "http://127.0.0.1/", "", "", false);
    row("no host", "http://127.0.0.1/", "http:///x", "", false);
}

void TestRedirect::followsOrRefuses()
{
    QFETCH(QString, from);
    QFETCH(QByteArray, location);
    QFETCH(QString, to);
    QFETCH(bool, keepsSecrets);
    const Redirect redirect = redirectFrom(RunPlan(), {QUrl(from), "GET", false, false}, 302, location);
    QCOMPARE(redirect.fault.isNone(), !to.isEmpty());
    if (!to.isEmpty()) {
        QCOMPARE(redirect.next.url, QUrl(to));
        QCOMPARE(redirect.next.hasLeftOrigin, !keepsSecrets);
    }
}

void TestRedirect::methodAfterRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](int status, const char *method, const char *next) {
        QTest::addRow("%d %s", status, method) << status << QByteArray(method) << QByteArray(next);
    };
    row(301, "POST", "GET");
    row(302, "POST", "GET");
    row(303, "PUT", "GET");
    row(303, "HEAD", "HEAD");
    row(301, "PUT", "PUT");
    row(307, "POST", "POST");
    row(308, "POST", "POST");
}

void TestRedirect::methodAfterRedirect()
{
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, next);
    const Redirect redirect =
        redirectFrom(RunPlan(), {QUrl(QStringLiteral("http://127.0.0.1/")), method, true, false}, status, "/x");
    QCOMPARE(redirect.next.method, next);
    QCOMPARE(redirect.next.hasBody, next == method);
}

void TestRedirect::otherHostsNeedConsent()
{
    RunPlan plan;
    const Hop hop{QUrl(QStringLiteral("http://127.0.0.1/")), "GET", false, false};
    QVERIFY(redirectFrom(plan, hop, 302, "http://example.com/").fault ==
            Fault(FaultKind::RedirectToOthers, {QStringLiteral("http://example.com/")}));
    plan.allowRemote = true;
    QVERIFY(redirectFrom(plan, hop, 302, "http://example.com/").fault.isNone());
}

QTEST_APPLESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
