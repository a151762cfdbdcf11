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
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The strategy %1 has one lane: what is due while a request is under way waits for its end."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The value of {{%1}} is not there."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The value of {{%1}} stands in JSON without quotes around it, and is no JSON."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The value of {{%1}} has a line break or another control, which no header can have."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The runner %1 %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "did not say within %1 that it is ready"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "said nothing for %1, longer than any request may take"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "wrote a line of more than %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "writes faster than can be read, with %1 waiting"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "wrote what is not a line of fiftyfold.runner/1 (%1)"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "said twice that it is ready"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "said before its start that it had finished"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of a request before its start"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of a time that has not come yet"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of the same stage of a request twice"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of more requests than it has"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of a request that it does not have"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of a request again after its outcome"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "told of a lane that it does not have"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "was ended by signal %1 before its start"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "was ended by signal %1 before it had finished"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "ended with exit code %1 before its start"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "ended with exit code %1 before it had finished"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1, in the middle of a line"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The runner %1 said that it had finished, and not what became of this request"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Run it by hand to see what is wrong with it."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The limits here: %1 (\"ulimit -u\")."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The limits here: %1 (\"ulimit -v\")."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The limits here: %1 (\"ulimit -u\"), and %2 (\"ulimit -v\")."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The command of the runner is empty: give a program, with its arguments."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The runner's program, %1, is not in the PATH. Install it, or give its full path."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "fiftyfold-cli, of which the strategy processes starts several, is not beside this program. "
                      "Install Fiftyfold again, or choose another strategy."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "fiftyfold-cli, which does the steps in processes of its own, is not beside this program. "
                      "Install Fiftyfold again, or choose another strategy."),
    QT_TRANSLATE_NOOP(
        "fiftyfold::Notice",
        "fiftyfold-cli, which works in its processes, is not beside this program. Install Fiftyfold again."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The practice server, %1, is not beside this program. Install Fiftyfold again, or give the URL "
                      "of another server."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "it ended, with exit code %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "it did not say within %1 seconds where it listens"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The runners are not in %1. Install Fiftyfold again."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The program %1 is not there"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Python's module %1 is not in %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 is not in the PATH"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "Install it with: sudo apt-get install %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "it was stopped"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "it took more than %1 minutes"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "the folder %1 could not be made"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "the folder %1 can't be written to"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "the folder %1 can't be written to (%2)"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "it is not a folder"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "there is no such folder"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "something removes each folder as soon as it is made"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "--cacert %1 holds no certificate; it takes a file of PEM certificates."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "--cert %1 holds no certificate; it takes a PEM file."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "--key %1 holds no private key; it takes a PEM file without a passphrase."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "There is no memory left for the transport. Have fewer in flight with --at-once."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The target %1 leads to a host that is neither loopback nor private, and nobody agreed to that: "
                      "see --allow-remote."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "This system has not enough for it: it would have %1 at once, and engine threads: %2."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "It does not tell why. Run it by itself to see that."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "It says that it took no time."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "It ended without having answered for all of its requests."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "an empty body"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "a body for which the expression takes too many steps"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "no such header"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "an empty value"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "nothing there"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "JSON that is cut off at byte %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "its %1 data are damaged (%2)"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The runner %1 could not be started: %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 could not be compiled: %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The practice server does not run: %1. Try again, or give the URL of another server."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "Pages can't be saved in %1: %2. Give a folder that exists and can be written to with "
                      "--work-dir, or set TMPDIR."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "The run's folder, \"%1\", can't be opened: %2."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "No process for the steps can be started: %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The transport can't be made ready: %1. Raise the limit with \"ulimit -v\", or have fewer in "
                      "flight with --at-once."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice",
                      "The transport can't be made ready: %1. Have fewer in flight with --at-once."),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 of %2 requests failed: %3"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "no JSON from byte %1 on: %2"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "no match in its first 1 MiB, %1"),
    QT_TRANSLATE_NOOP("fiftyfold::Notice", "%1 wrote on standard error: %2"),
};
static_assert(sentences.size() == static_cast<std::size_t>(RemarkKind::StandardError) + 1);

/// What a text made of a sentence begins and ends with, which tells most of them apart, and all of it.
struct Pattern {
    QString head;
    QString tail;
    QRegularExpression expression;
};

/// For each sentence; a value ends where the sentence goes on, or another remark begins.
const std::vector<Pattern> &patterns()
{
    static const std::vector<Pattern> all = [] {
        static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
        std::vector<Pattern> made;
        for (const char *text : sentences) {
            const QString sentence = QString::fromUtf8(text);
            const qsizetype first = sentence.indexOf(QLatin1Char('%'));
            const qsizetype last = sentence.lastIndexOf(QLatin1Char('%'));
            QString pattern = QRegularExpression::escape(sentence);
            pattern.replace(place, isOfOthers(static_cast<RemarkKind>(made.size()))
                                       ? QStringLiteral("(.+?)")
                                       : QStringLiteral("((?:(?![:.] ).)+?)"));
            made.push_back({first < 0 ? sentence : sentence.left(first), first < 0 ? QString() : sentence.mid(last + 2),
                            QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                               QRegularExpression::DotMatchesEverythingOption)});
        }
        return made;
    }();
    return all;
}

} // namespace

bool isOfOthers(RemarkKind kind)
{
    return kind >= RemarkKind::RunnerNotStarted;
}

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
        const Pattern &pattern = patterns()[i];
        if (!english.startsWith(pattern.head) || !english.endsWith(pattern.tail))
            continue;
        if (const QRegularExpressionMatch match = pattern.expression.match(english); match.hasMatch())
            return Remark{static_cast<RemarkKind>(i), match.capturedTexts().mid(1)};
    }
    return std::nullopt;
}

} // namespace fiftyfold
