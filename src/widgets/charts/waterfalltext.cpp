// SPDX-License-Identifier: GPL-3.0-or-later
// What the waterfall says of what it shows.
#include "widgets/charts/waterfallview.h"

#include "core/run/loopwait.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/chartcopymenu.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

QString requestsInWords(int count)
{
    return count == 1 ? WaterfallView::tr("1 request")
                      : WaterfallView::tr("%1 requests").arg(numberLocale().toString(count));
}

QString lanesInWords(int count)
{
    return count == 1 ? WaterfallView::tr("1 lane") : WaterfallView::tr("%1 lanes").arg(numberLocale().toString(count));
}

using NamedTime = std::pair<QString, Interval>;

/// The stages that are over, and the loop waits between them, as they began.
std::vector<NamedTime> timesOf(const RunRecord &record, quint32 request)
{
    std::vector<NamedTime> times;
    for (const Stage stage : allStages) {
        if (const std::optional<Interval> took = record.stage(request, stage))
            times.emplace_back(stageName(stage), *took);
    }
    const LoopWaits waits = loopWaits(record, request);
    for (const Interval &wait : waits)
        times.emplace_back(bandName(StageSeries::Band::LoopWait), wait);
    std::stable_sort(times.begin(), times.end(),
                     [](const NamedTime &a, const NamedTime &b) { return a.second.begin < b.second.begin; });
    return times;
}

} // namespace

QString WaterfallView::numbers() const
{
    constexpr int copiedRequests = 2'000; // a table of thousands of rows is what the Requests tab copies
    const RunRecord *record = m_timeline->record();
    QStringList lines = {tr("request\tlane\tstage\tfrom (ms)\tto (ms)")};
    for (int row = 0; record && row < qMin(m_requests.count(), copiedRequests); ++row) {
        const quint32 request = m_requests.requestAt(row);
        const std::optional<quint32> lane = record->lane(request);
        const std::vector<NamedTime> times = timesOf(*record, request);
        for (const auto &[name, time] : times) {
            const QStringList cells = {QString::number(request), lane ? QString::number(*lane) : QString(), name,
                                       copiedMilliseconds(double(time.begin)), copiedMilliseconds(double(time.end))};
            lines.append(cells.join(QLatin1Char('\t')));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

QString WaterfallView::shownText() const
{
    if (m_model->rowCount() == 0)
        return {};
    if (const std::optional<NsRange> picked = m_selection ? m_selection->range().responseTime : std::nullopt)
        return tr("picked: responses of %1 to %2; Esc lets go")
            .arg(durationForPeople(picked->begin), durationForPeople(picked->end));
    if (m_axis->isFollowing())
        return {};
    const int count = m_requests.count();
    const QString when = timeRangeForPeople(m_axis->beginNs(), m_axis->endNs());
    if (m_mode == WaterfallMode::ByLane)
        return tr("%1 · %2 in it · %3").arg(when, requestsInWords(count), lanesInWords(m_timeline->laneCount()));
    const QString text = tr("%1 · %2 under way in it").arg(when, requestsInWords(count));
    const WaterfallRows now = rows();
    if (isDense() || count <= now.rowsInView())
        return text;
    const int last = qMin(count, now.firstRow + now.rowsInView()) - 1;
    return tr("%1 · rows %2–%3")
        .arg(text, numberLocale().toString(m_requests.requestAt(qMin(now.firstRow, last))),
             numberLocale().toString(m_requests.requestAt(last)));
}

QString WaterfallView::shownSentence() const
{
    const WaterfallScan::Found &found = m_scan.found();
    const int count = found.task.requests.count();
    if (count == 0)
        return {};
    QStringList parts = {tr("%1 shown").arg(requestsInWords(count))};
    if (!m_axis->isFollowing())
        parts.append(tr("from %1").arg(timeRangeForPeople(m_axis->beginNs(), m_axis->endNs())));
    if (m_mode == WaterfallMode::ByLane)
        parts.append(tr("on %1").arg(lanesInWords(found.task.lanes)));
    if (found.slowestNs > 0)
        parts.append(tr("the slowest took %1").arg(durationForPeople(found.slowestNs)));
    parts.append(found.failedCount > 0 ? tr("%1 failed").arg(numberLocale().toString(found.failedCount))
                                       : tr("none failed"));
    return parts.join(QLatin1String(", ")) + QLatin1Char('.');
}

QString WaterfallView::spokenText() const
{
    if (m_model->rowCount() == 0)
        return m_hint;
    const QString current = m_current < 0 ? tr("No request is selected. Up and Down select one")
                                          : m_model->index(m_current, 0).data(RequestModel::DescriptionRole).toString();
    const QString shown = shownSentence();
    return shown.isEmpty() ? current : tr("%1. %2", "two sentences").arg(current, shown);
}

} // namespace fiftyfold
