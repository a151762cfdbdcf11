// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcard.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fiftyfold {

ChartCard::ChartCard(const QString &title, QWidget *aside, QWidget *view, QWidget *parent)
    : Card(parent)
    , m_title(new QLabel(title, this))
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(13, 0, 13, 0);
    header->setSpacing(18);
    header->addWidget(m_title, 0, Qt::AlignTop);
    header->addWidget(aside, 1, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 6);
    layout->setSpacing(4);
    layout->addLayout(header);
    layout->addWidget(view, 1);
}

void ChartCard::setTitle(const QString &title)
{
    m_title->setText(title);
}

} // namespace fiftyfold
