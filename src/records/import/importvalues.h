// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <functional>
#include <optional>

namespace fiftyfold {

class ImportText;

inline constexpr int importNestingLimit = 64;

/// The object that a text is; empty, with `problem` set, where it is none or is nested deeper than 64. `at`: in which
/// byte that shows.
QJsonObject importedObject(const QByteArray &json, QString *problem, qsizetype *at = nullptr);

/// All that is left of a text, as an object. Empty, or why it is none.
QString readImportedObject(ImportText &text, QJsonObject &json);

/// Gives `take` each line that is left of a text and not blank, as an object; it gives what is wrong with it, if
/// anything. Empty, or what is wrong and in which line.
QString readImportedLines(ImportText &text, const std::function<QString(const QJsonObject &json)> &take);

/// Nanoseconds since the epoch, of an ISO 8601 time with up to nine decimals and an offset.
std::optional<qint64> epochFromText(const QString &text);

/// 0 where it is no status.
quint16 importedStatus(const QJsonValue &value);
/// 0 where it is no number.
quint32 importedBytes(const QJsonValue &value);

} // namespace fiftyfold
