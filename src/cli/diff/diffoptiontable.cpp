// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diff/diffoptiontable.h"

#include "cli/options/commandline.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

const QString diffGroup = QStringLiteral("Options");

CommandOption diffSwitch(const QStringList &names, const char *help, bool &field)
{
    return {diffGroup, names, {}, {}, QLatin1String(help), [&field](RunOptions &, const QString &) -> Refusal {
                field = true;
                return accepted;
            }};
}

CommandOption diffFile(const char *name, const char *help, QString &field)
{
    return {diffGroup,
            {QLatin1String(name)},
            QStringLiteral("FILE"),
            QStringLiteral("the name of a file, or - for standard output"),
            QLatin1String(help),
            [&field](RunOptions &, const QString &value) -> Refusal {
                field = value;
                return value.isEmpty() ? Refusal(QStringLiteral("an empty name")) : accepted;
            },
            Offer::File};
}

QString problemOfFiles(DiffOptions &options, const QStringList &files)
{
    if (files.size() != 2)
        return QStringLiteral(
                   "diff takes two, the baseline and the run that is held against it, each a file or a name in "
                   "the history, got %1.")
            .arg(files.size());
    options.baseline = files.first();
    options.run = files.last();
    if (options.baseline == options.run && options.run == QLatin1String("-"))
        return QStringLiteral("diff takes two files, of which one can be - for standard input, got - twice.");
    for (const QString &output : {options.jsonFile, options.markdownFile}) {
        const QString place = output.isEmpty() ? QStringLiteral("-") : outputPlace(output);
        if (place != QLatin1String("-") &&
            (place == outputPlace(options.baseline) || place == outputPlace(options.run)))
            return QStringLiteral("--json and --markdown take a file that diff does not read, got \"%1\".").arg(output);
    }
    return sameOutputProblem(
        {{QStringLiteral("--json"), options.jsonFile}, {QStringLiteral("--markdown"), options.markdownFile}});
}

} // namespace

OptionTable diffOptionTable(DiffOptions &options)
{
    return {diffSwitch({QStringLiteral("anyway")},
                       "Show the figures of runs that are not comparable all the same; they stay so.", options.anyway),
            diffSwitch({QStringLiteral("strict")}, "Runs that are not comparable are a failure: exit code 4.",
                       options.isStrict),
            diffFile("json", "Write figures, intervals and verdict (fiftyfold.diff/1); - is standard output.",
                     options.jsonFile),
            diffFile("markdown", "Write them as a table to be pasted into an issue; - is standard output.",
                     options.markdownFile),
            diffSwitch({QStringLiteral("h"), QStringLiteral("help")}, "This text.", options.wantsHelp)};
}

DiffCommandLine diffCommandLine(const QStringList &arguments)
{
    DiffCommandLine line;
    RunOptions unused;
    QStringList files;
    line.problem = applyArguments(diffOptionTable(line.options), arguments, unused, files);
    if (line.problem.isEmpty() && !line.options.wantsHelp)
        line.problem = redactedWords(problemOfFiles(line.options, files));
    return line;
}

} // namespace fiftyfold
