// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help/helptext.h"

#include "cli/capacity/capacityoptiontable.h"
#include "cli/compare/compareoptiontable.h"
#include "cli/diff/diffoptiontable.h"
#include "cli/history/historyoptions.h"
#include "cli/options/optiontable.h"

namespace fiftyfold {

namespace {

constexpr qsizetype lineWidth = 80;
constexpr qsizetype helpColumn = 30;

QString optionHead(const CommandOption &option)
{
    QString head = QStringLiteral("  ");
    if (option.names.size() > 1)
        head += QStringLiteral("-%1, ").arg(option.names.first());
    else
        head += QLatin1String("    ");
    head += option.longName();
    if (!option.valueName.isEmpty())
        head += QLatin1Char(' ') + option.valueName;
    return head;
}

/// Adds words from that column on, where the last line is shorter, in lines no wider than help is.
void appendWords(QString &text, const QString &words, qsizetype column)
{
    qsizetype lineBegin = text.lastIndexOf(QLatin1Char('\n')) + 1;
    const auto indent = [&] { text += QString(column - (text.size() - lineBegin), QLatin1Char(' ')); };
    indent();
    for (const QString &word : words.split(QLatin1Char(' '))) {
        const qsizetype at = text.size() - lineBegin;
        if (at > column && at + 1 + word.size() > lineWidth) {
            text += QLatin1Char('\n');
            lineBegin = text.size();
            indent();
        } else if (at > column) {
            text += QLatin1Char(' ');
        }
        text += word;
    }
    text += QLatin1Char('\n');
}

QString optionHelp(const CommandOption &option)
{
    QString text = optionHead(option);
    if (text.size() + 2 > helpColumn)
        text += QLatin1Char('\n');
    appendWords(text, option.help, helpColumn);
    return text;
}

QString optionsHelp(const OptionTable &table)
{
    QString text;
    QString group;
    for (const CommandOption &option : table) {
        if (option.group != group) {
            group = option.group;
            text += QStringLiteral("\n%1:\n").arg(group);
        }
        text += optionHelp(option);
    }
    return text;
}

} // namespace

QString strategiesHelp(const QList<StrategyInfo> &catalogue)
{
    constexpr qsizetype reasonColumn = 4; // the command that installs something fits into a line
    QString text = QStringLiteral("\nStrategies and runners:\n");
    for (const StrategyInfo &info : catalogue) {
        text += (QLatin1String("  ") + info.name).leftJustified(helpColumn - 1) + QLatin1Char(' ') + info.label;
        if (info.unavailable.isEmpty()) {
            text += QLatin1Char('\n');
            continue;
        }
        text += QLatin1String(" (not here)\n");
        const QStringList sentences =
            QString(info.unavailable).replace(QLatin1String(". "), QLatin1String(".\n")).split(QLatin1Char('\n'));
        for (const QString &sentence : sentences)
            appendWords(text, sentence, reasonColumn);
    }
    return text;
}

QString helpText()
{
    return QStringLiteral("Fiftyfold shows what concurrency buys: it fetches many pages at once, wraps each\n"
                          "in HTML, saves it and deletes it, and says how long every step took.\n"
                          "\n"
                          "Usage:\n"
                          "  fiftyfold-cli run [URL] [options]  run requests; without a URL, at the\n"
                          "                                     practice server: no network needed\n"
                          "  fiftyfold-cli compare [URL] [options]\n"
                          "                                     run it under several strategies in turn,\n"
                          "                                     and say how many times as fast each is\n"
                          "  fiftyfold-cli capacity [URL] --expect 'p95 < 200ms' [options]\n"
                          "                                     find the highest rate that holds that\n"
                          "  fiftyfold-cli show FILE ...        the summary of a record, or of a file of\n"
                          "                                     hey, wrk, k6, JMeter, HAR and others;\n"
                          "                                     with --json - the record of one\n"
                          "  fiftyfold-cli diff A B [options]   whether run B is faster or slower than run\n"
                          "                                     A, by intervals; of files or the history\n"
                          "  fiftyfold-cli history VERB ...     what is kept of earlier runs: list, show,\n"
                          "                                     label, pin, unpin, export, remove, prune\n"
                          "  fiftyfold-cli serve [options]      the practice server, in the foreground\n"
                          "  fiftyfold-cli help [run|compare|capacity|show|diff|history|serve]\n"
                          "                                     this text, or the options of a command\n"
                          "  fiftyfold-cli --version            name and version\n"
                          "\n"
                          "Exit status of run, compare and capacity: 0 every request done, or a capacity\n"
                          "found; 1 it could not run, a file could not be read or written, or what has a\n"
                          "--label could not be kept; 2 bad usage; 3 some requests failed or none was\n"
                          "answered, a strategy could not take part, or what was found is the client's\n"
                          "limit and not the server's; 4 a threshold was crossed (of --expect; where one is\n"
                          "about failed requests, it decides in place of 3), by the lowest rate too, or the\n"
                          "run is slower than its --baseline; 129, 130 or 143 stopped by SIGHUP, SIGINT or\n"
                          "SIGTERM. Of diff: 0, 1 where a file can't be read, 2, and 4 where B is slower.\n"
                          "\n"
                          "In a step of GitHub Actions, run adds its summary to the step's and prints\n"
                          "annotations; where that can't be written it says so, with no other exit status.\n");
}

QString runHelpText()
{
    QString text = QStringLiteral("Usage: fiftyfold-cli run [URL] [options]\n"
                                  "Example: fiftyfold-cli run https://example.org/ -n 200 -c 20 --json run.json\n"
                                  "\n"
                                  "Fetches URL many times at once and says how long each step took. Without a URL,\n"
                                  "or with one such as practice:robots.txt?latency=100ms&jitter=10ms&size=7000&\n"
                                  "status=200&fail=0.05, it starts the practice server and asks that; help serve\n"
                                  "lists what it takes. A host without http:// or https:// gets http://.\n"
                                  "\n"
                                  "Times read 250ms, 10s, 2m; sizes 64KiB, 16MiB. An option that is given twice\n"
                                  "takes the last value. Progress and summary go to standard error.\n");
    return text + optionsHelp(runOptionTable()) + strategiesHelp(strategyCatalogue());
}

QString compareHelpText()
{
    const QString text =
        QStringLiteral("Usage: fiftyfold-cli compare [URL] [options]\n"
                       "Example: fiftyfold-cli compare https://example.org/ --vary http=1.1,2\n"
                       "\n"
                       "Fetches URL many times under one strategy after the other, in rounds, and says\n"
                       "how many times as fast as a baseline each was: the median of the rounds with\n"
                       "its 95 % bootstrap interval, and the ratio with its own. Where the interval of a\n"
                       "ratio holds 1, no difference was seen. Without a URL it asks the practice\n"
                       "server, which takes 100 ms for each reply.\n"
                       "\n"
                       "With --vary it compares the same with each value of something else, such as\n"
                       "--vary at-once=1,4,16. An open load (--rate) is compared by its mean response\n"
                       "times.\n"
                       "\n"
                       "Whoever has a failed request is left out of the rounds that follow. Progress and\n"
                       "the table go to standard error.\n");
    CompareOptions options;
    return text + optionsHelp(compareOptionTable(options)) + strategiesHelp(strategyCatalogue());
}

QString showHelpText()
{
    QString text = QStringLiteral("Usage: fiftyfold-cli show FILE ...\n"
                                  "       fiftyfold-cli show FILE --json -\n"
                                  "Example: fiftyfold-cli show run.json wrk.txt\n"
                                  "\n"
                                  "Prints the summary of each file: a record of run, compare or capacity, or a file\n"
                                  "that hey, oha, vegeta, k6, Locust, JMeter, Fortio, wrk, wrk2, h2load, hyperfine,\n"
                                  "autocannon, bombardier or ab has written, a HAR, or a log or percentile spectrum\n"
                                  "of HdrHistogram, known by what is in it, gzip'ed or not. Of other programs it\n"
                                  "says what their file can't tell. FILE - is standard input.\n"
                                  "\n"
                                  "Exit status: 0; 1 a file can't be read; 2 bad usage.\n");
    const CommandOption json{QStringLiteral("Options"),
                             {QStringLiteral("json")},
                             QStringLiteral("-"),
                             {},
                             QStringLiteral("Write the record of the one FILE to standard output instead."),
                             {}};
    CommandOption help = *findOption(runOptionTable(), QStringLiteral("help"));
    help.group = json.group;
    return text + optionsHelp({json, help});
}

QString diffHelpText()
{
    const QString text =
        QStringLiteral("Usage: fiftyfold-cli diff A B [options]\n"
                       "Example: fiftyfold-cli diff before.json after.json\n"
                       "\n"
                       "Holds the run B against A, the baseline. Each is a file, a record of --json or\n"
                       "of another program, as show reads them, and one can be - for standard input; or\n"
                       "else what the history has under that name: last, an id or a label. The table has\n"
                       "figures, how many times A's those of B are, with their 95 % intervals, and a\n"
                       "verdict for each; that of the median response time is the verdict on the run:\n"
                       "faster, slower or no difference seen.\n"
                       "\n"
                       "Within a run one slow patch hits many requests, so the times are cut into 20 to\n"
                       "40 batches in order, which are held against each other (Mann-Whitney, with the\n"
                       "Hodges-Lehmann shift); less than 3 % is no difference of interest. Runs of fewer\n"
                       "than 100 requests, and such as differ in plan, machine, system or versions, are\n"
                       "not comparable, and said why. Of the practice server the query may differ: how\n"
                       "it answers is what is looked at.\n"
                       "\n"
                       "Of two comparisons (compare --json) the entries of the same name are held\n"
                       "against each other by the times of their rounds, of which four of each are\n"
                       "enough. They are not paired, since the two were run at different times. B is\n"
                       "slower where any entry is.\n"
                       "\n"
                       "Exit status: 0, also where it is faster or not comparable; 1 one of them can't\n"
                       "be read; 2 bad usage; 4 B is slower than A.\n");
    DiffOptions options;
    return text + optionsHelp(diffOptionTable(options));
}

QString capacityHelpText()
{
    const QString text =
        QStringLiteral("Usage: fiftyfold-cli capacity [URL] --expect 'FIGURE < LIMIT' [options]\n"
                       "Example: fiftyfold-cli capacity https://example.org/ --expect 'p95 < 200ms'\n"
                       "\n"
                       "Finds the highest rate at which URL holds every --expect. Requests become due at\n"
                       "a rate, step after step: it grows by 25 % until it does not hold twice running,\n"
                       "then the range between the last that held and the first that did not is halved\n"
                       "until its ends are 5 % apart. Where the client was the limit, with too few\n"
                       "lanes, too little processor or too late, it is not called the server's. Without\n"
                       "a URL it asks the practice server, which manages 300 replies a second.\n"
                       "\n"
                       "Progress, the table of steps and the answer go to standard error.\n");
    CapacityOptions options;
    return text + optionsHelp(capacityOptionTable(options)) + strategiesHelp(strategyCatalogue());
}

QString historyHelpText()
{
    const QString text =
        QStringLiteral("Usage: fiftyfold-cli history list [TEXT] [options]\n"
                       "       fiftyfold-cli history show NAME ...\n"
                       "       fiftyfold-cli history label NAME TEXT\n"
                       "       fiftyfold-cli history pin|unpin|remove NAME ...\n"
                       "       fiftyfold-cli history export NAME --json FILE [options]\n"
                       "       fiftyfold-cli history prune [--size SIZE]\n"
                       "Example: fiftyfold-cli history export last --json run.json --html run.html\n"
                       "\n"
                       "Every run, comparison and search for capacity is kept, unless --no-history is\n"
                       "given to it. NAME is last, an id, at least four of its first digits, or a label,\n"
                       "which of several with the same one is the newest. With TEXT, list has those in\n"
                       "whose label, URL or strategy it is, in capitals or not.\n"
                       "\n"
                       "Figures are kept for good, and the requests of each run as long as they fit into\n"
                       "--size of prune; pinned ones stay. FIFTYFOLD_HISTORY names another file than the\n"
                       "usual one, or is none.\n");
    HistoryOptions options;
    return text + optionsHelp(historyOptionTable(options));
}

} // namespace fiftyfold
