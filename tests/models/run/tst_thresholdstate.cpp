// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/thresholdstate.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

Threshold threshold(const char *text)
{
    Threshold read;
    readThreshold(QString::fromLatin1(text), read);
    return read;
}

RunSummary summaryOf(quint32 done)
{
    RunSummary summary;
    summary.elapsedNs = 1'000'000'000;
    summary.done = done;
    summary.requestsPerSecond = done;
    summary.response.count = done;
    summary.response.p95 = 323 * ms;
    summary.response.p99 = 1'790 * ms;
    summary.latency = summary.response;
    return summary;
}

Expectation judgedBy(const char *text, quint32 done = 200, bool isStopped = false)
{
    return judged(threshold(text), summaryOf(done), isStopped);
}

} // namespace

class TestThresholdState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIsAbout_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("about");
        QTest::newRow("response") << QByteArray("p95 < 1s") << QStringLiteral("of response time");
        QTest::newRow("service") << QByteArray("service.p95 < 1s") << QStringLiteral("without lag");
        QTest::newRow("lag") << QByteArray("lag < 1s") << QStringLiteral("of lag alone");
        QTest::newRow("stage") << QByteArray("wait.max < 1s") << QStringLiteral("of stage wait");
        QTest::newRow("failed") << QByteArray("failed < 1%") << QStringLiteral("in place of exit 3");
        QTest::newRow("checks") << QByteArray("checks < 1%") << QStringLiteral("of failed checks");
        QTest::newRow("rate") << QByteArray("rate > 1/s") << QStringLiteral("of requests done, by time");
        QTest::newRow("elapsed") << QByteArray("elapsed < 1s") << QStringLiteral("of the whole run");
    }

    void saysWhatItIsAbout()
    {
        QFETCH(const QByteArray, text);
        QTEST(aboutThreshold(threshold(text.constData())), "about");
    }

    void eachStateHasAWordAndASign()
    {
        const QList<ThresholdState> states = {ThresholdState::Open, ThresholdState::Held, ThresholdState::Crossed,
                                              ThresholdState::Undecided};
        QStringList words;
        QStringList signs;
        for (const ThresholdState state : states) {
            words.append(stateWord(state));
            signs.append(stateSign(state));
        }
        QCOMPARE(words, QStringList({QStringLiteral("–"), QStringLiteral("held"), QStringLiteral("crossed"),
                                     QStringLiteral("undecided")}));
        QCOMPARE(signs.removeDuplicates(), 0);
    }

    void nothingMeasuredIsOpenUntilTheEnd()
    {
        const Expectation none = judgedBy("p95 < 1s", 0);
        QCOMPARE(stateOf(none, VerdictTime::SoFar), ThresholdState::Open);
        QCOMPARE(stateOf(none, VerdictTime::Final), ThresholdState::Crossed);
        QVERIFY(aboutVerdict(none, VerdictTime::SoFar).contains(QStringLiteral("Nothing was measured yet")));
    }

    void logLinesTellTheMeasuredOrWhy()
    {
        QCOMPARE(verdictLine(judgedBy("p95 < 400ms")), QStringLiteral("p95 < 400 ms held: 323 ms"));
        QCOMPARE(verdictLine(judgedBy("p99 < 1s")), QStringLiteral("p99 < 1 s crossed: 1.79 s"));
        QCOMPARE(verdictLine(judgedBy("p99 < 1s", 50)),
                 QStringLiteral("p99 < 1 s undecided: 50 requests can't support p99"));
        QCOMPARE(verdictLine(judgedBy("p95 < 1s", 200, true)),
                 QStringLiteral("p95 < 1 s undecided: the run was stopped before its end"));
    }

    void tooltipsHaveTheMeasured()
    {
        const QString final = aboutVerdict(judgedBy("p95 < 400ms"), VerdictTime::Final);
        QVERIFY2(final.contains(QStringLiteral("Measured: 323 ms")), qPrintable(final));
        const QString soFar = aboutVerdict(judgedBy("p95 < 400ms"), VerdictTime::SoFar);
        QVERIFY2(soFar.contains(QStringLiteral("so far")), qPrintable(soFar));
    }

    void countsThoseThatHeld()
    {
        const Expectation held = judgedBy("p95 < 400ms");
        const Expectation crossed = judgedBy("p99 < 1s");
        const Expectation undecided = judgedBy("p95 < 400ms", 200, true);
        QCOMPARE(heldInShort({}), QString());
        QCOMPARE(heldInShort({held}), QStringLiteral("1 of 1 threshold held"));
        QCOMPARE(heldInShort({held, held, crossed}), QStringLiteral("2 of 3 thresholds held"));
        QCOMPARE(heldInShort({held, crossed, undecided}), QStringLiteral("1 of 3 thresholds held, 1 undecided"));
        QCOMPARE(heldInShort({undecided}), QStringLiteral("1 threshold undecided"));
        QCOMPARE(heldInShort({undecided, undecided}), QStringLiteral("2 thresholds undecided"));
    }
};

QTEST_APPLESS_MAIN(TestThresholdState)
#include "tst_thresholdstate.moc"
