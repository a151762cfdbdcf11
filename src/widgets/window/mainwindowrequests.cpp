// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says and asks about the requests of a plan.
#include "widgets/window/mainwindow.h"

#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "widgets/base/messagebar.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/remoteguard.h"
#include "widgets/run/requestreader.h"
#include "widgets/run/runbar.h"

namespace fiftyfold {

void MainWindow::connectPaste()
{
    connect(m_runBar, &RunBar::commandTaken, this, &MainWindow::showTakenCommand);
    connect(m_runBar, &RunBar::commandRefused, this, [this](const QString &problem) { // it names curl's own options
        m_messageBar->showMessage(MessageBar::Kind::Error, tr("The command was not taken over. %1").arg(problem));
    });
    connect(m_runBar, &RunBar::commandTakenBack, m_messageBar, &MessageBar::clear);
    connect(m_runBar, &RunBar::urlRefused, this, [this] {
        const QString file = visibleText(redactedUrlText(m_runBar->plan(nullptr).targetsFile));
        m_messageBar->showMessage(MessageBar::Kind::Notice,
                                  tr("What is asked are the targets of %1, not a URL of its own.").arg(file));
        m_messageBar->offer(tr("&Ask one URL"), [this] {
            m_runBar->dropTargets();
            m_messageBar->clear();
            m_runBar->focusUrl();
        });
    });
}

void MainWindow::readRequests(const RunPlan &plan,
                              const std::function<void(const RunPlan &plan, const QStringList &remoteHosts)> &then)
{
    if (plan.targetsFile.isEmpty() && plan.rowsFile.isEmpty())
        return then(plan, isLocalTarget(plan) ? QStringList() : QStringList(endpointOf(plan, plan.url).host));
    m_runBar->reader()->preview(plan, this, [this, plan, then](const RequestPreview &preview) {
        if (!preview.problem.isEmpty())
            return showProblem({preview.problemOption, preview.problem});
        RunPlan whole = plan;
        if (!plan.targetsFile.isEmpty()) {
            whole.targetNames = preview.names;
            whole.url = preview.runUrl;
            whole.method = preview.firstMethod;
        }
        then(whole, preview.remoteHosts);
    });
}

void MainWindow::askAndStart(RunPlan plan, const QStringList &remoteHosts)
{
    if (m_controller.isBusy() || isComparing())
        return; // began while files were read
    if (remoteHosts.isEmpty())
        return startPlan(plan);
    plan.allowRemote = true; // once agreed
    const QStringList hosts = m_settings.hostsToAskFor(remoteHosts);
    if (hosts.isEmpty())
        return startPlan(plan);
    askBeforeRemoteRun(this, plan, hosts, [this, plan, hosts] {
        for (const QString &host : hosts)
            m_settings.agreeToHost(host);
        startPlan(plan);
    });
}

ComparisonWindow *MainWindow::comparisonWindow()
{
    if (!m_comparison) {
        m_comparison = std::make_unique<ComparisonWindow>();
        m_comparison->setWindowIcon(windowIcon());
        connect(m_comparison.get(), &ComparisonWindow::busyChanged, this, &MainWindow::showComparing);
        connect(m_comparison.get(), &ComparisonWindow::written, this, [this](const QString &problem) {
            if (m_closesOnceWritten && !problem.isEmpty())
                m_messageBar->clear(); // it said that this window closes; the comparison's says why it does not
            closeOnceWritten(problem);
        });
        keepComparisons();
    }
    m_comparison->setMainRunGoing(m_controller.isBusy());
    return m_comparison.get();
}

void MainWindow::showComparison(const RunPlan &plan, const QStringList &remoteHosts)
{
    comparisonWindow()->setPlan(plan, remoteHosts);
    showComparisonWindow();
}

void MainWindow::showComparisonWindow()
{
    m_comparison->show();
    m_comparison->raise();
    m_comparison->activateWindow();
}

void MainWindow::showTakenCommand(const QStringList &notes)
{
    const RunPlan plan = m_runBar->plan(nullptr);
    QStringList lines{tr("The request of the curl command was taken over: %1 %2.")
                          .arg(QString::fromLatin1(plan.method), visibleText(redactedUrl(plan.url)))};
    lines += notes;
    m_messageBar->showMessage(MessageBar::Kind::Notice, lines.join(QLatin1Char('\n')));
    m_messageBar->offer(tr("Un&do"), [this] { m_runBar->takeCommandBack(); });
}

} // namespace fiftyfold
