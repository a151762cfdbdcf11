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

/// What came of one start of a comparison, to be looked at later. Plain data; holds secrets as plans do.
struct ComparisonOutcome {
    QList<ComparisonLine> lines;
    ComparisonRecord record;
    bool isStopped() const { return record.isStopped; }
};

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
    int baselineRow() const { return m_model.baselineRow(); }

    /// Of the last start, as it is now.
    ComparisonOutcome outcome() const { return {m_lines, record()}; }
    /// The model shows that one from now on, whatever runs meanwhile; null: what was prepared or started last. It is
    /// not owned, and looked at until the next look() or prepare().
    void look(const ComparisonOutcome *outcome, const QString &baseline);
    bool isLookingBack() const { return m_looked != nullptr; }
    /// Of what the model shows.
    const QList<ComparisonLine> &shownLines() const { return m_looked ? m_looked->lines : m_lines; }
    const ComparisonRecord &shownRecord() const { return m_looked ? m_looked->record : record(); }
    State shownState() const;

    /// Of the last start, entry by entry as the lines are; empty before it, and after prepare().
    const ComparisonRecord &record() const;
    std::optional<qint64> remainingMs() const;
    /// Of the last start: a round of a line is whole.
    bool hasMeasured() const;
    /// Likewise: lines that failed, and so are out of the comparison.
    int failedLines() const;

Q_SIGNALS:
    void stateChanged(fiftyfold::ComparisonController::State state);
    /// Another run ended, and the model has it.
    void progressed();

private:
    void showLines(const QString &baseline);
    void setState(State state);
    void refresh();
    void finish();

    Factory m_factory;
    PracticeServer *m_server;
    QList<ComparisonLine> m_lines;
    ComparisonModel m_model;
    std::unique_ptr<Comparison> m_comparison; ///< Of the last start; null before it.
    const ComparisonOutcome *m_looked = nullptr;
    QTimer m_refreshTimer;
    State m_state = State::Ready;
};

} // namespace fiftyfold
