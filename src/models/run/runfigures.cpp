// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runfigures.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fiftyfold {

namespace {

struct FigureWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunFigures)
};

constexpr qint64 nsPerMillisecond = 1'000'000;
constexpr qint64 nsPerSecond = 1'000'000'000;

QString grouped(double number, int decimals)
{
    return QLocale(QLocale::English).toString(number, 'f', decimals);
}

QString twoDigits(qint64 number)
{
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

/// Three figures, as durationForPeople() has them: 0.532, 1.20, 12.3, 116, 1,160.
QString threeFigures(double number)
{
    const int decimals = number < 0.9995 ? 3 : number < 9.995 ? 2 : number < 99.95 ? 1 : 0; // as it is once rounded
    return grouped(number, decimals);
}

} // namespace

RunFigures liveFigures(const RunRecorder &recorder, const LiveHistogram &latency, qint64 nowNs)
{
    const RunTally &tally = recorder.tally();
    RunFigures figures;
    figures.elapsedNs = nowNs;
    figures.requests = recorder.record()->requestCount();
    figures.done = tally.done;
    figures.failed = tally.failed;
    figures.cancelled = tally.cancelled;
    figures.atOnce = recorder.record()->plan().effectiveAtOnce();
    figures.inFlight = tally.inFlight;
    figures.overlap = recorder.overlapAt(nowNs);
    figures.requestsPerSecond = nowNs > 0 ? tally.done * 1e9 / static_cast<double>(nowNs) : 0;
    figures.latencyCount = latency.count();
    figures.p50Ns = latency.quantile(0.5);
    figures.p95Ns = latency.quantile(0.95);
    figures.maxNs = latency.max();
    return figures;
}

RunFigures finalFigures(const RunSummary &summary, quint32 atOnce)
{
    RunFigures figures;
    figures.elapsedNs = summary.elapsedNs;
    figures.requests = summary.requests;
    figures.done = summary.done;
    figures.failed = summary.failed;
    figures.cancelled = summary.cancelled;
    figures.atOnce = atOnce;
    figures.overlap = summary.overlap;
    figures.requestsPerSecond = summary.requestsPerSecond;
    figures.latencyCount = summary.latency.count;
    figures.p50Ns = std::llround(summary.latency.p50);
    figures.p95Ns = std::llround(summary.latency.p95);
    figures.maxNs = std::llround(summary.latency.max);
    return figures;
}

FigureText elapsedText(qint64 elapsedNs)
{
    const qint64 milliseconds = (elapsedNs + nsPerMillisecond / 2) / nsPerMillisecond;
    if (milliseconds < 120'000)
        return {grouped(static_cast<double>(milliseconds) / 1e3, 3), FigureWording::tr("s")};
    const qint64 tenths = milliseconds / 100; // whole ones that have passed, as a clock shows them
    const qint64 minutes = tenths / 600;
    const QString seconds = twoDigits(tenths / 10 % 60) + QLatin1Char('.') + QString::number(tenths % 10);
    if (minutes < 60)
        return {QString::number(minutes) + QLatin1Char(':') + seconds, FigureWording::tr("min")};
    return {QStringLiteral("%1:%2:%3").arg(QString::number(minutes / 60), twoDigits(minutes % 60), seconds),
            FigureWording::tr("h")};
}

FigureText doneText(quint32 done, quint32 requests)
{
    return {grouped(done, 0), FigureWording::tr("of %1").arg(grouped(requests, 0))};
}

FigureText overlapText(double overlap, quint32 atOnce)
{
    return {grouped(overlap, 1), FigureWording::tr("× of %1").arg(grouped(atOnce, 0))};
}

FigureText rateText(double requestsPerSecond)
{
    const int decimals = requestsPerSecond < 9.95 ? 1 : 0; // 9.95 and above would round to "10.0"
    return {grouped(requestsPerSecond, decimals), FigureWording::tr("per s")};
}

FigureText latencyText(const RunFigures &figures)
{
    if (figures.latencyCount == 0)
        return {QStringLiteral("–"), QString()};
    // Milliseconds as far as they can be read at a glance: one slow reply should not turn 116 into 0.116.
    const bool isInSeconds = figures.maxNs >= 10 * nsPerSecond;
    const bool isInMilliseconds = !isInSeconds && figures.maxNs >= nsPerMillisecond;
    const double unit = isInSeconds ? 1e9 : isInMilliseconds ? 1e6 : 1e3;
    const auto text = [unit](qint64 nanoseconds) { return threeFigures(static_cast<double>(nanoseconds) / unit); };
    return {QStringLiteral("%1 · %2 · %3").arg(text(figures.p50Ns), text(figures.p95Ns), text(figures.maxNs)),
            isInSeconds        ? FigureWording::tr("s")
            : isInMilliseconds ? FigureWording::tr("ms")
                               : FigureWording::tr("µs")};
}

} // namespace fiftyfold
