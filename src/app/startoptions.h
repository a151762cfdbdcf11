// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

/// What the window was asked for in its command line. Nothing in `requests` and the like: as remembered.
struct StartOptions {
    enum class Action { ShowWindow, PrintText, Refuse };
    Action action = Action::ShowWindow;
    QString text; ///< Help or version for PrintText, the sentence that says what is wrong for Refuse.

    std::optional<ExactUrl> url;
    QString file; ///< To be shown; empty: none.
    std::optional<quint32> requests;
    std::optional<quint32> atOnce;
    std::optional<QString> strategy;
    bool isStarting = false;        ///< --start
    bool isExitingWhenDone = false; ///< --exit-when-done
    bool isNotKept = false;         ///< --no-history

    /// `plan` with what was asked for put in.
    RunPlan appliedTo(RunPlan plan) const;
};

/// `arguments` begins with the program's name. Reads nothing but them; needs no application object.
StartOptions startOptions(const QStringList &arguments);

} // namespace fiftyfold
