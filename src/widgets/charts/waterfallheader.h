// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/waterfallscene.h"

#include <QWidget>

class QToolButton;

namespace fiftyfold {

class MutedLabel;
class TimeAxis;

/// Beside the waterfall's title: what it shows, what its rows are, and zooming by mouse alone.
class WaterfallHeader : public QWidget
{
    Q_OBJECT
public:
    /// `axis` is not owned and outlives this.
    explicit WaterfallHeader(TimeAxis *axis, QWidget *parent = nullptr);

    void setAbout(const QString &text, bool isWarning);
    void setMode(WaterfallMode mode);

Q_SIGNALS:
    void modeChosen(fiftyfold::WaterfallMode mode);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *newModeButton(const QString &text, WaterfallMode mode);
    QToolButton *newZoomButton(const QString &name, const QString &shortcut, void (TimeAxis::*zoom)());
    void showIcons();

    TimeAxis *m_axis;
    MutedLabel *m_about;
    QToolButton *m_byLane;
    QToolButton *m_byRequest;
    QToolButton *m_zoomOut;
    QToolButton *m_zoomIn;
    QToolButton *m_fit;
};

} // namespace fiftyfold
