// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

namespace fiftyfold {

class StageLog;

/// Tells the stages `connect`, `send` and `wait` from what Qt's own HTTP signals of a request, and counts its retries.
/// Qt has no signal for the rest; ARCHITECTURE.md says what that means.
class QtStages
{
public:
    /// `log` outlives it. `tellsConnections`: see ManagerPool::tellsConnections().
    QtStages(StageLog *log, bool tellsConnections);

    /// The request went to Qt at that time, or its next hop: `wait` goes on over the hops of a redirect. Unless
    /// `isSentTold`, all of it is `wait`; see RequestFactory::tellsSent().
    void handOver(qint64 at, bool isFirstHop, bool hasBody, bool isSentTold);
    // As Qt's signals of these names.
    void socketStartedConnecting();
    void encrypted();
    void requestSent();
    void uploadProgress(qint64 sent, qint64 total);
    void headersReceived() { m_hasHeaders = true; }

    /// True once, when a connection was opened for the request and is ready.
    bool takeConnectionOpened();
    /// A connection is being opened for it on this hop; for https until TLS is ready, for http until it is told as
    /// sent.
    bool isConnecting() const { return m_isConnecting; }
    /// On this hop, at least its head.
    bool isRequestSent() const { return m_isRequestSent; }
    Fact::Reuse reuse() const { return m_reuse; }
    quint8 retries() const { return m_retries; }

private:
    void beginWaiting();

    StageLog *m_log;
    bool m_tellsConnections;
    qint64 m_handedOverAt = 0;
    bool m_isFirstHop = true;
    bool m_hasBody = false;
    bool m_isSentTold = true;
    bool m_isConnecting = false;  ///< Of this hop, like the next three.
    bool m_isRequestSent = false; ///< With a body: its head and the first of it.
    bool m_isUploaded = false;
    bool m_hasHeaders = false;
    bool m_isConnectionOpened = false;
    Fact::Reuse m_reuse = Fact::Reuse::Unknown;
    quint8 m_retries = 0;
};

} // namespace fiftyfold
