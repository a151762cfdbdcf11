// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallscan.h"

#include "core/run/loopwait.h"
#include "widgets/charts/loopwaithatch.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 sliceNs = 1'000'000;
constexpr int rowsAtOnce = 256; ///< Between two looks at the clock.
constexpr std::size_t slowestCount = 3;
constexpr int fewRequests = 12;    ///< Among these each is seen anyway.
constexpr int sampleSize = 20'000; ///< While a run goes on, the picture is of so many of its requests.
constexpr int failureWidth = 4;    ///< What the end of a failed one has the colour of failures for, px.

/// One of `every`, whatever order they are in: what comes round at regular intervals, as targets do, is not left out.
bool isSampled(quint32 request, quint32 every)
{
    constexpr quint32 scatter = 2'654'435'761; // 2^32 by the golden ratio: Knuth, The Art of Computer Programming, 6.4
    return ((request * scatter) >> 16) % every == 0;
}

int partOf(int row, int rows, int parts)
{
    return int(qint64(row) * parts / rows);
}

} // namespace

std::optional<int> WaterfallScan::Task::rowOf(const RunRecord &record, quint32 request) const
{
    if (!isByLane)
        return requests.rowOf(request);
    const std::optional<quint32> lane = record.lane(request);
    return lane && int(*lane) < lanes ? std::optional(int(*lane)) : std::nullopt;
}

WaterfallScan::WaterfallScan(const TimelineIndex &timeline, QObject *parent)
    : QObject(parent)
    , m_timeline(timeline)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &WaterfallScan::goOn);
}

void WaterfallScan::start(Task task, const StageColours &colours, qint64 nowNs)
{
    QElapsedTimer spent;
    spent.start();
    m_timer.stop();
    m_next = Found();
    m_next.task = std::move(task);
    m_next.failed.resize(std::size_t(std::max(1, m_next.task.places)));
    m_longest.clear();
    m_nowNs = nowNs;
    m_row = 0;
    const bool isOfSample = isRunGoingOn() && !m_next.task.isByLane;
    m_drawnOf = isOfSample ? quint32(std::max(1, m_next.task.requests.count() / sampleSize)) : 1;
    const NsRange time = m_next.task.time;
    const QSize size = m_next.task.size;
    const QSize cells(size.width(), std::min(m_next.task.rowCount(), size.height()));
    m_density = cells.isEmpty() || time.end <= time.begin ? StageDensity()
                                                          : StageDensity(cells, double(time.begin), double(time.end));
    for (const Stage stage : allStages)
        m_colours[indexOf(stage)] = colours.of(stage).rgb();
    m_colours[indexOf(Stage::Queued)] = colours.of(StageSeries::Band::Queued).rgb(); // pale, as in the chart above
    m_failure = colours.error.rgb();
    m_loopWait = loopWaitTile(colours);
    m_spentNs = spent.nsecsElapsed(); // a cell for each pixel, to begin with
    if (m_next.task.requests.count() <= rowsAtOnce)
        goOn();
    else
        m_timer.start(); // who asks has more to do
}

void WaterfallScan::reset()
{
    m_timer.stop();
    m_found = Found();
}

bool WaterfallScan::isRunGoingOn() const
{
    return m_timeline.record() && m_timeline.record()->elapsedNs == 0;
}

bool WaterfallScan::isOutdated() const
{
    return m_drawnOf > 1 && !isRunGoingOn();
}

void WaterfallScan::goOn()
{
    QElapsedTimer spent;
    spent.start();
    const int count = m_timeline.record() ? m_next.task.requests.count() : 0;
    while (m_row < count && spent.nsecsElapsed() < sliceNs) {
        m_next.task.requests.visitRows(m_row, rowsAtOnce, [this](int row, quint32 request) { look(row, request); });
        m_row += rowsAtOnce;
    }
    m_spentNs += spent.nsecsElapsed();
    if (m_row < count)
        m_timer.start();
    else
        finish();
}

void WaterfallScan::look(int row, quint32 request)
{
    const RunRecord &record = *m_timeline.record();
    const bool isDrawn = !m_density.isNull() && isSampled(request, m_drawnOf);
    if (!isDrawn && !m_next.task.isByLane && record.outcome(request) == Outcome::Done) { // most that are in no sample
        if (const std::optional<qint64> response = record.responseNs(request)) {
            addDuration(request, *response);
            return;
        }
    }
    const std::optional<NsRange> life = m_timeline.life(request, m_nowNs);
    if (!life)
        return;
    const Task &task = m_next.task;
    if (task.isByLane) {
        const std::optional<int> lane = task.rowOf(record, request);
        if (!lane)
            return;
        row = *lane;
    }
    if (isDrawn)
        addStages(record, partOf(row, task.rowCount(), m_density.size().height()), request, *life);
    if (record.outcome(request) == Outcome::Failed) {
        Failures &here = m_next.failed[std::size_t(partOf(row, task.rowCount(), int(m_next.failed.size())))];
        if (here.count++ == 0)
            here.first = request;
        here.last = request;
        ++m_next.failedCount;
    }
    addDuration(request, record.responseNs(request).value_or(life->end - life->begin));
}

void WaterfallScan::addStages(const RunRecord &record, int cellRow, quint32 request, const NsRange &life)
{
    const qint64 failingFrom = record.outcome(request) == Outcome::Failed
                                   ? life.end - std::llround(failureWidth * m_density.columnNs())
                                   : std::numeric_limits<qint64>::max();
    const auto addFailing = [&](qint64 begin, qint64 end) {
        if (end > failingFrom)
            m_density.add(cellRow, m_failure, std::max(begin, failingFrom), end);
    };
    const auto add = [&](Stage stage, qint64 begin, qint64 end) {
        m_density.add(cellRow, m_colours[indexOf(stage)], begin, std::min(end, failingFrom));
        addFailing(begin, end);
    };
    const std::optional<qint64> start = record.startNs(request);
    if (record.plan().isOpen() && !m_next.task.isByLane)
        add(Stage::Queued, life.begin, start.value_or(life.end));
    for (const Stage stage : allStages) {
        if (stage == Stage::Queued)
            continue;
        if (const std::optional<Interval> interval = record.stage(request, stage))
            add(stage, interval->begin, interval->end);
    }
    const std::optional<RunRecord::OpenStage> open = record.openStage(request);
    if (open && open->stage != Stage::Queued)
        add(open->stage, open->begin, m_nowNs);
    const LoopWaits waits = loopWaitsUntil(m_nowNs, record, request);
    for (const Interval &wait : waits) {
        m_density.addLoopWait(cellRow, wait.begin, std::min(wait.end, failingFrom));
        addFailing(wait.begin, wait.end);
    }
}

void WaterfallScan::addDuration(quint32 request, qint64 duration)
{
    if (m_longest.size() == slowestCount && m_longest.back().first >= duration)
        return;
    const auto at = std::find_if(m_longest.begin(), m_longest.end(),
                                 [duration](const auto &other) { return other.first < duration; });
    m_longest.insert(at, {duration, request});
    if (m_longest.size() > slowestCount)
        m_longest.pop_back();
}

void WaterfallScan::finish()
{
    m_timer.stop();
    QElapsedTimer spent;
    spent.start();
    if (!m_density.isNull())
        m_next.picture = m_density.image(m_next.task.size.height(), m_loopWait);
    m_density = StageDensity();
    if (!m_longest.empty())
        m_next.slowestNs = m_longest.front().first;
    if (m_next.task.requests.count() > fewRequests) {
        for (const auto &[duration, request] : m_longest)
            m_next.slowest.push_back(request);
    }
    m_found = std::exchange(m_next, Found());
    m_costNs = m_spentNs + spent.nsecsElapsed();
    Q_EMIT finished();
}

} // namespace fiftyfold
