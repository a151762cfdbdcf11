// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/answerband.h"

#include "core/text/visibletext.h"
#include "widgets/base/stagecolours.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace fiftyfold {

AnswerBand::AnswerBand(QWidget *parent)
    : QWidget(parent)
    , m_first(new QLabel(this))
    , m_others(new QLabel(this))
{
    for (QLabel *label : {m_first, m_others}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_first->setFont(strong);
    m_first->setAccessibleName(tr("Answer"));
    m_others->setAccessibleName(tr("Answer, continued"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 7, 12, 7);
    layout->setSpacing(2);
    layout->addWidget(m_first);
    layout->addWidget(m_others);
    hide();
}

void AnswerBand::setSentences(const QStringList &sentences)
{
    m_first->setText(visibleText(sentences.value(0)));
    m_others->setText(visibleText(sentences.mid(1).join(QLatin1Char(' '))));
    m_others->setVisible(sentences.size() > 1);
}

QString AnswerBand::text() const
{
    return m_others->text().isEmpty() ? m_first->text() : m_first->text() + QLatin1Char(' ') + m_others->text();
}

void AnswerBand::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.tinted(colours.success));
    painter.fillRect(QRect(0, 0, 4, height()), colours.success);
}

} // namespace fiftyfold
