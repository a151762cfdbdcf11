// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/pagewrapper.h"
#include "engine/base/stagelog.h"
#include "engine/http/contentdecoder.h"
#include "engine/http/headernote.h"
#include "engine/http/qt/qtstages.h"
#include "engine/http/replyfault.h"
#include "engine/http/requestfactory.h"
#include "engine/pipeline/pagesteps.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QVarLengthArray>

#include <atomic>

class QNetworkReply;

namespace fiftyfold {

class Deadlines;
class FileStore;
class RequestQueue;
class StepExecutor;
class TracedReply;

/// What all jobs of a run share. The pointers outlive the jobs. Engine thread.
struct JobContext {
    RequestQueue *queue = nullptr;
    const RequestFactory *factory = nullptr;
    FileStore *store = nullptr;
    FactSink *sink = nullptr;
    const Clock *clock = nullptr;
    std::atomic<quint32> *connectionNumbers =
        nullptr;                      ///< The run's next one, where the transport does not number them.
    StepExecutor *executor = nullptr; ///< Of those strategies that need one.
    Deadlines *deadlines = nullptr;   ///< Of the job's own thread.
    /// Response headers are kept of requests below this index only, so that a million of them stay cheap.
    quint32 keptHeaders = 2'000;
    /// See ManagerPool::tellsConnections().
    bool tellsConnections = true;
};

/// One request after the other on its way through fetch, wrap, save and delete, in one lane. It tells each one's story
/// in signals, one for each step, and ends it in exactly one `finished`. The strategy connects each step to the next; a
/// step that the plan leaves out ends the request where it would have begun.
///
/// Its reply is its own to abort and to delete. Lives in the engine thread. Deleting it at any moment but from within a
/// signal of its reply aborts what is open, without a signal.
class RequestJob : public QObject
{
    Q_OBJECT
public:
    RequestJob(const JobContext &context, quint32 lane, QNetworkAccessManager *manager, QObject *parent = nullptr);
    ~RequestJob() override;

    quint32 lane() const { return m_lane; }
    quint32 index() const { return m_request.index; }
    /// The reply is whole: the steps may begin.
    bool isReplied() const { return m_request.isReplied; }
    bool isFinished() const { return m_request.isFinished; }
    /// The number of the connection that its lane has, or now gets; told with the reply where that does not know it.
    void setConnection(quint32 connection) { m_connection = connection; }
    /// The next of its deadlines that can pass.
    QDeadlineTimer nextDeadline() const;
    /// Fails if a deadline has passed.
    void expire();

    /// Begins a request; the one before has finished. Not from within one of that one's signals.
    void start(quint32 index);

    // For strategies that have the steps done elsewhere, instead of wrap(), save() and remove().
    /// The reply, once it is whole.
    PageWork takeWork();
    /// What came of it. A request that was cancelled meanwhile leaves no file.
    void conclude(const PageResult &result);

public Q_SLOTS:
    void wrap();
    void save();
    void remove();
    /// Ends the request as cancelled, in whatever stage it is; no file of it is left. Safe at any time, also twice.
    void cancel();

Q_SIGNALS:
    /// A connection was opened for this request; where the transport can't tell whose it is, one is being opened.
    void connectionOpened();
    void replied();
    void wrapped();
    void saved();
    void deleted();
    void finished(fiftyfold::Outcome outcome);

private:
    void send();
    void watch(QNetworkReply *reply, qint64 handedOver);
    void watchTraced(TracedReply *reply);
    void watchQts(QNetworkReply *reply, qint64 handedOver);
    bool canTellUnsent() const;
    bool mayBeSent() const;
    void startConnectDeadline();
    void releaseReply();
    void tellConnectionOpened();
    void advance();
    int status() const;
    QString reason() const;
    QByteArray field(const char *name) const;
    void headersReceived();
    void tellReply(qint64 at, int status);
    void noteResponseHeaders();
    void noteOwnEnd();
    void endIfWhole();
    void readBody();
    bool hasRoomForBody();
    QByteArray takeChunk();
    void replyFinished();
    Fault faultOfReply() const;
    Fault faultWithoutReply(const Fault &fault) const;
    void follow(int status);

    void fail(const Fault &fault);
    void finish(Outcome outcome, ErrorClass error);
    quint8 retries() const;

    /// What belongs to one request.
    struct Request {
        quint32 index = 0;
        Hop hop;
        QByteArray contentType;
        PageBody body; ///< The reply's body, while there is no page of it.
        Page page;
        ContentDecoder decoder;
        QString tlsErrors;
        qint64 received = 0;    ///< Of the body, decoded.
        qint64 arrived = 0;     ///< The same as it came over the wire.
        qint64 roomAskedAt = 0; ///< The body's size at which there is to be looked for memory again.
        qint64 endsAt = -1;     ///< So many bytes make it whole, and the transport doesn't know; -1: it does.
        QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever);
        QDeadlineTimer connectDeadline = QDeadlineTimer(QDeadlineTimer::Forever);
        quint8 retriesBefore = 0; ///< On the hops before this one.
        bool hasHeaders = false;
        bool isConnectionTold = false;
        bool isReplied = false; ///< The reply is whole, the steps may begin.
        bool isSaved = false;
        bool isFinished = false;
    };

    const JobContext m_context;
    const quint32 m_lane;
    QNetworkAccessManager *const m_manager;
    Request m_request;
    StageLog m_log;
    HeaderNote m_headerNote;
    QtStages m_qtStages; ///< Only where the transport is Qt's own.
    QNetworkReply *m_reply = nullptr;
    TracedReply *m_traced = nullptr; ///< The same reply, if it is one.
    QVarLengthArray<QNetworkReply *, 1> m_endedReplies;
    qint64 m_connection = -1;
};

} // namespace fiftyfold
