// SPDX-License-Identifier: GPL-3.0-or-later
// The two pages that share the window, the comparison and the search for capacity: which is shown, which of them keys
// are for, and how both are closed.
#include "widgets/comparison/comparisonwindow.h"

#include "widgets/base/fittingscrollarea.h"
#include "widgets/base/safequestion.h"
#include "widgets/capacity/capacitypage.h"

#include "ui_comparisonwindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QMessageBox>
#include <QTabBar>

namespace fiftyfold {

namespace {

enum WindowPage { ComparisonTab, CapacityTab };

} // namespace

void ComparisonWindow::buildPages()
{
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("comparisonTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("What is measured"));
    m_tabs->addTab(tr("Co&mparison"));
    m_tabs->addTab(tr("&Capacity"));
    m_capacity = new CapacityPage(m_catalogue, {}, this);
    m_ui->outer->insertWidget(0, m_tabs);
    m_capacityArea = new FittingScrollArea(m_capacity, this); // of a small screen
    m_ui->outer->insertWidget(m_ui->outer->indexOf(m_ui->messageBar), m_capacityArea, 1);
    m_capacityArea->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, &ComparisonWindow::showPage);
    connect(m_capacity, &CapacityPage::exportRequested, this, &ComparisonWindow::exportCapacity);
    connect(m_capacity, &CapacityPage::pictureRequested, this, &ComparisonWindow::savePicture);
    connect(m_capacity, &CapacityPage::messageRaised, this, &ComparisonWindow::showMessageOf);
    connect(m_capacity, &CapacityPage::busyChanged, this, [this] {
        showState();
        Q_EMIT busyChanged(isBusy());
    });
}

bool ComparisonWindow::isCapacityShown() const
{
    return m_tabs->currentIndex() == CapacityTab;
}

void ComparisonWindow::showCapacityPage(bool isShown)
{
    m_tabs->setCurrentIndex(isShown ? CapacityTab : ComparisonTab);
}

void ComparisonWindow::showPage()
{
    const bool isCapacity = isCapacityShown();
    m_ui->messageBar->clear();
    if (!isCapacity)
        m_capacityArea->hide(); // first: the window would grow for both
    for (QWidget *part : std::initializer_list<QWidget *>{m_ui->bar, m_ui->vary, m_ui->page, m_ui->rule, m_ui->footer})
        part->setVisible(!isCapacity);
    showAnswer();
    m_capacityArea->setVisible(isCapacity);
    if (!isCapacity)
        showNotice();
    showState();
}

void ComparisonWindow::showMessageOf(const QString &text, bool isError)
{
    if (text.isEmpty())
        m_ui->messageBar->clear();
    else
        m_ui->messageBar->showMessage(isError ? MessageBar::Kind::Error : MessageBar::Kind::Notice, text);
}

void ComparisonWindow::runShown()
{
    isCapacityShown() ? m_capacity->find() : run();
}

void ComparisonWindow::stopShown()
{
    m_controller.stop();
    m_capacity->stop();
}

bool ComparisonWindow::isBusy() const
{
    return m_controller.isBusy() || m_capacity->isBusy();
}

bool ComparisonWindow::isMeasuring() const
{
    return (m_controller.state() == ComparisonController::State::Running && m_controller.hasMeasured()) ||
           (m_capacity->isBusy() && m_capacity->controller()->model()->rowCount() > 0);
}

void ComparisonWindow::closeAtOnce()
{
    m_isAgreedToClose = true;
    close();
    m_isAgreedToClose = false; // it can be shown again
}

void ComparisonWindow::closeEvent(QCloseEvent *event)
{
    if (isMeasuring() && !m_isAgreedToClose) {
        event->ignore();
        const bool isSearch = m_capacity->isBusy();
        if (!m_closingBox)
            m_closingBox = fiftyfold::ask(this,
                                          {isSearch ? tr("Stop the search?") : tr("Stop the comparison?"),
                                           isSearch ? tr("The search for capacity is under way: %1.").arg(stateText())
                                                    : tr("The comparison is under way: %1.").arg(stateText()),
                                           tr("What is measured stays, but it can't go on from there."),
                                           tr("&Stop and close"), tr("&Go on")},
                                          [this] { closeAtOnce(); });
        return;
    }
    m_settings.setGeometry(saveGeometry());
    stopShown();
    event->accept();
}

} // namespace fiftyfold
