// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of what is under way when the window is closed.
#include "widgets/window/mainwindow.h"

#include "core/text/numberlocale.h"
#include "models/run/loadwording.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/safequestion.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/window/runfiles.h"

#include <QCloseEvent>
#include <QMessageBox>

namespace fiftyfold {

/// What to ask before something is lost; nothing where nothing is.
std::optional<SafeQuestion> MainWindow::questionBeforeClosing() const
{
    const QString more = isHistoryKept() ? tr("It would be stopped and can't go on from there. What it has measured "
                                              "stays in the history.")
                                         : tr("It would be stopped, and what it has measured lost.");
    SafeQuestion question{tr("Quit Fiftyfold?"), {}, more, tr("&Stop and quit"), tr("&Go on")};
    const RunFigures &figures = m_controller.figures();
    if (m_controller.state() == RunController::State::Running && figures.done + figures.failed > 0) {
        question.question =
            tr("A run is under way: %1, of which %2 have ended.")
                .arg(countedRequests(m_controller.plan()), numberLocale().toString(figures.done + figures.failed));
        return question;
    }
    if (m_comparison && m_comparison->isMeasuring()) {
        question.question = m_comparison->capacity()->isBusy()
                                ? tr("A search for capacity is under way in its window: %1.")
                                : tr("A comparison is under way in its window: %1.");
        question.question = question.question.arg(m_comparison->stateText());
        return question;
    }
    return std::nullopt;
}

bool MainWindow::isWriting() const
{
    return m_files->isWriting() || (m_comparison && m_comparison->isWriting());
}

void MainWindow::closeOnceWritten(const QString &problem)
{
    if (!m_closesOnceWritten || (problem.isEmpty() && isWriting()))
        return;
    m_closesOnceWritten = false;
    if (problem.isEmpty())
        close();
    else
        m_isAgreedToClose = false; // it stays, for that to be read: what was agreed to is asked again
}

void MainWindow::closeAtOnce()
{
    m_isAgreedToClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const std::optional<SafeQuestion> question = m_isAgreedToClose ? std::nullopt : questionBeforeClosing();
    if (question) {
        event->ignore();
        if (m_closingBox)
            m_closingBox->activateWindow();
        else
            m_closingBox = ask(this, *question, [this] { closeAtOnce(); });
        return;
    }
    if (isWriting()) { // whether that went well is still to be told
        event->ignore();
        m_closesOnceWritten = true;
        m_messageBar->showMessage(MessageBar::Kind::Notice,
                                  tr("A file is being written. The window closes when it is there."));
        return;
    }
    if (!m_isClosing)
        save();
    if (m_comparison)
        m_comparison->closeAtOnce(); // and stops
    if (!m_controller.isBusy() && !isComparing()) {
        event->accept();
        return;
    }
    m_isClosing = true;
    event->ignore();
    hide();
    m_controller.stop();
}

} // namespace fiftyfold
