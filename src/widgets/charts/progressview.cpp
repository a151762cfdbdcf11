// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/progressview.h"

#include "core/text/quantities.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/ratechart.h"
#include "widgets/charts/ratelegend.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <utility>

namespace fiftyfold {

namespace {

constexpr int leastRates = 46; ///< Height of the rate chart, px.
constexpr int usualRates = 84; ///< Where there is room.
constexpr int usualChart = 130;
constexpr double ratesShare = 0.36; ///< Of the height.

} // namespace

ProgressView::ProgressView(const StageSeries &series, const RateSeries &rates, TimeAxis *axis, RunSelection *selection,
                           QWidget *parent)
    : QWidget(parent)
    , m_series(rates)
    , m_chart(new ProgressChart(series, rates, axis, selection, this))
    , m_header(new QWidget(this))
    , m_legend(new RateLegend)
    , m_rates(new RateChart(rates, [&series] { return series.requests(); }, axis, selection, this))
{
    auto *title = new QLabel(tr("Rate"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto *unit = new QLabel(tr("per second"));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.86);
    unit->setFont(small);
    unit->setForegroundRole(QPalette::PlaceholderText);
    m_legend->setFont(small);
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(13, 0, 13, 0);
    layout->setSpacing(18);
    layout->addWidget(title);
    layout->addWidget(m_legend, 1);
    layout->addWidget(unit);
    arrange();
}

void ProgressView::refresh()
{
    m_chart->refresh();
    if (m_series.isOfUse()) {
        refreshRates();
        m_legend->setKinds(rateKindsOf(m_series), durationForPeople(m_rates->lagScaleNs()));
    }
    if (m_series.isOfUse() == (m_rates->isHidden() && !m_areRatesHidden))
        arrange();
}

/// The rates have a new point a few times a second.
void ProgressView::refreshRates()
{
    const std::vector<RateSeries::Point> &points = m_series.points();
    const qint64 until = points.empty() ? -1 : points.back().endNs;
    if (until >= 0 && until == m_ratesUntilNs)
        return;
    m_ratesUntilNs = until;
    m_rates->refresh();
}

void ProgressView::arrange()
{
    const int header = m_header->sizeHint().height();
    const bool hasRoom = m_series.isOfUse() && height() >= leastHeightForRates();
    const int rates = hasRoom ? qMax(leastRates, int(height() * ratesShare) - header) : 0;
    const int chart = height() - (hasRoom ? rates + header : 0);
    m_chart->setGeometry(0, 0, width(), chart);
    m_header->setGeometry(0, chart, width(), header);
    m_rates->setGeometry(0, chart + header, width(), qMax(rates, leastRates)); // a plot without height can't be painted
    m_header->setVisible(hasRoom);
    m_rates->setVisible(hasRoom);
    const bool areHidden = m_series.isOfUse() && !hasRoom;
    if (std::exchange(m_areRatesHidden, areHidden) != areHidden)
        Q_EMIT ratesHidden(areHidden);
}

int ProgressView::leastHeightForRates() const
{
    return legibleHeight + m_header->sizeHint().height() + leastRates;
}

int ProgressView::heightForRates() const
{
    return usualChart + m_header->sizeHint().height() + usualRates;
}

QSize ProgressView::minimumSizeHint() const
{
    return m_chart->minimumSizeHint().expandedTo(m_chart->minimumSize());
}

bool ProgressView::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // the chart wants another least size
        updateGeometry();
    return QWidget::event(event);
}

void ProgressView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace fiftyfold
