// SPDX-License-Identifier: GPL-3.0-or-later
// The real program where the system gives it little: each run ends by itself, says which limit it was, leaves nothing.
#include "support/cliprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace fiftyfold::test;

namespace {

constexpr uid_t nobody = 65534;

/// The limit of threads and processes does not hold for root.
QString asUser()
{
    return geteuid() == 0 ? QStringLiteral("setpriv --reuid=%1 --regid=%1 --clear-groups ").arg(nobody) : QString();
}

void addPaths()
{
    for (const char *transport : {"curl", "qt"}) {
        for (const char *strategy :
             {"async", "sequential", "async-ordered", "threads", "async-threads", "async-processes", "processes"})
            QTest::addRow("%s %s", strategy, transport)
                << QString::fromLatin1(strategy) << QString::fromLatin1(transport);
    }
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fewThreads_data();
    void fewThreads();
    void largeBody_data();
    void largeBody();

private:
    /// Runs the terminal program under limits ("ulimit -u 4"); what it said, once it has ended by itself.
    CliResult runUnder(const QString &limits, const QString &arguments);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLimits::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    if (geteuid() == 0)
        QCOMPARE(chown(QFile::encodeName(m_folder->path()).constData(), nobody, nobody), 0);
}

CliResult TestLimits::runUnder(const QString &limits, const QString &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    const QString line =
        QStringLiteral("ulimit -c 0; exec %1sh -c '%2; exec \"$0\" %3 --work-dir \"$1\"' \"$0\" \"$1\"")
            .arg(asUser(), limits, arguments);
    process.start(QStringLiteral("/bin/bash"),
                  {QStringLiteral("-c"), line, QStringLiteral(FIFTYFOLD_BIN_DIR "/fiftyfold-cli"), m_folder->path()});
    CliResult result;
    if (!process.waitForFinished(cliDeadlineMs)) {
        process.kill();
        process.waitForFinished();
        return result;
    }
    if (process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.output = process.readAllStandardOutput();
    result.errors = process.readAllStandardError();
    return result;
}

void TestLimits::fewThreads_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("transport");
    addPaths();
}

void TestLimits::fewThreads()
{
    QFETCH(QString, strategy);
    QFETCH(QString, transport);
    if (runUnder(QStringLiteral(":"), QStringLiteral("run practice: -n 1 --progress none")).exitCode != 0)
        QSKIP("the program is where another user can't start it");
    for (const int limit : {0, 3, 6, 20}) {
        const CliResult result = runUnder(
            QStringLiteral("ulimit -u %1").arg(limit),
            QStringLiteral("run \"practice:?latency=5ms\" -n 30 -c 30 --progress none --strategy %1 --transport %2")
                .arg(strategy, transport));
        const QByteArray told = QByteArray::number(limit) + ": " + result.errors + result.output;
        QVERIFY2(result.exitCode == 0 || result.exitCode == 1, told.constData());
        QVERIFY2(result.exitCode == 0 || result.errors.contains("ulimit -u"), told.constData());
        QVERIFY2(everythingIn(m_folder->path()).isEmpty(), told.constData());
    }
}

void TestLimits::largeBody_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("transport");
    addPaths();
}

/// One page of 64 MiB: no process holds more than twice that at any time.
void TestLimits::largeBody()
{
    QFETCH(QString, strategy);
    QFETCH(QString, transport);
    constexpr long bodyKiB = 64 * 1024;
    constexpr long programKiB = 48 * 1024;
    const CliResult result =
        runUnder(QStringLiteral(":"),
                 QStringLiteral(
                     "run \"practice:?size=64MiB\" -n 1 --max-body 64MiB --progress none --strategy %1 --transport %2")
                     .arg(strategy, transport));
    QVERIFY2(result.exitCode == 0, (result.errors + result.output).constData());
    rusage children = {};
    QCOMPARE(getrusage(RUSAGE_CHILDREN, &children), 0);
    // The largest of all so far: a row after the first that fails only says that the first did.
    QVERIFY2(children.ru_maxrss > bodyKiB / 2, qPrintable(QString::number(children.ru_maxrss)));
    QVERIFY2(children.ru_maxrss < 2 * bodyKiB + programKiB, qPrintable(QString::number(children.ru_maxrss)));
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
