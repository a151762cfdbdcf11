// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/lifeline.h"
#include "practice/replyplan.h"
#include "practice/robotstext.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <unordered_map>

struct evhttp;
struct evhttp_connection;
struct evhttp_request;

namespace fiftyfold::practice {

/// Counts of what the origin has seen. Requests for /stats, and connections that carry nothing else, are not in them.
struct Counters {
    std::uint64_t requests = 0;
    std::uint64_t atOnce = 0; ///< Requests that wait for their answer now.
    std::uint64_t maxAtOnce = 0;
    std::uint64_t connections = 0; ///< Open now.
    std::uint64_t connectionsTotal = 0;

    std::string toJson() const;
    /// Zeroes what has been summed up; what is the case now stays.
    void reset();
};

/// The HTTP server: answers every request of its connections as the request's query asks, each after a timer of its
/// own. Runs in the thread of its event loop, which must outlive it.
class Origin
{
public:
    explicit Origin(event_base *loop);
    ~Origin();
    Origin(const Origin &) = delete;
    Origin &operator=(const Origin &) = delete;

    /// Serves what this listening socket accepts, and owns it.
    bool serve(int listeningSocket);

private:
    /// A connection, and its request that waits for an answer: one at most, as evhttp takes them in turn.
    struct Connection {
        Origin *origin = nullptr;
        evhttp_request *waiting = nullptr;
        EventPointer timer;
        ReplyPlan plan;
        bool isToFail = false;
    };
    struct HttpDeleter {
        void operator()(evhttp *http) const;
    };

    void handle(evhttp_request *request);
    void wait(Connection &connection);
    void answer(Connection &connection);
    void answerStats(evhttp_request *request);
    void answerText(evhttp_request *request, int status, const char *type, const std::string &text);
    Connection &connectionOf(evhttp_request *request);
    void forget(evhttp_connection *handle);
    std::chrono::nanoseconds drawnLatency(const ReplyPlan &plan);
    bool isNextToFail(double share) const;

    event_base *m_loop;
    RobotsText m_text;
    Counters m_counters;
    std::mt19937_64 m_random; ///< Default seed: each start of the server draws the same.
    std::unordered_map<evhttp_connection *, Connection> m_connections;
    std::unique_ptr<evhttp, HttpDeleter> m_http; ///< Goes first: closing its connections calls forget().
};

} // namespace fiftyfold::practice
