// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/countbutton.h"

#include "core/text/numberlocale.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace fiftyfold {

namespace {

constexpr int beforeBadge = 7;
constexpr int badgePadding = 6; ///< In the badge.

} // namespace

CountButton::CountButton(QWidget *parent)
    : QPushButton(parent)
{
}

void CountButton::setCount(qsizetype count)
{
    m_count = count;
    setAccessibleDescription(badge());
    updateGeometry();
    update();
}

QString CountButton::badge() const
{
    return m_count > 1 ? numberLocale().toString(m_count) : QString();
}

QFont CountButton::badgeFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

int CountButton::badgeWidth() const
{
    return qMax(QFontMetrics(badgeFont()).horizontalAdvance(badge()) + 2 * badgePadding,
                QFontMetrics(badgeFont()).height());
}

QSize CountButton::sizeHint() const
{
    const QSize usual = QPushButton::sizeHint();
    return badge().isEmpty() ? usual : usual + QSize(beforeBadge + badgeWidth(), 0);
}

QSize CountButton::minimumSizeHint() const
{
    return sizeHint();
}

void CountButton::paintEvent(QPaintEvent *event)
{
    if (badge().isEmpty())
        return QPushButton::paintEvent(event);
    QStyleOptionButton option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    const int badgeSide = QFontMetrics(badgeFont()).height() + 2;
    const int textWidth = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int left = (width() - textWidth - beforeBadge - badgeWidth()) / 2;
    const auto place = [this](int begin, int room, int high) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(begin, (height() - high) / 2, room, high));
    };
    int flags = Qt::AlignVCenter | Qt::AlignLeading | Qt::TextShowMnemonic;
    if (!style()->styleHint(QStyle::SH_UnderlineShortcut, &option, this))
        flags |= Qt::TextHideMnemonic;
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(place(left, textWidth, height()), flags, text());
    const StageColours colours(palette());
    const QRect pill = place(left + textWidth + beforeBadge, badgeWidth(), badgeSide);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(colours.mutedText, colours.card, 0.2));
    painter.drawRoundedRect(pill, badgeSide / 2.0, badgeSide / 2.0);
    painter.setPen(palette().color(QPalette::ButtonText));
    painter.setFont(badgeFont());
    painter.drawText(pill, Qt::AlignCenter, badge());
}

} // namespace fiftyfold
