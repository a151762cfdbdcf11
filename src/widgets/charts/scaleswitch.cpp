// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/scaleswitch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace fiftyfold {

ScaleSwitch::ScaleSwitch(const QString &axisName, QWidget *parent)
    : QWidget(parent)
    , m_linear(new QPushButton(tr("Linear"), this))
    , m_log(new QPushButton(tr("Log"), this))
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    auto *group = new QButtonGroup(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (QPushButton *button : {m_linear, m_log}) {
        button->setCheckable(true);
        button->setFont(small);
        button->setFixedSize(button->fontMetrics().size(0, button->text()) + QSize(22, 6));
        button->setAccessibleName(tr("%1: %2").arg(axisName, button->text()));
        group->addButton(button);
        layout->addWidget(button);
    }
    connect(m_log, &QPushButton::toggled, this, &ScaleSwitch::leadTabToTheChosen);
    connect(m_log, &QPushButton::toggled, this, &ScaleSwitch::logChosen);
    m_linear->setChecked(true);
    leadTabToTheChosen(false);
}

/// As in any group: the arrow keys go to the other one.
void ScaleSwitch::leadTabToTheChosen(bool isLog)
{
    m_log->setFocusPolicy(isLog ? Qt::StrongFocus : Qt::ClickFocus);
    m_linear->setFocusPolicy(isLog ? Qt::ClickFocus : Qt::StrongFocus);
}

bool ScaleSwitch::isLog() const
{
    return m_log->isChecked();
}

void ScaleSwitch::setLog(bool isLog)
{
    (isLog ? m_log : m_linear)->setChecked(true);
}

} // namespace fiftyfold
