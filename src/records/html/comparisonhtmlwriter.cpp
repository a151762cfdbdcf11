// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/comparisonhtmlwriter.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "records/base/textoutput.h"
#include "records/comparison/reportwording.h"
#include "records/html/htmltext.h"
#include "records/html/svgplot.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr std::array<const char *, 4> curveTones = {"t-a", "t-b", "t-c", "t-d"};

/// A bar for each entry's median, with its interval.
QString medianChart(const ComparisonReport &report)
{
    double most = 0;
    for (const ReportedEntry &entry : report.entries) {
        if (entry.median)
            most = std::max({most, entry.median->value, entry.median->high});
    }
    if (most <= 0)
        return {};
    constexpr double nameWidth = 220;
    constexpr double barsWidth = 520;
    constexpr double rowHeight = 24;
    const double scale = barsWidth / most;
    QString markup;
    double y = 0;
    for (const ReportedEntry &entry : report.entries) {
        if (!entry.median)
            continue;
        constexpr int mostOfName = 34;
        const QString name =
            entry.name.size() > mostOfName ? entry.name.left(mostOfName - 1) + QChar(0x2026) : entry.name;
        const QString time = durationForPeople(std::llround(entry.median->value * 1e6), recordLocale());
        const double end = nameWidth + entry.median->value * scale;
        const bool isBaseline = &entry == &report.entries[std::size_t(report.baseline)];
        markup +=
            QStringLiteral("<g><title>%1</title><text class=\"end\" x=\"%2\" y=\"%3\">%4</text>"
                           "<rect class=\"%5\" x=\"%6\" y=\"%7\" width=\"%8\" height=\"%9\"/>")
                .arg(htmlText(entry.name + QLatin1String(": ") + time), svgNumber(nameWidth - 8), svgNumber(y + 15),
                     htmlText(name), QLatin1String(isBaseline ? "t-muted" : "t-a"), svgNumber(nameWidth),
                     svgNumber(y + 4), svgNumber(entry.median->value * scale), svgNumber(rowHeight - 8));
        double labelled = end;
        if (entry.wholeRounds > 1) {
            labelled = nameWidth + entry.median->high * scale;
            markup += QStringLiteral("<path class=\"line t-bad\" d=\"M%1 %2H%3\"/>")
                          .arg(svgNumber(nameWidth + entry.median->low * scale), svgNumber(y + rowHeight / 2),
                               svgNumber(labelled));
        }
        markup += QStringLiteral("<text x=\"%1\" y=\"%2\">%3</text></g>\n")
                      .arg(svgNumber(std::max(labelled, end) + 6), svgNumber(y + 15), htmlText(time));
        y += rowHeight;
    }
    return QStringLiteral("<svg viewBox=\"0 0 840 %1\" role=\"img\"><title>%2</title>\n%3</svg>\n")
        .arg(svgNumber(y), htmlText(medianHeading(report) + QLatin1String(" of each, with its interval")), markup);
}

/// Throughput by the number that was varied.
QString sweepChart(const Sweep &sweep)
{
    double most = 0;
    double least = 0;
    double last = 0;
    for (const SweepCurve &curve : sweep.curves) {
        most = std::max(most, curve.mostPerSecond);
        for (const SweepPoint &point : curve.points) {
            least = least > 0 ? std::min(least, point.value) : point.value;
            last = std::max(last, point.value);
        }
    }
    SvgAxis x;
    x.isLog = least > 0 && last / least >= 8;
    x.low = x.isLog ? least : 0;
    x.high = last > x.low ? last : x.low + 1;
    for (const SweepCurve &curve : sweep.curves) {
        for (const SweepPoint &point : curve.points) {
            const bool isNew = std::none_of(x.ticks.begin(), x.ticks.end(),
                                            [&point](const auto &tick) { return tick.first == point.value; });
            if (isNew)
                x.ticks.emplace_back(point.value, point.text);
        }
    }
    std::sort(x.ticks.begin(), x.ticks.end());
    SvgPlot plot(QStringLiteral("Throughput by %1").arg(sweep.factor->nameText()), x,
                 linearAxis(most, [](double rate) { return throughputForPeople(rate, recordLocale()); }));
    QList<std::pair<QString, QString>> legend;
    for (std::size_t i = 0; i < sweep.curves.size(); ++i) {
        const SweepCurve &curve = sweep.curves[i];
        const char *tone = curveTones[i % curveTones.size()];
        std::vector<QPointF> points, low, high;
        for (const SweepPoint &point : curve.points) {
            points.emplace_back(point.value, point.throughput.value);
            low.emplace_back(point.value, point.throughput.low);
            high.emplace_back(point.value, point.throughput.high);
        }
        plot.addBand(low, high, tone);
        plot.addLine(points, tone, i >= curveTones.size());
        plot.addDots(points, tone);
        legend.append({QLatin1String(tone), curve.name.isEmpty() ? QStringLiteral("throughput") : curve.name});
    }
    return htmlLegend(legend) + plot.markup();
}

QString sweepMarkup(const ComparisonReport &report)
{
    if (!report.sweep || report.sweep->curves.empty())
        return {};
    QString markup = sweepChart(*report.sweep);
    for (const SweepCurve &curve : report.sweep->curves) {
        QList<QStringList> rows;
        for (const SweepPoint &point : curve.points)
            rows.append(sweepCells(point));
        markup +=
            htmlTable(sweepHeadings(report, curve), rows) + htmlParagraph(sweepRemark(*report.sweep, curve), "muted");
    }
    return markup;
}

QString entriesMarkup(const ComparisonReport &report)
{
    QList<QStringList> rows;
    for (std::size_t i = 0; i < report.entries.size(); ++i) {
        const ReportedEntry &entry = report.entries[i];
        const QString median = entry.median ? durationForPeople(std::llround(entry.median->value * 1e6), recordLocale())
                                            : QStringLiteral("–");
        const QString ratio = entry.ratio                         ? ratioForPeople(*entry.ratio)
                              : i == std::size_t(report.baseline) ? QStringLiteral("1")
                                                                  : QString();
        QStringList remarks = {verdictText(entry), shortfallOf(entry)};
        remarks.removeAll(QString());
        rows.append({entry.name, median, medianInterval(report, entry), ratio, ratioInterval(entry),
                     QString::number(entry.wholeRounds), remarks.join(QLatin1String("; "))});
    }
    const QString baseline = report.entries.empty() ? QString() : report.entries[std::size_t(report.baseline)].name;
    return htmlTable({nameHeading(report), medianHeading(report), medianIntervalHeading(report),
                      QStringLiteral("times as fast as ") + baseline, ratioIntervalHeading(report),
                      QStringLiteral("rounds"), QStringLiteral("remarks")},
                     rows, false);
}

QString costMarkup(const ComparisonReport &report)
{
    const QStringList headings = costHeadings(report);
    QList<QStringList> rows;
    for (const ReportedEntry &entry : report.entries) {
        if (const QStringList cells = costCells(entry); !headings.isEmpty() && !cells.isEmpty())
            rows.append(cells);
    }
    return htmlTable(headings, rows);
}

} // namespace

QString writeComparisonHtml(QIODevice &device, const ComparisonReport &report)
{
    const QString request = requestForPeople(report, redactedUrl(report.plan.url));
    QString body = QStringLiteral("<h1>%1</h1>\n").arg(htmlText(request)) +
                   htmlParagraph(QStringLiteral("Comparison: ") + loadForPeople(report), "muted");
    QString answer;
    for (const QString &sentence : report.answer)
        answer += QStringLiteral("<p><b>%1</b></p>\n").arg(htmlText(sentence));
    body += htmlSection(QStringLiteral("Answer"), answer);
    body += htmlSection(QStringLiteral("Sweep"), sweepMarkup(report));
    body += htmlSection(QStringLiteral("How fast each is"), medianChart(report) + entriesMarkup(report));
    body += htmlSection(QStringLiteral("What each costs"), costMarkup(report));
    QStringList remarks = remarksOn(report);
    remarks.append(sameForAllText(report));
    body += htmlSection(QStringLiteral("Remarks"), htmlList(remarks));
    body += htmlParagraph(QStringLiteral("Measured %1.").arg(machineForPeople(report)), "muted");
    TextOutput output(device);
    output.append(htmlPage(QStringLiteral("Fiftyfold comparison: ") + request, body).toUtf8());
    return output.finish();
}

} // namespace fiftyfold
