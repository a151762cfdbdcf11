// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/k6samples.h"

#include <QJsonArray>

namespace fiftyfold {

QString importK6Lines(ImportText &text, ImportedRun &run)
{
    K6Samples samples(run);
    K6Thresholds thresholds(run);
    QString endOfLast;
    QJsonObject tagsOfLast;
    const auto take = [&](const QJsonObject &json) -> QString {
        if (!run.goesOn())
            return readingGivenUp();
        const QJsonObject data = json.value(QLatin1String("data")).toObject();
        const QString metric = json.value(QLatin1String("metric")).toString();
        for (const QJsonValue threshold : data.value(QLatin1String("thresholds")).toArray())
            thresholds.add(metric, threshold.toString(), QStringLiteral("has no verdict among its samples"));
        if (json.value(QLatin1String("type")) != QLatin1String("Point"))
            return {};
        const double value = data.value(QLatin1String("value")).toDouble(-1);
        if (metric == QLatin1String("dropped_iterations"))
            samples.drop(value);
        const bool isFirst = metric == QLatin1String("http_reqs");
        if (!isFirst && !K6Samples::isOfRequest(metric))
            return {};
        const QString time = data.value(QLatin1String("time")).toString();
        const QJsonObject tags = data.value(QLatin1String("tags")).toObject();
        if (!isFirst)
            return time == endOfLast && tags == tagsOfLast ? samples.take(metric, value) : QString();
        const std::optional<qint64> end = epochFromText(time);
        if (!end)
            return QStringLiteral("the \"time\" of a request should be one such as 2026-11-25T10:00:00.5Z");
        endOfLast = time;
        tagsOfLast = tags;
        const auto tag = [&tags](const char *name) { return tags.value(QLatin1String(name)).toString(); };
        return samples.begin({*end, {}, {}, tag("status"), tag("error"), tag("proto"), tag("method"), tag("url")});
    };
    if (const QString problem = readImportedLines(text, take); !problem.isEmpty())
        return problem;
    const QString problem = samples.finish();
    return problem.isEmpty() ? problem : text.problemHere(problem);
}

} // namespace fiftyfold
