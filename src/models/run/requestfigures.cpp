// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestfigures.h"

#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "models/run/runselection.h"

namespace fiftyfold {

std::optional<qint64> lagNs(const RunRecord &record, quint32 request)
{
    const std::optional<qint64> due = record.dueNs(request);
    return due ? std::optional(*record.startNs(request) - *due) : std::nullopt;
}

bool isLate(const RunRecord &record, quint32 request)
{
    return lagNs(record, request).value_or(0) > leastLateNs;
}

std::optional<qint64> responseOrFailureNs(const RunRecord &record, quint32 request)
{
    const bool isDone = record.outcome(request) == Outcome::Done;
    return isDone ? record.responseNs(request) : lifeNs(record, request);
}

std::optional<qint64> lifeNs(const RunRecord &record, quint32 request)
{
    const std::optional<qint64> begin = arrivalNs(record, request);
    const std::optional<qint64> end = record.endNs(request);
    return begin && end ? std::optional(*end - *begin) : std::nullopt;
}

int failedBeside(const RunRecord &record, int request, bool isForward)
{
    const auto count = static_cast<qint64>(record.requestCount());
    const qint64 from = request >= 0 ? request : isForward ? -1 : count;
    for (qint64 step = 1; step <= count; ++step) {
        const qint64 candidate = (from + (isForward ? step : -step) + 2 * count) % count;
        if (record.outcome(static_cast<quint32>(candidate)) == Outcome::Failed)
            return static_cast<int>(candidate);
    }
    return -1;
}

QString faultMessage(const Fault &fault)
{
    return fault.isNone() ? QString() : visibleText(wordedForWindow(fault));
}

} // namespace fiftyfold
