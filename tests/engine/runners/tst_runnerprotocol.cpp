// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planjson.h"
#include "core/run/faultwording.h"
#include "engine/runners/runnerprotocol.h"
#include "engine/runners/runnerreport.h"
#include "wholeline.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

/// One in which nothing has its default.
RunPlan unusualPlan()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("https://me:hunter2@example.org:8443/a%20b?token=s3cret&x=1"));
    plan.requests = 70'000;
    plan.atOnce = 33;
    plan.duration = std::chrono::seconds(9);
    plan.drain = std::chrono::milliseconds(70);
    plan.rate = rateFromText(QStringLiteral("0/s..200/s:10s,30/m:1m")).value();
    plan.arrivals = QStringLiteral("poisson");
    plan.seed = 4'000'000'000;
    plan.rampUp = std::chrono::seconds(3);
    plan.strategy = QStringLiteral("async-threads");
    plan.transport = QStringLiteral("qt");
    plan.method = QByteArrayLiteral("PUT");
    plan.headers = {{"Authorization", "Bearer abc.def"}, {"User-Agent", "none"}, {"Accept-Language", "de"}};
    plan.headers.append(HeaderField{"X-Name", "J\xc3\xbcrgen"});
    plan.fields = curlCompressedFields;
    plan.body = QByteArray("\0\xff body", 7);
    plan.timeout = std::chrono::milliseconds(1234);
    plan.connectTimeout = std::chrono::microseconds(77'500);
    plan.redirects = 3;
    plan.acceptStatus = {{200, 204}, {404, 404}};
    plan.maxBody = 4096;
    plan.targetsFile = QStringLiteral("/targets");
    plan.order = QStringLiteral("shuffled");
    plan.rowsFile = QStringLiteral("/rows.csv");
    plan.checks = {Check::fromText(QStringLiteral("json /a = \"x\""), nullptr).value()};
    plan.insecure = true;
    plan.http = QStringLiteral("2");
    plan.proxy = QUrl(QStringLiteral("http://proxy:word@10.0.0.1:3128"));
    plan.resolve = {{QStringLiteral("example.org"), 8443, QStringLiteral("::1")}};
    plan.connectTo = {{QStringLiteral("::1"), 0, QString(), 99}};
    plan.caCertificate = QStringLiteral("/ca.pem");
    plan.certificate = QStringLiteral("/cert.pem");
    plan.privateKey = QStringLiteral("/key.pem");
    plan.unixSocket = QStringLiteral("/run/socket");
    plan.steps = {true, true, false};
    plan.freshConnections = true;
    plan.workDir = QStringLiteral("/tmp/work");
    plan.warmup = 5;
    plan.allowRemote = true;
    plan.threads = 2;
    return plan;
}

Fact factOf(quint32 request, Fact::Kind kind, Stage stage, qint64 at)
{
    Fact fact;
    fact.request = request;
    fact.kind = kind;
    fact.stage = stage;
    fact.at = at;
    return fact;
}

} // namespace

class TestRunnerProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTaskComesBackWhole();
    void aTaskSaysThatThereIsNoProxy();
    void bodiesComeBackWhole_data();
    void bodiesComeBackWhole();
    void aTaskSaysWhoAsks();
    void aRequestOfCurlIsOneOfOtherLanguagesToo();
    void aRecordHasNoSecret();
    void refusesTasks_data();
    void refusesTasks();
    void linesComeBackWhole();
    void knowsNonsense_data();
    void knowsNonsense();
    void readsWhatOthersWrite();
    void wordsFacts();
    void sumsUpForASummary();
    void totalsComeBackWhole();
    void sharesAreTotalledTogether();
    void secretsAreTakenOut();
    void secretsAreTakenOutOfJson();
    void whatIsShownIsShortAndPrintable();
};

void TestRunnerProtocol::aTaskComesBackWhole()
{
    RunnerTask task;
    task.plan = unusualPlan();
    task.share = {140, 3};
    task.firstLane = 7;
    task.isSummary = true;
    const QByteArray line = wholeLine(task);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QString problem;
    const RunnerTask read = taskFromLine(line, &problem);
    QCOMPARE(problem, QString());
    QVERIFY((read.share == IndexShare{140, 3}));
    QCOMPARE(read.firstLane, 7U);
    QVERIFY(read.isSummary);
    QCOMPARE(planToJson(read.plan), planToJson(task.plan)); // says which field is another
    QVERIFY(read.plan == task.plan);
}

void TestRunnerProtocol::aTaskSaysThatThereIsNoProxy()
{
    RunnerTask task;
    task.plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    QVERIFY(!wholeLine(task).contains("\"proxy\""));
    task.plan.proxy = QUrl();
    QVERIFY(wholeLine(task).contains("\"proxy\":null"));
    QString problem;
    QVERIFY(taskFromLine(wholeLine(task), &problem).plan.proxy == QUrl());
    QCOMPARE(problem, QString());
}

void TestRunnerProtocol::bodiesComeBackWhole_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 2, 3, 98'303, 98'304, 98'305, 1'000'000})
        QTest::addRow("%d bytes", int(size)) << size;
}

void TestRunnerProtocol::bodiesComeBackWhole()
{
    QFETCH(const qsizetype, size);
    RunnerTask task;
    task.plan = unusualPlan();
    task.plan.workDir = QStringLiteral("/tmp/x\",\"body_base64\":\"AAAA"); // is not where the body begins
    task.plan.body = QByteArray(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        task.plan.body[i] = static_cast<char>(i * 7 + i / 251);
    TaskLine line(task);
    for (QByteArray piece = line.next(); !piece.isEmpty(); piece = line.next())
        QVERIFY(piece.size() <= 256 * 1024); // and not all of it at once
    const QByteArray whole = wholeLine(task);
    QVERIFY(QJsonDocument::fromJson(whole).isObject());
    QString problem;
    QVERIFY(taskFromLine(whole, &problem).plan == task.plan);
    QVERIFY(taskFromLine(QJsonDocument::fromJson(whole).toJson(), &problem).plan == task.plan); // by another's hand
    QCOMPARE(problem, QString());
}

void TestRunnerProtocol::aTaskSaysWhoAsks()
{
    RunnerTask task;
    task.plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
    QString problem;
    const RunnerTask read = taskFromLine(wholeLine(task), &problem);
    QCOMPARE(read.plan.headers.size(), 3);
    QCOMPARE(read.plan.headers.first().name, QByteArray("User-Agent"));
    QVERIFY(read.plan.headers.first().value.startsWith("Fiftyfold/"));
    task.plan.userAgent = QStringLiteral("mine"); // a field like any other, to who carries it out
    const QByteArray line = wholeLine(task);
    QCOMPARE(taskFromLine(line, &problem).plan.headers.first().value, QByteArray("mine"));
    QVERIFY(!line.contains("user_agent"));
    task.plan.userAgent = QStringLiteral("close");
    QCOMPARE(taskFromLine(wholeLine(task), &problem).plan.headers.first().value, QByteArray("close"));
    task.plan.userAgent = QStringLiteral("bot token=s3cretwords");
    QVERIFY(!QJsonDocument(redactedPlanToJson(task.plan)).toJson().contains("s3cretwords"));
    QVERIFY(
        !SecretFilter(task.plan).filtered(QStringLiteral("got s3cretwords")).contains(QLatin1String("s3cretwords")));
    const QList<HeaderField> own = {{"user-agent", "x"}, {"CONNECTION", "close"}, {"accept-language", "de"}};
    task.plan.headers = own;
    QVERIFY(taskFromLine(wholeLine(task), &problem).plan.headers == own);
}

void TestRunnerProtocol::aRequestOfCurlIsOneOfOtherLanguagesToo()
{
    RunnerTask task;
    task.plan.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1/?a=100%")).asGiven();
    task.plan.fields = curlFields;
    QString problem;
    const RunPlan ofWorker = taskFromLine(wholeLine(task), &problem).plan;
    QCOMPARE(ofWorker.url.text(), QByteArray("http://127.0.0.1/?a=100%"));
    QCOMPARE(ofWorker.fields, QString(curlFields));
    QCOMPARE(ofWorker.headers.size(), 1); // User-Agent
    task.plan.runnerCommand = QStringLiteral("./runner");
    const RunPlan ofOther = taskFromLine(wholeLine(task), &problem).plan;
    QCOMPARE(ofOther.url.text(), QByteArray("http://127.0.0.1/?a=100%25"));
    QCOMPARE(ofOther.fields, QString(usualFields));
    QVERIFY(ofOther.headers.contains(HeaderField{"Accept-Encoding", "identity"}));
}

void TestRunnerProtocol::aRecordHasNoSecret()
{
    RunPlan plan = unusualPlan();
    plan.runnerCommand = QStringLiteral("./runner --password=tiger --fast");
    const QByteArray kept = QJsonDocument(redactedPlanToJson(plan)).toJson();
    for (const char *secret : {"hunter2", "s3cret", "abc.def", "word@", "tiger", "body_base64"})
        QVERIFY2(!kept.contains(secret), secret);
    QVERIFY(kept.contains("--fast"));
    QVERIFY(kept.contains("\"proxy\": \"http://[redacted]@10.0.0.1:3128\""));
    QVERIFY(kept.contains("\"transport\": \"external\""));
    const QByteArray told = QJsonDocument(planToJson(plan)).toJson();
    for (const char *secret : {"hunter2", "s3cret", "abc.def", "word@"})
        QVERIFY2(told.contains(secret), secret);
}

void TestRunnerProtocol::refusesTasks_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *fields) {
        QTest::newRow(name) << QByteArray("{\"schema\":\"fiftyfold.runner/1\",") + fields + "}"
                            << QString::fromLatin1(name);
    };
    QTest::newRow("no JSON") << QByteArray("hello") << QStringLiteral("schema");
    QTest::newRow("another schema") << QByteArray(R"({"schema":"fiftyfold.runner/2"})") << QStringLiteral("schema");
    row("url", R"("url":5)");
    row("requests", R"("requests":-1)");
    row("timeout_ms", R"("timeout_ms":"10s")");
    row("accept_status", R"("accept_status":"2xx")");
    row("stages", R"("stages":"save")");
    row("headers", R"("headers":[["A"]])");
    row("resolve", R"("resolve":["a"])");
    row("insecure", R"("insecure":1)");
    row("first_index", R"("first_index":-1)");
    row("first_lane", R"("first_lane":-1)");
    row("report", R"("report":"all")");
}

void TestRunnerProtocol::refusesTasks()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, named);
    QString problem;
    taskFromLine(line, &problem);
    QVERIFY2(problem.contains(QLatin1Char('"') + named + QLatin1Char('"')), qPrintable(problem));
}

void TestRunnerProtocol::linesComeBackWhole()
{
    const auto ready =
        std::get<RunnerReady>(runnerLine(lineOf(RunnerReady{QStringLiteral("a \"b\""), {}, 81'234'567'890'123'457})));
    QCOMPARE(ready.name, QStringLiteral("a \"b\""));
    QCOMPARE(ready.clockNs, std::optional<qint64>(81'234'567'890'123'457));

    for (const Stage stage : allStages) {
        const auto read = std::get<RunnerStage>(runnerLine(lineOf(RunnerStage{7, stage, 1'000'123, 100'120'000})));
        QCOMPARE(read.request, 7U);
        QCOMPARE(read.stage, stage);
        QCOMPARE(read.begin, 1'000'123);
        QCOMPARE(read.length, 100'120'000);
        QVERIFY(!read.lane);
    }
    const RunnerStage inLane{7, Stage::Queued, 1, 2, false, 3};
    QCOMPARE(std::get<RunnerStage>(runnerLine(lineOf(inLane))).lane, std::optional<quint32>(3));

    const QByteArray digest(64, 'a');
    const RunnerOutcome failed{9,
                               Outcome::Failed,
                               toldFault(ErrorClass::BodyTooLarge, QStringLiteral("a\nb")),
                               200,
                               5000,
                               77,
                               HttpVersion::Http10,
                               Fact::Reuse::Reused,
                               1,
                               {},
                               {},
                               digest};
    const auto outcome = std::get<RunnerOutcome>(runnerLine(lineOf(failed)));
    QCOMPARE(outcome.request, 9U);
    QCOMPARE(outcome.outcome, Outcome::Failed);
    QCOMPARE(outcome.fault.error, ErrorClass::BodyTooLarge);
    QCOMPARE(outcome.status, quint16(200));
    QCOMPARE(outcome.bytes, 5000);
    QCOMPARE(outcome.at, 77);
    QCOMPARE(faultText(outcome.fault), QStringLiteral("a\nb"));
    QCOMPARE(outcome.http, HttpVersion::Http10);
    QCOMPARE(outcome.reuse, Fact::Reuse::Reused);
    QCOMPARE(int(outcome.retries), 1);
    QCOMPARE(outcome.digest, digest);

    RunnerFinished told;
    told.elapsedNs = 118'000'000;
    told.totals.done = 49;
    told.totals.failed = 1;
    const auto finished = std::get<RunnerFinished>(runnerLine(lineOf(told)));
    QCOMPARE(finished.elapsedNs, 118'000'000);
    QVERIFY(!finished.at);
    QCOMPARE(finished.totals.done, 49U);
    QCOMPARE(finished.totals.failed, 1U);
    QVERIFY(!finished.totals.bytes && !finished.totals.response && !finished.totals.exchange.reused);
    QCOMPARE(finished.totals.mostInFlight, 0U);
    QVERIFY(isStartLine(startLine()));
    QVERIFY(!isStartLine("{\"start\": false}\n"));
}

void TestRunnerProtocol::knowsNonsense_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const QByteArray &line) { QTest::newRow(name) << line; };
    row("empty", "");
    row("no JSON", "hello");
    row("cut off", R"({"i": 0, "stage": "wait")");
    row("a list", "[1]");
    row("nothing known", R"({"a": 1})");
    row("ready is no object", R"({"ready": true})");
    row("retries are too many", R"({"i": 1, "outcome": "done", "at": 1, "retries": 256})");
    row("a field of one part", R"({"i": 1, "outcome": "done", "at": 1, "headers": [["A"]]})");
    row("two fields in one", R"({"i": 1, "outcome": "done", "at": 1, "headers": [["A", "b\r\nC: d"]]})");
    row("a line as a name", R"({"i": 1, "outcome": "done", "at": 1, "headers": [["A: b\nC", "d"]]})");
    row("digest is none", R"({"i": 1, "outcome": "done", "at": 1, "digest": "xyz"})");
    row("clock is no number", R"({"ready": {"name": "a", "clock_ns": "noon"}})");
    row("clock is below zero", R"({"ready": {"name": "a", "clock_ns": -1}})");
    row("no index", R"({"i": "0", "outcome": "done", "at": 1})");
    row("index below zero", R"({"i": -1, "outcome": "done", "at": 1})");
    row("index with a fraction", R"({"i": 0.5, "outcome": "done", "at": 1})");
    row("unknown stage", R"({"i": 0, "stage": "sleep", "at": 1, "ns": 1})");
    row("stage without a time", R"({"i": 0, "stage": "wait", "ns": 1})");
    row("time below zero", R"({"i": 0, "stage": "wait", "at": -1, "ns": 1})");
    row("time beyond a record", R"({"i": 0, "stage": "wait", "at": 1, "ns": 1e18})");
    row("a lane of another stage than queued", R"({"i": 0, "stage": "wait", "at": 1, "ns": 1, "lane": 0})");
    row("no outcome", R"({"i": 0, "at": 1})");
    row("outcome without a time", R"({"i": 0, "outcome": "done"})");
    row("failed without a class", R"({"i": 0, "outcome": "failed", "at": 1})");
    row("failed as cancelled", R"({"i": 0, "outcome": "failed", "class": "cancelled", "at": 1})");
    row("unknown class", R"({"i": 0, "outcome": "failed", "class": "sad", "at": 1})");
    row("status too large", R"({"i": 0, "outcome": "done", "status": 70000, "at": 1})");
    row("bytes below zero", R"({"i": 0, "outcome": "done", "bytes": -1, "at": 1})");
    row("a connection that is no number", R"({"i":1,"outcome":"done","at":5,"connection":"a"})");
    row("finished without counts", R"({"finished": {}})");
    const auto finished = [&row](const char *name, const char *more) {
        row(name, QByteArray(R"({"finished": {"elapsed_ns": 1, "done": 1, "failed": 0, )" + QByteArray(more) + "}}"));
    };
    finished("a status of no request", R"("statuses": [70000])");
    finished("a sum below zero", R"("bytes": -1)");
    finished("half a digest", R"("digest": "ab")");
    finished("a time that is none", R"("done_at": ["a"])");
    finished("half of a distribution", R"("response_ns": {"mean": 1})");
    finished("a version of something else", R"("http": ["3.11"])");
    finished("a failure without a class", R"("first_failure": {"message": "oh"})");
}

void TestRunnerProtocol::knowsNonsense()
{
    QFETCH(const QByteArray, line);
    const RunnerLine read = runnerLine(line);
    QVERIFY(std::holds_alternative<RunnerNonsense>(read));
    QVERIFY(!std::get<RunnerNonsense>(read).why.isEmpty());
}

/// As Python's json and Go's encoding/json word them; what else is in a line does no harm.
void TestRunnerProtocol::readsWhatOthersWrite()
{
    const RunnerLine stage = runnerLine("{\"i\": 0, \"stage\": \"wait\", \"at\": 1000123, \"ns\": 100120000}\r\n");
    QCOMPARE(std::get<RunnerStage>(stage).length, 100'120'000);
    const RunnerLine done =
        runnerLine(R"({"at":104000000,"bytes":6804,"i":0,"outcome":"done","status":200,"more":[]})");
    QCOMPARE(std::get<RunnerOutcome>(done).bytes, 6804);
    const RunnerLine short_ = runnerLine(R"({"i":1,"outcome":"failed","class":"reset","at":5})");
    QCOMPARE(std::get<RunnerOutcome>(short_).fault.error, ErrorClass::Reset);
}

void TestRunnerProtocol::wordsFacts()
{
    RunnerTask task;
    task.share.first = 100;
    RunnerReport report(task, 1'000);

    FactBatch batch;
    batch.facts = {factOf(3, Fact::Kind::Ended, Stage::Queued, 10), factOf(3, Fact::Kind::Began, Stage::Wait, 20)};
    QByteArray lines = report.lines(batch);
    const auto queued = std::get<RunnerStage>(runnerLine(lines));
    QCOMPARE(queued.request, 103U);
    QCOMPARE(queued.begin, 1'000);
    QCOMPARE(queued.length, 10);

    Fact replied = factOf(3, Fact::Kind::Replied, Stage::Wait, 50);
    replied.status = 503;
    replied.value = 6;
    Fact failed = factOf(3, Fact::Kind::Finished, Stage::Wait, 70);
    failed.outcome = Outcome::Failed;
    failed.error = ErrorClass::Status;
    failed.value = 12;
    Fact waited = factOf(3, Fact::Kind::Ended, Stage::Wait, 60);
    waited.begin = 20;
    waited.outcome = Outcome::Failed;
    batch.facts = {waited, replied, failed};
    batch.notes = {{3, Note::Kind::Failure, {}, toldFault(ErrorClass::Status, QStringLiteral("it said 503"))},
                   {3, Note::Kind::ResponseHeaders, QStringLiteral("server: a: b\nage: \"1\"")}};
    const QList<QByteArray> both = report.lines(batch).split('\n');
    QCOMPARE(both.size(), 3); // the last ends in a line feed
    const auto wait = std::get<RunnerStage>(runnerLine(both[0]));
    QCOMPARE(wait.begin, 1'020);
    QCOMPARE(wait.length, 40);
    QVERIFY(wait.isBrokenOff);
    QVERIFY(!queued.isBrokenOff);
    const auto outcome = std::get<RunnerOutcome>(runnerLine(both[1]));
    QCOMPARE(outcome.status, quint16(503));
    QCOMPARE(outcome.bytes, 12);
    QCOMPARE(outcome.connection, std::optional<quint32>(6));
    QCOMPARE(outcome.headers, (QList<std::pair<QByteArray, QByteArray>>{{"server", "a: b"}, {"age", "\"1\""}}));
    QCOMPARE(outcome.at, 1'070);
    QCOMPARE(faultText(outcome.fault), QStringLiteral("it said 503"));
    QCOMPARE(std::get<RunnerFinished>(runnerLine(report.finishedLine(70, false, {}))).totals.failed, 1U);
}

void TestRunnerProtocol::sumsUpForASummary()
{
    RunnerTask task;
    task.isSummary = true;
    RunnerReport report(task, 1'000);
    FactBatch batch;
    for (quint32 i = 0; i < 3; ++i)
        batch.facts.push_back(factOf(i, Fact::Kind::Ended, Stage::Queued, 1));
    for (quint32 i = 0; i < 3; ++i) {
        batch.facts.push_back(factOf(i, Fact::Kind::Ended, Stage::Dns, 2));
        Fact replied = factOf(i, Fact::Kind::Replied, Stage::Wait, 3);
        replied.status = static_cast<quint16>(200 + i);
        replied.http = HttpVersion::Http11;
        replied.reuse = i == 2 ? Fact::Reuse::Reused : Fact::Reuse::Fresh;
        batch.facts.push_back(replied);
        batch.facts.push_back(factOf(i, Fact::Kind::Ended, Stage::Receive, 11 + 10 * qint64(i)));
        Fact end = factOf(i, Fact::Kind::Finished, Stage::Queued, 20 + 10 * qint64(i));
        end.outcome = i == 0 ? Outcome::Failed : Outcome::Done;
        end.error = i == 0 ? ErrorClass::Reset : ErrorClass::None;
        end.value = 100;
        batch.facts.push_back(end);
    }
    batch.notes = {{0, Note::Kind::Failure, {}, toldFault(ErrorClass::Reset, QStringLiteral("it broke"))},
                   {1, Note::Kind::ResponseHeaders, QStringLiteral("age: 1\nContent-Encoding: GZip")}};
    QCOMPARE(report.lines(batch), QByteArray());
    const auto finished = std::get<RunnerFinished>(runnerLine(report.finishedLine(50, true, 0.25)));
    QCOMPARE(finished.at, std::optional<qint64>(1'050));
    QVERIFY(finished.isDisturbed);
    QCOMPARE(finished.cpuShare.value(), 0.25);
    const RunTotals &totals = finished.totals;
    QCOMPARE(totals.done, 2U);
    QCOMPARE(totals.failed, 1U);
    QCOMPARE(faultText(totals.firstFault), QStringLiteral("it broke"));
    QCOMPARE(totals.mostInFlight, 3U);
    QCOMPARE(totals.doneNs, (std::vector<qint64>{1'030, 1'040}));
    QCOMPARE(totals.statuses, (std::set<quint16>{201, 202}));
    QCOMPARE(totals.bytes, std::optional<qint64>(200));
    QCOMPARE(totals.exchange.http, std::set<HttpVersion>{HttpVersion::Http11});
    QCOMPARE(totals.exchange.codings, std::set<QByteArray>{"gzip"});
    QCOMPARE(totals.exchange.reused, std::optional<quint64>(1));
    QCOMPARE(totals.exchange.lookups, std::optional<quint64>(2));
    QCOMPARE(totals.exchange.handshakes, std::optional<quint64>(0));
    QCOMPARE(totals.response->meanNs, 25); // 21 - 1 and 31 - 1
}

void TestRunnerProtocol::totalsComeBackWhole()
{
    RunnerFinished told;
    told.elapsedNs = 9;
    told.at = 11;
    RunTotals &totals = told.totals;
    totals.done = 3;
    totals.failed = 1;
    totals.firstFault = toldFault(ErrorClass::Tls, QStringLiteral("no certificate"));
    totals.mostInFlight = 2;
    totals.doneNs = {5, 7, 10};
    totals.statuses = {200, 204};
    totals.bytes = 12;
    totals.digest = QByteArray(64, 'a');
    totals.exchange.replies = 3;
    totals.exchange.http = {HttpVersion::Http11, HttpVersion::Http2};
    totals.exchange.codings = {"gzip", "identity"};
    totals.exchange.reused = 1;
    totals.exchange.lookups = 2;
    totals.exchange.handshakes = 0;
    totals.response = ResponseTimes{4, 3, 9};
    const auto read = std::get<RunnerFinished>(runnerLine(lineOf(told)));
    QCOMPARE(read.at, told.at);
    QVERIFY(read.totals.firstFault == totals.firstFault);
    QCOMPARE(read.totals.mostInFlight, 2U);
    QCOMPARE(read.totals.doneNs, totals.doneNs);
    QCOMPARE(read.totals.statuses, totals.statuses);
    QCOMPARE(read.totals.bytes, totals.bytes);
    QCOMPARE(read.totals.digest, totals.digest);
    QVERIFY(read.totals.exchange == totals.exchange);
    QVERIFY(read.totals.response == totals.response);
}

void TestRunnerProtocol::sharesAreTotalledTogether()
{
    RunTotals one;
    one.done = 3;
    one.doneNs = {10, 30, 50};
    one.mostInFlight = 2;
    one.bytes = 30;
    one.response = ResponseTimes{100, 90, 200};
    one.exchange.replies = 3;
    one.exchange.reused = 2;
    one.exchange.http = {HttpVersion::Http11};
    RunTotals other = one;
    other.done = 1;
    other.failed = 1;
    other.doneNs = {20};
    other.digest = "ab";
    other.response = ResponseTimes{200, 90, 200};
    other.exchange.replies = 1;
    other.exchange.reused.reset(); // which is not told of all then
    other.firstFault = toldFault(ErrorClass::Dns, QStringLiteral("no name"));
    one += other;
    QCOMPARE(one.done, 4U);
    QCOMPARE(one.failed, 1U);
    QCOMPARE(one.doneNs, (std::vector<qint64>{10, 20, 30, 50}));
    QCOMPARE(one.mostInFlight, 4U);
    QCOMPARE(one.bytes, std::optional<qint64>(60));
    QCOMPARE(one.response->meanNs, 125);
    QCOMPARE(one.digest, QByteArray("ab"));
    QCOMPARE(one.exchange.replies, 4U);
    QVERIFY(!one.exchange.reused);
    QCOMPARE(one.exchange.http, std::set<HttpVersion>{HttpVersion::Http11});
    QCOMPARE(faultText(one.firstFault), QStringLiteral("no name"));
}

void TestRunnerProtocol::secretsAreTakenOut()
{
    const SecretFilter filter(unusualPlan());
    for (const char *text :
         {"https://me:hunter2@example.org:8443/", "Max retries exceeded with url: /a%20b?token=s3cret&x=1",
          "Authorization: Bearer abc.def", "abc.def", "Basic bWU6aHVudGVyMg==", "http://proxy:word@10.0.0.1:3128"}) {
        const QString filtered = filter.filtered(QString::fromLatin1(text));
        QVERIFY2(filtered.contains(QLatin1String("[redacted]")), text);
        for (const char *secret : {"hunter2", "s3cret", "abc.def", "bWU6", "word"})
            QVERIFY2(!filtered.contains(QLatin1String(secret)), text);
    }
    QCOMPARE(filter.filtered(QStringLiteral("nothing to hide, x=1")), QStringLiteral("nothing to hide, x=1"));
}

void TestRunnerProtocol::secretsAreTakenOutOfJson()
{
    RunPlan plan;
    plan.headers = {{"Authorization", "Bearer a\"b\\\xc3\xa9"}};
    const SecretFilter filter(plan);
    for (const char *text :
         {R"({"sent": "Bearer a\"b\\\u00e9"})", R"({"sent": "a\"b\\é"})", R"({"sent": "a\u0022b\u005C\u00E9"})"}) {
        const QString filtered = filter.filtered(QString::fromUtf8(text));
        QVERIFY2(filtered.contains(QLatin1String("\"[redacted]\"")), qPrintable(filtered));
    }
}

void TestRunnerProtocol::whatIsShownIsShortAndPrintable()
{
    const SecretFilter filter(unusualPlan());
    QCOMPARE(filter.shown(QStringLiteral(" a\x1b[2Jb\n")), QStringLiteral("a\ufffd[2Jb"));
    const QString shown = filter.shown(QString(195, u'x') + QLatin1String("hunter2") + QString(1000, u'y'));
    QCOMPARE(shown.size(), 200);
    QVERIFY(!shown.contains(QLatin1String("hunt"))); // filtered first, then cut
}

QTEST_APPLESS_MAIN(TestRunnerProtocol)
#include "tst_runnerprotocol.moc"
