// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/windowwording.h"

#include "core/comparison/factor.h"
#include "core/plan/planfields.h"
#include "core/run/faultwording.h"
#include "core/text/remark.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace fiftyfold {

namespace {

struct WindowWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::WindowWording)
};

struct Words {
    QLatin1String option;
    FieldPlace place;
    const char *words;
    const char *change = ""; ///< Of fields of a plan.
};

/// Of options that are no fields of a plan.
constexpr std::array others = {
    Words{QLatin1String("--runner"), FieldPlace::RunBar, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Strategy")},
    Words{QLatin1String("--vary"), FieldPlace::RunBar, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Vary")},
    Words{QLatin1String("--data-file"), FieldPlace::Requests, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Body")},
    Words{QLatin1String("--curl"), FieldPlace::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a command that is pasted into the URL’s field")},
    Words{QLatin1String("--curl-file"), FieldPlace::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a command that is pasted into the URL’s field")},
    Words{QLatin1String("--form"), FieldPlace::Requests, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Form")},
    Words{QLatin1String("--user"), FieldPlace::Requests, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "User")},
    Words{QLatin1String("--bearer"), FieldPlace::Requests, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Token")},
    Words{QLatin1String("--keep-files"), FieldPlace::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "“Delete each file once it is saved” off (under More…)")},
    Words{QLatin1String("--json"), FieldPlace::TerminalOnly, "json"},
    Words{QLatin1String("--csv"), FieldPlace::TerminalOnly, "csv"},
    Words{QLatin1String("--summary"), FieldPlace::TerminalOnly, "summary"},
    Words{QLatin1String("--series"), FieldPlace::TerminalOnly, "series"},
    Words{QLatin1String("--expect"), FieldPlace::Load, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Thresholds"),
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "threshold")},
    Words{QLatin1String("--strict"), FieldPlace::Load, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "undecided fails"),
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "undecided fails")},
    Words{QLatin1String("--baseline"), FieldPlace::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Compare with a record… in the menu File")},
    Words{QLatin1String("--junit"), FieldPlace::TerminalOnly, "junit"},
    Words{QLatin1String("--markdown"), FieldPlace::TerminalOnly, "markdown"},
    Words{QLatin1String("--html"), FieldPlace::TerminalOnly, "html"},
    Words{QLatin1String("--har"), FieldPlace::TerminalOnly, "har"},
    Words{QLatin1String("--trace"), FieldPlace::TerminalOnly, "trace"},
    Words{QLatin1String("--histogram"), FieldPlace::TerminalOnly, "histogram"},
    Words{QLatin1String("--openmetrics"), FieldPlace::TerminalOnly, "openmetrics"},
    Words{QLatin1String("--with-secrets"), FieldPlace::TerminalOnly, "with-secrets"},
    Words{QLatin1String("--label"), FieldPlace::TerminalOnly, "label"},
    Words{QLatin1String("--no-history"), FieldPlace::TerminalOnly, "no-history"},
    Words{QLatin1String("--progress"), FieldPlace::TerminalOnly, "progress"},
    Words{QLatin1String("--help"), FieldPlace::Elsewhere, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the menu Help")},
};

std::optional<Words> findWords(const QString &option)
{
    if (const PlanField *field = findPlanField(option))
        return Words{QLatin1String(field->option), field->place, field->label, field->change};
    const auto *found =
        std::find_if(others.begin(), others.end(), [&option](const Words &known) { return known.option == option; });
    return found == others.end() ? std::nullopt : std::optional(*found);
}

/// `hasValue`: the text goes on with what the option is set to, as in "--http 2".
QString fieldText(const Words &field, bool hasValue, Reading reading)
{
    QString words = QCoreApplication::translate("fiftyfold::PlanField", field.words);
    if (field.place == FieldPlace::Elsewhere)
        return words;
    if (field.place == FieldPlace::TerminalOnly)
        return WindowWords::tr("“%1” (in the terminal only)").arg(words);
    if (field.place == FieldPlace::Load && reading != Reading::LoadDialog)
        return WindowWords::tr("“Load: %1”").arg(QCoreApplication::translate("fiftyfold::PlanField", field.change));
    const QString quoted = WindowWords::tr("“%1”").arg(words);
    const bool isHidden = field.place == FieldPlace::MoreOptions && reading != Reading::OptionsDialog;
    if (field.place == FieldPlace::Requests && reading != Reading::RequestsDialog)
        return WindowWords::tr("%1 (under Requests…)").arg(quoted);
    return isHidden && !hasValue ? WindowWords::tr("%1 (under More…)").arg(quoted) : quoted;
}

/// What is varied, where it is named behind its option; null otherwise.
const Factor *factorBehind(const QString &option, QStringView rest)
{
    const QString word = rest.mid(1, rest.indexOf(QLatin1Char(' '), 1) - 1).toString();
    return option == QLatin1String("--vary") ? findFactor(word) : nullptr;
}

/// Behind it stands what a program wrote, to the end.
const char *const standardErrorLabel = QT_TRANSLATE_NOOP("fiftyfold::Notice", "On standard error: ");

/// The options that a text itself names: not those in what it quotes of a server, a person or another program.
QList<QRegularExpressionMatch> ownOptions(const QString &text)
{
    // A quotation first, so that nothing in it is found; it ends where the sentence goes on.
    static const QRegularExpression pattern(
        QStringLiteral("(?<=^|\\s|^[(\\[]|\\s[(\\[])\".*?(?:\"(?=[\\s.,;:?!)\\]]|$)|$)|„.*?(?:“|$)|“.*?(?:”|$)|"
                       "(?<=^|\\s|^[(\\[]|\\s[(\\[])(?<option>--[a-z][a-z-]*[a-z])(?![\\w-])"),
        QRegularExpression::DotMatchesEverythingOption);
    QList<QRegularExpressionMatch> options;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.hasCaptured(QLatin1String("option")))
            options.append(match);
    }
    return options;
}

QString noticeWords(const char *english)
{
    return QCoreApplication::translate("fiftyfold::Notice", english);
}

QString remarkWords(const QString &english);

/// In the window's language, if it is one of those that are marked for it. What others wrote stays as it is.
std::optional<QString> knownRemark(const QString &english)
{
    if (QString same = noticeWords(english.toUtf8().constData()); same != english)
        return same;
    std::optional<Remark> remark = readRemark(english);
    if (!remark)
        return std::nullopt;
    if (remark->kind != RemarkKind::StandardError) {
        for (QString &value : remark->values)
            value = isOfOthers(remark->kind) ? remarkWords(value) : knownRemark(value).value_or(value);
    }
    return withValues(noticeWords(remarkSentence(remark->kind)), remark->values);
}

/// A remark, or several of which one explains the other.
QString remarkWords(const QString &english)
{
    if (const std::optional<QString> whole = knownRemark(english))
        return *whole;
    if (english.startsWith(QLatin1Char('"'))) { // another's words, and perhaps a sentence of ours behind them
        constexpr qsizetype joint = 3;
        const qsizetype end = english.lastIndexOf(QLatin1String("\". "));
        return end < 0 ? english : english.left(end + joint) + remarkWords(english.mid(end + joint));
    }
    static const QRegularExpression joint(QStringLiteral("[:.](?: |$)"));
    for (auto joints = joint.globalMatch(english); joints.hasNext();) {
        const QRegularExpressionMatch match = joints.next();
        const QString rest = english.mid(match.capturedEnd());
        if (const std::optional<QString> first = knownRemark(english.left(match.capturedStart())))
            return *first + match.captured() + remarkWords(rest);
        // One that has its own stop.
        if (const std::optional<QString> whole = knownRemark(english.left(match.capturedStart() + 1)))
            return *whole + match.captured().mid(1) + remarkWords(rest);
    }
    return english;
}

} // namespace

QString wordedForWindow(const QString &english, Reading reading)
{
    const qsizetype others = english.indexOf(QLatin1String(standardErrorLabel));
    const QString own = english.left(others); // all of it where there is none
    const QString text = own.isEmpty() ? QString() : remarkWords(own);
    // What follows an option and is its value: a number, or a name that a plan knows.
    static const QRegularExpression value(QStringLiteral("^ (?:\\d|curl\\b|qt\\b|HEAD\\b)"));
    static const QLatin1String nothing(" ''"); // a value as a shell takes it
    QString worded;
    qsizetype from = 0;
    const QList<QRegularExpressionMatch> options = ownOptions(text);
    for (const QRegularExpressionMatch &match : options) {
        const std::optional<Words> field = findWords(match.captured());
        if (!field)
            continue;
        worded += QStringView(text).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        const QStringView rest = QStringView(text).mid(from);
        if (const Factor *factor = factorBehind(match.captured(), rest)) {
            worded +=
                WindowWords::tr("“Vary: %1”").arg(QCoreApplication::translate("fiftyfold::Factor", factor->label));
            from += 1 + qsizetype(qstrlen(factor->name));
            continue;
        }
        const bool isNone = rest.startsWith(nothing);
        worded += fieldText(*field, isNone || value.match(rest.left(8).toString()).hasMatch(), reading);
        if (isNone) {
            worded += QLatin1Char(' ') + WindowWords::tr("none");
            from += nothing.size();
        }
    }
    worded += QStringView(text).mid(from);
    if (others >= 0)
        worded += noticeWords(standardErrorLabel) + english.mid(others + qsizetype(qstrlen(standardErrorLabel)));
    return worded;
}

QStringList wordedForWindow(const QStringList &texts)
{
    QStringList worded;
    for (const QString &text : texts)
        worded.append(wordedForWindow(text));
    return worded;
}

QString wordedForWindow(const Fault &fault)
{
    if (fault.kind == FaultKind::Told) // perhaps by a program of an earlier version, which names options
        return wordedForWindow(faultText(fault));
    const Fault worded = fault.changed([](const QString &text) {
        static const QRegularExpression size(QStringLiteral("^(\\d+) bytes$")); // that of a body, where a check failed
        const QRegularExpressionMatch match = size.match(text);
        return match.hasMatch() ? WindowWords::tr("%1 bytes").arg(match.captured(1)) : knownRemark(text).value_or(text);
    });
    return faultText(worded, [](const QString &option, const QString &value) {
        const std::optional<Words> field = findWords(option);
        QString words = field ? fieldText(*field, !value.isEmpty(), Reading::Window) : option;
        return value.isEmpty() ? words : words + QLatin1Char(' ') + value;
    });
}

QString refusedText(const char *option, const QString &takes, const QString &got)
{
    return WindowWords::tr("%1 takes %2, got %3.").arg(QLatin1String(option), takes, got);
}

QString strategyWords(const QString &text)
{
    return QCoreApplication::translate("fiftyfold::Strategy", text.toUtf8().constData());
}

QStringList optionsWordedForWindow()
{
    QStringList options;
    for (const PlanField &field : planFields())
        options.append(QLatin1String(field.option));
    for (const Words &known : others)
        options.append(known.option);
    return options;
}

} // namespace fiftyfold
