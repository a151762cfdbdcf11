// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace fiftyfold {

/// One of the requests that a run sends in turn. Holds secrets as they were given.
struct Target {
    QByteArray method = QByteArrayLiteral("GET");
    ExactUrl url;
    QList<HeaderField> headers;
    QByteArray body;

    /// For people: method and URL, redacted.
    QString name() const;
    bool operator==(const Target &) const = default;
};

inline constexpr qsizetype targetsLimit = 100'000;
inline constexpr qsizetype targetLineLimit = qsizetype(1024) * 1024;       ///< Bytes of one line.
inline constexpr qsizetype targetFileLimit = qsizetype(256) * 1024 * 1024; ///< Bytes; a HAR has the replies in it.

/// The targets of a `--targets` file, in its order. Plain data.
struct TargetList {
    QList<Target> targets;
    QList<qint64> lines; ///< Of each its line in the file, from 1; empty of a HAR.
    /// Of a HAR, entries that are no targets: to another host than the first one, never answered, no http or https, or
    /// with a body that the file does not have.
    qsizetype leftOut = 0;
    /// They come from a HAR, so that nobody means a place of a template by braces.
    bool isRecording = false;

    /// Reads a HAR, which is told by its first bytes, or lines, in any mixture: `URL`, `METHOD URL`, and objects of
    /// JSON with "url", and if need be "method", "headers" ({"NAME": "VALUE" or ["VALUE", …]} or [["NAME", "VALUE"],
    /// …]) and "body", a text. Without a method it is GET, or POST with a body. A URL is as a plan's, so one without
    /// scheme gets http://. Lines that are blank or begin with # are passed over. UTF-8, with a byte order mark or
    /// without.
    ///
    /// Of a HAR's entries those count that lead to the host of the first one and were answered, without the headers
    /// that belong to its connection.
    ///
    /// Nothing where something is wrong; `problem` is then a sentence with file, line or entry, and what would be
    /// right, without secrets.
    static std::optional<TargetList> fromBytes(const QByteArray &bytes, const QString &fileName, QString *problem);
};

} // namespace fiftyfold
