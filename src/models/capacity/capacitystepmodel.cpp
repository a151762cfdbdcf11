// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/capacity/capacitystepmodel.h"

#include "core/capacity/capacitywording.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/base/tablecell.h"
#include "models/base/windowwording.h"

#include <cmath>
#include <utility>

namespace fiftyfold {

void CapacityStepModel::setRecord(const CapacityRecord &record)
{
    const std::size_t shown = m_record.steps.size();
    const bool isContinued = shown > 0 && record.startedAt == m_record.startedAt && record.steps.size() >= shown;
    if (!isContinued) {
        beginResetModel();
        m_record = record;
        endResetModel();
        return;
    }
    if (record.steps.size() > shown) {
        beginInsertRows({}, static_cast<int>(shown), static_cast<int>(record.steps.size()) - 1);
        m_record = record;
        endInsertRows();
    } else {
        m_record = record;
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); // another may be the answer now
}

int CapacityStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_record.steps.size());
}

int CapacityStepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool CapacityStepModel::isHeldStep(int row) const
{
    return m_record.answer.heldStep == static_cast<std::size_t>(row);
}

QString CapacityStepModel::cellText(const QModelIndex &index) const
{
    const CapacityStep &step = m_record.steps[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case StepColumn:
        return QString::number(index.row() + 1);
    case RateColumn:
        return rateForPeople(step.rate);
    case RequestsColumn:
        return numberLocale().toString(step.requests);
    case TimeColumn: {
        const std::optional<double> time = watchedNs(step);
        return time ? durationForPeople(std::llround(*time)) : QStringLiteral("–");
    }
    case VerdictColumn:
        return (step.verdict == StepVerdict::Held ? QStringLiteral("✓ ") : QStringLiteral("✕ ")) +
               stepVerdictText(step.verdict);
    default:
        return generatorText(step);
    }
}

/// What the cells have no room for.
QString CapacityStepModel::aboutStep(const CapacityStep &step) const
{
    QString text = tr("%1 for %2: %3 of %4 done, %5 failed, %6 without a reply.")
                       .arg(rateForPeople(step.rate), durationForPeople(step.length.count()),
                            numberLocale().toString(step.done), numberLocale().toString(step.requests),
                            numberLocale().toString(step.failed), numberLocale().toString(step.cancelled));
    if (const QString reason = stepReason(step); !reason.isEmpty())
        text += QLatin1Char('\n') + reason;
    text += QLatin1Char('\n') + wordedForWindow(generatorSentence(m_record.plan, step));
    if (!step.firstFailure.isEmpty())
        text += QLatin1Char('\n') + visibleText(step.firstFailure);
    return text;
}

QVariant CapacityStepModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const CapacityStep &step = m_record.steps[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index);
    case Qt::AccessibleTextRole:
        if (index.column() != VerdictColumn)
            return cellText(index);
        return step.verdict == StepVerdict::Held
                   ? stepVerdictText(step.verdict)
                   : stepVerdictText(step.verdict) + QLatin1String(", ") + stepReason(step);
    case Qt::ToolTipRole:
        return aboutStep(step);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((index.column() < VerdictColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case ToneRole:
        if (index.column() == VerdictColumn && step.verdict != StepVerdict::Held)
            return int(CellTone::Error);
        if (index.column() == GeneratorColumn)
            return int(step.health.verdict == LoadVerdict::KeptUp ? CellTone::Muted : CellTone::Warning);
        return isHeldStep(index.row()) ? QVariant(int(CellTone::Strong)) : QVariant();
    default:
        return {};
    }
}

QVariant CapacityStepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section < VerdictColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StepColumn:
        return tr("Step");
    case RateColumn:
        return tr("Rate");
    case RequestsColumn:
        return tr("Requests");
    case TimeColumn:
        return watchedName(m_record.plan);
    case VerdictColumn:
        return tr("Verdict");
    default:
        return tr("Generator");
    }
}

} // namespace fiftyfold
