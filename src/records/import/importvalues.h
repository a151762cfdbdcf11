// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <functional>
#include <optional>

namespace fiftyfold {

class ImportedRun;
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

inline constexpr double nsOfSecond = 1e9;
inline constexpr double nsOfMs = 1e6;
inline constexpr double nsOfUs = 1e3;

QJsonObject inner(const QJsonObject &json, const char *key);
/// -1 where it is no number. One in quotes, as writers of protocol buffers have large ones, is taken, too.
double numberAt(const QJsonObject &json, const char *key);
QString textAt(const QJsonObject &json, const char *key);
/// Of an object, those whose names are percentiles.
void statePercentiles(ImportedRun &run, const QJsonObject &times, double nanosecondsOfOne);

/// 0 where it is no status.
quint16 importedStatus(const QJsonValue &value);
/// 0 where it is no number.
quint32 importedBytes(const QJsonValue &value);

} // namespace fiftyfold
