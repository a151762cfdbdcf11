// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/quantities.h"
#include "records/base/recordorder.h"
#include "records/html/htmltext.h"
#include "records/html/runcharts.h"
#include "records/html/svgplot.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr std::size_t mostRows = 60;
constexpr double rowHeight = 11;
constexpr double rowsLeft = 64;
constexpr double rowsWidth = 762;

QString aboutRequest(const RunRecord &record, quint32 request)
{
    QString text = QStringLiteral("request %1: %2").arg(request).arg(outcomeName(record.outcome(request)));
    if (record.outcome(request) == Outcome::Failed)
        text += QStringLiteral(" (%1)").arg(errorClassName(record.error(request)));
    if (record.status(request) != 0)
        text += QStringLiteral(", status %1").arg(record.status(request));
    const std::optional<qint64> start = record.startNs(request);
    const std::optional<qint64> end = record.endNs(request);
    if (start && end)
        text += QStringLiteral(", began at %1, took %2")
                    .arg(durationForPeople(*start, recordLocale()), durationForPeople(*end - *start, recordLocale()));
    return text;
}

/// From the first to the last, at the same distance from one another.
std::vector<quint32> chosenRows(const std::vector<quint32> &order)
{
    if (order.size() <= mostRows)
        return order;
    std::vector<quint32> chosen;
    for (std::size_t row = 0; row < mostRows; ++row)
        chosen.push_back(order[row * (order.size() - 1) / (mostRows - 1)]);
    return chosen;
}

} // namespace

QString waterfallChart(const RunRecord &record)
{
    if (!hasOutcomes(record) || record.elapsedNs <= 0)
        return {};
    std::vector<quint32> order = requestsByStart(record);
    std::erase_if(order, [&record](quint32 request) { return !record.startNs(request); });
    if (order.empty())
        return {};
    const std::vector<quint32> rows = chosenRows(order);
    std::array<bool, stageCount> hasStage{};
    const double scale = rowsWidth / double(record.elapsedNs);
    const auto bar = [&](const QString &cssClass, qint64 begin, qint64 end, double y) {
        constexpr double leastWidth = 0.4; // so that it is not lost
        return QStringLiteral("<rect class=\"%1\" x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"/>")
            .arg(cssClass, svgNumber(rowsLeft + double(begin) * scale), svgNumber(y),
                 svgNumber(std::max(double(end - begin) * scale, leastWidth)), svgNumber(rowHeight - 3));
    };
    QString markup;
    double y = 0;
    for (const quint32 request : rows) {
        markup += QStringLiteral("<g><title>%1</title><text class=\"end\" x=\"%2\" y=\"%3\">%4</text>")
                      .arg(htmlText(aboutRequest(record, request)), svgNumber(rowsLeft - 6), svgNumber(y + 9))
                      .arg(request);
        for (const Stage stage : allStages) {
            const std::optional<Interval> interval = record.stage(request, stage);
            if (!interval || (stage == Stage::Queued && !record.plan().isOpen()))
                continue;
            hasStage[indexOf(stage)] = true;
            markup += bar(QLatin1String("s-") + stageName(stage), interval->begin, interval->end, y);
        }
        const bool hasFailed = record.outcome(request) == Outcome::Failed;
        if (const std::optional<qint64> end = record.endNs(request); end && hasFailed)
            markup += QStringLiteral("<path class=\"cross t-bad\" d=\"M%1 %2l6 6m0-6l-6 6\"/>")
                          .arg(svgNumber(rowsLeft + double(*end) * scale - 3), svgNumber(y + 1));
        markup += QLatin1String("</g>\n");
        y += rowHeight;
    }
    QList<std::pair<QString, QString>> legend;
    for (const Stage stage : allStages) {
        if (hasStage[indexOf(stage)])
            legend.append({QLatin1String("s-") + stageName(stage), stageName(stage)});
    }
    const SvgAxis axis = elapsedAxis(double(record.elapsedNs));
    QString axisMarkup;
    for (const auto &[value, name] : axis.ticks) {
        const double x = rowsLeft + axis.shareOf(value) * rowsWidth;
        axisMarkup += QStringLiteral("<path class=\"grid\" d=\"M%1 0V%2\"/><text class=\"middle\" x=\"%1\" y=\"%3\">"
                                     "%4</text>\n")
                          .arg(svgNumber(x), svgNumber(y), svgNumber(y + 14), htmlText(name));
    }
    const QString which =
        rows.size() < order.size()
            ? htmlParagraph(
                  QStringLiteral("%1 of the %2 requests that began, evenly chosen in the order in which they "
                                 "did.")
                      .arg(recordLocale().toString(qint64(rows.size())), recordLocale().toString(qint64(order.size()))),
                  "muted")
            : QString();
    return which + htmlLegend(legend) +
           QStringLiteral("<svg viewBox=\"0 0 840 %1\" role=\"img\"><title>When each stage of these requests began and "
                          "ended</title>\n%2%3</svg>\n")
               .arg(svgNumber(y + 20), axisMarkup, markup);
}

} // namespace fiftyfold
