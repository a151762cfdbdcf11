// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/replychecks.h"

#include "engine/http/replyhead.h"

#include <algorithm>
#include <new>

namespace fiftyfold {

namespace {

Fault heldAgainst(const QList<Check> &checks, CheckedReply &reply, const PageBody &body)
{
    QByteArray whole;
    if (std::any_of(checks.cbegin(), checks.cend(), [](const Check &check) { return check.needsBody(); })) {
        const std::vector<QByteArray> &pieces = body.pieces();
        if (pieces.size() == 1)
            whole = pieces.front(); // shared
        for (std::size_t i = 0; pieces.size() > 1 && i < pieces.size(); ++i)
            whole += pieces[i];
        reply.body = whole;
    }
    const std::optional<CheckFailure> failure = firstCheckFailure(checks, reply);
    return failure ? Fault(FaultKind::CheckFailed, {failure->check, failure->found}) : Fault();
}

} // namespace

Fault checkFaultOf(const QList<Check> &checks, const ReplyHead &head, const PageBody &body,
                   std::chrono::nanoseconds service)
{
    if (checks.isEmpty())
        return {};
    CheckedReply reply;
    reply.size = body.size();
    reply.headers = head.fields();
    reply.serviceTime = service;
    try {
        return heldAgainst(checks, reply, body);
    } catch (const std::bad_alloc &) {
        return FaultKind::NoMemoryForBody;
    }
}

} // namespace fiftyfold
