// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/htmltext.h"

#include "core/run/environment.h"
#include "core/text/visibletext.h"
#include "records/html/htmlstyle.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>

namespace fiftyfold {

namespace {

QString htmlElement(const char *name, const QString &markup, const char *cssClass = nullptr)
{
    const QString open = cssClass
                             ? QStringLiteral("<%1 class=\"%2\">").arg(QLatin1String(name), QLatin1String(cssClass))
                             : QStringLiteral("<%1>").arg(QLatin1String(name));
    return open + markup + QStringLiteral("</%1>").arg(QLatin1String(name));
}

/// A word that is too long for a column, such as a URL, may be broken; no other.
QString htmlCell(const char *name, const QString &text)
{
    constexpr qsizetype mostOfAWord = 24;
    const QStringList words = text.split(QLatin1Char(' '));
    const bool isLong =
        std::any_of(words.begin(), words.end(), [](const QString &w) { return w.size() > mostOfAWord; });
    return htmlElement(name, htmlText(text), isLong ? "long" : nullptr);
}

QString htmlRow(const QStringList &cells, const char *cell)
{
    QString row;
    for (const QString &text : cells)
        row += htmlCell(cell, text);
    return htmlElement("tr", row) + QLatin1Char('\n');
}

} // namespace

QString htmlText(const QString &text)
{
    return visibleText(text).toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}

QString htmlTable(const QStringList &headings, const QList<QStringList> &rows, bool isOfNumbers)
{
    if (rows.isEmpty())
        return {};
    QString body;
    for (const QStringList &cells : rows)
        body += htmlRow(cells, "td");
    const QString table =
        htmlElement("table", htmlElement("thead", htmlRow(headings, "th")) + htmlElement("tbody", body),
                    isOfNumbers ? "numbers" : nullptr);
    return htmlElement("div", table, "wide") + QLatin1Char('\n');
}

QString htmlPairs(const QList<std::pair<QString, QString>> &pairs)
{
    if (pairs.isEmpty())
        return {};
    QString rows;
    for (const auto &[name, value] : pairs)
        rows += htmlElement("tr", htmlCell("th", name) + htmlCell("td", value)) + QLatin1Char('\n');
    return htmlElement("div", htmlElement("table", htmlElement("tbody", rows), "pairs"), "wide") + QLatin1Char('\n');
}

QString htmlSection(const QString &title, const QString &markup)
{
    if (markup.isEmpty())
        return {};
    return htmlElement("section", htmlElement("h2", htmlText(title)) + QLatin1Char('\n') + markup) + QLatin1Char('\n');
}

QString htmlParagraph(const QString &text, const char *cssClass)
{
    return htmlElement("p", htmlText(text), cssClass) + QLatin1Char('\n');
}

QString htmlList(const QStringList &items, const char *cssClass)
{
    if (items.isEmpty())
        return {};
    QString markup;
    for (const QString &item : items)
        markup += htmlElement("li", htmlText(item));
    return htmlElement("ul", markup, cssClass) + QLatin1Char('\n');
}

QString htmlLegend(const QList<std::pair<QString, QString>> &classesAndNames)
{
    QString markup;
    for (const auto &[cssClass, name] : classesAndNames)
        markup += QStringLiteral("<span class=\"key\"><i class=\"%1\"></i>%2</span>").arg(cssClass, htmlText(name));
    return htmlElement("div", markup, "legend") + QLatin1Char('\n');
}

QString htmlPage(const QString &title, const QString &bodyMarkup)
{
    const QString style = htmlStyle();
    const QByteArray hash = QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64();
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'sha256-%1'; base-uri 'none'; form-action 'none'\"/>\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                          "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                          "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
                          "<meta name=\"generator\" content=\"%2\"/>\n<title>%3</title>\n<style>")
               .arg(QString::fromLatin1(hash), htmlText(QStringLiteral("Fiftyfold ") + programVersion()),
                    htmlText(title)) +
           style + QLatin1String("</style>\n</head>\n<body>\n<main>\n") + bodyMarkup +
           QLatin1String("</main>\n</body>\n</html>\n");
}

} // namespace fiftyfold
