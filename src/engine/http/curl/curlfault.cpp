// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlfault.h"

#include "engine/base/memorylimit.h"
#include "engine/base/systemlimits.h"
#include "engine/http/curl/curlreply.h"
#include "engine/http/curl/curlsettings.h"
#include "engine/http/curl/curltransfer.h"

#include <cerrno>
#include <cstring>

namespace fiftyfold {

namespace {

QString systemText(long number)
{
    return QString::fromLocal8Bit(std::strerror(static_cast<int>(number)));
}

/// libcurl's words, without the line that it adds for programmers.
QString saidBy(const CurlTransfer &transfer, CURLcode code)
{
    QString said = QString::fromUtf8(transfer.errorText()).section(QLatin1Char('\n'), 0, 0).trimmed();
    if (said.isEmpty())
        said = QString::fromLatin1(curl_easy_strerror(code));
    return said;
}

Fault connectFault(const CurlTransfer &transfer, const CurlSettings &settings, const QString &said)
{
    const long number = transfer.number(CURLINFO_OS_ERRNO);
    const QUrl url = transfer.reply()->url();
    if (!settings.proxy.isEmpty())
        return {FaultKind::ProxyUnusable, {said}};
    if (!settings.unixSocket.isEmpty()) {
        return {FaultKind::NoUnixConnection,
                {QString::fromLocal8Bit(settings.unixSocket), number != 0 ? systemText(number) : said}};
    }
    if (number == ECONNREFUSED)
        return {FaultKind::Refused, {targetOf(url)}};
    if (number == ETIMEDOUT)
        return {FaultKind::SystemsTimeLimit, {targetOf(url)}};
    if (number == EADDRNOTAVAIL)
        return {FaultKind::NoLocalPort, {targetOf(url), systemText(number)}};
    return {FaultKind::NoConnection, {targetOf(url), number != 0 ? systemText(number) : said}};
}

/// The connection broke, or what came over it was no HTTP: libcurl has one code for both.
Fault receiveFault(const CurlTransfer &transfer, const CurlSettings &settings, const QString &said, bool hasReply)
{
    const long number = transfer.number(CURLINFO_OS_ERRNO);
    const long fromProxy = transfer.number(CURLINFO_HTTP_CONNECTCODE);
    if (fromProxy == 407)
        return FaultKind::ProxyWantsPassword;
    if (fromProxy >= 300)
        return {FaultKind::ProxyUnusable, {said}};
    if (said.contains(QLatin1String("SSL")) ||
        said.contains(QLatin1String("TLS"))) // TLS 1.3 tells of a certificate that it misses when all seems ready
        return tlsFault(transfer.reply()->url(), said);
    if (number == ECONNRESET || number == EPIPE || said.contains(QLatin1String("reset by peer")))
        return hasReply ? FaultKind::ResetInBody : FaultKind::ResetBeforeReply;
    if (!settings.proxy.isEmpty() && transfer.reply()->times().connected < 0)
        return {FaultKind::ProxyUnusable, {said}};
    if (said.contains(QLatin1String("Connection closed")) || said.contains(QLatin1String("Broken pipe")))
        return hasReply ? FaultKind::Truncated : FaultKind::ResetBeforeReply;
    return {FaultKind::NoHttp, {said}};
}

} // namespace

Fault curlFault(CURLcode code, const CurlTransfer &transfer, const CurlSettings &settings, bool hasReply)
{
    const QString said = saidBy(transfer, code);
    // Most of the time libcurl does not tell what kept it from opening a socket.
    const long number = transfer.number(CURLINFO_OS_ERRNO);
    const bool isUnconnected = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST;
    if (isUnconnected && (number == 0 || number == EMFILE || number == ENFILE)) {
        if (const QString shortage = descriptorShortage(1); !shortage.isEmpty())
            return {FaultKind::NoConnection, {targetOf(transfer.reply()->url()), shortage}};
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {FaultKind::NameUnresolved, {transfer.reply()->url().host()}};
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return {FaultKind::ProxyUnusable, {said}};
    case CURLE_COULDNT_CONNECT:
        return connectFault(transfer, settings, said);
    case CURLE_OPERATION_TIMEDOUT:
        return {FaultKind::SystemsTimeLimit, {targetOf(transfer.reply()->url())}};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
        if (settings.proxy.startsWith("https:") && transfer.number(CURLINFO_HTTP_CONNECTCODE) == 0)
            return {FaultKind::ProxyUnusable, {said}};
        return tlsFault(transfer.reply()->url(), said);
    case CURLE_GOT_NOTHING:
        return FaultKind::ResetBeforeReply;
    case CURLE_PARTIAL_FILE:
        return FaultKind::Truncated;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_SEND_FAIL_REWIND:
        return receiveFault(transfer, settings, said, hasReply);
    case CURLE_BAD_CONTENT_ENCODING: // of transfer codings, as libcurl decodes no other
    case CURLE_WRITE_ERROR:          // not by us, who have a fault of our own
        return {FaultKind::NoHttp, {said}};
    case CURLE_OUT_OF_MEMORY: // or a line of the head that is longer than libcurl takes
        if (!hasAddressSpaceFor(sparedAddressSpace))
            return FaultKind::NoMemoryForBody;
        return hasReply ? Fault(FaultKind::NoHttp, {said}) : Fault(FaultKind::TooManyHeaders);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return {FaultKind::NoHttp, {said}};
    default:
        // From libcurl 8.6 on there is a code of its own for it, CURLE_TOO_LARGE.
        if (code == CURLcode(100) && !hasReply)
            return FaultKind::TooManyHeaders;
        return hasReply ? Fault(FaultKind::NoHttp, {said})
                        : Fault(FaultKind::NoConnection, {targetOf(transfer.reply()->url()), said});
    }
}

} // namespace fiftyfold
