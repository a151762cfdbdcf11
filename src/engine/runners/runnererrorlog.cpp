// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnererrorlog.h"

#include "core/text/quantities.h"
#include "engine/runners/runnererrors.h"

#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype mostErrorsKept = 4 * 1024;
constexpr qsizetype longestErrorLine = 64 * 1024;

} // namespace

void RunnerErrorLog::add(const QByteArray &bytes)
{
    m_line += bytes;
    // Whole lines, so that no half of a secret is left where they are cut off.
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        if (!std::exchange(m_isSkipping, false))
            keep(m_filter->filtered(QString::fromUtf8(m_line.left(end + 1))));
        m_line.remove(0, end + 1);
    }
    if (m_line.size() > longestErrorLine && !std::exchange(m_isSkipping, true))
        keep(QStringLiteral("(a line of more than %1)\n").arg(sizeForPeople(longestErrorLine, recordLocale())));
    if (m_isSkipping)
        m_line.clear();
}

void RunnerErrorLog::end()
{
    keep(m_filter->filteredBeginning(QString::fromUtf8(std::exchange(m_line, {}))));
}

QString RunnerErrorLog::text() const
{
    return m_filter->shown(m_kept, mostErrorsKept);
}

QString RunnerErrorLog::lastWords() const
{
    return tellingLine(m_kept + m_filter->filteredBeginning(QString::fromUtf8(m_line)));
}

void RunnerErrorLog::keep(const QString &text)
{
    m_kept = (m_kept + text).right(mostErrorsKept);
}

} // namespace fiftyfold
