// SPDX-License-Identifier: GPL-3.0-or-later
// How a check is written; see checkedreply.cpp for how a reply is held against it.
#include "core/plan/check.h"

#include "core/plan/fieldwords.h"
#include "core/text/canonicaljson.h"
#include "core/text/fieldsyntax.h"
#include "core/text/nearestname.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/secretnames.h"

#include <QStringList>

#include <algorithm>

namespace fiftyfold {

namespace {

/// Either what a check asks for, or what is wrong with its text.
struct ReadCondition {
    std::optional<Check::Condition> condition;
    QString problem;
};

ReadCondition refused(const QString &problem)
{
    return {std::nullopt, problem};
}

/// A text in which words are separated by blanks, and the last one is the rest.
class CheckWords
{
public:
    explicit CheckWords(const QString &text)
        : m_rest(text)
    {
    }

    /// Takes one word and the blank behind it; the blanks before it do not count.
    QString next()
    {
        const qsizetype begin = static_cast<qsizetype>(
            std::find_if(m_rest.cbegin(), m_rest.cend(), [](QChar c) { return !c.isSpace(); }) - m_rest.cbegin());
        const auto end = std::find_if(m_rest.cbegin() + begin, m_rest.cend(), [](QChar c) { return c.isSpace(); });
        const QString word = m_rest.mid(begin, end - m_rest.cbegin() - begin);
        m_rest = m_rest.mid(begin + word.size() + 1);
        return word;
    }

    const QString &rest() const { return m_rest; }

private:
    QString m_rest;
};

/// Makes the search one match whose steps are counted together: PCRE2 counts those from each place where one may begin
/// anew, so that a limit alone would bound nothing. Compiled code, and repeats that give nothing back, take steps that
/// are not counted: a class repeated over the whole body costs the square of its size.
QRegularExpression boundedExpression(const QString &pattern)
{
    static const QRegularExpression settings(QStringLiteral(
        "^(?:\\(\\*(?:UTF|UCP|CR|LF|CRLF|ANYCRLF|ANY|NUL|BSR_ANYCRLF|BSR_UNICODE|NO_JIT|NO_START_OPT|NO_AUTO_POSSESS|"
        "NO_DOTSTAR_ANCHOR|NOTEMPTY|NOTEMPTY_ATSTART|LIMIT_[A-Z]+=[0-9]+)\\))*")); // which stand before all else
    const QString given = settings.match(pattern).captured();
    const QString begin =
        QLatin1String("(*LIMIT_MATCH=5000000)(*NO_JIT)(*NO_AUTO_POSSESS)") + given + QLatin1String("\\A(?s:.*?)(?:");
    const QString rest = pattern.mid(given.size());
    QRegularExpression bounded(begin + rest + QLatin1String("\\E)")); // the end of a \Q, if there is one
    if (!bounded.isValid())
        bounded.setPattern(begin + rest + QLatin1String("\n)")); // the end of a comment
    return bounded;
}

ReadCondition readExpressionCheck(const QString &pattern)
{
    const QRegularExpression expression(pattern);
    if (!expression.isValid())
        return refused(FieldWords::tr("one whose expression can't be read: %1, at character %2")
                           .arg(expression.errorString())
                           .arg(expression.patternErrorOffset() + 1));
    const QRegularExpression bounded = boundedExpression(pattern);
    if (!bounded.isValid())
        return refused(FieldWords::tr("one whose expression can't be part of another: %1").arg(bounded.errorString()));
    return {BodyMatches{pattern, bounded}, {}};
}

ReadCondition readBodyCheck(CheckWords words)
{
    const QString verb = words.next();
    const bool isExpression = verb == QLatin1String("matches");
    if (!isExpression && verb != QLatin1String("contains"))
        return refused(FieldWords::tr("\"body\" without \"contains TEXT\" or \"matches REGEX\" behind it"));
    if (words.rest().isEmpty())
        return refused(FieldWords::tr("\"body %1\" with nothing behind it").arg(verb));
    return isExpression ? readExpressionCheck(words.rest()) : ReadCondition{BodyContains{words.rest().toUtf8()}, {}};
}

ReadCondition readHeaderCheck(CheckWords words)
{
    const QByteArray name = words.next().toUtf8();
    if (!isToken(name)) {
        const bool hasColon = name.endsWith(':') && isToken(QByteArrayView(name).chopped(1));
        return refused(hasColon ? FieldWords::tr("the name of a header with a colon, which is left out here")
                                : FieldWords::tr("\"header\" without the name of one behind it"));
    }
    if (words.next() != QLatin1String("contains") || words.rest().isEmpty())
        return refused(
            FieldWords::tr("\"header %1\" without \"contains TEXT\" behind it").arg(QString::fromLatin1(name)));
    return {HeaderContains{name, words.rest().toUtf8()}, {}};
}

ReadCondition readJsonCheck(const CheckWords &words)
{
    const QString text = words.rest().trimmed();
    qsizetype sign = text.indexOf(QLatin1String(" = "));
    sign = text.startsWith(QLatin1Char('=')) ? 0 : sign < 0 ? text.indexOf(QLatin1Char('=')) : sign + 1;
    if (sign < 0)
        return refused(FieldWords::tr("\"json\" without \"= VALUE\" behind the pointer"));
    const QString place = text.left(sign).trimmed();
    const std::optional<JsonPointer> pointer = JsonPointer::fromText(place);
    if (!pointer)
        return refused(
            FieldWords::tr("the pointer %1, which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde")
                .arg(redactedWords(QLatin1Char('"') + place + QLatin1Char('"'))));
    const QString value = text.mid(sign + 1).trimmed();
    if (value.startsWith(QLatin1Char('=')))
        return refused(
            FieldWords::tr("\"json\" with more than one = sign; a text that begins with one goes in quotes"));
    if (value.isEmpty())
        return refused(FieldWords::tr("\"json\" without a value; an empty text is \"\""));
    const QByteArray bytes = value.toUtf8();
    return {JsonEquals{*pointer, value, isJson(bytes) ? canonicalJson(bytes) : canonicalJsonString(bytes)}, {}};
}

ReadCondition readSizeCheck(const CheckWords &words)
{
    const QString text = words.rest().trimmed();
    const auto got = [&text] {
        return refused(FieldWords::tr("the size \"%1\", which is to be 10..20000, 10.., ..200 or 6804 bytes, or with "
                                      "units, 1KiB..16MiB")
                           .arg(text.left(foundLimit)));
    };
    const qsizetype dots = text.indexOf(QLatin1String(".."));
    const QString first = dots < 0 ? text : text.left(dots).trimmed();
    const QString last = dots < 0 ? text : text.mid(dots + 2).trimmed();
    const std::optional<qint64> least = first.isEmpty() ? 0 : sizeFromText(first);
    const std::optional<qint64> most = last.isEmpty() ? SizeWithin().most : sizeFromText(last);
    if ((first.isEmpty() && last.isEmpty()) || !least || !most)
        return got();
    if (*least > *most)
        return refused(FieldWords::tr("the size \"%1\", which no body has: it ends before it begins").arg(text));
    return {SizeWithin{*least, *most}, {}};
}

ReadCondition readTimeCheck(const CheckWords &words)
{
    const std::optional<std::chrono::nanoseconds> most = durationFromText(words.rest().trimmed());
    if (!most || *most < std::chrono::microseconds(1))
        return refused(FieldWords::tr("the time \"%1\", which is to be below a day, such as 200ms, 1.5s or 2m")
                           .arg(words.rest().trimmed().left(foundLimit)));
    return {TimeWithin{*most}, {}};
}

ReadCondition readCheck(CheckWords words)
{
    const QString what = words.next();
    if (what == QLatin1String("body"))
        return readBodyCheck(words);
    if (what == QLatin1String("header"))
        return readHeaderCheck(words);
    if (what == QLatin1String("json"))
        return readJsonCheck(words);
    if (what == QLatin1String("size"))
        return readSizeCheck(words);
    if (what == QLatin1String("within"))
        return readTimeCheck(words);
    if (what.isEmpty())
        return refused(FieldWords::tr("nothing (an empty text)"));
    const QStringList known = {QStringLiteral("body"), QStringLiteral("header"), QStringLiteral("json"),
                               QStringLiteral("size"), QStringLiteral("within")};
    const QString shown = redactedWords(what.left(foundLimit));
    const QString nearest = nearestName(known, what.left(foundLimit).toLower());
    return refused(nearest.isEmpty()
                       ? FieldWords::tr("one that begins with \"%1\"").arg(shown)
                       : FieldWords::tr("one that begins with \"%1\", which may mean %2").arg(shown, nearest));
}

QString sizeText(const SizeWithin &size)
{
    if (size.least == size.most)
        return QString::number(size.least);
    const QString least = size.least == 0 ? QString() : QString::number(size.least);
    const QString most = size.most == SizeWithin().most ? QString() : QString::number(size.most);
    return (least.isEmpty() && most.isEmpty() ? QStringLiteral("0") : least) + QLatin1String("..") + most;
}

/// How a condition is written, with what others make of the texts in it.
struct ConditionText {
    bool isRedacted = false;

    QString words(const QString &text) const { return isRedacted ? redactedWords(text) : text; }

    QString operator()(const BodyContains &body) const
    {
        return QLatin1String("body contains ") + words(QString::fromUtf8(body.text));
    }
    QString operator()(const BodyMatches &body) const { return QLatin1String("body matches ") + words(body.pattern); }
    QString operator()(const HeaderContains &header) const
    {
        const QByteArray text = isRedacted ? redactedHeaderValue(header.name, header.text) : header.text;
        return QStringLiteral("header %1 contains ").arg(QString::fromUtf8(header.name)) + QString::fromUtf8(text);
    }
    QString operator()(const JsonEquals &json) const
    {
        const QString pointer = json.pointer.toText();
        const bool isSecret = isRedacted && json.isSecret();
        return QLatin1String("json ") + pointer + QLatin1String(pointer.isEmpty() ? "= " : " = ") +
               (isSecret ? QLatin1String(redactedText) : words(json.value));
    }
    QString operator()(const SizeWithin &size) const { return QLatin1String("size ") + sizeText(size); }
    QString operator()(const TimeWithin &time) const { return QLatin1String("within ") + durationToText(time.most); }
};

} // namespace

bool JsonEquals::isSecret() const
{
    return std::any_of(pointer.steps().cbegin(), pointer.steps().cend(),
                       [](const JsonPointer::Step &step) { return isSecretName(QString::fromUtf8(step.name)); });
}

QString Check::forms()
{
    return FieldWords::tr("'body contains TEXT', 'body matches REGEX', 'header NAME contains TEXT', 'json /POINTER = "
                          "VALUE', 'size 10..20000' or 'within 200ms'");
}

std::optional<Check> Check::fromText(const QString &text, QString *problem)
{
    ReadCondition read = readCheck(CheckWords(text));
    if (problem)
        *problem = read.problem;
    if (!read.condition)
        return std::nullopt;
    Check check;
    check.m_condition = std::move(*read.condition);
    return check;
}

QString Check::toText() const
{
    return std::visit(ConditionText{false}, m_condition);
}

QString Check::redactedText() const
{
    return std::visit(ConditionText{true}, m_condition);
}

bool Check::needsBody() const
{
    return std::holds_alternative<BodyContains>(m_condition) || std::holds_alternative<BodyMatches>(m_condition) ||
           std::holds_alternative<JsonEquals>(m_condition);
}

} // namespace fiftyfold
