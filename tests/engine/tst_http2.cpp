// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 over TLS against nginx, whose log tells what it saw: version, and on which connection.
#include "enginerun.h"
#include "support/nginxserver.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;
using namespace fiftyfold::test;

class TestHttp2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void oneConnectionForAll();
    void oneConnectionAfterTheOther();
    void keptConnectionsIn11();
    void connectionForEachIn11();
    void freshConnections();
    void anotherMethod();
    void insecure();
    void untrusted();

private:
    static constexpr quint32 requests = 50;

    RunPlan planFor(const QString &http) const
    {
        RunPlan plan;
        plan.transport = QStringLiteral("curl");
        plan.url = m_nginx->url();
        plan.requests = requests;
        plan.http = http;
        plan.caCertificate = m_certificates.authorityFile();
        plan.workDir = m_folder.path();
        return plan;
    }
    /// How many connections nginx has answered requests on.
    int connectionsSeen() const
    {
        QSet<QByteArray> numbers;
        const QList<QByteArray> lines = m_nginx->accessLog();
        for (const QByteArray &line : lines)
            numbers.insert(line.left(line.indexOf(' ')));
        return int(numbers.size());
    }
    int requestsSeen(const QByteArray &version) const
    {
        const QList<QByteArray> lines = m_nginx->accessLog();
        return int(std::count_if(lines.cbegin(), lines.cend(), [&version](const QByteArray &line) {
            return line.contains("/robots.txt " + version + '"');
        }));
    }

    QTemporaryDir m_folder;
    TestCertificates m_certificates;
    std::unique_ptr<NginxServer> m_nginx;
};

void TestHttp2::initTestCase()
{
    QVERIFY2(m_certificates.make(), qPrintable(m_certificates.problem()));
}

void TestHttp2::init()
{
    m_nginx = std::make_unique<NginxServer>(m_certificates.goodFiles());
    QVERIFY2(m_nginx->start(), qPrintable(m_nginx->problem()));
}

#define QVERIFY_ALL_DONE(run, http2)                                                                                   \
    do {                                                                                                               \
        QVERIFY((run).wait());                                                                                         \
        QCOMPARE((run).end.problem, QString());                                                                        \
        const RunRecord &record = (run).record();                                                                      \
        QVERIFY2((run).summary().done == record.requestCount(), qPrintable(record.errorMessage(0)));                   \
        for (quint32 i = 0; i < record.requestCount(); ++i)                                                            \
            QCOMPARE(record.http(i), http2);                                                                           \
    } while (false)

void TestHttp2::oneConnectionForAll()
{
    EngineRun run(planFor(QStringLiteral("2")));
    QVERIFY_ALL_DONE(run, HttpVersion::Http2);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(1));
    QCOMPARE(run.summary().bytesReceived, qint64(requests) * m_nginx->file().size());
    QTRY_COMPARE(m_nginx->requests(), int(requests));
    QCOMPARE(requestsSeen("HTTP/2.0"), int(requests));
    QCOMPARE(connectionsSeen(), 1);
    int fresh = 0;
    for (quint32 i = 0; i < requests; ++i) {
        QVERIFY(run.record().connection(i).has_value());
        QCOMPARE(run.record().connection(i), run.record().connection(0));
        const bool isFresh = run.record().reuse(i) == Fact::Reuse::Fresh;
        QCOMPARE(run.record().stage(i, Stage::Tls).has_value(), isFresh);
        fresh += isFresh;
    }
    QCOMPARE(fresh, 1);
}

void TestHttp2::oneConnectionAfterTheOther()
{
    RunPlan plan = planFor(QStringLiteral("2"));
    plan.strategy = QStringLiteral("sequential");
    EngineRun run(plan);
    QVERIFY_ALL_DONE(run, HttpVersion::Http2);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(1));
    QTRY_COMPARE(m_nginx->requests(), int(requests));
    QCOMPARE(connectionsSeen(), 1);
}

void TestHttp2::keptConnectionsIn11()
{
    // How many depends on how soon the first replies come; the record and nginx count the same.
    EngineRun run(planFor(QStringLiteral("1.1")));
    QVERIFY_ALL_DONE(run, HttpVersion::Http11);
    QTRY_COMPARE(m_nginx->requests(), int(requests));
    QVERIFY(connectionsSeen() > 1);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(connectionsSeen()));
    QSet<quint32> numbers;
    for (quint32 i = 0; i < requests; ++i)
        numbers.insert(run.record().connection(i).value());
    QCOMPARE(int(numbers.size()), connectionsSeen());
}

void TestHttp2::connectionForEachIn11()
{
    RunPlan plan = planFor(QStringLiteral("1.1"));
    plan.freshConnections = true;
    EngineRun run(plan);
    QVERIFY_ALL_DONE(run, HttpVersion::Http11);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(requests));
    QTRY_COMPARE(m_nginx->requests(), int(requests));
    QCOMPARE(requestsSeen("HTTP/1.1"), int(requests));
    QCOMPARE(connectionsSeen(), int(requests));
}

void TestHttp2::freshConnections()
{
    RunPlan plan = planFor(QStringLiteral("2"));
    plan.requests = 6;
    plan.atOnce = 2;
    plan.freshConnections = true;
    EngineRun run(plan);
    QVERIFY_ALL_DONE(run, HttpVersion::Http2);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(6));
    QTRY_COMPARE(m_nginx->requests(), 6);
    QCOMPARE(connectionsSeen(), 6);
}

void TestHttp2::anotherMethod()
{
    RunPlan plan = planFor(QStringLiteral("2"));
    plan.requests = 3;
    plan.method = "POST";
    plan.body = "a=1";
    // Not the file itself: nginx refuses a POST of it before the body is there and then resets the
    // stream (RFC 9113, 8.1), which libcurl 7.88 now and then takes for a broken reply.
    plan.url = m_nginx->url(QStringLiteral("/whole-body"));
    EngineRun run(plan);
    QVERIFY_ALL_DONE(run, HttpVersion::Http2);
    QTRY_COMPARE(m_nginx->requests(), 3);
    QVERIFY2(m_nginx->accessLog().first().contains("\"POST /whole-body HTTP/2.0\" 200"),
             m_nginx->accessLog().first().constData());
}

void TestHttp2::insecure()
{
    RunPlan plan = planFor(QStringLiteral("2"));
    plan.caCertificate.clear();
    plan.insecure = true;
    EngineRun run(plan);
    QVERIFY_ALL_DONE(run, HttpVersion::Http2);
}

void TestHttp2::untrusted()
{
    RunPlan plan = planFor(QStringLiteral("2"));
    plan.requests = 5;
    plan.caCertificate.clear();
    EngineRun run(plan);
    QVERIFY(run.wait());
    for (quint32 i = 0; i < plan.requests; ++i) {
        QCOMPARE(run.record().error(i), ErrorClass::Tls);
        QVERIFY2(run.record().errorMessage(i).contains(QLatin1String("certificate")),
                 qPrintable(run.record().errorMessage(i)));
    }
    QCOMPARE(m_nginx->requests(), 0);
}

QTEST_GUILESS_MAIN(TestHttp2)
#include "tst_http2.moc"
