// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/mutedlabel.h"

#include "widgets/base/stagecolours.h"

#include <QEvent>

namespace fiftyfold {

MutedLabel::MutedLabel(const QString &text, QWidget *parent)
    : ElidedLabel(text, parent)
{
    setElideMode(Qt::ElideNone);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    setFont(small);
    setForegroundRole(QPalette::PlaceholderText);
}

void MutedLabel::setWarning(bool isWarning)
{
    if (m_isWarning == isWarning)
        return;
    m_isWarning = isWarning;
    applyColour();
}

void MutedLabel::changeEvent(QEvent *event)
{
    ElidedLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_isWarning)
        applyColour();
}

void MutedLabel::applyColour()
{
    QPalette palette;
    if (m_isWarning)
        palette.setColor(foregroundRole(), StageColours(window()->palette()).error);
    if (palette != this->palette() || !m_isWarning)
        setPalette(palette);
}

} // namespace fiftyfold
