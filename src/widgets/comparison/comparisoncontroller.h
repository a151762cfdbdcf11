// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/comparisonmodel.h"
#include "widgets/comparison/comparisonsetup.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace fiftyfold {

class Comparison;
class PracticeServer;

/// Joins the engine's Comparison to the table: one at a time, told to the model at most 60 times a second. Owns both.
/// Main thread; never blocks.
class ComparisonController : public QObject
{
    Q_OBJECT
public:
    enum class State { Ready, Running, Stopping, Done, Stopped };
    Q_ENUM(State)

    using Factory =
        std::function<std::unique_ptr<Comparison>(const QList<ComparisonEntry> &, int rounds, PracticeServer *)>;

    /// `factory` makes each comparison; by default one that runs for real.
    explicit ComparisonController(QObject *parent = nullptr, Factory factory = {});
    ~ComparisonController() override;

    /// Shows what would be compared, and forgets what came of the last comparison. Ignored while isBusy().
    void prepare(const QList<ComparisonLine> &lines, const QString &baseline);
    /// Runs what was prepared, all lines that can run; those of an earlier comparison are cleared away. Ignored while
    /// isBusy() and where no line can run.
    void start(int rounds);
    /// Ends it after what runs now is cancelled; Stopped follows. Keeps what is done.
    void stop();

    State state() const { return m_state; }
    bool isBusy() const { return m_state == State::Running || m_state == State::Stopping; }
    /// How many lines can run.
    int runnable() const;
    const QList<ComparisonLine> &lines() const { return m_lines; }
    ComparisonModel *model() { return &m_model; }

    /// Of the last start, entry by entry as the lines are; empty before it, and after prepare().
    const ComparisonRecord &record() const;
    std::optional<qint64> remainingMs() const;
    /// Rounds in which the program stood still for a while.
    int disturbedRounds() const;
    bool hasMeasured() const { return m_model.hasMeasured(); }
    /// Lines that failed, and so are out of the comparison.
    int failedLines() const;

Q_SIGNALS:
    void stateChanged(fiftyfold::ComparisonController::State state);
    /// Another run ended, and the model has it.
    void progressed();

private:
    void setState(State state);
    void refresh();
    void finish();

    Factory m_factory;
    PracticeServer *m_server;
    QList<ComparisonLine> m_lines;
    ComparisonModel m_model;
    std::unique_ptr<Comparison> m_comparison; ///< Of the last start; null before it.
    QTimer m_refreshTimer;
    State m_state = State::Ready;
};

} // namespace fiftyfold
