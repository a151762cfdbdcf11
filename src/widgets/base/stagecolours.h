// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/stage.h"
#include "models/run/stageseries.h"

#include <QColor>
#include <QPalette>

namespace fiftyfold {

/// True where the palette paints light text on a dark window.
bool isDark(const QPalette &palette);

/// `over` on `under`, `share` (0 to 1) of it.
QColor blended(const QColor &over, const QColor &under, double share);

/// The one place for the window's colours. All follow the palette: stages have one set for light and one for dark, the
/// rest is mixed from the palette's own. Text has a contrast of 4.5 at least on all that it stands on, a mark 3, and
/// stages that follow each other differ for the colour-blind too: tst_stagecolours holds them to it. Cheap to make:
/// views ask when they paint.
class StageColours
{
public:
    explicit StageColours(const QPalette &palette);

    QColor of(Stage stage) const;
    QColor of(StageSeries::Band band) const;
    /// The upper edge of a band: of one that is pale, since it fills most of a chart, the edge is what is seen.
    QColor edgeOf(StageSeries::Band band) const;
    /// The ground of what is tinted as a whole, such as a message.
    QColor tinted(const QColor &tone) const;

    QColor accent;   ///< The main button, progress, links.
    QColor onAccent; ///< Text on it.
    QColor card;     ///< Background of cards and fields.
    QColor cardBorder;
    QColor fieldBorder;
    QColor text;
    QColor mutedText;
    QColor grid; ///< Lines behind and over charts; translucent.
    QColor selectedRow;
    QColor now;    ///< The line at the run's present.
    QColor cursor; ///< The line under the mouse.
    QColor error;
    QColor success;
    QColor warning; ///< Text of what is not right, though nothing failed.
    QColor track;   ///< The empty part of a progress bar.

private:
    bool m_isDark;
};

} // namespace fiftyfold
