// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <functional>

namespace fiftyfold::test {

/// Does something to a file of SQLite, past the history.
inline void inFile(const QString &path, const std::function<void(QSqlQuery &query)> &work)
{
    const QString name = QStringLiteral("by hand");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        work(query);
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace fiftyfold::test
