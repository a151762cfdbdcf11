// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that speak the runner protocol, well and badly: shell scripts, as every machine has a shell.
#include "engine/runners/externalrunner.h"
#include "engine/runners/goprogram.h"
#include "engine/runners/runnerprocess.h"
#include "enginerun.h"
#include "fakes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <array>
#include <cerrno>
#include <csignal>

#include <sys/wait.h>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr quint32 requests = 4;

/// Greets, and waits for the start.
const QByteArray greeting = "read -r plan\n"
                            "echo '{\"ready\": {\"name\": \"shell\", \"version\": \"1\"}}'\n"
                            "read -r start\n";

/// Does request `$i` well; it takes two milliseconds.
const QByteArray oneDone =
    "echo \"{\\\"i\\\": $i, \\\"stage\\\": \\\"queued\\\", \\\"at\\\": 1000, \\\"ns\\\": 1000}\"\n"
    "echo \"{\\\"i\\\": $i, \\\"stage\\\": \\\"wait\\\", \\\"at\\\": 2000, \\\"ns\\\": 3000}\"\n"
    "echo \"{\\\"i\\\": $i, \\\"outcome\\\": \\\"done\\\", \\\"status\\\": 200, \\\"bytes\\\": 5, "
    "\\\"at\\\": 6000}\"\n";

const QByteArray allDone = "for i in 0 1 2 3; do\n" + oneDone + "done\n";
const QByteArray farewell = "echo '{\"finished\": {\"elapsed_ns\": 1000, \"done\": 4, \"failed\": 0}}'\n";
const QByteArray firstDone = "i=0\n" + oneDone;

/// True while there is such a process, and it is no zombie.
bool isAlive(qint64 processId)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll();
    return !stat.mid(stat.lastIndexOf(')')).startsWith(") Z");
}

RunnerDeadlines patient()
{
    return {20s, 10s, 10s, 10s};
}

/// A script as a child, from its start to its end.
class Child
{
public:
    explicit Child(const QString &script, const RunnerDeadlines &deadlines = patient(), const RunPlan &plan = {})
        : m_task{plan, 10, false}
    {
        m_task.plan.requests = requests;
        process = std::make_unique<RunnerProcess>(
            RunnerProgram{QStringLiteral("script"), QStringLiteral("/bin/sh"), {script}}, m_task, 100, &log, &clock);
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
    QString message() const { return log.notes.empty() ? QString() : log.notes.back().text; }
    bool hasOneOutcomeEach() const
    {
        for (quint32 i = 0; i < requests; ++i) {
            if (log.outcomesOf(m_task.firstIndex + i) != 1)
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

class TestExternalRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void lanesAreAsFewAsCanBe();
    void lanesOfWhatIsToldLate();

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
    void readsManyLinesInSlices();
    void takesSecretsOut();
    void takesSecretsOutBeforeItCuts();
    void takesHalfOfASecretOut_data();
    void takesHalfOfASecretOut();
    void hearsThatItStoodStill();

    void runsACommand();
    void reportsWhatCannotRun_data();
    void reportsWhatCannotRun();
    void stopsARun();
    void stopsWhileItGetsReady();
    void destroyedWhileRunning();
    void reportsABrokenRun();
    void keepsPagesOfWhatIsDone_data();
    void keepsPagesOfWhatIsDone();
    void leavesTheUsersGoProgramsToGo();
    void breaksOffACompilation();
    void compilesGoOnce();

private:
    /// Requests count from 10 there: the scripts' own numbers are moved.
    QString script(const QByteArray &text, int firstIndex = 10);
    RunPlan planFor(const QByteArray &text);
    bool isFolderEmpty() const { return QDir(m_workDir).isEmpty(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
    int m_scripts = 0;
};

void TestExternalRunner::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_workDir = m_folder->filePath(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

void TestExternalRunner::cleanup()
{
    m_folder.reset();
}

QString TestExternalRunner::script(const QByteArray &text, int firstIndex)
{
    QByteArray moved = text;
    if (firstIndex > 0) {
        moved.replace("\\\"i\\\": $i", "\\\"i\\\": $((i + " + QByteArray::number(firstIndex) + "))");
        moved.replace("\"i\": 0", "\"i\": " + QByteArray::number(firstIndex));
    }
    const QString name = m_folder->filePath(QStringLiteral("a script %1.sh").arg(++m_scripts));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(moved) != moved.size())
        qFatal("no script");
    return name;
}

RunPlan TestExternalRunner::planFor(const QByteArray &text)
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:1/"));
    plan.requests = requests;
    plan.workDir = m_workDir;
    plan.runnerCommand = QStringLiteral("/bin/sh \"%1\"").arg(script(text, 0));
    return plan;
}

void TestExternalRunner::lanesAreAsFewAsCanBe()
{
    LaneTable lanes;
    QCOMPARE(lanes.take(0), 0U);
    QCOMPARE(lanes.take(0), 1U);
    QCOMPARE(lanes.take(5), 2U);
    lanes.release(1, 10);
    QCOMPARE(lanes.take(10), 1U);
    lanes.release(0, 12);
    lanes.release(2, 13);
    QCOMPARE(lanes.take(20), 2U); // the one that was left last
    QCOMPARE(lanes.take(20), 0U);
}

/// Each is told of at its end, as most runners do: what overlaps still gets different lanes, and no more than needed.
void TestExternalRunner::lanesOfWhatIsToldLate()
{
    struct Span {
        qint64 begin = 0;
        qint64 end = 0;
        quint32 lane = 0;
    };
    QRandomGenerator random(1);
    constexpr std::size_t atOnce = 5;
    std::vector<qint64> freeAt(atOnce);
    std::vector<Span> spans;
    for (int i = 0; i < 500; ++i) {
        const auto first = std::min_element(freeAt.begin(), freeAt.end());
        const qint64 begin = *first + random.bounded(3);
        *first = begin + 1 + random.bounded(50);
        spans.push_back({begin, *first, 0});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &one, const Span &other) { return one.end < other.end; });
    LaneTable lanes;
    for (Span &span : spans) {
        span.lane = lanes.take(span.begin);
        lanes.release(span.lane, span.end);
        QVERIFY(span.lane < atOnce);
    }
    for (std::size_t i = 0; i < spans.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(spans[i].lane != spans[j].lane || spans[j].end <= spans[i].begin || spans[i].end <= spans[j].begin);
    }
}

void TestExternalRunner::tellsWhatItHears()
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

void TestExternalRunner::derivesWhenARequestLeftTheQueue()
{
    Child child(script(greeting + "sleep 0.05\n"
                                  "echo '{\"i\": 0, \"stage\": \"wait\", \"at\": 20000000, \"ns\": 1000000}'\n"
                                  "echo '{\"i\": 0, \"outcome\": \"done\", \"at\": 21000000}'\n"));
    QVERIFY(child.run());
    QCOMPARE(child.log.linesOf(10), linesFrom("ended queued, began wait, ended wait, done"));
    QCOMPARE(child.log.facts[0].at, child.log.facts[1].at);
}

/// What it tells comes late, and is still told for when it was.
void TestExternalRunner::takesTimesFromTheRunnersClock()
{
    if (!QFileInfo(QStringLiteral("/usr/bin/python3")).isExecutable())
        QSKIP("Python is not installed");
    const QString note = m_folder->filePath(QStringLiteral("clock"));
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
void TestExternalRunner::stagesKeepTheirOrderWithoutIt()
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

void TestExternalRunner::believesNoOtherClock_data()
{
    QTest::addColumn<QByteArray>("clock");
    QTest::newRow("long ago") << QByteArray("1");
    QTest::newRow("to come") << QByteArray("9000000000000000000");
}

/// Of a container, say: it is as if it had told none.
void TestExternalRunner::believesNoOtherClock()
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

void TestExternalRunner::breaksOff_data()
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

void TestExternalRunner::breaksOff()
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

void TestExternalRunner::endsBeforeItsStart_data()
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

void TestExternalRunner::endsBeforeItsStart()
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

void TestExternalRunner::endsOneThatHangsAtItsEnd()
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

void TestExternalRunner::endsOneThatIgnoresItsStop()
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

void TestExternalRunner::endsWhatItHasStarted()
{
    const QString note = m_folder->filePath(QStringLiteral("grandchild"));
    Child child(script("sleep 60 & echo $! > '" + note.toUtf8() + "'\n" + greeting + allDone + farewell));
    QVERIFY(child.run());
    QFile file(note);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qint64 grandchild = file.readAll().trimmed().toLongLong();
    QVERIFY(grandchild > 0);
    QTRY_VERIFY(!isAlive(grandchild));
}

void TestExternalRunner::leavesNothingWhenDestroyed()
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

/// More than a turn of the event loop reads: nothing is lost, also not of what came before a sudden end.
void TestExternalRunner::readsManyLinesInSlices()
{
    constexpr quint32 many = 3'000;
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:1/"));
    plan.requests = many;
    plan.workDir = m_workDir;
    plan.runnerCommand =
        QStringLiteral("/bin/sh \"%1\"")
            .arg(script(greeting + "i=0; while [ $i -lt 2999 ]; do\n" + oneDone + "i=$((i + 1)); done\nkill -9 $$\n",
                        0));
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, many - 1);
    QCOMPARE(run.summary().failed, 1U);
    QCOMPARE(run.record().error(many - 1), ErrorClass::Worker);
}

void TestExternalRunner::takesSecretsOut()
{
    RunPlan plan = planFor(greeting +
                           "case $plan in *hunter2*) class=reset ;; *) class=dns ;; esac\n"
                           "echo 'warned of hunter2' >&2\n"
                           "for i in 0 1 2 3; do echo \"{\\\"i\\\": $i, \\\"outcome\\\": \\\"failed\\\", "
                           "\\\"class\\\": \\\"$class\\\", \\\"message\\\": \\\"at hunter2\\\", \\\"at\\\": 1}\"\n"
                           "done\n" +
                           farewell);
    plan.headers = {{"Authorization", "Bearer hunter2"}};
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.record().error(0), ErrorClass::Reset);                      // it has the secret …
    QCOMPARE(run.record().errorMessage(0), QStringLiteral("at [redacted]")); // … and the record has not
    QCOMPARE(run.end.notices.size(), 1);
    QVERIFY2(run.end.notices.first().contains(QLatin1String("warned of [redacted]")),
             qPrintable(run.end.notices.first()));
}

/// What is kept of standard error begins in the middle of the secret.
void TestExternalRunner::takesSecretsOutBeforeItCuts()
{
    RunPlan plan = planFor(greeting + "printf 'xx hunter2' >&2; printf '%4092s\\n' y >&2\n" + allDone + farewell);
    plan.headers = {{"Authorization", "Bearer hunter2"}};
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.notices.size(), 1);
    QVERIFY2(!run.end.notices.first().contains(QLatin1String("er2")), qPrintable(run.end.notices.first().left(200)));
    QVERIFY(run.end.notices.first().endsWith(QLatin1Char('y')));
}

void TestExternalRunner::takesHalfOfASecretOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("after a long line") << "head -c 70000 /dev/zero | tr '\\0' x >&2; printf 'hun' >&2; sleep 0.1\n"
                                          "printf 'ter2-topsecret\\n' >&2\n" +
                                              allDone + farewell;
    QTest::newRow("on standard error") << QByteArray("printf 'sent hunter2-top' >&2; sleep 0.1; echo nonsense\n");
    QTest::newRow("in the middle of a line") << QByteArray("printf '{\"i\": 0, \"sent\": \"hunter2-top'; exit 1\n");
}

void TestExternalRunner::takesHalfOfASecretOut()
{
    QFETCH(const QByteArray, text);
    RunPlan plan = planFor(greeting + text);
    plan.headers = {{"Authorization", "Bearer hunter2-topsecret"}};
    EngineRun run(plan);
    QVERIFY(run.wait());
    const QString said = run.end.notices.join(QLatin1Char('\n')) + run.record().errorMessage(0);
    QVERIFY(!said.isEmpty());
    QVERIFY2(!said.contains(QLatin1String("ter2")), qPrintable(said.right(300)));
}

void TestExternalRunner::hearsThatItStoodStill()
{
    EngineRun run(planFor(greeting + allDone +
                          QByteArray(farewell).replace("\"failed\": 0", "\"failed\": 0, \"disturbed\": true")));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, requests);
    QVERIFY(run.end.isDisturbed);
}

void TestExternalRunner::runsACommand()
{
    RunPlan plan = planFor(greeting + "case $plan in *" + m_workDir.toUtf8() + "/fiftyfold-*) ;; *) exit 1 ;; esac\n" +
                           "sleep 0.05\n" + QByteArray(allDone).replace("6000", "40000000") + farewell);
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().done, requests);
    QCOMPARE(run.end.transportLibrary, QStringLiteral("shell 1"));
    QVERIFY(run.workFolder().startsWith(m_workDir));
    QCOMPARE(run.ends(), 1);
    QVERIFY(run.end.elapsedNs > 0);
    QCOMPARE(run.record().status(2), quint16(200));
    QVERIFY(run.record().stage(2, Stage::Wait));
    QVERIFY(isFolderEmpty());
}

void TestExternalRunner::reportsWhatCannotRun_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty") << QStringLiteral("  ") << QStringLiteral("command of the runner is empty");
    QTest::newRow("nowhere") << QStringLiteral("/nowhere/runner -x")
                             << QStringLiteral("/nowhere/runner, is not in the PATH");
    QTest::newRow("no runner") << QStringLiteral("/bin/sh -c \"exit 7\"")
                               << QStringLiteral("exit code 7 before its start");
    QTest::newRow("no file") << QStringLiteral("/bin/sh /nowhere.sh") << QStringLiteral("/nowhere.sh");
}

void TestExternalRunner::reportsWhatCannotRun()
{
    QFETCH(const QString, command);
    QFETCH(const QString, why);
    RunPlan plan = planFor({});
    plan.runnerCommand = command;
    EngineRun run(plan);
    QVERIFY(run.wait());
    QVERIFY2(run.end.problem.contains(why), qPrintable(run.end.problem));
    QVERIFY(!run.isPrepared());
    QVERIFY(run.runner->mailbox().take().facts.empty());
    QVERIFY(isFolderEmpty());
}

void TestExternalRunner::stopsARun()
{
    EngineRun run(planFor(greeting + firstDone + "sleep 60\n"));
    QTRY_VERIFY(run.isPrepared());
    QTRY_COMPARE(run.tally().done, 1U);
    QElapsedTimer clock;
    clock.start();
    run.stop();
    run.stop();
    QVERIFY(run.wait());
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().cancelled, 3U);
    QCOMPARE(run.ends(), 1);
    QVERIFY(isFolderEmpty());
}

void TestExternalRunner::stopsWhileItGetsReady()
{
    EngineRun before(planFor("sleep 60\n"));
    before.runner->stop(); // its folder is not even made
    QVERIFY(before.wait());
    QVERIFY(before.end.isStopped);

    EngineRun run(planFor("sleep 60\n"));
    const auto *runner = qobject_cast<ExternalRunner *>(run.runner);
    QTRY_VERIFY(!runner->processIds().isEmpty());
    run.stop();
    QVERIFY(run.wait());
    QVERIFY(run.end.isStopped);
    QCOMPARE(run.end.problem, QString());
    QVERIFY(!run.isPrepared());
    QVERIFY(isFolderEmpty());
}

void TestExternalRunner::destroyedWhileRunning()
{
    qint64 processId = 0;
    {
        EngineRun run(planFor(greeting + "sleep 60\n"));
        QTRY_VERIFY(run.isPrepared());
        processId = qobject_cast<ExternalRunner *>(run.runner)->processIds().first();
        QVERIFY(isAlive(processId));
    }
    QVERIFY(!isAlive(processId));
    QVERIFY(isFolderEmpty());
}

void TestExternalRunner::reportsABrokenRun()
{
    EngineRun run(planFor(greeting + firstDone + "echo 'Traceback' >&2; echo 'KeyError: 5' >&2; exit 1\n"));
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().done, 1U);
    QCOMPARE(run.summary().errors, (std::map<ErrorClass, quint32>{{ErrorClass::Worker, 3}}));
    QVERIFY2(run.record().errorMessage(3).contains(QLatin1String("KeyError: 5")),
             qPrintable(run.record().errorMessage(3)));
    QVERIFY(run.end.notices.first().contains(QLatin1String("Traceback\nKeyError: 5")));
}

void TestExternalRunner::keepsPagesOfWhatIsDone_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("stopped") << true;
    QTest::newRow("broken off") << false;
}

/// Of the others there may be half a page, or a whole one of a request that counts as cancelled.
void TestExternalRunner::keepsPagesOfWhatIsDone()
{
    QFETCH(const bool, isStopped);
    const QByteArray pages = "dir=${plan#*'\"work_dir\":\"'}; dir=${dir%%'\"'*}\n"
                             "for n in 0 1 2; do echo page > \"$dir/000$n.html\"; done\n";
    RunPlan plan = planFor(greeting + pages + firstDone + (isStopped ? "sleep 60\n" : "exit 1\n"));
    plan.steps.remove = false;
    EngineRun run(plan);
    if (isStopped) {
        QTRY_VERIFY(run.isPrepared());
        QTRY_COMPARE(run.tally().done, 1U);
        run.stop();
    }
    QVERIFY(run.wait());
    QCOMPARE(run.summary().done, 1U);
    const QStringList folders = QDir(m_workDir).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), 1);
    QCOMPARE(QDir(m_workDir + QLatin1Char('/') + folders.first()).entryList(QDir::Files),
             QStringList(QStringLiteral("0000.html")));
}

/// They may need modules: only what is shipped is compiled and kept.
void TestExternalRunner::leavesTheUsersGoProgramsToGo()
{
    const QString go = m_folder->filePath(QStringLiteral("go"));
    QFile file(go);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n[ \"$1 ${2##*/}\" = 'run own.go' ] || exit 7\n" + greeting + allDone + farewell);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    RunPlan plan = planFor({});
    plan.runnerCommand = QStringLiteral("\"%1\" run \"%2/own.go\"").arg(go, m_folder->path());
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().done, requests);
}

void TestExternalRunner::breaksOffACompilation()
{
    qputenv("XDG_CACHE_HOME", m_folder->path().toLocal8Bit());
    const QString go = m_folder->filePath(QStringLiteral("go"));
    const QString note = m_folder->filePath(QStringLiteral("note"));
    QFile file(go);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\ntouch \"$GOTMPDIR/half\" \"$3\"\nsleep 60 &\necho $! > '" + note.toUtf8() + "'\nwait\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    std::atomic<bool> isCancelled{false};
    QString program;
    QString problem;
    QThreadPool pool;
    pool.start([&] { program = compiledGoProgram(go, {go}, isCancelled, &problem); });
    const bool hasBegun = QTest::qWaitFor([&note] { return QFileInfo(note).size() > 0; });
    isCancelled = true;
    pool.waitForDone();
    qunsetenv("XDG_CACHE_HOME");
    QVERIFY(hasBegun);
    QCOMPARE(program, QString());
    QVERIFY2(problem.contains(QLatin1String("it was stopped")), qPrintable(problem));
    QVERIFY(QDir(m_folder->filePath(QStringLiteral("fiftyfold/runners"))).isEmpty());
    QFile written(note);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const qint64 grandchild = written.readAll().trimmed().toLongLong();
    QTRY_VERIFY(!isAlive(grandchild));
}

void TestExternalRunner::compilesGoOnce()
{
    const QString go = QStandardPaths::findExecutable(QStringLiteral("go"));
    if (go.isEmpty())
        QSKIP("Go is not installed");
    qputenv("XDG_CACHE_HOME", m_folder->path().toLocal8Bit());
    const QString source = m_folder->filePath(QStringLiteral("hello.go"));
    QFile file(source);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("package main\n\nfunc main() {}\n");
    file.close();
    const std::atomic<bool> isCancelled{false};
    QString problem;
    const QString program = compiledGoProgram(go, {source}, isCancelled, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(program.startsWith(m_folder->path()));
    const QDateTime made = QFileInfo(program).lastModified();
    QCOMPARE(compiledGoProgram(go, {source}, isCancelled, &problem), program);
    QCOMPARE(QFileInfo(program).lastModified(), made);

    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("package main\n\nfunc main() { nothing }\n");
    file.close();
    QCOMPARE(compiledGoProgram(go, {source}, isCancelled, &problem), QString());
    QVERIFY2(problem.contains(QLatin1String("hello.go could not be compiled")), qPrintable(problem));
    const QStringList left = QFileInfo(program).dir().entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    QCOMPARE(left, QStringList(QFileInfo(program).fileName())); // nothing unfinished stays
    qunsetenv("XDG_CACHE_HOME");
}

QTEST_GUILESS_MAIN(TestExternalRunner)
#include "tst_externalrunner.moc"
