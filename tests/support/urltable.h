// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>

namespace fiftyfold::test {

/// A line of tests/data/urls.tsv, which tests in other languages read too.
struct UrlCase {
    QByteArray typed;    ///< After http://HOST:PORT.
    QByteArray target;   ///< Of the request line that arrives.
    QByteArray qtTarget; ///< The same, under the transport qt.
};

/// Aborts the program where the table can't be read.
inline QList<UrlCase> urlCases()
{
    QFile file(QStringLiteral(FIFTYFOLD_DATA_DIR "/urls.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no table of URLs: %s", qPrintable(file.fileName()));
    QList<UrlCase> cases;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> columns = line.split('\t');
        if (line.startsWith("# ") || line.isEmpty())
            continue;
        if (columns.size() != 3)
            qFatal("not three columns in the table of URLs: %s", line.constData());
        cases.append({columns[0], columns[1], columns[2] == "=" ? columns[1] : columns[2]});
    }
    return cases;
}

} // namespace fiftyfold::test
