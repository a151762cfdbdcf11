// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

struct QuantityWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Quantity)
};

constexpr qint64 leastInUnits = 100'000; // bytes; fewer are counted

struct Amount {
    double number = 0;
    QString unit;
};

std::optional<Amount> amountFromText(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-zµ]*)$"));
    const QRegularExpressionMatch match = pattern.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return Amount{match.captured(1).toDouble(), match.captured(2)};
}

/// Three figures, no exponent: 0.532, 1.20, 12.3, 116, 1023. The bounds lie where rounding adds a digit.
QString threeFigures(double value, const QLocale &locale)
{
    const int decimals = value < 0.9995 ? 3 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return locale.toString(value, 'f', decimals);
}

} // namespace

std::optional<qint64> wholeNumberFromText(const QString &text)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9]{1,12}$"));
    return digits.match(text).hasMatch() ? std::optional(text.toLongLong()) : std::nullopt;
}

std::optional<std::chrono::nanoseconds> durationFromText(const QString &text)
{
    const std::optional<std::chrono::nanoseconds> duration = durationOrNoneFromText(text);
    return duration && duration->count() > 0 ? duration : std::nullopt;
}

std::optional<std::chrono::nanoseconds> durationOrNoneFromText(const QString &text)
{
    static const std::array<std::pair<QString, double>, 7> units = {{{QStringLiteral("us"), 1e3},
                                                                     {QStringLiteral("µs"), 1e3}, // as it is shown
                                                                     {QLatin1String("ms"), 1e6},
                                                                     {QLatin1String("s"), 1e9},
                                                                     {QLatin1String("m"), 60e9},
                                                                     {QLatin1String("min"), 60e9},
                                                                     {QLatin1String("h"), 3600e9}}};
    const std::optional<Amount> amount = amountFromText(text);
    if (!amount)
        return std::nullopt;
    if (amount->number == 0 && amount->unit.isEmpty())
        return std::chrono::nanoseconds(0);
    for (const auto &[unit, nanoseconds] : units) {
        if (amount->unit == unit) {
            const double total = amount->number * nanoseconds;
            if ((amount->number > 0 && total < 1) || total >= 24 * 3600e9)
                return std::nullopt;
            return std::chrono::nanoseconds(std::llround(total));
        }
    }
    return std::nullopt;
}

QString durationToText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    if (duration % minutes(1) == nanoseconds::zero() && duration != nanoseconds::zero())
        return QStringLiteral("%1m").arg(duration_cast<minutes>(duration).count());
    if (duration % seconds(1) == nanoseconds::zero())
        return QStringLiteral("%1s").arg(duration_cast<seconds>(duration).count());
    return QStringLiteral("%1ms").arg(static_cast<double>(duration.count()) / 1e6, 0, 'g', 14);
}

std::optional<qint64> sizeFromText(const QString &text)
{
    static const std::array<std::pair<QLatin1String, double>, 10> units = {{{QLatin1String(""), 1},
                                                                            {QLatin1String("B"), 1},
                                                                            {QLatin1String("kB"), 1e3},
                                                                            {QLatin1String("MB"), 1e6},
                                                                            {QLatin1String("GB"), 1e9},
                                                                            {QLatin1String("TB"), 1e12},
                                                                            {QLatin1String("KiB"), 1024.0},
                                                                            {QLatin1String("MiB"), 1048576.0},
                                                                            {QLatin1String("GiB"), 1073741824.0},
                                                                            {QLatin1String("TiB"), 1099511627776.0}}};
    const std::optional<Amount> amount = amountFromText(text);
    if (!amount)
        return std::nullopt;
    for (const auto &[unit, bytes] : units) {
        if (amount->unit == unit) {
            const double total = amount->number * bytes;
            if (total > 1e15)
                return std::nullopt;
            return std::llround(total);
        }
    }
    return std::nullopt;
}

QString sizeToText(qint64 bytes)
{
    constexpr qint64 kibi = 1024;
    if (bytes % (kibi * kibi) == 0)
        return QStringLiteral("%1MiB").arg(bytes / (kibi * kibi));
    if (bytes % kibi == 0)
        return QStringLiteral("%1KiB").arg(bytes / kibi);
    return QString::number(bytes);
}

QString durationForPeople(qint64 nanoseconds, const QLocale &locale)
{
    const auto value = static_cast<double>(nanoseconds);
    if (nanoseconds < 1'000'000)
        return QStringLiteral("%1 µs").arg(locale.toString(value / 1e3, 'f', value < 10e3 ? 1 : 0));
    if (nanoseconds < 1'000'000'000)
        return QStringLiteral("%1 ms").arg(threeFigures(value / 1e6, locale));
    if (nanoseconds < 120'000'000'000)
        return QStringLiteral("%1 s").arg(threeFigures(value / 1e9, locale));
    const qint64 seconds = (nanoseconds + 500'000'000) / 1'000'000'000;
    if (seconds < 7200)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

int decimalsOfRate(double perSecond)
{
    constexpr int most = 6;
    if (perSecond >= 9.95) // which one decimal would make "10.0"
        return 0;
    const bool isSmall = perSecond > 0 && perSecond < 0.095;                                     // and a number
    return isSmall ? static_cast<int>(std::min<double>(most, std::ceil(-std::log10(perSecond)))) // its first figure
                   : 1;
}

QString sizeForPeople(qint64 bytes)
{
    if (bytes >= leastInUnits)
        return sizeForPeople(bytes, numberLocale());
    return bytes == 1 ? QuantityWords::tr("1 byte") : QuantityWords::tr("%1 bytes").arg(numberLocale().toString(bytes));
}

QString sizeForPeople(qint64 bytes, const QLocale &locale)
{
    if (bytes == 1)
        return QStringLiteral("1 byte");
    if (bytes < leastInUnits)
        return QStringLiteral("%1 bytes").arg(locale.toString(bytes));
    const auto value = static_cast<double>(bytes);
    if (bytes < 1024 * 1024)
        return QStringLiteral("%1 KiB").arg(threeFigures(value / 1024, locale));
    if (bytes < 1024 * 1024 * 1024)
        return QStringLiteral("%1 MiB").arg(threeFigures(value / 1048576, locale));
    return QStringLiteral("%1 GiB").arg(threeFigures(value / 1073741824, locale));
}

} // namespace fiftyfold
