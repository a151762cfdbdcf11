// SPDX-License-Identifier: GPL-3.0-or-later
// What was kept, shown as if it had just run, and run once more.
#include "widgets/comparison/comparisonwindow.h"

#include "core/text/numberlocale.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/keptcomparison.h"

#include "ui_comparisonwindow.h"

#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace fiftyfold {

void ComparisonWindow::showKept(const ComparisonReport &report, const QString &name)
{
    if (isBusy())
        return;
    showCapacityPage(false);
    KeptLines kept = keptLines(report, m_catalogue);
    Past past{{choiceOf(report, m_catalogue), report.plan}, report.roundsWanted, {kept.lines, recordOf(report)}, name};
    const RunPlan &first = report.entries.front().plan;
    past.shown.plan.strategy = first.strategy;
    past.shown.plan.url = first.url; // which the report has not where URLs are varied
    past.reasonAgainstAgain = planLackText(report.lack);
    if (past.reasonAgainstAgain.isEmpty() && !kept.isAgain)
        past.reasonAgainstAgain = tr("It can't be run again from here: this window can't choose all that it compared.");
    {
        const QSignalBlocker blocker(m_ui->comparisons);
        if (std::exchange(m_looked, nullptr))
            m_controller.look(nullptr, m_choice.baselineInUse());
        const auto isSame = [&past](const std::shared_ptr<const Past> &one) {
            return one->name == past.name && one->outcome.record.startedAt == past.outcome.record.startedAt;
        };
        std::erase_if(m_past, isSame); // opened once more
        addPast(past);
        listPast();
    }
    m_ui->comparisons->setCurrentIndex(static_cast<int>(m_past.size()) - 1);
}

void ComparisonWindow::showKept(const CapacityRecord &record, const QString &name)
{
    if (isBusy())
        return;
    showCapacityPage(true);
    QString reason = planLackText(record.lack);
    const auto canRun = [&record](const StrategyInfo &one) {
        return one.name == record.plan.run.strategy && one.unavailable.isEmpty();
    };
    if (reason.isEmpty() && std::none_of(m_catalogue.cbegin(), m_catalogue.cend(), canRun))
        reason = tr("It can't be run again from here: its strategy can't run on this machine.");
    m_capacity->showKept(record, name, reason);
}

QString ComparisonWindow::keptText(const Past &past)
{
    const ComparisonRecord &record = past.outcome.record;
    const QString time = numberLocale().toString(record.startedAt.toLocalTime(), QLocale::ShortFormat);
    return record.isStopped ? tr("%1, measured %2, stopped before its end").arg(past.name, time)
                            : tr("%1, measured %2").arg(past.name, time);
}

QString ComparisonWindow::whyNotAgain() const
{
    return m_looked ? m_looked->reasonAgainstAgain : QString();
}

/// What is shown, and not what is chosen.
void ComparisonWindow::runAgain()
{
    if (isBusy() || m_isMainRunGoing || !whyNotAgain().isEmpty())
        return;
    if (m_looked) {
        const Shown shown = m_looked->shown; // which choosing may let go of
        if (!shown.choice.isArticle)
            setPlan(shown.plan);
        setChoice(shown.choice);
        m_ui->vary->showVaried(m_choice.varied, m_choice.variedValues); // not what is typed there
    }
    run();
}

} // namespace fiftyfold
