// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/practicequery.h"

#include <QTest>

using namespace fiftyfold;

class TestPracticeQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void tellsItsDelay_data();
    void tellsItsDelay();
};

void TestPracticeQuery::accepts_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"",
                              "?",
                              "?latency=0",
                              "?latency=0ms",
                              "?latency=1h&",
                              "?latency=250ms&jitter=0.5s",
                              "?size=0&&status=599",
                              "?size=1GiB",
                              "?fail=1e-3",
                              "?fail=1",
                              "?location=/else%3Fa%3Db",
                              "?location=http://192.0.2.1/x",
                              "?dist=uniform",
                              "?dist=uniform&latency=1h&jitter=1h",
                              "?dist=lognormal&latency=2m&jitter=2m",
                              "?latency=1ms&dist=exponential&jitter=0",
                              "?dist=lognormal&dist=uniform",
                              "?rate=200/s",
                              "?rate=1/m",
                              "?rate=0.5/s",
                              "?rate=1000000/s",
                              "?stall=3s+2s",
                              "?stall=0%2B1h",
                              "?stall=3s+0",
                              "?echo",
                              "?echo=&size=5"})
        QTest::addRow("practice:robots.txt%s", query) << QString::fromLatin1(query);
}

void TestPracticeQuery::accepts()
{
    QFETCH(const QString, query);
    const QUrl url(QLatin1String("practice:robots.txt") + query);
    QVERIFY(url.isValid());
    QCOMPARE(practiceQueryProblem(url), QString());
}

void TestPracticeQuery::refuses_data()
{
    QTest::addColumn<QString>("said");
    const QString time = QStringLiteral("it takes a time such as 250ms, 10s or 2m, at most 1h.");
    const QString size = QStringLiteral("it takes bytes such as 7000, 64KiB or 16MiB, at most 1GiB.");
    QTest::newRow("latency=5parsecs") << QStringLiteral("latency got \"5parsecs\"; ") + time;
    QTest::newRow("status=200&latency=5 parsecs") << QStringLiteral("latency got \"5 parsecs\"; ") + time;
    QTest::newRow("latency") << QStringLiteral("latency got \"\"; ") + time;
    QTest::newRow("latency=61m") << QStringLiteral("latency got \"61m\"; ") + time;
    QTest::newRow("jitter=-1ms") << QStringLiteral("jitter got \"-1ms\"; ") + time;
    QTest::newRow("size=1.5KiB") << QStringLiteral("size got \"1.5KiB\"; ") + size;
    QTest::newRow("size=2GiB") << QStringLiteral("size got \"2GiB\"; ") + size;
    QTest::newRow("status=199") << QStringLiteral("status got \"199\"; it takes a status code from 200 to 599.");
    QTest::newRow("fail=5%25") << QStringLiteral("fail got \"5%\"; it takes a share from 0 to 1, such as 0.05.");
    const QString dist = QStringLiteral("it takes uniform, lognormal or exponential.");
    QTest::newRow("dist=normal") << QStringLiteral("dist got \"normal\"; ") + dist;
    QTest::newRow("dist") << QStringLiteral("dist got \"\"; ") + dist;
    const QString mean = QStringLiteral(" takes a latency above 0 and at most 2m, which is its mean.");
    QTest::newRow("dist=lognormal") << QStringLiteral("dist=lognormal") + mean;
    QTest::newRow("latency=121s&dist=exponential") << QStringLiteral("dist=exponential") + mean;
    QTest::newRow("latency=1s&dist=exponential&jitter=1ms")
        << QStringLiteral("dist=exponential takes no jitter: its mean says all of it.");
    QTest::newRow("latency=1s&dist=lognormal&jitter=1001ms")
        << QStringLiteral("dist=lognormal takes a jitter of at most the latency; it is the standard deviation.");
    const QString rate = QStringLiteral("it takes a rate such as 200/s or 30/m, from 1/m to 1000000/s.");
    for (const char *bad : {"200", "200/h", "/s", "0/s", "-1/s", "0.5/m", "1000001/s", "nan/s", "1e3/s", "1/s/s"})
        QTest::addRow("rate=%s", bad) << QStringLiteral("rate got \"%1\"; ").arg(QLatin1String(bad)) + rate;
    const QString stall = QStringLiteral("it takes two times such as 3s+2s, when it begins and how long it lasts, each "
                                         "at most 1h.");
    for (const char *bad : {"3s", "3s-2s", "3+2", "+2s", "3s+", "3s+2h", "3s+2s+1s", "3s 2s"})
        QTest::addRow("stall=%s", bad) << QStringLiteral("stall got \"%1\"; ").arg(QLatin1String(bad)) + stall;
    QTest::newRow("echo=yes") << QStringLiteral("echo got \"yes\"; it takes no value.");
    QTest::newRow("location=http://me:hunter2@a/b c")
        << QStringLiteral("location got \"http://[redacted]@a/b c\"; it takes a URL or a path, without spaces.");
    QTest::newRow("latecy=5ms&token=hunter2") << QStringLiteral("The practice server has no parameter \"latecy\"; it "
                                                                "has latency, jitter, dist, rate, stall, size, "
                                                                "status, fail, location and echo.");
    QTest::newRow("=5ms") << QStringLiteral("The practice server has no parameter \"\"; it has latency, jitter, dist, "
                                            "rate, stall, size, status, fail, location and echo.");
}

void TestPracticeQuery::refuses()
{
    const QUrl url(QLatin1String("practice:robots.txt?") + QLatin1String(QTest::currentDataTag()));
    QVERIFY(url.isValid());
    QTEST(practiceQueryProblem(url), "said");
}

void TestPracticeQuery::tellsItsDelay_data()
{
    QTest::addColumn<int>("jitterMs");
    QTest::addColumn<bool>("isMean");
    QTest::addColumn<bool>("isHeldUp");
    QTest::newRow("latency=10ms") << 0 << false << false;
    QTest::newRow("latency=10ms&jitter=2ms&dist=uniform&echo&rate=1/s&stall=3s+0") << 2 << false << true;
    QTest::newRow("latency=10ms&jitter=2ms&dist=lognormal") << 0 << true << false;
    QTest::newRow("latency=10ms&dist=exponential") << 0 << true << false;
    QTest::newRow("latency=10ms&stall=3s+2s") << 0 << false << true;
    QTest::newRow("latency=10ms&stall=3s+0s") << 0 << false << false;
}

void TestPracticeQuery::tellsItsDelay()
{
    const auto delay = practiceDelay(QUrl(QLatin1String("practice:?") + QLatin1String(QTest::currentDataTag())));
    QVERIFY(delay);
    QCOMPARE(delay->latency, std::chrono::nanoseconds(std::chrono::milliseconds(10)));
    QTEST(int(delay->jitter.count() / 1'000'000), "jitterMs");
    QTEST(delay->isMean, "isMean");
    QTEST(delay->isHeldUp, "isHeldUp");
    QVERIFY(!delay->isRedirect);
}

QTEST_GUILESS_MAIN(TestPracticeQuery)
#include "tst_practicequery.moc"
