// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/comparison/comparisonsetup.h"

#include <QByteArray>
#include <QSettings>

namespace fiftyfold {

/// What the comparison window remembers between starts, beside WindowSettings in the same file. What cannot be read,
/// or is out of range, counts as not there. Main thread.
class ComparisonSettings
{
public:
    ComparisonSettings();

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    /// The article's case is never remembered: the window begins with the plan of the run bar.
    ComparisonChoice choice() const;
    void setChoice(const ComparisonChoice &choice);

private:
    QSettings m_settings;
};

} // namespace fiftyfold
