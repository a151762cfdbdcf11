// SPDX-License-Identifier: GPL-3.0-or-later
// What each option of curl that is taken does. A refusal never has the value in it where that may be secret.
#include "core/plan/curloptions.h"
#include "core/plan/fieldwords.h"
#include "core/plan/plantexts.h"
#include "core/plan/proxychoice.h"
#include "core/text/problemwords.h"
#include "core/text/quantities.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

bool hasControls(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char byte) { return (uchar(byte) < 0x20 && byte != '\t') || byte == 0x7f; });
}

QByteArray withoutBlanksBefore(const QByteArray &text)
{
    const auto begin = std::find_if(text.begin(), text.end(), [](char byte) { return byte != ' ' && byte != '\t'; });
    return text.mid(begin - text.begin());
}

/// As forms are encoded.
QByteArray urlEncoded(const QByteArray &text)
{
    return text.toPercentEncoding().replace("%20", "+");
}

/// What is behind an @, as a file's name.
Refusal takeFileName(const QByteArray &name, QString &file)
{
    if (name.isEmpty())
        return FieldWords::tr("an @ without the name of a file");
    if (name == "-")
        return FieldWords::tr("standard input (@-)");
    file = QString::fromUtf8(name);
    return accepted;
}

Refusal appendData(CurlDraft &draft, const QByteArray &value, FileUse use, bool isJoined)
{
    CurlData data{value, {}, use, isJoined};
    if (value.startsWith('@')) {
        data.text.clear();
        if (Refusal refusal = takeFileName(value.mid(1), data.file))
            return refusal;
    }
    draft.command.data.append(data);
    return accepted;
}

/// NAME=TEXT, =TEXT, TEXT, NAME@FILE or @FILE, of which the text or the file is encoded.
Refusal encodedFrom(const QByteArray &value, CurlData &data)
{
    qsizetype sign = value.indexOf('=');
    if (sign < 0)
        sign = value.indexOf('@');
    const QByteArray name = value.left(std::max<qsizetype>(sign, 0));
    if (!name.isEmpty())
        data.text = name + '=';
    if (sign >= 0 && value[sign] == '@') {
        data.fileUse = FileUse::Encoded;
        return takeFileName(value.mid(sign + 1), data.file);
    }
    data.text += urlEncoded(value.mid(sign + 1));
    return accepted;
}

Refusal takePath(QString &path, const QByteArray &value)
{
    if (value.isEmpty())
        return FieldWords::tr("an empty text");
    path = QString::fromUtf8(value);
    return accepted;
}

/// In seconds; 0 is no limit.
Refusal takeSeconds(std::optional<std::chrono::nanoseconds> &time, const QByteArray &value)
{
    static const QRegularExpression pattern(QStringLiteral("^\\d{1,9}(?:\\.\\d{0,9})?$"));
    constexpr double secondsOfDay = 86400;
    constexpr double nanosecondsEach = 1e9;
    const QString text = QString::fromUtf8(value);
    const double seconds = text.toDouble();
    if (!pattern.match(text).hasMatch() || seconds >= secondsOfDay)
        return quoted(text);
    time.reset();
    if (seconds > 0)
        time = std::chrono::nanoseconds(std::llround(seconds * nanosecondsEach));
    return accepted;
}

Refusal takeProxyText(CurlDraft &draft, const QString &text)
{
    draft.command.proxy = text.isEmpty() ? QUrl() : proxyFromText(text);
    return draft.command.proxy ? Refusal() : FieldWords::tr("a text that names no host");
}

} // namespace

Refusal takeUrl(CurlDraft &draft, const QByteArray &value)
{
    draft.urls.append(value);
    return accepted;
}

Refusal takeUrlQuery(CurlDraft &draft, const QByteArray &value)
{
    CurlData data;
    if (value.startsWith('+'))
        data.text = value.mid(1);
    else if (Refusal refusal = encodedFrom(value, data))
        return refusal;
    if (!data.file.isEmpty())
        return FieldWords::tr("the name of a file");
    draft.urlQuery.append(data.text);
    return accepted;
}

Refusal takeMethod(CurlDraft &draft, const QByteArray &value)
{
    if (value.isEmpty())
        return FieldWords::tr("an empty text");
    draft.method = value;
    return accepted;
}

/// 'NAME: VALUE'; 'NAME;' for an empty value; 'NAME:' takes curl's own away. What is none of these is not sent.
Refusal takeHeader(CurlDraft &draft, const QByteArray &value)
{
    if (value.startsWith('@'))
        return FieldWords::tr("the name of a file (@FILE)");
    if (hasControls(value))
        return FieldWords::tr("one with a line break or another control character");
    const qsizetype colon = value.indexOf(':');
    const bool isWithoutValue = colon < 0 && value.endsWith(';') && value.indexOf(';') == value.size() - 1;
    const QByteArray name = isWithoutValue ? value.chopped(1) : value.left(std::max<qsizetype>(colon, 0));
    if (name.isEmpty()) {
        draft.notes.append(colon == 0
                               ? ProblemWords::tr("A -H that begins with a colon (a field of HTTP/2 itself, such "
                                                  "as :authority) is not sent, as curl does not.")
                               : ProblemWords::tr("A -H without a colon is not sent, as curl does not."));
        return accepted;
    }
    const QByteArray text = withoutBlanksBefore(value.mid(colon + 1));
    if (!isWithoutValue && text.isEmpty())
        draft.withoutHeaders.append(name.toLower());
    else
        draft.command.headers.append({name, isWithoutValue ? QByteArray("") : text});
    return accepted;
}

Refusal takeUserAgent(CurlDraft &draft, const QByteArray &value)
{
    if (hasControls(value))
        return FieldWords::tr("one with control characters");
    draft.userAgent = value;
    return accepted;
}

Refusal takeReferer(CurlDraft &draft, const QByteArray &value)
{
    static const QByteArray automatic = QByteArrayLiteral(";auto");
    if (hasControls(value))
        return FieldWords::tr("one with control characters");
    draft.hasAutoReferer = value.endsWith(automatic);
    draft.referer = draft.hasAutoReferer ? value.chopped(automatic.size()) : value;
    return accepted;
}

/// A text without = is the name of a file, and an empty one switches curl's cookies on.
Refusal takeCookie(CurlDraft &draft, const QByteArray &value)
{
    if (hasControls(value))
        return FieldWords::tr("one with control characters");
    if (!value.isEmpty() && !value.contains('='))
        return FieldWords::tr("a text without =, which is the name of a file to curl");
    if (!value.isEmpty())
        draft.cookies.append(value);
    return accepted;
}

Refusal takeUser(CurlDraft &draft, const QByteArray &value)
{
    if (!value.contains(':'))
        return FieldWords::tr("a name without a password, for which curl would ask (without one it is NAME:)");
    draft.user = value;
    return accepted;
}

Refusal takeBearer(CurlDraft &draft, const QByteArray &value)
{
    if (hasControls(value) || value.isEmpty())
        return FieldWords::tr("an empty text, or one with control characters");
    draft.bearer = value;
    return accepted;
}

Refusal takeRange(CurlDraft &draft, const QByteArray &value)
{
    static const QRegularExpression pattern(QStringLiteral("^[0-9]*-[0-9]*(?:,[0-9]*-[0-9]*)*$"));
    if (!pattern.match(QString::fromUtf8(value)).hasMatch())
        return quoted(QString::fromUtf8(value));
    draft.range = value;
    return accepted;
}

Refusal takeData(CurlDraft &draft, const QByteArray &value)
{
    return appendData(draft, value, FileUse::WithoutLineBreaks, true);
}

Refusal takeDataRaw(CurlDraft &draft, const QByteArray &value)
{
    draft.command.data.append({value, {}, FileUse::AsIs, true});
    return accepted;
}

Refusal takeDataBinary(CurlDraft &draft, const QByteArray &value)
{
    return appendData(draft, value, FileUse::AsIs, true);
}

Refusal takeDataUrlEncoded(CurlDraft &draft, const QByteArray &value)
{
    CurlData data;
    if (Refusal refusal = encodedFrom(value, data))
        return refusal;
    draft.command.data.append(data);
    return accepted;
}

Refusal takeJson(CurlDraft &draft, const QByteArray &value)
{
    draft.isJson = true;
    return appendData(draft, value, FileUse::AsIs, false);
}

Refusal takeForm(CurlDraft &draft, const QByteArray &value)
{
    return appendFormPart(draft.command.form, value);
}

Refusal takeFormString(CurlDraft &draft, const QByteArray &value)
{
    return appendFormText(draft.command.form, value);
}

Refusal takeMostRedirects(CurlDraft &draft, const QByteArray &value)
{
    if (value == "-1") {
        draft.mostRedirects = redirectsLimit;
        return accepted;
    }
    const std::optional<qint64> number = wholeNumberFromText(QString::fromUtf8(value));
    if (!number || *number > redirectsLimit)
        return quoted(QString::fromUtf8(value));
    draft.mostRedirects = int(*number);
    return accepted;
}

Refusal takeProxy(CurlDraft &draft, const QByteArray &value)
{
    return takeProxyText(draft, QString::fromUtf8(value));
}

Refusal takeProxyUser(CurlDraft &draft, const QByteArray &value)
{
    if (!value.contains(':'))
        return FieldWords::tr("a name without a password, for which curl would ask (without one it is NAME:)");
    draft.proxyUser = value;
    return accepted;
}

Refusal takeNoProxy(CurlDraft &draft, const QByteArray &value)
{
    if (value != "*")
        return FieldWords::tr("a list of hosts, which here is in the variable no_proxy");
    draft.command.proxy = QUrl();
    return accepted;
}

Refusal takeSocks(CurlDraft &draft, const QByteArray &value)
{
    return takeProxyText(draft, QLatin1String("socks5://") + QString::fromUtf8(value));
}

Refusal takeSocksWithNames(CurlDraft &draft, const QByteArray &value)
{
    return takeProxyText(draft, QLatin1String("socks5h://") + QString::fromUtf8(value));
}

/// A + before it says how long curl would keep it, which makes no difference.
Refusal takeResolve(CurlDraft &draft, const QByteArray &value)
{
    const QString text = QString::fromUtf8(value.startsWith('+') ? value.mid(1) : value);
    const std::optional<ResolveRule> rule = resolveFromText(text);
    if (!rule)
        return quoted(text);
    draft.command.resolve.append(*rule);
    return accepted;
}

Refusal takeConnectTo(CurlDraft &draft, const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    const std::optional<ConnectToRule> rule = connectToFromText(text);
    if (!rule)
        return quoted(text);
    draft.command.connectTo.append(*rule);
    return accepted;
}

Refusal takeUnixSocket(CurlDraft &draft, const QByteArray &value)
{
    return takePath(draft.command.unixSocket, value);
}

Refusal takeCaCertificate(CurlDraft &draft, const QByteArray &value)
{
    return takePath(draft.command.caCertificate, value);
}

Refusal takeCertificate(CurlDraft &draft, const QByteArray &value)
{
    if (value.contains(':'))
        return FieldWords::tr("one with a colon, behind which curl has a passphrase");
    return takePath(draft.command.certificate, value);
}

Refusal takePrivateKey(CurlDraft &draft, const QByteArray &value)
{
    return takePath(draft.command.privateKey, value);
}

Refusal takePemType(CurlDraft &, const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    return text.compare(QLatin1String("PEM"), Qt::CaseInsensitive) == 0 ? Refusal() : quoted(text);
}

Refusal takeHttp11(CurlDraft &draft, const QByteArray &)
{
    draft.command.http = QStringLiteral("1.1");
    return accepted;
}

Refusal takeHttp2(CurlDraft &draft, const QByteArray &)
{
    draft.command.http = QStringLiteral("2");
    return accepted;
}

Refusal takeTimeout(CurlDraft &draft, const QByteArray &value)
{
    return takeSeconds(draft.command.timeout, value);
}

Refusal takeConnectTimeout(CurlDraft &draft, const QByteArray &value)
{
    return takeSeconds(draft.command.connectTimeout, value);
}

} // namespace fiftyfold
