// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/statedfigures.h"

#include <QRegularExpression>

namespace fiftyfold {

bool hasCount(const RunSummary &summary)
{
    return hasCount(summary.latency);
}

bool hasElapsed(const RunSummary &summary)
{
    return summary.elapsedNs > 0;
}

bool hasRate(const RunSummary &summary)
{
    return summary.requestsPerSecond > 0 || (hasElapsed(summary) && hasCount(summary));
}

std::optional<double> percentFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^p?\\(?([0-9]{1,3}(?:[._][0-9]{1,12})?)\\)?%{0,2}$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double percent = match.captured(1).replace(QLatin1Char('_'), QLatin1Char('.')).toDouble();
    return percent <= 100 ? std::optional(percent) : std::nullopt;
}

} // namespace fiftyfold
