// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacitycontroller.h"

#include "core/text/quantities.h"
#include "engine/run/capacityrun.h"
#include "engine/runners/practiceserver.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

CapacityController::CapacityController(QObject *parent, Factory factory)
    : QObject(parent)
    , m_factory(factory ? std::move(factory)
                        : [](const CapacityPlan &plan,
                             PracticeServer *server) { return std::make_unique<CapacityRun>(plan, server); })
    , m_server(new PracticeServer(this))
{
}

CapacityController::~CapacityController()
{
    if (m_run)
        m_run->disconnect(this);
    m_run.reset(); // it uses the server
}

void CapacityController::start(const CapacityPlan &plan)
{
    if (isBusy())
        return;
    m_isKept = false;
    m_run = m_factory(plan, m_server);
    connect(m_run.get(), &CapacityRun::progressed, this, &CapacityController::progressed);
    connect(m_run.get(), &CapacityRun::stepEnded, this, [this] {
        m_model.setRecord(m_run->record());
        Q_EMIT stepEnded();
    });
    connect(m_run.get(), &CapacityRun::finished, this, &CapacityController::finish);
    m_model.setRecord(m_run->record()); // nothing of an earlier one
    setState(State::Running);
    m_run->start();
}

void CapacityController::show(const CapacityRecord &record)
{
    if (isBusy())
        return;
    m_run.reset();
    m_isKept = true;
    m_model.setRecord(record);
    m_state = State::Ready; // so that it is told even where the search before ended in the same way
    setState(record.isStopped ? State::Stopped : State::Done);
}

void CapacityController::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    m_run->stop();
}

QString CapacityController::progressText() const
{
    const std::optional<CapacityProgress> progress = m_run ? m_run->progress() : std::nullopt;
    if (!progress)
        return {};
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::nanoseconds(progress->elapsedNs));
    const QString times =
        tr("%1 of %2")
            .arg(numberLocale().toString(qint64(seconds.count())), durationForPeople(progress->length.count()));
    if (!progress->rate)
        return tr("Finding where to begin, %1").arg(times);
    const QString rate = rateForPeople(*progress->rate);
    return (progress->isAgain ? tr("Step %1: %2 again, %3") : tr("Step %1: %2, %3"))
        .arg(QString::number(progress->number), rate, times);
}

void CapacityController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void CapacityController::finish()
{
    m_model.setRecord(m_run->record());
    setState(m_run->record().isStopped ? State::Stopped : State::Done);
}

} // namespace fiftyfold
