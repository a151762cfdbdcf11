// SPDX-License-Identifier: GPL-3.0-or-later
// A search for capacity as JSON and as Markdown.
#include "core/capacity/capacitywording.h"
#include "records/json/capacityjsonreader.h"
#include "records/json/capacityjsonwriter.h"
#include "records/markdown/capacitymarkdownwriter.h"
#include "recordsample.h"
#include "schemacheck.h"

#include <QBuffer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace fiftyfold;
using fiftyfold::test::strangers;

namespace {

constexpr double ms = 1e6;

QByteArray written(const CapacityRecord &record, QString (*write)(QIODevice &, const CapacityRecord &))
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = write(buffer, record);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

QJsonObject jsonOf(const CapacityRecord &record)
{
    return QJsonDocument::fromJson(written(record, writeCapacityJson)).object();
}

CapacityStep sampleStep(const Threshold &objective, double rate, double p95, LoadVerdict health = LoadVerdict::KeptUp)
{
    CapacityStep step;
    step.rate = rate;
    step.length = std::chrono::seconds(10);
    step.atOnce = 1024;
    step.requests = static_cast<quint32>(rate * 10);
    step.done = step.requests - 2;
    step.failed = 2;
    step.doneRate = rate;
    step.response.count = step.service.count = step.lag.count = step.done;
    step.response.p95 = step.service.p95 = p95;
    step.health.askedRate = step.health.achievedRate = rate;
    step.health.ratio = 1;
    step.health.clientCpuShare = 0.25;
    step.health.neededLanes = 100;
    step.health.verdict = health;
    const bool isHeld = p95 < objective.limit * unitBase(objective.unit);
    step.expectations = {
        {objective, p95, step.done, isHeld ? ThresholdVerdict::Held : ThresholdVerdict::Crossed, VerdictReason::Limit}};
    step.verdict = isHeld ? StepVerdict::Held : StepVerdict::Crossed;
    step.isServiceTooSlow = !isHeld;
    step.firstFailure = QStringLiteral("<no> reply | at all");
    return step;
}

CapacityRecord sampleRecord(LoadVerdict health = LoadVerdict::KeptUp)
{
    CapacityRecord record;
    record.startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0, 0, 5), QTimeZone::utc());
    record.plan.run.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms&token=hunter2"));
    record.plan.run.headers = {{"Authorization", "Bearer hunter2"}};
    Threshold objective;
    const Refusal got = readThreshold(QStringLiteral("p95 < 200ms"), objective);
    Q_ASSERT(!got);
    record.plan.objectives = {objective};
    record.probedRate = 601;
    record.transportLibrary = QStringLiteral("libcurl/7.88.1");
    record.steps = {sampleStep(objective, 300, 50 * ms), sampleStep(objective, 313, 240 * ms, health),
                    sampleStep(objective, 313, 250 * ms, health)};
    record.answer = {CapacityEnd::Found, 0, 2, 300, 313, CapacityLimit::Server};
    if (health == LoadVerdict::FellBehind)
        record.answer.limit = CapacityLimit::Lag;
    return record;
}

} // namespace

class TestCapacityWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesJson();
    void leavesOutWhatIsNot();
    void meetsItsSchema();
    void writesMarkdown();
    void tellsWhenItIsTheClientsLimit();
    void keepsSecretsOut();
    void reportsShortWrite();
    void isReadAgain();
    void saysWhatCantBeRead();
};

void TestCapacityWriters::writesJson()
{
    const QJsonObject json = jsonOf(sampleRecord());
    QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.capacity/1"));
    QCOMPARE(json.value(QLatin1String("started_at")).toString(), QStringLiteral("2026-11-23T10:00:00.005Z"));
    QCOMPARE(json.value(QLatin1String("objectives")).toArray(), QJsonArray{QStringLiteral("p95 < 200 ms")});
    QCOMPARE(json.value(QLatin1String("probed_rate")).toDouble(), 601.0);
    const QJsonObject plan = json.value(QLatin1String("plan")).toObject();
    QCOMPARE(plan.value(QLatin1String("at_once")).toInt(), 1024);
    QVERIFY(!plan.contains(QLatin1String("requests")));
    const QJsonObject load = plan.value(QLatin1String("load")).toObject();
    QCOMPARE(load.value(QLatin1String("mode")).toString(), QStringLiteral("open"));
    QVERIFY(load.contains(QLatin1String("drain_ms")) && !load.contains(QLatin1String("rate")));
    const QJsonObject answer = json.value(QLatin1String("answer")).toObject();
    QCOMPARE(answer.value(QLatin1String("end")).toString(), QStringLiteral("found"));
    QCOMPARE(answer.value(QLatin1String("held_rate")).toDouble(), 300.0);
    QCOMPARE(answer.value(QLatin1String("held_step")).toInt(-1), 0);
    QCOMPARE(answer.value(QLatin1String("crossed_rate")).toDouble(), 313.0);
    QCOMPARE(answer.value(QLatin1String("crossed_step")).toInt(), 2);
    QCOMPARE(answer.value(QLatin1String("percent_apart")).toDouble(), 4.333333);
    QCOMPARE(answer.value(QLatin1String("limit")).toString(), QStringLiteral("server"));
    const QJsonArray steps = json.value(QLatin1String("steps")).toArray();
    QCOMPARE(steps.size(), 3);
    const QJsonObject step = steps.at(1).toObject();
    QCOMPARE(step.value(QLatin1String("verdict")).toString(), QStringLiteral("crossed"));
    QCOMPARE(step.value(QLatin1String("length_ms")).toDouble(), 10'000.0);
    QCOMPARE(step.value(QLatin1String("response_ms")).toObject().value(QLatin1String("p95")).toDouble(), 240.0);
    const QJsonObject expectation = step.value(QLatin1String("expectations")).toArray().at(0).toObject();
    QCOMPARE(expectation.value(QLatin1String("measured")).toDouble(), 240.0);
    QCOMPARE(expectation.value(QLatin1String("verdict")).toString(), QStringLiteral("crossed"));
}

void TestCapacityWriters::leavesOutWhatIsNot()
{
    CapacityRecord record = sampleRecord();
    record.probedRate.reset();
    record.plan.from = 300;
    record.plan.stepTime = std::chrono::seconds(2);
    record.steps.resize(1);
    record.steps[0].response.count = 0;
    record.answer = {};
    record.isStopped = true;
    const QJsonObject json = jsonOf(record);
    QVERIFY(!json.contains(QLatin1String("probed_rate")) && json.value(QLatin1String("stopped")).toBool());
    QCOMPARE(json.value(QLatin1String("from_rate")).toDouble(), 300.0);
    QCOMPARE(json.value(QLatin1String("step_ms")).toDouble(), 2000.0);
    QVERIFY(json.value(QLatin1String("answer")).toObject().isEmpty());
    QVERIFY(!json.value(QLatin1String("steps")).toArray().at(0).toObject().contains(QLatin1String("response_ms")));
}

void TestCapacityWriters::meetsItsSchema()
{
    QFile file(QStringLiteral(FIFTYFOLD_CAPACITY_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject definitions = schema.value(QLatin1String("$defs")).toObject();
    const auto propertyOf = [](const QJsonObject &object, const char *name) {
        return object.value(QLatin1String("properties")).toObject().value(QLatin1String(name)).toObject();
    };
    const auto definition = [&definitions](const char *name) {
        return definitions.value(QLatin1String(name)).toObject();
    };
    CapacityRecord record = sampleRecord();
    record.isStopped = true;
    record.problem = QStringLiteral("no more");
    record.notices = {QStringLiteral("a notice")};
    record.plan.stepTime = std::chrono::seconds(10);
    record.plan.from = 300;
    record.steps[0].isDisturbed = true;
    const QJsonObject json = jsonOf(record);
    QCOMPARE(strangers(schema, json), QStringList());
    for (const char *name : {"plan", "environment"})
        QCOMPARE(strangers(definition(name), json.value(QLatin1String(name)).toObject()), QStringList());
    QCOMPARE(strangers(propertyOf(schema, "answer"), json.value(QLatin1String("answer")).toObject()), QStringList());
    for (const QJsonValue value : json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject step = value.toObject();
        QCOMPARE(strangers(definition("step"), step), QStringList());
        QCOMPARE(strangers(propertyOf(definition("step"), "health"), step.value(QLatin1String("health")).toObject()),
                 QStringList());
        for (const char *name : {"response_ms", "latency_ms", "lag_ms"})
            QCOMPARE(strangers(definition("figures"), step.value(QLatin1String(name)).toObject()), QStringList());
    }
}

void TestCapacityWriters::writesMarkdown()
{
    const QString text = QString::fromUtf8(written(sampleRecord(), writeCapacityMarkdown));
    const QStringList lines = text.split(QLatin1Char('\n'));
    QVERIFY2(lines.at(0).contains(QLatin1String("GET `practice:robots.txt?latency=100ms")), qPrintable(lines.at(0)));
    QVERIFY2(lines.at(0).contains(QLatin1String("p95 &lt; 200 ms, async, 1,024 at once")), qPrintable(lines.at(0)));
    QCOMPARE(lines.at(2), QStringLiteral("**300/s is the highest rate that holds; 313/s, 4.3 % more, does not: p95 is "
                                         "250 ms, over 200 ms.**"));
    QCOMPARE(lines.at(6), QStringLiteral("| 1 | 300/s | 10.0 s | 3,000 | 2 | 300/s | 50.0 ms | held | kept up |"));
    for (int line = 4; line < 9; ++line)
        QCOMPARE(lines.at(line).count(QLatin1Char('|')), 10);
    QVERIFY(text.contains(QLatin1String("at 300/s: &lt;no\\> reply \\| at all")));
    QVERIFY(text.contains(QLatin1String("Measured 2026-11-23 10:00 UTC, ")));
    QVERIFY(text.contains(QLatin1String("libcurl/7.88.1")));
    QVERIFY(text.endsWith(QLatin1Char('\n')));
}

void TestCapacityWriters::tellsWhenItIsTheClientsLimit()
{
    const QString clients = QStringLiteral("This is the client's limit, and says nothing of the server's.");
    QVERIFY(!QString::fromUtf8(written(sampleRecord(), writeCapacityMarkdown)).contains(clients));
    const CapacityRecord record = sampleRecord(LoadVerdict::FellBehind);
    const QString text = QString::fromUtf8(written(record, writeCapacityMarkdown));
    QVERIFY2(text.contains(clients + QLatin1String(" The client fell behind")), qPrintable(text));
    QCOMPARE(jsonOf(record).value(QLatin1String("answer")).toObject().value(QLatin1String("limit")).toString(),
             QStringLiteral("lag"));
}

void TestCapacityWriters::keepsSecretsOut()
{
    for (auto *write : {writeCapacityJson, writeCapacityMarkdown}) {
        const QByteArray text = written(sampleRecord(), write);
        QVERIFY2(!text.contains("hunter2"), text.constData());
        QVERIFY(text.contains("redacted"));
    }
}

void TestCapacityWriters::reportsShortWrite()
{
    for (auto *write : {writeCapacityJson, writeCapacityMarkdown}) {
        test::ShortDevice full(100);
        QVERIFY(!write(full, sampleRecord()).isEmpty());
    }
}

/// And is written as it was.
void TestCapacityWriters::isReadAgain()
{
    CapacityRecord told = sampleRecord(LoadVerdict::FellBehind);
    told.isStopped = true;
    told.problem = QStringLiteral("no room");
    told.notices = {QStringLiteral("at once was lowered")};
    told.plan.stepTime = std::chrono::seconds(20);
    told.plan.from = 40;
    told.steps[1].isDisturbed = true;
    for (const CapacityRecord &record : {sampleRecord(), told}) {
        const QByteArray json = written(record, writeCapacityJson);
        CapacityRecord read;
        QCOMPARE(readCapacityJson(json, read), QString());
        QCOMPARE(QString::fromUtf8(written(read, writeCapacityJson)), QString::fromUtf8(json));
        QCOMPARE(answerSentence(read), answerSentence(record));
        QCOMPARE(limitSentence(read), limitSentence(record));
        QCOMPARE(read.lack, PlanLack::Secrets);
    }
}

void TestCapacityWriters::saysWhatCantBeRead()
{
    const QByteArray json = written(sampleRecord(), writeCapacityJson);
    for (const auto &[from, to, words] :
         {std::tuple("capacity/1", "capacity/2", "line 1: it was written by a later version"),
          std::tuple("\"p95 < 200 ms\"]", "\"fast\"]", "objectives should be thresholds"),
          std::tuple("\"verdict\":\"held\"}", "\"verdict\":\"good\"}", "should be held, crossed"),
          std::tuple("\"held_step\":0", "\"held_step\":3", "answer.held_step should be the number of a step"),
          std::tuple("\"held_step\":", "\"was_held\":", "answer.end should be one whose held_step and crossed_step"),
          std::tuple("\"crossed_step\":", "\"was_crossed\":", "answer.end should be one whose held_step"),
          std::tuple("\"rate\":300", "\"rate\":\"much\"", "steps[0].rate should be a number"),
          std::tuple("\"steps\":", "\"rungs\":", "steps should be an array")}) {
        QByteArray wrong = json;
        const qsizetype at = wrong.indexOf(from);
        QVERIFY2(at >= 0, from);
        wrong.replace(at, qsizetype(qstrlen(from)), to);
        CapacityRecord read;
        const QString problem = readCapacityJson(wrong, read);
        QVERIFY2(problem.contains(QLatin1String(words)), qPrintable(problem));
    }
}

QTEST_APPLESS_MAIN(TestCapacityWriters)
#include "tst_capacitywriters.moc"
