// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/elidedlabel.h"

#include "core/text/visibletext.h"
#include "widgets/base/plaintooltip.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace fiftyfold {

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    updateGeometry();
    update();
}

bool ElidedLabel::isElided() const
{
    return m_mode != Qt::ElideNone && !wordWrap();
}

QSize ElidedLabel::minimumSizeHint() const
{
    if (!isElided())
        return QLabel::minimumSizeHint();
    return {fontMetrics().averageCharWidth() * 8, QLabel::minimumSizeHint().height()};
}

QString ElidedLabel::elidedText() const
{
    return fontMetrics().elidedText(text(), m_mode, contentsRect().width());
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    if (!isElided())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine, isolated(elidedText()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && isElided()) {
        const QString whole = elidedText() == text() ? QString() : text();
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(whole), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace fiftyfold
