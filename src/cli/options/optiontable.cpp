// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/optiontable.h"

#include "cli/options/requestoptions.h"
#include "cli/options/runfiles.h"
#include "records/history/historyentry.h"

#include <algorithm>

namespace fiftyfold {

namespace {

QString headingOf(FieldGroup group)
{
    switch (group) {
    case FieldGroup::Load:
        return QStringLiteral("Load");
    case FieldGroup::Request:
        return QStringLiteral("Request");
    case FieldGroup::Limits:
        return QStringLiteral("Limits");
    case FieldGroup::Connections:
        return QStringLiteral("Connections");
    case FieldGroup::Pages:
        break;
    }
    return QStringLiteral("Pages");
}

CommandOption optionOf(const PlanField &field)
{
    QStringList names{field.longName()};
    if (*field.shortOption)
        names.prepend(QLatin1String(field.shortOption));
    return {headingOf(field.group),
            names,
            QString::fromUtf8(field.valueName),
            field.value.takes,
            field.help,
            [&field](RunOptions &options, const QString &value) { return field.value.read(options.plan, value); },
            field.value.offer,
            field.value.words};
}

/// The name of a file to read or to write.
CommandOption fileOption(const QString &group, const char *name, const QString &takes, const QString &help,
                         QString RunOptions::*field)
{
    return {group,
            {QLatin1String(name)},
            QStringLiteral("FILE"),
            takes,
            help,
            [field](RunOptions &options, const QString &value) -> Refusal {
                if (value.isEmpty())
                    return QStringLiteral("an empty name");
                options.*field = value;
                return accepted;
            },
            Offer::File};
}

CommandOption switchOption(const QString &group, const QStringList &names, const QString &help, bool RunOptions::*field)
{
    return {group, names, {}, {}, help, [field](RunOptions &options, const QString &) -> Refusal {
                options.*field = true;
                return accepted;
            }};
}

/// What says several things of a request at once.
void addRequestOptions(OptionTable &table, const QString &heading)
{
    table.push_back(
        {heading,
         {QStringLiteral("curl")},
         QStringLiteral("COMMAND"),
         QStringLiteral("a curl command as browsers copy it, for bash or for cmd"),
         QStringLiteral("Take the request over from a curl command, as browsers copy it, without a shell. What "
                        "is given beside it changes that."),
         applyCurl});
    table.push_back({heading,
                     {QStringLiteral("curl-file")},
                     QStringLiteral("FILE"),
                     QStringLiteral("the name of a file that holds a curl command"),
                     QStringLiteral("The same from a file."),
                     applyCurlFile,
                     Offer::File});
    table.push_back(
        {heading,
         {QStringLiteral("form")},
         QStringLiteral("'NAME=VALUE'"),
         formPartTakes(),
         QStringLiteral("A field of a multipart form, which is the body; NAME=@FILE sends a file. As curl's -F. "
                        "May be repeated."),
         addForm});
    table.push_back(
        {heading,
         {QStringLiteral("user")},
         QStringLiteral("NAME:PASSWORD"),
         userTakes(),
         QStringLiteral("Authorization by name and password; @FILE reads them from a file. Kept nowhere, shown "
                        "nowhere."),
         applyUser});
    table.push_back(
        {heading,
         {QStringLiteral("bearer")},
         QStringLiteral("TOKEN"),
         bearerTakes(),
         QStringLiteral("Authorization by a token; @FILE reads it from a file. Kept nowhere, shown nowhere."),
         applyBearer});
}

/// What belongs to a group of the plan's, and is no field of it.
void addBeside(OptionTable &table, FieldGroup group)
{
    const QString heading = headingOf(group);
    if (group == FieldGroup::Load)
        table.push_back({heading,
                         {QStringLiteral("runner")},
                         QStringLiteral("'NAME=COMMAND'"),
                         QStringLiteral("'NAME=COMMAND' with a name of its own"),
                         QStringLiteral("Let this program carry the run out, which speaks fiftyfold.runner/1. It is "
                                        "started without a shell."),
                         applyRunner});
    if (group == FieldGroup::Request)
        addRequestOptions(table, heading);
    if (group == FieldGroup::Request)
        table.push_back(fileOption(heading, "data-file", QStringLiteral("the name of a file"),
                                   QStringLiteral("The body of the request as --data, read from a file as it is."),
                                   &RunOptions::dataFile));
    if (group == FieldGroup::Pages)
        table.push_back(switchOption(heading, {QStringLiteral("keep-files")},
                                     QStringLiteral("Leave out the delete stage and say where the pages are."),
                                     &RunOptions::keepFiles));
}

void addThresholdOptions(OptionTable &table)
{
    const QString thresholds = QStringLiteral("Thresholds");
    table.push_back(
        {thresholds,
         {QStringLiteral("expect")},
         QStringLiteral("'FIGURE < LIMIT'"),
         QStringLiteral("'FIGURE < LIMIT' such as 'p95 < 120ms' or 'failed <= 1%'"),
         QStringLiteral("What the run has to keep to, with <, <=, > or >=; where it does not, the exit code "
                        "is 4. May be repeated. FIGURE: p50, p90, p95, p99, p99.9, mean, min or max of the "
                        "time of a response, or, as in wait.p95, of service, lag or a stage, against a "
                        "time; elapsed against a time; rate against 200/s or 30/m; failed or checks (which "
                        "failed) against 1% or a number; lag is lag.p99."),
         addThreshold});
    table.push_back(fileOption(
        thresholds, "baseline", QStringLiteral("a record, another program's file, or a label of the history"),
        QStringLiteral("Hold the figures against those of an earlier run, a file or one of the history, as diff does; "
                       "where it is slower, the exit "
                       "code is 4. Where plan, machine, system or versions differ, or there are fewer than 100 "
                       "requests that are done, it is not comparable, and said why."),
        &RunOptions::baseline));
    table.push_back(switchOption(thresholds, {QStringLiteral("strict")},
                                 QStringLiteral("A threshold that is undecided, since there are too few requests for "
                                                "its percentile, and a baseline that is not comparable count as "
                                                "crossed."),
                                 &RunOptions::isStrict));
}

void addOutputOptions(OptionTable &table)
{
    const QString output = QStringLiteral("Output");
    const QString file = QStringLiteral("the name of a file, or - for standard output");
    for (const RunFile &one : runFiles()) {
        table.push_back(fileOption(output, one.option, file, QLatin1String(one.help), one.name));
        if (one.name == &RunOptions::harFile)
            table.push_back(switchOption(output, {QStringLiteral("with-secrets")},
                                         QStringLiteral("Leave secrets in the HAR of --har as they were sent."),
                                         &RunOptions::withSecrets));
    }
    table.push_back(fileOption(output, "series", file,
                               QStringLiteral("Write a line of JSON each second while it runs, with rates, percentiles "
                                              "and lag since the one before; - is standard output."),
                               &RunOptions::seriesFile));
    table.push_back({output,
                     {QStringLiteral("progress")},
                     QStringLiteral("HOW"),
                     QStringLiteral("auto, plain or none"),
                     QStringLiteral("auto: a live line on a terminal, plain lines elsewhere; plain; none. Default: "
                                    "auto."),
                     applyProgress,
                     Offer::Words,
                     {QStringLiteral("auto"), QStringLiteral("plain"), QStringLiteral("none")}});
    table.push_back({output,
                     {QStringLiteral("label")},
                     QStringLiteral("TEXT"),
                     QStringLiteral("a text that is not empty"),
                     QStringLiteral("What it is called in the history, where it is kept; see help history."),
                     [](RunOptions &options, const QString &value) -> Refusal {
                         options.label = value.simplified();
                         if (options.label.isEmpty())
                             return QStringLiteral("an empty one");
                         const QString why = labelProblem(options.label);
                         return why.isEmpty() ? accepted : Refusal(quoted(options.label) + QLatin1String(": ") + why);
                     }});
    table.push_back(switchOption(output, {QStringLiteral("no-history")}, QStringLiteral("Do not keep it there."),
                                 &RunOptions::isNotKept));
    table.push_back(switchOption(output, {QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This text."),
                                 &RunOptions::wantsHelp));
}

} // namespace

const OptionTable &runOptionTable()
{
    static const OptionTable table = [] {
        OptionTable options;
        for (const FieldGroup group :
             {FieldGroup::Load, FieldGroup::Request, FieldGroup::Limits, FieldGroup::Connections, FieldGroup::Pages}) {
            for (const PlanField &field : planFields()) {
                if (field.group == group)
                    options.push_back(optionOf(field));
            }
            addBeside(options, group);
        }
        addThresholdOptions(options);
        addOutputOptions(options);
        return options;
    }();
    return table;
}

const CommandOption *findOption(const OptionTable &table, const QString &name)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&name](const CommandOption &option) { return option.names.contains(name); });
    return found == table.end() ? nullptr : &*found;
}

} // namespace fiftyfold
