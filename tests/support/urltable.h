// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>

namespace fiftyfold::test {

/// A line of tests/data/urls.tsv, which tests in other languages read too.
struct UrlCase {
    QByteArray typed;            ///< After http://HOST:PORT.
    QByteArray target;           ///< Of the request line that arrives.
    QList<QByteArray> qtTargets; ///< The same, under the transport qt; one of them, where versions of Qt differ.
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
        QList<QByteArray> qtTargets;
        for (const QByteArray &target :
             columns[2].contains("=|") ? columns[2].split('|') : QList<QByteArray>{columns[2]})
            qtTargets.append(target == "=" ? columns[1] : target);
        cases.append({columns[0], columns[1], qtTargets});
    }
    return cases;
}

} // namespace fiftyfold::test
