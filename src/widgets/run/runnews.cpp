// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runnews.h"

#include "core/text/numberlocale.h"
#include "widgets/base/announcer.h"
#include "widgets/run/runcontroller.h"
#include "widgets/run/statesentence.h"

namespace fiftyfold {

RunNews::RunNews(RunController *controller, Announcer *announcer, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_announcer(announcer)
{
    connect(controller, &RunController::stateChanged, this, &RunNews::tellState);
    connect(controller, &RunController::updated, this, &RunNews::tellProgress);
    connect(controller, &RunController::summarised, this, &RunNews::tellEnd);
}

void RunNews::tellState()
{
    using State = RunController::State;
    switch (m_controller->state()) {
    case State::Preparing:
        m_toldTenths = 0;
        m_hasToldFailure = false;
        break;
    case State::Running:
    case State::Stopping:
        m_announcer->sayProgress(stateSentence(*m_controller));
        break;
    case State::Stopped:
    case State::CouldNotRun:
        if (!m_controller->isPrepared()) // otherwise its figures follow
            tellEnd();
        break;
    case State::Empty:
    case State::Done:
    case State::Failed:
        break;
    }
    m_announcer->noteChanges();
}

void RunNews::tellProgress()
{
    m_announcer->noteChanges();
    if (m_controller->state() != RunController::State::Running)
        return;
    const RunFigures &figures = m_controller->figures();
    const int tenths = int(figures.shareDone * 10);
    const bool isFirstFailure = figures.failed > 0 && !m_hasToldFailure;
    if (tenths <= m_toldTenths && !isFirstFailure)
        return;
    m_toldTenths = tenths;
    m_hasToldFailure = figures.failed > 0;
    const FigureText done = doneText(figures);
    const QString counted = done.unit.isEmpty() ? done.value : done.value + QLatin1Char(' ') + done.unit;
    const QString sentence = figures.failed == 0
                                 ? tr("%1 done").arg(counted)
                                 : tr("%1 done, %2 failed").arg(counted, numberLocale().toString(figures.failed));
    if (isFirstFailure)
        m_announcer->sayEvent(sentence);
    else
        m_announcer->sayProgress(sentence);
}

void RunNews::tellEnd()
{
    m_announcer->sayEvent(stateSentence(*m_controller));
    m_announcer->noteChanges();
}

} // namespace fiftyfold
