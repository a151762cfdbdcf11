// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/history/historyoptions.h"

#include "cli/options/commandline.h"
#include "cli/options/runfiles.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

constexpr int listLimit = 1'000'000;
constexpr int anyNumber = -1;

struct HistoryVerb {
    const char *name;
    int least; ///< How many names it takes.
    int most;
    const char *takes;
};
constexpr HistoryVerb verbs[] = {
    {"list", 0, 1, "at most one text to look for"},
    {"show", 1, anyNumber, "one or more of the history, each by its id, the first digits of that, its label or last"},
    {"label", 2, 2, "one of the history and its new label, which may be empty: ''"},
    {"pin", 1, anyNumber, "one or more of the history"},
    {"unpin", 1, anyNumber, "one or more of the history"},
    {"export", 1, 1, "one of the history"},
    {"remove", 1, anyNumber, "one or more of the history"},
    {"prune", 0, 0, "nothing but options"},
};

QString groupOf(const char *verb)
{
    return QStringLiteral("Of history %1").arg(QLatin1String(verb));
}

void addListOptions(OptionTable &table, HistoryOptions &options)
{
    table.push_back({groupOf("list"),
                     {QStringLiteral("limit")},
                     QStringLiteral("N"),
                     QStringLiteral("a whole number from 1 to %1").arg(listLimit),
                     QStringLiteral("How many are listed, the newest first. Default: 20."),
                     [&options](RunOptions &, const QString &value) -> Refusal {
                         const qint64 limit = wholeNumberFromText(value).value_or(0);
                         if (limit < 1 || limit > listLimit)
                             return quoted(value);
                         options.limit = static_cast<int>(limit);
                         return accepted;
                     }});
    QStringList kinds;
    for (const KeptKind kind : {KeptKind::Run, KeptKind::Comparison, KeptKind::Capacity})
        kinds.append(keptKindName(kind));
    table.push_back({groupOf("list"),
                     {QStringLiteral("kind")},
                     QStringLiteral("KIND"),
                     QStringLiteral("run, comparison or capacity"),
                     QStringLiteral("Only those: run, comparison or capacity."),
                     [&options, kinds](RunOptions &, const QString &value) -> Refusal {
                         if (!kinds.contains(value))
                             return quoted(value);
                         options.kind = static_cast<KeptKind>(kinds.indexOf(value));
                         return accepted;
                     },
                     Offer::Words,
                     kinds});
    table.push_back({groupOf("list"),
                     {QStringLiteral("pinned")},
                     {},
                     {},
                     QStringLiteral("Only those that are pinned."),
                     [&options](RunOptions &, const QString &) -> Refusal {
                         options.isPinnedOnly = true;
                         return accepted;
                     }});
}

/// The files of a run, but for what is written while it goes on, or only once.
void addExportOptions(OptionTable &table)
{
    for (const RunFile &file : runFiles()) {
        CommandOption option = *findOption(runOptionTable(), QLatin1String(file.option));
        option.group = groupOf("export");
        table.push_back(option);
    }
}

const HistoryVerb *findVerb(const QString &name)
{
    const auto *found = std::find_if(std::begin(verbs), std::end(verbs),
                                     [&name](const HistoryVerb &verb) { return name == QLatin1String(verb.name); });
    return found == std::end(verbs) ? nullptr : found;
}

/// What is wrong with the options taken together.
QString problemOfVerb(const HistoryVerb &verb, const OptionTable &table, const HistoryOptions &options)
{
    for (const CommandOption &option : table) {
        const bool isOfOther =
            option.group.startsWith(QLatin1String("Of history ")) && option.group != groupOf(verb.name);
        if (isOfOther && options.run.given.contains(option.names.last()))
            return QStringLiteral("history %1 takes no %2, which is an option of%3.")
                .arg(QLatin1String(verb.name), option.longName(), option.group.mid(2));
    }
    const auto count = static_cast<int>(options.names.size());
    if (count < verb.least || (verb.most != anyNumber && count > verb.most))
        return QStringLiteral("history %1 takes %2, got %3.")
            .arg(QLatin1String(verb.name), QLatin1String(verb.takes),
                 count == 0 ? QStringLiteral("nothing") : QString::number(count));
    if (options.verb == QLatin1String("label")) {
        if (const QString why = labelProblem(options.names.last()); !why.isEmpty())
            return QStringLiteral("history label takes another label than %1: %2.")
                .arg(quoted(options.names.last()), why);
    }
    if (options.verb != QLatin1String("export"))
        return {};
    QList<NamedOutput> outputs;
    for (const RunFile &file : runFiles())
        outputs.append({QLatin1String("--") + QLatin1String(file.option), options.run.*file.name});
    const bool isNone =
        std::all_of(outputs.cbegin(), outputs.cend(), [](const NamedOutput &output) { return output.file.isEmpty(); });
    return isNone ? QStringLiteral("history export takes at least one file to write, such as --json FILE, got none.")
                  : sameOutputProblem(outputs);
}

} // namespace

QStringList historyVerbs()
{
    QStringList names;
    for (const HistoryVerb &verb : verbs)
        names.append(QLatin1String(verb.name));
    return names;
}

OptionTable historyOptionTable(HistoryOptions &options)
{
    OptionTable table;
    addListOptions(table, options);
    addExportOptions(table);
    table.push_back({groupOf("prune"),
                     {QStringLiteral("size")},
                     QStringLiteral("SIZE"),
                     QStringLiteral("a size such as 500MiB or 2GiB, from 0 to 1000TB"),
                     QStringLiteral("How much the requests of all runs may take from now on; the oldest go first, and "
                                    "figures stay. With 0 none are kept. Default: as it was set last, at first "
                                    "1GiB."),
                     [&options](RunOptions &, const QString &value) -> Refusal {
                         options.size = sizeFromText(value);
                         return options.size ? Refusal(accepted) : quoted(value);
                     }});
    CommandOption help = *findOption(runOptionTable(), QStringLiteral("help"));
    help.group = QStringLiteral("Of all");
    table.push_back(help);
    return table;
}

HistoryCommandLine historyCommandLine(const QStringList &arguments)
{
    HistoryCommandLine line;
    HistoryOptions &options = line.options;
    const OptionTable table = historyOptionTable(options);
    line.problem = applyArguments(table, arguments, options.run, options.names);
    if (!line.problem.isEmpty() || options.run.wantsHelp)
        return line;
    const QString names = historyVerbs().join(QLatin1String(", "));
    if (options.names.isEmpty()) {
        line.problem = QStringLiteral("history takes one of %1, got nothing.").arg(names);
        return line;
    }
    options.verb = options.names.takeFirst();
    const HistoryVerb *verb = findVerb(options.verb);
    line.problem =
        redactedWords(verb ? problemOfVerb(*verb, table, options)
                           : QStringLiteral("history takes one of %1, got %2.").arg(names, quoted(options.verb)));
    return line;
}

} // namespace fiftyfold
