// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/loadfigurewording.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

struct LoadFigureWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::LoadFigureWording)
};

constexpr double p50 = 0.5;
constexpr double p95 = 0.95;
constexpr double p99 = 0.99;
constexpr double p999 = 0.999;

QString figureText(double number, int decimals)
{
    return numberLocale().toString(number, 'f', decimals);
}

QString counted(quint32 count)
{
    return figureText(count, 0);
}

/// Never "100.0 %" of what is less.
QString shareText(double ratio)
{
    return LoadFigureWording::tr("%1 %").arg(figureText(std::floor(ratio * 1000) / 10, 1));
}

/// Of a client that fell behind: by what.
QString causeText(const LoadFigures &load)
{
    const LoadHealth &health = *load.health;
    const double busy = health.clientCpuShare.value_or(0);
    if (health.ratio < leastRateRatio)
        return LoadFigureWording::tr("%1 of rate").arg(shareText(health.ratio));
    if (busy > mostClientCpuShare)
        return LoadFigureWording::tr("CPU %1 busy").arg(shareText(busy));
    return LoadFigureWording::tr("lag p99 %1").arg(durationForPeople(load.lagP99Ns));
}

} // namespace

FigureText achievedText(const LoadHealth &health)
{
    const double rate = health.achievedRate;
    return {figureText(rate, rate < 9.995    ? 2
                             : rate < 999.95 ? 1
                                             : 0), // as it is once rounded
            LoadFigureWording::tr("of %1").arg(rateForPeople(health.askedRate))};
}

FigureText responseText(const LoadFigures &load)
{
    if (load.responseCount == 0)
        return {QStringLiteral("–"), QString()};
    const quint32 count = load.responseCount;
    return threeTimesText(load.responseP50Ns, load.responseP95Ns, load.responseP99Ns,
                          {sampleMark(p50, count), sampleMark(p95, count), sampleMark(p99, count)});
}

QString longestLagText(const LoadFigures &load)
{
    return load.lagCount == 0 ? QString() : LoadFigureWording::tr("max %1").arg(durationForPeople(load.longestLagNs));
}

QString responseDetailText(const LoadFigures &load)
{
    if (load.responseCount == 0)
        return {};
    const QString text = LoadFigureWording::tr("p99.9: %1%2.")
                             .arg(durationForPeople(load.responseP999Ns), sampleMark(p999, load.responseCount));
    const QString marks = sampleMarkText(p999, load.responseCount);
    return marks.isEmpty() ? text : text + QLatin1Char(' ') + marks;
}

QString verdictText(LoadVerdict verdict)
{
    switch (verdict) {
    case LoadVerdict::KeptUp:
        break;
    case LoadVerdict::FellBehind:
        return LoadFigureWording::tr("fell behind");
    case LoadVerdict::TooFewLanes:
        return LoadFigureWording::tr("too few lanes");
    }
    return LoadFigureWording::tr("kept up");
}

QString verdictNote(const LoadFigures &load, quint32 atOnce)
{
    if (!load.health)
        return {};
    if (!load.isFinal)
        return LoadFigureWording::tr("so far");
    const LoadHealth &health = *load.health;
    switch (health.verdict) {
    case LoadVerdict::KeptUp:
        break;
    case LoadVerdict::FellBehind:
        return causeText(load);
    case LoadVerdict::TooFewLanes:
        return LoadFigureWording::tr("%1 at once · %2 wanted").arg(counted(atOnce), counted(health.neededLanes));
    }
    return LoadFigureWording::tr("%1/%2 lanes").arg(counted(std::min(health.neededLanes, atOnce)), counted(atOnce));
}

QString behindText(const LoadFigures &load)
{
    const LoadHealth &health = *load.health;
    if (!load.isFinal) {
        return health.verdict == LoadVerdict::TooFewLanes ? LoadFigureWording::tr("too few lanes so far")
                                                          : LoadFigureWording::tr("the client fell behind so far");
    }
    return health.verdict == LoadVerdict::TooFewLanes
               ? LoadFigureWording::tr("too few lanes, %1 wanted").arg(counted(health.neededLanes))
               : LoadFigureWording::tr("the client fell behind, %1").arg(causeText(load));
}

} // namespace fiftyfold
