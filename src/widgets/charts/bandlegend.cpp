// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/bandlegend.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandtext.h"

#include <QPainter>

namespace fiftyfold {

namespace {
constexpr int square = 9;
constexpr int lineHeight = 2;
constexpr int textGap = 5;
constexpr int chipGap = 11;
constexpr int lineGap = 3;
} // namespace

BandLegend::BandLegend(QWidget *parent)
    : QWidget(parent)
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    setFont(small);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend"));
}

void BandLegend::setBands(const std::vector<StageSeries::Band> &bands, bool isDoneLine)
{
    if (m_bands == bands && m_isDoneLine == isDoneLine)
        return;
    m_bands = bands;
    m_isDoneLine = isDoneLine;
    QStringList names;
    for (const StageSeries::Band band : bands)
        names.append(bandName(band));
    setAccessibleDescription(names.join(QLatin1String(", ")));
    updateGeometry();
    update();
}

std::vector<QRect> BandLegend::chips(int width) const
{
    std::vector<QRect> result;
    const int height = fontMetrics().height();
    int x = 0;
    int y = 0;
    for (const StageSeries::Band band : m_bands) {
        const int chipWidth = square + textGap + fontMetrics().horizontalAdvance(bandName(band));
        if (x > 0 && x + chipWidth > width) {
            x = 0;
            y += height + lineGap;
        }
        result.emplace_back(x, y, chipWidth, height);
        x += chipWidth + chipGap;
    }
    return result;
}

QSize BandLegend::sizeHint() const
{
    const std::vector<QRect> all = chips(QWIDGETSIZE_MAX);
    return QSize(all.empty() ? 0 : all.back().right() + 1, fontMetrics().height());
}

QSize BandLegend::minimumSizeHint() const
{
    return QSize(120, fontMetrics().height());
}

int BandLegend::heightForWidth(int width) const
{
    const std::vector<QRect> all = chips(width);
    return all.empty() ? fontMetrics().height() : all.back().bottom() + 1;
}

void BandLegend::paintEvent(QPaintEvent *)
{
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<QRect> all = chips(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QRect &chip = all[i];
        painter.setPen(Qt::NoPen);
        const bool isLine = m_isDoneLine && m_bands[i] == StageSeries::Band::Done;
        const int height = isLine ? lineHeight : square;
        painter.setBrush(isLine ? colours.accent : colours.of(m_bands[i]));
        painter.drawRoundedRect(QRectF(chip.x(), chip.y() + (chip.height() - height) / 2.0, square, height), 2, 2);
        painter.setPen(colours.mutedText);
        painter.drawText(chip.adjusted(square + textGap, 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         bandName(m_bands[i]));
    }
}

} // namespace fiftyfold
