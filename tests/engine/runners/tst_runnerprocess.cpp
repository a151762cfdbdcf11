// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that speak the runner protocol, well and badly.
#include "engine/runners/runnerprocess.h"

#include "fakes.h"
#include "runners/shellrunner.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>

#include <sys/wait.h>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

RunnerDeadlines patient()
{
    return {20s, 10s, 10s, 10s};
}

/// A script as a child, from its start to its end.
class Child
{
public:
    explicit Child(const QString &script, const RunnerDeadlines &deadlines = patient(), const RunPlan &plan = {})
        : m_task{plan, {10, 1}, false}
    {
        m_task.plan.requests = requests;
        process = std::make_unique<RunnerProcess>(
            RunnerProgram{QStringLiteral("script"), QStringLiteral("/bin/sh"), {script}}, m_task, ChildNumbers{100},
            &log, &clock);
        process->setDeadlines(deadlines);
        QObject::connect(process.get(), &RunnerProcess::ended, process.get(), [this] { ++ends; });
        QObject::connect(process.get(), &RunnerProcess::ready, process.get(), [this] {
            processId = process->processId();
            if (isStarted)
                process->go();
        });
    }
    bool run(int milliseconds = 20'000)
    {
        QSignalSpy ended(process.get(), &RunnerProcess::ended);
        process->start();
        return ended.wait(milliseconds);
    }
    /// What was said of the open ones; all of them alike.
    QString message() const { return log.notes.empty() ? QString() : log.notes.back().fault.with.value(0); }
    bool hasOneOutcomeEach() const
    {
        for (quint32 i = 0; i < requests; ++i) {
            if (log.outcomesOf(m_task.share.indexOf(i)) != 1)
                return false;
        }
        return true;
    }

    EventLog log;
    MonotonicClock clock;
    std::unique_ptr<RunnerProcess> process;
    bool isStarted = true;
    qint64 processId = 0;
    int ends = 0;

private:
    RunnerTask m_task;
};

} // namespace

class TestRunnerProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_runners = std::make_unique<ShellRunners>(); }
    void cleanup() { m_runners.reset(); }

    void tellsWhatItHears();
    void derivesWhenARequestLeftTheQueue();
    void takesTimesFromTheRunnersClock();
    void stagesKeepTheirOrderWithoutIt();
    void believesNoOtherClock_data();
    void believesNoOtherClock();
    void breaksOff_data();
    void breaksOff();
    void endsBeforeItsStart_data();
    void endsBeforeItsStart();
    void endsOneThatHangsAtItsEnd();
    void endsOneThatIgnoresItsStop();
    void endsWhatItHasStarted();
    void leavesNothingWhenDestroyed();

private:
    /// Its requests count from 10.
    QString script(const QByteArray &text) { return m_runners->script(text, 10); }

    std::unique_ptr<ShellRunners> m_runners;
};

void TestRunnerProcess::tellsWhatItHears()
{
    Child child(script(greeting + "sleep 0.05\n" + allDone + farewell));
    QVERIFY(child.run());
    QCOMPARE(child.process->problem(), QString());
    QCOMPARE(child.process->name(), QStringLiteral("shell 1"));
    QCOMPARE(child.ends, 1);
    QVERIFY(child.hasOneOutcomeEach());
    for (quint32 i = 10; i < 14; ++i)
        QCOMPARE(child.log.linesOf(i), linesFrom("ended queued, began wait, ended wait, replied 200, done"));
    const qint64 now = child.clock.nowNs();
    for (const Fact &fact : child.log.facts)
        QVERIFY(0 <= fact.at && fact.at <= now);
    QCOMPARE(child.log.facts.front().value, 100); // the first of its lanes
    QVERIFY(waitpid(static_cast<pid_t>(child.processId), nullptr, WNOHANG) == -1 && errno == ECHILD); // no zombie
}

void TestRunnerProcess::derivesWhenARequestLeftTheQueue()
{
    Child child(script(greeting + "sleep 0.05\n"
                                  "echo '{\"i\": 0, \"stage\": \"wait\", \"at\": 20000000, \"ns\": 1000000}'\n"
                                  "echo '{\"i\": 0, \"outcome\": \"done\", \"at\": 21000000}'\n"));
    QVERIFY(child.run());
    QCOMPARE(child.log.linesOf(10), linesFrom("ended queued, began wait, ended wait, done"));
    QCOMPARE(child.log.facts[0].at, child.log.facts[1].at);
}

/// What it tells comes late, and is still told for when it was.
void TestRunnerProcess::takesTimesFromTheRunnersClock()
{
    if (!QFileInfo(QStringLiteral("/usr/bin/python3")).isExecutable())
        QSKIP("Python is not installed");
    const QString note = m_runners->path(QStringLiteral("clock"));
    Child child(script("read -r plan\n"
                       "clock=$(/usr/bin/python3 -c 'import time; print(time.monotonic_ns())')\n"
                       "echo $clock > '" +
                       note.toUtf8() +
                       "'\n"
                       "echo \"{\\\"ready\\\": {\\\"name\\\": \\\"shell\\\", \\\"clock_ns\\\": $clock}}\"\n"
                       "read -r start\nsleep 0.2\n"
                       "echo '{\"i\": 0, \"stage\": \"wrap\", \"at\": 150000000, \"ns\": 1000}'\n"
                       "sleep 0.1\n"
                       "echo '{\"i\": 0, \"stage\": \"save\", \"at\": 150001000, \"ns\": 2000}'\n"
                       "echo '{\"i\": 0, \"outcome\": \"done\", \"at\": 150004000}'\n"));
    QVERIFY(child.run());
    QFile file(note);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const MonotonicClock::Moment ready{std::chrono::nanoseconds(file.readAll().trimmed().toLongLong())};
    const qint64 readyAt = child.clock.nsAt(ready);
    QCOMPARE(child.log.linesOf(10), linesFrom("ended queued, began wrap, ended wrap, began save, ended save, done"));
    const std::array<qint64, 6> at = {150'000'000, 150'000'000, 150'001'000, 150'001'000, 150'003'000, 150'004'000};
    for (std::size_t i = 0; i < at.size(); ++i)
        QCOMPARE(child.log.facts[i].at, readyAt + at[i]);
    QCOMPARE(child.process->lastOutcomeNs() >= readyAt + at.back(), true);
}

/// The second stage tells that `ready` was said earlier than the first let one think: that does not move it before it.
void TestRunnerProcess::stagesKeepTheirOrderWithoutIt()
{
    Child child(script("sleep 0.4\n" + greeting +
                       "echo '{\"i\": 0, \"stage\": \"wrap\", \"at\": 100000000, \"ns\": 50000000}'\n"
                       "echo '{\"i\": 0, \"stage\": \"save\", \"at\": 150000000, \"ns\": 150000000}'\n"
                       "echo '{\"i\": 0, \"outcome\": \"done\", \"at\": 310000000}'\n"));
    QVERIFY(child.run());
    QCOMPARE(child.log.linesOf(10), linesFrom("ended queued, began wrap, ended wrap, began save, ended save, done"));
    const std::vector<Fact> &facts = child.log.facts;
    QCOMPARE(facts[2].at - facts[1].at, 50'000'000);
    QCOMPARE(facts[3].at, facts[2].at);
    QCOMPARE(facts[4].at - facts[3].at, 150'000'000);
    QCOMPARE(facts[5].at - facts[4].at, 10'000'000);
}

void TestRunnerProcess::believesNoOtherClock_data()
{
    QTest::addColumn<QByteArray>("clock");
    QTest::newRow("long ago") << QByteArray("1");
    QTest::newRow("to come") << QByteArray("9000000000000000000");
}

/// Of a container, say: it is as if it had told none.
void TestRunnerProcess::believesNoOtherClock()
{
    QFETCH(const QByteArray, clock);
    Child child(script(QByteArray(greeting).replace("\"version\"", "\"clock_ns\": " + clock + ", \"version\"") +
                       "sleep 0.05\n" + allDone + farewell));
    QVERIFY(child.run());
    QCOMPARE(child.log.count(Outcome::Done), requests);
    const qint64 now = child.clock.nowNs();
    for (const Fact &fact : child.log.facts)
        QVERIFY(0 <= fact.at && fact.at <= now);
    QCOMPARE(child.log.facts[2].at - child.log.facts[1].at, 3000);
}

void TestRunnerProcess::breaksOff_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &text, const char *why) {
        QTest::newRow(name) << text << QString::fromLatin1(why);
    };
    row("dies", "exit 3\n", "ended with exit code 3 before it had finished");
    row("dies and says why", "echo 'out of luck' >&2; exit 1\n", "On standard error: out of luck");
    row("dies and says why before it says where",
        "printf 'fatal error: no room\\n\\ngoroutine 1:\\n\\tmain.go:3\\n' >&2; exit 2\n",
        "On standard error: fatal error: no room");
    row("dies in Python", "printf 'Traceback:\\nRuntimeError: too many\\nException ignored in: x\\n' >&2; exit 1\n",
        "On standard error: RuntimeError: too many");
    row("is killed", "kill -9 $$\n", "was ended by signal 9");
    row("ends in the middle of a line", "printf '{\"i\": 0, \"out'\n",
        "in the middle of a line: \"{\"i\": 10, \"out\"");
    row("writes nonsense", "echo hello\nsleep 60\n",
        "not a line of fiftyfold.runner/1 (it is no JSON object): \"hello\"");
    row("is ready twice", "echo '{\"ready\": {}}'\nsleep 60\n", "said twice that it is ready");
    row("tells of a stranger", "echo '{\"i\": 99, \"outcome\": \"done\", \"at\": 1}'\nsleep 60\n",
        "told of a request that it does not have");
    row("tells of another's", "echo '{\"i\": 9, \"outcome\": \"done\", \"at\": 1}'\nsleep 60\n",
        "told of a request that it does not have");
    row("tells an outcome twice", firstDone + "sleep 60\n", "told of a request again after its outcome");
    row("tells a stage twice",
        "for n in 1 2; do echo '{\"i\": 11, \"stage\": \"wait\", \"at\": 1, \"ns\": 1}'; done\nsleep 60\n",
        "told of the same stage of a request twice");
    row("tells the future", "echo '{\"i\": 11, \"outcome\": \"done\", \"at\": 3600000000000}'\nsleep 60\n",
        "told of a time that has not come yet");
    row("writes an endless line", "while :; do printf '0123456789012345678901234567890123456789'; done\n",
        "wrote a line of more than 65,536 bytes");
    row("finishes without a word", farewell, "said that it had finished, and not what became of this request");
    row("falls silent", "sleep 60\n", "said nothing for 700 ms");
}

void TestRunnerProcess::breaksOff()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, why);
    RunPlan plan;
    plan.timeout = 200ms;
    RunnerDeadlines deadlines = patient();
    if (why.startsWith(QLatin1String("said nothing")))
        deadlines.silence = 500ms;
    // One request is done before; the others are open then.
    Child child(script(greeting + firstDone + text), deadlines, plan);
    QVERIFY(child.run());
    QVERIFY2(child.message().contains(why), qPrintable(child.message()));
    QVERIFY(child.hasOneOutcomeEach());
    QCOMPARE(child.log.count(Outcome::Done), 1U);
    QCOMPARE(child.log.count(Outcome::Failed), 3U);
    QCOMPARE(child.log.linesOf(13), linesFrom("failed worker"));
    QCOMPARE(child.ends, 1);
    QVERIFY(!isAlive(child.processId));
}

void TestRunnerProcess::endsBeforeItsStart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *text, const char *why) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(why);
    };
    row("is never ready", "sleep 60\n", "did not say within 300 ms that it is ready");
    row("dies", "echo 'no such module' >&2; exit 2\n",
        "ended with exit code 2 before its start. On standard error: no such");
    row("greets in its own way", "echo 'Hello!'; sleep 60\n", "\"Hello!\"");
    row("does not wait", "echo '{\"ready\": {}}'; echo '{\"i\": 10, \"outcome\": \"done\", \"at\": 1}'; sleep 60\n",
        "told of a request before its start");
}

void TestRunnerProcess::endsBeforeItsStart()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, why);
    RunnerDeadlines deadlines = patient();
    if (why.contains(QLatin1String("300 ms")))
        deadlines.ready = 300ms;
    Child child(script(text), deadlines);
    child.isStarted = false;
    QVERIFY(child.run());
    QVERIFY2(child.process->problem().contains(why), qPrintable(child.process->problem()));
    QVERIFY(child.log.facts.empty());
    QCOMPARE(child.ends, 1);
}

void TestRunnerProcess::endsOneThatHangsAtItsEnd()
{
    RunnerDeadlines deadlines = patient();
    deadlines.end = 100ms;
    for (const QByteArray &end : {farewell + "sleep 60\n", QByteArray("sleep 60\n")}) {
        Child child(script(greeting + allDone + end), deadlines);
        QVERIFY(child.run());
        QCOMPARE(child.log.count(Outcome::Done), requests);
        QVERIFY(!isAlive(child.processId));
    }
}

void TestRunnerProcess::endsOneThatIgnoresItsStop()
{
    RunnerDeadlines deadlines = patient();
    deadlines.stop = 100ms;
    Child child(script("trap '' TERM\n" + greeting + firstDone + "while :; do sleep 1; done\n"), deadlines);
    QSignalSpy ended(child.process.get(), &RunnerProcess::ended);
    child.process->start();
    QTRY_COMPARE(child.log.count(Outcome::Done), 1U);
    child.process->stop();
    QCOMPARE(child.log.count(Outcome::Cancelled), 3U); // at once
    QVERIFY(child.hasOneOutcomeEach());
    QVERIFY(ended.wait());
    child.process->stop();
    QVERIFY(!isAlive(child.processId));
    QCOMPARE(child.ends, 1);
}

void TestRunnerProcess::endsWhatItHasStarted()
{
    const QString note = m_runners->path(QStringLiteral("grandchild"));
    Child child(script("sleep 60 & echo $! > '" + note.toUtf8() + "'\n" + greeting + allDone + farewell));
    QVERIFY(child.run());
    QFile file(note);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qint64 grandchild = file.readAll().trimmed().toLongLong();
    QVERIFY(grandchild > 0);
    QTRY_VERIFY(!isAlive(grandchild));
}

void TestRunnerProcess::leavesNothingWhenDestroyed()
{
    qint64 processId = 0;
    {
        Child child(script("trap '' TERM\n" + greeting + "while :; do sleep 1; done\n"));
        QSignalSpy ready(child.process.get(), &RunnerProcess::ready);
        child.process->start();
        QVERIFY(ready.wait());
        processId = child.processId;
        QVERIFY(isAlive(processId));
    }
    QVERIFY(!isAlive(processId));
    QVERIFY(waitpid(static_cast<pid_t>(processId), nullptr, WNOHANG) == -1 && errno == ECHILD);
}

QTEST_GUILESS_MAIN(TestRunnerProcess)
#include "tst_runnerprocess.moc"
