// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the history's file where it is another one than was thought, or several have it open.
#include "records/history/historydatabase.h"

#include "historybyhand.h"
#include "historysample.h"
#include "records/history/filelock.h"
#include "records/history/historystore.h"
#include "records/history/numbercolumn.h"
#include "records/history/requestsections.h"

#include <QDataStream>
#include <QDir>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

#include <cerrno>
#include <limits>
#include <memory>

using namespace fiftyfold;
using test::inFile;
using test::keptSample;

namespace {

constexpr const char *asCounter = "FIFTYFOLD_TEST_COUNTER"; ///< The file; set in another program.

/// How many there are, by its exit code.
int counted(const QString &path)
{
    HistoryStore store(path);
    int count = 0;
    return store.count(count).isEmpty() ? count : 255;
}

/// What another program finds, which is gone again then.
int countedByAnother(const QString &path)
{
    QProcess counter;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(asCounter), path);
    counter.setProcessEnvironment(environment);
    counter.start(QCoreApplication::applicationFilePath(), QStringList());
    return counter.waitForFinished() ? counter.exitCode() : -1;
}

/// What `column` has for a single request; all else is as of one that is done.
QByteArray partWith(const QByteArray &column, quint64 number)
{
    const KeptRun kept = keptSample(1);
    QDataStream stream(kept.requests.front());
    stream.setVersion(QDataStream::Qt_6_4);
    quint32 sign = 0;
    quint8 version = 0;
    quint32 first = 0;
    quint32 count = 0;
    QMap<QByteArray, QByteArray> sections;
    stream >> sign >> version >> first >> count >> sections;
    NumberColumn numbers;
    numbers.add(number);
    sections.insert(column, qCompress(numbers.bytes()));
    QByteArray part;
    QDataStream written(&part, QIODevice::WriteOnly);
    written.setVersion(QDataStream::Qt_6_4);
    written << sign << version << first << count << sections;
    return part;
}

} // namespace

class TestHistoryDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void keepsItsLocks();
    void noKilledProgramKeepsItLocked_data();
    void noKilledProgramKeepsItLocked();
    void locksAThreadOut();
    void followsItsName_data();
    void followsItsName();
    void leavesALaterFileThatIsOpen();
    void leavesADamagedFileWhereItIsAsked();
    void leavesWhatDamageIsMetIn_data();
    void leavesWhatDamageIsMetIn();
    void setsImpossibleVersionsAside_data();
    void setsImpossibleVersionsAside();
    void leavesWhatIsNoDatabase();
    void cutsLabelsWithoutTheirSecrets();
    void findsALabelAsItWasGiven();
    void noticesADamagedRecord();
    void shrinks();
    void keepsWhatCantBePruned();
    void refusesNumbersOutOfRange_data();
    void refusesNumbersOutOfRange();

private:
    static QString keep(HistoryStore &store, const QString &label = {}, quint32 requests = 20)
    {
        QString id;
        const QString problem = store.keep(keptSample(requests, label), &id);
        return problem.isEmpty() ? id : problem;
    }
    QStringList files() const { return QDir(m_folder->path()).entryList({QStringLiteral("*.sqlite")}, QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestHistoryDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("history.sqlite"));
}

/// Without those of the first, the other program would take itself for the last one, and remove the log.
void TestHistoryDatabase::keepsItsLocks()
{
    HistoryStore first(m_path);
    keep(first);
    HistoryStore second(m_path);
    QCOMPARE(second.setLimit(1'000'000), QString());
    QCOMPARE(countedByAnother(m_path), 1);
    keep(first);
    keep(second);
    QCOMPARE(countedByAnother(m_path), 3);
    keep(first);
    QCOMPARE(counted(m_path), 4);
}

void TestHistoryDatabase::noKilledProgramKeepsItLocked_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("before it wrote anything") << QByteArray();
    QTest::newRow("with a process of that number that is another one") << QByteArray("1\ninit\nhost\n");
}

/// Killed while it opened the file.
void TestHistoryDatabase::noKilledProgramKeepsItLocked()
{
    QFETCH(const QByteArray, left);
    QFile file(m_path + QLatin1String(".lock"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(left) == left.size());
    file.close();
    HistoryStore store(m_path);
    QCOMPARE(keep(store).size(), historyIdDigits);
    QCOMPARE(counted(m_path), 1);
}

void TestHistoryDatabase::locksAThreadOut()
{
    const QString path = m_folder->filePath(QStringLiteral("a.lock"));
    FileLock other(path);
    {
        FileLock one(path);
        QCOMPARE(one.take(std::chrono::milliseconds(0)), 0);
        QCOMPARE(other.take(std::chrono::milliseconds(30)), EWOULDBLOCK);
    }
    QCOMPARE(other.take(std::chrono::milliseconds(0)), 0);
    FileLock nowhere(m_folder->filePath(QStringLiteral("none/a.lock")));
    QCOMPARE(nowhere.take(std::chrono::milliseconds(0)), ENOENT);
}

void TestHistoryDatabase::followsItsName_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("renamed") << false;
    QTest::newRow("removed") << true;
}

void TestHistoryDatabase::followsItsName()
{
    QFETCH(const bool, isRemoved);
    HistoryStore store(m_path);
    keep(store);
    keep(store);
    for (const char *part : {"-wal", "-shm", ""}) {
        const QString name = m_path + QLatin1String(part);
        QVERIFY(isRemoved ? QFile::remove(name)
                          : QFile::rename(name, m_folder->filePath(QLatin1String("old")) + QLatin1String(part)));
    }
    keep(store);
    QCOMPARE(counted(m_path), 1);
    QVERIFY(store.takeNotices().isEmpty());
    if (!isRemoved)
        QCOMPARE(counted(m_folder->filePath(QStringLiteral("old"))), 2);
}

void TestHistoryDatabase::leavesALaterFileThatIsOpen()
{
    auto later = std::make_unique<HistoryStore>(m_path);
    keep(*later);
    inFile(m_path, [](QSqlQuery &query) { QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 99"))); });
    {
        HistoryStore store(m_path);
        const QString problem = keep(store);
        QVERIFY2(problem.contains(QLatin1String("by a later version, which has it open")), qPrintable(problem));
        QCOMPARE(files().size(), 1);
    }
    later.reset();
    HistoryStore store(m_path);
    QCOMPARE(keep(store).size(), historyIdDigits);
    QCOMPARE(store.takeNotices().size(), 1);
    QCOMPARE(files().size(), 2);
}

void TestHistoryDatabase::leavesADamagedFileWhereItIsAsked()
{
    QString id;
    {
        HistoryStore store(m_path);
        id = keep(store);
    }
    inFile(m_path, [](QSqlQuery &query) { QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = -3"))); });
    HistoryStore store(m_path, HistoryDatabase::AtDamage::Leave);
    KeptRun run;
    QCOMPARE(store.read(id, run), QStringLiteral("The history %1 is damaged.").arg(m_path));
    QCOMPARE(files().size(), 1);
    QVERIFY(store.takeNotices().isEmpty());
}

/// Nor what has no header any more, or turns out to be damaged as it is read.
void TestHistoryDatabase::leavesWhatDamageIsMetIn_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("the header") << qint64(0);
    QTest::newRow("the index by id") << qint64(3 * 4096);
}

void TestHistoryDatabase::leavesWhatDamageIsMetIn()
{
    QFETCH(const qint64, from);
    QString id;
    {
        HistoryStore store(m_path);
        id = keep(store);
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from) && file.write(QByteArray(4'096, 'x')) == 4'096);
    file.close();
    HistoryStore store(m_path, HistoryDatabase::AtDamage::Leave);
    KeptRun run;
    QCOMPARE(store.read(id, run), QStringLiteral("The history %1 is damaged.").arg(m_path));
    QCOMPARE(files().size(), 1);
    QVERIFY(store.takeNotices().isEmpty());
}

void TestHistoryDatabase::setsImpossibleVersionsAside_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("below nought") << QStringLiteral("PRAGMA user_version = -3");
    QTest::newRow("none, and tables") << QStringLiteral("PRAGMA user_version = 0");
}

void TestHistoryDatabase::setsImpossibleVersionsAside()
{
    QFETCH(const QString, statement);
    {
        HistoryStore store(m_path);
        keep(store);
    }
    inFile(m_path, [&](QSqlQuery &query) { QVERIFY(query.exec(statement)); });
    HistoryStore store(m_path);
    QCOMPARE(keep(store).size(), historyIdDigits);
    QVERIFY(store.takeNotices().value(0).contains(QLatin1String("was damaged.")));
    QCOMPARE(counted(m_path), 1);
    QCOMPARE(files().size(), 2);
}

void TestHistoryDatabase::leavesWhatIsNoDatabase()
{
    const QByteArray text = QByteArray("not a database at all\n").repeated(100);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    for (int i = 0; i < 2; ++i) { // though there is a lock beside it then
        HistoryStore store(m_path);
        const QString problem = keep(store);
        QVERIFY2(problem.contains(QLatin1String("is no history: FIFTYFOLD_HISTORY takes")), qPrintable(problem));
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
    QCOMPARE(files().size(), 1);
}

void TestHistoryDatabase::cutsLabelsWithoutTheirSecrets()
{
    const QString secret(250, QLatin1Char('s'));
    const QString label = keptLabel(QStringLiteral("at http://me:%1@host/").arg(secret));
    QVERIFY2(!label.contains(QLatin1String("sss")), qPrintable(label));
    QVERIFY(label.contains(QLatin1String("host")));
    const QString before(199, QLatin1Char('a'));
    QCOMPARE(keptLabel(before + QStringLiteral("\U0001F680")), before);
    QCOMPARE(keptLabel(before + QLatin1String("bc")), before + QLatin1Char('b'));
}

void TestHistoryDatabase::findsALabelAsItWasGiven()
{
    HistoryStore store(m_path);
    const QString given = QStringLiteral("server  2.4.0, token=hunter2");
    const QString id = keep(store, given);
    keep(store);
    HistoryEntry entry;
    QCOMPARE(store.find(given, entry), QString());
    QCOMPARE(entry.id, id);
}

void TestHistoryDatabase::noticesADamagedRecord()
{
    HistoryStore store(m_path);
    const QString id = keep(store);
    for (const char *json : {"x'00000010ffff'", "x''", "x'ffffffff78da'"}) {
        inFile(m_path, [&](QSqlQuery &query) {
            QVERIFY(query.exec(QStringLiteral("UPDATE records SET json = ") + QLatin1String(json)));
        });
        KeptRun run;
        QCOMPARE(store.read(id, run), QStringLiteral("%1 can't be read: its record is damaged.").arg(id));
    }
}

void TestHistoryDatabase::shrinks()
{
    {
        HistoryStore store(m_path);
        keep(store, {}, 30'000);
    }
    const qint64 before = QFileInfo(m_path).size();
    {
        HistoryStore store(m_path);
        QCOMPARE(store.setLimit(1), QString());
        PrunedHistory pruned;
        QCOMPARE(store.prune(pruned), QString());
        QCOMPARE(pruned.runs, 1);
    }
    const qint64 after = QFileInfo(m_path).size();
    QVERIFY2(after < before / 4, qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
}

void TestHistoryDatabase::keepsWhatCantBePruned()
{
    HistoryStore store(m_path);
    QCOMPARE(store.setLimit(1), QString());
    inFile(m_path, [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("CREATE TRIGGER stay BEFORE DELETE ON requests BEGIN SELECT RAISE(ABORT, "
                                          "'they stay'); END")));
    });
    const QString id = keep(store);
    QCOMPARE(id.size(), historyIdDigits);
    QVERIFY(store.takeNotices().value(0).contains(QLatin1String("they stay")));
    KeptRun run;
    QCOMPARE(store.read(id, run), QString());
    QVERIFY(!run.requests.empty());
}

void TestHistoryDatabase::refusesNumbersOutOfRange_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<quint64>("number");
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    for (const char *column :
         {"bytes", "connection", "lane", "end", "queued.begin", "queued.length", "wait.begin", "wait.length"}) {
        QTest::addRow("%s, least", column) << QByteArray(column) << unsignedOf(least);
        QTest::addRow("%s, most", column) << QByteArray(column) << unsignedOf(most);
    }
    for (const char *column : {"outcome", "error", "status", "http", "reuse", "retries", "stages", "fault"})
        QTest::addRow("%s", column) << QByteArray(column) << std::numeric_limits<quint64>::max();
}

void TestHistoryDatabase::refusesNumbersOutOfRange()
{
    QFETCH(const QByteArray, column);
    QFETCH(const quint64, number);
    KeptRun kept = keptSample(1);
    ReadRun run;
    QCOMPARE(readKeptRun(kept, run), QString());
    QVERIFY(run.hasRequests);
    kept.requests.front() = partWith(column, number);
    QCOMPARE(readKeptRun(kept, run), QString());
    QVERIFY(!run.hasRequests);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (const QString path = qEnvironmentVariable(asCounter); !path.isEmpty())
        return counted(path);
    TestHistoryDatabase test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_historydatabase.moc"
