// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacitychart.h"

#include "core/capacity/capacitywording.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/roundstep.h"
#include "models/capacity/capacitystepmodel.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/customplot.h"
#include "widgets/charts/plotaxes.h"
#include "widgets/charts/timegestures.h"

#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr QMargins capacityMargins(62, 8, 24, 26);
constexpr double discSize = 8;
constexpr double leastRateSpacing = 60;
constexpr double leastTimeSpacing = 24;
constexpr double logRatio = 8; ///< Of the longest time to the shortest from which on the axis is logarithmic.

double distanceOf(const QPointF &one, const QPointF &other)
{
    return std::hypot(one.x() - other.x(), one.y() - other.y());
}

} // namespace

CapacityChart::CapacityChart(const CapacityStepModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_plot(new QCustomPlot(this))
    , m_hintLabel(new QLabel(this))
    , m_line(m_plot->addGraph())
    , m_held(m_plot->addGraph())
    , m_crossed(m_plot->addGraph())
    , m_band(new QCPItemRect(m_plot))
    , m_limits(m_plot, Qt::Horizontal)
{
    setLayoutDirection(Qt::LeftToRight); // so do numbers
    setAccessibleName(tr("Time over the rate"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus); // for its menu
    setProperty("showsFocusOnCard", true);
    m_hintLabel->setAlignment(Qt::AlignCenter);
    m_hintLabel->setWordWrap(true);
    m_hintLabel->setAttribute(Qt::WA_TransparentForMouseEvents);
    buildPlot();
    addChartCopyMenu(this, [this] { return numbers(); });
    connect(model, &QAbstractItemModel::modelReset, this, &CapacityChart::refresh);
    connect(model, &QAbstractItemModel::dataChanged, this, &CapacityChart::refresh);
    refresh();
}

void CapacityChart::buildPlot()
{
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(capacityMargins);
    makeAxesCalm(*m_plot);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        axis->setTickLabelPadding(6);
    for (QCPGraph *graph : {m_held, m_crossed})
        graph->setLineStyle(QCPGraph::lsNone);
    m_band->setLayer(QStringLiteral("background"));
    m_band->setPen(Qt::NoPen);
    for (QCPItemPosition *corner : {m_band->topLeft, m_band->bottomRight})
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    applyColours();
}

void CapacityChart::setHint(const QString &text)
{
    m_hintLabel->setText(visibleText(text));
}

void CapacityChart::refresh()
{
    m_points = capacityCurve(m_model->record());
    m_hintLabel->setVisible(m_points.empty());
    if (isVisible())
        draw();
}

void CapacityChart::draw()
{
    showScales();
    showPoints();
    showBand();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CapacityChart::showPoints()
{
    QVector<double> rates;
    QVector<double> times;
    for (QCPGraph *graph : {m_held, m_crossed})
        graph->data()->clear();
    for (const CapacityPoint &point : m_points) {
        rates.append(point.rate);
        times.append(point.ns);
        (point.isHeld ? m_held : m_crossed)->addData(point.rate, point.ns);
    }
    m_line->setData(rates, times, true);
}

void CapacityChart::showScales()
{
    auto rateTicker = m_plot->xAxis->ticker().staticCast<QCPAxisTickerText>();
    rateTicker->clear();
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabels(!m_points.empty());
        axis->grid()->setVisible(!m_points.empty());
    }
    if (m_points.empty()) {
        m_limits.show({}, {}, palette(), font());
        return;
    }
    const QRect area = rect().marginsRemoved(capacityMargins);
    const double least = m_points.front().rate;
    const double most = m_points.back().rate;
    const double room = std::max((most - least) * 0.06, most * 0.03); // so that the outermost discs are seen whole
    m_plot->xAxis->setRange(least - room, most + room);
    const int ticks = std::max(2, static_cast<int>(area.width() / leastRateSpacing));
    const double step = roundStep(most - least + 2 * room, ticks);
    for (double tick = std::ceil((least - room) / step) * step; tick <= most + room; tick += step)
        rateTicker->addTick(tick, rateForPeople(tick));

    const auto [shortest, longest] = std::minmax_element(
        m_points.begin(), m_points.end(), [](const CapacityPoint &a, const CapacityPoint &b) { return a.ns < b.ns; });
    const std::optional<double> limit = watchedLimitNs(m_model->record().plan);
    const double bottom = std::max(std::min(shortest->ns, limit.value_or(shortest->ns)), 1.0);
    const double top = std::max(longest->ns, limit.value_or(0));
    const DurationScale scale = DurationScale::around(bottom, top, top > logRatio * bottom, area.height());
    showDurationScale(m_plot->yAxis, scale, leastTimeSpacing);
    std::vector<LatencyLimit> limits;
    if (limit)
        limits.push_back({watchedText(m_model->record().plan), LatencyTime::Response, *limit});
    m_limits.show(limits, scale, palette(), plotLabelFont(font()));
}

void CapacityChart::showBand()
{
    const CapacityAnswer &answer = m_model->record().answer;
    m_band->setVisible(answer.hasRange());
    m_band->topLeft->setCoords(answer.held, 0);
    m_band->bottomRight->setCoords(answer.crossed, 1);
}

void CapacityChart::applyColours()
{
    const StageColours colours(palette());
    colourAxes(*m_plot, palette(), font());
    constexpr double lineWidth = 1.2;
    constexpr double ringWidth = 1.8;
    m_line->setPen(QPen(colours.mutedText, lineWidth));
    m_held->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colours.success, 1), colours.success, discSize));
    m_crossed->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colours.error, ringWidth), colours.card, discSize));
    m_band->setBrush(colours.tinted(colours.success));
    QPalette hint = palette();
    hint.setColor(QPalette::WindowText, colours.mutedText);
    m_hintLabel->setPalette(hint);
}

/// "977/s: 150 ms, held"
QString CapacityChart::textOf(const CapacityPoint &point) const
{
    return tr("%1: %2 %3, %4")
        .arg(rateForPeople(point.rate), watchedName(m_model->record().plan), durationForPeople(std::llround(point.ns)),
             point.isHeld ? tr("held") : tr("did not hold"));
}

QString CapacityChart::spokenText() const
{
    if (m_points.empty())
        return m_hintLabel->text();
    QStringList parts;
    for (const CapacityPoint &point : m_points)
        parts.append(textOf(point));
    return parts.join(QLatin1String("; "));
}

QString CapacityChart::numbers() const
{
    QString text = QStringLiteral("rate\t%1_ms\theld\n").arg(watchedName(m_model->record().plan));
    for (const CapacityPoint &point : m_points)
        text += QStringLiteral("%1\t%2\t%3\n")
                    .arg(QString::number(point.rate), copiedMilliseconds(point.ns),
                         point.isHeld ? QLatin1String("1") : QLatin1String("0"));
    return text;
}

QSize CapacityChart::sizeHint() const
{
    return {480, 260};
}

QSize CapacityChart::minimumSizeHint() const
{
    return {260, 110};
}

bool CapacityChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto distance = [this, help](const CapacityPoint &point) {
        return distanceOf(QPointF(m_plot->xAxis->coordToPixel(point.rate), m_plot->yAxis->coordToPixel(point.ns)),
                          help->pos());
    };
    const auto nearest =
        std::min_element(m_points.begin(), m_points.end(), [&distance](const CapacityPoint &a, const CapacityPoint &b) {
            return distance(a) < distance(b);
        });
    constexpr double reach = 40;
    if (nearest != m_points.end() && distance(*nearest) <= reach)
        QToolTip::showText(help->globalPos(), plainToolTip(textOf(*nearest)), this);
    else
        QToolTip::hideText();
    return true;
}

void CapacityChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    applyColours();
    refresh();
}

void CapacityChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    draw();
}

void CapacityChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    m_hintLabel->setGeometry(rect().adjusted(20, 0, -20, 0));
    refresh();
}

} // namespace fiftyfold
