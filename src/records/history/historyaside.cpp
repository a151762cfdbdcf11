// SPDX-License-Identifier: GPL-3.0-or-later
// How a file of the history that can't be used makes room for a new one.
#include "records/history/historydatabase.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>

namespace fiftyfold {

/// A statement said so, of a file that may be another one now. That it can't be read just now is no damage.
bool HistoryDatabase::isReallyDamaged()
{
    if (!connectTo())
        return false;
    QSqlQuery one = query();
    if (!one.exec(QStringLiteral("PRAGMA integrity_check(1)")) || !one.next())
        return conditionFrom(one.lastError()) == Condition::Damaged;
    m_problem = damageSentence();
    return one.value(0).toString() != QLatin1String("ok");
}

/// Nobody else has it open: what is in the log beside it is in the file then, too. Otherwise SQLite refuses.
bool HistoryDatabase::isOursAlone()
{
    QSqlQuery one = query();
    return one.exec(QStringLiteral("PRAGMA journal_mode = DELETE")) && one.next() &&
           one.value(0).toString() == QLatin1String("delete");
}

/// The log goes first: beside another file it would be taken for that one's.
QString HistoryDatabase::setAside(Condition why)
{
    if (m_atDamage == AtDamage::Leave) {
        close();
        return m_problem;
    }
    if (why == Condition::Later && !isOursAlone()) {
        close();
        return QStringLiteral("The history %1 was written by a later version, which has it open: close that, or use "
                              "it instead.")
            .arg(m_path);
    }
    close();
    const QFileInfo file(m_path);
    const QString date = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    QString aside;
    for (int number = 1; aside.isEmpty() || QFileInfo::exists(aside); ++number) {
        aside = QStringLiteral("%1/%2-%3%4")
                    .arg(file.absolutePath(), file.completeBaseName(), date,
                         number > 1 ? QStringLiteral("-%1").arg(number) : QString());
        if (!file.suffix().isEmpty())
            aside += QLatin1Char('.') + file.suffix();
    }
    for (const char *part : {"-wal", "-shm", ""}) {
        const QLatin1String suffix(part);
        if (QFileInfo::exists(m_path + suffix) && !QFile::rename(m_path + suffix, aside + suffix))
            return QStringLiteral("The history %1 can't be used, nor renamed to %2.").arg(m_path, aside);
    }
    m_notices.append(
        why == Condition::Later
            ? QStringLiteral("The history %1 was written by a later version. It is %2 now, and a new one "
                             "was begun.")
                  .arg(m_path, aside)
            : QStringLiteral("The history %1 was damaged. It is %2 now, and a new one was begun.").arg(m_path, aside));
    return {};
}

} // namespace fiftyfold
