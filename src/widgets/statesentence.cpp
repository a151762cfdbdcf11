// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statesentence.h"

#include "widgets/runcontroller.h"

#include <QLocale>

namespace fiftyfold {

namespace {

QString sentenceOf(const RunController &controller)
{
    using State = RunController::State;
    const auto number = [](quint32 value) { return QLocale(QLocale::English).toString(value); };
    const RunFigures &figures = controller.figures();
    const FigureText time = elapsedText(figures.elapsedNs);
    const QString elapsed = time.value + QLatin1Char(' ') + time.unit;
    switch (controller.state()) {
    case State::Empty:
        return RunController::tr("Ready");
    case State::Preparing:
        return RunController::tr("Preparing …");
    case State::Running:
        return RunController::tr("Running: %1 in flight").arg(number(figures.inFlight));
    case State::Stopping:
        return RunController::tr("Stopping …");
    case State::Done:
        return RunController::tr("Done: %1 of %2 in %3").arg(number(figures.done), number(figures.requests), elapsed);
    case State::Failed:
        return RunController::tr("Ended with errors: %1 done, %2 failed in %3")
            .arg(number(figures.done), number(figures.failed), elapsed);
    case State::Stopped:
        return RunController::tr("Stopped: %1 done, %2 failed, %3 cancelled in %4")
            .arg(number(figures.done), number(figures.failed), number(figures.cancelled), elapsed);
    case State::CouldNotRun:
        return RunController::tr("Could not run");
    }
    return {};
}

} // namespace

QString stateSentence(const RunController &controller)
{
    const bool isOfARun = controller.requests()->record() != nullptr;
    const QString sentence = sentenceOf(controller);
    return isOfARun && controller.plan().insecure ? RunController::tr("%1 · certificates not verified").arg(sentence)
                                                  : sentence;
}

} // namespace fiftyfold
