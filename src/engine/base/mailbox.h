// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <mutex>

namespace fiftyfold {

/// Where pipelines report what happens.
class FactSink
{
public:
    virtual ~FactSink() = default;
    virtual void add(const Fact &fact) = 0;
    virtual void add(Note note) = 0;
};

/// The one place between the engine's threads and the thread that records: the engine appends, the other side takes
/// all there is, as often as it likes. Thread-safe. Nothing is posted.
class Mailbox final : public FactSink
{
public:
    explicit Mailbox(quint64 runId);

    void add(const Fact &fact) override;
    void add(Note note) override;

    /// Everything added since the last call.
    FactBatch take();

private:
    const quint64 m_runId;
    std::mutex m_mutex;
    FactBatch m_batch;
};

} // namespace fiftyfold
