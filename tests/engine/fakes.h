// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/filestore.h"
#include "engine/base/mailbox.h"
#include "engine/pipeline/managerpool.h"

#include <QNetworkReply>
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
    QString saveProblem;
    QString removeProblem;

    QString save(quint32 index, const Page &) override
    {
        if (!saveProblem.isEmpty())
            return saveProblem;
        ++saves;
        files.insert(index);
        return {};
    }
    QString remove(quint32 index) override
    {
        files.remove(index);
        return removeProblem;
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

/// A reply without a socket: the test tells what happens to it.
class FakeReply final : public QNetworkReply
{
    Q_OBJECT
public:
    FakeReply(const QNetworkRequest &request, QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        open(QIODevice::ReadOnly);
    }

    bool isAborted = false;

    void connecting() { Q_EMIT socketStartedConnecting(); }
    void tlsReady() { Q_EMIT encrypted(); }
    void sent() { Q_EMIT requestSent(); }
    void uploading(qint64 count, qint64 total) { Q_EMIT uploadProgress(count, total); }
    void headers(int status, const QList<RawHeaderPair> &fields = {})
    {
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
        for (const RawHeaderPair &field : fields)
            setRawHeader(field.first, field.second);
        Q_EMIT metaDataChanged();
    }
    void body(const QByteArray &bytes)
    {
        m_unread += bytes;
        Q_EMIT readyRead();
    }
    void end()
    {
        setFinished(true);
        Q_EMIT finished();
    }
    void endWithError(NetworkError code, const QString &text)
    {
        setError(code, text);
        end();
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
        isAborted = true;
        Q_EMIT aborted();
    }
    qint64 bytesAvailable() const override { return m_unread.size() + QNetworkReply::bytesAvailable(); }

Q_SIGNALS:
    void aborted();

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_unread.size());
        std::copy_n(m_unread.constData(), count, data);
        m_unread.remove(0, count);
        return count;
    }

private:
    QByteArray m_unread;
};

/// A transport without sockets. `onRequest` sees each reply as it is made; later is for the event loop.
class FakeNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    std::function<void(FakeReply *)> onRequest;
    QList<FakeReply *> replies; ///< Deleted ones stay listed: look at the last only, or before the event loop turns.
    QList<Operation> operations;
    int aborts = 0;
    int inFlight = 0;
    int mostInFlight = 0;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        auto *reply = new FakeReply(request, this);
        replies.append(reply);
        operations.append(operation);
        mostInFlight = std::max(mostInFlight, ++inFlight);
        connect(reply, &QNetworkReply::finished, this, [this] { --inFlight; });
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
    bool isTelling = true;
    QNetworkAccessManager *managerFor(quint32) override { return &network; }
    bool tellsConnections() const override { return isTelling; }
};

} // namespace fiftyfold
