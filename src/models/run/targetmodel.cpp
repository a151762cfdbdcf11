// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/targetmodel.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/tablecell.h"

#include <cmath>
#include <optional>

namespace fiftyfold {

namespace {

struct TargetPercentile {
    double fraction;
    double nanoseconds;
};

/// Nothing where the column has none.
std::optional<TargetPercentile> targetPercentile(const TargetFigures &figures, int column)
{
    switch (column) {
    case TargetModel::P50:
        return TargetPercentile{0.5, figures.response.p50};
    case TargetModel::P95:
        return TargetPercentile{0.95, figures.response.p95};
    case TargetModel::P99:
        return TargetPercentile{0.99, figures.response.p99};
    default:
        return std::nullopt;
    }
}

bool isMarkedIn(const TargetFigures &figures, int column)
{
    const std::optional<TargetPercentile> percentile = targetPercentile(figures, column);
    return percentile && figures.response.count > 0 && isUnderSampled(percentile->fraction, figures.response.count);
}

} // namespace

void TargetModel::setSummary(const std::shared_ptr<const RunSummary> &summary, const QStringList &names)
{
    const bool isOfSeveral = summary && summary->targets.size() > 1;
    if (!isOfSeveral && !m_summary)
        return;
    beginResetModel();
    m_summary = isOfSeveral ? summary : nullptr;
    m_names = names;
    endResetModel();
}

int TargetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_summary ? 0 : static_cast<int>(m_summary->targets.size());
}

int TargetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant TargetModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const TargetFigures &figures = figuresOf(index.row());
    const bool isMarked = isMarkedIn(figures, index.column());
    switch (role) {
    case Qt::DisplayRole: {
        const QString text = displayText(index.row(), index.column());
        return isMarked ? tr("%1 △").arg(text) : text;
    }
    case Qt::AccessibleTextRole: {
        const QString text = displayText(index.row(), index.column());
        return isMarked ? tr("%1, too few requests").arg(text) : text;
    }
    case Qt::ToolTipRole:
        return isMarked ? tr("△ too few requests for this percentile")
                        : tr("Show the requests of %1").arg(displayText(index.row(), Name));
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeading : Qt::AlignTrailing));
    case ToneRole:
        return static_cast<int>(index.column() == Name                           ? CellTone::Link
                                : index.column() == Failed && figures.failed > 0 ? CellTone::Error
                                                                                 : CellTone::Plain);
    case SortRole:
        return sortValue(index.row(), index.column());
    default:
        return {};
    }
}

QString TargetModel::displayText(int row, int column) const
{
    const TargetFigures &figures = figuresOf(row);
    switch (column) {
    case Name:
        return visibleText(m_names.value(row));
    case Requests:
        return numberLocale().toString(figures.requests);
    case Failed:
        return numberLocale().toString(figures.failed);
    default:
        break;
    }
    const std::optional<TargetPercentile> percentile = targetPercentile(figures, column);
    return percentile && figures.response.count > 0 ? durationForPeople(std::llround(percentile->nanoseconds))
                                                    : QStringLiteral("–");
}

QVariant TargetModel::sortValue(int row, int column) const
{
    const TargetFigures &figures = figuresOf(row);
    switch (column) {
    case Name:
        return m_names.value(row);
    case Requests:
        return figures.requests;
    case Failed:
        return figures.failed;
    default:
        break;
    }
    const std::optional<TargetPercentile> percentile = targetPercentile(figures, column);
    return percentile && figures.response.count > 0 ? percentile->nanoseconds : -1.0;
}

QVariant TargetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Name ? Qt::AlignLeading : Qt::AlignTrailing));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Target");
    case Requests:
        return tr("Requests");
    case Failed:
        return tr("Failed");
    case P50:
        return QStringLiteral("p50");
    case P95:
        return QStringLiteral("p95");
    case P99:
        return QStringLiteral("p99");
    default:
        return {};
    }
}

} // namespace fiftyfold
