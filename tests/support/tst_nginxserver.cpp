// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nginxserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace fiftyfold::test;

class TestNginxServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesAndCounts();
    void endsWithItsObject();
};

void TestNginxServer::servesAndCounts()
{
    NginxServer nginx(12'345);
    QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    QCOMPARE(nginx.file().size(), 12'345);
    QCOMPARE(nginx.requests(), 0);

    QNetworkAccessManager network;
    for (int i = 1; i <= 3; ++i) {
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(nginx.url())));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(reply->readAll(), nginx.file());
        QTRY_COMPARE(nginx.requests(), i);
    }
    QVERIFY2(nginx.accessLog().last().endsWith("3 \"GET /robots.txt HTTP/1.1\" 200"),
             nginx.accessLog().last().constData());

    const std::unique_ptr<QNetworkReply> missing(network.get(QNetworkRequest(nginx.url(QStringLiteral("/missing")))));
    QSignalSpy finished(missing.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(missing->error(), QNetworkReply::ContentNotFoundError);
}

void TestNginxServer::endsWithItsObject()
{
    QUrl url;
    {
        NginxServer nginx;
        QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
        url = nginx.url();
    }
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
}

QTEST_GUILESS_MAIN(TestNginxServer)
#include "tst_nginxserver.moc"
