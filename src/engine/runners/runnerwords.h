// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace fiftyfold {

// What several lines of fiftyfold.runner/1 have in common.

/// The latest time that a runner may tell, ns: as in a record, 78 hours.
inline constexpr qint64 latestRunnerTime = (qint64(1) << 48) - 2;
inline constexpr qint64 largestRunnerStatus = 999;

/// A whole number from 0 to `most`; nothing where it is none.
std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 most);
std::optional<qint64> numberIn(const QJsonObject &object, const char *name, qint64 most);

/// Why a request can have failed, by its name: neither not at all, nor by being cancelled.
std::optional<ErrorClass> failureNamed(const QString &name);

/// "1.1"; Unknown for any other text.
HttpVersion httpVersionNamed(const QString &name);

/// 64 hexadecimal digits.
bool isPageDigest(const QByteArray &text);

} // namespace fiftyfold
