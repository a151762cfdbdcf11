// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/replyfault.h"

#include "core/plan/runplan.h"
#include "engine/http/replyfields.h"

#include <QUrl>

namespace fiftyfold {

QString targetOf(const QUrl &url)
{
    const QString host = url.host();
    const bool isIpv6 = host.contains(QLatin1Char(':'));
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(portOf(url));
}

Fault tlsFault(const QUrl &url, const QString &said)
{
    if (said.contains(QLatin1String("no application protocol"), Qt::CaseInsensitive))
        return {FaultKind::NoCommonTlsProtocol, {targetOf(url), said}, {FaultKind::AskHttp2}};
    return {FaultKind::NoTls, {targetOf(url), said}};
}

Fault noStatusLineFault(QByteArrayView bytes)
{
    // A SETTINGS frame of connection 0 (RFC 9113, 4.1 and 6.5): a server of HTTP/2 begins with one, asked or not.
    constexpr qsizetype frameHead = 9;
    const bool isHttp2 = bytes.size() >= frameHead && bytes[0] == 0 && bytes[1] == 0 && bytes[3] == 4 &&
                         bytes.sliced(5, 4) == QByteArrayView("\0\0\0\0", 4);
    return isHttp2 ? FaultKind::Http2Alone : FaultKind::NoStatusLine;
}

Fault headerFaultOf(int status, bool hasBody, const QByteArray &contentLength, const QByteArray &transferEncoding)
{
    constexpr qsizetype longest = 60; // of a field, where it is quoted
    if (status == 101)
        return FaultKind::SwitchedProtocols;
    if (status < 200 || status > 999)
        return {FaultKind::NoFinalStatus, {QString::number(status)}};
    if (!hasBody)
        return {};
    if (hasTransferCoding(transferEncoding)) {
        if (isChunked(transferEncoding))
            return {};
        return {FaultKind::OddTransferEncoding, {textFromServer(transferEncoding.left(longest))}};
    }
    if (!contentLength.isEmpty() && !lengthFrom(contentLength))
        return {FaultKind::OddContentLength, {textFromServer(contentLength.left(longest))}};
    return {};
}

Fault statusFault(int status, const QString &reason)
{
    QString answer = QString::number(status);
    if (const QString words = reason.simplified(); !words.isEmpty())
        answer += QLatin1Char(' ') + words;
    return {FaultKind::StatusNotAccepted, {answer}};
}

} // namespace fiftyfold
