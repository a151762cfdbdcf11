// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestquery.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>

#include <memory>

namespace fiftyfold {

/// Answers one query after the other. While a run goes on its record belongs to the main thread, which then looks at it
/// in slices of a few milliseconds; the rest, and all of it once the record is complete, is done in a pool's thread.
/// Main thread.
class RequestSearch : public QObject
{
    Q_OBJECT
public:
    explicit RequestSearch(QObject *parent = nullptr);
    ~RequestSearch() override;

    /// Gives up what it is at. Null: there is none.
    void setRecord(std::shared_ptr<const RunRecord> record, bool isComplete);
    /// The record does not change any more.
    void setComplete();
    bool isComplete() const { return m_isComplete; }

    /// In place of what it is at. `shown` is what was found of the same query before, never null.
    void start(const RequestQuery &query, std::shared_ptr<const RequestOrder> shown);
    bool isBusy() const { return m_job != nullptr; }
    /// How long the last one has kept the main thread, in all its slices.
    qint64 mainThreadNs() const { return m_mainThreadNs; }

Q_SIGNALS:
    void finished(const fiftyfold::RequestRearrangement &change);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Job;
    void giveUp();
    void finishInPool();

    std::shared_ptr<const RunRecord> m_record;
    bool m_isComplete = true;
    std::shared_ptr<Job> m_job; ///< Null where there is nothing to do.
    QBasicTimer m_slices;
    qint64 m_mainThreadNs = 0;
    QThreadPool m_pool; ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
