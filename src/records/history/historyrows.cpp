// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historyrows.h"

#include <QSqlQuery>
#include <QTimeZone>
#include <QVariant>

#include <cstring>

namespace fiftyfold {

namespace {

QByteArray sparklineBytes(const std::vector<float> &points)
{
    return {reinterpret_cast<const char *>(points.data()), static_cast<qsizetype>(points.size() * sizeof(float))};
}

std::vector<float> pointsOf(const QByteArray &bytes)
{
    std::vector<float> points(static_cast<std::size_t>(bytes.size()) / sizeof(float));
    if (!points.empty())
        std::memcpy(points.data(), bytes.constData(), points.size() * sizeof(float));
    return points;
}

QVariant nullable(const std::optional<qint64> &value)
{
    return value ? QVariant(*value) : QVariant();
}

std::optional<qint64> optionalFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

} // namespace

QString entryColumns()
{
    return QStringLiteral("id, kind, started_at, label, pinned, url, strategy, remark, requests, at_once, rate, "
                          "duration_ns, elapsed_ns, done, failed, stopped, per_second, p50_ns, p95_ns, p99_ns, "
                          "sparkline, request_bytes");
}

QString entryPlaces()
{
    QStringList places;
    for (qsizetype i = 0; i <= entryColumns().count(QLatin1Char(',')); ++i)
        places.append(QStringLiteral("?"));
    return places.join(QLatin1String(", "));
}

HistoryEntry entryFrom(const QSqlQuery &query)
{
    int column = 0;
    const auto next = [&] { return query.value(column++); };
    HistoryEntry entry;
    entry.id = next().toString();
    entry.kind = static_cast<KeptKind>(qBound(0, next().toInt(), 2));
    entry.startedAt = QDateTime::fromMSecsSinceEpoch(next().toLongLong()).toUTC();
    entry.label = next().toString();
    entry.isPinned = next().toBool();
    entry.url = next().toString();
    entry.strategy = next().toString();
    entry.remark = next().toString();
    entry.requests = next().toUInt();
    entry.atOnce = next().toUInt();
    entry.rate = next().toString();
    entry.durationNs = next().toLongLong();
    entry.elapsedNs = next().toLongLong();
    entry.done = next().toUInt();
    entry.failed = next().toUInt();
    entry.isStopped = next().toBool();
    entry.perSecond = next().toDouble();
    entry.p50Ns = optionalFrom(next());
    entry.p95Ns = optionalFrom(next());
    entry.p99Ns = optionalFrom(next());
    entry.sparkline = pointsOf(next().toByteArray());
    entry.requestBytes = next().toLongLong();
    return entry;
}

void bindEntry(QSqlQuery &query, const HistoryEntry &entry, const QString &id)
{
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    for (const QVariant &value : {QVariant(id),
                                  QVariant(static_cast<int>(entry.kind)),
                                  QVariant(entry.startedAt.toMSecsSinceEpoch()),
                                  QVariant(text(entry.label)),
                                  QVariant(int(entry.isPinned)),
                                  QVariant(text(entry.url)),
                                  QVariant(text(entry.strategy)),
                                  QVariant(text(entry.remark)),
                                  QVariant(entry.requests),
                                  QVariant(entry.atOnce),
                                  QVariant(text(entry.rate)),
                                  QVariant(entry.durationNs),
                                  QVariant(entry.elapsedNs),
                                  QVariant(entry.done),
                                  QVariant(entry.failed),
                                  QVariant(int(entry.isStopped)),
                                  QVariant(entry.perSecond),
                                  nullable(entry.p50Ns),
                                  nullable(entry.p95Ns),
                                  nullable(entry.p99Ns),
                                  QVariant(sparklineBytes(entry.sparkline)),
                                  QVariant(entry.requestBytes)})
        query.addBindValue(value);
}

} // namespace fiftyfold
