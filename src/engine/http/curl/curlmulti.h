// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/curl/curlsettings.h"

#include <QObject>
#include <QTimer>

#include <curl/curl.h>

#include <atomic>
#include <memory>
#include <vector>

class QSocketNotifier;

namespace fiftyfold {

class Clock;
class CurlReply;
class CurlTransfer;

/// libcurl's multi interface in an event loop of Qt: all its sockets lie in one epoll descriptor, which one
/// QSocketNotifier watches. Keeps the transfers' handles for the next requests. Lives in the engine thread.
///
/// libcurl asks to watch a socket when a request goes out, and no longer when its reply is there. Telling epoll each
/// time would cost two system calls a request; so a socket stays watched until it is closed, or has news that nobody
/// wants.
class CurlMulti : public QObject
{
    Q_OBJECT
public:
    /// `clock` and `connectionNumbers` outlive it; the latter gives each connection of a run its number.
    CurlMulti(const CurlSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers,
              QObject *parent = nullptr);
    ~CurlMulti() override;

    const CurlSettings &settings() const { return m_settings; }
    const Clock &clock() const { return *m_clock; }

    // For replies.
    CurlTransfer *acquire();
    /// Begins what the reply's transfer was prepared for: over a kept connection it is sent before this returns. What
    /// is to be told of it waits for deliverSoon().
    void start(CurlReply *reply);
    /// Breaks a transfer off if it is under way, and keeps its handle.
    void release(CurlTransfer *transfer);
    /// A transfer that was paused has room again.
    void resume(CurlTransfer *transfer);
    /// The reply has something to tell; it is asked for it outside of libcurl, soon.
    void announce(CurlReply *reply);
    void deliverSoon();
    /// The reply goes, or has nothing to tell after all.
    void forget(CurlReply *reply);
    curl_socket_t openSocket(const curl_sockaddr &address);
    /// The number of the connection on this socket; it gets one if it has none.
    quint32 connectionNumber(curl_socket_t socket);
    /// The same, of the connection with this local port; -1 if there is none.
    qint64 connectionOfLocalPort(int port);

    /// libcurl has us close what it opened.
    static int closeSocket(void *self, curl_socket_t socket) noexcept;
    /// Of what lies unread in a socket that libcurl gives up.
    static constexpr qsizetype mostLastWords = qsizetype(1024) * 1024;
    /// What had arrived on a socket, and libcurl had not read, when it was closed with something left to write. Only
    /// until the end of the transfer is noted.
    QByteArray lastWords(curl_socket_t socket) const;

private:
    struct FreeMulti {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };
    /// What epoll knows, and what libcurl wants, of one socket.
    struct Socket {
        quint32 wanted = 0;
        quint32 watched = 0;
        bool isChanged = false;
        bool isConnection = false; ///< Opened by openSocket(); the others are libcurl's own affair.
        quint32 generation = 0;    ///< How many sockets have had this number.
        qint64 connection = -1;
        int localPort = 0; ///< 0: not looked up.
    };

    static int socketChanged(CURL *handle, curl_socket_t socket, int what, void *self, void *) noexcept;
    static int timerChanged(CURLM *multi, long milliseconds, void *self) noexcept;

    static void renew(Socket &state);
    void keepLastWords(curl_socket_t socket) noexcept;
    Socket &socketState(curl_socket_t socket);
    void noteWanted(CURL *handle, curl_socket_t socket, int what);
    void act(curl_socket_t socket, int events);
    void watch(curl_socket_t socket, Socket &state, quint32 events) const;
    void socketsReady();
    void expire();
    void collectEnded();
    void watchChanged();
    void deliver();

    const CurlSettings m_settings;
    const Clock *const m_clock;
    std::atomic<quint32> *const m_connectionNumbers;
    int m_epoll;
    QSocketNotifier *m_notifier;
    QTimer m_timer;
    std::vector<Socket> m_sockets; ///< By descriptor.
    std::vector<curl_socket_t> m_changed;
    std::vector<std::pair<curl_socket_t, QByteArray>> m_lastWords;
    std::vector<std::unique_ptr<CurlTransfer>> m_transfers;
    std::vector<CurlTransfer *> m_idle;
    std::vector<CurlReply *> m_replies; ///< With news to deliver; null where one was forgotten.
    std::unique_ptr<CURLM, FreeMulti> m_multi;
    bool m_isExpired = false;
    bool m_isDeliverySoon = false;
    bool m_isDelivering = false;
};

} // namespace fiftyfold
