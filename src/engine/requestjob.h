// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qtstages.h"
#include "engine/replyfault.h"
#include "engine/requestfactory.h"
#include "engine/stagelog.h"

#include <QObject>
#include <QTimer>

class QNetworkReply;

namespace fiftyfold {

class FileStore;
class RequestQueue;
class TracedReply;

/// What all jobs of a run share. The pointers outlive the jobs. Engine thread.
struct JobContext {
    RequestQueue *queue = nullptr;
    const RequestFactory *factory = nullptr;
    FileStore *store = nullptr;
    FactSink *sink = nullptr;
    const Clock *clock = nullptr;
    /// Response headers are kept of requests below this index only, so that a million of them stay cheap.
    quint32 keptHeaders = 10'000;
    /// See ManagerPool::tellsConnections().
    bool tellsConnections = true;
};

/// One request on its way through fetch, wrap, save and delete. It tells its story in signals, one for each step, and
/// ends in exactly one `finished`. The strategy connects each step to the next; a step that the plan leaves out ends
/// the request where it would have begun.
///
/// Its reply is its own to abort and to delete (through the event loop). Lives in the engine thread. Deleting it at any
/// moment aborts what is open, without a signal.
class RequestJob : public QObject
{
    Q_OBJECT
public:
    RequestJob(const JobContext &context, quint32 index, quint32 lane, QNetworkAccessManager *manager,
               QObject *parent = nullptr);
    ~RequestJob() override;

    quint32 index() const { return m_index; }
    quint32 lane() const { return m_lane; }
    /// The number of the connection that its lane has, or now gets; told with the reply.
    void setConnection(quint32 connection) { m_connection = connection; }

public Q_SLOTS:
    void start();
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
    void releaseReply();
    void advance();
    void headersReceived();
    void tellReply(int status);
    void noteResponseHeaders();
    void readBody();
    void replyFinished();
    Fault faultOfReply() const;
    void follow(int status);

    void fail(const Fault &fault);
    void finish(Outcome outcome, ErrorClass error);
    quint8 retries() const;

    const JobContext m_context;
    const quint32 m_index;
    const quint32 m_lane;
    QNetworkAccessManager *const m_manager;
    StageLog m_log;
    QtStages m_qtStages; ///< Only where the transport is Qt's own.
    Hop m_hop;
    QNetworkReply *m_reply = nullptr;
    TracedReply *m_traced = nullptr; ///< The same reply, if it is one.
    QTimer m_deadline;
    QTimer m_connectDeadline;
    QByteArray m_contentType;
    QByteArray m_body; ///< The reply's body, then the page.
    QString m_tlsErrors;
    qint64 m_received = 0;
    qint64 m_connection = -1;
    quint8 m_retriesBefore = 0; ///< On the hops before this one.
    bool m_hasHeaders = false;
    bool m_isConnectionTold = false;
    bool m_isSaved = false;
    bool m_isFinished = false;
};

} // namespace fiftyfold
