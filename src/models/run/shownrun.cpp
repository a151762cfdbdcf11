// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/shownrun.h"

#include "core/run/runrecorder.h"
#include "models/run/logmodel.h"

#include <algorithm>
#include <map>
#include <span>

namespace fiftyfold {

namespace {

/// Requests between two looks at whether it is still wanted.
constexpr quint32 lookInterval = 4096;

/// The requests for which there is such a time, the earliest first.
template<typename TimeOf>
std::vector<quint32> orderedBy(const RunRecord &record, TimeOf timeOf)
{
    std::vector<quint32> order;
    order.reserve(record.requestCount());
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        if (timeOf(request))
            order.push_back(request);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&timeOf](quint32 one, quint32 other) { return *timeOf(one) < *timeOf(other); });
    return order;
}

quint64 linesOf(std::span<const Fact> facts)
{
    return static_cast<quint64>(std::count_if(facts.begin(), facts.end(), LogModel::hasLine));
}

/// Makes the parts of a ShownRun, each from the facts that it asks for.
class RunShowing
{
public:
    RunShowing(const std::shared_ptr<const RunRecord> &record, const std::atomic_bool &isCancelled)
        : m_record(*record)
        , m_isCancelled(isCancelled)
        , m_byStart(orderedBy(m_record, [this](quint32 request) { return m_record.startNs(request); }))
        , m_byEnd(orderedBy(m_record, [this](quint32 request) { return m_record.endNs(request); }))
        , m_shown(std::make_unique<ShownRun>())
    {
        m_shown->record = record;
        m_shown->errors = std::make_unique<ErrorModel>();
    }

    std::unique_ptr<ShownRun> make()
    {
        begin();
        if (!takeRequests() || !takeRates())
            return nullptr;
        takeLastSteps();
        return std::move(m_shown);
    }

private:
    bool isCancelledAt(quint32 count) const { return count % lookInterval == 0 && m_isCancelled; }

    void begin()
    {
        using Arrivals = StageSeries::Arrivals;
        const RunPlan &plan = m_record.plan();
        const bool comeTogether = !plan.isOpen() && plan.isCountKnown() && !m_record.imported;
        m_shown->series = StageSeries(m_record.requestCount(), comeTogether ? Arrivals::Together : Arrivals::OneByOne);
        m_shown->timeline = TimelineIndex(m_shown->record);
        m_shown->due = DueRequests(plan);
        m_shown->errors->setRecord(m_shown->record);
        for (const DueRequests::Due &one : m_shown->due.advance(m_record.elapsedNs, m_record)) {
            m_shown->series.arrive(one.request, one.at);
            m_shown->timeline.arrive(one.request, one.at);
        }
    }

    /// In the order in which they began, as lanes have them.
    bool takeRequests()
    {
        quint32 taken = 0;
        const auto take = [&](quint32 request) {
            m_batch.facts.clear();
            addFactsOf(m_record, request, m_batch.facts);
            m_shown->series.apply(m_batch.facts);
            m_shown->timeline.take(m_batch.facts);
            m_shown->latencyPoints.take(m_batch, m_record);
            m_shown->errors->noteChanges(m_batch.facts);
            m_lines += linesOf(m_batch.facts);
            return !isCancelledAt(++taken);
        };
        if (!std::all_of(m_byStart.begin(), m_byStart.end(), take))
            return false;
        return std::all_of(m_byEnd.begin(), m_byEnd.end(), // what never began has an end all the same
                           [&](quint32 request) { return m_record.startNs(request) || take(request); });
    }

    /// A point at each of its intervals, as if it had been looked at then.
    bool takeRates()
    {
        RateSeries rates(m_record.plan());
        if (!rates.isOfUse()) {
            m_shown->rates = rates;
            return true;
        }
        auto start = m_byStart.begin();
        auto end = m_byEnd.begin();
        for (qint64 now = rates.intervalNs(); now < m_record.elapsedNs; now += rates.intervalNs()) {
            m_batch.facts.clear();
            for (; start != m_byStart.end() && *m_record.startNs(*start) <= now; ++start)
                m_batch.facts.push_back(leftQueue(*start));
            for (; end != m_byEnd.end() && *m_record.endNs(*end) <= now; ++end)
                m_batch.facts.push_back(finished(*end));
            rates.take(m_batch, m_record, {}, now);
            if (m_isCancelled)
                return false;
        }
        m_batch.facts.clear();
        std::for_each(start, m_byStart.end(), [this](quint32 one) { m_batch.facts.push_back(leftQueue(one)); });
        std::for_each(end, m_byEnd.end(), [this](quint32 one) { m_batch.facts.push_back(finished(one)); });
        rates.take(m_batch, m_record, {}, 0); // no point: the end makes the last one
        rates.finish({}, m_record.elapsedNs);
        m_shown->rates = rates;
        return true;
    }

    Fact leftQueue(quint32 request) const
    {
        const Interval queued = *m_record.stage(request, Stage::Queued);
        Fact fact;
        fact.kind = Fact::Kind::Ended;
        fact.stage = Stage::Queued;
        fact.request = request;
        fact.begin = queued.begin;
        fact.at = queued.end;
        return fact;
    }

    Fact finished(quint32 request) const
    {
        Fact fact;
        fact.kind = Fact::Kind::Finished;
        fact.request = request;
        fact.at = *m_record.endNs(request);
        fact.outcome = m_record.outcome(request);
        return fact;
    }

    /// Of the requests that ended last, as many as fill a log.
    void takeLastSteps()
    {
        FactBatch &last = m_shown->lastSteps;
        quint64 lines = 0;
        auto first = m_byEnd.end();
        while (first != m_byEnd.begin() && lines < quint64(LogModel::capacity)) {
            m_batch.facts.clear();
            addFactsOf(m_record, *--first, m_batch.facts);
            lines += linesOf(m_batch.facts);
        }
        for (; first != m_byEnd.end(); ++first) { // which decides among what was told at one time
            addFactsOf(m_record, *first, last.facts);
            if (m_record.outcome(*first) == Outcome::Failed)
                last.notes.push_back({*first, Note::Kind::Failure, {}, m_record.fault(*first)});
        }
        m_shown->linesLeftOut = m_lines - lines;
        std::stable_sort(last.facts.begin(), last.facts.end(),
                         [](const Fact &one, const Fact &other) { return one.at < other.at; });
    }

    const RunRecord &m_record;
    const std::atomic_bool &m_isCancelled;
    const std::vector<quint32> m_byStart;
    const std::vector<quint32> m_byEnd;
    std::unique_ptr<ShownRun> m_shown;
    FactBatch m_batch;
    quint64 m_lines = 0; ///< Of a log that keeps all.
};

} // namespace

void addFactsOf(const RunRecord &record, quint32 request, std::vector<Fact> &facts)
{
    const std::optional<qint64> end = record.endNs(request);
    const bool isDone = record.outcome(request) == Outcome::Done;
    Fact fact;
    fact.request = request;
    auto addReply = [&record, &facts, request, isTold = false](qint64 at) mutable {
        if (isTold || record.status(request) == 0)
            return;
        isTold = true;
        Fact reply;
        reply.request = request;
        reply.kind = Fact::Kind::Replied;
        reply.at = at;
        reply.status = record.status(request);
        reply.http = record.http(request);
        reply.reuse = record.reuse(request);
        reply.retries = record.retries(request);
        reply.value = record.connection(request) ? qint64(*record.connection(request)) : -1;
        facts.push_back(reply);
    };
    for (const Stage stage : allStages) {
        const std::optional<Interval> interval = record.stage(request, stage);
        if (!interval)
            continue;
        fact.stage = stage;
        if (stage == Stage::Receive)
            addReply(interval->begin);
        if (stage != Stage::Queued) {
            fact.kind = Fact::Kind::Began;
            fact.at = interval->begin;
            facts.push_back(fact);
        }
        fact.kind = Fact::Kind::Ended;
        fact.begin = interval->begin;
        fact.at = interval->end;
        fact.value = -1;
        if (stage == Stage::Queued)
            fact.value = record.lane(request) ? qint64(*record.lane(request)) : -1;
        else if (stage == Stage::Receive)
            fact.value = record.bytes(request);
        // What goes on as a request fails is broken off; how it ended is not kept of a stage.
        const bool isBrokenOff = !isDone && stage != Stage::Queued && end && interval->end >= *end;
        fact.outcome = isBrokenOff ? record.outcome(request) : Outcome::Pending;
        facts.push_back(fact);
        fact.outcome = Outcome::Pending;
    }
    if (!end)
        return;
    addReply(*end);
    fact.kind = Fact::Kind::Finished;
    fact.at = *end;
    fact.value = record.bytes(request);
    fact.outcome = record.outcome(request);
    fact.error = record.error(request);
    fact.retries = record.retries(request);
    facts.push_back(fact);
}

std::unique_ptr<ShownRun> shownRunOf(const std::shared_ptr<const RunRecord> &record, bool hasRequests,
                                     const RunSummary &summary, const Expectations &expectations, QThread *thread,
                                     const std::atomic_bool &isCancelled)
{
    std::unique_ptr<ShownRun> shown;
    if (hasRequests) {
        shown = RunShowing(record, isCancelled).make();
    } else {
        shown = std::make_unique<ShownRun>();
        shown->record = record;
        shown->errors = std::make_unique<ErrorModel>();
    }
    if (!shown)
        return nullptr;
    shown->hasRequests = hasRequests;
    shown->summary = std::make_shared<const RunSummary>(summary);
    shown->figures = finalFigures(summary, *record);
    shown->expectations = expectations;
    shown->spreads = hasRequests ? spreadsOf(*record, {}) : statedSpreads(*record, summary);
    shown->errors->moveToThread(thread);
    return shown;
}

} // namespace fiftyfold
