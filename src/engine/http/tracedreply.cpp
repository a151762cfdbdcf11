// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/tracedreply.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

TracedReply::TracedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, bool hasBody,
                         QObject *parent)
    : QNetworkReply(parent)
    , m_hasBody(hasBody)
    , m_isOnceOnly(request.attribute(onceOnly).toBool())
    , m_isTls(request.url().scheme() == QLatin1String("https"))
{
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

QByteArray TracedReply::takeBody()
{
    QByteArray taken = std::exchange(m_unread, QByteArray());
    bodyTaken();
    return taken;
}

void TracedReply::addBody(QByteArray &&bytes)
{
    if (!m_unread.isEmpty())
        return addBody(bytes.constData(), bytes.size());
    if (m_bodyEnd >= 0)
        bytes.truncate(m_bodyEnd - m_arrived);
    m_arrived += bytes.size();
    m_unread = std::move(bytes);
}

void TracedReply::addBody(const char *data, qsizetype size)
{
    const qint64 count = m_bodyEnd >= 0 ? std::min<qint64>(size, m_bodyEnd - m_arrived) : size;
    m_unread.append(data, count);
    m_arrived += count;
}

bool TracedReply::mayHaveBody() const
{
    return operation() != QNetworkAccessManager::HeadOperation && m_head.status() != 204 && m_head.status() != 304;
}

Fault TracedReply::faultWithoutReply(const Fault &fault, FaultKind advice) const
{
    if (fault.error != ErrorClass::Reset)
        return fault;
    const bool mayHaveHadEffect = (m_isOnceOnly || m_hasBody) && m_times.connected >= 0;
    Fault reset = mayHaveHadEffect ? FaultKind::ResetAndNotSentAgain : fault;
    if (isTls() && m_reuse != Fact::Reuse::Reused && advice != FaultKind::None)
        reset.advice.append(advice);
    return reset;
}

void TracedReply::finish()
{
    setFinished(true);
    Q_EMIT advanced();
}

qint64 TracedReply::readData(char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_unread.size());
    std::copy_n(m_unread.constData(), count, data);
    m_unread.remove(0, count);
    if (count > 0)
        bodyTaken();
    return count > 0 || !isFinished() ? count : -1;
}

} // namespace fiftyfold
