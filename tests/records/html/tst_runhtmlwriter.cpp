// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/runhtmlwriter.h"

#include "core/run/runsummary.h"
#include "htmlcheck.h"
#include "records/import/anyrun.h"
#include "recordsample.h"
#include "support/germannumbers.h"

#include <QBuffer>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr const char *hostile = "</td><script>alert('1')</script>\"&'><img src=x onerror=alert(1)>\u202e";

QByteArray written(const RunRecord &record, const Expectations &expectations = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = writeRunHtml(buffer, record, summarise(record), expectations);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

std::shared_ptr<RunRecord> largeRecord(quint32 requests)
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:8080/"));
    plan.requests = requests;
    plan.atOnce = 4;
    RunRecorder recorder(plan, sampleRunId);
    FactBatch batch;
    batch.runId = sampleRunId;
    for (quint32 request = 0; request < requests; ++request) {
        batch.facts = facts::wholeRequest(request, qint64(request) * 50'000);
        if (request % 3 == 0) { // each with words of its own
            batch.facts.back() = finished(request, Outcome::Failed, ErrorClass::Reset, 0, batch.facts.back().at);
            batch.notes = {{request,
                            Note::Kind::Failure,
                            {},
                            toldFault(ErrorClass::Reset, QStringLiteral("reset number %1").arg(request))}};
        }
        recorder.apply(batch);
    }
    recorder.record()->elapsedNs = qint64(requests) * 50'000 + 10'000;
    recorder.record()->startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0), QTimeZone::utc());
    return recorder.record();
}

} // namespace

class RunHtmlWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheSummarySays()
    {
        const std::shared_ptr<RunRecord> record = sampleRecord();
        Threshold threshold;
        QVERIFY(!readThreshold(QStringLiteral("p95 < 1ms"), threshold));
        const Expectations expectations = judged(QList<Threshold>{threshold}, summarise(*record), false);
        const QByteArray html = written(*record, expectations);
        const ReadHtml read = readHtml(html);
        QCOMPARE(read.problems, QStringList());
        QVERIFY(read.elements.contains(QStringLiteral("svg")));
        for (const char *text :
             {"p95 < 1 ms", "1 of 3", "timeout", "no reply,\ufffd\ufffd\"really\" none \\ \u00e9\ufffd", "wait",
              "3.50 ms", "Waterfall", "Plan",
              "request 0: done, status 200, began at 1.20 ms, "
              "took 3.80 ms"})
            QVERIFY2(read.texts.contains(QString::fromUtf8(text)), text);
        QVERIFY(!html.contains("hunter2"));
    }

    void namesOfStrangersAreText()
    {
        RunPlan plan = sampleRecord()->plan();
        plan.requests = 1;
        plan.targetNames = {QString::fromUtf8(hostile)};
        plan.strategy = QString::fromUtf8(hostile);
        RunRecorder recorder(plan, sampleRunId);
        FactBatch batch;
        batch.runId = sampleRunId;
        batch.facts = {facts::ended(0, Stage::Queued, 10), finished(0, Outcome::Failed, ErrorClass::Protocol, 0, 900)};
        batch.notes = {{0, Note::Kind::Failure, {}, toldFault(ErrorClass::Protocol, QString::fromUtf8(hostile))}};
        recorder.apply(batch);
        recorder.record()->elapsedNs = 1000;
        recorder.record()->notices = {QString::fromUtf8(hostile)};
        const ReadHtml read = readHtml(written(*recorder.record()));
        QCOMPARE(read.problems, QStringList());
        QVERIFY(read.texts.filter(QStringLiteral("</td><script>alert('1')</script>\"&'><img")).size() >= 3);
    }

    void staysSmall()
    {
        const std::shared_ptr<RunRecord> record = largeRecord(60'000);
        const QByteArray html = written(*record);
        const ReadHtml read = readHtml(html);
        QCOMPARE(read.problems, QStringList());
        QVERIFY2(html.size() < 200'000, qPrintable(QString::number(html.size())));
        QVERIFY(read.texts.contains(QStringLiteral("And 19,950 more kinds.")));
        QVERIFY(read.texts.contains(QStringLiteral("60 of the 60,000 requests that began, evenly chosen in the order "
                                                   "in which they did.")));
    }

    void figuresAloneMakeAReport_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"wrk.txt", "k6-machine.json", "hey.csv", "browser.har", "ab.txt", "oha.json"})
            QTest::newRow(name) << QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/") + QLatin1String(name);
    }
    void figuresAloneMakeAReport()
    {
        QFETCH(const QString, file);
        ReadRun run;
        QCOMPARE(readAnyRunFile(file, run), QString());
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QCOMPARE(writeRunHtml(buffer, *run.record, run.summary, run.expectations), QString());
        const ReadHtml read = readHtml(buffer.data());
        QCOMPARE(read.problems, QStringList());

        for (const QString &text : read.texts)
            QVERIFY2(!text.startsWith(QLatin1String("nan")), qPrintable(text));
    }

    void isEnglishWhateverTheWindowsLanguage()
    {
        const std::shared_ptr<RunRecord> record = largeRecord(3'000);
        record->cost = RunCost{.cpuNs = 3'310'000'000, .peakMemoryBytes = 20'000'000, .threads = 1'200, .processes = 1};
        Threshold threshold;
        QVERIFY(!readThreshold(QStringLiteral("p99.9 < 1.5ms"), threshold));
        const Expectations expectations = judged(QList<Threshold>{threshold}, summarise(*record), false);
        const QByteArray english = written(*record, expectations);
        const GermanNumbers german;
        QCOMPARE(written(*record, expectations), english);
    }

    void reportsShortWrite()
    {
        ShortDevice device(100);
        const std::shared_ptr<RunRecord> record = sampleRecord();
        QVERIFY(!writeRunHtml(device, *record, summarise(*record), {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(RunHtmlWriterTest)
#include "tst_runhtmlwriter.moc"
