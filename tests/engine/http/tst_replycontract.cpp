// SPDX-License-Identifier: GPL-3.0-or-later
// What TracedReply promises, held by whoever carries one: libcurl, Qt's own HTTP, and the fake that other tests use.
#include "core/run/faultwording.h"
#include "engine/base/clock.h"
#include "engine/http/replyfault.h"
#include "engine/http/requestfactory.h"
#include "engine/http/tracedreply.h"

#include "fakes.h"
#include "support/deadends.h"
#include "support/scriptedorigin.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

using Story = std::function<void(FakeReply &)>;

/// A carrier of that name, and what a server does, or the fake in its place.
class Carrier
{
public:
    Carrier(const QString &name, const Script &script, const Story &story,
            const std::function<void(RunPlan &)> &change = {})
        : m_isFake(name == QLatin1String("fake"))
    {
        if (!m_isFake)
            origin = std::make_unique<ScriptedOrigin>(script);
        plan.url = m_isFake ? QUrl(QStringLiteral("http://127.0.0.1/")) : origin->url();
        plan.transport = m_isFake ? QStringLiteral("curl") : name;
        if (change)
            change(plan);
        if (m_isFake) {
            auto fake = std::make_unique<FakePool>();
            fake->network.clock = &m_clock;
            fake->network.onRequest = [story](FakeReply *reply) {
                QTimer::singleShot(0, reply, [reply, story] { story(*reply); });
            };
            m_pool = std::move(fake);
        } else {
            m_pool = makeManagerPool(plan, 1, &m_clock, &m_numbers);
        }
        QString problem;
        m_factory = std::make_unique<RequestFactory>(plan, &problem);
    }

    /// Deleted with the carrier.
    TracedReply *send(const QByteArray &method = "GET")
    {
        Hop hop = m_factory->firstHop();
        hop.method = method;
        hop.redirects = method == plan.method ? 0 : 1; // not the request that is made beforehand
        TracedReply *reply = m_factory->send(m_pool->managerFor(0), hop);
        reply->setReadBufferSize(qint64(256) * 1024);
        const auto look = [this, reply] {
            m_bodies[reply] += reply->takeBody();
            m_looks[reply] += 1;
        };
        QObject::connect(reply, &TracedReply::advanced, reply, look);
        look();
        return reply;
    }
    QByteArray bodyOf(TracedReply *reply) const { return m_bodies.value(reply); }
    int looksAt(TracedReply *reply) const { return m_looks.value(reply); }

    RunPlan plan;
    std::unique_ptr<ScriptedOrigin> origin;

private:
    const bool m_isFake;
    MonotonicClock m_clock;
    std::atomic<quint32> m_numbers{0};
    std::unique_ptr<ManagerPool> m_pool;
    std::unique_ptr<RequestFactory> m_factory;
    QHash<TracedReply *, QByteArray> m_bodies;
    QHash<TracedReply *, int> m_looks;
};

void greet(FakeReply &reply)
{
    reply.connecting();
    reply.connected();
    reply.sent();
    reply.headers(200, {{"X-A", "1"}, {"Content-Length", "5"}});
    reply.body("hello");
    reply.end();
}

/// Empty if each point that was reached was reached after those before it.
QString disorderOf(const ReplyTimes &times)
{
    qint64 last = -1;
    for (const qint64 time : {times.handedOver, times.dnsBegin, times.dnsEnd, times.connectBegin, times.connectEnd,
                              times.tlsEnd, times.sent, times.firstByte, times.end}) {
        if (time >= 0 && time < last)
            return QStringLiteral("%1 after %2").arg(time).arg(last);
        last = std::max(last, time);
    }
    return last == times.end ? QString() : QStringLiteral("no end");
}

} // namespace

class TestReplyContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeReply_data() { carriers(); }
    void wholeReply();
    void nextOneReusesTheConnection_data() { carriers(); }
    void nextOneReusesTheConnection();
    void statusIsNoFault_data() { carriers(); }
    void statusIsNoFault();
    void redirectIsAReply_data() { carriers(); }
    void redirectIsAReply();
    void headHasNoBody_data() { carriers(); }
    void headHasNoBody();
    void bodyIsAsOnTheWire_data() { carriers(); }
    void bodyIsAsOnTheWire();
    void endWithoutAReply_data() { carriers(); }
    void endWithoutAReply();
    void bodyCutOff_data() { carriers(); }
    void bodyCutOff();
    void refused_data() { carriers(); }
    void refused();
    void keptConnectionBreaks_data();
    void keptConnectionBreaks();
    void abortIsTheEnd_data() { carriers(); }
    void abortIsTheEnd();
    void canBeDeletedAtAnyTime_data() { carriers(); }
    void canBeDeletedAtAnyTime();

private:
    static void carriers()
    {
        QTest::addColumn<QString>("carrier");
        for (const char *name : {"curl", "qt", "fake"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
};

void TestReplyContract::wholeReply()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{reply("200 OK", "hello", {"X-A: 1"})}, KeepOpen{}}, greet);
    TracedReply *whole = by.send();
    QVERIFY(whole->times().handedOver >= 0);
    QTRY_VERIFY(whole->isFinished());
    QCOMPARE(disorderOf(whole->times()), QString());
    QVERIFY(whole->times().connected >= 0 && whole->times().sent >= 0 && whole->times().firstByte >= 0);
    QVERIFY(whole->head().isComplete());
    QCOMPARE(whole->head().status(), 200);
    QCOMPARE(whole->head().version(), HttpVersion::Http11);
    QCOMPARE(whole->head().value("x-a"), QByteArray("1"));
    QCOMPARE(by.bodyOf(whole), QByteArray("hello"));
    QCOMPARE(whole->fault().error, ErrorClass::None);
    QCOMPARE(whole->reuse(), Fact::Reuse::Fresh);
    QCOMPARE(whole->connectionsOpened(), 1U);
    QCOMPARE(whole->connection(), 0);
    QCOMPARE(int(whole->retries()), 0);
}

void TestReplyContract::nextOneReusesTheConnection()
{
    QFETCH(QString, carrier);
    bool isFirst = true;
    Carrier by(carrier, {ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}}, [&isFirst](FakeReply &reply) {
        if (std::exchange(isFirst, false))
            greet(reply);
        else
            reply.succeed();
    });
    TracedReply *first = by.send();
    QTRY_VERIFY(first->isFinished());
    TracedReply *second = by.send();
    QTRY_VERIFY(second->isFinished());
    QCOMPARE(second->fault().error, ErrorClass::None);
    QCOMPARE(second->reuse(), Fact::Reuse::Reused);
    QCOMPARE(second->connectionsOpened(), 0U);
    QCOMPARE(second->connection(), first->connection());
    QCOMPARE(second->times().connectBegin, -1);
    QCOMPARE(disorderOf(second->times()), QString());
}

void TestReplyContract::statusIsNoFault()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{reply("404 Not Found", "none")}, KeepOpen{}}, [](FakeReply &reply) {
        reply.sent();
        reply.headers(404);
        reply.body("none");
        reply.end();
    });
    TracedReply *refusal = by.send();
    QTRY_VERIFY(refusal->isFinished());
    QCOMPARE(refusal->fault().error, ErrorClass::None);
    QCOMPARE(refusal->head().status(), 404);
    QCOMPARE(by.bodyOf(refusal), QByteArray("none"));
}

void TestReplyContract::redirectIsAReply()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{reply("302 Found", {}, {"Location: /x"})}, KeepOpen{}}, [](FakeReply &reply) {
        reply.sent();
        reply.headers(302, {{"Location", "/x"}});
        reply.end();
    });
    TracedReply *redirect = by.send();
    QTRY_VERIFY(redirect->isFinished());
    QCOMPARE(redirect->fault().error, ErrorClass::None);
    QCOMPARE(redirect->head().status(), 302);
    QCOMPARE(redirect->head().value("location"), QByteArray("/x"));
}

void TestReplyContract::headHasNoBody()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"}, KeepOpen{}},
               [](FakeReply &reply) {
                   reply.sent();
                   reply.headers(200, {{"Content-Length", "5"}});
                   reply.end();
               });
    TracedReply *head = by.send("HEAD");
    QTRY_VERIFY(head->isFinished());
    QVERIFY(!head->mayHaveBody());
    QCOMPARE(head->fault().error, ErrorClass::None);
    QCOMPARE(by.bodyOf(head), QByteArray());
}

/// Decoding it is the job's.
void TestReplyContract::bodyIsAsOnTheWire()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{reply("200 OK", "coded", {"Content-Encoding: gzip"})}, KeepOpen{}},
               [](FakeReply &reply) {
                   reply.sent();
                   reply.headers(200, {{"Content-Encoding", "gzip"}});
                   reply.body("coded");
                   reply.end();
               });
    TracedReply *coded = by.send();
    QTRY_VERIFY(coded->isFinished());
    QCOMPARE(coded->fault().error, ErrorClass::None);
    QCOMPARE(by.bodyOf(coded), QByteArray("coded"));
    QCOMPARE(coded->head().value("content-encoding"), QByteArray("gzip"));
}

void TestReplyContract::endWithoutAReply()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Close{}}, [](FakeReply &reply) {
        reply.sent();
        reply.endWith(FaultKind::ResetBeforeReply);
    });
    TracedReply *none = by.send("POST");
    QTRY_VERIFY(none->isFinished());
    QVERIFY(!none->head().isComplete());
    QCOMPARE(none->fault().error, ErrorClass::Reset);
    QVERIFY2(faultText(none->fault()).contains(QLatin1String("not sent again")), qPrintable(faultText(none->fault())));
    QCOMPARE(disorderOf(none->times()), QString());
}

void TestReplyContract::bodyCutOff()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"}, Close{}},
               [](FakeReply &reply) {
                   reply.sent();
                   reply.headers(200, {{"Content-Length", "5"}});
                   reply.body("hel");
                   reply.endWith(FaultKind::Truncated);
               });
    TracedReply *cutOff = by.send();
    QTRY_VERIFY(cutOff->isFinished());
    QVERIFY(cutOff->head().isComplete());
    QCOMPARE(cutOff->fault().error, ErrorClass::Truncated);
    QCOMPARE(by.bodyOf(cutOff), QByteArray("hel"));
}

void TestReplyContract::refused()
{
    QFETCH(QString, carrier);
    const ClosedPort port;
    Carrier by(
        carrier, {},
        [](FakeReply &reply) {
            reply.connecting();
            reply.endWith({FaultKind::Refused, {targetOf(reply.url())}});
        },
        [&port](RunPlan &plan) { plan.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port.port())); });
    TracedReply *refused = by.send();
    QTRY_VERIFY(refused->isFinished());
    QCOMPARE(refused->fault().error, ErrorClass::Connect);
    QCOMPARE(refused->times().connected, -1); // nothing can have reached anybody
    QCOMPARE(refused->connectionsOpened(), 0U);
    QCOMPARE(disorderOf(refused->times()), QString());
}

void TestReplyContract::keptConnectionBreaks_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QByteArray>("method");
    for (const char *name : {"curl", "qt", "fake"}) {
        for (const char *method : {"GET", "POST"})
            QTest::addRow("%s, %s", name, method) << QString::fromLatin1(name) << QByteArray(method);
    }
}

/// What may have had an effect is not sent again; others are, once, and it is counted.
void TestReplyContract::keptConnectionBreaks()
{
    QFETCH(QString, carrier);
    QFETCH(QByteArray, method);
    int sent = 0;
    Carrier by(carrier, {ReadHead{}, Send{reply("200 OK", "hello")}, ReadHead{}, Close{}}, [&](FakeReply &reply) {
        if (++sent == 1)
            return greet(reply);
        reply.sent();
        if (method == "POST")
            return reply.endWith(FaultKind::ResetBeforeReply);
        reply.sentAgain();
        greet(reply);
    });
    TracedReply *first = by.send();
    QTRY_VERIFY(first->isFinished());
    if (by.origin)
        by.origin->onConnection({ReadHead{}, Send{reply("200 OK", "hello")}, KeepOpen{}});
    TracedReply *second = by.send(method);
    QTRY_VERIFY(second->isFinished());
    const bool isSentAgain = method == "GET";
    QCOMPARE(int(second->retries()), isSentAgain ? 1 : 0);
    QCOMPARE(second->fault().error, isSentAgain ? ErrorClass::None : ErrorClass::Reset);
    QCOMPARE(faultText(second->fault()).contains(QLatin1String("not sent again")), !isSentAgain);
    QCOMPARE(by.bodyOf(second), QByteArray(isSentAgain ? "hello" : ""));
    if (by.origin)
        QCOMPARE(by.origin->requests(), isSentAgain ? 3 : 2);
}

void TestReplyContract::abortIsTheEnd()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel"}, KeepOpen{}},
               [](FakeReply &reply) {
                   reply.sent();
                   reply.headers(200, {{"Content-Length", "5"}});
                   reply.body("hel");
               });
    TracedReply *aborted = by.send();
    QTRY_COMPARE(by.bodyOf(aborted), QByteArray("hel"));
    QVERIFY(aborted->isRunning());
    aborted->abort();
    QVERIFY(aborted->isFinished());
    const int looks = by.looksAt(aborted);
    aborted->abort(); // twice is safe
    if (by.origin)
        QTRY_COMPARE(by.origin->openConnections(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(by.looksAt(aborted), looks);
}

void TestReplyContract::canBeDeletedAtAnyTime()
{
    QFETCH(QString, carrier);
    Carrier by(carrier, {ReadHead{}, Send{reply("200 OK", "hello")}, KeepOpen{}}, greet);
    delete by.send(); // before anything has come of it
    TracedReply *second = by.send();
    QTRY_VERIFY(second->isFinished());
    QCOMPARE(by.bodyOf(second), QByteArray("hello"));
    delete second;
    by.send(); // goes with the carrier, while it is open
}

QTEST_GUILESS_MAIN(TestReplyContract)
#include "tst_replycontract.moc"
