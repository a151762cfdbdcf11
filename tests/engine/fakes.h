// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/filestore.h"
#include "engine/base/mailbox.h"
#include "engine/http/directmanager.h"
#include "engine/http/tracedreply.h"
#include "engine/pipeline/managerpool.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace fiftyfold {

/// A clock that moves only when told to.
class FakeClock final : public Clock
{
public:
    qint64 now = 0;
    qint64 nowNs() const override { return now; }
};

/// A disk in memory.
class FakeStore final : public FileStore
{
public:
    QSet<quint32> files;
    quint32 saves = 0;
    Fault saveFault;
    Fault removeFault;
    std::function<void()> onSave; ///< What else happens meanwhile.

    Fault save(quint32 index, const Page &) override
    {
        if (!saveFault.isNone())
            return saveFault;
        if (onSave)
            onSave();
        ++saves;
        files.insert(index);
        return {};
    }
    Fault remove(quint32 index) override
    {
        files.remove(index);
        return removeFault;
    }
};

/// "a, b" as a list.
inline QStringList linesFrom(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1String(", "));
}

/// Keeps facts, and words them as an event log: "began wait 1", "ended wait 1", "replied 200 1", "done 1".
class EventLog final : public FactSink
{
public:
    std::vector<Fact> facts;
    std::vector<Note> notes;

    void add(const Fact &fact) override { facts.push_back(fact); }
    void add(Note note) override { notes.push_back(std::move(note)); }

    QStringList lines() const
    {
        QStringList lines;
        for (const Fact &fact : facts)
            lines.append(QStringLiteral("%1 %2").arg(word(fact)).arg(fact.request));
        return lines;
    }
    /// The lines of one request, without its number.
    QStringList linesOf(quint32 request) const
    {
        QStringList lines;
        for (const Fact &fact : facts) {
            if (fact.request == request)
                lines.append(word(fact));
        }
        return lines;
    }
    int outcomesOf(quint32 request) const
    {
        return static_cast<int>(std::count_if(facts.begin(), facts.end(), [request](const Fact &fact) {
            return fact.request == request && fact.kind == Fact::Kind::Finished;
        }));
    }
    quint32 count(Outcome outcome) const
    {
        return static_cast<quint32>(std::count_if(facts.begin(), facts.end(), [outcome](const Fact &fact) {
            return fact.kind == Fact::Kind::Finished && fact.outcome == outcome;
        }));
    }

private:
    static QString word(const Fact &fact)
    {
        switch (fact.kind) {
        case Fact::Kind::Began:
            return QStringLiteral("began %1").arg(stageName(fact.stage));
        case Fact::Kind::Ended:
            return QStringLiteral("ended %1").arg(stageName(fact.stage));
        case Fact::Kind::Replied:
            return QStringLiteral("replied %1").arg(fact.status);
        case Fact::Kind::Finished:
            break;
        }
        return fact.error == ErrorClass::None || fact.outcome == Outcome::Cancelled
                   ? QString(outcomeName(fact.outcome))
                   : QStringLiteral("failed %1").arg(errorClassName(fact.error));
    }
};

/// A carrier without a socket: the test tells what happens to its reply.
class FakeReply final : public TracedReply
{
    Q_OBJECT
public:
    FakeReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, bool hasBody,
              const Clock *clock, QObject *parent)
        : TracedReply(operation, request, hasBody, parent)
        , m_clock(clock)
    {
        m_times.handedOver = now();
    }

    bool isAborted = false;

    void connecting()
    {
        m_times.connectBegin = now();
        m_reuse = Fact::Reuse::Fresh;
        Q_EMIT advanced();
    }
    void connected()
    {
        m_times.connected = m_times.connectEnd = now();
        m_connectionsOpened = 1;
        Q_EMIT advanced();
    }
    /// Without connected() before, this carrier can't tell the two apart.
    void sent()
    {
        m_times.sent = std::max(now(), m_times.handedOver + 1); // the same would mean that nobody can tell
        if (m_times.connected < 0) {
            m_times.connected = m_times.sent;
            m_connectionsOpened = m_reuse == Fact::Reuse::Fresh ? 1 : 0;
        }
        Q_EMIT advanced();
    }
    /// It is never told when the request is written.
    void sendingIsUntold()
    {
        m_times.sent = m_times.connected = m_times.handedOver;
        Q_EMIT advanced();
    }
    void sentAgain()
    {
        ++m_retries;
        Q_EMIT advanced();
    }
    void headers(int status, const QList<RawHeaderPair> &fields = {})
    {
        m_times.firstByte = now();
        m_connection = 0;
        m_head = ReplyHead(status, HttpVersion::Http11, {}, fields);
        Q_EMIT advanced();
    }
    void body(const QByteArray &bytes)
    {
        addBody(QByteArray(bytes));
        Q_EMIT advanced();
    }
    void end() { endWith({}); }
    void endWith(const Fault &fault)
    {
        m_times.end = now();
        m_fault = m_head.isComplete() ? fault : faultWithoutReply(fault, FaultKind::AskHttp2);
        Q_EMIT over();
        finish();
    }
    /// The whole story at once.
    void succeed()
    {
        sent();
        headers(200);
        body("hello");
        end();
    }

    void abort() override
    {
        if (isFinished())
            return;
        isAborted = true;
        Q_EMIT aborted();
        finish();
    }

Q_SIGNALS:
    void aborted();
    void over();

private:
    qint64 now() const { return m_clock ? m_clock->nowNs() : 0; }

    const Clock *const m_clock;
};

/// A transport without sockets. `onRequest` sees each reply as it is made; later is for the event loop.
class FakeNetwork final : public DirectManager
{
    Q_OBJECT
public:
    const Clock *clock = nullptr;
    std::function<void(FakeReply *)> onRequest;
    QList<FakeReply *> replies; ///< Deleted ones stay listed: look at the last only, or before the event loop turns.
    QList<Operation> operations;
    int aborts = 0;
    int inFlight = 0;
    int mostInFlight = 0;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        auto *reply = new FakeReply(operation, request, body && body->size() > 0, clock, this);
        replies.append(reply);
        operations.append(operation);
        mostInFlight = std::max(mostInFlight, ++inFlight);
        connect(reply, &FakeReply::over, this, [this] { --inFlight; });
        connect(reply, &FakeReply::aborted, this, [this] { ++aborts; });
        if (onRequest)
            onRequest(reply);
        return reply;
    }
};

class FakePool final : public ManagerPool
{
public:
    FakeNetwork network;
    DirectManager *managerFor(quint32) override { return &network; }
};

} // namespace fiftyfold
