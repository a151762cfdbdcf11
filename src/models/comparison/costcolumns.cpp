// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/costcolumns.h"

#include "core/run/costwording.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/comparison/comparisonmodel.h"

#include <cmath>

namespace fiftyfold {

QString costHeading(int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return ComparisonModel::tr("Processor");
    case ComparisonModel::MemoryColumn:
        return ComparisonModel::tr("Memory");
    case ComparisonModel::ThreadsColumn:
        return ComparisonModel::tr("Threads");
    case ComparisonModel::SwitchesColumn:
        return ComparisonModel::tr("Switches");
    default:
        return {};
    }
}

QString costAbout(int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return ComparisonModel::tr("Processor time of the client for a request, median of the rounds");
    case ComparisonModel::MemoryColumn:
        return ComparisonModel::tr("The most memory that the client had, without start-up");
    case ComparisonModel::ThreadsColumn:
        return ComparisonModel::tr("The most threads of the client at one time");
    case ComparisonModel::SwitchesColumn:
        return ComparisonModel::tr("Context switches of the client for a request");
    default:
        return {};
    }
}

QString costText(const CostFigures &cost, int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return processorTimeForPeople(cost.cpuUs.value);
    case ComparisonModel::MemoryColumn:
        return sizeForPeople(std::llround(cost.peakMemoryBytes));
    case ComparisonModel::ThreadsColumn:
        return numberLocale().toString(cost.threads);
    case ComparisonModel::SwitchesColumn:
        return switchesForPeople(cost.contextSwitches);
    default:
        return {};
    }
}

QVariant costValue(const CostFigures &cost, int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return cost.cpuUs.value;
    case ComparisonModel::MemoryColumn:
        return cost.peakMemoryBytes;
    case ComparisonModel::ThreadsColumn:
        return cost.threads;
    case ComparisonModel::SwitchesColumn:
        return cost.contextSwitches;
    default:
        return {};
    }
}

} // namespace fiftyfold
