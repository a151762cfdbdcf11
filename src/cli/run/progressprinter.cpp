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

QString bar(const RunProgress &progress, qsizetype width)
{
    const qsizetype filled =
        progress.requests == 0 ? 0
                               : static_cast<qsizetype>(qint64(progress.tally.finished()) * width / progress.requests);
    QString text = QString(filled, QLatin1Char('=')) + QString(width - filled, QLatin1Char(' '));
    if (filled < width)
        text[filled] = QLatin1Char('>');
    return QStringLiteral("[%1] ").arg(text);
}

} // namespace

QString liveProgressLine(const RunProgress &progress, int width)
{
    const QString head = elapsedText(progress.elapsedNs) + QLatin1Char(' ');
    QString tail = QStringLiteral("%1/%2 · %3 in flight · %4/s")
                       .arg(progress.tally.finished())
                       .arg(progress.requests)
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
    QString line = QStringLiteral("%1: %2 of %3 finished, %4 in flight, %5 per s")
                       .arg(durationForPeople(progress.elapsedNs))
                       .arg(progress.tally.finished())
                       .arg(progress.requests)
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
    } else if (m_form == Form::Plain && progress.requests > 0) {
        const auto tenths = static_cast<quint32>(quint64(progress.tally.finished()) * 10 / progress.requests);
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
