// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/progressprinter.h"

#include "cli/base/terminal.h"
#include "core/text/quantities.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr qint64 second = 1'000'000'000;

/// One decimal throughout, so that a line that is rewritten stands still.
QString elapsedText(qint64 nanoseconds)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(nanoseconds) / 1e9, 0, 'f', 1);
}

qint64 ratePerSecond(const RunProgress &progress)
{
    if (progress.elapsedNs <= 0)
        return 0;
    return qRound64(progress.tally.done * 1e9 / static_cast<double>(progress.elapsedNs));
}

/// From 0 to 1: of the requests, or of the time that ends the run.
double shareDone(const RunProgress &progress)
{
    const double share = progress.endNs > 0
                             ? static_cast<double>(progress.elapsedNs) / static_cast<double>(progress.endNs)
                             : static_cast<double>(progress.tally.finished()) / std::max(progress.requests, 1U);
    return std::clamp(share, 0.0, 1.0);
}

/// "3", or "3 of 50" with that between them.
QString finishedText(const RunProgress &progress, QLatin1String between)
{
    const QString finished = QString::number(progress.tally.finished());
    return progress.endNs > 0 ? finished : finished + between + QString::number(progress.requests);
}

QString bar(const RunProgress &progress, qsizetype width)
{
    const auto filled = static_cast<qsizetype>(shareDone(progress) * static_cast<double>(width));
    QString text = QString(filled, QLatin1Char('=')) + QString(width - filled, QLatin1Char(' '));
    if (filled < width)
        text[filled] = QLatin1Char('>');
    return QStringLiteral("[%1] ").arg(text);
}

} // namespace

QString liveProgressLine(const RunProgress &progress, int width)
{
    const QString head = elapsedText(progress.elapsedNs) + QLatin1Char(' ');
    QString tail = QStringLiteral("%1 · %2 in flight · %3/s")
                       .arg(finishedText(progress, QLatin1String("/")))
                       .arg(progress.tally.inFlight)
                       .arg(ratePerSecond(progress));
    if (progress.tally.failed > 0)
        tail += QStringLiteral(" · %1 failed").arg(progress.tally.failed);

    const qsizetype room = width - head.size() - tail.size() - 3;
    const QString middle = room >= 5 ? bar(progress, std::min<qsizetype>(room, 40)) : QString();
    return (head + middle + tail).left(width);
}

QString plainProgressLine(const RunProgress &progress)
{
    QString line = QStringLiteral("%1: %2 finished, %3 in flight, %4 per s")
                       .arg(durationForPeople(progress.elapsedNs), finishedText(progress, QLatin1String(" of ")))
                       .arg(progress.tally.inFlight)
                       .arg(ratePerSecond(progress));
    if (progress.tally.failed > 0)
        line += QStringLiteral(", %1 failed").arg(progress.tally.failed);
    return line;
}

ProgressPrinter::ProgressPrinter(ProgressMode mode, const Terminal &terminal)
    : m_terminal(terminal)
    , m_form(mode == ProgressMode::None                               ? Form::Silent
             : mode == ProgressMode::Auto && terminal.isInteractive() ? Form::Live
                                                                      : Form::Plain)
{
}

void ProgressPrinter::update(const RunProgress &progress)
{
    if (m_form == Form::Live) {
        // The last column stays free: writing to it would wrap the line on some terminals.
        m_terminal.write(QStringLiteral("\r%1\033[K").arg(liveProgressLine(progress, m_terminal.width() - 1)));
        m_hasLiveLine = true;
    } else if (m_form == Form::Plain && (progress.requests > 0 || progress.endNs > 0)) {
        const auto tenths = static_cast<quint32>(shareDone(progress) * 10);
        if (tenths == m_printedTenths && progress.elapsedNs - m_printedAtNs < second)
            return;
        m_printedTenths = tenths;
        m_printedAtNs = progress.elapsedNs;
        m_terminal.write(plainProgressLine(progress) + QLatin1Char('\n'));
    }
}

void ProgressPrinter::finish()
{
    if (m_hasLiveLine)
        m_terminal.write(QStringLiteral("\r\033[K"));
    m_hasLiveLine = false;
}

} // namespace fiftyfold
