// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importvalues.h"

#include "records/import/importedrun.h"
#include "records/import/importtext.h"
#include "records/json/jsonslices.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiftyfold {

namespace {

/// Where a bracket opens that is one too deep, or -1.
qsizetype tooDeepAt(const QByteArray &json)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json.at(at);
        if (isInString && c == '\\')
            ++at;
        else if (c == '"')
            isInString = !isInString;
        else if (!isInString && (c == '{' || c == '[') && ++depth > importNestingLimit)
            return at;
        else if (!isInString && (c == '}' || c == ']'))
            --depth;
    }
    return -1;
}

} // namespace

QJsonObject importedObject(const QByteArray &json, QString *problem, qsizetype *at)
{
    qsizetype wrongAt = tooDeepAt(json);
    QJsonObject object;
    if (wrongAt >= 0) {
        *problem = QStringLiteral("it is nested deeper than %1").arg(importNestingLimit);
    } else {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        wrongAt = error.offset;
        if (error.error != QJsonParseError::NoError)
            *problem = QStringLiteral("it is not JSON: ") + error.errorString();
        else if (!document.isObject())
            *problem = QStringLiteral("a JSON object was expected");
        object = document.object();
    }
    if (at)
        *at = wrongAt;
    return object;
}

QString readImportedObject(ImportText &text, QJsonObject &json)
{
    const QByteArray bytes = text.readAll(importReportLimit);
    if (!text.problem().isEmpty())
        return text.problem();
    QString problem;
    qsizetype at = 0;
    json = importedObject(bytes, &problem, &at);
    return problem.isEmpty() ? problem : JsonSlices(bytes).problemAt(at, problem);
}

QString readImportedLines(ImportText &text, const std::function<QString(const QJsonObject &json)> &take)
{
    QByteArray line;
    while (text.readLine(line)) {
        if (line.trimmed().isEmpty())
            continue;
        QString problem;
        const QJsonObject json = importedObject(line, &problem);
        if (problem.isEmpty())
            problem = take(json);
        if (!problem.isEmpty())
            return text.problemHere(problem);
    }
    return text.problem();
}

std::optional<qint64> epochFromText(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9})\\d*)?(Z|[+-]\\d\\d:?\\d\\d)$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString whole = match.captured(1);
    whole[10] = QLatin1Char('T');
    QString offset = match.captured(3);
    if (offset.size() == 5)
        offset.insert(3, QLatin1Char(':'));
    const QDateTime time = QDateTime::fromString(whole + offset, Qt::ISODate);
    if (!time.isValid() || time.date().year() < 1970 || time.date().year() > 2100)
        return std::nullopt;
    return time.toSecsSinceEpoch() * 1'000'000'000 + match.captured(2).leftJustified(9, QLatin1Char('0')).toLongLong();
}

QJsonObject inner(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toObject();
}

double numberAt(const QJsonObject &json, const char *key)
{
    const QJsonValue value = json.value(QLatin1String(key));
    bool isNumber = false;
    const double quoted = value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(quoted) ? quoted : value.toDouble(-1);
}

QString textAt(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

void statePercentiles(ImportedRun &run, const QJsonObject &times, double nanosecondsOfOne)
{
    for (auto one = times.begin(); one != times.end(); ++one)
        run.statePercentile(one.key(), one.value().toDouble(-1), nanosecondsOfOne);
}

quint16 importedStatus(const QJsonValue &value)
{
    const double status = value.toDouble(0);
    return status >= 100 && status <= 999 ? static_cast<quint16>(status) : quint16(0);
}

quint32 importedBytes(const QJsonValue &value)
{
    return static_cast<quint32>(std::clamp<double>(value.toDouble(0), 0, std::numeric_limits<quint32>::max()));
}

} // namespace fiftyfold
