// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/runjsonreader.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/plan/planjson.h"
#include "core/run/thresholdwording.h"
#include "records/forms/runforms.h"
#include "records/json/runjsonwriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace fiftyfold;
using test::sampleRecord;

namespace {

QByteArray written(const RunRecord &record, RunJsonDetail detail, const RunSummary &summary,
                   const Expectations &expectations = {}, const RunComparison *baseline = nullptr)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = writeRunJson(buffer, record, summary, detail, expectations, baseline);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

QByteArray sampleJson(RunJsonDetail detail = RunJsonDetail::Whole)
{
    const auto record = sampleRecord();
    return written(*record, detail, summarise(*record));
}

/// One of each verdict and of each unit.
Expectations sampleVerdicts(const RunSummary &summary, bool isStopped)
{
    QList<Threshold> thresholds;
    for (const char *text : {"max < 1ms", "mean <= 3.5ms", "p99 < 1s", "lag < 1ms", "wait.p50 < 2.5ms", "rate > 99/s",
                             "rate > 5000/m", "failed < 60%", "failed < 1", "elapsed < 1s"}) {
        Threshold threshold;
        if (!readThreshold(QString::fromLatin1(text), threshold))
            thresholds.append(threshold);
    }
    return judged(thresholds, summary, isStopped);
}

/// What a run was held against, with a figure of each kind.
RunComparison sampleComparison()
{
    RunComparison comparison;
    comparison.baselineName = QStringLiteral("base.json");
    comparison.baselineStartedAt = QDateTime::fromString(QStringLiteral("2026-11-22T09:30:00Z"), Qt::ISODate);
    comparison.obstacles = {{QStringLiteral("at_once"), QStringLiteral("--at-once: 10 against 20"),
                             QStringLiteral("10"), QStringLiteral("20")},
                            {QStringLiteral("stopped"), QStringLiteral("the run was stopped"), {}, {}}};
    comparison.figures = {
        {ComparedFigureKind::P50, 20'000'000.0, 40'500'000.0, Estimate{2.025, 2, 2.05}, true, Verdict::Slower},
        {ComparedFigureKind::P99, std::nullopt, 70'000'000.0},
        {ComparedFigureKind::Elapsed, 5e9, 1e10, Estimate{2, 2, 2}},
        {ComparedFigureKind::Failed, 0.0, 12.0}};
    return comparison;
}

} // namespace

class TestRunJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsARecordAgain_data();
    void tellsARecordAgain();
    void readsItHoweverItIsLaidOut();
    void readsOneThatWasStoppedBeforeItsFirst();
    void readsEveryField();
    void readsWhatWentWrongWithItsParticulars();
    void readsVerdicts_data();
    void readsVerdicts();
    void readsItsBaseline();
    void refusesOtherBaselines();
    void refusesOtherVerdicts_data();
    void refusesOtherVerdicts();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void refusesOddCounts();
    void takesAnyRubbish();
};

void TestRunJsonReader::tellsARecordAgain_data()
{
    QTest::addColumn<RunJsonDetail>("detail");
    QTest::newRow("whole") << RunJsonDetail::Whole;
    QTest::newRow("without requests") << RunJsonDetail::WithoutRequests;
}

/// What was read writes the same file.
void TestRunJsonReader::tellsARecordAgain()
{
    QFETCH(const RunJsonDetail, detail);
    const QByteArray json = sampleJson(detail);
    ReadRun run;
    QCOMPARE(readRunJson(json, run), QString());
    QCOMPARE(run.hasRequests, detail == RunJsonDetail::Whole);
    QCOMPARE(written(*run.record, detail, run.summary), json);
}

void TestRunJsonReader::readsItHoweverItIsLaidOut()
{
    const QByteArray json = sampleJson();
    for (const QJsonDocument::JsonFormat format : {QJsonDocument::Compact, QJsonDocument::Indented}) {
        ReadRun run;
        QCOMPARE(readRunJson("\xef\xbb\xbf\r\n" + QJsonDocument::fromJson(json).toJson(format) + "\n\n", run),
                 QString());
        QCOMPARE(written(*run.record, RunJsonDetail::Whole, run.summary), json);
    }
}

void TestRunJsonReader::readsOneThatWasStoppedBeforeItsFirst()
{
    RunPlan plan = sampleRecord()->plan();
    plan.requests = 600;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    plan.duration = std::chrono::minutes(1);
    RunRecorder recorder(plan, 1);
    recorder.settleCount();
    recorder.record()->startedAt = sampleRecord()->startedAt;
    recorder.record()->isStopped = true;
    const RunSummary summary = summarise(*recorder.record());
    QBuffer json;
    json.open(QIODevice::WriteOnly);
    QCOMPARE(runForm(QLatin1String("json")).write(json, {*recorder.record(), summary, Expectations()}), QString());
    ReadRun run;
    QCOMPARE(readRunJson(json.data(), run), QString());
    QVERIFY(run.hasRequests); // a list, with nothing in it
    QCOMPARE(run.record->requestCount(), 0U);
    QVERIFY(run.record->plan().isOpen());
}

void TestRunJsonReader::readsEveryField()
{
    ReadRun run;
    QCOMPARE(readRunJson(sampleJson(), run), QString());
    const RunRecord &record = *run.record;
    const auto original = sampleRecord();
    QCOMPARE(record.requestCount(), 3U);
    QCOMPARE(redactedPlanToJson(record.plan()), redactedPlanToJson(original->plan()));
    QCOMPARE(record.startedAt, original->startedAt);
    QCOMPARE(record.elapsedNs, original->elapsedNs);
    QCOMPARE(record.connectionsOpened, original->connectionsOpened);
    for (quint32 index = 0; index < 3; ++index) {
        QCOMPARE(record.outcome(index), original->outcome(index));
        QCOMPARE(record.error(index), original->error(index));
        QCOMPARE(record.lane(index), original->lane(index));
        QCOMPARE(record.connection(index), original->connection(index));
        QCOMPARE(record.reuse(index), original->reuse(index));
        QCOMPARE(record.bytes(index), original->bytes(index));
        QCOMPARE(record.endNs(index), original->endNs(index));
        QCOMPARE(record.errorMessage(index), original->errorMessage(index));
        for (const Stage stage : allStages)
            QVERIFY2(record.stage(index, stage) == original->stage(index, stage), stageName(stage).data());
    }
}

void TestRunJsonReader::readsWhatWentWrongWithItsParticulars()
{
    const Fault fault(FaultKind::FileNotMade, {QStringLiteral("0001.html"), QStringLiteral("no \"space\"")},
                      {FaultKind::FreeSpace});
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    plan.requests = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    batch.facts = {test::finished(0, Outcome::Failed, ErrorClass::Save, 0, 7)};
    batch.notes = {{0, Note::Kind::Failure, {}, fault}};
    recorder.apply(batch);
    recorder.record()->startedAt = sampleRecord()->startedAt;
    recorder.record()->elapsedNs = 7;
    const QByteArray json = written(*recorder.record(), RunJsonDetail::Whole, summarise(*recorder.record()));
    QVERIFY(json.contains(R"("kind":"file-not-made","with":["0001.html","no \"space\""],"advice":["free-space"])"));
    ReadRun run;
    QCOMPARE(readRunJson(json, run), QString());
    QVERIFY(run.record->fault(0) == fault);
    QVERIFY(run.record->errorMessage(0).startsWith(QLatin1String("0001.html could not be made: no \"space\". Free")));
}

void TestRunJsonReader::readsVerdicts_data()
{
    QTest::addColumn<RunJsonDetail>("detail");
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("whole") << RunJsonDetail::Whole << false;
    QTest::newRow("without requests") << RunJsonDetail::WithoutRequests << false;
    QTest::newRow("stopped") << RunJsonDetail::Whole << true;
}

/// What is told of them is what the run told.
void TestRunJsonReader::readsVerdicts()
{
    QFETCH(const RunJsonDetail, detail);
    QFETCH(const bool, isStopped);
    const auto record = sampleRecord();
    record->isStopped = isStopped;
    const RunSummary summary = summarise(*record);
    const Expectations verdicts = sampleVerdicts(summary, isStopped);
    QCOMPARE(verdicts.size(), 10);
    const QByteArray json = written(*record, detail, summary, verdicts);
    ReadRun run;
    QCOMPARE(readRunJson(json, run), QString());
    QCOMPARE(run.expectations.size(), verdicts.size());
    for (qsizetype i = 0; i < verdicts.size(); ++i) {
        QCOMPARE(run.expectations[i].threshold.text, verdicts[i].threshold.text);
        QCOMPARE(run.expectations[i].verdict, verdicts[i].verdict);
        QCOMPARE(run.expectations[i].reason, verdicts[i].reason);
        QCOMPARE(measuredText(run.expectations[i]), measuredText(verdicts[i]));
        QCOMPARE(expectationText(run.expectations[i]), expectationText(verdicts[i]));
    }
    QCOMPARE(written(*run.record, detail, run.summary, run.expectations), json);
}

void TestRunJsonReader::readsItsBaseline()
{
    const auto record = sampleRecord();
    const RunSummary summary = summarise(*record);
    const RunComparison comparison = sampleComparison();
    const QByteArray json = written(*record, RunJsonDetail::Whole, summary, {}, &comparison);
    ReadRun run;
    QCOMPARE(readRunJson(json, run), QString());
    QVERIFY(run.baseline);
    QCOMPARE(run.baseline->obstacles, comparison.obstacles);
    QCOMPARE(run.baseline->baselineStartedAt, comparison.baselineStartedAt);
    QCOMPARE(runComparisonSentence(*run.baseline), runComparisonSentence(comparison));
    QCOMPARE(run.baseline->figures.size(), comparison.figures.size());
    for (std::size_t i = 0; i < comparison.figures.size(); ++i)
        QCOMPARE(comparedCells(run.baseline->figures[i]), comparedCells(comparison.figures[i]));
    QCOMPARE(written(*run.record, RunJsonDetail::Whole, run.summary, {}, &*run.baseline), json);
}

void TestRunJsonReader::refusesOtherBaselines()
{
    const auto record = sampleRecord();
    const RunComparison comparison = sampleComparison();
    QByteArray json = written(*record, RunJsonDetail::Whole, summarise(*record), {}, &comparison);
    json.replace("\"not-comparable\"", "\"none\"");
    ReadRun run;
    const QString problem = readRunJson(json, run);
    QVERIFY2(problem.contains(QLatin1String("baseline.verdict")), qPrintable(problem));
}

void TestRunJsonReader::refusesOtherVerdicts_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *from, const char *to, const char *problem) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(problem);
    };
    row("no array", "\"expectations\":[", "\"expectations\":7,\"folder\":[", "expectations should be an array");
    row("threshold", "max < 1 ms", "most < 1 ms",
        "expectations[0].expect should be a threshold such as p95 < 120 ms, and is \"most < 1 ms\"");
    row("measured", "\"measured\":3.5", "\"measured\":-1",
        "expectations[0].measured should be a number from 0 to 4e12, and is -1");
    row("verdict", "\"verdict\":\"held\"", "\"verdict\":\"fine\"",
        "expectations[1].verdict should be held, crossed or undecided, and is \"fine\"");
    row("no object", "{\"expect\":\"max < 1 ms\",", "7,{", "expectations[0].expect should be a text, and is not there");
}

void TestRunJsonReader::refusesOtherVerdicts()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, problem);
    const auto record = sampleRecord();
    const RunSummary summary = summarise(*record);
    QByteArray json = written(*record, RunJsonDetail::Whole, summary, sampleVerdicts(summary, false));
    const qsizetype at = json.indexOf(from);
    QVERIFY2(at >= 0, json.constData());
    json.replace(at, from.size(), to);
    ReadRun run;
    const QString got = readRunJson(json, run);
    QVERIFY2(got.contains(problem), qPrintable(got));
}

void TestRunJsonReader::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *from, const char *to, const char *problem) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromUtf8(problem);
    };
    row("outcome", R"("outcome":"failed")", R"("outcome":"lost")",
        "line 21: requests[1].outcome should be done, failed or cancelled, and is \"lost\"");
    row("no outcome", R"("outcome":"failed",)", "", "line 21: requests[1].outcome should be a text, and is not there");
    row("class", R"("class":"timeout")", R"("class":7)", "line 21: requests[1].error.class should be a text, and is 7");
    row("index", R"("index":1,)", R"("index":0,)",
        "line 21: requests[1].index should be one that no other request has, and is 0");
    row("index too large", R"("index":1,)", R"("index":99,)",
        "line 21: requests[1].index should be a whole number from 0 to 2, and is 99");
    row("time", R"("end_ms":10)", R"("end_ms":-10)",
        "line 21: requests[1].end_ms should be a number from 0 to 4e12, and is -10");
    row("start", R"("start_ms":1.2)", R"("start_ms":-0.5)",
        "line 20: requests[0].start_ms should be a number from 0 to 4e12, and is -0.5");
    row("due", R"("start_ms":1.2)", R"("due_ms":-1,"start_ms":1.2)",
        "line 20: requests[0].due_ms should be a number from 0 to 4e12, and is -1");
    row("no array", R"("requests":[)", R"("requests":{},"was":[)", "requests should be an array");
    row("elapsed", R"("elapsed_ms":10,)", R"("elapsed_ms":"10",)",
        "summary.elapsed_ms should be a number from 0 to 4e12, and is \"10\"");
    row("lane", R"("lane":1,)", R"("lane":2147483648,)",
        "line 21: requests[1].lane should be a whole number from 0 to 9999999, and is 2147483648");
    row("status", R"("status":200,"bytes")", R"("status":1000,"bytes")",
        "requests[0].status should be a whole number from 0 to 999, and is 1000");
    // Worked out from the requests again, and told all the same.
    row("count", R"("elapsed_ms":10,"requests":3)", R"("elapsed_ms":10,"requests":-5)",
        "summary.requests should be a whole number from 0 to 10000000, and is -5");
    row("figure", R"("latency_ms":{"min":)", R"("latency_ms":{"min":"NaN","was":)",
        "summary.latency_ms.min should be a number from 0 to 4e12, and is \"NaN\"");
    row("body", R"("body_bytes":0)", R"("body_bytes":-5)", "The plan's \"body_bytes\" can't be read");
    row("switches", R"("elapsed_ms":10,"requests":3,"done":)",
        R"("elapsed_ms":10,"requests":3,"cost":{"cpu_ms":1,"peak_memory_bytes":1,"threads":1,"processes":1,)"
        R"("context_switches_per_request":3e12},"done":900000)",
        "summary.cost.context_switches_per_request should be at most 1e15 in all requests, and is 3000000000000");
    row("busier than it can be", R"("elapsed_ms":10,)", R"("health":{"client_cpu_share":1.3},"elapsed_ms":10,)",
        "summary.health.client_cpu_share should be a number from 0 to 1, and is 1.3");
    row("plan", R"("requests":3,"stages")", R"("requests":"3","stages")", "The plan's \"requests\" can't be read");
    row("too few", R"("requests":3,"stages")", R"("requests":4,"stages")", "there are 3 requests, and the plan has 4");
    row("no such schema", "fiftyfold.run/1", "fiftyfold.comparison/1",
        "line 1: it is not the record of a run: its schema is \"fiftyfold.comparison/1\"");
    row("later", "fiftyfold.run/1", "fiftyfold.run/2", "it was written by a later version");
    row("no schema", R"("schema":"fiftyfold.run/1",)", "", "\"schema\" is not there");
    row("stopped", R"("summary":)", R"("stopped":"yes","summary":)", "\"stopped\" should be true or false");
    row("disturbed", R"("summary":)", R"("disturbed":1x,"summary":)", "it is not JSON");
    row("pending", R"("outcome":"failed")", R"("outcome":"pending")", "outcome should be done, failed or cancelled");
    row("millions of requests", R"("requests":3,"stages")", R"("requests":9000000,"stages")",
        "plan.requests is 9000000, and there are fewer requests");
    row("half a request", R"("requests":3,"stages")", R"("requests":3.5,"stages")", "\"requests\" can't be read");
    row("no comma", R"(,"outcome":"failed")", R"( "outcome":"failed")", "line 21: it is not JSON");
}

void TestRunJsonReader::saysWhatIsWrongAndWhere()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, problem);
    QByteArray json = sampleJson();
    QVERIFY2(json.contains(from), json.constData());
    json.replace(json.indexOf(from), from.size(), to);
    ReadRun run;
    const QString got = readRunJson(json, run);
    QVERIFY2(got.contains(problem), qPrintable(got));
}

/// Numbers that no figure can be.
void TestRunJsonReader::refusesOddCounts()
{
    for (const auto &[from, to] :
         {std::pair(R"("timeout":1)", R"("timeout":-1e300)"), std::pair(R"("timeout":1)", R"("timeout":1.5)"),
          std::pair(R"("200":1)", R"("200":1e300)"), std::pair(R"("200":1)", R"("abc":1)"),
          std::pair(R"("done":1,)", R"("done":-1,)"), std::pair(R"("elapsed_ms":10,)", R"("elapsed_ms":1e300,)")}) {
        QByteArray json = sampleJson(RunJsonDetail::WithoutRequests);
        QVERIFY2(json.contains(from), json.constData());
        json.replace(from, to);
        ReadRun run;
        const QString got = readRunJson(json, run);
        QVERIFY2(got.contains(QLatin1String("should be a ")) || got.contains(QLatin1String("is no status")),
                 qPrintable(got));
    }
}

/// Cut anywhere, or with any byte another, it says what is wrong or reads what is there; it neither hangs nor crashes.
void TestRunJsonReader::takesAnyRubbish()
{
    const QByteArray json = sampleJson();
    for (qsizetype size = 0; size + 1 < json.size(); ++size) {
        ReadRun run;
        QVERIFY2(!readRunJson(json.left(size), run).isEmpty() || size + 2 >= json.size(),
                 qPrintable(QString::number(size)));
    }
    for (qsizetype at = 0; at < json.size(); ++at) {
        QByteArray other = json;
        other[at] = '"';
        ReadRun run;
        readRunJson(other, run);
        other[at] = '[';
        readRunJson(other, run);
    }
    ReadRun run;
    QVERIFY(!readRunJson(QByteArray(1'000'000, '['), run).isEmpty());
    QVERIFY(!readRunJson(json + json, run).isEmpty());
    QVERIFY(!readRunJson(json + "x", run).isEmpty());
}

QTEST_APPLESS_MAIN(TestRunJsonReader)
#include "tst_runjsonreader.moc"
