// SPDX-License-Identifier: GPL-3.0-or-later
// A program that keeps runs is killed at any moment: every run that it had kept is there, and whole. FIFTYFOLD_KILLS
// says how often; a few by itself.
#include "records/history/historystore.h"

#include "historysample.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace fiftyfold;

namespace {

constexpr const char *asKeeper = "FIFTYFOLD_TEST_KEEPER"; ///< The file; set in the program that is killed.

/// Keeps runs for ever, and says the id of each when it is kept.
int keepForEver(const QString &path)
{
    HistoryStore store(path);
    const KeptRun large = test::keptSample(20'000, QStringLiteral("large"));
    const KeptRun small = test::keptSample(50, QStringLiteral("small"));
    store.setLimit(large.entry.requestBytes * 40); // so that it prunes, too
    for (bool isLarge = true;; isLarge = !isLarge) {
        QString id;
        const QString problem = store.keep(isLarge ? large : small, &id);
        std::printf("%s\n", qPrintable(problem.isEmpty() ? id : problem));
        std::fflush(stdout);
    }
}

} // namespace

class TestHistoryKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing();
};

void TestHistoryKill::losesNothing()
{
    const int kills = qMax(5, qEnvironmentVariableIntValue("FIFTYFOLD_KILLS"));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("history.sqlite"));
    QStringList kept;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess keeper;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(asKeeper), path);
        keeper.setProcessEnvironment(environment);
        keeper.start(QCoreApplication::applicationFilePath(), QStringList());
        QVERIFY(keeper.waitForReadyRead());
        QElapsedTimer clock;
        clock.start();
        const int moment = QRandomGenerator::global()->bounded(120);
        while (!clock.hasExpired(moment))
            keeper.waitForReadyRead(qMax(1, moment - static_cast<int>(clock.elapsed())));
        keeper.kill();
        QVERIFY(keeper.waitForFinished());
        QList<QByteArray> lines = keeper.readAllStandardOutput().split('\n');
        lines.removeLast(); // what is not told to its end may be anything
        for (const QByteArray &id : std::as_const(lines)) {
            QVERIFY2(id.size() == 16, id.constData());
            kept.append(QString::fromLatin1(id));
        }

        HistoryStore store(path);
        int count = 0;
        QCOMPARE(store.count(count), QString());
        QVERIFY(store.takeNotices().isEmpty());
        QVERIFY(count >= kept.size() && count <= kept.size() + kill + 1);
    }
    HistoryStore store(path);
    int withRequests = 0;
    for (const QString &id : std::as_const(kept)) {
        KeptRun run;
        QCOMPARE(store.read(id, run), QString());
        ReadRun read;
        QCOMPARE(readKeptRun(run, read), QString());
        QCOMPARE(read.record->requestCount(), run.entry.label == QLatin1String("large") ? 20'000U : 50U);
        QCOMPARE(run.entry.requestBytes > 0, read.hasRequests);
        withRequests += read.hasRequests ? 1 : 0;
    }
    QVERIFY(withRequests > 0);
    qInfo("%d kills, %d kept, %d of them with their requests", kills, int(kept.size()), withRequests);
}

int main(int argc, char *argv[])
{
    if (const QString path = qEnvironmentVariable(asKeeper); !path.isEmpty()) {
        QCoreApplication application(argc, argv);
        return keepForEver(path);
    }
    QCoreApplication application(argc, argv);
    TestHistoryKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historykill.moc"
