// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/keptrecord.h"

#include "core/text/redaction.h"
#include "records/history/historystore.h"
#include "records/history/keptrun.h"

#include <QFileInfo>

namespace fiftyfold {

bool isNameOfAFile(const QString &nameOrFile)
{
    return QFileInfo::exists(nameOrFile) || nameOrFile.contains(QLatin1Char('/')) ||
           nameOrFile.endsWith(QLatin1String(".json"));
}

QString readKeptRecord(const QString &name, ReadRecord &record, QString &title)
{
    const QString path = historyPath();
    if (path.isEmpty())
        return QStringLiteral("%1 is no file, and there is no history: FIFTYFOLD_HISTORY is \"none\"")
            .arg(redactedWords(name));
    HistoryStore store(path, HistoryDatabase::AtDamage::Leave);
    KeptRun kept;
    if (const QString problem = store.find(name, kept.entry); !problem.isEmpty())
        return QStringLiteral("%1 is no file. %2").arg(redactedWords(name), problem);
    QString problem = store.read(kept.entry.id, kept);
    if (problem.isEmpty())
        problem = readKept(kept, record);
    title = kept.entry.title();
    return problem;
}

} // namespace fiftyfold
