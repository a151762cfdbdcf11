// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/runjsonwriter.h"

#include "core/plan/check.h"
#include "recordsample.h"
#include "support/germannumbers.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiftyfold;

namespace {

QByteArray written(const RunRecord &record, RunJsonDetail detail = RunJsonDetail::Whole,
                   const Expectations &expectations = {}, const RunComparison *baseline = nullptr)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = writeRunJson(buffer, record, summarise(record), detail, expectations, baseline);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s in: %s", qPrintable(error.errorString()), text.constData());
    return document.object();
}

QJsonObject object(const char *text)
{
    return parsed(text);
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("integer"))
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    return (type == QLatin1String("object") && value.isObject()) ||
           (type == QLatin1String("array") && value.isArray()) ||
           (type == QLatin1String("string") && value.isString()) ||
           (type == QLatin1String("boolean") && value.isBool()) ||
           (type == QLatin1String("number") && value.isDouble()) || (type == QLatin1String("null") && value.isNull());
}

/// What the schema says against `value`. Knows what ours uses of JSON Schema, except that it takes `format` for a
/// remark as JSON Schema itself does: $ref, type, enum, pattern, minimum, maximum, oneOf, items, required, properties,
/// additionalProperties, propertyNames.
QStringList violations(const QJsonObject &root, const QJsonObject &schema, const QJsonValue &value, const QString &path)
{
    QStringList found;
    const auto keyword = [&schema](const char *name) { return schema.value(QLatin1String(name)); };
    if (const QString reference = keyword("$ref").toString(); !reference.isEmpty()) {
        const QJsonObject definitions = root.value(QLatin1String("$defs")).toObject();
        const QJsonValue definition = definitions.value(reference.section(QLatin1Char('/'), -1));
        if (!definition.isObject())
            return {QStringLiteral("%1: there is no %2").arg(path, reference)};
        found += violations(root, definition.toObject(), value, path);
    }
    if (const QString type = keyword("type").toString(); !type.isEmpty() && !isOfType(value, type))
        found.append(QStringLiteral("%1 is not of type %2").arg(path, type));
    if (const QJsonArray words = keyword("enum").toArray(); !words.isEmpty() && !words.contains(value))
        found.append(QStringLiteral("%1 is none of the words it may be").arg(path));
    if (const QString pattern = keyword("pattern").toString(); !value.toString().contains(QRegularExpression(pattern)))
        found.append(QStringLiteral("%1 does not match %2").arg(path, pattern));
    const double number = value.toDouble();
    if (number < keyword("minimum").toDouble(number) || number > keyword("maximum").toDouble(number))
        found.append(QStringLiteral("%1 is out of bounds").arg(path));
    if (const QJsonArray ways = keyword("oneOf").toArray(); !ways.isEmpty()) {
        const auto fits = [&](const QJsonValue &way) {
            return violations(root, way.toObject(), value, path).isEmpty();
        };
        if (std::count_if(ways.begin(), ways.end(), fits) != 1)
            found.append(QStringLiteral("%1 is not exactly one of what it may be").arg(path));
    }
    for (const QJsonValue item : value.toArray())
        found += violations(root, keyword("items").toObject(), item, path + QLatin1String("[]"));
    if (!value.isObject())
        return found;
    const QJsonObject members = value.toObject();
    for (const QJsonValue name : keyword("required").toArray()) {
        if (!members.contains(name.toString()))
            found.append(QStringLiteral("%1 lacks %2").arg(path, name.toString()));
    }
    const QJsonObject properties = keyword("properties").toObject();
    const QJsonValue others = keyword("additionalProperties");
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QString place = path + QLatin1Char('.') + member.key();
        found += violations(root, keyword("propertyNames").toObject(), member.key(), place);
        if (properties.contains(member.key()))
            found += violations(root, properties.value(member.key()).toObject(), member.value(), place);
        else if (others.isObject())
            found += violations(root, others.toObject(), member.value(), place);
        else if (others.isBool() && !others.toBool())
            found.append(QStringLiteral("%1 is unknown").arg(place));
    }
    return found;
}

/// `whole` with the member at the end of `path`, "summary.done", set to `value`.
QJsonObject with(QJsonObject whole, const QString &path, const QJsonValue &value)
{
    const QString name = path.section(QLatin1Char('.'), 0, 0);
    const QString rest = path.section(QLatin1Char('.'), 1);
    whole.insert(name, rest.isEmpty() ? value : QJsonValue(with(whole.value(name).toObject(), rest, value)));
    return whole;
}

} // namespace

class TestRunJsonWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void writesTheRun();
    void writesTheSummary();
    void writesRequests();
    void escapesText();
    void leavesRequestsOutOfTheSummary();
    void remarksOnlyWhatApplies();
    void leavesOutWhatNobodyMeasured();
    void writesVerdicts();
    void writesItsBaseline();
    void keepsSecretsOut();
    void meetsItsSchema();
    void failsItsSchemaWhenWrong_data();
    void failsItsSchemaWhenWrong();
    void isEnglishWhateverTheWindowsLanguage();
    void reportsShortWrite();

private:
    QJsonObject m_schema;
};

void TestRunJsonWriter::initTestCase()
{
    QFile file(QStringLiteral(FIFTYFOLD_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_schema = parsed(file.readAll());
    QVERIFY(!m_schema.isEmpty());
}

void TestRunJsonWriter::writesTheRun()
{
    const auto record = test::sampleRecord();
    record->transportLibrary = QStringLiteral("libcurl/8.0");
    const QJsonObject run = parsed(written(*record));
    QCOMPARE(run.value(QStringLiteral("schema")).toString(), QStringLiteral("fiftyfold.run/1"));
    QCOMPARE(run.value(QStringLiteral("started_at")).toString(), QStringLiteral("2026-11-23T10:00:00.005Z"));
    QVERIFY(!run.value(QStringLiteral("version")).toString().isEmpty());
    const QJsonObject plan = run.value(QStringLiteral("plan")).toObject();
    QCOMPARE(plan.value(QStringLiteral("at_once")).toInt(), 2);
    QCOMPARE(plan.value(QStringLiteral("transport")).toString(), QStringLiteral("curl"));
    QCOMPARE(plan.value(QStringLiteral("threads")).toInt(), 1);
    const QJsonObject environment = run.value(QStringLiteral("environment")).toObject();
    QVERIFY(environment.value(QStringLiteral("cpu_count")).toInt() > 0);
    QCOMPARE(environment.value(QStringLiteral("transport_library")).toString(), QStringLiteral("libcurl/8.0"));
}

void TestRunJsonWriter::writesTheSummary()
{
    QJsonObject summary = parsed(written(*test::sampleRecord())).value(QStringLiteral("summary")).toObject();
    // (3.8 + 8.3) ms in flight by 10 ms elapsed
    QCOMPARE(summary.take(QStringLiteral("overlap")).toDouble(), 1.21);
    QCOMPARE(summary.take(QStringLiteral("loop_wait_ms")).toObject(),
             object(R"({"min":0.05,"mean":0.05,"p50":0.05,"p90":0.05,"p95":0.05,"p99":0.05,"p99.9":0.05,"max":0.05,
                        "count":1})"));                                             // between wrap and save
    QCOMPARE(summary.take(QStringLiteral("loop_wait_share")).toDouble(), 0.013158); // of 3.8 ms
    const QJsonObject stages = summary.take(QStringLiteral("stages_ms")).toObject();
    QCOMPARE(stages.keys(), (QStringList{QStringLiteral("connect"), QStringLiteral("delete"), QStringLiteral("queued"),
                                         QStringLiteral("receive"), QStringLiteral("save"), QStringLiteral("send"),
                                         QStringLiteral("wait"), QStringLiteral("wrap")}));
    QCOMPARE(
        stages.value(QStringLiteral("connect")).toObject(),
        object(
            R"({"min":0.300001,"mean":0.300001,"p50":0.300001,"p90":0.300001,"p95":0.300001,"p99":0.300001,"p99.9":0.300001,
                        "max":0.300001,"count":1})"));
    QCOMPARE(summary, object(R"({"elapsed_ms":10,"requests":3,"done":1,"failed":1,"cancelled":1,
        "requests_per_second":100,"bytes_received":6804,"connections_opened":2,"max_in_flight":2,"retries":0,
        "latency_ms":{"min":3.5,"mean":3.5,"p50":3.5,"p90":3.5,"p95":3.5,"p99":3.5,"p99.9":3.5,"max":3.5},
        "response_ms":{"min":3.5,"mean":3.5,"p50":3.5,"p90":3.5,"p95":3.5,"p99":3.5,"p99.9":3.5,"max":3.5},
        "errors":{"timeout":1},"status":{"200":1}})"));
}

void TestRunJsonWriter::writesRequests()
{
    const QJsonArray requests = parsed(written(*test::sampleRecord())).value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests.at(0).toObject(),
             object(R"({"index":0,"lane":0,"outcome":"done","start_ms":1.2,"end_ms":5,"stages":{
        "queued":{"at":0,"ms":1.2},"connect":{"at":1.2,"ms":0.300001},"send":{"at":1.500001,"ms":0.099999},
        "wait":{"at":1.6,"ms":3},"receive":{"at":4.6,"ms":0.1},"wrap":{"at":4.7,"ms":0.05},
        "save":{"at":4.8,"ms":0.1},"delete":{"at":4.9,"ms":0.1}},
        "status":200,"bytes":6804,"http":"1.1","connection":4,"reused":false,"retries":0,"file":"0000.html",
        "error":null})"));
    QCOMPARE(requests.at(2).toObject(),
             object(R"({"index":2,"outcome":"cancelled","end_ms":10,"stages":{},"retries":0,"error":
        {"class":"cancelled","message":"The time of the run was over before this request had ended."}})"));
}

void TestRunJsonWriter::escapesText()
{
    const QJsonArray requests = parsed(written(*test::sampleRecord())).value(QStringLiteral("requests")).toArray();
    const QJsonObject failed = requests.at(1).toObject();
    QCOMPARE(failed.value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString(),
             QStringLiteral("no reply,\r\n\"really\" none \\ \u00e9\u0001"));
    QCOMPARE(failed.value(QStringLiteral("stages")).toObject().keys(), QStringList{QStringLiteral("queued")});

    // What steers a terminal or turns text around is never there raw, wherever it stands.
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    record->notices.append(QStringLiteral("\u009b2J\u202e\u2028\u007f\ufeff \u00e9"));
    record->workFolder = QStringLiteral("/tmp/\u202efolder");
    const QByteArray text = written(*record);
    for (const char *raw : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\xa8", "\x7f", "\xef\xbb\xbf", "\x01"})
        QVERIFY2(!text.contains(raw), QByteArray(raw).toHex().constData());
    QVERIFY2(text.contains("\\u009b2J\\u202e\\u2028\\u007f\\ufeff \xc3\xa9"), text.constData());
    QVERIFY(!parsed(text).isEmpty());
}

void TestRunJsonWriter::leavesRequestsOutOfTheSummary()
{
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    QJsonObject whole = parsed(written(*record));
    whole.remove(QStringLiteral("requests"));
    QCOMPARE(parsed(written(*record, RunJsonDetail::WithoutRequests)), whole);
}

void TestRunJsonWriter::remarksOnlyWhatApplies()
{
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    const QJsonObject plain = parsed(written(*record));
    for (const char *name : {"stopped", "disturbed", "notices"})
        QVERIFY2(!plain.contains(QLatin1String(name)), name);

    record->isStopped = true;
    record->isDisturbed = true;
    record->notices = {QStringLiteral("at once was clamped to 2")};
    const QJsonObject remarked = parsed(written(*record));
    QCOMPARE(remarked.value(QStringLiteral("stopped")), QJsonValue(true));
    QCOMPARE(remarked.value(QStringLiteral("disturbed")), QJsonValue(true));
    QCOMPARE(remarked.value(QStringLiteral("notices")).toArray().at(0).toString(), record->notices.first());
}

void TestRunJsonWriter::leavesOutWhatNobodyMeasured()
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    batch.facts = {test::finished(0, Outcome::Cancelled, ErrorClass::Cancelled, 0, 0)};
    recorder.apply(batch);
    const QJsonObject summary = parsed(written(*recorder.record())).value(QStringLiteral("summary")).toObject();
    QVERIFY(!summary.contains(QStringLiteral("latency_ms")));
    QVERIFY(!summary.contains(QStringLiteral("connections_opened")));
    QVERIFY(summary.value(QStringLiteral("stages_ms")).toObject().isEmpty());
    QVERIFY(summary.value(QStringLiteral("errors")).toObject().isEmpty());
}

void TestRunJsonWriter::writesVerdicts()
{
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    QVERIFY(!parsed(written(*record)).contains(QStringLiteral("expectations")));
    QList<Threshold> thresholds;
    for (const char *text : {"max<1ms", "rate >= 100/s", "failed < 60%", "failed <= 1", "p99 < 1s", "lag < 1s"}) {
        thresholds.append(Threshold());
        QVERIFY(!readThreshold(QString::fromLatin1(text), thresholds.last()));
    }
    const Expectations verdicts = judged(thresholds, summarise(*record), false);
    const QJsonObject run = parsed(written(*record, RunJsonDetail::WithoutRequests, verdicts));
    QCOMPARE(QJsonObject({{QStringLiteral("all"), run.value(QStringLiteral("expectations"))}}),
             object(R"({"all":[{"expect":"max < 1 ms","measured":3.5,"verdict":"crossed"},
                               {"expect":"rate >= 100/s","measured":100,"verdict":"held"},
                               {"expect":"failed < 60%","measured":50,"verdict":"held"},
                               {"expect":"failed <= 1","measured":1,"verdict":"held"},
                               {"expect":"p99 < 1 s","measured":3.5,"verdict":"undecided"},
                               {"expect":"lag < 1 s","verdict":"crossed"}]})"));
    QCOMPARE(violations(m_schema, m_schema, run, QStringLiteral("run")), QStringList());
}

void TestRunJsonWriter::writesItsBaseline()
{
    RunComparison comparison;
    comparison.baselineName = QStringLiteral("base.json");
    comparison.baselineStartedAt = QDateTime::fromString(QStringLiteral("2026-11-22T09:30:00Z"), Qt::ISODate);
    comparison.obstacles = {{QStringLiteral("at_once"), QStringLiteral("--at-once: 10 against 20"),
                             QStringLiteral("10"), QStringLiteral("20")}};
    comparison.figures = {
        {ComparedFigureKind::P50, 20'000'000.0, 40'000'000.0, Estimate{2, 1.9, 2.1}, true, Verdict::Slower},
        {ComparedFigureKind::Failed, 0.0, std::nullopt}};
    const auto record = test::sampleRecord();
    const QJsonObject run = parsed(written(*record, RunJsonDetail::Whole, {}, &comparison));
    QCOMPARE(violations(m_schema, m_schema, run, QStringLiteral("run")), QStringList());
    QCOMPARE(run.value(QStringLiteral("baseline")).toObject(),
             object(R"({"name": "base.json", "started_at": "2026-11-22T09:30:00.000Z", "verdict": "not-comparable",
                        "obstacles": [{"what": "at_once", "text": "--at-once: 10 against 20", "baseline": "10",
                                       "run": "20"}],
                        "figures": [{"figure": "p50", "baseline": 20, "run": 40, "ratio": 2, "low": 1.9, "high": 2.1,
                                     "verdict": "slower"}, {"figure": "failed", "baseline": 0}]})"));
}

void TestRunJsonWriter::keepsSecretsOut()
{
    const QByteArray text = written(*test::sampleRecord());
    QVERIFY2(!text.contains("hunter2"), text.constData());
    QVERIFY(text.contains("[redacted]"));
}

void TestRunJsonWriter::meetsItsSchema()
{
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    record->isStopped = true;
    record->notices = {QStringLiteral("a notice")};
    QCOMPARE(violations(m_schema, m_schema, parsed(written(*record)), QStringLiteral("run")), QStringList());

    RunRecorder recorder(record->plan(), test::sampleRunId); // statuses up to 999 are taken as they are
    FactBatch batch;
    batch.runId = test::sampleRunId;
    for (quint32 i = 0; i < 3; ++i) {
        batch.facts.push_back(test::toldReply(i, i == 0 ? 700 : 999, 4, Fact::Reuse::Fresh, 1));
        batch.facts.push_back(test::finished(i, Outcome::Done, ErrorClass::None, 0, 1));
    }
    recorder.apply(batch);
    const QJsonObject odd = parsed(written(*recorder.record()));
    QCOMPARE(odd.value(QStringLiteral("summary"))[QStringLiteral("status")].toObject().keys(),
             (QStringList{QStringLiteral("700"), QStringLiteral("999")}));
    QCOMPARE(violations(m_schema, m_schema, odd, QStringLiteral("run")), QStringList());
}

void TestRunJsonWriter::failsItsSchemaWhenWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *path, const QJsonValue &value, const char *said) {
        QTest::newRow(path) << QString::fromLatin1(path) << value << QString::fromLatin1(said);
    };
    row("surplus", 1, "run.surplus is unknown");
    row("plan", QJsonValue(), "run.plan is not of type object");
    row("schema", QStringLiteral("fiftyfold.run/2"), "run.schema is none of the words it may be");
    row("summary.done", 1.5, "run.summary.done is not of type integer");
    row("summary.failed", -1, "run.summary.failed is out of bounds");
    row("summary.status.99", 1, "run.summary.status.99 does not match ^[1-9][0-9][0-9]$");
    row("summary.errors.bored", 1, "run.summary.errors.bored is none of the words it may be");
    row("summary.loop_wait_share", 1.5, "run.summary.loop_wait_share is out of bounds");
    row("summary.stages_ms.wait", object(R"({"min":3,"mean":3,"p50":3,"p90":3,"p95":3,"p99":3,"max":3})"),
        "run.summary.stages_ms.wait lacks count");
    const QJsonObject request = parsed(written(*test::sampleRecord())).value(QStringLiteral("requests"))[0].toObject();
    QTest::newRow("error") << QStringLiteral("requests")
                           << QJsonValue(
                                  QJsonArray{with(request, QStringLiteral("error"), object(R"({"class":"dns"})"))})
                           << QStringLiteral("run.requests[].error is not exactly one of what it may be");
    QTest::newRow("status") << QStringLiteral("requests")
                            << QJsonValue(QJsonArray{with(request, QStringLiteral("status"), 1000)})
                            << QStringLiteral("run.requests[].status is out of bounds");
}

void TestRunJsonWriter::failsItsSchemaWhenWrong()
{
    QFETCH(const QString, path);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, said);
    const QJsonObject wrong = with(parsed(written(*test::sampleRecord())), path, value);
    QCOMPARE(violations(m_schema, m_schema, wrong, QStringLiteral("run")), QStringList(said));
}

/// With the fault of a check that tells a time.
void TestRunJsonWriter::isEnglishWhateverTheWindowsLanguage()
{
    const auto json = [] {
        QString problem;
        const std::optional<Check> check = Check::fromText(QStringLiteral("within 100ms"), &problem);
        CheckedReply reply;
        reply.serviceTime = std::chrono::microseconds(1'234'500);
        const std::optional<CheckFailure> failure = firstCheckFailure({*check}, reply);
        RunPlan plan;
        plan.requests = 1;
        RunRecorder recorder(plan, test::sampleRunId);
        FactBatch batch;
        batch.runId = test::sampleRunId;
        batch.facts = {test::finished(0, Outcome::Failed, ErrorClass::Check, 0, 1'300'000'000)};
        batch.notes = {{0, Note::Kind::Failure, {}, Fault(FaultKind::CheckFailed, {failure->check, failure->found})}};
        recorder.apply(batch);
        return written(*recorder.record());
    };
    const QByteArray english = json();
    QVERIFY(english.contains("1.23 s"));
    const test::GermanNumbers german;
    QCOMPARE(json(), english);
}

void TestRunJsonWriter::reportsShortWrite()
{
    test::ShortDevice device(500);
    const std::shared_ptr<RunRecord> record = test::sampleRecord();
    QVERIFY(!writeRunJson(device, *record, summarise(*record), RunJsonDetail::Whole).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunJsonWriter)
#include "tst_runjsonwriter.moc"
