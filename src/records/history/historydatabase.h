// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <sys/types.h>

class QSqlError;
class QSqlQuery;

namespace fiftyfold {

/// Where the history is unless FIFTYFOLD_HISTORY names another file.
QString usualHistoryPath();

/// A connection to the file of the history, an SQLite database in write-ahead mode, for the thread that made it. Other
/// threads and programs may have theirs at the same time: who writes waits some seconds for another one.
///
/// A file that is damaged, or that a later version has written, is never deleted: it is renamed, with the date in its
/// name, and a new one begun; unless a program has a later version's open. A file that is no history is left alone.
/// Only the owner can read it. Beside it stays its lock, a file of one byte: by that, what has been a history is known
/// where nothing of it can be read any more.
///
/// To be read it need not be there, and nothing is made then; nor need its folder, or the disk, have room for its lock
/// and log.
class HistoryDatabase
{
public:
    enum class AtDamage { SetAside, Leave };
    enum class Access { Read, Write };

    explicit HistoryDatabase(const QString &path, AtDamage atDamage = AtDamage::SetAside);
    ~HistoryDatabase();
    Q_DISABLE_COPY_MOVE(HistoryDatabase)

    /// To write: makes the file where there is none, or none any more. Its tables are those of this version then. To
    /// read: one that is not there is an empty one. Empty where it can be used, otherwise why not.
    QString open(Access access);
    bool isOpen() const { return m_database.isOpen(); }

    QSqlQuery query() const;
    /// Why it failed, in a sentence; that the file is damaged is noted.
    QString problemOf(const QSqlQuery &query);
    QString execute(const QString &statement);
    void addNotice(const QString &sentence) { m_notices.append(sentence); }

    /// A statement came upon damage: open() sets the file aside, and begins a new one.
    bool isDamaged() const { return m_isDamaged; }
    /// What was set aside, and why, and what else was noticed; told once.
    QStringList takeNotices();

private:
    enum class Condition { Usable, Damaged, Later, Foreign, Unreadable, Logless };
    enum class Connection { Usual, ToWhatIsThere, Unchanging, Empty };
    struct FileIdentity {
        bool isThere = false;
        bool isFile = false; ///< And no folder, device or pipe.
        dev_t device = 0;
        ino_t number = 0;
        static FileIdentity of(const QString &path);
        bool operator==(const FileIdentity &) const = default;
    };

    void close();
    bool isSameFile() const;
    bool connectTo(Connection connection = Connection::Usual);
    QString openAsItIs();
    QString openEmpty();
    Condition condition();
    Condition conditionFrom(const QSqlError &error);
    bool isOursAlone();
    QString lockProblem(int error) const;
    int version() const;
    QString migrate();
    QString setAside(Condition why);
    bool isReallyDamaged();
    QString sentenceFor(const QSqlError &error) const;
    QString damageSentence() const;

    const QString m_path;
    const AtDamage m_atDamage;
    QString m_name;      ///< Of the connection.
    FileIdentity m_file; ///< Which it is to.
    QSqlDatabase m_database;
    QString m_problem; ///< Of connectTo() and condition().
    QStringList m_notices;
    bool m_isDamaged = false;
    bool m_wasHistory = false; ///< As its lock has it.
    bool m_isToRead = false;   ///< It is one of openAsItIs() or openEmpty(), for once.
    bool m_hasToldOfLog = false;
};

} // namespace fiftyfold
