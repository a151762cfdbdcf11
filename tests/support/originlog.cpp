// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/originlog.h"

#include <algorithm>
#include <chrono>

namespace fiftyfold::test {

void OriginLog::addConnection()
{
    const QMutexLocker lock(&m_mutex);
    ++m_counts.connections;
    ++m_counts.openConnections;
}

void OriginLog::removeConnection()
{
    const QMutexLocker lock(&m_mutex);
    --m_counts.openConnections;
}

void OriginLog::addRequest(const QByteArray &head)
{
    const QMutexLocker lock(&m_mutex);
    m_heads.append(head);
    m_arrivals.append(std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
    ++m_counts.requests;
    m_counts.maxAtOnce = std::max(m_counts.maxAtOnce, ++m_counts.atOnce);
}

void OriginLog::addBody(const QByteArray &body)
{
    const QMutexLocker lock(&m_mutex);
    m_bodies.append(body);
}

void OriginLog::addAnswer()
{
    const QMutexLocker lock(&m_mutex);
    --m_counts.atOnce;
}

OriginLog::Counts OriginLog::counts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_counts;
}

QList<QByteArray> OriginLog::heads() const
{
    const QMutexLocker lock(&m_mutex);
    return m_heads;
}

QList<QByteArray> OriginLog::bodies() const
{
    const QMutexLocker lock(&m_mutex);
    return m_bodies;
}

QList<qint64> OriginLog::arrivals() const
{
    const QMutexLocker lock(&m_mutex);
    return m_arrivals;
}

} // namespace fiftyfold::test
