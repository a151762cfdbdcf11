// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/historykeeping.h"

#include "records/history/historystore.h"

namespace fiftyfold {

void keepInHistory(const std::function<KeptRun()> &make, const Terminal &terminal)
{
    const QString path = historyPath();
    if (path.isEmpty())
        return;
    HistoryStore store(path);
    QString id;
    const QString problem = store.keep(make(), &id);
    const QStringList notices = store.takeNotices();
    for (const QString &notice : notices)
        terminal.writeProblem(notice);
    if (!problem.isEmpty())
        terminal.writeProblem(QStringLiteral("not kept in the history. ") + problem);
}

} // namespace fiftyfold
