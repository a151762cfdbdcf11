// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/tilestrip.h"

#include "core/text/numberlocale.h"
#include "models/run/loadfigurewording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/tile.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace fiftyfold {

namespace {

constexpr double smallSize = 0.75;
constexpr double p95 = 0.95;
constexpr double p99 = 0.99;

FigureText none()
{
    return {QStringLiteral("–"), QString()};
}

} // namespace

TileStrip::TileStrip(QWidget *parent)
    : QWidget(parent)
    , m_upper(new QHBoxLayout)
    , m_lower(new QHBoxLayout)
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
    m_lag->setWidestNote(tr("max 0.00 ms"));
    m_service->setWidestNote(tr("without lag"));
    m_generator->setWidestNote(tr("64 at once · 441 wanted"));
    m_achieved->setShortTitle(tr("RATE"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(m_upper);
    rows->addLayout(m_lower);
    for (Tile *tile : tiles()) {
        m_upper->addWidget(tile, tile->sizeHint().width());
        connect(tile, &Tile::figureChanged, this, &TileStrip::keepFitting);
    }
    setFocusPolicy(Qt::StrongFocus); // what has it is copied
    setAccessibleName(tr("Figures of the run"));
    setAccessibleDescription(tr("The menu key opens a menu to copy them."));
    auto *copyAction = new QAction(tr("&Copy figures"), this); // by keyboard the window's does it
    connect(copyAction, &QAction::triggered, this, &TileStrip::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    explainTiles();
    clear();
}

void TileStrip::copy()
{
    QStringList lines;
    const QList<Tile *> shown = shownTiles();
    for (const Tile *tile : shown)
        lines.append(tile->copiedText());
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void TileStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    for (Tile *tile : tiles())
        tile->setFocusShown(true);
}

void TileStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    for (Tile *tile : tiles())
        tile->setFocusShown(false);
}

void TileStrip::explainTiles()
{
    setUnverified(false);
    m_done->setToolTip(tr("Requests that went through every step"));
    m_overlap->setToolTip(tr("How many requests were in progress on average: the time in progress of all requests, "
                             "divided by the elapsed time"));
    explainRate({});
    m_achieved->setToolTip(tr("Requests that began a second, and how many a second were to begin: on average over the "
                              "time in which they were due"));
    explainLag({});
    m_failed->setToolTip(tr("Requests that ended in an error; click a red row in the waterfall to see why"));
}

void TileStrip::explainLag(const QString &marks)
{
    const QString text = tr("How long after they were due requests began: 99 of 100 began sooner than that");
    m_lag->setToolTip(plainToolTip(marks.isEmpty() ? text : tr("%1. %2").arg(text, marks)));
}

/// With what they cost, once that is known.
void TileStrip::explainRate(const QString &cost)
{
    const QString text = tr("Requests done, by the elapsed time");
    m_rate->setToolTip(plainToolTip(cost.isEmpty() ? text : tr("%1. %2").arg(text, cost)));
}

/// What the service time does not have in it, but the request felt.
void TileStrip::explainService(const QString &loopWait, const QString &marks)
{
    const auto explain = [&loopWait, &marks](Tile *tile, const QString &text) {
        const QString whole = loopWait.isEmpty() ? text : tr("%1. %2").arg(text, loopWait);
        tile->setToolTip(plainToolTip(marks.isEmpty() ? whole : tr("%1. %2").arg(whole, marks)));
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

QList<Tile *> TileStrip::shownTiles() const
{
    QList<Tile *> shown;
    for (Tile *tile : tiles()) {
        if (!tile->isHidden())
            shown.append(tile);
    }
    return shown;
}

double TileStrip::fitFigures()
{
    // One size for all; in coarse steps, so that a figure that gains a digit does not make the others breathe.
    const QList<Tile *> shown = shownTiles();
    double scale = 1;
    for (const Tile *tile : shown)
        scale = qMin(scale, tile->fittingScale());
    scale = std::floor(scale * 20) / 20;
    for (Tile *tile : shown)
        tile->setScale(qMax(Tile::leastScale, scale));
    return scale;
}

/// A figure that has grown out of its tile makes two rows of one, and not one of two: that would be a flicker.
void TileStrip::keepFitting()
{
    if (fitFigures() < Tile::leastScale && m_inUpperRow == oneRow)
        arrange(m_width);
}

void TileStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width());
}

/// One row with whole titles, else with short ones, else two rows.
void TileStrip::arrange(int width)
{
    m_width = width;
    const bool isOpen = m_overlap->isHidden(); // whose many tiles stand closer, the more so in a small window
    constexpr int smallWidth = 1000;
    const bool isSmall = isOpen && width < smallWidth;
    const int spacing = isSmall ? 6 : isOpen ? 8 : 10;
    const QList<Tile *> shown = shownTiles();
    for (QBoxLayout *row :
         {static_cast<QBoxLayout *>(layout()), static_cast<QBoxLayout *>(m_upper), static_cast<QBoxLayout *>(m_lower)})
        row->setSpacing(spacing);
    for (Tile *tile : shown)
        tile->setMargin(isSmall ? 8 : isOpen ? 11 : 13);

    const auto widthOf = [spacing](const QList<Tile *> &some, bool isShort) {
        int needed = -spacing;
        for (const Tile *tile : some)
            needed += spacing + tile->leastWidth(isShort);
        return needed;
    };
    bool isShort = widthOf(shown, false) > width;
    if (!isShort || widthOf(shown, true) <= width) {
        setRows(oneRow);
    } else {
        const qsizetype half = (shown.size() + 1) / 2;
        isShort = qMax(widthOf(shown.mid(0, half), false), widthOf(shown.mid(half), false)) > width;
        setRows(half);
    }
    for (Tile *tile : shown) {
        tile->setTitleShort(isShort);
        tile->setMinimumWidth(tile->leastWidth(isShort));
    }
    layout()->activate();
    fitFigures();
}

void TileStrip::setRows(qsizetype inUpperRow)
{
    const bool isOpen = m_overlap->isHidden();
    if (m_inUpperRow == inUpperRow && m_isPlacedOpen == isOpen)
        return;
    m_inUpperRow = inUpperRow;
    m_isPlacedOpen = isOpen;
    qsizetype shown = 0;
    for (Tile *tile : tiles()) {
        const bool isLower = inUpperRow != oneRow && shown >= inUpperRow;
        shown += tile->isHidden() ? 0 : 1;
        (isLower ? m_lower : m_upper)->addWidget(tile, tile->sizeHint().width());
    }
    updateGeometry();
}

/// A window may be narrower than any arrangement of the tiles; titles are elided then.
QSize TileStrip::minimumSizeHint() const
{
    int widest = 0;
    const QList<Tile *> shown = shownTiles();
    for (const Tile *tile : shown)
        widest = qMax(widest, tile->leastWidth(true));
    return {widest, QWidget::minimumSizeHint().height()};
}

void TileStrip::setUnverified(bool isUnverified)
{
    m_elapsed->setNote(isUnverified ? tr("insecure") : QString(), isUnverified);
    const QString usual = tr("From the start of the clock to the last outcome");
    m_elapsed->setToolTip(isUnverified ? tr("%1. TLS certificates were not verified: whoever answered was taken for "
                                            "the server")
                                             .arg(usual)
                                       : usual);
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
    explainRate({});
    setUnverified(false);
    arrange(m_width);
}

void TileStrip::showElapsed(qint64 elapsedNs)
{
    m_elapsed->setFigure(elapsedText(elapsedNs));
}

void TileStrip::showFigures(const RunFigures &figures)
{
    showElapsed(figures.elapsedNs);
    m_done->setFigure(doneText(figures));
    m_done->setProgress(figures.shareDone);
    m_overlap->setFigure(figures.atOnce > 0 ? overlapText(figures.overlap, figures.atOnce) : none());
    m_rate->setFigure(rateText(figures.requestsPerSecond));
    m_latency->setFigure(latencyText(figures));
    m_failed->setFigure(figures.isDoneKnown ? FigureText{numberLocale().toString(figures.failed), QString()} : none());
    m_failed->setNote(failedShareText(figures));
    explainService(figures.loopWait, sampleMarkText(p95, figures.latencyCount));
    explainRate(figures.cost);
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
    m_service->setFigure(figures.latencyCount > 0 ? percentileText(figures.p95Ns, p95, figures.latencyCount) : none());
    m_service->setNote(tr("without lag"));
    m_lag->setFigure(load.lagCount > 0 ? percentileText(load.lagP99Ns, p99, load.lagCount) : none());
    explainLag(sampleMarkText(p99, load.lagCount));
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
