// SPDX-License-Identifier: GPL-3.0-or-later
// The stages of the curl transport are true: when the origin, the kernel or the resolver stands still for a while, the
// stage that should grow grows by that time, and no other does. Whoever stands still measures for how long; each
// stage is compared with that, and medians are taken, so that a busy machine does little. Where it does too much, a
// measurement is taken several times.
#include "connectcontrol.h"
#include "enginerun.h"
#include "slowlookup.h"
#include "support/scriptedorigin.h"
#include "support/stagedorigin.h"

#include <QHostInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds delay = 25ms;
constexpr double toleranceMs = 3;
constexpr double nsPerMs = 1e6;
constexpr int tries = 8;
constexpr quint32 inTurn = 4 * 9;    ///< Nine of them quick, nine slow; see StagedOrigin.
constexpr int quickRuns = 5;         ///< Each like the one that finds the queue full.
constexpr auto kernelRetry = 5000ms; ///< A deadline: it tries again after one second, three, seven, …

/// Some requests of a kind.
struct Sample {
    std::array<std::vector<double>, stageCount> stagesMs; ///< Without those that did not happen.
    std::vector<double> stoodStillMs;                     ///< Measured by whoever did.
    std::vector<double> leftMs;                           ///< What `grown` was longer than that.

    void add(const RunRecord &record, quint32 request, Stage grown, qint64 stoodStillNs)
    {
        for (const Stage stage : allStages) {
            if (const std::optional<Interval> interval = record.stage(request, stage))
                stagesMs[indexOf(stage)].push_back(double(interval->length()) / nsPerMs);
        }
        stoodStillMs.push_back(double(stoodStillNs) / nsPerMs);
        if (const std::optional<Interval> interval = record.stage(request, grown))
            leftMs.push_back(double(interval->length() - stoodStillNs) / nsPerMs);
    }
};

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// How far the grown stage may be off.
struct Tolerance {
    double lessMs = toleranceMs;
    double moreMs = toleranceMs;
};

/// Empty when `grown`, and nothing else, is longer in the slow sample by the time that it stood still.
QString complaint(const Sample &quick, const Sample &slow, Stage grown, Tolerance tolerance = {})
{
    QStringList said;
    const std::size_t requests = slow.stoodStillMs.size();
    if (quick.leftMs.size() != quick.stoodStillMs.size() || slow.leftMs.size() != requests)
        said.append(QStringLiteral("%1 is missing").arg(stageName(grown)));
    if (median(slow.stoodStillMs) < double(delay.count()))
        said.append(QStringLiteral("it stood still for %1 ms only").arg(median(slow.stoodStillMs)));
    const double off = median(slow.leftMs) - median(quick.leftMs);
    if (off > tolerance.moreMs || off < -tolerance.lessMs)
        said.append(QStringLiteral("%1 is %2 ms off, of %3")
                        .arg(stageName(grown))
                        .arg(off)
                        .arg(median(slow.stoodStillMs) - median(quick.stoodStillMs)));
    for (const Stage stage : allStages) {
        if (stage == grown || stage == Stage::Queued) // which waits for the requests before it
            continue;
        const std::vector<double> &with = slow.stagesMs[indexOf(stage)];
        const std::vector<double> &without = quick.stagesMs[indexOf(stage)];
        if (with.empty() != without.empty())
            said.append(QStringLiteral("%1 is in one sample only").arg(stageName(stage)));
        if (const double growth = median(with) - median(without); growth >= toleranceMs)
            said.append(QStringLiteral("%1 grew by %2 ms").arg(stageName(stage)).arg(growth));
    }
    return said.join(QLatin1String("; "));
}

/// Quick and slow requests in turn, one at a time, each on a connection of its own.
QString measureInTurn(const RunPlan &plan, const StagedOrigin &origin, Stage grown, Tolerance tolerance = {})
{
    EngineRun run(plan);
    if (!run.wait())
        return QStringLiteral("it hangs");
    const std::vector<qint64> stoodStillNs = origin.stoodStillNs();
    if (run.summary().done != plan.requests || stoodStillNs.size() != plan.requests)
        return QStringLiteral("%1 done over %2 connections: %3 %4")
            .arg(run.summary().done)
            .arg(stoodStillNs.size())
            .arg(run.end.problem, run.isPrepared() ? run.record().errorMessage(0) : QString());
    Sample quick;
    Sample slow;
    for (quint32 i = 0; i < plan.requests; ++i) {
        if (StagedOrigin::isQuick(i))
            quick.add(run.record(), i, grown, stoodStillNs[i]);
        else if (StagedOrigin::isSlow(i))
            slow.add(run.record(), i, grown, stoodStillNs[i]);
    }
    return complaint(quick, slow, grown, tolerance);
}

/// Measures until there is nothing to complain about, some times at most: two shared cores are not always ours.
template<typename Measure>
QString complaintOf(const Measure &measure)
{
    QString said;
    for (int i = 0; i < tries; ++i) {
        said = measure();
        if (said.isEmpty())
            return said;
        qInfo("try %d: %s", i + 1, qPrintable(said));
    }
    return said;
}

} // namespace

class TestStages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void growsByTheDelay_data();
    void growsByTheDelay();
    void connectGrowsByTheQueue_data();
    void connectGrowsByTheQueue();
    void dnsGrowsByTheLookup();
    void sendGrowsByTheSlowReader();
    void addressIsNotLookedUp();
    void localhostIsNotLookedUp();
    void brokenOffInTls();
    void keptConnection_data();
    void keptConnection();
    void nothingIsLostBetweenStages_data();
    void nothingIsLostBetweenStages();

private:
    RunPlan planFor(const QUrl &url, quint32 requests) const
    {
        RunPlan plan;
        plan.transport = QStringLiteral("curl");
        plan.url = url;
        plan.requests = requests;
        plan.atOnce = 1;
        plan.caCertificate = m_certificates.authorityFile();
        plan.workDir = m_folder.path();
        return plan;
    }
    std::optional<TlsIdentity> identityIf(bool isEncrypted) const
    {
        return isEncrypted ? std::optional(m_certificates.good()) : std::nullopt;
    }
    QString measureDelay(Slow slow, bool isEncrypted, Stage grown) const;
    QString measureSlowReader() const;
    QString measureQueue(bool isEncrypted) const;
    QString measureLookup(bool *isAsked) const;

    QTemporaryDir m_folder;
    TestCertificates m_certificates;
};

void TestStages::initTestCase()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"})
        qunsetenv(name); // slow.example is nobody else's business
    QVERIFY2(m_certificates.make(), qPrintable(m_certificates.problem()));
}

void TestStages::growsByTheDelay_data()
{
    QTest::addColumn<Slow>("slow");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<Stage>("grown");
    QTest::newRow("handshake: tls") << Slow::Handshake << true << Stage::Tls;
    QTest::newRow("first byte: wait") << Slow::FirstByte << false << Stage::Wait;
    QTest::newRow("first byte, https: wait") << Slow::FirstByte << true << Stage::Wait;
    QTest::newRow("body: receive") << Slow::Body << false << Stage::Receive;
    QTest::newRow("body, https: receive") << Slow::Body << true << Stage::Receive;
}

void TestStages::growsByTheDelay()
{
    QFETCH(Slow, slow);
    QFETCH(bool, isEncrypted);
    QFETCH(Stage, grown);
    const QString said = complaintOf([&] { return measureDelay(slow, isEncrypted, grown); });
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

QString TestStages::measureDelay(Slow slow, bool isEncrypted, Stage grown) const
{
    const StagedOrigin origin(slow, delay, identityIf(isEncrypted));
    RunPlan plan = planFor(origin.url(), inTurn);
    plan.freshConnections = true;
    return measureInTurn(plan, origin, grown);
}

void TestStages::sendGrowsByTheSlowReader()
{
    const QString said = complaintOf([this] { return measureSlowReader(); });
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

/// The body is more than the buffers of both kernels hold while nobody reads. They hold some of it, though: that much
/// is not sent after the delay, and the stage may be a little shorter than the delay and a quick one together.
QString TestStages::measureSlowReader() const
{
    const StagedOrigin origin(Slow::Reading, delay);
    RunPlan plan = planFor(origin.url(), inTurn);
    plan.freshConnections = true;
    plan.method = "POST";
    plan.body = QByteArray(4 * 1024 * 1024, 'x');
    return measureInTurn(plan, origin, Stage::Send, {toleranceMs, 5 * toleranceMs});
}

void TestStages::connectGrowsByTheQueue_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestStages::connectGrowsByTheQueue()
{
    QFETCH(bool, isEncrypted);
    const QString said = complaintOf([&] { return measureQueue(isEncrypted); });
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

/// A few at once, so that one second of the kernel's is enough for all of them. With TLS only one: those that get in at
/// the same moment shake hands at the same moment, and then each waits for the others in the engine thread.
QString TestStages::measureQueue(bool isEncrypted) const
{
    const quint32 atOnce = isEncrypted ? 1 : 3;
    const auto planOf = [this, atOnce](const StagedOrigin &origin) {
        RunPlan plan = planFor(origin.url(), atOnce);
        plan.atOnce = atOnce;
        plan.freshConnections = true;
        return plan;
    };
    const auto add = [atOnce](Sample *sample, const EngineRun &run, const std::vector<qint64> &tookNs) {
        for (quint32 i = 0; i < atOnce; ++i)
            sample->add(run.record(), i, Stage::Connect, tookNs[i]);
    };
    Sample quick;
    for (int i = 0; i < quickRuns; ++i) {
        const StagedOrigin origin(Slow::Nowhere, {}, identityIf(isEncrypted));
        EngineRun run(planOf(origin));
        if (!run.wait() || run.summary().done != atOnce)
            return QStringLiteral("not done with room in the queue");
        add(&quick, run, std::vector<qint64>(atOnce, 0));
    }
    StagedOrigin origin(Slow::Queue, {}, identityIf(isEncrypted));
    ConnectControl control(origin.port());
    EngineRun run(planOf(origin));
    // Each of them once, and its control.
    if (!QTest::qWaitFor([&] { return origin.turnedAway() == 2 * atOnce; }))
        return QStringLiteral("%1 turned away, %2 watched").arg(origin.turnedAway()).arg(control.begun());
    origin.letIn();
    const std::vector<qint64> tookNs = control.wait(kernelRetry);
    if (!run.wait() || run.summary().done != atOnce || tookNs.size() != atOnce)
        return QStringLiteral("not done after the queue was full: %1").arg(run.record().errorMessage(0));
    Sample slow;
    add(&slow, run, tookNs);
    return complaint(quick, slow, Stage::Connect);
}

void TestStages::dnsGrowsByTheLookup()
{
    bool isAsked = true;
    const QString said = complaintOf([&] { return measureLookup(&isAsked); });
    if (!isAsked)
        QSKIP("This libcurl does not look names up with getaddrinfo()");
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

/// A run each, as a run looks a name up once.
QString TestStages::measureLookup(bool *isAsked) const
{
    const StagedOrigin origin;
    Sample quick;
    Sample slow;
    for (quint32 i = 0; i < inTurn; ++i) {
        const SlowLookup lookup("slow.example", StagedOrigin::isQuick(i) ? 0ms : delay);
        EngineRun run(planFor(QUrl(QStringLiteral("http://slow.example:%1/").arg(origin.port())), 1));
        if (!run.wait())
            return QStringLiteral("it hangs");
        *isAsked = !lookup.tookNs().empty() || run.record().error(0) != ErrorClass::Dns;
        if (!*isAsked)
            return {};
        if (run.summary().done != 1 || lookup.tookNs().size() != 1)
            return QStringLiteral("%1 lookups: %2").arg(lookup.tookNs().size()).arg(run.record().errorMessage(0));
        if (StagedOrigin::isQuick(i))
            quick.add(run.record(), 0, Stage::Dns, lookup.tookNs().front());
        else if (StagedOrigin::isSlow(i))
            slow.add(run.record(), 0, Stage::Dns, lookup.tookNs().front());
    }
    return complaint(quick, slow, Stage::Dns);
}

void TestStages::addressIsNotLookedUp()
{
    const StagedOrigin origin;
    RunPlan plan = planFor(origin.url(), 3);
    plan.freshConnections = true;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 3U);
    for (quint32 i = 0; i < 3; ++i) {
        QVERIFY(!run.record().stage(i, Stage::Dns));
        QVERIFY(run.record().stage(i, Stage::Connect));
        QVERIFY(!run.record().stage(i, Stage::Tls));
    }
}

void TestStages::localhostIsNotLookedUp()
{
    if (!QHostInfo::fromName(QStringLiteral("localhost")).addresses().contains(QHostAddress(QHostAddress::LocalHost)))
        QSKIP("This machine does not know localhost as 127.0.0.1");
    const StagedOrigin origin;
    RunPlan plan = planFor(QUrl(QStringLiteral("http://localhost:%1/").arg(origin.port())), 1);
    plan.freshConnections = true;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QVERIFY2(run.summary().done == 1, qPrintable(run.record().errorMessage(0)));
    QVERIFY(!run.record().stage(0, Stage::Dns)); // libcurl knows it by itself
    QVERIFY(run.record().stage(0, Stage::Connect));
}

void TestStages::brokenOffInTls()
{
    // A server that accepts and says nothing: the record shows that TCP was there and TLS was not.
    ScriptedOrigin silent({KeepOpen{}});
    RunPlan plan = planFor(silent.url(), 1);
    plan.url = QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(silent.port()));
    plan.connectTimeout = std::chrono::milliseconds(300);
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.record().error(0), ErrorClass::Timeout);
    QVERIFY(run.record().stage(0, Stage::Connect));
    QVERIFY(run.record().stage(0, Stage::Connect)->length() < 150'000'000);
    QVERIFY(run.record().stage(0, Stage::Tls));
    QVERIFY(run.record().stage(0, Stage::Tls)->length() > 150'000'000);

    ScriptedOrigin expired({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}}, m_certificates.expired());
    plan = planFor(expired.url(), 1);
    EngineRun refused(plan);
    QVERIFY(refused.wait());
    QCOMPARE(refused.record().error(0), ErrorClass::Tls);
    QVERIFY(refused.record().stage(0, Stage::Connect));
    QVERIFY(refused.record().stage(0, Stage::Tls));
    QVERIFY(!refused.record().stage(0, Stage::Send));
}

void TestStages::keptConnection_data()
{
    connectGrowsByTheQueue_data();
}

void TestStages::keptConnection()
{
    QFETCH(bool, isEncrypted);
    constexpr quint32 requests = 6;
    const StagedOrigin origin(Slow::Nowhere, {}, identityIf(isEncrypted));
    EngineRun run(planFor(origin.url(), requests));
    QVERIFY(run.wait());
    const RunRecord &record = run.record();
    QVERIFY2(run.summary().done == requests, qPrintable(record.errorMessage(0)));
    QCOMPARE(origin.connections(), 1);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(1));
    QVERIFY(record.connection(0).has_value());
    for (quint32 i = 0; i < requests; ++i) {
        const bool isFirst = i == 0;
        QCOMPARE(record.reuse(i), isFirst ? Fact::Reuse::Fresh : Fact::Reuse::Reused);
        QCOMPARE(record.connection(i), record.connection(0));
        QVERIFY(!record.stage(i, Stage::Dns));
        QCOMPARE(record.stage(i, Stage::Connect).has_value(), isFirst);
        QCOMPARE(record.stage(i, Stage::Tls).has_value(), isFirst && isEncrypted);
        for (const Stage stage : {Stage::Send, Stage::Wait, Stage::Receive})
            QVERIFY2(record.stage(i, stage), stageName(stage).latin1());
        QCOMPARE(record.http(i), HttpVersion::Http11);
    }
}

void TestStages::nothingIsLostBetweenStages_data()
{
    connectGrowsByTheQueue_data();
}

void TestStages::nothingIsLostBetweenStages()
{
    QFETCH(bool, isEncrypted);
    const QString said = complaintOf([&]() -> QString {
        const StagedOrigin origin(Slow::FirstByte, delay, identityIf(isEncrypted));
        RunPlan plan = planFor(origin.url(), inTurn / 4);
        plan.freshConnections = true;
        EngineRun run(plan);
        if (!run.wait() || run.summary().done != plan.requests)
            return QStringLiteral("not done");
        std::vector<double> lostMs;
        for (quint32 i = 0; i < plan.requests; ++i) {
            qint64 inStagesNs = 0;
            for (const Stage stage :
                 {Stage::Dns, Stage::Connect, Stage::Tls, Stage::Send, Stage::Wait, Stage::Receive}) {
                if (const std::optional<Interval> interval = run.record().stage(i, stage))
                    inStagesNs += interval->length();
            }
            lostMs.push_back(double(*run.record().latencyNs(i) - inStagesNs) / nsPerMs);
        }
        const double lost = median(lostMs);
        if (lost >= 0 && lost < 1)
            return {};
        return QStringLiteral("%1 ms of a request are in no stage").arg(lost);
    });
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestStages)
#include "tst_stages.moc"
