// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/sweeppage.h"

#include "core/text/visibletext.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartlegend.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace fiftyfold {

namespace {

constexpr std::array figures{SweepFigure::Throughput, SweepFigure::Response, SweepFigure::Cost};
constexpr std::array stretches{5, 3, 3};

} // namespace

SweepPage::SweepPage(QWidget *parent)
    : QWidget(parent)
    , m_legend(new ChartLegend)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (const SweepFigure figure : figures) {
        const auto index = std::size_t(figure);
        auto *plot = new SweepPlot(figure);
        m_plots[index] = plot;
        m_cards[index] = new ChartCard(plot->accessibleName(), newAside(figure), plot, this);
        plot->setNamingValues(figure == SweepFigure::Cost);
        connect(plot, &SweepPlot::cursorMoved, this,
                [this, plot](std::optional<double> value) { moveCursor(plot, value); });
        layout->addWidget(m_cards[index], stretches[index]);
    }
}

/// Beside the title: what the curves are, and what the axis counts.
QWidget *SweepPage::newAside(SweepFigure figure)
{
    auto *aside = new QWidget;
    auto *layout = new QHBoxLayout(aside);
    layout->setContentsMargins(0, 0, 0, 0);
    if (figure == SweepFigure::Throughput)
        layout->addWidget(m_legend, 1);
    else
        layout->addStretch(1);
    auto *unit = new QLabel(figure == SweepFigure::Throughput ? tr("requests per second, log scale")
                            : figure == SweepFigure::Response ? tr("log scale")
                                                              : tr("of the client, log scale"),
                            aside);
    unit->setFont(m_legend->font());
    unit->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(unit, 0, Qt::AlignTop);
    return aside;
}

void SweepPage::setServerFloorMs(std::optional<double> floorMs)
{
    plot(SweepFigure::Response)->setServerFloorMs(floorMs);
}

void SweepPage::setSweep(const std::shared_ptr<const Sweep> &sweep)
{
    m_sweep = sweep;
    const bool hasCost = !sweep || hasFigure(*sweep, SweepFigure::Cost);
    m_cards[std::size_t(SweepFigure::Cost)]->setVisible(hasCost);
    plot(SweepFigure::Response)->setNamingValues(!hasCost); // the last one does
    for (SweepPlot *plot : m_plots)
        plot->setSweep(sweep);
    showLegend();
}

void SweepPage::showLegend()
{
    std::vector<ChartLegend::Entry> entries;
    if (m_sweep) {
        for (std::size_t curve = 0; curve < m_sweep->curves.size(); ++curve)
            entries.push_back({ChartLegend::Mark::Line, visibleText(sweepCurveText(m_sweep->curves[curve])),
                               sweepCurveColour(*m_sweep, curve, palette())});
        if (!sweepBound(*m_sweep).empty())
            entries.push_back({ChartLegend::Mark::Dashes, sweepBoundText(*m_sweep), StageColours(palette()).text});
    }
    m_legend->setEntries(entries);
}

void SweepPage::moveCursor(const SweepPlot *by, std::optional<double> value)
{
    for (SweepPlot *plot : m_plots)
        plot->setCursor(value, plot == by);
}

void SweepPage::setPlain()
{
    moveCursor(nullptr, std::nullopt);
}

void SweepPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLegend();
}

} // namespace fiftyfold
