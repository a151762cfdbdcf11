// SPDX-License-Identifier: GPL-3.0-or-later
// How the history is listed, and how one in it is found.
#include "core/text/redaction.h"
#include "records/history/historyrows.h"
#include "records/history/historystore.h"

#include <QHash>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype leastPrefix = 4;
constexpr qsizetype longestSearched = 2'000; ///< What SQLite takes as a pattern ends somewhere.

QString escapedForLike(QString text)
{
    for (const QLatin1Char character : {QLatin1Char('\\'), QLatin1Char('%'), QLatin1Char('_')})
        text.replace(character, QLatin1Char('\\') + QString(character));
    return text;
}

char32_t folded(char32_t character)
{
    return QChar::toLower(QChar::toCaseFolded(character));
}

QString textOf(char32_t character)
{
    return QString::fromUcs4(&character, 1);
}

/// By what they are folded to the characters of the text, each with those that differ from it in case alone: "σ" is as
/// small a "Σ" as "ς" is.
QHash<char32_t, QString> casesOf(const QList<uint> &text)
{
    constexpr char32_t end = 0x20000; // beyond are no letters that have cases
    QHash<char32_t, QString> cases;
    const auto hasCases = [](char32_t character) { return character < end && !QChar::isSurrogate(character); };
    for (const uint character : text)
        cases.insert(folded(character), hasCases(character) ? QString() : textOf(character));
    for (char32_t character = 0; character < end; ++character) {
        if (const auto found = cases.find(folded(character)); found != cases.end() && hasCases(character))
            *found += textOf(character);
    }
    return cases;
}

/// SQLite's LIKE knows no other letters than those of ASCII, but its GLOB has sets of characters.
void addFoldedSearch(const QString &text, QStringList &conditions, QVariantList &values)
{
    const QList<uint> characters = text.toUcs4();
    const QHash<char32_t, QString> cases = casesOf(characters);
    QString pattern;
    QString first; // which is looked for beforehand, as that is quicker: the cases of one letter
    for (const uint character : characters) {
        const QString same = cases.value(folded(character));
        const bool isAlone = same.size() <= 1;
        const bool meansMore = character == '*' || character == '?' || character == '[';
        pattern += isAlone && !meansMore ? same : QLatin1Char('[') + same + QLatin1Char(']');
        if (first.isEmpty() && character > 0x7f)
            first = same;
    }
    const QList<uint> firstCases = first.toUcs4();
    QStringList any;
    for (const uint character : firstCases) {
        any.append(QStringLiteral("instr(label || url || strategy, ?) > 0"));
        values << textOf(character);
    }
    pattern = QLatin1Char('*') + pattern + QLatin1Char('*');
    values << pattern << pattern << pattern;
    conditions.append(QStringLiteral("(%1)").arg(any.join(QLatin1String(" OR "))));
    conditions.append(QStringLiteral("(label GLOB ? OR url GLOB ? OR strategy GLOB ?)"));
}

/// In all letters, whatever their case.
void addSearch(const QString &text, QStringList &conditions, QVariantList &values)
{
    const auto isAscii = [](QChar character) { return character.unicode() <= 0x7f; };
    if (!std::all_of(text.cbegin(), text.cend(), isAscii)) {
        addFoldedSearch(text, conditions, values);
        return;
    }
    conditions.append(QStringLiteral("(label LIKE ? ESCAPE '\\' OR url LIKE ? ESCAPE '\\' OR strategy LIKE ? "
                                     "ESCAPE '\\')"));
    const QString pattern = QLatin1Char('%') + escapedForLike(text) + QLatin1Char('%');
    values << pattern << pattern << pattern;
}

} // namespace

QString HistoryStore::list(const HistoryQuery &wanted, std::vector<HistoryEntry> &entries, int *total)
{
    entries.clear();
    if (wanted.text.size() > longestSearched)
        return QStringLiteral("The text to look for in the history should have at most %1 characters, and has %2.")
            .arg(longestSearched)
            .arg(wanted.text.size());
    QStringList conditions;
    QVariantList values;
    if (!wanted.id.isEmpty()) {
        conditions.append(QStringLiteral("id = ?"));
        values << wanted.id;
    }
    if (!wanted.text.isEmpty())
        addSearch(wanted.text, conditions, values);
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
        entries.clear();
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
        if (query.lastError().isValid())
            return m_database.problemOf(query);
        return total ? countNow(*total) : QString();
    });
}

QString HistoryStore::count(int &entries)
{
    return reading([&] { return countNow(entries); });
}

QString HistoryStore::countNow(int &entries)
{
    QSqlQuery query = m_database.query();
    if (!query.exec(QStringLiteral("SELECT COUNT(*) FROM runs")) || !query.next())
        return m_database.problemOf(query);
    entries = query.value(0).toInt();
    return {};
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
        const bool isLast = name == lastKept;
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
    if (query.lastError().isValid())
        return m_database.problemOf(query);
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
