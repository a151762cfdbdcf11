// SPDX-License-Identifier: GPL-3.0-or-later
// The spectrum alone, as files called .hgrm have it.
#include "records/import/percentilespectrum.h"

#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/reportwords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

constexpr double leastDifference = 1e-6;
constexpr double mostBelowAll = 99.9995; ///< Which a record's names tell from 100.
constexpr std::size_t spectrumRowsLimit = 1'000'000;

struct Spectrum {
    std::vector<SpectrumRow> rows;
    double count = -1; ///< As its foot has these; -1 where it has none.
    double mean = -1;
    double max = -1;
};

/// "#[Mean    =      104.400, StdDeviation   =        5.800]"
void takeFoot(const QByteArray &line, Spectrum &spectrum)
{
    static const QRegularExpression form(QStringLiteral("[\\[,]\\s*(Mean|Max|Total count)\\s*=\\s*([0-9.]+)"));
    const QString foot = QString::fromUtf8(line);
    for (QRegularExpressionMatchIterator found = form.globalMatch(foot); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString name = match.captured(1);
        double &figure = name == QLatin1String("Mean")  ? spectrum.mean
                         : name == QLatin1String("Max") ? spectrum.max
                                                        : spectrum.count;
        figure = match.captured(2).toDouble();
    }
}

/// Empty, or what is wrong with it after the rows before.
QString takeRow(const QByteArray &line, const ImportText &text, std::vector<SpectrumRow> &rows)
{
    const std::optional<SpectrumRow> row = spectrumRow(line);
    if (!row)
        return wrongWord(text, QStringLiteral("a row of a value, a percentile from 0 to 1 and a count"),
                         QString::fromUtf8(line).simplified());
    if (!rows.empty() &&
        (row->percent < rows.back().percent || row->value < rows.back().value || row->count < rows.back().count))
        return text.problemHere(QStringLiteral("values, percentiles and counts of a spectrum grow, and these are less "
                                               "than those in the row before"));
    if (rows.size() >= spectrumRowsLimit)
        return text.problemHere(QStringLiteral("there are more rows than %1").arg(spectrumRowsLimit));
    rows.push_back(*row);
    return {};
}

/// Of each percentile that people ask for the first row that is not below it, by the row's own percentile. What is
/// between two rows of one value has that value.
void stateRows(ImportedRun &run, const std::vector<SpectrumRow> &rows)
{
    for (const double wanted : {50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 100.0}) {
        const auto found = std::find_if(rows.begin(), rows.end(), [wanted](const SpectrumRow &one) {
            return one.percent >= wanted - leastDifference;
        });
        if (found == rows.end() || (wanted < 100 && found->percent > mostBelowAll))
            continue;
        const bool isIt = found->percent - wanted < leastDifference;
        const bool isOfBoth = found != rows.begin() && std::prev(found)->value == found->value;
        run.statePercentile(isIt || isOfBoth ? wanted : found->percent, found->value, nsOfMs);
    }
}

} // namespace

std::optional<SpectrumRow> spectrumRow(const QByteArray &line)
{
    const QStringList words = wordsOf(QByteArray(line).replace(',', ' ').replace('"', ' '));
    if (words.size() != 3 && words.size() != 4)
        return std::nullopt;
    std::array<double, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        bool isNumber = false;
        numbers[i] = words.at(static_cast<qsizetype>(i)).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(numbers[i]) || numbers[i] < 0)
            return std::nullopt;
    }
    return numbers[1] <= 1 ? std::optional(SpectrumRow{numbers[0], std::round(numbers[1] * 1e10) / 1e8, numbers[2]})
                           : std::nullopt;
}

bool beginsSpectrum(QByteArrayView line)
{
    return (line.startsWith("Value") || line.startsWith("\"Value\"")) && line.contains("Percentile") &&
           line.contains("TotalCount");
}

QString importSpectrum(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("HdrHistogram");
    run.addLimit(QStringLiteral("A percentile spectrum does not tell its unit: its values are taken for milliseconds, "
                                "as wrk2 prints them."));
    run.addLimit(QStringLiteral("It has no single requests, nothing of those that failed and no time at which they "
                                "began; of its rows those are taken that come next to the usual percentiles."));
    Spectrum spectrum;
    bool hasBegun = false;
    QByteArray line;
    while (text.readLine(line)) {
        const QByteArray trimmed = line.trimmed();
        const bool isSecond = beginsReport(trimmed) || (beginsSpectrum(trimmed) && std::exchange(hasBegun, true));
        if (isSecond)
            return secondReport(text);
        if (trimmed.startsWith("#["))
            takeFoot(trimmed, spectrum);
        const bool isRow = hasBegun && !trimmed.isEmpty() && !beginsSpectrum(trimmed) && !trimmed.startsWith('#') &&
                           !trimmed.startsWith("---");
        if (!isRow)
            continue;
        if (QString problem = takeRow(trimmed, text, spectrum.rows); !problem.isEmpty())
            return problem;
        if (!run.goesOn())
            return readingGivenUp();
    }
    if (!text.problem().isEmpty())
        return text.problem();
    const std::vector<SpectrumRow> &rows = spectrum.rows;
    if (spectrum.count != 0 && (rows.empty() || rows.back().percent < 100 - leastDifference))
        return text.problemHere(
            QStringLiteral("the spectrum ends here, without the row of percentile 1: it was cut short"));
    const double count = spectrum.count >= 0 ? spectrum.count : rows.back().count;
    if (!rows.empty() && rows.front().percent < leastDifference)
        run.state(&Distribution::min, rows.front().value, nsOfMs);
    run.state(&Distribution::mean, spectrum.mean, nsOfMs);
    run.state(&Distribution::max, spectrum.max >= 0 || rows.empty() ? spectrum.max : rows.back().value, nsOfMs);
    stateRows(run, rows);
    run.stateCounts(count, 0, count);
    return {};
}

} // namespace fiftyfold
