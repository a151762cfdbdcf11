// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requestjob.h"

#include "core/pagewrapper.h"
#include "core/quantities.h"
#include "core/redaction.h"
#include "engine/filestore.h"
#include "engine/redirect.h"
#include "engine/replystages.h"
#include "engine/tracedreply.h"

#include <QNetworkReply>
#include <QSslError>

namespace fiftyfold {

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;

std::chrono::milliseconds timerInterval(std::chrono::nanoseconds duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

} // namespace

RequestJob::RequestJob(const JobContext &context, quint32 index, quint32 lane, QNetworkAccessManager *manager,
                       QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_index(index)
    , m_lane(lane)
    , m_manager(manager)
    , m_log(context.sink, context.clock, index)
    , m_qtStages(&m_log, context.tellsConnections)
    , m_hop(context.factory->firstHop())
{
    const RunPlan &plan = context.factory->plan();
    for (QTimer *timer : {&m_deadline, &m_connectDeadline}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_deadline, &QTimer::timeout, this, [this, &plan] {
        if (m_traced)
            m_traced->updateTimes();
        advance();
        fail({ErrorClass::Timeout,
              QStringLiteral("Not done within %1 (%2). Allow more with --timeout, or see why the server takes so long.")
                  .arg(durationForPeople(plan.timeout.count()), stageName(m_log.stage()))});
    });
    connect(&m_connectDeadline, &QTimer::timeout, this, [this, &plan] {
        if (m_traced)
            m_traced->updateTimes();
        advance();
        fail({ErrorClass::Timeout,
              QStringLiteral(
                  "No connection within %1. Check host, port and firewall, or allow more with --connect-timeout.")
                  .arg(durationForPeople(plan.connectTimeout.count()))});
    });
}

RequestJob::~RequestJob()
{
    releaseReply();
}

void RequestJob::start()
{
    m_log.endQueued(m_lane);
    m_deadline.start(timerInterval(m_context.factory->plan().timeout));
    send();
}

void RequestJob::send()
{
    m_hasHeaders = false;
    m_isConnectionTold = false;
    const qint64 handedOver = m_log.now();
    watch(m_context.factory->send(m_manager, m_hop), handedOver);
}

void RequestJob::watch(QNetworkReply *reply, qint64 handedOver)
{
    m_reply = reply;
    m_traced = qobject_cast<TracedReply *>(reply);
    reply->setReadBufferSize(readBufferBytes);
    connect(reply, &QNetworkReply::metaDataChanged, this, &RequestJob::headersReceived);
    connect(reply, &QNetworkReply::readyRead, this, &RequestJob::readBody);
    connect(reply, &QNetworkReply::finished, this, &RequestJob::replyFinished);
    const bool isConnected = m_traced && m_traced->times().connected >= 0;
    if (!isConnected)
        m_connectDeadline.start(timerInterval(m_context.factory->plan().connectTimeout));
    if (m_traced)
        watchTraced(m_traced);
    else
        watchQts(reply, handedOver);
}

void RequestJob::watchTraced(TracedReply *reply)
{
    connect(reply, &TracedReply::advanced, this, &RequestJob::advance);
    advance();
}

void RequestJob::watchQts(QNetworkReply *reply, qint64 handedOver)
{
    m_qtStages.handOver(handedOver, m_hop.redirects == 0, m_hop.hasBody);
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        m_qtStages.socketStartedConnecting();
        advance();
    });
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_qtStages.encrypted(); });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_connectDeadline.stop();
        m_qtStages.requestSent();
        advance();
    });
    connect(reply, &QNetworkReply::uploadProgress, this,
            [this](qint64 sent, qint64 total) { m_qtStages.uploadProgress(sent, total); });
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList reasons;
        for (const QSslError &error : errors)
            reasons.append(error.errorString());
        reasons.removeDuplicates();
        m_tlsErrors = reasons.join(QLatin1String("; "));
    });
}

void RequestJob::releaseReply()
{
    if (!m_reply)
        return;
    m_retriesBefore = retries();
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
    m_traced = nullptr;
}

/// Tells what is known of the way to the reply.
void RequestJob::advance()
{
    if (!m_traced) {
        if (m_qtStages.takeConnectionOpened())
            Q_EMIT connectionOpened();
        return;
    }
    const ReplyTimes &times = m_traced->times();
    if (m_hop.redirects == 0) // `wait` goes on over the hops of a redirect
        tellStages(m_log, times);
    if (times.connected < 0)
        return;
    m_connectDeadline.stop();
    if (m_traced->isConnectionNew() && !m_isConnectionTold) {
        m_isConnectionTold = true;
        Q_EMIT connectionOpened();
    }
}

quint8 RequestJob::retries() const
{
    if (!m_traced)
        return std::max(m_retriesBefore, m_qtStages.retries());
    return static_cast<quint8>(std::min(m_retriesBefore + m_traced->retries(), 255));
}

void RequestJob::headersReceived()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_hasHeaders || status == 0)
        return;
    m_hasHeaders = true;
    m_connectDeadline.stop();
    m_qtStages.headersReceived();
    const Fault fault = headerFaultOf(*m_reply);
    if (fault.error == ErrorClass::None && isRedirectStatus(status) && m_context.factory->plan().redirects > 0)
        return; // followed when its body has ended, so that the connection can be used again
    const qint64 at = m_traced ? m_traced->times().firstByte : m_log.now();
    m_log.end(at, 0);
    tellReply(status);
    if (fault.error != ErrorClass::None)
        return fail(fault);
    m_contentType = m_reply->rawHeader(QByteArrayLiteral("Content-Type"));
    m_log.begin(Stage::Receive, at);
}

void RequestJob::tellReply(int status)
{
    if (m_traced) {
        const Fact::Reuse reuse = m_traced->isConnectionNew() ? Fact::Reuse::Fresh : Fact::Reuse::Reused;
        m_log.replied(status, m_traced->httpVersion(), reuse, retries(), m_traced->connection());
    } else {
        // Qt does not hand the minor version on: without HTTP/2 it is the one that was asked for.
        m_log.replied(status, HttpVersion::Http11, m_qtStages.reuse(), retries(), m_connection);
    }
    noteResponseHeaders();
}

void RequestJob::noteResponseHeaders()
{
    if (m_index >= m_context.keptHeaders)
        return;
    QByteArray lines;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        lines += name.toLower() + ": " + redactedHeaderValue(name, value) + '\n';
    lines.chop(1);
    m_log.note(Note::Kind::ResponseHeaders, QString::fromUtf8(lines.left(8 * 1024)));
}

void RequestJob::readBody()
{
    const RunPlan &plan = m_context.factory->plan();
    QByteArray chunk = m_traced ? m_traced->takeBody() : m_reply->readAll();
    m_received += chunk.size();
    if (m_received > plan.maxBody)
        return fail(bodyTooLargeFault(plan.maxBody));
    if (!plan.steps.wrap)
        return;
    if (m_body.isEmpty())
        m_body = std::move(chunk);
    else
        m_body += chunk;
}

void RequestJob::replyFinished()
{
    const RunPlan &plan = m_context.factory->plan();
    advance();
    headersReceived(); // not announced for a reply without a body by every transport
    if (m_isFinished)
        return;
    readBody();
    if (m_isFinished)
        return;
    if (const Fault fault = faultOfReply(); fault.error != ErrorClass::None)
        return fail(fault);

    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isRedirectStatus(status) && plan.redirects > 0)
        return follow(status);
    m_log.end(m_traced ? m_traced->times().end : m_log.now(), m_received);
    if (!plan.accepts(status)) {
        return fail({ErrorClass::Status,
                     QStringLiteral("The server answered %1 %2, which does not count as success. See --accept-status.")
                         .arg(status)
                         .arg(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString())
                         .simplified()});
    }
    m_deadline.stop();
    releaseReply();
    Q_EMIT replied();
}

/// None if the reply is whole, whatever its status.
Fault RequestJob::faultOfReply() const
{
    const Fault fault = m_traced ? m_traced->fault() : faultOf(*m_reply, m_tlsErrors);
    if (fault.error != ErrorClass::None)
        return fault;
    if (!m_hasHeaders)
        return protocolFault(QStringLiteral("it has no status line"));
    return m_traced ? Fault() : lengthFaultOf(*m_reply, m_received);
}

void RequestJob::follow(int status)
{
    const QByteArray location = m_reply->rawHeader(QByteArrayLiteral("Location"));
    Redirect redirect;
    if (m_hop.redirects >= m_context.factory->plan().redirects) {
        redirect.problem =
            QStringLiteral("Still redirected after %1 hops, the last one to %2. Look for a loop, or allow "
                           "more with --redirects.")
                .arg(m_hop.redirects)
                .arg(redactedUrl(m_hop.url.resolved(QUrl::fromEncoded(location))));
    } else {
        redirect = redirectFrom(m_context.factory->plan(), m_hop, status, location);
    }
    if (!redirect.problem.isEmpty()) {
        tellReply(status);
        return fail({ErrorClass::Redirect, redirect.problem});
    }
    releaseReply();
    m_hop = redirect.next;
    m_body.clear();
    m_received = 0;
    send();
}

void RequestJob::wrap()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.wrap)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Wrap);
    m_body = wrappedPage(m_body, m_contentType, m_hop.shownUrl);
    m_log.end(m_body.size());
    Q_EMIT wrapped();
}

void RequestJob::save()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.save)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Save);
    if (const QString problem = m_context.store->save(m_index, m_body); !problem.isEmpty())
        return fail({ErrorClass::Save, problem});
    m_isSaved = true;
    m_log.end(m_body.size());
    m_body = QByteArray();
    Q_EMIT saved();
}

void RequestJob::remove()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.remove)
        return finish(Outcome::Done, ErrorClass::None);
    m_log.begin(Stage::Delete);
    m_isSaved = false;
    if (const QString problem = m_context.store->remove(m_index); !problem.isEmpty())
        return fail({ErrorClass::Delete, problem});
    m_log.end();
    Q_EMIT deleted();
    finish(Outcome::Done, ErrorClass::None);
}

void RequestJob::cancel()
{
    finish(Outcome::Cancelled, ErrorClass::Cancelled);
}

void RequestJob::fail(const Fault &fault)
{
    if (m_isFinished)
        return;
    m_log.note(Note::Kind::ErrorMessage, fault.message);
    finish(Outcome::Failed, fault.error);
}

void RequestJob::finish(Outcome outcome, ErrorClass error)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_deadline.stop();
    m_connectDeadline.stop();
    releaseReply();
    if (m_isSaved && outcome == Outcome::Cancelled)
        m_context.store->remove(m_index);
    m_log.finish(outcome, error, retries(), m_received);
    Q_EMIT finished(outcome);
}

} // namespace fiftyfold
