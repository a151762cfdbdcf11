// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/mailbox.h"

#include <QHash>

#include <utility>

namespace fiftyfold {

/// What one of several programs tells of its requests, which the record has in the order in which all of them began:
/// where time ends a run, nobody knows beforehand how many each will have.
class CountingSink final : public FactSink
{
public:
    /// `count` is of all programs; both outlive it.
    CountingSink(FactSink *sink, quint32 *count)
        : m_sink(sink)
        , m_count(count)
    {
    }

    void add(const Fact &fact) override
    {
        Fact counted = fact;
        counted.request = indexOf(fact.request);
        m_sink->add(counted);
    }
    void add(Note note) override
    {
        note.request = indexOf(note.request);
        m_sink->add(std::move(note));
    }

private:
    quint32 indexOf(quint32 request)
    {
        const auto found = m_indices.constFind(request);
        return found != m_indices.cend() ? *found : *m_indices.insert(request, (*m_count)++);
    }

    FactSink *const m_sink;
    quint32 *const m_count;
    QHash<quint32, quint32> m_indices;
};

} // namespace fiftyfold
