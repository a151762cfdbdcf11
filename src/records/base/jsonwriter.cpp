// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/jsonwriter.h"

#include "core/text/visibletext.h"

#include <QJsonDocument>

#include <cmath>

namespace fiftyfold {

namespace {

/// Without what ends a string of JSON, and with line feeds as most people know them.
QString withinQuotes(const QString &text)
{
    QString result = text;
    return result.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
        .replace(QLatin1Char('"'), QLatin1String("\\\""))
        .replace(QLatin1Char('\n'), QLatin1String("\\n"));
}

} // namespace

JsonWriter::JsonWriter(TextOutput &output)
    : m_output(output)
{
}

void JsonWriter::beginObject()
{
    separate();
    m_output.append('{');
    m_needsComma = false;
}

void JsonWriter::endObject()
{
    m_output.append('}');
    m_needsComma = true;
}

void JsonWriter::beginArray()
{
    separate();
    m_output.append('[');
    m_needsComma = false;
}

void JsonWriter::endArray()
{
    m_output.append(']');
    m_needsComma = true;
}

void JsonWriter::key(QLatin1String name)
{
    string(name);
    m_output.append(':');
    m_needsComma = false;
}

void JsonWriter::onNewLine()
{
    m_needsNewLine = true;
}

void JsonWriter::string(const QString &value)
{
    separate();
    m_output.append('"');
    m_output.append(jsonWithoutHidden(withinQuotes(value)));
    m_output.append('"');
}

void JsonWriter::string(QLatin1String value)
{
    separate();
    m_output.append('"');
    m_output.append(QByteArrayView(value.data(), value.size()));
    m_output.append('"');
}

void JsonWriter::number(qint64 value)
{
    separate();
    m_output.appendNumber(value);
}

void JsonWriter::millionths(qint64 value)
{
    separate();
    m_output.appendMillionths(value);
}

void JsonWriter::decimal(double value)
{
    millionths(std::llround(value * 1e6));
}

void JsonWriter::boolean(bool value)
{
    separate();
    m_output.append(value ? "true" : "false");
}

void JsonWriter::null()
{
    separate();
    m_output.append("null");
}

void JsonWriter::object(const QJsonObject &value)
{
    separate();
    m_output.append(jsonWithoutHidden(QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact))));
}

void JsonWriter::written(QByteArrayView json)
{
    separate();
    m_output.append(json);
}

void JsonWriter::number(QLatin1String name, qint64 value)
{
    key(name);
    number(value);
}

void JsonWriter::decimal(QLatin1String name, double value)
{
    key(name);
    decimal(value);
}

void JsonWriter::trueIf(QLatin1String name, bool isSo)
{
    if (!isSo)
        return;
    key(name);
    boolean(true);
}

void JsonWriter::stringsIfAny(QLatin1String name, const QStringList &values)
{
    if (values.isEmpty())
        return;
    key(name);
    beginArray();
    for (const QString &value : values)
        string(value);
    endArray();
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_output.append(',');
    if (m_needsNewLine)
        m_output.append('\n');
    m_needsComma = true;
    m_needsNewLine = false;
}

} // namespace fiftyfold
