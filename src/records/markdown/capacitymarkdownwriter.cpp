// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/capacitymarkdownwriter.h"

#include "core/capacity/capacitywording.h"
#include "core/text/redaction.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/capacity/capacitytable.h"
#include "records/markdown/markdowntext.h"

namespace fiftyfold {

namespace {

QString itemOf(const QString &text)
{
    return QLatin1String("- ") + markdownText(text) + QLatin1Char('\n');
}

QStringList escapedCells(const QStringList &cells)
{
    QStringList escaped;
    for (const QString &cell : cells)
        escaped.append(markdownText(cell));
    return escaped;
}

} // namespace

QString writeCapacityMarkdown(QIODevice &device, const CapacityRecord &record)
{
    QString text = QStringLiteral("**Fiftyfold capacity**: %1 %2, %3.\n\n")
                       .arg(QString::fromLatin1(record.plan.run.method), markdownCode(redactedUrl(record.plan.run.url)),
                            markdownText(searchForPeople(record)));
    text += QStringLiteral("**%1**").arg(markdownText(answerSentence(record)));
    if (const QString limit = limitSentence(record); !limit.isEmpty())
        text += QLatin1Char(' ') + markdownText(limit);
    text += QLatin1String("\n\n") + markdownRow(escapedCells(stepHeadings(record.plan)));
    text += QLatin1String("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |\n");
    for (std::size_t i = 0; i < record.steps.size(); ++i)
        text += markdownRow(escapedCells(stepCells(record.steps[i], i + 1)));
    text += QLatin1Char('\n');
    for (const QString &remark : remarksOn(record))
        text += itemOf(remark);
    text += itemOf(
        QStringLiteral("Measured %1.").arg(machineText(record.startedAt, environmentOf(record), record.version)));

    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace fiftyfold
