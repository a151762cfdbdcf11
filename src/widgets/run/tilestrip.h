// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/runfigures.h"

#include <QList>
#include <QWidget>

#include <array>

class QHBoxLayout;

namespace fiftyfold {

class Tile;

/// The figures under the run bar, in a row, or in two where they would not be whole in one. An open load has others
/// than a closed one. Its menu copies them, as does Ctrl+C through copy(), which the window calls.
class TileStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TileStrip(QWidget *parent = nullptr);

    /// Dashes, for before the first run, and for the beginning of one.
    void clear(bool isOpen = false);
    void showFigures(const RunFigures &figures);
    void showElapsed(qint64 elapsedNs); ///< While the figures are of a moment ago.
    /// Of a run that trusts whoever answers.
    void setUnverified(bool isUnverified);
    /// For that width, before it has it: how high the strip is follows from it.
    void arrange(int width);

    QSize minimumSizeHint() const override;

    const Tile *elapsed() const { return m_elapsed; }
    const Tile *done() const { return m_done; }
    const Tile *overlap() const { return m_overlap; }
    const Tile *rate() const { return m_rate; }
    const Tile *latency() const { return m_latency; }
    const Tile *achieved() const { return m_achieved; }
    const Tile *response() const { return m_response; }
    const Tile *service() const { return m_service; }
    const Tile *lag() const { return m_lag; }
    const Tile *failed() const { return m_failed; }
    const Tile *generator() const { return m_generator; }

public Q_SLOTS:
    void copy(); ///< A line for each tile: its title, its figure with its unit, its note.

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    std::array<Tile *, 11> tiles() const;
    void explainTiles();
    void explainRate(const QString &cost);
    void explainService(const QString &loopWait, const QString &marks = {});
    void explainLag(const QString &marks);
    void setOpen(bool isOpen);
    void showLoad(const RunFigures &figures, const LoadFigures &load);
    /// The scale that the tiles got.
    double fitFigures();
    void keepFitting();
    QList<Tile *> shownTiles() const;
    void setRows(qsizetype inUpperRow);

    static constexpr qsizetype oneRow = -1;
    QHBoxLayout *m_upper;
    QHBoxLayout *m_lower;
    int m_width = QWIDGETSIZE_MAX; ///< That it is arranged for.
    qsizetype m_inUpperRow = oneRow;
    bool m_isPlacedOpen = false; ///< The rows are those of an open load.

    Tile *m_elapsed;
    Tile *m_done;
    Tile *m_overlap; ///< Of a closed load, with the two after it.
    Tile *m_rate;
    Tile *m_latency;
    Tile *m_achieved; ///< Of an open load, with the three after it.
    Tile *m_response;
    Tile *m_service;
    Tile *m_lag;
    Tile *m_failed;
    Tile *m_generator; ///< Of an open load.
};

} // namespace fiftyfold
