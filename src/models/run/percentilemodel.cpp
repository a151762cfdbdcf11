// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/percentilemodel.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/base/tabletext.h"

#include <QFont>

#include <cmath>

namespace fiftyfold {

void PercentileModel::setSpreads(const LatencySpreads &spreads)
{
    if (spreads.isOpen != m_spreads.isOpen) {
        beginResetModel();
        m_spreads = spreads;
        endResetModel();
        return;
    }
    m_spreads = spreads;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const LatencySpread &PercentileModel::spreadOfColumn(int column) const
{
    return m_spreads.of(allLatencyTimes[static_cast<std::size_t>(column - 1)]);
}

bool PercentileModel::isUnderSampledIn(int row) const
{
    const double fraction = toldFractions()[static_cast<std::size_t>(row)];
    const quint32 count = m_spreads.of(LatencyTime::Response).count;
    return fraction < 1 && count > 0 && isUnderSampled(fraction, count);
}

QString PercentileModel::remark() const
{
    const QLocale &numbers = numberLocale();
    for (int row = 0; row < rowCount(); ++row) {
        if (!isUnderSampledIn(row))
            continue;
        const double fraction = toldFractions()[static_cast<std::size_t>(row)];
        return tr("△ under-sampled: %1 needs %2 requests; %3 are done")
            .arg(percentileName(fraction), numbers.toString(leastCountFor(fraction)),
                 numbers.toString(m_spreads.of(LatencyTime::Response).count));
    }
    return {};
}

QString PercentileModel::toText(const QList<int> &rows) const
{
    const QString text = tableText(*this, rows);
    const QString what = remark();
    return what.isEmpty() ? text : text + QLatin1Char('\n') + what;
}

int PercentileModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(toldFractions().size());
}

int PercentileModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_spreads.isOpen ? 4 : 3;
}

QVariant PercentileModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return {};
    const double fraction = toldFractions()[static_cast<std::size_t>(index.row())];
    const bool isMarked = isUnderSampledIn(index.row());
    const bool isName = index.column() == 0;
    const bool hasTime = !isName && spreadOfColumn(index.column()).isKnownAt(fraction);
    switch (role) {
    case Qt::DisplayRole:
        if (isName)
            return isMarked ? tr("%1 △").arg(percentileName(fraction)) : percentileName(fraction);
        return hasTime ? durationForPeople(std::llround(spreadOfColumn(index.column()).timeAt(fraction)))
                       : QStringLiteral("–");
    case Qt::AccessibleTextRole:
        return isName && isMarked ? tr("%1, too few requests").arg(percentileName(fraction))
                                  : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
        return isMarked ? remark() : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
        QFont font;
        font.setItalic(isMarked);
        return isMarked ? QVariant(font) : QVariant();
    }
    case NanosecondsRole:
        return hasTime ? QVariant(spreadOfColumn(index.column()).timeAt(fraction)) : QVariant();
    case IsUnderSampledRole:
        return isMarked;
    default:
        return {};
    }
}

QVariant PercentileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case 0:
        return tr("Percentile");
    case 1:
        return tr("Response");
    case 2:
        return tr("Service");
    default:
        return tr("Lag");
    }
}

} // namespace fiftyfold
