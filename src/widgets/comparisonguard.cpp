// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparisonguard.h"

#include "models/comparisonwording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace fiftyfold {

void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, int entries, int rounds,
                               std::function<void()> onAgreed)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("fiftyfold::RemoteGuard", text); };
    const QLocale english(QLocale::English);
    RunPlan widest = plan;
    widest.strategy = QStringLiteral("async");
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Compare against %1?").arg(plan.url.host()),
                        tr("Send %1 requests in all to %2, up to %3 at once?")
                            .arg(english.toString(comparisonRequests(plan.requests + plan.warmup, entries, rounds)),
                                 plan.url.host(), english.toString(widest.effectiveAtOnce())),
                        QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. This host is "
           "neither on this machine nor in a private network. Go on only if its owner does not "
           "mind. You will not be asked again for this host.")
            .arg(english.toString(plan.requests), english.toString(entries), english.toString(rounds)));
    QPushButton *send = box->addButton(tr("&Send requests"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(send, &QPushButton::clicked, parent, std::move(onAgreed));
    box->open();
}

} // namespace fiftyfold
