// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/loadwording.h"

#include "core/plan/schedule.h"
#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

using namespace std::chrono_literals;

struct LoadWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::LoadWording)
};

/// Beyond it, how many a Poisson process makes is not drawn for each letter typed.
constexpr double mostDrawn = 200'000;

QString wholeText(double value)
{
    return numberLocale().toString(std::round(value), 'f', 0);
}

QString requestsText(quint32 count)
{
    return count == 1 ? LoadWording::tr("1 request") : LoadWording::tr("%1 requests").arg(wholeText(count));
}

/// How fast, in a few letters.
QString rateInShort(const Rate &rate)
{
    double most = 0;
    for (const RatePiece &piece : rate.pieces)
        most = std::max({most, piece.from, piece.to});
    const RatePiece &first = rate.pieces.first();
    if (rate.pieces.size() > 1)
        return LoadWording::tr("up to %1").arg(rateForPeople(most));
    if (first.isRamp())
        return LoadWording::tr("%1 to %2").arg(rateForPeople(first.from).chopped(2), rateForPeople(first.to));
    return rateForPeople(first.from);
}

/// Where time ends it, that.
std::chrono::nanoseconds endOf(const RunPlan &plan)
{
    return plan.isOpen() ? Schedule(plan).end() : plan.duration;
}

std::chrono::nanoseconds roundedTime(std::chrono::nanoseconds time)
{
    const QString rounded = QString::number(static_cast<double>(time.count()), 'g', 3);
    return std::chrono::nanoseconds(static_cast<qint64>(rounded.toDouble()));
}

/// Of an open plan; one that was recorded has the number of them.
bool hasUsualLanes(const RunPlan &plan)
{
    RunPlan usual = plan;
    usual.atOnce = 0;
    const quint32 lanes = plan.effectiveAtOnce();
    return lanes == usual.effectiveAtOnce() || lanes == defaultOpenAtOnce;
}

QString dueSentence(const RunPlan &plan)
{
    const Schedule schedule(plan);
    const double expected = schedule.integralAt(schedule.end().count());
    const bool isDrawn = plan.arrivals == QLatin1String("poisson") && schedule.end().count() > 0;
    if (isDrawn && expected > mostDrawn && expected < plan.requestsAtMost())
        return LoadWording::tr("about %1 requests become due in %2")
            .arg(wholeText(expected), plannedTime(schedule.end()));
    const quint32 count = schedule.count(plan.requestsAtMost());
    const bool isWhole = count < plan.requestsAtMost() && schedule.end().count() > 0;
    const QString time =
        plannedTime(isWhole ? schedule.end() : roundedTime(std::chrono::nanoseconds(schedule.spanNs(count))));
    return count == 1 ? LoadWording::tr("1 request becomes due in %1").arg(time)
                      : LoadWording::tr("%1 requests become due in %2").arg(wholeText(count), time);
}

} // namespace

QString plannedTime(std::chrono::nanoseconds time)
{
    constexpr int digits = 6;
    const auto seconds = std::chrono::duration<double>(time).count();
    if (time >= 1h && time % 1h == 0ns)
        return LoadWording::tr("%1 h").arg(time / 1h);
    if (time >= 2min && time % 1min == 0ns)
        return LoadWording::tr("%1 min").arg(time / 1min);
    return time < 1s ? LoadWording::tr("%1 ms").arg(seconds * 1e3, 0, 'g', digits)
                     : LoadWording::tr("%1 s").arg(numberLocale().toString(seconds, 'g', digits));
}

QString countedRequests(const RunPlan &plan)
{
    return plan.isCountKnown() ? requestsText(settledLoad(plan).requests)
                               : LoadWording::tr("requests for %1").arg(plannedTime(plan.duration));
}

QString loadInShort(const RunPlan &plan)
{
    const std::chrono::nanoseconds end = endOf(plan);
    const QString atOnce = wholeText(plan.effectiveAtOnce());
    QString text;
    if (plan.isOpen()) {
        const QString rate = rateInShort(plan.rate);
        text = end.count() == 0 ? LoadWording::tr("%1, %2").arg(rate, requestsText(plan.requests))
                                : LoadWording::tr("%1 for %2").arg(rate, plannedTime(end));
        if (!hasUsualLanes(plan))
            text = LoadWording::tr("%1, %2 at once").arg(text, atOnce);
    } else if (end.count() == 0) {
        text = LoadWording::tr("%1, %2 at once").arg(requestsText(plan.requests), atOnce);
    } else {
        text = LoadWording::tr("for %1, %2 at once").arg(plannedTime(end), atOnce);
    }
    const bool isCut = end.count() > 0 && plan.requests > 0;
    return isCut ? LoadWording::tr("%1, %2 at most").arg(text, wholeText(plan.requests)) : text;
}

QString loadSentence(const RunPlan &plan)
{
    if (plan.isOpen())
        return dueSentence(plan);
    const quint32 lanes = plan.effectiveAtOnce();
    if (plan.duration.count() == 0 && plan.requests == 1)
        return requestsText(1);
    if (plan.duration.count() == 0)
        return lanes == 1 ? LoadWording::tr("%1, one after the other").arg(requestsText(plan.requests))
                          : LoadWording::tr("%1, each as a lane is free").arg(requestsText(plan.requests));
    const QString lanesText = lanes == 1 ? LoadWording::tr("1 lane does") : LoadWording::tr("%1 lanes do").arg(lanes);
    const QString most = plan.requests == 0 ? LoadWording::tr("as many as %1").arg(lanesText)
                                            : LoadWording::tr("%1 at most").arg(requestsText(plan.requests));
    return LoadWording::tr("%1 in %2").arg(most, plannedTime(plan.duration));
}

} // namespace fiftyfold
