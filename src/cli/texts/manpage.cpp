// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texts/manpage.h"

#include "cli/capacity/capacityoptiontable.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/diff/diffoptiontable.h"
#include "cli/history/historyoptions.h"
#include "cli/options/optiontable.h"
#include "core/plan/strategytraits.h"

namespace fiftyfold {

namespace {

/// A text as lines of mdoc: a sentence on each, and nothing in it that would be a macro.
QString sentences(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\e")).replace(QLatin1String("--"), QLatin1String("\\-\\-"));
    escaped.replace(QLatin1String(". "), QLatin1String(".\n"));
    QString lines;
    const QStringList each = escaped.split(QLatin1Char('\n'));
    for (const QString &line : each)
        lines += (line.startsWith(QLatin1Char('.')) || line.startsWith(QLatin1Char('\'')) ? QLatin1String("\\&")
                                                                                          : QLatin1String()) +
                 line + QLatin1Char('\n');
    return lines;
}

QString item(const CommandOption &option)
{
    QString text = QStringLiteral(".It ");
    for (const QString &name : option.names)
        text += (name.size() > 1 ? QLatin1String("Fl -") : QLatin1String("Fl ")) + name +
                (name == option.names.last() ? QLatin1String() : QLatin1String(" , "));
    if (!option.valueName.isEmpty())
        text += QLatin1String(" Ar ") + option.valueName;
    return text + QLatin1Char('\n') + sentences(option.help);
}

const QString beginOfList = QStringLiteral(".Bl -tag -width Ds\n");
const QString endOfList = QStringLiteral(".El\n");

QString sectionsOfRun()
{
    QString text;
    QString group;
    for (const CommandOption &option : runOptionTable()) {
        if (option.group != group) {
            text += group.isEmpty() ? QString() : endOfList;
            group = option.group;
            text += QStringLiteral(".Ss %1\n").arg(group) + beginOfList;
        }
        text += item(option);
    }
    return text + endOfList;
}

/// Of a command's options those that are not run's.
QString itemsBesideRun(const OptionTable &table)
{
    QString text;
    for (const CommandOption &option : table) {
        const CommandOption *ofRun = findOption(runOptionTable(), option.names.last());
        if (!ofRun || ofRun->help != option.help)
            text += item(option);
    }
    return text;
}

QString itemsOfStrategies(bool isExternal)
{
    QString text;
    for (const StrategyTraits &row : strategyTable()) {
        if (row.isExternal() == isExternal)
            text += QStringLiteral(".It Cm %1\n").arg(QLatin1String(row.name)) + sentences(QLatin1String(row.lesson));
    }
    return text;
}

} // namespace

QString filledManPage(const QString &page, QString *problem)
{
    const QString mark = QStringLiteral(".\\\" @");
    CompareOptions compareOptions;
    CapacityOptions capacityOptions;
    DiffOptions diffOptions;
    HistoryOptions historyOptions;
    QString filled;
    QStringList lines = page.split(QLatin1Char('\n'));
    if (lines.last().isEmpty())
        lines.removeLast();
    for (const QString &line : lines) {
        const QString what = line.startsWith(mark) ? line.mid(mark.size()) : QString();
        if (what == QLatin1String("run"))
            filled += sectionsOfRun();
        else if (what == QLatin1String("compare"))
            filled += itemsBesideRun(compareOptionTable(compareOptions));
        else if (what == QLatin1String("capacity"))
            filled += itemsBesideRun(capacityOptionTable(capacityOptions));
        else if (what == QLatin1String("diff"))
            filled += itemsBesideRun(diffOptionTable(diffOptions));
        else if (what == QLatin1String("history"))
            filled += itemsBesideRun(historyOptionTable(historyOptions));
        else if (what == QLatin1String("strategies") || what == QLatin1String("runners"))
            filled += itemsOfStrategies(what == QLatin1String("runners"));
        else
            filled += line + QLatin1Char('\n');
        const bool isUnknown = filled.endsWith(line + QLatin1Char('\n')) && line.startsWith(mark);
        if (isUnknown && problem->isEmpty())
            *problem = QStringLiteral("a man page takes @run, @compare, @capacity, @diff, @history, @strategies and "
                                      "@runners, got \"%1\".")
                           .arg(line);
    }
    return filled;
}

} // namespace fiftyfold
