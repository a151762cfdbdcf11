// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <functional>
#include <optional>

namespace fiftyfold {

/// A value in a JSON text, from which it is cut without being read: so a record of a million requests is read one
/// request at a time.
struct JsonSlice {
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// A JSON text, its values and the lines on which they stand. Does not own the text.
class JsonSlices
{
public:
    explicit JsonSlices(const QByteArray &text)
        : m_text(text)
    {
    }

    /// The whole text, without the space around it.
    JsonSlice whole() const;
    /// Gives each member of an object, or element of an array (with an empty key), to `take`, which returns what is
    /// wrong with it. Ends with the first problem, in which "line N" says where.
    QString forEach(JsonSlice slice, const std::function<QString(const QString &key, JsonSlice value)> &take) const;
    /// What it is; nothing, with `problem` set, where it is not JSON.
    std::optional<QJsonValue> value(JsonSlice slice, QString *problem) const;
    bool isArray(JsonSlice slice) const { return slice.begin < slice.end && m_text.at(slice.begin) == '['; }
    bool isObject(JsonSlice slice) const { return slice.begin < slice.end && m_text.at(slice.begin) == '{'; }
    /// "line 12: " and what is wrong there.
    QString problemAt(qsizetype offset, const QString &what) const;

private:
    qsizetype skipSpace(qsizetype at, qsizetype end) const;
    qsizetype endOfString(qsizetype at, qsizetype end) const;
    qsizetype endOfValue(qsizetype at, qsizetype end) const;

    const QByteArray &m_text;
};

} // namespace fiftyfold
