// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/bodyreader.h"

#include "core/plan/runplan.h"
#include "core/text/quantities.h"
#include "engine/base/memorylimit.h"

#include <algorithm>
#include <new>
#include <utility>

namespace fiftyfold {

void BodyReader::decode(const QByteArray &contentEncoding)
{
    m_decoder = ContentDecoder(contentEncoding, m_plan->maxBody);
}

Fault BodyReader::read(QByteArray &&bytes)
{
    if (!hasRoom())
        return FaultKind::NoMemoryForBody;
    if (m_decoder.isNeeded()) {
        Fault fault = m_decoder.decode(bytes, body);
        m_received = m_decoder.decoded();
        if (!m_plan->steps.wrap)
            body.clear();
        return fault;
    }
    m_received += bytes.size();
    if (m_received > m_plan->maxBody)
        return {FaultKind::BodyTooLarge, {sizeForPeople(m_plan->maxBody, recordLocale())}};
    if (!m_plan->steps.wrap)
        return {};
    try {
        body.append(std::move(bytes));
    } catch (const std::bad_alloc &) {
        return FaultKind::NoMemoryForBody;
    }
    return {};
}

/// False where a large body would take of the memory that others need, and the other lanes for what they read.
bool BodyReader::hasRoom()
{
    if (body.size() < m_roomAskedAt + piece)
        return true;
    m_roomAskedAt = body.size();
    constexpr quint64 lanesThatReadAtOnce = 64; // at the most: others wait for their first byte, or have all they get
    const quint64 lanes = std::min<quint64>(m_plan->effectiveAtOnce(), lanesThatReadAtOnce);
    return hasAddressSpaceFor(sparedAddressSpace + lanes * piece);
}

} // namespace fiftyfold
