// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/exacturl.h"

#include "core/text/hostaddress.h"

#include <QList>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace fiftyfold {

namespace {

// Of the WHATWG URL standard's percent-encode sets what is printable; controls and all beyond ASCII are in each.
constexpr std::string_view inQuery = " \"#<>'";
constexpr std::string_view inPath = " \"#<>?^`{}";
constexpr std::string_view inUserInfo = " \"#<>?^`{}/:;=@[\\]|";

bool isEscape(const QByteArray &text, qsizetype at)
{
    const auto isHex = [&text](qsizetype i) { return i < text.size() && std::isxdigit(uchar(text[i])) != 0; };
    return text[at] == '%' && isHex(at + 1) && isHex(at + 2);
}

void appendEscaped(QByteArray &to, char byte)
{
    constexpr char digits[] = "0123456789ABCDEF";
    const auto value = uchar(byte);
    to.append('%').append(digits[value >> 4U]).append(digits[value & 15U]);
}

QByteArray escaped(const QByteArray &text, std::string_view set)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        const bool isPrintable = byte >= ' ' && byte <= '~';
        if (!isPrintable || set.find(byte) != std::string_view::npos || (byte == '%' && !isEscape(text, i)))
            appendEscaped(result, byte);
        else
            result.append(byte);
    }
    return result;
}

/// Path and query.
QByteArray escapedTarget(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return escaped(target, inPath);
    return escaped(target.left(mark), inPath) + '?' + escaped(target.mid(mark + 1), inQuery);
}

/// Without what no client sends.
QByteArray sendable(const QByteArray &target)
{
    QByteArray result;
    result.reserve(target.size());
    for (const char byte : target) {
        if (uchar(byte) <= ' ' || byte == '\x7f')
            appendEscaped(result, byte);
        else
            result.append(byte);
    }
    return result;
}

/// "USER:PASSWORD@" of an authority, escaped; empty where there is none.
QByteArray escapedUserInfo(const QByteArray &authority)
{
    const qsizetype end = authority.lastIndexOf('@');
    if (end < 0)
        return {};
    const QByteArray info = authority.left(end);
    const qsizetype colon = info.indexOf(':');
    if (colon < 0)
        return escaped(info, inUserInfo) + '@';
    return escaped(info.left(colon), inUserInfo) + ':' + escaped(info.mid(colon + 1), inUserInfo) + '@';
}

/// Without what surrounds a URL by mistake, and without the line breaks of a long one.
QByteArray cleaned(QByteArray text)
{
    const auto isBlank = [](char byte) { return uchar(byte) <= ' '; };
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    text.remove(0, std::find_if_not(text.cbegin(), text.cend(), isBlank) - text.cbegin());
    for (const char byte : {'\t', '\r', '\n'})
        text.replace(byte, "");
    const qsizetype fragment = text.indexOf('#');
    return fragment < 0 ? text : text.left(fragment);
}

/// Of "http://…" its "http", in lower case; empty where the text begins with none.
QByteArray schemeOf(const QByteArray &text)
{
    const QByteArray scheme = text.left(std::max<qsizetype>(text.indexOf(':'), 0)).toLower();
    const bool isOne = std::all_of(scheme.begin(), scheme.end(), [](char byte) {
        return std::isalnum(uchar(byte)) != 0 || byte == '+' || byte == '-' || byte == '.';
    });
    return isOne && !scheme.isEmpty() && std::isalpha(uchar(scheme[0])) != 0 ? scheme : QByteArray();
}

bool isWeb(const QByteArray &scheme)
{
    return scheme == "http" || scheme == "https";
}

QByteArray withoutLeadingSlashes(const QByteArray &text)
{
    return text.mid(std::find_if(text.cbegin(), text.cend(), [](char byte) { return byte != '/'; }) - text.cbegin());
}

/// Where path and query begin in a URL with its scheme.
qsizetype endOfAuthority(const QByteArray &url)
{
    const qsizetype colon = url.indexOf(':');
    if (url.mid(colon, 3) != "://")
        return colon + 1;
    const auto end =
        std::find_if(url.cbegin() + colon + 3, url.cend(), [](char byte) { return byte == '/' || byte == '?'; });
    return end - url.cbegin();
}

/// Of path and query, the path.
QByteArray pathOf(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray withoutDotSegments(const QByteArray &target)
{
    const QByteArray path = pathOf(target);
    QList<QByteArray> kept;
    const QList<QByteArray> segments = path.mid(1).split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QByteArray plain = segments[i].toLower().replace("%2e", ".");
        const bool isLast = i == segments.size() - 1;
        if (plain == ".." && !kept.isEmpty())
            kept.removeLast();
        if (plain != "." && plain != "..")
            kept.append(segments[i]);
        else if (isLast)
            kept.append(QByteArray());
    }
    return '/' + kept.join('/') + target.mid(path.size());
}

} // namespace

ExactUrl::ExactUrl(const QUrl &url)
{
    *this = fromText(url.toEncoded());
}

ExactUrl ExactUrl::fromText(const QByteArray &text)
{
    const QByteArray url = cleaned(text);
    const QByteArray scheme = schemeOf(url);
    if (scheme == "practice")
        return fromParts(scheme, {}, url.mid(scheme.size() + 1));
    if (isWeb(scheme)) {
        const QByteArray rest = url.mid(scheme.size() + 1);
        qsizetype slashes = 0; // none, one, or the other ones, as the standard mends them
        while (slashes < std::min<qsizetype>(rest.size(), 2) && (rest[slashes] == '/' || rest[slashes] == '\\'))
            ++slashes;
        const QByteArray plain = scheme + "://" + rest.mid(slashes);
        const qsizetype begin = scheme.size() + 3;
        const qsizetype end = endOfAuthority(plain);
        return fromParts(scheme, plain.mid(begin, end - begin), plain.mid(end));
    }
    ExactUrl other; // nothing that is ever asked for
    other.m_url = QUrl::fromEncoded(url);
    other.m_error = other.m_url.errorString();
    if (other.isValid())
        other.m_text = other.m_url.toEncoded();
    other.m_targetAt = endOfAuthority(other.m_text);
    return other;
}

ExactUrl ExactUrl::fromParts(const QByteArray &scheme, const QByteArray &authority, const QByteArray &target)
{
    QByteArray before = scheme + ':';
    if (isWeb(scheme)) {
        const QByteArray host = authority.mid(authority.lastIndexOf('@') + 1);
        QUrl place(QString::fromUtf8(scheme + "://" + host));
        if (place.port() == (scheme == "https" ? 443 : 80))
            place.setPort(-1);
        if (const QString name = place.host(); name.endsWith(QLatin1Char('.')) && HostAddress::fromHost(name))
            place.setHost(name.chopped(1)); // an address is one with a last dot, too
        if (!place.isValid() || place.host().isEmpty()) {
            ExactUrl unreadable;
            unreadable.m_error = place.isValid() ? QStringLiteral("it has no host") : place.errorString();
            return unreadable;
        }
        before += "//" + escapedUserInfo(authority) + place.authority(QUrl::FullyEncoded).toLatin1();
    }
    ExactUrl url;
    const QByteArray whole = (isWeb(scheme) && !target.startsWith('/') ? "/" : "") + target;
    const QByteArray text = escapedTarget(whole);
    url.m_text = before + text;
    url.m_targetAt = before.size();
    if (const QByteArray given = sendable(whole); given != text && given.isValidUtf8())
        url.m_givenTarget = given;
    // Tolerant, as the standard lets some bytes be that RFC 3986 wants escaped. Nothing is left that it would guess at.
    url.m_url = QUrl(QString::fromLatin1(url.m_text), QUrl::TolerantMode);
    url.m_error = url.m_url.errorString();
    if (!url.isValid())
        url.m_text.clear();
    return url;
}

ExactUrl ExactUrl::asGiven() const
{
    ExactUrl given = *this;
    if (!m_givenTarget.isEmpty() && !m_text.isEmpty())
        given.m_text = m_text.left(m_targetAt) + m_givenTarget;
    given.m_givenTarget.clear();
    return given;
}

ExactUrl ExactUrl::resolved(const QByteArray &reference) const
{
    QByteArray rest = cleaned(reference);
    const qsizetype mark = rest.indexOf('?');
    std::replace(rest.begin(), mark < 0 ? rest.end() : rest.begin() + mark, '\\', '/');
    const QByteArray ownScheme = scheme().toLatin1();
    QByteArray scheme = schemeOf(rest);
    if (!scheme.isEmpty() && !isWeb(scheme))
        return fromText(rest);
    if (!scheme.isEmpty())
        rest.remove(0, scheme.size() + 1);
    const bool isElsewhere = !scheme.isEmpty() && (scheme != ownScheme || rest.startsWith("//"));
    if (scheme.isEmpty())
        scheme = ownScheme;
    if (isElsewhere || rest.startsWith("//")) {
        ExactUrl other = fromText(scheme + "://" + withoutLeadingSlashes(rest));
        if (!other.isValid())
            return other;
        return fromText(other.text().left(other.m_targetAt) + withoutDotSegments(other.asGiven().target()));
    }
    const QByteArray ownPath = pathOf(target());
    const QByteArray before = m_text.left(m_targetAt);
    if (rest.isEmpty())
        return *this;
    if (rest.startsWith('?'))
        return fromText(before + ownPath + rest);
    if (!rest.startsWith('/'))
        rest.prepend(ownPath.left(ownPath.lastIndexOf('/') + 1));
    return fromText(before + withoutDotSegments(rest));
}

QByteArray ExactUrl::queryText() const
{
    const QByteArray whole = target();
    return whole.mid(pathOf(whole).size() + 1);
}

QByteArray ExactUrl::textWithoutUserInfo() const
{
    const QByteArray before = m_text.left(m_targetAt);
    const qsizetype at = before.lastIndexOf('@');
    if (at < 0)
        return m_text;
    return before.left(before.indexOf("//") + 2) + m_text.mid(at + 1);
}

} // namespace fiftyfold
