// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/origin.h"

#include "practice/latencydraw.h"
#include "practice/requestfacts.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace fiftyfold::practice {

namespace {

constexpr ev_ssize_t headersLimit = 64 * 1024;
constexpr ev_ssize_t requestBodyLimit = 64 * 1024 * 1024;
constexpr std::size_t singleWriteLimit = 256 * 1024;
constexpr const char *plainText = "text/plain; charset=utf-8";
constexpr const char *jsonText = "application/json";

timeval timevalOf(std::chrono::nanoseconds duration)
{
    // Rounded up: a reply is never early.
    const auto microseconds = std::chrono::ceil<std::chrono::microseconds>(duration).count();
    return {static_cast<time_t>(microseconds / 1'000'000), static_cast<suseconds_t>(microseconds % 1'000'000)};
}

/// evhttp adds the Date.
void addHeaders(evhttp_request *request, int status, const char *type, std::uint64_t size)
{
    evkeyvalq *headers = evhttp_request_get_output_headers(request);
    evhttp_add_header(headers, "Server", "Fiftyfold-practice/" FIFTYFOLD_VERSION);
    evhttp_add_header(headers, "Cache-Control", "no-store");
    if (!isBodiless(status)) {
        evhttp_add_header(headers, "Content-Type", type);
        evhttp_add_header(headers, "Content-Length", std::to_string(size).c_str());
    }
    if (hasUnreadBody(request))
        evhttp_add_header(headers, "Connection", "close");
}

/// With no descriptor left, the socket stays ready to accept: without a pause the loop would do nothing but fail.
void pauseAccepting(evconnlistener *listener, void *)
{
    std::fprintf(stderr, "fiftyfold-practice-server: Cannot accept a connection: %s.\n", std::strerror(errno));
    const auto resume = [](evutil_socket_t, short, void *paused) {
        evconnlistener_enable(static_cast<evconnlistener *>(paused));
    };
    evconnlistener_disable(listener);
    const timeval pause = timevalOf(std::chrono::milliseconds(50));
    event_base_once(evconnlistener_get_base(listener), -1, EV_TIMEOUT, resume, listener, &pause);
}

} // namespace

void Origin::HttpDeleter::operator()(evhttp *http) const
{
    evhttp_free(http);
}

Origin::Origin(event_base *loop)
    : m_loop(loop)
    , m_http(evhttp_new(loop))
{
    evhttp_set_max_headers_size(m_http.get(), headersLimit);
    evhttp_set_max_body_size(m_http.get(), requestBodyLimit);
    // All that there are and those that evhttp has no name for; CONNECT is for proxies.
    evhttp_set_allowed_methods(m_http.get(), static_cast<ev_uint16_t>(~unsigned(EVHTTP_REQ_CONNECT)));
    m_methods.watch(m_http.get());
    evhttp_set_gencb(
        m_http.get(), [](evhttp_request *request, void *self) { static_cast<Origin *>(self)->handle(request); }, this);
}

Origin::~Origin() = default;

bool Origin::serve(int listeningSocket)
{
    evhttp_bound_socket *bound = evhttp_accept_socket_with_handle(m_http.get(), listeningSocket);
    if (!bound) {
        evutil_closesocket(listeningSocket);
        return false;
    }
    evconnlistener_set_error_cb(evhttp_bound_socket_get_listener(bound), pauseAccepting);
    return true;
}

void Origin::handle(evhttp_request *request)
{
    evhttp_connection *handle = evhttp_request_get_connection(request);
    const std::string method = m_methods.takeMethod(evhttp_connection_get_bufferevent(handle));
    if (hasPath(request, "/stats")) {
        answerStats(request);
        return;
    }
    ++m_counters.requests;
    Connection &connection = connectionOf(request);
    std::string problem;
    connection.plan = replyPlanFromQuery(queryOf(request), &problem);
    if (!problem.empty()) {
        answerText(request, HTTP_BADREQUEST, plainText, problem + '\n');
        return;
    }
    connection.plan.isEcho = connection.plan.isEcho || hasPath(request, "/echo");
    if (connection.plan.isEcho && !takeEcho(connection, request, method))
        return;
    connection.isToFail = isNextToFail(connection.plan.failShare);

    connection.waiting = request;
    m_counters.maxAtOnce = std::max(m_counters.maxAtOnce, ++m_counters.atOnce);
    const std::chrono::nanoseconds latency = drawnLatency(connection.plan, m_random);
    const auto delay = m_timetable.delayOf(connection.plan, latency, std::chrono::steady_clock::now());
    if (delay.count() > 0)
        wait(connection, delay);
    else
        answer(connection);
}

/// Keeps what an echo tells, before its body is dropped. False if that is too long, which is answered.
bool Origin::takeEcho(Connection &connection, evhttp_request *request, const std::string &method)
{
    if (bodySizeOf(request) > echoBodyLimit) {
        answerText(request, HTTP_ENTITYTOOLARGE, plainText,
                   "This request has a body of " + std::to_string(bodySizeOf(request)) +
                       " bytes; what is told back has at most " + std::to_string(echoBodyLimit) + ".\n");
        return false;
    }
    connection.echo = toJson(echoedRequest(request, method));
    return true;
}

void Origin::wait(Connection &connection, std::chrono::nanoseconds delay)
{
    evbuffer *body = evhttp_request_get_input_buffer(connection.waiting);
    evbuffer_drain(body, evbuffer_get_length(body));

    // evhttp stops reading until the answer is sent. Go on, only to learn at once that the client has left. Its read
    // callback must not be called in this state; it puts it back itself when it is done with this request.
    bufferevent *stream = evhttp_connection_get_bufferevent(evhttp_request_get_connection(connection.waiting));
    bufferevent_data_cb writeCallback = nullptr;
    bufferevent_event_cb eventCallback = nullptr;
    void *argument = nullptr;
    bufferevent_getcb(stream, nullptr, &writeCallback, &eventCallback, &argument);
    bufferevent_setcb(stream, nullptr, writeCallback, eventCallback, argument);
    bufferevent_enable(stream, EV_READ);

    // Timers count from the time at which this turn of the loop began, unless told what time it is now.
    event_base_update_cache_time(m_loop);
    const timeval duration = timevalOf(delay);
    event_add(connection.timer.get(), &duration);
}

void Origin::answer(Connection &connection)
{
    evhttp_request *request = std::exchange(connection.waiting, nullptr);
    --m_counters.atOnce;
    m_timetable.leave(connection.plan, std::chrono::steady_clock::now());
    const std::string echo = std::exchange(connection.echo, {});
    if (connection.isToFail) {
        answerText(request, HTTP_SERVUNAVAIL, plainText, "This request is one of the share that was asked to fail.\n");
        return;
    }

    const ReplyPlan &plan = connection.plan;
    const std::uint64_t whole = plan.isEcho ? echo.size() : plan.size;
    const std::uint64_t size = plan.status == 205 ? 0 : whole; // 205 has a length, and it is zero
    addHeaders(request, plan.status, plan.isEcho ? jsonText : plainText, size);
    if (plan.status / 100 == 3 && !plan.location.empty())
        evhttp_add_header(evhttp_request_get_output_headers(request), "Location", plan.location.c_str());
    if (!isBodiless(plan.status) && !isHead(request)) {
        evbuffer *body = evhttp_request_get_output_buffer(request);
        if (plan.isEcho)
            evbuffer_add(body, echo.data(), size);
        else
            m_text.appendTo(body, size);
    }
    if (size > singleWriteLimit) {
        bufferevent *stream = evhttp_connection_get_bufferevent(evhttp_request_get_connection(request));
        bufferevent_set_max_single_write(stream, singleWriteLimit);
    }
    evhttp_send_reply(request, plan.status, nullptr, nullptr);
}

void Origin::answerStats(evhttp_request *request)
{
    const bool isToReset = std::strcmp(queryOf(request), "reset=1") == 0;
    answerText(request, HTTP_OK, jsonText, m_counters.toJson());
    if (isToReset)
        m_counters.reset();
}

void Origin::answerText(evhttp_request *request, int status, const char *type, const std::string &text)
{
    addHeaders(request, status, type, text.size());
    if (!isHead(request))
        evbuffer_add(evhttp_request_get_output_buffer(request), text.data(), text.size());
    evhttp_send_reply(request, status, nullptr, nullptr);
}

Origin::Connection &Origin::connectionOf(evhttp_request *request)
{
    evhttp_connection *handle = evhttp_request_get_connection(request);
    const auto [found, isNew] = m_connections.try_emplace(handle);
    Connection &connection = found->second;
    if (isNew) {
        connection.origin = this;
        const auto answerNow = [](evutil_socket_t, short, void *due) {
            Connection *waited = static_cast<Connection *>(due);
            waited->origin->answer(*waited);
        };
        connection.timer.reset(evtimer_new(m_loop, answerNow, &connection));
        const auto closed = [](evhttp_connection *gone, void *self) { static_cast<Origin *>(self)->forget(gone); };
        evhttp_connection_set_closecb(handle, closed, this);
        ++m_counters.connections;
        ++m_counters.connectionsTotal;
    }
    return connection;
}

/// evhttp frees a request that its connection still holds. One whose client left before the answer it has let go: that
/// one is ours.
void Origin::forget(evhttp_connection *handle)
{
    const auto found = m_connections.find(handle);
    if (evhttp_request *waiting = found->second.waiting) {
        --m_counters.atOnce;
        m_timetable.leave(found->second.plan, std::chrono::steady_clock::now());
        if (!evhttp_request_get_connection(waiting))
            evhttp_request_free(waiting);
    }
    m_connections.erase(found);
    m_methods.forget(evhttp_connection_get_bufferevent(handle));
    --m_counters.connections;
}

/// Multiples of the golden ratio, without their whole part, fill the range from 0 to 1 evenly from the first on: of any
/// number of requests, the share that fails is as near to the one asked for as can be.
bool Origin::isNextToFail(double share) const
{
    constexpr std::uint64_t goldenRatio = 0x9E3779B97F4A7C15;
    constexpr double wholeRange = 9007199254740992.0; // two to the power of 53
    return static_cast<double>((m_counters.requests * goldenRatio) >> 11) / wholeRange < share;
}

} // namespace fiftyfold::practice
