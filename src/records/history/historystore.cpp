// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historystore.h"

#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "records/history/historyrows.h"
#include "records/history/packedbytes.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <utility>

namespace fiftyfold {

namespace {

const QString limitName = QStringLiteral("request_bytes_limit");

QString newId()
{
    return QStringLiteral("%1").arg(QRandomGenerator::system()->generate64(), historyIdDigits, 16, QLatin1Char('0'));
}

QString noSuchId(const QString &id)
{
    return QStringLiteral("There is none with the id %1 in the history.").arg(id);
}

/// Whether it can be had.
bool unpack(const QVariant &value, QByteArray &bytes)
{
    constexpr quint32 most = 1U << 30;
    const QByteArray packed = value.toByteArray();
    const std::optional<QByteArray> unpacked = packed.isEmpty() ? QByteArray() : unpackedBytes(packed, most);
    bytes = unpacked.value_or(QByteArray());
    return unpacked.has_value();
}

QByteArray packed(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QByteArray("") : qCompress(bytes);
}

} // namespace

QString historyPath()
{
    const QString given = qEnvironmentVariable("FIFTYFOLD_HISTORY");
    if (given == QLatin1String("none"))
        return {};
    if (!given.isEmpty())
        return QFileInfo(given).absoluteFilePath();
    return usualHistoryPath();
}

HistoryStore::HistoryStore(const QString &path, HistoryDatabase::AtDamage atDamage)
    : m_database(path, atDamage)
{
}

/// Where damage is found in the middle of it, it is done once more, with a new file.
QString HistoryStore::guarded(const std::function<QString()> &work, HistoryDatabase::Access access)
{
    QString problem;
    for (int tries = 0; tries == 0 || (tries == 1 && m_database.isDamaged()); ++tries) {
        problem = m_database.open(access);
        if (!problem.isEmpty())
            return problem;
        problem = work();
    }
    return problem;
}

QString HistoryStore::inTransaction(const std::function<QString()> &work)
{
    QString problem = m_database.execute(QStringLiteral("BEGIN IMMEDIATE"));
    if (!problem.isEmpty())
        return problem;
    problem = work();
    if (problem.isEmpty())
        problem = m_database.execute(QStringLiteral("COMMIT"));
    if (!problem.isEmpty())
        m_database.execute(QStringLiteral("ROLLBACK"));
    return problem;
}

QString HistoryStore::keep(const KeptRun &run, QString *id)
{
    return guarded([&]() -> QString {
        *id = newId();
        if (QString problem = inTransaction([&] { return insert(run, *id); }); !problem.isEmpty())
            return problem;
        QString problem = pruneFor(run, *id);
        if (m_database.isDamaged())
            return problem; // it has to be kept in the new file, too
        if (!problem.isEmpty())
            m_database.addNotice(QStringLiteral("Old requests stay in the history for now. %1").arg(problem));
        return {};
    });
}

/// After it was kept. That it is to have no requests at all its user has said.
QString HistoryStore::pruneFor(const KeptRun &run, const QString &id)
{
    PrunedHistory pruned;
    bool isItself = false;
    QString problem = inTransaction([&]() -> QString {
        if (QString wrong = pruneNow(pruned); !wrong.isEmpty() || pruned.runs == 0)
            return wrong;
        QSqlQuery query = m_database.query();
        query.prepare(QStringLiteral("SELECT 1 FROM runs WHERE id = ? AND request_bytes = 0"));
        query.addBindValue(id);
        if (!query.exec())
            return m_database.problemOf(query);
        isItself = query.next();
        return {};
    });
    if (problem.isEmpty() && isItself && run.entry.requestBytes > 0 && pruned.limit > 0)
        m_database.addNotice(QStringLiteral("The history keeps the figures of this run, but not its requests: these "
                                            "take %1, and those of all runs may take %2.")
                                 .arg(sizeForPeople(run.entry.requestBytes), sizeForPeople(pruned.limit)));
    return problem;
}

QString HistoryStore::insert(const KeptRun &run, const QString &id)
{
    qint64 number = 0;
    if (QString problem = insertEntry(run.entry, id, number); !problem.isEmpty())
        return problem;
    QSqlQuery record = m_database.query();
    record.prepare(QStringLiteral("INSERT INTO records (run, json, text) VALUES (?, ?, ?)"));
    record.addBindValue(number);
    record.addBindValue(packed(run.json));
    record.addBindValue(packed(run.text));
    if (!record.exec())
        return m_database.problemOf(record);
    QSqlQuery request = m_database.query();
    request.prepare(QStringLiteral("INSERT INTO requests (run, part, data) VALUES (?, ?, ?)"));
    for (std::size_t part = 0; part < run.requests.size(); ++part) {
        request.bindValue(0, number);
        request.bindValue(1, static_cast<int>(part));
        request.bindValue(2, run.requests[part]);
        if (!request.exec())
            return m_database.problemOf(request);
    }
    return {};
}

QString HistoryStore::insertEntry(const HistoryEntry &entry, const QString &id, qint64 &number)
{
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("INSERT INTO runs (%1) VALUES (%2)").arg(entryColumns(), entryPlaces()));
    bindEntry(query, entry, id);
    if (!query.exec())
        return m_database.problemOf(query);
    number = query.lastInsertId().toLongLong();
    return {};
}

QString HistoryStore::numberOf(const QString &id, qint64 &number)
{
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT number FROM runs WHERE id = ?"));
    query.addBindValue(id);
    if (!query.exec())
        return m_database.problemOf(query);
    if (!query.next())
        return noSuchId(id);
    number = query.value(0).toLongLong();
    return {};
}

QString HistoryStore::read(const QString &id, KeptRun &run)
{
    return reading([&]() -> QString {
        QSqlQuery query = m_database.query();
        query.prepare(QStringLiteral("SELECT %1, number, json, text FROM runs JOIN records ON run = number "
                                     "WHERE id = ?")
                          .arg(entryColumns()));
        query.addBindValue(id);
        if (!query.exec())
            return m_database.problemOf(query);
        if (!query.next())
            return noSuchId(id);
        run.entry = entryFrom(query);
        if (!unpack(query.value(QStringLiteral("json")), run.json) || run.json.isEmpty() ||
            !unpack(query.value(QStringLiteral("text")), run.text))
            return QStringLiteral("%1 can't be read: its record is damaged.").arg(id);
        run.requests.clear();
        QSqlQuery requests = m_database.query();
        requests.setForwardOnly(true);
        requests.prepare(QStringLiteral("SELECT data FROM requests WHERE run = ? ORDER BY part"));
        requests.addBindValue(query.value(QStringLiteral("number")));
        if (!requests.exec())
            return m_database.problemOf(requests);
        while (requests.next())
            run.requests.push_back(requests.value(0).toByteArray());
        return requests.lastError().isValid() ? m_database.problemOf(requests) : QString();
    });
}

QString HistoryStore::change(const QString &id, const QString &column, const QVariant &value)
{
    return guarded([&]() -> QString {
        QSqlQuery query = m_database.query();
        query.prepare(QStringLiteral("UPDATE runs SET %1 = ? WHERE id = ?").arg(column));
        query.addBindValue(value);
        query.addBindValue(id);
        if (!query.exec())
            return m_database.problemOf(query);
        return query.numRowsAffected() == 1 ? QString() : noSuchId(id);
    });
}

QString HistoryStore::setLabel(const QString &id, const QString &label)
{
    if (const QString why = labelProblem(label); !why.isEmpty())
        return sentence(QStringLiteral("\"%1\" can't be a label: %2").arg(keptLabel(label), why));
    return change(id, QStringLiteral("label"), keptLabel(label));
}

QString HistoryStore::setPinned(const QString &id, bool isPinned)
{
    return change(id, QStringLiteral("pinned"), int(isPinned));
}

QString HistoryStore::remove(const QString &id)
{
    return guarded([&] {
        return inTransaction([&]() -> QString {
            qint64 number = 0;
            if (QString unknown = numberOf(id, number); !unknown.isEmpty())
                return unknown;
            for (const char *statement : {"DELETE FROM requests WHERE run = %1", "DELETE FROM records WHERE run = %1",
                                          "DELETE FROM runs WHERE number = %1"}) {
                if (QString wrong = m_database.execute(QString::fromLatin1(statement).arg(number)); !wrong.isEmpty())
                    return wrong;
            }
            return {};
        });
    });
}

QString HistoryStore::limitNow(qint64 &bytes)
{
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT value FROM settings WHERE name = ?"));
    query.addBindValue(limitName);
    if (!query.exec())
        return m_database.problemOf(query);
    bool isNumber = false;
    bytes = query.next() ? query.value(0).toString().toLongLong(&isNumber) : 0;
    if (!isNumber || bytes < 0)
        bytes = usualLimit;
    return {};
}

QString HistoryStore::limit(qint64 &bytes)
{
    return reading([&] { return limitNow(bytes); });
}

QString HistoryStore::setLimit(qint64 bytes)
{
    return guarded([&] { return setLimitNow(bytes); });
}

QString HistoryStore::setLimitNow(qint64 bytes)
{
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)"));
    query.addBindValue(limitName);
    query.addBindValue(QString::number(bytes));
    return query.exec() ? QString() : m_database.problemOf(query);
}

QString HistoryStore::prune(PrunedHistory &pruned, std::optional<qint64> newLimit)
{
    return guarded([&] {
        return inTransaction([&] {
            QString problem = newLimit ? setLimitNow(*newLimit) : QString();
            return problem.isEmpty() ? pruneNow(pruned) : problem;
        });
    });
}

QString HistoryStore::pruneNow(PrunedHistory &pruned)
{
    pruned = {};
    if (QString problem = limitNow(pruned.limit); !problem.isEmpty())
        return problem;
    QSqlQuery sum = m_database.query();
    if (!sum.exec(QStringLiteral("SELECT SUM(request_bytes) FROM runs WHERE request_bytes > 0")) || !sum.next())
        return m_database.problemOf(sum);
    pruned.left = sum.value(0).toLongLong();
    if (pruned.left <= pruned.limit)
        return {};
    QSqlQuery oldest = m_database.query();
    if (!oldest.exec(QStringLiteral("SELECT number, request_bytes FROM runs WHERE request_bytes > 0 AND pinned = 0 "
                                    "ORDER BY started_at, number")))
        return m_database.problemOf(oldest);
    QVariantList numbers; // before anything changes what is gone through
    for (; pruned.left > pruned.limit && oldest.next(); ++pruned.runs) {
        numbers.append(oldest.value(0));
        pruned.bytes += oldest.value(1).toLongLong();
        pruned.left -= oldest.value(1).toLongLong();
    }
    if (oldest.lastError().isValid())
        return m_database.problemOf(oldest);
    oldest.finish();
    for (const char *statement :
         {"DELETE FROM requests WHERE run = ?", "UPDATE runs SET request_bytes = 0 WHERE number = ?"}) {
        QSqlQuery query = m_database.query();
        query.prepare(QLatin1String(statement));
        for (const QVariant &number : std::as_const(numbers)) {
            query.bindValue(0, number);
            if (!query.exec())
                return m_database.problemOf(query);
        }
    }
    return {};
}

} // namespace fiftyfold
