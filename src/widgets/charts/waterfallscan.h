// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/timelineindex.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/stagedensity.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <vector>

namespace fiftyfold {

/// Goes through the requests that a waterfall shows, for what can't be told of a few of them: which are the slowest,
/// which have failed, and a picture of all. A little at a time between other events, since a record that is being
/// written may not be read in another thread: a million take some tenths of a second, and never hold the window up for
/// more than a few milliseconds. While a run goes on, the picture of rows that are requests is of a sample of these,
/// which has the same shares. Marks are of all, and so are lanes: a cell of one has so few requests that it would look
/// idle. Main thread.
class WaterfallScan : public QObject
{
    Q_OBJECT
public:
    struct Task {
        RequestRows requests;
        bool isByLane = false;
        int lanes = 0;  ///< By lane these are the rows.
        NsRange time;   ///< In view.
        QSize size;     ///< Of the picture, px; empty: none.
        int places = 1; ///< From top to bottom, each with one mark for those that failed there.

        int rowCount() const { return isByLane ? lanes : requests.count(); }
        /// By lane nothing before it left the queue.
        std::optional<int> rowOf(const RunRecord &record, quint32 request) const;
    };
    struct Failures {
        quint32 first = 0; ///< By number.
        quint32 last = 0;
        quint32 count = 0;
    };
    struct Found {
        Task task;
        QImage picture;               ///< Null where none was asked for.
        std::vector<quint32> slowest; ///< The slowest first; none among a few.
        qint64 slowestNs = 0;         ///< How long that one took, or has taken so far.
        std::vector<Failures> failed; ///< By place; count 0 where there is none.
        quint32 failedCount = 0;
    };

    /// `timeline` is not owned and outlives this.
    explicit WaterfallScan(const TimelineIndex &timeline, QObject *parent = nullptr);

    /// In place of what is going on. Of a few requests it is over at once.
    void start(Task task, const StageColours &colours, qint64 nowNs);
    /// Also forgets what was found.
    void reset();
    bool isGoing() const { return m_timer.isActive(); }
    /// The picture is of a sample, or is going to be, and the run has ended since.
    bool isOutdated() const;
    const Found &found() const { return m_found; }
    /// What the last one took, without what happened in between.
    qint64 costNs() const { return m_costNs; }

Q_SIGNALS:
    void finished();

private:
    bool isRunGoingOn() const;
    void goOn();
    void look(int row, quint32 request);
    void addStages(const RunRecord &record, int cellRow, quint32 request, const NsRange &life);
    void addDuration(quint32 request, qint64 duration);
    void finish();

    const TimelineIndex &m_timeline;
    QTimer m_timer;
    Found m_next;
    StageDensity m_density;
    std::array<QRgb, stageCount> m_colours{};
    QRgb m_failure = 0;
    QImage m_loopWait;                                 ///< The tile that they are filled with.
    std::vector<std::pair<qint64, quint32>> m_longest; ///< The longest first.
    qint64 m_nowNs = 0;
    int m_row = 0;         ///< The next one.
    quint32 m_drawnOf = 1; ///< One of so many requests is in the picture.
    qint64 m_spentNs = 0;

    Found m_found;
    qint64 m_costNs = 0;
};

} // namespace fiftyfold
