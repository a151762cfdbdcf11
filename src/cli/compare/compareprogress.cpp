// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/compareprogress.h"

#include "cli/base/terminal.h"
#include "core/text/quantities.h"
#include "engine/run/comparison.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qint64 secondMs = 1'000;

QString turnText(const CompareStep &step)
{
    if (step.name.isEmpty())
        return {};
    return step.name + (step.round == 0 ? QStringLiteral(", warm-up")
                                        : QStringLiteral(", round %1 of %2").arg(step.round).arg(step.rounds));
}

/// Whole seconds or minutes: it is a guess.
QString remainingText(qint64 ms)
{
    const qint64 seconds = (ms + secondMs - 1) / secondMs;
    return seconds < 120 ? QStringLiteral("%1 s").arg(seconds) : QStringLiteral("%1 min").arg((seconds + 30) / 60);
}

QString bar(const CompareStep &step, qsizetype width)
{
    const qsizetype filled = step.runsInAll == 0 ? 0 : step.runsDone * width / step.runsInAll;
    QString text = QString(filled, QLatin1Char('=')) + QString(width - filled, QLatin1Char(' '));
    if (filled < width)
        text[filled] = QLatin1Char('>');
    return QStringLiteral("[%1] ").arg(text);
}

} // namespace

CompareStep stepOf(const Comparison &comparison, qint64 elapsedMs)
{
    CompareStep step;
    step.elapsedMs = elapsedMs;
    const ComparisonRecord &record = comparison.record();
    step.rounds = record.roundsWanted;
    step.runsDone = record.runsDone;
    step.runsInAll = record.runsInAll;
    step.remainingMs = comparison.remainingMs();
    const int entry = comparison.currentEntry();
    if (entry < 0)
        return step;
    const MeasuredEntry &current = record.entries[static_cast<std::size_t>(entry)];
    step.name = current.name;
    // Warm-ups come first, one of each that can run here.
    const auto warmUps = std::count_if(record.entries.cbegin(), record.entries.cend(),
                                       [](const ComparisonEntry &one) { return one.unavailable.isEmpty(); });
    if (step.runsDone >= warmUps)
        step.round = static_cast<int>(current.rounds.size()) + 1;
    return step;
}

QString liveCompareLine(const CompareStep &step, int width)
{
    // One decimal throughout, so that a line that is rewritten stands still.
    const QString head = QStringLiteral("%1 s ").arg(static_cast<double>(step.elapsedMs) / 1e3, 0, 'f', 1);
    QString tail = QStringLiteral("%1/%2 runs").arg(step.runsDone).arg(step.runsInAll);
    if (const QString turn = turnText(step); !turn.isEmpty())
        tail += QStringLiteral(" · ") + turn;
    if (step.remainingMs)
        tail += QStringLiteral(" · %1 left").arg(remainingText(*step.remainingMs));
    const qsizetype room = width - head.size() - tail.size() - 3;
    const QString middle = room >= 5 ? bar(step, std::min<qsizetype>(room, 30)) : QString();
    return (head + middle + tail).left(width);
}

QString plainCompareLine(const CompareStep &step)
{
    QString line = QStringLiteral("%1: %2 of %3 runs done")
                       .arg(durationForPeople(step.elapsedMs * 1'000'000))
                       .arg(step.runsDone)
                       .arg(step.runsInAll);
    if (const QString turn = turnText(step); !turn.isEmpty())
        line += QStringLiteral(", ") + turn;
    if (step.remainingMs)
        line += QStringLiteral(", about %1 left").arg(remainingText(*step.remainingMs));
    return line;
}

CompareProgress::CompareProgress(ProgressMode mode, const Terminal &terminal)
    : m_terminal(terminal)
    , m_form(mode == ProgressMode::None                               ? Form::Silent
             : mode == ProgressMode::Auto && terminal.isInteractive() ? Form::Live
                                                                      : Form::Plain)
{
    m_clock.start();
}

void CompareProgress::update(const Comparison &comparison)
{
    if (m_form == Form::Silent)
        return;
    const CompareStep step = stepOf(comparison, m_clock.elapsed());
    if (m_form == Form::Live) {
        // The last column stays free: writing to it would wrap the line on some terminals.
        m_terminal.write(QStringLiteral("\r%1\033[K").arg(liveCompareLine(step, m_terminal.width() - 1)));
        m_hasLiveLine = true;
        return;
    }
    const bool isFirst = m_printedRuns < 0;
    if (step.name.isEmpty() || step.runsDone == m_printedRuns ||
        (!isFirst && step.elapsedMs - m_printedAtMs < secondMs))
        return;
    m_printedRuns = step.runsDone;
    m_printedAtMs = step.elapsedMs;
    m_terminal.write(plainCompareLine(step) + QLatin1Char('\n'));
}

void CompareProgress::finish()
{
    if (m_hasLiveLine)
        m_terminal.write(QStringLiteral("\r\033[K"));
    m_hasLiveLine = false;
}

} // namespace fiftyfold
