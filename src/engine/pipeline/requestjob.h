// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/pagewrapper.h"
#include "engine/base/stagelog.h"
#include "engine/http/headernote.h"
#include "engine/http/requestfactory.h"
#include "engine/pipeline/bodyreader.h"
#include "engine/pipeline/pagesteps.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QVarLengthArray>

#include <memory>

namespace fiftyfold {

class Deadlines;
class DirectManager;
class FileStore;
class RequestQueue;
class RequestSource;
class StepExecutor;
class TracedReply;

/// What all jobs of a run share. The pointers outlive the jobs. Engine thread.
struct JobContext {
    RequestQueue *queue = nullptr;
    const RequestFactory *factory = nullptr; ///< Of all requests, unless there is a source.
    FileStore *store = nullptr;
    FactSink *sink = nullptr;
    const Clock *clock = nullptr;
    StepExecutor *executor = nullptr; ///< Of those strategies that need one.
    Deadlines *deadlines = nullptr;   ///< Of the job's own thread.
    RequestSource *source = nullptr;  ///< Makes each request.
    /// Response headers are kept of requests below this index only, so that a million of them stay cheap.
    quint32 keptHeaders = 2'000;
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
    RequestJob(const JobContext &context, quint32 lane, DirectManager *manager, QObject *parent = nullptr);
    ~RequestJob() override;

    quint32 lane() const { return m_lane; }
    quint32 index() const { return m_request.index; }
    /// The reply is whole: the steps may begin.
    bool isReplied() const { return m_request.isReplied; }
    bool isFinished() const { return m_request.isFinished; }
    /// The next of its deadlines that can pass.
    QDeadlineTimer nextDeadline() const;
    /// Fails if a deadline has passed.
    void expire();

    /// Begins a request, which was due at that time on the run's clock; the one before has finished. Not from within
    /// one of that one's signals.
    void start(quint32 index, qint64 dueNs = 0);

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
    /// A connection was opened for this request; where the carrier can't tell whose it is, one is being opened.
    void connectionOpened();
    void replied();
    void wrapped();
    void saved();
    void deleted();
    void finished(fiftyfold::Outcome outcome);

private:
    const RunPlan &plan() const { return m_factory->plan(); }
    Fault chooseFactory();
    void send();
    void lookAtConnection();
    void releaseReply();
    void advance();
    void headersReceived();
    void tellReply(qint64 at);
    void readBody();
    void replyFinished();
    Fault faultOfReply() const;
    /// What a whole reply lacks of the checks; of request 0 it notes which page it is.
    Fault lookIntoBody();
    void follow();

    void fail(const Fault &fault);
    void finish(Outcome outcome, ErrorClass error);
    quint8 retries() const;

    /// What belongs to one request.
    struct Request {
        quint32 index = 0;
        Hop hop;
        qint64 begunAt = 0; ///< Out of the queue.
        QByteArray contentType;
        BodyReader reader;
        Page page;
        QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever);
        QDeadlineTimer connectDeadline = QDeadlineTimer(QDeadlineTimer::Forever);
        quint8 retriesBefore = 0; ///< On the hops before this one.
        quint32 connectionsTold = 0;
        bool hasHeaders = false;
        bool isReplied = false; ///< The reply is whole, the steps may begin.
        bool isSaved = false;
        bool isFinished = false;
    };

    const JobContext m_context;
    const quint32 m_lane;
    DirectManager *const m_manager;
    Request m_request;
    const RequestFactory *m_factory; ///< Of the request.
    std::shared_ptr<const RequestFactory> m_ownFactory;
    StageLog m_log;
    HeaderNote m_headerNote;
    TracedReply *m_reply = nullptr;
    QVarLengthArray<TracedReply *, 1> m_endedReplies;
};

} // namespace fiftyfold
