// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestquery.h"

#include "core/plan/requestparts.h"
#include "core/plan/schedule.h"
#include "models/run/requestcell.h"
#include "models/run/requestfigures.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <utility>

namespace fiftyfold {

/// Texts are looked at once for each different one: a million requests share a few targets, statuses and messages.
class RequestScan::Matcher
{
public:
    Matcher(const RunRecord &record, const RequestQuery &query);

    bool matches(quint32 request);
    std::optional<qint64> key(quint32 request);

private:
    struct Words {
        QString message;
        qint64 rank = 0; ///< By first appearance.
    };
    bool isOfKind(quint32 request) const;
    std::optional<qint64> waitsSince(quint32 request);
    bool holds(const RequestCondition &condition, quint32 request);
    bool hasText(const QString &text, quint32 request);
    std::optional<qint64> numberOf(const RequestCondition &condition, quint32 request) const;
    std::optional<qint64> errorKey(quint32 request);
    const Words &wordsOf(const Fault &fault);
    std::optional<quint32> targetOf(quint32 request) const;

    const RunRecord &m_record;
    const RequestQuery &m_query;
    std::optional<Schedule> m_schedule; ///< Of an open load out of which a time is picked.
    QStringList m_targets;
    std::optional<TargetOrder> m_targetOrder;
    std::vector<qint64> m_targetRanks;
    std::vector<qint64> m_classRanks;
    QHash<Fault, Words> m_faults;
    QStringList m_outcomes; ///< As the table says them.
};

RequestScan::Matcher::Matcher(const RunRecord &record, const RequestQuery &query)
    : m_record(record)
    , m_query(query)
    , m_targets(record.plan().targetNames)
    , m_targetRanks(static_cast<std::size_t>(m_targets.size()))
    , m_classRanks(errorClassCount)
{
    for (const Outcome outcome : {Outcome::Pending, Outcome::Done, Outcome::Failed, Outcome::Cancelled})
        m_outcomes.append(outcomeInWords(outcome));
    if (query.range.time && record.plan().isOpen())
        m_schedule.emplace(record.plan());
    if (!m_targets.isEmpty())
        m_targetOrder = targetOrderOf(record.plan(), static_cast<quint32>(m_targets.size()));
    QStringList sortedTargets = m_targets;
    sortedTargets.sort();
    for (qsizetype i = 0; i < m_targets.size(); ++i)
        m_targetRanks[static_cast<std::size_t>(i)] =
            std::lower_bound(sortedTargets.begin(), sortedTargets.end(), m_targets.at(i)) - sortedTargets.begin();
    QStringList classes;
    for (std::size_t i = 0; i < errorClassCount; ++i)
        classes.append(errorClassName(static_cast<ErrorClass>(i)));
    QStringList sortedClasses = classes;
    sortedClasses.sort();
    for (std::size_t i = 0; i < errorClassCount; ++i)
        m_classRanks[i] = sortedClasses.indexOf(classes.at(static_cast<qsizetype>(i)));
}

bool RequestScan::Matcher::matches(quint32 request)
{
    if (m_schedule) // one that draws its times draws all before the one asked for: a few with each request
        m_schedule->dueNs(request);
    if (!isOfKind(request) || (m_query.target && targetOf(request) != m_query.target) ||
        (!m_query.range.isEmpty() && !m_query.range.contains(m_record, request, waitsSince(request))))
        return false;
    const auto &[conditions, texts] = m_query.filter;
    return std::all_of(conditions.begin(), conditions.end(),
                       [&](const RequestCondition &condition) { return holds(condition, request); }) &&
           std::all_of(texts.begin(), texts.end(), [&](const QString &text) { return hasText(text, request); });
}

std::optional<qint64> RequestScan::Matcher::waitsSince(quint32 request)
{
    if (!m_schedule || m_record.startNs(request))
        return std::nullopt;
    const qint64 due = m_schedule->dueNs(request);
    return due <= m_query.nowNs ? std::optional(due) : std::nullopt;
}

bool RequestScan::Matcher::isOfKind(quint32 request) const
{
    switch (m_query.kind) {
    case RequestKind::Any:
        return true;
    case RequestKind::Late:
        return isLate(m_record, request);
    case RequestKind::Failed:
        return m_record.outcome(request) == Outcome::Failed;
    case RequestKind::NewConnection:
        return m_record.reuse(request) == Fact::Reuse::Fresh;
    }
    return false;
}

bool RequestScan::Matcher::holds(const RequestCondition &condition, quint32 request)
{
    using Field = RequestCondition::Field;
    const bool isWanted = condition.comparison == RequestCondition::Comparison::Equal;
    if (condition.field == Field::Target) {
        const std::optional<quint32> target = targetOf(request);
        return target && (m_targets.at(*target) == condition.text) == isWanted;
    }
    if (condition.field == Field::Error) {
        const Fault &fault = m_record.fault(request);
        return m_record.outcome(request) == Outcome::Failed && (wordsOf(fault).message == condition.text) == isWanted;
    }
    const std::optional<qint64> number = numberOf(condition, request);
    return number && condition.holds(*number);
}

std::optional<qint64> RequestScan::Matcher::numberOf(const RequestCondition &condition, quint32 request) const
{
    using Field = RequestCondition::Field;
    switch (condition.field) {
    case Field::Response:
        return responseOrFailureNs(m_record, request);
    case Field::Service:
        return m_record.latencyNs(request);
    case Field::Lag:
        return lagNs(m_record, request);
    case Field::Due:
        return m_record.dueNs(request);
    case Field::Start:
        return m_record.startNs(request);
    case Field::Stage: {
        const std::optional<Interval> interval = m_record.stage(request, condition.stage);
        return interval ? std::optional(interval->length()) : std::nullopt;
    }
    case Field::Status: {
        const quint16 status = m_record.status(request);
        return status != 0 ? std::optional<qint64>(status) : std::nullopt;
    }
    case Field::Bytes:
        return m_record.status(request) != 0 ? std::optional<qint64>(m_record.bytes(request)) : std::nullopt;
    case Field::Lane:
        return m_record.lane(request);
    case Field::Connection:
        return m_record.connection(request);
    case Field::Number:
        return request;
    case Field::Outcome:
        return static_cast<qint64>(m_record.outcome(request));
    case Field::Class:
        return static_cast<qint64>(m_record.error(request));
    case Field::Target:
    case Field::Error:
        break;
    }
    return std::nullopt;
}

bool RequestScan::Matcher::hasText(const QString &text, quint32 request)
{
    const auto has = [&text](const auto &words) { return QString(words).contains(text, Qt::CaseInsensitive); };
    const Outcome outcome = m_record.outcome(request);
    if (has(outcomeName(outcome)) || has(m_outcomes.at(static_cast<int>(outcome))))
        return true;
    if (const quint16 status = m_record.status(request); status != 0 && has(QString::number(status)))
        return true;
    if (const std::optional<quint32> target = targetOf(request); target && has(m_targets.at(*target)))
        return true;
    return outcome == Outcome::Failed &&
           (has(errorClassName(m_record.error(request))) || has(wordsOf(m_record.fault(request)).message));
}

const RequestScan::Matcher::Words &RequestScan::Matcher::wordsOf(const Fault &fault)
{
    auto found = m_faults.find(fault);
    if (found == m_faults.end())
        found = m_faults.insert(fault, {faultMessage(fault), m_faults.size()});
    return *found;
}

std::optional<quint32> RequestScan::Matcher::targetOf(quint32 request) const
{
    return m_targetOrder ? std::optional(m_targetOrder->targetOf(request)) : std::nullopt;
}

/// By class, and of one class those that say the same beside each other.
std::optional<qint64> RequestScan::Matcher::errorKey(quint32 request)
{
    const ErrorClass error = m_record.error(request);
    if (error == ErrorClass::None)
        return std::nullopt;
    return m_classRanks[static_cast<std::size_t>(error)] << 32 | wordsOf(m_record.fault(request)).rank;
}

std::optional<qint64> RequestScan::Matcher::key(quint32 request)
{
    using Field = RequestCondition::Field;
    const auto number = [&](Field field) {
        RequestCondition condition;
        condition.field = field;
        return numberOf(condition, request);
    };
    switch (m_query.sortedBy) {
    case RequestColumn::Number:
        return request;
    case RequestColumn::Target: {
        const std::optional<quint32> target = targetOf(request);
        return target ? std::optional(m_targetRanks[*target]) : std::nullopt;
    }
    case RequestColumn::Lane:
        return number(Field::Lane);
    case RequestColumn::Due:
        return number(Field::Due);
    case RequestColumn::Lag:
        return number(Field::Lag);
    case RequestColumn::Start:
        return number(Field::Start);
    case RequestColumn::Stages:
        return lifeNs(m_record, request);
    case RequestColumn::Response:
        return number(Field::Response);
    case RequestColumn::Status:
        return number(Field::Status);
    case RequestColumn::Bytes:
        return number(Field::Bytes);
    case RequestColumn::Connection:
        return number(Field::Connection);
    case RequestColumn::Outcome:
        return number(Field::Outcome);
    case RequestColumn::Error:
        return errorKey(request);
    }
    return std::nullopt;
}

namespace {

/// `order`, and behind its rows those that `other` has besides; itself where there are none.
std::shared_ptr<const RequestOrder> withRowsOf(const RequestOrder &other, std::shared_ptr<const RequestOrder> order)
{
    std::shared_ptr<RequestOrder> longer;
    for (const quint32 request : other.requests) {
        if (order->rowOf(request) >= 0)
            continue;
        if (!longer) {
            longer = std::make_shared<RequestOrder>(*order);
            longer->rows.resize(std::max(order->rows.size(), other.rows.size()), RequestOrder::noRow);
        }
        longer->rows[request] = static_cast<quint32>(longer->requests.size());
        longer->requests.push_back(request);
    }
    return longer ? longer : order;
}

} // namespace

int RequestOrder::rowOf(quint32 request) const
{
    const quint32 row = request < rows.size() ? rows[request] : noRow;
    return row == noRow ? -1 : static_cast<int>(row);
}

RequestRearrangement rearrangement(std::shared_ptr<const RequestOrder> shown, std::shared_ptr<const RequestOrder> found)
{
    RequestRearrangement change{shown, withRowsOf(*found, shown), withRowsOf(*shown, found), found};
    if (change.arranged->requests == change.grown->requests)
        change.arranged = change.grown;
    return change;
}

RequestScan::RequestScan(std::shared_ptr<const RunRecord> record, RequestQuery query)
    : m_record(std::move(record))
    , m_query(std::move(query))
    , m_matcher(std::make_unique<Matcher>(*m_record, m_query))
{
}

RequestScan::~RequestScan() = default;

bool RequestScan::scan(quint32 count)
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    const bool isDescending = m_query.order == Qt::DescendingOrder;
    const RunRecord &record = *m_record;
    const quint32 end = std::min(record.requestCount() - m_order.searched, count) + m_order.searched;
    for (quint32 &request = m_order.searched; request < end; ++request) {
        m_order.late += quint32(isLate(record, request));
        m_order.failed += quint32(record.outcome(request) == Outcome::Failed);
        m_order.newConnections += quint32(record.reuse(request) == Fact::Reuse::Fresh);
        m_order.longestNs = std::max(m_order.longestNs, lifeNs(record, request).value_or(0));
        if (m_query.isPlain() || !m_matcher->matches(request))
            continue;
        const std::optional<qint64> key = m_matcher->key(request);
        m_entries.push_back({!key ? last : isDescending ? -*key : *key, request});
    }
    return end < record.requestCount();
}

RequestOrder RequestScan::sorted()
{
    RequestOrder order = std::exchange(m_order, {});
    if (m_query.isPlain())
        return order;
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry &one, const Entry &other) {
        return one.key != other.key ? one.key < other.key : one.request < other.request;
    });
    order.requests.reserve(m_entries.size());
    order.rows.assign(order.searched, RequestOrder::noRow);
    for (const Entry &entry : m_entries) {
        order.rows[entry.request] = static_cast<quint32>(order.requests.size());
        order.requests.push_back(entry.request);
    }
    m_entries = {};
    return order;
}

} // namespace fiftyfold
