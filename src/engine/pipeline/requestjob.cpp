// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/requestjob.h"

#include "core/run/pagewrapper.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "engine/base/filestore.h"
#include "engine/base/memorylimit.h"
#include "engine/http/redirect.h"
#include "engine/http/replyfields.h"
#include "engine/http/replystages.h"
#include "engine/http/tracedreply.h"
#include "engine/pipeline/deadlines.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSslError>

#include <algorithm>
#include <new>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;
constexpr qint64 mostDigested = 1024 * 1024; // some milliseconds, in which the engine thread does nothing else

QString pageDigest(const PageBody &body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &piece : body.pieces())
        hash.addData(piece);
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

RequestJob::RequestJob(const JobContext &context, quint32 lane, QNetworkAccessManager *manager, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_lane(lane)
    , m_manager(manager)
    , m_log(context.sink, context.clock)
    , m_qtStages(&m_log, context.tellsConnections)
{
    m_request.isFinished = true; // there is none yet
}

RequestJob::~RequestJob()
{
    m_context.deadlines->remove(this);
    releaseReply();
    qDeleteAll(m_endedReplies);
}

void RequestJob::start(quint32 index)
{
    qDeleteAll(m_endedReplies);
    m_endedReplies.clear();
    m_request = Request();
    m_request.index = index;
    m_request.hop = m_context.factory->firstHop();
    m_log.start(index);
    m_qtStages = QtStages(&m_log, m_context.tellsConnections);
    m_log.endQueued(m_lane);
    m_request.deadline = QDeadlineTimer(m_context.factory->plan().timeout, Qt::PreciseTimer);
    m_context.deadlines->add(this);
    send();
}

QDeadlineTimer RequestJob::nextDeadline() const
{
    return std::min(m_request.deadline, m_request.connectDeadline);
}

void RequestJob::expire()
{
    if (!m_request.deadline.hasExpired() && !m_request.connectDeadline.hasExpired())
        return;
    if (m_traced) {
        m_traced->updateTimes();
        advance();
    }
    const RunPlan &plan = m_context.factory->plan();
    if (m_request.deadline.hasExpired()) {
        fail({ErrorClass::Timeout,
              QStringLiteral("Not done within %1 (%2). Allow more with --timeout, or see why the server takes so long.")
                  .arg(durationForPeople(plan.timeout.count()), stageName(m_log.stage()))});
    } else if (m_request.connectDeadline.hasExpired()) {
        fail({ErrorClass::Timeout,
              QStringLiteral(
                  "No connection within %1. Check host, port and firewall, or allow more with --connect-timeout.")
                  .arg(durationForPeople(plan.connectTimeout.count()))});
    }
}

void RequestJob::send()
{
    m_request.hasHeaders = false;
    m_request.isConnectionTold = false;
    const qint64 handedOver = m_log.now();
    watch(m_context.factory->send(m_manager, m_request.hop), handedOver);
    m_context.deadlines->lookAt(nextDeadline());
}

void RequestJob::watch(QNetworkReply *reply, qint64 handedOver)
{
    m_reply = reply;
    m_traced = qobject_cast<TracedReply *>(reply);
    reply->setReadBufferSize(readBufferBytes);
    if (m_traced)
        watchTraced(m_traced);
    else
        watchQts(reply, handedOver);
}

void RequestJob::watchTraced(TracedReply *reply)
{
    if (reply->times().connected < 0)
        m_request.connectDeadline = QDeadlineTimer(m_context.factory->plan().connectTimeout, Qt::PreciseTimer);
    connect(reply, &TracedReply::advanced, this, &RequestJob::advance);
    advance();
}

void RequestJob::watchQts(QNetworkReply *reply, qint64 handedOver)
{
    const bool isSentTold = m_context.factory->tellsSent(m_request.hop);
    if (isSentTold)
        m_request.connectDeadline = QDeadlineTimer(m_context.factory->plan().connectTimeout, Qt::PreciseTimer);
    m_qtStages.handOver(handedOver, m_request.hop.redirects == 0, m_request.hop.hasBody, isSentTold);
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        headersReceived();
        endIfWhole();
    });
    connect(reply, &QNetworkReply::readyRead, this, [this] {
        readBody();
        endIfWhole();
    });
    connect(reply, &QNetworkReply::finished, this, &RequestJob::replyFinished);
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        const bool isFirstAddress = !m_qtStages.isConnecting();
        m_qtStages.socketStartedConnecting();
        if (isFirstAddress && m_qtStages.isConnecting() && canTellUnsent())
            startConnectDeadline();
        tellConnectionOpened();
    });
    connect(reply, &QNetworkReply::encrypted, this, [this] {
        m_qtStages.encrypted();
        if (canTellUnsent())
            m_request.connectDeadline = QDeadlineTimer::Forever;
    });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_request.connectDeadline = QDeadlineTimer::Forever;
        m_qtStages.requestSent();
        tellConnectionOpened();
        if (m_qtStages.retries() > m_request.retriesBefore + 1) // Qt would go on; this one is on its way already
            fail(faultWithoutReply(qtsResetFault()));
    });
    connect(reply, &QNetworkReply::uploadProgress, this,
            [this](qint64 sent, qint64 total) { m_qtStages.uploadProgress(sent, total); });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList reasons;
        for (const QSslError &error : errors)
            reasons.append(error.errorString());
        reasons.removeDuplicates();
        m_request.tlsErrors = reasons.join(QLatin1String("; "));
    });
}

/// Where Qt does not tell when the request is written, but does when its connection is not yet ready for it.
bool RequestJob::canTellUnsent() const
{
    return !m_context.factory->tellsSent(m_request.hop) && m_request.hop.url.scheme() == QLatin1String("https");
}

void RequestJob::startConnectDeadline()
{
    m_request.connectDeadline = QDeadlineTimer(m_context.factory->plan().connectTimeout, Qt::PreciseTimer);
    m_context.deadlines->lookAt(nextDeadline());
}

/// Of a request without a reply: whether any of it may have reached the server.
bool RequestJob::mayBeSent() const
{
    if (m_traced)
        return m_traced->times().connected >= 0;
    if (m_context.factory->tellsSent(m_request.hop))
        return m_qtStages.isRequestSent();
    return !canTellUnsent() || !m_qtStages.isConnecting();
}

void RequestJob::releaseReply()
{
    if (!m_reply)
        return;
    m_request.retriesBefore = retries();
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning()) {
        m_reply->abort();
        m_reply->deleteLater();
    } else {
        m_endedReplies.append(m_reply); // this may be called from one of its signals
    }
    m_reply = nullptr;
    m_traced = nullptr;
}

void RequestJob::tellConnectionOpened()
{
    if (m_qtStages.takeConnectionOpened())
        Q_EMIT connectionOpened();
}

/// Goes on as far as the traced reply has come.
void RequestJob::advance()
{
    const ReplyTimes &times = m_traced->times();
    if (m_request.hop.redirects == 0) // `wait` goes on over the hops of a redirect
        tellStages(m_log, times);
    if (times.connected >= 0) {
        m_request.connectDeadline = QDeadlineTimer::Forever;
        if (m_traced->isConnectionNew() && !m_request.isConnectionTold) {
            m_request.isConnectionTold = true;
            Q_EMIT connectionOpened();
        }
    }
    if (m_traced->isFinished())
        return replyFinished();
    headersReceived();
    if (m_traced && m_traced->unreadBytes() > 0)
        readBody();
    endIfWhole();
}

quint8 RequestJob::retries() const
{
    if (!m_traced)
        return std::max(m_request.retriesBefore, m_qtStages.retries());
    return static_cast<quint8>(std::min(m_request.retriesBefore + m_traced->retries(), 255));
}

int RequestJob::status() const
{
    if (m_traced)
        return m_traced->head().isComplete() ? m_traced->head().status() : 0;
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// A field of the reply's head; the name in lower case.
QByteArray RequestJob::field(const char *name) const
{
    return m_traced ? m_traced->head().value(name) : m_reply->rawHeader(name);
}

void RequestJob::headersReceived()
{
    const int status = this->status();
    if (m_request.hasHeaders || status == 0)
        return;
    m_request.hasHeaders = true;
    m_request.connectDeadline = QDeadlineTimer::Forever;
    m_qtStages.headersReceived();
    const bool hasBody = m_request.hop.method != "HEAD" && status != 204 && status != 304;
    if (hasBody)
        noteOwnEnd();
    const Fault fault = headerFaultOf(status, hasBody, field("content-length"), field("transfer-encoding"));
    if (fault.error == ErrorClass::None && isRedirectStatus(status) && m_context.factory->plan().redirects > 0)
        return; // followed when its body has ended, so that the connection can be used again
    const qint64 at = m_traced ? m_traced->times().firstByte : m_log.now();
    m_log.end(at, 0);
    tellReply(at, status);
    if (fault.error != ErrorClass::None)
        return fail(fault);
    m_request.contentType = contentTypeFrom(field("content-type"));
    if (const QByteArray encoding = field("content-encoding"); !encoding.isEmpty() && m_context.factory->decodes())
        m_request.decoder = ContentDecoder(encoding, m_context.factory->plan().maxBody);
    m_log.begin(Stage::Receive, at);
}

/// Where the transport reads on until the connection ends, though the length is known: Qt where Content-Length comes
/// twice, libcurl where Transfer-Encoding says that there is none.
void RequestJob::noteOwnEnd()
{
    const QByteArray length = field("content-length");
    const QByteArray coding = field("transfer-encoding");
    const bool isPassedOver = m_traced ? !coding.isEmpty() : length.contains(',');
    if (isPassedOver && !hasTransferCoding(coding))
        m_request.endsAt = lengthFrom(length).value_or(-1);
}

void RequestJob::endIfWhole()
{
    if (m_reply && m_request.endsAt >= 0 && m_request.arrived >= m_request.endsAt)
        replyFinished();
}

void RequestJob::tellReply(qint64 at, int status)
{
    if (m_traced) {
        const Fact::Reuse reuse = m_traced->isConnectionNew() ? Fact::Reuse::Fresh : Fact::Reuse::Reused;
        m_log.replied(at, status, m_traced->head().version(), reuse, retries(), m_traced->connection());
    } else {
        // Qt does not hand the minor version on: without HTTP/2 it is the one that was asked for.
        m_log.replied(at, status, HttpVersion::Http11, m_qtStages.reuse(), retries(), m_connection);
    }
    noteResponseHeaders();
}

void RequestJob::noteResponseHeaders()
{
    if (m_request.index >= m_context.keptHeaders)
        return;
    const auto fields = m_traced ? m_traced->head().fields() : m_reply->rawHeaderPairs();
    m_log.note(Note::Kind::ResponseHeaders, m_headerNote.textOf(fields, m_context.factory->secrets()));
}

QByteArray RequestJob::takeChunk()
{
    QByteArray chunk = m_traced ? m_traced->takeBody() : m_reply->readAll();
    if (m_request.endsAt >= 0)
        chunk.truncate(m_request.endsAt - m_request.arrived);
    m_request.arrived += chunk.size();
    return chunk;
}

/// False where a large body would take of the memory that others need, and the other lanes for what they read.
bool RequestJob::hasRoomForBody()
{
    if (m_request.body.size() < m_request.roomAskedAt + readBufferBytes)
        return true;
    m_request.roomAskedAt = m_request.body.size();
    constexpr quint64 lanesThatReadAtOnce = 64; // at the most: others wait for their first byte, or have all they get
    const quint64 lanes = std::min<quint64>(m_context.factory->plan().effectiveAtOnce(), lanesThatReadAtOnce);
    return hasAddressSpaceFor(sparedAddressSpace + lanes * readBufferBytes);
}

void RequestJob::readBody()
{
    const RunPlan &plan = m_context.factory->plan();
    QByteArray chunk = takeChunk();
    if (!hasRoomForBody())
        return fail(noMemoryForBodyFault());
    if (m_request.decoder.isNeeded()) {
        const Fault fault = m_request.decoder.decode(chunk, m_request.body);
        m_request.received = m_request.decoder.decoded();
        if (!plan.steps.wrap)
            m_request.body.clear();
        if (fault.error != ErrorClass::None)
            fail(fault);
        return;
    }
    m_request.received = m_request.arrived;
    if (m_request.received > plan.maxBody)
        return fail(bodyTooLargeFault(plan.maxBody));
    if (!plan.steps.wrap)
        return;
    try {
        m_request.body.append(std::move(chunk));
    } catch (const std::bad_alloc &) {
        fail(noMemoryForBodyFault());
    }
}

void RequestJob::replyFinished()
{
    const RunPlan &plan = m_context.factory->plan();
    headersReceived(); // not announced for a reply without a body by every transport
    if (m_request.isFinished)
        return;
    readBody();
    if (m_request.isFinished)
        return;
    if (const Fault fault = faultOfReply(); fault.error != ErrorClass::None)
        return fail(fault);

    const int status = this->status();
    if (isRedirectStatus(status) && plan.redirects > 0)
        return follow(status);
    const bool isEndTold = m_traced && m_traced->times().end >= 0;
    m_log.end(isEndTold ? m_traced->times().end : m_log.now(), m_request.received);
    if (!plan.accepts(status)) {
        return fail(statusFault(status, reason()));
    }
    const bool isDigested = m_request.index == 0 && plan.steps.wrap && m_request.body.size() <= mostDigested;
    if (isDigested) // of one alone, as it takes a while
        m_log.note(Note::Kind::PageDigest, pageDigest(m_request.body));
    m_request.deadline = QDeadlineTimer::Forever;
    m_request.isReplied = true;
    releaseReply();
    Q_EMIT replied();
}

QString RequestJob::reason() const
{
    if (m_traced)
        return textFromServer(m_traced->head().reason());
    // Qt has read it as Latin-1, whatever it is.
    return textFromServer(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().toLatin1());
}

/// None if the reply is whole, whatever its status.
Fault RequestJob::faultOfReply() const
{
    Fault fault = m_traced ? m_traced->fault() : faultOf(*m_reply, m_request.tlsErrors);
    if (!m_request.hasHeaders)
        fault = faultWithoutReply(fault);
    if (fault.error != ErrorClass::None)
        return fault;
    if (!m_request.hasHeaders)
        return protocolFault(QStringLiteral("it has no status line"));
    if (!m_traced)
        fault = lengthFaultOf(*m_reply, m_request.arrived);
    else if (m_request.arrived < m_request.endsAt)
        fault = truncatedFault();
    return fault.error == ErrorClass::None && m_request.decoder.isNeeded() ? m_request.decoder.end() : fault;
}

/// With what the job knows of the request.
Fault RequestJob::faultWithoutReply(const Fault &fault) const
{
    const RunPlan &plan = m_context.factory->plan();
    // Qt has no word for a connection that breaks while a body is written.
    const bool isBroken = !m_traced && fault.error == ErrorClass::Connect && m_qtStages.isRequestSent();
    if (fault.error != ErrorClass::Reset && !isBroken)
        return fault;
    Fault reset = isBroken ? resetFault(false) : fault;
    if (RequestFactory::mayHaveHadEffect(m_request.hop) && mayBeSent())
        reset = notSentAgainFault();
    const bool isNew = m_traced ? m_traced->isConnectionNew() : m_qtStages.reuse() != Fact::Reuse::Reused;
    if (isNew && m_request.hop.url.scheme() == QLatin1String("https") && plan.http != QLatin1String("2"))
        reset.message += QLatin1Char(' ') + onlyHttp2Hint(!m_traced);
    if (!m_traced && m_request.hop.hasBody)
        reset.message +=
            QStringLiteral(" If the server answered before it had read the body, --transport curl tells how.");
    return reset;
}

void RequestJob::follow(int status)
{
    const QByteArray location = field("location");
    Redirect redirect;
    if (m_request.hop.redirects >= m_context.factory->plan().redirects) {
        redirect.problem =
            QStringLiteral("Still redirected after %1 hops, the last one to %2. Look for a loop, or allow "
                           "more with --redirects.")
                .arg(m_request.hop.redirects)
                .arg(redactedUrl(m_request.hop.url.resolved(location)));
    } else {
        redirect = redirectFrom(m_context.factory->plan(), m_request.hop, status, location);
    }
    if (!redirect.problem.isEmpty()) {
        tellReply(m_log.now(), status);
        return fail({ErrorClass::Redirect, redirect.problem});
    }
    releaseReply();
    m_request.hop = redirect.next;
    m_request.body.clear();
    m_request.roomAskedAt = 0;
    m_request.received = 0;
    m_request.arrived = 0;
    m_request.endsAt = -1;
    send();
}

void RequestJob::wrap()
{
    if (m_request.isFinished || !m_request.isReplied)
        return; // cancelled, while this call was on its way
    if (!m_context.factory->plan().steps.wrap)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Wrap);
    if (!hasRoomForPage(m_request.body.size()))
        return fail(noMemoryForBodyFault());
    try {
        m_request.page = wrappedPage(std::exchange(m_request.body, {}), m_request.contentType, m_request.hop.shownUrl);
    } catch (const std::bad_alloc &) {
        return fail(noMemoryForBodyFault());
    }
    m_log.end(m_request.page.size());
    Q_EMIT wrapped();
}

void RequestJob::save()
{
    if (m_request.isFinished)
        return;
    if (!m_context.factory->plan().steps.save)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Save);
    if (const QString problem = m_context.store->save(m_request.index, m_request.page); !problem.isEmpty())
        return fail({ErrorClass::Save, problem});
    m_request.isSaved = true;
    m_log.end(m_request.page.size());
    m_request.page = {};
    Q_EMIT saved();
}

void RequestJob::remove()
{
    if (m_request.isFinished)
        return;
    if (!m_context.factory->plan().steps.remove)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Delete);
    m_request.isSaved = false;
    if (const QString problem = m_context.store->remove(m_request.index); !problem.isEmpty())
        return fail({ErrorClass::Delete, problem});
    m_log.end();
    Q_EMIT deleted();
    finish(Outcome::Done, ErrorClass::None);
}

PageWork RequestJob::takeWork()
{
    return {m_request.index, m_context.factory->plan().steps, std::exchange(m_request.body, {}), m_request.contentType,
            m_request.hop.shownUrl};
}

void RequestJob::conclude(const PageResult &result)
{
    if (m_request.isFinished || m_request.index != result.index) {
        if (result.isSaved)
            m_context.store->remove(result.index);
        return;
    }
    const auto tell = [this](Stage stage, const StepTime &time) {
        if (time.begin >= 0)
            m_log.begin(stage, time.begin);
        if (time.end >= 0)
            m_log.end(time.end, time.pageBytes);
    };
    tell(Stage::Wrap, result.wrap);
    tell(Stage::Save, result.save);
    tell(Stage::Delete, result.remove);
    const bool isLost = result.fault.error == ErrorClass::Worker;
    if (isLost && result.isSaved)
        m_context.store->remove(result.index);
    m_request.isSaved = result.isSaved && !isLost;
    if (result.fault.error != ErrorClass::None)
        return fail(result.fault);
    finish(Outcome::Done, ErrorClass::None);
}

void RequestJob::cancel()
{
    finish(Outcome::Cancelled, ErrorClass::Cancelled);
}

void RequestJob::fail(const Fault &fault)
{
    if (m_request.isFinished)
        return;
    m_log.note(Note::Kind::ErrorMessage, m_context.factory->secrets().filtered(fault.message));
    finish(Outcome::Failed, fault.error);
}

void RequestJob::finish(Outcome outcome, ErrorClass error)
{
    if (m_request.isFinished)
        return;
    m_request.isFinished = true;
    m_context.deadlines->remove(this);
    releaseReply();
    m_request.body.clear(); // it may be a while until the lane's next one
    m_request.page = {};
    if (m_request.isSaved && outcome == Outcome::Cancelled)
        m_context.store->remove(m_request.index);
    m_log.finish(outcome, error, retries(), m_request.received);
    Q_EMIT finished(outcome);
}

} // namespace fiftyfold
