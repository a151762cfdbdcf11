// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlreply.h"

#include "engine/base/clock.h"
#include "engine/base/memorylimit.h"
#include "engine/http/curl/curlfault.h"
#include "engine/http/curl/curlmulti.h"
#include "engine/http/curl/curltransfer.h"
#include "engine/http/replyfields.h"

#include <QIODevice>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 nsPerUs = 1000;
constexpr qint64 mostReserved = qint64(1024) * 1024;
constexpr qint64 largeBody = qint64(256) * 1024;

} // namespace

CurlReply::CurlReply(CurlMulti *multi, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                     QIODevice *body, QObject *parent)
    : TracedReply(operation, request, body != nullptr, parent)
    , m_multi(multi)
    , m_requestBody(body)
    , m_isUploaded(!body)
{
    m_times.handedOver = m_multi->clock().nowNs();
    m_transfer = m_multi->acquire();
    m_transfer->prepare(this, operation, request, body);
    m_multi->start(this);
    settle();
    if (m_news > Step) {
        m_multi->deliverSoon();
    } else {
        m_news = 0;
        m_multi->forget(this);
    }
}

CurlReply::~CurlReply()
{
    releaseTransfer();
}

/// From now on nothing happens to it any more, and it may outlive the multi.
void CurlReply::releaseTransfer()
{
    CurlTransfer *transfer = std::exchange(m_transfer, nullptr);
    if (!transfer)
        return;
    m_multi->release(transfer);
    if (std::exchange(m_news, 0) != 0)
        m_multi->forget(this);
    m_multi = nullptr;
}

void CurlReply::abort()
{
    if (isFinished())
        return;
    releaseTransfer();
    finish();
}

void CurlReply::announce(News news)
{
    if (m_news == 0)
        m_multi->announce(this);
    m_news |= news;
}

void CurlReply::noteResolving()
{
    // Called for addresses too, though nothing is looked up.
    if (m_times.dnsBegin >= 0 || !m_multi->settings().looksUpNameFor(url()))
        return;
    m_times.dnsBegin = m_multi->clock().nowNs();
    announce(Step);
}

curl_socket_t CurlReply::openSocket(const curl_sockaddr &address)
{
    if (!mayBeSent())
        return CURL_SOCKET_BAD;
    noteConnecting();
    return m_multi->openSocket(address);
}

/// libcurl tries again by itself, up to five times, when a kept connection breaks before there is a reply.
bool CurlReply::mayBeSent()
{
    const bool isFirst = m_tries == 0;
    if (isFirst || (m_tries == 1 && !isOnceOnly() && !m_isBodyBegun))
        return true;
    m_fault = FaultKind::ResetBeforeReply;
    return false;
}

void CurlReply::noteConnecting()
{
    if (m_times.connectBegin >= 0)
        return; // another address of the same host
    m_times.connectBegin = m_multi->clock().nowNs();
    if (m_times.dnsBegin >= 0)
        m_times.dnsEnd = m_times.connectBegin;
    m_reuse = Fact::Reuse::Fresh;
    announce(Step);
}

bool CurlReply::noteConnected(int localPort)
{
    if (!mayBeSent())
        return false;
    const qint64 now = m_multi->clock().nowNs();
    m_localPort = localPort;
    if (m_tries++ > 0) {
        if (m_retries < std::numeric_limits<quint8>::max())
            ++m_retries;
        m_times.sent = -1;
        m_connection = -1;
    }
    if (m_reuse == Fact::Reuse::Fresh && m_times.connectEnd < m_times.connectBegin) {
        m_connectionsOpened = 1;
        m_times.connectEnd = now;
        if (isTls())
            noteTls(now);
    }
    m_times.connected = now;
    announce(Step);
    return true;
}

/// TLS is ready: it began when TCP was, which libcurl tells as how long after the same start both were. It adds the
/// times of all tries up, so only their difference means something.
void CurlReply::noteTls(qint64 now)
{
    const curl_off_t microseconds =
        m_transfer->time(CURLINFO_APPCONNECT_TIME_T) - m_transfer->time(CURLINFO_CONNECT_TIME_T);
    m_times.tlsEnd = now;
    m_times.connectEnd = std::clamp(now - microseconds * nsPerUs, m_times.connectBegin, now);
}

void CurlReply::updateTimes()
{
    // Before TLS is ready libcurl says nothing of TCP; but then it has something to read for the first time.
    if (m_times.connected < 0 && m_times.connectEnd < 0 && isTls())
        m_times.connectEnd = m_readingAt;
}

void CurlReply::noteSocket(curl_socket_t socket, bool isWriting)
{
    if (m_times.connected < 0 && m_readingAt < 0 && !isWriting)
        m_readingAt = m_multi->clock().nowNs();
    if (m_times.connected < 0 || m_times.sent >= 0)
        return;
    m_socket = socket;
    if (m_connection < 0)
        m_connection = m_multi->connectionNumber(socket);
    if (!isWriting && m_isUploaded)
        noteSent();
}

void CurlReply::noteSent()
{
    m_times.sent = m_multi->clock().nowNs();
    announce(Step);
}

bool CurlReply::noteHeaderLine(std::string_view line)
{
    switch (m_head.add(line)) {
    case ReplyHead::Line::Begin:
        m_times.firstByte = m_multi->clock().nowNs();
        break;
    case ReplyHead::Line::Complete:
        noteHead();
        return !isBodyWhole();
    case ReplyHead::Line::TooLarge:
        m_fault = FaultKind::TooManyHeaders;
        return false;
    case ReplyHead::Line::Field:
    case ReplyHead::Line::Passed:
        break;
    }
    return true;
}

void CurlReply::noteHead()
{
    if (m_times.sent < 0) // answered at once, or before all was written
        m_times.sent = m_times.firstByte;
    announce(Content);
    // libcurl reads on until the connection ends where the reply names a coding, though it is that of none.
    const QByteArray coding = m_head.value("transfer-encoding");
    if (!coding.isEmpty() && !hasTransferCoding(coding) && mayHaveBody())
        endBodyAt(lengthFrom(m_head.value("content-length")).value_or(-1));
}

std::size_t CurlReply::noteBody(const char *data, std::size_t size)
{
    const auto bytes = static_cast<qsizetype>(size);
    if (readBufferSize() > 0 && unreadBytes() >= readBufferSize()) {
        m_isPaused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (!m_head.isComplete()) {
        m_fault = noStatusLineFault({data, bytes});
        return CURL_WRITEFUNC_ERROR;
    }
    if (!std::exchange(m_isBodyComing, true)) {
        const curl_off_t announced = m_transfer->time(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T);
        const qint64 reserved = std::clamp<qint64>(announced, bytes, mostReserved);
        if (reserved > largeBody && !hasAddressSpaceFor(static_cast<quint64>(reserved) + sparedAddressSpace))
            throw std::bad_alloc();
        expectBody(static_cast<qsizetype>(reserved));
    }
    addBody(data, bytes);
    announce(Content);
    return isBodyWhole() ? CURL_WRITEFUNC_ERROR : size;
}

void CurlReply::noteNoMemory() noexcept
{
    m_fault = FaultKind::NoMemoryForBody;
}

void CurlReply::bodyTaken()
{
    if (m_transfer && std::exchange(m_isPaused, false))
        m_multi->resume(m_transfer);
}

std::size_t CurlReply::readRequestBody(char *data, std::size_t most)
{
    if (!m_requestBody)
        return 0;
    const qint64 count = m_requestBody->read(data, static_cast<qint64>(most));
    if (count < 0)
        return CURL_READFUNC_ABORT;
    m_isBodyBegun = m_isBodyBegun || count > 0;
    m_isUploaded = m_requestBody->atEnd();
    return static_cast<std::size_t>(count);
}

bool CurlReply::seekRequestBody(qint64 offset)
{
    m_isUploaded = false;
    return m_requestBody && m_requestBody->seek(offset);
}

/// A server that answers and closes without reading has its answer lie in the socket while libcurl, which can't write
/// any more, looks at it no more. True: it is a whole reply in HTTP/1.
bool CurlReply::takeLastWords(QByteArray words)
{
    const bool isCutOff = words.size() >= CurlMulti::mostLastWords;
    while (!m_head.isComplete()) {
        const qsizetype end = words.indexOf('\n') + 1;
        const bool isHead = m_times.firstByte >= 0 || words.startsWith("HTTP/1.");
        if (end == 0 || !isHead)
            return false;
        if (!noteHeaderLine({words.constData(), static_cast<std::size_t>(end)}) && !isBodyWhole())
            return false;
        words.remove(0, end);
    }
    if (hasTransferCoding(m_head.value("transfer-encoding")))
        return false;
    if (m_head.status() == 204 || m_head.status() == 304) {
        words.clear();
    } else if (m_head.value("content-length").isEmpty()) {
        // Only of a refusal it does not matter how much of its page came before the connection broke.
        if (m_head.status() < 300 || isCutOff)
            return false;
    } else {
        const std::optional<qint64> length = lengthFrom(m_head.value("content-length"));
        if (!length || *length > words.size())
            return false;
        words.truncate(*length);
    }
    if (words.isEmpty())
        return true;
    try {
        expectBody(words.size());
        addBody(words.constData(), words.size());
        announce(Content);
    } catch (const std::bad_alloc &) {
        m_fault = FaultKind::NoMemoryForBody;
    }
    return true;
}

void CurlReply::noteEnd(CURLcode code)
{
    if (code == CURLE_PEER_FAILED_VERIFICATION && m_readingAt < 0)
        m_readingAt = m_multi->clock().nowNs(); // the certificate was there before libcurl had to wait for it
    updateTimes();
    const bool isBroken = (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR) && !m_isUploaded;
    const bool isAnswered = isBroken && m_times.firstByte < 0 && m_fault.error == ErrorClass::None && !isTls() &&
                            takeLastWords(m_multi->lastWords(m_socket));
    m_times.end = m_multi->clock().nowNs();
    // A server that refuses a body, or sends it elsewhere, need not read it: what breaks then is the connection, and
    // not the reply.
    const bool isRefusal = isBroken && m_head.isComplete() && m_head.status() >= 300 &&
                           m_head.value("content-length").isEmpty() && m_head.value("transfer-encoding").isEmpty();
    if (m_fault.error == ErrorClass::None && code != CURLE_OK && !isRefusal && !isAnswered && !isBodyWhole())
        m_fault = curlFault(code, *m_transfer, m_multi->settings(), m_head.isComplete());
    if (m_fault.error == ErrorClass::None && isBodyCutOff())
        m_fault = FaultKind::Truncated;
    if (code == CURLE_OK && m_head.status() == 407 && !m_multi->settings().proxy.isEmpty())
        m_fault = FaultKind::ProxyWantsPassword;
    if (!m_head.isComplete())
        m_fault = faultWithoutReply(m_fault, m_multi->settings().wantsHttp2 ? FaultKind::None : FaultKind::AskHttp2);
    announce(Ended);
}

/// libcurl says nothing of a socket that it watches already: then the request went out in the call that has just ended.
void CurlReply::settle()
{
    if (m_times.connected < 0)
        return;
    if (m_connection < 0)
        m_connection = m_multi->connectionOfLocalPort(m_localPort);
    if (m_times.sent < 0 && m_isUploaded)
        m_times.sent = m_multi->clock().nowNs();
}

void CurlReply::deliver()
{
    const unsigned news = std::exchange(m_news, 0);
    if (isFinished())
        return;
    settle();
    if (news & Ended) {
        releaseTransfer();
        finish();
    } else {
        Q_EMIT advanced();
    }
}

} // namespace fiftyfold
