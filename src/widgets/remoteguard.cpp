// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/remoteguard.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace fiftyfold {

void askBeforeRemoteRun(QWidget *parent, const RunPlan &plan, std::function<void()> onAgreed)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("fiftyfold::RemoteGuard", text); };
    const QLocale english(QLocale::English);
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Run against %1?").arg(plan.url.host()),
        tr("Send %1 requests to %2, up to %3 at once?")
            .arg(english.toString(plan.requests), plan.url.host(), english.toString(plan.effectiveAtOnce())),
        QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("This host is neither on this machine nor in a private network. Go on only if its owner "
                               "does not mind. You will not be asked again for this host."));
    QPushButton *send = box->addButton(tr("&Send requests"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(send, &QPushButton::clicked, parent, std::move(onAgreed));
    box->open();
}

} // namespace fiftyfold
