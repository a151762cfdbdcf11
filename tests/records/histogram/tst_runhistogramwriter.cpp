// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runsummary.h"
#include "programreader.h"
#include "records/histogram/hdrhistogram.h"
#include "records/histogram/runhistogramwriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;

namespace {

QByteArray logOf(const RunRecord &record)
{
    QBuffer buffer;
    const bool isWritten = buffer.open(QIODevice::WriteOnly) && writeRunHistogram(buffer, record).isEmpty();
    return isWritten ? buffer.data() : QByteArray();
}

/// What is in the compressed form: the inner one.
QByteArray innerOf(const QByteArray &encoded)
{
    const QByteArray outer = QByteArray::fromBase64(encoded);
    const QByteArray length("\0\0\1\0", 4); // for Qt alone; it grows
    return qUncompress(length + outer.mid(8));
}

} // namespace

class TestRunHistogramWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodes();
    void findsSlots_data();
    void findsSlots();
    void writesALog();
    void tellsOfNoLengthBelowNone();
    void javaReadsIt();
    void reportsShortWrite();
};

/// Three times 1000, once 1500, once 100,000, whose counts the format's own vector has.
void TestRunHistogramWriter::encodes()
{
    HdrHistogram histogram;
    for (const qint64 value : {1'000, 1'500, 1'000, 100'000, 1'000})
        histogram.add(value);
    QCOMPARE(histogram.count(), quint64(5));
    QCOMPARE(histogram.max(), qint64(100'000));
    const QByteArray encoded = histogram.encoded();
    QVERIFY2(encoded.startsWith("HISTFAAA"), encoded.constData());
    QCOMPARE(innerOf(encoded).toHex(), QByteArray("1c849313000000090000000000000003000000000000000100000346"
                                                  "30b8a0003ff0000000000000cf0f06e50702f96002"));
    histogram.clear();
    QCOMPARE(histogram.count(), quint64(0));
    QCOMPARE(innerOf(histogram.encoded()).size(), 40);
}

void TestRunHistogramWriter::findsSlots_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<quint64>("slot");
    QTest::newRow("0") << qint64(0) << quint64(0);
    QTest::newRow("1000") << qint64(1000) << quint64(1000);
    QTest::newRow("2047") << qint64(2047) << quint64(2047);
    QTest::newRow("2048") << qint64(2048) << quint64(2048);
    QTest::newRow("2049, in the slot of 2048") << qint64(2049) << quint64(2048);
    QTest::newRow("99968") << qint64(99968) << quint64(7706);
    QTest::newRow("100031") << qint64(100031) << quint64(7706);
    QTest::newRow("100032") << qint64(100032) << quint64(7707);
}

void TestRunHistogramWriter::findsSlots()
{
    QFETCH(qint64, value);
    QFETCH(quint64, slot);
    QCOMPARE(quint64(HdrHistogram::slotOf(value)), slot);
}

void TestRunHistogramWriter::writesALog()
{
    const QByteArray log = logOf(*test::sampleRecord());
    const QList<QByteArray> lines = log.split('\n');
    QCOMPARE(lines.at(1), QByteArray("#[Histogram log format version 1.3]"));
    QCOMPARE(lines.at(2), QByteArray("#[StartTime: 1795428000.005 (seconds since epoch), Mon Nov 23 10:00:00 UTC "
                                     "2026]"));
    QVERIFY2(lines.at(5).startsWith("0.000,0.010,3.500000,HISTFAAA"), lines.at(5).constData());
    QCOMPARE(log.count("Tag="), 8);
    for (const char *stage : {"queued", "connect", "send", "wait", "receive", "wrap", "save", "delete"})
        QVERIFY2(log.contains(QByteArray("\nTag=") + stage + ",0.000,0.010,"), stage);
    for (const QByteArray &line : lines)
        QVERIFY(!line.startsWith('#') || line.size() < 128);
}

/// A record from elsewhere may have lasted less than its requests.
void TestRunHistogramWriter::tellsOfNoLengthBelowNone()
{
    RunPlan plan;
    plan.requests = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    batch.facts = facts::whole(
        {facts::ended(0, Stage::Queued, 0, 0), facts::began(0, Stage::Wait, 0),
         test::toldReply(0, 200, 1, Fact::Reuse::Fresh, 2'400'000'000), facts::ended(0, Stage::Wait, 2'400'000'000),
         facts::began(0, Stage::Receive, 2'400'000'000), facts::ended(0, Stage::Receive, 2'500'000'000, 10),
         test::finished(0, Outcome::Done, ErrorClass::None, 10, 2'500'000'000)});
    recorder.apply(batch);
    const std::shared_ptr<RunRecord> record = recorder.record();
    record->elapsedNs = 1'000'000'000;
    const QByteArray log = logOf(*record);
    QVERIFY2(log.contains("\n2.000,0.000,2500.000000,HISTFAAA"), log.constData());
}

/// The library that all others follow comes to the same counts and, to a thousandth, the same values.
void TestRunHistogramWriter::javaReadsIt()
{
    const QString library = QStringLiteral("/usr/share/java/hdrhistogram.jar");
    const QString java = QStandardPaths::findExecutable(QStringLiteral("java"));
    if (java.isEmpty() || !QFile::exists(library))
        QSKIP("libhdrhistogram-java is not installed, or java is not");
    const QTemporaryDir folder;
    QFile program(folder.filePath(QStringLiteral("Read.java")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write(
        "import org.HdrHistogram.*;\n"
        "public class Read {\n"
        "  public static void main(String[] args) {\n"
        "    var reader = new HistogramLogReader(System.in);\n"
        "    for (var h = reader.nextIntervalHistogram(); h != null; h = reader.nextIntervalHistogram()) {\n"
        "      var one = (Histogram) h;\n"
        "      System.out.println(one.getTag() + \" \" + one.getTotalCount() + \" \" + one.getStartTimeStamp()\n"
        "          + \" \" + one.valuesAreEquivalent(one.getMaxValue(), Long.parseLong(args[0])));\n"
        "    }\n"
        "  }\n"
        "}\n");
    program.close();
    const QByteArray said =
        test::saidBy(java, {QStringLiteral("-cp"), library, program.fileName(), QStringLiteral("3500000")},
                     logOf(*test::sampleRecord()));
    const QList<QByteArray> lines = said.trimmed().split('\n');
    QCOMPARE(lines.size(), 9);
    QCOMPARE(lines.first(), QByteArray("null 1 1795428000005 true"));
    for (const QByteArray &line : lines)
        QCOMPARE(line.split(' ').at(1), QByteArray("1"));
}

void TestRunHistogramWriter::reportsShortWrite()
{
    test::ShortDevice device(100);
    QVERIFY(!writeRunHistogram(device, *test::sampleRecord()).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunHistogramWriter)
#include "tst_runhistogramwriter.moc"
