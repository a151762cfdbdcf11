// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of a comparison by a number, and of what any comparison comes to.
#include "widgets/comparison/comparisonwindow.h"

#include "core/comparison/comparisonanswer.h"
#include "core/comparison/sweep.h"
#include "core/run/serverfloor.h"
#include "widgets/base/card.h"
#include "widgets/comparison/sweeppage.h"

#include "ui_comparisonwindow.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

void ComparisonWindow::connectVaried()
{
    connect(m_ui->vary, &VaryField::varied, this, [this](const QString &factor, const QString &values) {
        ComparisonChoice choice = m_choice;
        choice.varied = factor;
        choice.variedValues = values;
        setChoice(choice);
    });
    connect(m_ui->vary, &VaryField::asTableToggled, this, &ComparisonWindow::showPages);
}

/// What the rows differ in.
QList<const Factor *> ComparisonWindow::shownFactors() const
{
    const QList<ComparisonLine> &lines = m_controller.shownLines();
    return lines.isEmpty() ? QList<const Factor *>() : variedFactors(lines.first().entry);
}

/// Of those with many at once, where it is the same for all.
std::optional<double> ComparisonWindow::shownFloorMs() const
{
    const RunPlan &plan = shown().plan;
    if (plan.isOpen() || isVaried(shownFactors(), "at-once") || isVaried(shownFactors(), "url"))
        return std::nullopt;
    const std::optional<std::chrono::nanoseconds> floor = serverFloorOf(plan, plan.concurrentAtOnce());
    return floor ? std::optional(static_cast<double>(floor->count()) / 1e6) : std::nullopt;
}

/// Of a single request, whatever else is varied.
std::optional<double> ComparisonWindow::requestFloorMs() const
{
    RunPlan plan = shown().plan;
    if (isVaried(shownFactors(), "url"))
        return std::nullopt;
    plan.requests = 1;
    const std::optional<std::chrono::nanoseconds> floor = serverFloorOf(plan, 1);
    return floor ? std::optional(static_cast<double>(floor->count()) / 1e6) : std::nullopt;
}

void ComparisonWindow::showHeadings()
{
    QStringList names;
    for (const Factor *factor : shownFactors())
        names.append(QCoreApplication::translate("fiftyfold::Factor", factor->label));
    m_controller.model()->setHeadings(names.join(QLatin1String(", ")), shown().plan.isOpen());
}

/// A sweep is charts, or on demand the table that others are.
void ComparisonWindow::showPages()
{
    const QList<const Factor *> factors = shownFactors();
    const bool isSweep = !factors.isEmpty() && factors.last()->isNumber;
    const bool isTable = !isSweep || m_ui->vary->isAsTable();
    m_ui->vary->setSweeping(isSweep);
    // What goes goes first: the window would grow for what is shown together, be it for a moment.
    if (isTable)
        m_sweepPage->hide();
    m_tableCard->setVisible(isTable);
    m_chartCard->setVisible(isTable);
    m_sweepPage->setVisible(!isTable);
    showTexts(); // which name what is drawn
}

void ComparisonWindow::showFindings()
{
    std::vector<const MeasuredEntry *> entries;
    for (const MeasuredEntry &entry : m_controller.shownRecord().entries)
        entries.push_back(&entry);
    m_ui->answer->setSentences(comparisonAnswer(entries, AnswerWords::OfTheWindow,
                                                static_cast<std::size_t>(qMax(0, m_controller.baselineRow()))));
    showAnswer();
    const std::optional<Sweep> sweep = sweepOf(entries);
    m_sweepPage->setSweep(sweep ? std::make_shared<const Sweep>(*sweep) : nullptr);
}

void ComparisonWindow::showAnswer()
{
    m_ui->answer->setVisible(!isCapacityShown() && !m_ui->answer->text().isEmpty());
}

/// As the host will feel it: with the most at once that any line has.
RunPlan ComparisonWindow::askedLoad() const
{
    RunPlan load = m_asked;
    for (const ComparisonLine &line : m_askedLines)
        load.atOnce = qMax(load.atOnce, line.entry.plan.effectiveAtOnce());
    return load;
}

/// Those that have to be agreed to: of the plan, or where URLs are varied, of the line's.
QStringList ComparisonWindow::remoteHostsOf(const RunPlan &plan) const
{
    if (plan.url == m_plan.url)
        return m_remoteHosts;
    return isLocalTarget(plan) ? QStringList() : QStringList(endpointOf(plan, plan.url).host);
}

QStringList ComparisonWindow::remoteHosts() const
{
    QStringList hosts;
    for (const ComparisonLine &line : m_askedLines) {
        if (line.entry.unavailable.isEmpty())
            hosts += remoteHostsOf(line.entry.plan);
    }
    hosts.removeDuplicates();
    return hosts;
}

/// How many can run and go to one of these.
int ComparisonWindow::linesTo(const QStringList &hosts) const
{
    return int(std::count_if(m_askedLines.cbegin(), m_askedLines.cend(), [this, &hosts](const ComparisonLine &line) {
        const QStringList asked = remoteHostsOf(line.entry.plan);
        return line.entry.unavailable.isEmpty() &&
               std::any_of(asked.cbegin(), asked.cend(),
                           [&hosts](const QString &host) { return hosts.contains(host); });
    }));
}

} // namespace fiftyfold
