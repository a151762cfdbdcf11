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

QString cellWords(const char *text)
{
    return QCoreApplication::translate("fiftyfold::RequestTable", text);
}

QString nothing()
{
    return QStringLiteral("–");
}

QString momentText(std::optional<qint64> at)
{
    return at ? cellWords("%1 s").arg(secondsText(*at)) : nothing();
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
        return isNew ? cellWords("new") : nothing();
    return isNew ? cellWords("%1 new").arg(numberLocale().toString(*connection)) : numberLocale().toString(*connection);
}

/// Of one that has none yet, the stage that it is in.
QString outcomeText(const RunRecord &record, quint32 request)
{
    if (record.outcome(request) != Outcome::Pending)
        return outcomeName(record.outcome(request));
    const std::optional<RunRecord::OpenStage> open = record.openStage(request);
    return open ? QString(stageName(open->stage)) : record.startNs(request) ? cellWords("in progress") : nothing();
}

QString errorText(const RunRecord &record, quint32 request)
{
    if (record.outcome(request) != Outcome::Failed)
        return {};
    const QString message = faultMessage(record.fault(request));
    const QLatin1String name = errorClassName(record.error(request));
    return message.isEmpty() ? QString(name) : cellWords("%1: %2").arg(name, message);
}

} // namespace

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
        return cellWords("#");
    case RequestColumn::Target:
        return cellWords("Target");
    case RequestColumn::Lane:
        return cellWords("Lane");
    case RequestColumn::Due:
        return cellWords("Due");
    case RequestColumn::Lag:
        return cellWords("Lag");
    case RequestColumn::Start:
        return cellWords("Start");
    case RequestColumn::Stages:
        return cellWords("Stages");
    case RequestColumn::Response:
        return cellWords("Response");
    case RequestColumn::Status:
        return cellWords("Status");
    case RequestColumn::Bytes:
        return cellWords("Bytes");
    case RequestColumn::Connection:
        return cellWords("Conn.");
    case RequestColumn::Outcome:
        return cellWords("Outcome");
    case RequestColumn::Error:
        return cellWords("Error");
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
        return isRising ? cellWords("in their order") : cellWords("last first");
    case RequestColumn::Response:
        return isRising ? cellWords("fastest first") : cellWords("slowest first");
    case RequestColumn::Due:
    case RequestColumn::Start:
        return (isRising ? cellWords("by %1, earliest first") : cellWords("by %1, latest first"))
            .arg(requestColumnTitle(column).toLower());
    case RequestColumn::Stages:
        return isRising ? cellWords("shortest first") : cellWords("longest first");
    case RequestColumn::Target:
    case RequestColumn::Outcome:
    case RequestColumn::Error:
        return (isRising ? cellWords("by %1") : cellWords("by %1, backwards"))
            .arg(requestColumnTitle(column).toLower());
    default:
        return (isRising ? cellWords("by %1, lowest first") : cellWords("by %1, highest first"))
            .arg(requestColumnTitle(column).toLower());
    }
}

} // namespace fiftyfold
