// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/rate.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double secondsAMinute = 60;
constexpr qsizetype piecesLimit = 1000;
constexpr int exactDigits = 9;

/// Of "200/s" or "30/m"; a number before it alone has the unit of the one after it.
std::optional<double> perSecondFrom(const QString &text, QChar otherUnit = {})
{
    const qsizetype unitAt = text.indexOf(QLatin1Char('/'));
    const QString unit = unitAt < 0 ? QString(otherUnit) : text.mid(unitAt + 1);
    const bool isEachMinute = unit == QLatin1String("m");
    bool isNumber = false;
    const QString number = unitAt < 0 ? text : text.left(unitAt);
    const double value = number.toDouble(&isNumber);
    const bool isPlain =
        std::all_of(number.cbegin(), number.cend(), [](QChar c) { return c.isDigit() || c == QLatin1Char('.'); });
    if (!isNumber || !isPlain || (!isEachMinute && unit != QLatin1String("s")))
        return std::nullopt;
    const double perSecond = isEachMinute ? value / secondsAMinute : value;
    const bool isInRange = perSecond <= rateLimit && (perSecond == 0 || perSecond >= leastRate);
    return isInRange ? std::optional(perSecond) : std::nullopt;
}

std::optional<RatePiece> pieceFrom(const QString &text, bool hasLength)
{
    RatePiece piece;
    QString rates = text;
    if (hasLength) {
        const qsizetype colon = text.indexOf(QLatin1Char(':'));
        const auto length = colon < 0 ? std::nullopt : durationFromText(text.mid(colon + 1));
        if (!length)
            return std::nullopt;
        piece.length = *length;
        rates = text.left(colon);
    }
    const qsizetype dots = rates.indexOf(QLatin1String(".."));
    const QString last = dots < 0 ? rates : rates.mid(dots + 2);
    const std::optional<double> to = perSecondFrom(last);
    const std::optional<double> from = dots < 0 ? to : perSecondFrom(rates.left(dots), last.back());
    if (!from || !to)
        return std::nullopt;
    piece.from = *from;
    piece.to = *to;
    return piece;
}

/// Without an exponent, and without zeros at its end.
QString plainNumber(double number)
{
    QString text = QString::number(number, 'f', exactDigits);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString exactText(double perSecond)
{
    const QString eachSecond = plainNumber(perSecond);
    const QString eachMinute = plainNumber(perSecond * secondsAMinute);
    return eachMinute.size() < eachSecond.size() ? eachMinute + QLatin1String("/m") : eachSecond + QLatin1String("/s");
}

} // namespace

std::chrono::nanoseconds Rate::length() const
{
    std::chrono::nanoseconds all{0};
    for (const RatePiece &piece : pieces)
        all += piece.length;
    return all;
}

std::optional<Rate> rateFromText(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char(','));
    const bool hasLengths = parts.size() > 1 || text.contains(QLatin1Char(':'));
    if (text.isEmpty() || parts.size() > piecesLimit)
        return std::nullopt;
    Rate rate;
    for (const QString &part : parts) {
        const std::optional<RatePiece> piece = pieceFrom(part.trimmed(), hasLengths);
        if (!piece)
            return std::nullopt;
        rate.pieces.append(*piece);
    }
    const bool isAny = std::any_of(rate.pieces.cbegin(), rate.pieces.cend(),
                                   [](const RatePiece &piece) { return piece.from > 0 || piece.to > 0; });
    const bool isBelowADay = rate.length() < std::chrono::hours(24);
    return isAny && isBelowADay ? std::optional(rate) : std::nullopt;
}

QString rateToText(const Rate &rate)
{
    QStringList texts;
    for (const RatePiece &piece : rate.pieces) {
        QString text = exactText(piece.from);
        if (piece.isRamp())
            text += QLatin1String("..") + exactText(piece.to);
        if (piece.length.count() > 0)
            text += QLatin1Char(':') + durationToText(piece.length);
        texts.append(text);
    }
    return texts.join(QLatin1Char(','));
}

QString rateForPeople(double perSecond)
{
    const int decimals = perSecond >= 100 || perSecond == std::floor(perSecond) ? 0 : perSecond < 1 ? 2 : 1;
    return numberLocale().toString(perSecond, 'f', decimals) + QLatin1String("/s");
}

} // namespace fiftyfold
