// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/runfilenames.h"

#include "widgets/window/runfiles.h"

#include <QDateTime>
#include <QHash>

namespace fiftyfold {

QString exportName(const RunForm &form)
{
    const QHash<QLatin1String, QString> names = {
        {QLatin1String("csv"), RunFiles::tr("Requests as &CSV…")},
        {QLatin1String("summary"), RunFiles::tr("&Figures alone as JSON…")},
        {QLatin1String("junit"), RunFiles::tr("&JUnit XML…")},
        {QLatin1String("markdown"), RunFiles::tr("&Markdown tables…")},
        {QLatin1String("html"), RunFiles::tr("&HTML report…")},
        {QLatin1String("har"), RunFiles::tr("H&AR, without secrets…")},
        {QLatin1String("trace"), RunFiles::tr("&Trace events…")},
        {QLatin1String("histogram"), RunFiles::tr("Log of Hd&rHistogram…")},
        {QLatin1String("openmetrics"), RunFiles::tr("&OpenMetrics…")},
    };
    return names.value(QLatin1String(form.name), QLatin1String(form.name));
}

QString fileSuffix(const RunForm &form)
{
    return QLatin1String(form.name) == QLatin1String("json") ? QStringLiteral("fiftyfold.json")
                                                             : QString::fromLatin1(form.suffix);
}

QString proposedBaseName(const RunRecord &record)
{
    const QString host = record.plan().url.host();
    const QString subject = record.imported                                ? record.imported->tool
                            : record.plan().isPractice() || host.isEmpty() ? QStringLiteral("practice")
                                                                           : host;
    QString name;
    for (const QChar character : subject) {
        const bool isPlain = character.isLetterOrNumber() || QLatin1String("._-").contains(character);
        name += isPlain ? character : QLatin1Char('-');
    }
    if (record.startedAt.isValid())
        name += QLatin1Char('-') + record.startedAt.toLocalTime().toString(QStringLiteral("yyyyMMdd-hhmm"));
    return name;
}

QString proposedFileName(const RunRecord &record, const RunForm &form)
{
    return proposedBaseName(record) + QLatin1Char('.') + fileSuffix(form);
}

} // namespace fiftyfold
