// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pagewrapper.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace fiftyfold {

namespace {

QByteArray charsetOf(const QByteArray &contentType)
{
    static const QRegularExpression pattern(QStringLiteral("charset\\s*=\\s*\"?([A-Za-z0-9_.:+-]+)"),
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(QString::fromLatin1(contentType)).captured(1).toLatin1();
}

QString decoded(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray charset = charsetOf(contentType);
    if (!charset.isEmpty() && charset.compare("utf-8", Qt::CaseInsensitive) != 0) {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid())
            return decoder(body);
    }
    return QString::fromUtf8(body);
}

void appendEscaped(QString &to, QStringView text)
{
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'&':
            to += QLatin1String("&amp;");
            break;
        case u'<':
            to += QLatin1String("&lt;");
            break;
        case u'>':
            to += QLatin1String("&gt;");
            break;
        case u'"':
            to += QLatin1String("&quot;");
            break;
        case u'\'':
            to += QLatin1String("&#39;");
            break;
        case u'\0': // not allowed in HTML
            to += QChar(QChar::ReplacementCharacter);
            break;
        default:
            to += c;
        }
    }
}

} // namespace

QByteArray wrappedPage(const QByteArray &body, const QByteArray &contentType, const QString &source)
{
    const QString text = decoded(body, contentType);
    QString page;
    page.reserve(text.size() + text.size() / 8 + 512);
    page += QLatin1String("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>");
    appendEscaped(page, source);
    page += QLatin1String("</title>\n</head>\n<body>\n<pre>\n");
    appendEscaped(page, text);
    page += QLatin1String("</pre>\n</body>\n</html>\n");
    return page.toUtf8();
}

} // namespace fiftyfold
