// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacitynews.h"

#include "core/capacity/capacitywording.h"
#include "models/base/windowwording.h"
#include "widgets/base/announcer.h"
#include "widgets/capacity/capacitycontroller.h"

namespace fiftyfold {

CapacityNews::CapacityNews(CapacityController *controller, Announcer *announcer, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_announcer(announcer)
{
    connect(controller, &CapacityController::stepEnded, this, &CapacityNews::tellStep);
    connect(controller, &CapacityController::stateChanged, this, &CapacityNews::tellEnd);
}

void CapacityNews::tellStep()
{
    const CapacityStep &step = m_controller->record().steps.back();
    m_announcer->sayProgress(tr("Step %1: %2 %3")
                                 .arg(QString::number(m_controller->record().steps.size()), rateForPeople(step.rate),
                                      stepVerdictText(step.verdict)));
    m_announcer->noteChanges();
}

void CapacityNews::tellEnd()
{
    if (m_controller->isBusy() || !m_controller->record().problem.isEmpty()) // which is told where it is shown
        return;
    m_announcer->sayEvent((answerSentence(m_controller->record()) + QLatin1Char(' ') +
                           wordedForWindow(limitSentence(m_controller->record())))
                              .trimmed());
    m_announcer->noteChanges();
}

} // namespace fiftyfold
