// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requestjob.h"

#include "core/pagewrapper.h"
#include "core/quantities.h"
#include "core/redaction.h"
#include "engine/clock.h"
#include "engine/filestore.h"
#include "engine/mailbox.h"
#include "engine/redirect.h"

#include <QNetworkReply>
#include <QSslError>

#include <limits>

namespace fiftyfold {

namespace {

constexpr qint64 readBufferBytes = 256 * 1024;

std::chrono::milliseconds timerInterval(std::chrono::nanoseconds duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

HttpVersion httpVersionOf(const QNetworkReply &reply)
{
    // Qt does not hand the minor version on: without HTTP/2 it is the one that was asked for.
    return reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() ? HttpVersion::Http2 : HttpVersion::Http11;
}

} // namespace

RequestJob::RequestJob(const JobContext &context, quint32 index, quint32 lane, QNetworkAccessManager *manager,
                       QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_index(index)
    , m_lane(lane)
    , m_manager(manager)
    , m_hop(context.factory->firstHop())
{
    const RunPlan &plan = context.factory->plan();
    for (QTimer *timer : {&m_deadline, &m_connectDeadline}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_deadline, &QTimer::timeout, this, [this, &plan] {
        fail(ErrorClass::Timeout,
             QStringLiteral("Not done within %1 (%2). Allow more with --timeout, or see why the server takes so long.")
                 .arg(durationForPeople(plan.timeout.count()), stageName(m_stage)));
    });
    connect(&m_connectDeadline, &QTimer::timeout, this, [this, &plan] {
        fail(ErrorClass::Timeout,
             QStringLiteral(
                 "No connection within %1. Check host, port and firewall, or allow more with --connect-timeout.")
                 .arg(durationForPeople(plan.connectTimeout.count())));
    });
}

RequestJob::~RequestJob()
{
    releaseReply();
}

void RequestJob::start()
{
    const RunPlan &plan = m_context.factory->plan();
    end(Stage::Queued, m_lane);
    m_deadline.start(timerInterval(plan.timeout));
    send();
}

void RequestJob::send()
{
    m_isConnecting = false;
    m_isRequestSent = false;
    m_isUploaded = false;
    m_hasHeaders = false;
    m_reuse = m_context.tellsConnections ? Fact::Reuse::Reused : Fact::Reuse::Unknown; // unless one is opened for it
    m_connectDeadline.start(timerInterval(m_context.factory->plan().connectTimeout));
    if (m_redirects == 0) {
        m_handedOverAt = m_context.clock->nowNs();
        beginAt(Stage::Send, m_handedOverAt); // becomes `connect` when Qt opens a connection for it
    }
    watch(m_context.factory->send(m_manager, m_hop));
}

void RequestJob::watch(QNetworkReply *reply)
{
    m_reply = reply;
    reply->setReadBufferSize(readBufferBytes);
    connect(reply, &QNetworkReply::socketStartedConnecting, this, &RequestJob::connectingStarted);
    connect(reply, &QNetworkReply::encrypted, this, &RequestJob::tlsReady);
    connect(reply, &QNetworkReply::requestSent, this, &RequestJob::requestSent);
    connect(reply, &QNetworkReply::uploadProgress, this, &RequestJob::uploaded);
    connect(reply, &QNetworkReply::metaDataChanged, this, &RequestJob::headersReceived);
    connect(reply, &QNetworkReply::readyRead, this, &RequestJob::readBody);
    connect(reply, &QNetworkReply::finished, this, &RequestJob::replyFinished);
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
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void RequestJob::connectingStarted()
{
    if (!m_context.tellsConnections) {
        Q_EMIT connectionOpened();
        return;
    }
    m_isConnecting = true; // again for each address of the host that is tried
    m_reuse = Fact::Reuse::Fresh;
    if (m_redirects == 0 && !m_isRequestSent)
        beginAt(Stage::Connect, m_handedOverAt);
}

void RequestJob::tlsReady()
{
    if (m_stage != Stage::Connect || !m_isStageOpen)
        return;
    end(Stage::Connect);
    begin(Stage::Send);
}

void RequestJob::requestSent()
{
    m_connectDeadline.stop();
    if (m_isConnecting) {
        m_isConnecting = false;
        Q_EMIT connectionOpened();
    }
    if (m_isRequestSent) { // Qt tries again by itself when a kept connection turns out to be closed
        if (m_retries < std::numeric_limits<quint8>::max())
            ++m_retries;
        return;
    }
    m_isRequestSent = true;
    if (!m_hop.hasBody || m_isUploaded)
        return beginWaiting();
    if (m_redirects == 0 && m_stage == Stage::Connect) {
        end(Stage::Connect);
        begin(Stage::Send);
    }
}

void RequestJob::uploaded(qint64 sent, qint64 total)
{
    if (m_isUploaded || total <= 0 || sent < total)
        return;
    m_isUploaded = true;
    if (m_isRequestSent)
        beginWaiting();
}

void RequestJob::beginWaiting()
{
    if (m_redirects > 0 || m_hasHeaders)
        return; // `wait` goes on over the hops of a redirect
    end(m_stage);
    begin(Stage::Wait);
}

void RequestJob::headersReceived()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_hasHeaders || status == 0)
        return;
    m_hasHeaders = true;
    m_connectDeadline.stop();
    const Fault fault = headerFaultOf(*m_reply);
    if (fault.error == ErrorClass::None && isRedirectStatus(status) && m_context.factory->plan().redirects > 0)
        return; // followed when its body has ended, so that the connection can be used again
    if (m_isStageOpen)
        end(m_stage);
    tellReply(status);
    if (fault.error != ErrorClass::None)
        return fail(fault.error, fault.message);
    m_contentType = m_reply->rawHeader(QByteArrayLiteral("Content-Type"));
    begin(Stage::Receive);
}

void RequestJob::tellReply(int status)
{
    Fact fact;
    fact.at = m_context.clock->nowNs();
    fact.value = m_connection;
    fact.request = m_index;
    fact.kind = Fact::Kind::Replied;
    fact.status = static_cast<quint16>(status);
    fact.http = httpVersionOf(*m_reply);
    fact.reuse = m_reuse;
    fact.retries = m_retries;
    m_context.sink->add(fact);
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
    m_context.sink->add(Note{m_index, Note::Kind::ResponseHeaders, QString::fromUtf8(lines.left(8 * 1024))});
}

void RequestJob::readBody()
{
    const RunPlan &plan = m_context.factory->plan();
    const QByteArray chunk = m_reply->readAll();
    m_received += chunk.size();
    if (m_received > plan.maxBody) {
        return fail(
            ErrorClass::BodyTooLarge,
            QStringLiteral("The body is larger than %1. Allow more with --max-body.").arg(sizeForPeople(plan.maxBody)));
    }
    if (plan.steps.wrap)
        m_body += chunk;
}

void RequestJob::replyFinished()
{
    const RunPlan &plan = m_context.factory->plan();
    headersReceived(); // not announced for a reply without a body by every transport
    if (m_isFinished)
        return;
    readBody();
    if (m_isFinished)
        return;
    if (const Fault fault = faultOf(*m_reply, m_tlsErrors); fault.error != ErrorClass::None)
        return fail(fault.error, fault.message);
    if (!m_hasHeaders)
        return fail(ErrorClass::Protocol, QStringLiteral("The reply has no status line: it is no HTTP."));
    if (const Fault fault = lengthFaultOf(*m_reply, m_received); fault.error != ErrorClass::None)
        return fail(fault.error, fault.message);

    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isRedirectStatus(status) && plan.redirects > 0)
        return follow(status);
    end(Stage::Receive, m_received);
    if (!plan.accepts(status)) {
        return fail(ErrorClass::Status,
                    QStringLiteral("The server answered %1 %2, which does not count as success. See --accept-status.")
                        .arg(status)
                        .arg(m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString())
                        .simplified());
    }
    m_deadline.stop();
    releaseReply();
    Q_EMIT replied();
}

void RequestJob::follow(int status)
{
    const QByteArray location = m_reply->rawHeader(QByteArrayLiteral("Location"));
    Redirect redirect;
    if (m_redirects >= m_context.factory->plan().redirects) {
        redirect.problem =
            QStringLiteral("Still redirected after %1 hops, the last one to %2. Look for a loop, or allow "
                           "more with --redirects.")
                .arg(m_redirects)
                .arg(redactedUrl(m_hop.url.resolved(QUrl::fromEncoded(location))));
    } else {
        redirect = redirectFrom(m_context.factory->plan(), m_hop, status, location);
    }
    if (!redirect.problem.isEmpty()) {
        tellReply(status);
        return fail(ErrorClass::Redirect, redirect.problem);
    }
    releaseReply();
    m_hop = redirect.next;
    m_body.clear();
    m_received = 0;
    ++m_redirects;
    send();
}

void RequestJob::wrap()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.wrap)
        return finish(Outcome::Done, ErrorClass::None);
    begin(Stage::Wrap);
    m_body = wrappedPage(m_body, m_contentType, redactedUrl(m_hop.url));
    end(Stage::Wrap, m_body.size());
    Q_EMIT wrapped();
}

void RequestJob::save()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.save)
        return finish(Outcome::Done, ErrorClass::None);
    begin(Stage::Save);
    if (const QString problem = m_context.store->save(m_index, m_body); !problem.isEmpty())
        return fail(ErrorClass::Save, problem);
    m_isSaved = true;
    end(Stage::Save, m_body.size());
    m_body = QByteArray();
    Q_EMIT saved();
}

void RequestJob::remove()
{
    if (m_isFinished)
        return;
    if (!m_context.factory->plan().steps.remove)
        return finish(Outcome::Done, ErrorClass::None);
    begin(Stage::Delete);
    m_isSaved = false;
    if (const QString problem = m_context.store->remove(m_index); !problem.isEmpty())
        return fail(ErrorClass::Delete, problem);
    end(Stage::Delete);
    Q_EMIT deleted();
    finish(Outcome::Done, ErrorClass::None);
}

void RequestJob::cancel()
{
    finish(Outcome::Cancelled, ErrorClass::Cancelled);
}

void RequestJob::begin(Stage stage)
{
    beginAt(stage, m_context.clock->nowNs());
}

void RequestJob::beginAt(Stage stage, qint64 at)
{
    m_stage = stage;
    m_isStageOpen = true;
    Fact fact;
    fact.at = at;
    fact.request = m_index;
    fact.kind = Fact::Kind::Began;
    fact.stage = stage;
    m_context.sink->add(fact);
}

void RequestJob::end(Stage stage, qint64 value, Outcome brokenOffBy)
{
    m_isStageOpen = false;
    Fact fact;
    fact.at = m_context.clock->nowNs();
    fact.value = value;
    fact.request = m_index;
    fact.kind = Fact::Kind::Ended;
    fact.stage = stage;
    fact.outcome = brokenOffBy;
    m_context.sink->add(fact);
}

void RequestJob::fail(ErrorClass error, const QString &message)
{
    if (m_isFinished)
        return;
    m_context.sink->add(Note{m_index, Note::Kind::ErrorMessage, message});
    finish(Outcome::Failed, error);
}

void RequestJob::finish(Outcome outcome, ErrorClass error)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_deadline.stop();
    m_connectDeadline.stop();
    if (m_isStageOpen)
        end(m_stage, 0, outcome); // the record shows how long it was in the stage that was broken off
    releaseReply();
    if (m_isSaved && outcome == Outcome::Cancelled)
        m_context.store->remove(m_index);
    Fact fact;
    fact.at = m_context.clock->nowNs();
    fact.value = m_received;
    fact.request = m_index;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = outcome;
    fact.error = error;
    fact.retries = m_retries;
    m_context.sink->add(fact);
    Q_EMIT finished(outcome);
}

} // namespace fiftyfold
