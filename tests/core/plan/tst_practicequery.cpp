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
};

void TestPracticeQuery::accepts_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"", "?", "?latency=0", "?latency=0ms", "?latency=1h&", "?latency=250ms&jitter=0.5s", "?size=0&&status=599",
          "?size=1GiB", "?fail=1e-3", "?fail=1", "?location=/else%3Fa%3Db", "?location=http://192.0.2.1/x"})
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
    QTest::newRow("location=http://me:hunter2@a/b c")
        << QStringLiteral("location got \"http://[redacted]@a/b c\"; it takes a URL or a path, without spaces.");
    QTest::newRow("latecy=5ms&token=hunter2") << QStringLiteral("The practice server has no parameter \"latecy\"; it "
                                                                "has latency, jitter, size, status, fail and "
                                                                "location.");
    QTest::newRow("=5ms") << QStringLiteral("The practice server has no parameter \"\"; it has latency, jitter, size, "
                                            "status, fail and location.");
}

void TestPracticeQuery::refuses()
{
    const QUrl url(QLatin1String("practice:robots.txt?") + QLatin1String(QTest::currentDataTag()));
    QVERIFY(url.isValid());
    QTEST(practiceQueryProblem(url), "said");
}

QTEST_GUILESS_MAIN(TestPracticeQuery)
#include "tst_practicequery.moc"
