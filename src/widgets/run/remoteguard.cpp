// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/remoteguard.h"

#include "models/comparison/comparisonwording.h"
#include "models/run/loadwording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace fiftyfold {

namespace {

struct GuardWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RemoteGuard)
};

QString countedText(quint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

void ask(QWidget *parent, const QString &title, const QString &question, const QString &more,
         std::function<void()> onAgreed)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, question, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    QPushButton *send = box->addButton(GuardWording::tr("&Send requests"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(send, &QPushButton::clicked, parent, std::move(onAgreed));
    box->open();
}

QString aboutTheHost()
{
    return GuardWording::tr(
        "This host is neither on this machine nor in a private network. Go on only if its owner does "
        "not mind. You will not be asked again for this host.");
}

} // namespace

void askBeforeRemoteRun(QWidget *parent, const RunPlan &plan, std::function<void()> onAgreed)
{
    const QString host = plan.url.host();
    ask(parent, GuardWording::tr("Run against %1?").arg(host),
        GuardWording::tr("Send %1 to %2, up to %3 at once?")
            .arg(countedRequests(plan), host, countedText(plan.effectiveAtOnce())),
        aboutTheHost(), std::move(onAgreed));
}

void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, int entries, int rounds,
                               std::function<void()> onAgreed)
{
    const QString host = plan.url.host();
    ask(parent, GuardWording::tr("Compare against %1?").arg(host),
        GuardWording::tr("Send %1 requests in all to %2, up to %3 at once?")
            .arg(countedText(comparisonRequests(plan.requests + plan.warmup, entries, rounds)), host,
                 countedText(plan.concurrentAtOnce())),
        GuardWording::tr("That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. %4")
            .arg(countedText(plan.requests), countedText(quint64(entries)), countedText(quint64(rounds)),
                 aboutTheHost()),
        std::move(onAgreed));
}

} // namespace fiftyfold
