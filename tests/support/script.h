// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <variant>

namespace fiftyfold::test {

/// Waits for a request's head, up to its blank line, and keeps it.
struct ReadHead {
};
/// Waits for as many bytes of body as the last head's Content-Length says, and keeps them.
struct ReadBody {
};
/// Takes nothing more of what the client sends; what it writes fills the connection, and then it waits.
struct StopReading {
};
struct Delay {
    std::chrono::milliseconds time;
};
struct Send {
    QByteArray bytes;
};
/// One byte after the other, with a pause after each.
struct SendSlowly {
    QByteArray bytes;
    std::chrono::milliseconds pause;
};
/// The same bytes again and again, as fast as they are taken, until the client leaves.
struct SendEndlessly {
    QByteArray bytes;
};
/// Ends the connection in good order, when all is sent.
struct Close {
};
/// Ends it with a TCP reset.
struct Reset {
};
/// Says nothing more, until the client leaves.
struct KeepOpen {
};
/// Starts the script again.
struct Repeat {
};

using Step = std::variant<ReadHead, ReadBody, StopReading, Delay, Send, SendSlowly, SendEndlessly, Close, Reset,
                          KeepOpen, Repeat>;

/// What one connection does, step after step. At its end it closes.
using Script = QList<Step>;

} // namespace fiftyfold::test
