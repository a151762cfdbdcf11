// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace fiftyfold {

/// What entries of a comparison can differ in: a row of factorTable().
struct Factor {
    const char *name;   ///< "at-once": as --vary takes it, and in JSON.
    const char *label;  ///< "At once": a heading. To be translated in the context fiftyfold::Factor.
    const char *option; ///< Of the plan's field that it sets; null where it sets none by its words alone.
    bool isNumber;      ///< Its values make an axis.
    bool mayRepeat;     ///< The same value twice is one thing against itself, which shows the noise.
    /// What stands between two values, as `--vary` takes them. A colon: a comma counts only before the beginning of
    /// another URL.
    char separator;
    QString (*takes)(); ///< Completes "--vary at-once takes …"; null: the field's own.
    /// Sets it in a plan; null: as the field reads it.
    Refusal (*read)(RunPlan &plan, const QString &text);
    /// What a plan has of it, in words that give no secret away. `text` is what was read.
    QString (*shown)(const RunPlan &plan, const QString &text);
    std::optional<double> (*number)(const RunPlan &plan); ///< Null where it is none.

    QString nameText() const { return QString::fromLatin1(name); }
    /// Reads one value.
    Refusal take(RunPlan &plan, const QString &text) const;
    QString takesText() const;
};

/// All of them, in the order in which they are told.
std::span<const Factor> factorTable();

/// The factor of that name; null where there is none.
const Factor *findFactor(const QString &name);

/// "url, at-once, …"
QStringList factorNames();

/// The values in "1, 4,16", as `--vary` takes them behind the name; an empty one stays. Of a header the name stands
/// once: "Accept-Encoding: gzip|br".
QStringList factorValues(const Factor &factor, const QString &text);

} // namespace fiftyfold
