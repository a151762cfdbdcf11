// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/mailbox.h"

#include <utility>

namespace fiftyfold {

Mailbox::Mailbox(quint64 runId)
    : m_runId(runId)
{
    m_batch.runId = runId;
}

void Mailbox::add(const Fact &fact)
{
    const std::lock_guard lock(m_mutex);
    m_batch.facts.push_back(fact);
}

void Mailbox::add(Note note)
{
    const std::lock_guard lock(m_mutex);
    m_batch.notes.push_back(std::move(note));
}

FactBatch Mailbox::take()
{
    FactBatch taken;
    taken.runId = m_runId;
    const std::lock_guard lock(m_mutex);
    taken.facts.reserve(m_batch.facts.size()); // the next batch will be about as large
    std::swap(taken, m_batch);
    return taken;
}

} // namespace fiftyfold
