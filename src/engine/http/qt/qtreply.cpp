// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/qt/qtreply.h"

#include "engine/base/clock.h"
#include "engine/http/qt/qtfault.h"
#include "engine/http/replyfields.h"

#include <QSslError>

#include <utility>

namespace fiftyfold {

QtReply::QtReply(QNetworkReply *carried, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 bool hasBody, const Clock *clock, QtConnection *connection, QObject *parent)
    : TracedReply(operation, request, hasBody, parent)
    , m_carried(carried)
    , m_clock(clock)
    , m_connectionOfLane(connection)
    , m_isSentTold(hasBody || !isOnceOnly())
{
    m_times.handedOver = m_clock->nowNs();
    if (!m_isSentTold)
        m_times.sent = m_times.connected = m_times.handedOver;
    m_reuse = m_connectionOfLane->isTold ? Fact::Reuse::Reused : Fact::Reuse::Unknown;
    connect(carried, &QNetworkReply::socketStartedConnecting, this, &QtReply::connecting);
    connect(carried, &QNetworkReply::encrypted, this, &QtReply::tlsReady);
    connect(carried, &QNetworkReply::requestSent, this, &QtReply::requestWritten);
    connect(carried, &QNetworkReply::uploadProgress, this, &QtReply::uploaded);
    connect(carried, &QNetworkReply::metaDataChanged, this, [this] {
        noteHead();
        goOn();
    });
    connect(carried, &QNetworkReply::readyRead, this, [this] {
        takeCarriedBody();
        goOn();
    });
    connect(carried, &QNetworkReply::finished, this, &QtReply::carriedFinished);
    connect(carried, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList reasons;
        for (const QSslError &error : errors)
            reasons.append(error.errorString());
        reasons.removeDuplicates();
        m_tlsErrors = reasons.join(QLatin1String("; "));
    });
}

QtReply::~QtReply()
{
    letGo();
}

/// Later, since a manager that goes takes all its replies with it, this one and Qt's, and has listed them before.
void QtReply::letGo()
{
    if (!m_carried)
        return;
    disconnect(m_carried, nullptr, this, nullptr);
    if (m_carried->isRunning())
        m_carried->abort();
    m_carried->deleteLater();
    m_carried = nullptr;
}

void QtReply::abort()
{
    if (isFinished())
        return;
    letGo();
    finish();
}

void QtReply::setReadBufferSize(qint64 size)
{
    TracedReply::setReadBufferSize(size);
    m_carried->setReadBufferSize(size);
}

void QtReply::connecting()
{
    const bool isFirstAddress = !m_isConnecting; // each address of the host that is tried is told
    if (!m_connectionOfLane->isTold) {
        noteConnectionOpened(); // somebody's
    } else if (isFirstAddress) {
        m_isConnecting = true;
        m_reuse = Fact::Reuse::Fresh;
        if (!m_isSentTold)
            noteConnectionOpened();
        else if (!m_isRequestSent && m_times.connectBegin < 0)
            m_times.connectBegin = m_times.handedOver;
        if (!m_isSentTold && isTls())
            m_times.connected = -1; // until TLS is; without it nobody can tell
    }
    Q_EMIT advanced();
}

void QtReply::tlsReady()
{
    if (m_isConnecting) {
        const qint64 now = m_clock->nowNs();
        if (m_isSentTold && m_times.connectBegin >= 0 && m_times.connectEnd < 0)
            m_times.connectEnd = now;
        if (!m_isSentTold)
            m_isConnecting = false;
        m_times.connected = now;
    }
    Q_EMIT advanced();
}

void QtReply::requestWritten()
{
    if (std::exchange(m_isConnecting, false))
        noteConnectionOpened();
    const qint64 now = m_clock->nowNs();
    if (m_times.connected < 0)
        m_times.connected = now;
    if (std::exchange(m_isRequestSent, true)) {
        // Qt tries again by itself when a kept connection turns out to be closed; a third time would be one too many,
        // and is on its way already.
        if (++m_retries > 1)
            return end(brokenFault(FaultKind::ResetOrNoHttp));
    } else if (!hasBody() || m_isUploaded) {
        noteSent();
    } else if (m_times.connectBegin >= 0 && m_times.connectEnd < 0) {
        m_times.connectEnd = now;
    }
    Q_EMIT advanced();
}

void QtReply::uploaded(qint64 sent, qint64 total)
{
    if (m_isUploaded || total <= 0 || sent < total)
        return;
    m_isUploaded = true;
    if (m_isRequestSent)
        noteSent();
    Q_EMIT advanced();
}

void QtReply::noteSent()
{
    if (m_times.sent < 0)
        m_times.sent = m_clock->nowNs();
}

void QtReply::noteConnectionOpened()
{
    ++m_connectionsOpened;
    if (m_connectionOfLane->isTold && m_connectionOfLane->numbers)
        m_connectionOfLane->number = (*m_connectionOfLane->numbers)++;
}

void QtReply::noteHead()
{
    const int status = m_carried->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_head.isComplete() || status == 0)
        return;
    m_times.firstByte = m_clock->nowNs();
    if (m_times.sent < 0) // answered before all was written
        m_times.sent = m_times.firstByte;
    if (m_times.connected < 0)
        m_times.connected = m_times.firstByte;
    m_connection = m_connectionOfLane->number;
    // Qt has read the reason as Latin-1, whatever it is, and does not hand the minor version on: without HTTP/2 it is
    // the one that was asked for.
    const QString reason = m_carried->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    m_head = ReplyHead(status, HttpVersion::Http11, reason.toLatin1(), m_carried->rawHeaderPairs());
    const QByteArray length = m_head.value("content-length");
    const bool isRepeated = length.contains(','); // then Qt reads on until the connection ends
    if (isRepeated && mayHaveBody() && !hasTransferCoding(m_head.value("transfer-encoding")))
        endBodyAt(lengthFrom(length).value_or(-1));
}

void QtReply::takeCarriedBody()
{
    addBody(m_carried->readAll());
}

/// Tells what has come, and ends where Qt would not.
void QtReply::goOn()
{
    if (isBodyWhole())
        end({});
    else
        Q_EMIT advanced();
}

void QtReply::carriedFinished()
{
    noteHead(); // not announced of a reply without a body
    takeCarriedBody();
    end(carriedFault());
}

/// None if the reply is whole, whatever its status.
Fault QtReply::carriedFault() const
{
    Fault fault = faultOf(*m_carried, m_connectionOfLane->proxy, m_tlsErrors);
    if (!m_head.isComplete())
        fault = brokenFault(fault);
    if (fault.error != ErrorClass::None || !m_head.isComplete())
        return fault;
    return mayHaveBody() ? lengthFaultOf(m_head, arrived()) : Fault();
}

Fault QtReply::brokenFault(const Fault &fault) const
{
    // Qt has no word for a connection that breaks while a body is written.
    const bool isBroken = fault.error == ErrorClass::Connect && m_isRequestSent;
    Fault broken = faultWithoutReply(isBroken ? FaultKind::ResetBeforeReply : fault, FaultKind::AskHttp2OverCurl);
    if (broken.error == ErrorClass::Reset && hasBody())
        broken.advice.append(FaultKind::AskOverCurlForAnswer);
    return broken;
}

void QtReply::end(const Fault &fault)
{
    m_times.end = m_clock->nowNs();
    m_fault = fault;
    letGo();
    finish();
}

} // namespace fiftyfold
