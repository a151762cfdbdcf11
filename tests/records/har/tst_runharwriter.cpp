// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/targets.h"
#include "records/har/runharwriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fiftyfold;

namespace {

QByteArray harOf(const RunRecord &record, HarSecrets secrets = HarSecrets::Redacted)
{
    QBuffer buffer;
    const bool isWritten = buffer.open(QIODevice::WriteOnly) && writeRunHar(buffer, record, secrets).isEmpty();
    return isWritten ? buffer.data() : QByteArray();
}

QJsonArray entriesOf(const QByteArray &har)
{
    const QJsonObject log = QJsonDocument::fromJson(har).object().value(QLatin1String("log")).toObject();
    return log.value(QLatin1String("entries")).toArray();
}

double number(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toDouble(-100);
}

} // namespace

class TestRunHarWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasWhatTheFormatRequires();
    void timesAddUp();
    void withoutStagesAllIsWait();
    void keepsSecretsOut();
    void leavesFormsOfPartsOut();
    void ourReaderTakesIt();
    void reportsShortWrite();
};

/// The members that HAR 1.2 does not leave to choice, of every entry.
void TestRunHarWriter::hasWhatTheFormatRequires()
{
    const QByteArray har = harOf(*test::sampleRecord());
    const QJsonObject log = QJsonDocument::fromJson(har).object().value(QLatin1String("log")).toObject();
    QCOMPARE(log.value(QLatin1String("version")).toString(), QStringLiteral("1.2"));
    QVERIFY(log.value(QLatin1String("pages")).isArray());
    QVERIFY(log.value(QLatin1String("creator")).toObject().value(QLatin1String("name")).isString());
    const QJsonArray entries = entriesOf(har);
    QCOMPARE(entries.size(), 3);
    QString before;
    for (const QJsonValue value : entries) {
        const QJsonObject entry = value.toObject();
        for (const char *name : {"startedDateTime", "time", "request", "response", "cache", "timings"})
            QVERIFY2(entry.contains(QLatin1String(name)), name);
        const QJsonObject request = entry.value(QLatin1String("request")).toObject();
        for (const char *name :
             {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"})
            QVERIFY2(request.contains(QLatin1String(name)), name);
        const QJsonObject response = entry.value(QLatin1String("response")).toObject();
        for (const char *name : {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL",
                                 "headersSize", "bodySize"})
            QVERIFY2(response.contains(QLatin1String(name)), name);
        const QString start = entry.value(QLatin1String("startedDateTime")).toString();
        QVERIFY(QDateTime::fromString(start, Qt::ISODate).isValid());
        QVERIFY(before <= start);
        before = start;
    }
}

void TestRunHarWriter::timesAddUp()
{
    const QJsonObject first = entriesOf(harOf(*test::sampleRecord())).first().toObject();
    QCOMPARE(first.value(QLatin1String("startedDateTime")).toString(), QStringLiteral("2026-11-23T10:00:00.006200Z"));
    const QJsonObject timings = first.value(QLatin1String("timings")).toObject();
    QCOMPARE(number(timings, "blocked"), -1.0);
    QCOMPARE(number(timings, "dns"), -1.0);
    QCOMPARE(number(timings, "connect"), 0.300001);
    QCOMPARE(number(timings, "ssl"), -1.0);
    QCOMPARE(number(timings, "wait"), 3.0);
    QCOMPARE(number(first, "time"), 3.5); // service time: from 1.2 to 4.7 ms
    QCOMPARE(number(first, "_wrap"), 0.05);
    const QJsonObject failed = entriesOf(harOf(*test::sampleRecord())).at(1).toObject();
    const QJsonObject response = failed.value(QLatin1String("response")).toObject();
    QCOMPARE(number(response, "status"), 0.0);
    QVERIFY(response.value(QLatin1String("_error")).toString().startsWith(QLatin1String("timeout: ")));
}

/// And one of which nobody knows when it began is of the epoch.
void TestRunHarWriter::withoutStagesAllIsWait()
{
    RunPlan plan;
    plan.requests = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    batch.facts = facts::whole({facts::ended(0, Stage::Queued, 1'000'000, 0),
                                test::finished(0, Outcome::Done, ErrorClass::None, 1, 4'500'000)});
    recorder.apply(batch);
    const QJsonObject entry = entriesOf(harOf(*recorder.record())).first().toObject();
    QCOMPARE(number(entry, "time"), 3.5);
    QCOMPARE(number(entry.value(QLatin1String("timings")).toObject(), "wait"), 3.5);
    QCOMPARE(entry.value(QLatin1String("startedDateTime")).toString(), QStringLiteral("1970-01-01T00:00:00.001000Z"));
}

void TestRunHarWriter::keepsSecretsOut()
{
    const QByteArray without = harOf(*test::sampleRecord());
    QVERIFY2(!without.contains("hunter2"), without.constData());
    QVERIFY(without.contains("[redacted]") && without.contains("text/plain"));
    const QByteArray with = harOf(*test::sampleRecord(), HarSecrets::Kept);
    QVERIFY(with.contains("Bearer hunter2") && with.contains("token=hunter2"));
}

/// Their fields are named in lines of their own, so no text tells which of them are secret.
void TestRunHarWriter::leavesFormsOfPartsOut()
{
    RunPlan plan;
    plan.requests = 1;
    plan.method = "POST";
    plan.headers = {{"Content-Type", "multipart/form-data; boundary=b"}};
    plan.body = "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nhunter2\r\n--b--\r\n";
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    batch.facts = facts::whole({facts::ended(0, Stage::Queued, 1'000'000, 0),
                                test::finished(0, Outcome::Done, ErrorClass::None, 1, 4'500'000)});
    recorder.apply(batch);
    const auto postDataOf = [&recorder](HarSecrets secrets) {
        const QJsonObject entry = entriesOf(harOf(*recorder.record(), secrets)).first().toObject();
        return entry.value(QLatin1String("request")).toObject().value(QLatin1String("postData")).toObject();
    };
    const QJsonObject without = postDataOf(HarSecrets::Redacted);
    QCOMPARE(without.value(QLatin1String("text")).toString(), QString());
    QVERIFY(
        without.value(QLatin1String("comment")).toString().startsWith(QLatin1String("left out: a form of several")));
    const QJsonObject with = postDataOf(HarSecrets::Kept);
    QVERIFY(with.value(QLatin1String("text")).toString().contains(QLatin1String("hunter2")));
    QVERIFY(!with.contains(QLatin1String("comment")));
}

/// A HAR that was written can be the --targets of the next run.
void TestRunHarWriter::ourReaderTakesIt()
{
    QString problem;
    const auto targets =
        TargetList::fromBytes(harOf(*test::sampleRecord(), HarSecrets::Kept), QStringLiteral("run.har"), &problem);
    QVERIFY2(targets, qPrintable(problem));
    QCOMPARE(targets->targets.size(), 1); // what was answered
    QCOMPARE(targets->targets.first().method, QByteArray("GET"));
}

void TestRunHarWriter::reportsShortWrite()
{
    test::ShortDevice device(300);
    QVERIFY(!writeRunHar(device, *test::sampleRecord(), HarSecrets::Redacted).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunHarWriter)
#include "tst_runharwriter.moc"
