// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/urlfield.h"

#include "widgets/base/stagecolours.h"

#include <QPainter>

namespace fiftyfold {

UrlField::UrlField(QWidget *parent)
    : QLineEdit(parent)
{
}

void UrlField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!text().startsWith(QLatin1String("practice:"), Qt::CaseInsensitive))
        return;
    const QString hint = tr("practice server, built in");
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    const int hintWidth = QFontMetrics(small).horizontalAdvance(hint);
    constexpr int gap = 10;
    if (fontMetrics().horizontalAdvance(text()) + hintWidth + 3 * gap > width())
        return;
    QPainter painter(this);
    painter.setFont(small);
    painter.setPen(StageColours(palette()).mutedText);
    painter.drawText(rect().adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter, hint);
}

} // namespace fiftyfold
