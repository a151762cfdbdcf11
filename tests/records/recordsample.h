// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QIODevice>
#include <QTimeZone>

#include <algorithm>

namespace fiftyfold::test {

inline constexpr quint64 sampleRunId = 7;

/// With what a carrier tells.
inline Fact toldReply(quint32 request, quint16 status, qint64 connection, Fact::Reuse reuse, qint64 at)
{
    Fact fact = facts::replied(request, status, at);
    fact.http = HttpVersion::Http11;
    fact.reuse = reuse;
    fact.value = connection;
    return fact;
}

inline Fact finished(quint32 request, Outcome outcome, ErrorClass error, qint64 bytes, qint64 at)
{
    Fact fact = facts::finished(request, outcome, at, error);
    fact.value = bytes;
    return fact;
}

/// Three requests: 0 is done with every stage but dns and tls, 1 has failed while waiting, 2 was cancelled in the
/// queue. Elapsed 10 ms.
inline std::shared_ptr<RunRecord> sampleRecord()
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://user:hunter2@127.0.0.1:8080/robots.txt?token=hunter2&size=7000"));
    plan.requests = 3;
    plan.atOnce = 2;
    plan.headers = {{"Authorization", "Bearer hunter2"}, {"Accept", "text/plain"}};
    RunRecorder recorder(plan, sampleRunId);

    using facts::began;
    using facts::ended;
    FactBatch batch;
    batch.runId = sampleRunId;
    batch.facts = facts::whole({ended(0, Stage::Queued, 1'200'000, 0),
                                began(0, Stage::Connect, 1'200'000),
                                ended(0, Stage::Connect, 1'500'001),
                                began(0, Stage::Send, 1'500'001),
                                ended(0, Stage::Send, 1'600'000),
                                began(0, Stage::Wait, 1'600'000),
                                ended(1, Stage::Queued, 1'700'000, 1),
                                began(1, Stage::Wait, 1'700'000),
                                toldReply(0, 200, 4, Fact::Reuse::Fresh, 4'600'000),
                                ended(0, Stage::Wait, 4'600'000),
                                began(0, Stage::Receive, 4'600'000),
                                ended(0, Stage::Receive, 4'700'000, 6804),
                                began(0, Stage::Wrap, 4'700'000),
                                ended(0, Stage::Wrap, 4'750'000, 7100),
                                began(0, Stage::Save, 4'800'000),
                                ended(0, Stage::Save, 4'900'000, 7100),
                                began(0, Stage::Delete, 4'900'000),
                                ended(0, Stage::Delete, 5'000'000),
                                finished(0, Outcome::Done, ErrorClass::None, 6804, 5'000'000),
                                finished(1, Outcome::Failed, ErrorClass::Timeout, 0, 10'000'000),
                                finished(2, Outcome::Cancelled, ErrorClass::Cancelled, 0, 10'000'000)});
    batch.notes = {{1,
                    Note::Kind::Failure,
                    {},
                    toldFault(ErrorClass::Timeout, QStringLiteral("no reply,\r\n\"really\" none \\ \u00e9\u0001"))}};
    recorder.apply(batch);

    const std::shared_ptr<RunRecord> record = recorder.record();
    record->startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0, 0, 5), QTimeZone::utc());
    record->elapsedNs = 10'000'000;
    record->connectionsOpened = 2;
    return record;
}

/// Takes so many bytes in all and no more, as a full disk does.
class ShortDevice : public QIODevice
{
public:
    explicit ShortDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        const qint64 taken = std::min(size, m_room);
        m_room -= taken;
        return taken;
    }

private:
    qint64 m_room;
};

} // namespace fiftyfold::test
