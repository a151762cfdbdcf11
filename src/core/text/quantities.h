// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/numberlocale.h"

#include <QString>

#include <chrono>
#include <optional>

namespace fiftyfold {

/// Decimal digits alone, twelve at most.
std::optional<qint64> wholeNumberFromText(const QString &text);

/// "250ms", "10s", "1.5s", "2m", "1h"; nothing when it is no such text, or not above zero and below a day.
std::optional<std::chrono::nanoseconds> durationFromText(const QString &text);

/// The same, or no time at all: "0", with a unit or without one.
std::optional<std::chrono::nanoseconds> durationOrNoneFromText(const QString &text);

/// The shortest of these that says it exactly.
QString durationToText(std::chrono::nanoseconds duration);

/// "512", "512B", "64KiB", "16MiB", "1GiB", "1TiB", also kB, MB, GB, TB (powers of ten); nothing when it is no such
/// text, or more than 1000TB.
std::optional<qint64> sizeFromText(const QString &text);

/// In MiB or KiB where that says it exactly, otherwise in bytes.
QString sizeToText(qint64 bytes);

/// A duration for people, three figures: "0.53 s", "116 ms", "1.2 ms", "840 µs", "2 min 5 s".
QString durationForPeople(qint64 nanoseconds, const QLocale &locale = numberLocale());

/// The decimals of so many a second for people: "52", "7.7", "0.03". At least one below 10.
int decimalsOfRate(double perSecond);

/// Bytes for people: "6,804 bytes", "64 KiB", "1.5 MiB"; in the window in its language.
QString sizeForPeople(qint64 bytes);
/// The same in English, with numbers as `locale` has them.
QString sizeForPeople(qint64 bytes, const QLocale &locale);

} // namespace fiftyfold
