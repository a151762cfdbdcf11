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
        return ComparisonModel::tr("Processor a request");
    case ComparisonModel::MemoryColumn:
        return ComparisonModel::tr("Peak memory");
    case ComparisonModel::ThreadsColumn:
        return ComparisonModel::tr("Threads");
    case ComparisonModel::ProcessesColumn:
        return ComparisonModel::tr("Proc.");
    case ComparisonModel::SwitchesColumn:
        return ComparisonModel::tr("Switches a request");
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
    case ComparisonModel::ProcessesColumn:
        return ComparisonModel::tr("The most processes of the client at one time, those that it starts among them");
    case ComparisonModel::SwitchesColumn:
        return ComparisonModel::tr("Context switches of the client for a request");
    default:
        return {};
    }
}

QString costCopyHeading(int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return ComparisonModel::tr("Processor, µs a request");
    case ComparisonModel::MemoryColumn:
        return ComparisonModel::tr("Peak memory, MiB");
    case ComparisonModel::ProcessesColumn:
        return ComparisonModel::tr("Processes");
    default:
        return costHeading(column);
    }
}

QString costText(int column, double value)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return processorTimeForPeople(value);
    case ComparisonModel::MemoryColumn:
        return sizeForPeople(std::llround(value));
    case ComparisonModel::SwitchesColumn:
        return switchesForPeople(value);
    default:
        return numberLocale().toString(value, 'f', 0);
    }
}

double costValue(const CostFigures &cost, int column)
{
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return cost.cpuUs.value;
    case ComparisonModel::MemoryColumn:
        return cost.peakMemoryBytes.value;
    case ComparisonModel::ThreadsColumn:
        return cost.threads;
    case ComparisonModel::ProcessesColumn:
        return cost.processes;
    default:
        return cost.contextSwitches.value;
    }
}

std::optional<Estimate> costEstimate(const CostFigures &cost, int column)
{
    if (cost.rounds < 2)
        return std::nullopt;
    switch (column) {
    case ComparisonModel::ProcessorColumn:
        return cost.cpuUs;
    case ComparisonModel::MemoryColumn:
        return cost.peakMemoryBytes;
    case ComparisonModel::SwitchesColumn:
        return cost.contextSwitches;
    default:
        return std::nullopt;
    }
}

QString costIntervalText(int column, const Estimate &estimate)
{
    const QString low = costText(column, estimate.low);
    const QString high = costText(column, estimate.high);
    const QString unit = high.mid(qMax<qsizetype>(0, high.lastIndexOf(QLatin1Char(' '))));
    const bool isOfOneUnit = unit != high && low.endsWith(unit);
    return QStringLiteral("%1–%2").arg(isOfOneUnit ? low.chopped(unit.size()) : low, high);
}

double costCopyUnit(int column)
{
    return column == ComparisonModel::MemoryColumn ? 1024.0 * 1024.0 : 1.0;
}

} // namespace fiftyfold
