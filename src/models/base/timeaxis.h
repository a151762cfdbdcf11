// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace fiftyfold {

/// The time range and the cursor that the progress chart and the waterfall share. While it follows the run, the range
/// is 0 to a little after now, growing in steps so that the picture does not creep; the user's zoom or pan ends that
/// until fit(). Main thread.
class TimeAxis : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    double beginNs() const { return m_beginNs; }
    double endNs() const { return m_endNs; }
    bool isFollowing() const { return m_isFollowing; }
    /// Time under the mouse in any of the views; nothing when it is in none, or has not moved since the range changed.
    std::optional<double> hoverNs() const { return m_hoverNs; }
    /// What stays where it is in a zoom by keyboard: the time that was pointed at last, or the middle.
    double zoomCentreNs() const { return m_pointedNs.value_or((m_beginNs + m_endNs) / 2); }
    /// Where the run is: now while it runs, its end afterwards; nothing before the first run.
    std::optional<double> nowNs() const { return m_nowNs; }

    /// Before a run: an empty range, following, no cursor.
    void reset();
    void setNow(double nowNs);
    /// The run has ended then: the whole run and a small margin are what fit() shows from now on.
    void finish(double endNs);
    void setHover(std::optional<double> timeNs);
    /// By the user: leaves following, unless the range is at its limit and does not change.
    void zoom(double factor, double aroundNs);
    void pan(double byNs);
    /// A step, as by menu, key or button, around zoomCentreNs().
    void zoomIn();
    void zoomOut();
    /// The whole of that time, which is not empty.
    void show(double beginNs, double endNs);
    /// Back to the whole run.
    void fit();

Q_SIGNALS:
    void rangeChanged();
    void cursorChanged();

private:
    bool setRange(double beginNs, double endNs);
    void setNowAndWhole(double nowNs, double wholeEndNs);
    void setUserRange(double beginNs, double endNs);
    void tellRange();

    static constexpr double emptyEndNs = 100'000'000;

    double m_beginNs = 0;
    double m_endNs = emptyEndNs;
    double m_wholeEndNs = emptyEndNs; ///< End of the range that shows the whole run.
    bool m_isFollowing = true;
    std::optional<double> m_hoverNs;
    std::optional<double> m_pointedNs; ///< Within the range.
    std::optional<double> m_nowNs;
};

} // namespace fiftyfold
