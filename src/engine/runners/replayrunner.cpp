// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/replayrunner.h"

#include "core/run/recordfacts.h"

#include <utility>

namespace fiftyfold {

ReplayRunner::ReplayRunner(std::shared_ptr<const RunRecord> record)
    : m_record(std::move(record))
    , m_id(nextRunId())
    , m_mailbox(m_id)
{
}

ReplayRunner::~ReplayRunner()
{
    m_mailbox.close();
    if (m_thread.joinable())
        m_thread.join();
}

void ReplayRunner::start()
{
    Q_EMIT prepared(m_record->plan(), m_record->workFolder, m_record->notices);
    Q_EMIT started(m_record->startedAt);
    m_thread = std::thread([this] { tell(); });
}

void ReplayRunner::stop()
{
    m_isStopped = true;
    m_mailbox.close();
}

/// In a thread of its own: the facts of a million requests are told a portion at a time, as they would need some
/// hundreds of megabytes.
void ReplayRunner::tell()
{
    constexpr std::size_t portion = 65'536;
    RecordFacts facts(*m_record);
    for (FactBatch batch = facts.next(portion); !batch.facts.empty(); batch = facts.next(portion)) {
        if (!m_mailbox.waitUntilTaken())
            break;
        for (Note &note : batch.notes)
            m_mailbox.add(std::move(note));
        for (const Fact &fact : batch.facts)
            m_mailbox.add(fact);
    }
    if (!m_record->pageDigest.isEmpty())
        m_mailbox.add(Note{0, Note::Kind::PageDigest, QString::fromLatin1(m_record->pageDigest), Fault()});
    QMetaObject::invokeMethod(this, [this] { finish(); }, Qt::QueuedConnection);
}

void ReplayRunner::finish()
{
    RunEnd end;
    end.elapsedNs = m_record->elapsedNs;
    end.isStopped = m_record->isStopped || m_isStopped;
    end.isDisturbed = m_record->isDisturbed;
    end.connectionsOpened = m_record->connectionsOpened;
    end.clientCpuShare = m_record->clientCpuShare;
    end.cost = m_record->cost;
    end.transportLibrary = m_record->transportLibrary;
    Q_EMIT finished(end);
}

} // namespace fiftyfold
