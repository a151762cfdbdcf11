// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plancommand.h"

#include "core/plan/planfields.h"
#include "support/changedplan.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

namespace {

RunPlan planFor(const char *url)
{
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArray(url));
    return plan;
}

} // namespace

/// The command that runs a plan in the terminal: what a person copies out of the window.
class TestPlanCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewPlanIsItsUrl();
    void eachFieldHasItsOption_data();
    void eachFieldHasItsOption();
    void saysOfRequestsWhatIsNotUsual();
    void aBodyMakesItAPost();
    void aBodyThatCanNotStandThereIsAFile_data();
    void aBodyThatCanNotStandThereIsAFile();
    void targetsStandForTheRequest();
    void placesAreAsTyped_data();
    void placesAreAsTyped();
    void sendsNoWordInPlaceOfASecret();
    void namesAnOwnRunner();
    void quotesForAShell_data();
    void quotesForAShell();
    void showsNoSecret_data();
    void showsNoSecret();
};

void TestPlanCommand::aNewPlanIsItsUrl()
{
    QCOMPARE(terminalCommand(planFor("http://127.0.0.1:8080/items")),
             QStringLiteral("fiftyfold-cli run http://127.0.0.1:8080/items"));
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    QCOMPARE(terminalCommand(plan),
             QStringLiteral("fiftyfold-cli run 'practice:robots.txt?latency=100ms&jitter=40ms'"));
    QCOMPARE(terminalCommand(RunPlan()), QStringLiteral("fiftyfold-cli run ''")); // which the terminal refuses
}

void TestPlanCommand::eachFieldHasItsOption_data()
{
    QTest::addColumn<QString>("option");
    for (const PlanField &field : planFields())
        QTest::newRow(field.option) << QString::fromLatin1(field.option);
}

void TestPlanCommand::eachFieldHasItsOption()
{
    QFETCH(const QString, option);
    const PlanField &field = *findPlanField(option);
    RunPlan plan = changedPlan(field).value();
    plan.url = ExactUrl::fromText(QByteArrayLiteral("http://h/"));
    plan.requests = plan.requests == RunPlan().requests ? usualRequests(plan) : plan.requests;
    if (!plan.body.isEmpty())
        plan.method = "POST"; // as the terminal would have it
    QStringList parts{QStringLiteral("fiftyfold-cli run")};
    if (plan.targetsFile.isEmpty()) // which say what is asked
        parts.append(QStringLiteral("http://h/"));
    const QStringList texts = field.value.texts(plan, Secrets::Kept);
    for (const QString &text : texts)
        parts.append(field.value.takes.isEmpty() ? option : option + QLatin1Char(' ') + shellWord(text));
    QCOMPARE(terminalCommandParts(plan), parts);
    QVERIFY(parts.size() > (plan.targetsFile.isEmpty() ? 2 : 1));
}

void TestPlanCommand::saysOfRequestsWhatIsNotUsual()
{
    RunPlan plan = planFor("http://h/");
    plan.duration = 10s;
    plan.requests = 0;
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --duration 10s"));
    plan.requests = 50; // of a plan with an end that is not usual
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --requests 50 --duration 10s"));
    plan.duration = 0s;
    plan.rate = *rateFromText(QStringLiteral("0/s..200/s:10s,200/s:30s,200/s..0/s:10s"));
    plan.requests = 0;
    plan.warmup = 20;
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ "
                                                   "--rate 0/s..200/s:10s,200/s:30s,200/s..0/s:10s --warmup 20"));
}

void TestPlanCommand::aBodyMakesItAPost()
{
    RunPlan plan = planFor("http://h/");
    plan.body = "a=b";
    plan.method = "POST";
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --data 'a=b'"));
    plan.method = "GET"; // which the terminal would not take otherwise
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --method GET --data 'a=b'"));
}

void TestPlanCommand::aBodyThatCanNotStandThereIsAFile_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("a form with a password") << QByteArray("user=me&password=hunter2") << QByteArray();
    QTest::newRow("JSON with a token") << QByteArray("{\"token\": \"hunter2\"}") << QByteArray("application/json");
    QTest::newRow("a form of parts") << QByteArray("--b\nname=\"pin\"\n\nhunter2\n--b--\n")
                                     << QByteArray("multipart/form-data; boundary=b");
    QTest::newRow("no text") << QByteArray("\xff\xfe") << QByteArray();
    QTest::newRow("a zero") << QByteArray("a\0b", 3) << QByteArray();
    QTest::newRow("long") << QByteArray(100'000, 'x') << QByteArray();
}

void TestPlanCommand::aBodyThatCanNotStandThereIsAFile()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    RunPlan plan = planFor("http://h/");
    plan.body = body;
    plan.method = "POST";
    if (!type.isEmpty())
        plan.headers = {{"Content-Type", type}};
    const QStringList parts = terminalCommandParts(plan);
    QVERIFY(parts.contains(QStringLiteral("--data-file BODY_FILE")));
    QVERIFY(parts.filter(QStringLiteral("--data ")).isEmpty());
}

/// These say what is asked: the terminal takes neither a URL nor a method beside them.
void TestPlanCommand::targetsStandForTheRequest()
{
    RunPlan plan = planFor("http://first/");
    plan.targetsFile = QStringLiteral("list.txt");
    plan.order = QStringLiteral("shuffled");
    plan.method = "PUT"; // of the first
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run --targets list.txt --order shuffled"));
}

void TestPlanCommand::placesAreAsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *typed, const char *shown) {
        QTest::newRow(name) << QString::fromLatin1(typed) << QString::fromLatin1(shown);
    };
    row("in the path", "http://h/a/{{name}}", "http://h/a/{{name}}");
    row("in the query", "http://h/?q={{random 1 100}}", "http://h/?q={{random 1 100}}");
    row("with blanks", "http://h/{{ random 1 9 }}", "http://h/{{ random 1 9 }}");
    row("a literal", "http://h/{{\"x\"}}", "http://h/{{\"x\"}}");
    row("literal braces", "http://h/?a={{\"{{\"}}{{\"}}\"}}{{b}}", "http://h/?a={{\"{{\"}}{{\"}}\"}}{{b}}");
    row("two", "http://h/{{a}}{{b}}/?c={{d}}", "http://h/{{a}}{{b}}/?c={{d}}");
    row("no place", "http://h/?q=%7B%22a%22:%7B%22b%22:1%7D%7D", "http://h/?q=%7B%22a%22:%7B%22b%22:1%7D%7D");
}

void TestPlanCommand::placesAreAsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, shown);
    RunPlan plan;
    plan.url = urlFromUserInput(typed, nullptr);
    const QStringList parts = terminalCommandParts(plan);
    QCOMPARE(parts.value(1), shellWord(shown));
    QCOMPARE(urlFromUserInput(shown, nullptr).text(), plan.url.text());
}

/// What a person pastes without putting the secret in is refused, or names a file that is not there.
void TestPlanCommand::sendsNoWordInPlaceOfASecret()
{
    RunPlan plan = planFor("http://h/");
    plan.headers = {{"Authorization", "Bearer hunter2"}};
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --bearer @TOKEN_FILE"));
    plan.headers = {{"Authorization", "Basic " + QByteArray("me:hunter2").toBase64()}};
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --user @NAME_AND_PASSWORD_FILE"));
    plan.headers = {{"X-Api-Key", "hunter2"}};
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --header 'X-Api-Key: [redacted]'"));
    RunPlan pasted = planFor("http://h/");
    pasted.headers = {{"X-Api-Key", "[redacted]"}};
    const QList<PlanProblem> problems = problemsOf(pasted);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().option, QStringLiteral("--header"));
    QVERIFY(problems.first().message.contains(QStringLiteral("X-Api-Key")));
    for (const char *url : {"http://h/?token=[redacted]", "http://[redacted]@h/"}) {
        QString unreadable;
        RunPlan other;
        other.url = urlFromUserInput(QString::fromLatin1(url), &unreadable);
        QVERIFY2(!unreadable.isEmpty() || !problemsOf(other).isEmpty(), url);
    }
}

void TestPlanCommand::namesAnOwnRunner()
{
    RunPlan plan = planFor("http://h/");
    plan.strategy = QStringLiteral("my own");
    plan.runnerCommand = QStringLiteral("python3 mine.py --password hunter2");
    const QString command = terminalCommand(plan);
    QVERIFY2(command.contains(QStringLiteral("--runner 'my own=python3 mine.py")), qPrintable(command));
    QVERIFY2(!command.contains(QStringLiteral("hunter2")), qPrintable(command));
    plan.strategy = QStringLiteral("go-goroutines");
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --strategy go-goroutines"));
}

void TestPlanCommand::quotesForAShell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *text, const char *word) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(word);
    };
    row("plain", "0/s..200/s:10s,50/m", "0/s..200/s:10s,50/m");
    row("empty", "", "''");
    row("spaces", "a b", "'a b'");
    row("single quotes", "it's", "'it'\\''s'");
    row("double quotes", "a \"b\"", "'a \"b\"'");
    row("a variable", "$HOME", "'$HOME'");
    row("a command", "$(id)`id`", "'$(id)`id`'");
    row("history", "wow!", "'wow!'");
    row("a list", "a;b|c&d>e<f", "'a;b|c&d>e<f'");
    row("a pattern", "?*[a]{b,c}", "'?*[a]{b,c}'");
    row("a home", "~/x", "'~/x'");
    row("a comment", "#x", "'#x'");
    row("another command's place", "=ls", "'=ls'"); // zsh
    row("a backslash", "a\\n", "'a\\n'");
    row("letters of others", "grün", "'grün'");
    row("a line break", "a\nb'\\", "$'a\\U0000000ab\\'\\\\'");
    row("what steers a terminal", "\x1b[2J", "$'\\U0000001b[2J'");
}

void TestPlanCommand::quotesForAShell()
{
    QFETCH(const QString, text);
    QFETCH(const QString, word);
    QCOMPARE(shellWord(text), word);
    const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
    if (bash.isEmpty())
        return;
    QProcess process;
    process.start(bash, {QStringLiteral("-c"), QStringLiteral("printf %s ") + word});
    QVERIFY(process.waitForFinished());
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), text);
}

void TestPlanCommand::showsNoSecret_data()
{
    QTest::addColumn<RunPlan>("plan");
    RunPlan plan = planFor("http://me:hunter2@h/?token=hunter2");
    QTest::newRow("URL") << plan;
    plan = planFor("http://h/");
    plan.headers = {{"Authorization", "Bearer hunter2"}, {"Cookie", "a=hunter2"}, {"X-Api-Key", "hunter2"}};
    QTest::newRow("headers") << plan;
    plan = planFor("http://h/");
    plan.body = "password=hunter2";
    QTest::newRow("body") << plan;
    plan = planFor("http://h/");
    plan.proxy = QUrl(QStringLiteral("http://me:hunter2@p:1"));
    QTest::newRow("proxy") << plan;
    plan = planFor("http://h/");
    plan.userAgent = QStringLiteral("Bearer hunter2");
    QTest::newRow("user agent") << plan;
}

void TestPlanCommand::showsNoSecret()
{
    QFETCH(const RunPlan, plan);
    const QString command = terminalCommand(plan);
    QVERIFY2(!command.contains(QStringLiteral("hunter2")), qPrintable(command));
    QVERIFY2(command.contains(QLatin1String("[redacted]")) || command.contains(QLatin1String("_FILE")) || plan.proxy,
             qPrintable(command));
    QVERIFY(terminalCommandParts(plan).size() > (plan.userAgent.isEmpty() ? 1 : 2));
}

QTEST_APPLESS_MAIN(TestPlanCommand)
#include "tst_plancommand.moc"
