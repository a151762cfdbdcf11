// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/windowwording.h"

#include "core/comparison/variation.h"
#include "core/plan/curlcommand.h"
#include "core/plan/planproblems.h"
#include "core/plan/practicequery.h"
#include "core/plan/rows.h"
#include "core/plan/runplan.h"
#include "core/plan/targets.h"
#include "core/plan/templates.h"
#include "core/run/faultwording.h"
#include "core/run/runrecord.h"
#include "core/text/remark.h"
#include "practice/replyplan.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace fiftyfold;
using namespace std::chrono_literals;

class TestWindowWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsOfOthersStayTheirs_data();
    void wordsOfOthersStayTheirs();
    void fieldsOfTheLoadAreNamedWithIt();
    void whatIsVariedIsCalledAsInItsField();
    void fieldsOfTheRequestsAreNamedWithThem();
    void noTextOfAProblemNamesAnOptionInTheWindow();
    void noFaultNamesAnOptionInTheWindow();
    void particularsOfAFaultStayAsTheyAre();
    void sizesThatAreFoundAreToldInTheWindowsLanguage();
    void remarksAreToldInTheWindowsLanguage();
    void remarksWithValuesAreToo();
    void whatOthersWroteInThemStays_data();
    void whatOthersWroteInThemStays();
    void problemsOfAPlanAreToldInTheWindowsLanguage();
    void problemsOfWhatIsVariedAreToo_data();
    void problemsOfWhatIsVariedAreToo();
    void problemsOfACommandAreToo_data();
    void problemsOfACommandAreToo();
    void notesOnACommandAreToo();
};

namespace {

/// Another language, of remarks, of problems and of a further context alone: between brackets.
class Brackets : public QTranslator
{
public:
    explicit Brackets(const char *further = nullptr)
        : m_further(further)
    {
    }

    QString translate(const char *context, const char *text, const char *, int) const override
    {
        if (qstrcmp(context, "fiftyfold::PlanProblem") == 0 || qstrcmp(context, m_further) == 0)
            return QLatin1Char('<') + QString::fromUtf8(text) + QLatin1Char('>');
        bool isMarked = QByteArray(text).startsWith("The program stood") || QByteArray(text).startsWith("On standard");
        for (quint8 kind = 0; kind <= quint8(RemarkKind::StandardError); ++kind)
            isMarked = isMarked || qstrcmp(text, remarkSentence(static_cast<RemarkKind>(kind))) == 0;
        const bool isKnown = qstrcmp(context, "fiftyfold::Notice") == 0 && isMarked;
        return isKnown ? QLatin1Char('<') + QString::fromUtf8(text) + QLatin1Char('>') : QString();
    }
    bool isEmpty() const override { return false; }

private:
    const char *m_further;
};

} // namespace

/// What is kept stays English.
void TestWindowWording::remarksAreToldInTheWindowsLanguage()
{
    Brackets brackets; // takes itself out again
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    const QString kept = disturbedRemark();
    QVERIFY(kept.startsWith(QStringLiteral("The program")));
    QCOMPARE(wordedForWindow(kept), QLatin1Char('<') + kept + QLatin1Char('>'));
    QCOMPARE(wordedForWindow(QString()), QString());
    QCOMPARE(wordedForWindow(QStringLiteral("Nobody knows it.")), QStringLiteral("Nobody knows it."));
}

void TestWindowWording::remarksWithValuesAreToo()
{
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    const QString lowered = remarkText(
        RemarkKind::BothLowered, {QStringLiteral("50"), QStringLiteral("9"), QStringLiteral("4"), QStringLiteral("2")});
    const QString limit = remarkText(RemarkKind::FilesOfThis, {QStringLiteral("64")});
    const QString remedy = remarkText(RemarkKind::RaiseFilesForMore);
    QCOMPARE(wordedForWindow(QStringLiteral("%1: %2. %3").arg(lowered, limit, remedy)),
             QStringLiteral("<%1>: <%2>. <%3>").arg(lowered, limit, remedy));
    const QString thread = remarkText(RemarkKind::ThreadOfEngine);
    QCOMPARE(wordedForWindow(remarkText(RemarkKind::NoThread, {thread})),
             QStringLiteral("<<%1> can't be started>").arg(thread));
    // What another program wrote is nobody's remark.
    const QString written =
        remarkText(RemarkKind::StandardError, {QStringLiteral("go"), remedy + QStringLiteral(" x")});
    QCOMPARE(wordedForWindow(written), QLatin1Char('<') + written + QLatin1Char('>'));
    QCOMPARE(wordedForWindow(QStringLiteral("Other words: %1").arg(limit)),
             QStringLiteral("Other words: %1").arg(limit));
}

void TestWindowWording::whatOthersWroteInThemStays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("worded");
    const auto row = [](const char *name, const QString &text, const char *worded) {
        QTest::newRow(name) << text << QString::fromUtf8(worded);
    };
    const auto broken = [](RemarkKind kind, const QStringList &values) {
        return remarkText(RemarkKind::RunnerBroke, {QStringLiteral("go"), remarkText(kind, values)});
    };
    const QString byHand = remarkText(RemarkKind::RunByHand);
    row("by hand", broken(RemarkKind::EndedEarly, {QStringLiteral("1")}) + QStringLiteral(". ") + byHand,
        "<The runner go <ended with exit code 1 before its start>>. <Run it by hand to see what is wrong with it.>");
    row("standard error",
        broken(RemarkKind::EndedInRun, {QStringLiteral("1")}) +
            QStringLiteral(". On standard error: Run it by hand to see what is wrong with it. --timeout"),
        "<The runner go <ended with exit code 1 before it had finished>>. <On standard error: >Run it by hand to see "
        "what is wrong with it. --timeout");
    row("the limits behind it",
        broken(RemarkKind::EndedEarly, {QStringLiteral("1")}) + QStringLiteral(". ") +
            remarkText(RemarkKind::BothLimitsHere, {remarkText(RemarkKind::ThreadsOfUser, {QStringLiteral("9")}),
                                                    remarkText(RemarkKind::AddressSpace, {QStringLiteral("80")})}) +
            QStringLiteral(" On standard error: can't start new thread"),
        "<The runner go <ended with exit code 1 before its start>>. <The limits here: <this user may have 9 processes "
        "and threads at once> (\"ulimit -u\"), and <this process may have 80 MB of address space> (\"ulimit -v\").> "
        "<On standard error: >can't start new thread");
    row("a line that it wrote",
        broken(RemarkKind::ToldEarly, {}) + QStringLiteral(": \"{\"at\": 1. it was stopped}\". ") + byHand,
        "<The runner go <told of a request before its start>>: \"{\"at\": 1. it was stopped}\". <Run it by hand to see "
        "what is wrong with it.>");
    row("half a line",
        remarkText(RemarkKind::InMiddleOfLine, {broken(RemarkKind::SignalledInRun, {QStringLiteral("9")})}),
        "<<The runner go <was ended by signal 9 before it had finished>>, in the middle of a line>");
    row("compiled",
        remarkText(RemarkKind::RunnerNotCompiled, {QStringLiteral("a.go"), QStringLiteral("it was stopped.")}),
        "<a.go could not be compiled: <it was stopped>.>");
    row("not compiled",
        remarkText(RemarkKind::RunnerNotCompiled, {QStringLiteral("a.go"), QStringLiteral("a.go:1: what. Now?")}),
        "<a.go could not be compiled: a.go:1: what. Now?>");
    row("practice server",
        remarkText(RemarkKind::PracticeFails, {remarkText(RemarkKind::PracticeEnded, {QStringLiteral("1")})}),
        "<The practice server does not run: <it ended, with exit code 1>. Try again, or give the URL of another "
        "server.>");
    row("its system's words", remarkText(RemarkKind::PracticeFails, {QStringLiteral("execve: No such file")}),
        "<The practice server does not run: execve: No such file. Try again, or give the URL of another server.>");
    row("a folder", remarkText(RemarkKind::PagesNotSaved, {QStringLiteral("/a b"), remarkText(RemarkKind::NoFolder)}),
        "<Pages can't be saved in /a b: <it is not a folder>. Give a folder that exists and can be written to with "
        "“Folder” (under More…), or set TMPDIR.>");
    row("what to install",
        remarkText(RemarkKind::ProgramNotInPath, {QStringLiteral("Go")}) + QStringLiteral(". ") +
            remarkText(RemarkKind::InstallPackage, {QStringLiteral("golang-go")}),
        "<Go is not in the PATH>. <Install it with: sudo apt-get install golang-go>");
}

void TestWindowWording::whatOthersWroteInThemStays()
{
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    QFETCH(const QString, text);
    QTEST(wordedForWindow(text), "worded");
}

void TestWindowWording::problemsOfAPlanAreToldInTheWindowsLanguage()
{
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    // The server's reader words its own in English.
    for (const std::string_view name : practice::replyParameters) {
        const QString parameter = QString::fromLatin1(name.data(), qsizetype(name.size()));
        const QString problem = practiceQueryProblem(QUrl(QStringLiteral("practice:?%1=a%20b").arg(parameter)));
        QVERIFY2(problem.startsWith(QStringLiteral("<%1 got ").arg(parameter)) &&
                     problem.contains(QStringLiteral("it takes <")),
                 qPrintable(problem));
    }
    for (const char *query : {"wrong=1", "dist=exponential&latency=0ms", "dist=exponential&latency=5ms&jitter=1ms",
                              "dist=lognormal&latency=5ms&jitter=9ms"}) {
        const QString problem = practiceQueryProblem(QUrl(QLatin1String("practice:?") + QLatin1String(query)));
        QVERIFY2(problem.startsWith(QLatin1Char('<')), qPrintable(problem));
    }
    QString problem;
    for (const char *url : {"", "ftp://a/", "http://a:0/"}) {
        urlFromUserInput(QLatin1String(url), &problem);
        QVERIFY2(problem.startsWith(QStringLiteral("<The URL <")), qPrintable(problem));
    }
    QBuffer rows;
    rows.setData("a,,c\n");
    QVERIFY(rows.open(QIODevice::ReadOnly));
    const RowReader reader(&rows, &problem);
    QVERIFY2(problem.startsWith(QStringLiteral("<line 1: <")), qPrintable(problem));
    QVERIFY(!TargetList::fromBytes("http://a/\nFTP\n{\"a\": 1}\n", QStringLiteral("file"), &problem));
    QVERIFY2(problem.startsWith(QStringLiteral("<file, <line ")), qPrintable(problem));
    QVERIFY(!RequestTemplate::parse(ExactUrl::fromText(QByteArrayLiteral("http://a/{{b}}")), {}, {}, {}, &problem));
    QVERIFY2(problem.startsWith(QStringLiteral("<There is no {{b}}")), qPrintable(problem));
}

void TestWindowWording::problemsOfWhatIsVariedAreToo_data()
{
    QTest::addColumn<QString>("told");
    const auto row = [](const char *text, const char *told) { QTest::newRow(text) << QString::fromUtf8(told); };
    row("at-once=4,4", "<--vary at-once takes each value once, got 4 twice.>");
    row("at-once=4", "<--vary at-once takes two values or more, got 4 alone.>");
    row("at-once=1,", "<--vary at-once takes .*, got <an empty value>\\.>");
    row("at-once=1,99", "<--vary at-once takes at most as many as there are requests, 50, got 99: .*>");
    row("connections=fresh,old", "<--vary connections takes <reused and fresh>, got \"old\"\\.>");
    row("rate=1/s,soon", "<--vary rate takes <rates .*>, got \"soon\"\\.>");
    row("url=http://a/,ftp://b/", "<--vary url takes two .*> <A comma is part of a URL .*>");
    row("url=,", "<--vary url takes <URLs .*>, got .*>");
    row("http=1.1,2", "<--http 2 takes an https URL.*");
}

void TestWindowWording::problemsOfWhatIsVariedAreToo()
{
    Brackets brackets("fiftyfold::PlanField");
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    QFETCH(const QString, told);
    QList<Variation> varied;
    QVERIFY(!addVariation(varied, QString::fromUtf8(QTest::currentDataTag())));
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1/"));
    const QString problem = variationsProblem(varied, plan);
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(told)).match(problem).hasMatch(),
             qPrintable(problem));
}

void TestWindowWording::problemsOfACommandAreToo_data()
{
    QTest::addColumn<QString>("told"); // an expression for all of it
    const auto row = [](const char *text, const char *told) { QTest::newRow(text) << QString::fromUtf8(told); };
    row("wget http://h/", "<The text does not begin with curl.*>");
    row("curl http://h/ -d 'a", "<The quote ' in line 1 is not closed.*>");
    row("curl http://h/ -d ^\"a", "<The quote \" in line 1 is not closed.*>");
    row("curl http://h/ -d $a", "<There is a variable .*>");
    row("curl http://h/ -d $'\\0'", "<An escape .* NUL.*>");
    row("curl http://h/ \n-d a", "<The command goes on .* <a backslash>;.*>");
    row("curl", "<The command has no URL.*>");
    row("curl 'ftp://h/'", "<The URL <.*>.*");
    row("curl http://h/ -W", "<The command has an option -W.*>");
    row("curl http://h/ -k=1", "<The command has an option -=.*>");
    row("curl http://h/ --insecure=1", "<The option --insecure takes no value.*>");
    row("curl http://h/ -H", "<The option -H takes <'NAME: VALUE' here>, and there is nothing behind it\\.>");
    row("curl http://h/ -b a", "<The option -b takes <.* here>, got <a text without =.*>\\.>");
    row("curl http://h/ -F a", "<The option -F takes <.*>, got <a text without the = after the name>\\.>");
    row("curl http://h/ -m soon", "<The option -m takes <seconds.*>, got \"soon\"\\.>");
    row("curl http://h/ -T a", "<The option -T is not taken from a curl command: <a body .*>\\.>");
    row("curl http://h/ -F a=b -G", "<The option -G .*>");
    row("curl http://h/ -H Accept:", "<The option -H takes the field accept away.*>");
    row("curl http://h/ -U a:b", "<The option -U .*>");
}

void TestWindowWording::problemsOfACommandAreToo()
{
    Brackets brackets("fiftyfold::PlanField");
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    QFETCH(const QString, told);
    const QString problem = curlCommandFrom(QString::fromUtf8(QTest::currentDataTag())).problem;
    QVERIFY2(QRegularExpression(QRegularExpression::anchoredPattern(told)).match(problem).hasMatch(),
             qPrintable(problem));
}

void TestWindowWording::notesOnACommandAreToo()
{
    Brackets brackets;
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    const CurlReading reading = curlCommandFrom(QStringLiteral(
        "curl http://h/ -s -Ha -H:a -H'Content-Length: 5' --compressed -H'Accept-Encoding: br' -d@a ; curl http://h/"));
    QVERIFY2(reading.command, qPrintable(reading.problem));
    QCOMPARE(reading.notes.size(), 6);
    for (const QString &note : reading.notes)
        QVERIFY2(note.startsWith(QLatin1Char('<')) && note.endsWith(QLatin1Char('>')), qPrintable(note));
    RunPlan plan;
    QCOMPARE(applyCurlCommand(*reading.command, plan, {}, {}),
             QStringLiteral("<The curl command sends the file \"a\", which was not read.>"));
}

void TestWindowWording::wordsOfOthersStayTheirs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("worded");
    const auto stays = [](const char *name, const char *text) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(text);
    };
    stays("standard error", "It ended. On standard error: unrecognized arguments: --timeout 5");
    stays("standard error, lines", "It ended. On standard error: usage:\n --timeout 5\n\"--data\"");
    stays("a URL", "can't reach http://host/?a=--data&b=(--data here");
    stays("quoted", "got \"a --data b\"");
    stays("quoted, with quotes", "got \"a \"--data\"b --data\"");
    stays("quoted and cut", "got \"a --data b");
    stays("typographic quotes", "got “a --data b”");
    stays("German quotes", "nicht „a --data b“");
    QTest::newRow("behind German quotes") << QStringLiteral("nicht „a“. --data weglassen.")
                                          << QStringLiteral("nicht „a“. “Body” (under Requests…) weglassen.");
    QTest::newRow("beside them") << QStringLiteral("--data takes a text, got \"a --data\". Use (--method) POST.")
                                 << QStringLiteral(
                                        "“Body” (under Requests…) takes a text, got \"a --data\". Use (“HTTP "
                                        "method”) POST.");
}

void TestWindowWording::wordsOfOthersStayTheirs()
{
    QFETCH(const QString, text);
    QTEST(wordedForWindow(text), "worded");
}

void TestWindowWording::fieldsOfTheLoadAreNamedWithIt()
{
    const QString text = QStringLiteral("--rate 5/s goes with --duration and --timeout.");
    QCOMPARE(wordedForWindow(text),
             QStringLiteral("“Load: rate” 5/s goes with “Load: duration” and “Timeout” (under More…)."));
    QCOMPARE(wordedForWindow(text, Reading::LoadDialog),
             QStringLiteral("“Rate” 5/s goes with “Duration” and “Timeout” (under More…)."));
    QCOMPARE(wordedForWindow(text, Reading::OptionsDialog),
             QStringLiteral("“Load: rate” 5/s goes with “Load: duration” and “Timeout”."));
}

void TestWindowWording::whatIsVariedIsCalledAsInItsField()
{
    QCOMPARE(wordedForWindow(QStringLiteral("--vary at-once takes each value once, got 4 twice.")),
             QStringLiteral("“Vary: At once” takes each value once, got 4 twice."));
    QCOMPARE(wordedForWindow(QStringLiteral("--vary takes one factor.")), QStringLiteral("“Vary” takes one factor."));
}

void TestWindowWording::fieldsOfTheRequestsAreNamedWithThem()
{
    const QString text = QStringLiteral("--targets and --data exclude each other, --timeout does not.");
    QCOMPARE(wordedForWindow(text),
             QStringLiteral("“Targets” (under Requests…) and “Body” (under Requests…) exclude each other, “Timeout” "
                            "(under More…) does not."));
    QCOMPARE(wordedForWindow(text, Reading::RequestsDialog),
             QStringLiteral("“Targets” and “Body” exclude each other, “Timeout” (under More…) does not."));
}

void TestWindowWording::noTextOfAProblemNamesAnOptionInTheWindow()
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = 0;
    plan.arrivals = QStringLiteral("poisson");
    plan.strategy = QStringLiteral("nope");
    plan.transport = QStringLiteral("pigeon");
    plan.http = QStringLiteral("9");
    plan.threads = 99;
    plan.method = "G T";
    plan.headers = {{"a b", ""}};
    plan.timeout = plan.connectTimeout = 0ns;
    plan.redirects = -1;
    plan.acceptStatus.clear();
    plan.maxBody = 0;
    plan.steps = {false, true, true};
    plan.certificate = QStringLiteral("cert");
    const QList<PlanProblem> problems = problemsOf(plan);
    QVERIFY(problems.size() > 10);
    for (const PlanProblem &problem : problems) {
        const QString worded = wordedForWindow(problem.message);
        QVERIFY2(!worded.contains(QLatin1String("--")), qPrintable(worded));
    }
}

void TestWindowWording::noFaultNamesAnOptionInTheWindow()
{
    for (auto kind = quint8(FaultKind::NameUnresolved); kind <= quint8(FaultKind::ChooseOtherFolder); ++kind) {
        QStringList particulars;
        while (particulars.size() < particularsOf(static_cast<FaultKind>(kind)))
            particulars.append(QStringLiteral("x"));
        const Fault fault(static_cast<FaultKind>(kind), particulars);
        QVERIFY(!faultText(fault).isEmpty());
        QVERIFY2(!wordedForWindow(fault).contains(QLatin1String("--")), qPrintable(wordedForWindow(fault)));
    }
    QCOMPARE(wordedForWindow(Fault(FaultKind::Http2Alone)).right(29), QStringLiteral("of it, with “HTTP version” 2."));
}

void TestWindowWording::particularsOfAFaultStayAsTheyAre()
{
    const Fault fault(FaultKind::NoHttp, {QStringLiteral("see --timeout")});
    QCOMPARE(wordedForWindow(fault), QStringLiteral("The reply is no valid HTTP: see --timeout."));
    // A runner of ours, of an earlier version, words its faults for the terminal.
    QCOMPARE(wordedForWindow(toldFault(ErrorClass::Timeout, QStringLiteral("Allow more with --timeout."))),
             QStringLiteral("Allow more with “Timeout” (under More…)."));
}

void TestWindowWording::sizesThatAreFoundAreToldInTheWindowsLanguage()
{
    Brackets brackets("fiftyfold::WindowWording");
    QVERIFY(QCoreApplication::installTranslator(&brackets));
    const auto found = [](const char *what) {
        return wordedForWindow(Fault(FaultKind::CheckFailed, {QStringLiteral("size 64.."), QString::fromUtf8(what)}));
    };
    QCOMPARE(found("57 bytes"), QStringLiteral("The reply fails the check \"size 64..\": found <57 bytes>."));
    QCOMPARE(found("some bytes"), QStringLiteral("The reply fails the check \"size 64..\": found some bytes."));
}

QTEST_GUILESS_MAIN(TestWindowWording)
#include "tst_windowwording.moc"
