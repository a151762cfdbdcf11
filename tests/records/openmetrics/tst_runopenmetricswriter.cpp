// SPDX-License-Identifier: GPL-3.0-or-later
#include "programreader.h"
#include "records/import/anyrun.h"
#include "records/openmetrics/runopenmetricswriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QTest>

using namespace fiftyfold;

namespace {

QByteArray metricsOf(const RunRecord &record)
{
    const RunSummary summary = summarise(record);
    Threshold threshold;
    const Refusal refused = readThreshold(QStringLiteral("max < 1ms"), threshold);
    const Expectations expectations = judged(QList<Threshold>{threshold}, summary, false);
    QBuffer buffer;
    const bool isWritten = !refused && buffer.open(QIODevice::WriteOnly) &&
                           writeRunOpenMetrics(buffer, record, summary, expectations).isEmpty();
    return isWritten ? buffer.data() : QByteArray();
}

} // namespace

class TestRunOpenMetricsWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesFigures();
    void tellsWhatAnotherProgramTold();
    void writesASeriesOnce();
    void keepsSecretsOut();
    void othersReadIt();
    void reportsShortWrite();
};

void TestRunOpenMetricsWriter::writesFigures()
{
    const QByteArray text = metricsOf(*test::sampleRecord());
    for (const char *line : {
             "fiftyfold_requests_total{strategy=\"async\",outcome=\"done\"} 1",
             "fiftyfold_requests_total{strategy=\"async\",outcome=\"failed\"} 1",
             "fiftyfold_errors_total{strategy=\"async\",class=\"timeout\"} 1",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"0.0025\"} 0",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"0.005\"} 1",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"0.0001\"} 0",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"0.00025\"} 0",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"1.0\"} 1",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"50.0\"} 1",
             "fiftyfold_request_duration_seconds_bucket{strategy=\"async\",le=\"+Inf\"} 1",
             "fiftyfold_response_seconds{strategy=\"async\",quantile=\"0.99\"} 0.0035",
             "fiftyfold_stage_seconds{strategy=\"async\",stage=\"wait\",quantile=\"0.5\"} 0.003",
             "fiftyfold_received_bytes_total{strategy=\"async\"} 6804",
             "fiftyfold_expectation_held{strategy=\"async\",expect=\"max < 1 ms\"} 0",
         })
        QVERIFY2(text.contains(QByteArray("\n") + line + '\n'), line);
    QVERIFY(text.endsWith("\n# EOF\n"));
}

/// And nothing of the plan that is ours by default.
void TestRunOpenMetricsWriter::tellsWhatAnotherProgramTold()
{
    ReadRun run;
    QCOMPARE(readAnyRunFile(QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/wrk.txt"), run), QString());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QCOMPARE(writeRunOpenMetrics(buffer, *run.record, run.summary, {}), QString());
    const QByteArray text = buffer.data();
    for (const char *unknown : {"nan", "strategy=", "transport=", "start_time", "request_duration_seconds", "retries"})
        QVERIFY2(!text.contains(unknown), unknown);
    QVERIFY(text.contains("\nfiftyfold_response_seconds{tool=\"wrk\",quantile=\"0.5\"} 0.1031\n"));
    QVERIFY(!text.contains("quantile=\"0.95\"")); // wrk does not print it
    QVERIFY(text.contains("\nfiftyfold_requests_total{tool=\"wrk\",outcome=\"failed\"} 6\n"));
    const auto record = test::sampleRecord();
    record->version = QStringLiteral("0.9.1");
    QVERIFY(metricsOf(*record).contains("version=\"0.9.1\""));
}

void TestRunOpenMetricsWriter::writesASeriesOnce()
{
    const auto record = test::sampleRecord();
    Threshold threshold;
    QVERIFY(!readThreshold(QStringLiteral("max < 1ms"), threshold));
    const RunSummary summary = summarise(*record);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QCOMPARE(
        writeRunOpenMetrics(buffer, *record, summary, judged(QList<Threshold>{threshold, threshold}, summary, false)),
        QString());
    QCOMPARE(buffer.data().count("\nfiftyfold_expectation_held{"), 1);
}

void TestRunOpenMetricsWriter::keepsSecretsOut()
{
    const QByteArray text = metricsOf(*test::sampleRecord());
    QVERIFY(!text.contains("hunter2") && text.contains("[redacted]"));
}

/// Prometheus' own parser, which is strict about names, units and the order of samples.
void TestRunOpenMetricsWriter::othersReadIt()
{
    const QString python = test::pythonWith(QStringLiteral("prometheus_client"));
    if (python.isEmpty())
        QSKIP("python3-prometheus-client is not installed");
    const QByteArray said = test::saidBy(
        python,
        {QStringLiteral("-c"),
         QStringLiteral(
             "import sys\n"
             "from prometheus_client.utils import floatToGoString\n"
             "from prometheus_client.openmetrics.parser import text_string_to_metric_families\n"
             "for family in text_string_to_metric_families(sys.stdin.read()):\n"
             "    if family.name == 'fiftyfold_request_duration_seconds':\n"
             "        print(family.type, family.unit, len(family.samples),\n"
             "              [float(s.value) for s in family.samples if s.name.endswith(('count', 'sum'))],\n"
             "              [s.labels['le'] for s in family.samples\n"
             "               if 'le' in s.labels and s.labels['le'] != floatToGoString(s.labels['le'])])\n")},
        metricsOf(*test::sampleRecord()));
    QCOMPARE(said, QByteArray("histogram seconds 21 [1.0, 0.0035] []\n"));
}

void TestRunOpenMetricsWriter::reportsShortWrite()
{
    test::ShortDevice device(300);
    const auto record = test::sampleRecord();
    QVERIFY(!writeRunOpenMetrics(device, *record, summarise(*record), {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunOpenMetricsWriter)
#include "tst_runopenmetricswriter.moc"
