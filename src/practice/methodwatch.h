// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>

struct bufferevent;
struct evbuffer;
struct evhttp;
struct event_base;

namespace fiftyfold::practice {

/// Reads the method's name off the wire: of one that evhttp has no name for, it keeps none. Must outlive the server's
/// connections.
class MethodWatch
{
public:
    /// What begins a request, once its end is there.
    struct Word {
        std::string text;
        bool isWhole = false;
    };

    /// Watches all connections that the server accepts from now on.
    void watch(evhttp *http);

    /// The name that began the request which has just been read from this stream; what follows is the next one.
    std::string takeMethod(bufferevent *stream);
    void forget(bufferevent *stream);

private:
    static bufferevent *makeStream(event_base *loop, void *self);

    /// By the buffer read into. What a connection leaves that closes without a request is used again by one that gets
    /// the same buffer.
    std::unordered_map<const evbuffer *, Word> m_words;
};

} // namespace fiftyfold::practice
