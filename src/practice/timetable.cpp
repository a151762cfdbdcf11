// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/timetable.h"

namespace fiftyfold::practice {

namespace {

constexpr std::size_t rememberedLimit = 64;

/// Forgets those that are idle when there are many: who asks for another value each time leaves nothing for long.
template<typename Key, typename Value>
Value &valueOf(std::map<Key, Value> &values, const Key &key, TimePoint now)
{
    const auto found = values.find(key);
    if (found != values.end())
        return found->second;
    if (values.size() >= rememberedLimit)
        std::erase_if(values, [now](const auto &entry) { return entry.second.isIdle(now); });
    return values.try_emplace(key, key).first->second;
}

} // namespace

std::chrono::nanoseconds Timetable::delayOf(const ReplyPlan &plan, std::chrono::nanoseconds latency, TimePoint now)
{
    TimePoint due = now;
    if (plan.slot.count() > 0)
        due = valueOf(m_queues, plan.slot, now).enter(now);
    due += latency;
    if (plan.stall.length.count() > 0) {
        StallClock &clock = valueOf(m_stalls, plan.stall, now);
        clock.enter(now);
        due = clock.answeredAt(due);
    }
    return due - now;
}

void Timetable::leave(const ReplyPlan &plan, TimePoint now)
{
    if (plan.slot.count() > 0)
        m_queues.at(plan.slot).leave(now);
    if (plan.stall.length.count() > 0)
        m_stalls.at(plan.stall).leave(now);
}

void Timetable::startOver()
{
    for (auto &[slot, queue] : m_queues)
        queue.startOver();
    for (auto &[stall, clock] : m_stalls)
        clock.startOver();
}

} // namespace fiftyfold::practice
