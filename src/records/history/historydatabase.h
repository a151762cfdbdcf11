// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

class QSqlError;
class QSqlQuery;

namespace fiftyfold {

/// The version of the tables that this program makes, in PRAGMA user_version.
int historyVersion();

/// A connection to the file of the history, an SQLite database in write-ahead mode, for the thread that made it. Other
/// threads and programs may have theirs at the same time: who writes waits some seconds for another one.
///
/// A file that is damaged, or that a later version has written, is never deleted: it is renamed, with the date in its
/// name, and a new one begun. Only the owner can read it.
class HistoryDatabase
{
public:
    explicit HistoryDatabase(const QString &path);
    ~HistoryDatabase();
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

    /// Makes the file where there is none, and its tables those of this version. Empty where it can be used, otherwise
    /// why not.
    QString open();
    bool isOpen() const { return m_database.isOpen(); }

    QSqlQuery query() const;
    /// Why it failed, in a sentence; that the file is damaged is noted.
    QString problemOf(const QSqlQuery &query);
    QString execute(const QString &statement);

    /// A statement came upon damage: open() sets the file aside.
    bool isDamaged() const { return m_isDamaged; }
    /// What was set aside, and why; told once.
    QStringList takeNotices();

private:
    enum class Condition { Usable, Damaged, Later, Foreign, Unreadable };

    void close();
    bool connectToFile();
    Condition condition();
    QString migrate();
    QString setAside(Condition why);
    bool isReallyDamaged();
    QString sentenceFor(const QSqlError &error) const;

    QString m_path;
    QString m_name; ///< Of the connection.
    QSqlDatabase m_database;
    QString m_problem; ///< Of condition().
    QStringList m_notices;
    bool m_isDamaged = false;
};

} // namespace fiftyfold
