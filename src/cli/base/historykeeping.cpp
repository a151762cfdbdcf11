// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/historykeeping.h"

#include "records/history/historystore.h"

namespace fiftyfold {

bool keepInHistory(bool isNotKept, const QString &label, const std::function<KeptRun()> &make, const Terminal &terminal)
{
    const QString path = historyPath();
    if (isNotKept || path.isEmpty()) {
        if (!label.isEmpty())
            terminal.writeProblem(QStringLiteral("--label names nothing, as nothing is kept: %1.")
                                      .arg(isNotKept ? QStringLiteral("--no-history is given")
                                                     : QStringLiteral("FIFTYFOLD_HISTORY is \"none\"")));
        return true;
    }
    HistoryStore store(path);
    QString id;
    const QString problem = store.keep(make(), &id);
    const QStringList notices = store.takeNotices();
    for (const QString &notice : notices)
        terminal.writeProblem(notice);
    if (!problem.isEmpty())
        terminal.writeProblem(QStringLiteral("not kept in the history. ") + problem);
    return problem.isEmpty() || label.isEmpty();
}

} // namespace fiftyfold
