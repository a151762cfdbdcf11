// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texts/completions.h"

#include "cli/capacity/capacityoptiontable.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/diff/diffoptiontable.h"
#include "cli/history/historyoptions.h"
#include "cli/options/optiontable.h"

namespace fiftyfold {

namespace {

const QString head = QStringLiteral("# SPDX-License-Identifier: GPL-3.0-or-later\n"
                                    "# Made from the option tables of fiftyfold-cli.\n");
const QString urls = QStringLiteral("http:// https:// practice:");

struct Command {
    const char *name;
    const char *about;
};
constexpr Command commands[] = {
    {"run", "run requests at a URL"},
    {"compare", "run them under several strategies in turn"},
    {"capacity", "find the highest rate that holds"},
    {"show", "the summary of a record"},
    {"diff", "whether one record is slower than another"},
    {"history", "what is kept of earlier runs"},
    {"serve", "the practice server"},
    {"help", "explain a command"},
};

QString commandNames()
{
    QStringList names;
    for (const Command &command : commands)
        names.append(QLatin1String(command.name));
    return names.join(QLatin1Char(' '));
}

/// The options of a command that has a table of them.
OptionTable tableOf(const QString &command)
{
    static CompareOptions compareOptions; // which the table's functions refer to; likewise
    static CapacityOptions capacityOptions;
    static DiffOptions diffOptions;
    static HistoryOptions historyOptions;
    return command == QLatin1String("run")        ? runOptionTable()
           : command == QLatin1String("compare")  ? compareOptionTable(compareOptions)
           : command == QLatin1String("capacity") ? capacityOptionTable(capacityOptions)
           : command == QLatin1String("diff")     ? diffOptionTable(diffOptions)
                                                  : historyOptionTable(historyOptions);
}

const QStringList tabled = {QStringLiteral("run"), QStringLiteral("compare"), QStringLiteral("capacity"),
                            QStringLiteral("diff"), QStringLiteral("history")};

/// What is no option: files instead of words.
bool takesFiles(const QString &command)
{
    return command == QLatin1String("diff");
}

/// What a command of these takes besides options: its name, and what is offered for it.
struct Operand {
    QString name;
    QString words;
};
Operand operandOf(const QString &command)
{
    return command == QLatin1String("history") ? Operand{QStringLiteral("VERB"), historyVerbs().join(QLatin1Char(' '))}
                                               : Operand{QStringLiteral("URL"), urls};
}

/// What there is to read beside a name: the first sentence.
QString about(const CommandOption &option)
{
    QString text = option.help;
    const qsizetype end = text.indexOf(QLatin1String(". "));
    text = end > 0 ? text.left(end) : text;
    return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
}

/// In single quotes of any of the shells; what stands there is ours, so that replacing is enough.
QString quotedForShell(const QString &text)
{
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QStringLiteral("’")) + QLatin1Char('\'');
}

QString bashValues(const CommandOption &option)
{
    QString names;
    for (const QString &name : option.names)
        names += (names.isEmpty() ? QLatin1String() : QLatin1String(" | ")) +
                 QLatin1String(name.size() > 1 ? "--" : "-") + name;
    const QString begin = QStringLiteral("            %1) ").arg(names);
    switch (option.offer) {
    case Offer::Nothing:
        return begin + QLatin1String("return ;;\n");
    case Offer::Words:
        return begin + QStringLiteral("words=\"%1\" ;;\n").arg(option.words.join(QLatin1Char(' ')));
    case Offer::File:
    case Offer::Folder:
        break;
    }
    return begin + QStringLiteral("_fiftyfold_cli_files -%1; return ;;\n")
                       .arg(QLatin1Char(option.offer == Offer::File ? 'f' : 'd'));
}

QString zshSpec(const CommandOption &option)
{
    QString longName = option.longName();
    QString shortName = option.names.size() > 1 ? QLatin1Char('-') + option.names.first() : QString();
    QString text = about(option);
    text.replace(QLatin1Char('['), QLatin1Char('(')).replace(QLatin1Char(']'), QLatin1Char(')'));
    QString value;
    if (!option.valueName.isEmpty()) {
        QString message = option.valueName;
        message.remove(QLatin1Char('\'')).replace(QLatin1Char(':'), QLatin1Char(' '));
        const QString action = option.offer == Offer::Words
                                   ? QStringLiteral("(%1)").arg(option.words.join(QLatin1Char(' ')))
                               : option.offer == Offer::File   ? QStringLiteral("_files")
                               : option.offer == Offer::Folder ? QStringLiteral("_files -/")
                                                               : QString();
        value = QStringLiteral(":%1:%2").arg(message, action);
        longName += QLatin1Char('=');
        shortName += shortName.isEmpty() ? QLatin1String() : QLatin1String("+");
    }
    const QString rest = quotedForShell(QStringLiteral("[%1]%2").arg(text, value));
    return shortName.isEmpty() ? QStringLiteral("'*%1'%2").arg(longName, rest)
                               : QStringLiteral("'*'{%1,%2}%3").arg(shortName, longName, rest);
}

QString fishLine(const QString &command, const CommandOption &option)
{
    QString line = QStringLiteral("complete -c fiftyfold-cli -n '__fish_seen_subcommand_from %1' -l %2")
                       .arg(command, option.names.last());
    if (option.names.size() > 1)
        line += QLatin1String(" -s ") + option.names.first();
    if (option.offer == Offer::Words)
        line += QLatin1String(" -xa ") + quotedForShell(option.words.join(QLatin1Char(' ')));
    else if (option.offer == Offer::File)
        line += QLatin1String(" -rF");
    else if (option.offer == Offer::Folder)
        line += QLatin1String(" -xa '(__fish_complete_directories)'");
    else if (!option.valueName.isEmpty())
        line += QLatin1String(" -x");
    return line + QLatin1String(" -d ") + quotedForShell(about(option)) + QLatin1Char('\n');
}

} // namespace

QString bashCompletion()
{
    QString text =
        head + QStringLiteral("\n_fiftyfold_cli_files()\n"
                              "{\n"
                              "    compopt -o filenames\n"
                              "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$word\")\n"
                              "}\n\n"
                              "_fiftyfold_cli()\n"
                              "{\n"
                              "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
                              "    COMPREPLY=()\n"
                              "    if ((COMP_CWORD == 1)); then\n"
                              "        words=\"%1 --version --help\"\n"
                              "    else\n"
                              "        case ${COMP_WORDS[1]} in\n"
                              "        help) words=\"run compare capacity show diff history serve\" ;;\n"
                              "        show) _fiftyfold_cli_files -f; return ;;\n")
                   .arg(commandNames());
    for (const QString &command : tabled) {
        QStringList names;
        QString values;
        for (const CommandOption &option : tableOf(command)) {
            names.append(option.longName());
            if (!option.valueName.isEmpty())
                values += bashValues(option);
        }
        text += QStringLiteral("        %1)\n"
                               "            case $previous in\n"
                               "%2"
                               "            *) if [[ $word == -* ]]; then words=\"%3\"; else %4; fi ;;\n"
                               "            esac\n"
                               "            ;;\n")
                    .arg(command, values, names.join(QLatin1Char(' ')),
                         takesFiles(command) ? QStringLiteral("_fiftyfold_cli_files -f; return")
                                             : QStringLiteral("words=\"%1\"").arg(operandOf(command).words));
    }
    return text +
           QStringLiteral("        esac\n"
                          "    fi\n"
                          "    if [[ $previous == --strategies ]]; then # the last of those that commas separate\n"
                          "        compopt -o nospace\n"
                          "        mapfile -t COMPREPLY < <(\n"
                          "            compgen -P \"${word%\"${word##*,}\"}\" -W \"$words\" -- \"${word##*,}\"\n"
                          "        )\n"
                          "        return\n"
                          "    fi\n"
                          "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                          "} && complete -F _fiftyfold_cli fiftyfold-cli\n");
}

QString zshCompletion()
{
    QString text = QStringLiteral("#compdef fiftyfold-cli\n") + head +
                   QStringLiteral("\n_fiftyfold_cli() {\n"
                                  "    local -a commands=(\n");
    for (const Command &command : commands)
        text += QStringLiteral("        '%1:%2'\n").arg(QLatin1String(command.name), QLatin1String(command.about));
    text += QStringLiteral("    )\n"
                           "    if ((CURRENT == 2)); then\n"
                           "        _describe command commands\n"
                           "        return\n"
                           "    fi\n"
                           "    local command=$words[2]\n"
                           "    shift words\n"
                           "    ((CURRENT--))\n"
                           "    case $command in\n"
                           "    help) _arguments '1:command:(run compare capacity show diff history serve)' ;;\n"
                           "    show) _arguments '*:FILE:_files' ;;\n");
    for (const QString &command : tabled) {
        text += QStringLiteral("    %1)\n        _arguments \\\n").arg(command);
        for (const CommandOption &option : tableOf(command))
            text += QStringLiteral("            %1 \\\n").arg(zshSpec(option));
        const Operand operand = operandOf(command);
        text += takesFiles(command)
                    ? QStringLiteral("            '*:FILE:_files'\n        ;;\n")
                    : QStringLiteral("            '1:%1:(%2)'%3\n        ;;\n")
                          .arg(operand.name, QString(operand.words).replace(QLatin1Char(':'), QLatin1String("\\:")),
                               command == QLatin1String("history") ? QStringLiteral(" '*:NAME:(last)'") : QString());
    }
    return text + QStringLiteral("    esac\n"
                                 "}\n\n"
                                 "_fiftyfold_cli \"$@\"\n");
}

QString fishCompletion()
{
    QString text = head + QStringLiteral("\ncomplete -c fiftyfold-cli -f\n");
    for (const Command &command : commands)
        text += QStringLiteral("complete -c fiftyfold-cli -n __fish_use_subcommand -a %1 -d '%2'\n")
                    .arg(QLatin1String(command.name), QLatin1String(command.about));
    text += QStringLiteral("complete -c fiftyfold-cli -n '__fish_seen_subcommand_from help' -a 'run compare capacity "
                           "show diff history serve'\n"
                           "complete -c fiftyfold-cli -n '__fish_seen_subcommand_from show diff' -F\n");
    text += QStringLiteral("complete -c fiftyfold-cli -n '__fish_seen_subcommand_from history' -a '%1'\n")
                .arg(operandOf(QStringLiteral("history")).words);
    for (const QString &command : tabled) {
        for (const CommandOption &option : tableOf(command))
            text += fishLine(command, option);
    }
    return text;
}

} // namespace fiftyfold
