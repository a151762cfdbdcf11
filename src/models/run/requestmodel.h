// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QAbstractListModel>
#include <QList>

#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

class DueRequests;

/// A stage on the timeline, as the waterfall paints it; an open one ends at "now".
struct StageSpan {
    Stage stage = Stage::Queued;
    qint64 begin = 0;
    qint64 end = 0;
    bool isOpen = false;
};

/// The requests of a run, a row each. Reads the record, keeps nothing of its own but what changed since the last push.
/// Main thread.
class RequestModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        StartRole = Qt::UserRole + 1, ///< qint64 ns, end of queued; invalid before.
        EndRole,                      ///< qint64 ns; invalid before its outcome.
        OutcomeRole,                  ///< int of Outcome
        SpansRole,                    ///< QList<StageSpan> in order, open one last; queued only of an open run
        LoopWaitsRole,                ///< QList<Interval> in order, see loopwait.h; one that goes on, last, to "now"
        WaitsFromRole,  ///< qint64 ns, 0: it is in the queue as all are; invalid where they come one by one
        DescriptionRole ///< One sentence for screen readers and tooltips: "Request 23: done, 200, 116 ms, lane 7".
    };

    using QAbstractListModel::QAbstractListModel;

    /// Begins a new run (or shows a kept one): resets the model, and its clock to the record's elapsed time. Null:
    /// empty. `due` knows what waits in an open run; it is not owned, and outlives this or the next call. Null: nobody
    /// does.
    void setRecord(std::shared_ptr<const RunRecord> record, const DueRequests *due = nullptr);
    const std::shared_ptr<const RunRecord> &record() const { return m_record; }
    /// The clock for open stages, ns since the run's start. Tells no view: those that show open stages repaint with the
    /// time axis.
    void setNow(qint64 nowNs) { m_nowNs = nowNs; }
    qint64 nowNs() const { return m_nowNs; }
    /// Marks what a batch changed. pushChanges() then tells the views, as contiguous ranges; before that, which
    /// requests the record has more than at the last push.
    void noteChanges(const std::vector<Fact> &facts);
    void pushChanges();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<StageSpan> spans(quint32 request) const;
    QList<Interval> loopWaitsOf(quint32 request) const;
    std::optional<StageSpan> queuedSpan(quint32 request) const;
    QString outcomeText(quint32 request) const;
    std::optional<qint64> durationNs(quint32 request) const;
    QString loopWaitText(quint32 request) const;
    QString description(quint32 request) const;

    std::shared_ptr<const RunRecord> m_record;
    const DueRequests *m_due = nullptr;
    int m_rows = 0;                 ///< That the views know of.
    std::vector<quint32> m_changed; ///< Since the last push, unsorted, with repeats.
    qint64 m_nowNs = 0;
};

} // namespace fiftyfold

Q_DECLARE_METATYPE(fiftyfold::StageSpan)
