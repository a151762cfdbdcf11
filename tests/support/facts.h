// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <map>
#include <utility>
#include <vector>

namespace fiftyfold::facts {

inline Fact began(quint32 request, Stage stage, qint64 at)
{
    Fact fact;
    fact.at = at;
    fact.request = request;
    fact.kind = Fact::Kind::Began;
    fact.stage = stage;
    return fact;
}

inline Fact ended(quint32 request, Stage stage, qint64 at, qint64 value = 0)
{
    Fact fact = began(request, stage, at);
    fact.kind = Fact::Kind::Ended;
    fact.value = value;
    return fact;
}

/// The same facts, each end with the beginning that was told last before it.
inline std::vector<Fact> whole(std::vector<Fact> facts)
{
    std::map<std::pair<quint32, Stage>, qint64> begins;
    for (Fact &fact : facts) {
        if (fact.kind == Fact::Kind::Began)
            begins[{fact.request, fact.stage}] = fact.at;
        else if (fact.kind == Fact::Kind::Ended && fact.stage != Stage::Queued)
            fact.begin = begins.contains({fact.request, fact.stage}) ? begins[{fact.request, fact.stage}] : fact.at;
    }
    return facts;
}

/// The end of a stage that the end of its request broke off.
inline Fact brokenOff(quint32 request, Stage stage, qint64 at, Outcome outcome)
{
    Fact fact = ended(request, stage, at);
    fact.outcome = outcome;
    return fact;
}

inline Fact replied(quint32 request, quint16 status, qint64 at)
{
    Fact fact;
    fact.at = at;
    fact.value = -1;
    fact.request = request;
    fact.kind = Fact::Kind::Replied;
    fact.status = status;
    return fact;
}

inline Fact finished(quint32 request, Outcome outcome, qint64 at, ErrorClass error = ErrorClass::None)
{
    Fact fact;
    fact.at = at;
    fact.request = request;
    fact.kind = Fact::Kind::Finished;
    fact.outcome = outcome;
    fact.error = error;
    return fact;
}

/// A whole request that starts at `at` and takes 10 µs: 9 facts, five of them with a line in the log.
inline std::vector<Fact> wholeRequest(quint32 request, qint64 at)
{
    return whole({ended(request, Stage::Queued, at, 0), began(request, Stage::Wait, at + 1'000),
                  ended(request, Stage::Wait, at + 6'000), replied(request, 200, at + 6'000),
                  began(request, Stage::Receive, at + 6'000), ended(request, Stage::Receive, at + 8'000, 6804),
                  began(request, Stage::Wrap, at + 8'000), ended(request, Stage::Wrap, at + 10'000, 6897),
                  finished(request, Outcome::Done, at + 10'000)});
}

} // namespace fiftyfold::facts
