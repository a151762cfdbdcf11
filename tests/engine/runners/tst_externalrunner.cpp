// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of programs that speak the runner protocol.
#include "engine/runners/externalrunner.h"

#include "engine/runners/compiledrunner.h"
#include "enginerun.h"
#include "runners/shellrunner.h"

#include <QDir>
#include <QStandardPaths>
#include <QTest>
#include <QThreadPool>

#include <csignal>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

class TestExternalRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_runners.reset(); }

    void readsManyLinesInSlices();
    void takesSecretsOut();
    void takesSecretsOutBeforeItCuts();
    void takesHalfOfASecretOut_data();
    void takesHalfOfASecretOut();
    void hearsThatItStoodStill();
    void takesASummary();
    void takesEachInSpiteOfASummary();
    void refusesASummaryThatCannotBe_data();
    void refusesASummaryThatCannotBe();
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
    void compilesJavaOnce();

private:
    QString script(const QByteArray &text) { return m_runners->script(text); }
    RunPlan planFor(const QByteArray &text);
    bool isFolderEmpty() const { return QDir(m_workDir).isEmpty(); }

    std::unique_ptr<ShellRunners> m_runners;
    QString m_workDir;
};

void TestExternalRunner::init()
{
    m_runners = std::make_unique<ShellRunners>();
    m_workDir = m_runners->path(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

RunPlan TestExternalRunner::planFor(const QByteArray &text)
{
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("http://127.0.0.1:1/"));
    plan.requests = requests;
    plan.workDir = m_workDir;
    plan.runnerCommand = QStringLiteral("/bin/sh \"%1\"").arg(script(text));
    return plan;
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
            .arg(script(greeting + "i=0; while [ $i -lt 2999 ]; do\n" + oneDone + "i=$((i + 1)); done\nkill -9 $$\n"));
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

/// It tells of no request, and there is one line for all.
void TestExternalRunner::takesASummary()
{
    const QByteArray finished =
        "echo '{\"finished\": {\"elapsed_ns\": 900, \"done\": 3, \"failed\": 1, \"at\": 5000, "
        "\"bytes\": 15, \"statuses\": [200], \"done_at\": [2000, 3000, 5000], \"first_failure\": "
        "{\"class\": \"reset\", \"message\": \"at hunter2\"}}}'\n";
    RunPlan plan =
        planFor(greeting + "case $plan in *'\"report\":\"summary\"'*) ;; *) exit 3 ;; esac\nsleep 0.05\n" + finished);
    plan.headers = {{"Authorization", "Bearer hunter2"}};
    EngineRun run(plan, nullptr, RunReport::Summary);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QVERIFY(run.end.totals.has_value());
    QCOMPARE(run.end.totals->done, 3U);
    QCOMPARE(run.end.totals->failed, 1U);
    QCOMPARE(run.end.totals->bytes, std::optional<qint64>(15));
    QCOMPARE(run.end.totals->doneNs.size(), 3U);
    QVERIFY(run.end.totals->doneNs.back() <= run.end.elapsedNs);
    QCOMPARE(run.end.totals->firstFault.with.value(0), QStringLiteral("at [redacted]"));
    QCOMPARE(run.summary().failed, 0U); // of the record, which knows of none
    QVERIFY(run.end.cost.has_value());
}

void TestExternalRunner::takesEachInSpiteOfASummary()
{
    EngineRun run(planFor(greeting + "sleep 0.05\n" + allDone + farewell), nullptr, RunReport::Summary);
    QVERIFY(run.wait());
    QVERIFY(!run.end.totals);
    QCOMPARE(run.summary().done, requests);
}

void TestExternalRunner::refusesASummaryThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("more requests") << QByteArray("\"elapsed_ns\": 900, \"done\": 5, \"failed\": 0");
    QTest::newRow("later than now") << QByteArray("\"elapsed_ns\": 900000000000, \"done\": 4, \"failed\": 0");
}

void TestExternalRunner::refusesASummaryThatCannotBe()
{
    QFETCH(const QByteArray, more);
    EngineRun run(planFor(greeting + "echo '{\"finished\": {" + more + "}}'\n"), nullptr, RunReport::Summary);
    QVERIFY(run.wait());
    QVERIFY(!run.end.totals);
    QCOMPARE(run.summary().failed, requests);
    QCOMPARE(run.record().error(0), ErrorClass::Worker);
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
    run.stop();
    run.stop();
    QVERIFY(run.wait());
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
    const QString go = m_runners->path(QStringLiteral("go"));
    QFile file(go);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n[ \"$1 ${2##*/}\" = 'run own.go' ] || exit 7\n" + greeting + allDone + farewell);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    RunPlan plan = planFor({});
    plan.runnerCommand = QStringLiteral("\"%1\" run \"%2/own.go\"").arg(go, m_runners->path());
    EngineRun run(plan);
    QVERIFY(run.wait());
    QCOMPARE(run.end.problem, QString());
    QCOMPARE(run.summary().done, requests);
}

void TestExternalRunner::breaksOffACompilation()
{
    qputenv("XDG_CACHE_HOME", m_runners->path().toLocal8Bit());
    const QString go = m_runners->path(QStringLiteral("go"));
    const QString note = m_runners->path(QStringLiteral("note"));
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
    QVERIFY(QDir(m_runners->path(QStringLiteral("fiftyfold/runners"))).isEmpty());
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
    qputenv("XDG_CACHE_HOME", m_runners->path().toLocal8Bit());
    const QString source = m_runners->path(QStringLiteral("hello.go"));
    QFile file(source);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("package main\n\nfunc main() {}\n");
    file.close();
    const std::atomic<bool> isCancelled{false};
    QString problem;
    const QString program = compiledGoProgram(go, {source}, isCancelled, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(program.startsWith(m_runners->path()));
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

void TestExternalRunner::compilesJavaOnce()
{
    const QString javac = QStandardPaths::findExecutable(QStringLiteral("javac"));
    if (javac.isEmpty())
        QSKIP("Java is not installed");
    qputenv("XDG_CACHE_HOME", m_runners->path().toLocal8Bit());
    const QString source = m_runners->path(QStringLiteral("Hello.java"));
    QFile file(source);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("class Hello {}\n");
    file.close();
    const std::atomic<bool> isCancelled{false};
    QString problem;
    const QString classes = compiledJavaClasses(javac, {source}, isCancelled, &problem);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QFileInfo compiled(classes + QStringLiteral("/Hello.class"));
    QVERIFY(compiled.isFile());
    QCOMPARE(compiledJavaClasses(javac, {source}, isCancelled, &problem), classes);
    QCOMPARE(QFileInfo(compiled.filePath()).lastModified(), compiled.lastModified());
    qunsetenv("XDG_CACHE_HOME");
}

QTEST_GUILESS_MAIN(TestExternalRunner)
#include "tst_externalrunner.moc"
