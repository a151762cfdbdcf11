// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/reportwords.h"

#include "core/text/visibletext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fiftyfold {

QStringList wordsOf(const QByteArray &line)
{
    return QString::fromUtf8(line).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

std::optional<double> reportNumber(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?([kMG]?)$"));
    const QRegularExpressionMatch match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = (match.captured(1).remove(QLatin1Char(',')) + match.captured(2)).toDouble();
    const qsizetype step = match.captured(3).isEmpty() ? 0 : QStringLiteral("kMG").indexOf(match.captured(3)) + 1;
    return number * std::pow(1000, double(step));
}

double reportTime(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]+(?:\\.[0-9]+)?)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)$"));
    static const std::array<std::pair<QString, double>, 8> units{{{QStringLiteral("ns"), 1},
                                                                  {QStringLiteral("us"), 1e3},
                                                                  {QStringLiteral("\u00b5s"), 1e3},
                                                                  {QStringLiteral("\u03bcs"), 1e3},
                                                                  {QStringLiteral("ms"), 1e6},
                                                                  {QStringLiteral("s"), 1e9},
                                                                  {QStringLiteral("m"), 60e9},
                                                                  {QStringLiteral("h"), 3600e9}}};
    const QRegularExpressionMatch match = form.match(word);
    for (const auto &[unit, length] : units) {
        if (match.hasMatch() && match.captured(2) == unit)
            return match.captured(1).toDouble() * length;
    }
    return -1;
}

double reportBytes(const QString &word)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]+(?:\\.[0-9]+)?)([KMGT]?)B$"));
    const QRegularExpressionMatch match = form.match(word);
    if (!match.hasMatch())
        return 0;
    const qsizetype step = match.captured(2).isEmpty() ? 0 : QStringLiteral("KMGT").indexOf(match.captured(2)) + 1;
    return match.captured(1).toDouble() * std::pow(1024, double(step));
}

QString wordBefore(const QStringList &words, const char *word)
{
    for (qsizetype i = 1; i < words.size(); ++i) {
        QString one = words.at(i);
        if (one.remove(QLatin1Char(',')) == QLatin1String(word))
            return words.at(i - 1);
    }
    return {};
}

double numberBefore(const QStringList &words, const char *word)
{
    return reportNumber(wordBefore(words, word)).value_or(0);
}

bool beginsReport(QByteArrayView line)
{
    return (line.startsWith("Running ") && line.contains(" test @ ")) || line.startsWith("This is ApacheBench") ||
           line.startsWith("starting benchmark...");
}

QByteArrayView laterReport(QByteArrayView text)
{
    constexpr qsizetype longestHead = 100; // up to the words by which it is known
    for (qsizetype end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        text = text.sliced(end + 1);
        if (beginsReport(text.first(std::min(longestHead, text.size()))))
            return text;
    }
    return {};
}

QString cutShort(const ImportText &text, const char *missing)
{
    return text.problemHere(
        QStringLiteral("the report ends here, without \"%1\": it was cut short").arg(QLatin1String(missing)));
}

QString secondReport(const ImportText &text)
{
    return text.problemHere(QStringLiteral("another report begins here; a file is read that has one of them alone"));
}

QString wrongWord(const ImportText &text, const QString &what, const QString &word)
{
    return text.problemHere(QStringLiteral("%1 was expected, and it is \"%2\"").arg(what, visibleText(word.left(60))));
}

} // namespace fiftyfold
