// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/bandlegend.h"

#include "widgets/base/stagecolours.h"
#include "widgets/charts/bandtext.h"
#include "widgets/charts/loopwaithatch.h"

#include <QPainter>

namespace fiftyfold {

namespace {
constexpr int markWidth = 9;
constexpr int curveHeight = 2;
constexpr int textGap = 5;
constexpr int chipGap = 11;
constexpr int lineGap = 3;
} // namespace

QColor curveColour(StageSeries::Band band, const StageColours &colours)
{
    return band == StageSeries::Band::Done ? colours.accent : colours.of(band);
}

QBrush bandBrush(StageSeries::Band band, const StageColours &colours)
{
    return band == StageSeries::Band::LoopWait ? loopWaitBrush(colours) : QBrush(colours.of(band));
}

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

void BandLegend::setBands(const std::vector<StageSeries::Band> &bands, const std::vector<StageSeries::Band> &curves)
{
    if (m_bands == bands && m_curves == curves)
        return;
    m_bands = bands;
    m_curves = curves;
    describe();
    updateGeometry();
}

void BandLegend::setFigures(const QString &figures)
{
    if (m_figures == figures)
        return;
    const int heightBefore = heightForWidth(width());
    m_figures = figures;
    describe();
    if (heightForWidth(width()) != heightBefore) // all the window would be laid out anew
        updateGeometry();
}

void BandLegend::describe()
{
    QStringList texts;
    const std::vector<Entry> all = entries(QWIDGETSIZE_MAX);
    for (const Entry &entry : all)
        texts.append(entry.text);
    setAccessibleDescription(texts.join(QLatin1String(", ")));
    update();
}

std::vector<BandLegend::Entry> BandLegend::entries(int width) const
{
    using Mark = Entry::Mark;
    std::vector<Entry> result;
    for (const StageSeries::Band band : m_bands)
        result.push_back({Mark::Square, band, bandName(band), {}});
    if (!m_figures.isEmpty())
        result.push_back({Mark::None, {}, m_figures, {}});
    for (const StageSeries::Band band : m_curves)
        result.push_back({Mark::Curve, band, bandName(band), {}});
    if (!m_curves.empty())
        result.back().text = tr("%1, right axis").arg(result.back().text);

    const int height = fontMetrics().height();
    int x = 0;
    int y = 0;
    for (Entry &entry : result) {
        const int mark = entry.mark == Mark::None ? 0 : markWidth + textGap;
        const int entryWidth = mark + fontMetrics().horizontalAdvance(entry.text);
        if (x > 0 && x + entryWidth > width) {
            x = 0;
            y += height + lineGap;
        }
        entry.place = QRect(x, y, entryWidth, height);
        x += entryWidth + chipGap;
    }
    const int free = width - (x - chipGap);
    for (Entry &entry : result) { // the curves at the end of the last line
        if (entry.mark == Mark::Curve && entry.place.y() == y && width < QWIDGETSIZE_MAX)
            entry.place.translate(qMax(0, free), 0);
    }
    return result;
}

QSize BandLegend::sizeHint() const
{
    const std::vector<Entry> all = entries(QWIDGETSIZE_MAX);
    return QSize(all.empty() ? 0 : all.back().place.right() + 1, fontMetrics().height());
}

QSize BandLegend::minimumSizeHint() const
{
    return QSize(120, fontMetrics().height());
}

int BandLegend::heightForWidth(int width) const
{
    const std::vector<Entry> all = entries(width);
    return all.empty() ? fontMetrics().height() : all.back().place.bottom() + 1;
}

void BandLegend::paintEvent(QPaintEvent *)
{
    using Mark = Entry::Mark;
    const StageColours colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<Entry> all = entries(width());
    for (const Entry &entry : all) {
        QRect text = entry.place;
        if (entry.mark != Mark::None) {
            const int height = entry.mark == Mark::Curve ? curveHeight : markWidth;
            painter.setPen(Qt::NoPen);
            painter.setBrush(entry.mark == Mark::Curve ? QBrush(curveColour(entry.band, colours))
                                                       : bandBrush(entry.band, colours));
            painter.drawRoundedRect(QRectF(text.x(), text.y() + (text.height() - height) / 2.0, markWidth, height), 2,
                                    2);
            text.setLeft(text.left() + markWidth + textGap);
        }
        painter.setPen(colours.mutedText);
        painter.drawText(text.adjusted(0, 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter, entry.text);
    }
}

} // namespace fiftyfold
