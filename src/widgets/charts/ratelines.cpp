// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/ratelines.h"

#include "core/plan/rate.h"
#include "core/text/quantities.h"
#include "widgets/base/stagecolours.h"

#include <QCoreApplication>

namespace fiftyfold {

namespace {

struct RateWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RateChart)
};

} // namespace

std::vector<RateKind> rateKindsOf(const RateSeries &series)
{
    if (!series.isOfUse())
        return {};
    if (!series.isOpen())
        return {RateKind::Sent, RateKind::Achieved};
    return {RateKind::Asked, RateKind::Sent, RateKind::Achieved, RateKind::Lag};
}

QString nameOf(RateKind kind)
{
    switch (kind) {
    case RateKind::Asked:
        return RateWording::tr("asked");
    case RateKind::Sent:
        return RateWording::tr("sent");
    case RateKind::Achieved:
        return RateWording::tr("achieved");
    case RateKind::Lag:
        return RateWording::tr("lag p99");
    }
    return {};
}

QColor colourOf(RateKind kind, const StageColours &colours)
{
    switch (kind) {
    case RateKind::Asked:
        return colours.text;
    case RateKind::Sent:
        return colours.of(Stage::Save);
    case RateKind::Achieved:
        return colours.of(Stage::Receive);
    case RateKind::Lag:
        return colours.of(Stage::Tls);
    }
    return colours.text;
}

std::vector<RateLine> rateLinesAt(const RateSeries &series, qint64 timeNs)
{
    std::vector<RateLine> lines;
    const auto add = [&lines](RateKind kind, const QString &value) { lines.push_back({kind, nameOf(kind), value}); };
    const RateSeries::Point *point = series.pointAt(timeNs);
    if (!point)
        return lines;
    if (const std::optional<double> asked = series.askedAt(timeNs))
        add(RateKind::Asked, rateForPeople(*asked));
    add(RateKind::Sent, rateForPeople(point->sent));
    add(RateKind::Achieved, rateForPeople(point->done));
    if (point->lagP99)
        add(RateKind::Lag, durationForPeople(*point->lagP99));
    return lines;
}

} // namespace fiftyfold
