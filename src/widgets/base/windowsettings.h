// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/thresholdset.h"
#include "widgets/base/appearance.h"

#include <QByteArray>
#include <QSettings>

namespace fiftyfold {

/// What the window remembers, in a file that only its owner can read. Secrets are never stored: headers and URLs that
/// carry one are not remembered at all, and those that stand in the file are taken out of it. What cannot be read, or
/// is out of range, counts as not there: a damaged file never keeps the program from starting. Main thread.
class WindowSettings
{
public:
    WindowSettings();

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    QByteArray splitter(const QString &name) const;
    void setSplitter(const QString &name, const QByteArray &state);
    /// `usually`: where nothing is remembered.
    bool isPanelShown(const QString &name, bool usually = true) const;
    void setPanelShown(const QString &name, bool isShown);
    /// Whether the waterfall's rows are lanes.
    bool isWaterfallByLane() const;
    void setWaterfallByLane(bool isByLane);
    /// Whether runs and comparisons are kept in the history.
    bool isHistoryKept() const;
    void setHistoryKept(bool isKept);
    /// The id of the run of the history that others are held against; empty: of none.
    QString baseline() const;
    void setBaseline(const QString &id);
    Colours colours() const;
    void setColours(Colours colours);

    /// The last plan; the practice run, as the terminal has it without options, the first time.
    RunPlan plan() const;
    void setPlan(const RunPlan &plan);
    /// What runs have to keep to.
    ThresholdSet thresholds() const;
    void setThresholds(const ThresholdSet &set);
    QStringList urlHistory() const;
    void setUrlHistory(const QStringList &urls);

    /// Paths of runs that were opened or saved, the last one first.
    QStringList recentFiles() const;
    void setRecentFiles(const QStringList &paths);

    /// Hosts for which the user agreed to be asked no more.
    /// Those of them of which that is not so.
    QStringList hostsToAskFor(QStringList hosts) const;
    bool isAgreedHost(const QString &host) const;
    void agreeToHost(const QString &host);

private:
    void forgetSecrets();

    QSettings m_settings;
};

} // namespace fiftyfold
