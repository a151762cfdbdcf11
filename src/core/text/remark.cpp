// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/remark.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <vector>

namespace fiftyfold {

namespace {

constexpr std::array sentences = {
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "At once was lowered from %1 to %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Engine threads were lowered from %1 to %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "At once was lowered from %1 to %2, and engine threads were lowered from %3 to %4"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "For all that is compared, at once was lowered from %1 to %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "For all that is compared, engine threads were lowered from %1 to %2"),
    QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "For all that is compared, at once was lowered from %1 to %2, and engine threads were lowered from %3 to %4"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "this process may open %1 files only"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "each process may open %1 files only"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "the system has as many files open as it may"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "its control group may have %1 processes and threads at once"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "this user may have %1 processes and threads at once"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "the system may have %1 threads at once"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "this process may have %1 MB of address space"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise the limit with \"ulimit -n\"."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise the limit with \"ulimit -n\" to have more in flight."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise fs.file-max, or end some programs."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise the group's pids.max (TasksMax of a systemd unit, --pids-limit of a "
                                           "container), or end some of its programs."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise the limit with \"ulimit -u\", or end some of the user's programs."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "Raise kernel.threads-max, kernel.pid_max and vm.max_map_count, or end some programs."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Raise the limit with \"ulimit -v\"."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The strategy %1 needs more open files even for a single request"),
    QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "The strategy %1 over %2 needs %3 more threads and processes even for a single request, and %4 can be started"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The strategy %1 over %2 needs more memory even for a single request"),
    QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "The record of %1 requests needs more memory than there is; nothing was sent. Give fewer --requests."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 can't be started"),
    QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "%1 could not be started: the system had no thread left. Try again, or raise the limit with \"ulimit -u\"."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "A thread for the steps"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The run's engine thread"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Engine thread %1 of %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The thread that lays the ground for the runner"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 wrote on standard error: %2"),
};
static_assert(sentences.size() == static_cast<std::size_t>(RemarkKind::StandardError) + 1);

/// For each sentence; a value ends where the sentence goes on, or another remark begins.
const std::vector<QRegularExpression> &patterns()
{
    static const std::vector<QRegularExpression> all = [] {
        static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
        std::vector<QRegularExpression> made;
        for (const char *sentence : sentences) {
            QString pattern = QRegularExpression::escape(QString::fromUtf8(sentence));
            const bool isOfOthers = made.size() == static_cast<std::size_t>(RemarkKind::StandardError);
            pattern.replace(place, isOfOthers ? QStringLiteral("(.+?)") : QStringLiteral("((?:(?![:.] ).)+?)"));
            made.emplace_back(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::DotMatchesEverythingOption);
        }
        return made;
    }();
    return all;
}

} // namespace

const char *remarkSentence(RemarkKind kind)
{
    return sentences.at(static_cast<std::size_t>(kind));
}

QString withValues(const QString &sentence, const QStringList &values)
{
    QString text;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int value =
            sentence[i] == QLatin1Char('%') && i + 1 < sentence.size() ? sentence[i + 1].digitValue() : -1;
        if (value >= 1 && value <= values.size()) {
            text += values.at(value - 1);
            ++i;
        } else {
            text += sentence[i];
        }
    }
    return text;
}

QString remarkText(RemarkKind kind, const QStringList &values)
{
    return withValues(QString::fromUtf8(remarkSentence(kind)), values);
}

std::optional<Remark> readRemark(const QString &english)
{
    for (std::size_t i = sentences.size(); i-- > 0;) { // what is longer stands later, and has the shorter one in it
        const QRegularExpressionMatch match = patterns()[i].match(english);
        if (match.hasMatch())
            return Remark{static_cast<RemarkKind>(i), match.capturedTexts().mid(1)};
    }
    return std::nullopt;
}

} // namespace fiftyfold
