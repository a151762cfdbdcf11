// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/safequestion.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace fiftyfold {

QMessageBox *ask(QWidget *parent, const SafeQuestion &question, std::function<void()> onAgreed)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, question.title, question.question, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.more);
    const QPushButton *agree = box->addButton(question.agree, QMessageBox::AcceptRole);
    QPushButton *refuse = question.refuse.isEmpty() ? box->addButton(QMessageBox::Cancel)
                                                    : box->addButton(question.refuse, QMessageBox::RejectRole);
    box->setDefaultButton(refuse);
    box->setEscapeButton(refuse);
    QObject::connect(agree, &QPushButton::clicked, parent, std::move(onAgreed));
    box->open();
    return box;
}

} // namespace fiftyfold
