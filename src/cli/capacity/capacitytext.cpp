// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/capacity/capacitytext.h"

#include "cli/base/texttable.h"
#include "core/capacity/capacitywording.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/base/machinetext.h"
#include "records/capacity/capacitytable.h"

namespace fiftyfold {

QString capacityText(const CapacityRecord &record, const TextStyle &style)
{
    const RunPlan &plan = record.plan.run;
    QString text =
        style.strong(QString::fromLatin1(plan.method) + QLatin1Char(' ') + visibleText(redactedUrl(plan.url)));
    text += QLatin1Char('\n') + visibleText(searchForPeople(record)) + QLatin1String("\n\n");
    QList<QStringList> rows{stepHeadings(record.plan)};
    for (std::size_t i = 0; i < record.steps.size(); ++i)
        rows.append(stepCells(record.steps[i], i + 1));
    const qsizetype columns = rows.first().size();
    text += tableText(rows, {columns - 2, columns - 1}, style);
    text += (record.answer.isServers() ? style.good(answerSentence(record)) : style.bad(answerSentence(record))) +
            QLatin1Char('\n');
    if (const QString limit = limitSentence(record); !limit.isEmpty())
        text += limit + QLatin1Char('\n');
    for (const QString &remark : remarksOn(record))
        text += QLatin1String("note: ") + visibleText(remark) + QLatin1Char('\n');
    return text + QStringLiteral("note: Measured %1.\n")
                      .arg(visibleText(machineText(record.startedAt, environmentOf(record), record.version)));
}

} // namespace fiftyfold
