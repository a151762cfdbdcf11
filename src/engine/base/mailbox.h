// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <condition_variable>
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

    /// For who adds more than there is room for: waits until all of it has been taken; false after close(), at once.
    bool waitUntilTaken();
    /// Nobody takes any more.
    void close();

private:
    const quint64 m_runId;
    std::mutex m_mutex;
    std::condition_variable m_taken;
    bool m_isClosed = false;
    FactBatch m_batch;
};

} // namespace fiftyfold
