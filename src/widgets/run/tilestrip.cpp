// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/tilestrip.h"

#include "core/text/numberlocale.h"
#include "models/run/loadfigurewording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/tile.h"

#include <QHBoxLayout>

#include <cmath>

namespace fiftyfold {

namespace {

constexpr double smallSize = 0.75;

FigureText none()
{
    return {QStringLiteral("–"), QString()};
}

} // namespace

TileStrip::TileStrip(QWidget *parent)
    : QWidget(parent)
    , m_elapsed(new Tile(tr("ELAPSED"), {QStringLiteral("0.000"), tr("min")}, this))
    , m_done(new Tile(tr("DONE"), {QStringLiteral("00000"), tr("of 00000")}, this))
    , m_overlap(new Tile(tr("OVERLAP"), {QStringLiteral("00.0"), tr("× of 000")}, this))
    , m_rate(new Tile(tr("RATE"), {QStringLiteral("0000"), tr("per s")}, this))
    , m_latency(new Tile(tr("LATENCY p50 · p95 · max"), {QStringLiteral("000 · 000 · 000"), tr("ms")}, this))
    , m_achieved(new Tile(tr("RATE achieved · asked"), {QStringLiteral("000.0"), tr("of 000/s")}, this))
    , m_response(new Tile(tr("RESPONSE p50 · p95 · p99"), {QStringLiteral("000 · 000 · 000"), tr("ms")}, this))
    , m_service(new Tile(tr("SERVICE p95"), {QStringLiteral("0.00"), tr("ms")}, this, smallSize))
    , m_lag(new Tile(tr("LAG p99"), {QStringLiteral("0.00"), tr("ms")}, this, smallSize))
    , m_failed(new Tile(tr("FAILED"), {QStringLiteral("0000"), QString()}, this))
    , m_generator(new Tile(tr("GENERATOR"), {tr("too few lanes"), QString()}, this, smallSize))
{
    m_lag->setWidestNote(tr("longest 0.00 ms"));
    m_service->setWidestNote(tr("without lag"));
    m_generator->setWidestNote(tr("64 at once · 441 wanted"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (Tile *tile : tiles()) {
        layout->addWidget(tile, tile->sizeHint().width());
        connect(tile, &Tile::figureChanged, this, &TileStrip::fitFigures);
    }
    explainTiles();
    clear();
}

void TileStrip::explainTiles()
{
    m_elapsed->setToolTip(tr("From the start of the clock to the last outcome"));
    m_done->setToolTip(tr("Requests that went through every step"));
    m_overlap->setToolTip(tr("How many requests were in progress on average: the time in progress of all requests, "
                             "divided by the elapsed time"));
    m_rate->setToolTip(tr("Requests done, by the elapsed time"));
    m_achieved->setToolTip(tr("Requests that began a second, and how many a second were to begin: on average over the "
                              "time in which they were due"));
    m_lag->setToolTip(tr("How long after they were due requests began: 99 of 100 began sooner than that"));
    m_failed->setToolTip(tr("Requests that ended in an error; click a red row in the waterfall to see why"));
}

/// What the service time does not have in it, but the request felt.
void TileStrip::explainService(const QString &loopWait)
{
    const auto explain = [&loopWait](Tile *tile, const QString &text) {
        tile->setToolTip(plainToolTip(loopWait.isEmpty() ? text : tr("%1. %2").arg(text, loopWait)));
    };
    explain(m_latency, tr("From leaving the queue to the last byte of the reply, of requests that are done: "
                          "half of them were faster than p50, 95 of 100 faster than p95"));
    explain(m_service, tr("From leaving the queue to the last byte of the reply, of requests that are done: what "
                          "the server took, without the time that a request waited for its turn"));
}

std::array<Tile *, 11> TileStrip::tiles() const
{
    return {m_elapsed,  m_done,    m_overlap, m_rate,   m_latency,  m_achieved,
            m_response, m_service, m_lag,     m_failed, m_generator};
}

void TileStrip::setOpen(bool isOpen)
{
    for (Tile *tile : {m_overlap, m_rate, m_latency})
        tile->setVisible(!isOpen);
    for (Tile *tile : {m_achieved, m_response, m_service, m_lag, m_generator})
        tile->setVisible(isOpen);
}

void TileStrip::fitFigures()
{
    // One size for all; in coarse steps, so that a figure that gains a digit does not make the others breathe.
    double scale = 1;
    for (const Tile *tile : tiles()) {
        if (!tile->isHidden())
            scale = qMin(scale, tile->fittingScale());
    }
    scale = qMax(0.5, std::floor(scale * 20) / 20);
    for (Tile *tile : tiles())
        tile->setScale(scale);
}

void TileStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// The many tiles of an open load stand closer, the more so in a small window.
void TileStrip::arrange()
{
    const bool isOpen = m_overlap->isHidden();
    constexpr int smallWidth = 1000;
    const bool isSmall = isOpen && width() < smallWidth;
    layout()->setSpacing(isSmall ? 6 : isOpen ? 8 : 10);
    for (Tile *tile : tiles())
        tile->setMargin(isSmall ? 8 : isOpen ? 11 : 13);
    layout()->activate();
    fitFigures();
}

void TileStrip::clear(bool isOpen)
{
    setOpen(isOpen);
    for (Tile *tile : tiles()) {
        tile->setFigure(none());
        tile->setNote({});
        tile->setAlarming(false);
        tile->setVerdict(Tile::Verdict::None);
    }
    m_done->setProgress(0.0);
    explainService({});
    arrange();
}

void TileStrip::showFigures(const RunFigures &figures)
{
    m_elapsed->setFigure(elapsedText(figures.elapsedNs));
    m_done->setFigure(doneText(figures));
    m_done->setProgress(figures.shareDone);
    m_overlap->setFigure(overlapText(figures.overlap, figures.atOnce));
    m_rate->setFigure(rateText(figures.requestsPerSecond));
    m_latency->setFigure(latencyText(figures));
    m_failed->setFigure({numberLocale().toString(figures.failed), QString()});
    m_failed->setNote(failedShareText(figures));
    explainService(figures.loopWait);
    m_failed->setAlarming(figures.failed > 0);
    if (figures.load)
        showLoad(figures, *figures.load);
}

void TileStrip::showLoad(const RunFigures &figures, const LoadFigures &load)
{
    m_achieved->setFigure(load.health ? achievedText(*load.health) : none());
    m_response->setFigure(responseText(load));
    m_response->setToolTip(plainToolTip(
        tr("From when a request was due to the last byte of its reply, of requests that are done: what who "
           "asks at that rate waits. %1")
            .arg(responseDetailText(load))));
    m_service->setFigure(figures.latencyCount > 0 ? timeText(figures.p95Ns) : none());
    m_service->setNote(tr("without lag"));
    m_lag->setFigure(load.lagCount > 0 ? timeText(load.lagP99Ns) : none());
    m_lag->setNote(longestLagText(load));
    m_generator->setFigure(load.health ? FigureText{verdictText(load.health->verdict), QString()} : none());
    m_generator->setNote(verdictNote(load, figures.atOnce));
    m_generator->setVerdict(!load.health         ? Tile::Verdict::None
                            : figures.isBehind() ? Tile::Verdict::Warning
                                                 : Tile::Verdict::Good);
    m_generator->setToolTip(plainToolTip(
        load.sentence.isEmpty() ? tr("Whether the client sent requests when they were due") : load.sentence));
}

} // namespace fiftyfold
