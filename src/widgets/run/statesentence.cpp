// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/statesentence.h"

#include "core/text/numberlocale.h"
#include "models/run/loadfigurewording.h"
#include "widgets/run/runcontroller.h"

namespace fiftyfold {

namespace {

QString sentenceOf(const RunController &controller)
{
    using State = RunController::State;
    const auto number = [](quint32 value) { return numberLocale().toString(value); };
    const RunFigures &figures = controller.figures();
    const FigureText time = elapsedText(figures.elapsedNs);
    const QString elapsed = (time.value + QLatin1Char(' ') + time.unit).trimmed();
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
        if (!figures.isDoneKnown)
            return RunController::tr("Done: how many the file does not tell");
        if (!figures.isCountKnown)
            return RunController::tr("Done: %1 in %2").arg(number(figures.done), elapsed);
        return RunController::tr("Done: %1 of %2 in %3").arg(number(figures.done), number(figures.requests), elapsed);
    case State::Failed:
        return RunController::tr("Ended with errors: %1 done, %2 failed in %3")
            .arg(number(figures.done), number(figures.failed), elapsed);
    case State::Stopped:
        if (!controller.isPrepared()) // the figures are of a run before
            return RunController::tr("Stopped before anything was sent");
        return RunController::tr("Stopped: %1 done, %2 failed, %3 cancelled in %4")
            .arg(number(figures.done), number(figures.failed), number(figures.cancelled), elapsed);
    case State::CouldNotRun:
        return RunController::tr("Could not run");
    }
    return {};
}

/// Whether the plan of the controller is that of the run that its state tells of.
bool isOfItsPlan(const RunController &controller)
{
    using State = RunController::State;
    switch (controller.state()) {
    case State::Empty:
    case State::Preparing:
    case State::CouldNotRun:
        return false;
    case State::Running:
    case State::Stopping:
    case State::Done:
    case State::Failed:
    case State::Stopped:
        break;
    }
    return controller.isPrepared();
}

bool isJudgedRun(const RunController &controller)
{
    return !controller.isBusy() && isOfItsPlan(controller) && !controller.expectations().isEmpty() &&
           controller.verdictTime() == VerdictTime::Final;
}

} // namespace

bool tellsUnverifiedRun(const RunController &controller)
{
    return isOfItsPlan(controller) && isUnverified(controller.plan());
}

MutedLabel::Tone stateTone(const RunController &controller)
{
    using State = RunController::State;
    const State state = controller.state();
    const bool isOver =
        isJudgedRun(controller) && hasCrossed(controller.expectations(), controller.thresholds().isStrict);
    if (state == State::Failed || state == State::CouldNotRun || isOver)
        return MutedLabel::Tone::Error;
    const bool isBehind = isOfItsPlan(controller) && controller.figures().isBehind();
    return isBehind || tellsUnverifiedRun(controller) ? MutedLabel::Tone::Warning : MutedLabel::Tone::Plain;
}

QString stateSentence(const RunController &controller)
{
    QString sentence = sentenceOf(controller);
    if (isJudgedRun(controller))
        sentence = RunController::tr("%1 · %2").arg(sentence, heldInShort(controller.expectations()));
    if (isOfItsPlan(controller) && controller.figures().isBehind())
        sentence = RunController::tr("%1 · %2").arg(sentence, behindText(*controller.figures().load));
    return tellsUnverifiedRun(controller) ? RunController::tr("%1 · certificates not verified").arg(sentence)
                                          : sentence;
}

} // namespace fiftyfold
