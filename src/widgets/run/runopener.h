// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/anyrecord.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fiftyfold {

class RunController;
struct ShownRun;

/// The one door by which what was kept, in a file or elsewhere, comes into the window: has it read in a thread of
/// its own and gives a run to the controller, which shows it in every view as if it had just run; a comparison or a
/// search is told of. One at a time: the next one is opened instead of one that is still being read. Main thread; its
/// destructor cancels, and waits for the reader to notice.
class RunOpener : public QObject
{
    Q_OBJECT
public:
    /// Reads it, in the opener's thread. Asks `goesOn` now and then, with how much it has read of `size`, in any unit.
    /// Empty, or a sentence without its beginning that says what is wrong ("line 12: …").
    using Reader = std::function<QString(ReadRecord &record, const ReadingGoesOn &goesOn)>;

    /// `controller` is not owned and outlives this.
    explicit RunOpener(RunController *controller, QObject *parent = nullptr);
    ~RunOpener() override;

    /// `name` is what people know it by. `size`: see Reader; 0 where nobody knows. What is shown stays until it is
    /// read.
    void open(const QString &name, qint64 size, Reader reader);
    /// A record of ours or another program's file, see readAnyRecordFile().
    void openFile(const QString &path);
    /// Nothing more is told of what is being read, and it is not shown.
    void cancel();

    bool isOpening() const { return m_cancelled != nullptr; }
    const QString &name() const { return m_name; } ///< Of what is being read, or was last.

Q_SIGNALS:
    void openingChanged(bool isOpening);
    /// 0 to 1; never where its size is not known.
    void progressed(double share);
    /// The controller shows it, or it was told before what it is.
    void opened(const QString &name);
    /// It is no run but one of these.
    void comparisonRead(const QString &name, const std::shared_ptr<const fiftyfold::ComparisonReport> &comparison);
    void capacityRead(const QString &name, const std::shared_ptr<const fiftyfold::CapacityRecord> &capacity);
    /// A sentence that begins with its name.
    void failed(const QString &name, const QString &problem);

private:
    void read(const QString &name, qint64 size, const Reader &reader,
              const std::shared_ptr<std::atomic_bool> &isCancelled);
    void conclude(const QString &name, const QString &problem, const ReadRecord &record,
                  const std::shared_ptr<ShownRun> &shown);
    bool takeThread();

    RunController *m_controller;
    QString m_name;
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Of what is being read; null: nothing is.
    bool m_hasThread = false;
    QThreadPool m_pool; ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
