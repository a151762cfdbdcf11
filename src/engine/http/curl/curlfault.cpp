// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlfault.h"

#include "core/plan/runplan.h"
#include "core/text/visibletext.h"
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
        return proxyFault(said);
    if (!settings.unixSocket.isEmpty()) {
        return {ErrorClass::Connect, sentence(QStringLiteral("No connection to the Unix socket %1: %2")
                                                  .arg(QString::fromLocal8Bit(settings.unixSocket),
                                                       number != 0 ? systemText(number) : said)) +
                                         QStringLiteral(" Is the server running, and is that its path?")};
    }
    if (number == ECONNREFUSED)
        return refusedFault(url);
    if (number == ETIMEDOUT)
        return connectTimeFault(url);
    if (number == EADDRNOTAVAIL) {
        return {ErrorClass::Connect,
                QStringLiteral("No connection to %1:%2: no local port is left (%3). Keep connections open instead of "
                               "--fresh-connections, have fewer at once, or wait a minute for the system to free some.")
                    .arg(url.host())
                    .arg(portOf(url))
                    .arg(systemText(number))};
    }
    return noConnectionFault(url, number != 0 ? systemText(number) : said);
}

/// The connection broke, or what came over it was no HTTP: libcurl has one code for both.
Fault receiveFault(const CurlTransfer &transfer, const CurlSettings &settings, const QString &said, bool hasReply)
{
    const long number = transfer.number(CURLINFO_OS_ERRNO);
    const long fromProxy = transfer.number(CURLINFO_HTTP_CONNECTCODE);
    if (fromProxy == 407)
        return proxyWantsPasswordFault();
    if (fromProxy >= 300)
        return proxyFault(said);
    if (said.contains(QLatin1String("SSL")) ||
        said.contains(QLatin1String("TLS"))) // TLS 1.3 tells of a certificate that it misses when all seems ready
        return tlsFault(transfer.reply()->url(), said);
    if (number == ECONNRESET || number == EPIPE || said.contains(QLatin1String("reset by peer")))
        return resetFault(hasReply);
    if (!settings.proxy.isEmpty() && transfer.reply()->times().connected < 0)
        return proxyFault(said);
    if (said.contains(QLatin1String("Connection closed")) || said.contains(QLatin1String("Broken pipe")))
        return hasReply ? truncatedFault() : resetFault(hasReply);
    return protocolFault(said);
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
            return noConnectionFault(transfer.reply()->url(), shortage);
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return unresolvedFault(transfer.reply()->url());
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
        return proxyFault(said);
    case CURLE_COULDNT_CONNECT:
        return connectFault(transfer, settings, said);
    case CURLE_OPERATION_TIMEDOUT:
        return connectTimeFault(transfer.reply()->url());
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
            return proxyFault(said);
        return tlsFault(transfer.reply()->url(), said);
    case CURLE_GOT_NOTHING:
        return resetFault(false);
    case CURLE_PARTIAL_FILE:
        return truncatedFault();
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_SEND_FAIL_REWIND:
        return receiveFault(transfer, settings, said, hasReply);
    case CURLE_BAD_CONTENT_ENCODING: // of transfer codings, as libcurl decodes no other
    case CURLE_WRITE_ERROR:          // not by us, who have a fault of our own
        return protocolFault(said);
    case CURLE_OUT_OF_MEMORY: // or a line of the head that is longer than libcurl takes
        if (!hasAddressSpaceFor(sparedAddressSpace))
            return noMemoryForBodyFault();
        return hasReply ? protocolFault(said) : tooManyHeadersFault();
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return protocolFault(said);
    default:
        // From libcurl 8.6 on there is a code of its own for it, CURLE_TOO_LARGE.
        if (code == CURLcode(100) && !hasReply)
            return tooManyHeadersFault();
        return hasReply ? protocolFault(said) : noConnectionFault(transfer.reply()->url(), said);
    }
}

} // namespace fiftyfold
