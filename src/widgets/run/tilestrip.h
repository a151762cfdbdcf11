// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/runfigures.h"

#include <QWidget>

#include <array>

namespace fiftyfold {

class Tile;

/// The row of figures under the run bar.
class TileStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TileStrip(QWidget *parent = nullptr);

    /// Dashes, for before the first run.
    void clear();
    void showFigures(const RunFigures &figures);

    const Tile *elapsed() const { return m_elapsed; }
    const Tile *done() const { return m_done; }
    const Tile *overlap() const { return m_overlap; }
    const Tile *rate() const { return m_rate; }
    const Tile *latency() const { return m_latency; }
    const Tile *failed() const { return m_failed; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    std::array<Tile *, 6> tiles() const;
    void fitFigures();

    Tile *m_elapsed;
    Tile *m_done;
    Tile *m_overlap;
    Tile *m_rate;
    Tile *m_latency;
    Tile *m_failed;
};

} // namespace fiftyfold
