// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/counters.h"
#include "practice/lifeline.h"
#include "practice/methodwatch.h"
#include "practice/replyplan.h"
#include "practice/robotstext.h"
#include "practice/timetable.h"

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <unordered_map>

struct evhttp;
struct evhttp_connection;
struct evhttp_request;

namespace fiftyfold::practice {

/// The HTTP server: answers every request of its connections as the request's query asks, each after a timer of its
/// own, and writes nothing of it down. Runs in the thread of its event loop, which must outlive it.
class Origin
{
public:
    explicit Origin(event_base *loop);
    ~Origin();
    Origin(const Origin &) = delete;
    Origin &operator=(const Origin &) = delete;

    /// Serves what this listening socket accepts, and owns it.
    bool serve(int listeningSocket);

    /// A new run begins: no queue of an earlier one counts, and stalls count from the next request on.
    void startOver() { m_timetable.startOver(); }

private:
    /// A connection, and its request that waits for an answer: one at most, as evhttp takes them in turn.
    struct Connection {
        Origin *origin = nullptr;
        evhttp_request *waiting = nullptr;
        EventPointer timer;
        ReplyPlan plan;
        std::string echo; ///< What was asked, where that is to be told back.
        bool isToFail = false;
    };
    struct HttpDeleter {
        void operator()(evhttp *http) const;
    };

    void handle(evhttp_request *request);
    bool takeEcho(Connection &connection, evhttp_request *request, const std::string &method);
    void wait(Connection &connection, std::chrono::nanoseconds delay);
    void answer(Connection &connection);
    void answerStats(evhttp_request *request);
    void answerText(evhttp_request *request, int status, const char *type, const std::string &text);
    Connection &connectionOf(evhttp_request *request);
    void forget(evhttp_connection *handle);
    bool isNextToFail(double share) const;

    event_base *m_loop;
    RobotsText m_text;
    Counters m_counters;
    Timetable m_timetable;
    MethodWatch m_methods;
    std::mt19937_64 m_random; ///< Default seed: each start of the server draws the same.
    std::unordered_map<evhttp_connection *, Connection> m_connections;
    std::unique_ptr<evhttp, HttpDeleter> m_http; ///< Goes first: closing its connections calls forget().
};

} // namespace fiftyfold::practice
