// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/thresholdstate.h"

#include "core/run/thresholdwording.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

struct ThresholdWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ThresholdWords)
};

qsizetype countOf(const Expectations &expectations, ThresholdVerdict verdict)
{
    return std::count_if(expectations.cbegin(), expectations.cend(),
                         [verdict](const Expectation &one) { return one.verdict == verdict; });
}

} // namespace

QString aboutThreshold(const Threshold &threshold)
{
    switch (threshold.figure) {
    case ThresholdFigure::Elapsed:
        return ThresholdWords::tr("of the whole run");
    case ThresholdFigure::Rate:
        return ThresholdWords::tr("of requests done, by time");
    case ThresholdFigure::Failed:
        return ThresholdWords::tr("in place of exit 3");
    case ThresholdFigure::Checks:
        return ThresholdWords::tr("of failed checks");
    default:
        break;
    }
    switch (threshold.time) {
    case ThresholdTime::Response:
        return ThresholdWords::tr("of response time");
    case ThresholdTime::Service:
        return ThresholdWords::tr("without lag");
    case ThresholdTime::Lag:
        return ThresholdWords::tr("of lag alone");
    case ThresholdTime::Stage:
        break;
    }
    return ThresholdWords::tr("of stage %1").arg(stageName(threshold.stage));
}

ThresholdState stateOf(const Expectation &expectation, VerdictTime time)
{
    if (time == VerdictTime::SoFar && expectation.reason == VerdictReason::NoSamples)
        return ThresholdState::Open;
    switch (expectation.verdict) {
    case ThresholdVerdict::Held:
        return ThresholdState::Held;
    case ThresholdVerdict::Crossed:
        return ThresholdState::Crossed;
    case ThresholdVerdict::Undecided:
        break;
    }
    return ThresholdState::Undecided;
}

QString stateWord(ThresholdState state)
{
    switch (state) {
    case ThresholdState::Held:
        return ThresholdWords::tr("held");
    case ThresholdState::Crossed:
        return ThresholdWords::tr("crossed");
    case ThresholdState::Undecided:
        return ThresholdWords::tr("undecided");
    case ThresholdState::Open:
        break;
    }
    return ThresholdWords::tr("–");
}

QString stateSign(ThresholdState state)
{
    switch (state) {
    case ThresholdState::Held:
        return QStringLiteral("✓");
    case ThresholdState::Crossed:
        return QStringLiteral("✗");
    case ThresholdState::Undecided:
        return QStringLiteral("?");
    case ThresholdState::Open:
        break;
    }
    return QStringLiteral("–");
}

QString verdictLine(const Expectation &expectation)
{
    const bool isByLimit = expectation.reason == VerdictReason::Limit;
    return ThresholdWords::tr("%1 %2: %3")
        .arg(expectation.threshold.text, stateWord(stateOf(expectation, VerdictTime::Final)),
             isByLimit ? measuredText(expectation) : expectationText(expectation));
}

QString aboutVerdict(const Expectation &expectation, VerdictTime time)
{
    const ThresholdState state = stateOf(expectation, time);
    const QString head = QStringLiteral("%1 (%2): %3")
                             .arg(expectation.threshold.text, aboutThreshold(expectation.threshold), stateWord(state));
    if (state == ThresholdState::Open)
        return ThresholdWords::tr("%1\nNothing was measured yet").arg(head);
    const QString measured = measuredText(expectation);
    QString text = head;
    if (!measured.isEmpty())
        text = time == VerdictTime::SoFar
                   ? ThresholdWords::tr("%1\nMeasured so far, within 1 %: %2").arg(head, measured)
                   : ThresholdWords::tr("%1\nMeasured: %2").arg(head, measured);
    if (expectation.reason != VerdictReason::Limit)
        text += QLatin1Char('\n') + expectationText(expectation);
    return text;
}

QString heldInShort(const Expectations &expectations)
{
    if (expectations.isEmpty())
        return {};
    const qsizetype all = expectations.size();
    const qsizetype undecided = countOf(expectations, ThresholdVerdict::Undecided);
    if (undecided == all)
        return all == 1 ? ThresholdWords::tr("1 threshold undecided")
                        : ThresholdWords::tr("%1 thresholds undecided").arg(all);
    const qsizetype held = countOf(expectations, ThresholdVerdict::Held);
    const QString text = all == 1 ? ThresholdWords::tr("%1 of 1 threshold held").arg(held)
                                  : ThresholdWords::tr("%1 of %2 thresholds held").arg(held).arg(all);
    return undecided == 0 ? text : ThresholdWords::tr("%1, %2 undecided").arg(text).arg(undecided);
}

} // namespace fiftyfold
