// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QSet>
#include <QStringList>
#include <QXmlStreamReader>

namespace fiftyfold::test {

/// What a reader of XML finds in a report.
struct ReadHtml {
    QStringList problems; ///< Empty where nobody and nothing outside is asked, and no script could run.
    QStringList texts;    ///< Of elements, in order.
    QSet<QString> elements;
    QString style;
};

inline ReadHtml readHtml(const QByteArray &html)
{
    static const QSet<QString> harmless = {
        QStringLiteral("html"),    QStringLiteral("head"),  QStringLiteral("meta"),  QStringLiteral("title"),
        QStringLiteral("style"),   QStringLiteral("body"),  QStringLiteral("main"),  QStringLiteral("h1"),
        QStringLiteral("h2"),      QStringLiteral("p"),     QStringLiteral("div"),   QStringLiteral("span"),
        QStringLiteral("section"), QStringLiteral("table"), QStringLiteral("thead"), QStringLiteral("tbody"),
        QStringLiteral("tr"),      QStringLiteral("th"),    QStringLiteral("td"),    QStringLiteral("ul"),
        QStringLiteral("li"),      QStringLiteral("b"),     QStringLiteral("i"),     QStringLiteral("code"),
        QStringLiteral("svg"),     QStringLiteral("g"),     QStringLiteral("path"),  QStringLiteral("rect"),
        QStringLiteral("text")};
    static const QSet<QString> attributes = {
        QStringLiteral("lang"), QStringLiteral("charset"), QStringLiteral("http-equiv"), QStringLiteral("content"),
        QStringLiteral("name"), QStringLiteral("class"),   QStringLiteral("viewBox"),    QStringLiteral("role"),
        QStringLiteral("x"),    QStringLiteral("y"),       QStringLiteral("width"),      QStringLiteral("height"),
        QStringLiteral("d"),    QStringLiteral("fill")};
    ReadHtml read;
    QXmlStreamReader reader(html);
    QString policy;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            const QString name = reader.name().toString();
            read.elements.insert(name);
            if (!harmless.contains(name))
                read.problems.append(QStringLiteral("element ") + name);
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                if (!attributes.contains(attribute.name().toString()) ||
                    attribute.value().contains(QLatin1String("://")))
                    read.problems.append(QStringLiteral("attribute %1=%2").arg(attribute.name(), attribute.value()));
                if (attribute.value() == QLatin1String("Content-Security-Policy"))
                    policy = reader.attributes().value(QLatin1String("content")).toString();
            }
            if (name == QLatin1String("style"))
                read.style = reader.readElementText();
        } else if (reader.isCharacters() && !reader.isWhitespace()) {
            read.texts.append(reader.text().toString());
        }
    }
    if (reader.hasError())
        read.problems.append(QStringLiteral("line %1: %2").arg(reader.lineNumber()).arg(reader.errorString()));
    for (const char *outside : {"url(", "@import", "://", "<"}) {
        if (read.style.contains(QLatin1String(outside)))
            read.problems.append(QStringLiteral("style: ") + QLatin1String(outside));
    }
    const QByteArray hash = QCryptographicHash::hash(read.style.toUtf8(), QCryptographicHash::Sha256).toBase64();
    if (!policy.startsWith(QStringLiteral("default-src 'none'; style-src 'sha256-%1'").arg(QLatin1String(hash))))
        read.problems.append(QStringLiteral("policy: ") + policy);
    return read;
}

} // namespace fiftyfold::test
