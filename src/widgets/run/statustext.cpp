// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/statustext.h"

#include "models/run/requestcell.h"

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

QString withReason(quint16 status)
{
    struct Reason {
        quint16 status;
        const char *text;
    };
    static constexpr Reason reasons[] = {{200, "OK"},
                                         {201, "Created"},
                                         {202, "Accepted"},
                                         {204, "No Content"},
                                         {206, "Partial Content"},
                                         {301, "Moved Permanently"},
                                         {302, "Found"},
                                         {303, "See Other"},
                                         {304, "Not Modified"},
                                         {307, "Temporary Redirect"},
                                         {308, "Permanent Redirect"},
                                         {400, "Bad Request"},
                                         {401, "Unauthorized"},
                                         {403, "Forbidden"},
                                         {404, "Not Found"},
                                         {405, "Method Not Allowed"},
                                         {408, "Request Timeout"},
                                         {410, "Gone"},
                                         {413, "Content Too Large"},
                                         {429, "Too Many Requests"},
                                         {500, "Internal Server Error"},
                                         {501, "Not Implemented"},
                                         {502, "Bad Gateway"},
                                         {503, "Service Unavailable"},
                                         {504, "Gateway Timeout"}};
    const auto *found = std::find_if(std::begin(reasons), std::end(reasons),
                                     [status](const Reason &reason) { return reason.status == status; });
    const QString number = QString::number(status);
    return found == std::end(reasons) ? number : number + QLatin1Char(' ') + QLatin1String(found->text);
}

} // namespace

QString statusText(const RunRecord &record, quint32 index)
{
    switch (record.outcome(index)) {
    case Outcome::Done:
        return withReason(record.status(index));
    case Outcome::Failed:
        return record.error(index) == ErrorClass::Status ? withReason(record.status(index))
                                                         : QString(errorClassName(record.error(index)));
    case Outcome::Cancelled:
        return outcomeInWords(Outcome::Cancelled);
    case Outcome::Pending:
        break;
    }
    const std::optional<RunRecord::OpenStage> open = record.openStage(index);
    return open ? stageName(open->stage) + QLatin1String(" …") : outcomeInWords(Outcome::Pending);
}

} // namespace fiftyfold
