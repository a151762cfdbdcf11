// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "engine/runners/runner.h"

#include <memory>
#include <thread>

namespace fiftyfold {

/// Tells a run that has ended again, as if it ran: its facts in the order in which they happened, as fast as they are
/// taken in. Sends nothing.
class ReplayRunner final : public Runner
{
    Q_OBJECT
public:
    /// `record` has all its requests.
    explicit ReplayRunner(std::shared_ptr<const RunRecord> record);
    ~ReplayRunner() override;

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }

    void start() override;
    /// What it does not tell any more counts as cancelled.
    void stop() override;

private:
    void tell();
    void finish();

    const std::shared_ptr<const RunRecord> m_record;
    const quint64 m_id;
    Mailbox m_mailbox;
    bool m_isStopped = false;
    std::thread m_thread;
};

} // namespace fiftyfold
