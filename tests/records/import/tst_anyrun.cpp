// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/anyrun.h"

#include "core/run/statedfigures.h"
#include "records/forms/runforms.h"
#include "records/histogram/runhistogramwriter.h"
#include "records/json/runjsonwriter.h"
#include "records/markdown/runmarkdownwriter.h"
#include "recordsample.h"
#include "schemacheck.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include <zlib.h>

using namespace fiftyfold;

namespace {

QString example(const QString &name)
{
    return QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/") + name;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString readBytes(QByteArray bytes, ReadRun &run)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readAnyRun(buffer, QStringLiteral("/a/folder/file.txt"), run);
}

QByteArray exampleBytes(const char *name)
{
    return contentsOf(example(QLatin1String(name)));
}

/// Of what was read; where it was refused, why.
QString limitsOf(const QByteArray &bytes)
{
    ReadRun run;
    const QString problem = readBytes(bytes, run);
    return problem.isEmpty() ? run.record->imported->limits.join(QLatin1Char('\n')) : problem;
}

/// A log of one histogram, of which the counts are packed as they are given.
QByteArray hdrLogOf(quint32 digits, quint64 lowest, quint64 highest, const QByteArray &counts)
{
    QByteArray inner(40, '\0');
    qToBigEndian<quint32>(0x1c849313, inner.data());
    qToBigEndian<quint32>(quint32(counts.size()), inner.data() + 4);
    qToBigEndian<quint32>(digits, inner.data() + 12);
    qToBigEndian<quint64>(lowest, inner.data() + 16);
    qToBigEndian<quint64>(highest, inner.data() + 24);
    qToBigEndian<quint64>(0x3ff0000000000000, inner.data() + 32); // 1.0
    const QByteArray stream = qCompress(inner + counts).mid(4);
    QByteArray outer(8, '\0');
    qToBigEndian<quint32>(0x1c849314, outer.data());
    qToBigEndian<quint32>(quint32(stream.size()), outer.data() + 4);
    return "#[Histogram log format version 1.3]\n0.000,1.000,1.000," + (outer + stream).toBase64() + '\n';
}

double milliseconds(double nanoseconds)
{
    return std::round(nanoseconds / 1e3) / 1e3;
}

QByteArray gzipped(const QByteArray &plain)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 64, '\0');
    QByteArray text = plain;
    stream.next_in = reinterpret_cast<Bytef *>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

/// What the schema does not know of a record, or misses in it.
QStringList strangersIn(const QByteArray &json)
{
    const QJsonObject schema = QJsonDocument::fromJson(contentsOf(QStringLiteral(FIFTYFOLD_SCHEMA))).object();
    const QJsonObject defs = schema.value(QLatin1String("$defs")).toObject();
    const QJsonObject parts = schema.value(QLatin1String("properties")).toObject();
    const QJsonObject record = QJsonDocument::fromJson(json).object();
    const QJsonObject summary = record.value(QLatin1String("summary")).toObject();
    return test::strangers(schema, record) +
           test::strangers(parts.value(QLatin1String("imported")).toObject(),
                           record.value(QLatin1String("imported")).toObject()) +
           test::strangers(defs.value(QLatin1String("summary")).toObject(), summary) +
           test::strangers(defs.value(QLatin1String("figures")).toObject(),
                           summary.value(QLatin1String("latency_ms")).toObject());
}

QByteArray writtenRecord(const ReadRun &run)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeRunJson(buffer, *run.record, run.summary,
                 run.hasRequests ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests);
    return buffer.data();
}

} // namespace

class TestAnyRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachTool_data();
    void readsEachTool();
    void tellsTheSameWhenReadAgain_data();
    void tellsTheSameWhenReadAgain();
    void keepsBytesWithoutStatus();
    void readsVariants_data();
    void readsVariants();
    void readsOurOwn();
    void readsWhatIsPacked();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void takesAnyRubbish();
    void tellsAsMarkdownWhatIsStated();
    void claimsNoCountThatIsNotTold();
    void canBeGivenUp();
    void canBeGivenUpBetweenBytes();
    void keepsSecretsOfCommandsOut();
    void keepsSecretsOfFaultsOut();
    void takesPercentilesByNameOnly();
    void leavesOutWhatHasNoTime();
    void takesJmetersVerdict();
    void keepsTransactionsWithoutTheirRequests();
    void takesJmetersThreadsAsLanes();
    void tellsLimits_data();
    void tellsLimits();
    void countsWhatOhaCutOffAsCancelled();
    void refusesAReportWithoutEnd();
    void tellsOfALastLineWithoutEnd();
    void countsWhatAutocannonMadeUp();
    void leavesOutWhatIsNotKnown();
    void worksOutPercentilesOnlyOfAllSamples();
    void countsLateRepliesOnce();
    void putsSamplesOfK6Together();
    void keepsMoreRequestsThanWeRun();
    void keepsTimesOfWrk2ThatAreNotCorrected();
    void takesTheSpectrumAlone();
    void takesLogsOfHdrHistogram();
    void refusesHistogramsWithoutSense_data();
    void refusesHistogramsWithoutSense();
    void tellsEachCommandOfHyperfine();
    void countsRunsThatASignalEnded();
    void takesStagesOfAb();
    void countsFailuresOfAbOnce();
    void tellsWhatIsNotTaken();
    void findsAReportAfterOtherLines();
    void takesNumbersAsTheyArePrinted();
    void leavesOutWhatHeyHadTooFewFor();
};

void TestAnyRun::readsEachTool_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<bool>("hasRequests");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("failed");
    QTest::addColumn<double>("p50");  // in ms, as is
    QTest::addColumn<double>("most"); // 0: not stated
    const auto row = [](const char *file, const char *tool, bool hasRequests, int requests, int failed, double p50,
                        double most) {
        QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(tool) << hasRequests << requests
                            << failed << p50 << most;
    };
    row("hey.csv", "hey", true, 2, 0, 101.25, 101.9);
    row("oha.csv", "oha", true, 2, 0, 101.266, 101.933);
    row("oha.json", "oha", false, 200, 1, 103.1, 131.3);
    row("hey.txt", "hey", false, 200, 1, 103.1, 131.3);
    row("vegeta.jsonl", "vegeta", true, 2, 1, 101.933117, 101.933117);
    row("vegeta.csv", "vegeta", true, 1, 0, 101.933117, 101.933117);
    row("vegeta-report.json", "vegeta", false, 200, 1, 103.1, 131.3);
    row("k6-export.json", "k6", false, 200, 1, 103.1, 131.3);
    row("k6-handled.json", "k6", false, 200, 1, 103.1, 131.3);
    row("k6-machine.json", "k6 2.2.0", false, 200, 1, 103.1, 131.3);
    row("k6.jsonl", "k6", true, 3, 1, 101.2665, 101.933);
    row("k6.csv", "k6", false, 3, 1, 101.2665, 101.933); // of whole seconds
    row("k6-micro.csv", "k6", true, 3, 1, 101.2665, 101.933);
    row("locust-stats.csv", "Locust", false, 200, 1, 100, 131.3);
    row("locust-log.csv", "Locust", true, 1, 0, 101.93, 101.93);
    row("jmeter.jtl", "JMeter", true, 2, 1, 102, 102);
    row("jmeter-bare.jtl", "JMeter", true, 3, 1, 100, 102);
    row("fortio.json", "Fortio 1.75.2", false, 200, 1, 103.1, 131.3);
    row("hyperfine.json", "hyperfine", true, 4, 0, 1050.5, 1066);
    row("hyperfine.csv", "hyperfine", false, 0, 0, 1049, 1070); // does not tell how many
    row("bombardier.json", "bombardier", false, 200, 1, 103.1, 131.3);
    row("wrk.txt", "wrk", false, 1911, 6, 103.1, 131.3);
    row("wrk2.txt", "wrk2", false, 1910, 0, 103.17, 131.3);
    row("wrk2-uncorrected.txt", "wrk2", false, 1910, 0, 103.17, 131.3);
    row("spectrum.hgrm", "HdrHistogram", false, 1910, 0, 103.167, 131.328);
    row("histogram.hlog", "HdrHistogram", false, 5, 0, 1, 100.031);
    row("h2load.txt", "h2load", false, 200, 1, 0, 131.3);
    row("h2load.json", "h2load nghttp2/1.70.0", false, 200, 1, 103.1, 131.3);
    row("h2load.log", "h2load", true, 2, 1, 101.933, 101.933);
    row("ab.txt", "ab", false, 200, 0, 104, 133);
    row("ab-table.tsv", "ab", false, 5, 0, 103, 131);
    row("browser.har", "WebInspector (HAR)", true, 2, 1, 101.9, 101.9);
    row("autocannon.json", "autocannon", false, 200, 1, 103, 131);
}

/// What was read writes a valid record, and that one is read again.
void TestAnyRun::readsEachTool()
{
    QFETCH(const QString, file);
    QFETCH(const double, p50);
    QFETCH(const double, most);
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(file), run), QString());
    QVERIFY(run.record->imported.has_value());
    const auto check = [&](const ReadRun &one) {
        QTEST(one.record->imported->tool, "tool");
        QCOMPARE(one.record->imported->file, file);
        QVERIFY(!one.record->imported->limits.isEmpty());
        QTEST(one.hasRequests, "hasRequests");
        QTEST(int(one.summary.requests), "requests");
        QTEST(int(one.summary.failed), "failed");
        if (p50 > 0)
            QVERIFY2(std::abs(one.summary.latency.p50 / 1e6 - p50) < 0.001,
                     qPrintable(QString::number(one.summary.latency.p50)));
        else
            QVERIFY(!isStated(one.summary.latency.p50));
        if (file != QLatin1String("hyperfine.json"))
            QVERIFY2(std::abs(one.summary.latency.max / 1e6 - most) < 0.001,
                     qPrintable(QString::number(one.summary.latency.max)));
    };
    check(run);
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    const RunJsonDetail detail = run.hasRequests ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests;
    QCOMPARE(writeRunJson(buffer, *run.record, run.summary, detail), QString());
    QVERIFY(!buffer.data().contains("nan"));
    QCOMPARE(strangersIn(buffer.data()), QStringList());
    ReadRun again;
    QCOMPARE(readBytes(buffer.data(), again), QString());
    check(again);
    for (const RunForm &form : runForms()) { // what is not stated is no number
        if (form.needsRequests && !run.hasRequests)
            continue;
        QBuffer written;
        written.open(QIODevice::WriteOnly);
        QCOMPARE(form.write(written, ToldRun{*run.record, run.summary, {}}), QString());
        QVERIFY2(!written.data().toLower().contains("nan ") && !written.data().contains("\nnan"), form.name);
        for (const char *wrong : {"-9,223", "-9223372", "strategy async", "4294967295", "4,294,967,295"})
            QVERIFY2(!written.data().contains(wrong), form.name);
    }
}

void TestAnyRun::tellsTheSameWhenReadAgain_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : QDir(example(QString())).entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

/// To the last byte: all that is shown comes of it.
void TestAnyRun::tellsTheSameWhenReadAgain()
{
    QFETCH(const QString, file);
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(file), run), QString());
    const QByteArray first = writtenRecord(run);
    ReadRun again;
    QCOMPARE(readBytes(first, again), QString());
    QCOMPARE(again.hasRequests, run.hasRequests);
    QCOMPARE(writtenRecord(again), first);
}

void TestAnyRun::keepsBytesWithoutStatus()
{
    QByteArray lines = contentsOf(example(QStringLiteral("vegeta.jsonl")));
    QVERIFY(lines.contains("\"bytes_in\":0"));
    lines.replace("\"bytes_in\":0", "\"bytes_in\":2310");
    ReadRun run;
    QCOMPARE(readBytes(lines, run), QString());
    QCOMPARE(run.summary.bytesReceived, qint64(9110));
    ReadRun again;
    QCOMPARE(readBytes(writtenRecord(run), again), QString());
    QCOMPARE(again.summary.bytesReceived, qint64(9110));
}

void TestAnyRun::readsVariants_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("failed");
    QTest::addColumn<double>("p50"); // in ms
    const QByteArray hey = contentsOf(example(QStringLiteral("hey.csv")));
    const QByteArray jmeter = contentsOf(example(QStringLiteral("jmeter.jtl")));
    const QByteArray bare = contentsOf(example(QStringLiteral("jmeter-bare.jtl")));
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + hey << 2 << 0 << 101.25;
    QTest::newRow("lines before it") << "\r\n \n" + hey << 2 << 0 << 101.25;
    QTest::newRow("CRLF") << QByteArray(hey).replace("\n", "\r\n") << 2 << 0 << 101.25;
    QTest::newRow("semicolons") << QByteArray(hey).replace(',', ';') << 2 << 0 << 101.25;
    QTest::newRow("a column more") << QByteArray(hey).replace("\n", ",x\n") << 2 << 0 << 101.25;
    QTest::newRow("commas after all") << QByteArray(hey).replace(",0.1024\n", ",0.1024,,\n") << 2 << 0 << 101.25;
    QTest::newRow("hey, another order and no stages")
        << QByteArray("offset,status-code,response-time\n0.0004,200,0.1019\n0.1024,200,0.1006\n") << 2 << 0 << 101.25;
    QTest::newRow("oha, another order and no stages")
        << QByteArray("status,request-duration,request-start\n200,0.1,0\n503,0.3,0.1\n") << 2 << 1 << 100.0;
    QTest::newRow("k6, packed") << gzipped(contentsOf(example(QStringLiteral("k6.csv")))) << 3 << 1 << 101.2665;
    QTest::newRow("k6, in ms and another order")
        << QByteArray("timestamp,url,metric_value,metric_name\n1795600800102,http://127.0.0.1/,1,http_reqs\n"
                      "1795600800102,http://127.0.0.1/,100,http_req_duration\n"
                      "1795600800102,http://127.0.0.1/,0,http_req_failed\n")
        << 1 << 0 << 100.0;
    QTest::newRow("k6, RFC 3339")
        << QByteArray("metric_name,timestamp,metric_value,status\nhttp_reqs,2026-11-25T10:00:00.5Z,1,200\n"
                      "http_req_duration,2026-11-25T10:00:00.5Z,100,200\n")
        << 1 << 0 << 100.0;
    QTest::newRow("k6, as its script expects")
        << QByteArray("metric_name,timestamp,metric_value,status\nhttp_reqs,1795600800102,1,404\n"
                      "http_req_duration,1795600800102,100,404\nhttp_req_failed,1795600800102,0,404\n"
                      "http_reqs,1795600800202,1,200\nhttp_req_duration,1795600800202,90,200\n"
                      "http_req_failed,1795600800202,1,200\n")
        << 2 << 1 << 100.0;
    QTest::newRow("JTL with tabs") << QByteArray(jmeter).replace(',', '\t') << 2 << 1 << 102.0;
    QTest::newRow("JTL without names, with semicolons") << QByteArray(bare).replace(',', ';') << 3 << 1 << 100.0;
    QTest::newRow("JTL with few columns")
        << QByteArray("timeStamp,elapsed\n1795600800000,102\n1795600800100,98\n") << 2 << 0 << 100.0;
    QTest::newRow("JTL with a sum and a sample of no URL")
        << QByteArray("timeStamp,elapsed,responseCode,responseMessage,threadName,success,URL\n"
                      "1795600800000,100,200,OK,Users 1-1,true,http://127.0.0.1/\n"
                      "1795600800101,102,200,OK,Users 1-1,true,null\n"
                      "1795600800000,203,200,,Users 1-1,true,null\n")
        << 2 << 0 << 101.0;
    QTest::newRow("Fortio, numbers in quotes")
        << contentsOf(example(QStringLiteral("fortio.json"))).replace("\"Count\":200,", "\"Count\":\"200\",") << 200
        << 1 << 103.1;
    QByteArray whole = contentsOf(example(QStringLiteral("vegeta.csv"))); // with a body longer than what it is told by
    QTest::newRow("vegeta's CSV with a body")
        << whole.replace(",6800,,,", ",6800,," + QByteArray(100'000, 'A') + ',') << 1 << 0 << 101.933117;
    QTest::newRow("oha, without percentiles of its own")
        << contentsOf(example(QStringLiteral("oha.json"))).replace("latencyPercentiles", "other") << 200 << 1 << 103.1;
}

void TestAnyRun::readsVariants()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const double, p50);
    ReadRun run;
    QCOMPARE(readBytes(contents, run), QString());
    QTEST(int(run.summary.requests), "requests");
    QTEST(int(run.summary.failed), "failed");
    QVERIFY2(std::abs(run.summary.latency.p50 / 1e6 - p50) < 0.001,
             qPrintable(QString::number(run.summary.latency.p50)));
}

void TestAnyRun::readsOurOwn()
{
    const auto record = test::sampleRecord();
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QCOMPARE(writeRunJson(buffer, *record, summarise(*record), RunJsonDetail::Whole), QString());
    ReadRun run;
    QCOMPARE(readBytes(buffer.data(), run), QString());
    QVERIFY(!run.record->imported);
    QCOMPARE(run.summary.requests, 3U);
}

void TestAnyRun::readsWhatIsPacked()
{
    const QByteArray plain = contentsOf(example(QStringLiteral("hey.csv")));
    const QByteArray packed = gzipped(plain);
    ReadRun run;
    QCOMPARE(readBytes(packed, run), QString());
    QCOMPARE(run.summary.requests, 2U);
    QCOMPARE(run.record->imported->file, QStringLiteral("file.txt"));
    QCOMPARE(readBytes(gzipped(plain.left(120)) + gzipped(plain.mid(120)), run), QString()); // two members
    QCOMPARE(run.summary.requests, 2U);
    QVERIFY(readBytes(packed.chopped(12), run).contains(QLatin1String("cut short")));
    QByteArray broken = packed;
    for (qsizetype i = 20; i < 60; ++i)
        broken[i] = '\x55';
    QVERIFY(!readBytes(broken, run).isEmpty());
    // A bomb: a hundred megabytes of one letter are refused with its first line.
    const QByteArray header = plain.left(plain.indexOf('\n') + 1);
    QVERIFY(readBytes(gzipped(header + QByteArray(100'000'000, 'x')), run)
                .contains(QLatin1String("line 2: it is longer than 1 MiB")));
    QVERIFY(readBytes(gzipped("{\"log\":" + QByteArray(200'000'000, '[')), run)
                .contains(QLatin1String("unpacks to more than 200 times its size")));
}

void TestAnyRun::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QString>("words");
    const QByteArray hey = contentsOf(example(QStringLiteral("hey.csv")));
    const QByteArray vegeta = contentsOf(example(QStringLiteral("vegeta.jsonl")));
    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("blank") << QByteArray(" \n\n") << QStringLiteral("empty");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0\1\2",
                                          8)
                            << QStringLiteral("none of the formats that are read");
    QTest::newRow("no number") << hey + "nan,0,0,0,0,0,200,0\n" << QStringLiteral("line 4: \"response-time\"");
    QTest::newRow("2^63") << hey + "9223372036854775808,0,0,0,0,0,200,0\n" << QStringLiteral("line 4:");
    QTest::newRow("negative") << hey + "-1,0,0,0,0,0,200,0\n" << QStringLiteral("line 4:");
    QTest::newRow("no status") << hey + "0.1,0,0,0,0,0,ok,0\n" << QStringLiteral("line 4: \"status-code\"");
    QTest::newRow("cut short") << hey.chopped(30) << QStringLiteral("line 3:");
    QTest::newRow("no UTF-8") << hey + "\xff\xfe\n" << QStringLiteral("line 4: it is not UTF-8");
    QTest::newRow("open quote") << hey + "\"0.1,0,0\n" << QStringLiteral("line 4: a quote");
    QTest::newRow("only a header") << hey.left(hey.indexOf('\n') + 1) << QStringLiteral("no request");
    QTest::newRow("nested") << vegeta + QByteArray(10'000, '[') + "\n" << QStringLiteral("line 3: it is nested deeper");
    QTest::newRow("half a line") << vegeta.chopped(40) << QStringLiteral("line 2: it is not JSON");
    QTest::newRow("deep report") << "{\"latencies\":" + QByteArray(10'000, '[') + ",\"requests\":1"
                                 << QStringLiteral("none of the formats");
    QTest::newRow("half a wrk") << QByteArray("Running 10s test @ http://127.0.0.1/\n  2 threads and 20 connections\n")
                                << QStringLiteral("line 2: the report ends here");
    // Of reports: all but what comes after the words.
    for (const auto &[file, last, missing] :
         {std::tuple("wrk.txt", "requests in 10.01s,", "Transfer/sec:"),
          std::tuple("h2load.txt", "traffic:", "time for request:"), std::tuple("ab.txt", "Transfer rate:", "Total:"),
          std::tuple("ab.txt", "  99%", "100%")}) {
        const QByteArray whole = contentsOf(example(QLatin1String(file)));
        QTest::addRow("%s without %s", file, missing)
            << whole.left(whole.indexOf(last) + qsizetype(qstrlen(last)))
            << QStringLiteral("without \"%1\": it was cut short").arg(QLatin1String(missing));
    }
    const QByteArray har = contentsOf(example(QStringLiteral("browser.har")));
    const qsizetype entry = har.indexOf("{\"startedDateTime");
    QTest::newRow("HAR with a creator that is no UTF-8")
        << QByteArray(har).replace("WebInspector", "\xff\xfe") << QStringLiteral("line 1: it is not UTF-8");
    QTest::newRow("HAR with an entry that is none")
        << har.left(entry) + "null," + har.mid(entry) << QStringLiteral("an entry should be an object");
    for (const auto &[was, key, number] :
         {std::tuple("104.9", "time", "1e300"), std::tuple("100.7", "wait", "1e300"), std::tuple("100.7", "wait", "-2"),
          std::tuple("200", "status", "9223372036854775808"), std::tuple("6800", "size", "-2")}) {
        const QByteArray name = '"' + QByteArray(key) + "\":";
        QTest::addRow("HAR, %s of %s", key, number) << QByteArray(har).replace(name + was, name + number)
                                                    << QStringLiteral("line 2: \"%1\" is ").arg(QLatin1String(key));
    }
    QTest::newRow("oha for people") << QByteArray("Summary:\n  Success rate:\t100.00%\n  Total:\t1052.1 ms\n"
                                                  "  Requests/sec:\t190.1\n")
                                    << QStringLiteral("--output-format json");
    QTest::newRow("hey in ms") << contentsOf(example(QStringLiteral("hey.txt"))).replace("0.1313 secs", "131.3 ms")
                               << QStringLiteral("line 4: hey's times are in secs");
    QTest::newRow("autocannon for people")
        << QByteArray("Running 1s test @ http://127.0.0.1/\n4 connections\n\n\u2502 Stat \u2502 2.5% \u2502\n"
                      "\u2502 Latency \u2502 20 ms \u2502\n161 requests in 1.04s, 1.13 MB read\n")
        << QStringLiteral("with -j");
    QTest::newRow("vegeta's own form") << QByteArray("\x7f\xff\x81\x03\x01\x01\x06Result\x01\xff\x82\0\1\x06"
                                                     "Attack\1\x0c\0\1\x07Latency",
                                                     38)
                                       << QStringLiteral("vegeta encode");
    QTest::newRow("k6 without a duration")
        << contentsOf(example(QStringLiteral("k6.jsonl")))
               .replace("\"http_req_duration\",\"type\":\"Point\"", "\"other\",\"type\":\"Point\"")
        << QStringLiteral("line 13: the http_req_duration of the request before is not there");
    QTest::newRow("k6 with words")
        << contentsOf(example(QStringLiteral("k6.jsonl"))).replace("\"value\":101.016", "\"value\":\"a\"")
        << QStringLiteral("line 4: the \"value\" of http_req_duration should be");
    const QByteArray k6("metric_name,timestamp,metric_value\nhttp_reqs,1795600800,1\n");
    const QByteArray k6Duration("http_req_duration,1795600800,100\n");
    QTest::newRow("k6's CSV without a duration")
        << k6 << QStringLiteral("line 2: the http_req_duration of the request before is not there");
    QTest::newRow("k6's CSV with a time twice")
        << k6 + k6Duration + k6Duration << QStringLiteral("line 4: http_req_duration is there twice");
    QTest::newRow("k6's CSV in two units")
        << k6 + k6Duration + "http_reqs,1795600800123,1\n"
        << QStringLiteral("line 4: \"timestamp\" should be a time in the unit of those before");
    QTest::newRow("k6's CSV with a time of 2^63")
        << QByteArray(k6).replace("1795600800", "9223372036854775808")
        << QStringLiteral("line 2: \"timestamp\" should be a time since 1970");
    QTest::newRow("k6's CSV with NaN") << k6 + "http_req_duration,1795600800,NaN\n"
                                       << QStringLiteral("line 3: \"metric_value\" should be a number");
    QTest::newRow("k6's CSV with less than nothing") << k6 + "http_req_duration,1795600800,-1\n"
                                                     << QStringLiteral("line 3: the \"value\" of http_req_duration");
    QTest::newRow("k6's CSV, nearly") << QByteArray("metric,timestamp,metric_value,scenario,error_code\na,1,1,,\n")
                                      << QStringLiteral("looks like k6's CSV, but has no column \"metric_name\"");
    for (const auto &[was, is, key] : {std::tuple("\"code\":200", "\"code\":9223372036854775808", "code"),
                                       std::tuple("\"bytes_in\":6800", "\"bytes_in\":-1", "bytes_in"),
                                       std::tuple("\"latency\":101933117", "\"latency\":-1", "latency")})
        QTest::addRow("vegeta with %s", is) << QByteArray(vegeta).replace(was, is)
                                            << QStringLiteral("line 1: \"%1\" should be").arg(QLatin1String(key));
    QTest::newRow("vegeta's CSV, nearly") << QByteArray("1795600800000412345,200,101933117\n")
                                          << QStringLiteral("vegeta's CSV, but has 3 fields instead of 12");
    QTest::newRow("k6 with a status in words")
        << contentsOf(example(QStringLiteral("k6.jsonl"))).replace("\"status\":\"200\"", "\"status\":\"fine\"")
        << QStringLiteral("line 3: the \"status\" of a request should be one such as 200, and is \"fine\"");
    QTest::newRow("vegeta's lines, nearly") << QByteArray("{\"attack\":\"a\",\"seq\":0,\"code\":200}\n")
                                            << QStringLiteral("looks like vegeta's lines, but has no key \"latency\"");
    QTest::newRow("k6's summary without HTTP")
        << QByteArray("{\"root_group\":{},\"metrics\":{\"iterations\":{\"count\":3}}}")
        << QStringLiteral("neither http_reqs nor http_req_failed");
    QTest::newRow("decimal comma") << hey + "0,1019,0,0,0,0,0,200,0\n"
                                   << QStringLiteral("line 4: it has 9 fields, and of columns there are 8");
    QTest::newRow("decimal comma between semicolons")
        << QByteArray(hey).replace(',', ';').replace("0.1019", "0,1019")
        << QStringLiteral("line 2: \"response-time\" should be a time in seconds, and is \"0,1019\"; decimals have");
    QTest::newRow("half a row") << hey + "0.1,0\n" << QStringLiteral("line 4: it has 2 fields");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfer\0e\0s\0", 8) << QStringLiteral("it is UTF-16");
    const QByteArray jmeter = contentsOf(example(QStringLiteral("jmeter.jtl")));
    QTest::newRow("JTL with another verdict") << QByteArray(jmeter).replace(",true,", ",yes,")
                                              << QStringLiteral("line 2: \"success\" should be true or false");
    QTest::newRow("JTL with bytes of 2^63") << QByteArray(jmeter).replace("7012", "9223372036854775808")
                                            << QStringLiteral("line 2: \"bytes\" should be a number of bytes");
    QTest::newRow("JTL with dates") << QByteArray("timeStamp,elapsed,success\n2026/11/25 10:00:00.000,1,true\n")
                                    << QStringLiteral(
                                           "line 2: \"timeStamp\" should be a time in milliseconds since 1970");
    QTest::newRow("JTL with less than nothing") << QByteArray("timeStamp,elapsed,success\n1795600800000,-1,true\n")
                                                << QStringLiteral("line 2: \"elapsed\" should be a time");
    QTest::newRow("JTL of few columns, without names") << QByteArray("1795600800000,102,items,200,true\n")
                                                       << QStringLiteral("it has 5 columns, where JMeter's own are 17");
    const QByteArray locust = contentsOf(example(QStringLiteral("locust-stats.csv")));
    QTest::newRow("Locust without a count")
        << QByteArray(locust).replace(",Aggregated,200", ",Aggregated,N/A")
        << QStringLiteral("line 3: \"Request Count\" should be a number of requests");
    QTest::newRow("Locust twice") << locust + locust.mid(locust.indexOf(",Aggregated"))
                                  << QStringLiteral("line 4: it has a second row \"Aggregated\"");
    for (const char *ours :
         {"index,lane,outcome,start_ms\n0,0,done,0\n", "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[]}"})
        QTest::newRow(ours) << QByteArray(ours) << QStringLiteral("of Fiftyfold, the record (--json) is read");
    QTest::newRow("database") << QByteArray("SQLite format 3\0\x10", 17) << QStringLiteral("it is a database");
    QTest::newRow("JUnit") << QByteArray("<?xml version=\"1.0\"?>\n<testsuites/>") << QStringLiteral("JUnit XML");
    QTest::newRow("ab -e") << QByteArray("Percentage served,Time in ms\n0,100.2\n50,103.1\n")
                           << QStringLiteral("what it prints is read");
    QTest::newRow("ab -g, in words")
        << contentsOf(example(QStringLiteral("ab-table.tsv"))).replace("\t131\t", "\tlong\t")
        << QStringLiteral("line 6: \"ttime\" should be a time in milliseconds");
    QTest::newRow("ab -g, without requests")
        << QByteArray("starttime\tseconds\tctime\tdtime\tttime\twait\n") << QStringLiteral("no request is in it");
    QTest::newRow("hyperfine's CSV, in words")
        << contentsOf(example(QStringLiteral("hyperfine.csv"))).replace("1.052", "long")
        << QStringLiteral("line 2: \"mean\" should be a time in seconds");
    QTest::newRow("prose") << QByteArray("Dear all,\nit was fast.\n")
                           << QStringLiteral("none of the formats that are read");
    QTest::newRow("ours, with another's keys") << QByteArray("{\"log\":{},\"schema\" : \"fiftyfold.comparison/1\"}")
                                               << QStringLiteral("\"plan\" is not there");
    QTest::newRow("object with a header's words")
        << QByteArray("{\"a\":\"timeStamp, elapsed\"}") << QStringLiteral("none of the formats that are read");
    QTest::newRow("more than can be counted")
        << contentsOf(example(QStringLiteral("wrk.txt"))).replace("1910 requests in", "3000000000 requests in")
        << QStringLiteral("more requests than 2147483647");
    for (const auto &[file, tool] :
         {std::pair("wrk.txt", "ab.txt"), std::pair("wrk2.txt", "wrk2.txt"), std::pair("ab.txt", "h2load.txt"),
          std::pair("h2load.txt", "h2load.txt"), std::pair("spectrum.hgrm", "spectrum.hgrm"),
          std::pair("spectrum.hgrm", "wrk.txt")})
        QTest::addRow("%s, then %s", file, tool)
            << exampleBytes(file) + exampleBytes(tool)
            << QStringLiteral("line %1: another report begins here").arg(exampleBytes(file).count('\n') + 1);
    for (const auto &[file, was, is, words] :
         {std::tuple("wrk.txt", "1910 requests", "nan requests", "line 11: a number of requests was expected"),
          std::tuple("wrk.txt", "1910 requests", "-1910 requests", "line 11: a number of requests was expected"),
          std::tuple("wrk.txt", "  104.40ms", "  nanms", "line 4: a time such as 104.40ms was expected"),
          std::tuple("wrk.txt", "  130.20ms", "  130.20", "line 10: a time such as 104.40ms was expected"),
          std::tuple("wrk.txt", "responses: 3", "responses: many", "line 13: a number of responses was expected"),
          std::tuple("wrk.txt", "timeout 2", "timeout -2", "line 12: a number of errors was expected"),
          std::tuple("ab.txt", "requests:      200", "requests:      -200", "line 4: a number was expected"),
          std::tuple("ab.txt", "Total:        100", "Total:        nan", "line 18: a row of times"),
          std::tuple("ab.txt", "1.052 seconds", "inf seconds", "line 3: a number was expected"),
          std::tuple("h2load.txt", "200 total", "some total", "line 3: a number before \"total\" was expected"),
          std::tuple("h2load.txt", "finished in 1.05s", "finished in now", "line 2: a time such as 1.05s"),
          std::tuple("spectrum.hgrm", "    103.167", "    nan", "line 5: a row of a value"),
          std::tuple("spectrum.hgrm", "    103.167", "    1.167", "line 5: values, percentiles and counts"),
          std::tuple("spectrum.hgrm", "0.500000000000", "1.500000000000", "line 5: a row of a value"),
          std::tuple("spectrum.hgrm", "     131.327 1.000000000000       1910\n", "",
                     "without the row of percentile 1"),
          std::tuple("histogram.hlog", ",HISTFAAA", ",HISTF", "line 5: the histogram is not Base64"),
          std::tuple("histogram.hlog", "MwMDAyQABzFCaEURcm7yEwf4DROA8P9tTdqafCUwAjDIHvQ==\nTag", "M\nTag",
                     "line 5: the histogram is cut short"),
          std::tuple("histogram.hlog", "wAjDIHvQ==\nTag", "wAjDIHvA==\nTag", "line 5: what is packed in the histogram"),
          std::tuple("histogram.hlog", "\n0.000,1.000,", "\n0.000,-1.000,", "line 5: a start and a length"),
          std::tuple("histogram.hlog", "\n0.000,1.000,", "\n0.000,", "and this one 3 fields"),
          std::tuple("hyperfine.json", "1.066", "-1", "and number 3 is none"),
          std::tuple("bombardier.json", "\"req2xx\"", "\"ok\"", "looks like bombardier's JSON, but has no \"req2xx\""),
          std::tuple("autocannon.json", "\"2xx\"", "\"ok\"", "looks like autocannon's JSON, but has no \"2xx\""),
          std::tuple("h2load.json", "\"total\":200", "\"all\":200", "looks like h2load's JSON, but has no \"total\"")})
        QTest::addRow("%s with %s", file, is) << exampleBytes(file).replace(was, is) << QString::fromLatin1(words);
    QByteArray log = exampleBytes("histogram.hlog");
    const qsizetype histogram = log.indexOf("HIST");
    log.replace(histogram, log.indexOf('\n', histogram) - histogram, "HISTAgAAAAA=");
    QTest::newRow("hey.txt, twice") << exampleBytes("hey.txt").repeated(2) << QStringLiteral("another report begins");
    QTest::newRow("HdrHistogram V1") << log << QStringLiteral("line 5: it is a histogram in the encoding V1");
    QTest::newRow("hyperfine without times")
        << QByteArray("{\"results\":[{\"command\":\"true\"}]}") << QStringLiteral("the first one has neither");
    for (const char *table : {"Benchmark 1: true\n  Time (mean \u00b1 \u03c3):  1.0 ms\n",
                              "| Command | Mean [ms] | Min [ms] | Max [ms] | Relative |\n|:---|---:|---:|---:|---:|\n",
                              "| Command  |  Mean [ms] |  Min [ms] |  Max [ms] |  Relative |\n|--+--+--+--+--|\n",
                              "[cols=\"<,>,>,>,>\"]\n|===\n| Command \n| Mean [ms] \n| Relative \n"})
        QTest::addRow("hyperfine: %.20s", table)
            << QByteArray(table) << QStringLiteral("--export-json or --export-csv");
    QTest::newRow("bombardier for people") << QByteArray("Bombarding http://127.0.0.1/ with 200 request(s)\n")
                                           << QStringLiteral("--print result --format json");
    QTest::newRow("ab -w") << QByteArray("<p>\n This is ApacheBench, Version 2.3 <i>")
                           << QStringLiteral("with -w, as HTML");
    QTest::newRow("one histogram") << QByteArray("HISTFAAAACl42pNpmSzMwMDAyQAB\n")
                                   << QStringLiteral("a single histogram of HdrHistogram");
    QTest::newRow("wrk without a reply")
        << QByteArray(
               "Running 1s test @ http://127.0.0.1/\n  1 threads and 4 connections\n"
               "  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     0.00us    0.00us   0.00us    "
               "-nan%\n    Req/Sec     0.00      0.00     0.00      -nan%\n  0 requests in 1.00s, 0.00B read\n"
               "Requests/sec:      0.00\nTransfer/sec:       0.00B\n")
        << QStringLiteral("no request is in it");
    for (const char *header :
         {"Timestamp,User Count,Type,Name\n", "Method,Name,Error,Occurrences\n", "Count,Message,Traceback,Nodes\n"})
        QTest::newRow(QByteArray(header).chopped(1).constData())
            << QByteArray(header) << QStringLiteral("PREFIX_stats.csv is read");
    QTest::newRow("XML") << QByteArray("<?xml version=\"1.0\"?><testResults/>") << QStringLiteral("CSV is read");
    QTest::newRow("deep HAR") << "{\"log\":{\"entries\":[\n{\"a\":" + QByteArray(10'000, '[') +
                                     QByteArray(10'000, ']') + "}]}}"
                              << QStringLiteral("line 2: it is nested deeper");
    QTest::newRow("HAR without a number")
        << QByteArray("{\"log\":{\"entries\":[\n{\n\"time\": NaN}]}}") << QStringLiteral("line 3: it is not JSON");
    QTest::newRow("HAR cut short") << contentsOf(example(QStringLiteral("browser.har"))).chopped(40)
                                   << QStringLiteral("line 3: it is not JSON");
    QTest::newRow("deep record") << "{\"schema\": \"fiftyfold.run/1\",\n\"plan\": " + QByteArray(10'000, '[') +
                                        QByteArray(10'000, ']') + "}"
                                 << QStringLiteral("line 2: it is not JSON: too deeply nested");
    QTest::newRow("too many requests") << QByteArray("{\"schema\": \"fiftyfold.run/1\",\n\"plan\": {\"url\": "
                                                     "\"http://127.0.0.1/\", \"requests\": 10000001}}")
                                       << QStringLiteral("line 2: The plan's \"requests\" can't be read");
    QTest::newRow("record of no UTF-8") << QByteArray(
                                               "{\"schema\": \"fiftyfold.run/1\",\n\"plan\": {\"url\": \"\xff\xfe\"}}")
                                        << QStringLiteral("line 2: it is not UTF-8");
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << QStringLiteral("none of the formats that are read");
}

void TestAnyRun::saysWhatIsWrong()
{
    QFETCH(const QByteArray, contents);
    QFETCH(const QString, words);
    ReadRun run;
    const QString problem = readBytes(contents, run);
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

/// Each example, cut off anywhere and with any byte another: it is read or refused.
void TestAnyRun::takesAnyRubbish()
{
    quint32 random = 1;
    const auto next = [&random](qsizetype below) {
        random = random * 1664525U + 1013904223U;
        return static_cast<qsizetype>(random >> 8U) % below;
    };
    const QDir folder(example(QString()));
    const QStringList names = folder.entryList(QDir::Files);
    QVERIFY(names.size() > 20);
    for (const QString &name : names) {
        const QByteArray whole = contentsOf(folder.filePath(name));
        for (int i = 0; i < 60; ++i) {
            QByteArray bytes = i % 2 ? whole : whole.left(next(whole.size()));
            for (int change = 0; change < i / 10 && !bytes.isEmpty(); ++change)
                bytes[next(bytes.size())] = static_cast<char>(next(256));
            ReadRun run;
            const QString problem = readBytes(bytes, run);
            QVERIFY2(!problem.isEmpty() || run.record, qPrintable(name));
        }
    }
}

/// A record of what another program did is read again, however much that was.
void TestAnyRun::keepsMoreRequestsThanWeRun()
{
    QByteArray wrk = contentsOf(example(QStringLiteral("wrk.txt")));
    const qsizetype at = wrk.indexOf("1910 requests in");
    QVERIFY(at > 0);
    wrk.replace(at, 4, "30000000");
    ReadRun run;
    QCOMPARE(readBytes(wrk, run), QString());
    QVERIFY(run.summary.requests >= 30'000'000U);
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QCOMPARE(writeRunJson(buffer, *run.record, run.summary, RunJsonDetail::WithoutRequests), QString());
    ReadRun again;
    QCOMPARE(readBytes(buffer.data(), again), QString());
    QCOMPARE(again.summary.requests, run.summary.requests);
    for (const RunForm &form : runForms()) { // each says one number
        QBuffer written;
        written.open(QIODevice::WriteOnly);
        if (!form.needsRequests)
            QCOMPARE(form.write(written, ToldRun{*run.record, run.summary, {}}), QString());
        QVERIFY2(!written.data().contains("10,000,000"), form.name);
    }
}

void TestAnyRun::tellsAsMarkdownWhatIsStated()
{
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(QStringLiteral("wrk.txt")), run), QString());
    const QString text = runMarkdown(*run.record, run.summary, {});
    QVERIFY2(text.startsWith(QLatin1String("### GET `http://")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("20 at once, imported from wrk (wrk.txt)\n")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral(" | – | 130")), qPrintable(text)); // no p95
    ReadRun hyperfine;
    QByteArray json = contentsOf(example(QStringLiteral("hyperfine.json")));
    const qsizetype times = json.indexOf("\"times\"");
    json.remove(times, json.indexOf(']', times) + 2 - times);
    QCOMPARE(readBytes(json, hyperfine), QString());
    const QString untold = runMarkdown(*hyperfine.record, hyperfine.summary, {});
    QVERIFY2(untold.contains(QStringLiteral("\n| – | – | – | – | – |")), qPrintable(untold));
}

/// As hyperfine's CSV; its record, too, once it is read again.
void TestAnyRun::claimsNoCountThatIsNotTold()
{
    ReadRun told;
    QCOMPARE(readAnyRunFile(example(QStringLiteral("hyperfine.csv")), told), QString());
    QBuffer record;
    record.open(QIODevice::ReadWrite);
    QCOMPARE(writeRunJson(record, *told.record, told.summary, RunJsonDetail::WithoutRequests), QString());
    ReadRun again;
    QCOMPARE(readBytes(record.data(), again), QString());
    for (const ReadRun *run : {&told, &again}) {
        QVERIFY(!hasCount(run->summary));
        QHash<QString, QString> texts;
        for (const RunForm &form : runForms()) {
            QBuffer written;
            written.open(QIODevice::WriteOnly);
            if (!form.needsRequests)
                QCOMPARE(form.write(written, ToldRun{*run->record, run->summary, {}}), QString());
            texts[QString::fromLatin1(form.name)] = QString::fromUtf8(written.data());
        }
        const auto of = [&texts](const char *form) { return texts.value(QLatin1String(form)); };
        for (const char *form : {"html", "markdown"})
            QVERIFY2(of(form).contains(QLatin1String("number of requests not told, imported from hyperfine")), form);
        QVERIFY(of("html").contains(QStringLiteral("<span>done</span><b>–</b>")));
        QVERIFY(!of("html").contains(u'△') && !of("html").contains(QLatin1String("under-sampled")));
        QVERIFY(of("markdown").contains(QStringLiteral("| – | – | – | – | – |")));
        QVERIFY(of("markdown").contains(QStringLiteral("| response time | – | 1.05 s | ")));
        QVERIFY(of("openmetrics").contains(QLatin1String("quantile=\"0.5\"} 1.049\n")));
        for (const char *counted : {"fiftyfold_requests_total", "_count{", "_sum{"})
            QVERIFY2(!of("openmetrics").contains(QLatin1String(counted)), counted);
        QVERIFY(of("junit").contains(QLatin1String("the file does not tell how many requests there were")));
    }
    told.summary.elapsedNs = 2'000'000'000;
    QVERIFY(!hasRate(told.summary)); // of how many?
}

void TestAnyRun::canBeGivenUp()
{
    QFile file(example(QStringLiteral("hey.csv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    ReadRun run;
    QVERIFY(readAnyRun(file, file.fileName(), run, [](qint64) { return false; }).contains(QLatin1String("given up")));
}

/// All bytes are read by then, and what is left is work.
void TestAnyRun::canBeGivenUpBetweenBytes()
{
    QByteArray log = contentsOf(example(QStringLiteral("hey.csv")));
    const QByteArray row = log.mid(log.lastIndexOf('\n', log.size() - 2) + 1);
    log += row.repeated(10'000);
    for (const bool isHar : {false, true}) {
        QByteArray bytes = log;
        if (isHar) {
            bytes = contentsOf(example(QStringLiteral("browser.har")));
            const qsizetype at = bytes.indexOf("{\"startedDateTime");
            bytes.insert(at, (bytes.mid(at, bytes.indexOf("\n", at) - at)).repeated(10'000));
        }
        int asked = 0;
        int last = -1; // the first question that says that all is read
        for (const int giveUpAt : {std::numeric_limits<int>::max(), 0}) {
            QBuffer buffer(&bytes);
            QVERIFY(buffer.open(QIODevice::ReadOnly));
            const int until = giveUpAt == 0 ? last + 2 : giveUpAt;
            asked = 0;
            ReadRun run;
            const QString problem = readAnyRun(buffer, QStringLiteral("a"), run, [&](qint64 done) {
                last = done == bytes.size() && last < 0 ? asked : last;
                return ++asked <= until;
            });
            QCOMPARE(problem.isEmpty(), giveUpAt != 0);
            QVERIFY(giveUpAt != 0 || problem.contains(QLatin1String("given up")));
        }
    }
}

void TestAnyRun::keepsSecretsOfCommandsOut()
{
    QByteArray json = contentsOf(example(QStringLiteral("hyperfine.json")));
    json.replace("fetch-items", "curl -su me:hunter2 -H 'Authorization: Bearer hunter2' --token hunter2 "
                                "http://me:hunter2@127.0.0.1/?token=hunter2 -o page");
    ReadRun run;
    QCOMPARE(readBytes(json, run), QString());
    const QString limits = run.record->imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QLatin1String("The command is: curl -su")) && limits.contains(QLatin1String("-o page")),
             qPrintable(limits));
    QVERIFY2(!limits.contains(QLatin1String("hunter2")), qPrintable(limits));
}

/// Of words that are cut, too: the cut falls between the secret and the @ that tells that it is one.
void TestAnyRun::keepsSecretsOfFaultsOut()
{
    QByteArray lines = contentsOf(example(QStringLiteral("vegeta.jsonl")));
    lines.replace("request timed out", QByteArray(281, 'x') + " http://me:hunter2hunter2@127.0.0.1/ was not there");
    ReadRun run;
    QCOMPARE(readBytes(lines, run), QString());
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QCOMPARE(writeRunJson(buffer, *run.record, run.summary, RunJsonDetail::Whole), QString());
    QVERIFY2(buffer.data().contains("xxx http://[redacted"), buffer.data().constData());
    QVERIFY2(!buffer.data().contains("hunter2"), buffer.data().constData());
}

void TestAnyRun::takesPercentilesByNameOnly()
{
    QByteArray json = contentsOf(example(QStringLiteral("k6-export.json")));
    const qsizetype at = json.indexOf("\"med\"");
    QVERIFY(at > 0);
    json.insert(at, "\"pfoo\":1,\"p(nan)\":2,\"p(101)\":3,\"p\":4,\"p(12.5)\":5,");
    ReadRun run;
    QCOMPARE(readBytes(json, run), QString());
    const std::map<double, double> &percentiles = run.record->imported->percentiles;
    QVERIFY(percentiles.contains(12.5) && percentiles.contains(50));
    QVERIFY(!percentiles.contains(0) && percentiles.rbegin()->first <= 100);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    QCOMPARE(writeRunJson(buffer, *run.record, run.summary, RunJsonDetail::WithoutRequests), QString());
    QByteArray record = buffer.data();
    QVERIFY(record.contains("\"12.5\""));
    QVERIFY(readBytes(record.replace("\"12.5\"", "\"nan\""), run).contains(QLatin1String("which is no percentile")));
}

void TestAnyRun::leavesOutWhatHasNoTime()
{
    QByteArray har = contentsOf(example(QStringLiteral("browser.har")));
    har.replace("\"time\":50,", "\"time\":null,").replace("\"httpVersion\":\"HTTP/1.1\"", "\"httpVersion\":\"h3-29\"");
    ReadRun run;
    QCOMPARE(readBytes(har, run), QString());
    QCOMPARE(run.summary.requests, 1U);
    QCOMPARE(run.record->http(0), HttpVersion::Unknown);
    const QString limits = run.record->imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QLatin1String("Left out: 1 entry without a time")), qPrintable(limits));
    har.replace("http://127.0.0.1:8080/items", "ws://127.0.0.1:8080/items");
    QVERIFY(readBytes(har, run).contains(QLatin1String("no request is in it")));
}

/// And no row is lost but the sums.
void TestAnyRun::takesJmetersVerdict()
{
    const QByteArray rows =
        "1795600800000|102|items|404|Not Found|true|http://127.0.0.1:8080/items\n"
        "1795600800100|9|items|Non HTTP response code: java.net.URISyntaxException|Illegal|false|null\n"
        "1795600800200|7|items|200|OK|false|http://127.0.0.1:8080/items\n"
        "1795600800000|118|all|200|\"Number of samples in transaction : 3, number of failing samples : "
        "2\"|false|null\n";
    ReadRun run;
    QCOMPARE(readBytes("timeStamp|elapsed|label|responseCode|responseMessage|success|URL\n" + rows, run), QString());
    QCOMPARE(run.summary.requests, 3U);
    QCOMPARE(run.summary.done, 1U);
    QCOMPARE(run.record->status(0), quint16(404));
    QCOMPARE(run.record->outcome(0), Outcome::Done);
    QCOMPARE(run.record->error(2), ErrorClass::Check);
}

/// As where JMeter is told to write a transaction and not what it is of; one of nothing tells nothing.
void TestAnyRun::keepsTransactionsWithoutTheirRequests()
{
    const QByteArray message = "\"Number of samples in transaction : 2, number of failing samples : 0\"";
    const QByteArray rows = "timeStamp,elapsed,responseCode,responseMessage,threadName,success,URL\n"
                            "1795600800000,102,200," +
                            message +
                            ",Users 1-1,true,null\n"
                            "1795600800110,98,200," +
                            message + ",Users 1-1,true,null\n1795600800300,0,200," +
                            QByteArray(message).replace('2', '0') + ",Users 1-1,true,null\n";
    ReadRun run;
    QCOMPARE(readBytes(rows, run), QString());
    QCOMPARE(run.summary.requests, 2U);
    const QString limits = run.record->imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QLatin1String("Some rows are transactions")), qPrintable(limits));
}

void TestAnyRun::takesJmetersThreadsAsLanes()
{
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(QStringLiteral("jmeter-bare.jtl")), run), QString());
    QCOMPARE(run.record->lane(0), std::optional<quint32>(0));
    QCOMPARE(run.record->lane(1), std::optional<quint32>(1));
    QCOMPARE(run.record->lane(2), std::optional<quint32>(0));
    QCOMPARE(run.record->plan().atOnce, 20U);
    QCOMPARE(run.record->error(2), ErrorClass::Timeout);
    QCOMPARE(run.summary.bytesReceived, qint64(2 * 7012)); // those of a failure are of its words
    QVERIFY(!run.record->imported->limits.join(QString()).contains(QLatin1String("worked out from their times")));
}

void TestAnyRun::tellsLimits_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *file, const char *words) {
        QTest::addRow("%s: %s", file, words) << QString::fromLatin1(file) << QString::fromLatin1(words);
    };
    row("k6-export.json", "k6's threshold of http_req_duration, p(95)<200, was held: k6 tells no more of it.");
    row("k6-export.json", "k6's threshold of http_req_duration, max<120, was crossed: k6 tells no more of it.");
    row("k6-handled.json", "k6's threshold of http_req_duration, p(95)<200, was held");
    row("k6-machine.json", "does not tell thresholds");
    row("k6.jsonl", "k6's threshold of http_req_duration, p(95)<200, has no verdict among its samples.");
    row("k6.csv", "only in which second a request ended");
    row("jmeter.jtl", "JMeter counts headers among the bytes");
    row("jmeter-bare.jtl", "no line with names of its columns");
    row("jmeter-bare.jtl", "Left out are 1 rows of transaction controllers");
    row("fortio.json", "Fortio was given a rate of 200/s");
    row("oha.json", "--latency-correction");
}

void TestAnyRun::tellsLimits()
{
    QFETCH(const QString, file);
    QFETCH(const QString, words);
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(file), run), QString());
    const QString limits = run.record->imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(words), qPrintable(limits));
}

/// Which are no failures to it, either; and a connection that was reset was connected before.
void TestAnyRun::countsWhatOhaCutOffAsCancelled()
{
    QByteArray json = contentsOf(example(QStringLiteral("oha.json")));
    json.replace("\"errorDistribution\": {}",
                 "\"errorDistribution\": {\"aborted due to deadline\": 7, \"connection reset by peer\": 2}");
    ReadRun run;
    QCOMPARE(readBytes(json, run), QString());
    QCOMPARE(run.summary.requests, 209U);
    QCOMPARE(run.summary.cancelled, 7U);
    QCOMPARE(run.summary.failed, 3U);
    QCOMPARE(run.summary.errors, (std::map<ErrorClass, quint32>{{ErrorClass::Status, 1}, {ErrorClass::Reset, 2}}));
}

namespace {

/// A report, and spaces after it that don't end.
class EndlessDevice : public QIODevice
{
public:
    EndlessDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const QByteArray beginning = std::exchange(m_beginning, {});
        std::fill_n(data, size, ' ');
        std::copy(beginning.begin(), beginning.end(), data);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_beginning = "{\"latencies\":{},\"requests\":1,";
};

} // namespace

void TestAnyRun::refusesAReportWithoutEnd()
{
    EndlessDevice device;
    ReadRun run;
    const QString problem = readAnyRun(device, QStringLiteral("a"), run);
    QVERIFY2(problem.contains(QLatin1String("larger than 256 MiB")), qPrintable(problem));
}

/// Whose last figure may have lost digits. A line of JSON can't.
void TestAnyRun::tellsOfALastLineWithoutEnd()
{
    const auto isTold = [](const char *file, qsizetype less) {
        ReadRun run;
        const QString problem = readBytes(contentsOf(example(QLatin1String(file))).chopped(less), run);
        return problem.isEmpty() &&
               run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("last line has no end"));
    };
    QVERIFY(isTold("hey.csv", 2));
    QVERIFY(isTold("h2load.log", 2));
    QVERIFY(!isTold("hey.csv", 0));
    QVERIFY(!isTold("vegeta.jsonl", 1));
}

/// Given a rate it has more times than replies.
void TestAnyRun::countsWhatAutocannonMadeUp()
{
    QByteArray json = contentsOf(example(QStringLiteral("autocannon.json")));
    json.replace("\"totalCount\":200", "\"totalCount\":10939").replace("\"errors\":0", "\"errors\":7");
    ReadRun run;
    QCOMPARE(readBytes(json, run), QString());
    QCOMPARE(run.summary.requests, 207U);
    QCOMPARE(run.summary.failed, 8U);
    QCOMPARE(run.summary.requestsPerSecond, 199 / 1.05);
    QCOMPARE(run.summary.errors, (std::map<ErrorClass, quint32>{{ErrorClass::Status, 1}}));
    const QString limits = run.record->imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QLatin1String("its times are 10939, of 200 replies")), qPrintable(limits));
    QVERIFY2(limits.contains(QLatin1String("does not tell why requests failed")), qPrintable(limits));
}

/// Rather than 0, or what comes of times that were made up.
void TestAnyRun::leavesOutWhatIsNotKnown()
{
    const auto recordOf = [](const char *file) {
        ReadRun run;
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        readAnyRunFile(example(QLatin1String(file)), run);
        writeRunJson(buffer, *run.record, run.summary, RunJsonDetail::WithoutRequests);
        return buffer.data();
    };
    const QByteArray table = recordOf("ab-table.tsv");
    for (const char *key : {"elapsed_ms", "requests_per_second", "overlap", "percentiles_ms"})
        QVERIFY2(!table.contains(key), key);
    const QByteArray wrk = recordOf("wrk.txt");
    QVERIFY(wrk.contains("requests_per_second"));
    QVERIFY(!wrk.contains("overlap"));
    QVERIFY(recordOf("ab.txt").contains("overlap"));
}

void TestAnyRun::worksOutPercentilesOnlyOfAllSamples()
{
    QByteArray json = contentsOf(example(QStringLiteral("h2load.json")));
    ReadRun run;
    QCOMPARE(readBytes(json, run), QString());
    QVERIFY(!isStated(run.summary.latency.p90)); // 3 samples of 200
    json.replace("\"done\":200", "\"done\":3").replace("\"total\":200", "\"total\":3");
    QCOMPARE(readBytes(json, run), QString());
    QVERIFY(isStated(run.summary.latency.p90));
    QVERIFY(run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("from its samples")));
}

/// wrk counts a reply that came after the timeout as answered, and among its errors.
void TestAnyRun::countsLateRepliesOnce()
{
    QByteArray text = contentsOf(example(QStringLiteral("wrk.txt")));
    text.replace("1910 requests in", "16 requests in")
        .replace("read 1, write 0, timeout 2", "read 0, write 0, timeout 16");
    text.replace("  Non-2xx or 3xx responses: 3\n", "");
    ReadRun run;
    QCOMPARE(readBytes(text, run), QString());
    QCOMPARE(run.summary.requests, 16U);
    QCOMPARE(run.summary.failed, 16U);
}

/// With connecting, which k6's duration is without, and each at its end less that.
void TestAnyRun::putsSamplesOfK6Together()
{
    ReadRun run;
    QCOMPARE(readAnyRunFile(example(QStringLiteral("k6.jsonl")), run), QString());
    const RunRecord &record = *run.record;
    const std::optional<Interval> connect = record.stage(0, Stage::Connect);
    const std::optional<Interval> receive = record.stage(0, Stage::Receive);
    QVERIFY(connect && receive);
    QCOMPARE(connect->end - connect->begin, qint64(917'000));
    QCOMPARE(receive->end - connect->begin, qint64(101'933'000));
    QVERIFY(!record.stage(1, Stage::Connect));
    QCOMPARE(record.status(1), quint16(200));
    QCOMPARE(record.error(2), ErrorClass::Connect);
    QCOMPARE(record.http(0), HttpVersion::Http11);
    QCOMPARE(record.plan().url.text(), QByteArray("http://127.0.0.1:8080/items"));
    const QString limits = record.imported->limits.join(QLatin1Char('\n'));
    QVERIFY2(limits.contains(QLatin1String("k6 dropped 3 iterations")), qPrintable(limits));
}

/// The block of -U is told, and not mixed with the other.
void TestAnyRun::keepsTimesOfWrk2ThatAreNotCorrected()
{
    const QByteArray whole = exampleBytes("wrk2-uncorrected.txt");
    const QString limits = limitsOf(whole);
    QVERIFY2(
        limits.contains(QLatin1String("wrk2's uncorrected times, from when a request was sent, are: 50.000% 4.20ms, "
                                      "75.000% 5.98ms")),
        qPrintable(limits));
    QVERIFY2(limits.contains(QLatin1String("What wrk2 prints has")), qPrintable(limits));
    QVERIFY2(!limits.contains(QLatin1String("wrk's")), qPrintable(limits));
    const qsizetype first = whole.indexOf("  Latency Distribution (HdrHistogram - Recorded");
    const qsizetype second = whole.indexOf("\n  Latency Distribution (HdrHistogram - Uncorrected");
    const qsizetype end = whole.indexOf("  1910 requests in");
    const QByteArray turned =
        whole.left(first) + whole.mid(second, end - second) + whole.mid(first, second - first) + whole.mid(end);
    for (const QByteArray &text : {whole, turned}) {
        ReadRun run;
        QCOMPARE(readBytes(text, run), QString());
        QCOMPARE(milliseconds(run.summary.latency.min), 100.223);
        QCOMPARE(milliseconds(run.summary.latency.p99), 130.24);
        QVERIFY(!isStated(run.summary.latency.p95)); // of the recorded times the file has none
    }
}

void TestAnyRun::takesTheSpectrumAlone()
{
    const QByteArray columns = exampleBytes("spectrum.hgrm");
    QByteArray csv = "\"Value\",\"Percentile\",\"TotalCount\",\"1/(1-Percentile)\"\n";
    for (const QByteArray &line : columns.split('\n')) {
        if (line.startsWith("     1"))
            csv += line.simplified().replace(' ', ',') + '\n';
    }
    const QByteArray ofVegeta = QByteArray(columns).replace("       Value ", "Value(ms) ");
    const QByteArray copied = "  Detailed Percentile spectrum:\n" + columns;
    const QByteArray withMark = "\xef\xbb\xbf" + QByteArray(columns).replace("\n", "\r\n");
    for (const QByteArray &text : {columns, csv, ofVegeta, copied, withMark, gzipped(columns)}) {
        ReadRun run;
        QCOMPARE(readBytes(text, run), QString());
        QCOMPARE(run.summary.requests, 1910U);
        QCOMPARE(milliseconds(run.summary.latency.min), 100.223);
        QCOMPARE(milliseconds(run.summary.latency.p95), 121.727);
        QCOMPARE(milliseconds(run.summary.latency.p99), 130.239); // between two rows that have this one
        QVERIFY(!isStated(run.summary.latency.p999));             // between two that have not
        QCOMPARE(isStated(run.summary.latency.mean), text != csv);
        QVERIFY(std::abs(milliseconds(run.summary.latency.max) - 131.3275) < 0.001);
    }
    QVERIFY(limitsOf(columns).contains(QLatin1String("taken for milliseconds")));
}

/// What we write ourselves, too.
void TestAnyRun::takesLogsOfHdrHistogram()
{
    ReadRun run;
    QCOMPARE(readBytes(exampleBytes("histogram.hlog"), run), QString());
    QCOMPARE(run.record->startedAt.toSecsSinceEpoch(), qint64(1795600800));
    QCOMPARE(run.summary.elapsedNs, qint64(1'000'000'000));
    QCOMPARE(milliseconds(run.summary.latency.p90), 100.031);
    QCOMPARE(milliseconds(run.summary.latency.mean), 20.9); // 3 of 1, 1.5, and the middle of 99.968 and 100.031
    QCOMPARE(run.summary.stages[indexOf(Stage::Wait)].count, 5U);
    QVERIFY(run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("microseconds")));

    const auto record = test::sampleRecord();
    const RunSummary told = summarise(*record);
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    QCOMPARE(writeRunHistogram(buffer, *record), QString());
    QCOMPARE(readBytes(buffer.data(), run), QString());
    QCOMPARE(run.summary.requests, told.done);
    QVERIFY(std::abs(run.summary.latency.max - told.response.max) <= told.response.max / 500);
    const double wait = told.stages[indexOf(Stage::Wait)].max;
    QVERIFY(std::abs(run.summary.stages[indexOf(Stage::Wait)].max - wait) <= wait / 500);
    QVERIFY(run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("nanoseconds, as is usual")));

    QCOMPARE(readBytes(hdrLogOf(3, 1, 2047, "\xfd\x1f\4"), run), QString()); // two, of the last value that has room
    QCOMPARE(run.summary.requests, 2U);
    QCOMPARE(run.summary.latency.min, 2047.0);

    // A second interval that is longer than the first, whose length is where it ends, too; tag by tag.
    QByteArray log = exampleBytes("histogram.hlog");
    const QByteArray longer = QByteArray(log).replace("0.000,1.000", "1.000,1.003");
    log += longer.mid(longer.indexOf("\n1.000") + 1);
    QCOMPARE(readBytes(log, run), QString());
    QCOMPARE(run.summary.requests, 10U);
    QCOMPARE(run.summary.elapsedNs, qint64(2'003'000'000));

    // With ends in place of lengths, times of the epoch, and tags alone.
    log = exampleBytes("histogram.hlog");
    const QByteArray row = log.mid(log.lastIndexOf("Tag=")).replace("Tag=wait", "Tag=read");
    log.truncate(log.indexOf("#[StartTime"));
    log += QByteArray(row).replace("0.000,1.000", "1795600800.000,1795600801.000") +
           QByteArray(row).replace("0.000,1.000", "1795600801.000,1795600802.500");
    QCOMPARE(readBytes(log, run), QString());
    QCOMPARE(run.summary.requests, 10U);
    QCOMPARE(run.summary.elapsedNs, qint64(2'500'000'000));
    QCOMPARE(run.record->startedAt.toSecsSinceEpoch(), qint64(1795600800));
    QVERIFY(run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("those with \"read\"")));
    QVERIFY(limitsOf(exampleBytes("histogram.hlog").replace("Tag=wait", "Tag=other"))
                .contains(QLatin1String("Not taken are rows with the tags other.")));
}

void TestAnyRun::refusesHistogramsWithoutSense_data()
{
    QTest::addColumn<int>("digits");
    QTest::addColumn<quint64>("lowest");
    QTest::addColumn<quint64>("highest");
    QTest::addColumn<QByteArray>("counts");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int digits, quint64 lowest, quint64 highest, const QByteArray &counts,
                        const char *words) {
        QTest::newRow(name) << digits << lowest << highest << counts << QString::fromLatin1(words);
    };
    constexpr quint64 most = quint64(1) << 62;
    const QByteArray none("\xfd\x1f"); // of 2,047 values
    row("digits", 6, 1, 2047, "\2", "line 2: a histogram has up to 5 digits, and this one 6");
    row("a lowest of 0", 3, 0, 2047, "\2", "line 2: the bounds of its values make no sense");
    row("a lowest of 2^63", 3, quint64(1) << 63, most, "\2", "line 2: the bounds of its values make no sense");
    row("a highest below", 3, 1, 1, "\2", "line 2: the bounds of its values make no sense");
    row("no room for digits", 5, quint64(1) << 44, most, "\2", "line 2: the bounds of its values make no sense");
    row("one too many", 3, 1, 2047, none + "\2\2", "line 2: the histogram has more counts than its bounds");
    row("none of too many", 3, 1, 2047, none + none, "line 2: the histogram has more counts than its bounds");
    row("none of 2^63", 3, 1, 2047, QByteArray(9, '\xff'), "line 2: the histogram has more counts than its bounds");
    row("too long", 0, 1, 2, QByteArray(28, '\2'), "line 2: the histogram has more counts than its bounds");
    row("half a count", 3, 1, 2047, "\x82", "line 2: the counts of the histogram end in the middle of one");
    row("a count of 2^56", 3, 1, 2047, '\xfe' + QByteArray(7, '\xff') + '\1',
        "line 2: a count of the histogram is larger");
    row("a bomb", 5, 1, most, QByteArray(2'000'001, '\2'), "line 2: it has more different values than 2000000");
    row("nothing", 3, 1, 2047, {}, "no request is in it");
}

void TestAnyRun::refusesHistogramsWithoutSense()
{
    QFETCH(const int, digits);
    QFETCH(const quint64, lowest);
    QFETCH(const quint64, highest);
    QFETCH(const QByteArray, counts);
    QFETCH(const QString, words);
    ReadRun run;
    const QString problem = readBytes(hdrLogOf(quint32(digits), lowest, highest, counts), run);
    QVERIFY2(problem.startsWith(words), qPrintable(problem));
}

void TestAnyRun::tellsEachCommandOfHyperfine()
{
    const QString csv = limitsOf(exampleBytes("hyperfine.csv"));
    QVERIFY2(csv.contains(QLatin1String("The file has 2 commands; this is the first.")), qPrintable(csv));
    QVERIFY2(csv.contains(QLatin1String("Command 2 (mean 1.10 s, 1.09 s to 1.12 s, median 1.10 s): fetch-more")),
             qPrintable(csv));
    QByteArray json = exampleBytes("hyperfine.json");
    json.replace("]}\n", ",{\"command\":\"fetch-more --token hunter2\",\"mean\":1.1,\"min\":1.09,\"max\":1.12,"
                         "\"median\":1.101,\"times\":[1.09,1.101,1.12]}]}\n");
    const QString told = limitsOf(json);
    QVERIFY2(
        told.contains(QLatin1String("Command 2 (mean 1.10 s, 1.09 s to 1.12 s, median 1.10 s, 3 runs): fetch-more")),
        qPrintable(told));
    QVERIFY2(!told.contains(QLatin1String("hunter2")), qPrintable(told));
    QByteArray many = exampleBytes("hyperfine.csv");
    many += many.mid(many.indexOf("fetch-more")).repeated(100);
    QVERIFY(limitsOf(many).contains(QLatin1String("Of the commands after the first 50 nothing is told here.")));
}

void TestAnyRun::countsRunsThatASignalEnded()
{
    ReadRun run;
    QCOMPARE(readBytes(exampleBytes("hyperfine.json").replace("[0,0,0,0]", "[0,null,3,0]"), run), QString());
    QCOMPARE(run.summary.done, 2U);
    QCOMPARE(run.summary.failed, 2U);
    QCOMPARE(readBytes(exampleBytes("hyperfine.json").replace("\"exit_codes\"", "\"codes\""), run), QString());
    QCOMPARE(run.summary.done, 4U);
}

/// Of the table that it prints, also with -S, and of the one that it writes.
void TestAnyRun::takesStagesOfAb()
{
    ReadRun run;
    QCOMPARE(readBytes(exampleBytes("ab.txt"), run), QString());
    const auto stage = [&run](Stage which) { return run.summary.stages[indexOf(which)]; };
    QCOMPARE(milliseconds(stage(Stage::Connect).max), 2.0);
    QCOMPARE(milliseconds(stage(Stage::Wait).p50), 102.0);
    QVERIFY(!isStated(stage(Stage::Wait).p95));
    QCOMPARE(stage(Stage::Receive).count, 0U);
    QVERIFY(run.record->imported->limits.join(QLatin1Char('\n')).contains(QLatin1String("\"Processing\" is not")));

    QByteArray shorter = exampleBytes("ab.txt");
    const qsizetype table = shorter.indexOf("              min");
    shorter.replace(table, shorter.indexOf("\nPercentage") - table,
                    "              min   avg   max\nConnect:        0     1    2\nProcessing:   100   104  131\n"
                    "Waiting:      100   103  130\nTotal:        100   105  133\n");
    QCOMPARE(readBytes(shorter, run), QString());
    QCOMPARE(milliseconds(run.summary.latency.mean), 105.0);
    QCOMPARE(milliseconds(run.summary.latency.max), 133.0);
    QCOMPARE(milliseconds(stage(Stage::Wait).mean), 103.0);
    QVERIFY(!isStated(stage(Stage::Wait).p50));

    QCOMPARE(readBytes(exampleBytes("ab-table.tsv"), run), QString());
    QCOMPARE(stage(Stage::Connect).count, 5U);
    QCOMPARE(milliseconds(stage(Stage::Connect).mean), 0.6);
    QCOMPARE(milliseconds(stage(Stage::Wait).max), 129.0);
    QCOMPARE(milliseconds(stage(Stage::Receive).p50), 1.0); // 1, 1, 1, 1, 1
    QCOMPARE(readBytes(exampleBytes("ab-table.tsv").replace("\tctime\t", "\tother\t"), run), QString());
    QCOMPARE(stage(Stage::Connect).count, 0U);
    QCOMPARE(stage(Stage::Receive).count, 0U);
    QVERIFY(limitsOf(exampleBytes("ab-table.tsv").replace("\t129", "\tlong"))
                .contains(QLatin1String("line 6: \"wait\" should be a time in milliseconds")));
}

/// It counts a connection that is refused twice, and older ones name no "Receive".
void TestAnyRun::countsFailuresOfAbOnce()
{
    const auto failedOf = [](const QByteArray &lines) {
        ReadRun run;
        const QString problem = readBytes(exampleBytes("ab.txt").replace("Failed requests:        0\n", lines), run);
        int told = 0;
        for (const auto &[error, count] : run.summary.errors)
            told += int(count);
        return problem.isEmpty() ? std::pair(int(run.summary.failed), told) : std::pair(-1, -1);
    };
    QCOMPARE(failedOf("Failed requests: 300\n   (Connect: 0, Receive: 200, Length: 0, Exceptions: 100)\n"),
             std::pair(200, 200));
    QCOMPARE(failedOf("Failed requests: 15\n   (Connect: 1, Length: 12, Exceptions: 2)\n"), std::pair(3, 3));
    QCOMPARE(failedOf("Failed requests: 12\n   (Connect: 0, Receive: 0, Length: 12, Exceptions: 0)\n"),
             std::pair(0, 0));
    QCOMPARE(failedOf("Failed requests: 12\n"), std::pair(12, 0));
    ReadRun run; // whose times are of no reply
    QCOMPARE(readBytes(exampleBytes("ab.txt").replace(
                           "Failed requests:        0\n",
                           "Failed requests: 200\n   (Connect: 0, Receive: 200, Length: 0, Exceptions: 0)\n"),
                       run),
             QString());
    QCOMPARE(run.summary.latency.count, 0U);
    QVERIFY(run.record->imported->percentiles.empty());
}

/// What a file has and a record does not.
void TestAnyRun::tellsWhatIsNotTaken()
{
    const QString text = limitsOf(exampleBytes("h2load.txt"));
    QVERIFY2(text.contains(QLatin1String("statuses by their class alone: 199 2xx, 1 5xx.")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("connect 410us to 2.10ms, mean 1.10ms; 1st byte 101.10ms to 133.20ms, mean "
                                         "105.50ms")),
             qPrintable(text));
    const QString json = limitsOf(exampleBytes("h2load.json"));
    QVERIFY2(json.contains(QLatin1String("statuses by their class alone: 199 2xx, 1 5xx.")), qPrintable(json));
    QVERIFY2(json.contains(QLatin1String("of its clients, not of requests: connect min ")), qPrintable(json));
    QVERIFY(limitsOf(exampleBytes("bombardier.json")).contains(QLatin1String("alone: 199 2xx, 1 5xx.")));
    QVERIFY(!limitsOf(exampleBytes("autocannon.json")).contains(QLatin1String("class alone"))); // it has each
    const QString k6 = limitsOf("metric_name,timestamp,metric_value\nhttp_reqs,1795600800123,1\n"
                                "http_req_duration,1795600800123,100\n");
    QVERIFY2(k6.contains(QLatin1String("do not tell which requests failed")), qPrintable(k6));
    ReadRun run;
    QCOMPARE(readBytes(exampleBytes("autocannon.json").replace("\"mismatches\":0", "\"mismatches\":5"), run),
             QString());
    QCOMPARE(run.summary.errors.at(ErrorClass::Check), 5U);
    QCOMPARE(run.summary.failed, 6U);
}

void TestAnyRun::findsAReportAfterOtherLines()
{
    for (const auto &[file, requests] :
         {std::pair("wrk.txt", 1911U), std::pair("ab.txt", 200U), std::pair("h2load.txt", 200U)}) {
        ReadRun run;
        QCOMPARE(readBytes("$ what was typed\r\n\r\n" + exampleBytes(file).replace("\n", "\r\n"), run), QString());
        QCOMPARE(run.summary.requests, requests);
    }
    ReadRun run;
    QVERIFY(readBytes("{\"a\":1,\nRunning 1s test @ b", run).contains(QLatin1String("none of the formats")));
}

void TestAnyRun::takesNumbersAsTheyArePrinted()
{
    const auto elapsedOf = [](const char *time) {
        ReadRun run;
        const QString problem = readBytes(exampleBytes("wrk.txt").replace("in 10.01s", "in " + QByteArray(time)), run);
        return problem.isEmpty() ? run.summary.elapsedNs : -1;
    };
    QCOMPARE(elapsedOf("850.00us"), qint64(850'000));
    QCOMPARE(elapsedOf("849.00ms"), qint64(849'000'000));
    QCOMPARE(elapsedOf("0.86s"), qint64(860'000'000));
    QCOMPARE(elapsedOf("1.50m"), qint64(90'000'000'000));
    QCOMPARE(elapsedOf("2.00h"), qint64(7'200'000'000'000));
    QCOMPARE(elapsedOf("2.00d"), qint64(-1));
    for (const char *count : {"1910", "1,910", "1.91k"}) {
        ReadRun run;
        QCOMPARE(readBytes(exampleBytes("wrk.txt").replace("1910 requests", QByteArray(count) + " requests"), run),
                 QString());
        QCOMPARE(run.summary.requests, 1911U);
    }
    ReadRun run; // of a wrk2 that got no reply
    QCOMPARE(
        readBytes(exampleBytes("wrk2.txt")
                      .replace("1910 requests in", "0 requests in")
                      .replace("Requests/sec:    190.81", "  Socket errors: connect 0, read 0, write 0, timeout 80"),
                  run),
        QString());
    QCOMPARE(run.summary.requests, 80U);
    QCOMPARE(run.summary.failed, 80U);
}

/// Of fewer than a hundred requests it prints "0% in 0.0000 secs" for p99.
void TestAnyRun::leavesOutWhatHeyHadTooFewFor()
{
    QByteArray text = exampleBytes("hey.txt");
    QVERIFY(text.contains("  99% in "));
    const qsizetype at = text.indexOf("  99% in ");
    text.replace(at, text.indexOf('\n', at) - at, "  0% in 0.0000 secs");
    ReadRun run;
    QCOMPARE(readBytes(text, run), QString());
    QVERIFY(!run.record->imported->percentiles.contains(0));
    QVERIFY(!isStated(run.summary.latency.p99));
    QCOMPARE(readBytes(exampleBytes("hey.txt").replace("199 responses", "nan responses"), run), QString());
    QVERIFY(!run.summary.statuses.contains(200));
}

QTEST_GUILESS_MAIN(TestAnyRun)
#include "tst_anyrun.moc"
