// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/k6samples.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 secondOfK6Ns = 1'000'000'000;

/// Of seconds, milli-, micro- or nanoseconds since the epoch, as the number of digits tells, or of RFC 3339.
std::optional<qint64> epochOfK6(const QByteArray &text)
{
    constexpr std::array<std::pair<qsizetype, qint64>, 4> units{
        {{10, secondOfK6Ns}, {13, 1'000'000}, {16, 1'000}, {19, 1}}};
    if (text.contains('T'))
        return epochFromText(QString::fromLatin1(text));
    const bool isOfDigits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto *unit =
        std::find_if(units.begin(), units.end(), [&](const auto &one) { return one.first == text.size(); });
    bool isWhole = false;
    const qint64 number = text.toLongLong(&isWhole);
    if (!isOfDigits || !isWhole || unit == units.end() ||
        number >= std::numeric_limits<qint64>::max() / 4 / unit->second)
        return std::nullopt;
    return number * unit->second;
}

} // namespace

QString importK6Csv(ImportText &text, ImportedRun &run)
{
    K6Samples samples(run);
    run.addLimit(QStringLiteral("k6's CSV does not tell thresholds."));
    DelimitedRows rows(text);
    rows.readHeader();
    const int name = rows.column("metric_name");
    const int time = rows.column("timestamp");
    const int amount = rows.column("metric_value");
    if (name < 0 || time < 0 || amount < 0)
        return text.problemHere(QStringLiteral("the names of k6's columns were expected"));
    const auto tagsOf = [&] {
        QList<QByteArray> tags = rows.fields();
        tags[name].clear();
        tags[amount].clear();
        return tags;
    };
    QList<QByteArray> tagsOfLast;
    qsizetype digits = 0;
    bool hasFractions = false;
    while (rows.next()) {
        if (!run.goesOn())
            return readingGivenUp();
        const QString metric = QString::fromUtf8(rows.field(name));
        const bool isFirst = metric == QLatin1String("http_reqs");
        const bool isDropped = metric == QLatin1String("dropped_iterations");
        if (!isFirst && !isDropped && !K6Samples::isOfRequest(metric))
            continue;
        const std::optional<double> value = rows.number(amount);
        if (!value)
            return rows.expected(amount, QStringLiteral("a number"));
        if (isDropped)
            samples.drop(*value);
        QString problem;
        if (isFirst) {
            const QByteArray stamp = rows.field(time).trimmed();
            const std::optional<qint64> end = epochOfK6(stamp);
            const qsizetype size = stamp.contains('T') ? 0 : stamp.size();
            if (!end)
                return rows.expected(time,
                                     QStringLiteral("a time since 1970 of 10, 13, 16 or 19 digits, or one such as "
                                                    "2026-11-25T10:00:00.5Z"));
            if (!tagsOfLast.isEmpty() && size != digits)
                return rows.expected(time, QStringLiteral("a time in the unit of those before"));
            digits = size;
            hasFractions = hasFractions || *end % secondOfK6Ns != 0;
            tagsOfLast = tagsOf();
            const auto tag = [&rows](const char *column) { return QString::fromUtf8(rows.field(rows.column(column))); };
            problem =
                samples.begin({*end, {}, {}, tag("status"), tag("error"), tag("proto"), tag("method"), tag("url")});
        } else if (!isDropped && tagsOf() == tagsOfLast) {
            problem = samples.take(metric, *value);
        }
        if (!problem.isEmpty())
            return text.problemHere(problem);
    }
    if (!rows.problem().isEmpty())
        return rows.problem();
    if (const QString problem = samples.finish(); !problem.isEmpty())
        return text.problemHere(problem);
    run.hasCoarseStarts = digits == 10 || (digits == 0 && !hasFractions);
    if (run.hasCoarseStarts)
        run.addLimit(QStringLiteral(
            "This CSV of k6 tells only in which second a request ended, so there are the times of all requests, and no "
            "single ones; percentiles are worked out from these. With K6_CSV_TIME_FORMAT=unix_micro there are."));
    return {};
}

} // namespace fiftyfold
