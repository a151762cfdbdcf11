// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/replyplan.h"

#include "practice/queryvalues.h"

#include <algorithm>
#include <utility>

namespace fiftyfold::practice {

namespace {

/// The problem of one value, or an empty text.
std::string readParameter(std::string_view name, std::string_view value, ReplyPlan &plan)
{
    std::string problem;
    const auto take = [&](auto parsed, auto &field, std::string_view takes) {
        if (parsed)
            field = std::move(*parsed);
        else
            problem = std::string(name) + " got " + quotedValue(value) + "; it takes " + std::string(takes) + ".";
    };
    constexpr std::string_view timeTakes = "a time such as 250ms, 10s or 2m, at most 1h";
    if (name == "latency")
        take(durationFromText(value), plan.latency, timeTakes);
    else if (name == "jitter")
        take(durationFromText(value), plan.jitter, timeTakes);
    else if (name == "dist")
        take(distributionFromText(value), plan.distribution, "uniform, lognormal or exponential");
    else if (name == "rate")
        take(slotFromText(value), plan.slot, "a rate such as 200/s or 30/m, from 1/m to 1000000/s");
    else if (name == "stall")
        take(stallFromText(value), plan.stall,
             "two times such as 3s+2s, when it begins and how long it lasts, each at most 1h");
    else if (name == "size")
        take(sizeFromText(value), plan.size, "bytes such as 7000, 64KiB or 16MiB, at most 1GiB");
    else if (name == "status")
        take(statusFromText(value), plan.status, "a status code from 200 to 599");
    else if (name == "fail")
        take(shareFromText(value), plan.failShare, "a share from 0 to 1, such as 0.05");
    else if (name == "location")
        take(locationFromText(value), plan.location, "a URL or a path, without spaces");
    else if (name == "echo")
        take(presenceFromText(value), plan.isEcho, "no value");
    return problem;
}

/// Why the values of a distribution do not go together, or an empty text.
std::string distributionProblem(const ReplyPlan &plan)
{
    if (plan.distribution == Distribution::Uniform)
        return {};
    const bool isLognormal = plan.distribution == Distribution::Lognormal;
    const std::string name = isLognormal ? "dist=lognormal" : "dist=exponential";
    if (plan.latency.count() == 0 || plan.latency > meanLimit)
        return name + " takes a latency above 0 and at most 2m, which is its mean.";
    if (!isLognormal && plan.jitter.count() > 0)
        return name + " takes no jitter: its mean says all of it.";
    if (plan.jitter > plan.latency)
        return name + " takes a jitter of at most the latency; it is the standard deviation.";
    return {};
}

} // namespace

ReplyPlan replyPlanFromQuery(std::string_view query, std::string *problem)
{
    ReplyPlan plan;
    while (!query.empty() && problem->empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string value = percentDecoded(part.substr(std::min(equals + 1, part.size())));
        *problem = readParameter(part.substr(0, equals), value, plan);
    }
    if (problem->empty())
        *problem = distributionProblem(plan);
    return plan;
}

std::string parameterProblem(std::string_view name, std::string_view value)
{
    ReplyPlan unused;
    return readParameter(name, value, unused);
}

bool isBodiless(int status)
{
    return status == 204 || status == 304;
}

} // namespace fiftyfold::practice
