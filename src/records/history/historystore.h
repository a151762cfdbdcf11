// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historydatabase.h"
#include "records/history/historyentry.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QSqlQuery;

namespace fiftyfold {

/// Where the history is: the file that FIFTYFOLD_HISTORY names, otherwise one in the user's folder for data. Empty
/// where it is "none": nothing is kept.
QString historyPath();

/// Which entries a list has; the newest come first.
struct HistoryQuery {
    QString id;   ///< Only that one; empty: any.
    QString text; ///< What label, URL or strategy contain; empty: any.
    std::optional<KeptKind> kind;
    bool isPinnedOnly = false;
    bool isLabelledOnly = false;
    int limit = 200;
    std::optional<HistoryEntry> after; ///< Only those that follow this one.
};

/// What had to go.
struct PrunedHistory {
    int runs = 0;     ///< Whose requests went.
    qint64 bytes = 0; ///< Of them.
    qint64 left = 0;  ///< Which all others take.
    qint64 limit = 0; ///< Which those may take; pinned ones may take more.
};

/// The history: what is kept of runs, comparisons and searches, newest first. For the thread that made it; a thread has
/// a store of its own, and other programs theirs. Opens the file when it is first asked; what only reads makes none,
/// and can do without a place to write. Each change is whole or not there, whenever the program is killed. A file that
/// turns out to be damaged is set aside, and what was asked for is done with a new one.
///
/// Each function that returns a text returns an empty one when all went well, otherwise a sentence with why not.
class HistoryStore
{
public:
    static constexpr qint64 usualLimit = qint64(1) << 30;

    explicit HistoryStore(const QString &path = historyPath(),
                          HistoryDatabase::AtDamage atDamage = HistoryDatabase::AtDamage::SetAside);

    /// Keeps it, and gives it an id of its own. Then requests that are too many for the limit go.
    QString keep(const KeptRun &run, QString *id);

    /// `total`: how many there are in all.
    QString list(const HistoryQuery &query, std::vector<HistoryEntry> &entries, int *total = nullptr);
    QString count(int &entries);
    /// The one that a person means: "last", an id, a label (of several the newest) or the first digits of an id, four
    /// at least.
    QString find(const QString &name, HistoryEntry &entry);
    /// All that is kept of it.
    QString read(const QString &id, KeptRun &run);

    /// See labelProblem().
    QString setLabel(const QString &id, const QString &label);
    QString setPinned(const QString &id, bool isPinned);
    QString remove(const QString &id);

    /// How many bytes the columns of all requests may take together.
    QString limit(qint64 &bytes);
    QString setLimit(qint64 bytes);
    /// The requests of the oldest runs go until the others keep to the limit, or to a new one; those of pinned ones
    /// never go. Figures stay.
    QString prune(PrunedHistory &pruned, std::optional<qint64> newLimit = {});

    /// What a person should know besides: a file that was set aside, requests that could not go, or not be kept.
    QStringList takeNotices() { return m_database.takeNotices(); }

private:
    QString guarded(const std::function<QString()> &work,
                    HistoryDatabase::Access access = HistoryDatabase::Access::Write);
    QString reading(const std::function<QString()> &work) { return guarded(work, HistoryDatabase::Access::Read); }
    QString inTransaction(const std::function<QString()> &work);
    QString insert(const KeptRun &run, const QString &id);
    QString pruneFor(const KeptRun &run, const QString &id);
    QString insertEntry(const HistoryEntry &entry, const QString &id, qint64 &number);
    QString change(const QString &id, const QString &column, const QVariant &value);
    QString idProblemOfLabel(const QString &name, const HistoryEntry &labelled);
    QString findByPrefix(const QString &name, HistoryEntry &entry);
    QString firstOf(QSqlQuery &query, std::optional<HistoryEntry> &entry);
    QString numberOf(const QString &id, qint64 &number);
    QString pruneNow(PrunedHistory &pruned);
    QString limitNow(qint64 &bytes);
    QString setLimitNow(qint64 bytes);
    QString countNow(int &entries);

    HistoryDatabase m_database;
};

} // namespace fiftyfold
