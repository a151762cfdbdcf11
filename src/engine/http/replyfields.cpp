// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/replyfields.h"

#include <QList>
#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// The members of a list; a comma in a quoted string is none between two of them.
QList<QByteArray> membersOf(const QByteArray &list)
{
    QList<QByteArray> members;
    bool isQuoted = false;
    qsizetype from = 0;
    for (qsizetype at = 0; at < list.size(); ++at) {
        const char c = list[at];
        if (isQuoted && c == '\\')
            ++at;
        else if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            members.append(list.mid(std::exchange(from, at + 1), at - from).trimmed());
    }
    members.append(list.mid(from).trimmed());
    return members;
}

/// Of "Text/HTML; charset=x" its "text/html".
QByteArray typeNameOf(const QByteArray &contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.left(end)).trimmed().toLower();
}

bool namesType(const QByteArray &contentType)
{
    const QByteArray name = typeNameOf(contentType);
    const qsizetype slash = name.indexOf('/');
    return slash > 0 && slash < name.size() - 1 && name != "*/*" && !name.contains(' ');
}

bool hasCharset(const QByteArray &contentType)
{
    return contentType.mid(typeNameOf(contentType).size()).toLower().contains("charset");
}

} // namespace

std::optional<qint64> lengthFrom(const QByteArray &contentLength)
{
    std::optional<qint64> length;
    const QList<QByteArray> values = contentLength.split(',');
    for (const QByteArray &value : values) {
        const QByteArray digits = value.trimmed();
        bool isNumber =
            !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        const qint64 bytes = isNumber ? digits.toLongLong(&isNumber) : 0;
        if (!isNumber || (length && *length != bytes))
            return std::nullopt;
        length = bytes;
    }
    return length;
}

bool hasTransferCoding(const QByteArray &transferEncoding)
{
    const QByteArray coding = transferEncoding.trimmed().toLower();
    return !coding.isEmpty() && coding != "identity";
}

bool isChunked(const QByteArray &transferEncoding)
{
    return transferEncoding.trimmed().toLower() == "chunked";
}

QByteArray contentTypeFrom(const QByteArray &contentTypes)
{
    if (!contentTypes.contains(','))
        return contentTypes;
    QByteArray chosen;
    const QList<QByteArray> members = membersOf(contentTypes);
    for (const QByteArray &member : members) {
        const bool holdsCharset = hasCharset(chosen) && !hasCharset(member) && typeNameOf(member) == typeNameOf(chosen);
        if (namesType(member) && !holdsCharset)
            chosen = member;
    }
    return chosen;
}

QString textFromServer(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(text);
    return decoder.hasError() ? QString::fromLatin1(text) : decoded;
}

} // namespace fiftyfold
