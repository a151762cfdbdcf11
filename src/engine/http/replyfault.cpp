// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/replyfault.h"

#include "core/plan/runplan.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "engine/http/replyfields.h"

#include <QUrl>

namespace fiftyfold {

namespace {

QString target(const QUrl &url)
{
    const QString host = url.host();
    const bool isIpv6 = host.contains(QLatin1Char(':'));
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(portOf(url));
}

} // namespace

Fault unresolvedFault(const QUrl &url)
{
    return {ErrorClass::Dns,
            QStringLiteral("The name %1 does not resolve. Check its spelling and the name server.").arg(url.host())};
}

Fault refusedFault(const QUrl &url)
{
    return {ErrorClass::Connect,
            QStringLiteral("%1 refused the connection. Is the server running, and is that its port?").arg(target(url))};
}

Fault connectTimeFault(const QUrl &url)
{
    return {ErrorClass::Timeout,
            QStringLiteral("No connection to %1: the system's own time limit passed.").arg(target(url))};
}

Fault noConnectionFault(const QUrl &url, const QString &said)
{
    return {ErrorClass::Connect, sentence(QStringLiteral("No connection to %1: %2").arg(target(url), said))};
}

Fault tlsFault(const QUrl &url, const QString &said)
{
    const QString problem = sentence(QStringLiteral("No TLS connection to %1: %2").arg(target(url), said));
    if (said.contains(QLatin1String("no application protocol"), Qt::CaseInsensitive)) {
        return {ErrorClass::Tls,
                problem + QStringLiteral(" The server wants another protocol than HTTP/1.1. ") + onlyHttp2Hint(false)};
    }
    return {ErrorClass::Tls, problem + QStringLiteral(" Mend the server's certificate or name its CA with --cacert; "
                                                      "--insecure does without verification.")};
}

Fault proxyFault(const QString &said)
{
    return {ErrorClass::Proxy, sentence(QStringLiteral("The proxy can't be used: %1").arg(said)) +
                                   QStringLiteral(" Check --proxy, or what the environment has in http_proxy, "
                                                  "https_proxy and all_proxy.")};
}

Fault proxyWantsPasswordFault()
{
    return {ErrorClass::Proxy, QStringLiteral("The proxy asks for a name and password (407), or refuses those given: "
                                              "give them as --proxy http://USER:PASSWORD@HOST:PORT.")};
}

Fault resetFault(bool hasReply)
{
    if (hasReply)
        return {ErrorClass::Reset, QStringLiteral("The connection was reset in the middle of the body. Look at the "
                                                  "server's log, or try fewer at once.")};
    return {ErrorClass::Reset, QStringLiteral("The connection ended before there was a reply. Look at the server's "
                                              "log, or try fewer at once.")};
}

Fault notSentAgainFault()
{
    return {ErrorClass::Reset,
            QStringLiteral("The connection ended before there was a reply. The request may have had its effect, so it "
                           "was not sent again. Look at the server's log, or try fewer at once.")};
}

Fault truncatedFault()
{
    return {ErrorClass::Truncated, QStringLiteral("The body ended before its announced length. The server or something "
                                                  "between closed the connection too early.")};
}

Fault protocolFault(const QString &said)
{
    return {ErrorClass::Protocol, sentence(QStringLiteral("The reply is no valid HTTP: %1").arg(said))};
}

Fault noStatusLineFault(QByteArrayView bytes)
{
    // A SETTINGS frame of connection 0 (RFC 9113, 4.1 and 6.5): a server of HTTP/2 begins with one, asked or not.
    constexpr qsizetype frameHead = 9;
    const bool isHttp2 = bytes.size() >= frameHead && bytes[0] == 0 && bytes[1] == 0 && bytes[3] == 4 &&
                         bytes.sliced(5, 4) == QByteArrayView("\0\0\0\0", 4);
    if (!isHttp2)
        return protocolFault(QStringLiteral("it has no status line"));
    return {ErrorClass::Protocol, QStringLiteral("The server speaks HTTP/2 alone, and that over an unencrypted "
                                                 "connection. Ask an https URL of it, with --http 2.")};
}

Fault tooManyHeadersFault()
{
    return {ErrorClass::Headers,
            QStringLiteral("The reply's headers are more, or longer, than any program should send. "
                           "Look at what the server adds to each reply.")};
}

Fault undecodableFault(const QString &said)
{
    return {ErrorClass::Decode, sentence(QStringLiteral("The body can't be decompressed: %1").arg(said))};
}

Fault bodyTooLargeFault(qint64 maxBody)
{
    return {ErrorClass::BodyTooLarge,
            QStringLiteral("The body is larger than %1. Allow more with --max-body.").arg(sizeForPeople(maxBody))};
}

Fault noMemoryForBodyFault()
{
    return {ErrorClass::BodyTooLarge, QStringLiteral("There is no memory left for the body. Allow less of it with "
                                                     "--max-body, or have fewer in flight.")};
}

Fault headerFaultOf(int status, bool hasBody, const QByteArray &contentLength, const QByteArray &transferEncoding)
{
    if (status == 101)
        return {ErrorClass::Protocol, QStringLiteral("The server switched protocols (101) although nobody asked.")};
    if (status < 200 || status > 999)
        return {ErrorClass::Protocol,
                QStringLiteral("The reply's status is %1, which is no final answer.").arg(status)};
    if (!hasBody)
        return {};
    if (hasTransferCoding(transferEncoding)) {
        if (isChunked(transferEncoding))
            return {};
        return {ErrorClass::Protocol, QStringLiteral("The reply's Transfer-Encoding is \"%1\"; nobody asked for "
                                                     "another than chunked.")
                                          .arg(textFromServer(transferEncoding.left(60)))};
    }
    if (!contentLength.isEmpty() && !lengthFrom(contentLength))
        return {ErrorClass::Protocol, QStringLiteral("The reply's Content-Length is \"%1\", which is no length.")
                                          .arg(textFromServer(contentLength.left(60)))};
    return {};
}

Fault statusFault(int status, const QString &reason)
{
    QString answer = QString::number(status);
    if (const QString words = reason.simplified(); !words.isEmpty())
        answer += QLatin1Char(' ') + words;
    return {
        ErrorClass::Status,
        QStringLiteral("The server answered %1, which does not count as success. See --accept-status.").arg(answer)};
}

QString onlyHttp2Hint(bool isQt)
{
    return QStringLiteral("Should it speak HTTP/2 alone, ask for that with %1--http 2.")
        .arg(isQt ? QStringLiteral("--transport curl ") : QString());
}

} // namespace fiftyfold
