// SPDX-License-Identifier: GPL-3.0-or-later
// What the comparison's window says in words.
#include "widgets/comparison/comparisonwindow.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/sweeppage.h"
#include "widgets/comparison/sweepplot.h"

#include "ui_comparisonwindow.h"

namespace fiftyfold {

void ComparisonWindow::showTexts()
{
    const int rounds = m_looked       ? m_looked->rounds // those that the figures are of
                       : m_rounds > 0 ? m_rounds
                                      : m_choice.rounds;
    const int fewest = m_controller.model()->fewestRounds();
    const bool isToCome =
        fewest == 0 && !m_looked && (isBusy() || m_controller.state() == ComparisonController::State::Ready);
    m_ui->sentence->setText(comparisonSentence(shown().plan, rounds, isToCome ? std::nullopt : std::optional(fewest),
                                               shownFactors(),
                                               m_sweepPage->isHidden() ? IntervalMark::Whiskers : IntervalMark::Bands));
    const AnswerWords words = AnswerWords::OfTheWindow;
    const ObservedFacts seen = observedFactsOf(m_controller.shownRecord().entries, &ComparisonEntry::label, words);
    QStringList facts{
        tr("Same for all: %1")
            .arg(sameForAll(shown().plan, hasExternal(m_controller.shownLines()), shownFactors(), seen, words)
                     .join(QLatin1String(", ")))};
    if (!seen.differences.isEmpty())
        facts.append(tr("Not the same for all: %1").arg(seen.differences.join(QLatin1String("; "))));
    m_ui->sameForAll->setText(visibleText(facts.join(QLatin1String(". "))));
    if (!seen.untold.isEmpty())
        facts.append(tr("Not seen of all: %1").arg(seen.untold.join(QLatin1String("; "))));
    m_ui->sameForAll->setToolTip(plainToolTip(visibleText(facts.join(QLatin1Char('\n')))));
    markInsecure();
    m_ui->state->setText(stateText());
    m_chart->setHint(hintText());
    m_sweepPage->plot(SweepFigure::Throughput)->setHint(hintText());
}

QString ComparisonWindow::stateText() const
{
    if (m_capacity->isBusy())
        return m_capacity->stateText();
    if (!isBusy() && m_looked && !m_looked->name.isEmpty())
        return keptText(*m_looked);
    const ComparisonRecord &record = m_controller.isBusy() ? m_controller.record() : m_controller.shownRecord();
    const int failed = failedEntries(record);
    switch (m_controller.isBusy() ? m_controller.state() : m_controller.shownState()) {
    case ComparisonController::State::Ready:
        return m_isMainRunGoing ? tr("waits for the run in the main window") : QString();
    case ComparisonController::State::Running:
        return comparisonProgressText(record.runsDone, record.runsInAll, m_controller.remainingMs());
    case ComparisonController::State::Stopping:
        return tr("stopping …");
    case ComparisonController::State::Stopped:
        return tr("stopped after %1 of %2 runs").arg(record.runsDone).arg(record.runsInAll);
    case ComparisonController::State::Done:
        return failed == 0 ? tr("done") : tr("done, %1 failed").arg(failed);
    }
    return {};
}

QString ComparisonWindow::hintText() const
{
    switch (m_controller.shownState()) {
    case ComparisonController::State::Ready: {
        const int entries = m_controller.runnable();
        if (entries == 0)
            return tr("Choose strategies that can run here.");
        const QString where =
            shown().plan.isPractice() ? tr("the practice server, which is built in") : shown().plan.url.host();
        const QString rounds = m_choice.rounds == 1 ? tr("1 round") : tr("%1 rounds").arg(m_choice.rounds);
        const QString strategies = !shown().choice.varied.isEmpty() ? tr("%1 entries").arg(entries)
                                   : entries == 1                   ? tr("1 strategy")
                                                                    : tr("%1 strategies").arg(entries);
        return tr("Press Run (F5): %1, a warm-up and %2 of each, %3 requests in all to %4.")
            .arg(strategies, rounds,
                 numberLocale().toString(
                     comparisonRequests(shown().plan.requests + shown().plan.warmup, entries, m_choice.rounds)),
                 where);
    }
    case ComparisonController::State::Running:
    case ComparisonController::State::Stopping: {
        const QString curve = tr("A curve comes with the first round of each.");
        const bool isWarmingUp = m_controller.record().runsDone < m_controller.runnable();
        return (isWarmingUp ? tr("Warming up.") : tr("Round 1 of %1.").arg(m_rounds)) + QLatin1Char(' ') + curve;
    }
    case ComparisonController::State::Stopped:
        return tr("Stopped before a round was whole.");
    case ComparisonController::State::Done:
        return tr("None got through a round: the rows above say why.");
    }
    return {};
}

bool ComparisonWindow::hasAllFailed() const
{
    return m_controller.shownState() == ComparisonController::State::Done &&
           failedEntries(m_controller.shownRecord()) == runnableOf(m_controller.shownLines());
}

/// What there is to say beside what was measured, or instead of it; nothing where that is to be told.
std::optional<QString> ComparisonWindow::choiceNotice() const
{
    if (isBusy())
        return QString();
    if (!m_askedProblem.isEmpty())
        return m_askedProblem;
    if (runnableOf(m_askedLines) == 0)
        return m_askedLines.isEmpty() ? tr("Nothing is chosen to be compared.")
                                      : m_askedLines.first().subject.unavailable;
    if (m_controller.state() == ComparisonController::State::Ready)
        return QString();
    if (isOutdated())
        return tr("These figures are of what was compared before, not of what is chosen now. They stay, "
                  "in the list beside the title once Run begins another.");
    return std::nullopt;
}

/// What has to be known beside the figures; empty where there is nothing.
QString ComparisonWindow::noticeText() const
{
    if (!m_looked) {
        if (const std::optional<QString> own = choiceNotice())
            return *own;
    }
    QStringList notices = wordedForWindow(m_controller.shownRecord().notices);
    if (const int disturbed = disturbedRounds(m_controller.shownRecord()); disturbed > 0)
        notices.append(tr("The program stood still for a while in %1 of the runs: do not trust these figures, run it "
                          "again.")
                           .arg(disturbed));
    if (hasAllFailed())
        notices.append(tr("Nothing could be compared: each strategy failed. The rows say why."));
    return notices.join(QLatin1Char('\n'));
}

} // namespace fiftyfold
