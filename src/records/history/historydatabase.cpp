// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historydatabase.h"

#include "core/text/visibletext.h"
#include "records/history/filelock.h"
#include "records/history/historytables.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr int fiftyfoldsId = 0x46663530; // "Ff50", PRAGMA application_id
constexpr int otherWriterMs = 10'000;

/// SQLite's.
enum class SqlCode { Busy = 5, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CantOpen = 14, NotADatabase = 26 };

/// Whether it is that code, or one of its extended forms.
bool isCode(const QSqlError &error, SqlCode code)
{
    constexpr int primary = 0xff;
    return (error.nativeErrorCode().toInt() & primary) == static_cast<int>(code);
}

bool tellsOfDamage(const QSqlError &error)
{
    return isCode(error, SqlCode::Corrupt) || isCode(error, SqlCode::NotADatabase);
}

/// What SQLite says where it can make no log or no index of one beside the file, to read it alone, too.
bool tellsOfNoLog(const QSqlError &error)
{
    constexpr SqlCode codes[] = {SqlCode::ReadOnly, SqlCode::IoError, SqlCode::Full, SqlCode::CantOpen};
    return std::any_of(std::begin(codes), std::end(codes), [&error](SqlCode code) { return isCode(error, code); });
}

/// Nothing can be made in the folder.
bool tellsOfNoRoom(int error)
{
    return error == EACCES || error == EROFS || error == ENOSPC || error == EDQUOT;
}

/// SQLite would make it as the umask has it; what is beside it gets its permissions. One that is there is not opened:
/// to close a file drops all locks that the process has on it, those of its other connections too. Through links.
bool makeForOwnerAlone(const QString &path)
{
    QString target = path;
    for (int links = 0; links < 40 && QFileInfo(target).isSymLink(); ++links) // as many as the system follows
        target = QFileInfo(target).symLinkTarget();
    const int file = ::open(QFile::encodeName(target).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST;
    ::close(file);
    return true;
}

void makeFolderForOwnerAlone(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    QDir().mkpath(parent);
    ::mkdir(QFile::encodeName(path).constData(), S_IRWXU);
}

} // namespace

QString usualHistoryPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QLatin1String("/fiftyfold/history.sqlite");
}

HistoryDatabase::HistoryDatabase(const QString &path, AtDamage atDamage)
    : m_path(path)
    , m_atDamage(atDamage)
{
    static std::atomic_int count = 0;
    m_name = QStringLiteral("fiftyfold-history-%1").arg(++count);
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

void HistoryDatabase::close()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlQuery HistoryDatabase::query() const
{
    return QSqlQuery(m_database);
}

QStringList HistoryDatabase::takeNotices()
{
    return std::exchange(m_notices, {});
}

QString HistoryDatabase::sentenceFor(const QSqlError &error) const
{
    if (isCode(error, SqlCode::Busy))
        return QStringLiteral("The history %1 is being written by another program; try again.").arg(m_path);
    QString what = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    if (isCode(error, SqlCode::CantOpen) && ::access(QFile::encodeName(m_path).constData(), R_OK) != 0)
        what = qt_error_string(errno); // of which SQLite says nothing
    return sentence(QStringLiteral("The history %1 can't be used: %2").arg(m_path, what));
}

QString HistoryDatabase::damageSentence() const
{
    return QStringLiteral("The history %1 is damaged.").arg(m_path);
}

QString HistoryDatabase::problemOf(const QSqlQuery &query)
{
    m_isDamaged = m_isDamaged || tellsOfDamage(query.lastError());
    return sentenceFor(query.lastError());
}

QString HistoryDatabase::execute(const QString &statement)
{
    QSqlQuery one = query();
    return one.exec(statement) ? QString() : problemOf(one);
}

/// Another program may have set it aside, or somebody has removed it.
bool HistoryDatabase::isSameFile() const
{
    return m_file.isThere && FileIdentity::of(m_path) == m_file;
}

HistoryDatabase::FileIdentity HistoryDatabase::FileIdentity::of(const QString &path)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return {true, S_ISREG(found.st_mode), found.st_dev, found.st_ino};
}

QString HistoryDatabase::lockProblem(int error) const
{
    if (error == EWOULDBLOCK)
        return QStringLiteral("The history %1 is being opened by another program; try again.").arg(m_path);
    const bool isFolders = error == EACCES || error == EROFS || error == ENOENT;
    return QStringLiteral("The history can't be kept in %1: %2. FIFTYFOLD_HISTORY names another file, or is \"none\".")
        .arg(QFileInfo(m_path).absolutePath(), error == ENOSPC ? QStringLiteral("there is no room left")
                                               : isFolders     ? QStringLiteral("that folder can't be written to")
                                                               : qt_error_string(error));
}

QString HistoryDatabase::open(Access access)
{
    if (m_database.isOpen() && !m_isDamaged && !m_isToRead && isSameFile())
        return {};
    const FileIdentity there = FileIdentity::of(m_path);
    if (access == Access::Read && !there.isThere && errno == ENOENT)
        return openEmpty();
    if (there.isThere && !there.isFile)
        return QStringLiteral(
                   "The history can't be kept in %1, which is no file: FIFTYFOLD_HISTORY takes the name of a "
                   "file of its own, or \"none\".")
            .arg(m_path);
    if (access == Access::Write)
        makeFolderForOwnerAlone(QFileInfo(m_path).absolutePath());
    // Who looks at the file, and who sets it aside, must not be in each other's way.
    FileLock lock(m_path + QLatin1String(".lock"));
    if (const int error = lock.take(std::chrono::milliseconds(otherWriterMs)); error != 0)
        return access == Access::Read && tellsOfNoRoom(error) ? openAsItIs() : lockProblem(error);
    m_wasHistory = lock.isMarked();
    if (m_isDamaged && isReallyDamaged()) { // and not set aside by another program meanwhile
        if (QString problem = setAside(Condition::Damaged); !problem.isEmpty())
            return problem;
    }
    m_isDamaged = false;
    for (const bool isSecond : {false, true}) {
        if (!connectTo())
            return m_problem;
        const Condition found = condition();
        if (found == Condition::Usable) {
            QString problem = migrate();
            if (problem.isEmpty())
                lock.mark();
            return problem.isEmpty() || access == Access::Write ? problem : openAsItIs();
        }
        if (found == Condition::Logless && access == Access::Read)
            return openAsItIs();
        if ((found != Condition::Damaged && found != Condition::Later) || isSecond) {
            close();
            return m_problem;
        }
        if (QString problem = setAside(found); !problem.isEmpty())
            return problem;
    }
    return m_problem;
}

/// By the log that somebody else has made, otherwise without one. What an earlier version made can be read as it is.
QString HistoryDatabase::openAsItIs()
{
    m_isDamaged = false;
    Condition found = Condition::Logless;
    for (const Connection connection : {Connection::ToWhatIsThere, Connection::Unchanging}) {
        if (!connectTo(connection))
            return m_problem;
        found = condition();
        if (found != Condition::Logless)
            break;
        const QFileInfo log(m_path + QLatin1String("-wal"));
        if (log.size() > 0 && !std::exchange(m_hasToldOfLog, true))
            m_notices.append(QStringLiteral("What the history was given last is in %1, and is not shown: that can be "
                                            "read only where the folder can be written to.")
                                 .arg(log.filePath()));
    }
    m_isToRead = true;
    if (found == Condition::Usable)
        return version() > 0 ? QString() : openEmpty();
    close();
    return m_problem;
}

QString HistoryDatabase::openEmpty()
{
    m_isDamaged = false;
    if (!connectTo(Connection::Empty))
        return m_problem;
    m_isToRead = true;
    return migrate();
}

bool HistoryDatabase::connectTo(Connection connection)
{
    close();
    m_isToRead = false;
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE"))) {
        m_problem = QStringLiteral("The history can't be kept: Qt's driver for SQLite is not there. Its package is "
                                   "libqt6sql6-sqlite.");
        return false;
    }
    if (connection == Connection::Usual && !makeForOwnerAlone(m_path)) {
        m_problem = sentence(QStringLiteral("The history can't be kept in %1: %2").arg(m_path, qt_error_string(errno)));
        return false;
    }
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(otherWriterMs);
    if (connection == Connection::Unchanging) {
        options += QLatin1String(";QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY");
        m_database.setDatabaseName(QUrl::fromLocalFile(m_path).toString(QUrl::FullyEncoded) +
                                   QLatin1String("?immutable=1"));
    } else {
        m_database.setDatabaseName(connection == Connection::Empty ? QStringLiteral(":memory:") : m_path);
    }
    m_database.setConnectOptions(options);
    m_file = FileIdentity::of(m_path);
    if (m_database.open())
        return true;
    m_problem = sentenceFor(m_database.lastError());
    close();
    return false;
}

/// What it is that can't be read. A file that FIFTYFOLD_HISTORY names may be anything, unless it has been a history.
HistoryDatabase::Condition HistoryDatabase::conditionFrom(const QSqlError &error)
{
    m_problem = sentenceFor(error);
    if (isCode(error, SqlCode::NotADatabase) && m_path != usualHistoryPath() && !m_wasHistory) {
        m_problem =
            QStringLiteral("%1 is no history: FIFTYFOLD_HISTORY takes the name of a file of its own.").arg(m_path);
        return Condition::Foreign;
    }
    if (tellsOfNoLog(error))
        return Condition::Logless;
    if (!tellsOfDamage(error))
        return Condition::Unreadable;
    m_problem = damageSentence();
    return Condition::Damaged;
}

/// Of the file that was connected to.
HistoryDatabase::Condition HistoryDatabase::condition()
{
    int found[3] = {};
    const char *const asked[] = {"SELECT COUNT(*) FROM sqlite_master", "PRAGMA application_id", "PRAGMA user_version"};
    for (std::size_t i = 0; i < std::size(asked); ++i) {
        QSqlQuery one = query();
        if (!one.exec(QLatin1String(asked[i])) || !one.next())
            return conditionFrom(one.lastError());
        found[i] = one.value(0).toInt();
    }
    const auto [tables, application, version] = found;
    if (tables > 0 && application != fiftyfoldsId) {
        m_problem = QStringLiteral("%1 is a database of another program: FIFTYFOLD_HISTORY takes the name of a file "
                                   "of its own.")
                        .arg(m_path);
        return Condition::Foreign;
    }
    if (version > historyVersion()) {
        m_problem = QStringLiteral("The history %1 was written by a later version.").arg(m_path);
        return Condition::Later;
    }
    if (version < 0 || (tables > 0) != (version > 0)) {
        m_problem = damageSentence();
        return Condition::Damaged;
    }
    return Condition::Usable;
}

int HistoryDatabase::version() const
{
    QSqlQuery one = query();
    return one.exec(QStringLiteral("PRAGMA user_version")) && one.next() ? one.value(0).toInt() : 0;
}

QString HistoryDatabase::migrate()
{
    const int from = version();
    if (from == historyVersion())
        return {};
    QStringList statements;
    if (from == 0) // neither can be changed in a transaction
        statements = {QStringLiteral("PRAGMA auto_vacuum = FULL"), QStringLiteral("PRAGMA journal_mode = WAL")};
    statements.append(QStringLiteral("BEGIN IMMEDIATE"));
    statements += historyMigration(from);
    statements.append(QStringLiteral("PRAGMA application_id = %1").arg(fiftyfoldsId));
    statements.append(QStringLiteral("PRAGMA user_version = %1").arg(historyVersion()));
    statements.append(QStringLiteral("COMMIT"));
    for (const QString &statement : std::as_const(statements)) {
        if (QString problem = execute(statement); !problem.isEmpty()) {
            execute(QStringLiteral("ROLLBACK"));
            close();
            return problem;
        }
    }
    return {};
}

} // namespace fiftyfold
