// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QObject>

#include <optional>

namespace fiftyfold {

/// From `begin` to `end`, both within; never the wrong way round.
struct NsRange {
    qint64 begin = 0;
    qint64 end = 0;
    friend bool operator==(const NsRange &, const NsRange &) = default;
};

/// From when a request is there: of an open load when it was due, of a closed one when it began.
std::optional<qint64> arrivalNs(const RunRecord &record, quint32 request);

/// From then to its outcome, or to `nowNs`. `waitsSince`: when one was due that has not left the queue of an open load,
/// which its record does not know. Nothing of one that is not there yet.
std::optional<NsRange> lifeOf(const RunRecord &record, quint32 request, std::optional<qint64> waitsSince, qint64 nowNs);
/// Whether they have a moment in common.
bool overlap(const NsRange &one, const NsRange &other);

/// What the user has picked out of a run by ranges in its charts. Both hold where both are there.
struct RequestRange {
    std::optional<NsRange> time;         ///< Requests that were under way at some time in it, since the run's start.
    std::optional<NsRange> responseTime; ///< Those whose response took so long; none without a response.

    bool isEmpty() const { return !time && !responseTime; }
    /// `waitsSince` as of lifeOf().
    bool contains(const RunRecord &record, quint32 request, std::optional<qint64> waitsSince = {}) const;
    friend bool operator==(const RequestRange &, const RequestRange &) = default;
};

/// What is selected of a run, the same in all views: one request that is looked at, and ranges that requests are picked
/// out by. Main thread.
class RunSelection : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    int current() const { return m_current; } ///< -1: none.
    const RequestRange &range() const { return m_range; }

    void setCurrent(int request);
    void setRange(const RequestRange &range);
    void setTime(std::optional<NsRange> time);
    void setResponseTime(std::optional<NsRange> responseTime);
    void clearRange();
    /// Nothing is selected of another run.
    void reset();

Q_SIGNALS:
    void currentChanged(int request);
    void rangeChanged();

private:
    int m_current = -1;
    RequestRange m_range;
};

} // namespace fiftyfold
