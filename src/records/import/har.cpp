// SPDX-License-Identifier: GPL-3.0-or-later
// HAR 1.2, and 1.1, of which an entry at a time is taken out of the text.
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/json/jsonslices.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// What is parsed takes many times as much.
constexpr qsizetype longestEntry = qsizetype(64) * 1024 * 1024;
constexpr double mostBytes = 9007199254740992; ///< As JSON numbers are whole.

/// A number of an entry, which is -1 where it has none, or it does not apply. Where it is out of all bounds a sentence
/// is left in `problem`.
double harNumber(const QJsonObject &json, const char *key, double most, QString *problem)
{
    const double number = json.value(QLatin1String(key)).toDouble(-1);
    if (number < -1 || number > most) // a little less than nothing is what browsers make of rounded times
        *problem = QStringLiteral("\"%1\" is %2, and should be from 0 to %3, or -1 where it does not apply")
                       .arg(QLatin1String(key))
                       .arg(number)
                       .arg(most, 0, 'f', 0);
    return number;
}

/// In nanoseconds.
qint64 harTime(const QJsonObject &json, const char *key, QString *problem)
{
    constexpr double longestMs = 78 * 3600 * 1e3;
    return importedTime(harNumber(json, key, longestMs, problem), 1e6).value_or(-1);
}

/// What an entry may lack without the file being wrong.
struct LeftOut {
    quint32 withoutTime = 0;
    quint32 webSockets = 0;
};

HttpVersion harVersion(const QString &text)
{
    if (text.startsWith(QLatin1String("http/2")) || text.startsWith(QLatin1String("h2")))
        return HttpVersion::Http2;
    return text.endsWith(QLatin1String("1.1"))   ? HttpVersion::Http11
           : text.endsWith(QLatin1String("1.0")) ? HttpVersion::Http10
                                                 : HttpVersion::Unknown;
}

QString takeHarEntry(const QJsonObject &entry, ImportedRun &run, LeftOut &leftOut)
{
    const QJsonObject asked = entry.value(QLatin1String("request")).toObject();
    const QJsonObject reply = entry.value(QLatin1String("response")).toObject();
    const QJsonObject content = reply.value(QLatin1String("content")).toObject();
    const QJsonObject timings = entry.value(QLatin1String("timings")).toObject();
    const std::optional<qint64> start = epochFromText(entry.value(QLatin1String("startedDateTime")).toString());
    QString wrong;
    const qint64 total = harTime(entry, "time", &wrong);
    const QString url = asked.value(QLatin1String("url")).toString();
    if (url.startsWith(QLatin1String("ws:")) || url.startsWith(QLatin1String("wss:"))) {
        ++leftOut.webSockets; // whose time is that of the connection
        return {};
    }
    if (!wrong.isEmpty())
        return wrong;
    if (total < 0) {
        ++leftOut.withoutTime; // it had not ended, say
        return {};
    }
    if (!start)
        return QStringLiteral("\"startedDateTime\" should be a time such as 2026-11-25T10:00:00.5Z");
    ImportedRequest request;
    // What it was blocked for comes before it is sent, as the wait for a lane does.
    const qint64 blocked = std::clamp<qint64>(harTime(timings, "blocked", &wrong), 0, total);
    request.startNs = *start + blocked;
    request.totalNs = total - blocked;
    request.dnsNs = harTime(timings, "dns", &wrong);
    request.connectNs = harTime(timings, "connect", &wrong);
    request.tlsNs = harTime(timings, "ssl", &wrong);
    if (request.tlsNs >= 0 && request.connectNs >= 0) // it is within that
        request.connectNs = std::max<qint64>(0, request.connectNs - request.tlsNs);
    request.sendNs = harTime(timings, "send", &wrong);
    request.waitNs = harTime(timings, "wait", &wrong);
    request.receiveNs = harTime(timings, "receive", &wrong);
    harNumber(reply, "status", 999, &wrong);
    harNumber(content, "size", mostBytes, &wrong); // of bodySize browsers tell what they like, and it is not used
    if (!wrong.isEmpty())
        return wrong;
    request.status = importedStatus(reply.value(QLatin1String("status")));
    request.bytes = importedBytes(content.value(QLatin1String("size")));
    request.http = harVersion(reply.value(QLatin1String("httpVersion")).toString().toLower());
    request.fault = request.status == 0 ? run.fault(reply.value(QLatin1String("_error")).toString())
                                        : run.statusFault(request.status);
    run.addUrl(asked.value(QLatin1String("method")).toString().toLatin1(), url);
    return run.add(request);
}

QString entriesText(quint32 count)
{
    return count == 1 ? QStringLiteral("1 entry") : QStringLiteral("%1 entries").arg(count);
}

void tellLeftOut(const LeftOut &leftOut, ImportedRun &run)
{
    if (leftOut.withoutTime > 0)
        run.addLimit(QStringLiteral("Left out: %1 without a time, as of requests that had not ended.")
                         .arg(entriesText(leftOut.withoutTime)));
    if (leftOut.webSockets > 0)
        run.addLimit(QStringLiteral("Left out: %1 of WebSockets.").arg(entriesText(leftOut.webSockets)));
}

QString takeHarEntries(const JsonSlices &slices, const QByteArray &json, JsonSlice log, ImportedRun &run)
{
    bool hasEntries = false;
    LeftOut leftOut;
    QString problem = slices.forEach(log, [&](const QString &key, JsonSlice value) {
        if (key == QLatin1String("creator")) {
            QString ignored; // it is but a name
            const QJsonObject creator = importedObject(json.mid(value.begin, value.end - value.begin), &ignored);
            if (const QString name = creator.value(QLatin1String("name")).toString(); !name.isEmpty())
                run.tool = name.left(60) + QLatin1String(" (HAR)");
        }
        if (key != QLatin1String("entries"))
            return QString();
        hasEntries = true;
        if (!slices.isArray(value))
            return slices.problemAt(value.begin, QStringLiteral("\"entries\" should be an array"));
        return slices.forEach(value, [&](const QString &, JsonSlice slice) {
            if (!run.goesOn())
                return readingGivenUp();
            if (slice.end - slice.begin > longestEntry)
                return slices.problemAt(slice.begin, QStringLiteral("an entry is larger than 64 MiB"));
            if (!slices.isObject(slice))
                return slices.problemAt(slice.begin, QStringLiteral("an entry should be an object"));
            QString wrong;
            qsizetype at = 0;
            const QJsonObject entry = importedObject(json.mid(slice.begin, slice.end - slice.begin), &wrong, &at);
            if (!wrong.isEmpty())
                return slices.problemAt(slice.begin + at, wrong);
            wrong = takeHarEntry(entry, run, leftOut);
            return wrong.isEmpty() ? wrong : slices.problemAt(slice.begin, wrong);
        });
    });
    tellLeftOut(leftOut, run);
    if (problem.isEmpty() && !hasEntries)
        problem = slices.problemAt(log.begin, QStringLiteral("a HAR has \"entries\", and this one has none"));
    return problem;
}

} // namespace

QString importHar(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("HAR");
    run.isOfEpoch = true;
    run.addLimit(QStringLiteral("A HAR is of a browser's requests: what it took from its cache is among them."));
    const QByteArray json = text.readAll(importTextLimit);
    if (!text.problem().isEmpty())
        return text.problem();
    const JsonSlices slices(json);
    const JsonSlice whole = slices.whole();
    bool hasLog = false;
    QString problem = slices.forEach(whole, [&](const QString &key, JsonSlice value) {
        if (key != QLatin1String("log"))
            return QString();
        hasLog = true;
        return slices.isObject(value) ? takeHarEntries(slices, json, value, run)
                                      : slices.problemAt(value.begin, QStringLiteral("\"log\" should be an object"));
    });
    if (problem.isEmpty() && !hasLog)
        problem = QStringLiteral("a HAR has \"log\", and this has none");
    return problem;
}

} // namespace fiftyfold
