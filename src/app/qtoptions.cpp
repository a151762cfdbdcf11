// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qtoptions.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fiftyfold {

namespace {

struct QtOption {
    QLatin1String name;
    bool takesValue = false;
};

/// Those of QApplication and QGuiApplication, and those of the platform xcb.
constexpr std::array qtOptions = {
    QtOption{QLatin1String("style"), true},
    QtOption{QLatin1String("stylesheet"), true},
    QtOption{QLatin1String("platform"), true},
    QtOption{QLatin1String("platformpluginpath"), true},
    QtOption{QLatin1String("platformtheme"), true},
    QtOption{QLatin1String("plugin"), true},
    QtOption{QLatin1String("qwindowgeometry"), true},
    QtOption{QLatin1String("qwindowicon"), true},
    QtOption{QLatin1String("qwindowtitle"), true},
    QtOption{QLatin1String("geometry"), true},
    QtOption{QLatin1String("icon"), true},
    QtOption{QLatin1String("title"), true},
    QtOption{QLatin1String("session"), true},
    QtOption{QLatin1String("display"), true},
    QtOption{QLatin1String("name"), true},
    QtOption{QLatin1String("visual"), true},
    QtOption{QLatin1String("reverse"), false},
    QtOption{QLatin1String("nograb"), false},
    QtOption{QLatin1String("dograb"), false},
    QtOption{QLatin1String("widgetcount"), false},
};

/// Those two alone are read with a "=" too.
bool takesEqualsSign(const QtOption &option)
{
    return option.name == QLatin1String("style") || option.name == QLatin1String("stylesheet");
}

const QtOption *findQtOption(const QString &argument)
{
    if (!argument.startsWith(QLatin1Char('-')))
        return nullptr;
    const QString name = argument.mid(argument.startsWith(QLatin1String("--")) ? 2 : 1).section(QLatin1Char('='), 0, 0);
    const auto *found = std::find_if(qtOptions.begin(), qtOptions.end(),
                                     [&name](const QtOption &option) { return option.name == name; });
    return found == qtOptions.end() ? nullptr : found;
}

/// An option of Qt's as it stands among the arguments.
struct GivenOption {
    const QtOption *option = nullptr; ///< Null where the argument is none.
    bool hasEqualsSign = false;
    std::optional<QString> value;
    qsizetype size = 1; ///< How many arguments it takes up.
};

GivenOption optionAt(const QStringList &arguments, qsizetype i)
{
    GivenOption given;
    given.option = findQtOption(arguments[i]);
    if (!given.option)
        return given;
    const qsizetype equalsSign = arguments[i].indexOf(QLatin1Char('='));
    given.hasEqualsSign = equalsSign >= 0;
    if (given.hasEqualsSign && takesEqualsSign(*given.option)) {
        given.value = arguments[i].mid(equalsSign + 1);
    } else if (!given.hasEqualsSign && given.option->takesValue && i + 1 < arguments.size()) {
        given.value = arguments[i + 1];
        given.size = 2;
    }
    return given;
}

} // namespace

QStringList withoutQtOptions(const QStringList &arguments)
{
    QStringList others = arguments.mid(0, 1);
    for (qsizetype i = 1; i < arguments.size();) {
        if (arguments[i] == QLatin1String("--"))
            return others + arguments.mid(i);
        const GivenOption given = optionAt(arguments, i);
        if (!given.option)
            others.append(arguments[i]);
        i += given.size;
    }
    return others;
}

QString qtOptionProblem(const QStringList &arguments)
{
    for (qsizetype i = 1; i < arguments.size() && arguments[i] != QLatin1String("--");) {
        const GivenOption given = optionAt(arguments, i);
        i += given.size;
        if (!given.option)
            continue;
        const QString name = QLatin1Char('-') + given.option->name;
        if (given.hasEqualsSign && !given.option->takesValue)
            return QStringLiteral("%1 takes no value: leave out what is behind it.").arg(name);
        if (given.hasEqualsSign && !takesEqualsSign(*given.option))
            return QStringLiteral("%1 takes its value as the next argument: %1 VALUE, without \"=\".").arg(name);
        if (given.option->takesValue && !given.value)
            return QStringLiteral("%1 takes a value, got none: %1 VALUE.").arg(name);
    }
    return {};
}

std::optional<QString> qtOptionValue(const QStringList &arguments, QLatin1String name)
{
    std::optional<QString> value;
    for (qsizetype i = 1; i < arguments.size();) {
        const GivenOption given = optionAt(arguments, i);
        if (given.option && given.option->name == name && given.value && !given.value->isEmpty())
            value = given.value;
        i += given.size;
    }
    return value;
}

bool hasDisplay(const QStringList &arguments)
{
    const bool hasXDisplay =
        qtOptionValue(arguments, QLatin1String("display")) || !qEnvironmentVariableIsEmpty("DISPLAY");
    const QString platform =
        qtOptionValue(arguments, QLatin1String("platform")).value_or(qEnvironmentVariable("QT_QPA_PLATFORM"));
    if (platform.isEmpty())
        return hasXDisplay || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    const QStringList choices = platform.split(QLatin1Char(';')); // "wayland;xcb:…", each with its own parameters
    return hasXDisplay || std::any_of(choices.cbegin(), choices.cend(), [](const QString &choice) {
               return choice.section(QLatin1Char(':'), 0, 0) != QLatin1String("xcb");
           });
}

} // namespace fiftyfold
