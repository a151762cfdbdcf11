// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/optiontable.h"

#include "cli/options/optionvalues.h"
#include "core/text/quantities.h"
#include "engine/strategies/strategycatalogue.h"

#include <QRegularExpression>

#include <algorithm>

namespace fiftyfold {

namespace {

using Apply = decltype(CommandOption::apply);

constexpr QLatin1String loadGroup("Load");
constexpr QLatin1String requestGroup("Request");
constexpr QLatin1String limitGroup("Limits");
constexpr QLatin1String connectionGroup("Connections");
constexpr QLatin1String pageGroup("Pages");
constexpr QLatin1String outputGroup("Output");

QString wholeNumberFrom(quint32 least, quint32 most)
{
    return QStringLiteral("a whole number from %1 to %2").arg(least).arg(most);
}

Apply wholeNumber(quint32 least, quint32 most, const std::function<void(RunOptions &, quint32)> &set)
{
    return [=](RunOptions &options, const QString &value) -> Refusal {
        static const QRegularExpression digits(QStringLiteral("^[0-9]{1,12}$"));
        const qulonglong number = value.toULongLong();
        if (!digits.match(value).hasMatch() || number < least || number > most)
            return quoted(value);
        set(options, static_cast<quint32>(number));
        return accepted;
    };
}

Apply time(std::chrono::nanoseconds RunPlan::*field)
{
    return [field](RunOptions &options, const QString &value) -> Refusal {
        const std::optional<std::chrono::nanoseconds> duration = durationFromText(value);
        if (!duration)
            return quoted(value);
        options.plan.*field = *duration;
        return accepted;
    };
}

Apply path(std::function<void(RunOptions &, const QString &)> set)
{
    return [set = std::move(set)](RunOptions &options, const QString &value) -> Refusal {
        if (value.isEmpty())
            return QStringLiteral("an empty name");
        set(options, value);
        return accepted;
    };
}

Apply text(std::function<void(RunOptions &, const QString &)> set)
{
    return [set = std::move(set)](RunOptions &options, const QString &value) -> Refusal {
        set(options, value);
        return accepted;
    };
}

Apply onSwitch(std::function<void(RunOptions &)> set)
{
    return [set = std::move(set)](RunOptions &options, const QString &) -> Refusal {
        set(options);
        return accepted;
    };
}

void addLoadOptions(OptionTable &table)
{
    table.push_back({loadGroup,
                     {QStringLiteral("n"), QStringLiteral("requests")},
                     QStringLiteral("N"),
                     wholeNumberFrom(1, requestsLimit),
                     QStringLiteral("How many requests. Default: 50."),
                     wholeNumber(1, requestsLimit, [](RunOptions &o, quint32 n) { o.plan.requests = n; })});
    table.push_back({loadGroup,
                     {QStringLiteral("c"), QStringLiteral("at-once")},
                     QStringLiteral("N"),
                     wholeNumberFrom(1, requestsLimit),
                     QStringLiteral("The most in flight at a time. Default: as many as requests, 256 at most."),
                     wholeNumber(1, requestsLimit, [](RunOptions &o, quint32 n) { o.plan.atOnce = n; })});
    table.push_back({loadGroup,
                     {QStringLiteral("strategy")},
                     QStringLiteral("NAME"),
                     QStringLiteral("one of ") + strategyNames().join(QLatin1String(", ")),
                     QStringLiteral("How requests are scheduled, or which runner of another language carries them "
                                    "out: %1. Default: async.")
                         .arg(strategyNames().join(QLatin1String(", "))),
                     text([](RunOptions &o, const QString &v) { o.plan.strategy = v; })});
    table.push_back({loadGroup,
                     {QStringLiteral("runner")},
                     QStringLiteral("'NAME=COMMAND'"),
                     QStringLiteral("'NAME=COMMAND' with a name of its own"),
                     QStringLiteral("Let this program carry the run out, which speaks fiftyfold.runner/1."),
                     applyRunner});
    table.push_back(
        {loadGroup,
         {QStringLiteral("transport")},
         QStringLiteral("NAME"),
         QStringLiteral("one of ") + availableTransports().join(QLatin1String(", ")),
         QStringLiteral(
             "What carries HTTP: curl (libcurl: true times of every stage) or qt (Qt's own). Default: curl."),
         text([](RunOptions &o, const QString &v) { o.plan.transport = v; })});
    table.push_back(
        {loadGroup,
         {QStringLiteral("threads")},
         QStringLiteral("N"),
         wholeNumberFrom(1, threadsLimit),
         QStringLiteral("Engine threads, each with its share of the lanes; never more than lanes. Default: 1."),
         wholeNumber(1, threadsLimit, [](RunOptions &o, quint32 n) { o.plan.threads = static_cast<int>(n); })});
    table.push_back({loadGroup,
                     {QStringLiteral("warmup")},
                     QStringLiteral("N"),
                     wholeNumberFrom(0, requestsLimit),
                     QStringLiteral("Requests before the clock starts, in no figure. Default: 0."),
                     wholeNumber(0, requestsLimit, [](RunOptions &o, quint32 n) { o.plan.warmup = n; })});
    table.push_back({loadGroup,
                     {QStringLiteral("allow-remote")},
                     {},
                     {},
                     QStringLiteral("Ask no question before a host that is neither loopback nor private."),
                     onSwitch([](RunOptions &o) { o.plan.allowRemote = true; })});
}

void addRequestOptions(OptionTable &table)
{
    table.push_back({requestGroup,
                     {QStringLiteral("X"), QStringLiteral("method")},
                     QStringLiteral("METHOD"),
                     QStringLiteral("an HTTP method such as GET or POST"),
                     QStringLiteral("Default: GET, or POST when there is data."),
                     text([](RunOptions &o, const QString &v) { o.method = v.toUtf8(); })});
    table.push_back({requestGroup,
                     {QStringLiteral("H"), QStringLiteral("header")},
                     QStringLiteral("'NAME: VALUE'"),
                     QStringLiteral("'NAME: VALUE'"),
                     QStringLiteral("A header of the request. May be repeated."),
                     applyHeader});
    table.push_back({requestGroup,
                     {QStringLiteral("data")},
                     QStringLiteral("TEXT"),
                     QStringLiteral("a text"),
                     QStringLiteral("The body of the request. With a body the method is POST unless --method says "
                                    "otherwise, and the content type that of a form unless --header does."),
                     text([](RunOptions &o, const QString &v) { o.data = v.toUtf8(); })});
    table.push_back({requestGroup,
                     {QStringLiteral("data-file")},
                     QStringLiteral("FILE"),
                     QStringLiteral("the name of a file"),
                     QStringLiteral("The same, read from a file as it is."),
                     path([](RunOptions &o, const QString &v) { o.dataFile = v; })});
    table.push_back({requestGroup,
                     {QStringLiteral("redirects")},
                     QStringLiteral("N"),
                     wholeNumberFrom(0, 100),
                     QStringLiteral("Follow at most N redirects; with 0 the redirect is the answer. Default: 10."),
                     wholeNumber(0, 100, [](RunOptions &o, quint32 n) { o.plan.redirects = static_cast<int>(n); })});
    table.push_back({requestGroup,
                     {QStringLiteral("accept-status")},
                     QStringLiteral("LIST"),
                     QStringLiteral("status codes and ranges from 100 to 999 such as 200-399,404"),
                     QStringLiteral("What counts as success. Default: 200-399."),
                     applyAcceptStatus});
    table.push_back({requestGroup,
                     {QStringLiteral("http")},
                     QStringLiteral("VERSION"),
                     QStringLiteral("one of ") + availableHttpVersions().join(QLatin1String(", ")),
                     QStringLiteral("The version of HTTP: 1.1, or 2 for an https URL under the transport curl. "
                                    "Default: 1.1."),
                     text([](RunOptions &o, const QString &v) { o.plan.http = v; })});
}

void addLimitOptions(OptionTable &table)
{
    const QString time_ = QStringLiteral("a time below a day such as 250ms, 10s or 2m");
    table.push_back({limitGroup,
                     {QStringLiteral("timeout")},
                     QStringLiteral("TIME"),
                     time_,
                     QStringLiteral("Deadline of one request, from its first stage to its last byte. Default: 10s."),
                     time(&RunPlan::timeout)});
    table.push_back({limitGroup,
                     {QStringLiteral("connect-timeout")},
                     QStringLiteral("TIME"),
                     time_,
                     QStringLiteral("Deadline of name lookup, connecting and TLS together. Default: 5s."),
                     time(&RunPlan::connectTimeout)});
    table.push_back({limitGroup,
                     {QStringLiteral("max-body")},
                     QStringLiteral("SIZE"),
                     QStringLiteral("a size above zero such as 512, 64KiB or 16MiB"),
                     QStringLiteral("Larger replies fail. Default: 16MiB."),
                     applyMaxBody});
}

void addConnectionOptions(OptionTable &table)
{
    table.push_back({connectionGroup,
                     {QStringLiteral("fresh-connections")},
                     {},
                     {},
                     QStringLiteral("A new connection for each request."),
                     onSwitch([](RunOptions &o) { o.plan.freshConnections = true; })});
    table.push_back({connectionGroup,
                     {QStringLiteral("insecure")},
                     {},
                     {},
                     QStringLiteral("Do not verify TLS certificates. The summary and the record say so."),
                     onSwitch([](RunOptions &o) { o.plan.insecure = true; })});
    table.push_back({connectionGroup,
                     {QStringLiteral("proxy")},
                     QStringLiteral("URL"),
                     QStringLiteral("http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or "
                                    "socks5h://HOST:PORT"),
                     QStringLiteral("Go through this proxy: http, socks5, socks5h, and under the transport curl https. "
                                    "An empty text: none. Default: the environment's."),
                     applyProxy});
    table.push_back({connectionGroup,
                     {QStringLiteral("unix-socket")},
                     QStringLiteral("PATH"),
                     QStringLiteral("the path of a socket"),
                     QStringLiteral("Connect to this Unix socket, whatever host the URL names. Not in the transport "
                                    "qt, and not with --proxy."),
                     path([](RunOptions &o, const QString &v) { o.plan.unixSocket = v; })});
    table.push_back({connectionGroup,
                     {QStringLiteral("resolve")},
                     QStringLiteral("HOST:PORT:ADDRESS"),
                     QStringLiteral("HOST:PORT:ADDRESS with a port from 1 to 65535 and a numeric address"),
                     QStringLiteral("Use ADDRESS for HOST:PORT without asking the name service. May be repeated."),
                     applyResolve});
    table.push_back({connectionGroup,
                     {QStringLiteral("connect-to")},
                     QStringLiteral("HOST:PORT:HOST:PORT"),
                     QStringLiteral("HOST:PORT:HOST:PORT, in which each may be empty"),
                     QStringLiteral("Connect to the second pair when asked for the first; what is empty in the first "
                                    "matches any, in the second changes nothing. May be repeated."),
                     applyConnectTo});
    table.push_back({connectionGroup,
                     {QStringLiteral("cacert")},
                     QStringLiteral("FILE"),
                     QStringLiteral("the name of a file"),
                     QStringLiteral("Trust the certificate authorities in this PEM file instead of the system's."),
                     path([](RunOptions &o, const QString &v) { o.plan.caCertificate = v; })});
    table.push_back({connectionGroup,
                     {QStringLiteral("cert")},
                     QStringLiteral("FILE"),
                     QStringLiteral("the name of a file"),
                     QStringLiteral("Client certificate as a PEM file; belongs together with --key."),
                     path([](RunOptions &o, const QString &v) { o.plan.certificate = v; })});
    table.push_back({connectionGroup,
                     {QStringLiteral("key")},
                     QStringLiteral("FILE"),
                     QStringLiteral("the name of a file"),
                     QStringLiteral("Its private key as a PEM file."),
                     path([](RunOptions &o, const QString &v) { o.plan.privateKey = v; })});
}

void addPageOptions(OptionTable &table)
{
    table.push_back({pageGroup,
                     {QStringLiteral("stages")},
                     QStringLiteral("LIST"),
                     QStringLiteral("fetch, then wrap, save and delete in this order, each only after the one before "
                                    "it, such as fetch,wrap"),
                     QStringLiteral("Which steps to run. Default: fetch,wrap,save,delete."),
                     applyStages});
    table.push_back({pageGroup,
                     {QStringLiteral("work-dir")},
                     QStringLiteral("FOLDER"),
                     QStringLiteral("the name of a folder that exists"),
                     QStringLiteral("Where the run makes its private folder for pages. Default: the system's temporary "
                                    "folder."),
                     path([](RunOptions &o, const QString &v) { o.plan.workDir = v; })});
    table.push_back({pageGroup,
                     {QStringLiteral("keep-files")},
                     {},
                     {},
                     QStringLiteral("Leave out the delete stage and say where the pages are."),
                     onSwitch([](RunOptions &o) { o.keepFiles = true; })});
}

void addOutputOptions(OptionTable &table)
{
    const QString file = QStringLiteral("the name of a file, or - for standard output");
    table.push_back({outputGroup,
                     {QStringLiteral("json")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write the record of the run (fiftyfold.run/1); - is standard output."),
                     path([](RunOptions &o, const QString &v) { o.jsonFile = v; })});
    table.push_back({outputGroup,
                     {QStringLiteral("csv")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write the requests as CSV, one a line; - is standard output."),
                     path([](RunOptions &o, const QString &v) { o.csvFile = v; })});
    table.push_back({outputGroup,
                     {QStringLiteral("summary")},
                     QStringLiteral("FILE"),
                     file,
                     QStringLiteral("Write the record without its requests; - is standard output."),
                     path([](RunOptions &o, const QString &v) { o.summaryFile = v; })});
    table.push_back({outputGroup,
                     {QStringLiteral("progress")},
                     QStringLiteral("HOW"),
                     QStringLiteral("auto, plain or none"),
                     QStringLiteral("auto: a live line on a terminal, plain lines elsewhere. Default: auto."),
                     applyProgress});
    table.push_back({outputGroup,
                     {QStringLiteral("h"), QStringLiteral("help")},
                     {},
                     {},
                     QStringLiteral("This text."),
                     onSwitch([](RunOptions &o) { o.wantsHelp = true; })});
}

} // namespace

const OptionTable &runOptionTable()
{
    static const OptionTable table = [] {
        OptionTable options;
        addLoadOptions(options);
        addRequestOptions(options);
        addLimitOptions(options);
        addConnectionOptions(options);
        addPageOptions(options);
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
