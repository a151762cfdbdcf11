// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "core/run/pagebody.h"
#include "engine/http/contentdecoder.h"

#include <QByteArray>

namespace fiftyfold {

struct RunPlan;

/// The body of one reply, as it comes: decoded, bounded by the plan and by what memory there is, and kept where a page
/// is to be made of it. Engine thread.
class BodyReader
{
public:
    BodyReader() = default;
    /// The plan outlives it.
    explicit BodyReader(const RunPlan *plan)
        : m_plan(plan)
    {
    }

    /// It comes in this Content-Encoding.
    void decode(const QByteArray &contentEncoding);
    /// The next bytes; a fault is the last word.
    Fault read(QByteArray &&bytes);
    /// Nothing more comes.
    Fault end() const { return m_decoder.isNeeded() ? m_decoder.end() : Fault(); }

    /// Bytes, decoded.
    qint64 received() const { return m_received; }
    /// Bytes are read at most so many at a time.
    static constexpr qint64 piece = qint64(256) * 1024;

    PageBody body; ///< What was kept.

private:
    bool hasRoom();

    const RunPlan *m_plan = nullptr;
    ContentDecoder m_decoder;
    qint64 m_received = 0;
    qint64 m_roomAskedAt = 0; ///< The body's size at which there is to be looked for memory again.
};

} // namespace fiftyfold
