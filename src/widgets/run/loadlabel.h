// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/mutedlabel.h"
#include "widgets/base/processload.h"

#include <QTimer>

namespace fiftyfold {

class LoopLagMeter;

/// The program watching itself: event-loop lag, longest block of this run, processor use.
class LoadLabel : public MutedLabel
{
    Q_OBJECT
public:
    /// `meter` is not owned and outlives this.
    explicit LoadLabel(const LoopLagMeter *meter, QWidget *parent = nullptr);

    /// Updates more often while something runs.
    void setClose(bool isClose);
    void refresh();

    QSize minimumSizeHint() const override { return sizeHint(); } ///< A sentence beside it gives way.

private:
    const LoopLagMeter *m_meter;
    ProcessLoad m_load;
    QTimer m_timer;
};

} // namespace fiftyfold
