// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/loadbutton.h"

#include "core/text/visibletext.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionButton>

namespace fiftyfold {

namespace {

constexpr int sidePadding = 12;
constexpr int iconSide = 14;
constexpr int chevronWidth = 8;
constexpr int between = 7;
constexpr int mostLetters = 26; ///< For which there is room in any case.

/// Axes, and what comes up, stays and goes down again.
void drawCurve(QPainter &painter, const QRect &rect, const QColor &colour)
{
    QPainterPath path;
    const auto at = [&rect](double x, double y) { return QPointF(rect.left() + x, rect.top() + y); };
    path.moveTo(at(1.5, 1));
    path.lineTo(at(1.5, 12.5));
    path.lineTo(at(13.5, 12.5));
    path.moveTo(at(3, 10.5));
    path.cubicTo(at(6, 10), at(4.5, 3.5), at(7, 3.5));
    path.cubicTo(at(9.5, 3.5), at(9, 9), at(12.5, 9.5));
    painter.setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void drawChevronDown(QPainter &painter, const QRect &rect, const QColor &colour)
{
    const QPointF centre = QRectF(rect).center();
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({centre + QPointF(-3.2, -1.8), centre + QPointF(0, 1.8), centre + QPointF(3.2, -1.8)}));
}

} // namespace

LoadButton::LoadButton(QWidget *parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // it may leave out a part of its summary
}

void LoadButton::setSummary(const QString &summary)
{
    m_summary = summary;
    setAccessibleDescription(summary);
    updateGeometry();
    update();
}

int LoadButton::widthWith(int summaryWidth) const
{
    const int name = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return sidePadding + iconSide + between + name + between + summaryWidth + between + chevronWidth + sidePadding;
}

QSize LoadButton::sizeHint() const
{
    return {widthWith(fontMetrics().horizontalAdvance(m_summary) + 2), QPushButton::sizeHint().height()};
}

QSize LoadButton::minimumSizeHint() const
{
    const int most = mostLetters * fontMetrics().averageCharWidth();
    return {widthWith(qMin(fontMetrics().horizontalAdvance(m_summary) + 2, most)), sizeHint().height()};
}

void LoadButton::paintEvent(QPaintEvent *)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    painter.setRenderHint(QPainter::Antialiasing);
    const StageColours colours(palette());
    const auto place = [this](int left, int width, int height) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(left, (this->height() - height) / 2, width, height));
    };
    int left = sidePadding;
    drawCurve(painter, place(left, iconSide, iconSide), colours.mutedText);
    left += iconSide + between;
    int flags = Qt::AlignVCenter | Qt::AlignLeading | Qt::TextShowMnemonic;
    if (!style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this))
        flags |= Qt::TextHideMnemonic;
    const int nameWidth = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    painter.setPen(colours.mutedText);
    painter.drawText(place(left, nameWidth, height()), flags, text());
    left += nameWidth + between;
    const int room = width() - left - between - chevronWidth - sidePadding;
    painter.setPen(palette().color(QPalette::ButtonText));
    painter.drawText(place(left, room, height()), Qt::AlignVCenter | Qt::AlignLeading,
                     isolated(fontMetrics().elidedText(m_summary, Qt::ElideRight, room)));
    drawChevronDown(painter, place(width() - sidePadding - chevronWidth, chevronWidth, chevronWidth),
                    colours.mutedText);
}

} // namespace fiftyfold
