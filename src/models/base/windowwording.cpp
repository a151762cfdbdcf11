// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/windowwording.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

struct WindowWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::WindowWording)
};

enum class Place {
    RunBar,       ///< A field of the run bar.
    MoreOptions,  ///< A field under More….
    Elsewhere,    ///< No field: the words say what there is instead.
    TerminalOnly, ///< Nothing: the words are the option's own.
};

struct Words {
    const char *option;
    Place place;
    const char *words;
};

/// The words of fields are those of their labels in ui/runbar.ui and ui/plandialog.ui.
constexpr std::array words = {
    Words{"--requests", Place::RunBar, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Requests")},
    Words{"--at-once", Place::RunBar, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "At once")},
    Words{"--strategy", Place::RunBar, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Strategy")},
    Words{"--runner", Place::RunBar, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Strategy")},
    Words{"--method", Place::RunBar, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "HTTP method")},
    Words{"--header", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Headers")},
    Words{"--data", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Body")},
    Words{"--data-file", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Body")},
    Words{"--timeout", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Timeout")},
    Words{"--connect-timeout", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Connect timeout")},
    Words{"--max-body", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Largest reply")},
    Words{"--accept-status", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Success means status")},
    Words{"--redirects", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Follow redirects")},
    Words{"--warmup", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Warm-up requests")},
    Words{"--stages", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Steps")},
    Words{"--work-dir", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Folder")},
    Words{"--transport", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Transport")},
    Words{"--http", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "HTTP version")},
    Words{"--threads", Place::MoreOptions, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Engine threads")},
    Words{"--fresh-connections", Place::MoreOptions,
          QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "A new connection for each request")},
    Words{"--insecure", Place::MoreOptions,
          QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "Do not verify certificates (insecure)")},
    Words{"--keep-files", Place::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "“Delete each file once it is saved” off (under More…)")},
    Words{"--allow-remote", Place::Elsewhere,
          QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "the window asks once for each")},
    Words{"--proxy", Place::Elsewhere, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "the environment’s proxy")},
    Words{"--unix-socket", Place::TerminalOnly, "unix-socket"},
    Words{"--resolve", Place::TerminalOnly, "resolve"},
    Words{"--connect-to", Place::TerminalOnly, "connect-to"},
    Words{"--cacert", Place::TerminalOnly, "cacert"},
    Words{"--cert", Place::TerminalOnly, "cert"},
    Words{"--key", Place::TerminalOnly, "key"},
    Words{"--json", Place::TerminalOnly, "json"},
    Words{"--csv", Place::TerminalOnly, "csv"},
    Words{"--summary", Place::TerminalOnly, "summary"},
    Words{"--progress", Place::TerminalOnly, "progress"},
    Words{"--help", Place::Elsewhere, QT_TRANSLATE_NOOP("fiftyfold::WindowWording", "the menu Help")},
};

const Words *findWords(const QString &option)
{
    const auto *found = std::find_if(words.begin(), words.end(),
                                     [&option](const Words &known) { return QLatin1String(known.option) == option; });
    return found == words.end() ? nullptr : found;
}

/// `hasValue`: the text goes on with what the option is set to, as in "--http 2".
QString fieldText(const Words &field, bool hasValue, Reading reading)
{
    if (field.place == Place::Elsewhere)
        return WindowWords::tr(field.words);
    if (field.place == Place::TerminalOnly)
        return WindowWords::tr("“%1” (in the terminal only)").arg(QLatin1String(field.words));
    const QString quoted = WindowWords::tr("“%1”").arg(WindowWords::tr(field.words));
    const bool isHidden = field.place == Place::MoreOptions && reading == Reading::Window;
    return isHidden && !hasValue ? WindowWords::tr("%1 (under More…)").arg(quoted) : quoted;
}

/// The options that a text itself names: not those in what it quotes of a server, a person or another program.
QList<QRegularExpressionMatch> ownOptions(const QString &text)
{
    // A quotation first, so that nothing in it is found; it ends where the sentence goes on. The last alternative is a
    // runner's standard error, which goes on to the end.
    static const QRegularExpression pattern(
        QStringLiteral(
            "(?<=^|\\s|^[(\\[]|\\s[(\\[])\".*?(?:\"(?=[\\s.,;:?!)\\]]|$)|$)|“.*?(?:”|$)|On standard error: .*$|"
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

} // namespace

QString wordedForWindow(const QString &text, Reading reading)
{
    // What follows an option and is its value: a number, or a name that a plan knows.
    static const QRegularExpression value(QStringLiteral("^ (?:\\d|curl\\b|qt\\b|HEAD\\b)"));
    QString worded;
    qsizetype from = 0;
    const QList<QRegularExpressionMatch> options = ownOptions(text);
    for (const QRegularExpressionMatch &match : options) {
        const Words *field = findWords(match.captured());
        if (!field)
            continue;
        worded += QStringView(text).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        worded += fieldText(*field, value.match(text.mid(from, 8)).hasMatch(), reading);
    }
    worded += QStringView(text).mid(from);
    return worded;
}

QStringList wordedForWindow(const QStringList &texts)
{
    QStringList worded;
    for (const QString &text : texts)
        worded.append(wordedForWindow(text));
    return worded;
}

QString fieldOptionIn(const QString &text)
{
    const QList<QRegularExpressionMatch> options = ownOptions(text);
    for (const QRegularExpressionMatch &match : options) {
        const QString option = match.captured();
        const Words *field = findWords(option);
        if (field && (field->place == Place::RunBar || field->place == Place::MoreOptions))
            return option;
    }
    return {};
}

QStringList optionsWordedForWindow()
{
    QStringList options;
    for (const Words &known : words)
        options.append(QLatin1String(known.option));
    return options;
}

} // namespace fiftyfold
