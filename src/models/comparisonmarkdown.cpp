// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comparisonmarkdown.h"

#include "models/comparisonmodel.h"
#include "models/comparisonwording.h"

#include <QCoreApplication>
#include <QStringList>

namespace fiftyfold {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ComparisonMarkdown)
};

/// Names and reasons come from users, servers and programs: none of it may become markup or end a cell.
QString escaped(const QString &text)
{
    QString result;
    for (const QChar character : text.simplified()) {
        if (QStringLiteral("\\`*_[]<>|#&").contains(character))
            result += QLatin1Char('\\');
        result += character;
    }
    return result;
}

QString rowOf(const QStringList &cells)
{
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

QString timeInterval(const Estimate &median)
{
    return Wording::tr("%1 to %2").arg(comparisonTimeText(median.low), comparisonTimeText(median.high));
}

QStringList cellsOf(const ComparisonModel &model, int row)
{
    const auto text = [&model, row](int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString();
    };
    const QString label = escaped(text(ComparisonModel::StrategyColumn));
    const QString reason = text(0, ComparisonModel::ReasonRole);
    if (!reason.isEmpty())
        return {label, {}, {}, {}, {}, escaped(reason)};
    const QVariant median = model.index(row, 0).data(ComparisonModel::MedianRole);
    const QVariant ratio = model.index(row, 0).data(ComparisonModel::RatioRole);
    const bool hasInterval = model.index(row, 0).data(ComparisonModel::RoundsRole).toInt() > 1;
    QStringList notes;
    if (const QString note = text(0, ComparisonModel::NoteRole); !note.isEmpty())
        notes.append(note);
    if (const QVariant reported = model.index(row, 0).data(ComparisonModel::ReportedRole); reported.isValid())
        notes.append(
            Wording::tr("%1 reported in 2018, not measured here").arg(comparisonTimeText(reported.toDouble())));
    const bool isBaseline = row == model.baselineRow();
    return {label,
            text(ComparisonModel::MedianColumn),
            median.isValid() && hasInterval ? timeInterval(median.value<Estimate>()) : QString(),
            text(ComparisonModel::RatioColumn),
            ratio.isValid() && hasInterval && !isBaseline ? comparisonIntervalText(ratio.value<Estimate>()) : QString(),
            notes.join(QLatin1String("; "))};
}

} // namespace

QString comparisonMarkdown(const ComparisonModel &model, const QString &sentence, const QString &sameForAll)
{
    QString markdown = escaped(sentence) + QLatin1String("\n\n");
    const auto heading = [&model](int column) { return escaped(model.headerData(column, Qt::Horizontal).toString()); };
    markdown += rowOf({heading(ComparisonModel::StrategyColumn), Wording::tr("Median"), Wording::tr("Interval"),
                       heading(ComparisonModel::RatioColumn), Wording::tr("Interval"), Wording::tr("Note")});
    markdown += QLatin1String("| --- | ---: | ---: | ---: | ---: | --- |\n");
    for (int row = 0; row < model.rowCount(); ++row)
        markdown += rowOf(cellsOf(model, row));
    return markdown + QLatin1Char('\n') + escaped(sameForAll) + QLatin1Char('\n');
}

} // namespace fiftyfold
