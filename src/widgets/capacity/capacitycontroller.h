// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/capacity/capacitystepmodel.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fiftyfold {

class CapacityRun;
class PracticeServer;

/// Joins the engine's CapacityRun to the table of steps, one search at a time. Owns both. Main thread; never blocks.
class CapacityController : public QObject
{
    Q_OBJECT
public:
    enum class State { Ready, Running, Stopping, Done, Stopped };
    Q_ENUM(State)

    using Factory = std::function<std::unique_ptr<CapacityRun>(const CapacityPlan &, PracticeServer *)>;

    /// `factory` makes each search; by default one that runs for real.
    explicit CapacityController(QObject *parent = nullptr, Factory factory = {});
    ~CapacityController() override;

    /// Ignored while isBusy().
    void start(const CapacityPlan &plan);
    /// Shows one that was kept, as if it had just ended; told by stateChanged(). Ignored while isBusy().
    void show(const CapacityRecord &record);
    /// What is shown is such a one.
    bool isKept() const { return m_isKept; }
    /// The step that runs is cancelled; Stopped follows. Keeps what is done.
    void stop();

    State state() const { return m_state; }
    bool isBusy() const { return m_state == State::Running || m_state == State::Stopping; }
    CapacityStepModel *model() { return &m_model; }
    /// Of the last start, or what show() was given since; empty before it.
    const CapacityRecord &record() const { return m_model.record(); }
    /// "Step 5: 977/s, 6 of 20 s"; empty while no step runs.
    QString progressText() const;

Q_SIGNALS:
    void stateChanged(fiftyfold::CapacityController::State state);
    /// progressText() is another.
    void progressed();
    /// The model has one step more.
    void stepEnded();

private:
    void setState(State state);
    void finish();

    Factory m_factory;
    PracticeServer *m_server;
    CapacityStepModel m_model;
    std::unique_ptr<CapacityRun> m_run; ///< Of the last start; null before it.
    State m_state = State::Ready;
    bool m_isKept = false;
};

} // namespace fiftyfold
