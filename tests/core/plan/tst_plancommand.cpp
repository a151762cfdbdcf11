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
    QStringList parts{QStringLiteral("fiftyfold-cli run"), QStringLiteral("http://h/")};
    if (field.isSecret) { // of which the method is another, too
        QVERIFY(terminalCommandParts(plan).contains(QStringLiteral("--data '[redacted]'")));
        return;
    }
    const QStringList texts = field.value.texts(plan, Secrets::Kept);
    for (const QString &text : texts)
        parts.append(field.value.takes.isEmpty() ? option : option + QLatin1Char(' ') + shellWord(text));
    QCOMPARE(terminalCommandParts(plan), parts);
    QVERIFY(parts.size() > 2);
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
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --data '[redacted]'"));
    plan.method = "GET"; // which the terminal would not take otherwise
    QCOMPARE(terminalCommand(plan), QStringLiteral("fiftyfold-cli run http://h/ --method GET --data '[redacted]'"));
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
    QVERIFY2(command.contains(QLatin1String("[redacted]")) || plan.proxy, qPrintable(command));
    QVERIFY(terminalCommandParts(plan).size() > (plan.userAgent.isEmpty() ? 1 : 2));
}

QTEST_APPLESS_MAIN(TestPlanCommand)
#include "tst_plancommand.moc"
