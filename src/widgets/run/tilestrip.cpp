// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/tilestrip.h"

#include "widgets/base/tile.h"

#include <QHBoxLayout>
#include <QLocale>

#include <cmath>

namespace fiftyfold {

TileStrip::TileStrip(QWidget *parent)
    : QWidget(parent)
    , m_elapsed(new Tile(tr("ELAPSED"), {QStringLiteral("0.000"), tr("min")}, this))
    , m_done(new Tile(tr("DONE"), {QStringLiteral("00000"), tr("of 00000")}, this))
    , m_overlap(new Tile(tr("OVERLAP"), {QStringLiteral("00.0"), tr("× of 000")}, this))
    , m_rate(new Tile(tr("RATE"), {QStringLiteral("0000"), tr("per s")}, this))
    , m_latency(new Tile(tr("LATENCY p50 · p95 · max"), {QStringLiteral("000 · 000 · 000"), tr("ms")}, this))
    , m_failed(new Tile(tr("FAILED"), {QStringLiteral("0000"), QString()}, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (Tile *tile : tiles()) {
        layout->addWidget(tile, tile->sizeHint().width());
        connect(tile, &Tile::figureChanged, this, &TileStrip::fitFigures);
    }
    m_elapsed->setToolTip(tr("From the start of the clock to the last outcome"));
    m_done->setToolTip(tr("Requests that went through every step"));
    m_overlap->setToolTip(tr("How many requests were in progress on average: the time in progress of all requests, "
                             "divided by the elapsed time"));
    m_rate->setToolTip(tr("Requests done, by the elapsed time"));
    m_latency->setToolTip(tr("From leaving the queue to the last byte of the reply, of requests that are done: "
                             "half of them were faster than p50, 95 of 100 faster than p95"));
    m_failed->setToolTip(tr("Requests that ended in an error; click a red row in the waterfall to see why"));
    clear();
}

std::array<Tile *, 6> TileStrip::tiles() const
{
    return {m_elapsed, m_done, m_overlap, m_rate, m_latency, m_failed};
}

void TileStrip::fitFigures()
{
    // One size for all; in coarse steps, so that a figure that gains a digit does not make the others breathe.
    double scale = 1;
    for (const Tile *tile : tiles())
        scale = qMin(scale, tile->fittingScale());
    scale = qMax(0.5, std::floor(scale * 20) / 20);
    for (Tile *tile : tiles())
        tile->setScale(scale);
}

void TileStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    fitFigures();
}

void TileStrip::clear()
{
    const FigureText none{QStringLiteral("–"), QString()};
    for (Tile *tile : tiles()) {
        tile->setFigure(none);
        tile->setAlarming(false);
    }
    m_done->setProgress(0.0);
}

void TileStrip::showFigures(const RunFigures &figures)
{
    m_elapsed->setFigure(elapsedText(figures.elapsedNs));
    m_done->setFigure(doneText(figures.done, figures.requests));
    m_done->setProgress(figures.requests == 0 ? 0.0 : double(figures.done) / figures.requests);
    m_overlap->setFigure(overlapText(figures.overlap, figures.atOnce));
    m_rate->setFigure(rateText(figures.requestsPerSecond));
    m_latency->setFigure(latencyText(figures));
    m_failed->setFigure({QLocale(QLocale::English).toString(figures.failed), QString()});
    m_failed->setAlarming(figures.failed > 0);
}

} // namespace fiftyfold
