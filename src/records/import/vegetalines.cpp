// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importformats.h"
#include "records/import/importvalues.h"

#include <limits>

namespace fiftyfold {

QString importVegetaLines(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("vegeta");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("vegeta does not tell the stages of a request."));
    run.addLimit(
        QStringLiteral("vegeta sends at a rate and does not tell when a request was due, so there is no lag."));
    return readImportedLines(text, [&run](const QJsonObject &json) {
        ImportedRequest request;
        const std::optional<qint64> start = epochFromText(json.value(QLatin1String("timestamp")).toString());
        const std::optional<qint64> total = importedTime(json.value(QLatin1String("latency")).toDouble(-1), 1);
        if (!start)
            return QStringLiteral("\"timestamp\" should be a time such as 2026-11-25T10:00:00.5Z");
        if (!total)
            return QStringLiteral("\"latency\" should be a time in nanoseconds");
        const double code = json.value(QLatin1String("code")).toDouble(-1);
        if (code != 0 && (code < 100 || code > 999))
            return QStringLiteral("\"code\" should be a status such as 200, or 0");
        const double bytes = json.value(QLatin1String("bytes_in")).toDouble(0);
        if (bytes < 0 || bytes > std::numeric_limits<quint32>::max())
            return QStringLiteral("\"bytes_in\" should be a number of bytes, below 4 GiB");
        request.startNs = *start;
        request.totalNs = *total;
        request.status = static_cast<quint16>(code);
        request.bytes = static_cast<quint32>(bytes);
        request.fault = run.statusFault(request.status);
        if (const QString error = json.value(QLatin1String("error")).toString(); request.status == 0)
            request.fault = run.fault(error);
        run.addUrl(json.value(QLatin1String("method")).toString().toLatin1(),
                   json.value(QLatin1String("url")).toString());
        return run.add(request);
    });
}

} // namespace fiftyfold
