// SPDX-License-Identifier: GPL-3.0-or-later
// What people write as a threshold.
#include "core/run/thresholds.h"
#include "core/text/nearestname.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace fiftyfold {

namespace {

/// By ThresholdFigure; the first eight are of a time.
constexpr std::array<const char *, 12> figureNames = {"p50", "p90", "p95",     "p99",  "p99.9",  "mean",
                                                      "min", "max", "elapsed", "rate", "failed", "checks"};
constexpr std::size_t timeFigureCount = 8;

constexpr std::array<std::pair<const char *, ThresholdOperator>, 4> knownOperators = {
    {{"<", ThresholdOperator::Below},
     {"<=", ThresholdOperator::AtMost},
     {">", ThresholdOperator::Above},
     {">=", ThresholdOperator::AtLeast}}};

/// What other tools call them.
constexpr std::array<std::pair<const char *, const char *>, 15> foreignFigures = {{{"avg", "mean"},
                                                                                   {"average", "mean"},
                                                                                   {"med", "p50"},
                                                                                   {"median", "p50"},
                                                                                   {"p999", "p99.9"},
                                                                                   {"p(50)", "p50"},
                                                                                   {"p(90)", "p90"},
                                                                                   {"p(95)", "p95"},
                                                                                   {"p(99)", "p99"},
                                                                                   {"rps", "rate"},
                                                                                   {"throughput", "rate"},
                                                                                   {"errors", "failed"},
                                                                                   {"time", "elapsed"},
                                                                                   {"duration", "elapsed"},
                                                                                   {"latency", "p95"}}};

/// The time that stands before the dot.
bool readTime(const QString &word, Threshold &threshold)
{
    for (const auto &[name, time] :
         {std::pair("response", ThresholdTime::Response), std::pair("service", ThresholdTime::Service),
          std::pair("lag", ThresholdTime::Lag)}) {
        if (word == QLatin1String(name)) {
            threshold.time = time;
            return true;
        }
    }
    for (const Stage stage : allStages) {
        if (word == stageName(stage)) {
            threshold.time = ThresholdTime::Stage;
            threshold.stage = stage;
            return true;
        }
    }
    return false;
}

bool readFigure(const QString &word, std::size_t count, Threshold &threshold)
{
    const auto end = figureNames.begin() + static_cast<std::ptrdiff_t>(count);
    const auto found =
        std::find_if(figureNames.begin(), end, [&word](const char *name) { return word == QLatin1String(name); });
    if (found == end)
        return false;
    threshold.figure = static_cast<ThresholdFigure>(found - figureNames.begin());
    return true;
}

bool readName(Threshold &threshold)
{
    if (threshold.name == QLatin1String("lag")) {
        threshold.time = ThresholdTime::Lag;
        threshold.figure = ThresholdFigure::P99;
        return true;
    }
    if (readFigure(threshold.name, figureNames.size(), threshold))
        return true;
    const qsizetype dot = threshold.name.indexOf(QLatin1Char('.'));
    return dot > 0 && readTime(threshold.name.left(dot), threshold) &&
           readFigure(threshold.name.mid(dot + 1), timeFigureCount, threshold);
}

QStringList allFigures()
{
    QStringList all{QStringLiteral("lag")};
    for (const char *figure : figureNames)
        all.append(QLatin1String(figure));
    QStringList times{QStringLiteral("response"), QStringLiteral("service"), QStringLiteral("lag")};
    for (const Stage stage : allStages)
        times.append(stageName(stage));
    for (const QString &time : std::as_const(times)) {
        for (std::size_t i = 0; i < timeFigureCount; ++i)
            all.append(time + QLatin1Char('.') + QLatin1String(figureNames[i]));
    }
    return all;
}

/// What may have been meant, at most three.
QStringList figuresLike(const QString &name)
{
    for (const auto &[foreign, ours] : foreignFigures) {
        if (name == QLatin1String(foreign))
            return {QLatin1String(ours)};
    }
    if (Threshold any; readTime(name, any))
        return {name + QLatin1String(".p50"), name + QLatin1String(".p95"), name + QLatin1String(".max")};
    constexpr qsizetype most = 3;
    QStringList near;
    const QStringList all = allFigures();
    for (int distance = 0; distance <= 2; ++distance) { // 0: only the case of its letters is another
        for (const QString &one : all) {
            if (near.size() < most && one.size() > distance && spellingDistance(name.toLower(), one) == distance)
                near.append(one);
        }
    }
    return near;
}

QString unknownFigure(const QString &name)
{
    QStringList near = figuresLike(name);
    if (near.isEmpty())
        return QStringLiteral("is no figure: there are p50, p90, p95, p99, p99.9, mean, min and max, also of another "
                              "time as in wait.p95, and elapsed, rate, failed, checks and lag");
    const QString last = near.takeLast();
    return near.isEmpty() ? QStringLiteral("is no figure; %1 is").arg(last)
                          : QStringLiteral("is no figure; %1 and %2 are").arg(near.join(QLatin1String(", ")), last);
}

bool takes(ThresholdFigure figure, ThresholdUnit unit)
{
    switch (figure) {
    case ThresholdFigure::Rate:
        return unit == ThresholdUnit::PerSecond || unit == ThresholdUnit::PerMinute;
    case ThresholdFigure::Failed:
    case ThresholdFigure::Checks:
        return unit == ThresholdUnit::Percent || unit == ThresholdUnit::Count;
    default:
        return isTimeUnit(unit);
    }
}

QString limitOf(ThresholdFigure figure)
{
    switch (figure) {
    case ThresholdFigure::Rate:
        return QStringLiteral("a number by time such as 200/s or 30/m");
    case ThresholdFigure::Failed:
    case ThresholdFigure::Checks:
        return QStringLiteral("a share such as 1%, or a whole number of requests");
    default:
        return QStringLiteral("a time below a day such as 800us, 120ms, 1.5s or 2m");
    }
}

bool readLimit(const QString &limit, Threshold &threshold, QString &number)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(µs|[a-z]*|%|/[a-z]*)$"));
    const QRegularExpressionMatch match = pattern.match(limit);
    if (!match.hasMatch())
        return false;
    number = match.captured(1);
    threshold.limit = number.toDouble();
    QString unitGiven = match.captured(2);
    unitGiven.replace(QStringLiteral("µ"), QStringLiteral("u")); // as times are shown
    constexpr double dayNs = 24 * 3600e9;
    for (const ThresholdUnit unit :
         {ThresholdUnit::Microseconds, ThresholdUnit::Milliseconds, ThresholdUnit::Seconds, ThresholdUnit::Minutes,
          ThresholdUnit::PerSecond, ThresholdUnit::PerMinute, ThresholdUnit::Percent, ThresholdUnit::Count}) {
        if (unitGiven != unitName(unit) || !takes(threshold.figure, unit))
            continue;
        threshold.unit = unit;
        return isTimeUnit(unit)                 ? threshold.limit * unitBase(unit) < dayNs
               : unit == ThresholdUnit::Percent ? threshold.limit <= 100
               : unit == ThresholdUnit::Count   ? !number.contains(QLatin1Char('.'))
                                                : true;
    }
    return false;
}

} // namespace

Refusal readThreshold(const QString &text, Threshold &threshold)
{
    const auto isSign = [](QChar character) { return QStringLiteral("<>=!").contains(character); };
    const auto begin = std::find_if(text.begin(), text.end(), isSign);
    const auto end = std::find_if_not(begin, text.end(), isSign);
    if (begin == end)
        return QStringLiteral("%1, which has none of <, <=, > and >=").arg(quoted(text));
    const QString sign(begin, end - begin);
    const auto known = std::find_if(knownOperators.begin(), knownOperators.end(),
                                    [&sign](const auto &one) { return sign == QLatin1String(one.first); });
    if (known == knownOperators.end())
        return QStringLiteral("%1, where one of <, <=, > and >= should stand in place of %2").arg(quoted(text), sign);
    Threshold read;
    read.comparison = known->second;
    read.name = QString(text.begin(), begin - text.begin()).trimmed();
    if (read.name.isEmpty())
        return QStringLiteral("%1, which names no figure before the %2").arg(quoted(text), sign);
    if (!readName(read))
        return QStringLiteral("%1, where %2 %3").arg(quoted(text), quoted(read.name), unknownFigure(read.name));
    QString number;
    if (!readLimit(QString(end, text.end() - end).trimmed(), read, number))
        return QStringLiteral("%1, where %2 takes %3").arg(quoted(text), read.name, limitOf(read.figure));
    if (read.limit == 0 && read.comparison == ThresholdOperator::Below)
        return QStringLiteral("%1, which no run can hold; <= can be").arg(quoted(text));
    const QLatin1String blank(isTimeUnit(read.unit) ? " " : "");
    read.text = QStringLiteral("%1 %2 ").arg(read.name, sign) + number + blank + unitName(read.unit);
    threshold = read;
    return accepted;
}

} // namespace fiftyfold
