// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison that is shown, held against another one: of the list, or of a file.
#include "widgets/comparison/comparisonwindow.h"

#include "core/text/visibletext.h"
#include "engine/base/systemlimits.h"
#include "models/base/windowwording.h"
#include "records/import/anyrecord.h"
#include "records/import/comparedfile.h"
#include "records/json/comparisonjsonwriter.h"
#include "widgets/comparison/comparisondiffdialog.h"

#include "ui_comparisonwindow.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <new>

namespace fiftyfold {

void ComparisonWindow::connectDiff()
{
    auto *menu = new QMenu(m_ui->holdAgainst);
    m_ui->holdAgainst->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (int index = 0; index < m_ui->comparisons->count(); ++index) {
            const bool isLatest = index == int(m_past.size());
            if (index == m_ui->comparisons->currentIndex() || (isLatest && (isBusy() || !m_controller.hasMeasured())))
                continue;
            const QString name = m_ui->comparisons->itemText(index);
            const auto past = isLatest ? nullptr : m_past[std::size_t(index)]; // the list may change under the menu
            connect(menu->addAction(QString(name).replace(u'&', QLatin1String("&&"))), &QAction::triggered, this,
                    [this, name, past] { holdAgainst(name, listedReader(name, past)); });
        }
        menu->addSeparator();
        connect(menu->addAction(tr("A &record…")), &QAction::triggered, this, &ComparisonWindow::chooseToHoldAgainst);
    });
}

ComparisonWindow::ToldReader ComparisonWindow::listedReader(const QString &name,
                                                            const std::shared_ptr<const Past> &past) const
{
    const auto make = past ? makerOf(past->outcome.record, past->shown, 0) : makerOf(m_controller.record(), m_shown, 0);
    return [name, make](ToldComparison &told) {
        const ComparisonReport report = make();
        told = {name, recordOf(report), commonPlanJson(report)};
        return QString();
    };
}

void ComparisonWindow::chooseToHoldAgainst()
{
    auto *chooser = new QFileDialog(this, tr("Hold against a record"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        holdAgainst(QFileInfo(path).fileName(), [this, path](ToldComparison &told) {
            ReadRecord record;
            QString problem = readAnyRecordFile(path, record, [this](qint64) { return !m_isGivenUp; });
            if (problem.isEmpty() && !record.comparison)
                problem = tr("it is no record of a comparison");
            if (problem.isEmpty())
                told = toldComparison(path, *record.comparison);
            return problem;
        });
    });
    chooser->open();
}

void ComparisonWindow::holdAgainst(const QString &name, const ToldReader &read)
{
    if (!hasReport() || m_isHeldAgainst)
        return;
    if (!takeThread()) {
        m_ui->messageBar->showMessage(MessageBar::Kind::Error, noThreadFor(tr("The thread that compares")));
        return;
    }
    m_isHeldAgainst = true;
    showProgress();
    const QString shownName = m_ui->comparisons->currentText();
    m_pool.start([this, name, read, shownName, make = reportMaker()] { // the pool is waited for before this dies
        ToldComparison baseline;
        ComparedEntries compared;
        QString problem;
        try {
            if (const QString reason = read(baseline); !reason.isEmpty()) {
                problem = sentence(tr("\"%1\" could not be read: %2").arg(name, reason));
            } else {
                const ComparisonReport report = make();
                compared = compareEntries(baseline, {shownName, recordOf(report), commonPlanJson(report)});
            }
        } catch (const std::bad_alloc &) {
            problem = tr("There is too little memory to hold them against each other.");
        }
        QMetaObject::invokeMethod(
            this,
            [this, name, shownName, compared, problem] {
                m_isHeldAgainst = false;
                showProgress();
                if (!isVisible())
                    return; // closed meanwhile
                if (!problem.isEmpty()) {
                    m_ui->messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem));
                    return;
                }
                auto *dialog = new ComparisonDiffDialog(name, shownName, compared, this);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
            },
            Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
