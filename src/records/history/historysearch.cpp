// SPDX-License-Identifier: GPL-3.0-or-later
// How the history is listed, and how one in it is found.
#include "core/text/redaction.h"
#include "records/history/historyrows.h"
#include "records/history/historystore.h"

#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype leastPrefix = 4;

QString escapedForLike(QString text)
{
    for (const QLatin1Char character : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        text.replace(character, QLatin1Char('\\') + QString(character));
    return text;
}

} // namespace

QString HistoryStore::list(const HistoryQuery &wanted, std::vector<HistoryEntry> &entries)
{
    entries.clear();
    QStringList conditions;
    QVariantList values;
    if (!wanted.id.isEmpty()) {
        conditions.append(QStringLiteral("id = ?"));
        values << wanted.id;
    }
    if (!wanted.text.isEmpty()) {
        conditions.append(QStringLiteral("(label LIKE ? ESCAPE '\\' OR url LIKE ? ESCAPE '\\' OR strategy LIKE ? "
                                         "ESCAPE '\\')"));
        const QString pattern = QLatin1Char('%') + escapedForLike(wanted.text) + QLatin1Char('%');
        values << pattern << pattern << pattern;
    }
    if (wanted.kind) {
        conditions.append(QStringLiteral("kind = ?"));
        values << static_cast<int>(*wanted.kind);
    }
    if (wanted.isPinnedOnly)
        conditions.append(QStringLiteral("pinned = 1"));
    if (wanted.isLabelledOnly)
        conditions.append(QStringLiteral("label <> ''"));
    if (wanted.after) {
        conditions.append(QStringLiteral("(started_at, number) < (?, (SELECT number FROM runs WHERE id = ?))"));
        values << wanted.after->startedAt.toMSecsSinceEpoch() << wanted.after->id;
    }
    const QString where =
        conditions.isEmpty() ? QString() : QLatin1String(" WHERE ") + conditions.join(QLatin1String(" AND "));
    return reading([&]() -> QString {
        QSqlQuery query = m_database.query();
        query.setForwardOnly(true);
        query.prepare(QStringLiteral("SELECT %1 FROM runs%2 ORDER BY started_at DESC, number DESC LIMIT ?")
                          .arg(entryColumns(), where));
        for (const QVariant &value : std::as_const(values))
            query.addBindValue(value);
        query.addBindValue(wanted.limit);
        if (!query.exec())
            return m_database.problemOf(query);
        while (query.next())
            entries.push_back(entryFrom(query));
        return query.lastError().isValid() ? m_database.problemOf(query) : QString();
    });
}

QString HistoryStore::count(int &entries)
{
    return reading([&]() -> QString {
        QSqlQuery query = m_database.query();
        if (!query.exec(QStringLiteral("SELECT COUNT(*) FROM runs")) || !query.next())
            return m_database.problemOf(query);
        entries = query.value(0).toInt();
        return {};
    });
}

QString HistoryStore::firstOf(QSqlQuery &query, std::optional<HistoryEntry> &entry)
{
    if (!query.exec())
        return m_database.problemOf(query);
    if (query.next())
        entry = entryFrom(query);
    return {};
}

QString HistoryStore::find(const QString &name, HistoryEntry &entry)
{
    return reading([&]() -> QString {
        const QString select = QStringLiteral("SELECT %1 FROM runs %2 ORDER BY started_at DESC, number DESC LIMIT 1");
        const bool isLast = name == QLatin1String("last");
        std::optional<HistoryEntry> found;
        for (const bool isLabel : {false, true}) {
            const char *where = isLabel ? "WHERE label = ? AND label <> ''" : "WHERE id = ?"; // by an index each
            QSqlQuery query = m_database.query();
            query.prepare(select.arg(entryColumns(), isLast ? QString() : QLatin1String(where)));
            if (!isLast)
                query.addBindValue(isLabel ? keptLabel(name) : name);
            if (QString problem = firstOf(query, found); !problem.isEmpty())
                return problem;
            if (found) {
                entry = *found;
                return isLabel ? idProblemOfLabel(name, entry) : QString();
            }
        }
        return isLast ? QStringLiteral("The history is empty.") : findByPrefix(name, entry);
    });
}

/// A label may look like the id of another one: which is meant must not be guessed, as it may be removed.
QString HistoryStore::idProblemOfLabel(const QString &name, const HistoryEntry &labelled)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9a-fA-F]{%1,}$").arg(leastPrefix));
    if (!digits.match(name).hasMatch())
        return {};
    QSqlQuery query = m_database.query();
    query.prepare(QStringLiteral("SELECT %1 FROM runs WHERE id >= ? AND id < ? AND id <> ? ORDER BY id LIMIT 1")
                      .arg(entryColumns()));
    query.addBindValue(name.toLower());
    query.addBindValue(name.toLower() + QLatin1Char('g')); // after all hexadecimal digits
    query.addBindValue(labelled.id);
    std::optional<HistoryEntry> other;
    if (QString problem = firstOf(query, other); !problem.isEmpty() || !other)
        return problem;
    return QStringLiteral("\"%1\" is the label of %2, and the id of %3 begins so. Give the whole id of the one that is "
                          "meant.")
        .arg(name, labelled.id, other->id);
}

QString HistoryStore::findByPrefix(const QString &name, HistoryEntry &entry)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9a-fA-F]+$"));
    const QString prefix = name.toLower();
    if (!digits.match(name).hasMatch() || prefix.size() > historyIdDigits)
        return QStringLiteral("None in the history has the label \"%1\". \"fiftyfold-cli history list\" tells which "
                              "there are.")
            .arg(redactedWords(name));
    if (prefix.size() < leastPrefix)
        return QStringLiteral("\"%1\" is no label in the history, and of an id at least %2 digits are needed.")
            .arg(name)
            .arg(leastPrefix);
    constexpr int told = 5;
    QSqlQuery query = m_database.query();
    query.prepare(
        QStringLiteral("SELECT %1 FROM runs WHERE id >= ? AND id < ? ORDER BY id LIMIT ?").arg(entryColumns()));
    query.addBindValue(prefix);
    query.addBindValue(prefix + QLatin1Char('g')); // after all hexadecimal digits
    query.addBindValue(told);
    if (!query.exec())
        return m_database.problemOf(query);
    QStringList ids;
    while (query.next()) {
        entry = entryFrom(query);
        ids.append(entry.id);
    }
    if (ids.size() == 1)
        return {};
    return ids.isEmpty()
               ? QStringLiteral("None in the history has the label \"%1\", nor an id that begins so. "
                                "\"fiftyfold-cli history list\" tells which there are.")
                     .arg(name)
               : QStringLiteral("Several ids begin with \"%1\": %2%3. Give more digits.")
                     .arg(name, ids.join(QLatin1String(", ")), ids.size() == told ? QStringLiteral(", …") : QString());
}

} // namespace fiftyfold
