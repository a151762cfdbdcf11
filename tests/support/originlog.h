// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>

namespace fiftyfold::test {

/// What an origin has seen, so far. Thread-safe: the origin's thread writes, the test reads.
class OriginLog
{
public:
    struct Counts {
        int connections = 0;
        int openConnections = 0;
        int requests = 0;
        int atOnce = 0; ///< Requests whose head is read and whose answer has not begun.
        int maxAtOnce = 0;
    };

    void addConnection();
    void removeConnection();
    void addRequest(const QByteArray &head);
    void addBody(const QByteArray &body);
    void addAnswer();

    Counts counts() const;
    QList<QByteArray> heads() const;
    QList<QByteArray> bodies() const;
    /// When each request was read, in nanoseconds of the monotonic clock.
    QList<qint64> arrivals() const;

private:
    mutable QMutex m_mutex;
    Counts m_counts;
    QList<QByteArray> m_heads;
    QList<QByteArray> m_bodies;
    QList<qint64> m_arrivals;
};

} // namespace fiftyfold::test
