// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/planchanges.h"

#include <QCoreApplication>

namespace fiftyfold {

QStringList changesOf(const RunPlan &plan, FieldPlace place)
{
    QStringList changes;
    for (const PlanField &field : planFields()) {
        if (field.place == place && !isUsual(field, plan))
            changes.append(QCoreApplication::translate("fiftyfold::PlanField", field.change));
    }
    return changes;
}

} // namespace fiftyfold
