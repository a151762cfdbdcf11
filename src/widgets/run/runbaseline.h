// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "models/run/latencypoints.h"
#include "models/run/latencyspread.h"
#include "records/json/runjsonreader.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace fiftyfold {

class RunController;

/// A record that the window's runs are held against: read from a file or the history, and compared with each run that
/// has ended, in a thread of its own. Main thread; its destructor gives up what is being read, and waits for what is
/// being compared.
class RunBaseline : public QObject
{
    Q_OBJECT
public:
    enum class State { None, Reading, Ready };

    /// What charts draw of it.
    struct Drawn {
        ComparedRun run;
        LatencySpreads spreads;
        LatencyPoints points; ///< Empty of a record without requests.
    };

    /// `controller` is not owned and outlives this.
    explicit RunBaseline(RunController *controller, QObject *parent = nullptr);
    ~RunBaseline() override;

    /// Reads it, in that thread. Empty, or a sentence without its beginning that says what is wrong.
    using Reader = std::function<QString(ComparedRun &run, const ReadingGoesOn &goesOn)>;

    /// Reads a record, or a file of another program, in place of the one that is there once it is read.
    void read(const QString &path);
    /// Likewise by what `reader` does; `name` is what people know it by.
    void read(const QString &name, const Reader &reader);
    void remove();

    State state() const;
    /// A file's is without folders. Of the one that is being read, if any.
    QString name() const;
    /// Null where there is none yet.
    const Drawn *drawn() const { return m_drawn.get(); }
    /// What came of the run that has ended last; nothing while another one goes on, and until it is worked out.
    const std::optional<RunComparison> &comparison() const { return m_comparison; }

Q_SIGNALS:
    /// State, name or what is drawn.
    void changed();
    /// Comparison() has changed.
    void compared();
    /// One could not be read: a sentence that names it. What was there before stays.
    void failed(const QString &problem);

private:
    void cancelReading();
    void take(const std::shared_ptr<const Drawn> &drawn, const QString &problem);
    void forget();
    void compareInPool();

    RunController *m_controller;
    QString m_readingName;                         ///< Of the one that is being read.
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Of that; null: none is.
    std::shared_ptr<const Drawn> m_drawn;
    std::optional<RunComparison> m_comparison;
    QThreadPool m_pool; ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
