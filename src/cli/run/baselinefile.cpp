// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/baselinefile.h"

#include "core/text/inputfile.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/history/historystore.h"
#include "records/history/keptrun.h"
#include "records/import/anyrun.h"
#include "records/import/comparedfile.h"

#include <QFileInfo>

namespace fiftyfold {

namespace {

/// Empty, or a sentence with why not. A damaged file stays where it is: who keeps something next says what becomes of
/// it.
QString readKept(const QString &name, ComparedRun &baseline)
{
    const QString path = historyPath();
    if (path.isEmpty())
        return QStringLiteral("%1 is no file, and there is no history: FIFTYFOLD_HISTORY is \"none\"")
            .arg(redactedWords(name));
    HistoryStore store(path, HistoryDatabase::AtDamage::Leave);
    KeptRun kept;
    QString problem = store.find(name, kept.entry);
    if (problem.isEmpty() && kept.entry.kind != KeptKind::Run)
        problem = QStringLiteral("what is kept under that name is no run");
    if (problem.isEmpty())
        problem = store.read(kept.entry.id, kept);
    ReadRun read;
    if (problem.isEmpty())
        problem = readKeptRun(kept, read);
    if (problem.isEmpty())
        baseline = comparedRun({}, read);
    baseline.name = kept.entry.title();
    return problem;
}

} // namespace

QString readBaselineOf(const QString &nameOrFile, ComparedRun &baseline)
{
    const bool isFile = QFileInfo::exists(nameOrFile) || nameOrFile.contains(QLatin1Char('/')) ||
                        nameOrFile.endsWith(QLatin1String(".json"));
    const QString option = QStringLiteral("--baseline");
    QString why = isFile ? readComparedFile(nameOrFile, baseline) : readKept(nameOrFile, baseline);
    if (why == comparisonForARun())
        why += QLatin1String("; \"fiftyfold-cli diff\" holds two comparisons against each other");
    if (why.isEmpty())
        return {};
    return isFile ? unreadableText(option, nameOrFile, why) : sentence(QStringLiteral("%1: %2").arg(option, why));
}

} // namespace fiftyfold
