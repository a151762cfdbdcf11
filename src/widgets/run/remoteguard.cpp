// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/remoteguard.h"

#include "models/comparison/comparisonwording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace fiftyfold {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RemoteGuard)
};

QString counted(quint64 number)
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
    QPushButton *send = box->addButton(Wording::tr("&Send requests"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setEscapeButton(QMessageBox::Cancel);
    QObject::connect(send, &QPushButton::clicked, parent, std::move(onAgreed));
    box->open();
}

QString aboutTheHost()
{
    return Wording::tr("This host is neither on this machine nor in a private network. Go on only if its owner does "
                       "not mind. You will not be asked again for this host.");
}

} // namespace

void askBeforeRemoteRun(QWidget *parent, const RunPlan &plan, std::function<void()> onAgreed)
{
    const QString host = plan.url.host();
    ask(parent, Wording::tr("Run against %1?").arg(host),
        Wording::tr("Send %1 requests to %2, up to %3 at once?")
            .arg(counted(plan.requests), host, counted(plan.effectiveAtOnce())),
        aboutTheHost(), std::move(onAgreed));
}

void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, int entries, int rounds,
                               std::function<void()> onAgreed)
{
    RunPlan widest = plan;
    widest.strategy = QStringLiteral("async");
    const QString host = plan.url.host();
    ask(parent, Wording::tr("Compare against %1?").arg(host),
        Wording::tr("Send %1 requests in all to %2, up to %3 at once?")
            .arg(counted(comparisonRequests(plan.requests + plan.warmup, entries, rounds)), host,
                 counted(widest.effectiveAtOnce())),
        Wording::tr("That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. %4")
            .arg(counted(plan.requests), counted(quint64(entries)), counted(quint64(rounds)), aboutTheHost()),
        std::move(onAgreed));
}

} // namespace fiftyfold
