// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/faultwording.h"
#include "engine/http/replyfault.h"
#include "engine/pipeline/requestjob.h"

#include "engine/pipeline/deadlines.h"

#include "fakes.h"
#include "support/germannumbers.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

/// One job over a transport, a store and a clock that the test holds in its hand.
struct Bench {
    explicit Bench(const std::function<void(RunPlan &)> &change = {})
    {
        plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
        if (change)
            change(plan);
        pool.network.clock = &clock;
        QString problem;
        factory = std::make_unique<RequestFactory>(plan, &problem);
        JobContext context;
        context.factory = factory.get();
        context.store = &store;
        context.sink = &log;
        context.clock = &clock;
        context.deadlines = &deadlines;
        job = std::make_unique<RequestJob>(context, 1, &pool.network);
        QObject::connect(job.get(), &RequestJob::replied, job.get(), &RequestJob::wrap);
        QObject::connect(job.get(), &RequestJob::wrapped, job.get(), &RequestJob::save);
        QObject::connect(job.get(), &RequestJob::saved, job.get(), &RequestJob::remove);
        ended = std::make_unique<QSignalSpy>(job.get(), &RequestJob::finished);
    }
    FakeReply *reply() const { return pool.network.replies.last(); }
    /// The last note's, of either kind.
    QString message() const
    {
        return log.notes.empty() ? QString() : log.notes.back().text + faultText(log.notes.back().fault);
    }
    QByteArray sentHeader(const char *name) const { return reply()->request().rawHeader(name); }

    RunPlan plan;
    FakePool pool;
    FakeStore store;
    EventLog log;
    FakeClock clock;
    Deadlines deadlines;
    std::unique_ptr<RequestFactory> factory;
    std::unique_ptr<RequestJob> job;
    std::unique_ptr<QSignalSpy> ended;
};

class TestRequestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsItsStoryInOrder();
    void reusedConnectionHasNoConnect();
    void stepsLeftOut();
    void timesComeFromTheClock();
    void cancelInEachStage_data();
    void cancelInEachStage();
    void destroyedInFlightAborts();
    void deadlines();
    void faultsAreEnglishWhateverTheWindowsLanguage();
    void bodyTooLarge();
    void statusDecides();
    void faultsAreTold();
    void badHeadersAreNoSuccess_data();
    void badHeadersAreNoSuccess();
    void connectDeadlineIsForConnecting();
    void onlyWhatWasSentMayHaveHadAnEffect();
    void untoldSendingIsWait();
    void headersWithoutMeaning_data();
    void headersWithoutMeaning();
    void saveAndDeleteCanFail();
    void followsRedirects();
    void redirectLoopEnds();
    void redirectZeroIsTheAnswer();
    void secretsStayWithTheirOrigin();
    void retriesAreCounted();
    void requestIsWhatThePlanSays();
    void longHeadersAreCutWithoutSecrets_data();
    void longHeadersAreCutWithoutSecrets();
    void headersAreThoseOfEachReply();
    void repeatedHeadersAreOneList();
    void credentialsOfTheUrlAreSent();
    void uploadIsSendNotWait();
};

void TestRequestJob::tellsItsStoryInOrder()
{
    Bench bench;
    bench.job->start(3);
    bench.reply()->connecting();
    bench.reply()->sent();
    bench.reply()->headers(200, {{"Content-Type", "text/plain"}, {"Set-Cookie", "hunter2"}});
    bench.reply()->body("hello");
    bench.reply()->end();
    QCOMPARE(bench.log.linesOf(3), linesFrom("ended queued, began send, began connect, ended connect, began wait, "
                                             "ended wait, replied 200, began receive, ended receive, began wrap, ended "
                                             "wrap, began save, ended save, began delete, ended delete, done"));
    QCOMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.store.saves, 1U);
    QVERIFY(bench.store.files.isEmpty());
    QCOMPARE(bench.message(), QStringLiteral("content-type: text/plain\nset-cookie: [redacted]"));
}

void TestRequestJob::reusedConnectionHasNoConnect()
{
    Bench bench;
    bench.job->start(3);
    bench.reply()->succeed();
    QVERIFY(bench.log.linesOf(3).contains(QStringLiteral("ended send")));
    QVERIFY(!bench.log.linesOf(3).contains(QStringLiteral("began connect")));
    const auto replied = std::find_if(bench.log.facts.begin(), bench.log.facts.end(),
                                      [](const Fact &fact) { return fact.kind == Fact::Kind::Replied; });
    QCOMPARE(replied->reuse, Fact::Reuse::Reused);
}

void TestRequestJob::stepsLeftOut()
{
    Bench fetchOnly([](RunPlan &plan) { plan.steps = {false, false, false}; });
    fetchOnly.job->start(3);
    fetchOnly.reply()->succeed();
    QCOMPARE(fetchOnly.log.linesOf(3).last(), QStringLiteral("done"));
    QVERIFY(!fetchOnly.log.linesOf(3).contains(QStringLiteral("began wrap")));

    Bench keep([](RunPlan &plan) { plan.steps.remove = false; });
    keep.job->start(3);
    keep.reply()->succeed();
    QCOMPARE(keep.log.linesOf(3).mid(keep.log.linesOf(3).size() - 2), linesFrom("ended save, done"));
    QCOMPARE(keep.store.files, QSet<quint32>{3});
}

void TestRequestJob::timesComeFromTheClock()
{
    Bench bench;
    bench.clock.now = 10;
    bench.job->start(3);
    bench.clock.now = 30;
    bench.reply()->sent();
    bench.clock.now = 130;
    bench.reply()->headers(204);
    QMap<Stage, qint64> ends;
    for (const Fact &fact : bench.log.facts) {
        if (fact.kind == Fact::Kind::Ended)
            ends.insert(fact.stage, fact.at);
    }
    QCOMPARE(ends, (QMap<Stage, qint64>{{Stage::Queued, 10}, {Stage::Send, 30}, {Stage::Wait, 130}}));
}

void TestRequestJob::cancelInEachStage_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"send", "connect", "wait", "receive", "replied", "wrapped", "saved", "deleted"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void TestRequestJob::cancelInEachStage()
{
    QFETCH(QString, where);
    Bench bench;
    RequestJob *job = bench.job.get();
    const auto reached = [&where](const char *place) { return where == QLatin1String(place); };
    // Cancelled from within the announcement of the step, before the step after it sees it.
    QObject canceller;
    disconnect(job, nullptr, job, nullptr);
    const auto cancelAfter = [&](const char *place, auto signal) {
        if (reached(place))
            connect(job, signal, &canceller, [job] { job->cancel(); });
    };
    cancelAfter("replied", &RequestJob::replied);
    cancelAfter("wrapped", &RequestJob::wrapped);
    cancelAfter("saved", &RequestJob::saved);
    cancelAfter("deleted", &RequestJob::deleted);
    connect(job, &RequestJob::replied, job, &RequestJob::wrap);
    connect(job, &RequestJob::wrapped, job, &RequestJob::save);
    connect(job, &RequestJob::saved, job, &RequestJob::remove);

    const auto story = [&] {
        job->start(3);
        if (reached("send"))
            return job->cancel();
        bench.reply()->connecting();
        if (reached("connect"))
            return job->cancel();
        bench.reply()->sent();
        if (reached("wait"))
            return job->cancel();
        bench.reply()->headers(200);
        bench.reply()->body("he");
        if (reached("receive"))
            return job->cancel();
        bench.reply()->end();
    };
    story();
    job->cancel(); // twice is safe
    QCOMPARE(bench.ended->size(), 1);
    QCOMPARE(bench.ended->first().first().value<Outcome>(), Outcome::Cancelled);
    QCOMPARE(bench.log.outcomesOf(3), 1);
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("cancelled"));
    QVERIFY(bench.store.files.isEmpty());
    if (reached("send") || reached("connect") || reached("wait") || reached("receive"))
        QVERIFY(bench.reply()->isAborted);
}

void TestRequestJob::destroyedInFlightAborts()
{
    Bench bench;
    bench.job->start(3);
    QSignalSpy finished(bench.job.get(), &RequestJob::finished);
    bench.job.reset();
    QCOMPARE(finished.size(), 0);
    QVERIFY(bench.reply()->isAborted);
    bench.reply()->end(); // late news goes nowhere
}

void TestRequestJob::deadlines()
{
    Bench absolute([](RunPlan &plan) { plan.timeout = 20ms; });
    absolute.job->start(3);
    absolute.reply()->sent();
    absolute.reply()->headers(200); // a slow drip does not help
    QTRY_COMPARE(absolute.ended->size(), 1);
    QCOMPARE(absolute.log.linesOf(3).last(), QStringLiteral("failed timeout"));
    QVERIFY(absolute.message().contains(QLatin1String("--timeout")));

    Bench connecting([](RunPlan &plan) { plan.connectTimeout = 20ms; });
    connecting.job->start(3);
    connecting.reply()->connecting();
    QTRY_COMPARE(connecting.ended->size(), 1);
    QCOMPARE(connecting.log.linesOf(3).last(), QStringLiteral("failed timeout"));
    QVERIFY(connecting.message().contains(QLatin1String("--connect-timeout")));
    QCOMPARE(connecting.pool.network.aborts, 1);
}

/// They become part of the record.
void TestRequestJob::faultsAreEnglishWhateverTheWindowsLanguage()
{
    const test::GermanNumbers german;
    Bench late([](RunPlan &plan) { plan.timeout = 20ms; });
    late.job->start(3);
    QTRY_COMPARE(late.ended->size(), 1);
    QVERIFY2(late.message().contains(QLatin1String("20.0 ms")), qPrintable(late.message()));

    Bench unconnected([](RunPlan &plan) { plan.connectTimeout = 20ms; });
    unconnected.job->start(3);
    unconnected.reply()->connecting();
    QTRY_COMPARE(unconnected.ended->size(), 1);
    QVERIFY2(unconnected.message().contains(QLatin1String("20.0 ms")), qPrintable(unconnected.message()));

    Bench large([](RunPlan &plan) { plan.maxBody = 1234; });
    large.job->start(3);
    large.reply()->sent();
    large.reply()->headers(200);
    large.reply()->body(QByteArray(1235, 'x'));
    QVERIFY2(large.message().contains(QLatin1String("1,234 bytes")), qPrintable(large.message()));
}

void TestRequestJob::bodyTooLarge()
{
    Bench bench([](RunPlan &plan) { plan.maxBody = 4; });
    bench.job->start(3);
    bench.reply()->sent();
    bench.reply()->headers(200);
    bench.reply()->body("1234");
    QCOMPARE(bench.ended->size(), 0);
    bench.reply()->body("5");
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("failed body-too-large"));
    QVERIFY(bench.reply()->isAborted);
}

void TestRequestJob::statusDecides()
{
    Bench refused;
    refused.job->start(3);
    refused.reply()->sent();
    refused.reply()->headers(404);
    refused.reply()->end();
    QCOMPARE(refused.log.linesOf(3).last(), QStringLiteral("failed status"));

    Bench accepted([](RunPlan &plan) { plan.acceptStatus = {{404, 404}}; });
    accepted.job->start(3);
    accepted.reply()->sent();
    accepted.reply()->headers(404);
    accepted.reply()->end();
    QCOMPARE(accepted.log.linesOf(3).last(), QStringLiteral("done"));
}

void TestRequestJob::faultsAreTold()
{
    Bench refused;
    refused.job->start(3);
    refused.reply()->connecting();
    refused.reply()->endWith({FaultKind::Refused, {targetOf(QUrl(QStringLiteral("http://127.0.0.1/")))}});
    QCOMPARE(refused.log.linesOf(3).last(), QStringLiteral("failed connect"));
    QVERIFY2(refused.message().startsWith(QLatin1String("127.0.0.1:80 refused")), qPrintable(refused.message()));

    Bench secret;
    secret.job->start(3);
    secret.reply()->connecting();
    secret.reply()->endWith({FaultKind::NoConnection, {QStringLiteral("h:1"), QStringLiteral("http://me:hunter2@h/")}});
    QCOMPARE(secret.log.notes.back().fault.kind, FaultKind::NoConnection);
    QVERIFY2(!secret.message().contains(QLatin1String("hunter2")), qPrintable(secret.message()));

    Bench cutOff;
    cutOff.job->start(3);
    cutOff.reply()->sent();
    cutOff.reply()->headers(200);
    cutOff.reply()->endWith(FaultKind::Truncated);
    QCOMPARE(cutOff.log.linesOf(3).last(), QStringLiteral("failed truncated"));

    Bench empty; // a carrier that has nothing to say
    empty.job->start(3);
    empty.reply()->sent();
    empty.reply()->end();
    QCOMPARE(empty.log.linesOf(3).last(), QStringLiteral("failed protocol"));
}

void TestRequestJob::badHeadersAreNoSuccess_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("length");
    QTest::newRow("unasked 101") << 101 << QByteArray();
    QTest::newRow("status 1000") << 1000 << QByteArray();
    QTest::newRow("negative length") << 200 << QByteArray("-5");
    QTest::newRow("two lengths") << 200 << QByteArray("5, 6");
    QTest::newRow("no number") << 200 << QByteArray("many");
}

void TestRequestJob::badHeadersAreNoSuccess()
{
    QFETCH(int, status);
    QFETCH(QByteArray, length);
    Bench bench;
    bench.job->start(3);
    bench.reply()->sent();
    bench.reply()->headers(status, length.isEmpty() ? QList<QNetworkReply::RawHeaderPair>()
                                                    : QList<QNetworkReply::RawHeaderPair>{{"Content-Length", length}});
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("failed protocol"));
    QVERIFY(bench.reply()->isAborted);
}

void TestRequestJob::connectDeadlineIsForConnecting()
{
    const auto soon = [](RunPlan &plan) { plan.connectTimeout = 20ms; };
    Bench stalled(soon);
    stalled.job->start(3);
    QTRY_COMPARE(stalled.log.linesOf(3).last(), QStringLiteral("failed timeout"));

    Bench ready(soon);
    ready.job->start(3);
    ready.reply()->connecting();
    ready.reply()->connected();
    QVERIFY(ready.job->nextDeadline().remainingTime() > 1'000);
    ready.reply()->succeed();
    QCOMPARE(ready.log.linesOf(3).last(), QStringLiteral("done"));
}

void TestRequestJob::onlyWhatWasSentMayHaveHadAnEffect()
{
    const auto messageAfter = [](const QByteArray &method, bool isConnected) {
        Bench bench([&method](RunPlan &plan) {
            plan.method = method;
            plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
        });
        bench.job->start(3);
        bench.reply()->connecting();
        if (isConnected)
            bench.reply()->connected();
        bench.reply()->endWith(FaultKind::ResetBeforeReply);
        return bench.log.linesOf(3).last() == QLatin1String("failed reset") ? bench.message() : QString();
    };
    const auto isMentioned = [](const QString &message) { return message.contains(QLatin1String("not sent again")); };
    QVERIFY(isMentioned(messageAfter("POST", true)));
    QVERIFY(messageAfter("POST", true).endsWith(QLatin1String("--http 2.")));
    QVERIFY(!messageAfter("POST", false).isEmpty());
    QVERIFY(!isMentioned(messageAfter("POST", false)));
    QVERIFY(!messageAfter("GET", true).isEmpty());
    QVERIFY(!isMentioned(messageAfter("GET", true)));
}

/// A carrier that can't tell when a request is written says that it was when it was handed over.
void TestRequestJob::untoldSendingIsWait()
{
    Bench untold;
    untold.pool.network.onRequest = [](FakeReply *reply) { reply->sendingIsUntold(); };
    untold.job->start(3);
    untold.reply()->headers(204);
    untold.reply()->end();
    QCOMPARE(untold.log.linesOf(3).mid(0, 3), linesFrom("ended queued, began wait, ended wait"));
}

void TestRequestJob::headersWithoutMeaning_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("identity") << QByteArray("GET") << 200 << QByteArray("5") << QByteArray("Identity");
    for (const char *method : {"HEAD", "GET"}) {
        for (const int status : {200, 204, 304}) {
            if (qstrcmp(method, "GET") == 0 && status == 200)
                continue;
            QTest::addRow("%s %d, length", method, status)
                << QByteArray(method) << status << QByteArray("5, 6") << QByteArray();
            QTest::addRow("%s %d, coding", method, status)
                << QByteArray(method) << status << QByteArray() << QByteArray("gzip");
        }
    }
}

/// What the fields of a body's length say does not matter where no body follows.
void TestRequestJob::headersWithoutMeaning()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, length);
    QFETCH(QByteArray, coding);
    Bench bench([&](RunPlan &plan) {
        plan.method = method;
        plan.acceptStatus = {{200, 399}};
    });
    bench.job->start(3);
    bench.reply()->sent();
    QList<QNetworkReply::RawHeaderPair> fields;
    if (!length.isEmpty())
        fields.append({"Content-Length", length});
    if (!coding.isEmpty())
        fields.append({"Transfer-Encoding", coding});
    bench.reply()->headers(status, fields);
    if (method == "GET" && status == 200)
        bench.reply()->body("hello");
    bench.reply()->end();
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("done"));
}

void TestRequestJob::saveAndDeleteCanFail()
{
    Bench save;
    save.store.saveFault = {FaultKind::FileNotMade, {QStringLiteral("0003.html"), QStringLiteral("disk full")}};
    save.job->start(3);
    save.reply()->succeed();
    QCOMPARE(save.log.linesOf(3).last(), QStringLiteral("failed save"));
    QCOMPARE(save.message(), QStringLiteral("0003.html could not be made: disk full."));

    Bench remove;
    remove.store.removeFault = {FaultKind::FileNotDeleted, {QStringLiteral("0003.html"), QStringLiteral("gone")}};
    remove.job->start(3);
    remove.reply()->succeed();
    QCOMPARE(remove.log.linesOf(3).last(), QStringLiteral("failed delete"));
}

void TestRequestJob::followsRedirects()
{
    Bench bench([](RunPlan &plan) {
        plan.method = "POST";
        plan.body = "x";
    });
    bench.job->start(3);
    bench.reply()->sent();
    bench.reply()->headers(303, {{"Location", "/next"}});
    bench.reply()->end();
    QCOMPARE(bench.pool.network.replies.size(), 2);
    QCOMPARE(bench.reply()->url(), QUrl(QStringLiteral("http://127.0.0.1/next")));
    QCOMPARE(bench.pool.network.operations,
             QList<QNetworkAccessManager::Operation>(
                 {QNetworkAccessManager::CustomOperation, QNetworkAccessManager::GetOperation}));
    bench.reply()->sent();
    bench.reply()->headers(200);
    bench.reply()->body("hello");
    bench.reply()->end();
    const QStringList lines = bench.log.linesOf(3);
    QCOMPARE(lines.last(), QStringLiteral("done"));
    QCOMPARE(lines.count(QStringLiteral("began wait")), 1); // one wait over all hops
    QCOMPARE(lines.count(QStringLiteral("replied 200")), 1);
}

void TestRequestJob::redirectLoopEnds()
{
    Bench bench([](RunPlan &plan) { plan.redirects = 2; });
    bench.job->start(3);
    for (int hop = 0; hop < 3; ++hop) {
        bench.reply()->sent();
        bench.reply()->headers(302, {{"Location", "/again"}});
        bench.reply()->end();
    }
    QCOMPARE(bench.pool.network.replies.size(), 3);
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("failed redirect"));
}

void TestRequestJob::redirectZeroIsTheAnswer()
{
    Bench bench([](RunPlan &plan) { plan.redirects = 0; });
    bench.job->start(3);
    bench.reply()->sent();
    bench.reply()->headers(302, {{"Location", "/again"}});
    bench.reply()->end();
    QCOMPARE(bench.pool.network.replies.size(), 1);
    QCOMPARE(bench.log.linesOf(3).last(), QStringLiteral("done"));
    QVERIFY(bench.log.linesOf(3).contains(QStringLiteral("replied 302")));
}

void TestRequestJob::secretsStayWithTheirOrigin()
{
    Bench bench([](RunPlan &plan) {
        plan.headers = {{"Authorization", "a"}, {"Cookie", "b"}, {"X-Api-Key", "c"}, {"Accept", "d"}};
    });
    bench.job->start(3);
    QCOMPARE(bench.sentHeader("Authorization"), QByteArray("a"));
    const auto redirectTo = [&bench](const char *where) {
        bench.reply()->sent();
        bench.reply()->headers(302, {{"Location", where}});
        bench.reply()->end();
    };
    redirectTo("/same");
    QCOMPARE(bench.sentHeader("Authorization"), QByteArray("a"));
    redirectTo("http://127.0.0.1:81/other-port");
    for (const char *name : {"Authorization", "Cookie", "X-Api-Key"})
        QVERIFY2(!bench.reply()->request().hasRawHeader(name), name);
    QCOMPARE(bench.sentHeader("Accept"), QByteArray("d"));
    redirectTo("http://127.0.0.1/back");
    QVERIFY(!bench.reply()->request().hasRawHeader("Authorization")); // gone is gone
}

void TestRequestJob::retriesAreCounted()
{
    Bench bench;
    bench.job->start(3);
    bench.reply()->sentAgain();
    bench.reply()->succeed();
    const Fact &last = bench.log.facts.back();
    QCOMPARE(last.kind, Fact::Kind::Finished);
    QCOMPARE(last.outcome, Outcome::Done);
    QCOMPARE(int(last.retries), 1);
}

void TestRequestJob::requestIsWhatThePlanSays()
{
    Bench bench([](RunPlan &plan) {
        plan.url = QUrl(QStringLiteral("http://example.com:8080/x"));
        plan.freshConnections = true;
    });
    bench.job->start(3);
    const QNetworkRequest request = bench.reply()->request();
    QCOMPARE(request.url(), QUrl(QStringLiteral("http://example.com:8080/x")));
    QCOMPARE(request.attribute(TracedReply::exactUrl).toByteArray(), QByteArray("http://example.com:8080/x"));
    QCOMPARE(request.attribute(TracedReply::onceOnly).toBool(), false);
    QCOMPARE(request.rawHeader("Connection"), QByteArray("close"));
    QVERIFY(request.rawHeader("User-Agent").startsWith("Fiftyfold/"));
    QVERIFY(!request.hasRawHeader("Cache-Control"));
}

void TestRequestJob::longHeadersAreCutWithoutSecrets_data()
{
    QTest::addColumn<QList<QNetworkReply::RawHeaderPair>>("fields");
    // The cut, 8 Ki characters from the beginning, is at each place in the secret, and before and behind it.
    for (const qsizetype before : {8160, 8175, 8180, 8186, 12270, 12275, 12280}) {
        const QByteArray filling(before, 'x');
        QTest::addRow("echo at %d", int(before))
            << QList<QNetworkReply::RawHeaderPair>{{"X-A", filling + " hunter2hunter2"}};
        QTest::addRow("echo at %d, more behind", int(before))
            << QList<QNetworkReply::RawHeaderPair>{{"X-A", filling + " hunter2hunter2 " + filling}};
        QTest::addRow("in the next line at %d", int(before))
            << QList<QNetworkReply::RawHeaderPair>{{"X-A", filling.left(before - 8)}, {"X-B", "hunter2hunter2"}};
        QTest::addRow("a user of its own at %d", int(before))
            << QList<QNetworkReply::RawHeaderPair>{{"X-A", filling + " http://me:hunter2hunter2@host/"}};
    }
}

void TestRequestJob::longHeadersAreCutWithoutSecrets()
{
    QFETCH(const QList<QNetworkReply::RawHeaderPair>, fields);
    Bench bench([](RunPlan &plan) { plan.headers = {{"X-Api-Key", "hunter2hunter2"}}; });
    bench.job->start(3);
    bench.reply()->sent();
    bench.reply()->headers(200, fields);
    const QString kept = bench.message();
    QVERIFY(kept.startsWith(QLatin1String("x-a: xxx")));
    QVERIFY(kept.size() <= 8 * 1024);
    QVERIFY2(!kept.contains(QLatin1String("hun")), qPrintable(kept.right(80)));
}

/// Those of the last reply are remembered.
void TestRequestJob::headersAreThoseOfEachReply()
{
    Bench bench;
    for (const char *value : {"1", "1", "2"}) {
        bench.job->start(3);
        bench.reply()->sent();
        bench.reply()->headers(200, {{"X-A", value}});
        QCOMPARE(bench.message(), QLatin1String("x-a: ") + QLatin1String(value));
        bench.reply()->end();
        bench.log.notes.clear();
    }
}

void TestRequestJob::repeatedHeadersAreOneList()
{
    Bench bench([](RunPlan &plan) {
        plan.headers = {{"X-A", "1"},      {"Cookie", "a=1"},          {"x-a", "2"},
                        {"Cookie", "b=2"}, {"Content-Type", "text/x"}, {"User-Agent", "me"}};
    });
    bench.job->start(3);
    QCOMPARE(bench.sentHeader("X-A"), QByteArray("1, 2"));
    QCOMPARE(bench.sentHeader("Cookie"), QByteArray("a=1; b=2"));
    QCOMPARE(bench.sentHeader("Content-Type"), QByteArray("text/x"));
    QCOMPARE(bench.sentHeader("User-Agent"), QByteArray("me"));
}

void TestRequestJob::credentialsOfTheUrlAreSent()
{
    Bench bench([](RunPlan &plan) {
        plan.url = QUrl(QStringLiteral("http://me:p%40ss@127.0.0.1/"));
        plan.headers = {{"Host", "virtual"}};
    });
    bench.job->start(3);
    QCOMPARE(bench.sentHeader("Authorization"), "Basic " + QByteArray("me:p@ss").toBase64());
    const auto lines = bench.reply()->request().attribute(TracedReply::fieldLines).value<QList<HeaderField>>();
    QCOMPARE(lines.value(0).name, QByteArray("Authorization"));     // as curl
    QCOMPARE(bench.reply()->request().url().userInfo(), QString()); // Qt's errors would show it
    const auto redirectTo = [&bench](const char *where) {
        bench.reply()->sent();
        bench.reply()->headers(302, {{"Location", where}});
        bench.reply()->end();
    };
    redirectTo("http://127.0.0.1/absolute");
    QVERIFY(bench.reply()->request().hasRawHeader("Authorization"));
    QCOMPARE(bench.sentHeader("Host"), QByteArray("virtual"));
    redirectTo("http://127.0.0.1:81/");
    QVERIFY(!bench.reply()->request().hasRawHeader("Authorization"));
    QVERIFY(!bench.reply()->request().hasRawHeader("Host"));
}

void TestRequestJob::uploadIsSendNotWait()
{
    Bench bench([](RunPlan &plan) {
        plan.method = "POST";
        plan.body = "12345678";
    });
    bench.job->start(3);
    bench.reply()->connecting();
    bench.reply()->connected();
    bench.reply()->sent();
    bench.reply()->headers(200);
    bench.reply()->end();
    QCOMPARE(
        bench.log.linesOf(3).mid(0, 8),
        linesFrom(
            "ended queued, began send, began connect, ended connect, began send, ended send, began wait, ended wait"));
}

QTEST_GUILESS_MAIN(TestRequestJob)
#include "tst_requestjob.moc"
