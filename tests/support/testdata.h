// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fiftyfold::test {

/// The cases of a table in tests/data, which tests of other languages read as well. Without any where it can't be read.
inline QList<QJsonObject> sharedCases(const char *name)
{
    QFile file(QStringLiteral(FIFTYFOLD_DATA_DIR "/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QJsonObject> cases;
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("cases")).toArray();
    for (const QJsonValue &row : rows)
        cases.append(row.toObject());
    return cases;
}

inline QByteArray bytesOf(const QJsonObject &row, const char *name)
{
    return QByteArray::fromBase64(row.value(QLatin1String(name)).toString().toLatin1());
}

inline QList<QByteArray> listOf(const QJsonObject &row, const char *name)
{
    QList<QByteArray> list;
    const QJsonArray texts = row.value(QLatin1String(name)).toArray();
    for (const QJsonValue &text : texts)
        list.append(text.toString().toUtf8());
    return list;
}

} // namespace fiftyfold::test
