// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/remotequestion.h"
#include "cli/help/helptext.h"
#include "cli/options/commandline.h"
#include "cli/options/optiontable.h"
#include "cli/run/progressprinter.h"
#include "core/plan/fileargument.h"
#include "core/plan/headerfields.h"
#include "core/plan/plancommand.h"
#include "core/plan/planjson.h"
#include "core/plan/shellwords.h"
#include "core/plan/strategytraits.h"
#include "core/plan/unknownoption.h"
#include "models/base/windowwording.h"

#include "documentedoptions.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

namespace {

/// The exit code and the words of the window's program, which says these before it asks for a display.
std::pair<int, QString> window(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(FIFTYFOLD_BIN_DIR "/fiftyfold"), arguments);
    process.waitForFinished();
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheDefaultsOfTheContract();
    void setsEveryOption();
    void readsShortOptions();
    void readsThresholds();
    void takesTheLastOfTwo();
    void setsWhatCurlAloneCarries();
    void addsHeadersAndRules();
    void fieldsBesideACommandReplaceItsOwn();
    void aCommandOfCurlIsOneOfOurs();
    void readsRules_data();
    void readsRules();
    void postsData();
    void refuses_data();
    void refuses();
    void takesNoTime();
    void whatIsThereInsteadIsThere();
    void helpKeepsToEightyColumns();
    void everyOptionIsDocumented_data();
    void everyOptionIsDocumented();
    void optionsOfTheWindowAreDocumented();
    void theWindowNamesWhatIsThereInstead();
    void manPagesTellStrategiesAndExits_data();
    void manPagesTellStrategiesAndExits();
    void progressFitsTheTerminal_data();
    void progressFitsTheTerminal();
    void wordsTheLoad();
    void tellsAFileFromAUrl_data();
    void tellsAFileFromAUrl();
    void theWindowHasWordsForEveryOption();
};

void TestCommandLine::hasTheDefaultsOfTheContract()
{
    const RunCommandLine line = runCommandLine({});
    QCOMPARE(line.problem, QString());
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    QCOMPARE(line.options.plan, plan);
    QCOMPARE(line.options.progress, ProgressMode::Auto);
    QVERIFY(line.options.jsonFile.isEmpty() && line.options.csvFile.isEmpty() && line.options.summaryFile.isEmpty());
}

void TestCommandLine::tellsAFileFromAUrl_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what"); ///< "" for a URL.
    const auto row = [](const char *text, const char *what) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(what);
    };
    row("record.json", "missing");
    row("Old.HAR", "missing");
    row("table.csv", "missing");
    row("./record", "missing");
    row("../runs/record.json", "missing");
    row("/tmp/record.json", "missing");
    row("~/record.json", "missing");
    // Made by the test: "there", and folders and files of these names.
    row("there", "file");
    row("./there", "file");
    row("there/", "file");
    row("there/x", "missing");
    row("written.json", "file");
    row("written.json/", "file");
    row("written.json/x", "missing");
    row("results/x", "missing");
    row("results?a=/b", "");
    row("mirror.example.org/x", "");
    row("results", "folder");
    row("results/", "folder");
    row("./results", "folder");
    row(".", "folder");
    row("..", "folder");
    row("../", "folder");
    row("2024", "folder");
    row("localhost", "");
    row("localhost/", "");
    row("127.0.0.1", "");
    row("::1", "");
    row("mirror.example.org", "");
    row("mirror.example.org/", "");
    row("nothing/", "");
    row("example.org/data.json", "");
    row("localhost:8080/data.json", "");
    row("http://record.json/", "");
    row("practice:robots.txt", "");
    row("example.org", "");
    row("[::1]:8080", "");
}

void TestCommandLine::tellsAFileFromAUrl()
{
    QFETCH(QString, text);
    QFETCH(const QString, what);
    const QTemporaryDir folder;
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    for (const char *name : {"there", "written.json", "localhost", "127.0.0.1"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    for (const char *name : {"results", "2024", "mirror.example.org"})
        QVERIFY(QDir().mkdir(QString::fromLatin1(name)));
    const QString problem = fileInsteadOfUrl(text);
    const QString told = runCommandLine({text}).problem;
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(problem.isEmpty(), what.isEmpty());
    if (what.isEmpty())
        return;
    QCOMPARE(told, problem);
    const QString words = what == QLatin1String("missing") ? QStringLiteral("looks like the name of a file")
                                                           : QStringLiteral("is a %1, not a URL").arg(what);
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

void TestCommandLine::theWindowHasWordsForEveryOption()
{
    const QStringList known = optionsWordedForWindow();
    for (const CommandOption &option : runOptionTable()) {
        QVERIFY2(known.contains(option.longName()), qPrintable(option.longName()));
        const QString worded = wordedForWindow(QStringLiteral("See %1, or wait.").arg(option.longName()));
        QVERIFY2(!worded.contains(QLatin1String("--")), qPrintable(worded));
    }
    QCOMPARE(wordedForWindow(QStringLiteral("a --unknown -- b --dataset")),
             QStringLiteral("a --unknown -- b --dataset"));
    QCOMPARE(wordedForWindow(QStringLiteral("use --transport curl, or --http 1.1.")),
             QStringLiteral("use “Transport” curl, or “HTTP version” 1.1."));
    QCOMPARE(wordedForWindow(QStringLiteral("(--work-dir)"), Reading::OptionsDialog), QStringLiteral("(“Folder”)"));
}

void TestCommandLine::setsEveryOption()
{
    const QString text = QStringLiteral(
        "http://127.0.0.1:8080/a --requests 7 --at-once=3 --strategy async-threads --transport qt --threads 3 --warmup "
        "2 "
        "--allow-remote --method PUT --header A:b --data-file body --redirects 0 --accept-status 200-299,404 --http "
        "1.1 "
        "--timeout 250ms --connect-timeout 2m --max-body 64KiB --fresh-connections --insecure --proxy proxy:3128 "
        "--resolve a:80:10.0.0.1 --connect-to a:80:b:81 --cacert ca --cert cert --key key --stages "
        "fetch,wrap,save,delete "
        "--work-dir work --keep-files --json - --csv table --summary short --progress none");
    const RunCommandLine line = runCommandLine(text.split(QLatin1Char(' ')));
    QCOMPARE(line.problem, QString());
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:8080/a"));
    plan.requests = 7;
    plan.atOnce = 3;
    plan.strategy = QStringLiteral("async-threads");
    plan.transport = QStringLiteral("qt");
    plan.threads = 3;
    plan.warmup = 2;
    plan.allowRemote = true;
    plan.method = "PUT";
    plan.headers = {{"A", "b"}, {"Content-Type", "application/x-www-form-urlencoded"}};
    plan.redirects = 0;
    plan.acceptStatus = {{200, 299}, {404, 404}};
    plan.timeout = 250ms;
    plan.connectTimeout = 2min;
    plan.maxBody = 65536;
    plan.freshConnections = true;
    plan.insecure = true;
    plan.proxy = QUrl(QStringLiteral("http://proxy:3128"));
    plan.resolve = {{QStringLiteral("a"), 80, QStringLiteral("10.0.0.1")}};
    plan.connectTo = {{QStringLiteral("a"), 80, QStringLiteral("b"), 81}};
    plan.caCertificate = QStringLiteral("ca");
    plan.certificate = QStringLiteral("cert");
    plan.privateKey = QStringLiteral("key");
    plan.steps.remove = false;
    plan.workDir = QStringLiteral("work");
    QCOMPARE(line.options.plan, plan);
    QCOMPARE(line.options.dataFile, QStringLiteral("body"));
    QCOMPARE(line.options.jsonFile, QStringLiteral("-"));
    QCOMPARE(line.options.csvFile, QStringLiteral("table"));
    QCOMPARE(line.options.summaryFile, QStringLiteral("short"));
    QCOMPARE(line.options.progress, ProgressMode::None);
}

void TestCommandLine::readsThresholds()
{
    const RunCommandLine line =
        runCommandLine({QStringLiteral("--expect"), QStringLiteral("p95 < 120ms"), QStringLiteral("--strict"),
                        QStringLiteral("--expect=failed<=1%"), QStringLiteral("--expect=p95<120 ms"),
                        QStringLiteral("--junit"), QStringLiteral("run.xml")});
    QCOMPARE(line.problem, QString());
    QStringList texts;
    for (const Threshold &threshold : line.options.thresholds)
        texts.append(threshold.text);
    QCOMPARE(texts, (QStringList{QStringLiteral("p95 < 120 ms"), QStringLiteral("failed <= 1%")}));
    QVERIFY(line.options.isStrict);
    QCOMPARE(line.options.junitFile, QStringLiteral("run.xml"));
}

void TestCommandLine::readsShortOptions()
{
    const RunCommandLine line = runCommandLine({QStringLiteral("-n5"), QStringLiteral("-c"), QStringLiteral("2"),
                                                QStringLiteral("-X"), QStringLiteral("HEAD")});
    QCOMPARE(line.problem, QString());
    QCOMPARE(line.options.plan.requests, 5u);
    QCOMPARE(line.options.plan.atOnce, 2u);
    QCOMPARE(line.options.plan.method, QByteArray("HEAD"));
}

void TestCommandLine::takesTheLastOfTwo()
{
    const RunCommandLine line =
        runCommandLine({QStringLiteral("-n"), QStringLiteral("5"), QStringLiteral("--requests"), QStringLiteral("6")});
    QCOMPARE(line.options.plan.requests, 6u);
}

void TestCommandLine::setsWhatCurlAloneCarries()
{
    const RunCommandLine http2 = runCommandLine({QStringLiteral("https://127.0.0.1/"), QStringLiteral("--http=2"),
                                                 QStringLiteral("--proxy"), QStringLiteral("https://127.0.0.1:3129")});
    QCOMPARE(http2.problem, QString());
    QCOMPARE(http2.options.plan.http, QStringLiteral("2"));
    QVERIFY(http2.options.plan.proxy == QUrl(QStringLiteral("https://127.0.0.1:3129")));

    const RunCommandLine socket = runCommandLine(
        {QStringLiteral("http://localhost/"), QStringLiteral("--unix-socket"), QStringLiteral("/run/server.sock")});
    QCOMPARE(socket.problem, QString());
    QCOMPARE(socket.options.plan.unixSocket, QStringLiteral("/run/server.sock"));
}

void TestCommandLine::addsHeadersAndRules()
{
    const RunCommandLine line =
        runCommandLine({QStringLiteral("-H"), QStringLiteral("Accept: text/html"), QStringLiteral("--header"),
                        QStringLiteral("X-Time:  12:30 "), QStringLiteral("-H"), QStringLiteral("Empty:")});
    QCOMPARE(line.problem, QString());
    const QList<HeaderField> expected = {{"Accept", "text/html"}, {"X-Time", "12:30"}, {"Empty", ""}};
    QCOMPARE(line.options.plan.headers, expected);
}

void TestCommandLine::fieldsBesideACommandReplaceItsOwn()
{
    const QString command = QStringLiteral("curl http://127.0.0.1/ -H 'x: 1' -H 'authorization: Bearer old' -H 'y: 2'");
    const RunCommandLine fields = runCommandLine({QStringLiteral("-H"), QStringLiteral("X: 3"), QStringLiteral("-H"),
                                                  QStringLiteral("X: 4"), QStringLiteral("--curl"), command});
    QCOMPARE(fields.problem, QString());
    QCOMPARE(fields.options.plan.headers,
             (QList<HeaderField>{{"authorization", "Bearer old"}, {"y", "2"}, {"X", "3"}, {"X", "4"}}));

    const RunCommandLine bearer =
        runCommandLine({QStringLiteral("--curl"), command, QStringLiteral("--bearer"), QStringLiteral("new")});
    QCOMPARE(bearer.problem, QString());
    QVERIFY(!hasHeader(bearer.options.plan.headers, "Authorization")); // which --bearer writes

    const RunCommandLine form =
        runCommandLine({QStringLiteral("--curl"), QStringLiteral("curl http://127.0.0.1/ -d a=1"),
                        QStringLiteral("--form"), QStringLiteral("a=2")});
    QCOMPARE(form.problem, QString());
    QVERIFY(!hasHeader(form.options.plan.headers, "Content-Type"));
}

/// What the window shows of it, and what a record keeps, asks the same.
void TestCommandLine::aCommandOfCurlIsOneOfOurs()
{
    for (const char *command : {"curl http://h/", "curl http://h/ --compressed -H 'X: 1' -d a=1",
                                "curl -g $'http://h/100%/{a}?q=\"<%zz>\"&\u00f6=it\\'s&r={{index}}' -L"}) {
        const RunPlan plan = runCommandLine({QStringLiteral("--curl"), QString::fromUtf8(command)}).options.plan;
        const ShellWords words = shellWordsFrom(terminalCommand(plan));
        QCOMPARE(words.problem, QString());
        QStringList arguments;
        for (const QByteArray &word : words.words)
            arguments.append(QString::fromUtf8(word));
        const RunCommandLine again = runCommandLine(arguments.mid(2)); // behind "fiftyfold-cli run"
        QCOMPARE(again.problem, QString());
        QCOMPARE(again.options.plan, plan);
        QString problem;
        const RunPlan read = planFromJson(planToJson(plan), &problem);
        QCOMPARE(problem, QString());
        QCOMPARE(read.url, plan.url);
        QCOMPARE(read.fields, plan.fields);
        QVERIFY(read.headers == plan.headers);
    }
    // With other fields its URL is escaped as others are, as the plan in its record is.
    const RunPlan usual = runCommandLine({QStringLiteral("--curl"), QStringLiteral("curl -g 'http://h/{a}'"),
                                          QStringLiteral("--fields"), QStringLiteral("usual")})
                              .options.plan;
    QCOMPARE(usual.url.text(), QByteArrayLiteral("http://h/%7Ba%7D"));
    QString problem;
    QCOMPARE(planFromJson(planToJson(usual), &problem).url, usual.url);
}

void TestCommandLine::readsRules_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("toHost");
    QTest::addColumn<int>("toPort");
    const QString resolve = QStringLiteral("--resolve");
    const QString connectTo = QStringLiteral("--connect-to");
    QTest::newRow("resolve, IPv4") << resolve << QStringLiteral("example.com:443:127.0.0.1")
                                   << QStringLiteral("example.com") << 443 << QStringLiteral("127.0.0.1") << 0;
    QTest::newRow("resolve, IPv6") << resolve << QStringLiteral("example.com:443:::1") << QStringLiteral("example.com")
                                   << 443 << QStringLiteral("::1") << 0;
    QTest::newRow("resolve, IPv6 in brackets")
        << resolve << QStringLiteral("a:80:[::1]") << QStringLiteral("a") << 80 << QStringLiteral("::1") << 0;
    QTest::newRow("connect to, all") << connectTo << QStringLiteral("a:80:b:81") << QStringLiteral("a") << 80
                                     << QStringLiteral("b") << 81;
    QTest::newRow("connect to, any") << connectTo << QStringLiteral("::b:") << QString() << 0 << QStringLiteral("b")
                                     << 0;
    QTest::newRow("connect to, IPv6") << connectTo << QStringLiteral("a:80:[::1]:81") << QStringLiteral("a") << 80
                                      << QStringLiteral("::1") << 81;
}

void TestCommandLine::readsRules()
{
    QFETCH(const QString, option);
    QFETCH(const QString, value);
    const RunCommandLine line = runCommandLine({option, value});
    QCOMPARE(line.problem, QString());
    const RunPlan &plan = line.options.plan;
    const ConnectToRule rule =
        plan.resolve.isEmpty()
            ? plan.connectTo.value(0)
            : ConnectToRule{plan.resolve.first().host, plan.resolve.first().port, plan.resolve.first().address, 0};
    QTEST(rule.host, "host");
    QTEST(int(rule.port), "port");
    QTEST(rule.toHost, "toHost");
    QTEST(int(rule.toPort), "toPort");
}

void TestCommandLine::postsData()
{
    const RunCommandLine form = runCommandLine({QStringLiteral("--data"), QStringLiteral("a=1")});
    QCOMPARE(form.options.plan.method, QByteArray("POST"));
    QCOMPARE(form.options.plan.body, QByteArray("a=1"));
    QCOMPARE(form.options.plan.headers.value(0).value, QByteArray("application/x-www-form-urlencoded"));

    const RunCommandLine own =
        runCommandLine({QStringLiteral("--data"), QStringLiteral("{}"), QStringLiteral("-X"), QStringLiteral("PUT"),
                        QStringLiteral("-H"), QStringLiteral("content-type: application/json")});
    QCOMPARE(own.options.plan.method, QByteArray("PUT"));
    QCOMPARE(own.options.plan.headers.size(), 1);
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QString>("arguments"); // separated by |
    QTest::addColumn<QStringList>("words"); // that the sentence has
    const auto row = [](const char *arguments, const char *words) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QString::fromUtf8(words).split(QLatin1Char('|'));
    };
    row("-n|0", "--requests takes a whole number from 1 to 10000000, got \"0\".");
    row("-n|x", "--requests takes a whole number from 1 to 10000000, got \"x\".");
    row("-n|-5", "--requests|got \"-5\"");
    row("--requests=1e3", "--requests|got \"1e3\"");
    row("--requests|10000001", "--requests|got \"10000001\"");
    row("--requests|99999999999999999999999", "--requests|got \"99999999999999999999999\"");
    row("-n|", "--requests|got \"\"");
    row("-n", "--requests takes a whole number|got nothing");
    row("--at-once|0", "--at-once|got \"0\"|from 1");
    row("--strategy|nope", "--strategy|nope|async|sequential");
    row("--strategy|sequential|--threads|2", "--threads 2|async-threads|sequential");
    row("--runner|mine=./m|--strategy|threads", "--strategy and --runner exclude each other");
    row("--runner|async=./m", "--runner takes 'NAME=COMMAND' with a name of its own|\"async\"");
    row("--runner|./m", "--runner|without the = after the name");
    row("--runner|mine=", "--runner|no command for \"mine\"");
    row("--strategy|go-goroutines|--threads|2", "--threads 2|async-threads|go-goroutines");
    row("--transport|smoke", "--transport takes curl or qt, got \"smoke\".");
    row("--http|2", "--http 2|https|practice server|--http 1.1");
    row("http://127.0.0.1/|--http|2", "--http 2|https|ALPN|\"http://127.0.0.1/\"|--http 1.1");
    row("https://127.0.0.1/|--http|2|--transport|qt", "--http 2|not carried by the transport qt|--transport curl");
    row("--http|x", "--http takes 1.1 or 2, got \"x\".");
    row("--threads|0", "--threads takes a whole number from 1 to 64, got \"0\".");
    row("--threads|65", "--threads takes a whole number from 1 to 64, got \"65\".");
    row("http://localhost/|--unix-socket|/tmp/s|--transport|qt", "--unix-socket|transport qt|--transport curl");
    row("http://localhost/|--unix-socket|/tmp/s|--proxy|a:1", "--unix-socket|--proxy|both");
    row("--unix-socket|/tmp/socket", "--unix-socket|practice server|TCP");
    row("--proxy|https://a:1|--transport|qt", "--proxy|http://HOST:PORT|transport qt|\"https://a:1\"");
    row("ftp://127.0.0.1/", "URL|ftp|http://");
    row("http://", "URL|http://");
    row("file:///etc/passwd", "URL|file|http://");
    row("http://a/|http://b/", "one URL|got 2");
    row("--timeout|5 parsecs", "--timeout|got \"5 parsecs\"|250ms");
    row("--timeout|0s", "--timeout|got \"0s\"");
    row("--connect-timeout|soon", "--connect-timeout|got \"soon\"|10s");
    row("--max-body|0", "--max-body|got \"0\"|16MiB");
    row("--max-body|big", "--max-body|got \"big\"|16MiB");
    row("--redirects|101", "--redirects|got \"101\"|from 0 to 100");
    row("--accept-status|99", "--accept-status|got \"99\"|200-399,404");
    row("--stages|wrap", "--stages|got \"wrap\"|fetch");
    row("--stages|fetch,save", "--stages|got \"fetch,save\"|fetch");
    row("-H|", "--header takes 'NAME: VALUE', got nothing (an empty text).");
    row("-H|no colon", "--header takes 'NAME: VALUE', got a text without the colon after the name.");
    row("-H|: value", "--header takes 'NAME: VALUE', got a text without a name before the colon.");
    row("-H|Bad Name: value", "--header|Bad Name");
    row("-H|A: b\r\nC: d", "--header|line break");
    row("-X|GET POST", "--method|GET POST");
    row("--resolve|a:b:c", "--resolve|got \"a:b:c\"|HOST:PORT:ADDRESS");
    row("--resolve|a:0:127.0.0.1", "--resolve|got \"a:0:127.0.0.1\"");
    row("--connect-to|a:80", "--connect-to|got \"a:80\"|HOST:PORT:HOST:PORT");
    row("--connect-to|a:80:b:99999", "--connect-to|got \"a:80:b:99999\"");
    row("--proxy|http://", "--proxy|HOST:PORT");
    row("--proxy|gopher://a:1", "--proxy|https://HOST:PORT|transport curl|gopher");
    row("--cert|file", "--key|--cert");
    row("--progress|loud", "--progress|got \"loud\"|auto, plain or none");
    row("--work-dir|", "--work-dir|empty");
    row("--data|a|--data-file|b", "--data|--data-file|both");
    row("--json|-|--csv|-", "--json|--csv|standard output|twice");
    row("--json|same|--summary|./same", "same|twice");
    row("--json|-|--junit|-", "--openmetrics and --series|standard output|twice");
    row("--expect|p95 120ms", "--expect takes 'FIGURE < LIMIT' such as|got \"p95 120ms\", which has none of <");
    row("--expect|p95 == 120ms", "--expect|in place of ==");
    row("--expect|p59 < 120ms", "--expect|\"p59\" is no figure; p50, p99 and p90 are.");
    row("--expect|p95 < 5%", "--expect|p95 takes a time");
    row("--expect|checks < 1%", "--expect \"checks < 1%\" takes at least one --check, got none.");
    row("--expect|rate > 5", "--expect|rate takes a number by time such as 200/s");
    row("--expect|", "--expect|got \"\", which has none");
    row("--expect", "--expect takes|got nothing");
    row("--junit|", "--junit|an empty name");
    row("--strict=yes", "--strict|no value|yes");
    row("--thresholds|p95<1s", "no option --thresholds:|--expect 'p95 < 120ms'");
    row("--junit-xml|f", "no option --junit-xml:|--junit FILE");
    row("--insecure=yes", "--insecure|no value|yes");
    row("--frobnicate", "no option --frobnicate");
    row("--request|5", "no option --request|-X METHOD");
    row("--timout|5s", "no option --timout|--timeout");
    row("-requests|5", "no option -requests|--requests");
    // What other tools call it.
    row("-k", "no option -k|--insecure");
    row("-ks", "no option -k|--insecure");
    row("-x|proxy:3128", "no option -x|--proxy http://HOST:PORT");
    row("-d|a=1", "no option -d|--data TEXT|--data-file FILE");
    row("--data-raw|a=1", "no option --data-raw|--data TEXT");
    row("--data-binary|@f", "no option --data-binary|--data-file FILE");
    row("-L", "no option -L|unasked|--redirects 0");
    row("-I", "no option -I|--method HEAD");
    row("-F|a=b", "no option -F|--form 'NAME=VALUE'");
    row("--form|a", "--form takes");
    row("--form|a=b|--data|c", "--form and --data exclude each other");
    row("--form|a=b|-H|Content-Type: text/plain", "boundary");
    row("--bearer|t|-H|Authorization: x", "--bearer and a header Authorization exclude each other");
    row("--user|me:pw|--bearer|t", "--user and --bearer exclude each other");
    row("--user|me", "--user takes NAME:PASSWORD|without a colon");
    row("--bearer|a\nb", "--bearer takes a token|line break");
    row("--bearer|a\x01", "--bearer takes a token|another control");
    row("--bearer| ", "--bearer takes a token|an empty text");
    row("--curl|wget http://127.0.0.1/", "--curl takes a curl command");
    row("--curl|curl http://127.0.0.1/ --next", "--next");
    row("--curl|curl http://127.0.0.1/|http://127.0.0.1/b", "takes the URL of --curl or one of its own");
    row("--curl-file|/nonexistent", "got \"/nonexistent\", which could not be read");
    row("-u|me:pw", "no option -u:|--user NAME:PASSWORD");
    row("-ume:pw", "no option -u:|--user NAME:PASSWORD");
    row("-m|5", "no option -m|--timeout TIME");
    row("--max-time|5", "no option --max-time|--timeout TIME");
    row("-o|f", "no option -o|--keep-files");
    row("-w|%{http_code}", "no option -w|--summary FILE");
    row("-q|5", "no option -q|--rate N/s");
    row("-t|4", "no option -t|--timeout TIME|--threads N");
    row("--run-time|10s", "no option --run-time|--duration TIME");
    row("--rps|5", "no option --rps|--rate N/s");
    row("--rate|5", "--rate takes a rate such as 200/s|got \"5\"");
    row("--rate|5/s|--duration|0s", "--duration takes a time|got \"0s\"");
    row("--rate|1/s..5/s", "--rate 1/s..5/s is a ramp|such as 1/s..5/s:10s");
    row("--rate|1000000/s|-z|60s", "makes 60000000 requests|10000000 at most");
    row("--rate|1/m|-z|1s|--arrivals|odd", "--arrivals takes even or poisson|got \"odd\"");
    row("--arrivals|poisson", "--arrivals poisson goes with an open load|--rate");
    row("--arrivals|odd", "--arrivals takes even or poisson|got \"odd\"");
    row("--drain|soon", "--drain takes a time below a day|or 0, got \"soon\"");
    row("--rate|5/s|--ramp-up|1s", "--ramp-up goes with a closed load");
    row("--rate|5/s|-z|1s|--strategy|python-asyncio", "is not kept by python-asyncio");
    row("--seed|-1", "--seed takes a whole number");
    row("--proxy-user|me:pw", "no option --proxy-user|http://USER:PASSWORD@HOST:PORT");
    row("--url|http://a/", "no option --url|argument");
    row("-A|x", "no option -A|--user-agent TEXT");
    row("--useragent|x", "no option --useragent|--user-agent TEXT");
    row("--user-agent|", "--user-agent takes a text on one line, got an empty text");
    row("--user-agent|a\nX-More: b", "--user-agent takes a text on one line, got one with control characters");
    row("-b|a=b", "no option -b|Cookie");
    row("-e|x", "no option -e|Referer");
    row("--concurrency|5", "no option --concurrency|--at-once N");
    row("--connections|5", "no option --connections|--at-once N");
    row("-v", "no option -v|--json FILE");
    row("--request|POST", "no option --request:|--method METHOD");
    row("--http2", "no option --http2:|--http 2");
    row("--stage|1m:10", "no option --stage:|--rate in pieces");
    row("-disable-compression", "no option -disable-compression:|decoded unasked");
    row("-f|x", "no option -f:|--accept-status LIST|name=value&…|one URL");
    row("-D|x", "no option -D:|--json FILE|--data-file FILE");
    row("-U|x", "no option -U:|--user-agent TEXT|http://USER:PASSWORD@HOST:PORT");
    row("-s", "no option -s:|--progress none|no scripts");
    row("-A|me:pw", "no option -A:|--user-agent TEXT|Accept|http://USER:PASSWORD@HOST/");
    row("-urls-file=f", "no option -urls-file:|--targets FILE");
    row("--targets|f|http://127.0.0.1/", "takes the targets of --targets or a URL of its own");
    row("--order|shuffled", "--order shuffled goes with many requests|--targets");
    row("--order|random", "--order takes turn or shuffled|got \"random\"");
    row("-p|f", "no option -p:|--data-file FILE");
    row("--globoff", "no option --globoff:|never globbed");
    row("--spider", "no option --spider:|--method HEAD");
    row("--version", "no option --version:|fiftyfold-cli --version");
    row("-cpus|2", "no option -cpus:|--threads N");
    row("-conc|3", "no option -conc:|--at-once N");
    row("-nv", "no option -nv:|--progress none");
    row("-name=x", "no option -name:|no name");
    row("-cookie=secret", "no option -cookie:|Cookie");
    row("-cert=x", "no option -cert; did you mean --cert?");
    row("-nx", "--requests takes a whole number from 1 to 10000000, got \"x\".");
    row("--insecur", "did you mean --insecure?");
    row("--at_once|5", "did you mean --at-once?");
    row("--time-out|5s", "did you mean --timeout?");
    row("-kinsecure-secret", "no option -k:");
}

/// None at all is a time, too, where it is one.
void TestCommandLine::takesNoTime()
{
    const RunCommandLine line =
        runCommandLine({QStringLiteral("-z1s"), QStringLiteral("--drain=0"), QStringLiteral("--ramp-up=0s")});
    QCOMPARE(line.problem, QString());
    QCOMPARE(line.options.plan.drain.count(), 0);
    QCOMPARE(line.options.plan.rampUp.count(), 0);
    QVERIFY(terminalCommand(line.options.plan).contains(QStringLiteral("--drain 0s")));
}

void TestCommandLine::refuses()
{
    QFETCH(const QString, arguments);
    QFETCH(const QStringList, words);
    const QString problem = runCommandLine(arguments.split(QLatin1Char('|'))).problem;
    QVERIFY2(problem.endsWith(QLatin1Char('.')) || problem.endsWith(QLatin1Char('?')) ||
                 arguments.contains(QLatin1String(":/")),
             qPrintable(problem));
    for (const QString &word : words)
        QVERIFY2(problem.contains(word), qPrintable(word + QLatin1String(" is not in: ") + problem));
    QVERIFY2(!problem.contains(QLatin1String("me:pw")) && !problem.contains(QLatin1String("secret")),
             qPrintable(problem));
}

/// What is said of other tools' options names none that there is not.
void TestCommandLine::whatIsThereInsteadIsThere()
{
    static const QRegularExpression named(QStringLiteral("(?<![\\w-])--([a-z][a-z-]+)"));
    for (const char *foreign : {"-k",
                                "-x",
                                "-d",
                                "-L",
                                "-I",
                                "-F",
                                "-u",
                                "-m",
                                "-o",
                                "-w",
                                "-q",
                                "-t",
                                "-A",
                                "-b",
                                "-e",
                                "-T",
                                "-r",
                                "-G",
                                "-E",
                                "-U",
                                "-4",
                                "-s",
                                "-v",
                                "-i",
                                "-D",
                                "-f",
                                "-j",
                                "-p",
                                "-g",
                                "-N",
                                "-J",
                                "--netrc",
                                "--path-as-is",
                                "--url-query",
                                "--next",
                                "--session",
                                "--spider",
                                "--wait",
                                "--pretty",
                                "--version",
                                "--name",
                                "--no-check-certificate",
                                "--socks5",
                                "--noproxy",
                                "--private-key",
                                "--ca-certificate",
                                "--pass",
                                "--tlsv1.2",
                                "--http2",
                                "--interface",
                                "--data-raw",
                                "--post-file",
                                "--compressed",
                                "--content-type",
                                "--host",
                                "--url",
                                "--clients",
                                "--number",
                                "--qps",
                                "--cpus",
                                "--max-time",
                                "--dns-timeout",
                                "--no-follow",
                                "--max-redirs",
                                "--retry",
                                "--max-filesize",
                                "--fail",
                                "--thresholds",
                                "--junitxml",
                                "--dump-header",
                                "--latency",
                                "--disable-keepalive",
                                "--keepalive"}) {
        const QString instead = insteadOf(QString::fromLatin1(foreign));
        QVERIFY2(!instead.isEmpty(), foreign);
        QVERIFY2(!instead.endsWith(QLatin1Char('.')), foreign);
        for (QRegularExpressionMatchIterator found = named.globalMatch(instead); found.hasNext();) {
            const QString name = found.next().captured(1);
            QVERIFY2(name == QLatin1String("version") || findOption(runOptionTable(), name), qPrintable(instead));
        }
        QVERIFY2(!findOption(runOptionTable(),
                             QString::fromLatin1(foreign).remove(QRegularExpression(QStringLiteral("^-+")))),
                 foreign); // ours need no other's name
    }
}

void TestCommandLine::helpKeepsToEightyColumns()
{
    for (const QString &text : {helpText(), runHelpText(), showHelpText(), diffHelpText(), historyHelpText()}) {
        QVERIFY2(text == helpText() ||
                     (text.startsWith(QLatin1String("Usage: ")) && text.contains(QLatin1String("\nExample: "))),
                 qPrintable(text));
        for (const QString &line : text.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }
}

void TestCommandLine::everyOptionIsDocumented_data()
{
    test::addDocuments(runHelpText());
}

void TestCommandLine::everyOptionIsDocumented()
{
    test::verifyDocumented(runOptionTable());
}

/// The window's own options, as its program tells them.
void TestCommandLine::optionsOfTheWindowAreDocumented()
{
    const auto [exitCode, help] = window({QStringLiteral("--help")});
    QCOMPARE(exitCode, 0);
    QFile file(QStringLiteral(FIFTYFOLD_SHARE "/man/man1/fiftyfold.1"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    static const QRegularExpression named(QStringLiteral("(?m)^ +(?:-\\w, )?--([a-z][a-z-]+)"));
    int count = 0;
    for (QRegularExpressionMatchIterator found = named.globalMatch(help); found.hasNext(); ++count) {
        const QString name = found.next().captured(1);
        QVERIFY2(page.contains(QRegularExpression(QStringLiteral("Fl -%1\\b(?!-)").arg(name))), qPrintable(name));
    }
    QVERIFY(count >= 7);
}

void TestCommandLine::theWindowNamesWhatIsThereInstead()
{
    const QString secret = QStringLiteral("hunter2");
    for (const auto &[option, named] :
         {std::pair("-k", "--insecure"), std::pair("-ume:hunter2", "--user"), std::pair("-k", "in fiftyfold-cli: "),
          std::pair("--reqests", "did you mean --requests?"),
          std::pair("--proxy=http://me:hunter2@a:1", "fiftyfold-cli run")}) {
        const auto [exitCode, said] = window({QString::fromLatin1(option)});
        QCOMPARE(exitCode, 2);
        QVERIFY2(said.contains(QLatin1String(named)), qPrintable(said));
        QVERIFY2(!said.contains(secret), qPrintable(said));
    }
    const auto [exitCode, said] =
        window({QStringLiteral("http://me:hunter2@a/"), QStringLiteral("http://me:hunter2@b/\u202e")});
    QCOMPARE(exitCode, 2);
    QVERIFY2(!said.contains(secret) && !said.contains(QChar(0x202e)), qPrintable(said));
}

void TestCommandLine::manPagesTellStrategiesAndExits_data()
{
    QTest::addColumn<QString>("page");
    for (const char *name : {"fiftyfold.1", "fiftyfold-cli.1"}) {
        QFile file(QStringLiteral(FIFTYFOLD_SHARE "/man/man1/") + QLatin1String(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        QTest::newRow(name) << QString::fromUtf8(file.readAll());
    }
}

void TestCommandLine::manPagesTellStrategiesAndExits()
{
    QFETCH(const QString, page);
    for (const QString &strategy : strategyNames())
        QVERIFY2(page.contains(QStringLiteral("\n.It Cm %1\n").arg(strategy)), qPrintable(strategy));
    const QString exits = page.section(QLatin1String(".Sh EXIT STATUS"), 1).section(QLatin1String(".Sh "), 0, 0);
    for (const char *code : {"0", "1", "2", "3", "129", "130", "143"})
        QVERIFY2(exits.contains(QLatin1String(".It ") + QLatin1String(code) + QLatin1Char('\n')), code);
    // Thresholds are of the terminal alone.
    QCOMPARE(exits.contains(QLatin1String(".It 4\n")), page.contains(QLatin1String(".Dt FIFTYFOLD-CLI ")));
}

void TestCommandLine::progressFitsTheTerminal_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 10, 40, 60, 80, 200})
        QTest::addRow("%d columns", width) << width;
}

void TestCommandLine::progressFitsTheTerminal()
{
    QFETCH(const int, width);
    RunProgress progress;
    progress.elapsedNs = 12'340'000'000;
    progress.requests = 100'000;
    progress.tally.done = 49'990;
    progress.tally.failed = 10;
    progress.tally.inFlight = 256;
    const QString line = liveProgressLine(progress, width);
    QVERIFY2(line.size() <= width, qPrintable(line));
    const QString whole = QStringLiteral("50000/100000 · 256 in flight · 4051/s · 10 failed");
    QCOMPARE(line.endsWith(whole), width >= 60);
    QCOMPARE(line.contains(QLatin1String("=>")), width >= 80);
    QCOMPARE(plainProgressLine(progress),
             QStringLiteral("12.3 s: 50000 of 100000 finished, 256 in flight, 4051 per s, 10 failed"));
}

void TestCommandLine::wordsTheLoad()
{
    const RunCommandLine line =
        runCommandLine({QStringLiteral("http://www.example.com/"), QStringLiteral("-n1"), QStringLiteral("--resolve"),
                        QStringLiteral("www.example.com:80:192.0.2.1")});
    QCOMPARE(loadText(line.options.plan), QStringLiteral("1 request, 1 at once, to www.example.com at 192.0.2.1"));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
