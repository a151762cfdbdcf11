// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/qt/qtstages.h"

#include "engine/base/stagelog.h"

#include <limits>
#include <utility>

namespace fiftyfold {

QtStages::QtStages(StageLog *log, bool tellsConnections)
    : m_log(log)
    , m_tellsConnections(tellsConnections)
{
}

void QtStages::handOver(qint64 at, bool isFirstHop, bool hasBody, bool isSentTold)
{
    m_isFirstHop = isFirstHop;
    m_hasBody = hasBody;
    m_isSentTold = isSentTold;
    m_isConnecting = false;
    m_isRequestSent = false;
    m_isUploaded = false;
    m_hasHeaders = false;
    m_reuse = m_tellsConnections ? Fact::Reuse::Reused : Fact::Reuse::Unknown; // unless one is opened for it
    if (!isFirstHop)
        return;
    m_handedOverAt = at;
    m_log->begin(isSentTold ? Stage::Send : Stage::Wait, at); // becomes `connect` when Qt opens a connection for it
}

void QtStages::socketStartedConnecting()
{
    if (!m_tellsConnections || !m_isSentTold)
        m_isConnectionOpened = true; // somebody's
    if (!m_tellsConnections)
        return;
    m_isConnecting = true; // again for each address of the host that is tried
    m_reuse = Fact::Reuse::Fresh;
    if (m_isFirstHop && m_isSentTold && !m_isRequestSent)
        m_log->begin(Stage::Connect, m_handedOverAt);
}

void QtStages::encrypted()
{
    if (!m_isSentTold)
        m_isConnecting = false;
    if (!m_log->isIn(Stage::Connect))
        return;
    m_log->end();
    m_log->begin(Stage::Send);
}

void QtStages::requestSent()
{
    if (std::exchange(m_isConnecting, false))
        m_isConnectionOpened = true;
    if (m_isRequestSent) { // Qt tries again by itself when a kept connection turns out to be closed
        if (m_retries < std::numeric_limits<quint8>::max())
            ++m_retries;
        return;
    }
    m_isRequestSent = true;
    if (!m_hasBody || m_isUploaded)
        return beginWaiting();
    if (m_isFirstHop && m_log->isIn(Stage::Connect)) {
        m_log->end();
        m_log->begin(Stage::Send);
    }
}

void QtStages::uploadProgress(qint64 sent, qint64 total)
{
    if (m_isUploaded || total <= 0 || sent < total)
        return;
    m_isUploaded = true;
    if (m_isRequestSent)
        beginWaiting();
}

void QtStages::beginWaiting()
{
    if (!m_isFirstHop || m_hasHeaders)
        return;
    m_log->end();
    m_log->begin(Stage::Wait);
}

bool QtStages::takeConnectionOpened()
{
    return std::exchange(m_isConnectionOpened, false);
}

} // namespace fiftyfold
