// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparison/comparisoncopy.h"

#include "models/comparison/comparisonmodel.h"
#include "models/comparison/costcolumns.h"

#include <QLocale>

namespace fiftyfold {

namespace {

constexpr bool hasCopiedInterval(int column)
{
    return column != ComparisonModel::ThreadsColumn && column != ComparisonModel::ProcessesColumn;
}

QString copiedNumber(double value)
{
    constexpr int figures = 6;
    return QLocale::c().toString(value, 'g', figures);
}

/// In three cells.
void appendCopied(QStringList &cells, const std::optional<Estimate> &estimate, bool hasInterval, double unit = 1)
{
    cells.append(estimate ? copiedNumber(estimate->value / unit) : QString());
    cells.append(estimate && hasInterval ? copiedNumber(estimate->low / unit) : QString());
    cells.append(estimate && hasInterval ? copiedNumber(estimate->high / unit) : QString());
}

} // namespace

QStringList copiedHeadings(const ComparisonModel &model)
{
    QStringList headings;
    for (int column = 0; column < ComparisonModel::ColumnCount; ++column) {
        const bool isTime = column == ComparisonModel::MedianColumn;
        headings.append(isTime && model.isOfResponses() ? ComparisonModel::tr("Mean response time, s")
                        : isTime                        ? ComparisonModel::tr("Median time, s")
                        : column >= ComparisonModel::ProcessorColumn
                            ? costCopyHeading(column)
                            : model.headerData(column, Qt::Horizontal).toString());
        if (column != ComparisonModel::StrategyColumn && hasCopiedInterval(column))
            headings += {ComparisonModel::tr("from"), ComparisonModel::tr("to")};
    }
    headings.append(ComparisonModel::tr("Verdict"));
    return headings;
}

QStringList copiedCells(const ComparisonModel &model, int row)
{
    const QModelIndex time = model.index(row, ComparisonModel::MedianColumn);
    const auto state = static_cast<ComparisonModel::State>(time.data(ComparisonModel::StateRole).toInt());
    const bool isOut = state == ComparisonModel::State::Failed || state == ComparisonModel::State::Unavailable;
    const EntryFigures figures = isOut ? EntryFigures() : model.figures(row);
    constexpr double msPerSecond = 1'000;
    QStringList cells{model.index(row, ComparisonModel::StrategyColumn).data().toString()};
    appendCopied(cells, figures.median, time.data(ComparisonModel::RoundsRole).toInt() >= 2, msPerSecond);
    const bool isBaseline = row == model.baselineRow() && figures.median;
    appendCopied(cells, isBaseline ? std::optional(Estimate{1, 1, 1}) : figures.ratio, figures.hasRatioInterval());
    for (int column = ComparisonModel::ProcessorColumn; column < ComparisonModel::ColumnCount; ++column) {
        const std::optional<double> value =
            figures.cost ? std::optional(costValue(*figures.cost, column)) : std::nullopt;
        if (!hasCopiedInterval(column)) {
            cells.append(value ? copiedNumber(*value) : QString());
            continue;
        }
        const std::optional<Estimate> estimate = value ? model.costEstimate(row, column) : std::nullopt;
        appendCopied(cells, estimate || !value ? estimate : std::optional(Estimate{*value, *value, *value}),
                     estimate.has_value(), costCopyUnit(column));
    }
    cells.append(time.data(isOut ? int(Qt::AccessibleTextRole) : int(ComparisonModel::NoteRole)).toString());
    return cells;
}

} // namespace fiftyfold
