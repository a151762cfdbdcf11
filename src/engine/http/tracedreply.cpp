// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/tracedreply.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

QByteArray TracedReply::takeBody()
{
    QByteArray taken = std::exchange(m_unread, QByteArray());
    if (const qsizetype read = std::exchange(m_readTo, 0); read > 0)
        taken.remove(0, read);
    bodyTaken();
    return taken;
}

void TracedReply::addBody(const char *data, qsizetype size)
{
    if (m_readTo > 0)
        m_unread.remove(0, std::exchange(m_readTo, 0));
    m_unread.append(data, size);
}

qint64 TracedReply::readData(char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_unread.size() - m_readTo);
    std::copy_n(m_unread.constData() + m_readTo, count, data);
    m_readTo += count;
    if (m_readTo == m_unread.size()) {
        m_unread.clear();
        m_readTo = 0;
    }
    if (count > 0)
        bodyTaken();
    return count > 0 || !isFinished() ? count : -1;
}

} // namespace fiftyfold
