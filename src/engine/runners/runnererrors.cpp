// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnererrors.h"

#include "core/text/remark.h"
#include "engine/base/memorylimit.h"
#include "engine/base/systemlimits.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <initializer_list>

namespace fiftyfold {

namespace {

bool hasAny(const QString &words, std::initializer_list<const char *> signs)
{
    return std::any_of(signs.begin(), signs.end(),
                       [&words](const char *sign) { return words.contains(QLatin1String(sign), Qt::CaseInsensitive); });
}

} // namespace

QString tellingLine(const QString &lastWords)
{
    static const QRegularExpression ofGo(QStringLiteral("^(?:fatal error|runtime): .*$"),
                                         QRegularExpression::MultilineOption);
    if (const QRegularExpressionMatch match = ofGo.match(lastWords); match.hasMatch())
        return match.captured().trimmed();
    static const QRegularExpression ofPython(QStringLiteral("^[A-Za-z_][A-Za-z0-9_.]*(Error|Exception)(: |\\s*$)"));
    constexpr qsizetype remarksBehind = 8; // what Python says of what it could not clear up
    const QStringList lines = lastWords.trimmed().split(QLatin1Char('\n'));
    for (qsizetype i = lines.size() - 1; i >= std::max<qsizetype>(lines.size() - remarksBehind, 0); --i) {
        if (ofPython.match(lines.at(i)).hasMatch())
            return lines.at(i).trimmed();
    }
    return lines.last().trimmed();
}

QString limitBehind(const QString &words)
{
    if (words.contains(QLatin1String("ulimit")))
        return {};
    // The same error, and the same words, for a thread that is one too many and one whose stack finds no place.
    const bool isAboutThreads = hasAny(words, {"start new thread", "new OS thread", "newosproc", "pthread_create",
                                               "Resource temporarily unavailable"});
    const bool isAboutMemory = hasAny(
        words, {"MemoryError", "allocate memory", "out of memory", "failed to reserve", "failed to map", "bad_alloc"});
    const QString ofUser = isAboutThreads ? userLimitText() : QString();
    const bool isSpaceLimited = (isAboutThreads || isAboutMemory) && addressSpaceLeft();
    if (!isSpaceLimited)
        return ofUser.isEmpty() ? QString() : remarkText(RemarkKind::UserLimitHere, {ofUser});
    return ofUser.isEmpty() ? remarkText(RemarkKind::SpaceLimitHere, {addressSpaceLimitText()})
                            : remarkText(RemarkKind::BothLimitsHere, {ofUser, addressSpaceLimitText()});
}

} // namespace fiftyfold
