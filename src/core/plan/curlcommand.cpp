// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/curlcommand.h"

#include "core/plan/curloptions.h"
#include "core/plan/curlrequest.h"
#include "core/plan/fieldwords.h"
#include "core/plan/shellwords.h"
#include "core/text/problemwords.h"
#include "core/text/visibletext.h"

#include <QRegularExpression>

namespace fiftyfold {

namespace {

constexpr int longestName = 40; // of an unknown option that is named; curl's have 30 letters at most

/// The option as a message has it.
QString shownOption(const QByteArray &name)
{
    return visibleText(QString::fromUtf8(name).left(longestName));
}

/// Reads the words behind "curl" into a draft.
class CurlWordReader
{
public:
    explicit CurlWordReader(const QList<QByteArray> &words)
        : m_words(words)
    {
    }

    /// A sentence where an option can't be had, otherwise an empty text.
    QString read();
    CurlDraft &draft() { return m_draft; }

private:
    QString readLong(const QByteArray &word);
    QString readShort(const QByteArray &word);
    QString take(const CurlOption &option, const QByteArray &name, const QByteArray &value);
    QString takeWithNext(const CurlOption &option, const QByteArray &name);
    QString switchOff(const CurlOption &option, const QByteArray &name);
    static QString unknownProblem(const QByteArray &name);

    const QList<QByteArray> &m_words;
    qsizetype m_at = 1;
    CurlDraft m_draft;
};

QString CurlWordReader::read()
{
    bool hasOptions = true;
    while (m_at < m_words.size()) {
        const QByteArray word = m_words[m_at++];
        QString problem;
        if (!hasOptions || !word.startsWith('-'))
            m_draft.urls.append(word);
        else if (word == "--")
            hasOptions = false;
        else
            problem = word.startsWith("--") ? readLong(word) : readShort(word);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString CurlWordReader::readLong(const QByteArray &word)
{
    const qsizetype equals = word.indexOf('=');
    const QByteArray name = equals < 0 ? word : word.left(equals);
    const CurlOption *option = findCurlOption(name);
    if (!option && name.startsWith("--no-")) {
        const CurlOption *other = findCurlOption("--" + name.mid(qsizetype(sizeof "--no-") - 1));
        if (other && !other->takes && equals < 0)
            return switchOff(*other, name);
    }
    if (!option)
        return unknownProblem(name);
    if (equals < 0)
        return takeWithNext(*option, name);
    if (!option->takes)
        return ProblemWords::tr("The option %1 takes no value; leave out what is behind its =.").arg(shownOption(name));
    return take(*option, name, word.mid(equals + 1));
}

/// Several letters, of which the last may have its value behind it.
QString CurlWordReader::readShort(const QByteArray &word)
{
    if (word.size() == 1)
        return unknownProblem(word);
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QByteArray name = '-' + word.mid(i, 1);
        const CurlOption *option = findCurlOption(name);
        if (!option)
            return unknownProblem('-' + QString::fromUtf8(word.mid(i)).left(1).toUtf8());
        if (option->takes && i + 1 < word.size())
            return take(*option, name, word.mid(i + 1));
        if (const QString problem = takeWithNext(*option, name); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString CurlWordReader::takeWithNext(const CurlOption &option, const QByteArray &name)
{
    if (!option.takes || option.refusal)
        return take(option, name, {});
    if (m_at >= m_words.size())
        return ProblemWords::tr("The option %1 takes %2, and there is nothing behind it.")
            .arg(shownOption(name), FieldWords::tr(option.takes));
    return take(option, name, m_words[m_at++]);
}

QString CurlWordReader::take(const CurlOption &option, const QByteArray &name, const QByteArray &value)
{
    if (option.refusal)
        return ProblemWords::tr("The option %1 is not taken from a curl command: %2.")
            .arg(shownOption(name), ProblemWords::tr(option.refusal));
    if (option.flag) {
        m_draft.*option.flag = true;
    } else if (!option.take) {
        m_draft.leftOut.append(shownOption(name));
    } else if (const Refusal refusal = option.take(m_draft, value)) {
        return ProblemWords::tr("The option %1 takes %2, got %3.")
            .arg(shownOption(name), FieldWords::tr(option.takes), *refusal);
    }
    return {};
}

/// "--no-location": as if it had not been given.
QString CurlWordReader::switchOff(const CurlOption &option, const QByteArray &name)
{
    if (option.take)
        return unknownProblem(name);
    if (option.flag)
        m_draft.*option.flag = false;
    else
        m_draft.leftOut.append(shownOption(name));
    return {};
}

QString CurlWordReader::unknownProblem(const QByteArray &name)
{
    return ProblemWords::tr(
               "The command has an option %1, which is none of curl's that are known here; leave it out, or "
               "write it as curl's manual does.")
        .arg(shownOption(name));
}

CurlReading failed(const QString &problem)
{
    return {{}, problem, {}};
}

} // namespace

bool isCurlCommand(const QString &text)
{
    // A path in quotes may have blanks; a line may go on right behind the name.
    static const QRegularExpression begin(
        QStringLiteral(R"(^\s*(?:\$\s+)?(?!["']?[a-z]+://))"
                       R"((?:"(?:[^"]*[/\\])?curl(?:\.exe)?"|'(?:[^']*[/\\])?curl(?:\.exe)?'|)"
                       R"((?:[^\s"'^]*[/\\])?curl(?:\.exe)?[\^\\]?)(?:\s|$))"),
        QRegularExpression::CaseInsensitiveOption);
    return begin.match(text).hasMatch();
}

CurlReading curlCommandFrom(const QString &text)
{
    static const QRegularExpression prompt(QStringLiteral("^\\s*\\$\\s+"));
    if (!isCurlCommand(text))
        return failed(ProblemWords::tr("The text does not begin with curl; it takes a command such as curl "
                                       "'http://HOST/PATH' -H 'NAME: VALUE', as browsers copy it (\"Copy as cURL\")."));
    const ShellWords words = shellWordsFrom(QString(text).remove(prompt));
    if (!words.problem.isEmpty())
        return failed(words.problem);
    CurlWordReader reader(words.words);
    if (const QString problem = reader.read(); !problem.isEmpty())
        return failed(problem);
    CurlDraft &draft = reader.draft();
    if (const QString problem = finishCurlRequest(draft); !problem.isEmpty())
        return failed(problem);
    CurlReading reading{draft.command, {}, words.notes + draft.notes};
    draft.leftOut.removeDuplicates();
    if (!draft.leftOut.isEmpty())
        reading.notes.append(ProblemWords::tr("Left out, as they change nothing of what is sent: %1.")
                                 .arg(draft.leftOut.join(QLatin1String(", "))));
    reading.notes.removeDuplicates();
    return reading;
}

} // namespace fiftyfold
