// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMutex>

#include <chrono>
#include <vector>

namespace fiftyfold::test {

/// A host name that is looked up in a chosen time and then is 127.0.0.1, without any DNS server: a program with this
/// file in it has a getaddrinfo() of its own, in the place of the C library's, which it calls for all other names.
///
/// One object at a time; it outlives every lookup. Functions are for the test's thread.
class SlowLookup
{
public:
    SlowLookup(const QByteArray &name, std::chrono::milliseconds delay);
    ~SlowLookup();
    Q_DISABLE_COPY_MOVE(SlowLookup)

    /// How long each lookup of the name really took so far, in nanoseconds.
    std::vector<qint64> tookNs() const;

    /// Called by getaddrinfo(), in any thread: stands still and returns true if it is this name.
    static bool lookingUp(const char *name);

private:
    const QByteArray m_name;
    const std::chrono::milliseconds m_delay;
    mutable QMutex m_mutex; ///< Of what follows.
    std::vector<qint64> m_tookNs;
};

} // namespace fiftyfold::test
