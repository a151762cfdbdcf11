// SPDX-License-Identifier: GPL-3.0-or-later
// The real program where the system gives it little: each run ends by itself, says which limit it was, leaves nothing.
#include "support/cliprogram.h"
#include "support/scriptedorigin.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <utility>

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
    void fewThreadsForAllThatIsCompared();
    void fewDescriptors_data();
    void fewDescriptors();
    void littleAddressSpace_data();
    void littleAddressSpace();
    void onePageTooLarge_data();
    void onePageTooLarge();
    void largeBody_data();
    void largeBody();

private:
    /// Runs the terminal program under limits ("ulimit -u 4"); what it said, once it has ended by itself.
    CliResult runUnder(const QString &limits, const QString &arguments);

    /// False where the program is in a place that only this user can start it from.
    bool canRun();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<bool> m_canRun;
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
        QStringLiteral("ulimit -c 0; exec %1bash -c '%2 && exec \"$0\" %3 --work-dir \"$1\"' \"$0\" \"$1\"")
            .arg(limits.contains(QLatin1String("-u")) ? asUser() : QString(), limits, arguments);
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

bool TestLimits::canRun()
{
    constexpr int noPermission = 126;
    constexpr int notFound = 127;
    if (!m_canRun) {
        const int exitCode =
            runUnder(QStringLiteral(": -u"), QStringLiteral("run practice: -n 1 --progress none")).exitCode;
        m_canRun = exitCode != noPermission && exitCode != notFound;
    }
    return *m_canRun;
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
    if (!canRun())
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

void TestLimits::fewThreadsForAllThatIsCompared()
{
    if (!canRun())
        QSKIP("the program is where another user can't start it");
    const CliResult result =
        runUnder(QStringLiteral("ulimit -u 20"),
                 QStringLiteral("compare \"practice:?latency=5ms\" -n 20 -c 20 --rounds 1 --transport qt "
                                "--strategies async,threads,async-threads --progress none --json -"));
    const QByteArray told = result.errors + result.output;
    QVERIFY2(result.exitCode == 0 || result.exitCode == 1, told.constData());
    QVERIFY2(told.contains("ulimit -u"), told.constData());
    QVERIFY2(everythingIn(m_folder->path()).isEmpty(), told.constData());
    if (result.exitCode == 1)
        QSKIP("the user has many programs already");
    const QJsonArray entries = objectFrom(result.output)[QLatin1String("entries")].toArray();
    QCOMPARE(entries.size(), 3);
    const int atOnce = entries.first()[QLatin1String("at_once")].toInt();
    QVERIFY2(atOnce > 0 && atOnce < 20, told.constData());
    for (const QJsonValue entry : entries)
        QVERIFY2(entry[QLatin1String("at_once")].toInt() == atOnce, told.constData());
}

void TestLimits::fewDescriptors_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("transport");
    addPaths();
}

void TestLimits::fewDescriptors()
{
    QFETCH(QString, strategy);
    QFETCH(QString, transport);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    const QList<int> limits = {64}; // a sanitizer takes some itself, and takes it ill where there are none
#else
    const QList<int> limits = {8, 12, 16, 20, 64};
#endif
    for (const int limit : limits) {
        const CliResult result =
            runUnder(QStringLiteral("ulimit -n %1").arg(limit),
                     QStringLiteral("run practice: -n 4 -c 4 --timeout 3s --progress none --strategy %1 --transport %2")
                         .arg(strategy, transport));
        const QByteArray told = QByteArray::number(limit) + ": " + result.errors + result.output;
        QVERIFY2(result.exitCode == 0 || result.exitCode == 1 || result.exitCode == 3, told.constData());
        QVERIFY2(result.exitCode != 1 || result.errors.contains("ulimit -n"), told.constData());
        // No remark of Qt's before it, and no advice behind it that would not help.
        QVERIFY2(result.exitCode != 1 || result.errors.startsWith("fiftyfold-cli: "), told.constData());
        QVERIFY2(!result.errors.contains("by hand"), told.constData());
        QVERIFY2(result.exitCode == 0 || limit < 64, told.constData());
        QVERIFY2(everythingIn(m_folder->path()).isEmpty(), told.constData());
    }
}

void TestLimits::littleAddressSpace_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("transport");
    addPaths();
}

void TestLimits::littleAddressSpace()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("the sanitizer reserves more address space than this test allows");
#endif
    QFETCH(QString, strategy);
    QFETCH(QString, transport);
    constexpr int noLoading = 127; // there is not even room for the program's libraries
    for (const int limitKiB : {84'000, 108'000, 600'000}) {
        const CliResult result = runUnder(
            QStringLiteral("ulimit -v %1").arg(limitKiB),
            QStringLiteral("run \"practice:?size=1MiB\" -n 10 -c 10 --progress none --strategy %1 --transport %2")
                .arg(strategy, transport));
        const QByteArray told = QByteArray::number(limitKiB) + ": " + result.errors + result.output;
        if (result.exitCode == noLoading)
            continue;
        QVERIFY2(result.exitCode == 0 || result.exitCode == 1 || result.exitCode == 3, told.constData());
        QVERIFY2(result.exitCode != 1 || result.errors.contains("ulimit -v"), told.constData());
        QVERIFY2(result.exitCode == 0 || limitKiB < 600'000, told.constData());
        QVERIFY2(everythingIn(m_folder->path()).isEmpty(), told.constData());
    }
}

void TestLimits::onePageTooLarge_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("transport");
    // Not of threads over qt: each lane has a thread of Qt's HTTP beside its own, and nobody can catch what those
    // throw.
    for (const auto &[strategy, transport] :
         {std::pair("async", "curl"), std::pair("threads", "curl"), std::pair("async", "qt")})
        QTest::addRow("%s %s", strategy, transport) << QString::fromLatin1(strategy) << QString::fromLatin1(transport);
}

/// It fails alone.
void TestLimits::onePageTooLarge()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("the sanitizer reserves more address space than this test allows");
#endif
    QFETCH(QString, strategy);
    QFETCH(QString, transport);
    constexpr int pieceBytes = 64 * 1024;
    ScriptedOrigin origin;
    origin.onNextConnections({{ReadHead{}, Send{"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"},
                               SendEndlessly{QByteArray(pieceBytes, 'x')}}});
    const CliResult result = runUnder(QStringLiteral("ulimit -v 200000"),
                                      QStringLiteral("run %1 -n 8 -c 4 --max-body 1GiB --timeout 30s --progress none "
                                                     "--json - --strategy %2 --transport %3")
                                          .arg(origin.url().toString(), strategy, transport));
    const QByteArray told = result.errors + result.output;
    QVERIFY2(result.exitCode == 3, told.constData());
    QVERIFY2(told.contains("no memory left for the body"), told.constData());
    const QJsonValue summary = objectFrom(result.output)[QLatin1String("summary")];
    QVERIFY2(summary[QLatin1String("done")].toInt() == 7, told.constData());
    QVERIFY2(summary[QLatin1String("failed")].toInt() == 1, told.constData());
    QVERIFY2(everythingIn(m_folder->path()).isEmpty(), told.constData());
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
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer keeps memory of its own");
#endif
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
