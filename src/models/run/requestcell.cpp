// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestcell.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/run/logwording.h"
#include "models/run/requestfigures.h"

#include <QCoreApplication>

namespace fiftyfold {

namespace {

/// What texts are translated as.
struct RequestCell {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RequestCell)
};

QString nothing()
{
    return QStringLiteral("–");
}

QString momentText(std::optional<qint64> at)
{
    return at ? RequestCell::tr("%1 s").arg(secondsText(*at)) : nothing();
}

QString durationText(std::optional<qint64> duration)
{
    return duration ? durationForPeople(*duration) : nothing();
}

QString countText(std::optional<quint32> count)
{
    return count ? numberLocale().toString(*count) : nothing();
}

QString targetText(const RunRecord &record, quint32 request)
{
    const std::optional<quint32> target = record.target(request);
    return target ? visibleText(record.plan().targetNames.value(*target)) : nothing();
}

QString connectionText(const RunRecord &record, quint32 request)
{
    const std::optional<quint32> connection = record.connection(request);
    const bool isNew = record.reuse(request) == Fact::Reuse::Fresh;
    if (!connection)
        return isNew ? RequestCell::tr("new") : nothing();
    return isNew ? RequestCell::tr("%1 new").arg(numberLocale().toString(*connection))
                 : numberLocale().toString(*connection);
}

/// Of one that has none yet, the stage that it is in.
QString outcomeText(const RunRecord &record, quint32 request)
{
    if (record.outcome(request) != Outcome::Pending)
        return outcomeInWords(record.outcome(request));
    const std::optional<RunRecord::OpenStage> open = record.openStage(request);
    return open                      ? QString(stageName(open->stage))
           : record.startNs(request) ? RequestCell::tr("in progress")
                                     : nothing();
}

QString errorText(const RunRecord &record, quint32 request)
{
    if (record.outcome(request) != Outcome::Failed)
        return {};
    const QString message = faultMessage(record.fault(request));
    const QLatin1String name = errorClassName(record.error(request));
    return message.isEmpty() ? QString(name) : RequestCell::tr("%1: %2").arg(name, message);
}

} // namespace

QString outcomeInWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pending:
        return RequestCell::tr("pending");
    case Outcome::Done:
        return RequestCell::tr("done");
    case Outcome::Failed:
        return RequestCell::tr("failed");
    case Outcome::Cancelled:
        return RequestCell::tr("cancelled");
    }
    return {};
}

QString requestCellText(const RunRecord &record, quint32 request, RequestColumn column)
{
    const bool hasReply = record.status(request) != 0;
    switch (column) {
    case RequestColumn::Number:
        return numberLocale().toString(request);
    case RequestColumn::Target:
        return targetText(record, request);
    case RequestColumn::Lane:
        return countText(record.lane(request));
    case RequestColumn::Due:
        return momentText(record.dueNs(request));
    case RequestColumn::Lag:
        return durationText(lagNs(record, request));
    case RequestColumn::Start:
        return momentText(record.startNs(request));
    case RequestColumn::Stages:
        return {};
    case RequestColumn::Response:
        return durationText(responseOrFailureNs(record, request));
    case RequestColumn::Status:
        return hasReply ? QString::number(record.status(request)) : nothing();
    case RequestColumn::Bytes:
        return countText(hasReply ? std::optional(record.bytes(request)) : std::nullopt);
    case RequestColumn::Connection:
        return connectionText(record, request);
    case RequestColumn::Outcome:
        return outcomeText(record, request);
    case RequestColumn::Error:
        return errorText(record, request);
    }
    return {};
}

CellTone requestCellTone(const RunRecord &record, quint32 request, RequestColumn column)
{
    const Outcome outcome = record.outcome(request);
    switch (column) {
    case RequestColumn::Lag:
        return isLate(record, request) ? CellTone::Warning : CellTone::Muted;
    case RequestColumn::Response:
        return outcome == Outcome::Done ? CellTone::Strong : CellTone::Muted;
    case RequestColumn::Outcome:
        return outcome == Outcome::Failed ? CellTone::Error
               : outcome == Outcome::Done ? CellTone::Plain
                                          : CellTone::Muted;
    case RequestColumn::Error:
        return CellTone::Error;
    default:
        return CellTone::Plain;
    }
}

QString requestColumnTitle(RequestColumn column)
{
    switch (column) {
    case RequestColumn::Number:
        return RequestCell::tr("#");
    case RequestColumn::Target:
        return RequestCell::tr("Target");
    case RequestColumn::Lane:
        return RequestCell::tr("Lane");
    case RequestColumn::Due:
        return RequestCell::tr("Due");
    case RequestColumn::Lag:
        return RequestCell::tr("Lag");
    case RequestColumn::Start:
        return RequestCell::tr("Start");
    case RequestColumn::Stages:
        return RequestCell::tr("Stages");
    case RequestColumn::Response:
        return RequestCell::tr("Response");
    case RequestColumn::Status:
        return RequestCell::tr("Status");
    case RequestColumn::Bytes:
        return RequestCell::tr("Bytes");
    case RequestColumn::Connection:
        return RequestCell::tr("Conn.");
    case RequestColumn::Outcome:
        return RequestCell::tr("Outcome");
    case RequestColumn::Error:
        return RequestCell::tr("Error");
    }
    return {};
}

bool isNumeric(RequestColumn column)
{
    switch (column) {
    case RequestColumn::Target:
    case RequestColumn::Stages:
    case RequestColumn::Outcome:
    case RequestColumn::Error:
        return false;
    default:
        return true;
    }
}

QString sortingText(RequestColumn column, Qt::SortOrder order)
{
    const bool isRising = order == Qt::AscendingOrder;
    switch (column) {
    case RequestColumn::Number:
        return isRising ? RequestCell::tr("in their order") : RequestCell::tr("last first");
    case RequestColumn::Response:
        return isRising ? RequestCell::tr("fastest first") : RequestCell::tr("slowest first");
    case RequestColumn::Due:
    case RequestColumn::Start:
        return (isRising ? RequestCell::tr("by %1, earliest first") : RequestCell::tr("by %1, latest first"))
            .arg(requestColumnTitle(column).toLower());
    case RequestColumn::Stages:
        return isRising ? RequestCell::tr("shortest first") : RequestCell::tr("longest first");
    case RequestColumn::Target:
    case RequestColumn::Outcome:
    case RequestColumn::Error:
        return (isRising ? RequestCell::tr("by %1") : RequestCell::tr("by %1, backwards"))
            .arg(requestColumnTitle(column).toLower());
    default:
        return (isRising ? RequestCell::tr("by %1, lowest first") : RequestCell::tr("by %1, highest first"))
            .arg(requestColumnTitle(column).toLower());
    }
}

} // namespace fiftyfold
