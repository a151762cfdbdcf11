// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/mutedlabel.h"

#include "widgets/base/stagecolours.h"

#include <QEvent>

namespace fiftyfold {

MutedLabel::MutedLabel(const QString &text, QWidget *parent)
    : ElidedLabel(text, parent)
{
    setElideMode(Qt::ElideRight);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    setFont(small);
    setForegroundRole(QPalette::PlaceholderText);
}

void MutedLabel::setTone(Tone tone)
{
    if (m_tone == tone)
        return;
    m_tone = tone;
    applyColour();
}

void MutedLabel::changeEvent(QEvent *event)
{
    ElidedLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_tone != Tone::Plain)
        applyColour();
}

void MutedLabel::applyColour()
{
    QPalette palette;
    if (m_tone != Tone::Plain) {
        const StageColours colours(window()->palette());
        palette.setColor(foregroundRole(), m_tone == Tone::Error ? colours.error : colours.warning);
    }
    if (palette != this->palette() || m_tone == Tone::Plain)
        setPalette(palette);
}

} // namespace fiftyfold
