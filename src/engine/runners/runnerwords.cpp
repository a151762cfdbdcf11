// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerwords.h"

#include <algorithm>
#include <cctype>

namespace fiftyfold {

std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 most)
{
    const qint64 number = value.toInteger(-1);
    return number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<qint64> numberIn(const QJsonObject &object, const char *name, qint64 most)
{
    return wholeNumber(object.value(QLatin1String(name)), most);
}

std::optional<ErrorClass> failureNamed(const QString &name)
{
    for (std::size_t i = 1; i < static_cast<std::size_t>(ErrorClass::Cancelled); ++i) {
        const auto error = static_cast<ErrorClass>(i);
        if (name == errorClassName(error))
            return error;
    }
    return std::nullopt;
}

HttpVersion httpVersionNamed(const QString &name)
{
    for (const HttpVersion version : {HttpVersion::Http10, HttpVersion::Http11, HttpVersion::Http2}) {
        if (name == httpVersionName(version))
            return version;
    }
    return HttpVersion::Unknown;
}

bool isPageDigest(const QByteArray &text)
{
    constexpr qsizetype digits = 64;
    return text.size() == digits &&
           std::all_of(text.begin(), text.end(), [](char digit) { return std::isxdigit(uchar(digit)) != 0; });
}

} // namespace fiftyfold
