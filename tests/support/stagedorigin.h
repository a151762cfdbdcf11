// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/listeningqueue.h"
#include "support/testcertificates.h"

#include <QMutex>
#include <QSslConfiguration>
#include <QThread>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

class QSslSocket;

namespace fiftyfold::test {

/// Where a StagedOrigin stands still.
enum class Slow {
    Nowhere,
    Queue,     ///< Its queue is full from construction on: nobody gets in until letIn().
    Handshake, ///< It accepts, and then says nothing before it does the TLS handshake.
    Reading,   ///< It accepts, and then leaves the request unread.
    FirstByte, ///< The request is read, the reply does not come.
    Body       ///< Headers and half of the body come at once, the rest does not.
};

/// An HTTP server on loopback, with a blocking thread for each connection, that stands still for a while at one place.
/// Of each four connections one is quick (see isQuick()) and one is slow; the other two are slow and only there so that
/// both follow upon a slow one: whoever has just slept is scheduled sooner on a busy machine, by some milliseconds.
///
/// It measures with the monotonic clock how long it really stood there, so that a test compares with what was, not with
/// what was wished for: from the event that lets a client's stage begin to the act that lets it end, on quick
/// connections too. Connections are kept until the client closes them.
///
/// All functions are for the test's thread. Aborts the program where it can't listen.
class StagedOrigin
{
public:
    explicit StagedOrigin(Slow slow = Slow::Nowhere, std::chrono::milliseconds delay = {},
                          const std::optional<TlsIdentity> &identity = std::nullopt);
    ~StagedOrigin();
    Q_DISABLE_COPY_MOVE(StagedOrigin)

    /// By the number of a connection, in the order in which they are accepted.
    static bool isQuick(std::size_t index) { return index % 4 == 1; }
    static bool isSlow(std::size_t index) { return index % 4 == 3; }

    quint16 port() const { return m_queue.port(); }
    /// "http://127.0.0.1:PORT/", with an identity "https://…".
    QUrl url() const;

    /// Accepted so far.
    int connections() const;
    /// Of each connection accepted so far, in this order: for how many nanoseconds it stood still; -1 where it did not
    /// come to that place.
    std::vector<qint64> stoodStillNs() const;

    // Of Slow::Queue.
    quint32 turnedAway() const { return m_queue.turnedAway(); }
    void letIn();

private:
    using Time = std::chrono::steady_clock::time_point;
    void startAccepting();
    void acceptAll();
    void serve(int descriptor, std::size_t index, Time acceptedAt);
    bool waitForClient(int descriptor) const;
    bool readRequest(QSslSocket &socket) const;
    bool readMore(QSslSocket &socket) const;
    void answer(QSslSocket &socket, std::size_t index);
    /// Returns at `since` plus the delay of this connection, if this is the place for it.
    void standStill(Slow place, std::size_t index, Time since);

    ListeningQueue m_queue;
    const Slow m_slow;
    const std::chrono::milliseconds m_delay;
    const std::optional<QSslConfiguration> m_tls;
    std::atomic_bool m_isStopping = false;
    int m_wake = -1;                                 ///< An eventfd that ends acceptAll().
    std::unique_ptr<QThread> m_accepter;             ///< Null until it accepts.
    std::vector<std::unique_ptr<QThread>> m_servers; ///< Of m_accepter, and when that has ended of the destructor.
    mutable QMutex m_mutex;                          ///< Of what follows.
    std::vector<qint64> m_stoodStillNs;
};

} // namespace fiftyfold::test
