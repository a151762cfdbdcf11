// SPDX-License-Identifier: GPL-3.0-or-later
// What the run bar does with the requests of a plan beyond its fields: their dialog, their files, and commands that
// are pasted.
#include "widgets/run/runbar.h"

#include "core/plan/planfields.h"
#include "core/text/redaction.h"
#include "models/base/planchanges.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/run/commandpaste.h"
#include "widgets/run/previewtext.h"
#include "widgets/run/requestreader.h"
#include "widgets/run/requestsdialog.h"
#include "widgets/run/urlfield.h"

#include "ui_runbar.h"

#include <utility>

namespace fiftyfold {

UrlField *RunBar::urlField() const
{
    return static_cast<UrlField *>(m_ui->url->lineEdit());
}

void RunBar::connectPaste()
{
    connect(urlField(), &UrlField::commandPasted, this,
            [this](const QString &command) { m_paste->take(command, plan(nullptr)); });
    connect(urlField(), &UrlField::undoRequested, this, &RunBar::takeCommandBack);
    connect(urlField(), &UrlField::editRefused, this, &RunBar::urlRefused);
    connect(m_paste, &CommandPaste::taken, this, &RunBar::takeCommand);
    connect(m_paste, &CommandPaste::refused, this, &RunBar::commandRefused);
    connect(m_ui->url, &QComboBox::activated, this, &RunBar::dropTargets);
}

/// A tooltip with what is other than usual.
QString RunBar::withChanges(const QString &about, const QStringList &changes)
{
    return changes.isEmpty()
               ? about
               : tr("%1.\nSet to other than the default: %2").arg(about, changes.join(QLatin1String(", ")));
}

void RunBar::openRequests(const QString &option)
{
    auto *dialog = new RequestsDialog(plan(nullptr), this, m_reader, m_written);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_written = dialog->writtenShorthand();
        setPlan(dialog->plan());
    });
    const QString offered = std::exchange(m_offeredOption, {});
    dialog->focusOption(option.isEmpty() ? offered : option);
    dialog->open();
}

void RunBar::showRequests()
{
    const bool hasTargets = !m_rest.targetsFile.isEmpty();
    m_ui->method->setEnabled(!hasTargets);
    urlField()->setReadOnly(hasTargets); // it shows the first of them
    urlField()->setRemark(hasTargets ? otherTargets(m_rest) : QString());
    urlField()->setToolTip(hasTargets
                               ? plainToolTip(tr("The first of the targets of %1, which are what is asked. To ask "
                                                 "one URL instead, type here, or take the list away under "
                                                 "Requests…")
                                                  .arg(redactedUrlText(m_rest.targetsFile)))
                               : QString());
    m_ui->requestsButton->setCount(hasTargets ? m_rest.targetNames.size() : 0);
    m_ui->requestsButton->setToolTip(
        withChanges(tr("Headers, body, and files of many requests (Ctrl+T)"), changesOf(m_rest, FieldPlace::Requests)));
    arrange(width());
}

/// Of a plan that was remembered only the file's name is known. What is wrong with it a run says.
void RunBar::readTargets()
{
    if (m_rest.targetsFile.isEmpty() || !m_rest.targetNames.isEmpty())
        return;
    m_reader->preview(m_rest, this, [this, asked = m_rest.targetsFile](const RequestPreview &preview) {
        if (m_rest.targetsFile != asked || !preview.problem.isEmpty())
            return;
        m_rest.targetNames = preview.names;
        m_ui->method->setCurrentText(QString::fromLatin1(preview.firstMethod));
        m_ui->url->setEditText(preview.firstUrl.toString());
        m_ui->url->lineEdit()->setCursorPosition(0);
        showRequests();
    });
}

void RunBar::dropTargets()
{
    if (m_rest.targetsFile.isEmpty())
        return;
    m_rest.targetsFile.clear();
    m_rest.targetNames.clear();
    m_rest.order = RunPlan().order;
    showRequests();
    Q_EMIT edited();
}

void RunBar::takeCommand(const RunPlan &taken, const QStringList &notes)
{
    m_beforeCommand = plan(nullptr);
    m_urlBeforeCommand = m_ui->url->currentText();
    setPlan(taken);
    Q_EMIT commandTaken(notes);
}

void RunBar::takeCommandBack()
{
    if (!m_beforeCommand)
        return;
    const RunPlan now = plan(nullptr);
    RunPlan before = *std::exchange(m_beforeCommand, std::nullopt);
    before.strategy = now.strategy;
    before.runnerCommand = now.runnerCommand;
    for (const PlanField &field : planFields()) {
        if (field.place != FieldPlace::Load)
            continue;
        field.value.reset(before);
        const QStringList texts = field.value.texts(now, Secrets::Kept);
        for (const QString &text : texts)
            field.value.read(before, text);
    }
    setPlan(before);
    m_ui->url->setEditText(std::exchange(m_urlBeforeCommand, {}));
    Q_EMIT commandTakenBack();
}

} // namespace fiftyfold
