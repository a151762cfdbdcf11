// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/capacity/capacityprogress.h"

#include "cli/base/terminal.h"
#include "core/capacity/capacitywording.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "engine/run/capacityrun.h"

#include <cmath>

namespace fiftyfold {

namespace {

QString headOf(const CapacityProgress &progress)
{
    if (!progress.rate)
        return QStringLiteral("finding where to begin");
    return QStringLiteral("step %1: %2%3")
        .arg(progress.number)
        .arg(rateForPeople(*progress.rate), progress.isAgain ? QLatin1String(" again") : QLatin1String());
}

} // namespace

QString liveCapacityLine(const CapacityProgress &progress, int width)
{
    // One decimal throughout, so that a line that is rewritten stands still.
    QString line = QStringLiteral("%1, %2 of %3 · %4")
                       .arg(headOf(progress))
                       .arg(static_cast<double>(progress.elapsedNs) / 1e9, 0, 'f', 1)
                       .arg(durationForPeople(progress.length.count()))
                       .arg(progress.tally.finished());
    if (progress.requests > 0)
        line += QStringLiteral("/%1").arg(progress.requests);
    line += QStringLiteral(" · %1 in flight").arg(progress.tally.inFlight);
    if (progress.tally.failed > 0)
        line += QStringLiteral(" · %1 failed").arg(progress.tally.failed);
    return line.left(width);
}

QString capacityStepLine(const CapacityPlan &plan, const CapacityStep &step, std::size_t number)
{
    QString line =
        QStringLiteral("step %1: %2 for %3 %4: ")
            .arg(number)
            .arg(rateForPeople(step.rate), durationForPeople(step.length.count()), stepVerdictText(step.verdict));
    const std::optional<double> watched = watchedNs(step);
    if (const QString reason = stepReason(step); !reason.isEmpty())
        line += reason;
    else if (watched)
        line += watchedName(plan) + QLatin1Char(' ') + durationForPeople(std::llround(*watched));
    else
        line += QStringLiteral("%1 of %2 done").arg(step.done).arg(step.requests);
    return step.health.verdict == LoadVerdict::KeptUp ? line : line + QLatin1String("; ") + generatorText(step);
}

CapacityPrinter::CapacityPrinter(ProgressMode mode, const Terminal &terminal)
    : m_terminal(terminal)
    , m_form(mode == ProgressMode::None                               ? Form::Silent
             : mode == ProgressMode::Auto && terminal.isInteractive() ? Form::Live
                                                                      : Form::Plain)
{
}

void CapacityPrinter::update(const CapacityRun &run)
{
    const std::optional<CapacityProgress> progress = run.progress();
    if (m_form != Form::Live || !progress)
        return;
    // The last column stays free: writing to it would wrap the line on some terminals.
    m_terminal.write(QStringLiteral("\r%1\033[K").arg(liveCapacityLine(*progress, m_terminal.width() - 1)));
    m_hasLiveLine = true;
}

void CapacityPrinter::tellStep(const CapacityRecord &record)
{
    if (m_form == Form::Silent)
        return;
    finish();
    m_terminal.write(visibleText(capacityStepLine(record.plan, record.steps.back(), record.steps.size())) +
                     QLatin1Char('\n'));
}

void CapacityPrinter::finish()
{
    if (m_hasLiveLine)
        m_terminal.write(QStringLiteral("\r\033[K"));
    m_hasLiveLine = false;
}

} // namespace fiftyfold
