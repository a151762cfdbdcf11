// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

struct event;
struct event_base;

namespace fiftyfold::practice {

struct EventDeleter {
    void operator()(event *watched) const;
};
using EventPointer = std::unique_ptr<event, EventDeleter>;

/// What ends the server's event loop: SIGINT, SIGTERM, SIGHUP where it is not ignored, as by nohup, and, if asked, the
/// end of standard input, which comes also when the program at its other end is killed.
class Lifeline
{
public:
    /// The loop must outlive this object.
    explicit Lifeline(event_base *loop);

    void endOnSignals();
    /// Until then, `onInput` is called whenever something comes, whatever it is.
    void endWhenInputEnds(std::function<void()> onInput);

    /// It was a SIGHUP: whoever wanted the server is gone without having said so.
    bool isHungUp() const { return m_isHungUp; }

private:
    static void endOnSignal(int number, short, void *self);
    static void readInput(int descriptor, short, void *self);

    event_base *m_loop;
    std::function<void()> m_onInput;
    std::vector<EventPointer> m_watches;
    bool m_isHungUp = false;
};

} // namespace fiftyfold::practice
