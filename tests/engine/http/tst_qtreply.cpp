// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/faultwording.h"
#include "engine/http/qt/qtnetwork.h"

#include "engine/http/requestfactory.h"

#include "fakes.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

/// Qt's own reply, of which the test gives the signals.
class CarriedReply final : public QNetworkReply
{
    Q_OBJECT
public:
    CarriedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body,
                 QObject *parent)
        : QNetworkReply(parent)
        , requestBody(body)
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        open(QIODevice::ReadOnly);
    }

    QIODevice *const requestBody;
    bool isAborted = false;

    void connecting() { Q_EMIT socketStartedConnecting(); }
    void tlsReady() { Q_EMIT encrypted(); }
    void sent() { Q_EMIT requestSent(); }
    void uploading(qint64 count, qint64 total) { Q_EMIT uploadProgress(count, total); }
    void headers(int status, const QList<RawHeaderPair> &fields = {})
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
        setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QStringLiteral("Caf\u00c3\u00a9"));
        for (const RawHeaderPair &field : fields)
            setRawHeader(field.first, field.second);
        Q_EMIT metaDataChanged();
    }
    void body(const QByteArray &bytes)
    {
        m_unread += bytes;
        Q_EMIT readyRead();
    }
    void end()
    {
        setFinished(true);
        Q_EMIT finished();
    }
    void endWithError(NetworkError code, const char *text)
    {
        setError(code, QString::fromLatin1(text));
        end();
    }

    void abort() override { isAborted = true; }
    qint64 bytesAvailable() const override { return m_unread.size() + QNetworkReply::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_unread.size());
        std::copy_n(m_unread.constData(), count, data);
        m_unread.remove(0, count);
        return count;
    }

private:
    QByteArray m_unread;
};

/// The transport `qt` over such replies.
class CarriedNetwork final : public QtNetwork
{
    Q_OBJECT
public:
    using QtNetwork::QtNetwork;
    CarriedReply *last = nullptr;

protected:
    QNetworkReply *carried(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        last = new CarriedReply(operation, request, body, this);
        return last;
    }
};

namespace {

/// One request, with a clock and a carried reply in the test's hand.
struct Carrier {
    explicit Carrier(const std::function<void(RunPlan &)> &change = {}, bool tellsConnections = true)
    {
        plan.url = QUrl(QStringLiteral("http://127.0.0.1/"));
        plan.transport = QStringLiteral("qt");
        clock.now = 1;
        if (change)
            change(plan);
        QString problem;
        factory = std::make_unique<RequestFactory>(plan, &problem);
        QtSettings settings = qtSettingsFor(plan);
        settings.tellsConnections = tellsConnections;
        network = std::make_unique<CarriedNetwork>(settings, &clock, &numbers);
        reply = next();
    }
    TracedReply *next() const { return factory->send(network.get(), factory->firstHop()); }
    CarriedReply *carried() const { return network->last; }

    RunPlan plan;
    FakeClock clock;
    std::atomic<quint32> numbers{0};
    std::unique_ptr<RequestFactory> factory;
    std::unique_ptr<CarriedNetwork> network; ///< It takes the replies with it.
    TracedReply *reply = nullptr;
};

void post(RunPlan &plan)
{
    plan.method = "POST";
    plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
}

} // namespace

class TestQtReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreThoseOfQtsSignals();
    void tlsIsPartOfConnecting();
    void uploadIsSending();
    void secondRequestReusesItsConnection();
    void sharedManagerTellsOfNobodysConnection();
    void untoldSending();
    void headIsOnePiece();
    void bodyEndsAtARepeatedLength();
    void faultsGetTheirClass_data();
    void faultsGetTheirClass();
    void shortBodyIsTruncated();
    void onlyWhatWasSentMayHaveHadAnEffect_data();
    void onlyWhatWasSentMayHaveHadAnEffect();
    void thirdTryEndsIt();
    void requestIsPreparedForQt();
    void abortAndDestructionAbortQts();
    void managerTakesItsRepliesWithIt();
};

void TestQtReply::timesAreThoseOfQtsSignals()
{
    Carrier carrier;
    QSignalSpy advanced(carrier.reply, &TracedReply::advanced);
    carrier.clock.now = 20;
    carrier.carried()->connecting();
    carrier.carried()->connecting(); // the host's next address
    carrier.clock.now = 30;
    carrier.carried()->sent();
    carrier.clock.now = 40;
    carrier.carried()->headers(200);
    carrier.carried()->body("hello");
    carrier.clock.now = 50;
    carrier.carried()->end();
    const ReplyTimes &times = carrier.reply->times();
    QCOMPARE(times.handedOver, 1);
    QCOMPARE(times.connectBegin, 1);
    QCOMPARE(times.connectEnd, -1); // nobody can tell
    QCOMPARE(times.sent, 30);
    QCOMPARE(times.connected, 30);
    QCOMPARE(times.firstByte, 40);
    QCOMPARE(times.end, 50);
    QCOMPARE(carrier.reply->reuse(), Fact::Reuse::Fresh);
    QCOMPARE(carrier.reply->connectionsOpened(), 1U);
    QCOMPARE(carrier.reply->connection(), 0);
    QCOMPARE(carrier.reply->takeBody(), QByteArray("hello"));
    QVERIFY(carrier.reply->isFinished());
    QCOMPARE(carrier.reply->fault().error, ErrorClass::None);
    QCOMPARE(advanced.size(), 6);
}

void TestQtReply::tlsIsPartOfConnecting()
{
    Carrier carrier([](RunPlan &plan) { plan.url = QUrl(QStringLiteral("https://127.0.0.1/")); });
    carrier.carried()->connecting();
    carrier.clock.now = 20;
    carrier.carried()->tlsReady();
    carrier.clock.now = 30;
    carrier.carried()->sent();
    QCOMPARE(carrier.reply->times().connectBegin, 1);
    QCOMPARE(carrier.reply->times().connectEnd, 20);
    QCOMPARE(carrier.reply->times().connected, 20);
    QCOMPARE(carrier.reply->times().tlsEnd, -1);
    QCOMPARE(carrier.reply->times().sent, 30);
}

void TestQtReply::uploadIsSending()
{
    Carrier carrier([](RunPlan &plan) {
        plan.method = "POST";
        plan.body = "12345678";
    });
    carrier.carried()->connecting();
    carrier.clock.now = 20;
    carrier.carried()->sent(); // its head
    QCOMPARE(carrier.reply->times().connectEnd, 20);
    QCOMPARE(carrier.reply->times().sent, -1);
    carrier.carried()->uploading(4, 8);
    QCOMPARE(carrier.reply->times().sent, -1);
    carrier.clock.now = 30;
    carrier.carried()->uploading(8, 8);
    QCOMPARE(carrier.reply->times().sent, 30);
}

void TestQtReply::secondRequestReusesItsConnection()
{
    Carrier carrier;
    carrier.carried()->connecting();
    carrier.carried()->sent();
    carrier.carried()->headers(204);
    carrier.carried()->end();
    const TracedReply *second = carrier.next();
    carrier.carried()->sent();
    carrier.carried()->headers(204);
    QCOMPARE(second->reuse(), Fact::Reuse::Reused);
    QCOMPARE(second->connectionsOpened(), 0U);
    QCOMPARE(second->connection(), 0);
    const TracedReply *third = carrier.next();
    carrier.carried()->connecting();
    carrier.carried()->sent();
    carrier.carried()->headers(204);
    QCOMPARE(third->connection(), 1);
}

/// Several lanes wait there: what is opened may be another one's.
void TestQtReply::sharedManagerTellsOfNobodysConnection()
{
    Carrier carrier({}, false);
    carrier.carried()->connecting();
    carrier.carried()->sent();
    carrier.carried()->headers(204);
    QCOMPARE(carrier.reply->reuse(), Fact::Reuse::Unknown);
    QCOMPARE(carrier.reply->connectionsOpened(), 1U);
    QCOMPARE(carrier.reply->connection(), -1);
    QCOMPARE(carrier.reply->times().connectBegin, -1);
}

/// Qt does not tell when a POST without a body is written, but for https when TLS is ready.
void TestQtReply::untoldSending()
{
    Carrier carrier(post);
    QCOMPARE(carrier.reply->times().sent, carrier.reply->times().handedOver);
    QCOMPARE(carrier.reply->times().connected, carrier.reply->times().handedOver); // unless one is opened
    carrier.carried()->connecting();
    QCOMPARE(carrier.reply->times().connected, -1);
    carrier.clock.now = 20;
    carrier.carried()->tlsReady();
    QCOMPARE(carrier.reply->times().connected, 20);
    QCOMPARE(carrier.reply->times().connectBegin, -1); // it is all `wait`
    QCOMPARE(carrier.reply->reuse(), Fact::Reuse::Fresh);
}

void TestQtReply::headIsOnePiece()
{
    Carrier carrier;
    carrier.carried()->sent();
    carrier.carried()->headers(302, {{"Location", "/next"}, {"Set-Cookie", "a=1\nb=2"}});
    const ReplyHead &head = carrier.reply->head();
    QVERIFY(head.isComplete());
    QCOMPARE(head.status(), 302);
    QCOMPARE(head.reason(), QByteArray("Caf\xc3\xa9"));
    QCOMPARE(head.value("location"), QByteArray("/next"));
    QCOMPARE(head.value("set-cookie"), QByteArray("a=1\nb=2"));
    QCOMPARE(head.fields().size(), 2);
}

/// Qt reads on until the connection ends where Content-Length comes twice.
void TestQtReply::bodyEndsAtARepeatedLength()
{
    Carrier carrier;
    carrier.carried()->sent();
    carrier.carried()->headers(200, {{"Content-Length", "5, 5"}});
    carrier.carried()->body("hel");
    QVERIFY(!carrier.reply->isFinished());
    const CarriedReply *carried = carrier.carried();
    carrier.carried()->body("lo, and more");
    QVERIFY(carrier.reply->isFinished());
    QCOMPARE(carrier.reply->fault().error, ErrorClass::None);
    QCOMPARE(carrier.reply->takeBody(), QByteArray("hello"));
    QVERIFY(carried->isAborted);
}

void TestQtReply::faultsGetTheirClass_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("afterHeaders");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("errorClass");
    const auto row = [](const char *name, QNetworkReply::NetworkError code, bool afterHeaders, const char *text,
                        const char *errorClass) {
        QTest::newRow(name) << int(code) << afterHeaders << QString::fromLatin1(text)
                            << QString::fromLatin1(errorClass);
    };
    row("dns", QNetworkReply::HostNotFoundError, false, "Host not found", "dns");
    row("refused", QNetworkReply::ConnectionRefusedError, false, "refused", "connect");
    row("closed before", QNetworkReply::RemoteHostClosedError, false, "closed", "reset");
    row("closed in body", QNetworkReply::RemoteHostClosedError, true, "Connection closed", "truncated");
    row("tls", QNetworkReply::SslHandshakeFailedError, false, "handshake", "tls");
    row("proxy", QNetworkReply::ProxyConnectionRefusedError, false, "proxy", "proxy");
    row("407", QNetworkReply::ProxyAuthenticationRequiredError, false, "proxy", "proxy");
    row("protocol", QNetworkReply::ProtocolFailure, false, "garbage", "protocol");
    row("no ports", QNetworkReply::UnknownNetworkError, false, "Cannot assign requested address", "connect");
    row("a status is none", QNetworkReply::NoError, true, "", "");
}

void TestQtReply::faultsGetTheirClass()
{
    QFETCH(int, code);
    QFETCH(bool, afterHeaders);
    QFETCH(QString, text);
    QFETCH(QString, errorClass);
    Carrier carrier;
    if (afterHeaders) {
        carrier.carried()->sent();
        carrier.carried()->headers(200);
    }
    if (code == QNetworkReply::NoError)
        carrier.carried()->end();
    else
        carrier.carried()->endWithError(QNetworkReply::NetworkError(code), text.toLatin1().constData());
    QVERIFY(carrier.reply->isFinished());
    QCOMPARE(QString(errorClassName(carrier.reply->fault().error)), errorClass);
    QCOMPARE(faultText(carrier.reply->fault()).isEmpty(), errorClass.isEmpty());
}

void TestQtReply::shortBodyIsTruncated()
{
    Carrier carrier;
    carrier.carried()->sent();
    carrier.carried()->headers(200, {{"Content-Length", "5"}});
    carrier.carried()->body("hell");
    carrier.carried()->end(); // Qt lets it pass
    QCOMPARE(carrier.reply->fault().error, ErrorClass::Truncated);

    Carrier none([](RunPlan &plan) { plan.method = "HEAD"; });
    none.carried()->sent();
    none.carried()->headers(200, {{"Content-Length", "5"}});
    none.carried()->end();
    QCOMPARE(none.reply->fault().error, ErrorClass::None);
}

void TestQtReply::onlyWhatWasSentMayHaveHadAnEffect_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("steps"); // c: connecting, t: TLS is ready, s: sent
    QTest::addColumn<bool>("mayHaveHadEffect");
    const auto row = [](const char *name, const char *url, const char *body, const char *steps, bool may) {
        QTest::newRow(name) << QString::fromLatin1(url) << QByteArray(body) << QString::fromLatin1(steps) << may;
    };
    row("http, a body, not sent", "http://127.0.0.1/", "a=1", "c", false);
    row("http, a body, sent", "http://127.0.0.1/", "a=1", "cs", true);
    row("http, no body", "http://127.0.0.1/", "", "c", true); // nobody knows
    row("https, a body, in the handshake", "https://127.0.0.1/", "a=1", "c", false);
    row("https, a body, sent", "https://127.0.0.1/", "a=1", "cts", true);
    row("https, no body, in the handshake", "https://127.0.0.1/", "", "c", false);
    row("https, no body, after it", "https://127.0.0.1/", "", "ct", true);
    row("https, no body, kept connection", "https://127.0.0.1/", "", "", true);
}

void TestQtReply::onlyWhatWasSentMayHaveHadAnEffect()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, body);
    QFETCH(QString, steps);
    QFETCH(bool, mayHaveHadEffect);
    Carrier carrier([&](RunPlan &plan) {
        plan.method = "POST";
        plan.body = body;
        plan.url = QUrl(url);
    });
    for (const QChar step : steps) {
        if (step == QLatin1Char('c'))
            carrier.carried()->connecting();
        else if (step == QLatin1Char('t'))
            carrier.carried()->tlsReady();
        else
            carrier.carried()->sent();
    }
    carrier.carried()->endWithError(QNetworkReply::RemoteHostClosedError, "closed");
    const Fault &fault = carrier.reply->fault();
    QCOMPARE(fault.error, ErrorClass::Reset);
    QVERIFY2(faultText(fault).contains(QLatin1String("not sent again")) == mayHaveHadEffect,
             qPrintable(faultText(fault)));
}

/// Qt would go on.
void TestQtReply::thirdTryEndsIt()
{
    Carrier carrier;
    CarriedReply *carried = carrier.carried();
    carried->sent();
    carried->sent();
    QVERIFY(!carrier.reply->isFinished());
    QCOMPARE(int(carrier.reply->retries()), 1);
    carried->sent();
    QVERIFY(carrier.reply->isFinished());
    QCOMPARE(carrier.reply->fault().error, ErrorClass::Reset);
    QVERIFY(carried->isAborted);
}

void TestQtReply::requestIsPreparedForQt()
{
    Carrier carrier([](RunPlan &plan) {
        plan.method = "POST";
        plan.url = QUrl(QStringLiteral("http://example.com:8080/x"));
        plan.resolve = {{QStringLiteral("example.com"), 8080, QStringLiteral("127.0.0.1")}};
    });
    const QNetworkRequest request = carrier.carried()->request();
    QCOMPARE(request.url(), QUrl(QStringLiteral("http://127.0.0.1:8080/x")));
    QCOMPARE(request.rawHeader("Host"), QByteArray("example.com:8080"));
    QCOMPARE(request.peerVerifyName(), QStringLiteral("example.com"));
    QVERIFY(!request.hasRawHeader("Content-Length")); // Qt counts what is below
    QCOMPARE(request.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt(), int(QNetworkRequest::Manual));
    QCOMPARE(request.attribute(QNetworkRequest::Http2AllowedAttribute).toBool(), false);
    QVERIFY(carrier.carried()->requestBody); // which keeps it from being sent again
    QVERIFY(!carrier.carried()->requestBody->reset());

    Carrier own([](RunPlan &plan) {
        plan.url = QUrl(QStringLiteral("http://127.0.0.1:8080/"));
        plan.resolve = {{QStringLiteral("127.0.0.1"), 8080, QStringLiteral("127.0.0.2")}};
        plan.headers = {{"Host", "theirs"}, {"Accept-Encoding", ""}};
    });
    QCOMPARE(own.carried()->request().rawHeader("Host"), QByteArray("theirs"));
    QCOMPARE(own.carried()->request().rawHeader("Accept-Encoding"), QByteArray("identity"));
    QVERIFY(!own.carried()->requestBody);
}

void TestQtReply::abortAndDestructionAbortQts()
{
    Carrier carrier;
    QSignalSpy advanced(carrier.reply, &TracedReply::advanced);
    const QPointer<CarriedReply> aborted = carrier.carried();
    carrier.reply->abort();
    QVERIFY(carrier.reply->isFinished());
    QVERIFY(aborted->isAborted);
    QCOMPARE(advanced.size(), 1);
    aborted->headers(200); // late news goes nowhere
    QCOMPARE(advanced.size(), 1);
    QTRY_VERIFY(!aborted);

    const QPointer<CarriedReply> orphan = [&] {
        const std::unique_ptr<TracedReply> second(carrier.next());
        return QPointer<CarriedReply>(carrier.carried());
    }();
    QVERIFY(orphan->isAborted);
    QTRY_VERIFY(!orphan);
}

void TestQtReply::managerTakesItsRepliesWithIt()
{
    Carrier carrier;
    const QPointer<TracedReply> reply = carrier.reply;
    const QPointer<CarriedReply> carried = carrier.carried();
    QSignalSpy advanced(carrier.reply, &TracedReply::advanced);
    carrier.network.reset();
    QVERIFY(!reply);
    QVERIFY(!carried);
    QCOMPARE(advanced.size(), 0);
}

QTEST_GUILESS_MAIN(TestQtReply)
#include "tst_qtreply.moc"
