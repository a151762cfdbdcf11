// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using namespace fiftyfold::logs;
using Level = LogModel::Level;

class TestLogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standsTheTesterThroughARun();
    void standsTheTesterWhenItOverflows();
    void standsStillWhileItIsHeld();
    void wordsStages_data();
    void wordsStages();
    void wordsReplies_data();
    void wordsReplies();
    void wordsOutcomes();
    void findsTheMessageInABatchBefore();
    void writesALineForEachStepOfAWholeRequest();
    void writesNoLineForAStageBrokenOff();
    void keepsALineForAStageThatEndedBeforeTheFailure();
    void tellsNotices();
    void showsTimeAndRequest();
    void insertsOnceABatch();
    void standsInTheOrderOfTime();
    void leavesWhatStandsWhereLinesComeLate();
    void staysBoundedWhereLinesComeLate();
    void putsWhatComesMuchTooLateAtTheEnd();
    void putsALateReplyWhereItsWaitEnded();
    void namesTheWindowsFields();
    void staysBounded_data();
    void staysBounded();
    void keepsTheLastOfABatchBeyondCapacity();
    void clears();
};

void TestLogModel::standsTheTesterThroughARun()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    model.append({});
    model.appendNotice(-1, Level::Outcome, QStringLiteral("practice server started"));
    for (quint32 request = 0; request < 20; ++request)
        model.append(batchOf(wholeRequest(request, request * ms)));
    QCOMPARE(model.rowCount(), 1 + 20 * linesOfWholeRequest);
    model.setFilter(Level::Outcome, {});
    QCOMPARE(model.rowCount(), 21);
    model.append(batchOf({finished(20, Outcome::Cancelled, 21 * ms, ErrorClass::Cancelled)}));
    QCOMPARE(model.rowCount(), 22);
    model.setFilter(Level::Problem, {});
    QCOMPARE(model.rowCount(), 0);
    model.clear();
    model.setFilter(Level::Step, {});
    model.append(batchOf(wholeRequest(0, 0)));
    QCOMPARE(model.rowCount(), linesOfWholeRequest);
}

void TestLogModel::standsTheTesterWhenItOverflows()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    for (quint32 batch = 0; batch < 7; ++batch)
        model.append(lines(batch * 9'000, 9'000));
    QCOMPARE(model.rowCount(), LogModel::capacity);
    model.append(lines(63'000, 60'000));
    QCOMPARE(model.rowCount(), LogModel::capacity);
    model.append(lines(123'000, 1));
    QCOMPARE(requestAt(model, LogModel::capacity - 1), 123'000);
}

void TestLogModel::standsStillWhileItIsHeld()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.append(lines(0, 40'000));
    model.setHeld(true);
    const QPersistentModelIndex chosen = model.index(5, 0);
    model.append(lines(40'000, 30'000));
    model.appendNotice(1, Level::Problem, QStringLiteral("Something is wrong."));
    QCOMPARE(model.rowCount(), 40'000);
    QCOMPARE(chosen.row(), 5);
    QCOMPARE(model.heldBackLines(), quint64(30'001));
    QCOMPARE(model.droppedLines(), quint64(0));
    model.append(lines(70'000, 60'000)); // more than a log has
    QCOMPARE(model.heldBackLines(), quint64(LogModel::capacity));
    model.setHeld(false);
    QCOMPARE(model.heldBackLines(), quint64(0));
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(requestAt(model, LogModel::capacity - 1), 129'999);
    QCOMPARE(model.droppedLines(), quint64(130'001 - LogModel::capacity));
    model.setHeld(true);
    model.clear();
    QVERIFY(!model.isHeld());
}

void TestLogModel::wordsStages_data()
{
    QTest::addColumn<int>("stage");
    QTest::addColumn<qint64>("lengthNs");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](Stage stage, qint64 lengthNs, qint64 value, const char *text) {
        QTest::newRow(qPrintable(QString(stageName(stage))))
            << int(stage) << lengthNs << value << QString::fromUtf8(text);
    };
    row(Stage::Dns, 12 * ms, 0, "name resolved (12.0 ms)");
    row(Stage::Connect, 400 * us, 0, "connected (400 µs)");
    row(Stage::Tls, 3 * ms, 0, "TLS ready (3.00 ms)");
    row(Stage::Send, 20 * us, 0, "request sent (20 µs)");
    row(Stage::Receive, 3'200 * us, 6804, "received 6,804 bytes (3.20 ms)");
    row(Stage::Wrap, 50 * us, 6897, "wrapped, 6,897 bytes (50 µs)");
    row(Stage::Save, 840 * us, 6897, "saved 0038.html (6,897 bytes, 840 µs)");
    row(Stage::Delete, 840 * us, 0, "deleted 0038.html (840 µs)");
}

void TestLogModel::wordsStages()
{
    QFETCH(int, stage);
    QFETCH(qint64, lengthNs);
    QFETCH(qint64, value);
    LogModel model;
    // The beginning may well have come in an earlier batch.
    QCOMPARE(model.rowCount(), 0);
    model.append(batchOf({began(38, Stage(stage), 7 * ms), ended(38, Stage(stage), 7 * ms + lengthNs, value)}));
    QCOMPARE(model.rowCount(), 1);
    QTEST(valueAt(model, 0, LogModel::TextRole).toString(), "text");
    QCOMPARE(valueAt(model, 0, LogModel::TimeRole).toLongLong(), 7 * ms + lengthNs);
    QCOMPARE(requestAt(model, 0), 38);
    QCOMPARE(valueAt(model, 0, LogModel::LevelRole).toInt(), int(Level::Step));
}

void TestLogModel::wordsReplies_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<int>("reuse");
    QTest::addColumn<int>("retries");
    QTest::addColumn<QString>("text");
    QTest::newRow("reused") << int(HttpVersion::Http11) << int(Fact::Reuse::Reused) << 0
                            << QStringLiteral("replied 200, HTTP/1.1, connection reused");
    QTest::newRow("fresh") << int(HttpVersion::Http2) << int(Fact::Reuse::Fresh) << 0
                           << QStringLiteral("replied 200, HTTP/2, new connection");
    QTest::newRow("unknown") << int(HttpVersion::Unknown) << int(Fact::Reuse::Unknown) << 0
                             << QStringLiteral("replied 200");
    QTest::newRow("a retry") << int(HttpVersion::Http11) << int(Fact::Reuse::Fresh) << 1
                             << QStringLiteral("replied 200, HTTP/1.1, new connection, after one retry");
    QTest::newRow("retries") << int(HttpVersion::Http10) << int(Fact::Reuse::Unknown) << 3
                             << QStringLiteral("replied 200, HTTP/1.0, after 3 retries");
}

void TestLogModel::wordsReplies()
{
    QFETCH(int, http);
    QFETCH(int, reuse);
    QFETCH(int, retries);
    Fact fact = replied(0, 200, ms);
    fact.http = HttpVersion(http);
    fact.reuse = Fact::Reuse(reuse);
    fact.retries = static_cast<quint8>(retries);
    LogModel model;
    model.append(batchOf({fact}));
    QTEST(valueAt(model, 0, LogModel::TextRole).toString(), "text");
}

void TestLogModel::wordsOutcomes()
{
    LogModel model;
    model.append(batchOf({finished(0, Outcome::Done, ms), finished(1, Outcome::Cancelled, ms, ErrorClass::Cancelled),
                          finished(2, Outcome::Failed, ms, ErrorClass::Timeout),
                          finished(3, Outcome::Failed, ms, ErrorClass::BodyTooLarge)},
                         {{2, Note::Kind::ResponseHeaders, QStringLiteral("server: nginx")},
                          messageOf(2, "Nothing came for 10 s. Is the server there?")}));
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("done"), QStringLiteral("cancelled"),
                                          QStringLiteral("failed: Nothing came for 10 s. Is the server there?"),
                                          QStringLiteral("failed: body-too-large")}));
    QCOMPARE(shownBy(model, LogModel::LevelRole),
             QStringList({QStringLiteral("1"), QStringLiteral("1"), QStringLiteral("3"), QStringLiteral("3")}));
}

void TestLogModel::findsTheMessageInABatchBefore()
{
    LogModel model;
    model.append(batchOf({}, {messageOf(2, "Refused."), messageOf(3, "Reset.")}));
    model.append(batchOf({finished(2, Outcome::Failed, ms, ErrorClass::Connect)}, {messageOf(4, "Cut off.")}));
    model.append({}); // a flood is told in portions, its notes with the first
    model.append(batchOf({finished(4, Outcome::Failed, ms, ErrorClass::Truncated)}));
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("failed: Refused."), QStringLiteral("failed: Cut off.")}));
}

void TestLogModel::writesALineForEachStepOfAWholeRequest()
{
    LogModel model;
    model.append(batchOf(wholeRequest(0, ms)));
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("left the queue, lane 0"), QStringLiteral("replied 200"),
                                          QStringLiteral("received 6,804 bytes (2.0 µs)"),
                                          QStringLiteral("wrapped, 6,897 bytes (2.0 µs)"), QStringLiteral("done")}));
}

void TestLogModel::writesNoLineForAStageBrokenOff()
{
    LogModel model;
    model.append(batchOf({began(0, Stage::Connect, 1 * ms), brokenOff(0, Stage::Connect, 3 * ms, Outcome::Failed),
                          finished(0, Outcome::Failed, 3 * ms, ErrorClass::Connect), began(1, Stage::Save, 1 * ms),
                          brokenOff(1, Stage::Save, 3 * ms, Outcome::Cancelled),
                          finished(1, Outcome::Cancelled, 3 * ms, ErrorClass::Cancelled)}));
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("failed: connect"), QStringLiteral("cancelled")}));
}

void TestLogModel::keepsALineForAStageThatEndedBeforeTheFailure()
{
    LogModel model;
    model.append(batchOf({
        ended(0, Stage::Receive, 3 * ms, 120),
        finished(0, Outcome::Failed, 3 * ms, ErrorClass::Status), // a 404, whole
        ended(1, Stage::Send, 3 * ms),
        began(1, Stage::Wait, 3 * ms),
        brokenOff(1, Stage::Wait, 9 * ms, Outcome::Failed),
        finished(1, Outcome::Failed, 9 * ms, ErrorClass::Timeout), // sent, but never answered
        ended(2, Stage::Send, 9 * ms),
        finished(3, Outcome::Failed, 9 * ms, ErrorClass::Reset), // not the same request
        ended(4, Stage::Delete, 9 * ms),
        finished(4, Outcome::Done, 9 * ms),
    }));
    QCOMPARE(shownBy(model),
             QStringList({QStringLiteral("received 120 bytes (0.0 \u00b5s)"), QStringLiteral("failed: status"),
                          QStringLiteral("request sent (0.0 \u00b5s)"), QStringLiteral("failed: timeout"),
                          QStringLiteral("request sent (0.0 \u00b5s)"), QStringLiteral("failed: reset"),
                          QStringLiteral("deleted 0004.html (0.0 \u00b5s)"), QStringLiteral("done")}));
}

void TestLogModel::tellsNotices()
{
    LogModel model;
    model.appendNotice(-1, Level::Problem, QStringLiteral("at once was clamped to 50"));
    model.appendNotice(532 * ms, Level::Outcome, QStringLiteral("50 done in 532 ms"));
    LogModel hostile; // one row a line, read in its order
    hostile.appendNotice(-1, Level::Problem, QStringLiteral("a\u2028b\nc\u202ed"));
    QCOMPARE(shownBy(hostile, Qt::DisplayRole), QStringList(QStringLiteral("a\ufffdb\ufffdc\ufffdd")));
    QCOMPARE(shownBy(model, Qt::DisplayRole),
             QStringList({QStringLiteral("at once was clamped to 50"), QStringLiteral("0.532 50 done in 532 ms")}));
    QCOMPARE(valueAt(model, 0, LogModel::TimeRole).toLongLong(), -1);
    QCOMPARE(requestAt(model, 0), -1);
    QCOMPARE(valueAt(model, 0, LogModel::LevelRole).toInt(), int(Level::Problem));
    QCOMPARE(valueAt(model, 1, LogModel::TimeRole).toLongLong(), 532 * ms);
}

void TestLogModel::showsTimeAndRequest()
{
    LogModel model;
    model.append(batchOf({began(38, Stage::Delete, 522 * ms + 160 * us), ended(38, Stage::Delete, 523 * ms),
                          finished(38, Outcome::Done, 75'250 * ms)}));
    QCOMPARE(shownBy(model, Qt::DisplayRole),
             QStringList({QStringLiteral("0.523 #38 deleted 0038.html (840 µs)"), QStringLiteral("75.250 #38 done")}));
}

void TestLogModel::insertsOnceABatch()
{
    LogModel model;
    QSignalSpy rowsInserted(&model, &LogModel::rowsInserted);
    QSignalSpy rowsRemoved(&model, &LogModel::rowsRemoved);
    model.append(lines(0, 30'000));
    QCOMPARE(rowsInserted.count(), 1);
    QCOMPARE(rowsInserted.last()[1].toInt(), 0);
    QCOMPARE(rowsInserted.last()[2].toInt(), 29'999);
    QCOMPARE(rowsRemoved.count(), 0);
    model.append(lines(30'000, 30'000));
    QCOMPARE(rowsInserted.count(), 2);
    QCOMPARE(rowsRemoved.count(), 1);
    QCOMPARE(rowsRemoved.last()[2].toInt(), 9'999);
    model.append(batchOf({began(0, Stage::Wait, 1)}));
    QCOMPARE(rowsInserted.count(), 2);
}

void TestLogModel::standsInTheOrderOfTime()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setFilter(Level::Outcome, {});
    model.append(batchOf({finished(1, Outcome::Done, 30 * ms), finished(0, Outcome::Done, 10 * ms)}));
    model.append(batchOf({ended(7, Stage::Queued, 35 * ms), finished(3, Outcome::Done, 40 * ms)}));
    model.append(batchOf({finished(2, Outcome::Done, 20 * ms), finished(4, Outcome::Done, 40 * ms)})); // told late
    QCOMPARE(
        shownBy(model, Qt::DisplayRole),
        QStringList({QStringLiteral("0.010 #0 done"), QStringLiteral("0.020 #2 done"), QStringLiteral("0.030 #1 done"),
                     QStringLiteral("0.040 #3 done"), QStringLiteral("0.040 #4 done")}));
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(requestAt(model, 3), 7);
}

void TestLogModel::leavesWhatStandsWhereLinesComeLate()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.append(lines(10, 20)); // of 10 to 29 µs
    const QPersistentModelIndex chosen(model.index(15));
    const QSignalSpy removed(&model, &LogModel::rowsRemoved);
    const QSignalSpy inserted(&model, &LogModel::rowsInserted);
    // Before all, two side by side, one in order, and two for the end.
    model.append(batchOf({ended(100, Stage::Queued, 31 * us), ended(101, Stage::Queued, 5 * us),
                          ended(102, Stage::Queued, 20 * us + 1), ended(103, Stage::Queued, 20 * us + 2),
                          ended(104, Stage::Queued, 22 * us), ended(105, Stage::Queued, 30 * us)}));
    QCOMPARE(removed.count(), 0);
    QCOMPARE(inserted.count(), 4);
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.data(LogModel::RequestRole).toLongLong(), 25);
    QCOMPARE(chosen.row(), 19);
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(valueAt(model, row - 1, LogModel::TimeRole).toLongLong() <=
                valueAt(model, row, LogModel::TimeRole).toLongLong());
    QCOMPARE(requestAt(model, 0), 101);
    QCOMPARE(requestAt(model, 12), 102);
    QCOMPARE(requestAt(model, 13), 103);
    QCOMPARE(requestAt(model, 15), 22); // told first of those of one time
    QCOMPARE(requestAt(model, 16), 104);
    QCOMPARE(requestAt(model, 24), 105);
    QCOMPARE(requestAt(model, 25), 100);
}

void TestLogModel::staysBoundedWhereLinesComeLate()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    constexpr quint32 full = LogModel::capacity;
    model.append(lines(0, full));
    model.append(batchOf({ended(1'000'000, Stage::Queued, (full - 10) * us)}));
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(model.droppedLines(), quint64(1));
    QCOMPARE(requestAt(model, 0), 1);
    QCOMPARE(requestAt(model, LogModel::capacity - 10), 1'000'000);
}

void TestLogModel::putsWhatComesMuchTooLateAtTheEnd()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    constexpr quint32 many = LogModel::lateReachLines + 100;
    model.append(lines(0, many));
    model.append(batchOf({ended(1'000'000, Stage::Queued, 50 * us), ended(1'000'001, Stage::Queued, 200 * us)}));
    QCOMPARE(requestAt(model, int(many) + 1), 1'000'000); // one went in before
    QCOMPARE(requestAt(model, 201), 1'000'001);
    // It is in nobody's way.
    model.append(
        batchOf({ended(1'000'002, Stage::Queued, (many - 5) * us), ended(1'000'003, Stage::Queued, many * us)}));
    QCOMPARE(requestAt(model, int(many) + 3), 1'000'003);
    QCOMPARE(requestAt(model, int(many) + 2), 1'000'000);
    QCOMPARE(requestAt(model, int(many) - 3), 1'000'002);
}

/// As runners that are programs of their own tell it: what was answered comes with the outcome.
void TestLogModel::putsALateReplyWhereItsWaitEnded()
{
    LogModel model;
    model.append(
        batchOf({began(0, Stage::Wait, 1 * ms), ended(0, Stage::Wait, 5 * ms), ended(0, Stage::Receive, 6 * ms, -1)}));
    model.append(
        batchOf({ended(0, Stage::Delete, 8 * ms), replied(0, 200, 8 * ms), finished(0, Outcome::Done, 8 * ms)}));
    QCOMPARE(
        shownBy(model, Qt::DisplayRole),
        QStringList({QStringLiteral("0.005 #0 replied 200"), QStringLiteral("0.006 #0 received (0.0 \u00b5s)"),
                     QStringLiteral("0.008 #0 deleted 0000.html (0.0 \u00b5s)"), QStringLiteral("0.008 #0 done")}));
}

void TestLogModel::namesTheWindowsFields()
{
    LogModel model;
    model.append(batchOf({finished(0, Outcome::Failed, ms, ErrorClass::Timeout)},
                         {messageOf(0, "Not done within 10 s. Allow more with --timeout, or wait.")}));
    QCOMPARE(shownBy(model).first(),
             QStringLiteral("failed: Not done within 10 s. Allow more with “Timeout” (under More…), or wait."));
}

void TestLogModel::staysBounded_data()
{
    QTest::addColumn<quint32>("batchSize");
    QTest::newRow("small batches") << 4'000u;
    QTest::newRow("as large as the log") << quint32(LogModel::capacity);
    QTest::newRow("larger than the log") << 66'667u;
    QTest::newRow("all at once") << 200'000u;
}

void TestLogModel::staysBounded()
{
    QFETCH(quint32, batchSize);
    constexpr quint32 total = 200'000;
    LogModel model;
    for (quint32 first = 0; first < total; first += batchSize) {
        model.append(lines(first, qMin(batchSize, total - first)));
        QVERIFY(model.rowCount() <= LogModel::capacity);
    }
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(model.droppedLines(), quint64(total - LogModel::capacity));
    for (int row = 0; row < LogModel::capacity; row += 4'999)
        QCOMPARE(requestAt(model, row), qint64(total) - LogModel::capacity + row);
    QCOMPARE(requestAt(model, LogModel::capacity - 1), qint64(total) - 1);
}

void TestLogModel::keepsTheLastOfABatchBeyondCapacity()
{
    LogModel model;
    model.append(lines(0, 10));
    QSignalSpy rowsInserted(&model, &LogModel::rowsInserted);
    QSignalSpy rowsRemoved(&model, &LogModel::rowsRemoved);
    model.append(lines(10, LogModel::capacity + 5));
    QCOMPARE(rowsRemoved.count(), 1);
    QCOMPARE(rowsInserted.count(), 1);
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(requestAt(model, 0), 15);
    QCOMPARE(model.droppedLines(), quint64(15));
}

void TestLogModel::clears()
{
    LogModel model;
    model.append(batchOf({began(0, Stage::Send, 0)}, {messageOf(1, "Refused.")}));
    model.append(lines(0, LogModel::capacity + 1));
    model.setFilter(Level::Outcome, {});
    model.clear();
    QCOMPARE(model.droppedLines(), quint64(0));
    // Nothing of the old run shows in the new one; the filter holds.
    model.append(batchOf({ended(0, Stage::Send, ms), finished(1, Outcome::Failed, ms, ErrorClass::Connect)}));
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("failed: connect")}));
    model.setFilter(Level::Step, {});
    QCOMPARE(shownBy(model),
             QStringList({QStringLiteral("request sent (0.0 \u00b5s)"), QStringLiteral("failed: connect")}));
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
