// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/base/textoutput.h"

#include <QJsonObject>
#include <QLatin1String>
#include <QStringList>

namespace fiftyfold {

/// A key of an object, as a literal.
constexpr QLatin1String operator""_key(const char *text, std::size_t size)
{
    return QLatin1String(text, static_cast<qsizetype>(size));
}

/// Writes JSON as it goes, in the order in which it is told to, where a QJsonDocument would hold everything in memory
/// and sort the keys. Sets the commas; that what is begun is also ended is up to the caller.
class JsonWriter
{
public:
    explicit JsonWriter(TextOutput &output);

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    /// Inside an object, before each value. Names need no escaping.
    void key(QLatin1String name);
    /// The next key or value begins a new line.
    void onNewLine();

    void string(const QString &value);
    void string(QLatin1String value); ///< Of characters that need no escaping.
    void number(qint64 value);
    void millionths(qint64 value); ///< See TextOutput::appendMillionths().
    void decimal(double value);    ///< To the nearest millionth.
    void boolean(bool value);
    void null();
    void object(const QJsonObject &value);
    void written(QByteArrayView json); ///< A value that another writer has written.

    // A key with its value.
    void number(QLatin1String name, qint64 value);
    void decimal(QLatin1String name, double value);
    // Likewise, left out where there is nothing to say.
    void trueIf(QLatin1String name, bool isSo);
    void stringsIfAny(QLatin1String name, const QStringList &values);

private:
    void separate();

    TextOutput &m_output;
    bool m_needsComma = false;
    bool m_needsNewLine = false;
};

} // namespace fiftyfold
