// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qtoptions.h"

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

struct QtOption {
    QLatin1String name;
    bool takesValue;
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

const QtOption *findQtOption(const QString &argument)
{
    if (!argument.startsWith(QLatin1Char('-')))
        return nullptr;
    const QString name = argument.mid(argument.startsWith(QLatin1String("--")) ? 2 : 1).section(QLatin1Char('='), 0, 0);
    const auto *found = std::find_if(qtOptions.begin(), qtOptions.end(),
                                     [&name](const QtOption &option) { return option.name == name; });
    return found == qtOptions.end() ? nullptr : found;
}

} // namespace

QStringList withoutQtOptions(const QStringList &arguments)
{
    QStringList others;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (i > 0 && arguments[i] == QLatin1String("--"))
            return others + arguments.mid(i);
        const QtOption *option = i > 0 ? findQtOption(arguments[i]) : nullptr;
        if (!option)
            others.append(arguments[i]);
        else if (option->takesValue && !arguments[i].contains(QLatin1Char('=')))
            ++i;
    }
    return others;
}

bool hasQtOption(const QStringList &arguments, QLatin1String name)
{
    return std::any_of(arguments.cbegin(), arguments.cend(), [name](const QString &argument) {
        const QtOption *option = findQtOption(argument);
        return option && option->name == name;
    });
}

} // namespace fiftyfold
