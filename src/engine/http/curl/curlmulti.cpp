// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlmulti.h"

#include "engine/base/clock.h"
#include "engine/http/curl/curlreply.h"
#include "engine/http/curl/curltransfer.h"
#include "engine/http/curl/socketlook.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <new>
#include <system_error>
#include <utility>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr int eventsAtOnce = 64;

/// For those who didn't call prepareEngineThreads(); counted, and never given back.
void initialise()
{
    static const CURLcode once = curl_global_init(CURL_GLOBAL_ALL);
    if (once != CURLE_OK)
        throw std::bad_alloc();
}

CurlMulti *from(void *self)
{
    return static_cast<CurlMulti *>(self);
}

} // namespace

CurlMulti::CurlMulti(const CurlSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers,
                     QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_clock(clock)
    , m_connectionNumbers(connectionNumbers)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
    initialise();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, &CurlMulti::socketChanged);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, &CurlMulti::timerChanged);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, m_settings.connectionsKept);
    curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, long(CURLPIPE_MULTIPLEX));
    m_notifier = new QSocketNotifier(m_epoll, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &CurlMulti::socketsReady);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CurlMulti::expire);
    // Before the run's clock starts: setting a handle up costs as much as a request.
    m_transfers.reserve(m_settings.lanes);
    for (std::size_t i = 0; i < m_settings.lanes; ++i) {
        m_transfers.push_back(std::make_unique<CurlTransfer>(this, m_settings));
        m_idle.push_back(m_transfers.back().get());
    }
}

CurlMulti::~CurlMulti()
{
    delete m_notifier;
    for (const auto &transfer : m_transfers) {
        if (CurlReply *reply = transfer->reply())
            reply->detach();
    }
    m_transfers.clear();
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, nullptr);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, nullptr);
    m_multi.reset(); // it closes the connections that are left
    close(m_epoll);
}

CurlTransfer *CurlMulti::acquire()
{
    if (m_idle.empty()) {
        m_transfers.push_back(std::make_unique<CurlTransfer>(this, m_settings));
        return m_transfers.back().get();
    }
    CurlTransfer *transfer = m_idle.back();
    m_idle.pop_back();
    return transfer;
}

void CurlMulti::start(CurlReply *reply)
{
    if (const CURLMcode code = curl_multi_add_handle(m_multi.get(), reply->transfer()->handle()); code != CURLM_OK) {
        reply->noteEnd(code == CURLM_OUT_OF_MEMORY ? CURLE_OUT_OF_MEMORY : CURLE_FAILED_INIT);
        return;
    }
    // libcurl wants to be called back at once.
    if (m_isExpired)
        act(CURL_SOCKET_TIMEOUT, 0);
    watchChanged();
}

void CurlMulti::release(CurlTransfer *transfer)
{
    curl_multi_remove_handle(m_multi.get(), transfer->handle());
    transfer->letGo();
    m_idle.push_back(transfer);
    if (m_isExpired) // another transfer's time has come meanwhile
        m_timer.start(std::chrono::milliseconds(0));
}

void CurlMulti::resume(CurlTransfer *transfer)
{
    CurlReply *reply = transfer->reply();
    if (const CURLcode code = curl_easy_pause(transfer->handle(), CURLPAUSE_CONT); code != CURLE_OK)
        reply->noteEnd(code);
    if (m_isExpired)
        act(CURL_SOCKET_TIMEOUT, 0);
    watchChanged();
    deliverSoon();
}

void CurlMulti::announce(CurlReply *reply)
{
    m_replies.push_back(reply);
}

void CurlMulti::forget(CurlReply *reply)
{
    if (!m_replies.empty() && m_replies.back() == reply && !m_isDelivering)
        m_replies.pop_back(); // most of the time, the one that was announced last
    else
        std::replace(m_replies.begin(), m_replies.end(), reply, static_cast<CurlReply *>(nullptr));
}

int CurlMulti::socketChanged(CURL *handle, curl_socket_t socket, int what, void *self, void *) noexcept
{
    try {
        from(self)->noteWanted(handle, socket, what);
        return 0;
    } catch (const std::bad_alloc &) { // libcurl knows no exceptions
        return -1;
    }
}

void CurlMulti::noteWanted(CURL *handle, curl_socket_t socket, int what)
{
    Socket &state = socketState(socket);
    state.wanted = 0;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        state.wanted |= EPOLLIN;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        state.wanted |= EPOLLOUT;
    if (!state.isChanged) {
        m_changed.push_back(socket);
        state.isChanged = true;
    }
    if (!state.isConnection) {
        // One of libcurl's resolver, closed without a word.
        if (what == CURL_POLL_REMOVE)
            watch(socket, state, 0);
        return;
    }
    if (what == CURL_POLL_REMOVE)
        return;
    // libcurl has a handle of its own too, for connections that it closes in good order.
    const CurlTransfer *transfer = CurlTransfer::of(handle);
    if (CurlReply *reply = transfer ? transfer->reply() : nullptr)
        reply->noteSocket(socket, what != CURL_POLL_IN);
}

int CurlMulti::timerChanged(CURLM *, long milliseconds, void *self) noexcept
{
    CurlMulti *multi = from(self);
    multi->m_isExpired = milliseconds == 0;
    if (milliseconds > 0)
        multi->m_timer.start(std::chrono::milliseconds(milliseconds));
    else if (multi->m_timer.isActive())
        multi->m_timer.stop();
    return 0;
}

curl_socket_t CurlMulti::openSocket(const curl_sockaddr &address)
{
    const curl_socket_t opened = socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
    if (opened >= 0) {
        Socket &state = socketState(opened);
        renew(state);
        std::erase_if(m_lastWords, [opened](const auto &words) { return words.first == opened; });
        state.isConnection = true;
    }
    return opened;
}

int CurlMulti::closeSocket(void *self, curl_socket_t socket) noexcept
{
    Socket &state = from(self)->socketState(socket); // known since it was opened: this takes no memory
    if ((state.watched & EPOLLOUT) != 0)
        from(self)->keepLastWords(socket);
    // Closing takes it out of epoll; the next socket with this number is another one.
    renew(state);
    return close(socket);
}

/// Called by libcurl, which knows no exceptions.
void CurlMulti::keepLastWords(curl_socket_t socket) noexcept
{
    try {
        if (QByteArray words = unreadOf(socket, mostLastWords); !words.isEmpty())
            m_lastWords.emplace_back(socket, std::move(words));
    } catch (const std::bad_alloc &) {
        m_lastWords.clear(); // then the reply is one that was cut off
    }
}

QByteArray CurlMulti::lastWords(curl_socket_t socket) const
{
    const auto found = std::find_if(m_lastWords.crbegin(), m_lastWords.crend(),
                                    [socket](const auto &words) { return words.first == socket; });
    return found == m_lastWords.crend() ? QByteArray() : found->second;
}

/// Another socket has this number, or none. It may still be listed as changed.
void CurlMulti::renew(Socket &state)
{
    Socket fresh;
    fresh.isChanged = state.isChanged;
    fresh.generation = state.generation + 1;
    state = fresh;
}

CurlMulti::Socket &CurlMulti::socketState(curl_socket_t socket)
{
    const auto index = static_cast<std::size_t>(socket);
    if (index >= m_sockets.size())
        m_sockets.resize(index + 1);
    return m_sockets[index];
}

quint32 CurlMulti::connectionNumber(curl_socket_t socket)
{
    Socket &state = socketState(socket);
    if (state.connection < 0)
        state.connection = (*m_connectionNumbers)++;
    return static_cast<quint32>(state.connection);
}

qint64 CurlMulti::connectionOfLocalPort(int port)
{
    for (std::size_t i = 0; i < m_sockets.size(); ++i) {
        Socket &state = m_sockets[i];
        if (!state.isConnection)
            continue;
        if (state.localPort == 0)
            state.localPort = localPortOf(static_cast<curl_socket_t>(i));
        if (state.localPort == port)
            return connectionNumber(static_cast<curl_socket_t>(i));
    }
    return -1;
}

void CurlMulti::act(curl_socket_t socket, int events)
{
    m_isExpired = false;
    int running = 0;
    curl_multi_socket_action(m_multi.get(), socket, events, &running);
    // It may want to be called back at once, as often as it has a transfer to go on with.
    while (m_isExpired) {
        m_isExpired = false;
        curl_multi_socket_action(m_multi.get(), CURL_SOCKET_TIMEOUT, 0, &running);
    }
    collectEnded();
}

void CurlMulti::collectEnded()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CurlTransfer *transfer = CurlTransfer::of(message->easy_handle);
        if (CurlReply *reply = transfer ? transfer->reply() : nullptr)
            reply->noteEnd(message->data.result);
    }
    m_lastWords.clear();
}

void CurlMulti::watchChanged()
{
    for (const curl_socket_t socket : m_changed) {
        Socket &state = socketState(socket);
        state.isChanged = false;
        // What nobody wants any more stays watched.
        if (state.wanted != 0 && state.wanted != state.watched)
            watch(socket, state, state.wanted);
    }
    m_changed.clear();
}

void CurlMulti::watch(curl_socket_t socket, Socket &state, quint32 events) const
{
    if (events == state.watched)
        return;
    epoll_event event = {};
    event.events = events;
    event.data.u64 = static_cast<quint64>(state.generation) << 32 | static_cast<quint32>(socket);
    int operation = events == 0 ? EPOLL_CTL_DEL : state.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    int result = epoll_ctl(m_epoll, operation, socket, &event);
    if (result != 0 && events != 0 && (errno == ENOENT || errno == EEXIST)) {
        operation = errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD; // libcurl has closed its own without a word
        result = epoll_ctl(m_epoll, operation, socket, &event);
    }
    state.watched = result == 0 ? events : 0;
}

void CurlMulti::socketsReady()
{
    std::array<epoll_event, eventsAtOnce> events{};
    const int count = epoll_wait(m_epoll, events.data(), eventsAtOnce, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        const auto socket = static_cast<curl_socket_t>(event.data.u64 & 0xffffffffU);
        Socket &state = socketState(socket);
        if (state.watched == 0 || state.generation != event.data.u64 >> 32)
            continue; // closed meanwhile, by what an event before this one brought about
        if (state.wanted == 0) {
            // A kept connection that the server has closed, most of the time: libcurl finds out when it wants it.
            watch(socket, state, 0);
            continue;
        }
        int what = 0;
        if (event.events & EPOLLIN)
            what |= CURL_CSELECT_IN;
        if (event.events & EPOLLOUT)
            what |= CURL_CSELECT_OUT;
        if (event.events & (EPOLLERR | EPOLLHUP))
            what |= CURL_CSELECT_ERR;
        act(socket, what);
        deliver();
    }
    watchChanged();
}

void CurlMulti::expire()
{
    act(CURL_SOCKET_TIMEOUT, 0);
    deliver();
    watchChanged();
}

void CurlMulti::deliverSoon()
{
    if (m_isDeliverySoon || m_replies.empty())
        return;
    m_isDeliverySoon = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isDeliverySoon = false;
            deliver();
            watchChanged();
        },
        Qt::QueuedConnection);
}

void CurlMulti::deliver()
{
    if (std::exchange(m_isDelivering, true))
        return;
    // What a slot does may bring more news, of other replies or of the same one.
    std::size_t next = 0;
    while (next < m_replies.size()) {
        if (CurlReply *reply = m_replies[next++])
            reply->deliver();
    }
    m_replies.clear();
    m_isDelivering = false;
}

} // namespace fiftyfold
